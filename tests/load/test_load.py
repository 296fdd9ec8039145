"""Eight clients on a running service: what comes of it is what the reference model says.

`make load` does it with twenty-five times as many operations.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from sfc.chain.manifest import Manifest
from sfc.chain.nodes.embedded import EmbeddedNode
from tests.load.__main__ import Figures, run
from tests.load.board import Effect
from tests.load.judgement import against_answers
from tests.load.replay import Differs, replay


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("load")


@pytest.fixture(scope="module")
def figures(folder: Path) -> Figures:
    """A run; what differs from the model is raised."""
    return run(folder, seed=1, clients=8, operations=20)


def test_everything_is_as_in_the_model(figures: Figures) -> None:
    assert figures.differences == 0, str(figures)
    assert figures.answers == len(figures.board.effects)
    assert figures.facts > figures.answers > 30


def test_the_run_is_no_empty_one(figures: Figures) -> None:
    board = figures.board
    assert {"record", "confirm", "tokenise"} <= set(board.done)
    assert board.refused and board.repeated


def _twice(effects: list[Effect]) -> list[Effect]:
    return [*effects, effects[0]]


def _never_happened(effects: list[Effect]) -> list[Effect]:
    return [*effects, effects[0]._replace(transaction="0x" + "00" * 32)]


def _not_told(effects: list[Effect]) -> list[Effect]:
    return effects[1:]


def _of_another(effects: list[Effect]) -> list[Effect]:
    return [effects[0]._replace(by=effects[0].by + 1), *effects[1:]]


def _another_amount(effects: list[Effect]) -> list[Effect]:
    at = next(i for i, each in enumerate(effects) if each.amount is not None)
    wrong = effects[at]._replace(amount=(effects[at].amount or 0) + 1)
    return [*effects[:at], wrong, *effects[at + 1 :]]


@pytest.mark.parametrize("lie", [_twice, _never_happened, _not_told, _of_another, _another_amount])
def test_an_answer_that_is_not_so_is_noticed(
    figures: Figures, folder: Path, lie: Callable[[list[Effect]], list[Effect]]
) -> None:
    node = EmbeddedNode(file=folder / "chain.db")
    try:
        played = replay(node, Manifest.load(folder / "manifest.json"))
    finally:
        node.close()
    with pytest.raises(Differs):
        against_answers(played, lie(figures.board.effects), figures.since)
