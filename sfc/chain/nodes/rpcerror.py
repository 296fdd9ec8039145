"""What nodes answer when they do not do what they are asked, each in its own words."""

from collections.abc import Collection
from typing import Any

from sfc.chain.nodes.node import CannotPay, NonceRefused, Reverted
from sfc.domain.errors import ChainUnavailable

# How nodes say it: anvil, geth, Besu, Nethermind, Erigon, Reth, and services that run them for
# others. Lower case, any part of the message.
_NONCE = ("nonce too low", "nonce too high", "nonce_too_low", "old nonce", "replacement")
_FUNDS = ("insufficient funds", "upfront cost exceeds", "upfront_cost_exceeds", "out of gas funds")
_REVERT = ("revert",)
_TOO_MUCH = (
    *("block range", "range limit", "range exceeds", "range is too", "exceeds limit", "max range"),
    *("returned more than", "more than 10", "too many logs", "too many results", "max results"),
    *("response size", "result set", "limit exceeded", "query timeout", "reduce your query"),
)
_KNOWN = ("already known", "known transaction", "already imported", "alreadyknown")


class TooMuch(Exception):
    """The node does not give the events of so many blocks at once."""


class RpcError(Exception):
    """The node answered with an error.

    Attributes:
        message: its words.
        data: what came along, often the reason of a revert.
    """

    def __init__(self, error: Any) -> None:
        details = error if isinstance(error, dict) else {"message": str(error)}
        self.message = str(details.get("message", "unknown error"))
        self.data = details.get("data")
        super().__init__(self.message)

    @property
    def is_known(self) -> bool:
        """Whether it is no error: the node has the transaction already."""
        return self._says(_KNOWN)

    def meaning(self, method: str) -> Exception:
        """NonceRefused, CannotPay, Reverted or TooMuch, and else ChainUnavailable."""
        if method == "eth_getLogs" and self._says(_TOO_MUCH):
            return TooMuch(self.message)
        if self._says(_NONCE):
            return NonceRefused(self.message)
        if self._says(_FUNDS):
            return CannotPay(self.message)
        return self._reverted() or ChainUnavailable(f"{method}: {self.message}")

    def _says(self, words: Collection[str]) -> bool:
        return any(word in self.message.lower() for word in words)

    def _reverted(self) -> Reverted | None:
        data = self.data.get("data") if isinstance(self.data, dict) else self.data
        if isinstance(data, str) and data.startswith("0x"):
            return Reverted(bytes.fromhex(data[2:]))
        return Reverted(b"") if self._says(_REVERT) else None
