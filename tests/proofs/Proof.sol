// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What the prover understands beside the EVM.
interface Prover {
    /// @dev Only cases in which this is so are looked at.
    function assume(bool) external pure;

    /// @dev The next call comes from `sender`.
    function prank(address sender) external;
}

/// @title Proof
/// @notice The base of all proofs. Every argument of a `check_` function stands for all its values at once; the prover looks
/// for one that fails an assertion. A case that reverts proves nothing: where that matters, a check says when it must not.
abstract contract Proof {
    Prover internal constant prover = Prover(address(uint160(uint256(keccak256("hevm cheat code")))));
}
