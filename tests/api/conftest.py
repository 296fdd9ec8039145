"""One service for all tests of a module: each makes receivables of its own."""

from collections.abc import Iterator

import pytest

from tests.api.service import World, sandbox


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox() as made:
        yield made
