"""The thread that carries out standing instructions."""

from threading import Event

import pytest

import sfc.api.standing as standing
from sfc.api.standing import StandingWorker
from tests.api.service import World


def test_it_passes_when_started_and_when_woken_and_survives_a_failure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes, revealed, reached = [], [], Event()

    def carry_out(context: object) -> int:
        passes.append(context)
        reached.set()
        if len(passes) == 1:
            raise RuntimeError("the chain has gone")
        return 0

    monkeypatch.setattr(standing, "carry_out", carry_out)
    monkeypatch.setattr(standing, "reveal_due", revealed.append)
    worker = StandingWorker(world.system.context, pause=600)
    worker.start()
    assert reached.wait(10), "at once, to end what was begun"
    reached.clear()
    worker.wake()
    assert reached.wait(10)
    worker.stop()
    assert passes == revealed == [world.system.context] * 2, "the one does not stop the other"
