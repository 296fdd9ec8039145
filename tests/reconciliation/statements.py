"""Bank statements written by hand, in the versions and spellings that banks use."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Tx:
    """One transaction of a batch."""

    amount: str
    end_to_end: str = ""
    text: str = ""
    bank_reference: str = ""


@dataclass(frozen=True)
class Line:
    """One entry; a minus sign makes it a debit."""

    amount: str
    end_to_end: str = ""
    text: str = ""
    invoice: str = ""
    creditor_reference: str = ""
    bank_reference: str = ""
    party: str = ""
    charges: str = ""
    status: str = "BOOK"
    reversal: bool = False
    day: date = DAY
    batch: Sequence[Tx] = field(default_factory=tuple)


def cents(amount: str) -> int:
    whole, _, decimals = amount.lstrip("-").partition(".")
    minor = int(whole) * 100 + int(decimals.ljust(2, "0") or "0")
    return -minor if amount.startswith("-") else minor


def written(minor: int) -> str:
    return f"{abs(minor) // 100}.{abs(minor) % 100:02}"


def camt(
    lines: Sequence[Line],
    *,
    version: str = "08",
    number: str = "ST-1",
    account: str = "DE89370400440532013000",
    currency: str = "CNY",
    opening: str = "0.00",
    closing: str | None = None,
) -> bytes:
    """A message with one statement whose balances add up, unless `closing` says otherwise."""
    booked = sum(cents(line.amount) for line in lines if line.status == "BOOK")
    end = cents(opening) + booked if closing is None else cents(closing)
    identification = f"<IBAN>{account}</IBAN>" if account[:2].isupper() else _other(account)
    first = min((line.day for line in lines), default=DAY)
    last = max((line.day for line in lines), default=DAY)
    body = "".join(
        [
            f"<Id>{escape(number)}</Id><CreDtTm>{last}T18:00:00+08:00</CreDtTm>",
            f"<Acct><Id>{identification}</Id><Ccy>{currency}</Ccy></Acct>",
            _balance("OPBD", cents(opening), currency, first),
            _balance("CLBD", end, currency, last),
            *(_entry(line, version, currency) for line in lines),
        ]
    )
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{namespace}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M</MsgId><CreDtTm>{last}T18:00:00</CreDtTm></GrpHdr>"
        f"<Stmt>{body}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _other(account: str) -> str:
    return f"<Othr><Id>{escape(account)}</Id></Othr>"


def _balance(kind: str, minor: int, currency: str, day: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{written(minor)}</Amt>'
        f"<CdtDbtInd>{'DBIT' if minor < 0 else 'CRDT'}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(line: Line, version: str, currency: str) -> str:
    minor = cents(line.amount)
    status = f"<Cd>{line.status}</Cd>" if version >= "07" else line.status
    details = [
        _details(tx.amount, tx.end_to_end, tx.text, "", "", tx.bank_reference, "", minor, currency,
                 version)
        for tx in line.batch
    ] or [
        _details("", line.end_to_end, line.text, line.invoice, line.creditor_reference, "",
                 line.party, minor, currency, version)
    ]  # fmt: skip
    return "".join(
        [
            f'<Ntry><Amt Ccy="{currency}">{written(minor)}</Amt>',
            f"<CdtDbtInd>{'DBIT' if minor < 0 else 'CRDT'}</CdtDbtInd>",
            "<RvslInd>true</RvslInd>" if line.reversal else "",
            f"<Sts>{status}</Sts>",
            f"<BookgDt><Dt>{line.day}</Dt></BookgDt><ValDt><Dt>{line.day}</Dt></ValDt>",
            f"<AcctSvcrRef>{line.bank_reference}</AcctSvcrRef>" if line.bank_reference else "",
            _charges(line.charges, currency, version) if line.charges else "",
            f"<NtryDtls>{''.join(details)}</NtryDtls></Ntry>",
        ]
    )


def _charges(amount: str, currency: str, version: str) -> str:
    record = f'<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
    return f"<Chrgs>{record if version == '02' else f'<Rcrd>{record}</Rcrd>'}</Chrgs>"


def _details(
    amount: str, end_to_end: str, text: str, invoice: str, creditor: str, bank_reference: str,
    party: str, minor: int, currency: str, version: str,
) -> str:  # fmt: skip
    refs = f"<AcctSvcrRef>{bank_reference}</AcctSvcrRef>" if bank_reference else ""
    refs += f"<EndToEndId>{escape(end_to_end or 'NOTPROVIDED')}</EndToEndId>"
    money = ""
    if amount:
        money = f'<Amt Ccy="{currency}">{amount}</Amt>'
        if version == "02":
            money = f"<AmtDtls><TxAmt>{money}</TxAmt></AmtDtls>"
    side = "Cdtr" if minor < 0 else "Dbtr"
    name = f"<Nm>{escape(party)}</Nm>"
    named = f"<Pty>{name}</Pty>" if version >= "07" else name
    structured = ""
    if invoice:
        structured += f"<RfrdDocInf><Nb>{escape(invoice)}</Nb></RfrdDocInf>"
    if creditor:
        structured += f"<CdtrRefInf><Ref>{escape(creditor)}</Ref></CdtrRefInf>"
    remittance = f"<Ustrd>{escape(text)}</Ustrd>" if text else ""
    remittance += f"<Strd>{structured}</Strd>" if structured else ""
    return "".join(
        [
            f"<TxDtls><Refs>{refs}</Refs>{money}",
            f"<RltdPties><{side}>{named}</{side}></RltdPties>" if party else "",
            f"<RmtInf>{remittance}</RmtInf>" if remittance else "",
            "</TxDtls>",
        ]
    )
