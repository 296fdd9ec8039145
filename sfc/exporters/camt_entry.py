"""One booking in camt.053 and camt.054: they write it the same way."""

from sfc.domain.cash_book import CashEntry, Kind
from sfc.domain.currency import currency
from sfc.domain.days import ledger_day
from sfc.domain.events import Paid, Redeemed, Sold
from sfc.domain.money import Money
from sfc.domain.outgoing import AccountStatement, Claim
from sfc.domain.references import reference
from sfc.exporters.iso20022 import LEDGER, amount, party, remittance
from sfc.exporters.moments import day_text
from sfc.exporters.xml_tree import Element, Maker

_CREDIT = ("PMNT", "RCDT", "BOOK")
_DEBIT = ("PMNT", "ICDT", "BOOK")
_FAMILIES = {
    Kind.PAYMENT: _DEBIT,
    Kind.PROCEEDS: _CREDIT,
    Kind.PURCHASE: _DEBIT,
    Kind.REDEMPTION: _CREDIT,
    Kind.MINT: ("PMNT", "CNTR", "CDPT"),
    Kind.BURN: ("PMNT", "CNTR", "CWDL"),
    Kind.TRANSFER_IN: _CREDIT,
    Kind.TRANSFER_OUT: _DEBIT,
}
"""Domain, family and sub-family of ISO 20022's bank transaction codes."""


def entry(iso: Maker, statement: AccountStatement, booked: CashEntry) -> Element:
    """A booking with its reason: the receivable, the invoice behind it, and the amounts."""
    day = day_text(ledger_day(booked.at.timestamp, statement.utc_offset_hours))
    direction = iso("CdtDbtInd", "DBIT" if booked.amount < 0 else "CRDT")
    money = Money(abs(booked.amount), currency(statement.book.currency.code))
    return iso(
        "Ntry",
        iso("NtryRef", booked.number),
        amount(iso, "Amt", money),
        direction,
        iso("Sts", iso("Cd", "BOOK")),
        iso("BookgDt", iso("Dt", day)),
        iso("ValDt", iso("Dt", day)),
        iso("AcctSvcrRef", booked.number),
        _code(iso, booked.kind),
        iso("NtryDtls", _transaction(iso, statement, booked, money)),
    )


def _code(iso: Maker, kind: Kind) -> Element:
    domain, family, sub_family = _FAMILIES[kind]
    return iso(
        "BkTxCd",
        iso(
            "Domn",
            iso("Cd", domain),
            iso("Fmly", iso("Cd", family), iso("SubFmlyCd", sub_family)),
        ),
        iso("Prtry", iso("Cd", kind.value), iso("Issr", LEDGER)),
    )


def _transaction(
    iso: Maker, statement: AccountStatement, booked: CashEntry, money: Money
) -> Element:
    claim = statement.claims[booked.receivable] if booked.receivable else None
    return iso(
        "TxDtls",
        iso(
            "Refs",
            iso("AcctSvcrRef", booked.number),
            iso("EndToEndId", reference(claim.receivable) if claim else "NOTPROVIDED"),
        ),
        amount(iso, "Amt", money),
        iso("CdtDbtInd", "DBIT" if booked.amount < 0 else "CRDT"),
        _parties(iso, statement, booked),
        remittance(iso, claim, _amounts(iso, booked, claim)) if claim else None,
        iso("AddtlTxInf", f"Ledger transaction {booked.at.transaction}"),
    )


def _parties(iso: Maker, statement: AccountStatement, booked: CashEntry) -> Element | None:
    known = statement.counterparties.get(booked.counterparty or "")
    if known is None:
        return None
    side = "Cdtr" if booked.amount < 0 else "Dbtr"
    return iso("RltdPties", iso(side, party(iso, "Pty", known)))


def _amounts(iso: Maker, booked: CashEntry, claim: Claim) -> Element | None:
    match booked.cause:
        case Sold() as sale:
            return iso(
                "RfrdDocAmt",
                amount(iso, "DuePyblAmt", claim.money(sale.price + sale.discount)),
                iso("DscntApldAmt", amount(iso, "Amt", claim.money(sale.discount))),
                amount(iso, "RmtdAmt", claim.money(sale.price)),
            )
        case Paid() as paid:
            return iso(
                "RfrdDocAmt",
                amount(iso, "DuePyblAmt", claim.money(paid.principal)),
                penalty(iso, claim.money(paid.penalty)),
                amount(iso, "RmtdAmt", claim.money(paid.principal + paid.penalty)),
            )
        case Redeemed() as redeemed:
            return iso("RfrdDocAmt", amount(iso, "RmtdAmt", claim.money(redeemed.amount)))
    return None


def penalty(iso: Maker, money: Money) -> Element | None:
    """Penalty interest on top of what was due; None where there is none."""
    if not money.minor:
        return None
    return iso(
        "AdjstmntAmtAndRsn",
        amount(iso, "Amt", money),
        iso("CdtDbtInd", "DBIT"),
        iso("AddtlInf", "Penalty interest for late payment"),
    )
