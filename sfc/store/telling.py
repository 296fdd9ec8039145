"""Writes what is told, in the transaction in which the books are written.

What the chain says again is not told again; what it says no longer is taken back. So whoever
follows the entries from place to place has at each moment what the chain had then.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

from sfc.domain.events import Located
from sfc.domain.feed import Told
from sfc.domain.feed.entry import event_id
from sfc.domain.views import Head
from sfc.store.derived import EventModel, HoldingModel
from sfc.store.feed import EVERYBODY, AudienceModel, FeedModel
from sfc.store.upsert import insert_missing

Pair = tuple[Located, Told]


class Telling:
    """What one transaction tells. `head` is where the books stand at its start."""

    def __init__(self, connection: Connection, head: Head | None) -> None:
        self._connection = connection
        self._first = -1 if head is None else head.block
        self._rewound = False
        self._waiting: list[Pair] = []
        self._late: list[Pair] = []
        newest = select(func.max(FeedModel.block)).where(FeedModel.standing.is_(True))
        found = connection.scalar(newest)
        self._newest = -1 if found is None else found

    def tell(self, at: Located, told: Told) -> None:
        """Tell of an event, at the next `flush`."""
        self._waiting.append((at, told))

    def rewind(self, block: int | None) -> None:
        """What came after a block was taken out of the books; None for everything."""
        self._waiting.clear()
        self._late.clear()
        self._rewound = True
        self._first = min(self._first, -1 if block is None else block)

    def flush(self) -> None:
        """Write what waits, as far as nothing has to be taken back before it."""
        told, self._waiting = self._waiting, []
        if not told:
            return
        if self._may_take_back:
            known = self._known(told[0][0].block, told[-1][0].block)
            self._late += [
                (at, what) for at, what in told if (at.block_hash, at.log_index) not in known
            ]
        else:
            self._write(told)

    def finish(self, head: Head | None) -> None:
        """Take back what is no longer in the books, then write the rest."""
        if not self._may_take_back:
            return
        of, event = FeedModel, EventModel
        gone = (
            select(of)
            .where(of.standing.is_(True), of.block > self._first)
            .where(
                ~exists().where(event.block_hash == of.block_hash, event.log_index == of.log_index)
            )
            .order_by(of.number.desc())
        )
        if not self._rewound:  # what comes after is still to be read
            gone = gone.where(of.block <= (head.block if head else -1))
        self._take_back(self._connection.execute(gone).mappings().all())
        self._write(self._late)
        self._late = []

    @property
    def _may_take_back(self) -> bool:
        return self._rewound or self._first < self._newest

    def _known(self, first: int, last: int) -> set[tuple[str, int]]:
        query = select(FeedModel.block_hash, FeedModel.log_index).where(
            FeedModel.standing.is_(True), FeedModel.block.between(first, last)
        )
        return {(row.block_hash, row.log_index) for row in self._connection.execute(query)}

    def _write(self, pairs: Sequence[Pair]) -> None:
        """Append what was told, and to whom: holders are those that the books have now."""
        if not pairs:
            return
        start = number = self._last_number()
        rows, audience = [], []
        for at, told in pairs:
            number += 1
            rows.append(
                {
                    "number": number,
                    "id": event_id(number, at.block_hash, at.log_index),
                    "type": told.type,
                    "timestamp": at.timestamp,
                    "block": at.block,
                    "block_hash": at.block_hash,
                    "log_index": at.log_index,
                    "transaction": at.transaction,
                    "receivable": told.receivable,
                    "data": told.data,
                    "removes": None,
                    "standing": True,
                }
            )
            audience += _listeners(number, told)
        self._connection.execute(insert(FeedModel), rows)
        insert_missing(self._connection, AudienceModel, audience)
        types = {told.type for _, told in pairs if told.to_holders}
        if types:
            self._tell_holders(start, types)

    def _tell_holders(self, after: int, types: Iterable[str]) -> None:
        table = AudienceModel
        missing = ~exists().where(
            table.participant == HoldingModel.holder, table.number == FeedModel.number
        )
        holders = (
            select(HoldingModel.holder, FeedModel.number, literal(False))
            .join(FeedModel, FeedModel.receivable == HoldingModel.receivable)
            .where(FeedModel.number > after)
            .where(FeedModel.type.in_(sorted(types)), missing)
        )
        names = ["participant", "number", "whole"]
        self._connection.execute(insert(table).from_select(names, holders))

    def _take_back(self, gone: Sequence[RowMapping]) -> None:
        """Say of entries, the newest first, that they did not happen: to whom they were told."""
        if not gone:
            return
        number = self._last_number()
        rows = []
        copies: list[tuple[int, int]] = []
        for each in gone:
            number += 1
            place = each["block_hash"], each["log_index"]
            rows.append(
                dict(each)
                | {
                    "number": number,
                    "id": event_id(number, *place),
                    "removes": each["id"],
                    "standing": False,
                }
            )
            copies.append((each["number"], number))
        self._connection.execute(insert(FeedModel), rows)
        of = AudienceModel
        for before, now in copies:
            told = select(of.participant, literal(now), of.whole).where(of.number == before)
            self._connection.execute(
                insert(of).from_select(["participant", "number", "whole"], told)
            )
            self._connection.execute(
                update(FeedModel).where(FeedModel.number == before).values(standing=False)
            )

    def _last_number(self) -> int:
        return self._connection.scalar(select(func.max(FeedModel.number))) or 0


def _listeners(number: int, told: Told) -> list[dict[str, Any]]:
    groups = [(told.named, True), (told.parties, False)]
    if told.to_all:
        groups = [(frozenset({EVERYBODY}), True)]
    return [
        {"participant": participant, "number": number, "whole": whole}
        for participants, whole in groups
        for participant in sorted(participants)
    ]
