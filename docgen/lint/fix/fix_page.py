"""Mends the page: paper, margins, and the page number in the top margin from page 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.lint.document_model import Element, SectionFormat
from docgen.lint.fix import fix_markup, headers_footers
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.fixed import FORMATTED
from docgen.lint.form_rule import Departure
from docgen.lint.pieces import MM
from docgen.lint.regime import A4, MARGIN_SLACK, Range

_SHORT, _LONG = (round(edge * MM) for edge in A4)
"""A4 in twips."""
_HEADER = 567
"""How far the Party's page number stands from the upper edge: 10 mm in twips."""
_NEAR: Final = 60
"""A sheet is A4 when its edges miss by no more than this, a millimetre, in twips."""


def _section(desk: FixDesk, fault: Departure) -> tuple[SectionFormat, Element] | None:
    """Give the section that a fault is of."""
    if fault.section is None:
        return None
    return desk.paper.document.sections[fault.section], desk.set_ups[fault.section]


def size(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Make the paper A4; a lying sheet that is A4 already is stood up."""
    found = _section(desk, fault)
    if found is None:
        return None
    section, set_up = found
    lying = section.width > section.height
    edges = sorted((section.width, section.height))
    if abs(edges[0] - _SHORT) <= _NEAR and abs(edges[1] - _LONG) <= _NEAR:
        lying = False
    sheet = fix_markup.child(set_up, "pgSz")
    fix_markup.put(sheet, w=_LONG if lying else _SHORT, h=_SHORT if lying else _LONG)
    fix_markup.without(sheet, "code", *(() if lying else ("orient",)))
    return FORMATTED


def margin(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Bring each margin that is outside its range to the nearest that is allowed."""
    found = _section(desk, fault)
    if found is None:
        return None
    section, set_up = found
    regime, edges = desk.paper.regime, fix_markup.child(set_up, "pgMar")
    sides: tuple[tuple[str, int, Range], ...] = (
        ("top", section.top, regime.top),
        ("bottom", section.bottom, regime.bottom),
        ("left", section.left, regime.left),
        ("right", section.right, regime.right),
    )
    for name, length, (low, high) in sides:
        allowed = min(max(length / MM, low), high)
        if abs(allowed - length / MM) > MARGIN_SLACK:
            fix_markup.put(edges, **{name: round(allowed * MM)})
            if name == "left":
                fix_markup.put(edges, gutter=0)
    return FORMATTED


def number_place(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Put the page number into the top margin, centred, and nowhere else."""
    reworded: list[Rewording] = []
    for part in headers_footers.parts(desk, "footer"):
        for paragraph in headers_footers.numbered(part):
            reworded += headers_footers.remove_number(paragraph)
    size = desk.fitting(desk.paper.regime.page_number)
    headers = [
        paragraph
        for _, variant, part in desk.furniture_parts("header")
        if variant != "first"
        for paragraph in headers_footers.numbered(part)
    ]
    if desk.paper.regime.header is not None:
        for set_up in desk.set_ups:
            fix_markup.put(fix_markup.child(set_up, "pgMar"), header=_HEADER)
    for paragraph in headers:
        fix_markup.set_alignment(paragraph, "center")
    variants = ["default", "even"] if desk.paper.document.even_pages else ["default"]
    for variant in variants:
        headers_footers.ensure_number(desk, variant, size)
    if not headers:
        headers_footers.hide_on_first_page(desk)
    return reworded


def number_look(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Write page numbers in Arabic figures, upright, in the size of the text."""
    for section, set_up in zip(desk.paper.document.sections, desk.set_ups, strict=True):
        if section.page_figures not in {"decimal", "numberInDash"}:
            fix_markup.without(fix_markup.child(set_up, "pgNumType"), "fmt")
    size = desk.fitting(desk.paper.regime.page_number)
    for part in headers_footers.parts(desk, "header"):
        for paragraph in headers_footers.numbered(part):
            headers_footers.dress_number(paragraph, size)
    return FORMATTED


def number_first(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Count pages from 1, and show no number on page 1."""
    first = desk.paper.document.sections[0]
    if first.page_start not in {None, 1}:
        fix_markup.without(fix_markup.child(desk.set_ups[0], "pgNumType"), "start")
    return headers_footers.hide_on_first_page(desk)
