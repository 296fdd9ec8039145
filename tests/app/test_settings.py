"""Settings: from the environment, every mistake at once, and no secret ever shown."""

from pathlib import Path

import pytest

from sfc.bootstrap import open_evidence, open_sandbox, open_system
from sfc.domain.errors import SettingsInvalid
from sfc.domain.outgoing import BankAccount
from sfc.settings import Settings


def test_the_defaults_are_a_sandbox() -> None:
    settings = Settings.load()
    assert settings.rpc_url is None
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_a_sandbox_has_one_account_for_all_offices() -> None:
    with open_sandbox(Settings()) as system:
        assert system.manifest.regulator == system.manifest.operator


def test_overrides_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFC_PORT", "9000")
    assert Settings.load().port == 9000
    assert Settings.load(port=9100, host=None).port == 9100


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SFC_PORT": "http",
        "SFC_PROT": "80",
        "SFC_LOG_LEVEL": "loud",
        "SFC_RPC_URL": "http://localhost:8545",
        "SFC_NETWORK_SECRET": "tell nobody",
        "SFC_SANDBOX_START": "2026-01-01",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    lines = str(caught.value).splitlines()[1:]
    assert [line.partition(":")[0] for line in lines] == [
        "SFC_KEYSTORE",
        "SFC_KEYSTORE_PASSPHRASE",
        "SFC_LOG_LEVEL",
        "SFC_MANIFEST",
        "SFC_NETWORK_SECRET",
        "SFC_OPERATOR_KEY",
        "SFC_PORT",
        "SFC_PROT",
        "SFC_READING_KEYS_PASSPHRASE",
        "SFC_SANDBOX_START",
    ]
    assert "tell nobody" not in str(caught.value)


def test_secrets_do_not_show() -> None:
    settings = Settings(operator_key="the key of the operator", network_secret="s" * 20)
    assert "key of" not in repr(settings) and "sss" not in repr(settings)
    with open_sandbox(settings) as system:
        assert "key of" not in repr(system) and "sss" not in repr(system.context)


def test_a_database_of_another_chain_is_refused(tmp_path: Path) -> None:
    settings = Settings.load(database_url=f"sqlite:///{tmp_path}/sandbox.db")
    with open_system(settings) as system:
        assert system.context.read.head() == system.context.events.head()
    with pytest.raises(SettingsInvalid, match="another chain"):
        open_system(settings)


def test_documents_are_kept_beside_the_database_or_said_where(tmp_path: Path) -> None:
    settings = Settings.load(database_url="postgresql://sfc@localhost/sfc")
    with (
        pytest.raises(SettingsInvalid, match="SFC_DOCUMENTS: is required"),
        open_evidence(settings),
    ):
        pass
    file = tmp_path / "sfc.db"
    with (
        pytest.raises(SettingsInvalid, match="no database at"),
        open_evidence(Settings.load(database_url=f"sqlite:///{file}")),
    ):
        pass
    assert not file.exists()


def test_reading_keys_in_a_directory_need_a_passphrase(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SFC_READING_KEYS", str(tmp_path))
    with pytest.raises(SettingsInvalid, match="SFC_READING_KEYS_PASSPHRASE: is required"):
        Settings.load()
    monkeypatch.setenv("SFC_READING_KEYS_PASSPHRASE", "a passphrase to tell nobody")
    assert "tell nobody" not in repr(Settings.load())


def test_the_settlement_banks_accounts() -> None:
    said = '{"CNY": {"holder": "Clearing Bank", "number": "6222021001112223334"}}'
    with open_sandbox(Settings.load(settlement_accounts=said)) as system:
        account = system.context.exports.paid_to["CNY"]
        assert account == BankAccount("Clearing Bank", "6222021001112223334")
    for wrong, where in (
        ("CNY", "SFC_SETTLEMENT_ACCOUNTS: Invalid JSON"),
        ('{"CNY": {"holder": "A"}}', "SFC_SETTLEMENT_ACCOUNTS: CNY.number: Field required"),
    ):
        with pytest.raises(SettingsInvalid, match=where):
            Settings.load(settlement_accounts=wrong)
