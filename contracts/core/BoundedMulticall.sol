// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

/// @title BoundedMulticall
/// @notice Any calls to this contract in one transaction.
abstract contract BoundedMulticall is Multicall {
    /// @notice Most calls in one transaction.
    uint256 public constant MAX_BATCH = 100;

    /// @notice One transaction takes at most {MAX_BATCH} calls.
    error BatchTooLarge(uint256 calls, uint256 limit);

    /// @notice A batch contains no batches.
    error BatchNested(uint256 index);

    /// @notice Executes calls of the caller in order, all or nothing: recording, confirming, tokenising, paying, selling or
    /// redeeming many. Each is checked as if it came alone.
    /// Requirements: at most {MAX_BATCH} calls; none of them is itself a multicall; none reverts.
    function multicall(bytes[] calldata calls) public override returns (bytes[] memory results) {
        if (calls.length > MAX_BATCH) revert BatchTooLarge(calls.length, MAX_BATCH);
        for (uint256 i; i < calls.length; ++i) {
            if (bytes4(calls[i]) == this.multicall.selector) revert BatchNested(i);
        }
        return super.multicall(calls);
    }
}
