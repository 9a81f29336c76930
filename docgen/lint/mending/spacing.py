"""Mends how paragraphs stand: alignment, indents, space between them and between their lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn

from docgen.lint.mending import markup
from docgen.lint.mending.desk import Desk
from docgen.lint.mending.looks import FORMATTED
from docgen.lint.mending.mended import Rewording
from docgen.lint.model import Block
from docgen.lint.pieces import MM
from docgen.lint.rule import Fault
from docgen.lint.widths import width_mm

_GAP: Final = 120
"""6 points in twips."""
_SINGLE, _MOST = 240, 360
_NEAR: Final = 0.5


def justify(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Justify a paragraph; a single line at the centre or at the right was put there on purpose."""
    block = fault.at
    if block is None or (block.format.alignment != "left" and _length(block) <= block.width):
        return None
    markup.set_alignment(desk.element(block), "both")
    return FORMATTED


def _length(block: Block) -> float:
    """Give the length of a paragraph on one line, in twips."""
    return MM * sum(
        width_mm(span.text, span.format.size, bold=span.format.bold, italic=span.format.italic)
        for span in block.spans
    )


def indent(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Give a paragraph the first-line indent that most of the text has, and no other."""
    block = fault.at
    if block is None:
        return None
    # Word's own tab at 12,7 mm does for the indent where the paragraph begins with one.
    first = 0 if block.text.startswith("\t") else round(_usual_indent(desk) * MM)
    markup.set_indent(desk.element(block), left=0, first=first)
    return FORMATTED


def _usual_indent(desk: Desk) -> float:
    """Give the legal first-line indent most used in the text, in millimetres."""
    allowed = desk.paper.regime.first_line
    counts: Counter[float] = Counter()
    for block in desk.paper.anatomy.body:
        start = (block.format.left + block.format.first_line) / MM
        counts.update(length for length in allowed if abs(start - length) <= _NEAR)
    return max(reversed(allowed), key=lambda length: counts[length])


def space(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Put 6 points before a paragraph."""
    if fault.at is None:
        return None
    paragraph = desk.element(fault.at)
    markup.set_gap(paragraph, "before", _GAP)
    markup.put(markup.child(markup.paragraph_properties(paragraph), "contextualSpacing"), val=0)
    return FORMATTED


def line(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Set lines single to one and a half apart (the Party's exactly 18 to 22 points)."""
    block = fault.at
    if block is None:
        return None
    spacing = markup.child(markup.paragraph_properties(desk.element(block)), "spacing")
    exact = desk.paper.regime.exact_line
    if exact is not None:
        points = min(max(block.format.line / 20, exact[0]), exact[1])
        markup.put(spacing, line=round(points * 20), lineRule="exact")
        return FORMATTED
    wide = block.format.line_rule in {"auto", "atLeast"}
    relative = min(max(block.format.line, _SINGLE), _MOST) if wide else _SINGLE
    markup.put(spacing, line=relative, lineRule="auto")
    return FORMATTED


def head_gap(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Put a line of the head a single line below the one above; what stands below stays as far away."""
    head = desk.paper.anatomy.head
    lines = [
        (above, below)
        for group in ([head.nation, head.motto], [*head.parents, *head.issuer])
        for above, below in itertools.pairwise(group)
    ]
    above = next(
        (one for one, two in lines if two and two.block is fault.at and two.text == fault.text), None
    )
    if above is None or fault.at is None:
        return None
    between = [
        block
        for block in desk.paper.anatomy.main
        if block.cell == fault.at.cell and above.block.number < block.number < fault.at.number
    ]
    if any(not _is_empty(desk, block) for block in between):
        return None
    for block in between:
        element = desk.element(block)
        element.getparent().remove(element)
    if above.block is not fault.at:
        markup.set_gap(desk.element(above.block), "after", 0)
        markup.set_gap(desk.element(fault.at), "before", 0)
    for block in (above.block, fault.at):
        spacing = markup.child(markup.paragraph_properties(desk.element(block)), "spacing")
        markup.put(spacing, line=_SINGLE, lineRule="auto")
    return FORMATTED


def brief_gap(desk: Desk, _fault: Fault) -> Sequence[Rewording] | None:
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
    markup.set_gap(desk.element(number), "after", 0)
    markup.set_gap(desk.element(brief), "before", _GAP)
    return FORMATTED


def _is_empty(desk: Desk, block: Block) -> bool:
    """Tell whether a paragraph holds nothing at all: no letter, drawing, bookmark or section end."""
    element = desk.element(block)
    properties = element.find(qn("w:pPr"))
    ends_section = properties is not None and properties.find(qn("w:sectPr")) is not None
    return not block.text and not ends_section and all(item.tag == qn("w:pPr") for item in element)
