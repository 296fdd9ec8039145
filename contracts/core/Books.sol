// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IDefaults} from "../interfaces/IDefaults.sol";
import {Roles} from "../libraries/Roles.sol";
import {IN_DEFAULT, ReceivableWord} from "../types/ReceivableWord.sol";
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

    /// @dev What is paid or ended is no longer in default; the caller stores the returned word.
    function _cured(uint256 id, ReceivableWord r) internal returns (ReceivableWord) {
        if (!r.hasFlag(IN_DEFAULT)) return r;
        uint24 defaults = --_participants[_accounts[r.obligor()]].defaults;
        emit IDefaults.DefaultCured(id, r.obligor(), defaults);
        return r.withoutFlag(IN_DEFAULT);
    }

    /// @dev The number of the obligor that `account` acts for: active, and with nothing in default.
    function _requireConfirming(address account) internal view returns (uint32 obligor) {
        uint256 word = _active(account, Roles.CORE_ENTERPRISE);
        obligor = uint32(word);
        uint24 defaults = uint24(word >> 40);
        if (defaults != 0) revert IDefaults.ObligorInDefault(obligor, defaults);
    }

    /// @dev Uses the credit line for a promise that is given today, if the rule in force allows it.
    /// @param tenor Days from today to the due day.
    function _promise(uint32 obligor, uint8 currency, uint256 amount, uint256 tenor, uint256 day) internal {
        uint256 used = _useCredit(obligor, currency, amount);
        uint256 listed = _listed();
        if (_hasRules(listed)) _requireWithinRule(listed, day, tenor, used);
    }
}
