"""Account statements as camt.053.001.08, and remittance advice as camt.054.001.08.

The advice is a camt.054 and not a remt.001: it comes from who keeps the account, and says of which
booking it speaks. Its entries are those of the statement under the same references, so the program
that reads one reads the other, and banks' customers have that program; remt.001 travels between
payer and payee, apart from the money, and few can read it.
"""

from sfc.domain.cash_book import CashStatement
from sfc.domain.currency import currency
from sfc.domain.money import Money
from sfc.domain.outgoing import AccountStatement, OutgoingFile
from sfc.exporters.camt_entry import entry
from sfc.exporters.iso20022 import amount, ledger_account, party, plain
from sfc.exporters.moments import compact_day, day_text, moment_text
from sfc.exporters.xml_tree import Element, Maker, serialised

STATEMENT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
NOTIFICATION = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
XML = "application/xml"


def account_statement(statement: AccountStatement) -> OutgoingFile:
    """The whole account over the period, with balances that add up."""
    iso, book = Maker(STATEMENT), statement.book
    body = iso(
        "Stmt",
        *_head(iso, statement, "S"),
        _balance(iso, "OPBD", book.opening, statement, first=True),
        _balance(iso, "CLBD", book.closing, statement, first=False),
        _summary(iso, statement),
        *(entry(iso, statement, each) for each in book.entries),
    )
    return _file(iso, "BkToCstmrStmt", body, statement, "camt053")


def remittance_advice(statement: AccountStatement) -> OutgoingFile:
    """What moved on receivables in the period: for which, and how the amount came about."""
    iso = Maker(NOTIFICATION)
    entries = [each for each in statement.book.entries if each.cause is not None]
    body = iso(
        "Ntfctn",
        *_head(iso, statement, "R"),
        *(entry(iso, statement, each) for each in entries),
    )
    return _file(iso, "BkToCstmrDbtCdtNtfctn", body, statement, "camt054")


def _file(
    iso: Maker, tag: str, body: Element, statement: AccountStatement, form: str
) -> OutgoingFile:
    head = iso(
        "GrpHdr",
        iso("MsgId", _number(statement.book, "M")),
        iso("CreDtTm", moment_text(statement.book.as_of, statement.utc_offset_hours)),
    )
    name = f"{form}-{_number(statement.book, 'par_')}.xml"
    return OutgoingFile(serialised(iso("Document", iso(tag, head, body))), XML, name)


def _head(iso: Maker, statement: AccountStatement, letter: str) -> list[Element]:
    book, offset = statement.book, statement.utc_offset_hours
    account = ledger_account(iso, "Acct", statement.owner, book.currency.code)
    account.append(party(iso, "Ownr", statement.owner))
    return [
        iso("Id", _number(book, letter)),
        iso("CreDtTm", moment_text(book.as_of, offset)),
        iso(
            "FrToDt",
            iso("FrDtTm", f"{day_text(book.first)}T00:00:00{_zone(offset)}"),
            iso("ToDtTm", f"{day_text(book.last)}T23:59:59{_zone(offset)}"),
        ),
        account,
    ]


def _number(book: CashStatement, letter: str) -> str:
    period = f"{compact_day(book.first)}-{compact_day(book.last)}"
    return f"{letter}{book.owner}-{book.currency.code}-{period}"


def _zone(offset: int) -> str:
    return f"{'-' if offset < 0 else '+'}{abs(offset):02}:00"


def _money(statement: AccountStatement, minor: int) -> Money:
    return Money(minor, currency(statement.book.currency.code))


def _balance(
    iso: Maker, kind: str, minor: int, statement: AccountStatement, *, first: bool
) -> Element:
    book = statement.book
    return iso(
        "Bal",
        iso("Tp", iso("CdOrPrtry", iso("Cd", kind))),
        amount(iso, "Amt", _money(statement, abs(minor))),
        iso("CdtDbtInd", "DBIT" if minor < 0 else "CRDT"),
        iso("Dt", iso("Dt", day_text(book.first if first else book.last))),
    )


def _summary(iso: Maker, statement: AccountStatement) -> Element:
    credits_ = [each.amount for each in statement.book.entries if each.amount > 0]
    debits = [-each.amount for each in statement.book.entries if each.amount < 0]
    net = sum(credits_) - sum(debits)

    def totals(tag: str, amounts: list[int]) -> Element:
        total = plain(_money(statement, sum(amounts)))
        return iso(tag, iso("NbOfNtries", str(len(amounts))), iso("Sum", total))

    everything = totals("TtlNtries", [*credits_, *debits])
    everything.append(
        iso(
            "TtlNetNtry",
            iso("Amt", plain(_money(statement, abs(net)))),
            iso("CdtDbtInd", "DBIT" if net < 0 else "CRDT"),
        )
    )
    return iso(
        "TxsSummry", everything, totals("TtlCdtNtries", credits_), totals("TtlDbtNtries", debits)
    )
