"""Mends the look of headings: bold, upright, in capitals, centred, as the rule says of each level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from docgen.lint.document_model import Block
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.fix_looks import FORMATTED, Change, centre
from docgen.lint.fix.letters import edit, isolate, text_of
from docgen.lint.form_rule import Departure
from docgen.lint.heading_levels import ARTICLE_LABEL

_HEADING_CHANGES: Final[Mapping[str, Change]] = {
    "chữ đậm": lambda properties: fix_markup.set_switch(properties, "b", on=True),
    "chữ đứng": lambda properties: fix_markup.set_switch(properties, "i", on=False),
    "chữ không gạch chân": lambda properties: fix_markup.set_underline(properties, on=False),
    "chữ in hoa": lambda properties: fix_markup.set_switch(properties, "caps", on=True),
}


def heading(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Give a heading the look that the rule names; of an article only its number."""
    block, change = fault.at, _HEADING_CHANGES.get(fault.allowed)
    if block is not None and fault.allowed == "canh giữa":
        centre(desk, block)
        return FORMATTED
    if block is None or (change is None and fault.part != "điều"):
        return None
    paragraph = desk.element(block)
    label = ARTICLE_LABEL.match(block.text) if fault.part == "điều" else None
    end = label.end() if label else len(block.text)
    runs = isolate(paragraph, 0, end) if text_of(paragraph) == block.text else []
    if change is None:
        return _full_stop(desk, block, end)
    for run in runs:
        change(fix_markup.run_properties(run))
    return FORMATTED if runs else None


def _full_stop(desk: FixDesk, block: Block, end: int) -> Sequence[Rewording] | None:
    """Put a full stop for the colon behind the number of an article."""
    old = block.text[:end]
    if not old.endswith(":") or not edit(desk.element(block), end - 1, end, "."):
        return None
    return (Rewording(old, f"{old[:-1]}."),)
