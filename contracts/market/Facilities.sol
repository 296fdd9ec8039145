// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDiscountMarket} from "../interfaces/IDiscountMarket.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IFacilities} from "../interfaces/market/IFacilities.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {Roles} from "../libraries/Roles.sol";
import {Cash} from "./Cash.sol";
import {Pricing} from "./Pricing.sol";
import {Sales} from "./Sales.sol";

/// @title Facilities
/// @notice See {IFacilities}.
abstract contract Facilities is IFacilities, Sales {
    using Cash for ILedger;

    /// @dev Three slots. `buckets` holds up to five of 48 bits each, days below the rate, from the least significant.
    struct Facility {
        uint32 financier;
        uint32 obligor;
        uint8 currency;
        bool open;
        uint16 receivableTerms;
        uint64 limit;
        uint64 used;
        uint256 buckets;
        SaleTerms terms;
    }

    /// @dev What a facility has drawn of one receivable and not got back, in the round in which it did.
    /// @param units In all, which may be more than there are: they can be passed on and drawn again.
    /// @param counted Its part of `used`.
    struct Drawn {
        uint128 units;
        uint64 counted;
        uint8 round;
    }

    uint256 private constant MOST_BUCKETS = 5;
    uint256 private constant BUCKET_BITS = 48;

    /// @notice How many facilities were ever opened.
    uint32 public facilityCount;

    mapping(uint32 facility => Facility) private _facilities;
    mapping(uint32 facility => mapping(uint256 id => Drawn)) private _drawn;

    /// @inheritdoc IFacilities
    function openFacility(uint32 obligor, uint8 currency, Conditions calldata conditions)
        external
        returns (uint32 facility)
    {
        uint32 financier = ledger.requireActive(msg.sender, Roles.FINANCIER);
        ledger.requireAccount(obligor);
        facility = ++facilityCount;
        Facility storage f = _facilities[facility];
        (f.financier, f.obligor, f.currency) = (financier, obligor, currency);
        _set(f, conditions);
        emit FacilityOpened(facility, financier, obligor, currency, conditions);
    }

    /// @inheritdoc IFacilities
    function changeFacility(uint32 facility, Conditions calldata conditions) external {
        _set(_requireOwned(facility), conditions);
        emit FacilityChanged(facility, conditions);
    }

    /// @inheritdoc IFacilities
    function closeFacility(uint32 facility) external {
        Facility storage f = _requireOwned(facility);
        if (!f.open) revert FacilityNotOpen(facility);
        f.open = false;
        emit FacilityClosed(facility);
    }

    /// @inheritdoc IFacilities
    function draw(uint32 facility, uint256 id, uint64 units, uint64 minProceeds)
        external
        nonReentrant
        returns (Sale memory)
    {
        Facility storage f = _facilities[facility];
        if (!f.open) revert FacilityNotOpen(facility);
        Trade memory t = _trade(id, units, msg.sender, ledger.accountOf(f.financier));
        if (
            f.obligor != t.r.obligor || f.currency != t.r.currency
                || (f.receivableTerms != 0 && f.receivableTerms != t.r.terms)
        ) revert ReceivableNotCovered(id);
        (t.rate, t.terms, t.facility) = (_rate(f.buckets, t.r.dueDay), f.terms, facility);
        _price(t, ledger.today());
        if (t.sale.proceeds < minProceeds) revert IDiscountMarket.PriceMoved(minProceeds, t.sale.proceeds);
        _count(facility, t);
        _settle(t);
        return t.sale;
    }

    /// @inheritdoc IFacilities
    function restore(uint32 facility, uint256 id) external nonReentrant {
        (uint64 unpaid,) = ledger.amountDue(id);
        _bringUpToDate(facility, id, ledger.receivableOf(id), unpaid);
    }

    /// @inheritdoc IFacilities
    function facilityOf(uint32 facility) external view returns (FacilityView memory) {
        Facility storage f = _facilities[facility];
        uint256 packed = f.buckets;
        uint256 count;
        while (packed >> (count * BUCKET_BITS) != 0) ++count;
        Bucket[] memory buckets = new Bucket[](count);
        for (uint256 i; i < count; ++i) buckets[i] = _bucket(packed, i);
        return FacilityView({
            financier: f.financier,
            obligor: f.obligor,
            currency: f.currency,
            open: f.open,
            used: f.used,
            conditions: Conditions(f.limit, f.receivableTerms, buckets, f.terms)
        });
    }

    function _unitsReturned(Deal storage d, uint64 units) internal virtual override {
        if (d.facility == 0) return;
        _drawn[d.facility][d.receivable].units -= units;
        (uint64 unpaid,) = ledger.amountDue(d.receivable);
        _bringUpToDate(d.facility, d.receivable, ledger.receivableOf(d.receivable), unpaid);
    }

    /// @dev Counts a draw against the limit.
    function _count(uint32 facility, Trade memory t) private {
        uint256 id = t.sale.receivable;
        _bringUpToDate(facility, id, t.r, t.unpaid);
        Drawn storage drawn = _drawn[facility][id];
        if (drawn.round != t.r.round) (drawn.units, drawn.round) = (0, t.r.round);
        drawn.units += t.sale.units;
        _bringUpToDate(facility, id, t.r, t.unpaid);
    }

    /// @dev Lets a receivable's part of `used` be what the units drawn stand for now.
    function _bringUpToDate(uint32 facility, uint256 id, IReceivables.Receivable memory r, uint64 unpaid) private {
        Facility storage f = _facilities[facility];
        Drawn storage drawn = _drawn[facility][id];
        (uint64 before, uint64 used) = (drawn.counted, f.used);
        uint256 counted = r.round == drawn.round ? Pricing.claimOf(drawn.units, unpaid, r.face) : 0;
        if (counted == before) return;
        used -= before;
        if (counted > before && used + counted > f.limit) {
            // one draw more than what was within the limit: at most its units
            revert FacilityExceeded(f.limit, used + before, uint64(counted - before));
        }
        used += uint64(counted); // within the limit, or no more than before
        (drawn.counted, f.used) = (uint64(counted), used);
        emit FacilityUsed(facility, id, used);
    }

    function _set(Facility storage f, Conditions calldata conditions) private {
        Pricing.requireValid(conditions.terms);
        uint256 count = conditions.buckets.length;
        if (count == 0 || count > MOST_BUCKETS) revert BucketsMalformed();
        uint256 packed;
        uint16 last;
        for (uint256 i; i < count; ++i) {
            Bucket calldata bucket = conditions.buckets[i];
            if (bucket.upTo <= last) revert BucketsMalformed();
            last = bucket.upTo;
            packed |= (uint256(bucket.rate) << 16 | last) << (i * BUCKET_BITS);
        }
        (f.limit, f.receivableTerms, f.buckets) = (conditions.limit, conditions.receivableTerms, packed);
        (f.terms, f.open) = (conditions.terms, true);
    }

    /// @dev The rate of the first bucket that reaches to the due day.
    function _rate(uint256 packed, uint256 dueDay) private view returns (uint32) {
        uint256 today = ledger.today();
        uint256 tenor = dueDay > today ? dueDay - today : 0; // none is refused where the price is found
        Bucket memory bucket;
        for (uint256 i; i < MOST_BUCKETS && packed >> (i * BUCKET_BITS) != 0; ++i) {
            bucket = _bucket(packed, i);
            if (tenor <= bucket.upTo) return bucket.rate;
        }
        revert TenorTooLong(tenor, bucket.upTo);
    }

    function _bucket(uint256 packed, uint256 i) private pure returns (Bucket memory) {
        packed >>= i * BUCKET_BITS;
        return Bucket({upTo: uint16(packed), rate: uint32(packed >> 16)});
    }

    function _requireOwned(uint32 facility) private view returns (Facility storage f) {
        f = _facilities[facility];
        uint32 caller = ledger.requireActive(msg.sender, Roles.FINANCIER);
        if (caller != f.financier) revert NotFacilityOwner(facility, caller);
    }
}
