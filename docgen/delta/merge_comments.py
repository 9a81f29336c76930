"""Comments of Word: the part that holds them, made where there is none, and new ones added to it."""

from __future__ import annotations

import datetime as dt
import posixpath
import unicodedata
from collections.abc import Callable
from typing import Final

from lxml import etree

from docgen.delta.model import Element
from docgen.files import check_archive, sha256
from docgen.render.properties import ORIGIN, read_properties
from docgen.word.package import CONTENT_TYPES, Package
from docgen.word.xml import DECLARATION, XML_SPACE, MarkupError, W, parse_strict, serialise

_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONGEST_NUMBER: Final = 10
"""Digits of a number that Word cannot have given."""
_WORD_2010: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARA_ID: Final = f"{_WORD_2010}paraId"
_PARENT: Final = f"{_WORD_2012}paraIdParent"
_TAGS: Final = tuple(W + n for n in ("commentRangeStart", "commentRangeEnd", "commentReference"))


class Comments:
    """The comments of one document, to which new ones are added under fresh numbers.

    A comment is docgen's own as long as it says exactly what docgen wrote: the hash of its text stands in the
    properties of the package, beside that of what the records said.  Any other is a person's and stays.
    """

    def __init__(
        self, package: Package, main: str, document: Element, *, author: str, now: dt.datetime
    ) -> None:
        self._package, self._main, self._document = package, main, document
        self._author, self._now = author, now
        related = (r.target for r in package.relationships(main) if r.type.endswith("/comments"))
        self._part = next((target for target in related if target in package), None)
        self._root = parse_strict(package[self._part]) if self._part is not None else _empty()
        used = [c.get(f"{W}id", "") for c in self._root] + [
            m.get(f"{W}id", "") for m in document.iter(*_TAGS)
        ]
        known = [int(number) for number in used if number.isdecimal() and len(number) < _LONGEST_NUMBER]
        self._next = max(known, default=-1) + 1
        self._noted = dict(value.split(" ", 1) for value in _notes(package) if " " in value)
        """What the records said, by the hash of the comment's text."""
        self._own = {c.get(f"{W}id", ""): c for c in self._root if _hash(_text(c)) in self._noted}
        self._said: set[str] = set()
        self._changed = False
        self.replaced: list[str] = []
        """What comments said that now say something else or are gone."""

    def add(self, text: str, paragraph: Element, about: str, *, instead_of: str) -> int | None:
        """Add a comment on a paragraph and give its number; ``about`` is the key of what the records say.

        ``None`` when docgen says so there already, or now says it in a comment of old that began with
        ``instead_of``.
        """
        text = unicodedata.normalize("NFC", text)
        beside = self._beside(paragraph)
        same = next((n for n, comment in beside.items() if _text(comment) == text), None)
        known = same or next((n for n, c in beside.items() if _text(c).startswith(instead_of)), None)
        if known is not None:
            self._said.add(known)
            if known != same:
                self._say(beside[known], text)
            self._noted[_hash(text)] = about
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
        self._noted[_hash(text)] = about
        self._changed = True
        return number

    def _beside(self, paragraph: Element) -> dict[str, Element]:
        """Give docgen's own comments on a paragraph that were not used up."""
        marks = (mark.get(f"{W}id", "") for mark in paragraph.iter(f"{W}commentReference"))
        return {n: self._own[n] for n in marks if n in self._own and n not in self._said}

    def settle(self, holds: Callable[[str, Element], bool]) -> bool:
        """Take away docgen's own comments of old that hold no more; tell whether there were any.

        ``holds`` is asked with what the records said and the paragraph of the comment.  A comment that was
        answered stays: the answer is a person's.
        """
        answered = self._answered()
        gone = []
        for mark in list(self._document.iter(f"{W}commentReference")):
            number = mark.get(f"{W}id", "")
            comment = self._own.get(number)
            paragraph = next(mark.iterancestors(f"{W}p"), None)
            if comment is None or number in self._said or paragraph is None:
                continue
            ids = {str(p.get(_PARA_ID)) for p in comment.iter(f"{W}p")}
            if not ids & answered and not holds(self._noted[_hash(_text(comment))], paragraph):
                gone.append(number)
                self._root.remove(comment)
                self.replaced.append(_text(comment))
        for mark in [m for m in self._document.iter(*_TAGS) if m.get(f"{W}id", "") in gone]:
            run = mark.getparent()
            run.remove(mark)
            if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
                run.getparent().remove(run)
        self._changed = self._changed or bool(gone)
        return bool(gone)

    def _answered(self) -> set[str]:
        """Give the paragraphs of comments to which somebody answered."""
        related = (
            r.target for r in self._package.relationships(self._main) if r.type.endswith("/commentsExtended")
        )
        parts = [parse_strict(self._package[name]) for name in related if name in self._package]
        return {str(line.get(_PARENT)) for part in parts for line in part if line.get(_PARENT) is not None}

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

    def notes(self) -> dict[str, str]:
        """Give what is to stand in the package's properties about the comments that are docgen's own."""
        own = {_hash(_text(comment)) for comment in self._root} & self._noted.keys()
        return {f"{ORIGIN}-{n}": f"{text} {self._noted[text]}" for n, text in enumerate(sorted(own), start=1)}

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


def _notes(package: Package) -> list[str]:
    return [value for name, value in read_properties(package).items() if name != ORIGIN]


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))[:16]


def open_comments(data: bytes) -> int:
    """Count the comments in a paper that are docgen's own: conflicts that nobody has looked at.

    None in a file that cannot be read.
    """
    if check_archive(data, what=""):
        return 0
    package = Package.read(data)
    own = {value.partition(" ")[0] for value in _notes(package)}
    try:
        related = (
            r.target for r in package.relationships(package.main_part() or "") if r.type.endswith("/comments")
        )
        parts = [parse_strict(package[name]) for name in related if name in package]
    except (MarkupError, KeyError):
        return 0
    return sum(_hash(_text(comment)) in own for part in parts for comment in part)


def _text(comment: Element) -> str:
    return "".join(letters.text or "" for letters in comment.iter(f"{W}t"))
