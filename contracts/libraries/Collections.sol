// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {ISettlement} from "../interfaces/ISettlement.sol";
import {ReceivableWord} from "../types/ReceivableWord.sol";
import {Money} from "./Money.sol";

/**
 * @title Collections
 * @notice The books of receivables that were not simply paid in full by the due day: parts, lateness, penalty interest.
 * @dev Each minor unit collected is worth 1/face to every unit, so claims are whole numbers in minor units × face and
 * nothing is rounded until cash goes out. An external library, so that the rare paths cost the usual ones nothing.
 */
library Collections {
    /// @dev A holder's share of what was collected.
    /// @param seen Cash collected on the receivable up to which `claim` counts, minor units.
    /// @param claim Not yet redeemed, in minor units × face.
    struct Entitlement {
        uint96 seen;
        uint160 claim;
    }

    struct Book {
        mapping(uint256 id => ISettlement.Collection) collections;
        mapping(uint256 id => mapping(uint32 holder => Entitlement)) entitlements;
    }

    /// @notice Enters a payment: penalty interest to `day` first, then principal.
    /// @return principal Minor units.
    /// @return unpaid Principal that stays unpaid, minor units.
    function enter(
        Book storage book,
        uint256 id,
        ReceivableWord r,
        ICatalogue.Terms memory terms,
        uint256 day,
        uint64 amount
    ) external returns (uint64 principal, uint64 unpaid) {
        ISettlement.Collection memory c = book.collections[id];
        uint64 posted = _accrue(c, r, terms, day);
        unpaid = r.face() - c.paid;
        uint256 due = uint256(unpaid) + c.penaltyOwed;
        if (amount > due) revert ISettlement.Overpayment(id, amount, due);
        uint64 penalty = amount < c.penaltyOwed ? amount : c.penaltyOwed;
        principal = amount - penalty;
        unpaid -= principal;
        c.paid += principal;
        c.penaltyPaid += penalty;
        c.penaltyOwed -= penalty;
        book.collections[id] = c;
        if (posted != 0) emit ISettlement.PenaltyPosted(id, posted, c.accruedTo);
        emit ISettlement.Allocated(id, principal, penalty, unpaid);
    }

    /// @notice Counts what was collected so far for a holder of `units`, before its units change.
    function keep(Book storage book, uint256 id, uint32 holder, uint64 units) external {
        book.entitlements[id][holder] = _entitled(book, id, holder, units);
    }

    /// @notice What a holder of `units` has coming, in minor units × face, and the cash collected up to which that counts,
    /// minor units.
    function count(Book storage book, uint256 id, uint32 holder, uint64 units)
        external
        view
        returns (uint96 seen, uint160 claim)
    {
        Entitlement memory e = _entitled(book, id, holder, units);
        return (e.seen, e.claim);
    }

    /// @notice All cash collected on a receivable, minor units.
    function total(Book storage book, uint256 id) internal view returns (uint96) {
        ISettlement.Collection storage c = book.collections[id];
        return uint96(c.paid) + c.penaltyPaid;
    }

    /// @notice Takes what is due to a holder of `units` off the books, but for what is withheld (minor units × face). Once
    /// settled, fractions of a minor unit are given up, and the last claim takes what they sum to.
    /// @return amount Minor units to pay out.
    function take(
        Book storage book,
        uint256 id,
        ReceivableWord r,
        uint32 holder,
        uint64 units,
        bool settled,
        uint160 withheld
    ) external returns (uint64 amount) {
        Entitlement memory e = _entitled(book, id, holder, units);
        ISettlement.Collection memory c = book.collections[id];
        uint160 free = e.claim > withheld ? e.claim - withheld : 0;
        amount = uint64(free / r.face());
        uint160 taken = settled ? free : uint160(amount) * r.face();
        if (taken == 0) revert ISettlement.NothingToRedeem(id, holder);
        e.claim -= taken;
        c.claimed += taken;
        if (c.claimed == uint160(e.seen) * r.face()) amount = uint64(e.seen - c.redeemed);
        c.redeemed += amount;
        book.entitlements[id][holder] = e;
        book.collections[id] = c;
    }

    /// @notice What a payment on `day` would have to cover at most, minor units.
    function dueOn(Book storage book, uint256 id, ReceivableWord r, ICatalogue.Terms memory terms, uint256 day)
        external
        view
        returns (uint64 principal, uint64 penalty)
    {
        ISettlement.Collection memory c = book.collections[id];
        _accrue(c, r, terms, day);
        return (r.face() - c.paid, c.penaltyOwed);
    }

    /// @notice What is due to a holder of `units` and neither redeemed nor withheld (minor units × face), in minor units.
    function redeemable(
        Book storage book, uint256 id, ReceivableWord r, uint32 holder, uint64 units, uint160 withheld
    ) external view returns (uint64) {
        uint160 claim = _entitled(book, id, holder, units).claim;
        return claim > withheld ? uint64((claim - withheld) / r.face()) : 0;
    }

    /// @dev Posts penalty interest to `day` in `c`: one rounding per posting.
    function _accrue(ISettlement.Collection memory c, ReceivableWord r, ICatalogue.Terms memory terms, uint256 day)
        private
        pure
        returns (uint64 posted)
    {
        uint256 from = uint256(r.dueDay()) + terms.graceDays;
        if (c.accruedTo > from) from = c.accruedTo;
        if (day <= from || terms.penaltyRate == 0) return 0;
        uint256 interest = Money.interest(r.face() - c.paid, terms.penaltyRate, day - from, terms.basis);
        // all that is ever collected on a receivable fits 64 bits, as what a redemption pays out: half of the largest
        // face fills them after four years at 24 %
        uint256 room = type(uint64).max - r.face() - c.penaltyPaid - c.penaltyOwed;
        posted = uint64(interest < room ? interest : room);
        c.penaltyOwed += posted;
        c.accruedTo = uint24(day);
    }

    function _entitled(Book storage book, uint256 id, uint32 holder, uint64 units)
        private
        view
        returns (Entitlement memory e)
    {
        e = book.entitlements[id][holder];
        uint96 collected = total(book, id);
        e.claim += uint160(units) * (collected - e.seen);
        e.seen = collected;
    }
}
