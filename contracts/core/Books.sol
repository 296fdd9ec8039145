// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Catalogue} from "./Catalogue.sol";
import {CreditLines} from "./CreditLines.sol";
import {LedgerDays} from "./LedgerDays.sol";
import {Participants} from "./Participants.sol";
import {Positions} from "./Positions.sol";

/**
 * @title Books
 * @notice Everything that the ledger stores. {Receivables} and {BackOffice} inherit it first, so that both find each
 * entry in the same slot.
 */
abstract contract Books is AccessManaged, Participants, Catalogue, CreditLines, Positions {
    /// @param authority Says who may call the administrative functions.
    /// @param utcOffset_ Seconds by which the ledger's day starts ahead of UTC's.
    constructor(address authority, uint256 utcOffset_) AccessManaged(authority) LedgerDays(utcOffset_) {}
}
