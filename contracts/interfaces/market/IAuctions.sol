// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISales} from "./ISales.sol";

/**
 * @title Sealed-bid auctions
 * @notice A holder sells units to the financiers that bid the lowest rates; all of them pay by one rate.
 *
 * The rules, in the order of time:
 * 1. *Open.* The seller names units, reserve rate, deposit, terms and three ends, and puts in a deposit itself. The units
 *    stay with it, approved.
 * 2. *Commit*, to the first end. Each financier may put in one deposit with the hash of its bid: rate, units, salt. At
 *    most {MAX_BIDS} bids.
 * 3. *Reveal*, to the second end. A bid counts if it matches its hash, takes at least the fewest and at most all units, and
 *    is not above the reserve rate.
 * 4. *Clear*, by anyone. Lowest rate first, of equal rates the earlier commitment first, each bid is given what it asked
 *    for until the units are spent; the last one gets the rest of them. The highest rate that got any is the rate for
 *    all. Deposits: of a bid that was not revealed, to the seller; of one that got nothing, back.
 * 5. *Deliver*, to the third end, one award at a time, by anyone: units against cash. The deposit counts towards it.
 *    The price is that of the day on which revealing ended, so that it is one for all and does not wait for anybody.
 * 6. *Lapse*, after the third end, one award at a time, by anyone.
 *
 * Who fails loses its deposit to the other side:
 * - a financier whose award was not delivered by the third end, to the seller;
 * - a seller who at delivery does not have the units approved, by the award's share of all that was awarded, to the
 *   financier, which gets its own deposit back. To show it, the financier calls {deliver} with its cash ready;
 * - neither, and both are as before, if the receivable was paid, if one of them is suspended or frozen, or if the core
 *   refuses the transfer, as it does while an order keeps the units.
 * A part that is paid before delivery is the seller's, and the award costs that part less: the rate is what was bid. A seller
 * that lets the receivable be cancelled has not got the units.
 * Units that an award does not take stay with the seller. Nothing is awarded anew.
 *
 * What it promises:
 * - what belongs to somebody is credited and taken out by its owner: nobody can stand in the way of another;
 * - every loop is over at most {MAX_BIDS} bids, and one financier has one bid;
 * - cash here is the sum of deposits, credits and hold-backs.
 */
interface IAuctions is ISales {
    enum BidState {
        None,
        Committed,
        Revealed,
        Awarded,
        Delivered,
        Closed
    }

    /// @notice What the seller offers, and how.
    /// @param receivable Its id.
    /// @param units All that is for sale.
    /// @param minUnits Fewest units of a bid.
    /// @param deposit Of each bid and of the seller, minor units.
    /// @param reserveRate Highest annual rate that the seller takes, ppm.
    /// @param commitEnd Last unix second to commit.
    /// @param revealEnd Last unix second to reveal; at least {MIN_WINDOW} after `commitEnd`.
    /// @param deliveryEnd Last unix second to deliver; at least {MIN_WINDOW} after `revealEnd`, on a day before the due day.
    /// @param terms Of the sales.
    struct Lot {
        uint256 receivable;
        uint64 units;
        uint64 minUnits;
        uint64 deposit;
        uint32 reserveRate;
        uint40 commitEnd;
        uint40 revealEnd;
        uint40 deliveryEnd;
        SaleTerms terms;
    }

    /// @notice An auction, as it stands.
    /// @param seller Participant number.
    /// @param currency Of the receivable.
    /// @param round Of the receivable at opening; of another one the seller has no units.
    /// @param bids How many bids were committed.
    /// @param cleared Whether it was cleared.
    /// @param pending Awards that are neither delivered nor closed.
    /// @param rate The clearing rate, ppm; 0 before clearing and if nothing was awarded.
    /// @param awarded Units that were awarded.
    /// @param bond What is left of the seller's deposit, minor units.
    struct Auction {
        uint32 seller;
        uint8 currency;
        uint8 round;
        uint8 bids;
        bool cleared;
        uint8 pending;
        uint32 rate;
        uint64 awarded;
        uint64 bond;
        Lot lot;
    }

    /// @param commitment Hash of the bid; see {commitmentOf}.
    /// @param state Where it stands.
    /// @param place Of the commitment among all, from 0.
    /// @param rate Annual, ppm; once revealed.
    /// @param units Once revealed.
    /// @param award Units that it got; once cleared.
    struct Bid {
        bytes32 commitment;
        BidState state;
        uint8 place;
        uint32 rate;
        uint64 units;
        uint64 award;
    }

    /// @notice Who failed, if an award was not delivered.
    enum Failure {
        None,
        Nobody,
        Seller,
        Financier
    }

    /// @notice A holder put units up for auction.
    event AuctionOpened(uint256 indexed auction, uint256 indexed receivable, uint32 indexed seller, Lot lot);
    /// @notice A financier put in a deposit with the hash of its bid.
    event BidCommitted(uint256 indexed auction, uint32 indexed financier, bytes32 commitment);
    /// @notice A financier showed its bid.
    event BidRevealed(uint256 indexed auction, uint32 indexed financier, uint32 rate, uint64 units);
    /// @notice A bid got so many units, at the rate for all.
    event Awarded(uint256 indexed auction, uint32 indexed financier, uint64 units);
    /// @notice The bids were ranked and the units awarded.
    /// @param forfeited How many bids were not revealed; their deposits are the seller's.
    event AuctionCleared(uint256 indexed auction, uint32 rate, uint64 awarded, uint8 forfeited);
    /// @notice An award was exchanged for its cost.
    event AwardDelivered(uint256 indexed auction, uint32 indexed financier, uint256 deal);
    /// @notice An award was closed without an exchange.
    event AwardFailed(uint256 indexed auction, uint32 indexed financier, Failure failed);
    /// @notice Cash that rests here is owed to a participant.
    /// @param amount Minor units that a participant may take out, added to what it could before.
    event Credited(uint32 indexed participant, uint8 indexed currency, uint256 amount);
    /// @notice A participant took out what was credited to it.
    event Withdrawn(uint32 indexed participant, uint8 indexed currency, uint256 amount);

    /// @notice A number or an end of the lot is out of range.
    error LotMalformed();
    /// @notice There is no such auction.
    error UnknownAuction(uint256 auction);
    /// @notice The step has another time: from `first` to `last`, unix seconds.
    error NotNow(uint256 first, uint256 last, uint256 timestamp);
    /// @notice The seller does not bid.
    error SellerMayNotBid(uint32 participant);
    /// @notice One financier, one bid.
    error AlreadyBid(uint256 auction, uint32 financier);
    /// @notice No more bids are taken.
    error TooManyBids(uint256 limit);
    /// @notice The bid is in another state than the step needs.
    error WrongBidState(BidState state, BidState required);
    /// @notice The seller has not approved this contract for the units.
    error UnitsNotApproved(uint256 receivable);
    /// @notice Rate, units or salt are not those of the commitment.
    error CommitmentMismatch(bytes32 commitment);
    /// @notice The bid has fewer units than the fewest or more than all, or is above the reserve rate.
    error BidOutOfRange(uint32 rate, uint64 units);
    /// @notice It was cleared before.
    error AlreadyCleared(uint256 auction);
    /// @notice It was not cleared yet.
    error NotCleared(uint256 auction);
    /// @notice The financier has or allows less cash than its award still costs, minor units.
    error CashNotReady(uint32 financier, uint256 available, uint256 missing);
    /// @notice Nothing to take out.
    error NothingCredited(uint32 participant, uint8 currency);

    /**
     * @notice Opens an auction of the caller's units.
     * Requirements: the caller is active, holds the units, has approved them here, and the deposit too; the units are
     * positive, the fewest of a bid positive and at most all; a positive deposit; the ends are in order and range; the terms
     * are valid, and at the reserve rate a price is left.
     */
    function open(Lot calldata lot) external returns (uint256 auction);

    /// @notice Puts in a deposit with the hash of a bid.
    /// Requirements: in time; the caller is an active financier, not the seller, without a bid; a bid is left; the
    /// deposit is approved here.
    function commit(uint256 auction, bytes32 commitment) external;

    /// @notice Shows the bid behind the caller's commitment.
    /// Requirements: in time; the commitment is of these; the bid is in range. A suspended or frozen financier may reveal.
    function reveal(uint256 auction, uint32 rate, uint64 units, bytes32 salt) external;

    /// @notice Awards the units. Requirements: revealing has ended; not cleared.
    function clear(uint256 auction) external;

    /// @notice Exchanges an award for its cost. It is closed as failed if the financier can pay and the seller cannot
    /// deliver, if the auction is void for both, or if the core refuses the transfer.
    /// Requirements: cleared; in time; awarded; the financier has and has approved the cash.
    function deliver(uint256 auction, uint32 financier) external returns (Sale memory sale, Failure failed);

    /// @notice Closes an award that was not delivered. Requirements: cleared; delivery has ended; awarded.
    function lapse(uint256 auction, uint32 financier) external returns (Failure);

    /// @notice Pays out what is credited to the caller in a currency. Requirements: something is; the caller is active.
    function withdraw(uint8 currency) external returns (uint128 amount);

    /// @notice What a participant may take out, minor units.
    function creditOf(uint32 participant, uint8 currency) external view returns (uint128);

    /// @notice An auction by its number, from 1; all zero if there is none.
    function auctionOf(uint256 auction) external view returns (Auction memory);

    /// @notice A financier's bid; all zero if it has none.
    function bidOf(uint256 auction, uint32 financier) external view returns (Bid memory);

    /// @notice The hash to commit to. The salt keeps the bid secret: 32 random bytes.
    function commitmentOf(uint256 auction, uint32 financier, uint32 rate, uint64 units, bytes32 salt)
        external
        view
        returns (bytes32);
}
