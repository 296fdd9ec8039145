"""Text in PDF files: which font carries which character.

Helvetica for Latin letters, Song for Chinese, Greek and Cyrillic ones: every reader has them, so
that no font is in the file. A character that neither has is written by its number, so that nothing
is lost unseen.
"""

from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from sfc.exporters.pdf_latin import latin_name, page_of, register_latin

LATIN, BOLD, CHINESE = "Helvetica", "Helvetica-Bold", "STSong-Light"


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab, once."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    for face in (LATIN, BOLD):
        register_latin(face)


def markup(text: str, *, bold: bool = False) -> str:
    """A text for a paragraph, each run of characters in a font that has them."""
    register_fonts()
    latin = BOLD if bold else LATIN
    runs = groupby(text, key=lambda character: _font(character, latin))
    return "".join(_run("".join(characters), font, latin) for font, characters in runs)


def _run(text: str, font: str, latin: str) -> str:
    if not font:
        numbers = "".join(f"[U+{ord(character):04X}]" for character in text)
        return f'<font name="{latin}">{numbers}</font>'
    return f'<font name="{font}">{escape(text)}</font>'


def _font(character: str, latin: str) -> str:
    """The font for a character; an empty name where none has it."""
    if character.isprintable():
        if _encodes(character, "cp1252"):
            return latin
        if (page := page_of(character)) is not None:
            return latin_name(latin, page)
        if _encodes(character, "gbk"):
            return CHINESE
    return ""


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
