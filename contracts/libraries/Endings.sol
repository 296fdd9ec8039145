// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReceivables} from "../interfaces/IReceivables.sol";
import {
    CANCEL_ASKED_BY_OBLIGOR,
    CANCEL_ASKED_BY_SUPPLIER,
    HAS_COLLECTION,
    ReceivableWord,
    Status
} from "../types/ReceivableWord.sol";

/// @title Endings
/// @notice How a receivable ends without payment. An external library: the core has no room for what is rare.
library Endings {
    /// @dev The highest of the reasons listed in docs/reason-codes.md.
    uint8 private constant LAST_REASON = 14;

    /// @notice See {IReceivables-reject}. The caller stores the returned word.
    function reject(ReceivableWord r, uint256 id, uint32 caller, uint8 reason) external returns (ReceivableWord) {
        if (caller != r.obligor()) revert IReceivables.NotParty(id, caller);
        if (r.status() != Status.Recorded) revert IReceivables.WrongStatus(id, r.status(), Status.Recorded);
        if (reason == 0 || reason > LAST_REASON) revert IReceivables.UnknownReason(reason);
        emit IReceivables.Rejected(id, reason);
        return r.withStatus(Status.Rejected);
    }

    /// @notice See {IReceivables-cancel}. The caller stores the returned word, and burns and frees what the end leaves.
    function cancel(ReceivableWord r, uint256 id, uint32 caller) external returns (ReceivableWord) {
        bool bySupplier = caller == r.supplier();
        if (!bySupplier && caller != r.obligor()) revert IReceivables.NotParty(id, caller);
        Status status = r.status();
        if (status == Status.Recorded) {
            if (!bySupplier) revert IReceivables.NotParty(id, caller);
        } else if (status == Status.Confirmed || status == Status.Tokenised) {
            if (r.hasFlag(HAS_COLLECTION)) revert IReceivables.CannotCancel(id);
            if (status == Status.Tokenised && r.supplierUnits() != r.face()) revert IReceivables.CannotCancel(id);
            if (!r.hasFlag(bySupplier ? CANCEL_ASKED_BY_OBLIGOR : CANCEL_ASKED_BY_SUPPLIER)) {
                emit IReceivables.CancellationAsked(id, caller);
                return r.withFlag(bySupplier ? CANCEL_ASKED_BY_SUPPLIER : CANCEL_ASKED_BY_OBLIGOR);
            }
        } else {
            revert IReceivables.WrongStatus(id, status, Status.Recorded);
        }
        emit IReceivables.Cancelled(id, caller);
        return r.withStatus(Status.Cancelled);
    }
}
