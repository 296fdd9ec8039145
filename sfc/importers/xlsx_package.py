"""The parts of a workbook from a stranger: a ZIP that is bounded before anything is unpacked."""

import zipfile
import zlib
from dataclasses import dataclass
from posixpath import join, normpath
from typing import IO, BinaryIO

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from sfc.domain.intake import Fault
from sfc.importers.safe_xml import XmlRefused, parse_xml

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_DIRECTORY = 256 * 1024
LARGEST_SMALL_PART = 4 * 1024 * 1024

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)
"""What Python's ZIP reader raises for archives that are damaged, or made to damage."""

_END = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED_WORKBOOK = b"\xd0\xcf\x11\xe0"
_STRINGS = "/sharedStrings"
_SHEET = "/worksheet"


@dataclass(eq=False)
class WorkbookRefused(Exception):
    """The file as a whole is not taken for a workbook."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class Styles:
    """What the number formats say of cells, by the number of their style."""

    dates: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()

    def digits(self, style: int) -> int:
        """How many digits a format such as `00000` fills up to; 0 for other formats."""
        return self.widths[style] if style < len(self.widths) else 0


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook: its sheets' parts by name, its styles, and whether its days count from 1904."""

    archive: zipfile.ZipFile
    sheets: dict[str, str]
    strings: str
    styles: Styles
    from_1904: bool

    def open(self, part: str) -> IO[bytes]:
        """Open a part for reading. Raises WorkbookRefused, and `UNREADABLE` while it is read."""
        try:
            return self.archive.open(part)
        except UNREADABLE as error:
            raise refused("workbook_malformed", str(error), "a workbook (.xlsx)") from None


def open_package(stream: BinaryIO) -> Package:
    """Look a workbook over. Raises WorkbookRefused.

    At most 32 MiB, 512 MiB unpacked as its directory states (more is never unpacked), no
    encryption, no name twice, and no DOCTYPE anywhere.
    """
    _check_size(stream)
    try:
        archive = zipfile.ZipFile(stream)
        names = [entry.filename for entry in archive.infolist()]
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise refused("workbook_too_large", "", f"at most {MOST_UNPACKED} bytes unpacked")
        if len(set(names)) < len(names) or any(e.flag_bits & 1 for e in archive.infolist()):
            raise refused("workbook_malformed", "", "parts that are not encrypted, each once")
        return _package(archive)
    except XmlRefused as error:
        raise WorkbookRefused(Fault(error.code, "", error.value, error.expected)) from None
    except UNREADABLE as error:
        raise refused("workbook_malformed", str(error), "a workbook (.xlsx)") from None


def refused(code: str, value: str, expected: str) -> WorkbookRefused:
    """Make a refusal of the whole file."""
    return WorkbookRefused(Fault(code, "", value, expected))


def _check_size(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    if size > MOST_BYTES:
        raise refused("workbook_too_large", f"{size} bytes", f"at most {MOST_BYTES} bytes")
    stream.seek(0)
    if stream.read(len(_ENCRYPTED_WORKBOOK)) == _ENCRYPTED_WORKBOOK:
        raise refused("workbook_encrypted", "", "a workbook (.xlsx) without a password")
    stream.seek(max(0, size - _END_SIZE - 2**16))
    tail = stream.read()
    last = tail[-_END_SIZE:]
    end = last if last.startswith(_END) and last[-2:] == b"\0\0" else tail[tail.rfind(_END) :]
    if len(end) < _END_SIZE or int.from_bytes(end[12:16], "little") > MOST_DIRECTORY:
        raise refused("workbook_malformed", "", "a workbook (.xlsx): a ZIP of a few parts")
    stream.seek(0)


def _package(archive: zipfile.ZipFile) -> Package:
    root = _relations(archive, "")
    workbook = next((part for kind, part in root.values() if kind == "/officeDocument"), None)
    if workbook is None:
        raise refused("workbook_malformed", "", "a workbook (.xlsx) with its main part")
    tree = _parsed(archive, workbook)
    related = _relations(archive, workbook)
    by_kind = dict(related.values())
    sheets = {}
    for sheet in _all(tree, "sheet"):
        identity = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        kind, part = related.get(str(identity), ("", ""))
        if kind == _SHEET:
            sheets[sheet.get("name", "")] = part
    properties = _all(tree, "workbookPr")
    styles = by_kind.get("/styles")
    return Package(
        archive,
        sheets,
        by_kind.get(_STRINGS, ""),
        _styles(_parsed(archive, styles)) if styles else Styles(),
        bool(properties) and properties[0].get("date1904") in ("1", "true"),
    )


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Give, by id, the end of the type and the name of each part that a part refers to."""
    folder, _, name = part.rpartition("/")
    tree = _parsed(archive, join(folder, "_rels", f"{name}.rels"))
    found = {}
    for each in _all(tree, "Relationship"):
        if each.get("TargetMode") != "External":
            kind = each.get("Type", "").rpartition("/")[2]
            target = normpath(join("/", folder, each.get("Target", ""))).lstrip("/")
            found[each.get("Id", "")] = (f"/{kind}", target)
    return found


def _styles(tree: etree._Element) -> Styles:
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in _all(tree, "numFmt")}
    formats = []
    for cells in _all(tree, "cellXfs"):
        for each in cells:
            number = each.get("numFmtId", "0")
            builtin = BUILTIN_FORMATS.get(int(number), "") if number.isdecimal() else ""
            formats.append(own.get(number, builtin))
    dates = frozenset(at for at, text in enumerate(formats) if text and is_date_format(text))
    filled = tuple(len(text) if len(text) > 1 and set(text) == {"0"} else 0 for text in formats)
    return Styles(dates, filled)


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element:
    with archive.open(part) as stream:
        data = stream.read(LARGEST_SMALL_PART + 1)
    if len(data) > LARGEST_SMALL_PART:
        raise refused("workbook_too_large", part, f"at most {LARGEST_SMALL_PART} bytes there")
    return parse_xml(data)


def _all(tree: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in tree.iter() if etree.QName(each).localname == name]
