"""Facilities: a financier's standing offer for the receivables of one obligor, up to a limit."""

from itertools import pairwise

from tests.reference.book import Book
from tests.reference.parties import FINANCIER, Account, account_behind, active
from tests.reference.receivable import NEVER_RECORDED
from tests.reference.refusals import Needs
from tests.reference.sales import Offer, Sale, claim_of, priced, settle, valid
from tests.reference.statements import Key
from tests.reference.venues import Conditions, Deal, Drawn, Facility

MOST_BUCKETS = 5


def open_facility(
    book: Book, by: Account, obligor: int, currency: int, conditions: Conditions
) -> int:
    """A financier offers; the number of the facility."""
    needs = Needs()
    financier = active(book, needs, by, FINANCIER)
    account_behind(book, needs, obligor)
    _sound(needs, conditions)
    needs.met()
    facilities = book.market.facilities
    facilities.append(Facility(financier, obligor, currency, conditions))
    return len(facilities)


def change_facility(book: Book, by: Account, number: int, conditions: Conditions) -> None:
    """It offers something else from now on, and again if it had ended."""
    needs = Needs()
    facility = _own(book, needs, by, number)
    _sound(needs, conditions)
    needs.met()
    facility.conditions, facility.is_open = conditions, True


def close_facility(book: Book, by: Account, number: int) -> None:
    """It offers no longer."""
    needs = Needs()
    facility = _own(book, needs, by, number)
    needs.that(facility.is_open, "FacilityNotOpen", number)
    needs.met()
    facility.is_open = False


def draw(book: Book, by: Account, number: int, key: Key, units: int, least: int) -> Sale:
    """The caller sells units to the facility's financier, for `least` minor units or more."""
    needs = Needs()
    facility = _found(book, number)
    if facility is None or not facility.is_open:
        needs.refuse("FacilityNotOpen", number)
    r, agreed = book.receivables.get(key, NEVER_RECORDED), facility.conditions
    debt = facility.obligor, facility.currency
    fits = debt == (r.obligor, r.currency) and agreed.receivable_terms in (0, r.terms_number)
    needs.that(fits, "ReceivableNotCovered", key)
    rate = _rate(needs, agreed, max(0, r.due_day - book.today))
    financier = book.register.account_of(facility.financier)
    offer = Offer(key, units, by, financier, rate, agreed.terms, number)
    sale = priced(book, needs, offer, book.today)
    needs.met()
    needs.that(sale.proceeds >= least, "PriceMoved", least, sale.proceeds)

    part = facility.drawn.get(key)
    before = part.units if part and part.round == r.round else 0
    counted = claim_of(book, r, before)
    used = facility.used - (part.counted if part else 0) + counted
    more = claim_of(book, r, before + units) - counted
    needs.that(used + more <= agreed.limit, "FacilityExceeded", agreed.limit, used, more)
    sale = settle(book, book.market, needs, offer, sale)
    facility.drawn[key] = Drawn(r.round, before + units, counted + more)
    return sale


def restore(book: Book, by: Account, number: int, key: Key) -> None:
    """Anybody lets what a receivable no longer stands for be free again."""
    del by
    facility = _found(book, number)
    if facility is not None:
        _bring_up_to_date(book, facility, key)


def returned(book: Book, deal: Deal, units: int) -> None:
    """Units went back to the seller: what they stood for is free again."""
    facility = _found(book, deal.facility)
    if facility is not None:
        facility.drawn[deal.receivable].units -= units
        _bring_up_to_date(book, facility, deal.receivable)


def _bring_up_to_date(book: Book, facility: Facility, key: Key) -> None:
    r, part = book.receivables.get(key, NEVER_RECORDED), facility.drawn.get(key)
    if part is not None:
        part.counted = claim_of(book, r, part.units) if part.round == r.round else 0


def _found(book: Book, number: int) -> Facility | None:
    facilities = book.market.facilities
    return facilities[number - 1] if 0 < number <= len(facilities) else None


def _own(book: Book, needs: Needs, by: Account, number: int) -> Facility:
    """State that the caller is the facility's financier; goes on only then."""
    caller = active(book, needs, by, FINANCIER)
    facility = _found(book, number)
    if facility is None or facility.financier != caller:
        needs.refuse("NotFacilityOwner", number, caller)
    return facility


def _sound(needs: Needs, conditions: Conditions) -> None:
    """State what conditions require."""
    valid(needs, conditions.terms)
    days = [0, *(bucket.up_to for bucket in conditions.buckets)]
    ascend = all(day < later for day, later in pairwise(days))
    needs.that(ascend and 1 < len(days) <= MOST_BUCKETS + 1, "BucketsMalformed")


def _rate(needs: Needs, conditions: Conditions, tenor: int) -> int:
    """State that a tenor is short enough; the rate of the first bucket that reaches so far."""
    for bucket in conditions.buckets:
        if tenor <= bucket.up_to:
            return bucket.rate
    needs.that(False, "TenorTooLong", tenor, conditions.buckets[-1].up_to)
    return 0
