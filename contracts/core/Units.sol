// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {Roles} from "../libraries/Roles.sol";
import {HAS_COLLECTION, ReceivableWord, Status} from "../types/ReceivableWord.sol";
import {Participants} from "./Participants.sol";

/**
 * @title Units
 * @notice See {IUnits}.
 * @dev ERC-6909 by OpenZeppelin with its own book-keeping: the supplier's balance lives in the receivable's word, all
 * others in one slot each, by participant number. No supply is stored: it is the face.
 */
abstract contract Units is IUnits, ERC6909, Participants {
    mapping(uint256 id => ReceivableWord) internal _receivables;

    /// @dev The slot of one holder of one receivable: bits 0–63 are its units (unless it is the supplier), bits 64–255
    /// belong to {DiscountMarket}, which keeps the nonces of the holder's quotes where a sale writes anyway.
    mapping(uint256 id => mapping(uint32 holder => uint256)) internal _positions;

    /// @inheritdoc IERC6909
    function balanceOf(address owner, uint256 id) public view override(ERC6909, IERC6909) returns (uint256) {
        return _unitsOf(id, _receivables[id], _idOf(owner));
    }

    /// @dev Every ERC-6909 transfer passes here. Units appear and vanish elsewhere ({_tokenise}, {_burnAll}).
    function _update(address from, address to, uint256 id, uint256 units) internal override {
        _move(id, _requireActive(from, Roles.ANY), _requireActive(to, Roles.ANY), units);
        emit Transfer(msg.sender, from, to, id, units);
    }

    /// @dev The supplier, which acts by `account`, receives all units; the caller stores the returned word.
    function _tokenise(uint256 id, ReceivableWord r, address account) internal returns (ReceivableWord) {
        emit Transfer(msg.sender, address(0), account, id, r.face());
        return r.tokenised();
    }

    /// @dev Takes all `units` of a holder, which acts by `account`, off the books.
    function _burnAll(uint256 id, ReceivableWord r, uint32 holder, address account, uint64 units) internal {
        if (holder == r.supplier()) _receivables[id] = r.withSupplierUnits(0);
        else delete _positions[id][holder];
        emit Transfer(msg.sender, account, address(0), id, units);
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
        if (r.hasFlag(HAS_COLLECTION)) {
            _keepCollected(id, r, from);
            _keepCollected(id, r, to);
        }
        uint256 held = _unitsOf(id, r, from);
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

    function _unitsOf(uint256 id, ReceivableWord r, uint32 holder) internal view returns (uint64) {
        return holder == r.supplier() ? r.supplierUnits() : uint64(_positions[id][holder]);
    }

    /// @dev Cash collected so far stays with the holder that a move takes units from, or gives units to.
    function _keepCollected(uint256 id, ReceivableWord r, uint32 holder) internal virtual;
}
