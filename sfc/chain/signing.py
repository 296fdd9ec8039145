"""What parties sign for the contracts to check: EIP-712 messages.

The types come from the core contract's own interface, so that a field added there is signed here.
"""

from dataclasses import astuple
from typing import Any

from sfc.chain.abi import Function
from sfc.chain.contracts import core
from sfc.chain.keys import Keyring
from sfc.domain.statements import Quote, Undertaking

# As the constructor of the core contract has it.
NAME = "sfc"
VERSION = "1"


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
        return self._sign(quote.financier, "Quote", core()["quoteDigest"], quote_fields(quote))

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """The account signs an undertaking. Raises KeyNotHeld."""
        digest = core()["undertakingDigest"]
        return self._sign(account, "Undertaking", digest, undertaking_fields(undertaking))

    def _sign(self, account: str, name: str, digest: Function, fields: tuple[Any, ...]) -> bytes:
        members = digest.fields[0]["components"]
        types = {name: [{"name": m["name"], "type": m["type"]} for m in members]}
        message = {m["name"]: field for m, field in zip(members, fields, strict=True)}
        return self._keys.sign_typed(account, self._domain, types, message)


def quote_fields(quote: Quote) -> tuple[Any, ...]:
    """A quote as the contract takes it."""
    fields = astuple(quote)
    return (fields[0], int(quote.receivable, 16), *fields[2:])


def undertaking_fields(undertaking: Undertaking) -> tuple[Any, ...]:
    """An undertaking as the contract takes it."""
    return (int(undertaking.receivable, 16), *astuple(undertaking)[1:])
