// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Sales
 * @notice What every sale in the market has in common, however its price was found: the terms, the amounts, the moves.
 *
 * For `units` of a receivable with `unpaid` of its `face` still owed, `days` before it falls due:
 *
 *     claim    = floor(units × unpaid / face)
 *     discount = round(claim × rate × days / (basis × 1,000,000))      half up; price = claim − discount
 *     holdBack = floor(price × holdBack share / 1,000,000)
 *     fee      = min(amount + round(price × fee rate / 1,000,000), floor(price / 20))
 *     proceeds = price − holdBack − (fee, if the seller bears it)      cash to the seller now
 *     cost     = price + (fee, if the financier bears it)              cash from the financier now
 *
 * so that cost = proceeds + holdBack + fee, always.
 */
interface ISales {
    /// @notice What a sale agrees besides the rate. One storage slot.
    /// @param basis Days in a year: 360 or 365.
    /// @param recourse Share of the units that the financier may put back after default, ppm: 0 none, 1,000,000 all.
    /// @param buyBackRate Annual, ppm, added to the price of units put back, from the day of the sale.
    /// @param holdBack Share of the price that is kept until collection, ppm, at most half.
    /// @param feeRate Of the price, ppm.
    /// @param feeOnFinancier Who bears the fee: the financier, or else the seller.
    /// @param feeAmount Minor units, for each sale.
    /// @param feeReceiver Number of the participant that receives the fee; 0 if there is none.
    struct SaleTerms {
        uint16 basis;
        uint32 recourse;
        uint32 buyBackRate;
        uint32 holdBack;
        uint32 feeRate;
        bool feeOnFinancier;
        uint64 feeAmount;
        uint32 feeReceiver;
    }

    /// @notice What a sale moves. Amounts in minor units; see above for how each is found.
    /// @param deal Number under which recourse and hold-back are kept; 0 if there is neither.
    /// @param receivable Its id.
    /// @param seller Account that gives the units and gets `proceeds`.
    /// @param financier Account that gets the units and gives `cost`.
    /// @param units Units.
    /// @param claim Unpaid principal that the units stand for.
    /// @param discount What the financier keeps of the claim.
    /// @param price Claim less discount.
    /// @param holdBack Kept here until collection.
    /// @param fee Goes to the fee receiver.
    /// @param proceeds Goes to the seller now.
    /// @param cost Comes from the financier now.
    struct Sale {
        uint256 deal;
        uint256 receivable;
        address seller;
        address financier;
        uint64 units;
        uint64 claim;
        uint64 discount;
        uint64 price;
        uint64 holdBack;
        uint64 fee;
        uint64 proceeds;
        uint128 cost;
    }

    /// @notice Units went one way and cash the other.
    event Traded(uint256 indexed receivable, address indexed seller, address indexed financier, Sale sale);

    /// @notice A share is above the most that is allowed, both in ppm.
    error ShareOutOfRange(uint32 share, uint32 most);
    /// @notice A fee was agreed and nobody to receive it.
    error FeeReceiverMissing();
    /// @notice The receivable is another obligor's, in another currency, or under other terms than was offered for.
    error ReceivableNotCovered(uint256 receivable);
    /// @notice More days are left to the due day than the offer takes.
    error TenorTooLong(uint256 tenor, uint256 most);

    /**
     * @notice What any call of this contract would return, or the error with which it would fail: the call is executed
     * as its sender's and undone. Moves nothing, and is meant for `eth_call`; from a contract it works as well.
     * @param call The call, encoded as it would be sent.
     * @return The answer, encoded: for a sale, the {Sale} that it would be, to the last unit.
     */
    function preview(bytes calldata call) external returns (bytes memory);
}
