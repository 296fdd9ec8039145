"""Puts the report's page together."""

from importlib.resources import files

from sfc.demo.report.calendar_chart import calendar_chart
from sfc.demo.report.facts import Report
from sfc.demo.report.flow_chart import flow_chart
from sfc.demo.report.markup import Child, Markup, join, tag
from sfc.demo.report.month_chart import month_chart
from sfc.demo.report.tables import (
    bank_table,
    check_table,
    gas_table,
    obligor_table,
    story_table,
    supplier_table,
)

_ABOUT_RATES = (
    "Rates are effective: the discount against the money paid out, over a year of 365 days. "
    "They are a little above the quoted discount rate, which is on face value over 360 days."
)
_ABOUT_GAS = "A whole transaction's gas, its 21,000 included, shared by the operations in it."


def page(report: Report) -> str:
    """The page, complete."""
    style = files("sfc.demo.report").joinpath("report.css").read_text(encoding="utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", report.title),
        tag("style", Markup(style)),
    )
    body = tag("body", tag("main", *_sections(report)))
    return join(Markup("<!doctype html>\n"), tag("html", head, body, lang="en")) + "\n"


def _sections(report: Report) -> list[Markup]:
    sections = [
        _header(report),
        _section("The way of one receivable", report.graph.title, _flow(report)),
        _section(
            "Who earned what",
            _ABOUT_RATES,
            bank_table(report),
            supplier_table(report),
            obligor_table(report),
        ),
    ]
    if report.lanes:
        lead = "Each bar runs from the day of issue to the due day."
        sections.append(_section("On the calendar", lead, calendar_chart(report.lanes)))
    if report.months:
        lead = "Face value, month by month; the line is what is outstanding at the month's end."
        sections.append(
            _section("On the calendar", lead, month_chart(report.months, report.currency))
        )
    lead = "Every figure is read back from the ledger's own events, not from what was intended."
    sections.append(_section("Everything is accounted for", lead, check_table(report.checks)))
    sections.append(_section("What it cost on the chain", _ABOUT_GAS, gas_table(report.gas)))
    if report.story:
        sections.append(_section("Step by step", None, story_table(report.story)))
    return sections


def _flow(report: Report) -> Markup:
    return flow_chart(report.graph, report.currency)


def _header(report: Report) -> Markup:
    tiles = [
        tag("div", tag("b", figure), tag("span", label), class_="tile")
        for label, figure in report.tiles
    ]
    return tag(
        "header",
        tag("h1", report.title),
        tag("p", report.subtitle, class_="lead"),
        tag("div", *tiles, class_="tiles"),
    )


def _section(title: str, lead: str | None, *content: Child) -> Markup:
    introduction = tag("p", lead, class_="lead") if lead else None
    return tag("section", tag("h2", title), introduction, *content)
