"""Comments of Word: the part that holds them, made where there is none, and new ones added to it."""

from __future__ import annotations

import datetime as dt
import posixpath
import unicodedata
from typing import Final

from lxml import etree

from docgen.delta.model import Element
from docgen.render.markup import DECLARATION, XML_SPACE, W, parse_strict, serialise
from docgen.render.package import CONTENT_TYPES, Package

_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONGEST_NUMBER: Final = 10
"""Digits of a number that Word cannot have given."""
_END: Final = ")."
"""How a comment ends to which nobody added words."""
_TAGS: Final = tuple(W + n for n in ("commentRangeStart", "commentRangeEnd", "commentReference"))


class Remarks:
    """The comments of one document, to which new ones are added under fresh numbers."""

    def __init__(
        self, package: Package, main: str, document: Element, *, author: str, now: dt.datetime
    ) -> None:
        self._package, self._main = package, main
        self._author, self._now = author, now
        related = (r.target for r in package.relationships(main) if r.type.endswith("/comments"))
        self._part = next((target for target in related if target in package), None)
        self._root = parse_strict(package[self._part]) if self._part is not None else _empty()
        used = [c.get(f"{W}id", "") for c in self._root] + [
            m.get(f"{W}id", "") for m in document.iter(*_TAGS)
        ]
        known = [int(number) for number in used if number.isdecimal() and len(number) < _LONGEST_NUMBER]
        self._next = max(known, default=-1) + 1
        self._earlier = {c.get(f"{W}id", ""): c for c in self._root if c.get(f"{W}author") == author}
        self._changed = False
        self.replaced: list[str] = []
        """What comments said that now say something else."""

    def add(self, text: str, paragraph: Element, *, instead_of: str) -> int | None:
        """Add a comment on a paragraph and give its number.

        ``None`` when the author says so there already, or now says it in a comment of old that began with
        ``instead_of``.
        """
        text = unicodedata.normalize("NFC", text)
        marks = (mark.get(f"{W}id", "") for mark in paragraph.iter(f"{W}commentReference"))
        beside = {number: self._earlier[number] for number in marks if number in self._earlier}
        for number, comment in beside.items():
            if _text(comment) == text:
                del self._earlier[number]
                return None
        for number, comment in beside.items():
            if _text(comment).startswith(instead_of) and _text(comment).endswith(_END):
                del self._earlier[number]
                self._say(comment, text)
                return None
        number, self._next = self._next, self._next + 1
        comment = etree.SubElement(self._root, f"{W}comment")
        comment.set(f"{W}id", str(number))
        comment.set(f"{W}author", self._author)
        self._date(comment)
        comment.set(f"{W}initials", "".join(word[0] for word in self._author.split())[:4] or "d")
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        letters = etree.SubElement(run, f"{W}t")
        letters.text = text
        letters.set(XML_SPACE, "preserve")
        self._changed = True
        return number

    def _say(self, comment: Element, text: str) -> None:
        """Let a comment say something else, as it stands; answers to it stay with it."""
        self.replaced.append(_text(comment))
        first, *rest = comment.iter(f"{W}t")
        first.text = text
        first.set(XML_SPACE, "preserve")
        for letters in rest:
            letters.text = ""
        self._date(comment)
        self._changed = True

    def _date(self, comment: Element) -> None:
        comment.set(f"{W}date", self._now.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def save(self) -> None:
        """Put the comments into the package, with a part of their own where there was none."""
        if not self._changed:
            return
        if self._part is None:
            self._part = self._new_part()
        self._package.put(self._part, (DECLARATION + serialise(self._root)).encode())

    def _new_part(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{n}.xml") for n in ["", *map(str, range(2, 2000))])
        part = next(name for name in names if name not in self._package)
        types = parse_strict(self._package[CONTENT_TYPES])
        line = etree.SubElement(types, f"{{{_TYPES}}}Override")
        line.set("PartName", f"/{part}")
        line.set("ContentType", _CONTENT)
        self._package.put(CONTENT_TYPES, (DECLARATION + serialise(types)).encode())
        name = posixpath.join(folder, "_rels", f"{posixpath.basename(self._main)}.rels")
        rels = (
            parse_strict(self._package[name])
            if name in self._package
            else etree.Element(f"{{{_RELS}}}Relationships")
        )
        taken = {relation.get("Id") for relation in rels}
        relation = etree.SubElement(rels, f"{{{_RELS}}}Relationship")
        relation.set("Id", next(i for i in (f"rIdDocgen{n}" for n in range(1, 2000)) if i not in taken))
        relation.set("Type", _TYPE)
        relation.set("Target", posixpath.relpath(part, folder) if folder else part)
        self._package.put(name, (DECLARATION + serialise(rels)).encode())
        return part


def _empty() -> Element:
    return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _text(comment: Element) -> str:
    return "".join(letters.text or "" for letters in comment.iter(f"{W}t"))
