"""The core and its back office are two halves of one ledger."""

from pathlib import Path

import pytest

from sfc.chain import artifacts, compiler
from tests.contracts.chain import Interface, refuses
from tests.contracts.world import SUPPLIER1, World, digest, operator, stranger, supplier

ROOT = Path(__file__).parents[2]
needs_compiler = pytest.mark.skipif(
    not (ROOT / "node_modules/solc").is_dir(), reason="no Solidity compiler: run make node"
)

# The authority's, of which each half has a copy: a call finds that of the core.
OF_BOTH = {"authority", "setAuthority", "isConsumingScheduledOp", "today", "utcOffset", "ledgerDay"}


@needs_compiler
def test_both_find_every_entry_in_the_same_slot() -> None:
    core = compiler.storage_layout(ROOT, "Receivables")
    shared = compiler.storage_layout(ROOT, "BackOffice")
    assert shared
    assert core[: len(shared)] == shared


def test_no_function_is_in_both(world: World) -> None:
    """A function of the core would hide one of the back office."""
    core = artifacts.load("Receivables")
    own = _selectors(core.deployed_bytecode, Interface(core))
    rare = Interface(artifacts.load("BackOffice"))
    hidden = {name for name, function in rare.functions.items() if function.selector in own}
    assert hidden == OF_BOTH


def _selectors(code: bytes, interface: Interface) -> set[bytes]:
    """Of the interface's functions, those that the code compares a call with (PUSH4)."""
    return {
        function.selector
        for function in interface.functions.values()
        if b"\x63" + function.selector in code
    }


def test_the_back_office_by_itself_is_empty_and_closed(world: World) -> None:
    alone = world.core.at(world.office.address)
    assert alone.participantOf(supplier).id == 0
    assert alone.participantCount() == 0
    with refuses("AccessManagedUnauthorized", caller=operator):
        alone.register(stranger, digest("LEI"), 1, by=operator)
    id = world.recorded()
    with refuses("UnknownParticipant", account=supplier):
        alone.cancel(id, by=supplier)


def test_both_have_the_same_day(world: World) -> None:
    """The core takes its own from the back office that it is given, and keeps both."""
    assert world.core.backOffice() == world.office.address
    linked = {name: library.address for name, library in world.libraries.items()}
    code = artifacts.load("BackOffice")
    ahead = world.chain.deploy(code, 12 * 3_600, by=operator, libraries=linked)
    given = (world.authority.address, ahead.address)
    core = world.chain.deploy(artifacts.load("Receivables"), *given, by=operator, libraries=linked)
    assert (core.utcOffset(), core.backOffice()) == (12 * 3_600, ahead.address)
    with refuses("Nothing"):
        world.chain.deploy(
            artifacts.load("Receivables"), stranger, stranger, by=operator, libraries=linked
        )


def test_what_neither_half_knows_is_refused(world: World) -> None:
    with refuses("Nothing"):
        world.core.send(bytes.fromhex("12345678"), by=supplier)
    with refuses("Nothing"):
        world.core.send(b"", by=supplier)


def test_a_refusal_of_the_back_office_comes_through(world: World) -> None:
    id = world.recorded()
    with refuses("NotParty", receivable=id, participant=SUPPLIER1):
        world.core.reject(id, 1, by=supplier)
