"""Many of one kind of step at once: in transactions of up to 100, with a result for each.

A transaction is all or nothing, so what would be refused is found by rehearsal and left out. The
name of each transaction tells which items are in it: after a kill it is known what was done.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sfc.app import intents
from sfc.app.context import Context
from sfc.domain.errors import BatchTooLarge, ChainUnavailable, SfcError
from sfc.ports import Call, Receipt, Rehearsed

MOST = 1000
"""Most items at a time."""

_TRIES = 3
"""What passes in rehearsal may be refused when it is sent, for others act too; not for ever."""

Send = Callable[[Callable[[], Receipt]], Receipt]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: done in a transaction, refused, or with neither not tried."""

    receipt: Receipt | None = None
    refusal: SfcError | None = None


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
    around: Send = lambda send: send(),
) -> list[Outcome]:
    """Send the calls of one sender to one contract, and give what became of each item.

    Refused items stop none of the others; or all of them, if it is `atomic`. `around` sends, and
    does what has to be done first. Safe to repeat within an intent. Raises BatchTooLarge for more
    than one transaction takes at once, if it is atomic; KeyNotHeld, NotFunded, Busy and
    ChainUnavailable.
    """
    bulk = _Bulk(context, sender, around)
    calls = {index: item for index, item in enumerate(items) if isinstance(item, Call)}
    most = context.ledger.max_batch()
    if atomic and len(items) > most:
        raise BatchTooLarge(len(items), most)
    outcomes = {
        index: Outcome(refusal=item)
        for index, item in enumerate(items)
        if isinstance(item, SfcError)
    }
    if not atomic:
        for first in range(0, len(items), most):
            chunk = range(first, first + most)
            outcomes |= bulk.chunk({index: calls[index] for index in chunk if index in calls})
    elif not outcomes:
        outcomes |= bulk.whole(calls)
    return [outcomes.get(index, Outcome()) for index in range(len(items))]


class _Bulk:
    def __init__(self, context: Context, sender: str, around: Send) -> None:
        self._context = context
        self._sender = sender
        self._around = around
        self._before = [_indices(step) for step in intents.steps(context.ledger)]

    def chunk(self, calls: Mapping[int, Call]) -> dict[int, Outcome]:
        """Do as many as can be done."""
        outcomes: dict[int, Outcome] = {}
        for indices in self._before:  # sent by an attempt that was cut off
            if indices and calls.keys() >= set(indices):
                outcomes |= self._tried({index: calls[index] for index in indices})
        left = {index: call for index, call in calls.items() if index not in outcomes}
        for _ in range(_TRIES):
            done = self._tried(left)
            outcomes |= done
            if left.keys() <= done.keys():
                return outcomes
            while left and (found := self._first_refused(left)) is not None:
                index, refusal = found
                outcomes[index] = Outcome(refusal=refusal)
                del left[index]
        return outcomes | (self.whole(left) if left else {})

    def whole(self, calls: Mapping[int, Call]) -> dict[int, Outcome]:
        """Do all or none; the first that is refused says why, and the others are not tried."""
        try:
            receipt = self._send(calls)
        except SfcError as refusal:
            if not _is_about_items(refusal):
                raise
            index, reason = self._first_refused(calls) or (min(calls), refusal)
            return {index: Outcome(refusal=reason)}
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
            lambda: intents.send_step(ledger, self._sender, name, *calls.values())
        )
        self._context.indexer.catch_up()
        return receipt

    def _first_refused(self, calls: Mapping[int, Call]) -> tuple[int, SfcError] | None:
        """The first item that cannot follow those before it, and why; found by halving."""
        order = list(calls)
        refusal = self._refusal(calls, order)
        if refusal is None:
            return None
        passes, fails = 0, len(order)
        while fails - passes > 1:
            middle = (passes + fails) // 2
            found = self._refusal(calls, order[:middle])
            if found is None:
                passes = middle
            else:
                fails, refusal = middle, found
        return order[fails - 1], self._refusal(calls, [order[fails - 1]]) or refusal

    def _refusal(self, calls: Mapping[int, Call], order: Sequence[int]) -> SfcError | None:
        rehearsing = self._context.rehearsing()

        def send() -> Receipt:
            return rehearsing.ledger.send(self._sender, *(calls[index] for index in order))

        try:
            self._around(send)
        except Rehearsed:
            return None
        except SfcError as refusal:
            if not _is_about_items(refusal):
                raise
            return refusal
        raise AssertionError("a rehearsal was carried out")


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
