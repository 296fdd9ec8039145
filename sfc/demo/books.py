"""Reads back from the ledger what everybody gave and got, and checks that it adds up."""

from collections.abc import Iterator, Mapping, Sequence

from sfc.app.context import Context
from sfc.demo import figures
from sfc.demo.cast import Cast
from sfc.demo.report.facts import Check, Standing
from sfc.domain.currency import Currency
from sfc.domain.days import ledger_day
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.views import Fill, Receivable, Totals
from sfc.ports import ReceivableFilter

_PAGE = 200


def all_receivables(context: Context) -> Iterator[Receivable]:
    """Everything on the ledger, oldest first."""
    found: list[Receivable] = []
    cursor: str | None = None
    while True:
        page, cursor = context.read.receivables(ReceivableFilter(), cursor, _PAGE)
        found += page
        if cursor is None:
            return reversed(found)


def totals(context: Context, currency: Currency) -> Totals:
    """What the whole ledger sums to in a currency."""
    return next(each for each in context.read.totals() if each.currency == currency)


def standings(
    context: Context, cast: Cast, receivables: Sequence[Receivable]
) -> Mapping[ParticipantId, Standing]:
    """What everybody gave and got, summed up from what happened to each receivable."""
    result = {player.id: Standing(player.name, player.part) for player in cast}
    for found in receivables:
        for fill in context.read.fills(found.id):
            _sold(context, result, found, fill)
        for entry in context.read.history(found.id):
            fields = entry.details
            match entry.name:
                case "UnitsMoved" if fields["taker"] is not None:
                    units = _integer(fields["units"])
                    if fields["giver"] is None:
                        result[found.obligor].promised += units
                    else:
                        result[_player(cast, fields["giver"])].passed_on += units
                    result[_player(cast, fields["taker"])].received += units
                case "Paid":
                    paid = _integer(fields["principal"]) + _integer(fields["penalty"])
                    result[_player(cast, fields["payer"])].paid += paid
                    result[found.obligor].settled += paid
                case "Redeemed":
                    holder = ParticipantId(_integer(fields["holder"]))
                    result[holder].collected += _integer(fields["amount"])
    return result


def _sold(
    context: Context,
    result: Mapping[ParticipantId, Standing],
    found: Receivable,
    fill: Fill,
) -> None:
    """Count a sale. The units it moved are no payment between suppliers."""
    days = found.due_day - ledger_day(fill.timestamp, context.utc_offset_hours)
    seller, bank = result[fill.seller], result[fill.financier]
    seller.face_sold += fill.units
    seller.passed_on -= fill.units
    seller.proceeds += fill.price.minor
    seller.discount_paid += fill.discount.minor
    bank.face_bought += fill.units
    bank.received -= fill.units
    bank.invested += fill.price.minor
    bank.discount_earned += fill.discount.minor
    for each in (seller, bank):
        each.money_days += fill.price.minor * days


def checks(
    context: Context,
    cast: Cast,
    currency: Currency,
    given: Mapping[ParticipantId, Money],
    standing: Mapping[ParticipantId, Standing],
) -> tuple[Check, ...]:
    """What has to be equal once everything is paid and redeemed."""
    sums = totals(context, currency)
    cash = {
        player.id: sum(
            b.cash.minor for b in context.read.balances(player.id) if b.cash.currency == currency
        )
        for player in cast
    }
    expected = {
        number: each.proceeds
        + each.collected
        - each.invested
        - each.paid
        + (given[number].minor if number in given else 0)
        for number, each in standing.items()
    }
    minted = sum(amount.minor for amount in given.values())
    held = sum(holding.units for player in cast for holding in context.read.holdings(player.id))
    agreeing = sum(cash[number] == expected[number] for number in expected)

    def money(claim: str, left: int, right: int) -> Check:
        shown = [figures.amount(Money(each, currency)) for each in (left, right)]
        return Check(claim, shown[0], shown[1], left == right)

    return (
        money("Promised by the core enterprises = paid", sums.face, sums.paid),
        money(
            "Paid in = redeemed by the holders",
            sums.paid + sums.penalty_paid,
            sums.redeemed,
        ),
        money(
            "Face sold = prices + discounts",
            sum(each.face_sold for each in standing.values()),
            sums.price + sums.discount,
        ),
        money("Cash that nobody has claimed = 0", sums.unclaimed_cash, 0),
        money("Cash created = cash in all hands", minted, sum(cash.values())),
        Check(
            "Units outstanding = units in all hands = 0",
            f"{sums.outstanding_units:,}",
            f"{held:,}",
            sums.outstanding_units == held == 0,
        ),
        Check(
            "Participants = those whose cash is what their trades come to",
            f"{len(expected):,}",
            f"{agreeing:,}",
            agreeing == len(expected),
        ),
    )


def _player(cast: Cast, account: str | int | None) -> ParticipantId:
    return cast.at(str(account)).id


def _integer(value: str | int | None) -> int:
    if value is None:
        raise ValueError("an event lacks an amount")
    return int(value)
