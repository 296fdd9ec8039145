"""A sale as programs make it, through the API: one asks, two quote, one accepts."""

from dataclasses import dataclass
from decimal import Decimal

from sfc.client.types import Amount, RankedQuoteView
from sfc.demo import figures
from sfc.demo.cast import Player
from sfc.demo.served import Programs
from sfc.demo.story.stage import Stage
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.roles import Role

_PPM_PER_PERCENT = 10_000

RATES = {
    ("91990000DEMA00099N", "91990000DEMA00013U"): (36_000, 360),
    ("91990000DEMA00101A", "91990000DEMA00013U"): (36_200, 365),
    ("91990000DEMA00099N", "91990000DEMA00021N"): (35_200, 360),
    ("91990000DEMA00101A", "91990000DEMA00021N"): (36_500, 365),
}
"""What each bank asks for each obligor's promise: annual rate in ppm, and the year's basis."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A bank's answer as the comparison has it, and the year's basis of its rate."""

    bank: Player
    quote: RankedQuoteView
    basis: int


def sell_one(
    stage: Stage, programs: Programs, seller: Player, number: str, amount: str | None, *, tell: bool
) -> None:
    """Sell an amount of a receivable, or all that is held, to the bank that the API ranks first."""
    supplier, found = programs.of(seller), stage.receivable(number)
    identity = format_receivable(found.id)
    face = _written(stage.money(amount) if amount else stage.held(seller, number))
    asked = supplier.ask({"receivable": identity, "amount": face})
    obligor = stage.cast[found.obligor].participant.legal_id
    banks = stage.cast.playing(Role.FINANCIER)
    for bank in banks:
        rate_ppm, basis = RATES[bank.participant.legal_id, obligor]
        programs.of(bank).offer_quote(
            {
                "receivable": identity,
                "annual_rate_percent": str(Decimal(rate_ppm) / _PPM_PER_PERCENT),
                "basis": basis,
                "most": face,
            }
        )
    ranked = supplier.comparison(asked["id"])["quotes"]
    by_bank = {each["financier"]: each for each in ranked}
    answers = [
        Answer(
            bank, by_bank[format_participant(bank.id)], RATES[bank.participant.legal_id, obligor][1]
        )
        for bank in banks
    ]
    best = min(answers, key=lambda each: each.quote["rank"])
    if tell:
        stage.journal.said(
            "A holder's program asks both banks for a price, over HTTP with its own key; theirs "
            "answer, and the API ranks the answers by all-in cost:"
        )
        for each in answers:
            stage.journal.said(_told(stage, each, is_best=each is best))
    sold = supplier.accept_quote(best.quote["quote"], {"amount": face})
    text = (
        f"{seller.name} ({seller.part}) sells {figures.amount(_read(stage, face))} of {number} to "
        f"{best.bank.name} for {figures.money(_read(stage, sold['sale']['price']))} in the same "
        f"transaction, at {_percent(best.quote['effective_annual_rate_percent'])} all in"
    )
    stage.journal.done("sell for cash", text, Gas(sold["transaction"]["gas_used"]))


@dataclass(frozen=True, slots=True)
class Gas:
    """What the API says that a transaction cost."""

    gas_used: int


def _told(stage: Stage, answer: Answer, *, is_best: bool) -> str:
    quote = answer.quote
    return (
        f"{answer.bank.name} signs {_percent(quote['annual_rate_percent'])} a year of "
        f"{answer.basis} days for {figures.amount(_read(stage, quote['face']))}, {quote['days']} "
        f"days early: {figures.money(_read(stage, quote['received']))}, all in "
        f"{_percent(quote['effective_annual_rate_percent'])}{', the better one' if is_best else ''}"
    )


def _written(money: Money) -> Amount:
    return {"amount": money.amount, "currency": money.currency.code}


def _read(stage: Stage, amount: Amount) -> Money:
    return stage.money(amount["amount"])


def _percent(text: str) -> str:
    return figures.percent(int(Decimal(text) * _PPM_PER_PERCENT))
