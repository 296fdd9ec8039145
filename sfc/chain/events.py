"""The chain as the indexer reads it: `ports.Events`."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from eth_typing import Address

from sfc.chain.contracts import core
from sfc.chain.logs import LogReader
from sfc.chain.market_logs import MarketReader
from sfc.chain.nodes.addresses import address_bytes, address_text
from sfc.chain.nodes.node import Block, Log, Node
from sfc.domain.errors import ChainUnavailable
from sfc.domain.events import Event, Located
from sfc.domain.views import Head

_NONE: Mapping[str, str] = MappingProxyType({})


class LedgerEvents:
    """What happened in the core contract and the `beside` it, and in tokens since they are listed.

    `beside` names the market's contracts: the address of each by its artifact.
    """

    def __init__(
        self, node: Node, contract: str, first_block: int = 0, beside: Mapping[str, str] = _NONE
    ) -> None:
        self._node = node
        self._core = contract
        self._core_bytes = address_bytes(contract)
        self._beside = {address_bytes(address): name for name, address in beside.items()}
        self._listed_since: dict[bytes, int] = {}
        self._known_to = first_block - 1

    def head(self) -> Head:
        """The newest block. Raises ChainUnavailable."""
        block = self._node.head()
        return Head(block.number, block.hash, block.timestamp)

    def block_hash(self, block: int) -> str | None:
        """The hash of the canonical block of that number; None past the head."""
        found = self._node.block(block)
        return found.hash if found else None

    def events(self, first: int, last: int) -> Iterator[Located]:
        """All events of the blocks, in order, both ends included. Raises ChainUnavailable.

        One log can mean two events (issued: recorded and confirmed), so that `log_index` is twice
        the log's index, and one more for the second.
        """
        self._learn_tokens(first, last)
        contracts = [self._core, *map(address_text, (*self._listed_since, *self._beside))]
        reader, block = LogReader(), None
        markets = {address: MarketReader(name) for address, name in self._beside.items()}
        for log in self._node.logs(first, last, contracts):
            for place, event in enumerate(self._read(reader, markets, log)):
                if block is None or block.number != log.block:
                    block = self._block(log.block)
                yield Located(
                    block=log.block,
                    block_hash=block.hash,
                    timestamp=block.timestamp,
                    transaction=log.transaction,
                    log_index=2 * log.index + place,
                    event=event,
                )

    def _read(
        self, reader: LogReader, markets: dict[Address, MarketReader], log: Log
    ) -> tuple[Event, ...]:
        if log.address == self._core_bytes:
            return reader.of_core(log)
        if (market := markets.get(Address(log.address))) is not None:
            return market.read(log)
        if log.block < self._listed_since[log.address]:
            return ()  # before it was a currency here
        return reader.of_token(log)

    def _learn_tokens(self, first: int, last: int) -> None:
        """Which tokens are currencies, and since when; anew from `first`, which may be undone."""
        start = min(first, self._known_to + 1)
        kept = {token: since for token, since in self._listed_since.items() if since < start}
        added = core().topics["CurrencyAdded"]
        for log in self._node.logs(start, last, [self._core], added):
            kept.setdefault(log.topics[3][12:], log.block)
        self._listed_since, self._known_to = kept, last

    def _block(self, number: int) -> Block:
        if (block := self._node.block(number)) is None:
            raise ChainUnavailable(f"block {number} has gone while it was read")
        return block
