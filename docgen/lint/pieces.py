"""Pieces of paragraphs: what stands between tabs and line breaks, where a header keeps its parts."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docgen.lint.blanks import halves
from docgen.lint.document_model import REMEMBERED, Block, Span, Stretch
from docgen.lint.widths import width_mm
from docgen.viet import accentless, fold_tone

MM = 1440 / 25.4
"""Twips in a millimetre."""
_EDGE = re.compile(r"([\t\n])")
_BULLET = re.compile(r"\s*(?:[-+–•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s*")
"""A tab after one of these only sets the text off from its bullet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph.

    ``label`` is the automatic number or bullet of the paragraph, at its first piece only.
    """

    block: Block
    stretch: Stretch
    label: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the stretch."""
        return self.stretch.spans

    @property
    def side(self) -> int:
        """The number of tabs before it on its line."""
        return self.stretch.side

    @property
    def line(self) -> int:
        """The number of line breaks before it."""
        return self.stretch.line

    @property
    def raw(self) -> str:
        """The text as typed."""
        return self.stretch.raw

    @property
    def text(self) -> str:
        """The text as read: with its label, composed, capitals applied, single spaces."""
        return self.stretch.labelled(self.label) if self.label else self.stretch.text

    @property
    def key(self) -> str:
        """The text for comparing: no marks, no case."""
        return key_of(self.text)

    @property
    def inked(self) -> tuple[Span, ...]:
        """The spans that put ink on paper."""
        return self.stretch.inked

    @property
    def capital(self) -> bool:
        """Tell whether every letter is a capital (and there are some)."""
        return is_capital(self.text)

    @property
    def bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(span.format.bold for span in self.inked)

    @property
    def length_mm(self) -> float:
        """The length of the text on one line, in millimetres."""
        return sum(
            width_mm(text, look.size, bold=look.bold, italic=look.italic) * look.scale
            + len(text) * look.spacing / MM
            for look, text in zip((span.format for span in self.spans), trimmed(self.spans), strict=True)
        )

    def beside(self, other: Piece) -> bool:
        """Tell whether two pieces stand in one column: of a table, in one frame, on one side of tabs."""
        mine, theirs = self.block.cell, other.block.cell
        if self.block.frame or other.block.frame:
            return self.block.frame == other.block.frame
        if mine is None or theirs is None:
            return mine is theirs and (self.side > 0) == (other.side > 0)
        return mine.over(theirs)


def trimmed(spans: Iterable[Span]) -> list[str]:
    """Give the texts of spans without the spaces at both ends."""
    texts = [unicodedata.normalize("NFC", s.text.upper() if s.format.caps else s.text) for s in spans]
    for order, strip in ((range(len(texts)), str.lstrip), (range(len(texts) - 1, -1, -1), str.rstrip)):
        for index in order:
            texts[index] = strip(texts[index])
            if texts[index]:
                break
    return texts


@functools.lru_cache(maxsize=REMEMBERED)
def key_of(text: str) -> str:
    """Give the key of a text for comparing: no marks, no case."""
    return accentless(text).casefold()


def is_capital(text: str) -> bool:
    """Tell whether a text has letters and all of them are capitals."""
    return text.isupper()


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for tone placement and runs of spaces."""
    return fold_tone(" ".join(one.split())) == fold_tone(" ".join(other.split()))


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """Give the stretches of paragraphs as pieces; those without text are left out."""
    for block in blocks:
        label = block.label
        for stretch in block.stretches:
            yield Piece(block, stretch, label)
            label = ""


def stretches(text: str, spans: Sequence[Span]) -> tuple[Stretch, ...]:
    """Cut a paragraph at tabs, line breaks and spaces between two halves."""
    gaps = halves(text)
    return tuple(Stretch(*part) for part in _cut(_tabbed(spans, gaps) if gaps else spans))


def _tabbed(spans: Iterable[Span], gaps: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Put a tab for the spaces that do its work."""
    at = 0
    for span in spans:
        letters = list(span.text)
        for start, end in gaps:
            inside = range(max(start - at, 0), min(end - at, len(letters)))
            for place in inside:
                letters[place] = "\t" if at + place == start else ""
        at += len(letters)
        yield Span("".join(letters), span.format)


def _cut(spans: Iterable[Span]) -> Iterator[tuple[tuple[Span, ...], int, int]]:
    """Give stretches with the number of tabs and of line breaks before them."""
    side = line = 0
    current: list[Span] = []
    for span in spans:
        for text in _EDGE.split(span.text):
            if text not in {"\t", "\n"}:
                current += [Span(text, span.format)] if text else []
            elif text == "\t" and _BULLET.fullmatch("".join(part.text for part in current)):
                current.append(Span(" ", span.format))
            else:
                if any(part.inked for part in current):
                    yield tuple(current), side, line
                current = []
                side, line = (side + 1, line) if text == "\t" else (0, line + 1)
    if any(part.inked for part in current):
        yield tuple(current), side, line
