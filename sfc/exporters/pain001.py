"""The payment file of an obligor's maturing day, as pain.001.001.09, checked before it leaves."""

from collections.abc import Sequence
from itertools import groupby

from sfc.domain.debts import Debt
from sfc.domain.outgoing import BankAccount, Claim, OutgoingFile, PaymentOrder
from sfc.domain.references import reference
from sfc.exporters import schemas
from sfc.exporters.camt_entry import penalty
from sfc.exporters.iso20022 import (
    LEDGER,
    MOST_DIGITS,
    agent,
    amount,
    bank_account,
    ledger_account,
    named,
    party,
    remittance,
)
from sfc.exporters.moments import compact_day, day_text, moment_text
from sfc.exporters.xml_tree import Element, Maker, serialised

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
COLLECTION = "Settlement account of the ledger"

Item = tuple[Debt, Claim]


def payment_file(order: PaymentOrder) -> OutgoingFile:
    """One payment a receivable, one group a currency. Raises ValueError if the schema objects."""
    iso = Maker(NAMESPACE)
    number = f"P{order.obligor.id}-{compact_day(order.day)}"
    by_currency = sorted(order.debts, key=lambda item: item[1].currency.code)
    head = iso(
        "GrpHdr",
        iso("MsgId", number),
        iso("CreDtTm", moment_text(max(d.stood for d, _ in by_currency), order.utc_offset_hours)),
        iso("NbOfTxs", str(len(by_currency))),
        iso.optional("CtrlSum", _sum(by_currency)),
        party(iso, "InitgPty", order.obligor),
    )
    groups = groupby(by_currency, key=lambda item: item[1].currency.code)
    body = [_group(iso, order, f"{number}-{code}", list(items)) for code, items in groups]
    root = iso("Document", iso("CstmrCdtTrfInitn", head, *body))
    content = serialised(root)
    schemas.check_pain001(content)
    return OutgoingFile(content, "application/xml", f"pain001-par_{number[1:]}.xml")


def _group(iso: Maker, order: PaymentOrder, number: str, items: Sequence[Item]) -> Element:
    code = items[0][1].currency.code
    own = order.paid_from.get(code)
    return iso(
        "PmtInf",
        iso("PmtInfId", number),
        iso("PmtMtd", "TRF"),
        iso("NbOfTxs", str(len(items))),
        iso.optional("CtrlSum", _sum(items)),
        iso("ReqdExctnDt", iso("Dt", day_text(order.day))),
        party(iso, "Dbtr", order.obligor),
        bank_account(iso, "DbtrAcct", own, code)
        if own
        else ledger_account(iso, "DbtrAcct", order.obligor, code),
        agent(iso, "DbtrAgt", own.bic if own else ""),
        *(_transfer(iso, debt, claim, order.paid_to.get(code)) for debt, claim in items),
    )


def _transfer(iso: Maker, debt: Debt, claim: Claim, paid_to: BankAccount | None) -> Element:
    code = claim.currency.code
    to = paid_to or BankAccount(COLLECTION, f"{LEDGER}.SETTLEMENT.{code}")
    amounts = iso(
        "RfrdDocAmt",
        amount(iso, "DuePyblAmt", claim.money(debt.principal)),
        penalty(iso, claim.money(debt.penalty)),
        amount(iso, "RmtdAmt", claim.money(debt.total)),
    )
    return iso(
        "CdtTrfTxInf",
        iso(
            "PmtId",
            iso("InstrId", reference(claim.receivable)),
            iso("EndToEndId", reference(claim.receivable)),
        ),
        iso("Amt", amount(iso, "InstdAmt", claim.money(debt.total))),
        agent(iso, "CdtrAgt", to.bic) if to.bic else None,
        named(iso, "Cdtr", to.holder),
        bank_account(iso, "CdtrAcct", to, code),
        remittance(iso, claim, amounts),
    )


def _sum(items: Sequence[Item]) -> str:
    """Add up amounts, of several currencies as well: a sum of numbers, to compare at the bank.

    Empty if it has more digits than the standard allows; it need not be there.
    """
    decimals = max(claim.currency.exponent for _, claim in items)
    total = sum(debt.total * 10 ** (decimals - claim.currency.exponent) for debt, claim in items)
    digits = str(total).rjust(decimals + 1, "0")
    whole = len(digits) - decimals
    written = f"{digits[:whole]}.{digits[whole:]}" if decimals else digits
    return written if len(digits) <= MOST_DIGITS else ""
