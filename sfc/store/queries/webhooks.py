"""Webhooks in SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, delete, exists, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.webhooks import Attempt, Delivery, Endpoint
from sfc.ports import FeedFilter
from sfc.store.feed import FeedModel
from sfc.store.hooked import AttemptModel, DeliveryModel, EndpointModel
from sfc.store.queries.feed import read_entries
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing, upsert


class SqlWebhooks(WritingQueries):
    """Implements `sfc.ports.Webhooks`."""

    def add(self, endpoint: Endpoint) -> None:
        """Keep a new endpoint: it gets what is told from now on."""
        newest = select(FeedModel.number).order_by(FeedModel.number.desc()).limit(1)
        with self._writer.begin() as connection:
            scanned = connection.scalar(newest) or 0
            connection.execute(insert(EndpointModel), [_row(endpoint) | {"scanned": scanned}])

    def endpoint(self, endpoint: str) -> Endpoint:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(EndpointModel, endpoint)) is None:
                raise NotFound("webhook", endpoint)
            return _endpoint(row)

    def endpoints(self, owner: ParticipantId | None) -> Sequence[Endpoint]:
        """All of one owner, the oldest first; None is the operator."""
        of = EndpointModel
        mine = of.owner.is_(None) if owner is None else of.owner == owner
        query = select(of).where(mine).order_by(of.created, of.id)
        with self._session() as session:
            return [_endpoint(row) for row in session.scalars(query)]

    def revise(self, endpoint: Endpoint) -> None:
        """Keep another state of an endpoint that is there."""
        statement = update(EndpointModel).where(EndpointModel.id == endpoint.id)
        with self._writer.begin() as connection:
            connection.execute(statement.values(_row(endpoint)))

    def remove(self, endpoint: str) -> None:
        """Forget an endpoint with its deliveries."""
        with self._writer.begin() as connection:
            connection.execute(delete(AttemptModel).where(AttemptModel.endpoint == endpoint))
            connection.execute(delete(DeliveryModel).where(DeliveryModel.endpoint == endpoint))
            connection.execute(delete(EndpointModel).where(EndpointModel.id == endpoint))

    def busy(self, now: int, newest: int) -> Sequence[str]:
        """Enabled endpoints that have not been given all places, or have a delivery that is due."""
        of, what = EndpointModel, DeliveryModel
        due = exists().where(what.endpoint == of.id, what.waits.is_(True), what.due <= now)
        query = select(of.id).where(of.enabled.is_(True), or_(of.scanned < newest, due))
        with self._session() as session:
            return session.scalars(query.order_by(of.id)).all()

    def hand_out(self, endpoint: str, wanted: FeedFilter, now: int, most: int) -> bool:
        """Make deliveries of the next entries, `most` at once; whether there may be more."""
        newest = select(FeedModel.number).order_by(FeedModel.number.desc()).limit(1)
        of = EndpointModel
        with Session(self._writer) as session, session.begin():
            # whoever hands out at the same time waits here, and then finds nothing left
            row = select(of.scanned).where(of.id == endpoint).with_for_update()
            if (scanned := session.scalar(row)) is None:
                return False
            last = session.scalar(newest) or 0
            entries = read_entries(session, wanted, scanned, most)
            rows = [
                asdict(
                    Delivery(
                        endpoint=endpoint,
                        event=entry.id,
                        number=entry.number,
                        line=entry.group,
                        type=entry.document()["type"],
                        created=now,
                        due=now,
                    )
                )
                for entry in entries
            ]
            insert_missing(session.connection(), DeliveryModel, rows)
            is_page = len(entries) == most
            reached = max(entries[-1].number if entries else 0, 0 if is_page else last, scanned)
            session.execute(update(of).where(of.id == endpoint).values(scanned=reached))
            return is_page

    def due(self, endpoint: str, now: int, most: int) -> Sequence[Delivery]:
        """What is to be sent now: of each line one at most."""
        of, before = DeliveryModel, aliased(DeliveryModel)
        held_up = exists().where(
            before.endpoint == of.endpoint,
            before.line == of.line,
            before.waits.is_(True),
            before.holds.is_(True),
            before.number < of.number,
        )
        query = (
            select(of)
            .where(of.endpoint == endpoint, of.waits.is_(True), of.due <= now)
            .where(or_(of.holds.is_(False), ~held_up))
            .order_by(of.due, of.number)
            .limit(most)
        )
        with self._session() as session:
            return [_delivery(row) for row in session.scalars(query)]

    def put(self, delivery: Delivery) -> None:
        """Keep a delivery, in the place of one of the same event."""
        with self._writer.begin() as connection:
            upsert(connection, DeliveryModel, [asdict(delivery)])

    def note(self, delivery: Delivery, attempt: Attempt, disabled: str | None) -> None:
        """Keep what became of an attempt, and disable the endpoint if there is a reason for it."""
        tried = {
            "endpoint": delivery.endpoint,
            "event": delivery.event,
            "attempt": delivery.attempts,
            **asdict(attempt),
        }
        off = {} if disabled is None else {"enabled": False, "disabled_reason": disabled}
        of = EndpointModel
        there = update(of).where(of.id == delivery.endpoint).values({"id": of.id, **off})
        with self._writer.begin() as connection:
            if connection.execute(there).rowcount:  # it may have been removed meanwhile
                upsert(connection, DeliveryModel, [asdict(delivery)])
                upsert(connection, AttemptModel, [tried])

    def again(self, endpoint: str, now: int) -> None:
        """Have all that waits tried at once, as if it were for the first time."""
        of = DeliveryModel
        waiting = update(of).where(of.endpoint == endpoint, of.waits.is_(True))
        with self._writer.begin() as connection:
            connection.execute(waiting.values(due=now, trying_since=None))

    def deliveries(
        self, endpoint: str, waits: bool | None, after: str | None, limit: int
    ) -> tuple[Sequence[Delivery], str | None]:
        """A page, newest first, and the cursor of the next one or None. Raises IdMalformed."""
        of = DeliveryModel
        query: Select[DeliveryModel] = select(of).where(of.endpoint == endpoint)
        if waits is not None:
            query = query.where(of.waits.is_(waits))
        with self._session() as session:
            if after is not None:
                if (last := session.get(of, (endpoint, after))) is None:
                    raise IdMalformed(after, "a cursor as an earlier page gave it")
                place = tuple_(of.created, of.event)
                query = query.where(place < tuple_(last.created, last.event))
            query = query.order_by(of.created.desc(), of.event.desc()).limit(limit + 1)
            found = [_delivery(row) for row in session.scalars(query)]
        page = found[:limit]
        return page, page[-1].event if len(found) > limit else None

    def delivery(self, endpoint: str, event: str) -> Delivery:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(DeliveryModel, (endpoint, event))) is None:
                raise NotFound("delivery", event)
            return _delivery(row)

    def attempts(self, endpoint: str, event: str) -> Sequence[Attempt]:
        """All attempts of a delivery in their order."""
        of = AttemptModel
        query = select(of).where(of.endpoint == endpoint, of.event == event).order_by(of.attempt)
        with self._session() as session:
            return [
                Attempt(row.at, row.milliseconds, row.status, row.reason)
                for row in session.scalars(query)
            ]

    def forget(self, before: int) -> None:
        """Forget what was delivered before a unix second."""
        of, tried = DeliveryModel, AttemptModel
        over = select(of.event).where(
            of.endpoint == tried.endpoint, of.event == tried.event, of.delivered_at < before
        )
        with self._writer.begin() as connection:
            connection.execute(delete(tried).where(over.where(of.waits.is_(False)).exists()))
            connection.execute(delete(of).where(of.delivered_at < before, of.waits.is_(False)))


def _row(endpoint: Endpoint) -> dict[str, Any]:
    return asdict(endpoint) | {"types": list(endpoint.types)}


def _endpoint(row: EndpointModel) -> Endpoint:
    return Endpoint(
        id=row.id,
        owner=row.owner,
        url=row.url,
        types=tuple(row.types),
        created=row.created,
        secret=row.secret,
        enabled=row.enabled,
        disabled_reason=row.disabled_reason,
        previous=row.previous,
        previous_until=row.previous_until,
    )


def _delivery(row: DeliveryModel) -> Delivery:
    return Delivery(
        endpoint=row.endpoint,
        event=row.event,
        number=row.number,
        line=row.line,
        type=row.type,
        created=row.created,
        due=row.due,
        waits=row.waits,
        holds=row.holds,
        attempts=row.attempts,
        trying_since=row.trying_since,
        delivered_at=row.delivered_at,
    )
