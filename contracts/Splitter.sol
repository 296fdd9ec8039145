// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISplitter} from "./interfaces/ISplitter.sol";
import {IUnits} from "./interfaces/IUnits.sol";
import {Money} from "./libraries/Money.sol";

/// @title Splitter
/// @notice See {ISplitter}.
contract Splitter is ISplitter {
    /// @notice Most receivers of one split.
    uint256 public constant MAX_RECEIVERS = 100;

    /// @notice The ledger whose units are passed on.
    IUnits public immutable receivables;

    /// @param receivables_ The ledger whose units are split here.
    constructor(IUnits receivables_) {
        receivables = receivables_;
    }

    /// @inheritdoc ISplitter
    function split(uint256 id, uint64 units, address[] calldata receivers, uint64[] calldata weights) external {
        if (receivers.length == 0 || receivers.length > MAX_RECEIVERS || receivers.length != weights.length) {
            revert SplitMalformed(receivers.length, weights.length);
        }
        uint64[] memory parts = shares(units, weights);
        for (uint256 i; i < parts.length; ++i) receivables.transferFrom(msg.sender, receivers[i], id, parts[i]);
    }

    /// @inheritdoc ISplitter
    function shares(uint64 units, uint64[] calldata weights) public pure returns (uint64[] memory) {
        return Money.largestRemainder(units, weights);
    }
}
