// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReceivableWord} from "../types/ReceivableWord.sol";
import {IReceivables} from "./IReceivables.sol";

/**
 * @title Batches
 * @notice One undertaking for thousands of invoices: the obligor posts the root of a Merkle tree, and each receivable comes
 * into being only when its supplier tokenises it with a proof.
 *
 * What it promises:
 * - the root is an undertaking like any other: it uses the credit line, by its total, and it has to be within the rule in
 *   force and without a default, on the day of its posting;
 * - what its leaves name, and only that, becomes a receivable: at most once, at most `count` of them, at most `total` in sum,
 *   due no later than `latestDue`;
 * - a leaf that nobody has come for can be withdrawn by both parties, which frees the line by its face; and after the last
 *   day of the batch the obligor takes back what is left of it.
 *
 * A leaf is `keccak256(keccak256(abi.encode(word, issueDay, invoice, evidenceRoot)))`: `word` is the receivable as it would
 * be recorded ({ReceivableWord}: obligor, supplier, face, due day, currency, terms, round), the rest is as in
 * {IReceivables-Invoice}. A node is `keccak256` of its two children, the smaller first.
 */
interface IBatches {
    /// @notice What is left of a batch.
    /// @param left Receivables that may still come of it.
    /// @param total Sum of their faces at most, minor units: so much of the credit line is used by it.
    /// @param currency Number of a listed currency.
    /// @param latestDue No receivable of it is due later.
    /// @param postedOn Ledger day of its posting; 0 if there is no such batch.
    /// @param validUntil Last ledger day on which a receivable can come of it.
    struct Batch {
        uint32 left;
        uint80 total;
        uint8 currency;
        uint24 latestDue;
        uint24 postedOn;
        uint24 validUntil;
    }

    /// @notice An obligor undertook to pay what stands in the leaves under `root`.
    event BatchPosted(
        uint32 indexed obligor,
        bytes32 indexed root,
        uint8 currency,
        uint32 count,
        uint80 total,
        uint24 latestDue,
        uint24 postedOn,
        uint24 validUntil
    );
    /// @notice A receivable came of a batch of its obligor: what {IReceivables-Recorded} says, confirmed in the same breath. The
    /// credit line is used since the posting.
    /// @param word What was stored, laid out as in {ReceivableWord}.
    /// @param invoice Keyed digest of the canonical invoice key.
    /// @param root Of the batch.
    event Materialised(
        uint256 indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        ReceivableWord word,
        uint24 issueDay,
        bytes32 invoice,
        bytes32 evidenceRoot,
        bytes32 root
    );
    /// @notice The obligor took back what was left.
    /// @param freed Minor units by which the used credit line falls.
    event BatchClosed(uint32 indexed obligor, bytes32 indexed root, uint80 freed);

    /// @notice A batch has items, each of at least one minor unit.
    error BatchEmpty(uint32 count, uint80 total);
    /// @notice A batch falls due after today, and is valid today at least.
    error BatchDatesMalformed(uint24 latestDue, uint24 validUntil, uint256 today);
    /// @notice The obligor has posted this root before.
    error BatchExists(uint32 obligor, bytes32 root);
    /// @notice The obligor has posted no such root.
    error UnknownBatch(uint32 obligor, bytes32 root);
    /// @notice Nothing can come of the batch any more.
    error BatchExpired(uint24 validUntil, uint256 today);
    /// @notice Something can still come of the batch: it is closed after `validUntil`, or when nothing is left.
    error BatchOpen(bytes32 root, uint24 validUntil);
    /// @notice The batch has no receivable, or not so much face, left.
    error BatchExhausted(bytes32 root, uint32 left, uint80 total, uint64 face);
    /// @notice The leaf is in another currency than the batch, was issued after its posting, or is due too early or too late.
    error OutsideBatch(bytes32 root, uint256 receivable);
    /// @notice The proof does not lead from what was stated to the root.
    error ProofInvalid(bytes32 root, bytes32 leaf);

    /**
     * @notice The caller undertakes to pay what stands in the leaves under `root`.
     * Requirements: the caller is an active core enterprise with nothing in default; the root is new; the currency is
     * listed; at least one item, each of at least one minor unit; `latestDue` after today, `validUntil` today or later; the
     * credit line has room for the total; the rule in force allows total and `latestDue`.
     * @param count How many leaves there are.
     * @param total Sum of their faces, minor units.
     */
    function postBatch(
        bytes32 root, uint8 currency, uint32 count, uint80 total, uint24 latestDue, uint24 validUntil
    ) external;

    /**
     * @notice Asks the other party to withdraw a leaf that nobody has come for. It becomes a confirmed receivable, for which
     * the caller has asked {IEndings-cancel}.
     * Requirements: the caller is the supplier or the obligor, active; the other one is registered, whatever its status and
     * roles; of the leaf those of {IReceivables-tokeniseProof}.
     * @param invoice As its supplier states it, or with the supplier's account as counterparty where the obligor calls.
     */
    function withdrawProof(IReceivables.Invoice calldata invoice, bytes32 root, bytes32[] calldata proof)
        external
        returns (uint256 id);

    /// @notice The obligor takes back what is left of a batch.
    /// Requirements: the caller is its obligor, active; its last day has passed, or no receivable is left; some face is.
    function closeBatch(bytes32 root) external;

    /// @notice What is left of a batch; all zero if there is none.
    /// @param obligor Participant number.
    function batchOf(uint32 obligor, bytes32 root) external view returns (Batch memory);
}
