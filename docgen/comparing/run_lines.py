"""A paragraph as a line of runs that can be cut at any character and taken out in stretches."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.delta import Paragraph
from docgen.delta.model import Element
from docgen.word.xml import XML_SPACE, W

_RUN: Final = f"{W}r"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FORMULAS: Final = (f"{_MATH}oMath", f"{_MATH}oMathPara")
_WHOLE: Final = frozenset((_RUN, *_FORMULAS))
_MARKS: Final = frozenset((f"{W}ins", f"{W}del"))


def runs_of(paragraph: Element) -> Iterator[Element]:
    """Give the runs and formulas of a paragraph, wherever they stand in it; not those in text boxes."""
    for child in paragraph:
        if child.tag == _RUN or child.tag in _FORMULAS:
            yield child
        elif child.tag != f"{W}pPr" and isinstance(child.tag, str):
            yield from runs_of(child)


@dataclass(slots=True)
class _Piece:
    """A stretch of the text and the elements that hold it, from ``head`` to ``last``."""

    start: int
    end: int
    head: Element
    last: Element
    is_text: bool


class RunLine:
    """The runs of a paragraph, cut so that each of the given places lies between two of them."""

    def __init__(self, paragraph: Paragraph, cuts: Iterable[int]) -> None:
        self._element = paragraph.element
        heads = _field_heads(self._element)
        self._pieces = [
            _Piece(s.start, s.end, heads.get(s.element, s.element), s.element, s.is_text)
            for s in paragraph.segments
        ]
        for cut in sorted(set(cuts)):
            self._cut(cut)
        self._runs = list(runs_of(self._element))
        self._at = {run: number for number, run in enumerate(self._runs)}

    def between(self, start: int, end: int) -> list[Element]:
        """Give the runs that hold the text from one place to another."""
        held = [p for p in self._pieces if start <= p.start and p.end <= end and p.start < p.end]
        found = [
            self._at[run] for p in held for run in (self._run(p.head), self._run(p.last)) if run in self._at
        ]
        return self._runs[min(found) : max(found) + 1] if found else []

    def put(self, element: Element, place: int) -> None:
        """Put an element where the text has this place."""
        before = [p for p in self._pieces if p.end == place]
        after = [p for p in self._pieces if p.start == place]
        if before:
            self._outside(self._run(before[-1].last)).addnext(element)
        elif after:
            self._outside(self._run(after[0].head)).addprevious(element)
        else:
            self._element.append(element)

    def _run(self, element: Element) -> Element:
        """Give the run that an element stands in, or itself."""
        while element.tag not in _WHOLE and element.getparent() is not self._element:
            element = element.getparent()
        return element

    def _outside(self, run: Element) -> Element:
        """Give what stands for a run among its neighbours: the mark around it, if there is one."""
        while run.getparent().tag in _MARKS:
            run = run.getparent()
        return run

    def _cut(self, place: int) -> None:
        for number, piece in enumerate(self._pieces):
            if piece.is_text and piece.start < place < piece.end:
                self._pieces[number : number + 1] = _halves(piece, place)
                break
        here = next((p for p in self._pieces if p.start == place), None)
        if here is None:
            return
        run = self._run(here.head)
        if run.tag == _RUN and here.head.getparent() is run:
            _part(run, here.head)


def _halves(piece: _Piece, place: int) -> tuple[_Piece, _Piece]:
    """Cut a text in two."""
    first = piece.last
    second = copy.deepcopy(first)
    text = first.text or ""
    first.text, second.text = text[: place - piece.start], text[place - piece.start :]
    for half in (first, second):
        half.set(XML_SPACE, "preserve")
    first.addnext(second)
    return _Piece(piece.start, place, first, first, True), _Piece(place, piece.end, second, second, True)


def _part(run: Element, child: Element) -> None:
    """Move a child of a run and all after it into a run of their own, unless it is the first."""
    before = [c for c in child.itersiblings(preceding=True) if c.tag != f"{W}rPr"]
    if not before:
        return
    other = etree.Element(_RUN)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        other.append(copy.deepcopy(properties))
    for moved in [child, *child.itersiblings()]:
        other.append(moved)
    run.addnext(other)


def _field_heads(paragraph: Element) -> dict[Element, Element]:
    """Give the beginning of each field by its end, for the fields that begin and end here."""
    heads: dict[Element, Element] = {}
    opened: list[Element] = []
    for run in runs_of(paragraph):
        for mark in run.findall(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                opened.append(mark)
            elif kind == "end" and opened:
                heads[mark] = opened.pop()
    return heads
