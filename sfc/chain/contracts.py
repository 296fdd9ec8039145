"""The contracts by their names, and what each understands."""

from functools import cache

from sfc.chain import artifacts
from sfc.chain.abi import Interface

AUTHORITY = "Authority"
CORE = "Receivables"
OFFICE = "BackOffice"
TOKEN = "SettlementToken"
SPLITTER = "Splitter"


@cache
def interface(name: str) -> Interface:
    """The interface of a contract. Raises ArtifactMissing."""
    return Interface(artifacts.load(name))


def core() -> Interface:
    """The contract that holds all receivables."""
    return interface(CORE)


def libraries(name: str) -> tuple[str, ...]:
    """The libraries that a contract calls. Raises ArtifactMissing."""
    return tuple(sorted(artifacts.load(name).links))
