// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Recourse and hold-back
 * @notice What follows a sale: the kept part of the price is released, or units go back against what was paid for them.
 *
 * A receivable is in default from the first day after its due day and grace, until its principal is paid. From then on
 * the financier may put units back, at
 *
 *     base = round(price × floor(units × unpaid / face) / claim)       half up; price and claim as they were sold
 *     cost = base + round(base × buyBackRate × days / (basis × 1,000,000))     days since the sale
 *
 * so that a claim which was paid in part costs that part less. It is paid from the hold-back first, then from the cash
 * that the seller has and allows to this contract. Units go back as they are paid for, the rest stays with the financier
 * as a debt of the seller, which anybody may pay later in parts or whole; a part costs its share of the whole, rounded up.
 *
 * What it promises:
 * - units and their price change hands in one transaction on the way back, too: whoever holds units collects on them,
 *   and nobody is paid twice. What the obligor pays late reaches the financier on units that it still has, and lowers
 *   the debt by as much of the agreed price; on units that went back it reaches the seller;
 * - recourse reaches the seller's own cash for the agreed share of the units only; beyond it, units go back as far as
 *   the hold-back pays for them;
 * - a hold-back goes to the seller when the receivable is settled or all units went back, or earlier if the financier
 *   says so; to the financier if the receivable was cancelled. It is released whole, at the end;
 * - cash here is the sum of all hold-backs (and of what {IAuctions} keeps): no more, no less, and nobody's but theirs.
 */
interface IRecourse {
    /// @notice A sale with recourse or hold-back. Three storage slots.
    /// @param receivable Its id.
    /// @param seller Participant number.
    /// @param financier Participant number.
    /// @param currency Of the receivable.
    /// @param round Of the receivable.
    /// @param day Ledger day from which the buy-back rate counts.
    /// @param basis Of the buy-back rate.
    /// @param buyBackRate Annual, ppm.
    /// @param facility That funded it; 0 if none did.
    /// @param recourse Units for which the seller still answers with its own cash.
    /// @param units Units that have not gone back.
    /// @param claim Unpaid principal that was sold, minor units.
    /// @param price Of that claim, minor units.
    /// @param holdBack Minor units still kept here.
    struct Deal {
        uint256 receivable;
        uint32 seller;
        uint32 financier;
        uint8 currency;
        uint8 round;
        uint24 day;
        uint16 basis;
        uint32 buyBackRate;
        uint32 facility;
        uint64 recourse;
        uint64 units;
        uint64 claim;
        uint64 price;
        uint64 holdBack;
    }

    /// @notice What went back.
    /// @param units Units that went back to the seller.
    /// @param fromHoldBack Minor units to the financier.
    /// @param fromCash Minor units to the financier, of the seller or of whoever paid for it.
    /// @param owedUnits Units that were put back and are not paid: the debt.
    /// @param owed What they cost today, minor units.
    struct Return {
        uint64 units;
        uint64 fromHoldBack;
        uint256 fromCash;
        uint64 owedUnits;
        uint256 owed;
    }

    /// @notice A sale with recourse or hold-back was made.
    event DealOpened(uint256 indexed deal, Deal terms);
    /// @notice A financier used its recourse.
    /// @param put Units newly put back; 0 if only a debt was collected.
    event PutBack(uint256 indexed deal, uint256 indexed receivable, uint64 put, Return result);
    /// @notice Somebody paid a debt, or a part of it.
    event DebtPaid(uint256 indexed deal, address indexed payer, Return result);
    /// @notice What was kept of a price was paid out.
    /// @param to Participant that got it.
    event HoldBackReleased(uint256 indexed deal, uint32 indexed to, uint64 amount);

    /// @notice There is no such deal.
    error UnknownDeal(uint256 deal);
    /// @notice The deal is the financier's to act on.
    error NotFinancier(uint256 deal, uint32 participant);
    /// @notice The receivable is not in default: it would be from the day `from` on.
    error NotInDefault(uint256 receivable, uint256 from, uint256 today);
    /// @notice The receivable is settled or cancelled: nothing is left to put back.
    error DealOver(uint256 deal);
    /// @notice Nothing was put back that is not yet paid.
    error NoDebt(uint256 deal);
    /// @notice More units than the deal has.
    error TooManyUnits(uint64 units, uint64 most);
    /// @notice The hold-back does not reach, and the seller answers for fewer units.
    error BeyondRecourse(uint64 units, uint64 most);
    /// @notice The cost is more than the caller wants to pay at most.
    error CostAbove(uint256 most, uint256 cost);
    /// @notice The hold-back is not due yet, or was released.
    error NothingToRelease(uint256 deal);

    /**
     * @notice Puts units back to the seller, and collects on what was put back before and is not yet paid.
     * Requirements: the caller is the deal's financier, active; the receivable is in default; the caller holds the units
     * put back and not paid, and has approved this contract for them; beyond what the hold-back pays for, at most the
     * units under recourse. If the seller is suspended or frozen nothing moves: the debt stands.
     * @param units How many more; 0 collects only.
     */
    function putBack(uint256 deal, uint64 units) external returns (Return memory);

    /**
     * @notice Pays for `units` of a debt out of the caller's cash: it goes to the financier, the units to the seller.
     * Requirements: so many units are owed; they cost at most `mostCost` minor units; the caller has approved the cash;
     * financier and seller are active, and the financier has the units and has approved this contract for them.
     */
    function payDebt(uint256 deal, uint64 units, uint256 mostCost) external returns (Return memory);

    /// @notice Releases a hold-back to whom it belongs now; anyone may call. Requirements: it belongs to somebody (see
    /// above), or the caller is the financier; who gets it is active.
    function release(uint256 deal) external;

    /// @notice A deal by its number, from 1; all zero if there is none.
    function dealOf(uint256 deal) external view returns (Deal memory);

    /// @notice How many deals there are.
    function dealCount() external view returns (uint256);

    /// @notice The seller's debt: units put back and not paid for, and what they cost today, minor units.
    function debtOf(uint256 deal) external view returns (uint64 units, uint256 cost);

    /// @notice What `units` of a deal cost if they went back today, minor units, whether or not they may.
    function buyBackCost(uint256 deal, uint64 units) external view returns (uint256);
}
