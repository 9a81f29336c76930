"""Gives the cell of Quốc hiệu the room that its line needs, from the margin and from the cell beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn

from docgen.lint.document_model import Block, Element
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.fixed import FORMATTED
from docgen.lint.form_rule import Departure
from docgen.lint.formatting import number
from docgen.lint.pieces import MM, pieces_of

_SLACK: Final = 60
"""Room that a line is given over its measured length, a millimetre, in twips."""
_COLUMNS: Final = 2
"""A head is a table of so many columns; what is laid out in more is left to a person."""


def widen(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Widen the column of a line that does not fit, as far as no line beside it is broken."""
    block = fault.at
    if block is None or block.cell is None:
        return None
    table = next(desk.element(block).iterancestors(qn("w:tbl")))
    rows = [row.findall(qn("w:tc")) for row in table.iterfind(qn("w:tr"))]
    own, widths = block.cell.column - 1, _widths(table, rows)
    if len(widths) != _COLUMNS:
        return None
    shape = block.format
    length = max(piece.length_mm for piece in pieces_of([block])) * MM
    need = round(length) + _SLACK + shape.left + shape.right + max(0, shape.first_line)
    lacking = need - block.width
    room = desk.paper.document.sections[block.section].text_width
    beside = lacking - max(0, min(lacking, room - sum(widths)))
    if beside > _spare(desk, block):
        return None
    widths[own] += lacking
    widths[1 - own] -= beside
    _set(table, rows, widths)
    return FORMATTED


def _widths(table: Element, rows: Sequence[Sequence[Element]]) -> list[int]:
    """Give the widths of the columns; none of a table whose rows differ or that is as wide as a share."""
    total = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if total is not None and total.get(qn("w:type")) == "pct":
        return []
    spans = table.find(f".//{qn('w:gridSpan')}") is not None
    if spans or any(len(row) != len(rows[0]) for row in rows):
        return []
    found = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in rows[0]]
    if any(item is None or item.get(qn("w:type")) not in {None, "dxa"} for item in found):
        return []
    return [number(item.get(qn("w:w"))) for item in found if item is not None]


def _spare(desk: FixDesk, block: Block) -> float:
    """Give how much the other column can lose before one of its lines breaks, in twips."""
    cell = block.cell
    others = [
        other
        for other in desk.paper.document.blocks
        if cell and other.cell and other.cell.table == cell.table and other.cell.column != cell.column
    ]
    rooms = [other.width - piece.length_mm * MM - _SLACK for other in others for piece in pieces_of([other])]
    return min(rooms, default=0.0)


def _set(table: Element, rows: Sequence[Sequence[Element]], widths: Sequence[int]) -> None:
    for column, width in zip(table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"), widths, strict=False):
        fix_markup.put(column, w=width)
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if own is not None:
                fix_markup.put(own, w=width, type="dxa")
    total = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if total is not None and total.get(qn("w:type")) == "dxa":
        fix_markup.put(total, w=sum(widths))
