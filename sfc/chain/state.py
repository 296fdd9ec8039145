"""The contracts' state: `ports.LedgerState`."""

from typing import Any

from sfc.chain.contracts import TOKEN, core, interface
from sfc.chain.ledger import ContractLedger
from sfc.chain.nodes.node import Node
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.ports import LedgerParticipant, LedgerReceivable


class ContractState:
    """Asks one deployment, a call for each fact."""

    def __init__(self, node: Node, ledger: ContractLedger, contract: str) -> None:
        self._node = node
        self._ledger = ledger
        self._contract = contract

    def participant(self, account: str) -> LedgerParticipant:
        """The participant behind an account."""
        number, roles, suspended = self._ask("participantOf", account)[:3]
        return LedgerParticipant(ParticipantId(number), Role(roles), bool(suspended))

    def receivable(self, receivable: ReceivableId) -> LedgerReceivable:
        """One receivable."""
        number = int(receivable, 16)
        status, round_, currency, terms, due_day, obligor, supplier, face, *_ = self._ask(
            "receivableOf", number
        )
        unpaid, _penalty = self._ask("amountDue", number)
        return LedgerReceivable(
            status=Status(status),
            round=round_,
            currency=currency,
            terms=terms,
            due_day=Day(due_day),
            obligor=ParticipantId(obligor),
            supplier=ParticipantId(supplier),
            face=face,
            unpaid=unpaid,
        )

    def units(self, receivable: ReceivableId, account: str) -> int:
        """Units of an account."""
        return int(self._ask("balanceOf", account, int(receivable, 16)))

    def credit_used(self, obligor: ParticipantId, currency: int) -> tuple[int, int]:
        """Limit and what is used of it, minor units."""
        limit, used = self._ask("creditLineOf", obligor, currency)
        return int(limit), int(used)

    def cash_held(self, currency: int) -> int:
        """What the core holds of a currency's token, in its units."""
        function = interface(TOKEN)["balanceOf"]
        token = self._ledger.token(currency)
        return int(function.decode(self._node.call(token, function.encode(self._contract))))

    def _ask(self, name: str, *arguments: Any) -> Any:
        function = core()[name]
        return function.decode(self._node.call(self._contract, function.encode(*arguments)))
