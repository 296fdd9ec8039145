"""Reads bank statements in camt.053, versions 02 to 13: the ones that banks send.

The versions differ in where a party's name and an entry's status stand; both places are looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sfc.domain.currency import Currency, currency
from sfc.domain.days import Day
from sfc.domain.errors import SfcError, StatementMalformed
from sfc.domain.reconciliation.statement import BankEntry, BankStatement
from sfc.importers.amounts import money
from sfc.importers.bank_camt053_entry import day_at, read_entries
from sfc.importers.bank_text import checked, clean
from sfc.importers.safe_xml import XmlRefused, parse_xml
from sfc.importers.xml_fields import Node

MOST_STATEMENTS = 100
MOST_ENTRIES = 20_000

_NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(0[2-9]|1[0-3])")
_OPENING = ("OPBD", "PRCD")
_CLOSING = ("CLBD",)
_INTERIM = "ITBD"


def read_camt053(content: bytes, file: str) -> tuple[BankStatement, ...]:
    """Give all statements of a message. Raises StatementMalformed, StatementUnbalanced."""
    try:
        root = parse_xml(content)
    except XmlRefused as refusal:
        raise StatementMalformed(file, refusal.value, refusal.expected) from None
    name = etree.QName(root)
    if name.localname != "Document" or not _NAMESPACE.fullmatch(name.namespace or ""):
        expected = "a Document of camt.053.001.02 to 13"
        raise StatementMalformed(f"{file}: /", str(root.tag), expected)
    document = Node.root(root, {"c": str(name.namespace)})
    found = list(document.all("c:BkToCstmrStmt/c:Stmt"))
    if len(found) > MOST_STATEMENTS:
        expected = f"at most {MOST_STATEMENTS} statements"
        raise StatementMalformed(file, str(len(found)), expected)
    return tuple(_statement(each, file) for each in found)


@dataclass(frozen=True, slots=True)
class _Balance:
    kind: str
    minor: int
    day: Day | None


def _statement(node: Node, file: str) -> BankStatement:
    number = clean(node.string("c:Id", required=True))
    place = f"{file}, statement {number}"
    account = _account(node)
    unit = _currency(node, place)
    balances = list(_balances(node, unit))
    opening, closing = _ends(balances)
    entries: tuple[BankEntry, ...] = ()
    if not node.faults:
        entries = tuple(read_entries(node, unit, MOST_ENTRIES))
    if node.faults:
        fault = node.faults[0]
        raise StatementMalformed(f"{file}: {fault.place}", fault.value, fault.expected)
    if opening is None or closing is None:
        kinds = " ".join(each.kind for each in balances)
        raise StatementMalformed(place, f"balances {kinds}", "an opening and a closing balance")
    days = [each.booked for each in entries] + [each.day for each in balances if each.day]
    first = day_at(node, "c:FrToDt/c:FrDtTm") or opening.day or min(days, default=None)
    last = day_at(node, "c:FrToDt/c:ToDtTm") or closing.day or max(days, default=None)
    if first is None or last is None:
        raise StatementMalformed(place, "no date", "a period, dated balances, or entries")
    statement = BankStatement(
        number=number,
        account=account,
        currency=unit,
        first=min(first, *(each.booked for each in entries)) if entries else first,
        last=max(last, *(each.booked for each in entries)) if entries else last,
        opening=opening.minor,
        closing=closing.minor,
        entries=entries,
    )
    return checked(statement, place)


def _account(node: Node) -> str:
    """The IBAN, or whatever number the account has."""
    number = node.string("c:Acct/c:Id/c:IBAN") or node.string("c:Acct/c:Id/c:Othr/c:Id")
    if not number:
        node.fault("field_blank", "c:Acct/c:Id", "", "an IBAN or another number")
    return clean("".join(number.split()))


def _currency(node: Node, place: str) -> Currency:
    """The account's, or where that is left out the one of all balances."""
    codes = {each.attribute("Ccy") for each in node.all("c:Bal/c:Amt")}
    if stated := node.string("c:Acct/c:Ccy"):
        codes.add(stated)
    if len(codes) != 1:
        raise StatementMalformed(place, " ".join(sorted(codes)), "one currency of the account")
    try:
        return currency(codes.pop())
    except SfcError as error:
        raise StatementMalformed(place, error.message, "a currency that is known here") from None


def _balances(node: Node, unit: Currency) -> Iterator[_Balance]:
    for each in node.all("c:Bal"):
        kind = each.string("c:Tp/c:CdOrPrtry/c:Cd")
        if kind not in (*_OPENING, *_CLOSING, _INTERIM):
            continue
        amount = each.decimal("c:Amt", required=True)
        way = each.string("c:CdtDbtInd", required=True)
        if amount is None or way not in ("CRDT", "DBIT"):
            each.fault("balance_malformed", "c:CdtDbtInd", way, "CRDT or DBIT, and an amount")
            continue
        try:
            minor = money(amount, unit).minor
        except SfcError as error:
            each.fault(error.code, "c:Amt", str(amount), f"an amount in {unit}")
            continue
        yield _Balance(kind, -minor if way == "DBIT" else minor, day_at(each, "c:Dt"))


def _ends(balances: list[_Balance]) -> tuple[_Balance | None, _Balance | None]:
    """Opening and closing balance; a page of a long statement has interim ones instead."""
    interim = [each for each in balances if each.kind == _INTERIM]
    opening = next((each for each in balances if each.kind in _OPENING), None)
    closing = next((each for each in balances if each.kind in _CLOSING), None)
    if opening is None and interim:
        opening = interim.pop(0)
    if closing is None and interim:
        closing = interim.pop()
    return opening, closing
