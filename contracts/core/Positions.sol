// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IAdjustments} from "../interfaces/IAdjustments.sol";
import {IFreezes} from "../interfaces/IFreezes.sol";
import {Collections} from "../libraries/Collections.sol";
import {HAS_FREEZE, ReceivableWord} from "../types/ReceivableWord.sol";
import {LedgerDays} from "./LedgerDays.sol";

/**
 * @title Positions
 * @notice The book of receivables, of who holds their units, of what was collected on them and how they were corrected.
 * @dev The supplier's balance lives in the receivable's word, all others in one slot each, by participant number. No
 * supply is stored: it is the face.
 */
abstract contract Positions is LedgerDays {
    mapping(uint256 id => ReceivableWord) internal _receivables;

    /// @dev The slot of one holder of one receivable: bits 0–63 are its units (unless it is the supplier), bits 64–255
    /// belong to {DiscountMarket}, which keeps the nonces of the holder's quotes where a sale writes anyway.
    mapping(uint256 id => mapping(uint32 holder => uint256)) internal _positions;

    Collections.Book internal _collected;

    /// @dev What is left of a batch, by its obligor and root: bits 0–31 the receivables, 32–111 their face in minor units,
    /// 112–119 the currency, 120–143 the latest due day, 144–167 the day of its posting, 168–191 its last day.
    mapping(uint32 obligor => mapping(bytes32 root => uint256)) internal _batches;

    mapping(uint256 id => mapping(uint32 holder => IFreezes.UnitFreeze)) internal _frozen;
    mapping(uint256 id => IAdjustments.Adjustment) internal _adjustments;
    mapping(uint256 id => mapping(bytes32 note => bool)) internal _credited;

    /// @dev The supplier, which acts by `account`, receives all units; the caller stores the returned word.
    function _tokenise(uint256 id, ReceivableWord r, address account) internal returns (ReceivableWord) {
        emit IERC6909.Transfer(msg.sender, address(0), account, id, r.face());
        return r.tokenised();
    }

    /// @dev Takes `units` of the `held` units of a holder, which acts by `account`, off the books.
    function _burn(uint256 id, ReceivableWord r, uint32 holder, address account, uint64 held, uint64 units) internal {
        if (holder == r.supplier()) _receivables[id] = r.withSupplierUnits(held - units);
        else if (units == held) delete _positions[id][holder];
        else _positions[id][holder] -= units;
        _announceBurned(id, account, units);
    }

    function _announceBurned(uint256 id, address account, uint64 units) internal {
        emit IERC6909.Transfer(msg.sender, account, address(0), id, units);
    }

    /// @dev Units of a holder that are frozen today.
    function _frozenOf(uint256 id, ReceivableWord r, uint32 holder) internal view returns (uint64) {
        if (!r.hasFlag(HAS_FREEZE)) return 0;
        IFreezes.UnitFreeze storage frozen = _frozen[id][holder];
        return today() <= frozen.until ? frozen.units : 0;
    }

    function _unitsOf(uint256 id, ReceivableWord r, uint32 holder) internal view returns (uint64) {
        return holder == r.supplier() ? r.supplierUnits() : uint64(_positions[id][holder]);
    }
}
