// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICatalogue} from "../ICatalogue.sol";
import {IFreezes} from "../IFreezes.sol";
import {IParticipants} from "../IParticipants.sol";
import {IReceivables} from "../IReceivables.sol";
import {ISettlement} from "../ISettlement.sol";
import {IUnits} from "../IUnits.sol";

/// @title What the market asks of the core
/// @notice The part of {Receivables} that the market uses. Anybody may call all of it: the market has no privilege.
interface ILedger is IReceivables, IParticipants, ICatalogue, ISettlement, IUnits, IFreezes {
    /// @notice The ledger day of the current block.
    function today() external view returns (uint256);

    /// @notice The ledger day in which the moment `timestamp` (unix seconds) lies.
    function ledgerDay(uint256 timestamp) external view returns (uint256);
}
