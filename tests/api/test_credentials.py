"""Users and their keys: shown once, limited, replaced, ended."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.service import Client, Json, World


def first_user(client: Client) -> str:
    (first,) = (each for each in client.get("/users")["data"] if each["name"] == "First user")
    return str(first["id"])


def key(client: Client, **body: object) -> Json:
    return client.post("/credentials", {"user": first_user(client), **body})


def delete(client: Client, path: str) -> Json:
    response = client.http.delete(path)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def status(client: Client) -> int:
    return client.http.get("/tasks").status_code


def test_a_key_is_shown_once_and_known_by_its_beginning(world: World) -> None:
    owner = world.register("supplier")
    made = key(owner, label="ERP")
    secret, credential = made["api_key"], made["credential"]
    assert secret.startswith(credential["prefix"]) and len(secret) == 51
    assert secret not in str(owner.get("/credentials"))
    assert secret not in owner.http.get(f"/credentials/{credential['id']}").text
    assert credential["label"] == "ERP"
    user = world.client(secret)
    assert status(user) == 200
    assert owner.get(f"/credentials/{credential['id']}")["last_used_at"] is not None


def test_a_repetition_does_not_show_it_again(world: World) -> None:
    owner = world.register("supplier")
    body = {"user": first_user(owner)}
    once = {"Idempotency-Key": "a key"}
    first, again = (owner.http.post("/credentials", json=body, headers=once).json() for _ in "12")
    assert again == first | {"api_key": None}
    assert len(owner.get("/credentials")["data"]) == 2, "that of its registration, and this"


def test_scopes_are_a_limit(world: World) -> None:
    owner = world.register("supplier")
    reader = world.client(key(owner, scopes=["*:read"])["api_key"])
    assert reader.get("/receivables")["data"] == []
    refused = reader.refused("POST", "/receivables", world.invoice())
    assert (refused["code"], refused["fields"]) == (
        "scope_missing",
        {"scope": "receivables:write"},
    )
    one = world.client(key(owner, scopes=["receivables:write"])["api_key"])
    one.post("/receivables", world.invoice())
    assert one.code("GET", "/receivables") == (403, "scope_missing")


def test_nobody_gives_more_than_they_have(world: World) -> None:
    owner = world.register("supplier")
    narrow = owner.post("/users", {"name": "Clerk", "scopes": ["receivables:write"]})
    body = {"user": narrow["id"], "scopes": ["payments:write"]}
    assert owner.code("POST", "/credentials", body) == (403, "scope_missing")
    assert owner.code("POST", "/credentials", body | {"scopes": ["*"]}) == (403, "scope_missing")
    manager = world.client(
        key(owner, scopes=["credentials:write", "users:write", "users:read"])["api_key"]
    )
    more = {"user": first_user(owner), "scopes": ["*"]}
    assert manager.code("POST", "/credentials", more) == (403, "scope_missing")
    assert manager.code("POST", "/users", {"name": "Me"}) == (403, "scope_missing")
    assert manager.code("POST", "/credentials", more | {"scopes": ["payments:wrote"]}) == (
        422,
        "scope_unknown",
    )


def test_a_rotated_key_is_good_for_the_overlap(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = world.register("supplier")
    made = key(owner, scopes=["*:read", "credentials:write"])
    old = world.client(made["api_key"])
    path = f"/credentials/{made['credential']['id']}"
    fresh = old.post(f"{path}/rotate", {"overlap_seconds": 60})
    new = world.client(fresh["api_key"])
    assert fresh["credential"]["scopes"] == made["credential"]["scopes"]
    assert (status(old), status(new)) == (200, 200)
    later = world.system.context.access.now() + 61
    with monkeypatch.context() as patched:
        access = type(world.system.context.access)
        patched.setattr(access, "now", lambda _self: later, raising=False)
        key(owner)  # a privileged act: the door looks everybody up anew
        assert old.refused("GET", "/tasks")["detail"].startswith("not authorised: it has expired")
        assert status(new) == 200
        other = owner.post("/users", {"name": "Other"})["id"]
        another = world.client(owner.post("/credentials", {"user": other})["api_key"])
        assert another.code("POST", f"{path}/rotate", {}) == (403, "forbidden")
        assert new.code("POST", f"{path}/rotate", {}) == (409, "credential_closed")


def test_what_is_revoked_ends_at_once(world: World) -> None:
    owner = world.register("supplier")
    made = key(owner)
    other = world.client(made["api_key"])
    assert status(other) == 200
    revoked = delete(owner, f"/credentials/{made['credential']['id']}")
    assert revoked["revoked_at"] is not None
    assert other.refused("GET", "/tasks")["detail"].startswith("not authorised: it was revoked")
    assert delete(owner, f"/credentials/{made['credential']['id']}") == revoked


def test_who_is_removed_has_no_keys_left(world: World) -> None:
    owner = world.register("supplier")
    user = owner.post("/users", {"name": "Leaver"})["id"]
    leaver = world.client(owner.post("/credentials", {"user": user})["api_key"])
    assert status(leaver) == 200
    assert delete(owner, f"/users/{user}")["removed_at"] is not None
    assert status(leaver) == 401
    assert owner.code("POST", "/credentials", {"user": user}) == (404, "not_found")


def test_a_key_can_end_by_itself(world: World) -> None:
    owner = world.register("supplier")
    past = (datetime.now(UTC) - timedelta(seconds=2)).isoformat()
    ended = world.client(key(owner, expires_at=past)["api_key"])
    assert status(ended) == 401


def test_others_users_and_keys_are_not_there(world: World) -> None:
    owner, other = world.register("supplier"), world.register("supplier")
    user = first_user(owner)
    credential = owner.get("/credentials")["data"][0]["id"]
    for method, path, body in (
        ("GET", f"/users/{user}", None),
        ("DELETE", f"/users/{user}", None),
        ("GET", f"/credentials/{credential}", None),
        ("DELETE", f"/credentials/{credential}", None),
        ("POST", f"/credentials/{credential}/rotate", {}),
        ("POST", f"/credentials/{credential}/claim", None),
        ("POST", "/credentials", {"user": user}),
    ):
        assert other.code(method, path, body) == (404, "not_found"), path
    assert other.code("GET", f"/users?participant={owner.id}") == (403, "forbidden")
    assert other.code("POST", "/users", {"name": "X", "participant": owner.id}) == (
        403,
        "forbidden",
    )
    assert world.operator.get(f"/users/{user}")["party"] == owner.id
    assert len(world.operator.get("/credentials", participant=owner.id)["data"]) == 1


def test_who_has_one_wallet_is_one_user(world: World) -> None:
    owner = world.register("supplier")
    wallet = "0x" + "ab" * 20
    made = owner.post("/users", {"name": "One", "wallet": wallet})
    assert made["wallet"].lower() == wallet and made["wallet"] != wallet
    again = {"name": "Two", "wallet": wallet.upper().replace("X", "x")}
    assert owner.code("POST", "/users", again) == (409, "wallet_taken")
    delete(owner, f"/users/{made['id']}")
    owner.post("/users", again)


def test_who_is_suspended_cannot_act_and_reads_on(world: World) -> None:
    one = world.register("supplier")
    assert one.get("/tasks")["data"] == []
    world.operator.post(f"/participants/{one.id}/suspend", None, 200)
    assert one.code("POST", "/users", {"name": "X"}) == (403, "participant_suspended")
    assert one.get("/tasks")["data"] == []
    world.operator.post(f"/participants/{one.id}/reinstate", None, 200)
    one.post("/users", {"name": "X"})
