"""A sheet as PDF: A4, one table to a section. The same sheet is the same bytes, on any day."""

from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from sfc.exporters.pdf_text import CHINESE, markup, register_fonts
from sfc.exporters.sheet import Label, Section, Sheet

_INK, _GREY = HexColor("#1b2a41"), HexColor("#6b7280")
_LINE, _FILL = HexColor("#c5ccd6"), HexColor("#f2f4f7")
_WIDTH = A4[0] - 36 * mm
_LONG = 60
"""Characters without a blank beyond which a value is set smaller: ids and hashes."""
_PADDING = 6  # that of reportlab's frames
_COLUMNS = (58 * mm, _WIDTH - 58 * mm)

# Words wrap as Chinese does, between any two characters: ids of 68 digits wrap as well.
_BODY = ParagraphStyle("body", fontName=CHINESE, fontSize=9, leading=13, wordWrap="CJK")
_ID = ParagraphStyle("id", parent=_BODY, fontSize=7.8, leading=11)
_TEXT = ParagraphStyle("text", parent=_BODY, leading=13.5, spaceAfter=1.2 * mm)
_LATIN = ParagraphStyle("latin", parent=_TEXT, wordWrap=None)
_LABEL = ParagraphStyle("label", parent=_BODY, textColor=_INK, fontSize=8.5, leading=12)
_HEAD = ParagraphStyle("head", parent=_BODY, textColor=_INK, fontSize=10.5, leading=15)
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=17, leading=24, alignment=TA_CENTER)
_SUBTITLE = ParagraphStyle("subtitle", parent=_BODY, fontSize=12, leading=17, alignment=TA_CENTER)
_RIGHT = ParagraphStyle("right", parent=_BODY, alignment=TA_RIGHT)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=7, leading=9, textColor=_GREY)


def pdf(sheet: Sheet) -> bytes:
    """Draw a sheet."""
    register_fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=18 * mm - _PADDING,
        rightMargin=18 * mm - _PADDING,
        topMargin=12 * mm,
        bottomMargin=16 * mm,
        title=f"{sheet.title.english} {sheet.number}",
        author="SFC",
        lang="zh-CN",
        invariant=1,  # no time of making, and an id that follows from the content
        pageCompression=0,  # compressed bytes differ between versions of zlib
    )
    story = [*_heading(sheet)]
    for section in sheet.sections:
        story += _section(section)
    story.append(_signatures(sheet.signed_by))

    def foot(canvas: Canvas, _document: Any) -> None:
        _footer(canvas, sheet)

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _heading(sheet: Sheet) -> list[Flowable]:
    number = Paragraph(markup(f"编号 No.  {sheet.number}"), _BODY)
    date = Paragraph(markup(f"日期 Date  {sheet.date}"), _RIGHT)
    line = Table([[number, date]], colWidths=(_WIDTH - 42 * mm, 42 * mm))
    line.setStyle(
        TableStyle(
            [
                ("LINEABOVE", (0, 0), (-1, 0), 1.2, _INK),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return [
        Paragraph(markup(sheet.title.chinese), _TITLE),
        Paragraph(markup(sheet.title.english, bold=True), _SUBTITLE),
        Spacer(1, 3 * mm),
        line,
        Spacer(1, 2 * mm),
    ]


def _section(section: Section) -> list[Flowable]:
    found: list[Flowable] = [Paragraph(_bilingual(section.title), _HEAD), Spacer(1, 1.2 * mm)]
    found += [
        Paragraph(markup(text), _TEXT if _is_chinese(text) else _LATIN) for text in section.texts
    ]
    if section.rows:
        cells = [
            [Paragraph(_bilingual(row.label), _LABEL), _value(row.shown or row.value)]
            for row in section.rows
        ]
        table = Table(cells, colWidths=_COLUMNS)
        table.setStyle(
            TableStyle(
                [
                    ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
                    ("BACKGROUND", (0, 0), (0, -1), _FILL),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.6),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
                ]
            )
        )
        found.append(table)
    return [KeepTogether([*found, Spacer(1, 2.4 * mm)])]


def _value(text: str) -> Paragraph:
    is_id = len(text) > _LONG and text.isascii() and " " not in text
    return Paragraph(markup(text), _ID if is_id else _BODY)


def _signatures(parties: tuple[Label, ...]) -> Flowable:
    cells = [
        [Paragraph(_bilingual(party), _LABEL) for party in parties],
        [Paragraph(markup("签章 Signature and seal"), _SMALL) for _ in parties],
        [Paragraph(markup("日期 Date"), _SMALL) for _ in parties],
    ]
    heights = (6.5 * mm, 15 * mm, 6.5 * mm)
    table = Table(cells, colWidths=[_WIDTH / len(parties)] * len(parties), rowHeights=heights)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.5, _LINE),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, _LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return KeepTogether([table])


def _footer(canvas: Canvas, sheet: Sheet) -> None:
    foot = Paragraph(markup(f"{sheet.footer}  ·  {canvas.getPageNumber()}"), _SMALL)
    foot.wrap(_WIDTH, 12 * mm)
    foot.drawOn(canvas, 18 * mm, 8 * mm)


def _bilingual(label: Label) -> str:
    return f"{markup(label.chinese)} {markup(label.english, bold=True)}"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text[:40])
