// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Authority
/// @notice Who may call the administrative functions of the other contracts, and after which delay. None of those
/// functions moves units or cash of a participant.
contract Authority is AccessManager {
    constructor(address admin) AccessManager(admin) {}
}
