"""Sums of scores as the papers print them: nothing while unknown, ``KC`` where left out on purpose."""

from __future__ import annotations

from decimal import Decimal

from docgen.scoring import Totals
from docgen.viet.numbers import format_score

NOT_SCORED = "KC"
"""What she types in the workbook for "không chấm", and what is printed for it."""


def printed_total(totals: Totals, places: int) -> str:
    """Print all that one source gave to a unit."""
    if totals.total is None:
        return NOT_SCORED if totals.left_out else ""
    return format_score(totals.total, places)


def printed_section(totals: Totals, section: str, places: int) -> str:
    """Print what one source gave to a unit in one section of the score table."""
    score = totals.sections.get(section)
    if score is not None:
        return format_score(score, places)
    # A sum that is missing though the whole is known is that of a section with nothing scored.
    return NOT_SCORED if totals.left_out or totals.total is not None else ""


def or_left_out(printed: str) -> str:
    """Mark what is empty in a finished season: a unit that nobody cross-checked has no such score."""
    return printed or NOT_SCORED


def printed_difference(more: Decimal | None, less: Decimal | None, places: int) -> str:
    """Print how much higher the first score is; empty unless both are known."""
    return "" if more is None or less is None else format_score(more - less, places)
