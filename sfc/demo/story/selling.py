"""Money today: holders ask, both banks quote, and the cheaper quote is filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sfc.app.ask import ask
from sfc.app.discount import Sale, accept_many, preview
from sfc.app.offer import Offer, offer
from sfc.app.pricing import Price
from sfc.app.sandbox import advance_to_day
from sfc.demo import figures
from sfc.demo.cast import Player
from sfc.demo.story.stage import Stage
from sfc.domain.days import day_of
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.ports import StoredQuote

_FIRM_SECONDS = 3 * 86_400


@dataclass(frozen=True, slots=True)
class Wish:
    """A supplier's wish for cash on a day: an amount of a receivable, or all that it holds."""

    day: date
    seller: str
    numbers: tuple[str, ...]
    amount: str | None = None


WISHES = (
    Wish(date(2026, 3, 31), "91990000DEMA000644", ("YH-2026-0103",)),
    Wish(date(2026, 4, 1), "91990000DEMA0003XE", ("YH-2026-0103",), "1000000.00"),
    Wish(date(2026, 4, 7), "91990000DEMA00048E", ("HC-26-0007",)),
    Wish(date(2026, 4, 13), "91990000DEMA00080R", ("YH-2026-0103",)),
    Wish(date(2026, 4, 15), "91990000DEMA000569", ("JT/2026/001", "JT/2026/004")),
    Wish(date(2026, 4, 21), "91990000DEMA00072Y", ("HC-26-0007", "JTL260322")),
)
"""Who wants money before maturity, and for what; the first is told in detail."""

RATES = {
    ("91990000DEMA00099N", "91990000DEMA00013U"): (36_000, 360),
    ("91990000DEMA00101A", "91990000DEMA00013U"): (36_200, 365),
    ("91990000DEMA00099N", "91990000DEMA00021N"): (35_200, 360),
    ("91990000DEMA00101A", "91990000DEMA00021N"): (36_500, 365),
}
"""What each bank asks for each obligor's promise: annual rate in ppm, and the year's basis."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A bank's quote and what it comes to for the seller."""

    bank: Player
    quote: StoredQuote
    price: Price


def money_today(stage: Stage) -> None:
    """Sell what suppliers wish to sell, each time to the bank that is cheaper all in."""
    stage.journal.chapter("Money today")
    for place, wish in enumerate(WISHES):
        advance_to_day(stage.context, day_of(wish.day))
        seller = stage.cast.named(wish.seller)
        chosen = [
            _better(stage, _choices(stage, seller, number, wish), tell=place == 0)
            for number in wish.numbers
        ]
        _sell(stage, seller, chosen)


def _choices(stage: Stage, seller: Player, number: str, wish: Wish) -> list[Choice]:
    """Ask for quotes on a receivable, and have both banks answer."""
    context, found = stage.context, stage.receivable(number)
    amount = stage.money(wish.amount) if wish.amount else stage.held(seller, number)
    ask(context, seller.id, found.id, amount)
    obligor = stage.cast[found.obligor].participant.legal_id
    choices = []
    for bank in stage.cast.playing(Role.FINANCIER):
        rate_ppm, basis = RATES[bank.participant.legal_id, obligor]
        firm = context.clock.now() + _FIRM_SECONDS
        terms = Offer(found.id, rate_ppm, firm, most=amount, basis=basis)
        quote = offer(context, bank.id, terms)
        choices.append(Choice(bank, quote, preview(context, quote.id, seller.id, amount)))
    return choices


def _better(stage: Stage, choices: Sequence[Choice], *, tell: bool) -> Choice:
    best = min(choices, key=lambda choice: choice.price.effective_rate_ppm)
    if tell:
        stage.journal.said("A holder asks both banks for a price, and compares by all-in cost:")
        for choice in choices:
            quote, price = choice.quote.signed.quote, choice.price
            stage.journal.said(
                f"{choice.bank.name} signs {figures.percent(quote.rate_ppm)} a year of "
                f"{quote.basis} days for {figures.amount(price.face)}, {price.days} days early: "
                f"{figures.money(price.price)}, all in {figures.percent(price.effective_rate_ppm)}"
                f"{', the better one' if choice is best else ''}"
            )
    return best


def _sell(stage: Stage, seller: Player, chosen: Sequence[Choice]) -> None:
    sales = [Sale(each.quote.id, each.price.face) for each in chosen]
    sold = accept_many(stage.context, seller.id, sales)
    face = Money.total((each.price.face for each in chosen), stage.currency)
    price = Money.total((fill.price for fill in sold.result), stage.currency)
    numbers = [
        stage.context.read.receivable(fill.receivable).invoice_number for fill in sold.result
    ]
    banks = figures.listed(list(dict.fromkeys(each.bank.name for each in chosen)))
    rates = {figures.percent(each.price.effective_rate_ppm) for each in chosen}
    text = (
        f"{seller.name} ({seller.part}) sells {figures.amount(face)} of "
        f"{figures.listed(numbers)} to {banks} for {figures.money(price)} in the same "
        f"transaction, at {figures.listed(sorted(rates))} all in"
    )
    operation = "sell for cash" if len(sales) == 1 else "sell for cash (batch)"
    stage.journal.done(operation, text, sold.receipt, len(sales))
