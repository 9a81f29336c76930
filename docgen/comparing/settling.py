"""A document without revisions of its own: what was tracked in it counts as accepted.

Only then do our marks mean one thing: what differs from the other version.
"""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from docgen.delta import read
from docgen.delta.model import Document, Element
from docgen.word.xml import XML_SPACE, W

_COME: Final = (f"{W}ins", f"{W}moveTo")
_GONE: Final = (f"{W}del", f"{W}moveFrom")
_PROPERTIES: Final = frozenset(W + name for name in ("rPr", "trPr", "numPr"))
_TRACES: Final = tuple(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
)  # fmt: skip


def settled(data: bytes, *, name: str = "") -> Document:
    """Read a .docx exactly, as it is when all of its tracked changes are accepted.

    Simple fields become the other form of the same, which alone can be tracked.  ``Stop`` when the
    file cannot be read.
    """
    return read(data, name=name, exact=True, prepare=_settle)


def _settle(root: Element) -> None:
    for trace in list(root.iter(*_TRACES)):
        trace.getparent().remove(trace)
    for mark in list(root.iter(*_COME, *_GONE)):
        if mark.tag in _COME and mark.getparent().tag not in _PROPERTIES:
            unwrap(mark)
        else:
            mark.getparent().remove(mark)
    for field in list(root.iter(f"{W}fldSimple")):
        _spell_out(field)


def unwrap(element: Element) -> None:
    """Put the content of an element into its place."""
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def _spell_out(field: Element) -> None:
    """Write a simple field as runs: begin, instruction, separator, result, end."""
    first = field.find(f"{W}r/{W}rPr")
    instruction = etree.Element(f"{W}instrText")
    instruction.set(XML_SPACE, "preserve")
    instruction.text = field.get(f"{W}instr", "")
    begin = _mark("begin")
    for name in ("fldLock", "dirty"):
        if field.get(W + name) is not None:
            begin.set(W + name, field.get(W + name))
    for content in (begin, instruction, _mark("separate")):
        field.addprevious(_run(content, first))
    field.addnext(_run(_mark("end"), first))
    for data in field.findall(f"{W}fldData"):
        field.remove(data)
    unwrap(field)


def _mark(kind: str) -> Element:
    mark = etree.Element(f"{W}fldChar")
    mark.set(f"{W}fldCharType", kind)
    return mark


def _run(content: Element, properties: Element | None) -> Element:
    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.append(content)
    return run
