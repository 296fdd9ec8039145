"""The contract that verifies proofs of evidence: `ports.ProofContract`."""

from sfc.chain.contracts import VERIFIER, interface
from sfc.chain.nodes.node import Node
from sfc.domain.proof import Proof


class ContractVerifier:
    """Asks the view of `EvidenceVerifier` at an address. Nothing is sent, nothing costs gas."""

    def __init__(self, node: Node, address: str) -> None:
        self._node = node
        self._address = address

    @property
    def address(self) -> str:
        """Where it is."""
        return self._address

    def verifies(self, proof: Proof) -> bool:
        """Whether the contract finds all fields under the root. Raises ChainUnavailable."""
        function = interface(VERIFIER)["verifyAll"]
        fields = [(each.name, each.value, each.salt, list(each.path)) for each in proof.fields]
        data = function.encode(proof.root, fields)
        return bool(function.decode(self._node.call(self._address, data)))
