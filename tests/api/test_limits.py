"""What the service takes, and what it says when it was too much."""

import asyncio
import threading
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.api.limits import Limits, Rate
from sfc.api.rates import Buckets, Rates
from sfc.settings import Settings
from tests.api.service import World, money, problem, sandbox, serving

LIMITS = Limits(
    credential=Rate(1, 40),
    address=Rate(1, 10),
    request_seconds=1.0,
    cors_origins=("https://treasury.example",),
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox() as made:
        yield made


@pytest.fixture
def limited(world: World) -> Iterator[str]:
    """The same system behind another door, at which nobody has been."""
    with serving(world.system, LIMITS) as url:
        yield f"{url}/v1"


def clients(url: str, key: str | None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=url, headers=headers, timeout=10)


def test_a_credential_has_its_rate_and_is_told(world: World, limited: str) -> None:
    with clients(limited, world.system.operator_key) as client:
        first = client.get("/currencies")  # counted for the address: it is not known yet
        assert first.headers["RateLimit-Policy"] == '"address";q=10;w=10'
        answers = [client.get("/health") for _ in range(60)]
        assert answers[0].headers["RateLimit-Policy"] == '"credential";q=40;w=40'
        assert answers[0].headers["RateLimit"] == '"credential";r=39;t=1'
        refused = [each for each in answers if each.status_code == 429]
        assert 0 < len(refused) <= 20
        assert problem(refused[0])["code"] == "rate_limited"
        assert refused[0].headers["Retry-After"] == "1"
        assert refused[0].headers["RateLimit"].startswith('"credential";r=0;')
        with clients(limited, world.supplier.key) as other:
            assert other.get("/health").status_code == 200, "another has its own"


def test_made_up_credentials_share_the_rate_of_their_address(limited: str) -> None:
    with clients(limited, None) as client:
        answers = [
            client.get("/receivables", headers={"Authorization": f"Bearer sfc_key_{number}"})
            for number in range(30)
        ]
    codes = [each.status_code for each in answers]
    assert codes[:10] == [401] * 10 and 429 in codes[10:]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@given(
    per_second=st.integers(1, 50),
    burst=st.integers(1, 100),
    waits=st.lists(st.integers(0, 20), min_size=1, max_size=200),
)
def test_no_window_has_more_than_the_burst_and_what_came_back(
    per_second: int, burst: int, waits: list[int]
) -> None:
    clock = Clock()
    buckets = Buckets("test", Rate(per_second, burst), clock)
    taken: list[float] = []
    for wait in waits:
        clock.now += wait / 10
        budget = buckets.take(b"one")
        if budget.retry_after == 0:
            taken.append(clock.now)
        else:
            assert budget.retry_after >= 1
    for start, first in enumerate(taken):
        for count, last in enumerate(taken[start:], 1):
            assert count <= burst + (last - first) * per_second + 1e-6
    assert all(one <= other for one, other in pairwise(taken))


def test_of_many_strangers_only_the_latest_are_remembered() -> None:
    clock = Clock()
    rates = Rates(Limits(address=Rate(1, 1)), clock)
    for number in range(30_000):
        rates.take(b"", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(rates._addresses._left) == 20_000  # type: ignore[union-attr]
    budget, _ = rates.take(b"", "10.0.117.47")
    assert budget is not None and budget.retry_after == 1
    one, _ = rates.take(b"", "2001:db8::1")
    other, _ = rates.take(b"", "2001:db8::2")
    assert one and other and (one.retry_after, other.retry_after) == (0, 1), "one network"


def test_what_takes_too_long_is_answered(
    world: World, limited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()

    def slow(*_: object) -> tuple[()]:
        done.wait(10)
        return ()

    monkeypatch.setattr("sfc.api.routes.settlement.query.balances", slow)
    with clients(limited, world.core.key) as client:
        answer = client.get("/balances")
        done.set()
        found = problem(answer)
        assert (found["status"], found["code"]) == (504, "request_timed_out")
        assert "Request-Id" in answer.headers and answer.headers["X-Frame-Options"] == "DENY"
        monkeypatch.undo()
        assert client.get("/balances").status_code == 200


def test_one_that_never_ends_its_body_is_answered_and_nothing_is_done(
    world: World, limited: str
) -> None:
    async def talk() -> bytes:
        host, port = limited.removeprefix("http://").removesuffix("/v1").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        key = world.core.http.headers["Authorization"]
        head = f"POST /v1/asks HTTP/1.1\r\nHost: x\r\nAuthorization: {key}\r\n"
        writer.write(
            f"{head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{{}}".encode()
        )
        answer = await reader.read(4096)
        writer.close()
        return answer

    assert b"504 Gateway Timeout" in asyncio.run(talk())


@pytest.mark.parametrize(
    ("content", "headers", "code"),
    [
        (b'{"a": 1, "a": 2}', {}, (422, "request_malformed")),
        (b'{"receivable": {"x": 1, "y": [{"x": 1, "x": 1}]}}', {}, (422, "request_malformed")),
        (b'{"a": NaN}', {}, (422, "request_malformed")),
        (b'{"a": -Infinity}', {}, (422, "request_malformed")),
        (b"[" * 17 + b"]" * 17, {}, (422, "request_malformed")),
        ('{"a": 1}'.encode("utf-16"), {}, (422, "request_malformed")),
        ('{"a": 1, "a": 2}'.encode("utf-16-le"), {}, (422, "request_malformed")),
        (b'{"a": "\xff"}', {}, (422, "request_malformed")),
        (b'{"a": ' + b"9" * 5_000 + b"}", {}, (422, "request_malformed")),
        (b"{", {}, (422, "request_malformed")),
        (b"{}", {"Content-Encoding": "gzip"}, (415, "encoding_unsupported")),
        (b"{}", {"Content-Encoding": "identity, br"}, (415, "encoding_unsupported")),
        (b"{}", {"Content-Type": "text/plain"}, (415, "media_type_unsupported")),
        (b" " * 1_000_001, {}, (413, "request_too_large")),
        (b"{}", {"X-Long": "x" * 17_000}, (431, "headers_too_large")),
    ],
)
def test_bodies_are_small_plain_and_read_in_one_way(
    world: World, content: bytes, headers: dict[str, str], code: tuple[int, str]
) -> None:
    sent = {"Content-Type": "application/json", **headers}
    answer = world.supplier.http.post("/asks", content=content, headers=sent)
    found = problem(answer)
    assert (found["status"], found["code"]) == code


def test_what_is_wrong_is_said(world: World) -> None:
    def detail(content: bytes) -> str:
        sent = {"Content-Type": "application/json"}
        answer = world.supplier.http.post("/asks", content=content, headers=sent)
        return str(problem(answer)["detail"])

    assert "'a' twice" in detail(b'{"a": 1, "a": 2}')
    assert "NaN is no number" in detail(b"[NaN]")
    assert "UTF-8" in detail(b'{"a": "\xff"}')
    assert "no valid JSON" in detail(b"{")


@pytest.mark.parametrize(
    "amount",
    [
        {"amount": 1.5, "currency": "CNY"},
        {"amount": 100, "currency": "CNY"},
        {"amount": "1e3", "currency": "CNY"},
        {"amount": "1.005", "currency": "CNY"},
        money("1.00") | {"note": "more"},
    ],
)
def test_money_is_exact_text(world: World, amount: dict[str, Any]) -> None:
    identity = world.tokenised()
    body = {"receivable": identity, "to": world.tier2.id, "amount": amount}
    assert world.supplier.code("POST", "/transfers", body)[0] == 422


def test_pages_are_small(world: World) -> None:
    for path in ("/receivables", "/events", "/participants", "/imports", "/tasks", "/twins"):
        for limit in (0, -1, 201, 10**9):
            code = world.operator.code("GET", f"{path}?limit={limit}")
            assert code == (422, "request_malformed"), path


def test_other_origins_are_closed_out_unless_named(world: World, limited: str) -> None:
    asking = {"Origin": "https://treasury.example", "Access-Control-Request-Method": "GET"}
    closed = world.supplier.http.options("/receivables", headers=asking)
    assert closed.status_code == 405
    assert not [name for name in closed.headers if name.startswith("access-control")]
    with clients(limited, None) as client:
        opened = client.options("/receivables", headers=asking)
        assert opened.headers["access-control-allow-origin"] == "https://treasury.example"
        other = client.options("/receivables", headers=asking | {"Origin": "https://other.example"})
        assert "access-control-allow-origin" not in other.headers
        answer = client.get("/health", headers={"Origin": "https://treasury.example"})
        assert "RateLimit" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers


def test_every_answer_is_safe_to_show(world: World) -> None:
    for path in ("/health", "/none", "/receivables"):
        headers = world.stranger.http.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Cache-Control"] == "no-store"


def test_settings_become_limits() -> None:
    made = Limits.of(
        Settings(rate_per_second=7, rate_burst=9, cors_origins='["https://a.example"]')
    )
    assert made.credential == Rate(7, 9) and made.address == Rate(50, 200)
    assert made.cors_origins == ("https://a.example",)
