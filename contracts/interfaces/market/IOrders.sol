// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISales} from "./ISales.sol";

/**
 * @title Orders
 * @notice Firm offers that a party signed off the chain and the other party fills: a bid is a financier's to buy units,
 * an ask is a holder's to sell them. The same message and the same rules serve both.
 *
 * What it promises:
 * - only what the maker signed, for this contract on this chain, is ever filled, and only while it stands;
 * - all fills under one nonce together buy or sell at most `limit` of principal. Orders with the same nonce are versions
 *   of one: what was filled under one counts for all, and none is left when one is complete;
 * - an order for one receivable is void once its round, unpaid principal, due day or terms differ from what it priced.
 *   An order for any receivable of an obligor prices the claim itself: days and unpaid part are those of the day of the
 *   fill, obligor and currency are fixed, and terms too unless it names none.
 */
interface IOrders is ISales {
    enum Side {
        Bid,
        Ask
    }

    /// @notice The EIP-712 message: a flat struct `Order` of these fields in this order, those of `terms` after the rest.
    /// @param side Whether the maker buys (0) or sells (1).
    /// @param maker Account that signed.
    /// @param receivable Its id; 0 for any receivable of `obligor`.
    /// @param obligor Participant number.
    /// @param currency Number of the currency.
    /// @param round Of the receivable; of any: 0.
    /// @param unpaid Principal that was priced, minor units; of any: 0.
    /// @param dueDay That was priced; of any: 0.
    /// @param receivableTerms Number of its terms; of any: 0 for all terms.
    /// @param minUnits Fewest units of one fill.
    /// @param maxUnits Most units of one fill.
    /// @param limit Most principal of all fills together, minor units.
    /// @param maxTenor Most days from the fill to the due day.
    /// @param rate Annual discount rate, ppm.
    /// @param expiry Unix second after which it is void.
    /// @param nonce Chosen by the maker.
    /// @param epoch The maker's epoch when it signed.
    /// @param terms Of the sale.
    struct Order {
        Side side;
        address maker;
        uint256 receivable;
        uint32 obligor;
        uint8 currency;
        uint8 round;
        uint64 unpaid;
        uint24 dueDay;
        uint16 receivableTerms;
        uint64 minUnits;
        uint64 maxUnits;
        uint64 limit;
        uint24 maxTenor;
        uint32 rate;
        uint64 expiry;
        uint64 nonce;
        uint32 epoch;
        SaleTerms terms;
    }

    /// @notice An order was filled, in part or whole.
    /// @param claim Principal of this fill, minor units.
    /// @param filled Of all fills under this nonce, minor units.
    event OrderFilled(address indexed maker, uint64 indexed nonce, uint64 claim, uint64 filled);
    /// @notice A maker withdrew the orders with one nonce.
    event OrderWithdrawn(address indexed maker, uint64 indexed nonce);
    /// @notice All of a maker's orders of earlier epochs are void.
    /// @param epoch The new epoch: orders signed for an earlier one are void.
    event AllOrdersWithdrawn(address indexed maker, uint32 epoch);

    /// @notice The order's time is over.
    error OrderExpired(uint64 expiry, uint256 timestamp);
    /// @notice The nonce is complete or was withdrawn.
    error OrderClosed(address maker, uint64 nonce);
    /// @notice The order is of another epoch than its maker's present one.
    error OrderOfAnotherEpoch(uint32 epoch, uint32 present);
    /// @notice The signature is not the maker's.
    error OrderSignatureInvalid(address maker);
    /// @notice Bids are sold to, asks are bought from.
    error WrongSide(Side side);
    /// @notice An order for one receivable was filled with another.
    error OrderForAnother(uint256 receivable);
    /// @notice The fill would pass the order's limit; amounts in minor units.
    error OrderExceeded(uint64 limit, uint64 filled, uint64 claim);

    /**
     * @notice Sells `units` of the caller to the financier that signed a bid.
     * Requirements: the bid is unexpired, of its maker's epoch, not closed, signed; it takes this receivable, so many
     * units, so much principal, so long a tenor; its terms are valid; the financier is an active financier, and has and
     * approved the cash here; the caller is active, and has and approved the units here; the proceeds are at least
     * `minProceeds` minor units.
     */
    function sell(Order calldata bid, bytes calldata signature, uint256 id, uint64 units, uint64 minProceeds)
        external
        returns (Sale memory);

    /// @notice Buys `units` of the holder that signed an ask. Requirements: those of {sell} with the parts exchanged;
    /// the cost is at most `maxCost` minor units.
    function buy(Order calldata ask, bytes calldata signature, uint256 id, uint64 units, uint128 maxCost)
        external
        returns (Sale memory);

    /// @notice Withdraws the caller's orders of one nonce, signed already or not.
    /// Requirements: it was neither complete nor withdrawn.
    function withdrawOrder(uint64 nonce) external;

    /// @notice Withdraws all orders that the caller signed, by a new epoch.
    function withdrawAllOrders() external returns (uint32 epoch);

    /// @notice How much was filled under a nonce (minor units; 0 once it is closed), and whether it is closed.
    function orderState(address maker, uint64 nonce) external view returns (uint64 filled, bool closed);

    /// @notice The epoch for which an account's orders have to be signed.
    function epochOf(address maker) external view returns (uint32);

    /// @notice The amounts of a sale, from its terms alone.
    /// @param claim Unpaid principal, minor units.
    /// @param rate Annual discount rate, ppm.
    /// @param dayCount Days from settlement to the due day, 1 or more.
    /// @return Amounts only; the other fields are zero.
    function amounts(SaleTerms calldata terms, uint64 claim, uint32 rate, uint24 dayCount)
        external
        pure
        returns (Sale memory);

    /// @notice The EIP-712 digest that the maker signs.
    function orderDigest(Order calldata order) external view returns (bytes32);
}
