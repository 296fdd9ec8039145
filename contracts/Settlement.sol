// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20, SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Units} from "./core/Units.sol";
import {IFreezes} from "./interfaces/IFreezes.sol";
import {IReceivables} from "./interfaces/IReceivables.sol";
import {ISettlement} from "./interfaces/ISettlement.sol";
import {Collections} from "./libraries/Collections.sol";
import {Money} from "./libraries/Money.sol";
import {Roles} from "./libraries/Roles.sol";
import {HAS_COLLECTION, ReceivableWord, Status} from "./types/ReceivableWord.sol";

/**
 * @title Settlement
 * @notice See {ISettlement}. A part of {Receivables}: a call between two contracts would cost more than it explains.
 * @dev The usual life is one payment of the whole face by the due day: it only turns the status, and units redeem 1:1.
 * Anything else is tracked by {Collections}.
 */
abstract contract Settlement is ISettlement, Units, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using Collections for Collections.Book;

    /// @inheritdoc ISettlement
    function pay(uint256 id, uint64 amount) external nonReentrant {
        if (amount == 0) revert ZeroAmount();
        ReceivableWord r = _receivables[id];
        if (r.isIn(Status.Confirmed)) r = _tokenise(id, r, _accounts[r.supplier()]);
        if (!r.isIn(Status.Tokenised)) revert IReceivables.WrongStatus(id, r.status(), Status.Tokenised);

        uint64 principal = amount;
        uint64 unpaid;
        uint256 day = today();
        if (amount != r.face() || day > r.dueDay() || r.hasFlag(HAS_COLLECTION)) {
            (principal, unpaid) = _collected.enter(id, r, _terms[r.terms()], day, amount);
            r = r.withFlag(HAS_COLLECTION);
            if (unpaid == 0) r = _cured(id, r);
        }
        _receivables[id] = unpaid == 0 ? r.withStatus(Status.Settled) : r;
        _freeCredit(r.obligor(), r.currency(), principal);
        emit Paid(id, msg.sender, amount);
        _moveCash(r.currency(), amount, msg.sender, address(this));
    }

    /// @inheritdoc ISettlement
    function redeem(uint256 id) external nonReentrant returns (uint64 amount) {
        uint32 holder = _requireActive(msg.sender, Roles.ANY);
        ReceivableWord r = _receivables[id];
        bool settled = r.isIn(Status.Settled);
        uint64 held = _unitsOf(id, r, holder);
        uint64 units = held - _frozenOf(id, r, holder);
        if (r.hasFlag(HAS_COLLECTION)) {
            amount = _collected.take(id, r, holder, held, settled, _withheld(id, r, holder));
        } else if (settled && units != 0) {
            amount = units;
        } else {
            revert NothingToRedeem(id, holder);
        }
        if (settled && units != 0) _burn(id, r, holder, msg.sender, held, units);

        emit Redeemed(id, holder, amount);
        (address token, uint256 tokenUnits) = _inToken(r.currency(), amount);
        IERC20(token).safeTransfer(msg.sender, tokenUnits);
    }

    /// @inheritdoc ISettlement
    function amountDue(uint256 id) external view returns (uint64 principal, uint64 penalty) {
        ReceivableWord r = _receivables[id];
        if (!r.isIn(Status.Confirmed) && !r.isIn(Status.Tokenised)) return (0, 0);
        return _collected.dueOn(id, r, _terms[r.terms()], today());
    }

    /// @inheritdoc ISettlement
    function redeemable(uint256 id, uint32 holder) external view returns (uint64) {
        ReceivableWord r = _receivables[id];
        uint64 units = _unitsOf(id, r, holder);
        if (r.hasFlag(HAS_COLLECTION)) {
            return _collected.redeemable(id, r, holder, units, _withheld(id, r, holder));
        }
        return r.isIn(Status.Settled) ? units - _frozenOf(id, r, holder) : 0;
    }

    /// @inheritdoc ISettlement
    function collectionOf(uint256 id) external view returns (Collection memory) {
        return _collected.collections[id];
    }

    /// @inheritdoc ISettlement
    function penaltyInterest(uint64 unpaid, uint32 rate, uint24 overdueDays, uint16 basis)
        external
        pure
        returns (uint256)
    {
        return Money.interest(unpaid, rate, overdueDays, basis);
    }

    /// @dev What was collected on a holder's frozen units and not redeemed, in minor units × face.
    function _withheld(uint256 id, ReceivableWord r, uint32 holder) private view returns (uint160) {
        uint64 units = _frozenOf(id, r, holder);
        if (units == 0) return 0;
        IFreezes.UnitFreeze storage frozen = _frozen[id][holder];
        return frozen.claim + uint160(units) * (_collected.total(id) - frozen.seen);
    }

    /// @dev Principal still unpaid, minor units.
    function _unpaid(uint256 id, ReceivableWord r) internal view returns (uint64) {
        return r.hasFlag(HAS_COLLECTION) ? r.face() - _collected.collections[id].paid : r.face();
    }

    /// @dev Moves `amount` minor units of cash, and makes sure that just so much arrived.
    function _moveCash(uint8 currency, uint64 amount, address from, address to) internal {
        (address token, uint256 tokenUnits) = _inToken(currency, amount);
        unchecked {
            uint256 before = _cash(token, to);
            IERC20(token).safeTransferFrom(from, to, tokenUnits);
            if (_cash(token, to) - before != tokenUnits) revert TokenUnsupported(token);
        }
    }

    /// @dev Token units of `owner`. By hand, since each move asks twice; an owner of which the token does not answer with
    /// one word has nothing, and the transfer will say what is wrong with the token.
    function _cash(address token, address owner) private view returns (uint256 units) {
        bytes4 selector = IERC20.balanceOf.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, owner)
            if staticcall(gas(), token, 0x00, 0x24, 0x00, 0x20) {
                if gt(returndatasize(), 0x1f) { units := mload(0x00) }
            }
        }
    }
}
