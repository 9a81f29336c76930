"""Room to write by hand on a printed form: dotted lines and empty rows."""

from __future__ import annotations

from templates.source.builder import Cell, Xml, join, p

_LINE = "." * 120
"""Just under the width of a line of body text with its first-line indent: 148 of 152 mm at 14 pt."""
_LINES_IN_ROW = 2


def dotted(lines: int) -> Xml:
    """Make dotted lines, as far apart as body text is."""
    return join(*[p("ThanVanBan", _LINE)] * lines)


def empty_row(columns: int) -> list[Cell]:
    """Make a row of empty cells that is high enough for two lines of handwriting."""
    return [Cell("\n" * (_LINES_IN_ROW - 1))] + [Cell("")] * (columns - 1)
