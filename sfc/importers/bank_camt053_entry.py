"""Reads the entries of a camt.053 statement; a batch gives one for each of its transactions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sfc.domain.currency import Currency
from sfc.domain.days import Day, day_of
from sfc.domain.errors import SfcError
from sfc.domain.reconciliation.statement import NOT_PROVIDED, BankEntry
from sfc.importers.amounts import money
from sfc.importers.bank_text import clean
from sfc.importers.xml_fields import XML_DATE, DateForm, Node

_BOOKED = ("BOOK",)
_NOT_BOOKED = ("PDNG", "INFO", "FUTR")
_REFERENCES = ("EndToEndId", "InstrId", "TxId", "PmtInfId", "ChqNb")
_MOST_TEXTS = 50
_MOMENT = DateForm(
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
    "2026-03-31T18:00:00+08:00",
)


def read_entries(statement: Node, unit: Currency, most: int) -> Iterator[BankEntry]:
    """Give the entries in order, numbered from 1; what cannot be read is among the faults."""
    number = 0
    for node in statement.all("c:Ntry"):
        for entry in _entry(node, unit):
            number += 1
            if number > most:
                node.fault("too_many_entries", "", str(number), f"at most {most} entries")
                return
            yield replace(entry, number=number)


def _entry(node: Node, unit: Currency) -> Iterable[BankEntry]:
    amount = _amount(node, "c:Amt", unit, required=True)
    credit = _credit(node)
    booked = day_at(node, "c:BookgDt")
    value = day_at(node, "c:ValDt")
    status = node.string("c:Sts/c:Cd") or node.string("c:Sts")
    if status not in (*_BOOKED, *_NOT_BOOKED):
        node.fault("status_unknown", "c:Sts", status, "BOOK, PDNG, INFO or FUTR")
    if booked is None and value is None:
        node.fault("date_missing", "c:BookgDt", "", "a booking or value date")
    if amount is None or credit is None or node.faults:
        return ()
    day = booked if booked is not None else value
    assert day is not None
    whole = BankEntry(
        number=0,
        amount=amount if credit else -amount,
        booked=day,
        value=value if value is not None else day,
        bank_reference=clean(node.string("c:AcctSvcrRef")),
        texts=_texts(node.strings("c:AddtlNtryInf")),
        charges=_charges(node, unit),
        pending=status in _NOT_BOOKED,
        reversal=_reversal(node),
    )
    details = list(node.all("c:NtryDtls/c:TxDtls"))
    return _split(whole, details, unit) or (_joined(whole, details, unit),)


def _split(whole: BankEntry, details: Sequence[Node], unit: Currency) -> tuple[BankEntry, ...]:
    """A batch as single entries, if it has several whose amounts are all stated and add up."""
    if len(details) < 2 or whole.charges:
        return ()
    parts = []
    for place, node in enumerate(details, start=1):
        amount = _detail_amount(node, unit)
        credit = whole.amount > 0 if not node.string("c:CdtDbtInd") else _credit(node)
        if amount is None or credit is None:
            return ()
        signed = replace(whole, amount=amount if credit else -amount)
        own = clean(node.string("c:Refs/c:AcctSvcrRef"))
        shared = f"{whole.bank_reference}/{place}" if whole.bank_reference else ""
        bank_reference = own if own and own != whole.bank_reference else shared
        parts.append(replace(_with(signed, node, unit), bank_reference=bank_reference))
    return tuple(parts) if sum(part.amount for part in parts) == whole.amount else ()


def _joined(whole: BankEntry, details: Sequence[Node], unit: Currency) -> BankEntry:
    entry = whole
    for node in details:
        entry = _with(entry, node, unit)
    own = [clean(node.string("c:Refs/c:AcctSvcrRef")) for node in details]
    if not entry.bank_reference and len(own) == 1:
        entry = replace(entry, bank_reference=own[0])
    return entry


def _with(entry: BankEntry, node: Node, unit: Currency) -> BankEntry:
    """An entry with what one of its transactions adds: references, texts, the other party."""
    side = "Dbtr" if entry.amount > 0 else "Cdtr"
    parties = f"c:RltdPties/c:{side}"
    name = node.string(f"{parties}/c:Pty/c:Nm") or node.string(f"{parties}/c:Nm")
    account = f"{parties}Acct/c:Id"
    number = node.string(f"{account}/c:IBAN") or node.string(f"{account}/c:Othr/c:Id")
    remittance = "c:RmtInf/c:Strd"
    references = [each for tag in _REFERENCES for each in node.strings(f"c:Refs/c:{tag}")]
    references += node.strings(f"{remittance}/c:CdtrRefInf/c:Ref")
    documents = node.strings(f"{remittance}/c:RfrdDocInf/c:Nb")
    texts = (
        *node.strings("c:RmtInf/c:Ustrd"),
        *node.strings(f"{remittance}/c:AddtlRmtInf"),
        *node.strings("c:AddtlTxInf"),
    )
    return replace(
        entry,
        references=_texts([*entry.references, *references]),
        documents=_texts([*entry.documents, *documents]),
        texts=_texts([*entry.texts, *texts]),
        charges=entry.charges + _charges(node, unit),
        counterparty=entry.counterparty or clean(name),
        counterparty_account=entry.counterparty_account or clean("".join(number.split())),
    )


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(map(clean, texts))
    return tuple(text for text in found if text and text != NOT_PROVIDED)[:_MOST_TEXTS]


def _charges(node: Node, unit: Currency) -> int:
    """What banks took off by their own account, in this currency; refunds are deducted."""
    total = 0
    for path in ("c:Chrgs/c:Rcrd", "c:Chrgs"):
        for each in node.all(path):
            amount = each.one("c:Amt")
            if amount is None or amount.attribute("Ccy") != unit.code:
                continue
            read = _amount(each, "c:Amt", unit)
            total += -(read or 0) if each.string("c:CdtDbtInd") == "CRDT" else (read or 0)
    return max(total, 0)


def _detail_amount(node: Node, unit: Currency) -> int | None:
    """Where versions put the amount of a transaction; None where it is in another currency."""
    for path in ("c:Amt", "c:AmtDtls/c:TxAmt/c:Amt"):
        for each in node.all(path):
            return _amount(node, path, unit) if each.attribute("Ccy") == unit.code else None
    return None


def _amount(node: Node, path: str, unit: Currency, *, required: bool = False) -> int | None:
    """A non-negative amount in minor units of the account's currency."""
    found = node.one(path, required=required)
    if found is None:
        return None
    if found.attribute("Ccy") != unit.code:
        node.fault("currency_mismatch", path, found.attribute("Ccy"), f"an amount in {unit}")
        return None
    read = found.number()
    if read is None:
        return None
    try:
        minor = money(read, unit).minor
    except SfcError:
        minor = -1
    if minor < 0:
        node.fault("amount_malformed", path, str(read), f"an amount in {unit}, without sign")
        return None
    return minor


def _credit(node: Node) -> bool | None:
    way = node.string("c:CdtDbtInd", required=True)
    if way not in ("CRDT", "DBIT"):
        node.fault("indicator_unknown", "c:CdtDbtInd", way, "CRDT or DBIT")
        return None
    return way == "CRDT"


def _reversal(node: Node) -> bool:
    return bool(node.string("c:RvslInd")) and bool(node.boolean("c:RvslInd"))


def day_at(node: Node, path: str) -> Day | None:
    """A day at `path`: in it as Dt or DtTm, or as its text. The time is left aside."""
    for inner, form in ((f"{path}/c:Dt", XML_DATE), (f"{path}/c:DtTm", _MOMENT), (path, _MOMENT)):
        if node.string(inner):
            found = node.date(inner, form)
            return day_of(found) if found else None
    return None
