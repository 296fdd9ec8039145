// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";
import {Roles} from "./Roles.sol";

/// @title Register
/// @notice Keeps the register of participants. An external library: entries are rare, and the core has no room for them.
library Register {
    struct Book {
        mapping(address account => IParticipants.Participant) participants;
        mapping(uint32 id => address) accounts;
        mapping(bytes32 legalEntity => uint32) legalEntities;
        uint32 count;
    }

    /// @notice See {IParticipants-register}.
    function add(Book storage book, address account, bytes32 legalEntity, uint8 roles) external returns (uint32 id) {
        if (account == address(0) || legalEntity == 0) revert IParticipants.ZeroIdentity();
        id = book.participants[account].id;
        if (id != 0) revert IParticipants.AccountTaken(account, id);
        id = book.legalEntities[legalEntity];
        if (id != 0) revert IParticipants.LegalEntityTaken(legalEntity, id);
        _requireValid(roles);
        id = ++book.count;
        book.participants[account] = IParticipants.Participant({id: id, roles: roles, suspended: false});
        book.accounts[id] = account;
        book.legalEntities[legalEntity] = id;
        emit IParticipants.Registered(id, account, legalEntity, roles);
    }

    /// @notice See {IParticipants-setRoles}.
    function setRoles(Book storage book, uint32 id, uint8 roles) external {
        _requireValid(roles);
        _existing(book, id).roles = roles;
        emit IParticipants.RolesChanged(id, roles);
    }

    /// @notice See {IParticipants-suspend} and {IParticipants-reinstate}.
    function setSuspended(Book storage book, uint32 id, bool suspended) external {
        _existing(book, id).suspended = suspended;
        if (suspended) emit IParticipants.Suspended(id);
        else emit IParticipants.Reinstated(id);
    }

    function _existing(Book storage book, uint32 id) private view returns (IParticipants.Participant storage) {
        address account = book.accounts[id];
        if (account == address(0)) revert IParticipants.UnknownParticipantId(id);
        return book.participants[account];
    }

    function _requireValid(uint8 roles) private pure {
        if (roles == 0 || roles > Roles.ALL) revert IParticipants.InvalidRoles(roles);
    }
}
