"""Approval policies, and what waits for a second person."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import and_, or_, select, update

from sfc.domain.approval import Approval, ApprovalState, Controlled, HeldRequest, Policy
from sfc.domain.errors import NotFound
from sfc.store.access import ApprovalModel, PolicyModel
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing, upsert


class SqlApprovalBook(WritingQueries):
    """Implements `sfc.ports.ApprovalBook`."""

    def policy(self, party: str) -> Policy | None:
        """What a party requires, if it ever said."""
        with self._session() as session:
            if (row := session.get(PolicyModel, party)) is None:
                return None
            above = {Controlled(act): dict(limits) for act, limits in row.above.items()}
            return Policy(party, above, row.valid_seconds, row.version)

    def put_policy(self, policy: Policy) -> None:
        """Require something else."""
        row = {
            "party": policy.party,
            "above": {act.value: dict(limits) for act, limits in policy.above.items()},
            "valid_seconds": policy.valid_seconds,
            "version": policy.version,
        }
        with self._writer.begin() as connection:
            upsert(connection, PolicyModel, [row])

    def add(self, approval: Approval) -> Approval:
        """Keep a request; gives the one that is kept under its id already, as it is."""
        row = asdict(approval)
        with self._writer.begin() as connection:
            insert_missing(connection, ApprovalModel, [row])
        return self.approval(approval.id)

    def approval(self, approval: str) -> Approval:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(ApprovalModel, approval)) is None:
                raise NotFound("approval", approval)
            return _approval(row)

    def approvals(
        self,
        party: str | None,
        state: ApprovalState | None,
        now: int,
        after: str | None,
        limit: int,
    ) -> Sequence[Approval]:
        """Approvals of a party or of all, newest first, after one of them."""
        query = select(ApprovalModel).order_by(ApprovalModel.created.desc(), ApprovalModel.id)
        if party is not None:
            query = query.where(ApprovalModel.party == party)
        if state is ApprovalState.EXPIRED:
            query = query.where(_pending(), ApprovalModel.expires <= now)
        elif state is ApprovalState.PENDING:
            query = query.where(_pending(), ApprovalModel.expires > now)
        elif state is not None:
            query = query.where(ApprovalModel.state == state)
        with self._session() as session:
            if after is not None:
                if (last := session.get(ApprovalModel, after)) is None:
                    raise NotFound("approval", after)
                same = and_(ApprovalModel.created == last.created, ApprovalModel.id > last.id)
                query = query.where(or_(ApprovalModel.created < last.created, same))
            return [_approval(row) for row in session.scalars(query.limit(limit))]

    def decide(
        self, approval: str, state: ApprovalState, by: str, now: int, note: str = ""
    ) -> bool:
        """Decide what is pending at `now`; False if it is not, any more."""
        open_ = (ApprovalModel.id == approval, _pending(), ApprovalModel.expires > now)
        decided = {"state": state, "checker": by, "decided": now, "note": note}
        with self._writer.begin() as connection:
            changed = connection.execute(update(ApprovalModel).where(*open_).values(**decided))
            return changed.rowcount == 1

    def carried_out(self, approval: str, state: ApprovalState, status: int, result: Any) -> None:
        """Attach what an approved request was answered."""
        approved = ApprovalModel.state == ApprovalState.APPROVED
        change = update(ApprovalModel).where(ApprovalModel.id == approval, approved)
        with self._writer.begin() as connection:
            connection.execute(change.values(state=state, status=status, result=result))


def _pending() -> Any:
    return ApprovalModel.state == ApprovalState.PENDING


def _approval(row: ApprovalModel) -> Approval:
    request = HeldRequest(**{**row.request, "scopes": tuple(row.request["scopes"])})
    return Approval(
        id=row.id,
        party=row.party,
        act=row.act,
        operation=row.operation,
        facts=row.facts,
        request=request,
        fingerprint=row.fingerprint,
        maker=row.maker,
        created=row.created,
        expires=row.expires,
        state=row.state,
        checker=row.checker,
        decided=row.decided,
        note=row.note,
        status=row.status,
        result=row.result,
    )
