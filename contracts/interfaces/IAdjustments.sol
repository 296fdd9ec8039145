// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Disputes and credit notes
 * @notice How the amount of a receivable is corrected.
 *
 * What it promises:
 * - before the confirmation, the obligor can dispute a part, and what is disputed cannot be confirmed; the rest can;
 * - after the confirmation the undertaking stands: a credit note takes effect only when both parties have named the same
 *   amount and the same document, and each document counts once per receivable;
 * - a credit note reduces what the supplier itself still holds, and nobody else's units; what goes beyond is a claim of
 *   the obligor on the supplier, which is recorded here and settled between the two;
 * - once something was paid, the face no longer changes: the whole note is such a claim.
 */
interface IAdjustments {
    /// @notice What is contested, asked for, and owed back on one receivable.
    /// @param disputed Minor units that the obligor disputes; over with the confirmation.
    /// @param asked Minor units of the credit note that one party has asked for; 0 if none.
    /// @param askedBy The participant that asked.
    /// @param round The round in which it was asked: for another round it counts no more.
    /// @param claim Minor units that the supplier owes to the obligor from credit notes, in all rounds.
    /// @param note The document that was asked for.
    struct Adjustment {
        uint64 disputed;
        uint64 asked;
        uint32 askedBy;
        uint8 round;
        uint64 claim;
        bytes32 note;
    }

    /// @notice The obligor disputes `amount` from now on, in place of what it disputed before; 0 ends the dispute.
    /// @param amount Minor units.
    /// @param reason Peppol Invoice Response clarification reason, 1..14; 0 with amount 0.
    event Disputed(uint256 indexed receivable, uint64 amount, uint8 reason);
    /// @notice A party asks the other to agree to a credit note, in place of what was asked before; amount 0 takes it back.
    /// @param amount Minor units.
    /// @param note Hash of the document.
    event CreditNoteAsked(uint256 indexed receivable, uint32 indexed by, uint64 amount, bytes32 note);
    /// @notice Both parties agreed.
    /// @param by The one that agreed last.
    /// @param reduced Minor units by which the face, the supplier's units if there are units, and the used credit line fall.
    /// @param claimed Minor units that the supplier owes to the obligor from now on.
    /// @param note Hash of the document.
    event CreditNoteAgreed(
        uint256 indexed receivable, uint32 indexed by, uint64 reduced, uint64 claimed, bytes32 note
    );

    /// @notice More would be disputed than was recorded.
    error DisputeAboveFace(uint256 receivable, uint64 amount, uint64 face);
    /// @notice The undertaking covers a part that is in dispute.
    error AmountDisputed(uint256 receivable, uint64 disputed, uint64 amount);
    /// @notice Credit notes cannot sum to more than the face.
    error CreditNoteTooLarge(uint256 receivable, uint64 amount, uint64 most);
    /// @notice This document has taken effect already.
    error CreditNoteUsed(uint256 receivable, bytes32 note);
    /// @notice There is nothing that the caller has asked for and could take back.
    error NoCreditNoteAsked(uint256 receivable, uint32 participant);

    /**
     * @notice The obligor disputes a part of what was recorded, or all of it.
     * Requirements: the caller is the obligor, active; the receivable is recorded; `amount` is at most the face; the reason
     * is known. With amount 0 the dispute ends, and `reason` has to be 0.
     */
    function dispute(uint256 id, uint64 amount, uint8 reason) external;

    /**
     * @notice Asks for a credit note, or agrees to what the other party has asked for: the same amount and document.
     * Requirements: the caller is supplier or obligor, active; the receivable is confirmed, tokenised or settled; the
     * document has not taken effect; with the claims of earlier ones `amount` is at most the face. With amount 0 the caller
     * takes back what it asked for.
     *
     * What the other party asked for last is replaced if it is not the same. The face falls by at most the confirmed face
     * of what is not tokenised, or the supplier's units that are not frozen; where it falls to 0, the receivable ends as
     * cancelled.
     * @param note Hash of the document, salted.
     */
    function creditNote(uint256 id, uint64 amount, bytes32 note) external;

    /// @notice What is contested, asked for, and owed back on a receivable.
    function adjustmentOf(uint256 id) external view returns (Adjustment memory);

    /// @notice Whether a document has taken effect.
    function isCredited(uint256 id, bytes32 note) external view returns (bool);
}
