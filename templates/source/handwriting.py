"""Room to write by hand on a printed form: dotted lines and empty rows."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import Cell, Xml, join, p

_DOT = 0.25 * 25.4 / 72
"""Width of a dot for each point of size."""
_LINES_IN_ROW = 2


def dotted(lines: int) -> Xml:
    """Make dotted lines, as far apart as body text is."""
    house = style.HOUSE
    room = style.NARROWEST_TEXT - house.first_line - 2.0  # stays one line when the margins are widened
    line = "." * int(room / (_DOT * house.body))
    return join(*[p("ThanVanBan", line)] * lines)


def empty_row(columns: int) -> list[Cell]:
    """Make a row of empty cells that is high enough for two lines of handwriting."""
    return [Cell("\n" * (_LINES_IN_ROW - 1))] + [Cell("")] * (columns - 1)
