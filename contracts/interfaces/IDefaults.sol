// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Default
 * @notice An obligor that has not paid after grace cannot promise anew until it has.
 *
 * What it promises:
 * - anyone may say that a receivable is in default, and only while it is: unpaid, and past due day and grace;
 * - while one of its receivables is marked so, an obligor confirms nothing, in any of the ways that there are;
 * - the mark goes with the last payment, or with the end of the receivable; it changes nothing else, and what is marked can
 *   be paid like any other.
 */
interface IDefaults {
    /// @notice A receivable is in default.
    /// @param defaults How many of the obligor's receivables are, from now on.
    event DefaultMarked(uint256 indexed receivable, uint32 indexed obligor, uint24 defaults);
    /// @notice It is no longer: paid, or ended by both parties.
    /// @param defaults How many of the obligor's receivables still are.
    event DefaultCured(uint256 indexed receivable, uint32 indexed obligor, uint24 defaults);

    /// @notice Grace is not over: it can be marked from `from` on.
    error NotInDefault(uint256 receivable, uint256 from, uint256 today);
    /// @notice It is marked already.
    error AlreadyInDefault(uint256 receivable);
    /// @notice The obligor has to pay what is in default before it promises anew.
    error ObligorInDefault(uint32 obligor, uint24 defaults);

    /// @notice Marks a receivable that is in default by the ledger's day. Anyone may.
    /// Requirements: it is confirmed or tokenised and not settled; today is after its due day and the grace of its terms; it
    /// is not marked.
    function markDefault(uint256 id) external;
}
