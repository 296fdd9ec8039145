// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Tokenised bank money
 * @notice An ERC-20 with permit (EIP-2612) for the embedded chain; elsewhere any allow-listed ERC-20 takes its place.
 * The settlement bank creates it against deposits; whoever holds it can give it up for a payout outside the chain.
 */
interface ISettlementToken {
    /// @notice Credits `amount` token units to `to`.
    /// Requirements: the caller is the settlement bank (authority); `to` is not zero.
    function mint(address to, uint256 amount) external;

    /// @notice Destroys `amount` of the caller's own token units.
    /// Requirements: the caller holds them.
    function burn(uint256 amount) external;
}
