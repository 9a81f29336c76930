"""What one merge gathers while it goes through a document: edits, conflicts, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docgen.delta.clones import Clones
from docgen.delta.model import Block, Document, Element, Paragraph, Story, paragraphs, plain, shortened
from docgen.delta.pen import Anchor, Edit, write
from docgen.delta.places import Places
from docgen.render.markup import W

if TYPE_CHECKING:
    from docgen.delta.remarks import Remarks

LONGEST: Final = 300
"""Most characters of a quotation in a comment."""

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


class Desk:
    """Gathers what is to be done to her document, and does it at the end."""

    def __init__(self, base: Document, hers: Document, ours: Document) -> None:
        self.hers = hers
        self.clones = Clones(hers, ours)
        self.places = Places(hers)
        self.base_places = Places(base)
        self.our_places = Places(ours)
        self.conflicts: list[Conflict] = []
        self.notes: dict[str, None] = {}
        self.copied: list[Paragraph] = []
        """What another program wrote a second time: not her words."""
        self._targets: list[Target] = []
        self._edits: dict[Element, tuple[Paragraph, list[Edit | Anchor]]] = {}
        self._touched: set[Element] = set()
        self._lines = {p.element: p for p in paragraphs(hers.body.blocks)}
        self._ranks = {element: rank for rank, element in enumerate(self._lines)}

    def edit(self, paragraph: Paragraph, edit: Edit) -> None:
        """Note a change of words, to be done at the end."""
        self._edits.setdefault(paragraph.element, (paragraph, []))[1].append(edit)
        self.touch(paragraph.element)

    def touch(self, element: Element) -> None:
        """Note that the part in which an element stands has changed."""
        self._touched.add(element.getroottree().getroot())

    def conflict(self, target: Target, place: str, *, before: str, hers: str, now: str, message: str) -> None:
        """Note a conflict and the comment on it."""
        label = self.places.label(target.paragraph) if target.paragraph is not None else ""
        self.conflicts.append(Conflict(place, before, hers, now, message, label))
        self._targets.append(target)

    def note(self, text: str) -> None:
        """Note a change of ours that cannot be laid on her file."""
        self.notes[text] = None

    def finish(self, remarks: Remarks) -> None:
        """Do all edits, tie all comments, and put the changed parts into her package."""
        found = sorted(zip(self.conflicts, self._targets, strict=True), key=lambda pair: self._rank(pair[1]))
        self.conflicts = [conflict for conflict, _ in found]
        for conflict, target in found:
            self._comment(remarks, conflict, target)
        for paragraph, jobs in self._edits.values():
            write(paragraph, jobs)
        remarks.save()

    def _rank(self, target: Target) -> tuple[int, int]:
        """Give the place of a comment in reading order; headers come last."""
        element = target.paragraph.element if target.paragraph is not None else None
        return self._ranks.get(element, len(self._ranks)), target.start

    def changed(self) -> list[Story]:
        """Give the stories of hers that changed."""
        return [story for story in self.hers.stories if story.root in self._touched]

    def _comment(self, remarks: Remarks, conflict: Conflict, target: Target) -> None:
        anchor = self._anchor(target)
        if anchor is None:
            return
        paragraph = anchor.paragraph
        assert paragraph is not None, "an anchor has a paragraph"  # noqa: S101 - tells mypy
        number = remarks.add(
            conflict.message, paragraph.element, instead_of=outdated(conflict.message, conflict.before)
        )
        if number is None:
            return
        end = len(paragraph.text) if anchor.end < 0 else anchor.end
        jobs = self._edits.setdefault(paragraph.element, (paragraph, []))[1]
        jobs.append(Anchor(anchor.start, end, number))
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
