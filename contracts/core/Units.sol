// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IFreezes} from "../interfaces/IFreezes.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {Collections} from "../libraries/Collections.sol";
import {Roles} from "../libraries/Roles.sol";
import {HAS_COLLECTION, HAS_FREEZE, ReceivableWord, Status} from "../types/ReceivableWord.sol";
import {Statements} from "./Statements.sol";

/**
 * @title Units
 * @notice See {IUnits}.
 * @dev ERC-6909 by OpenZeppelin on the book of {Positions}.
 */
abstract contract Units is IUnits, Statements, ERC6909 {
    using Collections for Collections.Book;

    /// @inheritdoc IERC6909
    function balanceOf(address owner, uint256 id) public view override(ERC6909, IERC6909) returns (uint256) {
        return _unitsOf(id, _receivables[id], _idOf(owner));
    }

    /// @dev Every ERC-6909 transfer passes here. Units appear and vanish elsewhere ({_tokenise}, {_burn}).
    function _update(address from, address to, uint256 id, uint256 units) internal override {
        _move(id, _requireActive(from, Roles.ANY), _requireActive(to, Roles.ANY), units);
        emit Transfer(msg.sender, from, to, id, units);
    }

    /// @return r The receivable after the move.
    function _move(uint256 id, uint32 from, uint32 to, uint256 units) internal returns (ReceivableWord r) {
        return _move(id, from, to, units, _positions[id][to]);
    }

    /// @param position What the receiver's position is to be, apart from the units that it receives.
    /// @return r The receivable after the move.
    function _move(uint256 id, uint32 from, uint32 to, uint256 units, uint256 position)
        internal
        returns (ReceivableWord r)
    {
        if (units == 0) revert ZeroAmount();
        if (from == to) revert TransferToSelf(from);
        r = _receivables[id];
        if (r.isIn(Status.Settled)) revert UnitsOnlyRedeemable(id);
        uint256 held = _unitsOf(id, r, from);
        if (r.hasFlag(HAS_COLLECTION | HAS_FREEZE)) _beforeMove(id, r, from, to, held, units);
        if (units > held) revert InsufficientUnits(id, from, held, units);
        uint32 supplier = r.supplier();
        unchecked {
            // units <= held, and all balances of a receivable sum to its face, below 2^64
            if (from == supplier) r = r.withSupplierUnits(uint64(held - units));
            else _positions[id][from] -= units;
            if (to == supplier) r = r.withSupplierUnits(uint64(r.supplierUnits() + units));
            else position += units;
        }
        _positions[id][to] = position;
        if (from == supplier || to == supplier) _receivables[id] = r;
    }

    /// @dev Frozen units stay, and cash collected so far stays with whoever held the units.
    function _beforeMove(uint256 id, ReceivableWord r, uint32 from, uint32 to, uint256 held, uint256 units) private {
        uint64 frozen = _frozenOf(id, r, from);
        if (frozen != 0 && units > held - frozen) revert IFreezes.UnitsAreFrozen(id, from, frozen);
        if (!r.hasFlag(HAS_COLLECTION)) return;
        _collected.keep(id, from, uint64(held));
        _collected.keep(id, to, _unitsOf(id, r, to));
    }
}
