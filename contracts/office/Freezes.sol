// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFreezes} from "../interfaces/IFreezes.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {Collections} from "../libraries/Collections.sol";
import {HAS_FREEZE, ReceivableWord} from "../types/ReceivableWord.sol";
import {Registration} from "./Registration.sol";

/// @title Freezes
/// @notice See {IFreezes}.
abstract contract Freezes is IFreezes, Registration {
    using Collections for Collections.Book;

    /// @inheritdoc IFreezes
    function freeze(uint32 participant, bytes32 order, uint24 until) external restricted {
        IParticipants.Participant storage frozen = _existing(participant);
        _requireOrder(_orders[participant], frozen.frozenUntil, order, until);
        frozen.frozenUntil = until;
        _orders[participant] = order;
        emit ParticipantFrozen(participant, order, until);
    }

    /// @inheritdoc IFreezes
    function unfreeze(uint32 participant, bytes32 order) external restricted {
        IParticipants.Participant storage frozen = _existing(participant);
        if (frozen.frozenUntil == 0 || _orders[participant] != order) revert OrderUnknown(order);
        frozen.frozenUntil = 0;
        delete _orders[participant];
        emit ParticipantUnfrozen(participant, order);
    }

    /// @inheritdoc IFreezes
    function freezeUnits(uint256 id, uint32 holder, uint64 units, bytes32 order, uint24 until) external restricted {
        UnitFreeze storage frozen = _frozen[id][holder];
        _requireOrder(frozen.order, frozen.until, order, until);
        if (units == 0) revert IUnits.ZeroAmount();
        ReceivableWord r = _receivables[id];
        uint64 held = _unitsOf(id, r, holder);
        if (units > held) revert IUnits.InsufficientUnits(id, holder, held, units);
        (uint96 seen, uint160 claim) = _collected.count(id, holder, held);
        claim = _waiting(frozen, _frozenOf(id, r, holder), held, units, seen, claim);
        _frozen[id][holder] = UnitFreeze({order: order, units: units, until: until, seen: seen, claim: claim});
        _receivables[id] = r.withFlag(HAS_FREEZE);
        emit UnitsFrozen(id, holder, order, units, until);
    }

    /// @inheritdoc IFreezes
    function unfreezeUnits(uint256 id, uint32 holder, bytes32 order) external restricted {
        UnitFreeze storage frozen = _frozen[id][holder];
        if (frozen.units == 0 || frozen.order != order) revert OrderUnknown(order);
        delete _frozen[id][holder];
        emit UnitsUnfrozen(id, holder, order);
    }

    /// @inheritdoc IFreezes
    function freezeOf(uint32 participant) external view returns (bytes32 order, uint24 until) {
        return (_orders[participant], _participants[_accounts[participant]].frozenUntil);
    }

    /// @inheritdoc IFreezes
    function unitFreezeOf(uint256 id, uint32 holder) external view returns (UnitFreeze memory) {
        return _frozen[id][holder];
    }

    /// @dev What is to wait for `units` of the `held` ones, of all the `claim` that the holding has. What waited for the `stays`
    /// units frozen today goes on waiting: for more of them a part of what is free joins it, for fewer a part of it is
    /// free, and no less waits for being rounded. Else an order that is set again would let go of what it holds.
    function _waiting(UnitFreeze storage frozen, uint256 stays, uint256 held, uint256 units, uint96 seen, uint160 claim)
        private
        view
        returns (uint160)
    {
        uint256 waits = stays == 0 ? 0 : frozen.claim + stays * (seen - frozen.seen);
        if (units <= stays) return uint160(_ceil(waits * units, stays));
        return uint160(waits + _ceil((claim - waits) * (units - stays), held - stays));
    }

    function _ceil(uint256 dividend, uint256 divisor) private pure returns (uint256) {
        return (dividend + divisor - 1) / divisor;
    }

    /// @dev `before` is the order that was set last, to the end of the day `ends`.
    function _requireOrder(bytes32 before, uint24 ends, bytes32 order, uint24 until) private view {
        uint256 day = today();
        if (until < day) revert FreezeOver(until, day);
        if (ends >= day && before != order) revert OrderInForce(before);
    }
}
