"""Where a piece of a line laid out with tabs stands between the margins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.lint.document_model import Element, Span
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk
from docgen.lint.formatting import number
from docgen.lint.pieces import MM, Piece
from docgen.lint.widths import width_mm

_DEFAULT: Final = 720
"""Word's own tab stops: 12,7 mm."""
_NARROW: Final = 40
"""Room that a needless tab takes, in twips."""
Stop = tuple[int, str]
"""Place from the margin in twips, and alignment."""


def fit_nation(desk: FixDesk) -> bool:
    """Lay the right side of a head in tabs anew where Quốc hiệu no longer fits on its line.

    It is larger in its right size than it was typed.  It then ends at the right margin, and Tiêu ngữ
    and date are centred to it.  Tells whether that was needed and possible.
    """
    head = desk.paper.anatomy.head
    top = head.nation or head.party
    if top is None or not _in_tabs(top):
        return False
    length, room = top.length_mm * MM, top.block.width - _NARROW
    if left_edge(desk, top) + length <= room + _NARROW or _left_end(top) > room - length:
        return False
    for piece in (top, head.motto, head.date):
        if piece is not None and _in_tabs(piece):
            _centre_at(desk, piece, round(room - length / 2))
    return True


def _in_tabs(piece: Piece) -> bool:
    return piece.block.cell is None and not piece.block.frame and piece.side > 0


def _left_end(piece: Piece) -> float:
    """Give where the text before the first tab ends, in twips."""
    shape = piece.block.format
    indent = shape.left + (shape.first_line if piece.line == 0 else 0)
    return indent + _segments(piece.block.spans, piece.line)[0]


def _centre_at(desk: FixDesk, piece: Piece, centre: int) -> None:
    """Set tab stops so that the last tab before a piece centres it; the others take no room."""
    paragraph = desk.element(piece.block)
    tabs = fix_markup.child(fix_markup.paragraph_properties(paragraph), "tabs")
    for tab in list(tabs):
        tabs.remove(tab)
    first = round(_left_end(piece)) + _NARROW
    own = {first + _NARROW * order: "left" for order in range(piece.side - 1)} | {centre: "center"}
    inherited = {place: "clear" for place, _ in _stops(desk, paragraph)}
    for place, kind in sorted((inherited | own).items()):
        tab = OxmlElement("w:tab")
        fix_markup.put(tab, val=kind, pos=place)
        tabs.append(tab)


def left_edge(desk: FixDesk, piece: Piece) -> int:
    """Give how far right of the column's edge a piece begins, in twips."""
    shape, room = piece.block.format, piece.block.width
    segments = _segments(piece.block.spans, piece.line)
    if len(segments) == 1 and shape.alignment in {"center", "right"}:
        free = room - shape.left - shape.right - max(0, shape.first_line) - segments[0]
        return round(
            shape.left + max(0, shape.first_line) + free * (0.5 if shape.alignment == "center" else 1)
        )
    stops = _stops(desk, desk.element(piece.block))
    start = float(shape.left + (shape.first_line if piece.line == 0 else 0))
    end = start + segments[0]
    for width in segments[1 : piece.side + 1]:
        place, kind = next(((p, k) for p, k in stops if p > end), (_next_default(end), "left"))
        wanted = {"center": place - width / 2, "right": place - width, "end": place - width}.get(kind, place)
        start = max(end, wanted)
        end = start + width
    return round(start)


def _next_default(end: float) -> int:
    return (int(end) // _DEFAULT + 1) * _DEFAULT


def _segments(spans: Sequence[Span], line: int) -> list[float]:
    """Give the widths, in twips, of what stands between the tabs of one line of a paragraph."""
    widths = [0.0]
    at = 0
    for span in spans:
        look = span.format
        for index, part in enumerate(span.text.split("\n")):
            at += index > 0
            if at != line:
                continue
            for order, text in enumerate(part.split("\t")):
                widths += [0.0] if order else []
                shown = text.upper() if look.caps else text
                widths[-1] += width_mm(shown, look.size, bold=look.bold, italic=look.italic) * MM
    return widths


def _stops(desk: FixDesk, paragraph: Element) -> list[Stop]:
    """Collect the tab stops of a paragraph and of its styles, the nearest to the margin first."""
    styles = {item.get(qn("w:styleId")): item for item in desk.part.styles.element.iterfind(qn("w:style"))}
    stops: dict[int, str] = {}
    holder: Element | None = paragraph
    seen: list[Element] = []
    while holder is not None and holder not in seen:
        seen.append(holder)
        for tab in holder.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"):
            stops.setdefault(number(tab.get(qn("w:pos"))), tab.get(qn("w:val")) or "left")
        base = (
            holder.find(qn("w:basedOn"))
            if holder is not paragraph
            else holder.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        )
        holder = styles.get(base.get(qn("w:val"))) if base is not None else None
    return sorted((place, kind) for place, kind in stops.items() if kind not in {"clear", "bar"})
