"""The contract that verifies proofs, as it is deployed: one answer on every kind of node."""

from dataclasses import replace

from sfc.chain.contracts import VERIFIER
from sfc.chain.proofs import ContractVerifier
from sfc.domain.proof import Proof, prove
from tests.evidence.samples import INVOICE, SALT
from tests.parity.worlds import World


def test_what_python_proves_the_deployed_contract_verifies(world: World) -> None:
    contract = ContractVerifier(world.node, world.manifest.addresses[VERIFIER])
    whole = prove(INVOICE, SALT, INVOICE)
    some = prove(INVOICE, SALT, ["amount", "due_date", "buyer"])
    for proof in (whole, some, Proof.from_bytes(some.to_bytes())):
        assert contract.verifies(proof)
    amount, *others = some.fields
    for wrong in (replace(amount, value="925000.00"), replace(amount, salt=SALT[::-1])):
        assert not contract.verifies(replace(some, fields=(wrong, *others)))
    assert not contract.verifies(replace(some, root=bytes(32)))
