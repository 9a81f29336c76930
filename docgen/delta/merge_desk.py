"""What one merge gathers while it goes through a document: edits, conflicts, notes."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docgen.delta.clones import Clones
from docgen.delta.model import Block, Document, Element, Paragraph, Story, Table, paragraphs
from docgen.delta.moves import Step, broken
from docgen.delta.pen import CommentAnchor, TextEdit, write
from docgen.delta.tokens import key_of
from docgen.delta.weave import sentences
from docgen.files import sha256
from docgen.word.places import Places, plain, shortened
from docgen.word.xml import W

if TYPE_CHECKING:
    from docgen.delta.merge_comments import Comments

LONGEST: Final = 2000
"""Most characters of a quotation in a comment; a sentence is quoted whole."""

_NOW: Final = " nay là: “"
_HERS: Final = tuple(
    W + name
    for name in (
        "commentReference", "footnoteReference", "endnoteReference", "ins", "del", "moveFrom", "moveTo",
        "drawing", "pict", "object", "fldChar", "fldSimple", "sym",
    )
)  # fmt: skip
_RANGES: Final = tuple(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where she and the records changed the same; her words stay.

    ``place`` is Vietnamese; ``before`` and ``now`` are what the records said and say, ``hers`` what
    stands in the paper, each with a few words around it or empty; ``message`` is the comment in the paper.
    ``label`` says what a cell is about (``Phường An Sơn · Tổng điểm``), or is empty.
    """

    place: str
    before: str
    hers: str
    now: str
    message: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a comment is tied: a stretch of a paragraph of hers, or all of it."""

    paragraph: Paragraph | None
    start: int = 0
    end: int = -1


class MergeDesk:
    """Gathers what is to be done to her document, and does it at the end."""

    def __init__(self, base: Document, hers: Document, ours: Document) -> None:
        self.hers = hers
        self.places = hers.places()
        """The places of her document before anything is moved in it."""
        self.clones = Clones(hers, ours)
        self.conflicts: list[Conflict] = []
        self.notes: dict[str, None] = {}
        self.known: dict[Element, Counter[str]] = {}
        """The words of a paragraph of hers that are docgen's, from the version that she had."""
        self.steps: list[Step] = []
        """What goes and what comes by the changes: the halves of moves."""
        self._partners: dict[Element, list[Paragraph]] = {}
        self._base, self._ours = base, ours
        self._targets: list[Target] = []
        self._edits: dict[Element, tuple[Paragraph, list[TextEdit | CommentAnchor]]] = {}
        self._touched: set[Element] = set()
        self._lines = {p.element: p for p in paragraphs(hers.body.blocks)}
        self._ranks = {element: rank for rank, element in enumerate(self._lines)}

    @functools.cached_property
    def base_places(self) -> Places:
        """Give the places of the version that she had."""
        return self._base.places()

    @functools.cached_property
    def our_places(self) -> Places:
        """Give the places of the version of the records."""
        return self._ours.places()

    def edit(self, paragraph: Paragraph, edit: TextEdit) -> None:
        """Note a change of words, to be done at the end."""
        self._edits.setdefault(paragraph.element, (paragraph, []))[1].append(edit)
        self.touch(paragraph.element)

    def touch(self, element: Element) -> None:
        """Note that the part in which an element stands has changed."""
        self._touched.add(element.getroottree().getroot())

    def conflict(self, target: Target, place: str, *, before: str, hers: str, now: str, message: str) -> None:
        """Note a conflict and the comment on it."""
        label = self.places.label(target.paragraph.element) if target.paragraph is not None else ""
        self.conflicts.append(Conflict(place, before, hers, now, message, label))
        self._targets.append(target)

    def pair(self, hers: Sequence[Paragraph], base: Sequence[Paragraph], ours: Sequence[Paragraph]) -> None:
        """Note what stands for paragraphs of hers: what in them is docgen's, and what it says now."""
        known = sum((paragraph.words for paragraph in base), Counter[str]())
        for paragraph in hers:
            self.known[paragraph.element] = known
            self._partners[paragraph.element] = list(ours)

    def _about(self, conflict: Conflict) -> str:
        """Give the key of what the records say at a conflict, as it can be found again in later versions."""
        sign, said, where = (
            ("+", conflict.now, self._ours) if conflict.now else ("-", conflict.before, self._base)
        )
        return sign + _hashed(said) if _hashed(said) in units(where) else _UNSURE

    def _holds(self, about: str, element: Element) -> bool:
        """Tell whether a comment of old still says what the records say, and she has it otherwise."""
        sign, said = about[:1], about[1:]
        if sign == "-":
            return said not in self._all_ours
        if sign != "+":
            return True
        partners = self._partners.get(element)
        now = set().union(*map(_units_of, partners)) if partners else set[str]()
        line = self._lines.get(element)
        mine = _units_of(line) if line is not None and element not in self._edits else set()
        return (said in now or said in self._all_ours if not partners else said in now) and said not in mine

    @functools.cached_property
    def _all_ours(self) -> set[str]:
        return units(self._ours)

    def note(self, text: str) -> None:
        """Note a change of ours that cannot be laid on her file."""
        self.notes[text] = None

    def finish(self, comments: Comments) -> None:
        """Do all edits, tie all comments, and put the changed parts into her package."""
        for step in broken(self.steps):
            self._stay(step)
        found = sorted(zip(self.conflicts, self._targets, strict=True), key=lambda pair: self._rank(pair[1]))
        self.conflicts = [conflict for conflict, _ in found]
        for conflict, target in found:
            self._comment(comments, conflict, target)
        for paragraph, jobs in self._edits.values():
            write(paragraph, jobs)
        if comments.settle(self._holds):
            self._touched.add(self.hers.body.root)
        comments.save()

    def drop(self, paragraph: Paragraph, edit: TextEdit) -> None:
        """Take back a change of words."""
        self._edits[paragraph.element][1].remove(edit)

    def _stay(self, step: Step) -> None:
        """Undo half a move and tell of it."""
        if step.undo is not None:
            step.undo()
        way = "đến" if step.comes else "đi khỏi"
        why = "nhưng chỗ kia đã sửa tay nên docgen để nguyên"
        self.conflict(
            Target(step.at),
            self.places.quoted(step.at.element) if step.at is not None else "",
            before="" if step.comes else step.text,
            hers="" if step.comes else step.text,
            now=step.text if step.comes else "",
            message=f"Theo dữ liệu câu sau nay chuyển {way} chỗ này, {why}: “{quoted(step.text)}”.",
        )

    def _rank(self, target: Target) -> tuple[int, int]:
        """Give the place of a comment in reading order; headers come last."""
        element = target.paragraph.element if target.paragraph is not None else None
        return self._ranks.get(element, len(self._ranks)), target.start

    def changed(self) -> list[Story]:
        """Give the stories of hers that changed."""
        return [story for story in self.hers.stories if story.root in self._touched]

    def _comment(self, comments: Comments, conflict: Conflict, target: Target) -> None:
        anchor = self._anchor(target)
        if anchor is None:
            return
        paragraph = anchor.paragraph
        assert paragraph is not None, "an anchor has a paragraph"  # noqa: S101 - tells mypy
        number = comments.add(
            conflict.message,
            paragraph.element,
            self._about(conflict),
            instead_of=outdated(conflict.message, conflict.before),
        )
        if number is None:
            return
        end = len(paragraph.text) if anchor.end < 0 else anchor.end
        jobs = self._edits.setdefault(paragraph.element, (paragraph, []))[1]
        jobs.append(CommentAnchor(anchor.start, end, number))
        self.touch(paragraph.element)

    def _anchor(self, target: Target) -> Target | None:
        """Give a paragraph of the body to which Word can tie a comment: no header, no text box."""
        paragraph = target.paragraph
        if paragraph is not None:
            around = [paragraph.element, *paragraph.element.iterancestors(f"{W}p")]
            outermost = around[-1]
            if outermost is paragraph.element and self._stands(outermost) and outermost in self._lines:
                return target
            if outermost in self._lines and self._stands(outermost):
                return Target(self._lines[outermost])
            if outermost in self._lines:
                return self._neighbour(outermost)
        return next((Target(p) for e, p in self._lines.items() if self._stands(e)), None)

    def _neighbour(self, element: Element) -> Target | None:
        """Give the nearest paragraph before one that is gone, or after it."""
        order = list(self._lines)
        at = order.index(element)
        near = sorted(range(len(order)), key=lambda i: (abs(i - at), i))
        return next((Target(self._lines[order[i]]) for i in near if self._stands(order[i])), None)

    def _stands(self, element: Element) -> bool:
        """Tell whether a paragraph still stands in the body, outside of text boxes."""
        return self.hers.body.root in element.iterancestors()


_UNSURE: Final = "?"


def _hashed(text: str) -> str:
    return sha256(key_of(plain(text)).encode("utf-8", "surrogatepass"))[:16]


def units(document: Document) -> set[str]:
    """Give the keys of all that a comment may quote whole: sentences, paragraphs, cells and rows."""
    found: set[str] = set()
    for story in document.stories:
        for block in story.blocks:
            for table in _tables(block):
                found |= {
                    _hashed(text) for row in table.rows for text in (row.text, *(c.text for c in row.cells))
                }
        for paragraph in paragraphs(story.blocks):
            found |= _units_of(paragraph)
    return found


def _tables(block: Block) -> Iterator[Table]:
    if isinstance(block, Table):
        yield block
        for row in block.rows:
            for cell in row.cells:
                for inner in cell.blocks:
                    yield from _tables(inner)


def _units_of(paragraph: Paragraph) -> set[str]:
    tokens = paragraph.tokens
    stretches = [paragraph.text[tokens[a].start : tokens[b - 1].end] for a, b in sentences(tokens)]
    return {_hashed(text) for text in (paragraph.text, *stretches)}


def quoted(text: str) -> str:
    """Write what is quoted in a comment: one line, not too long."""
    return shortened(plain(text), LONGEST)


def told(before: str, now: str, *, what: str = "Chỗ này") -> str:
    """Write the comment on words that both sides changed."""
    kept = f"{what} đã sửa tay nên docgen giữ nguyên."
    if not now:
        return f"{kept} Theo dữ liệu nay không còn: “{quoted(before)}”."
    earlier = f"trước đây: “{quoted(before)}”" if before else "trước đây chưa có"
    return f"{kept} Theo dữ liệu{_NOW}{quoted(now)}” ({earlier})."


def outdated(message: str, before: str) -> str:
    """Give how a comment like this one began that told of ``before`` as what the records say."""
    about, now, _ = message.partition(_NOW)
    return f"{about}{now}{quoted(before)}” (trước đây" if now else message


def is_hers(base: Block, hers: Block) -> bool:
    """Tell whether she put words, comments, pictures, notes or tracked changes into a block."""
    if base.signature != hers.signature:
        return True
    return has_more(base.element, hers.element)


def has_more(base: Element, hers: Element) -> bool:
    """Tell whether an element of hers holds comments, pictures and the like that the base has not."""
    return sum(1 for _ in hers.iter(*_HERS)) > sum(1 for _ in base.iter(*_HERS))


def take_out(element: Element) -> None:
    """Take a block or row out of the document; the marks of bookmarks and comments in it stay."""
    for mark in list(element.iter(*_RANGES)):
        element.addprevious(mark)
    element.getparent().remove(element)


def last_paragraph(blocks: Sequence[Block]) -> Paragraph | None:
    """Give the last paragraph of some blocks."""
    return next(reversed(list(paragraphs(blocks))), None)
