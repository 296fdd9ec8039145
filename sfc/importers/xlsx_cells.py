"""What a cell of a workbook holds, as a ledger means it: exact, or not taken at all."""

from datetime import date, timedelta
from decimal import Decimal

from sfc.importers.ledger_row import Cell, UnusableCell
from sfc.importers.xlsx_package import Styles
from sfc.importers.xlsx_strings import LONGEST_TEXT, SharedStrings

SAFE_DIGITS = 15
"""Decimal digits that a binary floating-point number keeps for certain."""

_DAY_0, _DAY_0_MAC = date(1899, 12, 30), date(1904, 1, 1)
_TEXTS = ("str", "inlineStr")


class CellReader:
    """Reads cells of one workbook."""

    def __init__(self, strings: SharedStrings, styles: Styles, *, from_1904: bool) -> None:
        self._strings = strings
        self._styles = styles
        self._day_0 = _DAY_0_MAC if from_1904 else _DAY_0

    def read(self, kind: str, style: int, text: str) -> Cell:
        """Read a cell by its type: a text, an exact number, a day, or something unusable.

        Of a formula it is the value that was saved with it. A number comes as the shortest decimal
        that its binary value stands for; one that needs more than 15 digits is not exact.
        """
        match kind:
            case _ if not text:
                return ""
            case "s":
                return self._shared(text)
            case "n":
                return self._number(style, text)
            case "d":
                return self._iso(text)
            case "e":
                return UnusableCell("cell_unusable", text, "a value, where the sheet has an error")
            case "b":
                return UnusableCell("cell_unusable", text, "a text or number, not true or false")
            case _ if kind in _TEXTS:
                return _bounded(text)
            case _:
                return UnusableCell("cell_unusable", kind, "a cell of a known type")

    def _shared(self, text: str) -> Cell:
        try:
            return _bounded(self._strings.get(int(text)))
        except (IndexError, ValueError, OverflowError):
            return UnusableCell("cell_unusable", text, "a text of the workbook's table")

    def _number(self, style: int, text: str) -> Cell:
        try:
            number = Decimal(repr(float(text)))
        except ValueError:
            return UnusableCell("cell_unusable", text, "a number")
        if not number.is_finite() or abs(number.adjusted()) > 2 * SAFE_DIGITS:
            return UnusableCell("number_not_exact", text, f"at most {SAFE_DIGITS} digits")
        if style in self._styles.dates:
            return self._day(number)
        digits = number.normalize().as_tuple().digits
        if len(digits) > SAFE_DIGITS:
            return UnusableCell("number_not_exact", str(number), f"at most {SAFE_DIGITS} digits")
        if number == number.to_integral_value():
            whole = number.quantize(Decimal(1))
            filled = self._styles.digits(style)
            return f"{whole:f}".zfill(filled) if filled else whole
        return number.normalize()

    def _day(self, number: Decimal) -> Cell:
        whole = int(number)
        try:
            day = self._day_0 + timedelta(whole)
        except OverflowError:
            return UnusableCell("cell_unusable", str(number), "a day from 1970 on")
        if number != whole:
            expected = "a day without a time of day"
            return UnusableCell("cell_unusable", f"{day}, {number - whole:f} of a day", expected)
        return day

    def _iso(self, text: str) -> Cell:
        try:
            return date.fromisoformat(text.removesuffix("T00:00:00"))
        except ValueError:
            return UnusableCell("cell_unusable", text, "a day without a time of day")


def _bounded(text: str) -> Cell:
    if len(text) > LONGEST_TEXT:
        return UnusableCell("cell_unusable", text, f"a text of at most {LONGEST_TEXT} characters")
    return text
