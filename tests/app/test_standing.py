"""Standing instructions: what they do within their limits, and what they leave."""

from dataclasses import replace
from itertools import count

import pytest

from sfc.app.ask import ask
from sfc.app.compare import compare
from sfc.app.offer import Offer, offer
from sfc.app.standing import Order, carry_out, end, instruct
from sfc.domain.errors import InsufficientUnits, WrongRole
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.roles import Role
from sfc.domain.standing import Decision, Instruction, Outcome, Reason, Side
from tests.app.conftest import Town, cny, enter
from tests.app.killing import Fuse, Killed, Mortal
from tests.app.test_adjust import viewer


@pytest.fixture(autouse=True)
def _nothing_in_force(town: Town) -> None:
    for each in town.context.standing.instructions():
        end(town.context, viewer(each.owner), each.id)


def quoting(town: Town, **changes: object) -> Instruction:
    order = Order(Side.QUOTE, 50_000, 180, cny("1000.00"))
    return instruct(town.context, town.bank, replace(order, **changes))  # type: ignore[arg-type]


def accepting(town: Town, **changes: object) -> Instruction:
    order = Order(Side.ACCEPT, 60_000, 180, cny("1000.00"))
    return instruct(town.context, town.supplier, replace(order, **changes))  # type: ignore[arg-type]


def log(town: Town, instruction: Instruction) -> list[Decision]:
    return list(town.context.standing.decisions(instruction.id))


def outcomes(town: Town, instruction: Instruction) -> list[tuple[Outcome, str]]:
    return [(each.outcome, each.note) for each in log(town, instruction)]


def held(town: Town, receivable: ReceivableId, holder: ParticipantId) -> int:
    return town.context.read.units(receivable, holder)


def test_it_quotes_what_is_asked_and_takes_the_best(town: Town) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    asked = ask(context, town.supplier, one)
    given, wanted = quoting(town), accepting(town)
    dear = offer(context, town.bank, Offer(one, 55_000, asked.expiry, ask=asked.id))
    assert carry_out(context) == 2
    [quoted] = log(town, given)
    assert (quoted.outcome, quoted.ask, quoted.amount) == (
        Outcome.QUOTED,
        asked.id,
        cny("100.00"),
    )
    assert {each.quote for each in log(town, wanted)} == {quoted.quote} != {dear.id}
    assert held(town, one, town.bank) == 10_000
    [fill] = context.read.fills(one)
    assert fill.discount == cny("1.25")  # 5 % for 90 days on 360
    assert carry_out(context) == 0, "it is done once"


def test_a_quote_above_the_rate_is_left(town: Town) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    asked = ask(context, town.supplier, one)
    wanted = accepting(town, rate_ppm=50_000)
    offer(context, town.bank, Offer(one, 50_000, asked.expiry))  # 5 % of face is more of the money
    assert carry_out(context) == 0
    assert outcomes(town, wanted) == [(Outcome.DECLINED, Reason.RATE)]
    offer(context, town.bank, Offer(one, 48_000, asked.expiry))
    assert carry_out(context) == 1
    assert held(town, one, town.supplier) == 0


def test_exactly_at_the_rate_it_is_taken(town: Town) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    asked = ask(context, town.supplier, one)
    offer(context, town.bank, Offer(one, 50_000, asked.expiry))
    [best] = compare(context, asked)
    below = accepting(town, rate_ppm=best.all_in.effective_rate_ppm - 1)
    assert carry_out(context) == 0
    end(context, viewer(town.supplier), below.id)
    accepting(town, rate_ppm=best.all_in.effective_rate_ppm)
    assert carry_out(context) == 1


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ({"max_tenor": 89}, Reason.TENOR),
        ({"total": cny("99.99")}, Reason.TOTAL),
    ],
)
def test_outside_of_its_limits_it_does_not_quote(
    town: Town, limit: dict[str, object], reason: Reason
) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    asked = ask(context, town.supplier, one)
    given = quoting(town, **limit)
    elsewhere = quoting(town, obligor=town.supplier)
    assert carry_out(context) == 0
    mine = [each for each in log(town, given) if each.ask == asked.id]
    assert [(each.outcome, each.note) for each in mine] == [(Outcome.DECLINED, reason)]
    theirs = [each for each in log(town, elsewhere) if each.ask == asked.id]
    assert [each.note for each in theirs] == [Reason.OBLIGOR]


def test_the_total_counts_what_is_open_and_what_was_sold(town: Town) -> None:
    context = town.context
    first, second, third = town.tokenised("100.00", "100.00", "100.00")
    given = quoting(town, total=cny("200.00"))
    for each in (first, second, third):
        ask(context, town.supplier, each)
        carry_out(context)
    quoted = [each for each in log(town, given) if each.outcome is Outcome.QUOTED]
    assert sum(each.amount.minor for each in quoted) <= 20_000
    assert Reason.TOTAL in [each.note for each in log(town, given)]


def test_only_the_named_are_asked(town: Town) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    given = quoting(town)
    other = enter(context, f"other {one}", Role.FINANCIER)
    asked = ask(context, town.supplier, one, named=[other])
    carry_out(context)
    assert asked.id not in {each.ask for each in log(town, given)}
    with pytest.raises(WrongRole):
        ask(context, town.supplier, one, named=[town.core])


def test_an_ended_one_does_nothing(town: Town) -> None:
    context = town.context
    [one] = town.tokenised("100.00")
    given = quoting(town)
    end(context, viewer(town.bank), given.id)
    asked = ask(context, town.supplier, one)
    carry_out(context)
    assert asked.id not in {each.ask for each in log(town, given)}


def test_what_the_ledger_refuses_is_logged_and_left(town: Town) -> None:
    context = town.context
    poor = enter(context, "a poor bank", Role.FINANCIER)
    [one] = town.tokenised("100.00")
    asked = ask(context, town.supplier, one)
    offer(context, poor, Offer(one, 10_000, asked.expiry))
    rich = offer(context, town.bank, Offer(one, 20_000, asked.expiry))
    wanted = accepting(town)
    carry_out(context)
    carry_out(context)
    notes = {each.note for each in log(town, wanted) if each.outcome is Outcome.FAILED}
    assert notes == {"insufficient_funds"}
    [fill] = context.read.fills(one)
    assert fill.financier == rich.financier, "the next best is taken"


def test_killed_anywhere_it_sells_once(town: Town) -> None:
    context = town.context
    writes = frozenset({"send"}), frozenset({"decide"}), frozenset({"add_quote"})
    for lives in count():
        [one] = town.tokenised("10.00")
        asked = ask(context, town.supplier, one)
        given, wanted = quoting(town), accepting(town)
        fuse = Fuse(lives)
        mortal = replace(
            context,
            ledger=Mortal(context.ledger, writes[0], fuse),  # type: ignore[arg-type]
            standing=Mortal(context.standing, writes[1], fuse),  # type: ignore[arg-type]
            store=Mortal(context.store, writes[2], fuse),  # type: ignore[arg-type]
        )
        try:
            carry_out(mortal)
            whole = True
        except Killed:
            whole = False
        context.indexer.catch_up()
        carry_out(context)
        assert len(context.read.fills(one)) == 1
        assert len(context.store.quotes(one)) == 1, "and one quote was signed"
        told = [each.outcome for each in log(town, wanted) if each.ask == asked.id]
        assert told.count(Outcome.ACCEPTED) == 1
        for each in (given, wanted):
            end(context, viewer(each.owner), each.id)
        if whole:
            break
    assert lives > 6, "there were moments to die at"


def test_more_than_is_held_cannot_be_asked_for(town: Town) -> None:
    [one] = town.tokenised("10.00")
    with pytest.raises(InsufficientUnits):
        ask(town.context, town.bank, one)
