"""docs/contracts.md is what interfaces and code say."""

import re
from pathlib import Path

import pytest

from scripts.specification.page import page
from scripts.specification.sources import Sources
from sfc.chain import artifacts
from tests.contracts.specified import PAGE, specified

ROOT = Path(__file__).parents[2]

# The standard contracts' own: OpenZeppelin documents them.
STANDARD = {
    *("authority", "setAuthority", "isConsumingScheduledOp", "eip712Domain"),
    *("name", "symbol", "totalSupply", "DOMAIN_SEPARATOR", "nonces", "permit"),
}
DEPLOYED = ("Receivables", "Market", "Auctions", "Splitter", "SettlementToken", "EvidenceVerifier")


@pytest.mark.skipif(
    not (ROOT / "node_modules/solc").is_dir(), reason="no Solidity compiler: run make node"
)
def test_the_page_is_what_the_sources_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(Sources(ROOT)), "make compile writes it"


@pytest.mark.parametrize("name", DEPLOYED)
def test_every_function_stands_in_it(name: str) -> None:
    functions = {x["name"] for x in artifacts.load(name).abi if x["type"] == "function"}
    assert functions - set(specified()) <= STANDARD


def test_what_a_function_can_be_refused_with_is_followed_through_its_code() -> None:
    """Into the functions that it calls, a base, a library, an operator, another's refusal."""
    tokenise = specified()["tokenise"]
    who_acts = {"UnknownParticipant", "WrongRole", "ParticipantSuspended", "Frozen"}
    assert tokenise.refused == {*who_acts, "NotParty", "NotConfirmed"}
    assert not tokenise.passed_on
    assert specified()["split"].refused == {"SplitMalformed", "ShareWouldBeZero"}
    assert specified()["split"].passed_on == {"transferFrom"}
    assert specified()["pay"].passed_on == {"safeTransferFrom"}
    assert "AccessManagedUnauthorized" in specified()["register"].refused, "of a modifier"
    assert not specified()["receivableOf"].refused


def test_every_error_that_is_explained_can_be_given() -> None:
    named = {error for function in specified().values() for error in function.refused}
    explained = set[str]()
    for block in PAGE.read_text(encoding="utf-8").split("**Errors**")[1:]:
        listed = re.split(r"\n(?:#|\*\*)", block)[0]
        explained |= set(re.findall(r"^- `([A-Z]\w+)\(", listed, re.MULTILINE))
    assert len(explained) > 100
    assert explained - named == {"OffsetOutOfRange"}, "which a constructor gives"
