"""The service on PostgreSQL does what it does on SQLite, write by write."""

from collections.abc import Iterator
from itertools import count

from sfc.app.audit import audit
from sfc.app.reindex import reindex
from tests.api.service import Client, Json, World, sandbox
from tests.faults.test_cut_off import life, said, write

_keys = count()


def lived(world: World) -> Iterator[Json]:
    def do(client: Client, path: str, body: Json) -> Json:
        key = f"key {next(_keys)}"
        response = write(client, path, body, key)
        assert response.is_success, response.text
        assert write(client, path, body, key).json() == response.json()
        answer: Json = response.json()
        return answer

    for answer in life(world, do):
        yield said(answer)


def test_the_same_life_on_both(postgresql_url: str) -> None:
    with sandbox() as on_sqlite:
        expected = list(lived(on_sqlite))
    with sandbox(database_url=postgresql_url, documents="memory:") as world:
        assert list(lived(world)) == expected
        world.stranger.get("/ready")
        assert world.operator.http.get("/metrics").status_code == 200
        context = world.system.context
        assert audit(context).differences == ()
        assert reindex(world.system.inspection).difference is None
