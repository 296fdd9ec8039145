"""Refusals of new promises: default of the obligor, and the rule in force."""

from datetime import date

from sfc.domain.errors.base import SfcError


class ObligorInDefault(SfcError):
    """`obligor` has `defaults` receivables unpaid after grace, and can promise nothing new."""

    code = "obligor_in_default"
    template = "{obligor} has {defaults} receivables in default: it has to pay them first"
    obligor: str
    defaults: int


class NotInDefault(SfcError):
    """`receivable` is in default from `first` at the earliest, and it is `today`."""

    code = "not_in_default"
    template = "{receivable} is not in default on {today}: at the earliest on {first}"
    receivable: str
    first: date
    today: date


class AlreadyInDefault(SfcError):
    """`receivable` is marked as in default already."""

    code = "already_in_default"
    template = "{receivable} is marked as in default already"
    receivable: str


class RuleBroken(SfcError):
    """Rule `rule` allows a `limit` of `threshold`, and `found` is more.

    `version` is the number under which the ledger has the rule that is in force. The limit is a
    tenor in days from confirmation to due date, or what one obligor may have promised and not yet
    paid in one currency, in minor units.
    """

    code = "rule_broken"
    template = (
        "rule {rule} (version {version}) allows a {limit} of at most {threshold}: "
        "this would be {found}"
    )
    rule: str
    limit: str
    threshold: int
    found: int
    version: int


class RuleTooSoon(SfcError):
    """A rule from `start` on was announced too late: `earliest` is the first day that it can."""

    code = "rule_too_soon"
    template = "a rule from {start} on is announced too late: from {earliest} at the earliest"
    start: date
    earliest: date


class RuleNameMalformed(SfcError):
    """`name` cannot be the name of a rule: the contracts have 32 bytes for it."""

    code = "rule_name_malformed"
    template = (
        "a rule cannot be called {name!r}: give it 1 to 32 ASCII characters without blanks at "
        "the ends, such as CN-77"
    )
    name: str


class RuleDatesMalformed(SfcError):
    """A rule from `start` to `end` makes no sense, or lasts more than 65,535 days."""

    code = "rule_dates_malformed"
    template = "a rule cannot last from {start} to {end}: end it later, within 65535 days"
    start: date
    end: date
