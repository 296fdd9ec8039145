"""Dated rules of confirmation."""

from typing import Self

from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, OperatorOnly
from sfc.api.describe import refusals
from sfc.api.forms import Form, IsoDate, View
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.app import rulebook
from sfc.domain.days import day_of, nearest_date
from sfc.domain.rules import Rule, in_force

router = resource("rules", "/rules")

_TENOR = Field(None, ge=1, le=65_535)


class RuleForm(Form):
    """The next rule."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"id": "CN-77", "valid_from": "2026-12-01", "max_tenor_days": 365}]
        }
    )

    id: str = Field(min_length=1, max_length=32, description="What people call it.")
    valid_from: IsoDate
    valid_to: IsoDate | None = Field(None, description="Last day; open by default.")
    max_tenor_days: int | None = _TENOR
    warning_tenor_days: int | None = _TENOR
    max_line_minor: str | None = Field(
        None,
        pattern="^[1-9][0-9]{0,37}$",
        description="Most that an obligor may have promised in any one currency, minor units.",
    )

    def read(self) -> Rule:
        """Read it as the use case takes it."""
        return Rule(
            name=self.id,
            valid_from=day_of(self.valid_from),
            valid_to=None if self.valid_to is None else day_of(self.valid_to),
            max_tenor=self.max_tenor_days,
            warning_tenor=self.warning_tenor_days,
            max_line=None if self.max_line_minor is None else int(self.max_line_minor),
        )


class RuleView(View):
    """One rule, with its thresholds; null where there is none."""

    id: str = Field(examples=["CN-77"])
    version: int = Field(description="Its place among all rules, from 1.")
    valid_from: IsoDate
    valid_to: IsoDate | None
    max_tenor_days: int | None
    warning_tenor_days: int | None
    max_line_minor: str | None
    in_force: bool = Field(description="Whether it decides on confirmations of today.")

    @classmethod
    def of(cls, rule: Rule, version: int, *, now: bool) -> Self:
        """Write a rule."""
        return cls(
            id=rule.name,
            version=version,
            valid_from=nearest_date(rule.valid_from),
            valid_to=None if rule.valid_to is None else nearest_date(rule.valid_to),
            max_tenor_days=rule.max_tenor,
            warning_tenor_days=rule.warning_tenor,
            max_line_minor=None if rule.max_line is None else str(rule.max_line),
            in_force=now,
        )


class RuleChange(View):
    """A rule that was announced."""

    rule: RuleView
    transaction: Transaction


@router.get(
    "",
    summary="List rules",
    description="Anybody with a key. In order of their dates, announced ones included. The one in "
    "force on the day of a confirmation decides; a refusal names it, threshold and input.",
    responses=refusals(),
)
def rules(context: ContextDep, _caller: AnyCaller) -> Listing[RuleView]:
    """All rules of confirmation."""
    found = context.read.rules()
    now = in_force(found, context.clock.today())
    return Listing(data=[RuleView.of(e, n, now=e is now) for n, e in enumerate(found, start=1)])


@router.post(
    "",
    status_code=201,
    summary="Announce a rule",
    description="The operator, with notice, in place of one that does not apply yet. What was "
    "confirmed before it is in force stays as it is.",
    responses=refusals("forbidden", "rule_too_soon", "rule_dates_malformed", "day_out_of_range"),
)
def announce_rule(
    form: RuleForm, context: ActingDep, _caller: OperatorOnly, once: OnceDep
) -> RuleChange:
    """Announce the next rule."""
    rule = form.read()

    def write() -> RuleChange:
        done = rulebook.announce(context, rule)
        found = context.read.rules()
        now = in_force(found, context.clock.today()) is found[-1]
        view = RuleView.of(done.result, len(found), now=now)
        return RuleChange(rule=view, transaction=Transaction.of(done.receipt))

    return once(write)
