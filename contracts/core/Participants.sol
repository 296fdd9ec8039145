// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {Register} from "../libraries/Register.sol";

/// @title Participants
/// @notice See {IParticipants}.
abstract contract Participants is IParticipants, AccessManaged {
    using Register for Register.Book;

    Register.Book private _register;

    /// @inheritdoc IParticipants
    function register(address account, bytes32 legalEntity, uint8 roles) external restricted returns (uint32 id) {
        return _register.add(account, legalEntity, roles);
    }

    /// @inheritdoc IParticipants
    function setRoles(uint32 id, uint8 roles) external restricted {
        _register.setRoles(id, roles);
    }

    /// @inheritdoc IParticipants
    function suspend(uint32 id) external restricted {
        _register.setSuspended(id, true);
    }

    /// @inheritdoc IParticipants
    function reinstate(uint32 id) external restricted {
        _register.setSuspended(id, false);
    }

    /// @inheritdoc IParticipants
    function participantOf(address account) external view returns (Participant memory) {
        return _register.participants[account];
    }

    /// @inheritdoc IParticipants
    function accountOf(uint32 id) public view returns (address) {
        return _register.accounts[id];
    }

    /// @inheritdoc IParticipants
    function idOfLegalEntity(bytes32 legalEntity) external view returns (uint32) {
        return _register.legalEntities[legalEntity];
    }

    /// @inheritdoc IParticipants
    function participantCount() external view returns (uint32) {
        return _register.count;
    }

    /// @dev The number of a registered participant, whatever its roles and status; 0 for a stranger.
    function _idOf(address account) internal view returns (uint32) {
        return _register.participants[account].id;
    }

    /// @dev The number of the participant that `account` acts for: registered, active, with all bits of `role`.
    function _requireActive(address account, uint8 role) internal view returns (uint32 id) {
        Participant storage participant = _register.participants[account];
        uint256 word;
        // one read of the one slot: by its fields it would be three
        assembly ("memory-safe") {
            word := sload(participant.slot)
        }
        id = uint32(word);
        if (id == 0) revert UnknownParticipant(account);
        if (uint8(word >> 32) & role != role) revert WrongRole(account, role);
        if (uint8(word >> 40) != 0) revert ParticipantSuspended(id);
    }
}
