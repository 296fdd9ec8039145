"""The manifest: what was deployed where, as a file that can be checked against the chain."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sfc.chain.contracts import CORE
from sfc.domain.errors import ManifestMismatch

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Deployed:
    """One contract: where it is, when it was made and what that took, and from which sources."""

    address: str
    block: int
    transaction: str
    gas: int
    source_hash: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A listed currency: its number, and the decimals of its token."""

    number: int
    code: str
    token: str
    decimals: int


@dataclass(slots=True)
class Manifest:
    """A deployment, complete or under way. `wiring_gas` is what all but the contracts took.

    Without a `regulator` nobody can freeze anything, until one is granted the role.
    """

    chain_id: int
    genesis: str
    operator: str
    utc_offset_hours: int
    contracts: dict[str, Deployed] = field(default_factory=dict)
    currencies: list[Currency] = field(default_factory=list)
    wiring_gas: int = 0
    regulator: str | None = None

    @property
    def core(self) -> str:
        """The address of the core contract."""
        return self.contracts[CORE].address

    @property
    def first_block(self) -> int:
        """The block before which nothing of this deployment happened."""
        return min((contract.block for contract in self.contracts.values()), default=0)

    @property
    def gas(self) -> int:
        """What the whole deployment took."""
        return self.wiring_gas + sum(contract.gas for contract in self.contracts.values())

    @property
    def addresses(self) -> dict[str, str]:
        """The contracts' addresses by their names."""
        return {name: contract.address for name, contract in self.contracts.items()}

    def to_json(self) -> dict[str, Any]:
        """What the file says."""
        return {"format": FORMAT, **asdict(self)}

    def save(self, file: Path) -> None:
        """Write it so that the file is at no moment half written. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.new")
        draft.write_text(json.dumps(self.to_json(), indent=2) + "\n", encoding="utf-8")
        draft.replace(file)

    @classmethod
    def load(cls, file: Path) -> "Manifest":
        """Read a file that `save` wrote. Raises ManifestMismatch, and OSError."""
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            found = content.pop("format")
            if found != FORMAT:
                raise ManifestMismatch("its own format", str(found), str(FORMAT))
            contracts = {name: Deployed(**at) for name, at in content.pop("contracts").items()}
            currencies = [Currency(**currency) for currency in content.pop("currencies")]
            return cls(contracts=contracts, currencies=currencies, **content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ManifestMismatch(str(file), "no deployment", type(error).__name__) from None

    def rows(self) -> Iterator[tuple[str, Deployed]]:
        """The contracts in the order in which they were made."""
        return iter(self.contracts.items())
