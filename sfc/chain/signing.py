"""What parties sign for the contracts to check: EIP-712 messages.

The types come from the core contract's own interface, so that a field added there is signed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from eth_account.messages import encode_typed_data
from eth_utils import keccak

from sfc.chain.contracts import MARKET, core, interface
from sfc.chain.keys import Keyring
from sfc.chain.nodes.addresses import hex_text
from sfc.domain.errors import ManifestMismatch
from sfc.domain.market import Order
from sfc.domain.statements import Quote, Undertaking

# As the constructors of core and market have it.
NAME = "sfc"
MARKET_NAME = "sfc market"
VERSION = "1"
_DOMAIN = {
    "name": "string",
    "version": "string",
    "chainId": "uint256",
    "verifyingContract": "address",
}


class LedgerSigner:
    """Signs for one deployment with the keys that are held here: `ports.Signer`."""

    def __init__(
        self, keys: Keyring, chain_id: int, contract: str, market: str | None = None
    ) -> None:
        self._keys = keys
        self._domain = _domain(NAME, chain_id, contract)
        self._market = None if market is None else _domain(MARKET_NAME, chain_id, market)

    def create(self) -> str:
        """Make a key, and give its account."""
        return self._keys.create()

    def holds(self, account: str) -> bool:
        """Whether it can sign for the account."""
        return self._keys.holds(account)

    def sign_quote(self, quote: Quote) -> bytes:
        """The quote's financier signs. Raises KeyNotHeld."""
        return self._sign(quote.financier, self.quote(quote))

    def sign_order(self, order: Order) -> bytes:
        """The order's maker signs. Raises KeyNotHeld."""
        return self._sign(order.maker, self.order(order))

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """The account signs an undertaking. Raises KeyNotHeld."""
        return self._sign(account, self.undertaking(undertaking))

    def quote(self, quote: Quote) -> "Typed":
        """A quote as it is signed."""
        members = core()["quoteDigest"].fields[0]["components"]
        return _typed(self._domain, "Quote", members, quote_fields(quote))

    def order(self, order: Order) -> "Typed":
        """An order as it is signed: flat, its terms after the rest. Raises ManifestMismatch."""
        if self._market is None:
            raise ManifestMismatch(MARKET, "an address", "none")
        *members, terms = interface(MARKET)["orderDigest"].fields[0]["components"]
        *fields, inner = order_fields(order)
        flat = [*members, *terms["components"]]
        return _typed(self._market, "Order", flat, (*fields, *inner))

    def undertaking(self, undertaking: Undertaking) -> "Typed":
        """An undertaking as it is signed."""
        members = core()["undertakingDigest"].fields[0]["components"]
        return _typed(self._domain, "Undertaking", members, undertaking_fields(undertaking))

    def _sign(self, account: str, typed: "Typed") -> bytes:
        return self._keys.sign_typed(account, typed.domain, typed.types, typed.message)


@dataclass(frozen=True, slots=True)
class Typed:
    """An EIP-712 message of one type."""

    domain: dict[str, Any]
    types: dict[str, list[dict[str, str]]]
    message: dict[str, Any]

    def digest(self) -> bytes:
        """The 32 bytes that are signed."""
        signable = encode_typed_data(self.domain, self.types, self.message)
        return keccak(b"\x19" + signable.version + signable.header + signable.body)

    def for_wallets(self) -> dict[str, Any]:
        """The message as `eth_signTypedData_v4` takes it: numbers in text, for some are large."""
        domain_type = [{"name": name, "type": kind} for name, kind in _DOMAIN.items()]
        [name] = self.types
        return {
            "types": {"EIP712Domain": domain_type, **self.types},
            "primaryType": name,
            "domain": self.domain,
            "message": {key: _plain(value) for key, value in self.message.items()},
        }


def _domain(name: str, chain_id: int, contract: str) -> dict[str, Any]:
    return {
        "name": name,
        "version": VERSION,
        "chainId": chain_id,
        "verifyingContract": contract,
    }


def _typed(
    domain: dict[str, Any], name: str, members: Sequence[Mapping[str, Any]], fields: Sequence[Any]
) -> Typed:
    types = {name: [{"name": m["name"], "type": m["type"]} for m in members]}
    message = {m["name"]: field for m, field in zip(members, fields, strict=True)}
    return Typed(domain, types, message)


def _plain(value: Any) -> str | bool:
    if isinstance(value, bool):
        return value
    return hex_text(value) if isinstance(value, bytes) else str(value)


def quote_fields(quote: Quote) -> tuple[Any, ...]:
    """A quote as the contract takes it."""
    fields = astuple(quote)
    return (fields[0], int(quote.receivable, 16), *fields[2:])


def order_fields(order: Order) -> tuple[Any, ...]:
    """An order as the contract takes it."""
    fields = astuple(order)
    return (int(order.side), fields[1], int(order.receivable, 16), *fields[3:])


def undertaking_fields(undertaking: Undertaking) -> tuple[Any, ...]:
    """An undertaking as the contract takes it."""
    return (int(undertaking.receivable, 16), *astuple(undertaking)[1:])
