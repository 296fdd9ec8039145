"""What the gas of a transaction consists of, noted by the EVM while it runs.

Every charge of py-evm says what it is for. Those of storage, other accounts, events and hashing are
summed up by kind; what remains of the receipt's gas is computation: arithmetic, memory, jumps.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from tests.contracts import chain
from tests.contracts.chain import Receipt

BASE, ZERO_BYTE, OTHER_BYTE = 21_000, 4, 16
NEW_SLOT = 20_000
"""Of a slot that was zero; that it is cold is charged for with the reads."""

Parts = Mapping[str, int]
"""Gas by what it is for; refunds are negative. They sum to the gas of the receipt."""

PARTS = {
    "transaction": "21,000 for each transaction",
    "calldata": "4 for a zero byte that is sent, 16 for any other",
    "new slots": "20,000 for each slot that was zero; with the first look at it 22,100",
    "rewritten": "2,900 for each slot that was not, 100 for what changes again",
    "read": "2,100 for the first look at a slot, 100 for each later one",
    "accounts": "calls of other contracts: 2,600 for the first, 100 for each later one",
    "events": "375 for each event and for each indexed field, 8 a byte",
    "hashes": "hashing, mostly to find a slot, and 3,000 for a recovered signature",
    "computation": "what remains: arithmetic, memory, jumps, the transient guard",
    "refund": "4,800 for each slot that is cleared, at most a fifth of all",
}
_REST = "computation"
_BEGINNINGS = {
    "SLOAD": "read",
    "Implicit SLOAD": "read",
    "LOG": "events",
    "Log topic": "events",
    "SHA3": "hashes",
    "ECRecover": "hashes",
    "EXTCODE": "accounts",
}


def _part(amount: int, reason: str) -> str | None:
    """What a charge is for; None if it is not told apart."""
    if reason.startswith("SSTORE"):
        return "new slots" if amount == NEW_SLOT else "rewritten"
    if reason.endswith("implicit account load for reading code"):
        return "accounts"
    return next((part for x, part in _BEGINNINGS.items() if reason.startswith(x)), None)


class _Noting(chain.Computation):
    """Notes what it is charged for."""

    def __init__(self, *arguments: Any) -> None:
        self.noted: Counter[str] = Counter()
        super().__init__(*arguments)

    def consume_gas(self, amount: int, reason: str) -> None:
        """Charge, and note it."""
        part = _part(amount, reason)
        if part:
            self.noted[part] += amount
        super().consume_gas(amount, reason)

    def all_noted(self) -> Counter[str]:
        """With what its calls were charged for."""
        total = Counter(self.noted)
        for child in self.children:
            if isinstance(child, _Noting):
                total += child.all_noted()
        return total


@contextmanager
def noting() -> Iterator[None]:
    """Let transactions note what they are charged for."""
    with chain.computing(_Noting):
        yield


def parts_of(receipt: Receipt) -> Parts:
    """What the gas of a call consists of, as noted; nothing if it was not, or of a deployment."""
    ran = receipt.computation
    if not isinstance(ran, _Noting) or ran.msg.is_create:
        return {}
    zeros = bytes(ran.msg.data).count(0)
    parts = {
        **dict.fromkeys(PARTS, 0),
        "transaction": BASE,
        "calldata": ZERO_BYTE * zeros + OTHER_BYTE * (len(ran.msg.data) - zeros),
        **ran.all_noted(),
    }
    before_refund = parts["transaction"] + parts["calldata"] + ran.get_gas_used()
    parts["refund"] = receipt.gas - before_refund
    parts[_REST] = receipt.gas - sum(parts.values())
    return parts


def shared(parts: Parts, gas: int, among: int) -> Parts:
    """Of one of several things that a transaction did, each of which takes `gas`."""
    each = {part: amount // among for part, amount in parts.items()}
    return {**each, _REST: each[_REST] + gas - sum(each.values())}


def summed(several: Sequence[Parts]) -> Parts:
    """Part by part."""
    return {part: sum(parts[part] for parts in several) for part in PARTS}


def table(rows: Mapping[str, Parts]) -> str:
    """Operations by parts."""
    head = [f"| | {' | '.join(PARTS)} |", f"|---|{'--:|' * len(PARTS)}"]
    body = [
        f"| `{name}` | {' | '.join(f'{parts[x]:,}' if parts[x] else '' for x in PARTS)} |"
        for name, parts in rows.items()
    ]
    return "\n".join([*head, *body])


def shares(parts: Parts) -> str:
    """In words, in which order the parts of something weigh."""
    total = sum(amount for amount in parts.values() if amount > 0)
    charged = sorted((part for part in PARTS if parts[part] > 0), key=lambda part: -parts[part])
    return ", ".join(f"{part} {(parts[part] * 200 + total) // (2 * total)} %" for part in charged)
