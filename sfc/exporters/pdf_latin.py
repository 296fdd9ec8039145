"""Helvetica with the letters of Central Europe, the Baltic and Turkey.

Every PDF reader has these letters in its Helvetica; a file only has to say which byte is which.
reportlab knows the Western ones. A letter is as wide as the one that its accent stands on.
"""

import unicodedata

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics

CODE_PAGES = ("cp1250", "cp1254", "cp1257")

_MARKS = {
    "ACUTE": "acute",
    "BREVE": "breve",
    "CARON": "caron",
    "CEDILLA": "cedilla",
    "DIAERESIS": "dieresis",
    "DOT ABOVE": "dotaccent",
    "DOUBLE ACUTE": "hungarumlaut",
    "MACRON": "macron",
    "OGONEK": "ogonek",
    "RING ABOVE": "ring",
}
_OTHERS = {
    "Đ": ("Dcroat", "D"),
    "đ": ("dcroat", "d"),
    "Ł": ("Lslash", "L"),
    "ł": ("lslash", "l"),
    "ı": ("dotlessi", "i"),
    "Ţ": ("Tcommaaccent", "T"),
    "ţ": ("tcommaaccent", "t"),
}
"""Letters that are not called after a mark: their glyphs, and letters as wide."""


def register_latin(face: str) -> None:
    """Make `face-cp1250` and its like known to reportlab, from `Helvetica` or its bold."""
    for page in CODE_PAGES:
        encoding = pdfmetrics.Encoding(page, "WinAnsiEncoding")
        widths = {}
        for code in range(128, 256):
            character = _character(code, page)
            if character and (named := _glyph(character)) is not None:
                glyph, base = named
                encoding[code] = glyph
                widths[code] = round(pdfmetrics.stringWidth(base, face, 1000))
        pdfmetrics.registerEncoding(encoding)
        font = pdfmetrics.Font(latin_name(face, page), face, page)
        for code, width in widths.items():
            font.widths[code] = width
        pdfmetrics.registerFont(font)
        addMapping(font.fontName, 0, 0, font.fontName)


def latin_name(face: str, page: str) -> str:
    """How a face in a code page is called."""
    return f"{face}-{page}"


def page_of(character: str) -> str | None:
    """The first code page that has a character as a letter we can name."""
    for page in CODE_PAGES:
        try:
            character.encode(page)
        except UnicodeEncodeError:
            continue
        if _glyph(character) is not None:
            return page
    return None


def _character(code: int, page: str) -> str:
    return bytes([code]).decode(page, "ignore")


def _glyph(character: str) -> tuple[str, str] | None:
    """The names of a letter's glyph and of the one that is as wide."""
    if character in _OTHERS:
        return _OTHERS[character]
    name = unicodedata.name(character, "")
    letter, _, mark = name.partition(" WITH ")
    base = unicodedata.normalize("NFD", character)[0]
    if letter.startswith("LATIN ") and mark in _MARKS and base.isascii():
        # Baltic letters "with cedilla" have a comma below
        suffix = "commaaccent" if mark == "CEDILLA" and base in "GgKkLlNnRr" else _MARKS[mark]
        return base + suffix, base
    return None
