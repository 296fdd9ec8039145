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
        // of what the holding has coming, the frozen units' part, and no less
        claim = uint160((uint256(claim) * units + held - 1) / held);
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

    /// @dev `before` is the order that was set last, to the end of the day `ends`.
    function _requireOrder(bytes32 before, uint24 ends, bytes32 order, uint24 until) private view {
        uint256 day = today();
        if (until < day) revert FreezeOver(until, day);
        if (ends >= day && before != order) revert OrderInForce(before);
    }
}
