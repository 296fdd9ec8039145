// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20, SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {IFreezes} from "../interfaces/IFreezes.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {ISettlement} from "../interfaces/ISettlement.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";

/// @title Cash
/// @notice Moves of the settlement tokens, exact to the unit, and the parties between which they go, for a contract beside
/// the core. Amounts are minor units of a currency that the core has listed. An external library where it moves and counts,
/// for want of room.
library Cash {
    using SafeERC20 for IERC20;

    /// @notice Moves cash that `from` has approved, and makes sure that just so much arrived.
    function pull(ILedger ledger, uint8 currency, uint256 amount, address from, address to) external {
        if (amount == 0 || from == to) return;
        (IERC20 token, uint256 scale) = _token(ledger, currency);
        uint256 before = token.balanceOf(to);
        token.safeTransferFrom(from, to, amount * scale);
        _requireArrived(token, to, before + amount * scale);
    }

    /// @notice As {pull}, but says whether it could be done; a transfer of another amount still reverts.
    function tryPull(ILedger ledger, uint8 currency, uint256 amount, address from, address to) external returns (bool done) {
        (IERC20 token, uint256 scale) = _token(ledger, currency);
        uint256 before = token.balanceOf(to);
        done = token.trySafeTransferFrom(from, to, amount * scale);
        if (done) _requireArrived(token, to, before + amount * scale);
    }

    /// @notice Pays out of what is kept here.
    function pay(ILedger ledger, uint8 currency, uint256 amount, address to) external {
        if (amount == 0) return;
        (IERC20 token, uint256 scale) = _token(ledger, currency);
        token.safeTransfer(to, amount * scale);
    }

    /// @notice What `owner` has and allows this contract to move, whole minor units.
    function available(ILedger ledger, uint8 currency, address owner) external view returns (uint256) {
        (IERC20 token, uint256 scale) = _token(ledger, currency);
        uint256 held = token.balanceOf(owner);
        uint256 allowed = token.allowance(owner, address(this));
        return (held < allowed ? held : allowed) / scale;
    }

    /// @dev The number of an account's participant, if it is active and has the role: as the core asks.
    function requireActive(ILedger ledger, address account, uint8 role) internal view returns (uint32) {
        IParticipants.Participant memory p = ledger.participantOf(account);
        if (p.id == 0) revert IParticipants.UnknownParticipant(account);
        if (p.roles & role != role) revert IParticipants.WrongRole(account, role);
        if (p.suspended) revert IParticipants.ParticipantSuspended(p.id);
        if (_isFrozen(ledger, p)) revert IFreezes.Frozen(p.id, p.frozenUntil);
        return p.id;
    }

    /// @dev The account of a participant that exists.
    function requireAccount(ILedger ledger, uint32 participant) internal view returns (address account) {
        account = ledger.accountOf(participant);
        if (account == address(0)) revert IParticipants.UnknownParticipantId(participant);
    }

    function isActive(ILedger ledger, address account, uint8 role) internal view returns (bool) {
        IParticipants.Participant memory p = ledger.participantOf(account);
        return p.id != 0 && p.roles & role == role && !p.suspended && !_isFrozen(ledger, p);
    }

    /// @notice Whether `holder` has units and lets this contract move them.
    function canDeliver(ILedger ledger, address holder, uint256 id, uint256 units) external view returns (bool) {
        return ledger.balanceOf(holder, id) >= units
            && (ledger.isOperator(holder, address(this)) || ledger.allowance(holder, address(this), id) >= units);
    }

    /// @notice Whether an order keeps so many of a holder's units that fewer than `units` are free.
    /// @param participant The holder's number.
    function isWithheld(ILedger ledger, address holder, uint32 participant, uint256 id, uint256 units)
        external
        view
        returns (bool)
    {
        IFreezes.UnitFreeze memory frozen = ledger.unitFreezeOf(id, participant);
        return ledger.today() <= frozen.until && ledger.balanceOf(holder, id) < units + frozen.units;
    }

    function _isFrozen(ILedger ledger, IParticipants.Participant memory p) private view returns (bool) {
        return p.frozenUntil != 0 && ledger.today() <= p.frozenUntil;
    }

    function _token(ILedger ledger, uint8 currency) private view returns (IERC20 token, uint256 scale) {
        ICatalogue.Currency memory c = ledger.currencyOf(currency);
        return (IERC20(c.token), c.scale);
    }

    function _requireArrived(IERC20 token, address to, uint256 wanted) private view {
        if (token.balanceOf(to) != wanted) revert ISettlement.TokenUnsupported(address(token));
    }
}
