// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Credit lines
 * @notice How much an obligor may have promised and not yet paid, per currency. A confirmation uses the line, a payment
 * of principal or a cancellation frees it. The used part always equals the unpaid face of all that the obligor has
 * confirmed, and never exceeds the limit.
 */
interface ICreditLines {
    /// @param limit Minor units.
    /// @param used Minor units, never above `limit`.
    struct CreditLine {
        uint128 limit;
        uint128 used;
    }

    /// @notice The limit of an obligor's line is this from now on.
    /// @param limit Minor units.
    event CreditLineSet(uint32 indexed obligor, uint8 indexed currency, uint128 limit);

    /// @notice The confirmation would use more than the line has left.
    error CreditLimitExceeded(uint32 obligor, uint8 currency, uint128 limit, uint128 used, uint256 amount);
    /// @notice A line cannot be cut below what is already used.
    error LimitBelowUsed(uint128 limit, uint128 used);

    /// @notice Sets the limit of an obligor's line.
    /// Requirements: the caller may (authority); `limit` is at least what is used.
    function setCreditLine(uint32 obligor, uint8 currency, uint128 limit) external;

    /// @notice An obligor's line in a currency; all zero if none was set.
    function creditLineOf(uint32 obligor, uint8 currency) external view returns (CreditLine memory);
}
