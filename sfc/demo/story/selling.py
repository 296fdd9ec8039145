"""Money today: holders ask, both banks quote, and the cheaper quote is filled.

Who sells one receivable does it as a supplier's own program would, through the API; so do the banks
that answer. Who sells several at once does it in one transaction of the application.
"""

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
from sfc.demo.served import Programs
from sfc.demo.story.programs import RATES, sell_one
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


@dataclass(frozen=True, slots=True)
class Choice:
    """A bank's quote and what it comes to for the seller."""

    bank: Player
    quote: StoredQuote
    price: Price


def money_today(stage: Stage, programs: Programs) -> None:
    """Sell what suppliers wish to sell, each time to the bank that is cheaper all in."""
    stage.journal.chapter("Money today")
    for place, wish in enumerate(WISHES):
        advance_to_day(stage.context, day_of(wish.day))
        seller = stage.cast.named(wish.seller)
        if len(wish.numbers) == 1:
            sell_one(stage, programs, seller, wish.numbers[0], wish.amount, tell=place == 0)
        else:
            _sell(stage, seller, [_better(_choices(stage, seller, each)) for each in wish.numbers])


def _choices(stage: Stage, seller: Player, number: str) -> list[Choice]:
    """Ask for quotes on all that is held of a receivable, and have both banks answer."""
    context, found, amount = stage.context, stage.receivable(number), stage.held(seller, number)
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


def _better(choices: Sequence[Choice]) -> Choice:
    return min(choices, key=lambda choice: choice.price.effective_rate_ppm)


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
    stage.journal.done("sell for cash (batch)", text, sold.receipt, len(sales))
