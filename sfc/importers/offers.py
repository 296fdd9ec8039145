"""How a ledger might have to be read: offered with what speaks against it, for a person to accept.

Nothing is ever read by an offer. It becomes a profile only when somebody states it as one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from io import TextIOWrapper
from itertools import islice, pairwise
from typing import Any, BinaryIO

from sfc.domain.intake import Fault
from sfc.importers.csv_records import Record, read_records
from sfc.importers.formats import Formats, Offered, amount_formats, date_formats
from sfc.importers.headings import guess_columns
from sfc.importers.kinds import Kind, kind_of
from sfc.importers.ledger_profile import offer_profile
from sfc.importers.ledger_row import shown
from sfc.importers.ledger_table import MOST_TITLE_ROWS, BrokenRow, Row
from sfc.importers.ledger_xlsx import workbook_rows
from sfc.importers.xlsx_package import WorkbookRefused

MOST_ROWS = 10_000
"""Rows that are looked at."""

_DELIMITERS = ",;\t|"
_LOOKED_AT = 1 << 20
_MOST_SHOWN = 5
_NEEDED = ("number", "seller", "buyer", "issue_date", "due_date", "amount", "currency")
_MAY_BE_CONSTANT = ("seller", "buyer", "currency")


def offer_profile_body(stream: BinaryIO, name: str, sheet: str = "") -> dict[str, Any]:
    """Offer a profile for a ledger.

    `profile` names the shipped one that its headings fit, if any; `body` is what is offered as the
    body of a profile of one's own; `questions` are what a person has to decide before it is one;
    `evidence` says, for formats and signs, which cells fit each choice and which contradict it.
    """
    try:
        if kind_of(stream, name) is Kind.WORKBOOK:
            options = {"sheet": sheet} if sheet else {}
            return _offer(list(islice(workbook_rows(stream, sheet), MOST_ROWS)), options)
        encoding, delimiter = _guess_text(stream)
        stream.seek(0)
        codec = "utf-8-sig" if encoding == "utf-8" else encoding
        text = TextIOWrapper(stream, codec, errors="replace", newline="")
        try:
            records = islice(read_records(text, delimiter), MOST_ROWS)
            rows = [Row(r.line, r.fields) for r in records if isinstance(r, Record)]
        finally:
            text.detach()
        return _offer(rows, {"encoding": encoding, "delimiter": delimiter})
    except WorkbookRefused as refusal:
        return _nothing(refusal.fault)


def _nothing(fault: Fault) -> dict[str, Any]:
    return {"profile": None, "body": {}, "questions": [str(fault)], "evidence": {}}


def _guess_text(stream: BinaryIO) -> tuple[str, str]:
    """The encoding that its beginning may be written in, and the likeliest delimiter."""
    stream.seek(0)
    head = stream.read(_LOOKED_AT)
    encoding = _guess_encoding(head)
    lines = head.decode(encoding, "replace").removeprefix("\ufeff").splitlines()[:50]
    return encoding, max(_DELIMITERS, key=lambda each: _regularity(lines, each))


def _guess_encoding(head: bytes) -> str:
    """UTF-8 shows itself. Of others: in Chinese texts bytes above ASCII come in pairs."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _decodes(head, "utf-8"):
        return "utf-8"
    high = [at for at, byte in enumerate(head) if byte > 0x7F]
    paired = sum(after == before + 1 for before, after in pairwise(high))
    return "gb18030" if paired * 2 >= len(high) and _decodes(head, "gb18030") else "cp1252"


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(4):  # the end may lie within a character
        with suppress(UnicodeDecodeError):
            head[: len(head) - cut].decode(encoding)
            return True
    return False


def _regularity(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many lines have as many delimiters as the most common number, if that is not none."""
    numbers = [line.count(delimiter) for line in lines if line.strip()]
    usual = max(set(numbers), key=numbers.count, default=0)
    return (numbers.count(usual), usual) if usual else (0, 0)


def _offer(rows: Sequence[Row | BrokenRow], options: Mapping[str, str]) -> dict[str, Any]:
    table = _Table(rows)
    dates, amounts = table.formats()
    date_format, signs = dates.offer(), amounts.offer()
    body: dict[str, Any] = {"columns": table.columns, "constants": {}, **options}
    if date_format.value:
        body["date_format"] = date_format.value
    if signs.value:
        body["decimal_sign"], body["grouping_sign"] = signs.value[0], signs.value[1:]
    shipped = offer_profile(table.headings)
    return {
        "profile": shipped.name if shipped else None,
        "body": body,
        "questions": [
            *table.questions(),
            *_encoding(options.get("encoding", "utf-8"), table),
            *_undecided("date_format", date_format),
            *_undecided("decimal_sign and grouping_sign", signs),
        ],
        "evidence": {
            "date_format": [asdict(choice) for choice in date_format.choices],
            "signs": [asdict(choice) for choice in signs.choices],
        },
    }


def _encoding(encoding: str, table: "_Table") -> Iterator[str]:
    """Other encodings than Unicode's do not show what they are: a person has to look."""
    if not encoding.startswith("utf"):
        yield f"encoding: it may be {encoding}: see whether these are right: {table.strange}"


def _undecided(what: str, offered: Offered) -> Iterator[str]:
    if offered.value is None:
        ways = " or ".join(choice.value for choice in offered.choices[:2]) or "nothing known"
        cells = f", as {'; '.join(offered.either)} show" if offered.either else ""
        yield f"{what}: it may be {ways}{cells}: say which"


class _Table:
    """The rows that were looked at, below the likeliest line of headings."""

    def __init__(self, rows: Sequence[Row | BrokenRow]) -> None:
        good = [row for row in rows if isinstance(row, Row)]
        found = [
            (at, [shown(cell).strip() for cell in row.cells])
            for at, row in enumerate(good[:MOST_TITLE_ROWS])
        ]
        at, self.headings = max(found, key=_known_headings, default=(0, []))
        self._rows = good[at + 1 :]
        self._guessed = guess_columns(self.headings)
        self.columns = {field: fitting[0] for field, fitting in self._guessed.items()}

    @property
    def strange(self) -> str:
        """Some cells with other characters than ASCII's, as they were decoded."""
        texts = (shown(cell) for row in self._rows for cell in row.cells)
        found = (text for text in (*self.headings, *texts) if not text.isascii())
        return "; ".join(islice(dict.fromkeys(found), _MOST_SHOWN))

    def formats(self) -> tuple[Formats, Formats]:
        dates, amounts = date_formats(), amount_formats()
        places = {field: self.headings.index(name) for field, name in self.columns.items()}
        for row in self._rows:
            cells = {f: row.cells[at] for f, at in places.items() if at < len(row.cells)}
            for field in ("issue_date", "due_date"):
                dates.see(row.line, cells.get(field, ""))
            amounts.see(row.line, cells.get("amount", ""), shown(cells.get("currency", "")).strip())
        return dates, amounts

    def questions(self) -> Iterator[str]:
        for field in _NEEDED:
            fitting = self._guessed.get(field, [])
            if not fitting:
                constant = ", or a constant" if field in _MAY_BE_CONSTANT else ""
                yield f"{field}: no usual heading: name its column{constant}"
            elif len(fitting) > 1:
                yield f"{field}: {' or '.join(fitting)}: say which column"


def _known_headings(found: tuple[int, list[str]]) -> tuple[int, int]:
    at, headings = found
    return len(guess_columns(headings)), -at
