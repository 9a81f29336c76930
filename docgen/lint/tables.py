"""Where the cells of a table stand: rows, columns, merged cells, borders."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.lint.document_model import REMEMBERED, CellPlace, Element
from docgen.lint.drawing import border_line
from docgen.lint.formatting import number
from docgen.word.xml import serialise

_TR, _TC, _VAL = qn("w:tr"), qn("w:tc"), qn("w:val")
_TCPR, _BORDERS, _WIDTH, _SPAN = (qn(f"w:{name}") for name in ("tcPr", "tcBorders", "tcW", "gridSpan"))
_TYPE, _W, _COLOR = (qn(f"w:{name}") for name in ("type", "w", "color"))
_BEFORE = f"{qn('w:trPr')}/{qn('w:gridBefore')}"
_SIDES = {side: qn(f"w:{side}") for side in ("top", "bottom")}
_CELL_MARGIN = 108
"""Word's cell margin where a table says none: 0.19 cm on each side, in twips."""
Placed = tuple[CellPlace, int, Element]
_HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}


@dataclass(frozen=True, slots=True)
class _CellLook:
    """What a cell says of itself: ``borders`` are those above and below it, with whether they are above."""

    span: int = 1
    width: int = 0
    edges: Mapping[str, bool] = field(default_factory=dict)
    borders: tuple[tuple[str, bool], ...] = ()


_PLAIN = _CellLook()


@functools.lru_cache(maxsize=REMEMBERED)
def _look(properties: str) -> _CellLook:
    """Read a ``w:tcPr``; most cells of a table have the same."""
    element = parse_xml(f"<cell>{properties}</cell>")[0]
    span, borders = element.find(_SPAN), element.find(_BORDERS)
    sides = {side: borders.find(tag) for side, tag in _SIDES.items()} if borders is not None else {}
    return _CellLook(
        number(span.get(_VAL), 1) if span is not None else 1,
        _width(element.find(_WIDTH)),
        _edges(borders),
        tuple((found.get(_VAL) or "", side == "top") for side, found in sides.items() if found is not None),
    )


def cells_of(table: Element, index: int, room: int, style: Mapping[str, Element | None]) -> Iterator[Placed]:
    """Yield the cells of one table (not of those inside it) with the width left for their text.

    ``index`` is the table's number; ``room`` is its width where the file gives none, in twips;
    ``style`` is what the table's style says of ``tblCellMar`` and ``tblBorders``.  A table that is to be as
    wide as a share of the room is drawn so, whatever its columns add up to.
    """
    grid = [
        number(column.get(qn("w:w"))) for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    ]
    own = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    margins = _margins(own if own is not None else style["tblCellMar"])
    edges = _edges(style["tblBorders"]) | _edges(table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"))
    share = _share(table, room) / sum(grid) if sum(grid) else 0
    for row_number, row in enumerate(_below(table, _TR), start=1):
        cells = list(_below(row, _TC))
        start = 0
        position = _skipped(row)
        start += round(sum(grid[:position]) * (share or 1))
        for column, element in enumerate(cells, start=1):
            properties = element.find(_TCPR)
            look = _look(serialise(properties)) if properties is not None else _PLAIN
            wide = look.span
            width = look.width or sum(grid[position : position + wide]) or room // max(1, len(cells))
            width = round(width * share) if share else width
            sides = (("left" if column == 1 else "insideV", "left"),
                     ("right" if column == len(cells) else "insideV", "right"))  # fmt: skip
            boxed = any(look.edges.get(own, edges.get(name, False)) for name, own in sides)
            lines = tuple(
                line
                for border, above in look.borders
                if (line := border_line(border, width, above=above)) is not None
            )
            place = CellPlace(index, row_number, column, len(cells), start, width, lines, boxed)
            yield place, max(1, width - margins), element
            position += wide
            start += width


def _share(table: Element, room: int) -> float:
    """Give the width of a table that is stated as a share of the room, in twips; 0 for none."""
    width = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if width is None or width.get(qn("w:type")) != "pct":
        return 0
    value = width.get(qn("w:w")) or ""
    fiftieths = number(value) if not value.endswith("%") else number(value[:-1]) * 50
    return room * fiftieths / 5000


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows or cells right below, looking through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _below(child, tag)


def _skipped(row: Element) -> int:
    before = row.find(_BEFORE)
    return number(before.get(_VAL)) if before is not None else 0


def _width(width: Element | None) -> int:
    if width is None or width.get(_TYPE) not in {None, "dxa"}:
        return 0
    return number(width.get(_W))


def _margins(margins: Element | None) -> int:
    """Give left and right cell margins together."""
    if margins is None:
        return 2 * _CELL_MARGIN
    total = 0
    for names in (("left", "start"), ("right", "end")):
        found = [margins.find(qn(f"w:{name}")) for name in names]
        side = next((item for item in found if item is not None), None)
        total += number(side.get(qn("w:w"))) if side is not None else _CELL_MARGIN
    return total


def _edges(borders: Element | None) -> dict[str, bool]:
    """Tell of each side that is named whether its border is seen."""
    if borders is None:
        return {}
    names = {"start": "left", "end": "right"}
    return {
        names.get(name := item.tag.rpartition("}")[2], name): item.get(_VAL) not in {None, "nil", "none"}
        and (item.get(_COLOR) or "").upper() != "FFFFFF"
        for item in borders
    }
