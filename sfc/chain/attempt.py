"""What was tried when the contracts refused: some refusals only make sense together with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eth_utils import to_checksum_address

from sfc.chain.abi import Function, Interface

# Where a call names the receivable: the index of its 32-byte word after the selector.
_RECEIVABLE_WORD = {"pay": 0, "redeem": 0, "fill": 1}


@dataclass(frozen=True)
class Attempt:
    """A transaction that was refused.

    `sender` sent `data` to a contract with `interface`: the first of the calls, and the only one
    if `alone`. `scale_of` gives the token units per minor unit in which a receivable is settled,
    `rule_version` the number of the rule in force.
    """

    sender: str
    interface: Interface
    data: bytes
    alone: bool = True
    scale_of: Callable[[int], int] = lambda _receivable: 1
    rule_version: Callable[[], int] = lambda: 0

    @cached_property
    def _function(self) -> Function | None:
        return self.interface.by_selector.get(self.data[:4])

    @property
    def name(self) -> str:
        """What was tried, by the function's name."""
        return self._function.name if self._function else "deployment"

    @property
    def quote(self) -> str:
        """The quote in question, as people may name it."""
        if not self.alone or self.name != "fill":
            return "the quote"
        return f"quote {self._word(10)} of {self._account(0)}"

    @property
    def payer(self) -> str:
        """Whose cash was to move."""
        if self.name == "fill":
            return self._account(0) if self.alone else "the financier"
        return self.sender

    def minor(self, token_units: int) -> int:
        """An amount of the settlement token in minor units, rounded down."""
        word = _RECEIVABLE_WORD.get(self.name)
        return token_units if word is None else token_units // self.scale_of(self._word(word))

    def _word(self, index: int) -> int:
        return int.from_bytes(self.data[4 + 32 * index : 36 + 32 * index], "big")

    def _account(self, index: int) -> str:
        return str(to_checksum_address(self._word(index).to_bytes(20, "big")))


def words(fields: dict[str, Any]) -> str:
    """The fields of an error that has no better name, for people."""
    return ", ".join(f"{name}={value}" for name, value in fields.items())
