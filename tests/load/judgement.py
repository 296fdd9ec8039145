"""The model after the replay against the read model, the contracts, and what clients were told."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from eth_utils import to_checksum_address

from sfc.app.inspection import Inspection
from sfc.chain.contracts import TOKEN, interface
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.views import Receivable
from tests.differential.codec import id_of
from tests.load.board import Effect
from tests.load.replay import Differs, Played, Replay
from tests.reference import lines
from tests.reference.operations import Call
from tests.reference.receivable import Receivable as Modelled
from tests.reference.statements import Key

NOBODYS = {"approve"}
"""What the service does on its own before it takes cash; everything else was answered for."""


def against_ledger(replay: Replay, inspection: Inspection) -> int:
    """Compare every receivable, holding and credit line; gives how many facts.

    Raises Differs.
    """
    book, facts = replay.book, Counter[str]()
    inspection.indexer.catch_up()

    def same(what: str, model: Any, ledger: Any) -> None:
        facts[what.partition(" ")[0]] += 1
        _same(what, model, ledger)

    for key, r in book.receivables.items():
        name = _name(key)
        read, chain = inspection.read.receivable(name), inspection.state.receivable(name)
        same(f"read {name}", _facts(r), _read(read))
        unpaid = r.due(book.today)[0]
        stored = (int(r.status), r.round, r.face, r.due_day, unpaid)
        seen = (int(chain.status), chain.round, chain.face, int(chain.due_day), chain.unpaid)
        same(f"contract {name}", stored, seen)
        holders = {int(each.holder): each.units for each in inspection.read.holders(name)}
        same(f"holders {name}", {n: units for n, units in r.units.items() if units}, holders)
        for party in book.register.entries:
            units = inspection.state.units(name, to_checksum_address(party.account))
            same(f"units {name} {party.number}", r.held(party.number), units)
            claim = inspection.read.redeemable(name, ParticipantId(party.number))
            same(f"claim {name} {party.number}", r.redeemable(party.number), claim)
    for party in book.register.entries:
        number = ParticipantId(party.number)
        for line in inspection.read.credit_lines(number):
            currency = inspection.read.currency(line.limit.currency.code).number
            model = (lines.limit(book, number, currency), lines.used(book, number, currency))
            same(f"line {number}", model, (line.limit.minor, line.used.minor))
            same(f"line {number}", model, inspection.state.credit_used(number, currency))
    return facts.total()


def against_cash(replay: Replay, inspection: Inspection) -> int:
    """Compare what everybody has in cash in the read model, and what the ledger itself holds.

    Gives how many facts. Raises Differs.
    """
    book, facts = replay.book, 0
    for number, currency in enumerate(book.lists.currencies, 1):
        token = book.cash[currency.token]
        for party in book.register.entries:
            cash = inspection.read.balances(ParticipantId(party.number))[number - 1].cash.minor
            _same(f"cash of {party.number}", token.balance(party.account), cash * currency.scale)
            facts += 1
        _same("cash held", token.balance(book.ledger), inspection.state.cash_held(number))
    return facts


def against_tokens(replay: Replay, node: EmbeddedNode) -> int:
    """Compare what everybody has by the tokens' contracts. Gives how many facts. Raises Differs."""
    function, facts = interface(TOKEN)["balanceOf"], 0
    for address, token in replay.book.cash.items():
        for party in replay.book.register.entries:
            held = function.decode(node.call(address, function.encode(party.account)))
            _same(f"token of {party.number}", token.balance(party.account), held)
            facts += 1
    return facts


def against_answers(replay: Replay, effects: Iterable[Effect], since: int) -> int:
    """Each answer has one effect of its own, and what happened after a block was answered for.

    Gives how many answers. Raises Differs.
    """
    done: dict[str, list[Played]] = {}
    for played in replay.played:
        if played.block > since:
            done.setdefault(played.transaction, []).append(played)
    answers = 0
    for effect in effects:
        answers += 1
        happened = done.pop(effect.transaction, None)
        if happened is None:
            raise Differs(f"{effect}: no such transaction, or another answer claims it")
        if not any(_is(replay, each, effect) for each in happened) or len(happened) > 1:
            raise Differs(f"{effect}: but this happened: {happened}")
    unasked = [each for rest in done.values() for each in rest if each.call.name not in NOBODYS]
    if unasked:
        raise Differs(f"nobody was told of {len(unasked)}, such as {unasked[0]}")
    return answers


def _same(what: str, model: Any, ledger: Any) -> None:
    if model != ledger:
        raise Differs(f"{what}: the model has {model}, the ledger {ledger}")


def _is(replay: Replay, played: Played, effect: Effect) -> bool:
    call, book = played.call, replay.book
    if call.name != effect.function or book.register.number_of(call.by) != effect.by:
        return False
    key = _about(played)
    if effect.receivable and (key is None or f"rcv_{_name(key)[2:]}" != effect.receivable):
        return False
    return effect.amount is None or effect.amount == _moved(replay, played)


def _about(played: Played) -> Key | None:
    """The receivable that a call is about."""
    if isinstance(played.answer, Key):
        return played.answer
    for argument in played.call.arguments:
        if isinstance(argument, Key):
            return argument
        if isinstance(found := getattr(argument, "receivable", None), Key):
            return found
    return None


def _moved(replay: Replay, played: Played) -> int:
    """What a call moved or set, minor units."""
    call: Call = played.call
    match call.name:
        case "record":
            return int(call.arguments[0].face)
        case "fill" | "redeem":
            return int(played.answer)
        case "mint":
            scale = next(c.scale for c in replay.book.lists.currencies if c.token == call.to)
            return int(call.arguments[1]) // scale
    return int(call.arguments[-1])


def _name(key: Key) -> ReceivableId:
    return ReceivableId(f"0x{id_of(key):064x}")


def _facts(r: Modelled) -> tuple[int, ...]:
    status, parties = int(r.status), (r.obligor, r.supplier)
    paid = (r.paid, r.penalty_paid, r.penalty_owed, r.redeemed)
    return (status, r.round, *parties, r.face, r.due_day, *paid)


def _read(r: Receivable) -> tuple[int, ...]:
    status, parties = int(r.status), (int(r.obligor), int(r.supplier))
    paid = (r.paid.minor, r.penalty_paid.minor, r.penalty_owed.minor, r.redeemed.minor)
    return (status, r.round, *parties, r.face.minor, int(r.due_day), *paid)
