"""How fast events become a read model.

`python -m scripts.bench.index [--events N] [--database URL]` runs it alone.

Receivables are issued, sold, paid and redeemed on a chain in memory, so that what is measured is
folding and storing: a catch-up from nothing; comparing it row by row with another, as `sfc reindex`
does; and how much longer than taking blocks back it takes to make everything anew.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

from scripts.bench.page import FULL, Section, Size, Tell, table
from sfc.domain.days import Day
from sfc.domain.events import (
    CashMoved,
    Confirmed,
    CreditLineSet,
    CurrencyAdded,
    Event,
    Located,
    Paid,
    ParticipantRegistered,
    Recorded,
    Redeemed,
    Sold,
    TermsAdded,
    UnitsMoved,
)
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.roles import Role
from sfc.domain.views import Head
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, compare, open_engine, upgrade

DEPTH = 20
"""Blocks that the reorganisation takes back."""

_SCALE, _FACE, _PRICE = 100, 1_000_000, 990_000
_TOKEN, _CORE = "0x" + "70" * 20, "0x" + "c0" * 20
_OBLIGOR, _SUPPLIER, _BANK = (f"0xAc{number:038x}" for number in (1, 2, 3))


class Chain:
    """Implements `ports.Events`: lives of receivables, transaction by transaction."""

    def __init__(self, events: int) -> None:
        self.blocks: list[list[list[Event]]] = [[], [_genesis()]]
        self.fork = ""
        """What blocks from `forked` on are named for, besides their number."""
        self.forked = sys.maxsize
        self.count = number = 0
        while self.count < events:
            block = [*_life(number), *_life(number + 1)]
            number += 2
            self.count += sum(map(len, block))
            self.blocks.append(block)

    def head(self) -> Head:
        """The newest block."""
        number = len(self.blocks) - 1
        return Head(number, self._name(number), 12 * number)

    def block_hash(self, block: int) -> str | None:
        """The hash of a block; None past the head."""
        return self._name(block) if block < len(self.blocks) else None

    def events(self, first: int, last: int) -> Iterator[Located]:
        """All events of the blocks, in order."""
        for number in range(first, min(last + 1, len(self.blocks))):
            name, index = self._name(number), 0
            for place, transaction in enumerate(self.blocks[number]):
                for event in transaction:
                    yield Located(number, name, 12 * number, _hash(name, place), index, event)
                    index += 1

    def _name(self, number: int) -> str:
        return _hash(number, self.fork if number >= self.forked else "")


def measure(size: Size, tell: Tell, database: str | None = None) -> Section:
    """Catch up, compare, take blocks back and make anew."""
    chain = Chain(size.events)
    figures: dict[str, float] = {"events": chain.count, "blocks": len(chain.blocks)}
    with tempfile.TemporaryDirectory() as folder:
        used = _books(database or f"sqlite:///{folder}/used.db")
        anew = _books(f"sqlite:///{folder}/anew.db")
        seconds = _timed(ChainIndexer(chain, used).catch_up)
        figures["events/s"] = round(chain.count / seconds)
        tell(f"{chain.count:,} events in {seconds:.0f} s, {figures['events/s']:,} a second")
        chain.fork, chain.forked = "fork", len(chain.blocks) - DEPTH
        back = _timed(ChainIndexer(chain, used).catch_up)
        rebuilt = _timed(ChainIndexer(chain, anew).rebuild)
        figures[f"rebuild ÷ taking {DEPTH} blocks back"] = round(rebuilt / back, 1)
        tell(f"{DEPTH} blocks taken back in {back:.2f} s, all made anew in {rebuilt:.0f} s")
        start = time.perf_counter()
        compared = compare(used, anew)
        seconds = time.perf_counter() - start
        figures["compared rows"] = sum(compared.rows.values())
        figures["rows compared/s"] = round(figures["compared rows"] / seconds)
        difference = compared.difference
    return Section(
        "The index",
        [
            "A catch-up from nothing, into SQLite in a file; comparing the read model row by row "
            "with another, as `sfc reindex` does; and how much longer than taking blocks back it "
            "takes to make everything anew.",
            table(["", ""], [[name, f"{value:,}"] for name, value in figures.items()]),
            "Both read models are "
            + ("identical." if difference is None else f"**DIFFERENT**: {difference}."),
        ],
        {"events/s": figures["events/s"]},
        ok=difference is None,
    )


def main(arguments: list[str]) -> int:
    """Run and print; 1 if the read models do not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=FULL.events)
    parser.add_argument("--database", help="URL of an empty database; a file of its own if not set")
    given = parser.parse_args(arguments)
    section = measure(replace(FULL, events=given.events), print, given.database)
    print(*section.paragraphs, sep="\n\n")
    return 0 if section.ok else 1


def _books(url: str) -> SqlBooks:
    engine = open_engine(url)
    upgrade(engine)
    return SqlBooks(engine)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _genesis() -> list[Event]:
    people = {_OBLIGOR: Role.CORE_ENTERPRISE, _SUPPLIER: Role.SUPPLIER, _BANK: Role.FINANCIER}
    return [
        *(
            ParticipantRegistered(ParticipantId(number), account, _hash(account), role)
            for number, (account, role) in enumerate(people.items(), start=1)
        ),
        CurrencyAdded(1, "CNY", _TOKEN, _SCALE),
        TermsAdded(1, 3, 80_000, 360),
        CreditLineSet(ParticipantId(1), 1, 2**100),
    ]


def _life(number: int) -> list[list[Event]]:
    """Issued, sold whole, paid in two parts, redeemed: thirteen events in five transactions."""
    key = ReceivableId(_hash("receivable", number))
    half = _FACE // 2
    obligor, supplier, bank = (ParticipantId(each) for each in (1, 2, 3))
    days = (Day(20_000), Day(20_090))
    invoice, evidence = _hash("invoice", number), _hash("evidence", number)
    recorded = Recorded(key, obligor, supplier, 0, 1, 1, _FACE, *days, invoice, evidence)
    return [
        [recorded, Confirmed(key, _FACE, evidence), UnitsMoved(key, None, _SUPPLIER, _FACE)],
        [
            UnitsMoved(key, _SUPPLIER, _BANK, _FACE),
            Sold(key, _SUPPLIER, _BANK, number, _FACE, _FACE - _PRICE, _PRICE),
            CashMoved(_TOKEN, _BANK, _SUPPLIER, _PRICE * _SCALE),
        ],
        [Paid(key, _OBLIGOR, half, 0, half), CashMoved(_TOKEN, _OBLIGOR, _CORE, half * _SCALE)],
        [Paid(key, _OBLIGOR, half, 0, 0), CashMoved(_TOKEN, _OBLIGOR, _CORE, half * _SCALE)],
        [
            UnitsMoved(key, _BANK, None, _FACE),
            Redeemed(key, bank, _FACE),
            CashMoved(_TOKEN, _CORE, _BANK, _FACE * _SCALE),
        ],
    ]


def _hash(*parts: object) -> str:
    return "0x" + sha256(repr(parts).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
