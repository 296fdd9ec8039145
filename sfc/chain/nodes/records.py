"""What an embedded node is asked about the past, in its chain's file."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple
from typing import Any

from sfc.chain.nodes.chainfile import ChainFile
from sfc.chain.nodes.node import Block, Included, Log

_TOPIC = 32


class Records:
    """Blocks, transactions and events by number and hash: looking up costs what it gives."""

    def __init__(self, file: ChainFile) -> None:
        self._file = file

    def block(self, number: int) -> Block | None:
        """The block of that number; None past the head."""
        found = self._file.rows("SELECT * FROM blocks WHERE number = ?", number)
        return Block(*found[0]) if found else None

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None for an unknown one."""
        found = self._file.rows("SELECT * FROM included WHERE hash = ?", transaction)
        if not found:
            return None
        name, block, gas_used, contract = found[0]
        return Included(name, block, True, gas_used, contract)

    def logs(
        self, first: int, last: int, addresses: Collection[bytes], topic: bytes | None
    ) -> Sequence[Log]:
        """All events of these contracts in these blocks, both ends included, in order."""
        found = self._file.rows(
            "SELECT address, topics, data, block, hash, place FROM logs"
            " WHERE block BETWEEN ? AND ? ORDER BY block, place",
            first,
            last,
        )
        return [
            Log(address, tuple(_topics(topics)), data, *rest)
            for address, topics, data, *rest in found
            if address in addresses and (topic is None or topics[:_TOPIC] == topic)
        ]

    @staticmethod
    def cut(block: int) -> Iterator[tuple[str, Sequence[Any]]]:
        """Statements that forget all after a block."""
        yield "DELETE FROM logs WHERE block > ?", (block,)
        yield "DELETE FROM included WHERE block > ?", (block,)
        yield "DELETE FROM blocks WHERE number > ?", (block,)

    @staticmethod
    def add(
        block: Block, included: Sequence[Included], logs: Sequence[Log]
    ) -> Iterator[tuple[str, Sequence[Any]]]:
        """Statements that note a new block and what is in it."""
        yield "INSERT INTO blocks VALUES (?, ?, ?, ?)", astuple(block)
        for each in included:
            of_it = (each.transaction, each.block, each.gas_used, each.contract)
            yield "INSERT INTO included VALUES (?, ?, ?, ?)", of_it
        for log in logs:
            of_event = (
                *(log.block, log.index, log.transaction),
                *(log.address, b"".join(log.topics), log.data),
            )
            yield "INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?)", of_event


def _topics(joined: bytes) -> Iterator[bytes]:
    return (joined[at : at + _TOPIC] for at in range(0, len(joined), _TOPIC))
