// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IDiscountMarket} from "../interfaces/IDiscountMarket.sol";
import {IRecourse} from "../interfaces/market/IRecourse.sol";
import {IOrders} from "../interfaces/market/IOrders.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Pricing} from "./Pricing.sol";
import {Sales} from "./Sales.sol";

/// @title Orders
/// @notice See {IOrders}.
abstract contract Orders is IOrders, Sales, EIP712 {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(uint8 side,address maker,uint256 receivable,uint32 obligor,uint8 currency,uint8 round,uint64 unpaid,"
        "uint24 dueDay,uint16 receivableTerms,uint64 minUnits,uint64 maxUnits,uint64 limit,uint24 maxTenor,uint32 rate,"
        "uint64 expiry,uint64 nonce,uint32 epoch,uint16 basis,uint32 recourse,uint32 buyBackRate,uint32 holdBack,"
        "uint32 feeRate,bool feeOnFinancier,uint64 feeAmount,uint32 feeReceiver)"
    );

    mapping(address maker => uint32) public epochOf;
    /// @dev A nonce that is complete or withdrawn is one bit; what is filled of one that is neither, a slot.
    mapping(address maker => BitMaps.BitMap) private _closed;
    mapping(address maker => mapping(uint64 nonce => uint64)) private _filled;

    /// @inheritdoc IOrders
    function sell(Order calldata bid, bytes calldata signature, uint256 id, uint64 units, uint64 minProceeds)
        external
        nonReentrant
        returns (Sale memory)
    {
        if (bid.side != Side.Bid) revert WrongSide(bid.side);
        Trade memory t = _trade(id, units, msg.sender, bid.maker);
        _fill(bid, signature, t);
        if (t.sale.proceeds < minProceeds) revert IDiscountMarket.PriceMoved(minProceeds, t.sale.proceeds);
        _settle(t);
        return t.sale;
    }

    /// @inheritdoc IOrders
    function buy(Order calldata ask, bytes calldata signature, uint256 id, uint64 units, uint128 maxCost)
        external
        nonReentrant
        returns (Sale memory)
    {
        if (ask.side != Side.Ask) revert WrongSide(ask.side);
        Trade memory t = _trade(id, units, ask.maker, msg.sender);
        _fill(ask, signature, t);
        if (t.sale.cost > maxCost) revert IRecourse.CostAbove(maxCost, t.sale.cost);
        _settle(t);
        return t.sale;
    }

    /// @inheritdoc IOrders
    function withdrawOrder(uint64 nonce) external {
        _requireOpen(msg.sender, nonce);
        _close(msg.sender, nonce);
        emit OrderWithdrawn(msg.sender, nonce);
    }

    /// @inheritdoc IOrders
    function withdrawAllOrders() external returns (uint32 epoch) {
        epoch = ++epochOf[msg.sender];
        emit AllOrdersWithdrawn(msg.sender, epoch);
    }

    /// @inheritdoc IOrders
    function orderState(address maker, uint64 nonce) external view returns (uint64 filled, bool closed) {
        return (_filled[maker][nonce], _closed[maker].get(nonce));
    }

    /// @inheritdoc IOrders
    function amounts(SaleTerms calldata terms, uint64 claim, uint32 rate, uint24 dayCount)
        external
        pure
        returns (Sale memory s)
    {
        Pricing.requireValid(terms);
        s.claim = claim;
        Pricing.fillIn(s, terms, rate, dayCount);
    }

    /// @inheritdoc IOrders
    function orderDigest(Order calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ORDER_TYPEHASH, order)));
    }

    /// @dev Checks that an order stands and covers the trade, counts the fill, and prices the trade.
    function _fill(Order calldata order, bytes calldata signature, Trade memory t) private {
        (address maker, uint64 nonce) = (order.maker, order.nonce);
        if (block.timestamp > order.expiry) revert OrderExpired(order.expiry, block.timestamp);
        if (order.epoch != epochOf[maker]) revert OrderOfAnotherEpoch(order.epoch, epochOf[maker]);
        _requireOpen(maker, nonce);
        if (!Signatures.isValid(maker, orderDigest(order), signature)) revert OrderSignatureInvalid(maker);
        _requireCovered(order, t);

        (uint64 filled, uint64 claim) = (_filled[maker][nonce], t.sale.claim);
        if (filled > order.limit || claim > order.limit - filled) revert OrderExceeded(order.limit, filled, claim);
        filled += claim;
        if (filled == order.limit) _close(maker, nonce);
        else _filled[maker][nonce] = filled;
        emit OrderFilled(maker, nonce, claim, filled);
        (t.rate, t.terms) = (order.rate, order.terms);
        _price(t, ledger.today());
    }

    function _requireCovered(Order calldata order, Trade memory t) private view {
        (uint256 id, uint64 units) = (t.sale.receivable, t.sale.units);
        if (units < order.minUnits || units > order.maxUnits) {
            revert IDiscountMarket.UnitsOutOfRange(units, order.minUnits, order.maxUnits);
        }
        if (order.receivable != 0) {
            if (id != order.receivable) revert OrderForAnother(id);
            if (
                order.round != t.r.round || order.unpaid != t.unpaid || order.dueDay != t.r.dueDay
                    || order.receivableTerms != t.r.terms
            ) revert IDiscountMarket.ReceivableChanged(id);
        }
        if (
            order.obligor != t.r.obligor || order.currency != t.r.currency
                || (order.receivableTerms != 0 && order.receivableTerms != t.r.terms)
        ) revert ReceivableNotCovered(id);
        _requireTenor(t, order.maxTenor);
    }

    function _requireTenor(Trade memory t, uint256 most) private view {
        uint256 today = ledger.today();
        if (t.r.dueDay > today + most) revert TenorTooLong(t.r.dueDay - today, most);
    }

    function _requireOpen(address maker, uint64 nonce) private view {
        if (_closed[maker].get(nonce)) revert OrderClosed(maker, nonce);
    }

    function _close(address maker, uint64 nonce) private {
        _closed[maker].set(nonce);
        delete _filled[maker][nonce];
    }
}
