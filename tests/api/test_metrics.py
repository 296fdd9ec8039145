"""Figures for whoever watches the service, and whether it is alive and ready."""

import re

import pytest

from sfc.domain.errors import ChainUnavailable
from tests.api.service import World


def figures(world: World) -> dict[str, float]:
    response = world.operator.http.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    found = re.findall(r"^(sfc_\w+(?:\{[^}]*\})?) (\S+)$", response.text, re.MULTILINE)
    return {name: float(value) for name, value in found}


def test_what_the_figures_say(world: World) -> None:
    before = figures(world)
    assert before["sfc_read_model_lag_blocks"] == before["sfc_transactions_waiting"] == 0
    identity = world.tokenised("100.00", days=30)
    assert world.core.code("POST", f"/receivables/{identity}/confirm", {}) == (409, "wrong_status")
    world.pass_days(31)
    world.recorded()
    after = figures(world)
    assert after["sfc_chain_head_block"] > before["sfc_chain_head_block"]
    name = 'sfc_overdue_minor_units{currency="CNY"}'
    assert after[name] - before.get(name, 0) == 10_000
    failed = [name for name in after if name.startswith("sfc_transactions_failed")]
    assert failed and all(after[each] >= 1 for each in failed)


def test_only_the_operator_sees_them(world: World) -> None:
    assert world.core.code("GET", "/metrics") == (403, "forbidden")
    assert world.stranger.code("GET", "/metrics") == (401, "unauthorised")


def test_alive_is_not_ready(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert world.stranger.get("/ready") == {"ready": True, "lag_blocks": 0}

    def gone(self: object) -> None:
        raise ChainUnavailable("the node does not answer")

    monkeypatch.setattr(type(world.system.context.events), "head", gone)
    assert world.stranger.get("/live") == {"alive": True}
    assert world.stranger.code("GET", "/ready") == (503, "chain_unavailable")
