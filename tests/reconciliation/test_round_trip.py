"""What we write is what we read: our statements and payment files match without a question."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sfc.app import exports as use
from sfc.app.confirm import confirm
from sfc.app.context import Context
from sfc.app.discount import accept
from sfc.app.drafts import Draft
from sfc.app.offer import Offer, offer
from sfc.app.reconcile import BankFile, Reconciled, reconcile
from sfc.app.reconcile_post import post
from sfc.app.record import issue, record
from sfc.app.sandbox import advance_to_day, faucet
from sfc.app.settle import pay, redeem
from sfc.app.tokenise import tokenise
from sfc.bootstrap import open_sandbox
from sfc.domain.days import Day, day_of
from sfc.domain.errors import StatementMalformed, StatementUnbalanced
from sfc.domain.ids import ParticipantId
from sfc.domain.receivable import Status
from sfc.domain.reconciliation import Policy, Rule, State
from sfc.domain.reconciliation.csv_profile import EXAMPLES
from sfc.domain.roles import Role
from sfc.importers.bank_file import read_bank_file
from sfc.ports import ReceivableFilter
from sfc.settings import Settings
from tests.app.conftest import cny, enter
from tests.reconciliation.statements import Line, camt

START = date(2026, 3, 1)
DUE = START + timedelta(90)
PAIN = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


class Lived:
    """A core enterprise, a supplier and a bank, after everything has happened once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.core = enter(context, "锚汽车", Role.CORE_ENTERPRISE, cny("900000.00"))
        self.seller = enter(context, "远航座椅", Role.SUPPLIER)
        self.bank = enter(context, "江海银行", Role.FINANCIER)
        for rich in (self.core, self.bank):
            faucet(context, rich, cny("500000.00"))
        whole, part, late = (
            record(context, self.seller, self.draft(number, amount, self.core)).result.receivable.id
            for number, amount in (("W-1", "100000.00"), ("P-1", "50000.00"), ("L-1", "700.00"))
        )
        for each in (whole, part, late):
            confirm(context, self.core, each)
        issue(context, self.core, self.draft("I-1", "2000.00", self.seller))
        tokenise(context, self.seller, whole)
        quote = offer(context, self.bank, Offer(whole, 48_000, context.clock.now() + 3600))
        accept(context, self.seller, quote.id, cny("60000.00"))
        pay(context, self.core, whole, cny("30000.00"))
        pay(context, self.core, whole, cny("30000.00"))
        pay(context, self.core, part, cny("20000.00"))
        redeem(context, self.bank, whole)
        redeem(context, self.seller, part)

    def draft(self, number: str, amount: str, to: ParticipantId) -> Draft:
        return Draft(to, number, START, DUE, cny(amount))

    def reconciled(self, owner: ParticipantId | None, content: bytes, name: str) -> Reconciled:
        (found,) = reconcile(self.context, owner, BankFile(content, name), Policy())
        return found


@pytest.fixture
def lived() -> Iterator[Lived]:
    with open_sandbox(Settings(), start=START) as system:  # type: ignore[call-arg]
        yield Lived(system.context)


def test_our_own_statements_are_explained_to_the_last_entry(lived: Lived) -> None:
    first, last = day_of(START), Day(day_of(START) + 30)
    for owner in (lived.core, lived.seller, lived.bank):
        file = use.account_statement(lived.context.exports, owner, "CNY", first, last)
        found = lived.reconciled(owner, file.content, file.name)
        assert len(found.entries) >= 2
        assert {each.finding.state for each in found.entries} == {State.EXPLAINED}
        for each in found.entries:
            assert each.finding.chosen is not None
            assert each.finding.chosen.rule is Rule.REFERENCE
        summed = found.reconciliation.totals
        assert summed.explained == summed.entries == found.reconciliation.filed.statement.closing
        (balance,) = lived.context.read.balances(owner)
        assert summed.closing == balance.cash.minor


def executed(content: bytes, sign: str) -> bytes:
    """What a bank's statement has after it executed a payment file."""
    lines = [
        Line(
            sign + str(each.findtext("p:Amt/p:InstdAmt", None, PAIN)),
            end_to_end=str(each.findtext("p:PmtId/p:EndToEndId", None, PAIN)),
            bank_reference=f"{sign}X{place}",
            day=DUE,
        )
        for place, each in enumerate(etree.fromstring(content).iterfind(".//p:CdtTrfTxInf", PAIN))
    ]
    return camt(lines, number=f"after {sign}", opening="1000000.00")


@pytest.mark.parametrize("days_late", [0, 40])
def test_our_payment_file_comes_back_as_exact_matches(lived: Lived, days_late: int) -> None:
    context = lived.context
    day = Day(day_of(DUE) + days_late)
    advance_to_day(context, day)
    file = use.payment_file(context.exports, lived.core, day)
    credits_ = lived.reconciled(None, executed(file.content, ""), "settlement.xml")
    debits = lived.reconciled(lived.core, executed(file.content, "-"), "own.xml")
    for found in (credits_, debits):
        assert len(found.entries) == 4
        assert {each.finding.state for each in found.entries} == {State.MATCHED}
    done = post(context, None, credits_.reconciliation.filed.id)
    assert [each.outcome for each in done] == ["posted"] * 4
    done = post(context, lived.core, debits.reconciliation.filed.id)
    assert [each.outcome for each in done] == ["explained"] * 4
    owed, _ = context.read.receivables(ReceivableFilter(obligor=lived.core))
    assert {each.status for each in owed} == {Status.SETTLED}


CAMT = camt(
    [
        Line("12.00", "rcv" + "5f" * 16, "Invoice INV-1", invoice="INV-1", bank_reference="B1"),
        Line("-3.50", text="fees", bank_reference="B2", charges="0.50"),
    ],
    opening="100.00",
)
CSV = (
    ",".join(EXAMPLES.columns) + "\n"
    "2026-03-02,2026-03-02,12.00,CNY,A,112.00,B1,,R1,INV-1,Anchor,DE1\n"
    "2026-03-02,2026-03-02,-3.50,CNY,A,108.50,B2,,R2,fees,Bank,DE2\n"
).encode()


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A file cut off, with bytes changed, pieces repeated, or something hostile in it."""
    content = bytearray(draw(st.sampled_from([CAMT, CSV])))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        piece = draw(
            st.one_of(
                st.binary(max_size=8),
                st.just(bytes(content[start:end]) * 2),
                st.sampled_from(
                    [
                        b"9" * 400,
                        b"1e99",
                        b"-",
                        b"\x00",
                        b"\xff\xfe",
                        b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
                        b"<Ntry>" * 70,
                        b'"' * 3,
                        "٣".encode(),
                        b"NaN",
                        b"2026-02-30",
                    ]
                ),
            )
        )
        content[start:end] = piece
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(mutations(), st.sampled_from([None, EXAMPLES]))
def test_whatever_comes_is_refused_or_adds_up(content: bytes, profile: object) -> None:
    try:
        statements = read_bank_file(content, "file", profile)  # type: ignore[arg-type]
    except (StatementMalformed, StatementUnbalanced):
        return
    for each in statements:
        if each.opening is not None and each.closing is not None:
            assert each.opening + each.booked == each.closing
        assert [entry.number for entry in each.entries] == list(range(1, len(each.entries) + 1))
        for entry in each.entries:
            texts = (*entry.texts, *entry.references, entry.counterparty, entry.bank_reference)
            assert all(text.isprintable() and len(text) <= 500 for text in texts)


@given(st.sampled_from(["utf-16", "utf-8-sig", "latin-1", "utf-32"]))
def test_encodings_that_are_declared_or_not(encoding: str) -> None:
    text = CAMT.decode()
    honest = text.replace("UTF-8", encoding.removesuffix("-sig").upper())
    for content in (text.encode(encoding), honest.encode(encoding)):
        try:
            (found,) = read_bank_file(content, "file", None)
        except StatementMalformed:
            continue
        assert [entry.amount for entry in found.entries] == [1200, -350]
