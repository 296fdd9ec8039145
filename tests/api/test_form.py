"""Strict forms, pages, problems, headers and idempotency."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sfc.api.guard import MOST_BYTES
from sfc.api.statuses import STATUS_OF
from sfc.domain.errors import BY_CODE
from tests.api.service import World, money, problem


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"amount": 10.5}, "amount"),
        ({"amount": {"amount": 10.5, "currency": "CNY"}}, "amount.amount"),
        ({"amount": {"amount": 10, "currency": "CNY"}}, "amount.amount"),
        ({"amount": {"amount": "10", "currency": "CNY", "scale": 2}}, "amount.scale"),
        ({"issue_date": "2026-02-30"}, "issue_date"),
        ({"issue_date": "20260301"}, "issue_date"),
        ({"issue_date": 20513}, "issue_date"),
        ({"issue_date": "2026-03-01T00:00:00Z"}, "issue_date"),
        ({"terms": "1"}, "terms"),
        ({"terms": 1.0}, "terms"),
        ({"invoice_number": ""}, "invoice_number"),
        ({"evidence_root": "0x12"}, "evidence_root"),
        ({"invoice_number": "a\x00b"}, "invoice_number"),
    ],
)
def test_what_does_not_have_the_form_is_refused(
    world: World, change: dict[str, Any], field: str
) -> None:
    found = world.supplier.refused("POST", "/receivables", world.invoice() | change)
    assert (found["status"], found["code"]) == (422, "request_malformed")
    assert [error["field"] for error in found["errors"]] == [field]
    assert found["errors"][0]["reason"]


def test_half_a_character_is_refused(world: World) -> None:
    content = b'{"name": "\\ud800", "legal_id": "\\ud800", "roles": ["supplier"]}'
    response = world.operator.http.post("/participants", content=content, headers=JSON)
    assert problem(response)["code"] == "request_malformed"


def test_moments_have_a_zone_and_a_range(world: World) -> None:
    identity = world.tokenised()
    for at in ("2026-09-01T00:00:00", "1969-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "now"):
        body = {"receivable": identity, "expires_at": at}
        found = world.supplier.refused("POST", "/asks", body)
        assert [error["field"] for error in found["errors"]] == ["expires_at"]


def test_all_mistakes_are_named_at_once(world: World) -> None:
    found = world.supplier.refused("POST", "/receivables", {"obligor": world.core.id})
    assert {error["field"] for error in found["errors"]} == {
        "invoice_number",
        "issue_date",
        "due_date",
        "amount",
    }


def test_ids_that_are_none(world: World) -> None:
    for path in ("/receivables/rcv_1", "/receivables/RCV_1", "/participants/7"):
        assert world.operator.code("GET", path) == (422, "id_malformed")
    missing = "rcv_" + "0" * 64
    assert world.operator.code("GET", f"/receivables/{missing}") == (404, "not_found")
    assert world.operator.code("GET", "/participants/par_4000000") == (404, "not_found")
    assert world.operator.code("GET", "/quotes/quo_none") == (404, "not_found")


def test_pages_that_are_none(world: World) -> None:
    assert world.operator.code("GET", "/nowhere") == (404, "not_found")
    assert world.operator.code("DELETE", "/receivables") == (405, "method_not_allowed")
    assert world.operator.http.delete("/approval-policy").headers["Allow"] == "GET, PUT"
    assert world.operator.http.put("/auctions/withdraw").headers["Allow"] == "POST"


@pytest.mark.parametrize("path", ["auctions/withdraw", "receivables/bulk", "receivables/issue"])
def test_an_address_that_is_written_out_is_no_id(world: World, path: str) -> None:
    for client in (world.supplier, world.stranger):
        refused = client.http.get(f"/{path}")
        assert problem(refused)["code"] == "method_not_allowed"
        assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")


def test_bodies_that_are_none(world: World) -> None:
    http = world.supplier.http
    broken = problem(http.post("/receivables", content=b"{", headers=JSON))
    assert broken["code"] == "request_malformed"
    deep = problem(http.post("/receivables", content=b"[" * 90_000, headers=JSON))
    assert (deep["status"], deep["code"]) == (422, "request_malformed")
    form = problem(http.post("/receivables", data={"a": "b"}))
    assert (form["status"], form["code"]) == (415, "media_type_unsupported")
    large = problem(http.post("/receivables", content=b" " * (MOST_BYTES + 1), headers=JSON))
    assert (large["status"], large["code"]) == (413, "request_too_large")
    parts = (b" " * 100_000 for _ in range(11))
    streamed = problem(http.post("/receivables", content=parts, headers=JSON))
    assert (streamed["status"], streamed["code"]) == (413, "request_too_large")


JSON = {"Content-Type": "application/json"}


def test_pages_of_receivables_are_whole_and_newest_first(world: World) -> None:
    supplier = world.register("supplier")
    made = [supplier.post("/receivables", world.invoice())["receivable"]["id"] for _ in range(5)]
    seen: list[str] = []
    page = supplier.get("/receivables", limit=2)
    while True:
        seen += [each["id"] for each in page["data"]]
        if page["next_cursor"] is None:
            break
        page = supplier.get("/receivables", limit=2, cursor=page["next_cursor"])
    assert seen == made[::-1]
    assert supplier.code("GET", "/receivables?cursor=nonsense") == (422, "id_malformed")


def test_filters(world: World) -> None:
    supplier = world.register("supplier")
    one = supplier.post("/receivables", world.invoice())["receivable"]
    two = supplier.post("/receivables", world.invoice(days=30))["receivable"]
    world.core.post(f"/receivables/{two['id']}/confirm", {}, 200)

    def ids(**wanted: str) -> list[str]:
        return [each["id"] for each in supplier.get("/receivables", **wanted)["data"]]

    assert ids(status="confirmed") == [two["id"]]
    assert ids(status="recorded", obligor=world.core.id) == [one["id"]]
    assert ids(due_to=two["due_date"]) == [two["id"]]
    assert ids(due_from=one["due_date"], currency="CNY") == [one["id"]]
    assert ids(holder=supplier.id) == []
    for query in ("status=lost", "limit=0", "limit=201", "colour=red", "due_from=soon"):
        assert supplier.code("GET", f"/receivables?{query}")[1] == "request_malformed"


def test_pages_of_participants(world: World) -> None:
    seen: list[str] = []
    page = world.bank.get("/participants", limit=3)
    while page["next_cursor"]:
        seen += [each["id"] for each in page["data"]]
        page = world.bank.get("/participants", limit=3, cursor=page["next_cursor"])
    seen += [each["id"] for each in page["data"]]
    assert seen == [f"par_{number}" for number in range(1, len(seen) + 1)]


def test_headers_are_safe(world: World) -> None:
    response = world.operator.http.get("/participants")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Request-Id"].startswith("req_")
    assert "server" not in response.headers
    assert "access-control-allow-origin" not in response.headers


def test_a_key_is_shown_once_and_kept_as_a_digest(world: World) -> None:
    body = {"name": "Once", "legal_id": "ONCE-1", "roles": ["supplier"]}
    headers = {"Idempotency-Key": "register once"}
    first = world.operator.http.post("/participants", json=body, headers=headers).json()
    assert first["api_key"].startswith("sfc_key_")
    again = world.operator.http.post("/participants", json=body, headers=headers)
    assert again.json() == first | {"api_key": None}


def test_a_repeated_write_is_done_once(world: World) -> None:
    invoice = world.invoice()
    headers = {"Idempotency-Key": "a key of ours"}
    first = world.supplier.http.post("/receivables", json=invoice, headers=headers)
    again = world.supplier.http.post("/receivables", json=invoice, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    other = world.supplier.http.post("/receivables", json=world.invoice(), headers=headers)
    assert problem(other)["code"] == "idempotency_conflict"
    elsewhere = world.core.http.post("/receivables/issue", json={}, headers=headers)
    assert problem(elsewhere)["code"] == "request_malformed", "keys are the caller's own"


def test_a_refused_write_may_be_tried_again(world: World) -> None:
    identity = world.recorded()
    headers = {"Idempotency-Key": "too early"}
    path = f"/receivables/{identity}/tokenise"
    assert world.supplier.http.post(path, headers=headers).status_code == 409
    world.core.post(f"/receivables/{identity}/confirm", {}, 200)
    assert world.supplier.http.post(path, headers=headers).status_code == 200


def test_concurrent_repetitions_are_one(world: World) -> None:
    identity = world.tokenised("1000.00")
    body = {"receivable": identity, "to": world.tier2.id, "amount": money("10.00")}
    headers = {"Idempotency-Key": "all at once"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda _: world.supplier.http.post("/transfers", json=body, headers=headers),
                range(8),
            )
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    holders = world.supplier.get(f"/receivables/{identity}")["holders"]
    assert [each["amount"]["amount"] for each in holders] == ["990.00", "10.00"]


def test_concurrent_writes_all_count(world: World) -> None:
    identity = world.tokenised("1000.00")
    body = {"receivable": identity, "to": world.tier2.id, "amount": money("1.00")}
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: world.supplier.http.post("/transfers", json=body), range(24))
        )
    assert {answer.status_code for answer in answers} == {201}
    holders = world.supplier.get(f"/receivables/{identity}")["holders"]
    assert [each["amount"]["amount"] for each in holders] == ["976.00", "24.00"]


def test_each_code_has_a_status_and_a_page(world: World) -> None:
    assert set(STATUS_OF) == set(BY_CODE)
    for code in BY_CODE:
        page = world.stranger.get(f"/problems/{code}")
        assert page["code"] == code and page["meaning"]
    assert world.stranger.code("GET", "/problems/none") == (404, "not_found")


def test_what_breaks_inside_stays_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr("sfc.api.routes.settlement.query.balances", broken)
    response = world.core.http.get("/balances")
    found = problem(response)
    assert (found["status"], found["code"]) == (500, "internal_error")
    assert "inside" not in response.text
    assert found["fields"]["request"] == response.headers["Request-Id"]


def test_the_description_is_whole(world: World) -> None:
    described = world.stranger.get("/openapi.json")
    operations = [
        (path, method, operation)
        for path, item in described["paths"].items()
        for method, operation in item.items()
    ]
    names = [operation["operationId"] for *_, operation in operations]
    assert len(set(names)) == len(names) > 25
    assert "Problem" in described["components"]["schemas"]
    assert "HTTPValidationError" not in str(described)
    for _, _method, operation in operations:
        assert operation["summary"] and operation["description"]
        body = operation.get("requestBody", {}).get("content", {})
        if "application/json" in body:  # else a file as it is
            reference = body["application/json"]["schema"]["$ref"]
            schema = described["components"]["schemas"][reference.rpartition("/")[2]]
            assert schema["examples"], reference
            assert schema["additionalProperties"] is False
        if "x-scope" in operation:
            assert "401" in operation["responses"]


SELF_EXPLAINING = tuple(
    f"/v1/{page}" for page in "health live ready metrics problems sandbox/clock quotes/".split()
)


def test_an_example_goes_with_everything_that_must_be_sent(world: World) -> None:
    """And with everything that is answered; what is answered as a file is described instead."""
    described = world.stranger.get("/openapi.json")
    schemas = described["components"]["schemas"]

    def has_example(part: Any) -> bool:
        if "example" in str(part):
            return True
        named = re.findall(r"#/components/schemas/(\w+)", str(part))
        return any(has_example(schemas[name]) for name in named)

    for path, item in described["paths"].items():
        if path.startswith(SELF_EXPLAINING):
            continue
        for method, operation in item.items():
            for each in operation.get("parameters", []):
                if each["in"] == "path":
                    assert has_example(each), (method, path, each["name"])
            answers = [operation["responses"].get(code, {}) for code in ("200", "201")]
            for sent in (operation.get("requestBody", {}), *answers):
                for media_type, content in sent.get("content", {}).items():
                    if media_type == "application/json" and "binary" not in str(content):
                        assert has_example(content), (method, path)
            if "requestBody" in operation:
                assert has_example(operation["requestBody"]), (method, path)
