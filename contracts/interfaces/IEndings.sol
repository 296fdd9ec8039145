// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Endings
 * @notice How a receivable ends without payment.
 *
 * What it promises:
 * - what is only recorded is withdrawn by its supplier, or refused by its obligor;
 * - what is confirmed is cancelled by both parties together, while the supplier holds everything and nothing was paid;
 * - a cancellation frees the credit line by the face, and burns the units.
 */
interface IEndings {
    /// @notice The obligor refused what was recorded.
    /// @param reason Peppol Invoice Response clarification reason, 1..14 in the order of docs/reason-codes.md.
    event Rejected(uint256 indexed receivable, uint8 reason);
    /// @notice One party asked to cancel what is confirmed; nothing has changed yet.
    /// @param by Participant that asked first; the other one may now agree.
    event CancellationAsked(uint256 indexed receivable, uint32 indexed by);
    /// @notice The receivable ended without payment; it may be recorded again, in a new round.
    /// @param by Participant whose call ended it.
    event Cancelled(uint256 indexed receivable, uint32 indexed by);

    /// @notice Reasons run from 1 to 14; the end of a dispute has none, which is 0.
    error UnknownReason(uint8 reason);
    /// @notice Units were sold, passed on or frozen, or something was paid: the receivable can only be settled.
    error CannotCancel(uint256 receivable);

    /// @notice The obligor refuses.
    /// Requirements: the caller is the obligor, active; the receivable is recorded; the reason is known.
    function reject(uint256 id, uint8 reason) external;

    /**
     * @notice Ends a receivable that nobody else has a claim on.
     * Requirements: the caller is supplier or obligor, active. Recorded: the supplier alone withdraws it. Confirmed or
     * tokenised: the second party's call ends it, if the supplier holds all units and nothing was paid.
     */
    function cancel(uint256 id) external;
}
