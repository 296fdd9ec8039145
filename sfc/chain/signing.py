"""What parties sign for the contracts to check: EIP-712 messages.

The types come from the core contract's own interface, so that a field added there is signed here.
"""

from dataclasses import astuple, dataclass
from typing import Any

from eth_account.messages import encode_typed_data
from eth_utils import keccak

from sfc.chain.abi import Function
from sfc.chain.contracts import core
from sfc.chain.keys import Keyring
from sfc.chain.nodes.addresses import hex_text
from sfc.domain.statements import Quote, Undertaking

# As the constructor of the core contract has it.
NAME = "sfc"
VERSION = "1"
_DOMAIN = {
    "name": "string",
    "version": "string",
    "chainId": "uint256",
    "verifyingContract": "address",
}


class LedgerSigner:
    """Signs for one deployment with the keys that are held here: `ports.Signer`."""

    def __init__(self, keys: Keyring, chain_id: int, contract: str) -> None:
        self._keys = keys
        self._domain = {
            "name": NAME,
            "version": VERSION,
            "chainId": chain_id,
            "verifyingContract": contract,
        }

    def create(self) -> str:
        """Make a key, and give its account."""
        return self._keys.create()

    def holds(self, account: str) -> bool:
        """Whether it can sign for the account."""
        return self._keys.holds(account)

    def sign_quote(self, quote: Quote) -> bytes:
        """The quote's financier signs. Raises KeyNotHeld."""
        return self._sign(quote.financier, self.quote(quote))

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """The account signs an undertaking. Raises KeyNotHeld."""
        return self._sign(account, self.undertaking(undertaking))

    def quote(self, quote: Quote) -> "Typed":
        """A quote as it is signed."""
        return self._typed("Quote", core()["quoteDigest"], quote_fields(quote))

    def undertaking(self, undertaking: Undertaking) -> "Typed":
        """An undertaking as it is signed."""
        digest = core()["undertakingDigest"]
        return self._typed("Undertaking", digest, undertaking_fields(undertaking))

    def _sign(self, account: str, typed: "Typed") -> bytes:
        return self._keys.sign_typed(account, typed.domain, typed.types, typed.message)

    def _typed(self, name: str, digest: Function, fields: tuple[Any, ...]) -> "Typed":
        members = digest.fields[0]["components"]
        types = {name: [{"name": m["name"], "type": m["type"]} for m in members]}
        message = {m["name"]: field for m, field in zip(members, fields, strict=True)}
        return Typed(self._domain, types, message)


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


def _plain(value: Any) -> str:
    return hex_text(value) if isinstance(value, bytes) else str(value)


def quote_fields(quote: Quote) -> tuple[Any, ...]:
    """A quote as the contract takes it."""
    fields = astuple(quote)
    return (fields[0], int(quote.receivable, 16), *fields[2:])


def undertaking_fields(undertaking: Undertaking) -> tuple[Any, ...]:
    """An undertaking as the contract takes it."""
    return (int(undertaking.receivable, 16), *astuple(undertaking)[1:])
