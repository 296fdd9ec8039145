"""A page for each code, what to do about it, and the same over HTTP."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.problems import DESCRIPTION, FOLDER, INDEX, pages
from sfc.api.advice import ADVICE
from sfc.api.advice.later import LATER
from sfc.api.advice.state import STATE
from sfc.api.advice.wrong import WRONG
from sfc.domain.errors import BY_CODE
from tests.api.service import World

_REQUEST = re.compile(r"`(GET|POST|PUT|DELETE) (/v1[^`]*)`")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


@pytest.fixture(scope="module")
def description(root: Path) -> Any:
    return json.loads((root / DESCRIPTION).read_text(encoding="utf-8"))


def test_every_code_has_one_advice() -> None:
    assert set(ADVICE) == set(BY_CODE)
    assert len(LATER) + len(STATE) + len(WRONG) == len(ADVICE), "a code stands in two places"


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_advice_is_one_to_three_sentences(code: str) -> None:
    assert ADVICE[code].text.endswith(".")
    assert 1 <= len(_SENTENCE.findall(ADVICE[code].text)) <= 3


def test_requests_that_advice_names_exist(description: Any) -> None:
    for code, advice in ADVICE.items():
        for method, path in _REQUEST.findall(advice.text):
            assert method.lower() in description["paths"].get(path, {}), f"{code}: {method} {path}"


def test_the_pages_are_current(root: Path, description: Any) -> None:
    """`make openapi` writes them."""
    kept = {each.name: each.read_text(encoding="utf-8") for each in (root / FOLDER).glob("*.md")}
    assert kept == pages(description)


def test_a_page_says_what_to_do_and_where_it_comes_from(description: Any) -> None:
    written = pages(description)
    page = written["quote_expired.md"]
    assert "410" not in page and "409 Conflict" in page
    assert ADVICE["quote_expired"].text in page
    assert "- `POST /quotes/{quote}/accept`" in page
    assert "`quote`, `expiry`" in page
    assert "Nearly every operation" in written["rate_limited.md"]
    assert "[`quote_expired`](quote_expired.md) | 409 | no |" in written[INDEX]


@pytest.mark.parametrize("code", ["busy", "wrong_status", "overpayment"])
def test_the_service_says_the_same(world: World, code: str) -> None:
    told = world.stranger.get(f"/problems/{code}")
    assert (told["advice"], told["retry"]) == (ADVICE[code].text, ADVICE[code].retry.value)
