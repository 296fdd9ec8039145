// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IUnits} from "../interfaces/IUnits.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {IRecourse} from "../interfaces/market/IRecourse.sol";
import {Money} from "../libraries/Money.sol";
import {Roles} from "../libraries/Roles.sol";
import {Status} from "../types/ReceivableWord.sol";
import {Cash} from "./Cash.sol";
import {Pricing} from "./Pricing.sol";

/// @title Deals
/// @notice The books of {IRecourse}. An external library, run on the storage of {Market} or of {Auctions}, which share it
/// and would not have room for it.
library Deals {
    using Cash for ILedger;

    /// @param owed Units put back and not paid for: rare, so not in the deal's slots. Never above its recourse or units.
    struct Book {
        uint256 count;
        mapping(uint256 deal => IRecourse.Deal) deals;
        mapping(uint256 deal => uint64) owed;
    }

    /// @notice Enters a deal and gives its number, from 1.
    function open(Book storage book, IRecourse.Deal memory d) external returns (uint256 deal) {
        deal = ++book.count;
        book.deals[deal] = d;
        emit IRecourse.DealOpened(deal, d);
    }

    /// @notice See {IRecourse-putBack}.
    function putBack(Book storage book, ILedger ledger, uint256 deal, uint64 units)
        external
        returns (IRecourse.Return memory result)
    {
        IRecourse.Deal memory d = _requireDeal(book, deal);
        uint32 caller = ledger.requireActive(msg.sender, Roles.ANY);
        if (caller != d.financier) revert IRecourse.NotFinancier(deal, caller);
        _requireDefault(ledger, deal, d);
        uint64 owed = book.owed[deal];
        if (units > d.units - owed) revert IRecourse.TooManyUnits(units, d.units - owed);
        owed += units;
        if (owed == 0) revert IRecourse.NoDebt(deal);
        // what a debt is secured by has to be there, though nothing may move today
        uint256 held = ledger.balanceOf(msg.sender, d.receivable);
        if (held < owed) revert IUnits.InsufficientUnits(d.receivable, caller, held, owed);

        address seller = ledger.accountOf(d.seller);
        result.owedUnits = owed;
        result.owed = _cost(ledger, d, owed);
        if (ledger.isActive(seller, Roles.ANY)) {
            _drawHoldBack(d, result);
            _requireRecourse(d, result.owedUnits);
            _drawCash(ledger, d, result, seller);
        } else {
            _requireRecourse(d, owed);
        }
        _store(book, ledger, deal, d, result);
        emit IRecourse.PutBack(deal, d.receivable, units, result);
        _giveBack(ledger, d, result.units, seller);
        if (result.fromHoldBack != 0) ledger.pay(d.currency, result.fromHoldBack, msg.sender);
    }

    /// @notice See {IRecourse-payDebt}.
    function payDebt(Book storage book, ILedger ledger, uint256 deal, uint64 units, uint256 mostCost)
        external
        returns (IRecourse.Return memory result)
    {
        IRecourse.Deal memory d = _requireDeal(book, deal);
        _requireDefault(ledger, deal, d);
        result.owedUnits = book.owed[deal];
        if (units == 0) revert IUnits.ZeroAmount();
        if (units > result.owedUnits) revert IRecourse.TooManyUnits(units, result.owedUnits);
        result.owed = _cost(ledger, d, result.owedUnits);
        uint256 amount = _part(result, units);
        if (amount > mostCost) revert IRecourse.CostAbove(mostCost, amount);
        result.fromCash = amount;
        _moveOn(d, result, units, amount);
        _store(book, ledger, deal, d, result);
        emit IRecourse.DebtPaid(deal, msg.sender, result);
        _giveBack(ledger, d, units, ledger.accountOf(d.seller));
        ledger.pull(d.currency, amount, msg.sender, ledger.accountOf(d.financier));
    }

    /// @notice See {IRecourse-release}.
    function release(Book storage book, ILedger ledger, uint256 deal) external {
        IRecourse.Deal memory d = _requireDeal(book, deal);
        if (d.holdBack == 0) revert IRecourse.NothingToRelease(deal);
        IReceivables.Receivable memory r = ledger.receivableOf(d.receivable);
        uint32 to = d.seller;
        if (r.round != d.round || r.status == Status.Cancelled) {
            to = d.financier;
        } else if (r.status != Status.Settled && d.units != 0) {
            if (msg.sender != ledger.accountOf(d.financier)) revert IRecourse.NothingToRelease(deal);
        }
        address account = ledger.accountOf(to);
        ledger.requireActive(account, Roles.ANY);
        book.deals[deal].holdBack = 0;
        emit IRecourse.HoldBackReleased(deal, to, d.holdBack);
        ledger.pay(d.currency, d.holdBack, account);
    }

    /// @notice See {IRecourse-debtOf}.
    function debtOf(Book storage book, ILedger ledger, uint256 deal)
        external
        view
        returns (uint64 units, uint256 amount)
    {
        units = book.owed[deal];
        if (units != 0) amount = _cost(ledger, book.deals[deal], units);
    }

    /// @notice See {IRecourse-buyBackCost}.
    function buyBackCost(Book storage book, ILedger ledger, uint256 deal, uint64 units)
        external
        view
        returns (uint256)
    {
        return _cost(ledger, _requireDeal(book, deal), units);
    }

    /// @dev As many units as the hold-back pays for.
    function _drawHoldBack(IRecourse.Deal memory d, IRecourse.Return memory result) private pure {
        (uint64 units, uint256 amount) = _affordable(result, d.holdBack);
        result.fromHoldBack = uint64(amount); // at most the hold-back
        d.holdBack -= uint64(amount);
        _moveOn(d, result, units, amount);
    }

    /// @dev As many units as the seller's cash pays for; none if its token does not let it pay.
    function _drawCash(ILedger ledger, IRecourse.Deal memory d, IRecourse.Return memory result, address seller) private {
        (uint64 units, uint256 amount) = _affordable(result, ledger.available(d.currency, seller));
        if (amount != 0 && !ledger.tryPull(d.currency, amount, seller, msg.sender)) return;
        result.fromCash = amount;
        _moveOn(d, result, units, amount);
    }

    /// @dev How many of the owed units `cash` pays for, and what they cost: at most that.
    function _affordable(IRecourse.Return memory result, uint256 cash) private pure returns (uint64 units, uint256 amount) {
        units = cash >= result.owed ? result.owedUnits : uint64(Math.mulDiv(cash, result.owedUnits, result.owed));
        amount = _part(result, units);
    }

    /// @dev The share of some of the owed units in what all of them cost, rounded up.
    function _part(IRecourse.Return memory result, uint64 units) private pure returns (uint256) {
        if (units == result.owedUnits) return result.owed;
        return Math.mulDiv(result.owed, units, result.owedUnits, Math.Rounding.Ceil);
    }

    /// @dev Books units as paid and gone back.
    function _moveOn(IRecourse.Deal memory d, IRecourse.Return memory result, uint64 units, uint256 amount) private pure {
        result.units += units;
        result.owedUnits -= units;
        result.owed -= amount;
        d.units -= units;
        d.recourse -= units < d.recourse ? units : d.recourse;
    }

    /// @dev What is still owed is counted anew, so that no rounding of a part stays in it.
    function _store(
        Book storage book,
        ILedger ledger,
        uint256 deal,
        IRecourse.Deal memory d,
        IRecourse.Return memory result
    ) private {
        if (result.owedUnits != 0) result.owed = _cost(ledger, d, result.owedUnits);
        IRecourse.Deal storage stored = book.deals[deal];
        (stored.units, stored.recourse, stored.holdBack) = (d.units, d.recourse, d.holdBack);
        book.owed[deal] = result.owedUnits;
    }

    /// @dev The financier's units go to the seller.
    function _giveBack(ILedger ledger, IRecourse.Deal memory d, uint64 units, address seller) private {
        if (units == 0) return;
        ledger.transferFrom(ledger.accountOf(d.financier), seller, d.receivable, units);
    }

    /// @dev What `units` of a deal cost if they go back today, minor units.
    function _cost(ILedger ledger, IRecourse.Deal memory d, uint64 units) private view returns (uint256 amount) {
        IReceivables.Receivable memory r = ledger.receivableOf(d.receivable);
        (uint64 unpaid,) = ledger.amountDue(d.receivable);
        if (r.round != d.round || unpaid == 0) return 0;
        uint256 claim = Pricing.claimOf(units, unpaid, r.face);
        amount = (2 * claim * d.price + d.claim) / (2 * uint256(d.claim));
        amount += Money.interest(amount, d.buyBackRate, ledger.today() - d.day, d.basis);
    }

    function _requireDeal(Book storage book, uint256 deal) private view returns (IRecourse.Deal memory d) {
        d = book.deals[deal];
        if (d.financier == 0) revert IRecourse.UnknownDeal(deal);
    }

    /// @dev Beyond the units under recourse only the hold-back pays.
    function _requireRecourse(IRecourse.Deal memory d, uint64 units) private pure {
        if (units > d.recourse) revert IRecourse.BeyondRecourse(units, d.recourse);
    }

    function _requireDefault(ILedger ledger, uint256 deal, IRecourse.Deal memory d) private view {
        IReceivables.Receivable memory r = ledger.receivableOf(d.receivable);
        if (r.round != d.round || r.status != Status.Tokenised) revert IRecourse.DealOver(deal);
        uint256 since = uint256(r.dueDay) + ledger.termsOf(r.terms).graceDays + 1;
        uint256 today = ledger.today();
        if (today < since) revert IRecourse.NotInDefault(d.receivable, since, today);
    }
}
