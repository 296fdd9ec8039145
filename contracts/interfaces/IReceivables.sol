// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReceivableWord, Status} from "../types/ReceivableWord.sol";

/**
 * @title Receivables
 * @notice Records what suppliers claim, takes the obligor's irrevocable undertaking to pay, and turns it into units.
 *
 * What it promises:
 * - one invoice is one receivable: its id is the hash of obligor, supplier and the digest of the canonical invoice key,
 *   so that a second recording fails whoever tries it and in whatever format it came, and nobody else can occupy the id;
 * - only the obligor confirms, by transaction or by signature, and only exactly what it named: amount, currency, due
 *   day, terms and evidence;
 * - what is confirmed stays confirmed: it ends by payment, or as {IEndings} says, by what both parties agree on;
 * - status only moves forward. A cancelled receivable may be recorded again, in a new round, by the same supplier;
 *   a signature given for an earlier round is void.
 */
interface IReceivables {
    /// @notice What a party states of an invoice.
    /// @param counterparty Account of the other party: the obligor's where the supplier states it, and the reverse.
    /// @param currency Number of a listed currency.
    /// @param terms Number of listed terms.
    /// @param face Minor units: the invoice amount or less.
    /// @param issueDay Ledger day of the invoice.
    /// @param dueDay Ledger day on which the obligor owes; after `issueDay`.
    /// @param invoice Keyed digest of the canonical invoice key.
    /// @param evidenceRoot Root of the salted Merkle tree over the document's fields; the document stays off the chain.
    struct Invoice {
        address counterparty;
        uint8 currency;
        uint16 terms;
        uint64 face;
        uint24 issueDay;
        uint24 dueDay;
        bytes32 invoice;
        bytes32 evidenceRoot;
    }

    /// @notice The obligor's promise to pay the holder at maturity. The same statement is a transaction's argument and
    /// an EIP-712 message.
    /// @param receivable Its id.
    /// @param round How often it was cancelled and recorded anew before.
    /// @param amount Minor units, at most the recorded face: less is a partial acceptance.
    /// @param currency Must be as recorded.
    /// @param dueDay Must be as recorded.
    /// @param terms Must be as recorded.
    /// @param evidenceRoot The evidence that the obligor has seen.
    /// @param validUntil Last ledger day on which the promise may be entered.
    struct Undertaking {
        uint256 receivable;
        uint8 round;
        uint64 amount;
        uint8 currency;
        uint24 dueDay;
        uint16 terms;
        bytes32 evidenceRoot;
        uint24 validUntil;
    }

    /// @notice A receivable, unpacked.
    struct Receivable {
        Status status;
        uint8 round;
        uint8 currency;
        uint16 terms;
        uint24 dueDay;
        uint32 obligor;
        uint32 supplier;
        uint64 face;
        uint64 supplierUnits;
    }

    /// @notice An invoice was recorded. Issued by the obligor or under its signature, it is confirmed and tokenised in
    /// the same breath: the status in `word` says so, and no {Confirmed} follows.
    /// @param word What was stored: currency, terms, due day, face and round, laid out as in {ReceivableWord}.
    /// @param invoice Keyed digest of the canonical invoice key.
    event Recorded(
        uint256 indexed receivable,
        uint32 indexed obligor,
        uint32 indexed supplier,
        ReceivableWord word,
        uint24 issueDay,
        bytes32 invoice,
        bytes32 evidenceRoot
    );
    /// @notice The obligor confirmed what was recorded before.
    /// @param amount Minor units that the obligor undertakes to pay: the face from now on.
    event Confirmed(uint256 indexed receivable, uint64 amount, bytes32 evidenceRoot);

    /// @notice This invoice of these two parties was recorded before.
    error AlreadyRecorded(uint256 receivable, Status status);
    /// @notice The operation needs another status.
    error WrongStatus(uint256 receivable, Status status, Status required);
    /// @notice Only a confirmed receivable is tokenised.
    error NotConfirmed(uint256 receivable, Status status);
    /// @notice The caller is not the party that the operation belongs to.
    error NotParty(uint256 receivable, uint32 participant);
    /// @notice Nobody owes itself: obligor and supplier are the same participant.
    error SameParty(uint32 participant);
    /// @notice The due day must come after the issue day.
    error DueNotAfterIssue(uint24 issueDay, uint24 dueDay);
    /// @notice The due day has come: too late to confirm.
    error PastDue(uint256 receivable, uint24 dueDay, uint256 today);
    /// @notice The undertaking names something else than was recorded.
    error UndertakingMismatch(uint256 receivable);
    /// @notice The undertaking's last day has passed.
    error UndertakingExpired(uint24 validUntil, uint256 today);
    /// @notice The signature is not the obligor's.
    error UndertakingSignatureInvalid(address obligor);
    /// @notice A receivable can be cancelled and recorded anew 31 times.
    error RoundsExhausted(uint256 receivable);

    /// @notice The id of an invoice between two participants.
    function idOf(uint32 obligor, uint32 supplier, bytes32 invoice) external pure returns (uint256);

    /**
     * @notice Records an invoice of the caller.
     * Requirements: the caller is an active supplier; the obligor another, active core enterprise; currency and terms are
     * listed; face is positive; due after issue; this invoice was never recorded, or was cancelled.
     */
    function record(Invoice calldata invoice) external returns (uint256 id);

    /**
     * @notice The caller undertakes to pay.
     * Requirements: the caller is the obligor, active and a core enterprise, with nothing in default; the receivable is
     * recorded and before its due day; the undertaking names what was recorded, a positive amount up to the face less what
     * is disputed, and is still valid; the credit line has room; the rule in force today allows the tenor and the line.
     */
    function confirm(Undertaking calldata undertaking) external;

    /// @notice {confirm} by the obligor's EIP-712 signature (ERC-1271 for a contract account), submitted by anyone.
    function confirmSigned(Undertaking calldata undertaking, bytes calldata signature) external;

    /// @notice Records, confirms the whole face by the obligor's signature and tokenises in one transaction.
    /// Requirements: those of {record} and {confirm}.
    function issueSigned(Invoice calldata invoice, uint24 validUntil, bytes calldata signature)
        external
        returns (uint256 id);

    /**
     * @notice The obligor records, confirms and tokenises what it owes to suppliers, all or nothing.
     * Requirements: those of {record} and {confirm} for each; 1 to 100 invoices.
     */
    function issue(Invoice[] calldata invoices) external;

    /// @notice Turns a confirmed receivable into units, all held by the supplier.
    /// Requirements: the caller is the supplier, active; the receivable is confirmed.
    function tokenise(uint256 id) external;

    /**
     * @notice Records and tokenises one receivable out of a batch that its obligor has posted: see {IBatches}.
     * Requirements: the caller is an active supplier; the invoice is as for {record}, and never was recorded in this round;
     * it is in the batch's currency, issued by the day of its posting, due after that and by `latestDue`; the batch is valid
     * and has so much left; the proof leads from it to `root`.
     * @param root The batch's root.
     * @param proof Siblings from the leaf to the root.
     */
    function tokeniseProof(Invoice calldata invoice, bytes32 root, bytes32[] calldata proof)
        external
        returns (uint256 id);

    /// @notice A receivable by its id; all zero if it was never recorded.
    function receivableOf(uint256 id) external view returns (Receivable memory);

    /// @notice The EIP-712 digest that the obligor signs.
    function undertakingDigest(Undertaking calldata undertaking) external view returns (bytes32);
}
