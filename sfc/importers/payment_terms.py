"""Due dates that stand in words: read to be proposed to a person, never taken for granted.

    30 days net                        rule `net-days`: the issue date and 30 days
    Zahlbar innerhalb 14 Tagen
    payable before 2025-03-01          rule `date`: the day that is named, as it is named
    netto bis 04.04.2018
    60天内付款, 2026年3月31日前付款

Nothing is proposed where the words give two different days, count from a day that the invoice does
not state (delivery, receipt, the end of the month), or name a day that can be read in two ways
(04/05/2026). Discounts (`2 % Skonto within 10 days`, XRechnung's `#SKONTO#` lines), interest and
complaints have days too: those are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sfc.domain.due_dates import DueDateProposal

LONGEST_TERMS = 2_000
MOST_DAYS = 400

_STRUCTURED = re.compile(r"#(?:SKONTO|VERZUG)#[^\s]*#")
_SENTENCE_END = re.compile(r"[;；。\n]|\.(?!\d)")
_CLAUSE_END = re.compile(r"，|(?<!\d),|,(?!\d)")

_DAY_WORD = (
    r"(?:(?:calendar|kalender)[\s-]*)?"
    r"(?:days?|d(?=\b)|tagen?|tage|jours?|dagen|dagar|dager|dage|giorni|d[ií]as|dias|dni"
    r"|päivää|天|日(?!前))"
)
_DAYS = re.compile(
    rf"(?<![\d.,/-])(\d{{1,3}})\s*(?:个|-)?\s*{_DAY_WORD}(?![a-zäöüß])", re.IGNORECASE
)
_NET = re.compile(r"(?<!\w)net(?:to)?\s*:?\s*(\d{1,3})(?![\d.,/-]|\s*\w)", re.IGNORECASE)

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_CHINESE = re.compile(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")

_SAME_PHRASE = re.compile(
    r"[\s(=]*(?:bis(?: zum)?|by|until|i\.e\.|d\.h\.|jusqu'au|au|tot|senast|即)?[\s(]*",
    re.IGNORECASE,
)
_NOT_THE_PRICE = re.compile(
    r"%|％|skonto|discount|rabatt|escompte|sconto|折扣"  # paid earlier, for less
    r"|interest|zins|intérêt|verzug|penalt|pénalit|\blate(?!st)|overdue|mahn|逾期|滞纳"  # later
    r"|complain|reklamation|beanstand|réclamation|retur|rückgabe|guarant|garanti"  # no payment
    r"|dated|vom\b|from the contract|contract of",  # the day of another document
    re.IGNORECASE,
)
_OTHER_START = re.compile(
    r"receipt|receiv|erhalt|eingang|réception|ontvangst|ricevimento|recepción|收到"
    r"|deliver|lieferung|livraison|levering|leverans|交货|验收"
    r"|end of (?:the )?month|month[- ]end|\beom\b|monatsende|fin de mois|fine mese|einde maand"
    r"|月结|working days?|business days?|werktag|arbeitstag|bankdag|jours ouvr|工作日",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A day read at `start` to `end` of a clause; None if it cannot be told which."""

    start: int
    end: int
    due: date | None
    rule: str


def propose_due_date(terms: str, issued: date) -> DueDateProposal | None:
    """Give the due date that payment terms name in words, if they name exactly one.

    Only the first 2,000 characters are read; terms of over 400 days and days that are not after
    `issued` are no proposal.
    """
    text = _STRUCTURED.sub("\n", terms[:LONGEST_TERMS])
    found = [
        each for sentence in _SENTENCE_END.split(text) for each in _in_sentence(sentence, issued)
    ]
    days = {one.due for one, _ in found}
    if len(days) != 1 or (due := days.pop()) is None or due <= issued:
        return None
    first, clause = found[0]
    return DueDateProposal(due, " ".join(clause.split()), first.rule)


def _in_sentence(sentence: str, issued: date) -> Iterator[tuple[_Found, str]]:
    """Give the days of a sentence, each with its clause.

    A clause without a day of its own says more about the days beside it: `10 days, 2 % discount`.
    """
    clauses = _CLAUSE_END.split(sentence)
    dayless = [not list(_everything(clause, issued)) for clause in clauses]
    aside = [dayless[at] and _NOT_THE_PRICE.search(each) for at, each in enumerate(clauses)]
    for at, clause in enumerate(clauses):
        if not any(aside[max(0, at - 1) : at + 2]):
            yield from ((one, clause) for one in _in_clause(clause, issued))


def _in_clause(clause: str, issued: date) -> Iterator[_Found]:
    """Give the days of a clause, without those that are about something else than the price."""
    found = sorted(_everything(clause, issued), key=lambda one: one.start)
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), len(clause)]
    aside = False
    for at, one in enumerate(found):
        before = clause[ends[at] : one.start]
        after = clause[one.end : starts[at + 1]] if at == len(found) - 1 else ""
        continues = at > 0 and _SAME_PHRASE.fullmatch(before)
        aside = (aside and bool(continues)) or bool(_NOT_THE_PRICE.search(f"{before}\n{after}"))
        if aside:
            continue
        counts_from_elsewhere = one.rule == "net-days" and _OTHER_START.search(clause)
        yield replace(one, due=None) if counts_from_elsewhere else one


def _everything(clause: str, issued: date) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for pattern, order in ((_ISO, "ymd"), (_CHINESE, "ymd"), (_DOTTED, "dmy"), (_SLASHED, "?")):
        for match in pattern.finditer(clause):
            taken.append(match.span())
            yield _Found(*match.span(), _date(order, *map(int, match.groups())), "date")
    for pattern in (_DAYS, _NET):
        for match in pattern.finditer(clause):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                days = int(match[1])
                due = issued + timedelta(days) if 0 < days <= MOST_DAYS else None
                yield _Found(*match.span(), due, "net-days")


def _date(order: str, first: int, second: int, third: int) -> date | None:
    """Make a date, if its parts can only be read in one way."""
    if order == "?":
        if first <= 12 and second <= 12 and first != second:  # day and month, or the other way
            return None
        order = "dmy" if second <= 12 else "mdy"
    parts = dict(zip(order, (first, second, third), strict=True))
    try:
        return date(parts["y"], parts["m"], parts["d"])
    except ValueError:
        return None
