"""Many of one kind of step at once: in transactions of up to 100, with a result for each.

A transaction is all or nothing, so what would be refused is found by rehearsal and left out. The
name of each transaction tells which items are in it: after a kill it is known what was done.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

from sfc.app import intents
from sfc.app.context import Context
from sfc.domain.errors import (
    AllowanceTooLow,
    BatchTooLarge,
    ChainUnavailable,
    KeyNotHeld,
    SfcError,
)
from sfc.ports import Call, Receipt, Rehearsal

MOST = 1000
"""Most items at a time."""

_TRIES = 3
"""What passes in rehearsal may be refused when it is sent, for others act too; not for ever."""

T = TypeVar("T")


class Around(Protocol):
    """Sends or tries in a context, and does what has to be done first."""

    def __call__(self, context: Context, send: Callable[[], T], /) -> T:
        """Give what `send` gives."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: done in a transaction, refused, or with neither not tried.

    In a rehearsal, what would become of it, and the transaction that would do it.
    """

    receipt: Receipt | None = None
    rehearsal: Rehearsal | None = None
    refusal: SfcError | None = None


def plainly(_context: Context, send: Callable[[], T]) -> T:
    """`Around` what needs nothing first."""
    return send()


def prepared(make: Callable[[], Call]) -> Call | SfcError:
    """The call of an item, or why there can be none."""
    try:
        return make()
    except ChainUnavailable:
        raise
    except SfcError as refusal:
        return refusal


def carry_out(
    context: Context,
    sender: str,
    items: Sequence[Call | SfcError],
    *,
    atomic: bool = False,
    around: Around = plainly,
) -> list[Outcome]:
    """Send the calls of one sender to one contract, and give what became of each item.

    Refused items stop none of the others; or all of them, if it is `atomic`. In a rehearsal all is
    tried, one transaction after the other, and nothing sent. Safe to repeat within an intent.
    Raises BatchTooLarge for more than one transaction takes at once, if it is atomic; KeyNotHeld,
    NotFunded, Busy and ChainUnavailable.
    """
    calls = {index: item for index, item in enumerate(items) if isinstance(item, Call)}
    most = context.ledger.max_batch()
    if atomic and len(items) > most:
        raise BatchTooLarge(len(items), most)
    outcomes = {
        index: Outcome(refusal=item)
        for index, item in enumerate(items)
        if isinstance(item, SfcError)
    }
    if not (atomic and outcomes):
        starts = range(0, len(items), most)
        chunks = [_among(calls, range(first, first + most)) for first in starts]
        outcomes |= _outcomes(context, sender, around, list(filter(None, chunks)), atomic=atomic)
    return [outcomes.get(index, Outcome()) for index in range(len(items))]


def _outcomes(
    context: Context,
    sender: str,
    around: Around,
    chunks: Sequence[Mapping[int, Call]],
    *,
    atomic: bool,
) -> Mapping[int, Outcome]:
    trial = _Trial(context, sender, around)
    if context.is_rehearsal:
        return trial.outcomes(chunks, atomic=atomic)
    bulk = _Bulk(context, sender, around, trial)
    one = bulk.whole if atomic else bulk.chunk
    return dict(chain.from_iterable(one(chunk).items() for chunk in chunks))


class _Trial:
    """Tries what is to be sent."""

    def __init__(self, context: Context, sender: str, around: Around) -> None:
        self._context = context
        self._sender = sender
        self._around = around

    def outcomes(
        self, chunks: Sequence[Mapping[int, Call]], *, atomic: bool
    ) -> Mapping[int, Outcome]:
        """What would become of items, each chunk in a transaction after those before it."""
        if chunks and not self._context.signer.holds(self._sender):
            raise KeyNotHeld(self._sender)
        told = self._told(chunks)
        refused: Mapping[int, SfcError] = {}
        if any(isinstance(each, SfcError) for each in told):
            refused = self.refused({index: call for each in chunks for index, call in each.items()})
            if atomic and refused:
                first = min(refused)
                return {first: Outcome(refusal=refused[first])}
            chunks = [_among(chunk, chunk.keys() - refused.keys()) for chunk in chunks]
            chunks = list(filter(None, chunks))
            told = self._told(chunks)
        outcomes = {index: Outcome(refusal=refusal) for index, refusal in refused.items()}
        for chunk, each in zip(chunks, told, strict=True):
            if isinstance(each, SfcError):  # though no item of it is, alone
                outcomes[min(chunk)] = Outcome(refusal=each)
            else:
                outcomes |= dict.fromkeys(chunk, Outcome(rehearsal=each))
        return outcomes

    def refused(self, calls: Mapping[int, Call]) -> dict[int, SfcError]:
        """The items that would be refused after those before them which are not, and why."""
        told = self._told([{index: call} for index, call in calls.items()])
        return {
            index: each
            for index, each in zip(calls, told, strict=True)
            if isinstance(each, SfcError)
        }

    def _told(self, chunks: Sequence[Mapping[int, Call]]) -> Sequence[Rehearsal | SfcError]:
        context = self._context if self._context.is_rehearsal else self._context.rehearsing()
        assert context.rehearsal is not None
        rehearse = context.rehearsal.rehearse

        def attempt() -> Sequence[Rehearsal | SfcError]:
            told = rehearse(self._sender, [list(chunk.values()) for chunk in chunks])
            for each in told:
                if isinstance(each, AllowanceTooLow):
                    raise each
            return told

        if not chunks:
            return []
        try:
            return self._around(context, attempt)
        except AllowanceTooLow:  # which is for some of them only, and cannot be mended
            return rehearse(self._sender, [list(chunk.values()) for chunk in chunks])


class _Bulk:
    def __init__(self, context: Context, sender: str, around: Around, trial: _Trial) -> None:
        self._context = context
        self._sender = sender
        self._around = around
        self._trial = trial
        self._before = [_indices(step) for step in intents.steps(context.ledger)]

    def chunk(self, calls: Mapping[int, Call]) -> dict[int, Outcome]:
        """Do as many as can be done."""
        outcomes: dict[int, Outcome] = {}
        for indices in self._before:  # sent by an attempt that was cut off
            if indices and calls.keys() >= set(indices):
                outcomes |= self._tried(_among(calls, indices))
        left = _among(calls, calls.keys() - outcomes.keys())
        for _ in range(_TRIES):
            done = self._tried(left)
            outcomes |= done
            if left.keys() <= done.keys():
                return outcomes
            refused = self._trial.refused(left)
            outcomes |= {index: Outcome(refusal=refusal) for index, refusal in refused.items()}
            left = _among(left, left.keys() - refused.keys())
        return outcomes | (self.whole(left) if left else {})

    def whole(self, calls: Mapping[int, Call]) -> dict[int, Outcome]:
        """Do all or none; the first that is refused says why, and the others are not tried."""
        try:
            receipt = self._send(calls)
        except SfcError as refusal:
            if not _is_about_items(refusal):
                raise
            refused = self._trial.refused(calls) or {min(calls): refusal}
            first = min(refused)
            return {first: Outcome(refusal=refused[first])}
        return dict.fromkeys(calls, Outcome(receipt=receipt))

    def _tried(self, calls: Mapping[int, Call]) -> dict[int, Outcome]:
        """All of them done, or nothing."""
        if not calls:
            return {}
        try:
            receipt = self._send(calls)
        except SfcError as refusal:
            if not _is_about_items(refusal):
                raise
            return {}
        return dict.fromkeys(calls, Outcome(receipt=receipt))

    def _send(self, calls: Mapping[int, Call]) -> Receipt:
        ledger, name = self._context.ledger, _name(calls)
        receipt = self._around(
            self._context,
            lambda: intents.send_step(ledger, self._sender, name, *calls.values()),
        )
        self._context.indexer.catch_up()
        return receipt


def _among(calls: Mapping[int, Call], wanted: Container[int]) -> dict[int, Call]:
    """Some of the calls, in their order."""
    return {index: call for index, call in calls.items() if index in wanted}


def _is_about_items(refusal: SfcError) -> bool:
    """Whether something in the batch was refused; else the sending itself is not possible."""
    return refusal.code not in _OF_SENDING


_OF_SENDING = frozenset({"busy", "chain_unavailable", "key_not_held", "not_funded"})


def _name(calls: Mapping[int, Call]) -> str:
    """A name that tells which items: where they begin, and a bit for each from there on."""
    first = min(calls)
    return f"items-{first}-{sum(1 << (index - first) for index in calls):x}"


def _indices(step: str) -> list[int]:
    """The items of a name; none of what is no such name."""
    kind, _, rest = step.partition("-")
    if kind != "items":
        return []
    first, _, bits = rest.partition("-")
    return list(_set_bits(int(first), int(bits, 16)))


def _set_bits(first: int, bits: int) -> Iterator[int]:
    for place in range(bits.bit_length()):
        if bits >> place & 1:
            yield first + place
