// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "../core/Books.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {Roles} from "../libraries/Roles.sol";

/// @title Registration
/// @notice See {IParticipants}.
abstract contract Registration is IParticipants, Books {
    /// @inheritdoc IParticipants
    function register(address account, bytes32 legalEntity, uint8 roles) external restricted returns (uint32 id) {
        if (account == address(0) || legalEntity == 0) revert ZeroIdentity();
        _requireFree(account);
        id = _legalEntities[legalEntity];
        if (id != 0) revert LegalEntityTaken(legalEntity, id);
        _requireValid(roles);
        id = ++_participantCount;
        _participants[account].id = id;
        _participants[account].roles = roles;
        _accounts[id] = account;
        _legalEntities[legalEntity] = id;
        emit Registered(id, account, legalEntity, roles);
    }

    /// @inheritdoc IParticipants
    function setRoles(uint32 id, uint8 roles) external restricted {
        _requireValid(roles);
        _existing(id).roles = roles;
        emit RolesChanged(id, roles);
    }

    /// @inheritdoc IParticipants
    function suspend(uint32 id) external restricted {
        _existing(id).suspended = true;
        emit Suspended(id);
    }

    /// @inheritdoc IParticipants
    function reinstate(uint32 id) external restricted {
        _existing(id).suspended = false;
        emit Reinstated(id);
    }

    /// @inheritdoc IParticipants
    function participantOf(address account) external view returns (Participant memory) {
        return _participants[account];
    }

    /// @inheritdoc IParticipants
    function accountOf(uint32 id) external view returns (address) {
        return _accounts[id];
    }

    /// @inheritdoc IParticipants
    function idOfLegalEntity(bytes32 legalEntity) external view returns (uint32) {
        return _legalEntities[legalEntity];
    }

    /// @inheritdoc IParticipants
    function participantCount() external view returns (uint32) {
        return _participantCount;
    }

    /// @dev The entry of a participant. Reverts with {UnknownParticipantId}.
    function _existing(uint32 id) internal view returns (Participant storage) {
        address account = _accounts[id];
        if (account == address(0)) revert UnknownParticipantId(id);
        return _participants[account];
    }

    /// @dev Reverts with {AccountTaken} if the account acts for somebody.
    function _requireFree(address account) internal view {
        uint32 taken = _idOf(account);
        if (taken != 0) revert AccountTaken(account, taken);
    }

    function _requireValid(uint8 roles) private pure {
        if (roles == 0 || roles > Roles.ALL) revert InvalidRoles(roles);
    }
}
