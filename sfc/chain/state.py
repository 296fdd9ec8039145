"""The contracts' state: `ports.LedgerState`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from eth_utils import to_checksum_address

from sfc.chain.contracts import TOKEN, core, interface
from sfc.chain.ledger import ContractLedger
from sfc.chain.many import ask_many
from sfc.chain.nodes.node import Node
from sfc.domain.books import CurrencyRow, RuleRow, TermsRow, UnitFreezeRow
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.roles import Role
from sfc.ports import (
    LedgerAdjustment,
    LedgerBatch,
    LedgerCollection,
    LedgerParticipant,
    LedgerReceivable,
)

_MOST_RULES = 255


class ContractState:
    """Asks one deployment: a call for each fact, or for a hundred facts of a kind."""

    def __init__(self, node: Node, ledger: ContractLedger, contract: str) -> None:
        self._node = node
        self._ledger = ledger
        self._contract = contract

    def participants(self) -> Sequence[LedgerParticipant]:
        """All, by number."""
        numbers = _alone(range(1, int(self._ask("participantCount")) + 1))
        accounts = list(self._each("accountOf", numbers))
        told = zip(
            numbers,
            accounts,
            self._each("participantOf", _alone(accounts)),
            self._each("freezeOf", numbers),
            self._each("recoveryOf", numbers),
            strict=True,
        )
        return [_participant(number, *facts) for (number,), *facts in told]

    def acting(self, accounts: Sequence[str]) -> Sequence[ParticipantId]:
        """For whom accounts act now; 0 for nobody."""
        found = self._each("participantOf", _alone(accounts))
        return [ParticipantId(each[0]) for each in found]

    def entities(self, entities: Sequence[str]) -> Sequence[ParticipantId]:
        """Who is registered as these legal entities, by their hashes; 0 for nobody."""
        found = self._each("idOfLegalEntity", _alone(map(_bytes, entities)))
        return [ParticipantId(each) for each in found]

    def currencies(self) -> Sequence[CurrencyRow]:
        """All that are listed, by number."""
        numbers = _alone(range(1, self._ask("catalogueSize")[0] + 1))
        return [
            CurrencyRow(number, _name(code), to_checksum_address(token), scale)
            for (number,), (token, scale, code) in self._answered("currencyOf", numbers)
        ]

    def terms(self) -> Sequence[TermsRow]:
        """All that were added, by number."""
        numbers = _alone(range(1, self._ask("catalogueSize")[1] + 1))
        return [TermsRow(number, *each) for (number,), each in self._answered("termsOf", numbers)]

    def rules(self) -> Sequence[RuleRow]:
        """All rules of confirmation, by number: the last may not apply yet."""
        numbers = _alone(range(1, _MOST_RULES + 1))
        told = takewhile(lambda pair: pair[1][1] != 0, self._answered("ruleOf", numbers))
        return [RuleRow(number, _name(name), *limits) for (number,), (name, *limits) in told]

    def receivable(self, receivable: ReceivableId) -> LedgerReceivable:
        """One receivable."""
        number = int(receivable, 16)
        unpaid, _penalty = self._ask("amountDue", number)
        return _receivable(self._ask("receivableOf", number), unpaid)

    def receivables(
        self, receivables: Sequence[ReceivableId]
    ) -> Sequence[tuple[LedgerReceivable, LedgerCollection]]:
        """These receivables, with what came in on them."""
        numbers = _alone(map(_number, receivables))
        words, came = self._each("receivableOf", numbers), self._each("collectionOf", numbers)
        return [_with_collection(*each) for each in zip(words, came, strict=True)]

    def adjustments(self, receivables: Sequence[ReceivableId]) -> Sequence[LedgerAdjustment]:
        """Disputes and credit notes about these."""
        numbers = _alone(map(_number, receivables))
        return [
            LedgerAdjustment(
                disputed,
                asked,
                ParticipantId(by) if asked else None,
                _text(note) if asked else None,
                claim,
            )
            for disputed, asked, by, _round, claim, note in self._each("adjustmentOf", numbers)
        ]

    def units(self, receivable: ReceivableId, account: str) -> int:
        """Units of an account."""
        return int(self._ask("balanceOf", account, int(receivable, 16)))

    def holdings(self, held: Sequence[tuple[ReceivableId, str]]) -> Sequence[int]:
        """Units of accounts."""
        return list(self._each("balanceOf", [(account, _number(of)) for of, account in held]))

    def redeemable(self, held: Sequence[tuple[ReceivableId, ParticipantId]]) -> Sequence[int]:
        """What holders could take out now, minor units, but for what is frozen."""
        return list(self._each("redeemable", [(_number(of), holder) for of, holder in held]))

    def unit_freezes(
        self, held: Sequence[tuple[ReceivableId, ParticipantId]]
    ) -> Sequence[UnitFreezeRow]:
        """Orders on holdings; one of no units where there is none."""
        found = self._each("unitFreezeOf", [(_number(of), holder) for of, holder in held])
        return [
            UnitFreezeRow(of, holder, _text(order), units, Day(until))
            for (of, holder), (order, units, until, *_) in zip(held, found, strict=True)
        ]

    def quote_nonces(
        self, nonces: Sequence[tuple[ReceivableId, ParticipantId, int]]
    ) -> Sequence[str | None]:
        """What became of nonces of financiers: `filled` or `cancelled`, None if neither."""
        asked = [(_number(of), financier, nonce % 256) for of, financier, nonce in nonces]
        return [
            "filled" if used else "cancelled" if withdrawn else None
            for used, withdrawn in self._each("nonceOf", asked)
        ]

    def credit_used(self, obligor: ParticipantId, currency: int) -> tuple[int, int]:
        """Limit and what is used of it, minor units."""
        limit, used = self._ask("creditLineOf", obligor, currency)
        return int(limit), int(used)

    def credit_lines(self, lines: Sequence[tuple[ParticipantId, int]]) -> Sequence[tuple[int, int]]:
        """Limit and use of lines, by obligor and number of the currency, minor units."""
        return list(self._each("creditLineOf", lines))

    def batches(self, batches: Sequence[tuple[ParticipantId, str]]) -> Sequence[LedgerBatch]:
        """Batches, by obligor and root."""
        asked = [(obligor, _bytes(root)) for obligor, root in batches]
        return [LedgerBatch(*each) for each in self._each("batchOf", asked)]

    def cash_held(self, currency: int) -> int:
        """What the core holds of a currency's token, in its units."""
        function = interface(TOKEN)["balanceOf"]
        token = self._ledger.token(currency)
        return int(function.decode(self._node.call(token, function.encode(self._contract))))

    def _ask(self, name: str, *arguments: Any) -> Any:
        function = core()[name]
        return function.decode(self._node.call(self._contract, function.encode(*arguments)))

    def _each(self, name: str, asked: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        return ask_many(self._node, self._contract, name, asked)

    def _answered(
        self, name: str, asked: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[tuple[Any, ...], Any]]:
        return zip(asked, self._each(name, asked), strict=False)


def _participant(
    number: int, account: str, whole: Any, freeze: Any, recovery: Any
) -> LedgerParticipant:
    acts, roles, defaults, quote_epoch, _until, suspended = whole
    (order, until), (successor, start) = freeze, recovery
    return LedgerParticipant(
        id=ParticipantId(number),
        account=to_checksum_address(account),
        acts=ParticipantId(acts),
        roles=Role(roles),
        suspended=suspended,
        defaults=defaults,
        quote_epoch=quote_epoch,
        frozen_until=Day(until) or None,
        freeze_order=_text(order) if until else None,
        recovery_account=to_checksum_address(successor) if int(successor, 16) else None,
        recovery_from=Day(start) or None,
    )


def _with_collection(word: Any, came: Any) -> tuple[LedgerReceivable, LedgerCollection]:
    """What is due is not asked for: that reckons interest, and takes as long as all the rest."""
    collection = LedgerCollection(*came[:5])
    status, face = word[0], word[7]
    unpaid = face - collection.paid if Status(status) in UNDERTAKEN else 0
    return _receivable(word, unpaid), collection


def _receivable(word: Any, unpaid: int) -> LedgerReceivable:
    status, round_, currency, terms, due_day, obligor, supplier, face, units = word
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
        supplier_units=units,
    )


def _alone(values: Iterable[Any]) -> list[tuple[Any]]:
    """Each as the only argument of a call."""
    return [(each,) for each in values]


def _number(receivable: ReceivableId) -> int:
    return int(receivable, 16)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _text(word: bytes) -> str:
    return f"0x{word.hex()}"


def _name(word: bytes) -> str:
    return word.rstrip(b"\0").decode("ascii", "replace")
