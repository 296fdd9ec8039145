"""Deploys the contracts, wires them together, and checks that the chain has what we compiled.

Every step first asks the chain whether it is done. So a deployment can be repeated, resumed and
extended by a currency: what the manifest lists is verified and kept.
"""

from collections.abc import Callable, Sequence
from typing import Any

from eth_utils import to_checksum_address

from sfc.chain import artifacts, plan
from sfc.chain.attempt import Attempt
from sfc.chain.contracts import AUTHORITY, CORE, TOKEN, interface
from sfc.chain.manifest import Currency, Deployed, Manifest
from sfc.chain.nodes.node import Included, Node, Reverted
from sfc.chain.nodes.probe import Demands
from sfc.chain.plan import BANK_ROLE, OPERATOR_ROLE, REGULATOR_ROLE, CurrencySpec, Part
from sfc.chain.reverts import refusal
from sfc.chain.sender import Sender
from sfc.chain.verification import check_chain, check_code, code_problem
from sfc.domain.errors import ManifestMismatch, NotFunded, TransactionFailed

Progress = Callable[[str, Manifest], None]


def deploy(
    node: Node,
    sender: Sender,
    deployer: str,
    *,
    currencies: Sequence[CurrencySpec] = (),
    operator: str | None = None,
    regulator: str | None = None,
    manifest: Manifest | None = None,
    utc_offset_hours: int = plan.DEFAULT_OFFSET,
    progress: Progress = lambda _step, _manifest: None,
) -> Manifest:
    """Bring the chain to where the plan wants it, and give the manifest.

    `operator` (the deployer, unless given) registers participants, lists currencies and terms,
    sets credit lines, and mints cash. `regulator` (nobody, unless given; then or in a later run)
    freezes by order. A `manifest` of an earlier run is kept to. `progress` hears of each step when
    it is done, with the manifest as it stands then.

    Raises WrongChain, ManifestMismatch, NotFunded, KeyNotHeld, TransactionFailed, Forbidden if
    the deployer does not administer what is there, and ChainUnavailable.
    """
    if manifest is None:
        genesis = node.block(0)
        manifest = Manifest(
            chain_id=node.chain_id,
            genesis=genesis.hash if genesis else "",
            operator=operator or deployer,
            utc_offset_hours=utc_offset_hours,
        )
    else:
        check_chain(node, manifest)
        check_code(node, manifest)
        if operator is not None and operator != manifest.operator:
            raise ManifestMismatch("the operator", manifest.operator, operator)
        if regulator is not None and manifest.regulator not in (None, regulator):
            raise ManifestMismatch("the regulator", manifest.regulator, regulator)
    manifest.regulator = manifest.regulator or regulator
    specs = list(currencies) or plan.parse_currencies(plan.DEFAULT_CURRENCIES)
    _Deployment(node, sender, deployer, manifest, progress).run(specs)
    return manifest


class _Deployment:
    def __init__(
        self, node: Node, sender: Sender, deployer: str, manifest: Manifest, progress: Progress
    ) -> None:
        self._node = node
        self._sender = sender
        self._deployer = deployer
        self._manifest = manifest
        self._progress = progress

    def run(self, specs: Sequence[CurrencySpec]) -> None:
        self._check_funds(specs)
        offset = self._manifest.utc_offset_hours
        for artifact in plan.parts():
            if artifact not in self._manifest.contracts:
                addresses = self._manifest.addresses
                self._create(plan.part(artifact, self._deployer, addresses, offset))
        self._restrict(CORE, CORE)
        self._grant(OPERATOR_ROLE, self._manifest.operator)
        self._grant(BANK_ROLE, self._manifest.operator)
        if self._manifest.regulator is not None:
            self._grant(REGULATOR_ROLE, self._manifest.regulator)
        borrowed = False
        for spec in specs:
            if plan.token_name(spec.code) not in self._manifest.contracts:
                self._create(plan.token_part(spec, self._manifest.addresses))
            self._restrict(plan.token_name(spec.code), TOKEN)
            if not self._is_listed(spec):
                borrowed |= self._grant(OPERATOR_ROLE, self._deployer)
                self._list(spec)
        for number, terms in enumerate(plan.DEFAULT_TERMS, start=1):
            if not self._ask(CORE, "termsOf", number)[2]:
                borrowed |= self._grant(OPERATOR_ROLE, self._deployer)
                self._tell(f"terms {number}", CORE, "addTerms", terms)
        if borrowed:
            self._tell("role returned", AUTHORITY, "revokeRole", OPERATOR_ROLE, self._deployer)

    def _create(self, part: Part) -> None:
        artifact = artifacts.load(part.artifact)
        code = artifact.creation_code(self._manifest.addresses) + part.arguments
        made = self._send(None, code, part.name)
        assert made.contract is not None
        deployed = Deployed(
            address=made.contract,
            block=made.block,
            transaction=made.transaction,
            gas=made.gas_used,
            source_hash=artifact.source_hash,
        )
        if problem := code_problem(self._node, part.artifact, deployed, self._manifest.addresses):
            raise TransactionFailed(made.transaction, f"{part.name} on the chain {problem}")
        self._manifest.contracts[part.name] = deployed
        self._progress(f"{part.name} deployed", self._manifest)

    def _restrict(self, name: str, artifact: str) -> None:
        """Give the restricted functions of a contract to their roles."""
        target = self._manifest.contracts[name].address
        for role in plan.RESTRICTED[artifact]:
            missing = [
                selector
                for selector in plan.selectors(artifact, role)
                if self._ask(AUTHORITY, "getTargetFunctionRole", target, selector) != role
            ]
            if missing:
                step = f"{name} restricted to the {plan.ROLE_LABELS[role]}"
                self._tell(step, AUTHORITY, "setTargetFunctionRole", target, missing, role)

    def _grant(self, role: int, account: str) -> bool:
        """Give an account a role, and say whether it did not have it."""
        if self._ask(AUTHORITY, "hasRole", role, account)[0]:
            return False
        step = f"role {plan.ROLE_LABELS[role]} granted"
        self._tell(step, AUTHORITY, "grantRole", role, account, 0)
        return True

    def _is_listed(self, spec: CurrencySpec) -> bool:
        """Whether the manifest has the currency. Raises ManifestMismatch for other decimals."""
        for listed in self._manifest.currencies:
            if listed.code == spec.code:
                if listed.decimals != spec.decimals:
                    subject = f"the decimals of {spec.code}"
                    raise ManifestMismatch(subject, str(listed.decimals), str(spec.decimals))
                return True
        return False

    def _list(self, spec: CurrencySpec) -> None:
        """List a currency, unless an interrupted run did so and could not write it down."""
        token = self._manifest.contracts[plan.token_name(spec.code)].address
        listed, _ = self._ask(CORE, "catalogueSize")
        last = self._ask(CORE, "currencyOf", listed)[0] if listed else ""
        if not last or to_checksum_address(last) != token:
            code = spec.code.encode("ascii")
            self._tell("", CORE, "addCurrency", code, token, spec.exponent)
            listed += 1
        self._manifest.currencies.append(Currency(listed, spec.code, token, spec.decimals))
        self._progress(f"{spec.code} listed", self._manifest)

    def _ask(self, name: str, function: str, *arguments: Any) -> Any:
        called = interface(name)[function]
        address = self._manifest.contracts[name].address
        return called.decode(self._node.call(address, called.encode(*arguments)))

    def _tell(self, step: str, name: str, function: str, *arguments: Any) -> None:
        address = self._manifest.contracts[name].address
        done = self._send(address, interface(name)[function].encode(*arguments), name)
        self._manifest.wiring_gas += done.gas_used
        if step:
            self._progress(step, self._manifest)

    def _send(self, to: str | None, data: bytes, name: str) -> Included:
        try:
            return self._sender.send(self._deployer, to, data)
        except Reverted as reverted:
            understood = interface(name.partition(" ")[0])
            raise refusal(reverted, Attempt(self._deployer, understood, data)) from None

    def _check_funds(self, specs: Sequence[CurrencySpec]) -> None:
        """Refuse at once what could only be begun."""
        wanted = [*plan.parts(), *(plan.token_name(spec.code) for spec in specs)]
        missing = [name for name in wanted if name not in self._manifest.contracts]
        gas = sum(_creation_gas(name.partition(" ")[0]) for name in missing)
        needed = gas * self._node.fees().most
        if needed and (has := self._node.balance(self._deployer)) < needed:
            raise NotFunded(self._deployer, has, needed)


def demands() -> Demands:
    """What the largest contracts ask of a chain."""
    names = plan.parts()
    anywhere = dict.fromkeys(names, "0x" + "11" * 20)
    made = [plan.part(name, anywhere[AUTHORITY], anywhere, plan.DEFAULT_OFFSET) for name in names]
    return Demands(
        runtime=max(artifacts.load(name).size for name in names),
        creation=max(len(artifacts.load(p.artifact).bytecode) + len(p.arguments) for p in made),
        gas=max(map(_creation_gas, names)),
    )


def _creation_gas(name: str) -> int:
    """About what a contract takes: 200 a byte to keep, 16 a byte to send, and its start."""
    artifact = artifacts.load(name)
    return 250_000 + (200 + 16) * len(artifact.bytecode)
