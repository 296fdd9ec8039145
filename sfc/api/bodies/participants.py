"""Bodies about participants."""

from pydantic import ConfigDict, Field

from sfc.api.forms import ACCOUNT_PATTERN, PLAIN_TEXT_PATTERN, Amount, Form
from sfc.app.register import Entrant
from sfc.domain.roles import parse_roles


class Entry(Form):
    """A legal entity to be registered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Northwind Motors",
                    "legal_id": "91310000MA1K35XY0Q",
                    "roles": ["core_enterprise"],
                    "credit_lines": [{"amount": "5000000.00", "currency": "CNY"}],
                }
            ]
        }
    )

    name: str = Field(min_length=1, max_length=200, pattern=PLAIN_TEXT_PATTERN)
    legal_id: str = Field(
        min_length=1,
        max_length=100,
        pattern=PLAIN_TEXT_PATTERN,
        description="LEI, unified social credit code or VAT number. On the chain stands its "
        "keyed digest.",
    )
    roles: list[str] = Field(
        min_length=1,
        max_length=5,
        description="Of `core_enterprise`, `supplier`, `financier`, `operator`, `regulator`.",
    )
    account: str | None = Field(
        None,
        pattern=ACCOUNT_PATTERN,
        description="An account of its own; without one, a demonstration key is held for it here.",
    )
    credit_lines: list[Amount] = Field(
        default_factory=list, max_length=50, description="What it may promise, per currency."
    )

    def read(self) -> Entrant:
        """Read it as the use case takes it."""
        return Entrant(
            self.name,
            self.legal_id,
            parse_roles(self.roles),
            self.account,
            tuple(line.read() for line in self.credit_lines),
        )


class Limits(Form):
    """The new limit of a credit line."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"limit": {"amount": "8000000.00", "currency": "CNY"}}]}
    )

    limit: Amount
