// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Payment and redemption
 * @notice Cash comes in against receivables, and goes out to their holders.
 *
 * What it promises:
 * - anyone may pay for the obligor, in any number of parts, early, on the day or late; never more than is due;
 * - a payment first covers penalty interest, then principal;
 * - each payment belongs to the holders in proportion to the units they hold when it comes in, exactly: the order in
 *   which they redeem changes nobody's share;
 * - paid in full on time, every unit redeems for one minor unit; what rounding leaves goes to the last to redeem;
 * - cash leaves only to the holder to whom it belongs, at that holder's call.
 */
interface ISettlement {
    /// @notice What came in on a receivable that was not simply paid in full on time.
    /// @param paid Principal paid, minor units.
    /// @param penaltyPaid Penalty interest paid, minor units.
    /// @param penaltyOwed Penalty interest posted and not paid, minor units.
    /// @param accruedTo Ledger day to which penalty interest was posted; 0 if never.
    /// @param redeemed Cash redeemed, minor units.
    /// @param claimed Sum of the claims that were redeemed, in minor units × face.
    struct Collection {
        uint64 paid;
        uint64 penaltyPaid;
        uint64 penaltyOwed;
        uint24 accruedTo;
        uint96 redeemed;
        uint160 claimed;
    }

    /// @notice Cash came in. If no {Allocated} of the same receivable stands before it in the transaction, it was the
    /// whole face, and the receivable is settled.
    /// @param payer The account whose cash it was.
    /// @param amount Minor units.
    event Paid(uint256 indexed receivable, address payer, uint64 amount);
    /// @notice How the payment that follows was divided; for parts and late payments only.
    /// @param principal Principal covered, minor units.
    /// @param penalty Penalty interest covered, minor units.
    /// @param unpaid Principal still unpaid, minor units; 0 means settled.
    event Allocated(uint256 indexed receivable, uint64 principal, uint64 penalty, uint64 unpaid);
    /// @notice Penalty interest was added to what is due.
    event PenaltyPosted(uint256 indexed receivable, uint64 amount, uint24 toDay);
    /// @notice A holder took what was paid for its units.
    /// @param amount Cash paid out, minor units.
    event Redeemed(uint256 indexed receivable, uint32 indexed holder, uint64 amount);

    /// @notice More was offered than is due.
    error Overpayment(uint256 receivable, uint256 amount, uint256 due);
    /// @notice Nothing was paid yet that belongs to the holder and was not already redeemed.
    error NothingToRedeem(uint256 receivable, uint32 holder);
    /// @notice The token moved another amount than asked for.
    error TokenUnsupported(address token);

    /**
     * @notice Pays `amount` minor units on a receivable out of the caller's cash, in its currency's token.
     * Requirements: confirmed or tokenised and not settled; `amount` is positive and at most {amountDue}; the caller has
     * approved the token units. A receivable that is only confirmed is tokenised to its supplier first.
     */
    function pay(uint256 id, uint64 amount) external;

    /**
     * @notice Pays out to the caller all that is collected on its units and not yet redeemed. Once the receivable is
     * settled this burns the units.
     * Requirements: the caller is an active participant and something is due to it.
     * @return amount Minor units paid out.
     */
    function redeem(uint256 id) external returns (uint64 amount);

    /// @notice What a payment today would have to cover at most.
    /// @return principal Unpaid principal, minor units.
    /// @return penalty Penalty interest to today, minor units.
    function amountDue(uint256 id) external view returns (uint64 principal, uint64 penalty);

    /// @notice What {redeem} would pay out to a participant now, minor units, before any remainder for the last.
    function redeemable(uint256 id, uint32 holder) external view returns (uint64);

    /// @notice What came in on a receivable in parts or late; all zero if it was paid in full on time, or not at all.
    function collectionOf(uint256 id) external view returns (Collection memory);

    /// @notice `unpaid × rate × overdue days / (basis × 1,000,000)`, half up.
    function penaltyInterest(uint64 unpaid, uint32 rate, uint24 overdueDays, uint16 basis)
        external
        pure
        returns (uint256);
}
