// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "../core/Books.sol";
import {IDefaults} from "../interfaces/IDefaults.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IN_DEFAULT, ReceivableWord, Status} from "../types/ReceivableWord.sol";

/// @title Defaults
/// @notice See {IDefaults}.
abstract contract Defaults is IDefaults, Books {
    /// @inheritdoc IDefaults
    function markDefault(uint256 id) external {
        ReceivableWord r = _receivables[id];
        if (!r.isIn(Status.Confirmed) && !r.isIn(Status.Tokenised)) {
            revert IReceivables.WrongStatus(id, r.status(), Status.Tokenised);
        }
        if (r.hasFlag(IN_DEFAULT)) revert AlreadyInDefault(id);
        uint256 lastDay = uint256(r.dueDay()) + _terms[r.terms()].graceDays;
        if (today() <= lastDay) revert NotInDefault(id, lastDay + 1, today());
        _receivables[id] = r.withFlag(IN_DEFAULT);
        uint24 defaults = ++_participants[_accounts[r.obligor()]].defaults;
        emit DefaultMarked(id, r.obligor(), defaults);
    }
}
