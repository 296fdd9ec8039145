"""People sign in with wallets: what is signed is for here, for now, and for once."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from sfc.app.sign_in import CHALLENGE_SECONDS, SESSION_SECONDS
from sfc.domain.sign_in import SignInMessage, parse_sign_in
from tests.api.service import Client, Json, World, sandbox

Change = Callable[[SignInMessage], SignInMessage]


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox() as made:
        yield made


@pytest.fixture
def wallet() -> LocalAccount:
    account: LocalAccount = Account.create()
    return account


@pytest.fixture
def owner(own: World, wallet: LocalAccount) -> Client:
    made = own.register("supplier")
    made.post("/users", {"name": "Wang Li", "wallet": wallet.address.lower(), "scopes": ["*:read"]})
    return made


def challenge(world: World, wallet: LocalAccount) -> str:
    return str(
        world.stranger.post("/sessions/challenge", {"address": wallet.address}, 200)["message"]
    )


def sign(wallet: LocalAccount, text: str) -> str:
    return "0x" + wallet.sign_message(encode_defunct(text=text)).signature.hex()


def sign_in(world: World, wallet: LocalAccount, text: str) -> Json:
    response = world.stranger.http.post(
        "/sessions", json={"message": text, "signature": sign(wallet, text)}
    )
    found: Json = response.json()
    return found


def test_a_wallet_signs_in_and_out(own: World, owner: Client, wallet: LocalAccount) -> None:
    session = sign_in(own, wallet, challenge(own, wallet))
    assert (session["party"], session["token"][:8]) == (owner.id, "sfc_ses_")
    person = own.client(session["token"])
    assert person.get("/tasks")["data"] == []
    assert person.code("POST", "/receivables", own.invoice()) == (403, "scope_missing")
    kinds = {each["kind"] for each in owner.get("/credentials")["data"]}
    assert kinds == {"api_key", "session"}
    # its user reads only, so that it cannot even sign out: the owner ends it
    (found,) = (each for each in owner.get("/credentials")["data"] if each["kind"] == "session")
    assert owner.http.delete(f"/credentials/{found['id']}").status_code == 200
    assert person.code("GET", "/tasks") == (401, "unauthorised")


def test_whoever_may_signs_out(own: World, wallet: LocalAccount) -> None:
    owner = own.register("supplier")
    owner.post("/users", {"name": "All", "wallet": wallet.address})
    person = own.client(sign_in(own, wallet, challenge(own, wallet))["token"])
    assert person.http.delete("/sessions/current").status_code == 200
    assert person.code("GET", "/tasks") == (401, "unauthorised")


def test_nobody_signs_out_of_a_key(own: World) -> None:
    key = own.register("supplier")
    for client in (key, own.operator):
        assert client.code("DELETE", "/sessions/current") == (409, "not_a_session")
    assert key.get("/tasks")["data"] == []


def test_an_account_of_its_own_is_its_first_users(own: World, wallet: LocalAccount) -> None:
    body = {"name": "Own", "legal_id": wallet.address, "roles": ["supplier"]}
    made = own.operator.post("/participants", body | {"account": wallet.address})
    assert sign_in(own, wallet, challenge(own, wallet))["user"] == made["user"]


def test_a_challenge_is_answered_once(own: World, owner: Client, wallet: LocalAccount) -> None:
    text = challenge(own, wallet)
    assert "token" in sign_in(own, wallet, text)
    assert sign_in(own, wallet, text)["detail"].startswith(
        "not authorised: the challenge was answered before"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda m: replace(m, domain="evil.example"), "the message is for evil.example"),
        (lambda m: replace(m, uri="https://evil.example"), "the message is for"),
        (lambda m: replace(m, chain_id=1), "the message is for chain 1"),
        (lambda m: replace(m, nonce="0" * 48), "the challenge is not ours"),
        (lambda m: replace(m, issued="2026-01-01T00:00:00Z"), "the challenge is not ours"),
        (lambda m: replace(m, expires="2026-01-01T00:00:00Z"), "the message has expired"),
        (lambda m: replace(m, not_before="2999-01-01T00:00:00Z"), "the message is not valid yet"),
    ],
)
def test_what_is_not_for_here_and_now_is_refused(
    own: World, owner: Client, wallet: LocalAccount, change: Change, reason: str
) -> None:
    text = change(parse_sign_in(challenge(own, wallet))).text()
    found = sign_in(own, wallet, text)
    assert (found["status"], found["code"]) == (401, "unauthorised")
    assert found["detail"].startswith(f"not authorised: {reason}")


def test_what_the_wallet_adds_is_accepted(own: World, owner: Client, wallet: LocalAccount) -> None:
    message = replace(parse_sign_in(challenge(own, wallet)), statement="Hello", request="7")
    assert "token" in sign_in(own, wallet, message.text())


def test_only_the_wallet_signs_for_itself(own: World, owner: Client, wallet: LocalAccount) -> None:
    text, other = challenge(own, wallet), Account.create()
    found = sign_in(own, other, text)
    assert found["detail"].startswith(
        f"not authorised: the signature is not that of {wallet.address}"
    )
    for signature in ("0x", "0x" + "00" * 65, "0x" + "11" * 64):
        body = {"message": text, "signature": signature}
        assert own.stranger.http.post("/sessions", json=body).status_code in (401, 422)
    assert "token" in sign_in(own, wallet, text), "nothing was used up"


def test_a_wallet_of_nobody(own: World, wallet: LocalAccount) -> None:
    found = sign_in(own, wallet, challenge(own, wallet))
    assert found["detail"].startswith("not authorised: no user signs in with")


def test_what_is_no_message(own: World) -> None:
    body = {"message": "Please sign", "signature": "0x" + "00" * 65}
    assert own.stranger.code("POST", "/sessions", body) == (422, "sign_in_malformed")


def test_time_ends_challenges_and_sessions(
    own: World, owner: Client, wallet: LocalAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = own.system.context.access
    began, text = access.now(), challenge(own, wallet)
    person = own.client(sign_in(own, wallet, challenge(own, wallet))["token"])

    def at(seconds: int) -> None:
        monkeypatch.setattr(type(access), "now", lambda _self: began + seconds, raising=False)

    at(CHALLENGE_SECONDS + 1)
    assert "too old" in sign_in(own, wallet, text)["detail"]
    at(SESSION_SECONDS + 2)
    owner.post("/users", {"name": "the door looks anew"})
    assert person.code("GET", "/tasks") == (401, "unauthorised")
