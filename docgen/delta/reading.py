"""A .docx taken apart into stories, blocks and words; hostile and broken files are refused kindly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from docgen.delta.model import (
    Block,
    Cell,
    Document,
    Element,
    Other,
    Paragraph,
    Segment,
    Story,
    Table,
    TableRow,
)
from docgen.delta.things import field_key
from docgen.delta.tokens import BREAK, OBJECT, TAB
from docgen.files import check_archive
from docgen.problem import Stop
from docgen.word.package import Package
from docgen.word.xml import MC, THROUGH, MarkupError, R, W, inside, parse_strict

MAX_PART: Final = 16 * 1024 * 1024
"""Most bytes of one XML part; a paper of a hundred pages has two million."""
MAX_BLOCKS: Final = 30_000
"""Most paragraphs and tables of one document; 200 units with 60 criteria each have 15,000 cells."""

SAVE_AGAIN: Final = "Hãy mở tệp bằng Word, chọn «Save As» dạng «Word Document (.docx)», rồi chạy lại."

_GONE: Final = frozenset(W + name for name in ("del", "moveFrom"))
_SILENT: Final = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd", "softHyphen", "sdtPr",
        "sdtEndPr", "customXmlPr", "smartTagPr", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "delText", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "fldData", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "delInstrText",
    )
)  # fmt: skip
_PAGE_BREAKS: Final = frozenset(("page", "column"))
_RELATION: Final = "/officeDocument/2006/relationships/"


def read(
    data: bytes, *, name: str = "", exact: bool = False, prepare: Callable[[Element], None] | None = None
) -> Document:
    """Take a .docx apart.

    ``name`` names the file for the user; ``exact`` tells signs, pictures and the texts of fields apart that
    read alike (see ``tokens``); ``prepare`` may change each part before it is read.  ``Stop`` when it is no
    sound .docx or too big to be one of ours: nothing is unpacked without bounds.
    """
    called = name or "tệp Word"
    fault = check_archive(data, what=called)
    if fault is not None:
        raise Stop(f"Không đọc được {_quoted(name)}.", problems=[fault])
    try:
        return _Reader(Package.read(data), name, exact, prepare).document()
    except (MarkupError, KeyError, ValueError) as error:
        raise _unreadable(name, "có phần bên trong hỏng hoặc không đúng cú pháp XML") from error
    except RecursionError as error:
        raise _unreadable(name, "bảng hoặc khung lồng vào nhau quá nhiều lớp") from error


def _quoted(name: str) -> str:
    return f"tệp «{name}»" if name else "tệp Word"


def _unreadable(name: str, why: str) -> Stop:
    return Stop(f"Không đọc được {_quoted(name)}: {why}.", SAVE_AGAIN)


class _Reader:
    """Reads the stories of one package."""

    def __init__(
        self, package: Package, name: str, exact: bool, prepare: Callable[[Element], None] | None
    ) -> None:
        self._package, self._name, self._prepare = package, name, prepare
        self._exact = exact
        self._pictures: Mapping[str, str] | None = None
        main = package.main_part()
        if main is None or main not in package:
            raise _unreadable(name, "không có phần văn bản của Word")
        self._main = main
        self._blocks = 0
        self._related = {r.id: r for r in package.relationships(main) if not r.external}
        self._styles = self._style_names()

    def document(self) -> Document:
        root = self._story_root(self._main)
        body = root.find(f"{W}body")
        if root.tag != f"{W}document" or body is None:
            raise _unreadable(self._name, "không phải dạng .docx thường dùng")
        stories = [Story(self._main, "body", root, self._read(body))]
        stories += self._sides(root)
        stories += self._notes()
        return Document(self._package, tuple(stories), self._styles)

    def _story_root(self, part: str) -> Element:
        """Parse a part that has text of its own, and learn its pictures."""
        root = self._parse(part)
        if self._prepare is not None:
            self._prepare(root)
        if self._exact:
            members = self._package.members
            related = [r for r in self._package.relationships(part) if r.target in members]
            self._pictures = {r.id: f"{members[r.target].crc:08x}" for r in related}
        return root

    def _parse(self, part: str) -> Element:
        if self._package.members[part].size > MAX_PART:
            raise _unreadable(self._name, "tệp quá lớn so với một văn bản")
        return parse_strict(self._package[part])

    def _part_of_type(self, kind: str) -> str | None:
        found = (r.target for r in self._related.values() if r.type.endswith(_RELATION + kind))
        return next((target for target in found if target in self._package), None)

    def _style_names(self) -> Mapping[tuple[str, str], str]:
        part = self._part_of_type("styles")
        if part is None:
            return {}
        names: dict[tuple[str, str], str] = {}
        for style in self._parse(part).iter(f"{W}style"):
            key = (style.get(f"{W}type", ""), style.get(f"{W}styleId", ""))
            names[key] = _value(style, "name") or key[1]
            if style.get(f"{W}default") in ("1", "true", "on"):
                names[key[0], ""] = names[key]
        return names

    def _sides(self, root: Element) -> Iterator[Story]:
        """Read headers and footers by the section that first shows them."""
        seen: set[str] = set()
        for number, section in enumerate(root.iter(f"{W}sectPr"), start=1):
            for reference in section:
                kind = _local(reference).removesuffix("Reference")
                relation = self._related.get(reference.get(f"{R}id", ""))
                if kind not in ("header", "footer") or relation is None or relation.target in seen:
                    continue
                if relation.target in self._package:
                    seen.add(relation.target)
                    side = self._story_root(relation.target)
                    role = f"{kind} {number} {reference.get(f'{W}type', 'default')}"
                    yield Story(relation.target, role, side, self._read(side))

    def _notes(self) -> Iterator[Story]:
        for kind in ("footnotes", "endnotes"):
            part = self._part_of_type(kind)
            if part is not None:
                root = self._story_root(part)
                notes = [note for note in root if note.get(f"{W}type", "normal") == "normal"]
                blocks = tuple(block for note in notes for block in self._read(note))
                yield Story(part, kind, root, blocks)

    def _read(self, container: Element) -> tuple[Block, ...]:
        """Read the blocks that stand in a body, a cell, a text box or a note."""
        return tuple(self._walk(container))

    def _walk(self, container: Element) -> Iterator[Block]:
        for child in _children(container):
            self._blocks += 1
            if self._blocks > MAX_BLOCKS:
                raise _unreadable(self._name, "tệp quá lớn so với một văn bản")
            if child.tag == f"{W}p":
                yield self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield Table(child, tuple(self._row(row) for row in _children(child) if row.tag == f"{W}tr"))
            else:
                yield Other(child, f"{OBJECT}{_local(child)}")

    def _row(self, row: Element) -> TableRow:
        cells = tuple(self._cell(cell) for cell in _children(row) if cell.tag == f"{W}tc")
        return TableRow(row, cells, heading=row.find(f"{W}trPr/{W}tblHeader") is not None)

    def _cell(self, cell: Element) -> Cell:
        properties = cell.find(f"{W}tcPr")
        span = _value(properties, "gridSpan") if properties is not None else ""
        return Cell(cell, self._read(cell), int(span) if span.isdecimal() else 1)

    def _paragraph(self, element: Element) -> Paragraph:
        line = _Line(element, self._pictures)
        style = element.find(f"{W}pPr/{W}pStyle")
        style_id = "" if style is None else style.get(f"{W}val", "")
        boxes = [self._read(box) for box in line.boxes]
        return Paragraph(
            element,
            "".join(line.pieces),
            line.segments,
            line.objects,
            style=self._styles.get(("paragraph", style_id), style_id),
            boxes=boxes,
            exact=self._exact,
        )


class _Line:
    """Collects the text of one paragraph, with the element of each piece.

    ``pictures`` gives what tells the pictures of the part apart, or nothing when they are not compared.
    """

    def __init__(self, paragraph: Element, pictures: Mapping[str, str] | None) -> None:
        self._pictures = pictures
        self._results: list[str] = []  # what the open fields show
        self.pieces: list[str] = []
        self.segments: list[Segment] = []
        self.objects: list[str] = []
        self.boxes: list[Element] = []
        self._length = 0
        self._fields: list[list[Element]] = []  # the instructions of the fields that are open here
        self._walk(paragraph)

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in THROUGH or tag == f"{W}r":
                self._walk(child)
            elif tag in _SILENT or tag in _GONE or not isinstance(tag, str):
                continue
            elif tag == f"{W}fldChar":
                self._field(child)
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1].append(child)
            elif not self._hidden():
                self._take(child)
            elif tag == f"{W}t":
                self._results[-1] += child.text or ""

    def _hidden(self) -> bool:
        """Tell whether we are inside a field that is one object; a link's text is text."""
        return any(not _is_link(instructions) for instructions in self._fields)

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append([])
            self._results.append("")
        elif kind == "end" and self._fields:
            instructions, result = self._fields.pop(), self._results.pop()
            if not _is_link(instructions) and not self._hidden():
                self._field_object(mark, "".join(i.text or "" for i in instructions), result)

    def _take(self, child: Element) -> None:
        name = _local(child)
        if name == "t" and child.tag == f"{W}t":
            self._add(child.text or "", child, is_text=True)
        elif name in ("br", "cr") and child.get(f"{W}type") not in _PAGE_BREAKS:
            self._add(BREAK, child, is_text=False)
        elif name == "tab":
            self._add(TAB, child, is_text=False)
        elif name == "noBreakHyphen":
            self._add("\N{NON-BREAKING HYPHEN}", child, is_text=False)
        elif name == "fldSimple":
            shown = "".join(text.text or "" for text in child.iter(f"{W}t"))
            self._field_object(child, child.get(f"{W}instr", ""), shown)
        else:
            self._object(child, name + child.get(f"{W}char", "") + self._picture(child))
            self.boxes += [box for box in child.iter(f"{W}txbxContent") if _is_shown(box, child)]

    def _field_object(self, element: Element, code: str, result: str) -> None:
        self._object(element, field_key(code, result if self._pictures is not None else ""))

    def _picture(self, element: Element) -> str:
        """Give what tells a picture from another one: what the data are that it refers to."""
        if self._pictures is None:
            return ""
        values = (v for e in element.iter() for k, v in e.attrib.items() if str(k).startswith(R))
        return "".join(f" {self._pictures[v]}" for v in values if v in self._pictures)

    def _object(self, element: Element, key: str) -> None:
        self.objects.append(OBJECT + key)
        self._add(OBJECT, element, is_text=False)

    def _add(self, text: str, element: Element, *, is_text: bool) -> None:
        if not text:
            return
        if is_text:
            text = text.replace(OBJECT, "\N{REPLACEMENT CHARACTER}").replace("\r", " ")
            text = text.replace("\n", " ").replace("\t", " ")  # inside w:t these are spaces to Word
        self.pieces.append(text)
        self.segments.append(Segment(self._length, self._length + len(text), element, is_text))
        self._length += len(text)


def _is_link(instructions: list[Element]) -> bool:
    text = "".join(instruction.text or "" for instruction in instructions)
    return text.strip().upper().startswith("HYPERLINK")


def _is_shown(box: Element, top: Element) -> bool:
    """Tell whether a text box is neither the copy for old versions of Word nor inside another box."""
    for around in box.iterancestors():
        if around is top:
            return bool(top.tag != f"{MC}Fallback")
        if around.tag in (f"{MC}Fallback", f"{W}txbxContent"):
            return False
    return True


def _children(container: Element) -> Iterator[Element]:
    """Give the blocks, rows or cells of an element that a reader can see."""
    return (child for child in inside(container) if child.tag not in _SILENT and child.tag not in _GONE)


def _value(element: Element, name: str) -> str:
    child = element.find(W + name)
    return "" if child is None else str(child.get(f"{W}val", ""))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
