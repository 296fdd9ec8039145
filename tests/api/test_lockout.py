"""Wrong credentials lock out where they come from, for a time."""

from collections.abc import Iterator

import httpx
import pytest

from sfc.api.lockout import LOCKED_SECONDS, WINDOW_SECONDS, Lockout
from sfc.bootstrap import open_sandbox
from sfc.domain.errors import SignInLocked
from sfc.settings import Settings
from tests.api.service import START, problem, serving

MOST = 3
RIGHT = "operator of the tests"


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    settings = Settings(operator_key=RIGHT, network_secret="n" * 32, sign_in_failures=MOST)
    with (
        open_sandbox(settings, start=START) as system,
        serving(system) as url,
        httpx.Client(base_url=f"{url}/v1") as client,
    ):
        yield client


def tasks(http: httpx.Client, key: str) -> httpx.Response:
    return http.get("/tasks", headers={"Authorization": f"Bearer {key}"})


def test_right_keys_are_refused_too_while_it_lasts(http: httpx.Client) -> None:
    assert tasks(http, RIGHT).status_code == 200
    for _ in range(MOST):
        assert tasks(http, "wrong").status_code == 401
    for key in ("wrong", RIGHT):
        locked = tasks(http, key)
        found = problem(locked)
        assert (found["status"], found["code"]) == (429, "sign_in_locked")
        assert 0 < int(locked.headers["Retry-After"]) <= LOCKED_SECONDS
    signing_in = {"message": "m", "signature": "0x" + "00" * 65}
    assert problem(http.post("/sessions", json=signing_in))["code"] == "sign_in_locked"
    assert http.get("/health").status_code == 200, "who shows nothing is not locked out"


def test_wrong_signatures_count(http: httpx.Client) -> None:
    for _ in range(MOST):
        body = {"message": "m", "signature": "0x" + "00" * 65}
        assert http.post("/sessions", json=body).status_code == 422
    assert tasks(http, RIGHT).status_code == 429


@pytest.mark.parametrize("path", ["/imports", "/documents", "/asks"])
def test_wrong_keys_count_once_wherever_they_are_shown(http: httpx.Client, path: str) -> None:
    wrong, right = {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {RIGHT}"}
    for _ in range(MOST - 1):
        assert http.post(path, headers=wrong, json={}).status_code == 401
        assert http.get("/tasks", headers=right).status_code == 200
    http.post(path, headers=wrong, json={})
    assert http.get("/tasks", headers=right).status_code == 429


class Time:
    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> int:
        return self.now


def test_it_ends_and_begins_with_nothing_counted() -> None:
    time = Time()
    lockout = Lockout(2, time)
    assert not lockout.failed("a")
    assert lockout.failed("a")
    with pytest.raises(SignInLocked):
        lockout.check("b", "a")
    lockout.check("b")
    time.now += LOCKED_SECONDS
    lockout.check("a")
    assert not lockout.failed("a")


def test_failures_of_long_ago_do_not_count() -> None:
    time = Time()
    lockout = Lockout(2, time)
    assert not lockout.failed("a")
    time.now += WINDOW_SECONDS
    assert not lockout.failed("a")
    assert lockout.failed("a")


def test_many_names_take_no_more_room() -> None:
    lockout = Lockout(2, Time())
    for number in range(10_001):
        lockout.failed(str(number))
    assert not lockout.failed("0"), "the first was forgotten"
    assert lockout.failed("5"), "a later one was not"
