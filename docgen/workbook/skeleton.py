"""What docgen reads of a workbook, and nothing else: bounded before any library opens it.

A workbook may hold pictures, charts, comments, macros, links, damaged extensions, a million
coloured empty rows, or an attack.  Here only the parts that carry values are copied into a small
workbook in memory: the list of sheets, the styles, the shared strings, and the rows of each
sheet up to the last one that holds something.  What is left is bounded in bytes and in XML tags,
so opening it costs little whatever the file was.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import IO, Final

from docgen.problem import Problem, Where
from docgen.workbook.faults import fault

PART_BYTES: Final = 8 * 1024 * 1024
"""Most bytes read of one part; a season of 200 units has under 1 MB in its largest."""

MARKS: Final = 800_000
"""Most XML tags in all parts together; a season of 200 units and 60 criteria has about 200,000."""

TOTAL_BYTES: Final = 32 * 1024 * 1024
"""Most bytes read of all parts together."""

_HEAD = 4096
_PIECE = 1024 * 1024
_ROOT = re.compile(rb"<(?:\w+:)?(Types|Relationships|workbook|styleSheet|sst|worksheet)[\s>]")
_BOOK_RELATIONS = re.compile(r"(?:.*/)?_rels/(?:workbook.*)?\.rels")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_LAST_VALUE = re.compile(b".*" + _VALUE.pattern, re.DOTALL)
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>")
_SHEET_OPEN = re.compile(rb"<(\w+:)?worksheet\b[^>]*>")
_COLUMNS = re.compile(rb"<(?:\w+:)?cols\b.*?</(?:\w+:)?cols\s*>", re.DOTALL)
_DATA_OPEN = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*>")
_DATA_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_STRUCK = re.compile(rb'<(?:\w+:)?strike(?:\s*/?>|\s+val="(?:1|true)")')
_STRICT = b"http://purl.oclc.org/ooxml/"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
"""Where styles and texts are looked for; what a cell says of them is its ``s`` and its ``t="s"``."""
_USES: Final = ((_STYLES, re.compile(rb'<(?:\w+:)?c\b[^>]*\bs="[1-9]')), (_STRINGS, re.compile(rb'\bt="s"')))
_PLACES: Final = {b"styleSheet": _STYLES, b"sst": _STRINGS}
_LEGACY_FONT = re.compile(rb'val="(?:\.Vn|VNI-)', re.IGNORECASE)
# Names may point to ranges that no longer exist, which openpyxl does not forgive.
_NAMES = re.compile(rb"<((?:\w+:)?definedNames)\b.*?</\1\s*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The small workbook, and what was taken out of the parts of its sheets.

    ``sheets`` maps the name of a part to its XML; ``merged`` to its merged ranges (``A2:A5``).
    """

    data: bytes
    sheets: dict[str, bytes]
    merged: dict[str, tuple[str, ...]]
    legacy_fonts: bool
    """Whether a style names a font older than Unicode."""
    struck: bool
    """Whether a style strikes text through."""


def take_skeleton(data: bytes, what: str) -> Skeleton | Problem:
    """Copy the parts that carry values; ``data`` has passed ``docgen.files.check_archive``.

    Gives a problem when the file is no workbook, declares XML entities, or is too large.
    """
    kept: dict[str, bytes] = {}
    sheets: dict[str, bytes] = {}
    merged: dict[str, tuple[str, ...]] = {}
    marks = size = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member) as stream:
                head = stream.read(_HEAD)
                root = _root_of(member.filename, head)
                if refused := _refused(root, head):
                    return fault(refused, Where(file=what))
                if root is None:
                    continue
                xml = head + stream.read(PART_BYTES - len(head))
                tail = _skip_to_end(stream)
            if refused := _refused(root, xml):
                return fault(refused, Where(file=what))
            if root == b"worksheet":
                merged[member.filename] = _merged(tail or xml)
                xml = _rows_only(xml)
                sheets[member.filename] = xml
            elif root == b"workbook":
                xml = _NAMES.sub(b"", xml)
            marks, size = marks + xml.count(b"<"), size + len(xml)
            cut_short = tail is None or (tail and root != b"worksheet")
            if cut_short or marks > MARKS or size > TOTAL_BYTES:
                return fault("TEP-27", Where(file=what), part=member.filename)
            kept[_PLACES.get(root, member.filename)] = xml
    missing = next((p for p, use in _USES if p not in kept and any(map(use.search, sheets.values()))), "")
    if missing or not sheets:
        return fault("TEP-30" if sheets else "TEP-25", Where(file=what), part=missing)
    styles = kept.get(_STYLES, b"")
    legacy_fonts = any(_LEGACY_FONT.search(xml) for name, xml in kept.items() if name not in sheets)
    return Skeleton(_packed(kept), sheets, merged, legacy_fonts, _STRUCK.search(styles) is not None)


def _refused(root: bytes | None, xml: bytes) -> str:
    """Give the code of what no part may hold: entities, or the namespaces that only Strict workbooks have."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        return "TEP-26"
    return "TEP-29" if root == b"workbook" and _STRICT in xml else ""


def _root_of(name: str, head: bytes) -> bytes | None:
    """Tell what a part is by its root element; ``None`` for what is not read."""
    if not name.endswith((".xml", ".rels")):
        return None
    root = _ROOT.search(head)
    if root is None or (root[1] == b"Relationships" and not _BOOK_RELATIONS.fullmatch(name)):
        return None
    return root[1]


def _skip_to_end(stream: IO[bytes]) -> bytes | None:
    """Read on to the end of a part, keeping little: its last bytes, or ``None`` if values stand there.

    In a sheet, only empty rows and the end may stand after the bytes that are read.
    """
    tail, in_rows = b"", True
    while piece := stream.read(_PIECE):
        tail = tail[-_PIECE:] + piece
        end = _DATA_END.search(tail) if in_rows else None
        if in_rows and _VALUE.search(tail, 0, end.start() if end else len(tail)):
            return None
        in_rows = in_rows and end is None
    return tail


def _merged(xml: bytes) -> tuple[str, ...]:
    end = _DATA_END.search(xml)
    return tuple(ref.decode() for ref in _MERGE.findall(xml, end.end() if end else 0))


def _rows_only(xml: bytes) -> bytes:
    """Keep of a sheet its column widths and its rows up to the last that holds something."""
    opening, data = _SHEET_OPEN.search(xml), _DATA_OPEN.search(xml)
    if opening is None:
        return xml  # broken: the library will say so
    prefix = opening[1] or b""
    columns = _COLUMNS.search(xml, opening.end(), data.start() if data else len(xml))
    rows = b""
    if data is not None and not data[0].endswith(b"/>"):
        close = _DATA_END.search(xml, data.end())
        stop = close.start() if close else len(xml)
        last = _LAST_VALUE.match(xml, data.end(), stop)
        end = _ROW_END.search(xml, last.end(), stop) if last else None
        rows = xml[data.end() : end.end()] if end else b""
    return b"".join(
        [
            opening[0],
            b'<%bdimension ref="A1"/>' % prefix,
            columns[0] if columns else b"",
            b"<%bsheetData>" % prefix,
            rows,
            b"</%bsheetData></%bworksheet>" % (prefix, prefix),
        ]
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name), xml)
    return stream.getvalue()
