"""One call on both sides, and the comparison of everything that it may have touched."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from fractions import Fraction
from math import floor
from typing import Any

from tests.contracts.chain import Refused as ContractRefused
from tests.differential.beside import compare_named, compare_venues
from tests.differential.cast import ACTORS, BESIDE, Stage
from tests.differential.codec import MALFORMED, Codec, foreseen, id_of, plain, root_of, words
from tests.reference import defaults, lines, rules
from tests.reference.book import copied
from tests.reference.freezing import free_claim
from tests.reference.operations import Call, perform
from tests.reference.parties import Account
from tests.reference.receivable import NEVER_RECORDED, Receivable
from tests.reference.refusals import Refusal, Refused
from tests.reference.statements import Key

ACCEPTED = ""


class Differs(AssertionError):
    """The contracts and the model do not agree."""


class Twins:
    """The contracts beside the book."""

    def __init__(self, stage: Stage, *, strict: bool = True) -> None:
        self.stage = stage
        self.strict = strict
        self.answer: Any = None
        """What the contract answered to the last accepted call, in words."""
        self.book = stage.book
        self.chain = stage.world.chain
        self.codec = Codec(stage.contracts, {actor: actor.key for actor in ACTORS})
        self.book.now = self.chain.now

    # Doing.

    def do(self, call: Call) -> str:
        """The call on both sides, and the comparison. Raises Differs.

        Returns the name of the refusal, or nothing if the call was accepted.
        """
        if call.to == "time":
            self.chain.now += call.arguments[0]
            self.book.now = self.chain.now
            return ACCEPTED
        data, sound = self.codec.data(call)
        answer, reasons = self._model(call, sound)
        contract = self.stage.contracts[call.to]
        try:
            output = self.chain.transact(call.by, contract.address, data, contract.interface).value
        except ContractRefused as refused:
            if not any(foreseen(reason, refused.why) for reason in reasons):
                expected = " or ".join(map(str, reasons)) or f"the answer {answer}"
                self._differ(f"the contract says {refused}, the model {expected}")
            self.book.now = self.chain.now
            return refused.why.name
        if reasons:
            expected = " or ".join(map(str, reasons))
            self._differ(f"the contract accepts, the model says {expected}")
        self.answer = in_words(output)
        if self.strict:
            self._compare_after(call, answer)
        self.book.now = self.chain.now
        return ACCEPTED

    def _model(self, call: Call, sound: bool) -> tuple[Any, tuple[Refusal, ...]]:
        """The model's answer, or what it has against the call."""
        book = self.book if sound else copied(self.book)
        reasons = () if sound else MALFORMED
        try:
            answer = perform(book, call)
        except Refused as refused:
            return None, (*reasons, *refused.reasons)
        return answer, reasons

    # Looking.

    def view(self, name: str, *arguments: int | str, of: str = "core") -> list[int]:
        """What a view of a contract answers, word by word."""
        contract = self.stage.contracts[of]
        data = contract.interface.functions[name].selector + b"".join(map(_word, arguments))
        nobody = "0x" + "00" * 20
        output = self.chain.call(contract.address, data, contract.interface, nobody)
        return in_words(output)

    def one(self, name: str, *arguments: int | str, of: str = "core") -> int:
        """The one word that a view answers."""
        return self.view(name, *arguments, of=of)[0]

    def _compare_after(self, call: Call, answer: Any) -> None:
        if not isinstance(answer, list):
            self.same("answer", self.answer, list(words(answer)))
        self.compare(_keys(call, answer), _accounts(call, answer))
        if call.to in BESIDE:
            compare_named(self, call)

    def compare(self, keys: Iterable[Key], accounts: Iterable[Account]) -> None:
        """That these receivables, and what these accounts have of them, are as in the book."""
        book = self.book
        parties = {account: book.register.behind(account) for account in accounts}
        for key in keys:
            id, r = id_of(key), book.receivables.get(key, NEVER_RECORDED)
            self._receivable(key, r)
            numbers = {party.number: party.account for party in parties.values() if party}
            numbers.setdefault(r.supplier, book.register.account_of(r.supplier))
            for number, account in numbers.items():
                self.same("units", self.one("balanceOf", account, id), r.held(number))
                if r.collected:
                    owed = floor(free_claim(book, key, r, number))
                    self.same("redeemable", self.one("redeemable", id, number), owed)
            used = lines.used(book, r.obligor, r.currency)
            limit = lines.limit(book, r.obligor, r.currency)
            line = self.view("creditLineOf", r.obligor, r.currency)
            self.same("credit line", line, [limit, used])
        for token, cash in book.cash.items():
            for account in (*self.stage.spenders, *parties):
                self.same("cash", self.one("balanceOf", account, of=token), cash.balance(account))

    def compare_all(self) -> None:
        """That everything is as in the book."""
        book = self.book
        everybody = [party.account for party in book.register.entries]
        self.compare(book.receivables, [*ACTORS, *everybody])
        for party in book.register.entries:
            seen = self.view("participantOf", party.account)
            unpaid = defaults.in_default(book, party.number)
            bars = party.quote_epoch, party.frozen_until, party.suspended
            self.same("participant", seen, [party.number, party.roles, unpaid, *bars])
            asked = book.recoveries.get(party.number)
            expected = [int(asked.account, 16), asked.first_day] if asked else [0, 0]
            self.same("recovery", self.view("recoveryOf", party.number), expected)
        for (key, holder), frozen in book.frozen.items():
            expected = [plain([frozen.order])[0], frozen.units, frozen.until]
            *seen, counted, claim = self.view("unitFreezeOf", id_of(key), holder)
            self.same("frozen units", seen, expected)
            r = book.receivables[key]
            if book.today <= frozen.until and not r.plain:
                waits = Fraction(claim + frozen.units * (r.collected - counted), r.face)
                self.same("what waits for frozen units", waits, frozen.waiting)
        for (key, financier, nonce), state in book.nonces.items():
            expected = [state == "used", state == "withdrawn"]
            self.same("nonce", self.view("nonceOf", id_of(key), financier, nonce), expected)
        for (giver, spender, key), units in book.allowances.items():
            allowed = self.one("allowance", giver, spender, id_of(key))
            self.same("allowance", allowed, units)
        self.same("participants", self.one("participantCount"), len(book.register.entries))
        for (obligor, tree), batch in book.batches.items():
            seen = self.view("batchOf", obligor, int.from_bytes(root_of(tree), "big"))
            self.same("batch", seen, [getattr(batch, part.name) for part in fields(batch)])
        for day in range(book.today, book.today + 9):
            self.same("rule", self.one("ruleOn", day), rules.rule_on(book, day))
        sizes = [len(book.lists.currencies), len(book.lists.terms)]
        self.same("lists", self.view("catalogueSize"), sizes)
        compare_venues(self)

    def _receivable(self, key: Key, r: Receivable) -> None:
        id = id_of(key)
        stored = [
            r.status,
            r.round,
            r.currency,
            r.terms_number,
            r.due_day,
            r.obligor,
            r.supplier,
            r.face,
            r.held(r.supplier),
        ]
        self.same("receivable", self.view("receivableOf", id), stored)
        kept = [r.paid, r.penalty_paid, r.penalty_owed, r.posted_to, r.redeemed]
        expected = [0] * 5 if r.plain else kept
        self.same("collection", self.view("collectionOf", id)[:5], expected)
        asked = r.asked_note
        note = [asked.amount, asked.by, plain([asked.note])[0]] if asked else [0, 0, 0]
        disputed, amount, by, _, claim, document = self.view("adjustmentOf", id)
        seen = [disputed, amount, by, document, claim]
        self.same("adjustment", seen, [r.disputed, *note, self.book.claims.get(key, 0)])
        due = list(r.due(self.book.today))
        self.same("due", self.view("amountDue", id), due)

    def same(self, what: str, contract: Any, model: Any) -> None:
        """That both sides have the same of it. Raises Differs."""
        if contract != model:
            self._differ(f"{what}: the contract has {contract}, the model {model}")

    def _differ(self, how: str) -> None:
        if self.strict:
            raise Differs(how)


def _keys(call: Call, answer: Any) -> set[Key]:
    """The receivables that a call and its answer speak of."""
    return {part for part in _parts((call.arguments, answer)) if isinstance(part, Key)}


def _accounts(call: Call, answer: Any) -> set[Account]:
    """The accounts that a call and its answer speak of, the caller's first of all."""
    named = _parts((call.arguments, answer))
    return {call.by, *(part for part in named if isinstance(part, str) and len(part) == 42)}


def _parts(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, tuple | list):
        for member in value:
            yield from _parts(member)


def in_words(output: bytes) -> list[int]:
    """What a contract answers, word by word."""
    return [int.from_bytes(output[i : i + 32], "big") for i in range(0, len(output), 32)]


def _word(argument: int | str) -> bytes:
    number = int(argument, 16) if isinstance(argument, str) else argument
    return number.to_bytes(32, "big")
