"""The log of privileged acts: what is in it, and who reads it."""

from collections.abc import Iterator

import pytest

from sfc.domain.audit_log import first_broken
from tests.api.service import Client, Json, World, money, sandbox

LIMIT = money("800000000.00")


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox() as made:
        yield made


def entries(client: Client) -> list[Json]:
    return list(client.get("/audit-log", limit=200)["data"])


def acts(client: Client) -> list[tuple[str, str]]:
    return [(each["action"], each["outcome"]) for each in entries(client)]


def test_an_act_is_written_down_before_and_after(own: World) -> None:
    one = own.register("core_enterprise")
    own.operator.post(f"/participants/{one.id}/suspend", None, 200)
    after, before = entries(own.operator)[:2]
    assert (before["action"], before["outcome"]) == ("suspend", "asked")
    assert before["detail"] == {"participant": one.id}
    assert (after["action"], after["outcome"], after["about"]) == ("suspend", "200", one.id)
    assert (after["user"], after["party"]) == ("usr_operator", "operator")
    assert after["previous"] == before["hash"]
    assert acts(one)[:2] == [("suspend", "200"), ("suspend", "asked")]


@pytest.mark.parametrize(
    ("method", "path", "body", "action", "outcome"),
    [
        ("POST", "/sandbox/clock", {"days": 1}, "clock", "200"),
        ("POST", "/sandbox/clock", {"days": -1}, "clock", "422"),
        ("PUT", "/participants/par_1/credit-line", {"limit": LIMIT}, "set_credit_line", "200"),
        ("POST", "/users", {"name": "N"}, "add_user", "201"),
        ("PUT", "/approval-policy", {"rules": []}, "set_approval_policy", "200"),
        ("POST", "/participants/par_1/reinstate", None, "reinstate", "200"),
    ],
)
def test_what_is_privileged(
    own: World, method: str, path: str, body: Json | None, action: str, outcome: str
) -> None:
    own.operator.http.request(method, path, json=body)
    assert acts(own.operator)[0] == (action, outcome)
    assert entries(own.operator)[1]["detail"].items() >= (body or {}).items()


def test_what_was_refused_is_there_too(own: World) -> None:
    own.supplier.code("POST", "/sandbox/clock", {"days": 1})
    latest = entries(own.operator)[0]
    assert (latest["action"], latest["outcome"], latest["party"]) == (
        "clock",
        "403",
        own.supplier.id,
    )


def test_wrong_keys_and_signatures_are(own: World) -> None:
    own.client("sfc_key_abcdefghi").code("GET", "/tasks")
    latest = entries(own.operator)[0]
    assert (latest["action"], latest["outcome"]) == ("wrong_key", "refused")
    assert latest["detail"] == {"address": "127.0.0.1", "prefix": "sfc_key_abcdef"}
    own.stranger.code("POST", "/sessions", {"message": "m", "signature": "0x" + "00" * 65})
    assert acts(own.operator)[:2] == [("open_session", "422"), ("open_session", "asked")]


def test_keys_are_not(own: World) -> None:
    (user, *_) = own.supplier.get("/users")["data"]
    made = own.supplier.post("/credentials", {"user": user["id"]})
    assert made["api_key"] not in str(entries(own.operator))
    assert acts(own.supplier)[0] == ("issue_credential", "201")


def test_who_was_given_a_key_by_another_sees_it(own: World) -> None:
    (user, *_) = own.bank.get("/users")["data"]
    made = own.operator.post("/credentials", {"user": user["id"]})
    assert acts(own.bank)[0] == ("issue_credential", "201")
    assert entries(own.bank)[0]["user"] == "usr_operator"
    own.operator.http.delete(f"/credentials/{made['credential']['id']}")
    assert acts(own.bank)[0] == ("revoke_credential", "200")


def test_everyday_business_is_not(own: World) -> None:
    before = entries(own.operator)
    own.tokenised()
    assert entries(own.operator) == before


def test_who_reads_what(own: World) -> None:
    reader = own.register("regulator")
    assert entries(reader) == entries(own.operator)
    seen = entries(own.bank)
    assert seen and all(own.bank.id in (each["party"], each["about"]) for each in seen)


def test_pages_are_whole_and_the_chain_is(own: World) -> None:
    numbers: list[int] = []
    cursor: str | None = None
    while True:
        page = own.operator.get("/audit-log", limit=7, **({"cursor": cursor} if cursor else {}))
        numbers += [each["number"] for each in page["data"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert numbers == list(range(len(numbers), 0, -1))
    assert first_broken(own.system.context.access.log.all()) is None
