"""The example of every operation is sent to the service, and the answer is as described."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from sfc.domain import moments
from tests.api.described import DESCRIPTION, SCHEMAS, Described, replaced
from tests.api.ready import NUMBERS, OPERATIONS, READY, default, renamed
from tests.api.service import World, problem, sandbox

REFUSED: dict[str, int] = {
    "reset": 403,
    "close_session": 409,
    # their addresses name what is not there
    **dict.fromkeys(("get_import", "list_import_results"), 404),
    **dict.fromkeys(("deal", "collect_debt", "pay_debt", "put_back", "release_hold_back"), 404),
    **dict.fromkeys(("original", "readers", "grant", "revoke", "rotate", "prove"), 404),
    **dict.fromkeys(
        (
            *("reconciliation", "reconciliation_entries", "reconciliation_entry"),
            *("decide_about_entry", "post_matched"),
        ),
        404,
    ),
    **dict.fromkeys(("suspected_twin", "decide_about_twins", "finish_task"), 404),
    **dict.fromkeys(("credit_note", "decline_credit_note"), 404),
    **dict.fromkeys(("hand_in_signature", "hand_in_transaction", "claim_credential"), 404),
    **dict.fromkeys(("tokenise_from_batch", "withdraw_from_batch"), 404),
    **dict.fromkeys(("delivery", "redeliver"), 404),
    # their examples are abridged
    **dict.fromkeys(("reconcile_statement", "open_session", "verify", "journal_by_chart"), 422),
    # what they need has not happened
    **dict.fromkeys(("cancel_recovery", "carry_out_recovery", "mark_default"), 409),
    **dict.fromkeys(("clear", "deliver", "lapse", "reveal", "close_batch"), 409),
    "import_file": 422,
    **dict.fromkeys(("set_approval_policy", "withdraw_credit"), 409),
    **dict.fromkeys(("agree_to_credit_note", "rotate_credential"), 403),
}
"""Examples that a service in this state has to refuse: with what."""
SECRETS = ("api_key", "fields", "keys", "secret")
"""What is shown once, and not with the answer of before."""


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox(webhook_plain_http=True, webhook_networks='["127.0.0.0/8"]') as made:
        made.give(made.supplier, "100000.00")
        yield made


def prepared(world: World, each: Described) -> Callable[..., httpx.Response]:
    """What sends the example of an operation, with headers of its own, if given.

    With `another` its address is written in another way, to the same effect.
    """
    client, ids = READY.get(each.name, default(each))(world)
    known = each.parameters("path") | ids
    query = replaced(each.parameters("query"), renamed(world, ids))
    body = each.body()
    content: Any = None
    headers = {"Prefer": "wait=30", "Idempotency-Key": f"example {next(NUMBERS)}"}
    if body is not None:
        kind, example = body
        headers["Content-Type"] = kind
        example = replaced(example, renamed(world, ids))
        content = example if isinstance(example, str) else json.dumps(example)
    path = each.path.removeprefix("/v1").format(**known)

    def send(*, another: bool = False, **changes: str) -> httpx.Response:
        where = f"{path}?{urlencode(query)}&" if another else path
        asked, told = None if another else query, headers | changes
        return client.http.request(
            each.method, where, params=asked, content=content, headers=told, timeout=30
        )

    return send


@contextmanager
def held() -> Iterator[tuple[Event, Event]]:
    """Writes stop when they are done: the first event is set then, and they wait for the other."""
    reached, go_on = Event(), Event()

    def watcher(moment: str) -> None:
        if moment == "before answering":
            reached.set()
            assert go_on.wait(30)

    moments.watch(watcher)
    try:
        yield reached, go_on
    finally:
        go_on.set()
        moments.watch(None)


def done_once(each: Described, send: Callable[..., httpx.Response]) -> httpx.Response:
    """The answer to a write, which keeps to its key: while it goes on, and when it is done."""
    with ThreadPoolExecutor(1) as pool, held() as (reached, go_on):
        first = pool.submit(send)
        while not (reached.wait(0.01) or first.done()):
            pass
        if reached.is_set():
            assert code(send(Prefer="wait=0")) == (409, "request_in_progress")
            assert code(send(another=True)) == (422, "idempotency_conflict")
        go_on.set()
        response = first.result()
    if response.is_success:
        assert reached.is_set(), f"{each.name} is done whatever its key is"
        again = send()
        assert again.status_code == response.status_code
        assert again.headers["Idempotent-Replayed"] == "true"
        secret = {name: None for name in SECRETS if name in response.json()}
        assert again.json() == response.json() | secret
        assert code(send(another=True)) == (422, "idempotency_conflict")
    return response


def code(response: httpx.Response) -> tuple[int, str]:
    found = problem(response)
    return found["status"], found["code"]


def follow(world: World, each: Described) -> None:
    """A stream has no end: its beginning has to be what is described."""
    with world.supplier.http.stream(each.method, each.path.removeprefix("/v1")) as response:
        kind = response.headers["content-type"].partition(";")[0]
        assert kind in each.spec["responses"]["200"]["content"]


@pytest.mark.parametrize("name", sorted(OPERATIONS, key=lambda name: (name == "clock", name)))
def test_the_example_of(own: World, name: str) -> None:
    each = OPERATIONS[name]
    if name == "follow":
        follow(own, each)
        return
    send = prepared(own, each)
    response = done_once(each, send) if each.takes_key else send()
    each.check(response)
    assert response.status_code == REFUSED.get(name, response.status_code)
    assert response.is_success or name in REFUSED, response.text


def test_every_refusal_is_a_problem() -> None:
    for each in OPERATIONS.values():
        for status, answer in each.spec["responses"].items():
            if status >= "4":
                (content,) = answer["content"].items()
                where = (each.name, status)
                assert content[0] == "application/problem+json", where
                assert content[1]["schema"] == {"$ref": "#/components/schemas/Problem"}, where


def test_everything_is_described() -> None:
    for each in OPERATIONS.values():
        assert each.spec["tags"] and each.spec["summary"] and each.spec["description"], each.name
        for parameter in each.spec.get("parameters", ()):
            assert parameter["description"], (each.name, parameter["name"])
        assert each.spec.get("security") or "x-scope" not in each.spec, each.name
    assert DESCRIPTION["openapi"].startswith("3.1") and DESCRIPTION["servers"]
    assert not [name for name in SCHEMAS if "__" in name], "two models have one name"
