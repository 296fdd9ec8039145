"""What goes out of a real chain: the same formats, read by the same readers."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from pyiso20022.camt import camt_053_001_08 as camt053

from sfc.app import exports as use
from sfc.app.confirm import confirm, reject
from sfc.app.context import Context
from sfc.app.discount import accept
from sfc.app.drafts import Draft
from sfc.app.exports import Exports
from sfc.app.offer import Offer, offer
from sfc.app.record import issue, record
from sfc.app.register import Entrant, register
from sfc.app.sandbox import faucet
from sfc.app.settle import pay, redeem
from sfc.app.tokenise import tokenise
from sfc.app.transfer import transfer
from sfc.bootstrap import open_sandbox
from sfc.domain.currency import currency
from sfc.domain.days import day_of, day_start
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.rejection import RejectionReason
from sfc.domain.roles import Role
from sfc.exporters import schemas
from sfc.settings import Settings
from tests.exporters.readers import read_iso, read_peppol, value

START, DUE = date(2026, 3, 1), date(2026, 5, 30)
FIRST, LAST = day_of(START), day_of(DUE + timedelta(30))
CORE_ID, SELLER_ID, BANK_ID = "5493000IBP32UQZ0KL24", "DE136695976", "NL4495445B01"


def cny(text: str) -> Money:
    return Money.parse(text, currency("CNY"))


class Town:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.core, self.seller, self.bank = (
            register(context, Entrant(name, legal_id, role, None, lines)).result.id
            for name, legal_id, role, lines in (
                ("锚汽车", CORE_ID, Role.CORE_ENTERPRISE, (cny("900000.00"),)),
                ("远航座椅", SELLER_ID, Role.SUPPLIER, ()),
                ("江海银行", BANK_ID, Role.FINANCIER, ()),
            )
        )
        self.named: dict[str, ReceivableId] = {}

    def draft(self, number: str, amount: str, to: ParticipantId) -> Draft:
        return Draft(counterparty=to, number=number, issued=START, due=DUE, amount=cny(amount))

    def at(self, day: date) -> None:
        assert self.context.sandbox is not None
        self.context.sandbox.clock.advance_to(day_start(day_of(day), 8) + 10 * 3600)

    def live(self) -> None:
        context, core, seller, bank = self.context, self.core, self.seller, self.bank
        faucet(context, bank, cny("500000.00"))
        faucet(context, core, cny("500000.00"))
        for number, amount in (("whole", "100000.00"), ("part", "50000.00"), ("not", "700.00")):
            done = record(context, seller, self.draft(number, amount, core))
            self.named[number] = done.result.receivable.id
        confirm(context, core, self.named["whole"])
        confirm(context, core, self.named["part"], cny("30000.00"))
        reject(context, core, self.named["not"], RejectionReason.QTY)
        done = issue(context, core, self.draft("issued", "2000.00", seller))
        self.named["issued"] = done.result.receivable.id
        tokenise(context, seller, self.named["whole"])
        self.at(START + timedelta(10))
        whole = self.named["whole"]
        expiry = context.clock.now() + 3600
        quote = offer(context, bank, Offer(whole, 48_000, expiry=expiry))
        accept(context, seller, quote.id, cny("60000.00"))
        transfer(context, seller, whole, bank, cny("1000.00"))
        self.at(DUE)
        pay(context, core, whole)
        redeem(context, bank, whole)
        redeem(context, seller, whole)
        self.at(DUE + timedelta(20))
        pay(context, core, self.named["part"], cny("10000.01"))
        pay(context, core, self.named["part"])
        redeem(context, seller, self.named["part"])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Exports]]:
    file: Path = tmp_path_factory.mktemp("chain") / "sfc.db"
    settings = Settings(database_url=f"sqlite:///{file}")
    with open_sandbox(settings, start=START) as system:
        town = Town(system.context)
        town.live()
        yield town, system.context.exports


Lived = tuple[Town, Exports]


def test_cash_and_claims_in_the_journals_are_the_ledgers(town: Lived) -> None:
    lived, ex = town
    for owner in (lived.core, lived.seller, lived.bank):
        content = use.journal(ex, owner, FIRST, LAST).content.decode()
        total: dict[str, Decimal] = defaultdict(Decimal)
        for row in csv.DictReader(StringIO(content, newline="")):
            total[row["account"]] += Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
        assert sum(total.values()) == 0
        (balance,) = ex.read.balances(owner)
        assert total["cash"] == Decimal(balance.cash.amount)
        units = total["held_receivables"] + total["purchased_receivables"]
        assert units == Decimal(balance.units.amount)
        assert total["rounding"] == total["collected"] == 0


def test_statements_close_with_the_balance(town: Lived) -> None:
    lived, ex = town
    for owner in (lived.core, lived.seller, lived.bank):
        content = use.account_statement(ex, owner, "CNY", FIRST, LAST).content
        (read,) = read_iso(content, camt053.Document).bk_to_cstmr_stmt.stmt
        (balance,) = ex.read.balances(owner)
        assert read.bal[1].amt.value == Decimal(balance.cash.amount)
        kinds = {entry.bk_tx_cd.prtry.cd for entry in read.ntry}
        assert not kinds & {"transfer_in", "transfer_out", "burn"}


def test_responses_payments_and_papers(town: Lived) -> None:
    lived, ex = town
    for number, code in (("whole", "AP"), ("part", "CA"), ("not", "RE"), ("issued", "AP")):
        root = read_peppol(use.invoice_response(ex, lived.named[number]).content)
        assert value(root, "//cbc:ResponseCode") == code
        assert value(root, "//cac:DocumentReference/cbc:ID") == number
    file = use.payment_file(ex, lived.core, day_of(DUE))
    schemas.check_pain001(file.content)
    assert file.content.count(b"<EndToEndId>") == 3
    fill = use.fill_of(ex, lived.named["whole"], 1)
    assert use.assignment_notice(ex, fill).content.startswith(b"%PDF-")
    assert use.registration_sheet(ex, fill) == use.registration_sheet(ex, fill)
