"""The story of `examples/`, from files to redeemed cash."""

import csv
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sfc.demo.outcome import Outcome
from sfc.demo.play import play_story
from sfc.demo.report.facts import Telling
from sfc.demo.story.programs import RATES
from sfc.demo.story.selling import WISHES
from tests.e2e.conftest import Demo, RunDemo

# What each sale comes to by hand: face, annual rate in per cent, days, basis.
SALES = [
    ("454000.00", "3.62", 91, 365),
    ("1000000.00", "3.62", 90, 365),
    ("2260000.00", "3.62", 43, 365),
    ("226000.00", "3.62", 78, 365),
    ("6780000.00", "3.52", 23, 360),
    ("5916228.00", "3.52", 131, 360),
    ("1130000.00", "3.62", 29, 365),
    ("423750.00", "3.52", 30, 360),
]
CENT = Decimal("0.01")


class Listener:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.chapters: list[str] = []
        self.story: list[Telling] = []

    def chapter(self, number: int, title: str) -> None:
        self.chapters.append(title)

    def told(self, telling: Telling) -> None:
        self.story.append(telling)

    def texts(self, mark: str) -> list[str]:
        return [each.text.replace("\u00a0", " ") for each in self.story if each.mark == mark]


@pytest.fixture(scope="module")
def played(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Listener, Outcome]:
    listener = Listener()
    report = tmp_path_factory.mktemp("story") / "report.html"
    return listener, play_story(root / "examples", report, listener)


@pytest.fixture(scope="module")
def told(demo: RunDemo) -> Demo:
    return demo()


def face_of_all_invoices(root: Path) -> Decimal:
    with (root / "examples" / "ledger.csv").open(encoding="utf-8", newline="") as text:
        ledger = sum((Decimal(row["amount"]) for row in csv.DictReader(text)), Decimal(0))
    single = sum(
        Decimal(found[1])
        for name in ("drives-0023.xml", "towers-004.xml")
        if (
            found := re.search(
                r"PayableAmount[^>]*>([0-9.]+)",
                (root / "examples" / "invoices" / name).read_text(encoding="utf-8"),
            )
        )
    )
    return Decimal(ledger + single)


def discount_by_hand() -> Decimal:
    total = Decimal(0)
    for face, rate, days, basis in SALES:
        exact = Fraction(face) * Fraction(rate) / 100 * days / basis
        total += Decimal(int(exact * 100 + Fraction(1, 2))) * CENT
    return total


def test_every_unit_and_every_cent_is_accounted_for(
    played: tuple[Listener, Outcome], root: Path
) -> None:
    _, outcome = played
    assert [check.claim for check in outcome.checks if not check.holds] == []
    assert len(outcome.checks) >= 7
    face = str(face_of_all_invoices(root))
    assert outcome.summary() == {
        "invoices": 14,
        "face_total": face,
        "discount_total": str(discount_by_hand()),
        "redeemed_total": face,
        "outstanding_units": 0,
        "unclaimed_cash": "0.00",
    }


def test_what_must_be_refused_is_refused(played: tuple[Listener, Outcome]) -> None:
    refused = [each for each in played[0].story if each.mark == "refused"]
    assert [each.code for each in refused] == ["already_recorded", "unknown_participant"]
    assert "ｙｈ-2026 - 0103" in refused[0].text
    (warning,) = played[0].texts("warned")
    assert "YH 2026/103 resembles YH-2026-0103 in number, amount and date" in warning


def test_suppliers_of_tiers_two_and_three_are_paid_with_parts(
    played: tuple[Listener, Outcome],
) -> None:
    done = "\n".join(played[0].texts("done"))
    assert "Roufang Interior Textiles (tier-2 supplier) with CNY 680,000.00 of YH-2026-0103" in done
    assert "Xiaohe Yarn Mill (tier-3 supplier) with CNY 226,000.00 of YH-2026-0103" in done
    path = "Yuanhang Seating Systems → Roufang Interior Textiles → Xiaohe Yarn Mill → Yunshan Bank"
    assert f"226,000.00: {path}" in played[0].texts("said")


def test_of_two_quotes_the_cheaper_one_all_in_is_filled(played: tuple[Listener, Outcome]) -> None:
    quotes = [text for text in played[0].texts("said") if " signs " in text]
    assert len(quotes) == 2
    (before,) = [text for text in played[0].texts("said") if "over HTTP with its own key" in text]
    assert "the API ranks the answers" in before
    assert "3.60 % a year of 360 days" in quotes[0] and "all in 3.68 %" in quotes[0]
    assert "3.62 % a year of 365 days" in quotes[1] and "all in 3.65 %" in quotes[1]
    assert "better" in quotes[1] and "better" not in quotes[0]
    sold = next(text for text in played[0].texts("done") if " sells 454,000.00 " in text)
    assert "to Yunshan Bank for CNY 449,902.56" in sold
    assert len(SALES) == sum(len(wish.numbers) for wish in WISHES)
    assert {rate for rate, _ in RATES.values()} == {36_000, 36_200, 35_200, 36_500}


def test_one_is_paid_in_full_and_one_in_two_parts(played: tuple[Listener, Outcome]) -> None:
    done = "\n".join(played[0].texts("done"))
    assert "pays JT/2026/001 in full: CNY 6,780,000.00" in done
    assert "pays CNY 1,000,000.00 on YH-2026-0103 before it is due" in done
    assert "pays the rest of YH-2026-0103" in done
    assert "redeems its share of that, pro rata: CNY 256,637.16" in done
    # what it could take at first, and the rest of its 580,000.00 at the end
    assert "redeems CNY 323,362.84" in done


def test_every_transaction_tells_its_gas(played: tuple[Listener, Outcome]) -> None:
    listener, outcome = played
    assert all(21_000 < each.gas < 1_000_000 for each in listener.story if each.mark == "done")
    operations = {line.operation for line in outcome.gas}
    assert {"record", "confirm", "tokenise", "transfer a part", "sell for cash"} <= operations
    assert all(line.each * line.items >= line.gas - line.items for line in outcome.gas)


class Reader(HTMLParser):
    """Notes every element, and anything that would be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href", "data")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_report_is_one_page_without_anything_from_outside(
    played: tuple[Listener, Outcome],
) -> None:
    page = played[1].report.read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    assert not reader.open and not reader.loaded
    assert not {"script", "link", "img", "iframe"} & set(reader.seen)
    assert "http://" not in page and "https://" not in page and "url(" not in page
    assert reader.seen.count("svg") >= 2
    for what in ("The way of one receivable", "Who earned what", "On the calendar", "gas"):
        assert what in page
    for name in ("Xiaohe Yarn Mill", "Yunshan Bank", "Redeemed", "92,270.78", "already_recorded"):
        assert name in page


def test_the_command_tells_it_to_people(told: Demo) -> None:
    assert told.code == 0, told.err
    assert "Paying suppliers with parts of a promise" in told.out
    assert "[already_recorded]" in told.out and "[unknown_participant]" in told.out
    assert "36,353,029.25" in told.out and "✗    " not in told.out
    assert told.report.startswith("<!doctype html>")


def test_with_json_standard_output_is_one_object(demo: RunDemo, root: Path) -> None:
    ran = demo("--json")
    assert ran.code == 0 and ran.err == ""
    assert ran.json["face_total"] == str(face_of_all_invoices(root))
