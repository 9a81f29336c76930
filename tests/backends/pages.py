"""What stands where on the pages of a PDF: lines of text, ruled lines, faces.

Positions are millimetres from the top left corner of the page, sizes are points.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

_MM: Final = 25.4 / 72
_SAME_BASELINE: Final = 0.5
_WORD_GAP: Final = 0.6
"""A blank between two words; at 11 points a space is 0.97 wide."""
_COLUMN_GAP: Final = 6.0
"""No justified line stretches a space so far; more parts two columns, or is room to write in."""
_BLANKS: Final = 4
"""Letters of one line follow each other in the file, with no more blanks in between."""
_THIN: Final = 1.0
_TOP_MARGIN: Final = 20.0


@dataclass(frozen=True, slots=True)
class Font:
    """A face of the page: ``LiberationSerif-Bold``, and whether the file holds it."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text within one cell or column, its blanks made single spaces.

    ``baseline`` is where the letters stand; ``size`` and ``font`` are those of its first letter;
    ``bold`` tells whether all its letters are.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    bold: bool

    @property
    def width(self) -> float:
        """Give the length of the text."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Give the place of the text's middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin ruled line, horizontal or vertical."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Tell a horizontal line from a vertical one."""
        return self.right - self.left > self.bottom - self.top

    @property
    def width(self) -> float:
        """Give the length of a horizontal line."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Give the place of the middle of a horizontal line."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page: lines from the top down and left to right, ruled lines, faces."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    fonts: frozenset[Font]

    @property
    def text(self) -> str:
        """Give the words of the page, line by line."""
        return "\n".join(line.text for line in self.lines)

    def find(self, start: str) -> Line:
        """Give the first line that starts with these words; ``LookupError`` shows the page."""
        for line in self.lines:
            if line.text.startswith(start):
                return line
        raise LookupError(f"no line «{start}» on page {self.number}:\n{self.text}")

    def under(self, line: Line, reach: float = 8.0) -> Rule:
        """Give the horizontal line under a text, no further than ``reach``; ``LookupError`` if none."""
        for rule in self.rules:
            below = 0 < rule.top - line.baseline < reach
            if rule.is_horizontal and below and rule.left < line.middle < rule.right:
                return rule
        raise LookupError(f"no line under «{line.text}» on page {self.number}")


@dataclass(frozen=True, slots=True)
class _Char:
    order: int
    char: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


def read_pdf(path: Path) -> tuple[Page, ...]:
    """Read all pages of a PDF."""
    document = pdfium.PdfDocument(path)
    try:
        return tuple(_page(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    text_page = page.get_textpage()
    objects = list(page.get_objects())
    rules = tuple(_rules(objects, height))
    lines = tuple(_lines(list(_chars(text_page.raw, height)), rules))
    fonts = frozenset(_font(o.raw) for o in objects if o.type == raw.FPDF_PAGEOBJ_TEXT)
    text_page.close()
    page.close()
    return Page(number, width * _MM, height * _MM, lines, rules, fonts)


def _chars(text: Any, height: float) -> Iterator[_Char]:
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    for index in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, index)).replace("\x02", "-")  # one at a line's end
        if char.isspace() or char == "\0":  # room is measured, not counted in blanks
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
        yield _Char(
            index,
            char,
            box.left * _MM,
            box.right * _MM,
            (height - y.value) * _MM,
            raw.FPDFText_GetFontSize(text, index),
            _plain(name.value.decode()),
        )


def _font(text_object: Any) -> Font:
    font = raw.FPDFTextObj_GetFont(text_object)
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return Font(_plain(name.value.decode()), raw.FPDFFont_GetIsEmbedded(font) == 1)


def _plain(name: str) -> str:
    """Take the mark of a subset off a face: ``BAAAAA+LiberationSerif``."""
    return name.rpartition("+")[2]


def _rules(objects: Sequence[Any], height: float) -> Iterator[Rule]:
    found = set()
    for item in objects:
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = item.get_bounds()
            rule = Rule(
                *(round(value * _MM, 2) for value in (left, right, height - top, height - bottom)),
            )
            across, down = rule.right - rule.left, rule.bottom - rule.top
            if min(across, down) < _THIN < max(across, down):
                found.add(rule)
    yield from sorted(found, key=lambda rule: (rule.top, rule.left))


def _lines(chars: list[_Char], rules: Sequence[Rule]) -> list[Line]:
    uprights = [rule for rule in rules if not rule.is_horizontal]
    lines: list[Line] = []
    for row in _rows(chars):
        piece: list[_Char] = []
        for char in row:
            if piece and _is_parted(piece[-1], char, uprights):
                lines += _line(piece)
                piece = []
            piece.append(char)
        lines += _line(piece)
    return lines


def _rows(chars: list[_Char]) -> Iterator[list[_Char]]:
    """Give letters that stand on one baseline, from the left."""
    chars.sort(key=lambda char: char.baseline)
    row: list[_Char] = []
    for char in chars:
        if row and char.baseline - row[0].baseline > _SAME_BASELINE:
            yield sorted(row, key=lambda c: c.left)
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda c: c.left)


def _is_parted(before: _Char, after: _Char, uprights: Sequence[Rule]) -> bool:
    """Tell whether two letters next to each other stand in different cells or columns."""
    ruled = any(
        before.left < rule.left < after.right and rule.top < before.baseline < rule.bottom
        for rule in uprights
    )
    elsewhere = not 0 < after.order - before.order <= _BLANKS
    return ruled or elsewhere or after.left - before.right > _COLUMN_GAP


def _line(piece: Sequence[_Char]) -> list[Line]:
    """Make a line of letters.  Blanks are told by the room left: LibreOffice does not write all of them."""
    if not piece:
        return []
    first = piece[0]
    text = first.char
    for before, after in itertools.pairwise(piece):
        text += f" {after.char}" if after.left - before.right > _WORD_GAP else after.char
    bold = all("Bold" in char.font for char in piece)
    return [Line(text, first.left, piece[-1].right, first.baseline, round(first.size, 1), first.font, bold)]


def tables(page: Page) -> list[tuple[float, float]]:
    """Give top and bottom of each ruled table on a page, from the top down."""
    uprights = sorted((r.top, r.bottom) for r in page.rules if not r.is_horizontal)
    found: list[tuple[float, float]] = []
    for top, bottom in uprights:
        if found and top <= found[-1][1] + _THIN:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return found


def rows(page: Page, table: tuple[float, float]) -> list[list[Line]]:
    """Give the lines of each row of a table that ``tables`` gave."""
    return [
        [line for line in page.lines if above < line.baseline < below]
        for above, below in itertools.pairwise(row_edges(page, table))
    ]


def row_edges(page: Page, table: tuple[float, float]) -> list[float]:
    """Give where the rows of a table begin and end, from the top down."""
    top, bottom = table
    return sorted({r.top for r in page.rules if r.is_horizontal and top - _THIN < r.top < bottom + _THIN})


def body(page: Page) -> list[Line]:
    """Give the lines below the top margin, where the page's number stands."""
    return [line for line in page.lines if line.baseline > _TOP_MARGIN]


def pairs(pages: Sequence[Page]) -> Iterator[tuple[Page, Page]]:
    """Give each page with the one after it."""
    return itertools.pairwise(pages)
