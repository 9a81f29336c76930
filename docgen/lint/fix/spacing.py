"""Mends how paragraphs stand: alignment, indents, space between them and between their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn

from docgen.lint.document_model import Block
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.fixed import FORMATTED
from docgen.lint.form_rule import Departure
from docgen.lint.looks import length_of
from docgen.lint.pieces import MM, Piece
from docgen.lint.regime import LEAST_GAP, SINGLE_LINE, WIDEST_LINE

_GAP: Final = round(LEAST_GAP * 20)
_NEAR: Final = 0.5
_LINE_FACTOR: Final = 1.15
"""Height of a line of Times New Roman in parts of its size."""


def justify(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Justify a paragraph; a single line at the centre or at the right was put there on purpose."""
    block = fault.at
    if block is None or (block.format.alignment != "left" and length_of(block) <= block.width):
        return None
    fix_markup.set_alignment(desk.element(block), "both")
    return FORMATTED


def indent(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Give a paragraph the first-line indent that most of the text has, and no other."""
    block = fault.at
    if block is None:
        return None
    # Word's own tab at 12,7 mm does for the indent where the paragraph begins with one.
    first = 0 if block.text.startswith("\t") else round(_usual_indent(desk) * MM)
    fix_markup.set_indent(desk.element(block), left=0, first=first)
    return FORMATTED


def _usual_indent(desk: FixDesk) -> float:
    """Give the legal first-line indent most used in the text, in millimetres."""
    allowed = desk.paper.regime.first_line
    counts: Counter[float] = Counter()
    for block in desk.paper.anatomy.body:
        start = (block.format.left + block.format.first_line) / MM
        counts.update(length for length in allowed if abs(start - length) <= _NEAR)
    return max(reversed(allowed), key=lambda length: counts[length])


def space(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Put 6 points before a paragraph."""
    if fault.at is None:
        return None
    paragraph = desk.element(fault.at)
    fix_markup.set_gap(paragraph, "before", _GAP)
    fix_markup.put(fix_markup.child(fix_markup.paragraph_properties(paragraph), "contextualSpacing"), val=0)
    return FORMATTED


def line(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set lines single to one and a half apart (the Party's exactly 18 to 22 points)."""
    block = fault.at
    if block is None:
        return None
    spacing = fix_markup.child(fix_markup.paragraph_properties(desk.element(block)), "spacing")
    exact = desk.paper.regime.exact_line
    if exact is not None:
        points = min(max(block.format.line / 20, exact[0]), exact[1])
        fix_markup.put(spacing, line=round(points * 20), lineRule="exact")
        return FORMATTED
    wide = block.format.line_rule in {"auto", "atLeast"}
    relative = min(max(block.format.line, SINGLE_LINE), WIDEST_LINE) if wide else SINGLE_LINE
    fix_markup.put(spacing, line=relative, lineRule="auto")
    return FORMATTED


def head_gap(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Put the lines of a part of the head a single line apart; what stands below keeps its place."""
    head = desk.paper.anatomy.head
    nation = [piece for piece in (head.nation, head.motto) if piece]
    for group, below in ((nation, head.date), ([*head.parents, *head.issuer], head.number)):
        if any(piece is fault.piece for piece in group):
            return _tighten(desk, group, below)
    return None


def _tighten(desk: FixDesk, group: Sequence[Piece], below: Piece | None) -> Sequence[Rewording] | None:
    """Set lines of one cell close; the room that this frees goes above the next part of the cell."""
    blocks = list({id(piece.block): piece.block for piece in group}.values())
    first, last = blocks[0], blocks[-1]
    between = [
        block
        for block in desk.paper.anatomy.main
        if block.cell == first.cell
        and first.number < block.number < last.number
        and all(block is not other for other in blocks)
    ]
    if any(not _is_empty(desk, block) for block in between):
        return None
    freed = 0.0
    for block in between:
        freed += _height(block)
        element = desk.element(block)
        element.getparent().remove(element)
    for block in blocks:
        element = desk.element(block)
        spacing = fix_markup.child(fix_markup.paragraph_properties(element), "spacing")
        freed += _height(block) - _size(block) * _LINE_FACTOR * 20
        freed -= (block.format.before if block is first else 0) + (block.format.after if block is last else 0)
        if block is not first:
            fix_markup.set_gap(element, "before", 0)
        if block is not last:
            fix_markup.set_gap(element, "after", 0)
        fix_markup.put(spacing, line=SINGLE_LINE, lineRule="auto")
    if below is not None and below.block.cell == last.cell and below.block is not last and freed > 0:
        fix_markup.set_gap(desk.element(below.block), "before", below.block.format.before + round(freed))
    return FORMATTED


def _size(block: Block) -> float:
    return max((span.format.size for span in block.shown), default=block.mark.size)


def _height(block: Block) -> float:
    """Give the height of a paragraph of one line with the space around it, in twips."""
    shape = block.format
    single = _size(block) * _LINE_FACTOR * 20
    line = single * shape.line / 240 if shape.line_rule == "auto" else shape.line
    return shape.before + line + shape.after


def brief_gap(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Put V/v 6 points below the number, without empty paragraphs between."""
    head = desk.paper.anatomy.head
    if not head.number or not head.brief:
        return None
    number, brief = head.number.block, head.brief[0].block
    if number is brief:
        return None
    blocks = list(desk.paper.anatomy.main)
    start, end = (next(i for i, block in enumerate(blocks) if block is item) for item in (number, brief))
    between = [block for block in blocks[start + 1 : end] if block.cell == number.cell]
    if any(not _is_empty(desk, block) for block in between):
        return None
    for block in between:
        element = desk.element(block)
        element.getparent().remove(element)
    fix_markup.set_gap(desk.element(number), "after", 0)
    fix_markup.set_gap(desk.element(brief), "before", _GAP)
    return FORMATTED


def _is_empty(desk: FixDesk, block: Block) -> bool:
    """Tell whether a paragraph holds nothing at all: no letter, drawing, bookmark or section end."""
    element = desk.element(block)
    properties = element.find(qn("w:pPr"))
    ends_section = properties is not None and properties.find(qn("w:sectPr")) is not None
    return not block.text and not ends_section and all(item.tag == qn("w:pPr") for item in element)
