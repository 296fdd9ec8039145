// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IFreezes} from "../interfaces/IFreezes.sol";
import {IRecovery} from "../interfaces/IRecovery.sol";
import {LedgerDays} from "./LedgerDays.sol";

/// @title Participants
/// @notice The book of participants, and the check that every operation makes of them. See {IParticipants}.
abstract contract Participants is LedgerDays {
    uint32 internal _participantCount;
    mapping(address account => IParticipants.Participant) internal _participants;
    mapping(uint32 id => address) internal _accounts;
    mapping(bytes32 legalEntity => uint32) internal _legalEntities;
    mapping(uint32 id => bytes32) internal _orders;
    mapping(uint32 id => IRecovery.Recovery) internal _recoveries;

    /// @dev The number of a registered participant, whatever its roles and status; 0 for a stranger.
    function _idOf(address account) internal view returns (uint32) {
        return _participants[account].id;
    }

    /// @dev The number of the participant that `account` acts for: registered, active, with all bits of `role`.
    function _requireActive(address account, uint8 role) internal view returns (uint32) {
        return uint32(_active(account, role));
    }

    /// @dev The same, as the whole slot of {IParticipants-Participant}.
    function _active(address account, uint8 role) internal view returns (uint256 word) {
        IParticipants.Participant storage participant = _participants[account];
        // one read of the one slot: by its fields it would be several
        assembly ("memory-safe") {
            word := sload(participant.slot)
        }
        uint32 id = uint32(word);
        if (id == 0) revert IParticipants.UnknownParticipant(account);
        if (uint8(word >> 32) & role != role) revert IParticipants.WrongRole(account, role);
        if (word >> 128 != 0) _requireNotBarred(id, word);
    }

    function _requireNotBarred(uint32 id, uint256 word) private view {
        if (word >> 152 != 0) revert IParticipants.ParticipantSuspended(id);
        uint24 until = uint24(word >> 128);
        if (today() <= until) revert IFreezes.Frozen(id, until);
    }
}
