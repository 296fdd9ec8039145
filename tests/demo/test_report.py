"""The pictures of the report: amounts are kept, and nothing overlaps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.demo.report.calendar_chart import calendar_chart
from sfc.demo.report.facts import Flow, GasLine, Graph, Lane, Link, Mark, Month, Node, Standing
from sfc.demo.report.flow_chart import flow_chart
from sfc.demo.report.layering import Layers, layered
from sfc.demo.report.markup import Markup, join, tag
from sfc.demo.report.month_chart import month_chart
from sfc.demo.report.placing import place
from sfc.domain.currency import currency
from sfc.domain.days import Day

CNY = currency("CNY")


def graph(*links: tuple[str, str, int]) -> Graph:
    keys = dict.fromkeys(key for source, target, _ in links for key in (source, target))
    nodes = tuple(Node(key, f"Name of {key}", "part") for key in keys)
    return Graph("A way", nodes, tuple(Link(s, t, Flow.TRANSFER, m) for s, t, m in links))


TIERS = graph(("o", "a", 100), ("a", "b", 60), ("b", "c", 20), ("a", "z", 40), ("c", "z", 20))


def test_stops_stand_behind_all_that_leads_to_them() -> None:
    layers = layered(TIERS)
    columns = [[stop.key for stop in column if stop.key] for column in layers.columns]
    assert columns == [["o"], ["a"], ["b"], ["c"], ["z"]]
    long_way = [segment for segment in layers.segments if segment.link.minor == 40]
    assert len(long_way) == 3, "it crosses two columns"


def test_a_circle_does_no_harm() -> None:
    layers = layered(graph(("o", "a", 10), ("a", "b", 10), ("b", "a", 5)))
    assert sum(len(column) for column in layers.columns) >= 3
    place(layers, 300, 20)


links = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(1, 10**9)), min_size=1, max_size=12
).map(lambda found: graph(*((str(a), str(a + step), minor) for a, step, minor in found)))


@given(links)
def test_amounts_are_kept_and_nothing_overlaps(drawn: Graph) -> None:
    layers = layered(drawn)
    place(layers, 400, 20)
    for column in layers.columns:
        for upper, lower in pairwise(column):
            assert upper.top + upper.height <= lower.top + 1e-6
    kept(layers, drawn)
    assert "NaN" not in flow_chart(drawn, CNY)


def kept(layers: Layers, drawn: Graph) -> None:
    arrived = {
        node.key: sum(link.minor for link in drawn.links if link.target == node.key)
        for node in drawn.nodes
    }
    for column in layers.columns:
        for stop in column:
            found = sum(segment.link.minor for segment in stop.arriving)
            if stop.key:
                assert found == arrived[stop.key]
            else:
                assert found == stop.size > 0


def test_markup_is_escaped_once() -> None:
    assert tag("b", "<&>", title='"') == '<b title="&quot;">&lt;&amp;&gt;</b>'
    assert join(tag("i", "a"), "<") == "<i>a</i>&lt;"
    assert tag("path", d="M0", stroke_width=1.26) == '<path d="M0" stroke-width="1.3"/>'
    assert isinstance(join("a"), Markup)


def test_a_name_cannot_break_the_page() -> None:
    nasty = Graph(
        "<script>", (Node("a", "<b>", "&"), Node("z", "z", "")), (Link("a", "z", Flow.SALE, 1),)
    )
    assert "<script>" not in flow_chart(nasty, CNY) and "<b>" not in flow_chart(nasty, CNY)


def test_lanes_show_what_happened_and_when() -> None:
    marks = ((Day(20_000), Mark.CONFIRMED, "confirmed"), (Day(20_100), Mark.PAYMENT, "paid <late>"))
    drawn = calendar_chart([Lane("INV-1", "Anchor", Day(19_990), Day(20_080), marks)])
    assert "INV-1" in drawn and "paid &lt;late&gt;" in drawn
    assert drawn.count('class="late"') == 1
    on_time = Lane("INV-2", "Anchor", Day(19_990), Day(20_100), marks)
    assert 'class="late"' not in calendar_chart([on_time])


def test_months() -> None:
    drawn = month_chart([Month("2026-01", 410_000, 0, 410_000), Month("2026-02", 0, 1, 2)], CNY)
    assert "4,800.00" in drawn and "2026-02" in drawn
    assert "0.04" in month_chart([Month("2026-01", 1, 0, 1)], CNY)


def test_gas_is_shared_among_the_operations_of_a_transaction() -> None:
    assert GasLine("pay", 1, 3, 100_001).each == 33_334


@pytest.mark.parametrize(
    ("standing", "rate"),
    [
        (Standing("none", ""), None),
        # 494.94 on 73,738.18 for 30 days: 8.17 % a year of 365 days
        (Standing("bank", "", discount_earned=49_494, money_days=7_373_818 * 30), 81_664),
    ],
)
def test_what_money_costs_a_year(standing: Standing, rate: int | None) -> None:
    assert standing.rate_ppm == rate
