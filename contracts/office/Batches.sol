// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Statements} from "../core/Statements.sol";
import {IBatches} from "../interfaces/IBatches.sol";
import {IEndings} from "../interfaces/IEndings.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {Roles} from "../libraries/Roles.sol";
import {CANCEL_ASKED_BY_OBLIGOR, CANCEL_ASKED_BY_SUPPLIER, ReceivableWord} from "../types/ReceivableWord.sol";

/// @title Batches
/// @notice See {IBatches}.
abstract contract Batches is IBatches, Statements {
    /// @inheritdoc IBatches
    function postBatch(
        bytes32 root, uint8 currency, uint32 count, uint80 total, uint24 latestDue, uint24 validUntil
    ) external {
        uint32 obligor = _requireConfirming(msg.sender);
        _requireListed(currency, 1);
        if (count == 0 || total < count) revert BatchEmpty(count, total);
        uint256 day = today();
        if (latestDue <= day || validUntil < day) revert BatchDatesMalformed(latestDue, validUntil, day);
        if (_batches[obligor][root] != 0) revert BatchExists(obligor, root);
        _promise(obligor, currency, total, latestDue - day, day);
        _batches[obligor][root] = count | (uint256(total) << 32) | (uint256(currency) << 112) | (uint256(latestDue) << 120)
            | (day << 144) | (uint256(validUntil) << 168);
        emit BatchPosted(obligor, root, currency, count, total, latestDue, uint24(day), validUntil);
    }

    /// @inheritdoc IBatches
    function withdrawProof(IReceivables.Invoice calldata invoice, bytes32 root, bytes32[] calldata proof)
        external
        returns (uint256 id)
    {
        uint32 caller = _requireActive(msg.sender, Roles.ANY);
        uint32 other = _idOf(invoice.counterparty);
        if (other == 0) revert IParticipants.UnknownParticipant(invoice.counterparty);
        bool byObligor = _batches[caller][root] != 0;
        ReceivableWord r;
        (id, r) = byObligor ? _stated(invoice, caller, other) : _stated(invoice, other, caller);
        _draw(id, r, invoice, root, proof);
        uint256 asked = byObligor ? CANCEL_ASKED_BY_OBLIGOR : CANCEL_ASKED_BY_SUPPLIER;
        _materialise(id, r.confirmed(r.face()).withFlag(asked), invoice, root);
        emit IEndings.CancellationAsked(id, caller);
    }

    /// @inheritdoc IBatches
    function closeBatch(bytes32 root) external {
        uint32 obligor = _requireActive(msg.sender, Roles.ANY);
        Batch memory batch = batchOf(obligor, root);
        if (batch.postedOn == 0) revert UnknownBatch(obligor, root);
        if (batch.left != 0 && today() <= batch.validUntil) revert BatchOpen(root, batch.validUntil);
        if (batch.total == 0) revert BatchExhausted(root, batch.left, 0, 0);
        _freeCredit(obligor, batch.currency, batch.total);
        _batches[obligor][root] = (_batches[obligor][root] >> 112) << 112;
        emit BatchClosed(obligor, root, batch.total);
    }

    /// @inheritdoc IBatches
    function batchOf(uint32 obligor, bytes32 root) public view returns (Batch memory) {
        uint256 batch = _batches[obligor][root];
        return Batch({
            left: uint32(batch),
            total: uint80(batch >> 32),
            currency: uint8(batch >> 112),
            latestDue: uint24(batch >> 120),
            postedOn: uint24(batch >> 144),
            validUntil: uint24(batch >> 168)
        });
    }
}
