"""A write for which a wallet signs twice, and a process that ends between the two signatures."""

from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from eth_account import Account

from sfc.api import create_app
from sfc.api.resuming import resume
from sfc.bootstrap import open_sandbox
from sfc.chain.unsent import WalletLedger
from sfc.domain import moments
from sfc.settings import Settings
from tests.api.service import Client, Json, World, money, serving
from tests.api.test_market import facility
from tests.api.test_operations import ASYNC, Gone, ended
from tests.api.test_self_custody import Wallet

OFFER = "before the next offer"


def end_at(moment: str, patch: pytest.MonkeyPatch) -> Event:
    """The process ends when it has come that far; tells that it did."""
    ended = Event()

    def watcher(passed: str) -> None:
        if passed == moment:
            gone()

    def gone(*_given: Any, **_named: Any) -> Any:
        moments.watch(None)
        patch.undo()
        ended.set()
        raise Gone

    if moment == OFFER:  # the first is done, and the second is being asked for
        patch.setattr(WalletLedger, "send", gone)
    else:
        moments.watch(watcher)
    return ended


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("moment", ["before sending", "after sending", "after receipt", OFFER])
def test_the_second_signature_is_asked_for_by_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    settings = Settings(
        sandbox_folder=tmp_path,
        keystore_passphrase="passphrase of the keys",
        operator_key="operator of the tests",
        network_secret="n" * 32,
        reading_keys_passphrase="passphrase for reading",
    )
    again = partial(open_sandbox, settings, start=date(2026, 3, 1), currencies=("CNY", "JPY"))
    account = Account.create()
    with again() as system, serving(system) as url:
        world = World(url, system)
        about = {"name": "Own key", "legal_id": "OWN-1", "roles": ["supplier"]}
        made = world.operator.post("/participants", about | {"account": account.address})
        supplier = Wallet(world.client(made["api_key"], made["participant"]["id"]), account)
        number, name = facility(world), world.tokenised("1000.00")
        passing = {"receivable": name, "to": supplier.client.id, "amount": money("400.00")}
        world.supplier.post("/transfers", passing)
        operation = supplier.asked(f"/facilities/{number}/draw", {"receivable": name})
        allowance = operation["to_sign"]
        signed = {
            "operation": operation["id"],
            "transaction": supplier.sign_transaction(allowance),
        }
        gone = end_at(moment, monkeypatch)
        headers = {"Idempotency-Key": "the first signature", **ASYNC}
        handed_in = supplier.client.http.post("/transactions", json=signed, headers=headers).json()
        assert gone.wait(20)
        key = made["api_key"]
        world.close()
    with again() as system:
        app = create_app(system.context, system.operator_key)
        if (thread := resume(app)) is not None:
            thread.join(30)
        with serving(system) as url:
            supplier = Wallet(Client(url, key), account)
            assert ended(supplier.client, handed_in["id"])["state"] == "done"
            now = ended(supplier.client, operation["id"])
            assert now["state"] == "awaiting_signature", now
            assert now["to_sign"] not in (None, allowance)
            done = hand_in(supplier, now)
            assert done["state"] == "done" and len(done["transactions"]) == 2
            assert done["result"]["trade"]["face"] == money("400.00")
            twice = supplier.client.post("/transactions", signed)
            assert twice == done, "the first, handed in once more, is done"
            supplier.client.close()


def hand_in(wallet: Wallet, operation: Json) -> Json:
    raw = wallet.sign_transaction(operation["to_sign"])
    signed = {"operation": operation["id"], "transaction": raw}
    return wallet.client.post("/transactions", signed)
