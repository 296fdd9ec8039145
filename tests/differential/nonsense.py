"""Nonsense, made from sense: the wrong caller, a wrong argument, a replay, a batch."""

from dataclasses import replace
from random import Random
from typing import Any

from tests.differential.cast import ACTORS, Stage
from tests.differential.players import Mix, named
from tests.differential.players.choosing import EDGES, UNKNOWN, a_key, anyone, one_of
from tests.reference.operations import Call
from tests.reference.parties import NOBODY
from tests.reference.statements import Key, Signature
from tests.reference.tree import Proof, Tree

SIGNED = ("fill", "confirmSigned", "sell", "buy")
FLAWS = ("malleable", "truncated", "empty", "low v")


def next_call(dice: Random, stage: Stage, mix: Mix) -> Call:
    """What happens next: mostly sense, some nonsense."""
    call = _sense(dice, stage, mix)
    luck = dice.randrange(40)
    if luck < 6 and call.to != "time":
        return spoiled(dice, stage, call)
    if luck == 6 and stage.done:
        again: Call = one_of(dice, stage.done[-30:])
        return again
    if luck == 7 and call.to == "core":
        return batched(dice, stage, call, mix)
    return call


def _sense(dice: Random, stage: Stage, mix: Mix) -> Call:
    """Something that a role would do; seldom on a receivable that is not there."""
    while True:
        call = named(dice, mix)(dice, stage)
        if call is None or call.by not in ACTORS:  # a contract sends nothing by itself
            continue
        if not _misses(call) or dice.randrange(30) == 0:
            return call


def _misses(call: Call) -> bool:
    about = [getattr(argument, "receivable", argument) for argument in call.arguments[:3]]
    return UNKNOWN in about


def spoiled(dice: Random, stage: Stage, call: Call) -> Call:
    """The same call with something wrong in it."""
    if dice.randrange(3) == 0 or not call.arguments:
        return call._replace(by=anyone(dice))
    index = dice.randrange(len(call.arguments))
    arguments = list(call.arguments)
    arguments[index] = _wrong(dice, stage, arguments[index])
    if call.name in SIGNED and index == 0 and dice.randrange(2):
        # somebody does sign what makes no sense
        arguments[1] = replace(arguments[1], says=arguments[0])
    return call._replace(arguments=tuple(arguments))


def batched(dice: Random, stage: Stage, call: Call, mix: Mix) -> Call:
    """The call and others of the same caller in one transaction; now and then twice the same."""
    calls = [call]
    for _ in range(dice.randint(0, 3)):
        other = _sense(dice, stage, mix)
        if other.to == "core":
            calls.append(other)
    if dice.randrange(4) == 0:
        calls.append(calls[0])
    if dice.randrange(30) == 0:
        calls.append(Call(call.by, "multicall", ((),)))
    if dice.randrange(100) == 0:
        calls = calls[:1] * 101
    return Call(call.by, "multicall", (tuple(calls),))


def _wrong(dice: Random, stage: Stage, value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case Call():
            return spoiled(dice, stage, value)
        case Key():
            return one_of(dice, (UNKNOWN, a_key(dice, stage.book)))
        case Signature():
            return _wrong_signature(dice, value)
        case Tree():
            return Tree(value.leaves[1:] or value.leaves * 2)
        case Proof():
            wrong = dice.randrange(len(value.tree.leaves))
            spoilt = value._replace(flaw=one_of(dice, ("too long", "of a node")))
            return one_of(dice, (value._replace(place=wrong), spoilt))
        case int():
            return one_of(dice, (*EDGES, min(value + 1, EDGES[-1]), max(value - 1, 0)))
        case str():
            return one_of(dice, (NOBODY, anyone(dice), anyone(dice)))
        case bytes():
            return bytes(len(value))
        case tuple() if value and hasattr(value, "_replace"):
            field = one_of(dice, value._fields)  # type: ignore[attr-defined]
            return value._replace(**{field: _wrong(dice, stage, getattr(value, field))})
        case tuple():
            return value[:-1]
    return value


def _wrong_signature(dice: Random, signature: Signature) -> Signature:
    match dice.randrange(4):
        case 0:
            return replace(signature, key=anyone(dice))
        case 1:
            return replace(signature, ledger=one_of(dice, ("another chain", "another contract")))
        case 2:
            return replace(signature, flaw=one_of(dice, FLAWS))
        case _:
            says = signature.says
            small = [name for name in ("round", "nonce", "rate") if hasattr(says, name)]
            field = one_of(dice, small)
            changed = says._replace(**{field: (getattr(says, field) + 1) % 96})
            return replace(signature, says=changed)
