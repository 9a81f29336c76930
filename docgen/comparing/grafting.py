"""Pieces of one file made fit to stand in another: styles by their names, pictures with their data."""

from __future__ import annotations

import copy
import posixpath
from typing import Final

from lxml import etree

from docgen.comparing.settling import unwrap
from docgen.delta.model import Document, Element, Story
from docgen.word.package import CONTENT_TYPES, Package, Relationship
from docgen.word.xml import DECLARATION, XML_SPACE, R, W, parse_strict, serialise

LONG_ID: Final = 9
"""Digits from which on an id is not counted on: Word holds them in 31 bits."""
_STYLES: Final = {f"{W}rStyle": "character", f"{W}pStyle": "paragraph", f"{W}tblStyle": "table"}
_HOLDERS: Final = tuple(W + name for name in ("sdt", "customXml", "smartTag", "hyperlink", "dir", "bdo"))
_LEFT_OUT: Final = tuple(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
        "annotationRef", "proofErr",
        "permStart", "permEnd", "lastRenderedPageBreak", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr",
        "smartTagPr", "cnfStyle", "subDoc", "altChunk",
    )
)  # fmt: skip
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
"""The number of a note in the text, and the role of the story that the note stands in."""
_DELETED: Final = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_DOC_PR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_STORY_OF_ITS_OWN: Final = f"{W}txbxContent"
_IMAGE: Final = "/relationships/image"
_TYPES: Final = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf",
}  # fmt: skip
_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/"


class Graft:
    """Copies pieces of the old file for use, as deleted, in the new one."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old, new
        self._style_ids = {(kind, name): style for (kind, style), name in new.styles.items() if style}
        self._same_lists = _numbering(old.package) == _numbering(new.package)
        ids = (d.get("id", "") for story in new.stories for d in story.root.iter(_DOC_PR))
        self._drawings = 1 + max((int(i) for i in ids if i.isdecimal() and len(i) < LONG_ID), default=0)
        self._pictures: dict[tuple[str, str], str] = {}
        self.notes: list[Element] = []
        """The notes that came along, to be marked as deleted."""

    def deleted(self, element: Element, old_part: str, new_part: str) -> Element:
        """Copy a run, paragraph, row or table of the old file as text that is deleted.

        ``old_part`` and ``new_part`` are the parts that it comes from and will stand in.  What cannot
        come along (charts, content controls around the text) is left out.
        """
        # A holder lets the outermost element, too, be replaced by what it holds.
        holder: Element = etree.Element("holder")
        holder.append(copy.deepcopy(element))
        for holding in list(holder.iter(*_HOLDERS)):
            content = holding.find(f"{W}sdtContent")
            if holding.tag == f"{W}sdt" and content is not None:
                unwrap(content)
            unwrap(holding)
        for needless in list(holder.iter(*_LEFT_OUT)):
            needless.getparent().remove(needless)
        for reference in list(holder.iter(*_NOTES)):
            self._bring_note(reference, _NOTES[reference.tag])
        self._drop_foreign_attributes(holder)
        self._restyle(holder)
        for run in [r for r in holder.iter(f"{W}r") if not _in_box(r)]:
            self._strike(run, old_part, new_part)
        copied = holder[0]
        holder.remove(copied)
        return copied

    def _drop_foreign_attributes(self, holder: Element) -> None:
        """Drop the marks of editing sessions and the paragraph numbers, which must be unique."""
        for element in holder.iter(f"{W}p", f"{W}r", f"{W}tr"):
            for name in list(element.attrib):
                del element.attrib[name]

    def _restyle(self, holder: Element) -> None:
        for element in list(holder.iter(*_STYLES)):
            kind = _STYLES[element.tag]
            name = self._old.styles.get((kind, element.get(f"{W}val", "")), "")
            style = self._style_ids.get((kind, name))
            if style is None:
                element.getparent().remove(element)
            else:
                element.set(f"{W}val", style)
        if not self._same_lists:
            for numbers in list(holder.iter(f"{W}numPr")):
                numbers.getparent().remove(numbers)

    def _strike(self, run: Element, old_part: str, new_part: str) -> None:
        """Make the content of a run deleted text; a drawing whose data cannot come along goes."""
        for child in list(run):
            if child.tag in _DELETED:
                child.tag = _DELETED[child.tag]
                child.set(XML_SPACE, "preserve")
            elif not self._bring(child, old_part, new_part):
                run.remove(child)

    def _bring_note(self, reference: Element, role: str) -> None:
        """Bring a note along with its number, or leave out the number of one that is not there."""
        old = self._old.story(role)
        identity = reference.get(f"{W}id")
        note = next((n for n in old.root if n.get(f"{W}id") == identity), None) if old is not None else None
        if old is None or note is None:
            reference.getparent().remove(reference)
            return
        new = self._new.story(role) or self._begin_notes(old, role)
        numbers = [int(n.get(f"{W}id", "0")) for n in new.root]
        copied = self.deleted(note, old.name, new.name)
        copied.set(f"{W}id", str(max(numbers, default=0) + 1))
        reference.set(f"{W}id", copied.get(f"{W}id"))
        new.root.append(copied)
        self.notes.append(copied)

    def _begin_notes(self, old: Story, role: str) -> Story:
        """Give the new file a part for a kind of notes that it lacks: the old file's, without its notes."""
        package = self._new.package
        root = copy.deepcopy(old.root)
        for note in [n for n in root if n.get(f"{W}type", "normal") == "normal"]:
            root.remove(note)
        main = self._new.body.name
        name = posixpath.join(posixpath.dirname(main), f"{role}.xml")
        package.put(name, (DECLARATION + serialise(root)).encode())
        kinds = parse_strict(package[CONTENT_TYPES])
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{role}+xml"
        etree.SubElement(kinds, f"{_PACKAGE}content-types}}Override", PartName=f"/{name}", ContentType=kind)
        package.put(CONTENT_TYPES, (DECLARATION + serialise(kinds)).encode())
        _refer(package, main, name, role)
        story = Story(name, role, root, ())
        self._new.stories += (story,)
        return story

    def _bring(self, child: Element, old_part: str, new_part: str) -> bool:
        for drawing in child.iter(_DOC_PR):
            drawing.set("id", str(self._drawings))
            self._drawings += 1
        links = [(e, name) for e in child.iter() for name in e.attrib if str(name).startswith(R)]
        if not links:
            return True
        pictures = {r.id: r for r in self._old.package.relationships(old_part) if self._is_picture(r)}
        if any(element.get(name) not in pictures for element, name in links):
            return False
        for element, name in links:
            element.set(name, self._picture(pictures[element.get(name)], new_part))
        return True

    def _is_picture(self, relationship: Relationship) -> bool:
        extension = relationship.target.rpartition(".")[2].lower()
        return (
            relationship.type.endswith(_IMAGE)
            and not relationship.external
            and extension in _TYPES
            and relationship.target in self._old.package
        )

    def _picture(self, relationship: Relationship, part: str) -> str:
        """Put a picture of the old file into the new one, and give the id by which a part refers to it."""
        key = (relationship.target, part)
        if key not in self._pictures:
            extension = relationship.target.rpartition(".")[2].lower()
            package = self._new.package
            number = 1 + len(self._pictures)
            while f"word/media/so-sanh{number}.{extension}" in package:
                number += 1
            target = f"word/media/so-sanh{number}.{extension}"
            package.put(target, self._old.package[relationship.target])
            _declare(package, extension)
            self._pictures[key] = _refer(package, part, target, "image")
        return self._pictures[key]


def _in_box(run: Element) -> bool:
    return next(run.iterancestors(_STORY_OF_ITS_OWN), None) is not None


def _numbering(package: Package) -> bytes:
    name = "word/numbering.xml"
    return package[name] if name in package else b""  # noqa: SIM401 - a package has no get


def _declare(package: Package, extension: str) -> None:
    """Say what files with this extension are, unless it is said."""
    root = parse_strict(package[CONTENT_TYPES])
    if any(str(line.get("Extension")).lower() == extension for line in root):
        return
    line = etree.Element(
        f"{_PACKAGE}content-types}}Default", Extension=extension, ContentType=_TYPES[extension]
    )
    root.insert(0, line)
    package.put(CONTENT_TYPES, (DECLARATION + serialise(root)).encode())


def _refer(package: Package, part: str, target: str, kind: str) -> str:
    """Let a part refer to another one, and give the id."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    root = (
        parse_strict(package[rels])
        if rels in package
        else etree.Element(f"{_PACKAGE}relationships}}Relationships")
    )
    used = {line.get("Id") for line in root}
    number = 1
    while f"soSanh{number}" in used:
        number += 1
    line = etree.SubElement(root, f"{_PACKAGE}relationships}}Relationship", Id=f"soSanh{number}")
    line.set("Type", f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    line.set("Target", posixpath.relpath(target, folder or "."))
    package.put(rels, (DECLARATION + serialise(root)).encode())
    return f"soSanh{number}"
