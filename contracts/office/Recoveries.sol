// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecovery} from "../interfaces/IRecovery.sol";
import {Registration} from "./Registration.sol";

/// @title Recoveries
/// @notice See {IRecovery}.
abstract contract Recoveries is IRecovery, Registration {
    /// @inheritdoc IRecovery
    uint256 public constant RECOVERY_DELAY = 7;

    /// @inheritdoc IRecovery
    function requestRecovery(uint32 participant, address account) external restricted {
        _existing(participant);
        if (account == address(0)) revert ZeroIdentity();
        _requireFree(account);
        uint24 from = uint24(today() + RECOVERY_DELAY);
        _recoveries[participant] = Recovery({account: account, from: from});
        emit RecoveryRequested(participant, account, from);
    }

    /// @inheritdoc IRecovery
    function cancelRecovery(uint32 participant) external {
        if (msg.sender != _accounts[participant]) revert NotItsAccount(participant, msg.sender);
        address account = _requested(participant).account;
        delete _recoveries[participant];
        emit RecoveryCancelled(participant, account);
    }

    /// @inheritdoc IRecovery
    function recover(uint32 participant) external {
        Recovery memory asked = _requested(participant);
        if (today() < asked.from) revert RecoveryTooSoon(participant, asked.from, today());
        _requireFree(asked.account);
        address before = _accounts[participant];
        _participants[asked.account] = _participants[before];
        _accounts[participant] = asked.account;
        delete _participants[before];
        delete _recoveries[participant];
        emit AccountRecovered(participant, before, asked.account);
    }

    /// @inheritdoc IRecovery
    function recoveryOf(uint32 participant) external view returns (Recovery memory) {
        return _recoveries[participant];
    }

    function _requested(uint32 participant) private view returns (Recovery memory asked) {
        asked = _recoveries[participant];
        if (asked.account == address(0)) revert NoRecovery(participant);
    }
}
