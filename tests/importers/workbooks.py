"""Workbooks as a test wants them: written by an independent library, or part by part."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(rows: Iterable[Sequence[object]], sheet: str = "Sheet", **more: object) -> bytes:
    """A workbook with these rows, and others in sheets named by `more`."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = sheet
    for row in rows:
        first.append(list(row))
    for name in more:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    each = (
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'


def parts(sheet_data: str, strings: Sequence[str] = (), **changes: str) -> dict[str, str]:
    """The parts of a workbook with one sheet of this data."""
    table = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    sheets = '<sheets><sheet name="Sheet" sheetId="1" r:id="r0"/></sheets>'
    made = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>'
        '<numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{table}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}'
        "</sheetData></worksheet>",
    }
    return made | changes


def packed(made: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return out.getvalue()


def cells(*texts: str) -> str:
    """A row of texts that stand in the cells themselves."""
    return "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in texts)
