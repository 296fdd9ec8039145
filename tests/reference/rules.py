"""Rules: limits by date, enforced on the day of the confirmation."""

from typing import TYPE_CHECKING, NamedTuple

from tests.reference.parties import Account, administrator
from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book

NOTICE = 7
MOST_RULES = 255
LONGEST = 65_535


class Rule(NamedTuple):
    """What applies from one day to another, both included; zeros leave things open."""

    id: bytes
    valid_from: int
    valid_to: int
    max_tenor: int
    warning_tenor: int
    max_line: int


def announce_rule(book: "Book", by: Account, rule: Rule) -> int:
    """The next rule, in place of one that does not apply yet; its number."""
    needs = Needs()
    administrator(book, needs, by)
    earliest = book.today + (NOTICE if book.rules else 0)
    needs.that(rule.valid_from >= earliest, "RuleTooSoon", rule.valid_from, earliest)
    dates = rule.valid_from, rule.valid_to
    lasts = rule.valid_to - rule.valid_from + 1
    fits = rule.valid_to == 0 or 0 < lasts <= LONGEST
    needs.that(fits, "RuleDatesMalformed", *dates)
    waiting = bool(book.rules) and book.rules[-1].valid_from > book.today
    needs.that(waiting or len(book.rules) < MOST_RULES, "RulesExhausted")
    needs.met()
    book.rules[-1 if waiting else len(book.rules) :] = [rule]
    return len(book.rules)


def rule_on(book: "Book", day: int) -> int:
    """The number of the rule that applies on a day: the last that has begun, unless it is over."""
    begun = [number for number, rule in enumerate(book.rules, 1) if rule.valid_from <= day]
    if not begun:
        return 0
    last = book.rules[begun[-1] - 1]
    return 0 if 0 < last.valid_to < day else begun[-1]


def allowed(book: "Book", needs: Needs, tenor: int, used: int) -> None:
    """State that today's rule allows such a tenor, and a line that is used so far."""
    number = rule_on(book, book.today)
    if number:
        rule = book.rules[number - 1]
        fits = not rule.max_tenor or tenor <= rule.max_tenor
        needs.that(fits, "TenorAboveRule", rule.id, rule.max_tenor, tenor)
        fits = not rule.max_line or used <= rule.max_line
        needs.that(fits, "LineAboveRule", rule.id, rule.max_line, used)
