"""A chain that runs the same bytecode in microseconds: no blocks, fees or signed transactions.

It has the face of `tests.contracts.chain.Chain`, so that the same deployment runs on both.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from eth.exceptions import Revert
from eth_abi import encode
from eth_utils import to_checksum_address
from eth_utils.abi import get_abi_input_types
from pyrevm import EVM, BlockEnv, CfgEnv, Env

from sfc.chain.artifacts import Artifact
from tests.contracts.chain import Actor, Contract, Interface, Receipt, Refused

CHAIN_ID = 31_337
ENOUGH_GAS = 30_000_000
_REVERTED = "Revert { gas_used: "


class FastChain:
    """A chain in memory that begins at `timestamp`."""

    id = CHAIN_ID

    def __init__(self, timestamp: int) -> None:
        self._evm = EVM(Env(cfg=CfgEnv(chain_id=CHAIN_ID)), spec_id="PRAGUE")
        self._now = 0
        self.now = timestamp

    @property
    def now(self) -> int:
        """The second of the next call."""
        return self._now

    @now.setter
    def now(self, timestamp: int) -> None:
        assert timestamp >= self._now, "time does not run backwards"
        self._go_to(timestamp)

    def snapshot(self) -> tuple[Any, int]:
        """Where the chain stands."""
        return self._evm.snapshot(), self._now

    def revert(self, snapshot: tuple[Any, int]) -> None:
        """Go back to where the chain stood. A snapshot serves once."""
        checkpoint, timestamp = snapshot
        self._evm.revert(checkpoint)
        self._go_to(timestamp)

    def deploy(
        self,
        artifact: Artifact,
        *arguments: Any,
        by: Actor,
        libraries: Mapping[str, str] | None = None,
    ) -> Contract:
        """A new contract."""
        code = artifact.creation_code(libraries or {})
        for entry in artifact.abi:
            if entry["type"] == "constructor":
                code += encode(get_abi_input_types(entry), arguments)
        address = to_checksum_address(self._evm.deploy(by, code))
        chain: Any = self
        return Contract(chain, Interface(artifact), address)

    def transact(self, by: str, to: str, data: bytes, interface: Interface) -> Receipt:
        """Call. Raises Refused. Events and gas are not kept: the other chain shows them."""
        self._evm.reset_transient_storage()
        return Receipt(self._run(by, to, data, interface), (), 0, 0)

    def call(self, to: str, data: bytes, interface: Interface, by: str) -> bytes:
        """What a call would return. Raises Refused."""
        return self._run(by, to, data, interface, is_static=True)

    def _go_to(self, timestamp: int) -> None:
        self._now = timestamp
        self._evm.set_block_env(BlockEnv(number=1, timestamp=timestamp))

    def _run(self, by: str, to: str, data: bytes, interface: Interface, **how: bool) -> bytes:
        try:
            return self._evm.message_call(by, to, calldata=data, gas=ENOUGH_GAS, **how)
        except RuntimeError as error:
            _refuse(interface, str(error))


def _refuse(interface: Interface, error: str) -> NoReturn:
    """What pyrevm says of a failed call, as the custom error that it contains."""
    reason: Exception = RuntimeError(error)
    if error.startswith(_REVERTED):
        reason = Revert(bytes.fromhex(error.split("output: 0x")[1].removesuffix(" }")))
    raise Refused(interface.reason(reason)) from None
