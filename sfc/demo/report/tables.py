"""Tables of the report, some with bars to compare by."""

from collections.abc import Iterable, Sequence

from sfc.demo import figures
from sfc.demo.report.facts import Check, GasLine, Report, Standing, Telling
from sfc.demo.report.markup import Child, Markup, join, tag

_STORY_MARKS = {"done": "✓", "refused": "✗", "warned": "!", "said": ""}


def bank_table(report: Report) -> Markup:
    """What banks put in and got out."""
    most = max((bank.discount_earned for bank in report.banks), default=0)
    return _table(
        ["Bank", ">Face bought", ">Paid for it", ">Collected", ">Earned", "", ">A year"],
        [
            [
                bank.name,
                *_amounts(report, bank.face_bought, bank.invested, bank.collected),
                _strong(report, bank.discount_earned),
                _bar([("earned", bank.discount_earned)], most),
                _rate(bank),
            ]
            for bank in report.banks
        ],
    )


def supplier_table(report: Report) -> Markup:
    """What suppliers received, and what having it early cost them."""
    most = max((s.proceeds + s.collected for s in report.suppliers if s.part), default=0)
    return _table(
        [
            "Supplier",
            ">Received",
            ">Passed on",
            ">Cash from banks",
            ">Cash at maturity",
            "both",
            ">Discount",
            ">Cost a year",
        ],
        [
            [
                _name(each),
                *_amounts(report, each.received, each.passed_on, each.proceeds, each.collected),
                _bar([("early", each.proceeds), ("late", each.collected)], most),
                _strong(report, each.discount_paid),
                _rate(each),
            ]
            for each in report.suppliers
        ],
    )


def obligor_table(report: Report) -> Markup:
    """What core enterprises promised and paid."""
    most = max((each.promised for each in report.obligors if each.part), default=0)
    return _table(
        ["Core enterprise", ">Promised", ">Paid", ""],
        [
            [
                each.name,
                *_amounts(report, each.promised, each.settled),
                _bar([("late", each.settled)], most),
            ]
            for each in report.obligors
        ],
    )


def check_table(checks: Iterable[Check]) -> Markup:
    """What has to be equal at the end."""
    return _table(
        ["", "What has to be equal", ">", ">"],
        [
            [
                tag("span", "✓" if check.holds else "✗", class_="ok" if check.holds else "bad"),
                check.claim,
                tag("span", check.left, class_="number"),
                tag("span", check.right, class_="number"),
            ]
            for check in checks
        ],
    )


def gas_table(lines: Sequence[GasLine]) -> Markup:
    """What operations cost on the chain."""
    most = max((line.each for line in lines), default=0)
    return _table(
        ["Operation", ">Times", ">Transactions", ">Gas each", "", ">Gas in all"],
        [
            [
                line.operation,
                _figure(line.items),
                _figure(line.transactions),
                tag("span", figures.gas(line.each), class_="number strong"),
                _bar([("gas", line.each)], most),
                _figure(line.gas),
            ]
            for line in lines
        ],
    )


def story_table(story: Sequence[Telling]) -> Markup:
    """Everything that was told, chapter by chapter."""
    rows, chapter = [], None
    for told in story:
        if told.chapter != chapter:
            chapter = told.chapter
            rows.append(tag("tr", tag("th", chapter, colspan=4, class_="chapter")))
        code = tag("code", told.code) if told.code else None
        rows.append(
            tag(
                "tr",
                tag("td", _STORY_MARKS[told.mark], class_=f"story-mark {told.mark}"),
                tag("td", figures.calendar(told.when), class_="when"),
                tag("td", told.text, Markup(" "), code),
                tag("td", figures.gas(told.gas) if told.gas else "", class_="number dim"),
            )
        )
    head = tag("tr", tag("th"), tag("th"), tag("th"), tag("th", "Gas", class_="number"))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="story")


def _table(heads: Sequence[str], rows: Iterable[Sequence[Child]]) -> Markup:
    """Columns whose heading begins with `>` hold figures."""
    marks = ["number" if head.startswith(">") else None for head in heads]
    cells = [
        tag("th", head.removeprefix(">"), class_=mark)
        for head, mark in zip(heads, marks, strict=True)
    ]
    body = [
        tag("tr", *(tag("td", cell, class_=mark) for cell, mark in zip(row, marks, strict=True)))
        for row in rows
    ]
    return tag("table", tag("thead", tag("tr", *cells)), tag("tbody", *body))


def _name(standing: Standing) -> Markup:
    return join(standing.name, tag("small", standing.part))


def _amounts(report: Report, *minor: int) -> list[Markup]:
    return [
        tag("span", figures.amount(report.money(each)) if each else "–", class_="number")
        for each in minor
    ]


def _strong(report: Report, minor: int) -> Markup:
    return tag("span", *_amounts(report, minor), class_="strong")


def _rate(standing: Standing) -> str:
    return "–" if standing.rate_ppm is None else figures.percent(standing.rate_ppm)


def _figure(number: int) -> Markup:
    return tag("span", f"{number:,}", class_="number")


def _bar(parts: Sequence[tuple[str, int]], most: int) -> Markup:
    pieces = [
        tag("i", class_=f"piece {kind}", style=f"width:{min(1000, value * 1000 // most) / 10}%")
        for kind, value in parts
        if value and most
    ]
    return tag("div", *pieces, class_="bar")
