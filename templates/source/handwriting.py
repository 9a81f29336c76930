"""Room to write by hand on a printed form: dotted lines and empty rows."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import Cell, Xml, join, p
from templates.source.markup import twips

_LINES_IN_ROW = 2


def dotted(lines: int) -> Xml:
    """Make dotted lines over the whole width, as far apart as body text is."""
    leader = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(style.TEXT_WIDTH)}"/></w:tabs>'
    whole_width = f'{leader}<w:ind w:firstLine="0"/></w:pPr>'
    line = p("ThanVanBan", "\t").replace("</w:pPr>", whole_width, 1)
    return join(*[Xml(line)] * lines)


def empty_row(columns: int) -> list[Cell]:
    """Make a row of empty cells that is high enough for two lines of handwriting."""
    return [Cell("\n" * (_LINES_IN_ROW - 1))] + [Cell("")] * (columns - 1)
