"""Under which name each event is told, with which fields, and to whom: the one table.

What is told, its schemas in the description and the rules of who sees what all follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sfc.domain import auction_events as auctions
from sfc.domain import events
from sfc.domain import market_events as market


class Form(Enum):
    """How a field is written."""

    PARTY = auto()
    """A participant: `par_7`."""
    ACCOUNT = auto()
    """The participant behind an account; null for a stranger, and for nobody."""
    ADDRESS = auto()
    """An account as it is."""
    MONEY = auto()
    """Minor units, as an amount in the event's currency."""
    TOKENS = auto()
    """Token units, as an amount in the currency of that token: whole minor units."""
    DAY = auto()
    """A ledger day, as a date; null for day 0."""
    MOMENT = auto()
    """A unix second, as a moment; null for second 0, and past the calendar."""
    ROLES = auto()
    """Roles, as a list of their names."""
    REASON = auto()
    """A reason of rejection, as its code; null for none."""
    TEXT = auto()
    """A text, or null."""
    NUMBER = auto()
    """A number that is no amount."""
    FLAG = auto()
    """Yes or no."""


class Audience(Enum):
    """To whom an event is told, beside operator and regulator."""

    EVERYBODY = auto()
    """All participants."""
    NAMED = auto()
    """Those whom its fields name, and those whose deal, facility or auction it is about."""
    PARTIES = auto()
    """Those, and obligor, supplier and all holders so far of the receivable."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How an event is told: public name of each field, which field it is, and its form.

    `private` fields are null for parties whom the event does not name.
    """

    type: str
    audience: Audience
    fields: Mapping[str, tuple[str, Form]] = field(default_factory=dict)
    private: tuple[str, ...] = ()


def _kind(name: str, audience: Audience, *private: str, **fields: Form | tuple[str, Form]) -> Kind:
    """Fields are named as the event's, unless said otherwise."""
    named = {
        public: form if isinstance(form, tuple) else (public, form)
        for public, form in fields.items()
    }
    return Kind(name, audience, named, private)


_ALL, _NAMED, _PARTIES = Audience.EVERYBODY, Audience.NAMED, Audience.PARTIES
_PARTY, _ACCOUNT, _ADDRESS = Form.PARTY, Form.ACCOUNT, Form.ADDRESS
_MONEY, _DAY, _TEXT, _NUMBER, _FLAG = Form.MONEY, Form.DAY, Form.TEXT, Form.NUMBER, Form.FLAG
_MOMENT = Form.MOMENT

KINDS: Mapping[type[Any], Kind] = {
    events.ParticipantRegistered: _kind(
        *("participant.registered", _NAMED),
        participant=_PARTY,
        account=_ADDRESS,
        roles=Form.ROLES,
    ),
    events.RolesChanged: _kind(
        "participant.roles_changed", _NAMED, participant=_PARTY, roles=Form.ROLES
    ),
    events.SuspensionChanged: _kind(
        "participant.suspension_changed", _NAMED, participant=_PARTY, suspended=_FLAG
    ),
    events.ParticipantFrozen: _kind(
        "participant.frozen", _NAMED, participant=_PARTY, order=_TEXT, until=_DAY
    ),
    events.RecoveryRequested: _kind(
        *("participant.recovery_requested", _NAMED),
        participant=_PARTY,
        account=_ADDRESS,
        start=_DAY,
    ),
    events.RecoveryCancelled: _kind(
        "participant.recovery_cancelled", _NAMED, participant=_PARTY, account=_ADDRESS
    ),
    events.AccountRecovered: _kind(
        *("participant.account_recovered", _NAMED),
        participant=_PARTY,
        before=_ADDRESS,
        account=_ADDRESS,
    ),
    events.CurrencyAdded: _kind("currency.added", _ALL, code=_TEXT, token=_ADDRESS),
    events.TermsAdded: _kind(
        *("terms.added", _ALL),
        number=_NUMBER,
        grace_days=_NUMBER,
        penalty_rate_ppm=_NUMBER,
        basis=_NUMBER,
    ),
    events.RuleAnnounced: _kind(
        *("rule.announced", _ALL),
        number=_NUMBER,
        rule=_TEXT,
        valid_from=_DAY,
        valid_to=_DAY,
        max_tenor_days=("max_tenor", _NUMBER),
        warning_tenor_days=("warning_tenor", _NUMBER),
        max_line_minor_units=("max_line", _NUMBER),
    ),
    events.CreditLineSet: _kind("credit_line.set", _NAMED, obligor=_PARTY, limit=_MONEY),
    events.BatchPosted: _kind(
        *("batch.posted", _NAMED),
        obligor=_PARTY,
        root=_TEXT,
        count=_NUMBER,
        total=_MONEY,
        latest_due=_DAY,
        posted_on=_DAY,
        valid_until=_DAY,
    ),
    events.BatchClosed: _kind(
        "batch.closed", _NAMED, obligor=_PARTY, root=_TEXT, freed_minor_units=("freed", _NUMBER)
    ),
    events.Recorded: _kind(
        *("receivable.recorded", _PARTIES),
        obligor=_PARTY,
        supplier=_PARTY,
        round=_NUMBER,
        face=_MONEY,
        issue_date=("issue_day", _DAY),
        due_date=("due_day", _DAY),
        terms=_NUMBER,
        evidence_root=_TEXT,
        confirmed=_FLAG,
    ),
    events.Confirmed: _kind(
        "receivable.confirmed", _PARTIES, amount=_MONEY, evidence_root=_TEXT, batch=_TEXT
    ),
    events.Rejected: _kind("receivable.rejected", _PARTIES, reason=Form.REASON),
    events.Disputed: _kind("receivable.disputed", _PARTIES, amount=_MONEY, reason=Form.REASON),
    events.CreditNoteAsked: _kind(
        "credit_note.asked", _PARTIES, by=_PARTY, amount=_MONEY, note=_TEXT
    ),
    events.CreditNoteAgreed: _kind(
        "credit_note.agreed", _PARTIES, by=_PARTY, reduced=_MONEY, claimed=_MONEY, note=_TEXT
    ),
    events.DefaultChanged: _kind(
        "receivable.default_changed", _PARTIES, obligor=_PARTY, in_default=_FLAG
    ),
    events.CancellationAsked: _kind("receivable.cancellation_asked", _PARTIES, by=_PARTY),
    events.Cancelled: _kind("receivable.cancelled", _PARTIES, by=_PARTY),
    events.PenaltyPosted: _kind(
        "receivable.penalty_posted", _PARTIES, amount=_MONEY, to_date=("to_day", _DAY)
    ),
    events.Paid: _kind(
        *("receivable.paid", _PARTIES),
        payer=_ACCOUNT,
        principal=_MONEY,
        penalty=_MONEY,
        unpaid=_MONEY,
    ),
    events.UnitsMoved: _kind(
        *("units.moved", _PARTIES),
        giver=_ACCOUNT,
        taker=_ACCOUNT,
        amount=("units", _MONEY),
    ),
    # what a financier pays is between it and the seller
    events.Sold: _kind(
        *("units.sold", _PARTIES, "discount", "price"),
        seller=_ACCOUNT,
        financier=_ACCOUNT,
        face=("units", _MONEY),
        discount=_MONEY,
        price=_MONEY,
    ),
    events.Redeemed: _kind("units.redeemed", _PARTIES, holder=_PARTY, amount=_MONEY),
    events.UnitsFrozen: _kind(
        *("units.frozen", _NAMED),
        holder=_PARTY,
        order=_TEXT,
        amount=("units", _MONEY),
        until=_DAY,
    ),
    events.QuoteCancelled: _kind("quote.cancelled", _NAMED, financier=_ACCOUNT, nonce=_NUMBER),
    events.AllQuotesCancelled: _kind(
        "quote.all_cancelled", _NAMED, financier=_PARTY, epoch=_NUMBER
    ),
    events.CashMoved: _kind(
        *("cash.moved", _NAMED),
        giver=_ACCOUNT,
        taker=_ACCOUNT,
        amount=("amount", Form.TOKENS),
    ),
    # the market beside the ledger: between those who trade, without the rest of the parties
    market.Traded: _kind(
        *("market.traded", _NAMED),
        seller=_ACCOUNT,
        financier=_ACCOUNT,
        venue=_TEXT,
        deal=_NUMBER,
        face=("units", _MONEY),
        discount=_MONEY,
        price=_MONEY,
        hold_back=_MONEY,
        fee=_MONEY,
        proceeds=_MONEY,
        cost=_MONEY,
        under_recourse=("recourse", _MONEY),
    ),
    market.DealOpened: _kind(
        *("deal.opened", _NAMED),
        seller=_PARTY,
        financier=_PARTY,
        venue=_TEXT,
        deal=_NUMBER,
        facility=_NUMBER,
        face=("units", _MONEY),
        price=_MONEY,
        hold_back=_MONEY,
        under_recourse=("recourse", _MONEY),
    ),
    market.PutBack: _kind(
        *("deal.put_back", _NAMED),
        venue=_TEXT,
        deal=_NUMBER,
        put_back=("put", _MONEY),
        returned=("units", _MONEY),
        from_hold_back=_MONEY,
        from_cash=_MONEY,
        owed=_MONEY,
    ),
    market.DebtPaid: _kind(
        *("deal.debt_paid", _NAMED),
        payer=_ACCOUNT,
        venue=_TEXT,
        deal=_NUMBER,
        returned_units=("units", _NUMBER),
        owed_minor_units=("owed", _NUMBER),
    ),
    market.HoldBackReleased: _kind(
        *("deal.hold_back_released", _NAMED),
        to=_PARTY,
        venue=_TEXT,
        deal=_NUMBER,
        amount_minor_units=("amount", _NUMBER),
    ),
    market.OrderFilled: _kind(
        *("order.filled", _NAMED),
        maker=_ACCOUNT,
        nonce=_NUMBER,
        claim_minor_units=("claim", _NUMBER),
        filled_minor_units=("filled", _NUMBER),
    ),
    market.OrderWithdrawn: _kind("order.withdrawn", _NAMED, maker=_ACCOUNT, nonce=_NUMBER),
    market.AllOrdersWithdrawn: _kind("order.all_withdrawn", _NAMED, maker=_ACCOUNT, epoch=_NUMBER),
    market.FacilityChanged: _kind(
        *("facility.changed", _NAMED),
        facility=_NUMBER,
        financier=_PARTY,
        limit_minor_units=("limit", _NUMBER),
        rates=("buckets", _TEXT),
    ),
    market.FacilityClosed: _kind("facility.closed", _NAMED, facility=_NUMBER),
    market.FacilityUsed: _kind("facility.used", _NAMED, facility=_NUMBER, used=_MONEY),
    # what is for sale, and at which rate it went, is for all who may bid; a bid is for its
    # financier and the seller, before and after the clearing
    auctions.AuctionOpened: _kind(
        *("auction.opened", _ALL),
        auction=_NUMBER,
        seller=_PARTY,
        face=("units", _MONEY),
        least_bid=("min_units", _MONEY),
        deposit=_MONEY,
        reserve_rate_ppm=("reserve_rate", _NUMBER),
        commit_end=_MOMENT,
        reveal_end=_MOMENT,
        delivery_end=_MOMENT,
    ),
    auctions.AuctionCleared: _kind(
        *("auction.cleared", _ALL),
        auction=_NUMBER,
        rate_ppm=("rate", _NUMBER),
        awarded=_MONEY,
    ),
    auctions.BidCommitted: _kind(
        *("auction.bid_committed", _NAMED),
        auction=_NUMBER,
        financier=_PARTY,
        commitment=_TEXT,
    ),
    auctions.BidRevealed: _kind(
        *("auction.bid_revealed", _NAMED),
        auction=_NUMBER,
        financier=_PARTY,
        rate_ppm=("rate", _NUMBER),
        face=("units", _MONEY),
    ),
    auctions.BidAwarded: _kind(
        *("auction.bid_awarded", _NAMED),
        auction=_NUMBER,
        financier=_PARTY,
        face=("units", _MONEY),
    ),
    auctions.AwardDelivered: _kind(
        "auction.award_delivered", _NAMED, auction=_NUMBER, financier=_PARTY, deal=_NUMBER
    ),
    auctions.AwardFailed: _kind(
        "auction.award_failed", _NAMED, auction=_NUMBER, financier=_PARTY, failed=_TEXT
    ),
    auctions.AuctionCredited: _kind("auction.credited", _NAMED, participant=_PARTY, amount=_MONEY),
    auctions.AuctionCreditWithdrawn: _kind(
        "auction.credit_withdrawn", _NAMED, participant=_PARTY, amount=_MONEY
    ),
}
"""How each event is told. One that is not here is told nobody."""

TYPES: Mapping[str, Kind] = {kind.type: kind for kind in KINDS.values()}
"""The same by the name under which it is told."""
