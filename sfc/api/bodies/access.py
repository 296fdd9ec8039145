"""Bodies about users, keys, sessions and the second person."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema

from sfc.api.access import SCOPES
from sfc.api.forms import (
    ACCOUNT_PATTERN,
    PLAIN_TEXT_PATTERN,
    Amount,
    Form,
    Instant,
    ParticipantText,
)
from sfc.app.approvals import DEFAULT_VALID_SECONDS, LONGEST_VALID_SECONDS
from sfc.app.credentials import LONGEST_OVERLAP
from sfc.domain.access import ALL_READING, EVERYTHING
from sfc.domain.approval import ALWAYS, Controlled
from sfc.domain.errors import ScopeUnknown
from sfc.domain.matter_ids import check_matter_id
from sfc.domain.sign_in import LONGEST

KEY, SESSION = "key_", "ses_"
_HEX = "[0-9a-f]{32}$"
_DIGITS = "5f" * 16

UserText = Annotated[
    str,
    AfterValidator(lambda text: check_matter_id(text, "usr_")),
    WithJsonSchema({"type": "string", "pattern": f"^usr_{_HEX}", "examples": [f"usr_{_DIGITS}"]}),
]
CredentialText = Annotated[
    str,
    AfterValidator(lambda text: check_matter_id(text, text[:4] if text[:4] == SESSION else KEY)),
    WithJsonSchema(
        {"type": "string", "pattern": f"^(key|ses)_{_HEX}", "examples": [f"key_{_DIGITS}"]}
    ),
]
ApprovalText = Annotated[
    str,
    AfterValidator(lambda text: check_matter_id(text, "apr_")),
    WithJsonSchema({"type": "string", "pattern": f"^apr_{_HEX}", "examples": [f"apr_{_DIGITS}"]}),
]

_HOUR = 3_600
_NAME = 200


def _known(scopes: list[str]) -> list[str]:
    for scope in scopes:
        if scope not in SCOPES and scope not in (EVERYTHING, ALL_READING):
            raise ScopeUnknown(scope)
    return sorted(set(scopes))


Scopes = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(min_length=1, max_length=100, examples=[["receivables:read", "payments:write"]]),
    AfterValidator(_known),
]
"""What a credential is good for at most: scopes, `*:read`, or `*` for everything."""


class UserForm(Form):
    """Somebody, or some program, of a party."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Treasury, Wang Li", "scopes": ["*"]}]}
    )

    name: str = Field(min_length=1, max_length=_NAME, pattern=PLAIN_TEXT_PATTERN)
    wallet: str | None = Field(
        None, pattern=ACCOUNT_PATTERN, description="Account with which it signs in, if it does."
    )
    scopes: Scopes = Field(
        default_factory=lambda: [EVERYTHING],
        description="What its keys and sessions may be good for at most.",
    )
    participant: ParticipantText | None = Field(
        None, description="Whose user it is; for the operator only. The caller's by default."
    )


class CredentialForm(Form):
    """A key for a user."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"user": f"usr_{'5f' * 16}", "label": "ERP", "scopes": ["receivables:read"]}
            ]
        }
    )

    user: UserText
    label: str = Field("", max_length=_NAME, pattern=PLAIN_TEXT_PATTERN)
    scopes: Scopes = Field(default_factory=lambda: [EVERYTHING])
    expires_at: Instant | None = Field(None, description="Good until then; for ever by default.")


class RotationForm(Form):
    """For how long the old key is still good."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_seconds": 86400}]})

    overlap_seconds: int = Field(86_400, ge=0, le=LONGEST_OVERLAP)


class ChallengeForm(Form):
    """Who wants to sign in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"address": f"0x{'5f' * 20}"}]})

    address: str = Field(pattern=ACCOUNT_PATTERN)


class SignInForm(Form):
    """The message of a challenge, and the wallet's signature of it (`personal_sign`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "message": "localhost wants you to sign in with your Ethereum account:\n…",
                    "signature": f"0x{'5f' * 65}",
                }
            ]
        }
    )

    message: str = Field(max_length=LONGEST)
    signature: str = Field(
        pattern="^0x([0-9a-fA-F]{2}){1,4096}$", description="65 bytes, or what the contract takes."
    )


class PolicyRuleForm(Form):
    """An act that needs a second person."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"act": "payment", "above": []}]})

    act: str = Field(
        pattern="^(" + "|".join(each for each in Controlled if each not in ALWAYS) + ")$",
        description="`credit_line` is the operator's: registrations and limits.",
    )
    above: list[Amount] = Field(
        default_factory=list,
        max_length=50,
        description="Up to these amounts one person suffices; in other currencies never.",
    )


class PolicyForm(Form):
    """What needs a second person."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rules": [
                        {"act": "payment", "above": [{"amount": "10000.00", "currency": "CNY"}]}
                    ],
                    "valid_seconds": DEFAULT_VALID_SECONDS,
                }
            ]
        }
    )

    rules: list[PolicyRuleForm] = Field(
        max_length=10, description="None: no second person is needed for anything."
    )
    valid_seconds: int = Field(
        DEFAULT_VALID_SECONDS,
        ge=_HOUR,
        le=LONGEST_VALID_SECONDS,
        description="After this a request that nobody approved has lapsed.",
    )

    def read(self) -> dict[Controlled, dict[str, int]]:
        """The limits in minor units by act and currency. Raises what reading an amount does."""
        return {Controlled(rule.act): _limits(rule.above) for rule in self.rules}


class DecisionNote(Form):
    """Why."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"note": "Seen the order."}]})

    note: str = Field("", max_length=500, pattern=PLAIN_TEXT_PATTERN)


def _limits(amounts: Sequence[Amount]) -> dict[str, int]:
    read = [amount.read_limit() for amount in amounts]
    return {money.currency.code: money.minor for money in read}
