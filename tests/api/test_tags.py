"""Entity tags: nothing new, nothing sent; something new, nothing done."""

from tests.api.service import Client, World, money, problem


def read(client: Client, path: str, tag: str | None = None) -> tuple[int, str]:
    headers = {} if tag is None else {"If-None-Match": tag}
    response = client.http.get(path, headers=headers)
    assert (response.status_code == 304) == (not response.content)
    return response.status_code, response.headers["ETag"]


def test_what_the_caller_has_is_not_sent_again(world: World) -> None:
    name = world.tokenised()
    quote = world.quoted(name)["id"]
    for client, path in (
        (world.supplier, f"/receivables/{name}"),
        (world.supplier, f"/quotes/{quote}"),
        (world.core, f"/participants/{world.core.id}"),
    ):
        status, tag = read(client, path)
        assert status == 200 and tag.startswith('"')
        assert read(client, path, tag) == (304, tag)
        assert read(client, path, f'"other", W/{tag}') == (304, tag)
        assert read(client, path, "*")[0] == 304
        assert read(client, path, '"other"') == (200, tag)
    _, before = read(world.supplier, f"/receivables/{name}")
    body = {"receivable": name, "to": world.tier2.id, "amount": money("1.00")}
    world.supplier.post("/transfers", body)
    status, now = read(world.supplier, f"/receivables/{name}", before)
    assert status == 200 and now != before


def test_a_tag_is_of_what_its_reader_sees(world: World) -> None:
    """Credit lines are shown to some: their change must not be told to others, even as a tag."""
    path = f"/participants/{world.other_core.id}"
    _, own = read(world.other_core, path)
    _, of_others = read(world.bank, path)
    limit = {"limit": money("2000.00")}
    response = world.operator.http.put(f"{path}/credit-line", json=limit)
    assert response.status_code == 200
    assert read(world.other_core, path, own)[0] == 200
    assert read(world.bank, path, of_others)[0] == 304


def test_only_what_was_read_is_acted_upon(world: World) -> None:
    name = world.recorded()
    path = f"/receivables/{name}"
    _, tag = read(world.core, path)
    world.pass_days(1)  # what is due, and how late it is, is told as of the day
    stale = world.core.http.post(f"{path}/confirm", json={}, headers={"If-Match": tag})
    refused = problem(stale)
    assert (refused["status"], refused["code"]) == (412, "precondition_failed")
    _, now = read(world.core, path)
    assert refused["fields"] == {"resource": name, "current": now}
    assert world.core.get(path)["receivable"]["status"] == "recorded"
    fresh = world.core.http.post(f"{path}/confirm", json={}, headers={"If-Match": now})
    assert fresh.status_code == 200
    key = {"Idempotency-Key": "once more", "If-Match": now}
    assert world.supplier.http.post(f"{path}/tokenise", headers=key).status_code == 412
    _, now = read(world.supplier, path)
    key["If-Match"] = f'"other", {now}'
    for _ in range(2):  # done, the write is answered alike although it has changed the tag
        assert world.supplier.http.post(f"{path}/tokenise", headers=key).status_code == 200


def test_quotes_and_participants_too(world: World) -> None:
    name = world.tokenised()
    quote = world.quoted(name)["id"]
    old = {"If-Match": '"old"'}
    for client, method, path in (
        (world.supplier, "POST", f"/quotes/{quote}/accept"),
        (world.bank, "POST", f"/quotes/{quote}/cancel"),
        (world.operator, "POST", f"/participants/{world.tier3.id}/suspend"),
        (world.operator, "POST", f"/participants/{world.tier3.id}/reinstate"),
    ):
        body = {} if path.endswith("accept") else None
        refused = client.refused(method, path, body, headers=old)
        assert (refused["status"], refused["code"]) == (412, "precondition_failed"), path
    _, tag = read(world.supplier, f"/quotes/{quote}")
    response = world.supplier.http.post(
        f"/quotes/{quote}/accept", json={}, headers={"If-Match": tag}
    )
    assert response.status_code == 201
