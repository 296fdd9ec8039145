// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReceivables} from "../interfaces/IReceivables.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {IAuctions} from "../interfaces/market/IAuctions.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {Money} from "../libraries/Money.sol";
import {Roles} from "../libraries/Roles.sol";
import {Status} from "../types/ReceivableWord.sol";
import {Bids} from "./Bids.sol";
import {Cash} from "./Cash.sol";
import {Pricing} from "./Pricing.sol";
import {Recourse} from "./Recourse.sol";
import {Sales} from "./Sales.sol";

/// @title Auctions
/// @notice See {IAuctions}. A contract of its own beside the core and the market, without any right there: deposits and
/// what is credited here are kept apart from what bilateral sales hold back.
contract Auctions is IAuctions, Sales {
    using Cash for ILedger;
    using Bids for Auction;
    using Bids for mapping(uint32 financier => Bid);

    /// @notice Most bids of an auction.
    uint256 public constant MAX_BIDS = 32;
    /// @notice Fewest seconds to reveal and to deliver.
    uint256 public constant MIN_WINDOW = Bids.MIN_WINDOW;

    /// @notice How many auctions were ever opened.
    uint256 public auctionCount;

    mapping(uint256 auction => Auction) private _auctions;
    mapping(uint256 auction => uint32[]) private _bidders;
    mapping(uint256 auction => mapping(uint32 financier => Bid)) private _bids;
    mapping(uint32 participant => mapping(uint8 currency => uint128)) private _credits;

    /// @param ledger_ The core contract.
    constructor(ILedger ledger_) Recourse(ledger_) {}

    /// @inheritdoc IAuctions
    function open(Lot calldata lot) external nonReentrant returns (uint256 auction) {
        Trade memory t = _trade(lot.receivable, lot.units, msg.sender, address(0));
        (t.rate, t.terms) = (lot.reserveRate, lot.terms);
        _price(t, ledger.ledgerDay(lot.revealEnd));
        if (lot.terms.feeReceiver != 0) ledger.requireAccount(lot.terms.feeReceiver);
        uint32 seller = ledger.requireActive(msg.sender, Roles.ANY);
        uint256 held = ledger.balanceOf(msg.sender, lot.receivable);
        if (held < lot.units) revert IUnits.InsufficientUnits(lot.receivable, seller, held, lot.units);
        if (!ledger.canDeliver(msg.sender, lot.receivable, lot.units)) revert UnitsNotApproved(lot.receivable);
        auction = ++auctionCount;
        Auction storage a = _auctions[auction];
        (a.seller, a.currency, a.round) = (seller, t.r.currency, t.r.round);
        a.enter(ledger, auction, lot, t.r.dueDay);
        ledger.pull(a.currency, lot.deposit, msg.sender, address(this));
    }

    /// @inheritdoc IAuctions
    function commit(uint256 auction, bytes32 commitment) external nonReentrant {
        Auction storage a = _requireAuction(auction);
        _requireTime(0, a.lot.commitEnd);
        uint32 financier = ledger.requireActive(msg.sender, Roles.FINANCIER);
        if (financier == a.seller) revert SellerMayNotBid(financier);
        Bid storage bid = _bids[auction][financier];
        if (bid.state != BidState.None) revert AlreadyBid(auction, financier);
        uint8 place = a.bids;
        if (place == MAX_BIDS) revert TooManyBids(MAX_BIDS);
        a.bids = place + 1;
        _bidders[auction].push(financier);
        (bid.commitment, bid.state, bid.place) = (commitment, BidState.Committed, place);
        emit BidCommitted(auction, financier, commitment);
        ledger.pull(a.currency, a.lot.deposit, msg.sender, address(this));
    }

    /// @inheritdoc IAuctions
    function reveal(uint256 auction, uint32 rate, uint64 units, bytes32 salt) external {
        Auction storage a = _requireAuction(auction);
        _requireTime(uint256(a.lot.commitEnd) + 1, a.lot.revealEnd);
        uint32 financier = ledger.participantOf(msg.sender).id;
        Bid storage bid = _requireState(auction, financier, BidState.Committed);
        if (bid.commitment != commitmentOf(auction, financier, rate, units, salt)) {
            revert CommitmentMismatch(bid.commitment);
        }
        if (units < a.lot.minUnits || units > a.lot.units || rate > a.lot.reserveRate) revert BidOutOfRange(rate, units);
        (bid.state, bid.rate, bid.units) = (BidState.Revealed, rate, units);
        emit BidRevealed(auction, financier, rate, units);
    }

    /// @inheritdoc IAuctions
    function clear(uint256 auction) external nonReentrant {
        Auction storage a = _requireAuction(auction);
        _requireTime(uint256(a.lot.revealEnd) + 1, type(uint256).max);
        if (a.cleared) revert AlreadyCleared(auction);
        a.cleared = true;
        Trade memory t = _trade(a.lot.receivable, a.lot.units, address(0), address(0));
        uint64 left = a.lot.units;
        (uint32[] memory ranking, uint8 forfeited) = _bids[auction].ranking(_bidders[auction]);
        (t.rate, t.terms) = (_bids[auction].marginalRate(ranking, left), a.lot.terms);
        uint64 awarded;
        for (uint256 i; i < ranking.length; ++i) awarded += _award(auction, a, ranking[i], t, left - awarded);
        (a.rate, a.awarded) = (awarded == 0 ? 0 : t.rate, awarded);
        emit AuctionCleared(auction, a.rate, awarded, forfeited);
        _credit(a.seller, a.currency, uint256(a.lot.deposit) * forfeited);
        _closeBond(a);
    }

    /// @inheritdoc IAuctions
    function deliver(uint256 auction, uint32 financier) external nonReentrant returns (Sale memory s, Failure failed) {
        Auction storage a = _requireCleared(auction);
        _requireTime(0, a.lot.deliveryEnd);
        Bid storage bid = _requireState(auction, financier, BidState.Awarded);
        Trade memory t = _awardedTrade(a, bid, financier);
        if (!_isVoid(a, t)) failed = _exchange(auction, a, bid, financier, t);
        else failed = Failure.Nobody;
        if (failed == Failure.None) return (t.sale, failed);
        _fail(auction, a, bid, financier, failed);
    }

    /// @inheritdoc IAuctions
    function lapse(uint256 auction, uint32 financier) external nonReentrant returns (Failure failed) {
        Auction storage a = _requireCleared(auction);
        _requireTime(uint256(a.lot.deliveryEnd) + 1, type(uint256).max);
        Bid storage bid = _requireState(auction, financier, BidState.Awarded);
        Trade memory t = _awardedTrade(a, bid, financier);
        Sale memory s = t.sale;
        if (_isVoid(a, t)) failed = Failure.Nobody;
        else if (!_canDeliver(a, t)) failed = Failure.Seller;
        else if (ledger.isWithheld(s.seller, a.seller, s.receivable, s.units)) failed = Failure.Nobody;
        else failed = Failure.Financier;
        _fail(auction, a, bid, financier, failed);
    }

    /// @inheritdoc IAuctions
    function withdraw(uint8 currency) external nonReentrant returns (uint128 amount) {
        uint32 caller = ledger.requireActive(msg.sender, Roles.ANY);
        amount = _credits[caller][currency];
        if (amount == 0) revert NothingCredited(caller, currency);
        delete _credits[caller][currency];
        emit Withdrawn(caller, currency, amount);
        ledger.pay(currency, amount, msg.sender);
    }

    /// @inheritdoc IAuctions
    function creditOf(uint32 participant, uint8 currency) external view returns (uint128) {
        return _credits[participant][currency];
    }

    /// @inheritdoc IAuctions
    function auctionOf(uint256 auction) external view returns (Auction memory) {
        return _auctions[auction];
    }

    /// @inheritdoc IAuctions
    function bidOf(uint256 auction, uint32 financier) external view returns (Bid memory) {
        return _bids[auction][financier];
    }

    /// @inheritdoc IAuctions
    function commitmentOf(uint256 auction, uint32 financier, uint32 rate, uint64 units, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(block.chainid, address(this), auction, financier, rate, units, salt));
    }

    /// @dev Gives a bid what it asked for, or what is left; its deposit back if that is nothing, or has no price.
    /// @param t The lot as of now, at the rate for all.
    function _award(uint256 auction, Auction storage a, uint32 financier, Trade memory t, uint64 left)
        private
        returns (uint64 award)
    {
        Bid storage bid = _bids[auction][financier];
        if (bid.rate <= t.rate) award = bid.units < left ? bid.units : left;
        if (award != 0 && !_hasPrice(a, t, award)) award = 0;
        if (award == 0) {
            bid.state = BidState.Closed;
            _credit(financier, a.currency, a.lot.deposit);
        } else {
            (bid.state, bid.award) = (BidState.Awarded, award);
            ++a.pending;
            emit Awarded(auction, financier, award);
        }
    }

    /// @dev Whether the discount leaves anything of so many units; nothing is left of what is paid or cancelled.
    function _hasPrice(Auction storage a, Trade memory t, uint64 units) private view returns (bool) {
        if (_isCancelled(a, t)) return false;
        uint256 day = ledger.ledgerDay(a.lot.revealEnd); // before the due day, as of the opening
        uint256 claim = Pricing.claimOf(units, t.unpaid, t.r.face);
        return Money.interest(claim, t.rate, t.r.dueDay - day, t.terms.basis) < claim;
    }

    /// @dev Units against cash, of which the deposit is a part, if the financier can pay and the seller deliver.
    function _exchange(uint256 auction, Auction storage a, Bid storage bid, uint32 financier, Trade memory t)
        private
        returns (Failure)
    {
        Sale memory s = t.sale;
        (uint8 currency, uint64 deposit) = (a.currency, a.lot.deposit);
        if (_isCancelled(a, t)) return Failure.Seller;
        uint256 day = ledger.ledgerDay(a.lot.revealEnd);
        _price(t, day);
        uint128 missing = s.cost > deposit ? s.cost - deposit : 0;
        uint256 available = ledger.available(currency, s.financier);
        if (available < missing) revert CashNotReady(financier, available, missing);
        if (!_canDeliver(a, t)) return Failure.Seller;
        // The core may refuse for reasons of its own. A caller that gives too little gas for this call has not enough
        // left to book a failure either.
        try ledger.transferFrom(s.seller, s.financier, s.receivable, s.units) {}
        catch {
            return Failure.Nobody;
        }
        bid.state = BidState.Delivered;
        --a.pending;
        _enter(t, day);
        emit AwardDelivered(auction, financier, s.deal);
        _credit(a.seller, currency, s.proceeds);
        _credit(t.terms.feeReceiver, currency, s.fee);
        _credit(financier, currency, deposit + missing - s.cost);
        _closeBond(a);
        ledger.pull(currency, missing, s.financier, address(this));
        return Failure.None;
    }

    /// @dev The sale that an award is, without its price.
    function _awardedTrade(Auction storage a, Bid storage bid, uint32 financier)
        private
        view
        returns (Trade memory t)
    {
        t = _trade(a.lot.receivable, bid.award, ledger.accountOf(a.seller), ledger.accountOf(financier));
        (t.rate, t.terms) = (a.rate, a.lot.terms);
    }

    /// @dev Closes an award that is not delivered: who failed loses its deposit to the other.
    function _fail(uint256 auction, Auction storage a, Bid storage bid, uint32 financier, Failure failed) private {
        uint64 deposit = a.lot.deposit;
        bid.state = BidState.Closed;
        --a.pending;
        emit AwardFailed(auction, financier, failed);
        if (failed == Failure.Financier) {
            _credit(a.seller, a.currency, deposit);
        } else {
            uint64 share = failed == Failure.Seller ? uint64(uint256(deposit) * bid.award / a.awarded) : 0;
            a.bond -= share;
            _credit(financier, a.currency, uint256(deposit) + share);
        }
        _closeBond(a);
    }

    /// @dev What is left of the seller's deposit goes back to it after the last award.
    function _closeBond(Auction storage a) private {
        if (a.pending != 0) return;
        _credit(a.seller, a.currency, a.bond);
        a.bond = 0;
    }

    function _credit(uint32 participant, uint8 currency, uint256 amount) private {
        if (amount == 0) return;
        _credits[participant][currency] += uint128(amount); // a few amounts of 64 bits
        emit Credited(participant, currency, amount);
    }

    /// @dev Whether a delivery can be asked of neither side: nothing is left to buy, or one may not act. A part that was
    /// paid makes the award cheaper and no reason to leave it: anybody can pay a part.
    function _isVoid(Auction storage a, Trade memory t) private view returns (bool) {
        return (!_isCancelled(a, t) && !_hasPrice(a, t, t.sale.units))
            || !ledger.isActive(t.sale.seller, Roles.ANY) || !ledger.isActive(t.sale.financier, Roles.FINANCIER);
    }

    /// @dev Whether the receivable was cancelled, which takes the units that were auctioned; recorded anew it is another.
    function _isCancelled(Auction storage a, Trade memory t) private view returns (bool) {
        return t.r.round != a.round || t.r.status == Status.Cancelled;
    }

    /// @dev Whether the seller has the units that were auctioned, and lets this contract move them.
    function _canDeliver(Auction storage a, Trade memory t) private view returns (bool) {
        Sale memory s = t.sale;
        return !_isCancelled(a, t) && ledger.canDeliver(s.seller, s.receivable, s.units);
    }

    function _requireAuction(uint256 auction) private view returns (Auction storage a) {
        a = _auctions[auction];
        if (a.seller == 0) revert UnknownAuction(auction);
    }

    function _requireCleared(uint256 auction) private view returns (Auction storage a) {
        a = _requireAuction(auction);
        if (!a.cleared) revert NotCleared(auction);
    }

    function _requireState(uint256 auction, uint32 financier, BidState state) private view returns (Bid storage bid) {
        bid = _bids[auction][financier];
        if (bid.state != state) revert WrongBidState(bid.state, state);
    }

    function _requireTime(uint256 first, uint256 last) private view {
        if (block.timestamp < first || block.timestamp > last) revert NotNow(first, last, block.timestamp);
    }
}
