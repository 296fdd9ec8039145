"""Sealed-bid auctions."""

from typing import Annotated, Self

from fastapi import Path
from pydantic import Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.auctions import AwardForm, BidForm, LotForm, RevealForm, WithdrawalForm
from sfc.api.describe import refusals
from sfc.api.forms import Amount, ParticipantText, ReceivableText, View, moment, percent, rate_ppm
from sfc.api.forms import participant as participant_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.trading import SaleTermsView
from sfc.app import auctions as use
from sfc.app import query
from sfc.app.context import Context, Done
from sfc.domain.auctions import Auction, Bid
from sfc.domain.currency import Currency, currency
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money

router = resource("market", "/auctions")

Number = Annotated[int, Path(ge=1, le=2**53, examples=[1])]

_STEP = ("not_found", "forbidden", "auction_refused", "participant_suspended")
_CASH = ("insufficient_funds", "allowance_too_low", "not_unit_operator")


class BidView(View):
    """A bid; rate and amount are null until it is revealed."""

    financier: ParticipantText
    state: str = Field(examples=["committed"])
    commitment: str
    annual_rate_percent: str | None
    amount: Amount | None
    award: Amount = Field(description="Face value that it got.")

    @classmethod
    def of(cls, bid: Bid, of: Currency) -> Self:
        """Write a bid."""
        return cls(
            financier=format_participant(bid.financier),
            state=bid.state.name.lower(),
            commitment=f"0x{bid.commitment.hex()}",
            annual_rate_percent=percent(bid.rate_ppm) if bid.units else None,
            amount=Amount.of(Money(bid.units, of)) if bid.units else None,
            award=Amount.of(Money(bid.award, of)),
        )


class AuctionView(View):
    """An auction, and the bids that the caller may see."""

    id: int = Field(examples=[1])
    receivable: ReceivableText
    seller: ParticipantText
    amount: Amount
    least_bid: Amount
    deposit: Amount
    reserve_rate_percent: str
    commit_end: str
    reveal_end: str
    delivery_end: str
    terms: SaleTermsView
    bid_count: int
    cleared: bool
    clearing_rate_percent: str | None = Field(description="Of all awards; null if there is none.")
    awarded: Amount
    bids: list[BidView]

    @classmethod
    def of(cls, context: Context, auction: Auction, bids: tuple[Bid, ...]) -> Self:
        """Write an auction."""
        lot, listed = auction.lot, {e.number: e.code for e in context.read.currencies()}
        of = currency(listed[auction.currency])

        def money(minor: int) -> Amount:
            return Amount.of(Money(minor, of))

        return cls(
            id=auction.number,
            receivable=format_receivable(lot.receivable),
            seller=format_participant(auction.seller),
            amount=money(lot.units),
            least_bid=money(lot.min_units),
            deposit=money(lot.deposit),
            reserve_rate_percent=percent(lot.reserve_rate_ppm),
            commit_end=moment(lot.commit_end),
            reveal_end=moment(lot.reveal_end),
            delivery_end=moment(lot.delivery_end),
            terms=SaleTermsView.of(lot.terms, of),
            bid_count=auction.bids,
            cleared=auction.cleared,
            clearing_rate_percent=percent(auction.rate_ppm) if auction.awarded else None,
            awarded=money(auction.awarded),
            bids=[BidView.of(each, of) for each in bids],
        )


class AuctionChange(View):
    """An auction after a step."""

    auction: AuctionView
    transaction: Transaction


class Withdrawal(View):
    """What was credited and is paid out."""

    amount: Amount
    transaction: Transaction


@router.post(
    "",
    status_code=201,
    summary="Open an auction",
    description="Holders. Sealed bids, one rate for all; units stay with the seller, which puts in "
    "a deposit like each bidder.",
    responses=refusals(
        *_STEP,
        *_CASH,
        "id_malformed",
        "offer_malformed",
        "insufficient_units",
        "no_days_to_maturity",
        "discount_not_below_face",
        "amount_not_positive",
    ),
)
def open_auction(
    form: LotForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> AuctionChange:
    """Put units up."""
    lot = form.read()
    query.receivable(context, caller.viewer, lot.receivable)
    return once(lambda: _change(context, use.open_auction(context, by, lot)))


@router.get(
    "",
    summary="List auctions",
    description="Newest first, without bids. Anybody with a key: they stand on the ledger.",
    responses=refusals(),
)
def auctions(context: ContextDep, _caller: AnyCaller) -> Listing[AuctionView]:
    """All auctions."""
    return Listing(data=[AuctionView.of(context, each, ()) for each in use.auctions(context)])


@router.get(
    "/{auction}",
    summary="Get an auction",
    description="Its seller, operator and regulator see all bids, a financier its own, others "
    "none. Rate and amount are sealed until they are revealed.",
    responses=refusals("not_found"),
)
def auction(auction: Number, context: ContextDep, caller: AnyCaller) -> AuctionView:
    """One auction."""
    shown = use.seen(context, caller.viewer, auction)
    return AuctionView.of(context, shown.auction, shown.bids)


@router.post(
    "/{auction}/commit",
    summary="Bid",
    description="Financiers, once. The service keeps rate and amount sealed and reveals them in "
    "time; or the bidder gives a commitment, keeps what is behind it, and reveals it.",
    responses=refusals(*_STEP, *_CASH, "wrong_role", "key_not_held", "amount_not_positive"),
)
def commit(
    auction: Number, form: BidForm, context: ActingDep, by: Party, once: OnceDep
) -> AuctionChange:
    """Commit to a bid."""

    def write() -> AuctionChange:
        if form.annual_rate_percent is not None and form.amount is not None:
            rate, amount = rate_ppm(form.annual_rate_percent), form.amount.read()
            return _change(context, use.commit(context, by, auction, rate, amount))
        hashed = bytes.fromhex(str(form.commitment).removeprefix("0x"))
        return _change(context, use.commit_to(context, by, auction, hashed))

    # what is sealed here is not to be in the database
    return once(write, status=200, here=form.commitment is None)


@router.post(
    "/{auction}/reveal",
    summary="Reveal a bid",
    description="Its financier, if it gave a commitment. What the service keeps it reveals itself.",
    responses=refusals(*_STEP, "amount_not_positive"),
)
def reveal(
    auction: Number, form: RevealForm, context: ActingDep, by: Party, once: OnceDep
) -> AuctionChange:
    """Show a bid."""
    rate, amount = rate_ppm(form.annual_rate_percent), form.amount.read()
    given = bytes.fromhex(form.salt.removeprefix("0x"))
    return once(
        lambda: _change(context, use.reveal(context, by, auction, rate, amount, given)),
        status=200,
    )


@router.post(
    "/{auction}/clear",
    summary="Clear an auction",
    description="Any participant, once revealing has ended.",
    responses=refusals(*_STEP),
)
def clear(auction: Number, context: ActingDep, by: Party, once: OnceDep) -> AuctionChange:
    """Have the units awarded."""
    return once(lambda: _change(context, use.clear(context, by, auction)), status=200)


@router.post(
    "/{auction}/deliver",
    summary="Deliver an award",
    description="Any participant, until delivery ends: units against cash.",
    responses=refusals(*_STEP, "id_malformed", "unknown_participant"),
)
def deliver(
    auction: Number, form: AwardForm, context: ActingDep, by: Party, once: OnceDep
) -> AuctionChange:
    """Exchange an award for its cost."""
    financier = participant_of(form.financier)
    return once(lambda: _change(context, use.deliver(context, by, auction, financier)), status=200)


@router.post(
    "/{auction}/lapse",
    summary="Close an award that was not delivered",
    description="Any participant, after delivery has ended.",
    responses=refusals(*_STEP, "id_malformed", "unknown_participant"),
)
def lapse(
    auction: Number, form: AwardForm, context: ActingDep, by: Party, once: OnceDep
) -> AuctionChange:
    """Let an award lapse."""
    financier = participant_of(form.financier)
    return once(lambda: _change(context, use.lapse(context, by, auction, financier)), status=200)


@router.post(
    "/withdraw",
    summary="Withdraw what auctions have credited",
    description="The caller's own: proceeds, deposits, what others forfeited.",
    responses=refusals(*_STEP, "currency_unknown"),
)
def withdraw_credit(
    form: WithdrawalForm, context: ActingDep, by: Party, once: OnceDep
) -> Withdrawal:
    """Take out a credit."""

    def write() -> Withdrawal:
        done = use.withdraw(context, by, form.currency)
        return Withdrawal(amount=Amount.of(done.result), transaction=Transaction.of(done.receipt))

    return once(write, status=200)


def _change(context: Context, done: Done[use.Shown]) -> AuctionChange:
    view = AuctionView.of(context, done.result.auction, done.result.bids)
    return AuctionChange(auction=view, transaction=Transaction.of(done.receipt))
