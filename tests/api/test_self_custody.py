"""Participants that hold their own keys: the whole life without a key in the service."""

from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount

from sfc.api import create_app
from sfc.api.resuming import resume
from sfc.chain.unsent import WalletLedger, WalletSigner
from tests.api.service import Client, Json, World, money, problem
from tests.api.test_operations import ASYNC, Gone, ended

UNSIGNED = {"Prefer": "return=unsigned"}
TYPED = {"Prefer": "return=typed-data"}
SEND, MESSAGE = "eth_sendTransaction", "eth_signTypedData_v4"


@dataclass
class Wallet:
    """What a browser's wallet does with what it is asked for, and a client of the service."""

    client: Client
    account: LocalAccount = field(repr=False)

    def sign_transaction(self, request: Json, **changes: Any) -> str:
        assert request["method"] == "eth_sendTransaction"
        [asked] = request["params"]
        assert asked["from"] == self.account.address
        sent = {name: value for name, value in asked.items() if name != "from"} | changes
        return "0x" + bytes(self.account.sign_transaction(sent).raw_transaction).hex()

    def sign_message(self, request: Json) -> str:
        assert request["method"] == "eth_signTypedData_v4"
        account, typed = request["params"]
        assert account == self.account.address
        signable = encode_typed_data(full_message=typed)
        return "0x" + bytes(self.account.sign_message(signable).signature).hex()

    def asked(self, path: str, body: Json | None, headers: Json = UNSIGNED) -> Json:
        response = self.client.http.post(path, json=body, headers=headers)
        assert response.status_code == 202, response.text
        operation: Json = response.json()
        assert operation["state"] == "awaiting_signature"
        assert response.headers["Location"] == f"/v1/operations/{operation['id']}"
        return operation

    def does(self, path: str, body: Json | None) -> Json:
        """Have the transaction of a write offered, sign it, hand it in; give the result."""
        operation = self.asked(path, body)
        raw = self.sign_transaction(operation["to_sign"])
        signed = {"operation": operation["id"], "transaction": raw}
        return self._done(self.client.post("/transactions", signed))

    def signs(self, path: str, body: Json) -> Json:
        """The same with a message."""
        operation = self.asked(path, body, TYPED)
        signed = {
            "operation": operation["id"],
            "signature": self.sign_message(operation["to_sign"]),
        }
        return self._done(self.client.post("/signatures", signed))

    def _done(self, operation: Json) -> Json:
        assert operation["state"] == "done", operation
        assert self.client.get(f"/operations/{operation['id']}") == operation
        result: Json = operation["result"]
        return result


@pytest.fixture(scope="module")
def wallets(world: World) -> dict[str, Wallet]:
    made = {}
    for number, role in enumerate(("core_enterprise", "supplier", "financier")):
        account = Account.create()
        body = {
            "name": f"Own key {number}",
            "legal_id": f"OWN-{number}",
            "roles": [role],
            "account": account.address,
        }
        if role == "core_enterprise":
            body["credit_lines"] = [money("100000.00")]
        answer = world.operator.post("/participants", body)
        client = world.client(answer["api_key"], answer["participant"]["id"])
        made[role] = Wallet(client, account)
        assert not world.system.context.signer.holds(account.address)
        world.give(client, "5000.00")
    return made


def invoice(world: World, wallets: dict[str, Wallet]) -> Json:
    return world.invoice("1000.00", obligor=wallets["core_enterprise"].client.id)


def test_the_whole_life_without_a_key_in_the_service(
    world: World, wallets: dict[str, Wallet]
) -> None:
    core, supplier, bank = (wallets[role] for role in ("core_enterprise", "supplier", "financier"))
    refused = supplier.client.refused("POST", "/receivables", invoice(world, wallets))
    assert refused["code"] == "key_not_held"
    for wallet in (core, bank):
        assert wallet.does("/allowances", {"currency": "CNY"})["currency"] == "CNY"
    recorded = supplier.does("/receivables", invoice(world, wallets))
    name = recorded["receivable"]["id"]
    assert recorded["receivable"]["status"] == "recorded"
    assert recorded["receivable"]["invoice_number"].startswith("No. ")
    confirmed = core.signs(f"/receivables/{name}/confirm", {"amount": money("900.00")})
    assert confirmed["receivable"]["status"] == "confirmed"
    assert confirmed["receivable"]["face"] == money("900.00")
    supplier.does(f"/receivables/{name}/tokenise", None)
    supplier.client.post("/asks", {"receivable": name})
    quote = bank.signs("/quotes", {"receivable": name, "annual_rate_percent": "6.00"})
    assert quote["state"] == "open" and quote["financier"] == bank.client.id
    sold = supplier.does(f"/quotes/{quote['id']}/accept", {})
    assert sold["sale"]["price"] == money("886.50")
    passing = {"receivable": name, "to": supplier.client.id, "amount": money("100.00")}
    assert bank.does("/transfers", passing)["holders"]
    paid = core.does("/payments", {"receivable": name})
    assert paid["receivable"]["status"] == "settled"
    assert bank.does("/redemptions", {"receivable": name})["amount"] == money("800.00")
    assert supplier.does("/redemptions", {"receivable": name})["amount"] == money("100.00")
    assert bank.client.get("/balances")["data"][0]["cash"] == money("4913.50")


def test_the_obligor_may_send_its_confirmation_itself(
    world: World, wallets: dict[str, Wallet]
) -> None:
    supplier, core = wallets["supplier"], wallets["core_enterprise"]
    name = supplier.does("/receivables", invoice(world, wallets))["receivable"]["id"]
    done = core.does(f"/receivables/{name}/confirm", {})
    assert done["receivable"]["status"] == "confirmed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "0x" + "11" * 20}, "to"),
        ({"data": "0x12345678"}, "data"),
        ({"value": "0x1"}, "value"),
        ({"chainId": "0x1"}, "chainId"),
        ({"gas": hex(60_000_001)}, "gas"),
    ],
)
def test_only_what_was_offered_is_sent(
    world: World, wallets: dict[str, Wallet], changes: Json, field: str
) -> None:
    supplier = wallets["supplier"]
    operation = supplier.asked("/receivables", invoice(world, wallets))
    raw = supplier.sign_transaction(operation["to_sign"], **changes)
    signed = {"operation": operation["id"], "transaction": raw}
    refused = supplier.client.refused("POST", "/transactions", signed)
    assert (refused["status"], refused["code"]) == (422, "transaction_not_offered")
    assert refused["fields"]["field"] == field
    now = supplier.client.get(f"/operations/{operation['id']}")
    assert (now["state"], now["transactions"]) == ("awaiting_signature", [])
    right = supplier.sign_transaction(operation["to_sign"])
    done = supplier.client.post("/transactions", signed | {"transaction": right})
    assert done["state"] == "done" and len(done["transactions"]) == 1


def test_another_hand_cannot_sign(world: World, wallets: dict[str, Wallet]) -> None:
    supplier, core = wallets["supplier"], wallets["core_enterprise"]
    operation = supplier.asked("/receivables", invoice(world, wallets))
    [asked] = operation["to_sign"]["params"]
    forged = {name: value for name, value in asked.items() if name != "from"}
    raw = "0x" + bytes(core.account.sign_transaction(forged).raw_transaction).hex()
    signed = {"operation": operation["id"], "transaction": raw}
    refused = supplier.client.refused("POST", "/transactions", signed)
    assert refused["fields"]["field"] == "from"
    assert core.client.code("POST", "/transactions", signed) == (404, "not_found")
    nonsense = supplier.client.refused(
        "POST", "/transactions", signed | {"transaction": "0x02c0ffee"}
    )
    assert nonsense["code"] == "request_malformed"
    wrong_kind = {"operation": operation["id"], "signature": "0x" + "11" * 65}
    refused = supplier.client.refused("POST", "/signatures", wrong_kind)
    assert refused["code"] == "transaction_not_offered"


def test_a_signature_of_another_is_refused(world: World, wallets: dict[str, Wallet]) -> None:
    supplier, core, bank = (wallets[role] for role in ("supplier", "core_enterprise", "financier"))
    name = supplier.does("/receivables", invoice(world, wallets))["receivable"]["id"]
    operation = core.asked(f"/receivables/{name}/confirm", {}, TYPED)
    [_, typed] = operation["to_sign"]["params"]
    stranger = bank.account.sign_message(encode_typed_data(full_message=typed)).signature.hex()
    signed = {"operation": operation["id"], "signature": f"0x{stranger.removeprefix('0x')}"}
    refused = core.client.refused("POST", "/signatures", signed)
    assert refused["code"] == "undertaking_signature_invalid"
    right = core.sign_message(operation["to_sign"])
    assert core.client.post("/signatures", signed | {"signature": right})["state"] == "done"
    supplier.does(f"/receivables/{name}/tokenise", None)
    supplier.client.post("/asks", {"receivable": name})
    offer = {"receivable": name, "annual_rate_percent": "6.00"}
    one, two = (bank.asked("/quotes", offer, TYPED) for _ in range(2))
    wrong = {"operation": one["id"], "signature": "0x" + "00" * 65}
    assert bank.client.refused("POST", "/signatures", wrong)["code"] == "quote_signature_invalid"
    for operation, expected in ((one, 201), (two, 409)):
        body = {
            "operation": operation["id"],
            "signature": bank.sign_message(operation["to_sign"]),
        }
        assert bank.client.http.post("/signatures", json=body).status_code == expected
    assert len(bank.client.get("/quotes", receivable=name)["data"]) == 1


def test_what_the_contracts_refuse_is_not_offered(world: World, wallets: dict[str, Wallet]) -> None:
    supplier, core = wallets["supplier"], wallets["core_enterprise"]
    name = supplier.does("/receivables", invoice(world, wallets))["receivable"]["id"]
    path = f"/receivables/{name}/tokenise"
    early = problem(supplier.client.http.post(path, headers=UNSIGNED))
    assert early["code"] == "not_confirmed"
    core.client.refused("POST", f"/receivables/{name}/confirm", {})
    far = problem(
        core.client.http.post(
            f"/receivables/{name}/confirm", json={"amount": money("2000.00")}, headers=TYPED
        )
    )
    assert far["code"] == "undertaking_mismatch"


def test_an_offer_that_no_longer_holds_is_refused_when_it_is_sent(
    world: World, wallets: dict[str, Wallet]
) -> None:
    supplier = wallets["supplier"]
    body = invoice(world, wallets)
    key = UNSIGNED | {"Idempotency-Key": "signed twice"}
    first = supplier.asked("/receivables", body, key)
    [asked] = first["to_sign"]["params"]
    raw = supplier.sign_transaction(first["to_sign"], nonce=hex(int(asked["nonce"], 16) + 1))
    too_soon = {"operation": first["id"], "transaction": raw}
    refused = supplier.client.refused("POST", "/transactions", too_soon)
    assert refused["code"] == "transaction_failed" and "nonce" in refused["detail"]
    supplier.does("/receivables", body)  # the same invoice, under another key
    signed = {"operation": first["id"], "transaction": raw}
    refused = supplier.client.refused("POST", "/transactions", signed)
    assert refused["code"] == "already_recorded"
    failed = supplier.client.get(f"/operations/{first['id']}")
    assert failed["state"] == "failed" and failed["error"]["code"] == refused["code"]
    again = problem(supplier.client.http.post("/receivables", json=body, headers=key))
    assert again["code"] == "already_recorded"


def test_handing_in_twice_does_it_once(world: World, wallets: dict[str, Wallet]) -> None:
    supplier = wallets["supplier"]
    operation = supplier.asked("/receivables", invoice(world, wallets))
    raw = supplier.sign_transaction(operation["to_sign"])
    signed = {"operation": operation["id"], "transaction": raw}
    one, two = (supplier.client.post("/transactions", signed) for _ in range(2))
    assert one == two and one["state"] == "done"


def test_the_market_with_a_wallet(world: World, wallets: dict[str, Wallet]) -> None:
    """What a venue has to be allowed first is offered first; then the step itself."""
    context = world.system.context
    supplier, bank = wallets["supplier"], wallets["financier"]

    def does(wallet: Wallet, path: str, body: Json, signs: list[str]) -> Json:
        """Sign all that is offered, and say what it was."""
        operation = wallet.asked(path, body)
        for name in signs:
            wanted = operation["to_sign"]
            assert wanted["method"] == name, wanted
            signed = {"operation": operation["id"]}
            if name == MESSAGE:
                signed["signature"] = wallet.sign_message(wanted)
                operation = wallet.client.post("/signatures", signed)
            else:
                signed["transaction"] = wallet.sign_transaction(wanted)
                operation = wallet.client.post("/transactions", signed)
        assert operation["state"] == "done", operation
        result: Json = operation["result"]
        return result

    rate = {"annual_rate_percent": "5.4"}
    bid = {"side": "bid", "obligor": world.core.id, "limit": money("1000.00"), **rate}
    assert world.bank.post("/orders?dry_run=true", bid, 200)["would_succeed"]
    order = does(bank, "/orders", bid, [SEND, MESSAGE])
    assert (order["state"], order["maker"]) == ("open", bank.client.id)
    again = does(bank, "/orders", bid, [MESSAGE])
    assert [each["id"] for each in bank.client.get("/orders")["data"]] == [again["id"], order["id"]]
    identity = world.tokenised("1000.00")
    passing = {"receivable": identity, "to": supplier.client.id, "amount": money("500.00")}
    world.supplier.post("/transfers", passing)
    fill = {"receivable": identity, "amount": money("200.00")}
    path = f"/orders/{order['id']}/fill"
    said = supplier.client.post(f"{path}?dry_run=true", fill, 200)
    assert said["would_succeed"], said
    sold = does(supplier, path, fill, [SEND, SEND])["trade"]
    assert said["costs"][0]["proceeds"] == sold["proceeds"]
    assert does(supplier, path, fill, [SEND])["trade"]["proceeds"] == sold["proceeds"]
    assert bank.client.get(f"/orders/{order['id']}")["filled"] == money("400.00")
    limit = {"obligor": world.core.id, "limit": money("500.00"), "rates": [{"days": 180, **rate}]}
    number = does(bank, "/facilities", limit, [SEND])["facility"]["id"]
    drawn = does(supplier, f"/facilities/{number}/draw", {"receivable": identity}, [SEND])
    assert drawn["trade"]["face"] == money("100.00")
    does(bank, f"/orders/{order['id']}/cancel", {}, [SEND])
    assert bank.client.get(f"/orders/{order['id']}")["state"] == "cancelled"
    assert not context.signer.holds(bank.account.address)


def test_a_credit_note_is_agreed_to_by_wallet(world: World, wallets: dict[str, Wallet]) -> None:
    """Stating one may lead to a task in the place of a transaction: that is not offered."""
    own, core = wallets["supplier"], wallets["core_enterprise"]
    body = invoice(world, wallets)
    name = world.supplier.post("/receivables", body)["receivable"]["id"]
    core.does(f"/receivables/{name}/confirm", {})
    stated = {
        "obligor": core.client.id,
        "number": "CN 1",
        "issue_date": body["issue_date"],
        "amount": money("100.00"),
        "preceding": [{"invoice_number": body["invoice_number"]}],
    }
    made = world.supplier.post("/credit-notes", stated)
    agreed = core.does(f"/credit-notes/{made['id']}/agree", None)
    assert agreed["outcome"] == "agreed"
    assert world.supplier.get(f"/receivables/{name}")["receivable"]["face"] == money("900.00")
    again = core.client.post(f"/credit-notes/{made['id']}/agree?dry_run=true", None, 200)
    assert (again["would_succeed"], again["happens"]) == (True, [])
    recorded = own.does("/receivables", invoice(world, wallets))["receivable"]
    stated["preceding"] = [{"invoice_number": recorded["invoice_number"]}]
    refused = own.client.refused("POST", "/credit-notes", stated)
    said = own.client.post("/credit-notes?dry_run=true", stated, 200)
    assert said["refusal"]["code"] == refused["code"] == "key_not_held"
    refused = problem(own.client.http.post("/credit-notes", json=stated, headers=UNSIGNED))
    assert refused["code"] == "request_malformed"


@dataclass(frozen=True)
class Step:
    """What somebody asks to be offered, and in which form."""

    who: str
    path: str
    body: Json | None
    form: str = "unsigned"


@pytest.fixture(scope="module")
def steps(world: World, wallets: dict[str, Wallet]) -> dict[str, Step]:
    recorded = wallets["supplier"].does("/receivables", invoice(world, wallets))
    confirming = f"/receivables/{recorded['receivable']['id']}/confirm"
    return {
        "transaction": Step("supplier", "/receivables", invoice(world, wallets)),
        "message": Step("core_enterprise", confirming, {}, "typed-data"),
        "of a key that is held here": Step("here", "/receivables", world.invoice()),
    }


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("name", ["transaction", "message", "of a key that is held here"])
def test_cut_off_before_the_first_offer_it_is_offered_by_the_next_process(
    world: World,
    wallets: dict[str, Wallet],
    steps: dict[str, Step],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    repeated: bool,
) -> None:
    """Never signed here instead: neither refused for want of a key, nor done with one."""
    step, key = steps[name], {"Idempotency-Key": f"cut off {name} {repeated}"}
    client = world.supplier if step.who == "here" else wallets[step.who].client
    answered, gone = Event(), Event()

    def ends(*_given: Any, **_named: Any) -> Any:
        answered.wait(20)
        gone.set()
        raise Gone

    if repeated:  # refused first, since the caller did not say that it signs itself
        suspension = f"/participants/{client.id}/suspend"
        world.operator.post(suspension, None, 200)
        refused = problem(client.http.post(step.path, json=step.body, headers=key))
        assert refused["code"] in ("key_not_held", "participant_suspended")
        world.operator.post(suspension.replace("suspend", "reinstate"), None, 200)
    with monkeypatch.context() as patch:
        patch.setattr(WalletLedger, "send", ends)
        patch.setattr(WalletSigner, "sign_undertaking", ends)
        prefer = {"Prefer": f"{ASYNC['Prefer']}, return={step.form}"}
        begun = client.http.post(step.path, json=step.body, headers=key | prefer).json()
        answered.set()
        assert gone.wait(20)
    assert client.get(f"/operations/{begun['id']}")["state"] == "running"
    if (thread := resume(create_app(world.system.context, world.system.operator_key))) is not None:
        thread.join(30)
    now = ended(client, begun["id"])
    assert now["state"] == "awaiting_signature", now
    assert now["to_sign"]["method"] == (MESSAGE if name == "message" else SEND)
