"""Every operation that takes `dry_run` does nothing then, and afterwards what was said."""

import inspect
from collections.abc import Callable, Iterator
from itertools import count
from types import ModuleType

import pytest

from sfc.app.auctions import reveal_due
from tests.api import test_auctions, test_law, test_life, test_market, test_merkle_batches
from tests.api.ready import OPERATIONS as DESCRIBED
from tests.api.service import Json, money, sandbox
from tests.api.test_examples import prepared
from tests.api.test_matters import credit_note
from tests.api.trying import OPERATIONS, Traced, TryingWorld

LIVES = [test_auctions, test_law, test_life, test_market, test_merkle_batches]

Test = Callable[[TryingWorld], None]


def lived_in(module: ModuleType) -> list[Test]:
    """Those that need a world and nothing else."""
    found = [each for name, each in vars(module).items() if name.startswith("test_")]
    return [each for each in found if list(inspect.signature(each).parameters) == ["world"]]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What was tried by the tests above the last one, and then done."""
    return set()


@pytest.fixture
def trying(seen: set[str]) -> Iterator[TryingWorld]:
    with sandbox(TryingWorld) as made:
        assert isinstance(made, TryingWorld)
        yield made
        seen |= made.tried


@pytest.fixture(scope="module")
def traced() -> Iterator[Traced]:
    with sandbox(Traced) as made:
        assert isinstance(made, Traced)
        yield made


@pytest.mark.parametrize("module", LIVES, ids=lambda module: module.__name__.rpartition("_")[2])
def test_a_life_of_which_each_step_is_tried_first(trying: TryingWorld, module: ModuleType) -> None:
    for test in lived_in(module):
        test(trying)


def test_a_debt_and_what_is_kept_of_a_price(trying: TryingWorld) -> None:
    seller, bank = trying.supplier, trying.bank
    number = test_market.facility(trying, recourse_percent="100", hold_back_percent="10")
    unpaid, settled = (trying.tokenised("1000.00", days=20) for _ in range(2))
    drawn = [
        seller.post(f"/facilities/{number}/draw", {"receivable": each})["trade"]
        for each in (unpaid, settled)
    ]
    trying.core.post("/payments", {"receivable": settled})
    seller.post(f"/deals/{drawn[1]['deal']}/release", None, 200)
    cash = seller.get("/balances")["data"][0]["cash"]
    another = trying.tokenised("20000.00", days=20)
    seller.post("/payments", {"receivable": another, "amount": cash})
    trying.pass_days(26)
    path = f"/deals/{drawn[0]['deal']}"
    owed = bank.post(f"{path}/put-back", {}, 200)["deal"]["owed"]
    assert owed != money("0.00")
    trying.give(seller, "500.00")
    bank.post(f"{path}/collect", None, 200)
    trying.give(seller, "500.00")
    assert seller.post(f"{path}/pay", {}, 200)["deal"]["owed"] == money("0.00")


def test_an_award_that_is_not_delivered(trying: TryingWorld) -> None:
    number, _ = test_auctions.opened(trying)
    path = f"/auctions/{number}"
    test_auctions.bid(trying, trying.bank, number, "5", "6000.00")
    trying.pass_days(1)
    assert reveal_due(trying.system.context) == 1
    trying.pass_days(1)
    trying.supplier.post(f"{path}/clear", None, 200)
    trying.pass_days(3)
    trying.supplier.post(f"{path}/lapse", {"financier": trying.bank.id}, 200)


def test_credit_notes_of_every_outcome(trying: TryingWorld) -> None:
    """What each comes to is compared with what was said of it, by the world itself."""
    supplier, core, numbers = trying.supplier, trying.core, count(1)

    def credit(over: str, amount: str, number: str = "", status: int = 201) -> Json:
        body = credit_note(trying, number or f"CN-{next(numbers)}", amount, over)
        return supplier.post("/credit-notes", body, status)

    def outcome(answer: Json) -> tuple[str, str, list[str]]:
        note = answer["credit_note"]
        claim = note["claim"]["amount"] if note else ""
        tasks = [each["reason"] for each in answer["tasks"] if each["state"] == "open"]
        return answer["outcome"], claim, tasks

    names = [
        supplier.post("/receivables", trying.invoice("100.00", invoice_number=f"T-{number}"))
        for number in range(5)
    ]
    _, _, promised, sold, gone = (each["receivable"]["id"] for each in names)
    assert outcome(credit("T-0", "30.00", "CN-A")) == ("reduced", "0.00", [])
    assert credit("T-0", "30.00", "cn-a")["repeated"]
    assert outcome(credit("T-0", "40.00", "CN-A"))[2] == ["contradicts_earlier"]
    assert outcome(credit("T-1", "100.00")) == ("withdrawn", "0.00", [])
    assert outcome(credit("T-1", "1.00"))[2] == ["original_cancelled"]
    assert outcome(credit("nowhere", "1.00", "CN-B"))[2] == ["original_unknown"]
    assert outcome(credit("T-0", "1.00", "CN-B")) == ("reduced", "0.00", [])
    for name in (promised, sold, gone):
        core.post(f"/receivables/{name}/confirm", {}, 200)
    assert outcome(credit("T-2", "100.01"))[2] == ["larger_than_original"]
    proposed = credit("T-2", "10.00")
    assert outcome(proposed) == ("proposed", "0.00", ["to_be_agreed"])
    assert outcome(credit("T-2", "5.00"))[2] == ["awaits_another"]
    core.post(f"/credit-notes/{proposed['id']}/agree", None, 200)
    core.post(f"/credit-notes/{proposed['id']}/agree", None, 200)
    for name, part_sold in ((sold, "80.00"), (gone, "100.00")):
        supplier.post(f"/receivables/{name}/tokenise", None, 200)
        passing = {"receivable": name, "to": trying.tier2.id, "amount": money(part_sold)}
        supplier.post("/transfers", passing)
    claimed = credit("T-3", "50.00")
    assert outcome(claimed) == ("proposed", "30.00", ["to_be_agreed"])
    assert outcome(credit("T-4", "50.00"))[2] == ["claim_on_supplier"]
    core.post(f"/credit-notes/{claimed['id']}/agree", None, 200)
    declined = credit("T-2", "2.00")
    core.post(f"/credit-notes/{declined['id']}/decline", {}, 200)
    late = core.code("POST", f"/credit-notes/{declined['id']}/agree")
    assert late == (409, "already_decided")
    trying.operator.post(f"/participants/{core.id}/suspend", None, 200)
    assert credit("T-2", "1.00")["outcome"] == "proposed"
    trying.operator.post(f"/participants/{supplier.id}/suspend", None, 200)
    assert credit("T-0", "1.00", status=403)["code"] == "participant_suspended"


def test_what_a_credit_note_would_do_is_said_in_full(traced: Traced) -> None:
    """Nobody is asked to agree, and nothing is taken off."""
    supplier, tried = traced.supplier, "/credit-notes?dry_run=true"
    invoice = traced.invoice("100.00", invoice_number="CR-9")
    name = supplier.post("/receivables", invoice)["receivable"]["id"]
    traced.core.post(f"/receivables/{name}/confirm", {}, 200)
    supplier.post(f"/receivables/{name}/tokenise", None, 200)
    passing = {"receivable": name, "to": traced.tier2.id, "amount": money("70.00")}
    supplier.post("/transfers", passing)
    body = credit_note(traced, "CN-9", "40.00", "CR-9")
    before = traced.trace()
    said = supplier.post(tried, body, 200)
    assert (said["would_succeed"], said["happens"]) == (True, ["CreditNoteAsked"])
    assert said["gas"] > 0 and said["moves"] == []
    note, [task] = (said["comes_to"][part] for part in ("credit_note", "tasks"))
    assert (note["amount"], note["claim"]) == (money("30.00"), money("10.00"))
    assert (task["reason"], task["owner"]) == ("to_be_agreed", traced.core.id)
    unclear = supplier.post(tried, body | {"preceding": []}, 200)
    assert (unclear["would_succeed"], unclear["happens"], unclear["gas"]) == (True, [], 0)
    assert unclear["comes_to"]["outcome"] == "referred"
    wrong = supplier.post(tried, body | {"obligor": "par_999"}, 200)
    assert (wrong["would_succeed"], wrong["comes_to"]) == (False, None)
    assert wrong["refusal"]["code"] == "unknown_participant"
    assert traced.trace() == before
    done = supplier.post("/credit-notes", body)
    agree = f"/credit-notes/{done['id']}/agree"
    before = traced.trace()
    said = traced.core.post(f"{agree}?dry_run=true", None, 200)
    assert said["happens"] == ["CreditNoteAgreed", "UnitsMoved"]
    [burnt] = said["moves"]
    assert (burnt["giver"], burnt["taker"], burnt["amount"]) == (supplier.id, None, money("30.00"))
    assert traced.trace() == before


def test_a_registration_is_tried_with_its_credit_lines(traced: Traced) -> None:
    entry = {
        "name": "Third Pumps",
        "legal_id": "91990000DEMA00099Q",
        "roles": ["core_enterprise"],
        "credit_lines": [money("500.00"), {"amount": "700", "currency": "JPY"}],
    }
    before = traced.trace()
    said = traced.operator.post("/participants?dry_run=true", entry, 200)
    assert said["happens"] == ["ParticipantRegistered", "CreditLineSet", "CreditLineSet"]
    assert traced.trace() == before
    traced.operator.post("/participants", entry)
    again = traced.operator.post("/participants?dry_run=true", entry, 200)
    assert again["refusal"]["code"] == "participant_exists"


def test_the_examples_are_tried_first(trying: TryingWorld) -> None:
    trying.give(trying.supplier, "100000.00")
    for name in sorted(OPERATIONS):
        prepared(trying, DESCRIBED[name])()


def test_nothing_was_left_out(seen: set[str]) -> None:
    assert seen == OPERATIONS.keys()
    assert len(OPERATIONS) >= 50
