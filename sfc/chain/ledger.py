"""The contracts as the use cases know them: `ports.Ledger`."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from eth_utils import to_checksum_address

from sfc.chain.attempt import Attempt
from sfc.chain.batch import MAX_BATCH, bundle
from sfc.chain.calls import Calls, token_target
from sfc.chain.contracts import AUCTIONS, CORE, MARKET, TOKEN, core, interface
from sfc.chain.nodes.node import Node, Reverted
from sfc.chain.reverts import refusal
from sfc.chain.sender import Sender
from sfc.domain.errors import ChainUnavailable, CurrencyUnknown, ManifestMismatch, SfcError
from sfc.ports import Call, Pulse, Receipt


class ContractLedger(Calls):
    """One deployment: `contract` is the address of its core, `beside` what is beside it."""

    def __init__(
        self, node: Node, sender: Sender, contract: str, beside: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(contract)
        self._beside = dict(beside or {})
        self._node = node
        self._sender = sender
        self._tokens: dict[str, str] = {}

    def max_batch(self) -> int:
        """Most calls in one `send`."""
        return MAX_BATCH

    def pulse(self) -> Pulse:
        """How sending goes."""
        return self._sender.pulse()

    def send(self, sender: str, *calls: Call, reference: str | None = None) -> Receipt:
        """Execute calls to one contract in one transaction, all or nothing, and wait for it.

        What was sent under the same `reference` before is not executed again: its receipt comes.

        Raises the domain error for what the contract refused, KeyNotHeld, NotFunded,
        BatchTooLarge (over 100 calls), Busy, CurrencyUnknown or ChainUnavailable.
        """
        data = bundle(calls)
        try:
            target = self._address(calls[0].target)
            included = self._sender.send(sender, target, data, reference=reference)
        except Reverted as reverted:
            raise self._refusal(reverted, sender, calls) from None
        made = self._block_time(included.block)
        return Receipt(included.transaction, included.block, made, included.gas_used)

    def prepare(self, sender: str, call: Call, reference: str | None = None) -> None:
        """`send` what calls to come need."""
        self.send(sender, call, reference=reference)

    def sent(self, intent: str) -> Sequence[tuple[str, str]]:
        """References and hashes of what was signed for an intent, in a block or not yet."""
        return self._sender.sent(intent)

    def ask(self, name: str, *arguments: Any) -> Any:
        """Call a function of the core contract that only reads. Raises its domain errors."""
        function = core()[name]
        data = function.encode(*arguments)
        try:
            return function.decode(self._node.call(self._contract, data))
        except Reverted as reverted:
            raise refusal(reverted, Attempt("", core(), data)) from None

    def token(self, currency: int) -> str:
        """The account of the token that settles a currency. Raises CurrencyUnknown."""
        return self._address(token_target(currency))

    def _address(self, target: str) -> str:
        if target == CORE:
            return self._contract
        if target in self._beside:
            return self._beside[target]
        if target in (MARKET, AUCTIONS):
            raise ManifestMismatch(target, "an address", "none")
        if target not in self._tokens:
            number = target.removeprefix(f"{TOKEN} ")
            token, _scale, _code = self.ask("currencyOf", int(number))
            if not int(token, 16):
                raise CurrencyUnknown(f"number {number}")
            self._tokens[target] = to_checksum_address(token)
        return self._tokens[target]

    def _refusal(self, reverted: Reverted, sender: str, calls: tuple[Call, ...]) -> SfcError:
        target = calls[0].target
        understood = interface(TOKEN if target.startswith(TOKEN) else target)
        alone = len(calls) == 1
        about = (self._scale_of, self._rule_version)
        attempt = Attempt(sender, understood, calls[0].data, alone, *about)
        return refusal(reverted, attempt)

    def _scale_of(self, receivable: int) -> int:
        """Token units per minor unit of a receivable's currency; 1 if there is none."""
        _status, _round, currency, *_ = self.ask("receivableOf", receivable)
        return int(self.ask("currencyOf", currency)[1]) or 1

    def _rule_version(self) -> int:
        """The number of the rule in force today."""
        return int(self.ask("ruleOn", self.ask("today")))

    def _block_time(self, number: int) -> int:
        if (block := self._node.block(number)) is None:
            raise ChainUnavailable(f"block {number} has gone")
        return block.timestamp

    @cached_property
    def utc_offset_hours(self) -> int:
        """Where the ledger's days begin."""
        return int(self.ask("utcOffset")) // 3600
