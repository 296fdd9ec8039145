from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyiso20022.pain import pain_001_001_09 as pain001
from sqlalchemy import Engine

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.contact import Contact
from sfc.domain.currency import CURRENCIES
from sfc.domain.days import Day
from sfc.domain.debts import Debt, debts
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.outgoing import BankAccount, Claim, PaymentOrder
from sfc.domain.receivable import Status
from sfc.domain.references import is_reference_of, reference
from sfc.domain.roles import Role
from sfc.domain.views import Participant
from sfc.exporters import FileWriter, schemas
from tests.exporters.ledger import STORIES, Story, tell
from tests.exporters.readers import read_iso
from tests.exporters.samples import CITY_BANK, OBLIGOR, Stated, begun, exports
from tests.ghost import DUE, OBLIGORS, account

Lived = tuple[Exports, dict[str, ReceivableId]]


def _read(content: bytes) -> pain001.CustomerCreditTransferInitiationV09:
    schemas.check_pain001(content)
    found: pain001.CustomerCreditTransferInitiationV09
    found = read_iso(content, pain001.Document).cstmr_cdt_trf_initn
    return found


def test_all_that_is_owed_when_the_day_begins(lived: Lived) -> None:
    ex, named = lived
    read = _read(use.payment_file(ex, OBLIGOR, DUE).content)
    (group,) = read.pmt_inf
    paid = {t.pmt_id.end_to_end_id: t.amt.instd_amt.value for t in group.cdt_trf_tx_inf}
    assert paid == {  # what was paid on the day itself was owed when it began
        reference(named["sold"]): Decimal("10000.00"),
        reference(named["cut"]): Decimal("4200.00"),
        reference(named["late"]): Decimal("3333.33"),
    }
    assert read.grp_hdr.ctrl_sum == group.ctrl_sum == sum(paid.values())
    assert read.grp_hdr.nb_of_txs == group.nb_of_txs == "3"
    assert str(group.reqd_exctn_dt.dt) == "2024-10-04"
    structured = group.cdt_trf_tx_inf[0].rmt_inf.strd[0]
    assert structured.cdtr_ref_inf.ref == group.cdt_trf_tx_inf[0].pmt_id.end_to_end_id
    assert format_receivable(named["cut"]) in {
        each for t in group.cdt_trf_tx_inf for each in t.rmt_inf.strd[0].addtl_rmt_inf
    }


def test_late_debts_come_with_penalty_interest_up_to_the_day(lived: Lived) -> None:
    ex, named = lived
    day = Day(DUE + 20)
    (group,) = _read(use.payment_file(ex, OBLIGOR, day).content).pmt_inf
    paid = {t.pmt_id.end_to_end_id: t for t in group.cdt_trf_tx_inf}
    assert set(paid) == {reference(named["cut"]), reference(named["late"])}
    cut = paid[reference(named["cut"])]
    # 4200.00 at 8 % a year over 20 days less 3 of grace
    assert cut.amt.instd_amt.value == Decimal("4215.87")
    amounts = cut.rmt_inf.strd[0].rfrd_doc_amt
    assert amounts.due_pybl_amt.value == Decimal("4200.00")
    assert amounts.adjstmnt_amt_and_rsn[0].amt.value == Decimal("15.87")
    with pytest.raises(NotFound):
        use.payment_file(ex, OBLIGOR, day, overdue=False)


def test_nothing_owed_is_no_file(lived: Lived) -> None:
    ex, _ = lived
    with pytest.raises(NotFound):
        use.payment_file(ex, OBLIGOR, Day(DUE - 1))
    with pytest.raises(NotFound):
        use.payment_file(ex, ParticipantId(2), Day(DUE + 50))


def test_real_accounts_are_written_as_such(lived: Lived) -> None:
    ex, _ = lived
    own = BankAccount("x", "GB33BUKB20201555555555", "BUKBGB22XXX")
    stated = Stated({OBLIGOR: Contact(bank_accounts={"CNY": own})})
    banked = replace(ex, paid_to={"CNY": CITY_BANK}, contacts=stated)
    file = use.payment_file(banked, OBLIGOR, DUE)
    assert use.payment_file(banked, OBLIGOR, DUE, paid_from={}) != file
    (group,) = _read(file.content).pmt_inf
    assert group.dbtr_acct.id.iban == own.number
    assert group.dbtr_agt.fin_instn_id.bicfi == own.bic
    assert group.cdt_trf_tx_inf[0].cdtr_acct.id.iban == CITY_BANK.number
    assert group.cdt_trf_tx_inf[0].cdtr_agt.fin_instn_id.bicfi == CITY_BANK.bic


def test_paying_on_the_day_does_not_change_the_file(fresh: Engine) -> None:
    network = begun()
    of = network.record(1, 1, 3, 1, 50_000)
    network.on(2, network.ghost.confirm(of, 50_000))
    before = use.payment_file(exports(fresh, network), OBLIGOR, DUE)
    network.on(90, network.ghost.pay(of, account(1), 50_000))
    assert use.payment_file(exports(fresh, network), OBLIGOR, DUE) == before
    with pytest.raises(NotFound):
        use.payment_file(exports(fresh, network), OBLIGOR, Day(DUE + 1))


@settings(max_examples=200)
@given(story=STORIES)
def test_debts_are_the_obligors_open_face(story: Story) -> None:
    ghost, events = tell(story)
    found = {debt.receivable: debt for debt in debts(events, DUE)}
    for of in ghost.receivables.values():
        owed = of.status in (Status.CONFIRMED, Status.TOKENISED)
        assert (of.id in found) == owed
        if owed:
            assert found[of.id].principal == of.face - of.paid
            assert found[of.id].penalty == of.penalty_owed
    assert {of.obligor for of in ghost.receivables.values()} <= set(OBLIGORS)
    assert debts(events, Day(DUE - 1)) == []


TEXTS = st.text(max_size=200)
IDS = st.binary(min_size=32, max_size=32).map(lambda b: ReceivableId("0x" + b.hex()))
AMOUNTS = st.tuples(st.integers(1, 10**15), st.integers(0, 10**12))


@settings(max_examples=40, deadline=None)
@given(
    name=TEXTS,
    legal_id=TEXTS,
    invoice=TEXTS,
    owed=st.lists(
        st.tuples(IDS, AMOUNTS, st.sampled_from(["CNY", "EUR", "JPY", "KWD"])),
        min_size=1,
        max_size=8,
        unique_by=lambda each: each[0],
    ),
)
def test_any_order_meets_the_schema(
    name: str, legal_id: str, invoice: str, owed: list[tuple[ReceivableId, tuple[int, int], str]]
) -> None:
    numbers = count(1)
    party = Participant(OBLIGOR, account(1), Role.SUPPLIER, False, name, legal_id)
    items = tuple(
        (
            Debt(key, next(numbers), 1, DUE, principal, penalty, Day(0), True, 1_700_000_000),
            Claim(key, party, party, CURRENCIES[code], invoice, Day(DUE - 90), DUE),
        )
        for key, (principal, penalty), code in owed
    )
    file = FileWriter().payment_file(PaymentOrder(party, DUE, items, {}, {}, 8))
    read = _read(file.content)
    assert len(read.pmt_inf) == len({code for _, _, code in owed})
    for group in read.pmt_inf:
        amounts = [t.amt.instd_amt for t in group.cdt_trf_tx_inf]
        assert {each.ccy for each in amounts} == {str(group.pmt_inf_id).rsplit("-", 1)[1]}
        assert group.ctrl_sum == sum(each.value for each in amounts)
    total = sum(group.ctrl_sum for group in read.pmt_inf)
    assert read.grp_hdr.ctrl_sum == total or (read.grp_hdr.ctrl_sum is None and total >= 10**15)


def test_the_schema_does_object(fresh: Engine) -> None:
    network = begun()
    of = network.record(1, 1, 3, 1, 50_000)
    network.on(2, network.ghost.confirm(of, 50_000))
    good = use.payment_file(exports(fresh, network), OBLIGOR, DUE).content
    root = etree.fromstring(good)
    for tag in ("EndToEndId", "InstdAmt", "Dbtr", "ReqdExctnDt"):
        broken = etree.fromstring(good)
        found = broken.find(f".//{{{root.nsmap[None]}}}{tag}")
        assert found is not None
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)
        with pytest.raises(ValueError, match=r"breaks its schema"):
            schemas.check_pain001(etree.tostring(broken))


def test_references_fit_and_are_found_again() -> None:
    key = ReceivableId("0x" + "0123456789abcdef" * 4)
    assert reference(key) == "rcv0123456789abcdef0123456789abcdef"
    assert len(reference(key)) == 35
    assert is_reference_of(" RCV0123456789ABCDEF 0123456789abcdef", key)
    assert not is_reference_of("rcv0123456789abcdef", key)
