"""A Word document as it is compared: stories of paragraphs and tables, each with its XML element."""

from __future__ import annotations

import typing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docgen.delta.things import thing_name
from docgen.delta.tokens import OBJECT, Token, tokens
from docgen.word.places import Places, plain, shortened

if TYPE_CHECKING:
    from docgen.word.package import Package

Element = Any
"""An lxml element."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph's text: the ``w:t`` that holds it, or one element for one character."""

    start: int
    end: int
    element: Element
    is_text: bool


class Paragraph:
    """One paragraph: ``text`` is what a reader sees of it.

    A line break is a newline, a tab a tab, anything else that is not text (a picture, a field, a
    footnote's mark) one ``tokens.OBJECT``.  Inserted text counts, text deleted with tracking does not.
    ``style`` is the style's name as the user sees it; ``boxes`` are the text boxes anchored here.
    ``exact``: see ``tokens``.
    """

    def __init__(
        self,
        element: Element,
        text: str,
        segments: Sequence[Segment],
        objects: Sequence[str] = (),
        *,
        style: str = "",
        boxes: Sequence[Sequence[Block]] = (),
        exact: bool = False,
    ) -> None:
        self.exact = exact
        self.element, self.text, self.style = element, text, style
        self.segments, self.objects = tuple(segments), tuple(objects)
        self.boxes = tuple(tuple(box) for box in boxes)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the paragraph's text cut into words, spaces, marks and objects."""
        return tokens(self.text, self.objects, exact=self.exact)

    @cached_property
    def signature(self) -> str:
        """Give what makes two paragraphs the same: their words and marks; spaces at the ends do not count."""
        return "".join(token.key for token in self.tokens).strip(" ")

    @cached_property
    def words(self) -> Counter[str]:
        """Count the words and numbers."""
        return Counter(token.key for token in self.tokens if token.counts)

    @property
    def said(self) -> str:
        """Give the text on one line, for showing; read exactly, what is no text is named in brackets."""
        if not self.exact:
            return plain(self.text)
        head, *rest = self.text.split(OBJECT)
        named = (f"[{thing_name(key)}]{text}" for key, text in zip(self.objects, rest, strict=False))
        return plain(head + "".join(named))

    @property
    def is_empty(self) -> bool:
        """Tell whether a reader sees nothing here."""
        return not self.text.strip()

    def excerpt(self, length: int = 40) -> str:
        """Give the first words, for naming the paragraph to the user."""
        return shortened(plain(self.text), length)


@dataclass(eq=False)
class Cell:
    """A cell of a table; ``span`` is the number of grid columns that it covers."""

    element: Element
    blocks: tuple[Block, ...]
    span: int = 1

    @cached_property
    def signature(self) -> str:
        """Give what makes two cells the same."""
        return "\n".join(block.signature for block in self.blocks)

    @cached_property
    def words(self) -> Counter[str]:
        """Count the words and numbers, nested tables included."""
        return _sum_of_words(self.blocks)

    @property
    def text(self) -> str:
        """Give the cell's text on one line."""
        return " ".join(filter(None, (p.said for p in paragraphs(self.blocks))))


@dataclass(eq=False)
class TableRow:
    """A row of a table; ``heading`` tells that it is repeated on each page."""

    element: Element
    cells: tuple[Cell, ...]
    heading: bool = False

    @cached_property
    def signature(self) -> str:
        """Give what makes two rows the same."""
        return "\t".join(cell.signature for cell in self.cells)

    @property
    def text(self) -> str:
        """Give the row's text on one line, cells between bars."""
        return " | ".join(cell.text for cell in self.cells)


@dataclass(eq=False)
class Table:
    """A table."""

    element: Element
    rows: tuple[TableRow, ...]

    @cached_property
    def signature(self) -> str:
        """Give what makes two tables the same."""
        return "\n".join(row.signature for row in self.rows)

    @cached_property
    def words(self) -> Counter[str]:
        """Count the words and numbers of all cells."""
        total: Counter[str] = Counter()
        for row in self.rows:
            for cell in row.cells:
                total.update(cell.words)
        return total


@dataclass(eq=False)
class Other:
    """A block that is neither paragraph nor table: never looked into, never changed."""

    element: Element
    signature: str
    words: Counter[str] = field(default_factory=Counter)


Block: typing.TypeAlias = Paragraph | Table | Other


@dataclass(eq=False)
class Story:
    """A text of its own in the document: the body, a header, a footer, the footnotes.

    ``name`` is its part in the package, ``role`` what it is in every file: ``body``,
    ``header 1 default`` (of the first section), ``footnotes``.
    """

    name: str
    role: str
    root: Element
    blocks: tuple[Block, ...]


@dataclass(eq=False)
class Document:
    """A .docx taken apart; the body is the first story.

    ``styles`` gives the name that the user sees for each style id, by kind (``paragraph``, …).
    """

    package: Package
    stories: tuple[Story, ...]
    styles: Mapping[tuple[str, str], str]

    def places(self) -> Places:
        """Name the places of all stories as they stand now."""
        return Places((story.role, story.root) for story in self.stories)

    @property
    def body(self) -> Story:
        """Give the text of the document itself."""
        return self.stories[0]

    def story(self, role: str) -> Story | None:
        """Give the story with this role."""
        return next((story for story in self.stories if story.role == role), None)


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Walk all paragraphs in reading order, those in tables and text boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for box in block.boxes:
                yield from paragraphs(box)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def _sum_of_words(blocks: Sequence[Block]) -> Counter[str]:
    total: Counter[str] = Counter()
    for block in blocks:
        total.update(block.words)
    return total
