"""The new version as a Word document with tracked changes against the old one.

Accepting all changes gives the new version, rejecting them the text of the old one (ECMA-376 part 1,
17.13.5).  Words are tracked; formatting alone is not.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from docgen.comparing.both_orders import blocks_in_order, rows_in_order
from docgen.comparing.grafting import LONG_ID, Graft
from docgen.comparing.rejecting import untracked
from docgen.comparing.run_lines import RunLine, runs_of
from docgen.delta import Block, Hunk, Other, Paragraph, Story, StoryPair, Table, TableRow, align, hunks
from docgen.delta.model import Document, Element
from docgen.word.xml import DECLARATION, W, serialise

_INS: Final = f"{W}ins"
_DEL: Final = f"{W}del"
_NOTES: Final = frozenset(("footnotes", "endnotes"))
_NOT_IN_PAST: Final = tuple(W + name for name in ("rPr", "sectPr", "pPrChange"))
"""What the properties of a paragraph before a change do not hold."""

Step = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A document with tracked changes; ``notes`` say in which stories some are not tracked."""

    data: bytes
    notes: tuple[str, ...]


def tracked(before: Document, after: Document, *, author: str, now: dt.datetime) -> Tracked:
    """Make the new version a document with tracked changes by ``author`` against the old one.

    Both were read by ``settled``; the trees of ``after`` are marked.
    """
    marker = _Marker(before, after, author, now)
    for pair in align(before, after):
        marker.story(pair)
    marker.strike_notes()
    for story in after.stories:
        after.package.put(story.name, (DECLARATION + serialise(story.root)).encode())
    return Tracked(after.package.write(), tuple(untracked(before, after)))


class _Marker:
    """Marks the changes in the trees of the new document."""

    def __init__(self, old: Document, new: Document, author: str, now: dt.datetime) -> None:
        self._graft = Graft(old, new)
        self._author = author
        # Word writes local time and calls it UTC; so does every program that reads it.
        self._date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        ids = (e.get(f"{W}id", "") for s in new.stories for e in s.root.iter() if isinstance(e.tag, str))
        self._ids = count(1 + max((int(i) for i in ids if i.isdecimal() and len(i) < LONG_ID), default=0))
        self._old_part = self._new_part = ""

    def story(self, pair: StoryPair) -> None:
        """Mark what changed in one story; one that is gone as a whole leaves no trace."""
        if pair.new is None:
            return
        old: Story = pair.old if pair.old is not None else Story("", pair.new.role, None, ())
        self._old_part, self._new_part = old.name, pair.new.name
        if pair.new.role in _NOTES:
            self._notes(old.blocks, pair.new.blocks)
            return
        body = pair.new.root.find(f"{W}body") if pair.new.role == "body" else pair.new.root
        self._blocks(old.blocks, pair.new.blocks, body)

    def _notes(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Mark words within notes; a note itself comes and goes with its number in the text."""
        for one, two in blocks_in_order(old, new):
            if isinstance(one, Paragraph) and isinstance(two, Paragraph):
                self._words(one, two)

    def strike_notes(self) -> None:
        """Mark the words of the notes that came from the old version with their numbers."""
        for note in self._graft.notes:
            for paragraph in note.iter(f"{W}p"):
                self._wrap(list(runs_of(paragraph)), _DEL)

    # --- blocks -----------------------------------------------------------------------------------

    def _blocks(self, old: Sequence[Block], new: Sequence[Block], container: Element) -> None:
        """Mark what changed among the blocks of a body, cell, box or header."""
        steps = blocks_in_order(old, new)
        made: list[Element] = []
        cursor: Element | None = None
        for one, two in steps:
            if two is None and one is not None:
                element = self._gone(one)
                if element is not None:
                    _put_after(cursor, element, new[0].element if new else None, container)
            elif one is None and two is not None:
                element = self._come(two)
            elif one is not None and two is not None:
                element = two.element
                self._both(one, two)
            else:
                continue
            made.append(element)
            cursor = element if element is not None else cursor
        self._end(steps, made)

    def _both(self, one: Block, two: Block) -> None:
        if isinstance(one, Paragraph) and isinstance(two, Paragraph):
            self._words(one, two)
            for old, new in zip(one.boxes, two.boxes, strict=False):
                if new:
                    self._blocks(old, new, new[0].element.getparent())
        elif isinstance(one, Table) and isinstance(two, Table):
            self._rows(one, two)

    def _gone(self, block: Block) -> Element | None:
        """Give a block of the old version as deleted; what is neither text nor table is not brought."""
        if isinstance(block, Other):
            return None
        element = self._graft.deleted(block.element, self._old_part, self._new_part)
        if isinstance(block, Table):
            for row in element.iter(f"{W}tr"):
                self._mark_row(row, _DEL)
        self._delete_content(element)
        return element

    def _come(self, block: Block) -> Element:
        if isinstance(block, Paragraph):
            self._insert_paragraph(block.element)
        elif isinstance(block, Table):
            for row in block.rows:
                self._insert_row(row)
        return block.element

    def _end(self, steps: Sequence[Step], made: Sequence[Element]) -> None:
        """Let the last paragraph of a cell or document stay, and the mark before it come or go instead.

        That is what Word writes when a paragraph is added at, or taken from, the end.
        """
        if not steps or made[-1] is None or (steps[-1][0] is not None) == (steps[-1][1] is not None):
            return
        last = made[-1]
        if last.tag != f"{W}p":
            return
        tag = _DEL if steps[-1][1] is None else _INS
        _unmark(last, tag)
        before = len(steps) - 1
        while (
            before >= 0 and None in steps[before] and made[before] is not None and made[before].tag == f"{W}p"
        ):
            before -= 1
        keeper = made[before] if before >= 0 else None
        if keeper is None or keeper.tag != f"{W}p" or keeper.find(f"{W}pPr/{W}sectPr") is not None:
            return
        self._mark_paragraph(keeper, tag)
        self._share_properties(last, keeper, gone=tag == _DEL)

    def _share_properties(self, last: Element, keeper: Element, *, gone: bool) -> None:
        """Give what is left at the end the properties of the paragraph whose text is left there."""
        own, kept = _plain_properties(last), _plain_properties(keeper)
        now, past = (kept, own) if gone else (own, kept)
        properties = _properties(last)
        for child in list(properties):
            if child.tag not in _NOT_IN_PAST:
                properties.remove(child)
        for number, child in enumerate(now):
            properties.insert(number, child)
        change = self._mark(f"{W}pPrChange")
        etree.SubElement(change, f"{W}pPr").extend(past)
        properties.append(change)

    # --- tables -----------------------------------------------------------------------------------

    def _rows(self, old: Table, new: Table) -> None:
        cursor: Element | None = None
        first = new.rows[0].element if new.rows else None
        for one, two, pair in rows_in_order(old, new):
            if two is None and one is not None:
                row = self._graft.deleted(one.element, self._old_part, self._new_part)
                self._mark_row(row, _DEL)
                self._delete_content(row)
                _put_after(cursor, row, first, new.element)
            elif two is not None:
                row = two.element
                if pair is None:
                    self._insert_row(two)
                else:
                    for cell in pair.cells:
                        if cell.old is not None and cell.new is not None:
                            self._blocks(cell.old.blocks, cell.new.blocks, cell.new.element)
            else:
                continue
            cursor = row

    def _insert_row(self, row: TableRow) -> None:
        self._mark_row(row.element, _INS)
        for inner in row.element.iter(f"{W}tr"):
            if inner is not row.element:
                self._mark_row(inner, _INS)
        for paragraph in row.element.iter(f"{W}p"):
            if not _in_box(paragraph):
                self._insert_paragraph(paragraph)

    def _mark_row(self, row: Element, tag: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            exception = row.find(f"{W}tblPrEx")
            row.insert(0 if exception is None else row.index(exception) + 1, properties)
        properties.append(self._mark(tag))

    # --- paragraphs -------------------------------------------------------------------------------

    def _insert_paragraph(self, paragraph: Element) -> None:
        if paragraph.find(f"{W}pPr/{W}sectPr") is None:
            self._mark_paragraph(paragraph, _INS)
        self._wrap(list(runs_of(paragraph)), _INS)

    def _delete_content(self, element: Element) -> None:
        """Mark all paragraphs in a copy from the old version as deleted."""
        for paragraph in list(element.iter(f"{W}p")):
            if not _in_box(paragraph):
                self._mark_paragraph(paragraph, _DEL)
                self._wrap(list(runs_of(paragraph)), _DEL)

    def _mark_paragraph(self, paragraph: Element, tag: str) -> None:
        """Mark the end of a paragraph as come or gone."""
        properties = _properties(paragraph)
        marks = properties.find(f"{W}rPr")
        if marks is None:
            marks = etree.Element(f"{W}rPr")
            later = [c for c in properties if c.tag in (f"{W}sectPr", f"{W}pPrChange")]
            if later:
                later[0].addprevious(marks)
            else:
                properties.append(marks)
        marks.insert(0, self._mark(tag))

    def _words(self, old: Paragraph, new: Paragraph) -> None:
        """Mark the words that changed within a paragraph."""
        found = list(_stretches(old, new, hunks(old.tokens, new.tokens)))
        if not found:
            return
        there = RunLine(old, [place for (a, b), _ in found for place in (a, b)])
        here = RunLine(new, [place for _, (a, b) in found for place in (a, b)])
        for (old_start, old_end), (new_start, new_end) in found:
            gone = [
                self._graft.deleted(run, self._old_part, self._new_part)
                for run in there.between(old_start, old_end)
            ]
            gone = [run for run in gone if len(run) and (len(run) > 1 or run[0].tag != f"{W}rPr")]
            if gone:
                mark = self._mark(_DEL)
                mark.extend(gone)
                here.put(mark, new_start)
            self._wrap(here.between(new_start, new_end), _INS)

    def _wrap(self, runs: Iterable[Element], tag: str) -> None:
        """Put a mark around runs, one around neighbours; a comment's sign stays outside."""
        around: Element | None = None
        for run in runs:
            if run.find(f"{W}commentReference") is not None:
                around = None
            elif around is not None and run.getprevious() is around:
                around.append(run)
            else:
                around = self._mark(tag)
                run.addprevious(around)
                around.append(run)

    def _mark(self, tag: str) -> Element:
        mark = etree.Element(tag)
        mark.set(f"{W}id", str(next(self._ids)))
        mark.set(f"{W}author", self._author)
        mark.set(f"{W}date", self._date)
        return mark


def _stretches(
    old: Paragraph, new: Paragraph, found: Iterable[Hunk]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give what changed in characters: from where to where in the old text, and in the new one."""
    for hunk in found:
        yield (
            (_start(old, hunk.old_start), _start(old, hunk.old_end)),
            (_start(new, hunk.new_start), _start(new, hunk.new_end)),
        )


def _start(paragraph: Paragraph, token: int) -> int:
    tokens = paragraph.tokens
    return tokens[token].start if token < len(tokens) else len(paragraph.text)


def _properties(paragraph: Element) -> Element:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    return properties


def _plain_properties(paragraph: Element) -> list[Element]:
    """Copy the properties of a paragraph that a change of them can hold."""
    return [copy.deepcopy(child) for child in _properties(paragraph) if child.tag not in _NOT_IN_PAST]


def _unmark(paragraph: Element, tag: str) -> None:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    mark = marks.find(tag) if marks is not None else None
    if marks is not None and mark is not None:
        marks.remove(mark)


def _put_after(cursor: Element | None, element: Element, first: Element | None, container: Element) -> None:
    """Put a block after the last one, or before all others, or into an empty container."""
    if cursor is not None:
        cursor.addnext(element)
    elif first is not None:
        first.addprevious(element)
    else:
        container.insert(len(container) - len(container.findall(f"{W}sectPr")), element)


def _in_box(element: Element) -> bool:
    return next(element.iterancestors(f"{W}txbxContent"), None) is not None
