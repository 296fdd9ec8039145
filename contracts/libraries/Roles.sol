// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What a participant may be; a participant may be several at once. One bit each.
library Roles {
    /// @notice No particular role: any active participant will do.
    uint8 internal constant ANY = 0;
    /// @notice Owes and confirms: an obligor.
    uint8 internal constant CORE_ENTERPRISE = 1;
    /// @notice Records, tokenises and passes on: the first creditor.
    uint8 internal constant SUPPLIER = 2;
    /// @notice Signs quotes and buys units at a discount.
    uint8 internal constant FINANCIER = 4;
    /// @notice Runs the platform. Its powers are granted in the authority, not by this bit.
    uint8 internal constant OPERATOR = 8;
    /// @notice Reads, and orders suspensions. Its powers are granted in the authority, not by this bit.
    uint8 internal constant REGULATOR = 16;
    /// @notice Every role together: the largest valid value.
    uint8 internal constant ALL = 31;
}
