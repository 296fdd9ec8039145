"""What the contracts refuse arrives in the words of the domain, on every kind of node."""

from dataclasses import dataclass, replace

import pytest

from sfc.domain import errors as e
from sfc.domain.days import Day, date_of
from sfc.domain.ids import ReceivableId, format_participant, format_receivable
from sfc.domain.roles import Role
from sfc.domain.statements import SignedQuote, Statement
from tests.parity.worlds import FACE, Party, World


@dataclass
class Scene:
    """A world with one recorded and one issued receivable."""

    world: World
    obligor: Party
    supplier: Party
    other: Party
    bank: Party
    statement: Statement
    recorded: ReceivableId
    issued: ReceivableId

    def refuses(self, kind: type[e.SfcError], by: str, *calls: object) -> dict[str, int | str]:
        """What the error says; the chain is as it was."""
        before = self.world.happened()
        with pytest.raises(kind) as caught:
            self.world.ledger.send(by, *calls)  # type: ignore[arg-type]
        assert type(caught.value) is kind
        assert self.world.happened() == before
        return caught.value.fields()


@pytest.fixture
def scene(world: World) -> Scene:
    obligor, supplier, other, bank = world.join(
        Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.SUPPLIER, Role.FINANCIER
    )
    statement = world.statement(obligor)
    world.ledger.send(supplier.account, world.ledger.record(statement))
    recorded = world.id_of(statement, obligor, supplier)
    (issued,) = world.issue(obligor, supplier)
    return Scene(world, obligor, supplier, other, bank, statement, recorded, issued)


def test_parties(scene: Scene) -> None:
    world, ledger, stranger = scene.world, scene.world.ledger, scene.world.keys.create()
    supplier, obligor = scene.supplier, scene.obligor
    op = world.operator
    entity = b"\x55" * 32

    fields = scene.refuses(e.Forbidden, stranger, ledger.register(stranger, entity, Role.SUPPLIER))
    assert fields == {"action": "register"}
    fields = scene.refuses(
        e.ParticipantExists, op, ledger.register(supplier.account, entity, Role.SUPPLIER)
    )
    assert fields == {"identity": supplier.account}
    scene.refuses(e.IdentityMissing, op, ledger.register(stranger, bytes(32), Role.SUPPLIER))
    scene.refuses(e.RoleUnknown, op, ledger.register(stranger, entity, Role(0)))
    scene.refuses(e.UnknownParticipant, op, ledger.suspend(world.join(Role.SUPPLIER)[0].id + 1))  # type: ignore[arg-type]
    fields = scene.refuses(
        e.UnknownParticipant, supplier.account, ledger.transfer(scene.issued, stranger, 1)
    )
    assert fields == {"participant": stranger}
    fields = scene.refuses(e.WrongRole, obligor.account, ledger.record(scene.statement))
    assert fields["required"] == "supplier"
    fields = scene.refuses(e.NotYours, scene.other.account, ledger.tokenise(scene.recorded))
    assert fields == {
        "caller": format_participant(scene.other.id),
        "receivable": format_receivable(scene.recorded),
        "party": "supplier",
    }
    world.by_operator(ledger.suspend(supplier.id))
    fields = scene.refuses(
        e.ParticipantSuspended, supplier.account, ledger.tokenise(scene.recorded)
    )
    assert fields == {"participant": format_participant(supplier.id)}


def test_recording(scene: Scene) -> None:
    world, ledger, by = scene.world, scene.world.ledger, scene.supplier.account
    fields = scene.refuses(e.AlreadyRecorded, by, ledger.record(scene.statement))
    assert fields == {"receivable": format_receivable(scene.recorded)}
    new = world.statement(scene.obligor)
    scene.refuses(e.AmountNotPositive, by, ledger.record(replace(new, face=0)))
    scene.refuses(e.DueNotAfterIssue, by, ledger.record(replace(new, due_day=new.issue_day)))
    scene.refuses(e.CurrencyUnknown, by, ledger.record(replace(new, currency=9)))
    scene.refuses(e.TermsUnknown, by, ledger.record(replace(new, terms=9)))
    batch = [ledger.record(new), ledger.record(scene.statement)]
    scene.refuses(e.AlreadyRecorded, by, *batch)
    scene.refuses(e.BatchTooLarge, by, *(batch * 51))


def test_confirming(scene: Scene) -> None:
    world, ledger, by = scene.world, scene.world.ledger, scene.obligor.account
    undertaking = world.undertaking(scene.recorded, scene.statement)
    other = replace(undertaking, amount=FACE + 1)
    scene.refuses(e.UndertakingMismatch, by, ledger.confirm(other))
    stale = replace(undertaking, valid_until=Day(scene.statement.issue_day - 1))
    fields = scene.refuses(e.UndertakingExpired, by, ledger.confirm(stale))
    assert fields["today"] == date_of(scene.statement.issue_day).isoformat()
    fields = scene.refuses(e.NotConfirmed, scene.supplier.account, ledger.tokenise(scene.recorded))
    assert fields["status"] == "recorded"
    scene.refuses(e.RejectionReasonUnknown, by, ledger.reject(scene.recorded, 15))
    fields = scene.refuses(e.WrongStatus, by, ledger.reject(scene.issued, 1))
    assert (fields["status"], fields["required"]) == ("tokenised", "recorded")
    world.by_operator(ledger.set_credit_line(scene.obligor.id, 1, FACE + 1))
    fields = scene.refuses(e.CreditLimitExceeded, by, ledger.confirm(undertaking))
    assert fields == {"limit": FACE + 1, "used": FACE, "asked": FACE}
    line = ledger.set_credit_line(scene.obligor.id, 1, 1)
    assert scene.refuses(e.LimitBelowUsed, world.operator, line) == {"limit": 1, "used": FACE}
    world.skip_to(scene.statement.due_day)
    scene.refuses(e.PastDue, by, ledger.confirm(undertaking))


def test_units(scene: Scene) -> None:
    ledger, by = scene.world.ledger, scene.supplier.account
    too_many = ledger.transfer(scene.issued, scene.other.account, FACE + 1)
    fields = scene.refuses(e.InsufficientUnits, by, too_many)
    assert fields == {
        "holder": format_participant(scene.supplier.id),
        "has": FACE,
        "asked": FACE + 1,
    }
    scene.refuses(e.TransferToSelf, by, ledger.transfer(scene.issued, by, 1))
    nothing = ledger.transfer(scene.issued, scene.other.account, 0)
    scene.refuses(e.AmountNotPositive, by, nothing)
    ledger.send(by, ledger.transfer(scene.issued, scene.other.account, 1))
    scene.refuses(e.CannotCancel, by, ledger.cancel(scene.issued))


def test_quotes(scene: Scene) -> None:
    world, ledger, by = scene.world, scene.world.ledger, scene.supplier.account
    due = Day(scene.statement.due_day)
    signed = world.quote(scene.bank, scene.issued, due, nonce=3)

    def changed(**fields: int) -> SignedQuote:
        quote = replace(signed.quote, **fields)
        return SignedQuote(quote, world.signer.sign_quote(quote))

    def fill(quote: SignedQuote, units: int = FACE, price: int = 1) -> object:
        return ledger.fill(quote, units, price)

    fields = scene.refuses(e.AllowanceTooLow, by, fill(signed))
    assert fields == {"account": scene.bank.account, "allowed": 0, "asked": 980_000}
    world.give_cash(scene.bank, 1)
    fields = scene.refuses(e.InsufficientFunds, by, fill(signed))
    assert fields == {"account": scene.bank.account, "has": 1, "asked": 980_000}
    world.give_cash(scene.bank, FACE)

    fields = scene.refuses(e.QuoteExpired, by, fill(changed(expiry=1)))
    assert fields == {"quote": f"quote 3 of {scene.bank.account}", "expiry": 1}
    forged = replace(signed, signature=world.signer.sign_quote(replace(signed.quote, nonce=4)))
    scene.refuses(e.QuoteSignatureInvalid, by, fill(forged))
    scene.refuses(e.QuoteMismatch, by, fill(changed(max_units=1)))
    scene.refuses(e.QuoteMismatch, by, fill(changed(nonce=96)))
    scene.refuses(e.ReceivableChanged, by, fill(changed(unpaid=1)))
    scene.refuses(e.BasisUnsupported, by, fill(changed(basis=364)))
    scene.refuses(e.DiscountNotBelowFace, by, fill(changed(rate_ppm=4_000_000)))
    fields = scene.refuses(e.PriceMoved, by, fill(signed, price=980_001))
    assert fields == {"minimum": 980_001, "actual": 980_000}

    ledger.send(by, ledger.fill(signed, 1_000, 1))
    fields = scene.refuses(e.QuoteUsed, by, fill(signed, 1_000))
    assert fields == {"quote": f"quote 3 of {format_participant(scene.bank.id)}"}
    ledger.send(scene.bank.account, ledger.cancel_quote(scene.issued, 5))
    scene.refuses(e.QuoteCancelled, by, fill(changed(nonce=5), 1_000))
    world.skip_to(due)
    expiry = world.clock.now() + 3_600
    scene.refuses(e.NoDaysToMaturity, by, fill(changed(nonce=6, expiry=expiry), 1_000))


def test_cash(scene: Scene) -> None:
    world, ledger, by = scene.world, scene.world.ledger, scene.obligor.account
    fields = scene.refuses(e.AllowanceTooLow, by, ledger.pay(scene.issued, 5))
    assert fields == {"account": by, "allowed": 0, "asked": 5}
    ledger.send(by, ledger.allow_cash(1))
    fields = scene.refuses(e.InsufficientFunds, by, ledger.pay(scene.issued, 5))
    assert fields == {"account": by, "has": 0, "asked": 5}
    world.give_cash(scene.obligor, 2 * FACE)
    fields = scene.refuses(e.Overpayment, by, ledger.pay(scene.issued, FACE + 1))
    assert (fields["amount"], fields["owed"]) == (FACE + 1, FACE)
    scene.refuses(e.AmountNotPositive, by, ledger.pay(scene.issued, 0))
    scene.refuses(e.WrongStatus, by, ledger.pay(scene.recorded, 1))
    supplier = scene.supplier.account
    fields = scene.refuses(e.NothingToRedeem, supplier, ledger.redeem(scene.issued))
    assert fields["holder"] == format_participant(scene.supplier.id)
    ledger.send(by, ledger.pay(scene.issued, FACE))
    settled = ledger.transfer(scene.issued, scene.other.account, 1)
    scene.refuses(e.UnitsOnlyRedeemable, supplier, settled)
    scene.refuses(e.Forbidden, by, ledger.mint(1, by, 1))


def test_what_cannot_be_sent(scene: Scene) -> None:
    world, ledger = scene.world, scene.world.ledger
    fields = scene.refuses(e.KeyNotHeld, "0x" + "11" * 20, ledger.redeem(scene.issued))
    assert fields == {"account": "0x" + "11" * 20}
    scene.refuses(e.CurrencyUnknown, world.operator, ledger.mint(9, world.operator, 1))
    with pytest.raises(ValueError, match="one or more calls"):
        ledger.send(world.operator)
    with pytest.raises(ValueError, match="all to the same contract"):
        ledger.send(
            world.operator, ledger.redeem(scene.issued), ledger.mint(1, "0x" + "11" * 20, 1)
        )
