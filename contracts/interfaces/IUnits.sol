// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/**
 * @title Units
 * @notice A tokenised receivable as ERC-6909 units: the token id is the receivable, one unit is one minor unit of its
 * face value. Transferring a part is the split.
 *
 * What it promises:
 * - the units of a receivable always sum to its face, from tokenising until they are redeemed;
 * - only active participants send and receive units;
 * - nobody moves another's units without that holder's ERC-6909 approval;
 * - cash already collected stays with whoever held the units when it came in; what moves is the rest of the claim.
 */
interface IUnits is IERC6909 {
    /// @notice An amount must be positive.
    error ZeroAmount();
    /// @notice The holder has fewer units than asked for.
    error InsufficientUnits(uint256 id, uint32 holder, uint256 held, uint256 needed);
    /// @notice Sender and receiver are the same participant.
    error TransferToSelf(uint32 participant);
    /// @notice The receivable is settled: its units are redeemed, no longer passed on.
    error UnitsOnlyRedeemable(uint256 id);
}
