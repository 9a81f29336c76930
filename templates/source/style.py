"""The house style: every measure of every paper, said once.

``HOUSE`` is the one place to change a size or a margin of all papers; what follows from it (columns
of the head and of tables, indents of ruled lines, named styles) is computed.  The numbers are those
of Nghị định 30/2020/NĐ-CP, Phụ lục I.  Lengths are millimetres and sizes points unless a name says
otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FONT = "Times New Roman"

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
PAGE_NUMBER_FROM_EDGE = 10.0

DRAWN_WIDTH, DRAWN_WIDTH_LANDSCAPE = 165.0, 252.0
"""Text widths for which the columns of tables are drawn in the sources; they are scaled to the house's."""

NARROWEST_TEXT = 155.0
"""Text width between the widest margins that the decree allows: 35 and 20 mm."""
_NATION_LINE = 98.0
"""Room for Quốc hiệu, which must stay on one line: 95.6 mm at 13 bold."""
_ISSUER_LINE = 20.0
"""1/3 to 1/2 of an issuer's last line of 40 to 60 mm (BAN THƯỜNG TRỰC: 46.0 mm)."""
_ABSTRACT_LINE = 44.0 / 14
"""Length of the line under the abstract for each point of size: 1/3 to 1/2 of 88 to 132 mm at 14."""


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """Sizes of the head, which must move together (Phụ lục I, footnote of mục V).

    ``motto_line`` is the length of the line under Tiêu ngữ: that of its text.
    """

    nation: float
    motto: float
    place: float
    motto_line: float


BIG = HeadSizes(nation=13.0, motto=14.0, place=14.0, motto_line=60.4)
SMALL = HeadSizes(nation=12.0, motto=13.0, place=13.0, motto_line=56.1)


@dataclass(frozen=True, slots=True)
class House:
    """The measures that an office chooses; ``signature_gap`` is in points (60 is 21 mm)."""

    head: HeadSizes = SMALL
    body: float = 13.0
    table: float = 12.0
    margin_top: float = 20.0
    margin_bottom: float = 20.0
    margin_left: float = 30.0
    margin_right: float = 15.0
    first_line: float = 12.7
    between_paragraphs: float = 6.0
    line_spacing: float = 1.0
    signature_gap: float = 60.0

    @property
    def text_width(self) -> float:
        """Give the width between the margins of an upright page."""
        return PAGE_WIDTH - self.margin_left - self.margin_right

    @property
    def text_width_landscape(self) -> float:
        """Give the width between the margins of a lying page."""
        return PAGE_HEIGHT - self.margin_left - self.margin_right

    @property
    def head_columns(self) -> tuple[float, float]:
        """Give the columns of the head: 65 and 100 mm between narrow margins, 57 and 98 between wide ones.

        ``docgen.render.page_setup`` divides the head in the same way when the style master has other margins.
        """
        right = _NATION_LINE + max(0.0, self.text_width - NARROWEST_TEXT) / 5
        return self.text_width - right, right

    @property
    def sign_columns(self) -> tuple[float, float]:
        """Give the columns of the signature: Nơi nhận, signer."""
        left, right = self.fitted([80.0, 85.0])
        return left, right

    @property
    def issuer_line(self) -> float:
        """Give the length of the line under the issuer."""
        return _ISSUER_LINE

    @property
    def abstract_line(self) -> float:
        """Give the length of the line under the abstract."""
        return _ABSTRACT_LINE * self.body

    @property
    def abstract_room(self) -> float:
        """Give the widest that a line of the abstract may be, so that the line below is a third of it."""
        return 3 * self.abstract_line - 2

    def fitted(self, widths: Sequence[float]) -> list[float]:
        """Scale columns drawn for ``DRAWN_WIDTH`` or ``DRAWN_WIDTH_LANDSCAPE`` to the text width.

        ``ValueError`` when they add up to neither.
        """
        total = sum(widths)
        rooms = ((DRAWN_WIDTH, self.text_width), (DRAWN_WIDTH_LANDSCAPE, self.text_width_landscape))
        for drawn, room in rooms:
            if math.isclose(total, drawn, abs_tol=0.1):
                return [width * room / drawn for width in widths]
        raise ValueError(f"columns of {total} mm fill neither {DRAWN_WIDTH} nor {DRAWN_WIDTH_LANDSCAPE} mm")


HOUSE = House()
"""The house style in force."""
