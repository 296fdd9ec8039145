"""Who takes part: registration, credit lines, cash."""

from sfc.app.context import Context
from sfc.app.register import set_credit_line
from sfc.demo import figures
from sfc.demo.cast import Cast
from sfc.demo.company import Till, admit, those
from sfc.demo.files import Examples
from sfc.demo.journal import Journal
from sfc.demo.story.stage import Stage
from sfc.domain.money import Money
from sfc.domain.roles import Role

_BANK_CASH = "40000000.00"


def opening(context: Context, journal: Journal, examples: Examples) -> Stage:
    """Let everybody in, and give cash to those who will pay."""
    currency = examples.ledger[0].total.currency
    journal.chapter("Who takes part")
    players = admit(context, journal, examples.participants)
    stage = Stage(context, journal, Cast(players), Till(context, journal), examples, currency)
    suppliers = [player for player in players if player.tier]
    banks, obligors = those(players, Role.FINANCIER), those(players, Role.CORE_ENTERPRISE)
    tiers = figures.counted(len({player.tier for player in suppliers}), "tier")
    journal.said(
        f"The operator enters {len(players)} legal entities into the register: "
        f"{figures.listed([player.name for player in obligors])}, who buy; "
        f"{len(suppliers)} suppliers of {tiers}; "
        f"{figures.listed([player.name for player in banks])}."
    )
    for obligor in obligors:
        if obligor.credit_line:
            done = set_credit_line(context, obligor.id, obligor.credit_line)
            line = figures.money(obligor.credit_line)
            text = f"{obligor.name} may have promised up to {line} at a time"
            journal.done("set a credit line", text, done.receipt)
    for bank in banks:
        stage.till.give(bank, Money.parse(_BANK_CASH, currency))
    for obligor in obligors:
        stage.till.give(obligor, obligor.credit_line or Money.parse(_BANK_CASH, currency))
    minted = Money.total(stage.till.given.values(), currency)
    journal.said(
        f"The settlement bank puts {figures.money(minted)} of tokenised cash on the ledger for "
        "banks and core enterprises; suppliers begin with nothing"
    )
    return stage
