"""Operations, on each database."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.operations import Operation, OperationState, new_operation_id, to_be_offered
from sfc.store import SqlOperations


@pytest.fixture
def operations(engine: Engine) -> SqlOperations:
    return SqlOperations(engine)


def asked(key: str = "key", caller: str = "par_1", created: int = 100) -> Operation:
    return Operation(
        id=new_operation_id(),
        caller=caller,
        key=key,
        fingerprint="print",
        method="POST",
        target="/v1/payments?a=b",
        request=b'{"\xe5\x88\x97": 1}',
        created=created,
        changed=created,
    )


def test_a_key_of_a_caller_has_one_operation(operations: SqlOperations) -> None:
    first = asked()
    assert operations.reserve(first) == first
    assert operations.reserve(replace(asked(), fingerprint="other")) == first
    other = asked(caller="par_2")
    assert operations.reserve(other) == other
    assert operations.operation(first.id) == first
    with pytest.raises(NotFound, match="operation op_none"):
        operations.operation("op_none")


def test_what_becomes_of_one(operations: SqlOperations) -> None:
    first = operations.reserve(asked())
    assert [each.id for each in operations.unfinished()] == [first.id]
    operations.fail(first.id, 101, 409, {"code": "not_confirmed"})
    failed = operations.operation(first.id)
    assert (failed.state, failed.changed, failed.status) == (OperationState.FAILED, 101, 409)
    assert failed.answer == {"code": "not_confirmed"} and failed.request is None
    assert operations.unfinished() == []
    operations.attempt(first.id, 102, b"{}", to_be_offered("unsigned"))
    again = operations.operation(first.id)
    assert (first.returns, again.returns) == ("", "unsigned")
    assert (again.state, again.attempts, again.request) == (OperationState.RUNNING, 2, b"{}")
    assert again.status is None and again.answer is None
    operations.await_signature(first.id, 103, {"request": {"method": "m"}})
    waits = operations.operation(first.id)
    assert waits.state is OperationState.AWAITING_SIGNATURE and waits.request == b"{}"
    assert waits.to_sign == {"request": {"method": "m"}}
    body = {"amount": {"amount": "1234.56", "currency": "CNY"}, "列": ["人", None, 2**70]}
    operations.finish(first.id, 104, 201, body)
    done = operations.operation(first.id)
    assert (done.state, done.status, done.answer) == (OperationState.DONE, 201, body)
    assert done.request is None, "the request is kept no longer than it is needed"


def test_pages_are_newest_first_and_the_callers_own(operations: SqlOperations) -> None:
    made = [operations.reserve(asked(f"key {n}", created=100 + n // 2)) for n in range(5)]
    stranger = operations.reserve(asked("key", caller="par_2"))
    seen: list[str] = []
    cursor = None
    while True:
        page, cursor = operations.operations_of("par_1", cursor, 2)
        seen += [each.id for each in page]
        if cursor is None:
            break
    newest = sorted(made, key=lambda each: (each.created, each.id), reverse=True)
    assert seen == [each.id for each in newest]
    with pytest.raises(IdMalformed):
        operations.operations_of("par_1", stranger.id, 2)


def test_what_is_old_is_forgotten_unless_it_runs(operations: SqlOperations) -> None:
    runs, done, young = (operations.reserve(asked(key)) for key in ("runs", "done", "young"))
    operations.finish(done.id, 200, 201, {})
    operations.finish(young.id, 300, 201, {})
    assert operations.forget(200) == 0
    assert operations.forget(201) == 1
    left = operations.operations_of("par_1", None, 10)[0]
    assert {each.id for each in left} == {runs.id, young.id}
    anew = asked("done")
    assert operations.reserve(anew) == anew
