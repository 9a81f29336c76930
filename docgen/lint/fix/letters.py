"""Changing letters of a paragraph across its runs, each letter keeping the look that it has."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn

from docgen.lint.document_model import Element
from docgen.lint.fix.fix_markup import set_gap

_R, _T, _TYPE = qn("w:r"), qn("w:t"), qn("w:type")
_HOLDERS: Final = {
    qn(f"w:{name}")
    for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple")
} | {qn("w:dir"), qn("w:bdo")}
_SIGNS: Final = {
    qn(f"w:{name}"): sign
    for name, sign in (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"), ("ptab", "\t"))
}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Bit:
    """A ``w:t``, or a sign such as a tab, with its text and where that begins in the paragraph."""

    element: Element
    run: Element
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def text_of(paragraph: Element) -> str:
    """Give the text of a paragraph as the linter reads it."""
    return "".join(bit.text for bit in _bits(paragraph))


def _runs(parent: Element) -> Iterator[Element]:
    for item in parent:
        if item.tag == _R:
            yield item
        elif item.tag in _HOLDERS:
            yield from _runs(item)


def _bits(paragraph: Element) -> list[_Bit]:
    found: list[_Bit] = []
    at = 0
    for run in _runs(paragraph):
        for item in run:
            text = (item.text or "") if item.tag == _T else _SIGNS.get(item.tag, "")
            if text and item.get(_TYPE) not in {"page", "column"}:
                found.append(_Bit(item, run, at, text))
                at += len(text)
    return found


def edit(paragraph: Element, start: int, end: int, new: str) -> bool:
    """Put ``new`` in the place of the letters from ``start`` to ``end``, in the look of the first.

    Gives ``False``, and does nothing, where there is no letter to take the look from, or where a
    sign (a tab, a line break) would have to become a letter.
    """
    bits = _bits(paragraph)
    touched = [bit for bit in bits if bit.start < end and bit.end > start]
    if start == end:
        touched = [bit for bit in bits if bit.element.tag == _T and bit.start <= start <= bit.end][:1]
    if not touched or (new and any(bit.element.tag != _T for bit in touched)):
        return False
    for bit in touched:
        if bit.element.tag != _T:
            bit.run.remove(bit.element)
            continue
        before, after = bit.text[: max(0, start - bit.start)], bit.text[max(0, end - bit.start) :]
        _write(bit.element, before + (new if bit is touched[0] else "") + after)
    return True


def retype(paragraph: Element, start: int, old: str, new: str) -> None:
    """Turn ``old``, which begins at ``start``, into ``new`` by the fewest changes of letters."""
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for name, begin, end, new_begin, new_end in reversed(changes):
        if name != "equal":
            edit(paragraph, start + begin, start + end, new[new_begin:new_end])


def isolate(paragraph: Element, start: int, end: int) -> list[Element]:
    """Give the runs of the letters from ``start`` to ``end``; a run that reaches farther is cut."""
    return isolate_all(paragraph, [(start, end)])


def isolate_all(paragraph: Element, stretches: Iterable[tuple[int, int]]) -> list[Element]:
    """Give the runs of several stretches of letters, which are in order, as ``isolate`` does of one.

    A run may be as short as a word, so the paragraph is walked once, not once for each.
    """
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif end > start:
            joined.append((start, end))
    bits = _bits(paragraph)
    edges = {bit.start for before, bit in zip([None, *bits], bits, strict=False)
             if before is None or before.run is not bit.run}  # fmt: skip
    inner = {place for stretch in joined for place in stretch} - edges - {bits[-1].end if bits else 0}
    for place in inner:
        _cut(paragraph, place)
    found: dict[int, Element] = {}
    left = iter(joined)
    start, end = next(left, (0, 0))
    for bit in _bits(paragraph) if inner else bits:
        while bit.start >= end > 0:
            start, end = next(left, (0, 0))
        if bit.start < end and bit.end > start:
            found[id(bit.run)] = bit.run
    return list(found.values())


def split(paragraph: Element, at: int) -> bool:
    """Make what stands after the line break at ``at`` a paragraph of its own, with no room between the two.

    Gives ``False``, and does nothing, where the break stands within a link or the like, or in a list item.
    """
    bit = next((bit for bit in _bits(paragraph) if bit.start == at and bit.text == "\n"), None)
    properties = paragraph.find(qn("w:pPr"))
    numbered = properties is not None and properties.find(qn("w:numPr")) is not None
    if bit is None or bit.run.getparent() is not paragraph or numbered:
        return False
    _cut(paragraph, at + 1)
    below = paragraph.makeelement(paragraph.tag, paragraph.attrib)
    if properties is not None:
        below.append(copy.deepcopy(properties))
    moved = list(paragraph)[list(paragraph).index(bit.run) + 1 :]
    bit.run.remove(bit.element)
    for item in moved:
        below.append(item)
    paragraph.addnext(below)
    set_gap(paragraph, "after", 0)
    set_gap(below, "before", 0)
    return True


def _write(element: Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _cut(paragraph: Element, at: int) -> None:
    """Cut the run in which a place lies in two, so that a run begins there."""
    bits = _bits(paragraph)
    first = next((bit for bit in bits if bit.end > at), None)
    if first is None or (first.start == at and not any(b.run is first.run and b.end <= at for b in bits)):
        return
    run = first.run
    tail = copy.copy(run)
    for item in list(tail):
        tail.remove(item)
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        tail.append(copy.deepcopy(properties))
    moved = list(run)[list(run).index(first.element) :]
    if first.start < at:
        rest = copy.deepcopy(first.element)
        _write(rest, first.text[at - first.start :])
        _write(first.element, first.text[: at - first.start])
        tail.append(rest)
        moved = moved[1:]
    for item in moved:
        tail.append(item)
    run.addnext(tail)
