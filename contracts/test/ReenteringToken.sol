// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestToken} from "./TestToken.sol";

/// @title ReenteringToken
/// @notice Calls back in the middle of each transfer. It goes on whatever comes of it, and remembers the answer.
contract ReenteringToken is TestToken(6) {
    address private _target;
    bytes private _call;

    bool public succeeded;
    bytes public answer;

    /// @notice What to call in each transfer from now on; a zero target calls nothing.
    function arm(address target, bytes calldata call_) external {
        (_target, _call) = (target, call_);
        succeeded = false;
        delete answer;
    }

    /// @notice The same outside of a transfer, so that this contract may hold units and prepare what it tries.
    function execute(address target, bytes calldata call_) external {
        (bool done, bytes memory result) = target.call(call_);
        require(done, string(result));
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_target != address(0)) (succeeded, answer) = _target.call(_call);
        super._update(from, to, amount);
    }
}
