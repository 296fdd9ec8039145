"""Whether a chain has the contracts of a manifest, made from the sources that we have."""

from collections.abc import Mapping

from eth_utils import to_checksum_address

from sfc.chain import artifacts
from sfc.chain.contracts import CORE, OFFICE, core
from sfc.chain.manifest import Deployed, Manifest
from sfc.chain.nodes.node import Node
from sfc.domain.errors import ManifestMismatch, WrongChain


def check_chain(node: Node, manifest: Manifest) -> None:
    """Raise WrongChain or ManifestMismatch unless the node serves the manifest's chain."""
    if node.chain_id != manifest.chain_id:
        raise WrongChain(manifest.chain_id, node.chain_id)
    genesis = node.block(0)
    if genesis is None or genesis.hash != manifest.genesis:
        found = genesis.hash if genesis else "none"
        raise ManifestMismatch("the first block", manifest.genesis, found)


def check_code(node: Node, manifest: Manifest) -> None:
    """Raise ManifestMismatch unless the contracts on the chain are those that we compiled."""
    for name, deployed in manifest.rows():
        artifact = name.partition(" ")[0]
        if artifact not in artifacts.all_names():
            raise ManifestMismatch("the contracts", name, "no such contract")
        expected = artifacts.load(artifact).source_hash
        if deployed.source_hash != expected:
            raise ManifestMismatch(f"the sources of {name}", deployed.source_hash, expected)
        if problem := code_problem(node, artifact, deployed, manifest.addresses):
            raise ManifestMismatch(name, f"a contract at {deployed.address}", f"one that {problem}")


def code_problem(
    node: Node, artifact: str, deployed: Deployed, made: Mapping[str, str]
) -> str | None:
    """What is wrong with the code on the chain; None if it is the artifact's.

    `made` has the addresses of what it needs: its libraries, and the core's back office.
    """
    code = node.code(deployed.address)
    if not code:
        return "has no code"
    if not artifacts.load(artifact).is_code(code, made):
        return "has other code"
    if artifact == CORE and _office(node, deployed.address) != made.get(OFFICE):
        return "has another back office"
    return None


def _office(node: Node, core_address: str) -> str:
    """To which contract the core hands on what it does not know."""
    question = core()["backOffice"]
    return to_checksum_address(question.decode(node.call(core_address, question.encode())))
