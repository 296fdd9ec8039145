"""Calls of the contracts, built and not yet sent: everything that `ports.Ledger` can say."""

from collections.abc import Iterable, Sequence
from typing import Any

from eth_abi import encode
from eth_utils import keccak

from sfc.chain.batch_tree import batch_leaf, batch_tree
from sfc.chain.contracts import AUTHORITY, CORE, TOKEN, core, interface
from sfc.chain.nodes.addresses import parse_account
from sfc.chain.plan import REGULATOR_ROLE
from sfc.chain.signing import quote_fields, undertaking_fields
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.merkle import Tree
from sfc.domain.roles import Role
from sfc.domain.rules import Rule
from sfc.domain.statements import SignedQuote, Statement, Undertaking
from sfc.ports import Call

ENDLESS = 2**256 - 1


def token_target(currency: int) -> str:
    """The name by which a call addresses the token of a currency."""
    return f"{TOKEN} {currency}"


class Calls:
    """Builds calls. Nothing here talks to the chain."""

    def __init__(self, contract: str) -> None:
        self._contract = contract

    def register(self, account: str, legal_entity: bytes, roles: Role) -> Call:
        """Enter a legal entity, known by its salted hash of 32 bytes, into the register."""
        return _core("register", account, legal_entity, int(roles))

    def set_roles(self, participant: ParticipantId, roles: Role) -> Call:
        """Replace a participant's roles."""
        return _core("setRoles", participant, int(roles))

    def suspend(self, participant: ParticipantId) -> Call:
        """Bar a participant from acting."""
        return _core("suspend", participant)

    def reinstate(self, participant: ParticipantId) -> Call:
        """Let a suspended participant act again."""
        return _core("reinstate", participant)

    def freeze(self, participant: ParticipantId, order: bytes, until: Day) -> Call:
        """The regulator freezes a participant until the end of a day, by an order of 32 bytes."""
        return _core("freeze", participant, order, until)

    def unfreeze(self, participant: ParticipantId, order: bytes) -> Call:
        """The regulator lifts an order."""
        return _core("unfreeze", participant, order)

    def freeze_units(
        self,
        receivable: ReceivableId,
        holder: ParticipantId,
        units: int,
        order: bytes,
        until: Day,
    ) -> Call:
        """The regulator freezes so many units of a holder until the end of a day."""
        return _core("freezeUnits", int(receivable, 16), holder, units, order, until)

    def unfreeze_units(self, receivable: ReceivableId, holder: ParticipantId, order: bytes) -> Call:
        """The regulator lifts an order."""
        return _core("unfreezeUnits", int(receivable, 16), holder, order)

    def appoint_regulator(self, account: str) -> Call:
        """The authority's administrator lets an account freeze."""
        data = interface(AUTHORITY)["grantRole"].encode(REGULATOR_ROLE, account, 0)
        return Call(AUTHORITY, data)

    def request_recovery(self, participant: ParticipantId, account: str) -> Call:
        """The operator asks for another account of a participant."""
        return _core("requestRecovery", participant, account)

    def cancel_recovery(self, participant: ParticipantId) -> Call:
        """The participant's own account stops it."""
        return _core("cancelRecovery", participant)

    def recover(self, participant: ParticipantId) -> Call:
        """Let the new account take over, after the delay; anyone may."""
        return _core("recover", participant)

    def add_currency(self, code: str, token: str, exponent: int) -> Call:
        """List a currency and the token that settles it."""
        return _core("addCurrency", code.encode("ascii"), token, exponent)

    def add_terms(self, grace_days: int, penalty_rate_ppm: int, basis: int) -> Call:
        """Add terms: rate in ppm a year, basis 360 or 365."""
        return _core("addTerms", (grace_days, penalty_rate_ppm, basis))

    def set_credit_line(self, obligor: ParticipantId, currency: int, limit: int) -> Call:
        """Set how much an obligor may have promised and not yet paid, in minor units."""
        return _core("setCreditLine", obligor, currency, limit)

    def announce_rule(self, rule: Rule) -> Call:
        """Announce the next rule of confirmation, in place of one that does not apply yet.

        Raises RuleNameMalformed.
        """
        fields = (
            rule.id,
            rule.valid_from,
            rule.valid_to or 0,
            rule.max_tenor or 0,
            rule.warning_tenor or 0,
            rule.max_line or 0,
        )
        return _core("announceRule", fields)

    def record(self, statement: Statement) -> Call:
        """The supplier records an invoice."""
        return _core("record", _invoice(statement, statement.obligor))

    def confirm(self, undertaking: Undertaking) -> Call:
        """The obligor confirms what was recorded."""
        return _core("confirm", undertaking_fields(undertaking))

    def confirm_signed(self, undertaking: Undertaking, signature: bytes) -> Call:
        """Anyone enters what the obligor has signed."""
        return _core("confirmSigned", undertaking_fields(undertaking), signature)

    def issue_signed(self, statement: Statement, valid_until: Day, signature: bytes) -> Call:
        """The supplier records, confirms by the obligor's signature, and tokenises."""
        invoice = _invoice(statement, statement.obligor)
        return _core("issueSigned", invoice, valid_until, signature)

    def issue(self, statement: Statement, supplier: str) -> Call:
        """The obligor records, confirms and tokenises what it owes to a supplier."""
        return _core("issue", [_invoice(statement, supplier)])

    def post_batch(
        self,
        root: bytes,
        currency: int,
        count: int,
        total: int,
        latest_due: Day,
        valid_until: Day,
    ) -> Call:
        """The obligor undertakes to pay `count` receivables of `total` minor units in all."""
        return _core("postBatch", root, currency, count, total, latest_due, valid_until)

    def close_batch(self, root: bytes) -> Call:
        """The obligor takes back what is left of a batch, after its last day."""
        return _core("closeBatch", root)

    def tokenise_proof(self, statement: Statement, root: bytes, proof: Sequence[bytes]) -> Call:
        """The supplier records and tokenises what stands in its obligor's batch."""
        return _core("tokeniseProof", _invoice(statement, statement.obligor), root, proof)

    def withdraw_proof(
        self, statement: Statement, counterparty: str, root: bytes, proof: Sequence[bytes]
    ) -> Call:
        """A party asks its counterparty (an account) to withdraw what stands in a batch."""
        return _core("withdrawProof", _invoice(statement, counterparty), root, proof)

    def batch_leaf(
        self,
        obligor: ParticipantId,
        supplier: ParticipantId,
        statement: Statement,
        round: int = 0,
    ) -> bytes:
        """What stands for a statement in a batch."""
        return batch_leaf(obligor, supplier, statement, round)

    def batch_tree(self, leaves: Iterable[bytes]) -> Tree:
        """The tree over leaves. Raises ValueError without any, or if one is there twice."""
        return batch_tree(leaves)

    def reject(self, receivable: ReceivableId, reason: int) -> Call:
        """The obligor refuses, for a reason of `sfc.domain.rejection`."""
        return _core("reject", int(receivable, 16), reason)

    def cancel(self, receivable: ReceivableId) -> Call:
        """A party asks for, or agrees to, the end of a receivable."""
        return _core("cancel", int(receivable, 16))

    def dispute(self, receivable: ReceivableId, amount: int, reason: int) -> Call:
        """The obligor disputes minor units of what was recorded; 0 with reason 0 ends it."""
        return _core("dispute", int(receivable, 16), amount, reason)

    def credit_note(self, receivable: ReceivableId, amount: int, reference: bytes) -> Call:
        """A party asks for a credit note, or agrees to it; 0 takes back what it asked for.

        `reference` is the salted hash of the document, 32 bytes.
        """
        return _core("creditNote", int(receivable, 16), amount, reference)

    def mark_default(self, receivable: ReceivableId) -> Call:
        """Say that a receivable is unpaid after grace; anyone may."""
        return _core("markDefault", int(receivable, 16))

    def tokenise(self, receivable: ReceivableId) -> Call:
        """The supplier turns a confirmed receivable into units."""
        return _core("tokenise", int(receivable, 16))

    def transfer(self, receivable: ReceivableId, taker: str, units: int) -> Call:
        """Pass units on to another participant's account."""
        return _core("transfer", taker, int(receivable, 16), units)

    def fill(self, signed: SignedQuote, units: int, min_price: int) -> Call:
        """Sell units to the financier that signed the quote, for `min_price` or more."""
        return _core("fill", quote_fields(signed.quote), signed.signature, units, min_price)

    def cancel_quote(self, receivable: ReceivableId, nonce: int) -> Call:
        """The financier withdraws its quote of that nonce."""
        return _core("cancelQuote", int(receivable, 16), nonce)

    def cancel_all_quotes(self) -> Call:
        """The financier voids every quote that it has signed, by beginning its next epoch."""
        return _core("cancelAllQuotes")

    def pay(self, receivable: ReceivableId, amount: int) -> Call:
        """Pay minor units on a receivable."""
        return _core("pay", int(receivable, 16), amount)

    def redeem(self, receivable: ReceivableId) -> Call:
        """Take out all that was collected on the caller's units."""
        return _core("redeem", int(receivable, 16))

    def mint(self, currency: int, account: str, token_units: int) -> Call:
        """The settlement bank credits cash."""
        data = interface(TOKEN)["mint"].encode(account, token_units)
        return Call(token_target(currency), data)

    def allow_cash(self, currency: int) -> Call:
        """Let the core contract take the sender's cash when it pays or buys."""
        data = interface(TOKEN)["approve"].encode(self._contract, ENDLESS)
        return Call(token_target(currency), data)

    def account(self, text: str) -> str:
        """An account as the ledger writes it. Raises IdMalformed, wrong checksums included."""
        return parse_account(text)

    def receivable_id(
        self, obligor: ParticipantId, supplier: ParticipantId, invoice: bytes
    ) -> ReceivableId:
        """The id that an invoice digest of 32 bytes has between two participants."""
        packed = encode(["uint32", "uint32", "bytes32"], [obligor, supplier, invoice])
        return ReceivableId("0x" + keccak(packed).hex())


def _core(name: str, *arguments: Any) -> Call:
    return Call(CORE, core()[name].encode(*arguments))


def _invoice(statement: Statement, counterparty: str) -> tuple[Any, ...]:
    """A statement as the contract takes it: the other party in the first place."""
    return (
        counterparty,
        statement.currency,
        statement.terms,
        statement.face,
        statement.issue_day,
        statement.due_day,
        statement.invoice,
        statement.evidence_root,
    )
