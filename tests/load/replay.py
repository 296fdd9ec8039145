"""A chain's transactions in their order, read by the interfaces and played on the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from coincurve import PublicKey
from eth.abc import SignedTransactionAPI
from eth_abi import decode
from eth_typing import BlockNumber
from eth_utils import keccak
from eth_utils.abi import abi_to_signature, function_signature_to_4byte_selector

from sfc.chain import artifacts
from sfc.chain.contracts import AUCTIONS, AUTHORITY, CORE, MARKET, SPLITTER, TOKEN, interface
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.embedded import EmbeddedNode
from tests.differential.codec import id_of
from tests.reference.book import Book
from tests.reference.cash import Token
from tests.reference.lists import Terms
from tests.reference.operations import Call, perform
from tests.reference.refusals import Refused
from tests.reference.rules import Rule
from tests.reference.statements import Invoice, Key, Quote, Signature, Undertaking
from tests.reference.venues import Auctions, Market

_STRUCTS: dict[str, type] = {
    "struct IReceivables.Invoice": Invoice,
    "struct IReceivables.Undertaking": Undertaking,
    "struct IDiscountMarket.Quote": Quote,
    "struct ICatalogue.Terms": Terms,
    "struct IRules.Rule": Rule,
}
_NAMES_A_RECEIVABLE = {"id", "receivable"}


class Differs(AssertionError):
    """Chain and model, or chain and answers, do not agree."""


@dataclass(frozen=True)
class Played:
    """One call of a transaction, and what the model answered to it."""

    transaction: str
    block: int
    call: Call
    answer: Any


@dataclass
class Replay:
    """The model after all transactions of a chain. Accounts are in lower case."""

    book: Book
    played: list[Played] = field(default_factory=list)
    keys: dict[int, Key] = field(default_factory=dict)
    """Receivables by what the contracts call them."""


def replay(node: EmbeddedNode, manifest: Manifest) -> Replay:
    """Play everything that happened since the deployment. Raises Differs where the model refuses.

    What sets up the authority, and the making of contracts, are before the model's time.
    """
    reader = _Reader(node, manifest)
    for number in range(1, node.head().number + 1):
        block = node.backend.chain.get_canonical_block_by_number(BlockNumber(number))
        reader.replay.book.now = block.header.timestamp
        for transaction in block.transactions:
            reader.play(number, transaction)
    return reader.replay


class _Reader:
    def __init__(self, node: EmbeddedNode, manifest: Manifest) -> None:
        self._node = node
        self._core = manifest.core.lower()
        tokens = {each.token.lower(): Token(each.decimals) for each in manifest.currencies}
        where = manifest.addresses
        self._silent = {where[AUTHORITY].lower()}
        self._targets = {self._core: ("core", CORE)} | {each: (each, TOKEN) for each in tokens}
        self.replay = Replay(
            Book(
                chain=manifest.chain_id,
                ledger=self._core,
                splitter=where[SPLITTER].lower(),
                market=Market(where[MARKET].lower()),
                auctions=Auctions(where[AUCTIONS].lower()),
                administrators=frozenset({manifest.operator.lower()}),
                utc_offset=manifest.utc_offset_hours * 3600,
                now=0,
                cash=tokens,
            )
        )

    def play(self, block: int, transaction: SignedTransactionAPI) -> None:
        to = "0x" + transaction.to.hex()
        if not transaction.to or to in self._silent:
            return
        if to not in self._targets:
            raise Differs(f"a transaction to {to}, which is no part of the model here")
        name, artifact = self._targets[to]
        by = "0x" + transaction.sender.hex()
        call = self._call(by, name, artifact, transaction.data)
        try:
            answer = perform(self.replay.book, call)
        except Refused as refused:
            raise Differs(f"block {block}: {call}: the model says {refused}") from None
        hash_ = "0x" + transaction.hash.hex()
        for inner, said in _singly(call, answer):
            self.replay.played.append(Played(hash_, block, inner, said))
            if isinstance(said, Key):
                self.replay.keys[id_of(said)] = said

    def _call(self, by: str, to: str, artifact: str, data: bytes) -> Call:
        entry = _functions(artifact)[data[:4]]
        values = decode([_type(each) for each in entry["inputs"]], data[4:])
        if entry["name"] == "multicall":
            inner = [self._call(by, to, artifact, each) for each in values[0]]
            return Call(by, "multicall", (inner,), to)
        named = zip(entry["inputs"], values, strict=True)
        arguments = [self._value(each, value) for each, value in named]
        if entry["name"] == "fill":
            arguments[1] = self._signature(values[0], values[1], arguments[0])
        return Call(by, entry["name"], tuple(arguments), to)

    def _value(self, entry: Any, value: Any) -> Any:
        if struct := _STRUCTS.get(entry["internalType"]):
            members = zip(entry["components"], value, strict=True)
            return struct(*(self._value(each, member) for each, member in members))
        if entry["type"] == "uint256" and entry["name"] in _NAMES_A_RECEIVABLE:
            return self.replay.keys[value]
        return value

    def _signature(self, quote: Any, signature: bytes, says: Quote) -> Signature:
        """Who signed it, by the contract's own digest and the signature's arithmetic."""
        function = interface(CORE)["quoteDigest"]
        digest = function.decode(self._node.call(self._core, function.encode(quote)))
        return Signature(_signer(digest, signature), says)


def _singly(call: Call, answer: Any) -> Iterator[tuple[Call, Any]]:
    if call.name != "multicall":
        yield call, answer
        return
    yield from zip(call.arguments[0], answer, strict=True)


def _signer(digest: bytes, signature: bytes) -> str:
    packed = signature[:64] + bytes([signature[64] - 27])
    public = PublicKey.from_signature_and_message(packed, digest, hasher=None)
    return "0x" + keccak(public.format(compressed=False)[1:])[12:].hex()


@cache
def _functions(artifact: str) -> dict[bytes, Any]:
    """The entries of an interface by the first four bytes of a call."""
    entries = [each for each in artifacts.load(artifact).abi if each["type"] == "function"]
    return {function_signature_to_4byte_selector(abi_to_signature(e)): e for e in entries}


def _type(entry: Any) -> str:
    if not entry["type"].startswith("tuple"):
        return str(entry["type"])
    members = ",".join(_type(each) for each in entry["components"])
    return f"({members}){entry['type'].removeprefix('tuple')}"
