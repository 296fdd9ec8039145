// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Freezes
 * @notice What a court or a supervisor orders: that a participant, or an amount of its units, stays as it is for a time.
 *
 * What it promises:
 * - a freeze moves nothing, and takes nothing away: it ends on its day, or earlier by the order that set it;
 * - a frozen participant does not act and receives nothing; frozen units are not moved, sold, redeemed, reduced or
 *   cancelled, and what was collected on them waits for them. The free part of a holding is free;
 * - one order is in force per participant, and one per holding; what is owed can be paid meanwhile as always.
 */
interface IFreezes {
    /// @notice Frozen units of one holder of one receivable.
    /// @param order Number of the order, hashed or plain.
    /// @param units So many of its units; 0 if none were ever frozen, or the order was lifted.
    /// @param until Last ledger day.
    /// @param seen Cash collected on the receivable up to which `claim` counts, minor units.
    /// @param claim What was collected on the frozen units before and not yet redeemed, in minor units × face.
    struct UnitFreeze {
        bytes32 order;
        uint64 units;
        uint24 until;
        uint96 seen;
        uint160 claim;
    }

    /// @notice A participant is frozen, or frozen to another day, under an order.
    /// @param until Last ledger day.
    event ParticipantFrozen(uint32 indexed participant, bytes32 indexed order, uint24 until);
    /// @notice The order is lifted.
    event ParticipantUnfrozen(uint32 indexed participant, bytes32 indexed order);
    /// @notice So many of a holder's units are frozen under an order, in place of what was before.
    /// @param units So many of the holder's units.
    /// @param until Last ledger day.
    event UnitsFrozen(
        uint256 indexed receivable, uint32 indexed holder, bytes32 indexed order, uint64 units, uint24 until
    );
    /// @notice The order is lifted.
    event UnitsUnfrozen(uint256 indexed receivable, uint32 indexed holder, bytes32 indexed order);

    /// @notice The participant may not act until that day is over, or the order lifted.
    error Frozen(uint32 participant, uint24 until);
    /// @notice So many of the holder's units cannot move.
    error UnitsAreFrozen(uint256 receivable, uint32 holder, uint64 frozen);
    /// @notice Another order is in force here.
    error OrderInForce(bytes32 order);
    /// @notice No such order is in force here.
    error OrderUnknown(bytes32 order);
    /// @notice A freeze lasts today at least.
    error FreezeOver(uint24 until, uint256 today);

    /**
     * @notice Freezes a participant until the end of a day; again under the same order, its day is replaced.
     * Requirements: the caller may (authority: the regulator); the participant exists; no other order is in force for it;
     * `until` is today or later.
     */
    function freeze(uint32 participant, bytes32 order, uint24 until) external;

    /// @notice Ends a participant's freeze.
    /// Requirements: the caller may (authority: the regulator); the participant exists; the order is in force, or over by its day.
    function unfreeze(uint32 participant, bytes32 order) external;

    /**
     * @notice Freezes so many units of a holder until the end of a day; again under the same order, both are replaced.
     * Requirements: the caller may (authority: the regulator); the participant has so many units, and at least one; no other
     * order is in force for the holding; `until` is today or later.
     */
    function freezeUnits(uint256 id, uint32 holder, uint64 units, bytes32 order, uint24 until) external;

    /// @notice Ends the freeze of a holding.
    /// Requirements: the caller may (authority: the regulator); the order is in force, or over by its day.
    function unfreezeUnits(uint256 id, uint32 holder, bytes32 order) external;

    /// @notice The order that a participant was frozen by last, and its last day; zero if it was lifted.
    function freezeOf(uint32 participant) external view returns (bytes32 order, uint24 until);

    /// @notice The freeze of a holding, in force or over; all zero if it was lifted.
    function unitFreezeOf(uint256 id, uint32 holder) external view returns (UnitFreeze memory);
}
