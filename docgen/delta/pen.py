"""Writing into a paragraph that a person formatted: new words take the formatting of those they replace.

All places are characters of ``Paragraph.text``.  What is to be done to one paragraph is done from its end
to its beginning, so that the places before stay true.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.delta.model import Element, Paragraph, Segment
from docgen.delta.tokens import BREAK, TAB
from docgen.word.xml import XML_SPACE, W

_MARKS: Final = {BREAK: "br", TAB: "tab"}
REVIEW: Final = tuple(W + n for n in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Put ``text`` in the place of a stretch; ``forward`` takes the formatting of what follows."""

    start: int
    end: int
    text: str
    forward: bool = False


@dataclass(frozen=True, slots=True)
class CommentAnchor:
    """Tie comment ``number`` to a stretch."""

    start: int
    end: int
    number: int


def write(paragraph: Paragraph, jobs: Iterable[TextEdit | CommentAnchor]) -> None:
    """Do all edits and tie all comments of one paragraph; edits must not overlap."""
    for job in sorted(jobs, key=lambda j: (j.start, j.end), reverse=True):
        if isinstance(job, TextEdit):
            _edit(paragraph, job)
        else:
            _tie(paragraph, job)


def fill(parent: Element, text: str, properties: Element | None) -> Element:
    """Append a run with a text (breaks and tabs as in ``Paragraph.text``) and these run properties."""
    run = etree.SubElement(parent, f"{W}r")
    if properties is not None:
        run.append(clean_properties(properties))
    _fill_run(run, len(run), text)
    return run


def clean_properties(properties: Element) -> Element:
    """Copy run or paragraph properties without marks of revisions."""
    copy = deepcopy(properties)
    for element in list(copy.iter(*REVIEW)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return copy


def run_of(segment: Segment) -> Element | None:
    """Give the run that a piece of text stands in, or ``None`` for what stands in none."""
    parent = segment.element.getparent()
    return parent if parent is not None and parent.tag == f"{W}r" else None


def properties_of(segment: Segment | None) -> Element | None:
    """Give the run properties of a piece of text."""
    run = run_of(segment) if segment is not None else None
    return run.find(f"{W}rPr") if run is not None else None


def run_key(segment: Segment | None) -> str:
    """Give what the formatting of a piece of text is known by within one file."""
    properties = properties_of(segment)
    return "" if properties is None else xml_of(properties)


def xml_of(element: Element) -> str:
    """Write an element as XML, to compare it."""
    return etree.tostring(element, encoding="unicode")


def _edit(paragraph: Paragraph, edit: TextEdit) -> None:
    touched = [s for s in paragraph.segments if s.start < edit.end and s.end > edit.start]
    host = _host(paragraph, touched, edit)
    for segment in reversed(touched):
        if segment is host:
            continue
        if segment.is_text:
            _cut(segment, edit.start, edit.end)
        elif segment.element.tag in (f"{W}br", f"{W}cr", f"{W}tab", f"{W}noBreakHyphen"):
            _drop(segment.element)
    if host is not None:
        low, high = max(edit.start, host.start) - host.start, min(edit.end, host.end) - host.start
        _replace(host.element, low, high, edit.text)
    elif edit.text:
        _insert(paragraph, edit)


def _host(paragraph: Paragraph, touched: Sequence[Segment], edit: TextEdit) -> Segment | None:
    """Choose the piece of text that takes the new words: where the first replaced word stands."""
    if not edit.text:
        return None
    texts = [s for s in touched if s.is_text]
    for segment in texts:
        stretch = paragraph.text[max(segment.start, edit.start) : min(segment.end, edit.end)]
        if stretch.strip():
            return segment
    return texts[0] if texts else None


def _cut(segment: Segment, start: int, end: int) -> None:
    low, high = max(start, segment.start) - segment.start, min(end, segment.end) - segment.start
    _replace(segment.element, low, high, "")
    if not segment.element.text:
        _drop(segment.element)


def _replace(element: Element, low: int, high: int, text: str) -> None:
    """Replace a stretch of a ``w:t``."""
    whole = element.text or ""
    before, after = whole[:low], whole[high:]
    if not any(mark in text for mark in _MARKS):
        _set(element, before + text + after)
        return
    first = min(text.index(mark) for mark in _MARKS if mark in text)
    _set(element, before + text[:first])  # the element stays, for what is still to be done before it
    run = element.getparent()
    _fill_run(run, run.index(element) + 1, text[first:] + after)


def _set(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(XML_SPACE, "preserve")


def _fill_run(run: Element, at: int, text: str) -> None:
    """Write a text into a run from a position on, breaks and tabs as elements."""
    piece = ""
    for character in [*text, ""]:
        if character in _MARKS or not character:
            if piece:
                element = etree.Element(f"{W}t")
                _set(element, piece)
                run.insert(at, element)
                at += 1
            piece = ""
            if character:
                run.insert(at, etree.Element(W + _MARKS[character]))
                at += 1
        else:
            piece += character


def _drop(element: Element) -> None:
    """Take an element out of its run, and the run when nothing is left of it."""
    run = element.getparent()
    if run is None:
        return
    run.remove(element)
    if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
        parent = run.getparent()
        if parent is not None and len(parent.findall(f"{W}r")) > 1:
            parent.remove(run)


def _insert(paragraph: Paragraph, edit: TextEdit) -> None:
    """Put words where nothing is replaced."""
    at = edit.start
    left = next((s for s in paragraph.segments if s.start < at <= s.end and _lives(s)), None)
    right = next((s for s in paragraph.segments if s.start <= at < s.end and _lives(s)), None)
    sides = (right, left) if edit.forward else (left, right)
    host = next((side for side in sides if side is not None and side.is_text), None)
    if host is not None:
        _replace(host.element, at - host.start, at - host.start, edit.text)
        return
    beside = left or right
    properties = properties_of(beside) if beside is not None else _mark_properties(paragraph.element)
    run = fill(etree.Element(f"{W}p"), edit.text, properties)
    if beside is None:
        paragraph.element.append(run)
    elif left is not None:
        _holder(left).addnext(run)
    else:
        _holder(beside).addprevious(run)


def _holder(segment: Segment) -> Element:
    """Give the run of a piece of text, or the piece itself when it stands in none."""
    run = run_of(segment)
    return segment.element if run is None else run


def _lives(segment: Segment) -> bool:
    """Tell whether a piece of text still stands in the paragraph, after the edits behind it."""
    return segment.element.getparent() is not None and segment.element.getparent().getparent() is not None


def _mark_properties(paragraph: Element) -> Element | None:
    """Give the formatting that words typed into an empty paragraph would have."""
    for path in (f"{W}r/{W}rPr", f"{W}pPr/{W}rPr"):
        found = paragraph.find(path)
        if found is not None:
            return found
    return None


def _tie(paragraph: Paragraph, anchor: CommentAnchor) -> None:
    """Put the marks of a comment around a stretch, cutting runs where it begins and ends within one."""
    start, end, run, reference = (
        etree.Element(W + name) for name in ("commentRangeStart", "commentRangeEnd", "r", "commentReference")
    )
    for mark in (start, end, reference):
        mark.set(f"{W}id", str(anchor.number))
    run.append(reference)
    touched = [s for s in paragraph.segments if s.start < anchor.end and s.end > anchor.start and _lives(s)]
    if not touched:
        properties = paragraph.element.find(f"{W}pPr")
        paragraph.element.insert(0 if properties is None else 1, start)
        paragraph.element.append(end)
        paragraph.element.append(run)
        return
    last = _child(paragraph.element, touched[-1], anchor.end, first=False)
    last.addnext(end)
    end.addnext(run)
    _child(paragraph.element, touched[0], anchor.start, first=True).addprevious(start)


def _child(paragraph: Element, segment: Segment, at: int, *, first: bool) -> Element:
    """Give the child of the paragraph that begins (``first``) or ends at a place."""
    run = run_of(segment)
    if (
        run is not None
        and run.getparent() is paragraph
        and segment.is_text
        and segment.start < at < segment.end
    ):
        rest = _split(run, segment, at)
        return rest if first else run
    element = segment.element
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _split(run: Element, segment: Segment, at: int) -> Element:
    """Cut a run in two within one of its texts; the first half stays where it is."""
    text = segment.element.text or ""
    if not text[at - segment.start :]:
        return run  # an earlier comment has cut it here
    rest = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    moved = etree.SubElement(rest, f"{W}t")
    _set(moved, text[at - segment.start :])
    _set(segment.element, text[: at - segment.start])
    for follower in list(segment.element.itersiblings()):
        rest.append(follower)
    run.addnext(rest)
    return rest
