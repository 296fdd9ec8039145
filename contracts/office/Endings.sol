// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "../core/Books.sol";
import {IEndings} from "../interfaces/IEndings.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {Roles} from "../libraries/Roles.sol";
import {
    CANCEL_ASKED_BY_OBLIGOR,
    CANCEL_ASKED_BY_SUPPLIER,
    HAS_COLLECTION,
    ReceivableWord,
    Status
} from "../types/ReceivableWord.sol";

/// @title Endings
/// @notice See {IEndings}.
abstract contract Endings is IEndings, Books {
    /// @dev The highest of the reasons listed in docs/reason-codes.md.
    uint8 private constant LAST_REASON = 14;

    /// @inheritdoc IEndings
    function reject(uint256 id, uint8 reason) external {
        ReceivableWord r = _receivables[id];
        _requireObligor(id, r, _requireActive(msg.sender, Roles.ANY));
        if (!r.isIn(Status.Recorded)) revert IReceivables.WrongStatus(id, r.status(), Status.Recorded);
        _requireReason(reason);
        _receivables[id] = r.withStatus(Status.Rejected);
        emit Rejected(id, reason);
    }

    /// @inheritdoc IEndings
    function cancel(uint256 id) external {
        ReceivableWord r = _receivables[id];
        uint32 caller = _requireActive(msg.sender, Roles.ANY);
        bool bySupplier = _isSupplier(id, r, caller);
        if (r.isIn(Status.Recorded)) {
            if (!bySupplier) revert IReceivables.NotParty(id, caller);
            _receivables[id] = r.withStatus(Status.Cancelled);
            emit Cancelled(id, caller);
            return;
        }
        _requireCancellable(id, r);
        if (r.hasFlag(bySupplier ? CANCEL_ASKED_BY_OBLIGOR : CANCEL_ASKED_BY_SUPPLIER)) {
            _cancel(id, r, caller);
        } else {
            _receivables[id] = r.withFlag(bySupplier ? CANCEL_ASKED_BY_SUPPLIER : CANCEL_ASKED_BY_OBLIGOR);
            emit CancellationAsked(id, caller);
        }
    }

    /// @dev Ends what was confirmed: frees the credit line and burns the units, all of which are the supplier's.
    function _cancel(uint256 id, ReceivableWord r, uint32 by) internal {
        _freeCredit(r.obligor(), r.currency(), r.face());
        emit Cancelled(id, by);
        if (r.isIn(Status.Tokenised)) _announceBurned(id, _accounts[r.supplier()], r.face());
        _receivables[id] = _cured(id, r).withStatus(Status.Cancelled).withSupplierUnits(0);
    }

    /// @dev Whether the caller is the supplier; if not, it must be the obligor.
    function _isSupplier(uint256 id, ReceivableWord r, uint32 caller) internal pure returns (bool) {
        if (caller == r.supplier()) return true;
        _requireObligor(id, r, caller);
        return false;
    }

    function _requireObligor(uint256 id, ReceivableWord r, uint32 caller) internal pure {
        if (caller != r.obligor()) revert IReceivables.NotParty(id, caller);
    }

    function _requireReason(uint8 reason) internal pure {
        if (reason == 0 || reason > LAST_REASON) revert UnknownReason(reason);
    }

    function _requireCancellable(uint256 id, ReceivableWord r) private view {
        if (r.isIn(Status.Tokenised)) {
            uint64 free = r.supplierUnits() - _frozenOf(id, r, r.supplier());
            if (free != r.face()) revert CannotCancel(id);
        } else if (!r.isIn(Status.Confirmed)) {
            revert IReceivables.WrongStatus(id, r.status(), Status.Recorded);
        }
        if (r.hasFlag(HAS_COLLECTION)) revert CannotCancel(id);
    }
}
