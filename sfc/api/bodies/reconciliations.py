"""Bank statements as they are sent, and decisions about their entries."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from sfc.api.bodies.evidence import Base64
from sfc.api.forms import PLAIN_TEXT_PATTERN, Amount, Form, ReceivableText
from sfc.api.forms import receivable as receivable_of
from sfc.api.paging import LARGEST_PAGE
from sfc.app.reconcile import BankFile
from sfc.app.reconcile_decide import Action, Assigned, Choice
from sfc.domain.errors import RequestMalformed
from sfc.domain.reconciliation import Policy, State
from sfc.domain.reconciliation.csv_profile import BANK_PROFILES, EXAMPLES, BankProfile

MOST_BYTES = 16 * 1024 * 1024
"""Largest statement."""

_Heading = Annotated[str, Field(max_length=100, pattern=PLAIN_TEXT_PATTERN)]
_Headings = Annotated[list[_Heading], Field(max_length=20)]


class BankProfileForm(Form):
    """How a CSV is written: fields have the headings of the columns that they are read from.

    Money is `amount` with a sign (credits positive), or `credit` and `debit`, or `amount` without
    sign beside an `indicator` that has `credit_word` or `debit_word`.
    """

    booked: _Heading = Field(description="Booking day.")
    value: _Heading = ""
    amount: _Heading = ""
    credit: _Heading = ""
    debit: _Heading = ""
    indicator: _Heading = ""
    credit_word: str = Field("C", max_length=20)
    debit_word: str = Field("D", max_length=20)
    currency: _Heading = ""
    currency_code: str = Field("", max_length=3, description="Where no column has it.")
    account: _Heading = ""
    account_number: str = Field("", max_length=64, description="Where no column has it.")
    balance: _Heading = Field("", description="Balance after each row: then all rows are checked.")
    bank_reference: _Heading = Field("", description="The bank's own, unique at the bank.")
    references: _Headings = Field([])
    documents: _Headings = Field([])
    texts: _Headings = Field([])
    counterparty: _Heading = ""
    counterparty_account: _Heading = ""
    charges: _Heading = ""
    date_format: str = Field("%Y-%m-%d", max_length=20)
    decimal_sign: str = Field(".", max_length=1)
    grouping_sign: str = Field("", max_length=1)
    delimiter: str = Field(",", max_length=1)
    encoding: str = Field("utf-8", max_length=20)
    newest_first: bool = False

    def read(self) -> BankProfile:
        """Take it for a profile. Raises RequestMalformed for one that nothing can be read with."""
        fields = self.model_dump()
        many = {name: tuple(fields[name]) for name in ("references", "documents", "texts")}
        try:
            return BankProfile(name="of the request", **fields | many)
        except ValueError as error:
            raise RequestMalformed(f"profile.{error}") from None


class StatementForm(Form):
    """A file with bank statements."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "content": "PERvY3VtZW50PuKApjwvRG9jdW1lbnQ+",
                    "name": "statement-2026-05-30.xml",
                    "fee_tolerance": 500,
                    "dry_run": True,
                }
            ]
        }
    )

    content: Base64 = Field(description="camt.053 or CSV, byte for byte, in base64.")
    name: str = Field(min_length=1, max_length=200, pattern=PLAIN_TEXT_PATTERN)
    profile: str | BankProfileForm | None = Field(
        None,
        description="For CSV: how it is written, or the name of a profile that comes with the "
        f"system: {', '.join(f'`{name}`' for name in BANK_PROFILES)}.",
    )
    fee_tolerance: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="Most minor units that banks may have kept without saying so.",
    )
    near_days: int = Field(
        Policy().near_days, ge=0, le=90, description="Days that amount alone may be off its day."
    )
    dry_run: bool = Field(False, description="Only say what would be matched; nothing is kept.")

    @property
    def policy(self) -> Policy:
        """What may be proposed."""
        return Policy(fee_tolerance=self.fee_tolerance, near_days=self.near_days)

    def read(self) -> BankFile:
        """Take it for a file. Raises RequestMalformed."""
        profile: BankProfile | None = None
        if isinstance(self.profile, BankProfileForm):
            profile = self.profile.read()
        elif self.profile is not None:
            profile = BANK_PROFILES.get(self.profile)
            if profile is None:
                raise RequestMalformed(f"profile: {self.profile!r} is none: say {EXAMPLES.name}")
        return BankFile(self.content, self.name, profile)


class AssignedForm(Form):
    """An amount of an entry that belongs to a receivable."""

    receivable: ReceivableText
    amount: Amount


class EntryDecisionForm(Form):
    """What to do with an entry."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"action": "accept", "proposal": 1},
                {
                    "action": "assign",
                    "assigned": [
                        {
                            "receivable": f"rcv_{'5f' * 32}",
                            "amount": {"amount": "400000.00", "currency": "CNY"},
                        }
                    ],
                    "note": "confirmed by phone",
                },
            ]
        }
    )

    action: str = Field(
        pattern=f"^({'|'.join(Action)})$",
        description="`accept` a proposal; `assign` by hand; `reject` all proposals; `park` what "
        "was matched and is not posted; `rematch` against the ledger of today; `retry` a payment "
        "in doubt that is known to have failed.",
    )
    proposal: int = Field(1, ge=1, le=100, description="For `accept`: which, counted from 1.")
    assigned: list[AssignedForm] = Field(
        [], max_length=100, description="For `assign`; what is left over is parked."
    )
    fee: Amount | None = Field(
        None, description="For `assign`: what banks kept, borne by the owner of the statement."
    )
    note: str = Field("", max_length=1000, pattern=PLAIN_TEXT_PATTERN, description="Why.")

    def read(self) -> Choice:
        """Take it for a decision. Raises as amounts and ids do."""
        return Choice(
            action=Action(self.action),
            note=self.note,
            proposal=self.proposal,
            assigned=[
                Assigned(receivable_of(each.receivable), each.amount.read())
                for each in self.assigned
            ],
            fee=self.fee.read() if self.fee else None,
        )


class EntryQuery(Form):
    """Which entries to list, in the query."""

    model_config = ConfigDict(strict=False)

    state: str | None = Field(
        None, pattern=f"^({'|'.join(State)})$", description="Only those that stand there."
    )
    cursor: str | None = Field(
        None, pattern="^[0-9]{1,6}$", description="`next_cursor` of the page before."
    )
    limit: int = Field(50, ge=1, le=LARGEST_PAGE)

    def wanted(self) -> dict[str, Any]:
        """As arguments of the use case."""
        state = State(self.state) if self.state else None
        return {"state": state, "after": int(self.cursor or 0), "limit": self.limit + 1}
