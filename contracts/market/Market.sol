// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {Facilities} from "./Facilities.sol";
import {Orders} from "./Orders.sol";
import {Recourse} from "./Recourse.sol";

/**
 * @title Market
 * @notice Bilateral sales of units: signed orders ({IOrders}) and standing facilities ({IFacilities}), with what follows
 * them ({IRecourse}). A contract beside the core, without any right there: it moves the units of holders that approved
 * it, and the cash of those who approved that. Nobody administers it.
 */
contract Market is Orders, Facilities {
    /// @param ledger_ The core contract.
    constructor(ILedger ledger_) Recourse(ledger_) EIP712("sfc market", "1") {}

    function _unitsReturned(Deal storage d, uint64 units) internal override(Recourse, Facilities) {
        Facilities._unitsReturned(d, units);
    }
}
