// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAdjustments} from "../interfaces/IAdjustments.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {Roles} from "../libraries/Roles.sol";
import {DISPUTED, HAS_COLLECTION, ReceivableWord, Status} from "../types/ReceivableWord.sol";
import {Endings} from "./Endings.sol";

/// @title Adjustments
/// @notice See {IAdjustments}.
abstract contract Adjustments is IAdjustments, Endings {
    /// @inheritdoc IAdjustments
    function dispute(uint256 id, uint64 amount, uint8 reason) external {
        ReceivableWord r = _receivables[id];
        _requireObligor(id, r, _requireActive(msg.sender, Roles.ANY));
        if (!r.isIn(Status.Recorded)) revert IReceivables.WrongStatus(id, r.status(), Status.Recorded);
        if (amount > r.face()) revert DisputeAboveFace(id, amount, r.face());
        if (amount != 0) _requireReason(reason);
        else if (reason != 0) revert UnknownReason(reason);
        _adjustments[id].disputed = amount;
        _receivables[id] = amount == 0 ? r.withoutFlag(DISPUTED) : r.withFlag(DISPUTED);
        emit Disputed(id, amount, reason);
    }

    /// @inheritdoc IAdjustments
    function creditNote(uint256 id, uint64 amount, bytes32 note) external {
        ReceivableWord r = _receivables[id];
        uint32 caller = _requireActive(msg.sender, Roles.ANY);
        uint32 other = _isSupplier(id, r, caller) ? r.obligor() : r.supplier();
        if (!r.isIn(Status.Confirmed) && !r.isIn(Status.Tokenised) && !r.isIn(Status.Settled)) {
            revert IReceivables.WrongStatus(id, r.status(), Status.Confirmed);
        }
        Adjustment memory a = _adjustments[id];
        bool pending = a.asked != 0 && a.round == r.round();
        if (amount == 0) {
            if (!pending || a.askedBy != caller) revert NoCreditNoteAsked(id, caller);
            _ask(id, r, caller, 0, a.note);
            return;
        }
        if (_credited[id][note]) revert CreditNoteUsed(id, note);
        uint64 most = a.claim < r.face() ? r.face() - a.claim : 0;
        if (amount > most) revert CreditNoteTooLarge(id, amount, most);
        if (pending && a.askedBy == other && a.asked == amount && a.note == note) _agree(id, r, caller, amount, note);
        else _ask(id, r, caller, amount, note);
    }

    /// @inheritdoc IAdjustments
    function adjustmentOf(uint256 id) external view returns (Adjustment memory a) {
        a = _adjustments[id];
        ReceivableWord r = _receivables[id];
        if (!r.hasFlag(DISPUTED)) a.disputed = 0;
        if (a.asked == 0 || a.round != r.round()) (a.asked, a.askedBy, a.note) = (0, 0, 0);
    }

    /// @inheritdoc IAdjustments
    function isCredited(uint256 id, bytes32 note) external view returns (bool) {
        return _credited[id][note];
    }

    function _ask(uint256 id, ReceivableWord r, uint32 by, uint64 amount, bytes32 note) private {
        Adjustment storage a = _adjustments[id];
        (a.asked, a.askedBy, a.round, a.note) = (amount, by, r.round(), note);
        emit CreditNoteAsked(id, by, amount, note);
    }

    function _agree(uint256 id, ReceivableWord r, uint32 by, uint64 amount, bytes32 note) private {
        uint64 reduced = _reducible(id, r);
        if (reduced > amount) reduced = amount;
        _credited[id][note] = true;
        _adjustments[id].asked = 0;
        _adjustments[id].claim += amount - reduced;
        emit CreditNoteAgreed(id, by, reduced, amount - reduced, note);
        if (reduced == 0) return;
        _freeCredit(r.obligor(), r.currency(), reduced);
        if (r.isIn(Status.Tokenised)) {
            r = r.withSupplierUnits(r.supplierUnits() - reduced);
            _announceBurned(id, _accounts[r.supplier()], reduced);
        }
        r = r.withFace(r.face() - reduced);
        if (r.face() == 0) {
            r = _cured(id, r).withStatus(Status.Cancelled);
            emit Cancelled(id, by);
        }
        _receivables[id] = r;
    }

    /// @dev What a credit note may take off the face: what nobody but the supplier has a claim on.
    function _reducible(uint256 id, ReceivableWord r) private view returns (uint64) {
        if (r.isIn(Status.Settled) || r.hasFlag(HAS_COLLECTION)) return 0;
        return r.isIn(Status.Confirmed) ? r.face() : r.supplierUnits() - _frozenOf(id, r, r.supplier());
    }
}
