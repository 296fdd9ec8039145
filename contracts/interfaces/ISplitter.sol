// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Passing parts on
 * @notice Divides one holding among several receivers in proportion to weights, in one transaction. It holds nothing,
 * and moves only the caller's units.
 */
interface ISplitter {
    /// @notice Receivers and weights differ in number, or there are none or too many.
    error SplitMalformed(uint256 receivers, uint256 weights);

    /**
     * @notice Divides `units` of the caller by largest remainder, ties by index.
     * Requirements: 1 to 100 receivers, as many weights; no share is zero; the caller has made this contract its
     * ERC-6909 operator; each receiver is an active participant other than the caller.
     */
    function split(uint256 id, uint64 units, address[] calldata receivers, uint64[] calldata weights) external;

    /// @notice The shares into which {split} would divide `units`: they sum to it exactly.
    function shares(uint64 units, uint64[] calldata weights) external pure returns (uint64[] memory);
}
