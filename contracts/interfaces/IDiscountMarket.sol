// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Discounting
 * @notice Units against cash in one transaction, at a price that a financier signed beforehand.
 *
 * What it promises:
 * - either the units reach the financier and the price reaches the seller, or nothing moves;
 * - the price follows from the signed rate and the days from the settlement day to the due day, rounded once, half up;
 * - a quote is filled at most once, within its unit range, until it expires, and not after the financier cancelled it;
 * - a quote is void once the receivable's unpaid amount, due day, currency or terms differ from what it priced;
 * - nobody else is touched: a sale moves only the caller's units, and only the cash of a financier that signed for them.
 */
interface IDiscountMarket {
    /// @notice A financier's firm offer for units of one receivable. It is an EIP-712 message.
    /// @param financier Account that buys and signs.
    /// @param receivable Its id.
    /// @param round Its round: one cancelled and recorded anew is another claim.
    /// @param unpaid Unpaid principal that was priced, minor units.
    /// @param dueDay Due day that was priced.
    /// @param minUnits Fewest units that it takes.
    /// @param maxUnits Most units that it takes.
    /// @param rate Annual discount rate, parts per million.
    /// @param basis Days in a year: 360 or 365.
    /// @param expiry Unix second after which it is void.
    /// @param nonce 256 × the financier's epoch + 0..95: the lower byte is used once per financier and receivable, in
    /// whatever epoch.
    struct Quote {
        address financier;
        uint256 receivable;
        uint8 round;
        uint64 unpaid;
        uint24 dueDay;
        uint64 minUnits;
        uint64 maxUnits;
        uint32 rate;
        uint16 basis;
        uint64 expiry;
        uint72 nonce;
    }

    /// @notice Units went from seller to financier, and the price the other way.
    /// @param receivable Its id.
    /// @param seller Account that sold.
    /// @param financier Account that bought.
    /// @param nonce Of the quote.
    /// @param units Units sold.
    /// @param discount Minor units.
    /// @param price Minor units paid to the seller.
    event Sold(
        uint256 indexed receivable,
        address indexed seller,
        address indexed financier,
        uint72 nonce,
        uint64 units,
        uint64 discount,
        uint64 price
    );
    /// @notice A financier withdrew one quote.
    event QuoteCancelled(address indexed financier, uint256 indexed receivable, uint72 nonce);
    /// @notice All quotes of the financier that were signed for an earlier epoch are void.
    event AllQuotesCancelled(uint32 indexed financier, uint64 epoch);

    /// @notice The quote's time is over.
    error QuoteExpired(uint64 expiry, uint256 timestamp);
    /// @notice The financier withdrew the quote.
    error QuoteWithdrawn(uint32 financier, uint72 nonce);
    /// @notice The quote was filled before.
    error QuoteUsed(uint32 financier, uint72 nonce);
    /// @notice The quote is of another epoch than the financier's: all quotes of earlier ones were cancelled.
    error QuoteEpochOver(uint32 financier, uint64 epoch, uint64 current);
    /// @notice The lower byte of a nonce runs from 0 to 95.
    error NonceOutOfRange(uint8 nonce);
    /// @notice The signature is not the financier's.
    error QuoteSignatureInvalid(address financier);
    /// @notice The quote takes another number of units.
    error UnitsOutOfRange(uint64 units, uint64 minUnits, uint64 maxUnits);
    /// @notice The receivable is no longer what the quote priced.
    error ReceivableChanged(uint256 receivable);
    /// @notice The price is below what the seller asked for at least.
    error PriceMoved(uint64 minPrice, uint64 price);

    /**
     * @notice Sells `units` of the caller to the financier that signed `quote`.
     * Requirements: the quote is unexpired, of its financier's epoch, unused, not withdrawn and signed by it; the range
     * includes `units`; the receivable is tokenised, what was priced and not yet due; the price is at least `minPrice`; the
     * seller is an active participant and has the units, not frozen; the financier is another, active and a financier,
     * and holds and has approved the cash.
     * @return price Minor units paid to the seller.
     */
    function fill(Quote calldata quote, bytes calldata signature, uint64 units, uint64 minPrice)
        external
        returns (uint64 price);

    /// @notice Withdraws the caller's quote of that nonce on a receivable, signed already or not.
    /// Requirements: the caller is an active financier; the nonce is of its epoch, and was neither filled nor withdrawn.
    function cancelQuote(uint256 receivable, uint72 nonce) external;

    /// @notice Voids all quotes that the caller has signed, filled ones excepted, by beginning its next epoch.
    /// Requirements: the caller is an active financier.
    /// @return epoch The one that counts from now on; see {IParticipants-Participant}.
    function cancelAllQuotes() external returns (uint64 epoch);

    /// @notice What a fill would pay for `claim` minor units of unpaid principal on a settlement day.
    /// @return discount Minor units.
    /// @return price Minor units.
    function preview(Quote calldata quote, uint64 claim, uint256 settlementDay)
        external
        pure
        returns (uint64 discount, uint64 price);

    /// @notice `units × rate × days / (basis × 1,000,000)`, half up.
    function bankDiscount(uint64 units, uint32 rate, uint24 dayCount, uint16 basis) external pure returns (uint256);

    /// @notice Whether a quote of that nonce was filled or withdrawn.
    /// @param financier Participant number.
    /// @param nonce Its lower byte.
    function nonceOf(uint256 receivable, uint32 financier, uint8 nonce)
        external
        view
        returns (bool used, bool withdrawn);

    /// @notice The EIP-712 digest that the financier signs.
    function quoteDigest(Quote calldata quote) external view returns (bytes32);
}
