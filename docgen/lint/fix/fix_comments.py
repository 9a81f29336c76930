"""Word comments: what a person must look at, told at its place in the paper."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.comments import CommentsPart

from docgen.lint.document_model import Block, Element
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk

AUTHOR: Final = "docgen"
_P: Final = qn("w:p")
_MARKS: Final = tuple(
    qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
Remark = tuple[Block | None, str]
"""A paragraph (``None`` for the page), and what is to be said of it."""


def remove_own(desk: FixDesk) -> bool:
    """Take away the comments that docgen left earlier; those of people stay.  Tells if there were any."""
    part = _comments(desk)
    own = [item for item in part.element if item.get(qn("w:author")) == AUTHOR] if part is not None else []
    numbers = {item.get(qn("w:id")) for item in own}
    for item in own:
        item.getparent().remove(item)
    for mark in list(desk.part.element.iter(*_MARKS)):
        if mark.get(qn("w:id")) not in numbers:
            continue
        parent = mark.getparent()
        parent.remove(mark)
        if fix_markup.local(mark) == "commentReference" and all(
            fix_markup.local(rest) == "rPr" for rest in parent
        ):
            parent.getparent().remove(parent)
    return bool(own)


def write(desk: FixDesk, remarks: Iterable[Remark], today: dt.date | None) -> None:
    """Write comments, all of one paragraph together; what is said of the page stands at the first."""
    places: dict[int, tuple[Element, list[str]]] = {}
    for block, text in remarks:
        element = _anchor(desk, block)
        if element is not None:
            places.setdefault(id(element), (element, []))[1].append(text)
    if not places:
        return
    part = _comments(desk) or _new_part(desk)
    used = [item.get(qn("w:id")) or "" for item in part.element]
    used += [item.get(qn("w:id")) or "" for item in desk.part.element.iter(*_MARKS)]
    first = max((int(number) for number in used if number.isdecimal()), default=-1) + 1
    for number, (element, texts) in enumerate(places.values(), start=first):
        part.element.append(_comment(number, list(dict.fromkeys(texts)), today))
        _mark(element, number)


def _comments(desk: FixDesk) -> Any:
    """Give the part that holds the comments, or ``None``."""
    relations = desk.part.rels.values()
    return next((rel.target_part for rel in relations if rel.reltype == RT.COMMENTS), None)


def _new_part(desk: FixDesk) -> Any:
    part = CommentsPart.default(desk.part.package)
    desk.part.relate_to(part, RT.COMMENTS)
    return part


def _anchor(desk: FixDesk, block: Block | None) -> Element | None:
    """Give the paragraph of the text to which Word can tie a comment: no header, no text box."""
    body = desk.part.element.body
    element = desk.element(block) if block is not None else None
    if element is not None:
        around = [element, *element.iterancestors(_P)]
        if body in element.iterancestors():
            return around[-1]
    return next(body.iter(_P), None)


def _comment(number: int, texts: Sequence[str], today: dt.date | None) -> Element:
    made = OxmlElement("w:comment")
    fix_markup.put(made, id=number, author=AUTHOR, initials=AUTHOR[:2])
    if today is not None:
        fix_markup.put(made, date=f"{today.isoformat()}T00:00:00Z")
    for text in texts:
        paragraph, run, letters = (OxmlElement(f"w:{name}") for name in ("p", "r", "t"))
        letters.text = unicodedata.normalize("NFC", text)
        letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(letters)
        paragraph.append(run)
        made.append(paragraph)
    return made


def _mark(paragraph: Element, number: int) -> None:
    """Tie a comment to the whole of a paragraph."""
    start, end, run, reference = (
        OxmlElement(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "r", "commentReference")
    )
    for mark in (start, end, reference):
        fix_markup.put(mark, id=number)
    run.append(reference)
    at = 1 if paragraph.find(qn("w:pPr")) is not None else 0
    paragraph.insert(at, start)
    paragraph.append(end)
    paragraph.append(run)
