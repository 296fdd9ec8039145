"""A chain of domain events in memory, for tests of what reads one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sfc.domain.events import Event, Located
from sfc.domain.views import Head

GENESIS = 1_700_000_000
SECONDS_A_BLOCK = 12


@dataclass(frozen=True)
class Block:
    hash: str
    timestamp: int
    transactions: Sequence[Sequence[Event]]


class FakeChain:
    """Implements `sfc.ports.Events`. Block 0 is there from the start, and empty."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.before_read: Callable[[], None] = lambda: None
        self.mine()

    def mine(self, *transactions: Sequence[Event], salt: str = "") -> Head:
        parent = self.blocks[-1].hash if self.blocks else ""
        content = f"{parent}{salt}{len(self.blocks)}{transactions!r}"
        digest = "0x" + sha256(content.encode()).hexdigest()
        timestamp = GENESIS + SECONDS_A_BLOCK * len(self.blocks)
        self.blocks.append(Block(digest, timestamp, transactions))
        return self.head()

    def cut(self, length: int) -> None:
        """Forget all but the first blocks."""
        del self.blocks[length:]

    def head(self) -> Head:
        number = len(self.blocks) - 1
        return Head(number, self.blocks[number].hash, self.blocks[number].timestamp)

    def block_hash(self, block: int) -> str | None:
        return self.blocks[block].hash if block < len(self.blocks) else None

    def events(self, first: int, last: int) -> Iterator[Located]:
        self.before_read()
        for number in range(first, min(last + 1, len(self.blocks))):
            block = self.blocks[number]
            log_index = 0
            for place, transaction in enumerate(block.transactions):
                name = "0x" + sha256(f"{block.hash}{place}".encode()).hexdigest()
                for event in transaction:
                    yield Located(number, block.hash, block.timestamp, name, log_index, event)
                    log_index += 1
