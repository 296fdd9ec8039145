"""A bank's program, written from docs/openapi.json alone: it imports httpx, and nothing of ours.

Operations are found by their ids, bodies begin as their examples, and what the description says is
all that is known: addresses, methods, needed headers, the status of success, where answers link to.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
DESCRIPTION: Json = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS: dict[str, tuple[str, str, Json]] = {
    spec["operationId"]: (method, path, spec)
    for path, item in DESCRIPTION["paths"].items()
    for method, spec in item.items()
}
KEYS = (f"integration {number}" for number in count(1))


class Service:
    """Calls operations by the ids that the description gives them, for one credential."""

    def __init__(self, url: str, key: str) -> None:
        (scheme,) = DESCRIPTION["components"]["securitySchemes"].values()
        assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
        self.http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"})

    def call(self, name: str, body: Json | None = None, **places: str) -> Json:
        """Do an operation and give its answer; `body` over what the example says."""
        method, path, spec = OPERATIONS[name]
        headers = {"Prefer": "wait=30"}
        for parameter in spec.get("parameters", ()):
            if parameter["in"] == "header" and parameter.get("required"):
                headers[parameter["name"]] = next(KEYS)
        in_path = {name: places.pop(name) for name in re.findall(r"{(\w+)}", path)}
        content = None if "requestBody" not in spec else example(spec) | (body or {})
        response = self.http.request(
            method, path.format(**in_path), params=places, json=content, headers=headers, timeout=60
        )
        said = spec["responses"][str(response.status_code)]
        assert response.status_code < 300, (said["description"], response.text)
        found: Json = response.json()
        return found


def example(spec: Json) -> Json:
    """The first example of an operation's body."""
    schema = spec["requestBody"]["content"]["application/json"]["schema"]
    while "$ref" in schema:
        schema = DESCRIPTION["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return dict(schema["examples"][0])


def linked(source: str, target: str, answer: Json) -> dict[str, str]:
    """The parameters of what follows, as the description links them to an answer."""
    responses = OPERATIONS[source][2]["responses"].values()
    (link,) = (each["links"][target] for each in responses if target in each.get("links", {}))
    found = {}
    for name, expression in link["parameters"].items():
        value: Any = answer
        for part in expression.removeprefix("$response.body#/").split("/"):
            value = value[int(part)] if isinstance(value, list) else value[part]
        found[name] = str(value)
    return found


@pytest.fixture(scope="module")
def started() -> Iterator[tuple[str, str]]:
    """A sandbox in a process of its own: its address, and the operator's key."""
    code = (
        "import sys\n"
        "said, sys.stdout = sys.stdout, sys.stderr  # what is logged is not for the reader\n"
        "from tests.api.service import sandbox\n"
        "with sandbox() as world:\n"
        "    print(world.url, world.system.operator_key, sep='|', file=said, flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        url, _, key = process.stdout.readline().strip().partition("|")
        yield url, key
        process.communicate("\n")


@pytest.fixture
def connected(started: tuple[str, str]) -> Iterator[Callable[..., Service]]:
    """Speaks for whoever has a key; without one given, for the operator."""
    url, operator_key = started
    with ExitStack() as stack:

        def connect(key: str = "") -> Service:
            made = Service(url, key or operator_key)
            stack.enter_context(made.http)
            return made

        yield connect


def test_a_bank_integrates_from_the_description(connected: Callable[..., Service]) -> None:
    operator = connected()

    def register(role: str, number: int) -> tuple[Service, str]:
        entry = {"roles": [role], "name": f"Party {number}", "legal_id": f"PARTY-{number}"}
        made = operator.call("register", entry)
        return connected(made["api_key"]), made["participant"]["id"]

    buyer, buyer_id = register("core_enterprise", 1)
    seller, _ = register("supplier", 2)
    bank, bank_id = register("financier", 3)
    for rich in (buyer_id, bank_id):
        operator.call("faucet", {"participant": rich})

    made = seller.call("record_invoice", {"obligor": buyer_id})
    here = linked("record_invoice", "confirm", made)
    assert buyer.call("confirm", **here)["receivable"]["status"] == "confirmed"
    assert seller.call("tokenise", **here)["receivable"]["status"] == "tokenised"

    asked = seller.call("ask", here)
    quote = bank.call("offer_quote", here)
    compared = seller.call("comparison", **linked("ask", "comparison", asked))
    assert quote["id"] in json.dumps(compared)
    chosen = linked("offer_quote", "accept_quote", quote)
    sale = seller.call("accept_quote", {"amount": asked["amount"]}, **chosen)["sale"]
    assert sale["receivable"] == here["receivable"]

    operator.call("clock")
    whole = buyer.call("receivable", **here)["receivable"]["face"]
    settled = buyer.call("pay", here | {"amount": whole})["receivable"]
    assert settled["status"] == "settled"
    parts = [party.call("redeem", here)["amount"]["amount"] for party in (bank, seller)]
    assert parts == ["500000.00", "500000.00"]
