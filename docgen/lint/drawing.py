"""Horizontal lines at a paragraph: drawn shapes, borders, or characters that stand in for one."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from docgen.lint.formatting import ParagraphFormat

Element = Any
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_HOLDERS = (qn("w:drawing"), qn("w:pict"))
_HIDDEN = {f"{_MC}Fallback", qn("w:txbxContent")}
_EMU = 635
"""English Metric Units in a twip."""
_CONNECTORS = {"line", "straightConnector1"}
_VML_CONNECTOR = "#_x0000_t32"
_THIN = 40
"""A rectangle not higher than 2 points (in twips) is a line to the reader's eye."""
_MEASURE = re.compile(r"(-?[\d.]+)\s*(pt|cm|mm|in|px|)")
_TWIPS = {"pt": 20.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0, "px": 15.0, "": 20.0}
_BROKEN = {
    "dotted",
    "dashed",
    "dotDash",
    "dotDotDash",
    "dashSmallGap",
    "wave",
    "doubleWave",
    "dashDotStroked",
}
_STAND_IN = re.compile(r"[_\-–—─━]{3,}")


class LineKind(enum.Enum):
    """How a line was made."""

    SHAPE = "hình vẽ"
    BORDER = "đường viền đoạn"
    CELL = "đường viền ô"
    CHARACTERS = "dãy ký tự gạch"


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line.

    ``length`` is in twips, 0 when the file does not say; ``above`` tells that it stands over the
    text of its own paragraph, not under it.
    """

    kind: LineKind
    length: int
    above: bool = False
    solid: bool = True


def drawn_lines(paragraph: Element) -> tuple[Line, ...]:
    """Find the horizontal lines that are drawn at a paragraph as shapes."""
    found = [_drawing(item) for item in _own(paragraph, f"{_WP}anchor", f"{_WP}inline")]
    found += [_vml(item) for item in _own(paragraph, f"{_V}line", f"{_V}shape", f"{_V}rect")]
    return tuple(line for line in found if line is not None)


def bordering_lines(shape: ParagraphFormat, width: int) -> tuple[Line, ...]:
    """Give the lines that the borders of a paragraph draw in a column ``width`` twips wide."""
    room = max(0, width - shape.left - shape.right)
    return tuple(
        Line(LineKind.BORDER, room, above=side == "top", solid=look not in _BROKEN)
        for side, look in shape.borders.items()
        if side in {"top", "bottom"}
    )


def border_line(look: str, width: int, *, above: bool) -> Line | None:
    """Give the line that a cell's border draws; ``None`` for no border."""
    if look in {"", "nil", "none"}:
        return None
    return Line(LineKind.CELL, width, above=above, solid=look not in _BROKEN)


def _own(paragraph: Element, *tags: str) -> Iterator[Element]:
    """Yield the shapes of this paragraph: not those in its text boxes, nor copies for old programs."""
    if next(paragraph.iter(*_HOLDERS), None) is None:
        return
    for item in paragraph.iter(*tags):
        for parent in item.iterancestors():
            if parent is paragraph:
                yield item
                break
            if parent.tag in _HIDDEN:
                break


def _drawing(item: Element) -> Line | None:
    geometry = next(item.iter(f"{_A}prstGeom"), None)
    extent = item.find(f"{_WP}extent")
    if geometry is None or extent is None:
        return None
    thin = geometry.get("prst") == "rect" and int(extent.get("cy") or 0) / _EMU <= _THIN
    if geometry.get("prst") not in _CONNECTORS and not thin:
        return None
    dash = next(item.iter(f"{_A}prstDash"), None)
    solid = dash is None or dash.get("val") == "solid"
    return Line(LineKind.SHAPE, round(int(extent.get("cx") or 0) / _EMU), solid=solid)


def _twips(text: str) -> float:
    match = _MEASURE.match(text.strip())
    return float(match[1]) * _TWIPS[match[2]] if match else 0.0


def _vml(item: Element) -> Line | None:
    if item.tag == f"{_V}line":
        ends = [(item.get(name) or "0,0").split(",") for name in ("from", "to")]
        length = round(abs(_twips(ends[1][0]) - _twips(ends[0][0])))
        return Line(LineKind.SHAPE, length, solid=_vml_solid(item))
    style = dict(part.split(":", 1) for part in (item.get("style") or "").split(";") if ":" in part)
    width, height = (_twips(style.get(name, "0")) for name in ("width", "height"))
    thin = item.tag == f"{_V}rect" and height <= _THIN
    if item.get("type") != _VML_CONNECTOR and not thin:
        return None
    return Line(LineKind.SHAPE, round(width), solid=_vml_solid(item))


def _vml_solid(item: Element) -> bool:
    stroke = item.find(f"{_V}stroke")
    return stroke is None or (stroke.get("dashstyle") or "solid") == "solid"


def stands_in_for_line(text: str) -> bool:
    """Tell whether a paragraph is a row of underscores or dashes in place of a drawn line."""
    return _STAND_IN.fullmatch(text.strip()) is not None
