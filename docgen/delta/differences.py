"""What changed between two papers, as a list that a person can read and quote."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.align import BlockPair, CellPair, RowPair, StoryPair, align
from docgen.delta.model import Block, Document, Paragraph, Table, TableRow, paragraphs
from docgen.delta.reading import read
from docgen.delta.sequence import Hunk
from docgen.delta.things import thing_name
from docgen.delta.tokens import Token, TokenKind
from docgen.word.places import Places, plain

CONTEXT: Final = 4
"""Words that are quoted on each side of a change."""
CLAUSE: Final = 10_000
"""Stands for all words of the clause, where a quotation must begin and end with it."""
_STOPS: Final = frozenset(".;:!?\n¶")


class ChangeKind(enum.StrEnum):
    """What happened at a place."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where, and the words before and after, with a few words around them to quote.

    ``place`` is Vietnamese (``hàng 4, cột 3, bảng 1 mục III``), in the new paper unless the thing is gone
    from it; ``label`` says what a cell is about (``Phường An Sơn · Tổng điểm``), or is empty.
    ``before`` is empty for what was added, ``after`` for what was removed; a cell is quoted whole.
    ``old`` and ``new`` are the changed words alone.
    """

    kind: ChangeKind
    place: str
    before: str
    after: str
    old: str = ""
    new: str = ""
    label: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the place and the words before and after as plain JSON values."""
        return {"place": self.place, "before": self.before, "after": self.after}


def differences(old: bytes, new: bytes, *, reach: int = CONTEXT) -> tuple[Change, ...]:
    """List what a reader would find changed from one .docx to another, in reading order.

    ``reach`` is how many words are quoted on each side, within the clause; ``CLAUSE`` for all of it.

    Formatting, revision marks, bookmarks and the way that an office program cuts text into runs are
    no changes.  ``Stop`` when one of the files cannot be read.
    """
    return tell(read(old), read(new), reach=reach).changes


@dataclass(frozen=True, slots=True)
class Told:
    """What changed, and how many places differ in spaces or in the composition of letters alone."""

    changes: tuple[Change, ...]
    unseen: int


def tell(old: Document, new: Document, *, reach: int = CONTEXT) -> Told:
    """Tell the changes between two documents that were read already; ``reach`` as in ``differences``."""
    teller = _Teller(old.places(), new.places(), reach)
    changes = tuple(change for pair in align(old, new) for change in teller.story(pair))
    return Told(changes, teller.unseen)


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """List the changes between two documents that were read already."""
    return tell(old, new).changes


class _Teller:
    """Tells the changes of pairs; knows the places of both sides."""

    def __init__(self, old: Places, new: Places, reach: int) -> None:
        self._old, self._new, self._reach = old, new, reach
        self.unseen = 0

    def story(self, pair: StoryPair) -> Iterator[Change]:
        yield from self._blocks(pair.blocks())

    def _blocks(self, pairs: Sequence[BlockPair], *, whole: bool = False) -> Iterator[Change]:
        for pair in pairs:
            if pair.old is None or pair.new is None:
                yield from self._lone(pair)
            else:
                yield from self._both(pair, whole=whole)

    def _lone(self, pair: BlockPair) -> Iterator[Change]:
        """Tell of a block that stands on one side only; what shows nothing is nothing."""
        for block, places in ((pair.old, self._old), (pair.new, self._new)):
            if block is None:
                continue
            for text, part in _lines(block):
                place, label = places.quoted(part.element), places.label(part.element)
                if places is self._old:
                    yield Change(ChangeKind.REMOVED, place, text, "", text, "", label)
                else:
                    yield Change(ChangeKind.ADDED, place, "", text, "", text, label)

    def _both(self, pair: BlockPair, *, whole: bool) -> Iterator[Change]:
        new = pair.new
        if pair.moved and isinstance(new, Paragraph) and isinstance(pair.old, Paragraph):
            place = f"{self._old.quoted(pair.old.element)} → {self._new.quoted(new.element)}"
            text = new.said
            yield Change(ChangeKind.MOVED, place, text, text, "", "", self._new.label(new.element))
        if isinstance(pair.old, Paragraph) and isinstance(new, Paragraph):
            yield from self._words(pair.old, new, pair.hunks(), whole=whole)
            for box in pair.boxes():
                yield from self._blocks(box)
        else:
            for row in pair.rows():
                yield from self._row(row)

    def _row(self, pair: RowPair) -> Iterator[Change]:
        old, new = pair.old, pair.new
        if old is None and new is not None and new.text.strip(" |"):
            place, label = self._new.quoted(new.element), self._new.label(new.element)
            yield Change(ChangeKind.ADDED, place, "", new.text, "", new.text, label)
        elif new is None and old is not None and old.text.strip(" |"):
            place, label = self._old.quoted(old.element), self._old.label(old.element)
            yield Change(ChangeKind.REMOVED, place, old.text, "", old.text, "", label)
        elif old is not None and new is not None:
            if pair.moved:
                place = f"{self._old.quoted(old.element)} → {self._new.quoted(new.element)}"
                yield Change(
                    ChangeKind.MOVED, place, old.text, new.text, "", "", self._new.label(new.element)
                )
            for cell in pair.cells:
                yield from self._cell(cell)

    def _cell(self, pair: CellPair) -> Iterator[Change]:
        lone = all(sum(isinstance(b, Paragraph) for b in c.blocks) <= 1 for c in (pair.old, pair.new) if c)
        yield from self._blocks(pair.blocks(), whole=lone)

    def _words(
        self, old: Paragraph, new: Paragraph, found: Sequence[Hunk], *, whole: bool
    ) -> Iterator[Change]:
        """Tell the changes within a paragraph; those close together are quoted together."""
        self.unseen += not found and old.text != new.text
        place, label = self._new.quoted(new.element), self._new.label(new.element)
        for group in _close(found, old.tokens, self._reach):
            first, last = group[0], group[-1]
            inner = (
                _text(old, first.old_start, last.old_end),
                _text(new, first.new_start, last.new_end),
            )
            if not any(inner):
                self.unseen += 1  # only the spaces are others
                continue
            if whole and len(old.tokens) <= _A_CELL and len(new.tokens) <= _A_CELL:
                quoted = (old.said, new.said)
            else:
                quoted = (
                    _quoted(old, first.old_start, last.old_end, self._reach),
                    _quoted(new, first.new_start, last.new_end, self._reach),
                )
            yield Change(_kind(*quoted), place, *quoted, *inner, label)


_A_CELL: Final = 24


def _kind(before: str, after: str) -> ChangeKind:
    if not before:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if after else ChangeKind.REMOVED


def _lines(block: Block) -> Iterator[tuple[str, Block | TableRow]]:
    """Give the text of a block, a table row by row, each with what it stands in."""
    if isinstance(block, Table):
        for row in block.rows:
            if row.text.strip(" |"):
                yield row.text, row
        return
    for paragraph in paragraphs([block]):
        text = paragraph.said
        if text:
            yield text, paragraph


def _close(found: Sequence[Hunk], old: Sequence[Token], reach: int) -> list[list[Hunk]]:
    """Put changes together whose quotations would overlap."""
    groups: list[list[Hunk]] = []
    for hunk in found:
        between = old[groups[-1][-1].old_end : hunk.old_start] if groups else ()
        words = sum(token.counts for token in between)
        if groups and words <= reach and not any(token.key in _STOPS for token in between):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _text(paragraph: Paragraph, start: int, end: int) -> str:
    """Give the text of some tokens."""
    if start >= end:
        return ""
    pieces = paragraph.tokens[start:end]
    if not paragraph.exact:
        return plain(paragraph.text[pieces[0].start : pieces[-1].end])
    named = (
        f"[{thing_name(t.key)}]" if t.kind is TokenKind.OBJECT else paragraph.text[t.start : t.end]
        for t in pieces
    )
    return plain("".join(named))


def _quoted(paragraph: Paragraph, start: int, end: int, reach: int) -> str:
    """Give the text of some tokens with a few words of their clause around it."""
    return _text(paragraph, *quotation(paragraph.tokens, start, end, reach))


def quotation(tokens: Sequence[Token], start: int, end: int, reach: int = CONTEXT) -> tuple[int, int]:
    """Widen a stretch by a few words of its clause on each side, for quoting it."""
    if start < end and tokens[end - 1].key in _STOPS:
        return start, end
    low, words = start, 0
    while low > 0 and words < reach and tokens[low - 1].key not in _STOPS:
        low -= 1
        words += tokens[low].counts
    high, words = end, 0
    while high < len(tokens) and words < reach and (tokens[high].key not in _STOPS or high == 1):
        words += tokens[high].counts  # the full stop behind the number of a paragraph ends no sentence
        high += 1
    while high > end and tokens[high - 1].kind is TokenKind.SPACE:
        high -= 1
    return low, high
