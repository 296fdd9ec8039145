"""Tables of which the contracts can be asked: what differs in them is named.

Everything is planted at once in one town, each where no other reaches, and audited once.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Delete, Update, delete, select, update

from sfc.app import freezes, orders, recover
from sfc.app.audit import audit
from sfc.app.audit_difference import Difference
from sfc.app.confirm import confirm
from sfc.app.discount import accept
from sfc.app.disputes import dispute, mark_default
from sfc.app.facilities import draw, open_facility
from sfc.app.offer import Offer, cancel_all_quotes, cancel_quote, offer
from sfc.app.record import record
from sfc.app.register import suspend
from sfc.app.rulebook import announce
from sfc.app.sandbox import advance_days, faucet
from sfc.app.settle import pay, redeem
from sfc.app.tokenise import tokenise
from sfc.app.transfer import transfer
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.domain.books import NonceRow, OrderRow, UnitFreezeRow
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions, OrderSide, SaleTerms
from sfc.domain.rejection import RejectionReason
from sfc.domain.roles import Role
from sfc.domain.rules import Rule
from sfc.store import SqlStore
from sfc.store.derived import (
    AccountModel,
    BatchModel,
    CreditLineModel,
    EntitlementModel,
    FillModel,
    MoveModel,
    NonceModel,
    ParticipantModel,
    PaymentModel,
    ReceivableModel,
    RedemptionModel,
    RuleModel,
    TermsModel,
    UnitFreezeModel,
)
from sfc.store.derived_market import (
    DealModel,
    FacilityModel,
    OrderEpochModel,
    OrderNonceModel,
    TradeModel,
)
from sfc.store.derived_sums import CurrencySumsModel, ReceivableSumsModel
from tests.app.conftest import START, Town, cny, enter

P, R, F, B, S = ParticipantModel, ReceivableModel, UnitFreezeModel, BatchModel, ReceivableSumsModel
N, C, M = NonceModel, CreditLineModel, MoveModel
Placed = OrderNonceModel
WORD = "0x" + "ab" * 32
NOBODY = "0x" + "00" * 19 + "07"
SECURED = SaleTerms(recourse=1_000_000, buy_back_rate=60_000, hold_back=100_000)

DISPUTED, NOTED, IN_PARTS, REDEEMED, QUOTED, ORDERED, DRAWN, LATE = range(10_100, 10_900, 100)
"""The faces of the receivables."""

PLANTED: dict[tuple[str, str], Update | Delete] = {
    ("par_", "last day of its freeze"): update(P).where(P.frozen_until > 0).values(frozen_until=1),
    ("par_", "order of its freeze"): update(P).where(P.frozen_until > 0).values(freeze_order=WORD),
    ("par_", "account of its recovery"): update(P)
    .where(P.recovery_from > 0)
    .values(recovery_account=NOBODY),
    ("par_", "first day of its recovery"): update(P)
    .where(P.recovery_from > 0)
    .values(recovery_from=P.recovery_from + 1),
    ("par_", "epoch of its quotes"): update(P).where(P.quote_epoch == 1).values(quote_epoch=0),
    ("par_", "number of its entity"): update(P).where(P.id == 1).values(legal_entity=WORD),
    ("par_", "roles"): update(P).where(P.id == 2).values(roles=Role.FINANCIER),
    ("par_", "suspended"): update(P).where(P.suspended).values(suspended=False),
    ("par_", "receivables in default"): update(R).where(R.in_default).values(in_default=False),
    ("account ", "for whom it acts"): update(AccountModel)
    .where(AccountModel.participant == 2)
    .values(participant=1),
    ("terms 1", "grace days"): update(TermsModel).values(grace_days=TermsModel.grace_days + 1),
    ("rule 1", "max tenor"): update(RuleModel).where(RuleModel.number == 1).values(max_tenor=1),
    ("rule 2", "whether it is there"): delete(RuleModel).where(RuleModel.number == 2),
    ("credit line", "limit"): update(C).where(C.limit == 77_700).values(limit=77_701),
    ("batch ", "receivables left"): update(B).values(left=3),
    ("batch ", "amount left"): update(B).values(left_total=3),
    ("batch ", "last day"): update(B).values(valid_until=B.valid_until + 1),
    ("", "amount disputed"): update(R).where(R.face == DISPUTED).values(disputed=1),
    ("", "credit note asked for"): update(R).where(R.face == NOTED).values(credit_asked=1),
    ("", "who asked for the credit note"): update(R)
    .where(R.face == NOTED)
    .values(credit_asked_by=1),
    ("", "document of the credit note"): update(R).where(R.face == NOTED).values(credit_note=WORD),
    ("", "claim from credit notes"): update(R).where(R.face == NOTED).values(credit_claim=1),
    ("", "paid"): update(R).where(R.face == IN_PARTS).values(paid=4_001),
    ("", "redeemed"): update(R).where(R.face == REDEEMED).values(redeemed=6_001),
    ("", "penalty paid"): update(R).where(R.face == LATE).values(penalty_paid=7),
    ("", "penalty owed"): update(R).where(R.face == LATE).values(penalty_owed=1),
    ("", "day up to which penalty accrued"): update(R)
    .where(R.face == LATE)
    .values(accrued_to=R.accrued_to + 1),
    ("", "frozen units of par_3"): update(F).where(F.units == 2_000).values(units=1_999),
    ("", "order that freezes units of par_3"): update(F).where(F.units > 1_000).values(order=WORD),
    ("", "last day of freeze of units of par_3"): update(F).where(F.units > 1_000).values(until=1),
    ("", "frozen units of par_2"): delete(F).where(F.units == 500),
    ("", "what par_3 can redeem"): update(EntitlementModel).values(claim=10_000_000),
    ("", "paid (should be the sum of payments)"): update(PaymentModel).values(principal=1),
    ("", "redeemed (should be the sum of redemptions)"): update(RedemptionModel).values(amount=1),
    ("", "sum of moves, units of par_3"): delete(M).where(M.units == 3_000),
    ("quote 0 of par_3 for ", "what became of it"): delete(N).where(
        N.nonce == 0, N.receivable.in_(select(FillModel.receivable).where(FillModel.units == 5_000))
    ),
    ("quote 1 of par_3 for ", "what became of it"): update(N)
    .where(N.nonce == 1)
    .values(use="filled"),
    ("quote 0 of par_3 for ", "whether it was filled"): delete(FillModel).where(
        FillModel.units == 6_000
    ),
    ("sums in CNY", "price of sales"): update(CurrencySumsModel).values(price=1),
    ("sums in CNY", "discount of sales"): update(CurrencySumsModel).values(discount=1),
    ("sums of ", "penalty paid"): update(S).where(S.penalty_paid > 0).values(penalty_paid=0),
    ("sums of ", "redeemed"): update(S).where(S.redeemed > 0).values(redeemed=0),
    ("order ", "closed"): update(Placed).where(Placed.withdrawn).values(withdrawn=False),
    ("order ", "amount filled"): update(Placed).where(Placed.filled > 2_000).values(filled=1),
    ("orders of ", "epoch"): delete(OrderEpochModel),
    ("facility 1", "buckets"): update(FacilityModel).values(buckets="30:1"),
    ("facility 1", "hold back"): update(FacilityModel).values(hold_back=1),
    ("facility 1", "used"): update(FacilityModel).values(used=1),
    ("deal 1 of market", "buy back rate"): update(DealModel).values(buy_back_rate=1),
    ("deal 1 of market", "claim"): update(DealModel).values(claim=1),
    ("deal 1 of market", "price of its sale"): update(TradeModel)
    .where(TradeModel.deal == 1)
    .values(price=1),
    ("deal 1 of market", "units"): update(DealModel).values(units=1),
}


@pytest.fixture(scope="module")
def eventful(town: Town) -> Town:
    """A town in which there is a row of each of these tables, and one that is over of many."""
    context = town.context
    line = cny("777.00")
    tardy = enter(context, "tardy", Role.CORE_ENTERPRISE, line)
    other, regulator = enter(context, "other", Role.FINANCIER), enter(context, "r", Role.REGULATOR)
    lost, found, barred, held = (enter(context, each, Role.SUPPLIER) for each in "lfbh")
    faucet(context, tardy, cny("1000.00"))
    [late] = issued(town, "108.00", counterparty=tardy, due=START + timedelta(3))
    recover.request(context, found)
    advance_days(context, 60)
    recover.carry_out(context, found)
    recover.request(context, lost)
    mark_default(context, context.operator, late)
    pay(context, tardy, late, cny("5.00"))
    suspend(context, barred)
    freezes.appoint(context, regulator)
    today = context.clock.today()
    freezes.freeze(context, regulator, held, "A 1", Day(today + 9))
    freezes.freeze(context, regulator, other, "A 2", today)
    freezes.unfreeze(context, regulator, other, "A 2")
    announce(context, Rule("R-1", today, max_tenor=365))
    announce(context, Rule("R-2", Day(today + 10), max_line=10**12))
    receivables(town, regulator)
    offers(town, other)
    post = context.ledger.post_batch
    call = post(b"\x05" * 32, 1, 2, 500, Day(today + 60), Day(today + 30))
    context.send(context.read.participant(town.core).account, call)
    return town


def issued(town: Town, *amounts: str, **changes: object) -> list[ReceivableId]:
    """Tokenised receivables, of the town's supplier."""
    made = []
    for amount in amounts:
        draft = town.draft(amount, **changes)
        one = record(town.context, town.supplier, draft).result.receivable
        confirm(town.context, one.obligor, one.id)
        tokenise(town.context, town.supplier, one.id)
        made.append(one.id)
    return made


def receivables(town: Town, regulator: ParticipantId) -> None:
    """Disputes, credit notes, parts, redemptions, and orders that freeze."""
    context, supplier, bank = town.context, town.supplier, town.bank
    disputed = record(context, supplier, town.draft("101.00")).result.receivable.id
    dispute(context, town.core, disputed, cny("50.00"), RejectionReason.REF)
    noted = record(context, supplier, town.draft("102.00")).result.receivable.id
    confirm(context, town.core, noted)
    asked = context.ledger.credit_note(noted, 700, b"\x09" * 32)
    context.send(context.read.participant(supplier).account, asked)
    parts, redeemed, quoted = town.tokenised("103.00", "104.00", "105.00")
    transfer(context, supplier, parts, bank, cny("30.00"))
    pay(context, town.core, parts, cny("40.00"))
    transfer(context, supplier, parts, bank, cny("1.00"))
    redeem(context, supplier, parts)
    for one, amount in ((redeemed, "60.00"), (quoted, "50.00")):
        terms = Offer(one, 50_000, context.clock.now() + 3_600)
        accept(context, supplier, offer(context, bank, terms).id, cny(amount))
    cancel_quote(context, bank, offer(context, bank, terms).id)
    pay(context, town.core, redeemed)
    redeem(context, bank, redeemed)
    until = Day(context.clock.today() + 5)
    for holder, amount in ((bank, "20.00"), (supplier, "5.00")):
        freezes.freeze_units(context, regulator, quoted, holder, cny(amount), "B", until)
    freezes.freeze_units(context, regulator, parts, supplier, cny("1.00"), "C", until)
    freezes.unfreeze_units(context, regulator, parts, supplier, "C")


def offers(town: Town, other: ParticipantId) -> None:
    """Orders filled in part, filled whole and withdrawn; a draw; and epochs begun."""
    context, bank = town.context, town.bank
    ordered, drawn = town.tokenised("106.00", "107.00")
    for limit, amount in (("100.00", "40.00"), ("10.00", "10.00"), ("30.00", None)):
        expiry = context.clock.now() + 3_600
        terms = orders.Terms(OrderSide.BID, 50_000, cny(limit), 365, expiry, receivable=ordered)
        placed = orders.place(context, bank, terms).stored.id
        if amount is None:
            orders.cancel(context, bank, placed)
        else:
            orders.fill(context, town.supplier, placed, ordered, cny(amount))
    orders.cancel_all(context, other)
    cancel_all_quotes(context, other)
    conditions = Conditions(1_000_000, ((180, 54_000),), SECURED)
    facility = open_facility(context, bank, town.core, "CNY", conditions).result
    draw(context, town.supplier, facility.number, drawn)


def test_all_tables_are_as_the_contracts_say(eventful: Town) -> None:
    read = eventful.context.read
    assert audit(eventful.context).differences == ()
    states = {(each.filled > 0, each.withdrawn) for each in read.rows(OrderRow)}
    assert states == {(True, False), (False, True)}
    assert {each.use for each in read.rows(NonceRow)} == {"filled", "cancelled"}
    assert {each.units for each in read.rows(UnitFreezeRow)} == {0, 500, 2_000}


def test_asked_for_many_at_once_the_contracts_say_the_same(
    eventful: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a node behind a URL is asked."""
    monkeypatch.setattr(EmbeddedNode, "calls_at_once", 100)
    assert audit(eventful.context).differences == ()


@pytest.fixture(scope="module")
def differences(eventful: Town) -> Iterator[tuple[Difference, ...]]:
    """What is found once all is planted."""
    store = eventful.context.store
    assert isinstance(store, SqlStore)
    try:
        with store._writer.begin() as connection:
            for case, spoil in PLANTED.items():
                assert connection.execute(spoil).rowcount > 0, case
        yield audit(eventful.context).differences
    finally:
        eventful.context.indexer.rebuild()
    assert audit(eventful.context).differences == ()


@pytest.mark.parametrize("case", PLANTED, ids=" ".join)
def test_a_difference_is_named(differences: tuple[Difference, ...], case: tuple[str, str]) -> None:
    subject, respect = case
    found = [each for each in differences if each.respect == respect]
    assert any(each.subject.startswith(subject) for each in found), differences
