"""A world in which every write that can be tried is tried first, and then does what was said."""

import re
from typing import Any

import httpx
from sqlalchemy import inspect

from tests.api.described import DESCRIPTION
from tests.api.service import Client, Json, World, keyed

GAS = 40_000
"""A write that comes after its allowance finds some of what it touches warm, and costs less."""

SEVERAL = {"register"}
"""Its answer tells of the first transaction only: credit lines have their own. Tried once."""

NOT_OURS = {"operations", "audit_log", "credentials"}
"""Who asked for what, and with which key, is kept whatever comes of it."""


def can_be_tried() -> dict[str, tuple[str, re.Pattern[str]]]:
    """The operations that take `dry_run` and answer with what would happen."""
    return {
        operation["operationId"]: (method.upper(), re.compile(_pattern(path)))
        for path, item in DESCRIPTION["paths"].items()
        for method, operation in item.items()
        if re.search("/(CreditNote)?DryRun'", str(operation["responses"].get("200")))
    }


def _pattern(path: str) -> str:
    return re.sub(r"{\w+}", "[^/]+", path.removeprefix("/v1"))


OPERATIONS = can_be_tried()


class TryingWorld(World):
    """Keeps which operations were tried, and then done."""

    def __init__(self, *given: Any) -> None:
        self.tried: set[str] = set()
        self._names: set[str] = set()
        super().__init__(*given)

    def client(self, key: str | None, identity: str = "") -> Client:
        made = super().client(key, identity)
        plain, made.http = made.http, Trying(self, made.http)
        plain.close()
        return made

    def trace(self) -> Json:
        """All that a write could leave: the chain, every table, and the keys that are held."""
        context = self.system.context
        store: Any = context.store
        signer: Any = context.signer
        with store._reader.connect() as connection:
            self._names = self._names or set(inspect(connection).get_table_names()) - NOT_OURS
            tables = {
                name: connection.exec_driver_sql(f"SELECT * FROM {name}").all()
                for name in self._names
            }
        return {"head": context.events.head(), "keys": len(signer._keys._accounts), **tables}


class Traced(TryingWorld):
    """Tries nothing of its own accord."""

    def client(self, key: str | None, identity: str = "") -> Client:
        return World.client(self, key, identity)


class Trying(httpx.Client):
    """Sends a write with `dry_run` first."""

    def __init__(self, world: TryingWorld, like: httpx.Client) -> None:
        hooks = {"request": [keyed]}
        super().__init__(
            base_url=like.base_url, headers=like.headers, timeout=90, event_hooks=hooks
        )
        self._world = world

    def request(self, method: str, url: Any, **given: Any) -> httpx.Response:
        params = given.get("params") or {}
        matching = (
            name
            for name, (verb, path) in OPERATIONS.items()
            if verb == method and path.fullmatch(url)
        )
        name = next(matching, None)
        tried_before = name in SEVERAL and name in self._world.tried
        if name is None or tried_before or "dry_run" in params:
            return super().request(method, url, **given)
        before = self._world.trace()
        asked = given | {"params": {**params, "dry_run": "true"}}
        tried = super().request(method, url, **asked)
        after = self._world.trace()
        left = [place for place in after if after[place] != before[place]]
        assert not left, f"a dry run of {name} leaves a trace in {left}"
        done = super().request(method, url, **given)
        self._compare(name, tried, done)
        return done

    def _compare(self, name: str, tried: httpx.Response, done: httpx.Response) -> None:
        if tried.is_error:  # before it came to the ledger
            assert (done.status_code, done.json()["code"]) == (
                tried.status_code,
                tried.json()["code"],
            )
            return
        said, came = tried.json(), done.json()
        where = f"{name}: {said}, then {came}"
        if done.headers.get("Idempotent-Replayed"):
            return
        assert said["would_succeed"] == done.is_success, where
        if done.is_success:
            self._world.tried.add(name)
            transaction = came.get("transaction")
            if isinstance(transaction, dict) and name not in SEVERAL:
                assert abs(said["gas"] - transaction["gas_used"]) <= GAS, where
            if "comes_to" in said:
                assert _settled(said["comes_to"]) == _settled(came), where
        else:
            assert said["refusal"]["code"] == came["code"], where


def _settled(answer: Json) -> Json:
    """What became of a credit note, but for its transaction, and what was a task before."""
    note, tasks = answer["credit_note"], [t for t in answer["tasks"] if t["state"] == "open"]
    return answer | {
        "credit_note": note and {**note, "transaction": None},
        "tasks": [{**task, "opened_at": None} for task in tasks],
    }
