// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title LedgerDays
/// @notice Calendar days in the ledger's time zone, as days since 1970-01-01. Dates are compared as these numbers and
/// never as block seconds.
abstract contract LedgerDays {
    /// @notice Seconds by which the ledger's day starts ahead of UTC's: 28,800 for UTC+8.
    uint256 public immutable utcOffset;

    /// @notice The offset is more than fourteen hours.
    error OffsetOutOfRange(uint256 offset);

    constructor(uint256 utcOffset_) {
        if (utcOffset_ > 14 hours) revert OffsetOutOfRange(utcOffset_);
        utcOffset = utcOffset_;
    }

    /// @notice The ledger day in which the moment `timestamp` (unix seconds) lies.
    function ledgerDay(uint256 timestamp) public view returns (uint256) {
        return (timestamp + utcOffset) / 1 days;
    }

    /// @notice The ledger day of the current block.
    function today() public view returns (uint256) {
        unchecked {
            // a block's time is far below 2^256
            return (block.timestamp + utcOffset) / 1 days;
        }
    }
}
