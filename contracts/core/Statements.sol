// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBatches} from "../interfaces/IBatches.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {MAX_ROUND, packReceivable, ReceivableWord, Status} from "../types/ReceivableWord.sol";
import {Books} from "./Books.sol";

/// @title Statements
/// @notice How an invoice becomes a receivable: by itself, or out of a batch. See {IReceivables} and {IBatches}.
abstract contract Statements is Books {
    /// @dev Checks what was stated; the caller has checked the parties.
    function _stated(IReceivables.Invoice calldata invoice, uint32 obligor, uint32 supplier)
        internal
        view
        returns (uint256 id, ReceivableWord r)
    {
        (uint24 dueDay, uint64 face) = (invoice.dueDay, invoice.face);
        (uint8 currency, uint16 terms) = (invoice.currency, invoice.terms);
        if (obligor == supplier) revert IReceivables.SameParty(obligor);
        _requireListed(currency, terms);
        if (face == 0) revert IUnits.ZeroAmount();
        if (dueDay <= invoice.issueDay) revert IReceivables.DueNotAfterIssue(invoice.issueDay, dueDay);
        id = _invoiceId(obligor, supplier, invoice.invoice);
        r = packReceivable(_nextRound(id), currency, terms, dueDay, obligor, supplier, face);
    }

    function _store(uint256 id, ReceivableWord r, IReceivables.Invoice calldata invoice) internal {
        _receivables[id] = r;
        emit IReceivables.Recorded(id, r.obligor(), r.supplier(), r, invoice.issueDay, invoice.invoice, invoice.evidenceRoot);
    }

    /// @dev Takes a receivable out of its obligor's batch, if the proof leads there. The caller stores it.
    function _draw(
        uint256 id, ReceivableWord r, IReceivables.Invoice calldata invoice, bytes32 root, bytes32[] calldata proof
    ) internal {
        uint24 issueDay = invoice.issueDay;
        // hashed twice, so that no node passes for a leaf
        bytes32 leaf = keccak256(abi.encode(r, issueDay, invoice.invoice, invoice.evidenceRoot));
        leaf = keccak256(abi.encode(leaf));
        uint256 batch = _batches[r.obligor()][root];
        if (batch == 0) revert IBatches.UnknownBatch(r.obligor(), root);
        _requireWithin(batch, id, r, issueDay, root);
        if (_rootAbove(leaf, proof) != root) revert IBatches.ProofInvalid(root, leaf);
        unchecked {
            // so much is left
            _batches[r.obligor()][root] = batch - 1 - (uint256(r.face()) << 32);
        }
    }

    /// @dev Whether a batch is valid, and has a receivable of these days and this face left.
    function _requireWithin(uint256 batch, uint256 id, ReceivableWord r, uint24 issueDay, bytes32 root) private view {
        uint256 day = today();
        if (day > uint24(batch >> 168)) revert IBatches.BatchExpired(uint24(batch >> 168), day);
        uint24 postedOn = uint24(batch >> 144);
        uint24 dueDay = r.dueDay();
        if (
            r.currency() != uint8(batch >> 112) || dueDay > uint24(batch >> 120) || dueDay <= postedOn
                || issueDay > postedOn
        ) revert IBatches.OutsideBatch(root, id);
        uint80 total = uint80(batch >> 32);
        if (uint32(batch) == 0 || total < r.face()) {
            revert IBatches.BatchExhausted(root, uint32(batch), total, r.face());
        }
    }

    /// @dev Stores what came of a batch, and announces it.
    function _materialise(uint256 id, ReceivableWord r, IReceivables.Invoice calldata invoice, bytes32 root) internal {
        _receivables[id] = r;
        emit IBatches.Materialised(
            id, r.obligor(), r.supplier(), r, invoice.issueDay, invoice.invoice, invoice.evidenceRoot, root
        );
    }

    /// @dev The root to which a proof leads. By hand, since a proof has a step for each doubling of the batch.
    function _rootAbove(bytes32 leaf, bytes32[] calldata proof) private pure returns (bytes32 node) {
        node = leaf;
        assembly ("memory-safe") {
            let end := add(proof.offset, shl(5, proof.length))
            for { let at := proof.offset } lt(at, end) { at := add(at, 0x20) } {
                let sibling := calldataload(at)
                // the smaller child comes first
                let right := shl(5, lt(node, sibling))
                mstore(right, sibling)
                mstore(xor(right, 0x20), node)
                node := keccak256(0x00, 0x40)
            }
        }
    }

    function _invoiceId(uint32 obligor, uint32 supplier, bytes32 invoice) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(obligor, supplier, invoice)));
    }

    /// @dev The round of a recording under this id: one more than that of the cancelled one before it.
    function _nextRound(uint256 id) private view returns (uint8) {
        ReceivableWord before = _receivables[id];
        if (!before.exists()) return 0;
        if (!before.isIn(Status.Cancelled)) revert IReceivables.AlreadyRecorded(id, before.status());
        if (before.round() == MAX_ROUND) revert IReceivables.RoundsExhausted(id);
        return before.round() + 1;
    }
}
