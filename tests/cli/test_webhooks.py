"""`sfc webhooks` against a service."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from sfc.app.deliver import deliver
from tests.api.receiver import Receiver, receiving
from tests.api.service import World, sandbox
from tests.cli.conftest import Sfc


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    allowed = {"webhook_plain_http": True, "webhook_networks": '["127.0.0.0/8"]'}
    with capture_logs(), sandbox(**allowed) as made:  # the service is in this process
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def test_a_webhook_from_beginning_to_end(
    world: World, receiver: Receiver, sfc: Sfc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFC_URL", world.url)
    monkeypatch.setenv("SFC_API_KEY", world.supplier.key)
    refused = sfc("webhooks", "add", "https://10.0.0.1/")
    assert refused.code == 1 and refused.err.endswith("[webhook_target_refused]\n")
    unknown = sfc("webhooks", "add", receiver.url, "--type", "receivable.lost")
    assert unknown.code == 1 and "there is no such type" in unknown.err
    made = sfc("webhooks", "add", receiver.url, "--type", "receivable.recorded", "--json").json
    webhook = made["webhook"]["id"]
    assert made["secret"].startswith("whsec_")
    listed = sfc("webhooks", "list").out
    assert webhook in listed and "receivable.recorded" in listed and "enabled" in listed
    assert sfc("webhooks", "ping", webhook).out == "taken, 204\n"
    world.confirmed()
    deliver(world.system.context.hooks, webhook)
    [delivery, _ping] = sfc("webhooks", "deliveries", webhook, "--json").json["data"]
    if delivery["type"] == "webhook.ping":  # of the same second
        delivery = _ping
    assert (delivery["type"], delivery["state"]) == ("receivable.recorded", "delivered")
    assert delivery["event"] in sfc("webhooks", "deliveries", webhook, "--state", "done").out
    assert "taken, 204" in sfc("webhooks", "log", webhook, delivery["event"]).out
    assert sfc("webhooks", "redeliver", webhook, delivery["event"]).code == 0
    deliver(world.system.context.hooks, webhook)
    assert receiver.ids.count(delivery["event"]) == 2
    rotated = sfc("webhooks", "rotate", webhook, "--overlap-hours", "1")
    assert "whsec_" in rotated.out and made["secret"] not in rotated.out
    assert sfc("webhooks", "disable", webhook).out == f"{webhook} is disabled\n"
    assert sfc("webhooks", "redeliver", webhook, delivery["event"]).err.endswith(
        "[webhook_disabled]\n"
    )
    assert sfc("webhooks", "enable", webhook).out == f"{webhook} is enabled\n"
    assert sfc("webhooks", "remove", webhook).code == 0
    assert sfc("webhooks", "list", "--json").json["data"] == []
