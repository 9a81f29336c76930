"""What the linter sees of a Word document: paragraphs with effective formatting, pages, headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.lint.drawing import Line
from docgen.lint.foreign import Foreign
from docgen.lint.formatting import ParagraphFormat, RunFormat

Element = Any
"""An lxml element; python-docx ships no type for it."""

_EXCERPT = 60


def excerpt(text: str) -> str:
    """Shorten a text to one line for a message."""
    plain = " ".join(text.split())
    return f"{plain[:_EXCERPT]}…" if len(plain) > _EXCERPT else plain


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one look."""

    text: str
    format: RunFormat

    @property
    def inked(self) -> bool:
        """Tell whether it puts ink on paper."""
        return bool(self.text.strip()) and not self.format.hidden


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a paragraph stands in a table.

    ``table``, ``row`` and ``column`` are counted from 1; ``start`` and ``width`` are in twips from
    the table's left edge; ``lines`` are the cell's own top and bottom borders; ``boxed`` tells that a
    border is seen at one of its sides.
    """

    table: int
    row: int
    column: int
    columns: int
    start: int
    width: int
    lines: tuple[Line, ...]
    boxed: bool = False

    def over(self, other: CellPlace) -> bool:
        """Tell whether two cells of one table stand (at least half) over one another."""
        shared = min(self.start + self.width, other.start + other.width) - max(self.start, other.start)
        return self.table == other.table and shared * 2 > min(self.width, other.width)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    ``number`` counts the paragraphs from 1 as Word's cursor passes them; ``label`` is the number or
    bullet that Word itself puts before an automatic list item; ``width`` is the room between the
    margins of its column in twips; ``lines`` are the horizontal lines drawn at it; ``frame`` tells
    the text frame or text box that it stands in (0 for none); ``page_field`` is the look of the
    page number that it prints; ``element`` is its ``w:p``.
    """

    number: int
    text: str
    label: str
    spans: tuple[Span, ...]
    format: ParagraphFormat
    mark: RunFormat
    style: str
    section: int
    width: int
    cell: CellPlace | None
    frame: int
    lines: tuple[Line, ...]
    page_field: RunFormat | None
    element: Element = field(compare=False, repr=False)

    @property
    def full_text(self) -> str:
        """The text with its automatic number."""
        return f"{self.label} {self.text}" if self.label else self.text

    @property
    def blank(self) -> bool:
        """Tell whether a reader sees no text here."""
        return not self.label and not any(span.inked for span in self.spans)

    @property
    def shown(self) -> tuple[Span, ...]:
        """The spans that put ink on paper."""
        return tuple(span for span in self.spans if span.inked)


@dataclass(frozen=True, slots=True)
class Furniture:
    """One header or footer: ``kind`` is ``header``/``footer``, ``variant`` ``default``/``first``/``even``."""

    kind: str
    variant: str
    section: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SectionFormat:
    """Page set-up of one section; lengths in twips; ``page_start`` is ``None`` where pages run on.

    ``header`` is how far the header stands from the upper edge of the paper.
    """

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    title_page: bool
    page_start: int | None
    page_figures: str

    @property
    def text_width(self) -> int:
        """The room between the side margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class LintDocument:
    """A document read for linting."""

    blocks: tuple[Block, ...]
    sections: tuple[SectionFormat, ...]
    furniture: tuple[Furniture, ...]
    even_pages: bool
    foreign: tuple[Foreign, ...]

    def parts(self) -> Iterator[tuple[str, Element]]:
        """Give the text, the headers and footers by their roles, each with the root of its XML."""
        stories = (("body", self.blocks), *((item.kind, item.blocks) for item in self.furniture))
        yield from ((role, blocks[0].element.getroottree().getroot()) for role, blocks in stories if blocks)
