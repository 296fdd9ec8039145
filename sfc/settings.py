"""The settings: one class, read from the environment, every mistake reported at once."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    Json,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from sfc.domain.contact import BIC_PATTERN, LONGEST_NUMBER
from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS
from sfc.domain.documents import LARGEST_DOCUMENT
from sfc.domain.errors import SettingsInvalid
from sfc.domain.invoice import SHORTEST_SECRET

PREFIX = "SFC_"
_REMOTE_NEEDS = (
    "keystore",
    "keystore_passphrase",
    "manifest",
    "network_secret",
    "operator_key",
    "reading_keys_passphrase",
)
_REMOTE_ONLY = ("fee_cap", "fee_tip", "fees", "finality", "keystore", "keys", "manifest")
_SANDBOX_ONLY = ("sandbox_folder", "sandbox_start")
_FOLDER_NEEDS = (
    "keystore_passphrase",
    "network_secret",
    "operator_key",
    "reading_keys_passphrase",
)
_OF_THE_CLIENT = {"SFC_URL", "SFC_API_KEY"}  # which service the command line talks to, and as whom


class SettlementAccount(BaseModel):
    """An account of the settlement bank: an IBAN or another number, and a BIC if there is one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    holder: str = Field(min_length=1, max_length=140)
    number: str = Field(min_length=1, max_length=LONGEST_NUMBER)
    bic: str = Field("", pattern=f"^$|{BIC_PATTERN}")


class Settings(BaseSettings):
    """What can be set, by environment variables named `SFC_` and the field in capitals.

    Without `rpc_url` the service runs as a sandbox, on an embedded chain of its own. Use `load`,
    which also checks what belongs together.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    rpc_url: str | None = Field(
        None, pattern=r"^https?://\S+$", description="JSON-RPC address of an EVM node."
    )
    keystore: Path | None = Field(
        None, description="Web3 Secret Storage file with the operator's key."
    )
    keystore_passphrase: SecretStr | None = Field(
        None, description="Opens the keystore, or the keys of SFC_SANDBOX_FOLDER."
    )
    manifest: Path | None = Field(None, description="What `sfc deploy` wrote about the contracts.")
    database_url: str | None = Field(
        None, description="SQLAlchemy URL; in memory for the sandbox, else sqlite:///sfc.db."
    )
    operator_key: SecretStr | None = Field(
        None, min_length=16, description="API key of the operator; made up for the sandbox."
    )
    network_secret: SecretStr | None = Field(
        None,
        min_length=SHORTEST_SECRET,
        description="Keys the digests of invoices and legal ids; made up for the sandbox.",
    )
    keys: Path | None = Field(
        None,
        description="Folder of the participants' keys, opened by the keystore's passphrase; "
        "beside the database if not set.",
    )
    documents: str | None = Field(
        None,
        min_length=1,
        description="Where originals are kept, encrypted: a directory, s3://bucket/prefix or "
        "memory:; a directory beside the database, or with it in memory, if not set.",
    )
    reading_keys: Path | None = Field(
        None,
        description="Directory of the participants' keys for reading originals; beside the "
        "database if not set.",
    )
    reading_keys_passphrase: SecretStr | None = Field(
        None,
        min_length=12,
        description="Encrypts the reading keys; without it the sandbox keeps them in memory.",
    )
    largest_document: int = Field(
        10_000_000,
        ge=1_000,
        le=LARGEST_DOCUMENT,
        description="Most bytes of an original that is uploaded.",
    )
    settlement_accounts: Json[dict[str, SettlementAccount]] = Field(
        "{}",
        validate_default=True,
        description="Bank accounts into which obligors pay, as JSON by currency: "
        '{"CNY": {"holder": "Clearing Bank", "number": "...", "bic": ""}}.',
    )
    finality: int = Field(
        128,
        ge=0,
        le=1_000_000,
        description="Blocks below the newest after which one is final; 0 where each is (QBFT). "
        "A reorganisation that goes deeper stops the service.",
    )
    fees: Literal["auto", "free", "legacy"] = Field(
        "auto",
        description="What transactions offer: nothing (free), the node's gas price (legacy), or a "
        "tip and twice the base fee, and legacy where blocks have none (auto).",
    )
    fee_cap: int | None = Field(None, ge=0, description="Most that is offered, in wei per gas.")
    fee_tip: int | None = Field(
        None, ge=0, description="Tip in wei per gas; what the node suggests, if not set."
    )
    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    sign_in_domain: str = Field(
        "localhost",
        pattern=r"^[^\s/?#@]+$",
        description="Host (and port) in the address of the pages on which people sign in with "
        "their wallets: what they sign names it.",
    )
    sign_in_failures: int = Field(
        20,
        ge=1,
        description="Wrong credentials within ten minutes after which an address is locked out.",
    )
    sandbox_folder: Path | None = Field(
        None,
        description="Folder in which the sandbox lives on: its chain, keys, database and "
        "documents. Without it all is in memory.",
    )
    sandbox_start: date | None = Field(
        None, description="Date at which the sandbox's clock starts; now, and ticking, if not set."
    )
    utc_offset_hours: int = Field(
        DEFAULT_UTC_OFFSET_HOURS, ge=0, le=14, description="Time zone of the ledger's days."
    )
    webhook_networks: Json[list[IPvAnyNetwork]] = Field(
        "[]",
        validate_default=True,
        description="Networks to which webhooks may be sent besides the public ones, as JSON: "
        '["10.0.0.0/8"].',
    )
    webhook_plain_http: bool = Field(
        False, description="Whether webhooks may be sent by http, without encryption."
    )
    rate_per_second: int = Field(
        50, ge=1, le=1_000_000, description="Requests a second that one credential may make."
    )
    rate_burst: int = Field(
        200, ge=1, le=10_000_000, description="Requests that one credential may make at once."
    )
    address_rate_per_second: int = Field(
        50,
        ge=1,
        le=1_000_000,
        description="Requests a second without a known credential, from one address.",
    )
    address_rate_burst: int = Field(
        200, ge=1, le=10_000_000, description="Such requests at once, from one address."
    )
    request_seconds: int = Field(
        120, ge=1, le=3_600, description="How long a request may take, to be read and answered."
    )
    most_streams: int = Field(
        100, ge=0, le=10_000, description="Most streams of events that may be open."
    )
    cors_origins: Json[list[str]] = Field(
        "[]",
        validate_default=True,
        description="Origins whose pages may call the service, as JSON: "
        '["https://treasury.example"]; none if not set.',
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severity that is logged."
    )

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Read the settings; `overrides` that are not None come before the environment.

        Raises SettingsInvalid with all that is wrong.
        """
        given = {name: value for name, value in overrides.items() if value is not None}
        mistakes = [*_unknown_variables(cls), *_conflicts(_present(cls) | set(given))]
        try:
            settings = cls(**given)
        except ValidationError as error:
            mistakes += [_said(dict(each)) for each in error.errors(include_input=False)]
        if mistakes:
            raise SettingsInvalid("\n".join(sorted(mistakes)))
        return settings


def _present(kind: type[Settings]) -> set[str]:
    return {name for name in kind.model_fields if os.environ.get(_variable(name))}


def _unknown_variables(kind: type[Settings]) -> list[str]:
    known = {_variable(name) for name in kind.model_fields} | _OF_THE_CLIENT
    return [
        f"{name}: there is no such setting"
        for name in os.environ
        if name.startswith(PREFIX) and name not in known
    ]


def _conflicts(given: set[str]) -> list[str]:
    if "rpc_url" in given:
        needed = [
            f"{_variable(name)}: is required with SFC_RPC_URL"
            for name in _REMOTE_NEEDS
            if name not in given
        ]
        return needed + [
            f"{_variable(name)}: is for the sandbox, and SFC_RPC_URL names another chain"
            for name in _SANDBOX_ONLY
            if name in given
        ]
    mistakes = [
        f"{_variable(name)}: is for a chain at SFC_RPC_URL, which is not set"
        for name in _REMOTE_ONLY
        if name in given
    ]
    if "sandbox_folder" in given:
        mistakes += [
            f"{_variable(name)}: is required with SFC_SANDBOX_FOLDER"
            for name in _FOLDER_NEEDS
            if name not in given
        ]
    elif "keystore_passphrase" in given:
        mistakes.append("SFC_KEYSTORE_PASSPHRASE: opens a keystore, and none is set")
    if "reading_keys" in given and "reading_keys_passphrase" not in given:
        mistakes.append("SFC_READING_KEYS_PASSPHRASE: is required with SFC_READING_KEYS")
    return mistakes


def _said(mistake: dict[str, Any]) -> str:
    name, *inside = map(str, mistake["loc"])
    return ": ".join([_variable(name), *([".".join(inside)] if inside else []), mistake["msg"]])


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"
