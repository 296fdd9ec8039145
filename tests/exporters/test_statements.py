from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyiso20022.camt import camt_053_001_08 as camt053
from pyiso20022.camt import camt_054_001_08 as camt054
from sqlalchemy import Engine

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.cash_book import Kind, cash_entries, statement
from sfc.domain.days import Day
from sfc.domain.errors import NotFound, RequestMalformed
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.money import Money
from sfc.domain.references import reference
from sfc.store import SqlStore
from tests.exporters.ledger import ACCOUNTS, CNY, FIRST_DAY, OFFSET, STORIES, Story, tell
from tests.exporters.readers import read_iso
from tests.exporters.samples import BANK, OBLIGOR, OTHER, SUPPLIER
from tests.ghost import DUE, EVERYONE, SCALE, account

Lived = tuple[Exports, dict[str, ReceivableId]]
LAST = Day(FIRST_DAY + 120)
PERIODS = st.tuples(st.integers(-2, 40), st.integers(0, 40))


@settings(max_examples=200)
@given(story=STORIES, period=PERIODS)
def test_balances_add_up_over_any_period_and_follow_on(
    story: Story, period: tuple[int, int]
) -> None:
    ghost, events = tell(story)
    first = Day(FIRST_DAY + period[0])
    last = Day(first + period[1])
    for number in EVERYONE:
        owner = ParticipantId(number)
        entries = cash_entries(events, owner, ACCOUNTS, CNY)
        assert sum(entry.amount for entry in entries) == ghost.cash[account(number)] // SCALE
        one = statement(entries, owner, CNY, first, last, 2**40, OFFSET)
        assert one.closing - one.opening == sum(entry.amount for entry in one.entries)
        following = statement(entries, owner, CNY, Day(last + 1), Day(last + 9), 2**40, OFFSET)
        assert following.opening == one.closing
        for entry in entries:
            assert (entry.kind in _CREDITS) == (entry.amount > 0)


_CREDITS = {Kind.PROCEEDS, Kind.REDEMPTION, Kind.MINT, Kind.TRANSFER_IN}


def _signed(entry: Any) -> Decimal:
    amount: Decimal = entry.amt.value
    return amount if entry.cdt_dbt_ind.value == "CRDT" else -amount


@pytest.mark.parametrize("owner", [OBLIGOR, SUPPLIER, OTHER, BANK])
def test_a_statement_is_read_by_the_standards_own_classes(
    lived: Lived, owner: ParticipantId
) -> None:
    exports, _ = lived
    file = use.account_statement(exports, owner, "CNY", FIRST_DAY, LAST)
    (read,) = read_iso(file.content, camt053.Document).bk_to_cstmr_stmt.stmt
    opening, closing = read.bal
    assert (opening.tp.cd_or_prtry.cd, closing.tp.cd_or_prtry.cd) == ("OPBD", "CLBD")
    assert _signed(opening) + sum(map(_signed, read.ntry)) == _signed(closing)
    (balance, _) = exports.read.balances(owner)
    assert _signed(closing) == Decimal(balance.cash.amount)
    summary = read.txs_summry
    assert int(summary.ttl_ntries.nb_of_ntries) == len(read.ntry)
    assert summary.ttl_cdt_ntries.sum - summary.ttl_dbt_ntries.sum == _signed(closing)
    assert read.acct.id.othr.id == f"par_{owner}.CNY"
    references = [entry.acct_svcr_ref for entry in read.ntry]
    assert len(set(references)) == len(references)


def test_each_entry_says_why(lived: Lived) -> None:
    exports, named = lived
    file = use.account_statement(exports, BANK, "CNY", FIRST_DAY, LAST)
    (read,) = read_iso(file.content, camt053.Document).bk_to_cstmr_stmt.stmt
    kinds = [entry.bk_tx_cd.prtry.cd for entry in read.ntry]
    assert kinds == ["mint", "purchase", "purchase", "redemption"]
    bought = read.ntry[1].ntry_dtls[0].tx_dtls[0]
    (structured,) = bought.rmt_inf.strd
    amounts = structured.rfrd_doc_amt
    assert amounts.due_pybl_amt.value == Decimal("6000.00")
    assert amounts.dscnt_apld_amt[0].amt.value == Decimal("600.00")
    assert amounts.rmtd_amt.value == read.ntry[1].amt.value == Decimal("5400.00")
    assert bought.refs.end_to_end_id == reference(named["sold"])
    assert structured.addtl_rmt_inf == [format_receivable(named["sold"])]
    assert structured.rfrd_doc_inf[0].nb == "发票 INV-2026/0001"
    assert bought.rltd_pties.cdtr.pty.nm == "远航座椅系统有限公司"


def test_other_participants_see_payments_proceeds_and_redemptions(lived: Lived) -> None:
    exports, _ = lived
    seen = {}
    for owner in (OBLIGOR, SUPPLIER, OTHER):
        file = use.account_statement(exports, owner, "CNY", FIRST_DAY, LAST)
        (read,) = read_iso(file.content, camt053.Document).bk_to_cstmr_stmt.stmt
        seen[owner] = [entry.bk_tx_cd.prtry.cd for entry in read.ntry]
    assert seen[OBLIGOR] == ["mint", "payment", "payment", "payment"]
    assert seen[SUPPLIER] == ["discount_proceeds", "redemption"]
    assert seen[OTHER] == ["discount_proceeds", "redemption"]


def test_a_remittance_advice_has_the_statements_references(lived: Lived) -> None:
    exports, _ = lived
    file = use.remittance_advice(exports, OBLIGOR, "CNY", FIRST_DAY, LAST)
    (read,) = read_iso(file.content, camt054.Document).bk_to_cstmr_dbt_cdt_ntfctn.ntfctn
    assert [entry.bk_tx_cd.prtry.cd for entry in read.ntry] == ["payment"] * 3
    late = read.ntry[-1].ntry_dtls[0].tx_dtls[0].rmt_inf.strd[0].rfrd_doc_amt
    assert late.due_pybl_amt.value == Decimal("987.66")
    assert late.adjstmnt_amt_and_rsn[0].amt.value == Decimal("12.34")
    assert late.rmtd_amt.value == Decimal("1000.00")
    whole = use.account_statement(exports, OBLIGOR, "CNY", FIRST_DAY, LAST)
    (statement_,) = read_iso(whole.content, camt053.Document).bk_to_cstmr_stmt.stmt
    assert {e.acct_svcr_ref for e in read.ntry} < {e.acct_svcr_ref for e in statement_.ntry}


def test_an_empty_statement_is_one_too(lived: Lived) -> None:
    exports, _ = lived
    for make, kind in (
        (use.account_statement, camt053.Document),
        (use.remittance_advice, camt054.Document),
    ):
        read_iso(make(exports, SUPPLIER, "JPY", FIRST_DAY, LAST).content, kind)


def test_a_past_period_never_changes(lived: Lived) -> None:
    exports, _ = lived
    until = Day(DUE - 1)
    file = use.account_statement(exports, BANK, "CNY", FIRST_DAY, until)
    assert file == use.account_statement(exports, BANK, "CNY", FIRST_DAY, until)
    assert b"redemption" not in file.content
    assert b"<CreDtTm>2024-10-03T23:59:59+08:00</CreDtTm>" in file.content


def test_a_period_that_is_not_over_speaks_for_its_last_booking(lived: Lived) -> None:
    exports, _ = lived
    file = use.account_statement(exports, BANK, "CNY", FIRST_DAY, Day(FIRST_DAY + 9_000))
    assert b"<CreDtTm>2024-10-05T12:00:22+08:00</CreDtTm>" in file.content


def test_what_cannot_be_had(lived: Lived) -> None:
    exports, _ = lived
    with pytest.raises(RequestMalformed):
        use.account_statement(exports, BANK, "CNY", LAST, FIRST_DAY)
    with pytest.raises(NotFound):
        use.account_statement(exports, BANK, "XYZ", FIRST_DAY, LAST)
    with pytest.raises(NotFound):
        use.account_statement(exports, ParticipantId(99), "CNY", FIRST_DAY, LAST)


def test_names_of_any_kind_fit_the_standard(lived: Lived, database: Engine) -> None:
    exports, _ = lived
    for name in ("x" * 400, "\x01\ufffe\ud7ff", "\t\n", "<&>\"'", "𠮷野家"):
        SqlStore(database).name_participant(ParticipantId(5), name, name)
        file = use.account_statement(exports, ParticipantId(5), "CNY", FIRST_DAY, LAST)
        (read,) = read_iso(file.content, camt053.Document).bk_to_cstmr_stmt.stmt
        assert 1 <= len(read.acct.ownr.nm) <= 140


def test_amounts_have_the_decimals_of_their_currency() -> None:
    from sfc.domain.currency import currency
    from sfc.domain.errors import AmountTooLarge
    from sfc.exporters.iso20022 import plain

    assert plain(Money(-5, currency("CNY"))) == "0.05"
    assert plain(Money(5, currency("JPY"))) == "5"
    assert plain(Money(10**18 - 1, currency("KWD"))) == "999999999999999.999"
    with pytest.raises(AmountTooLarge):
        plain(Money(10**18, currency("JPY")))
