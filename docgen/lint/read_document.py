"""Reads a Word document into the linter's model.

Everything that a reader of the page sees is read once: body, tables, text frames, text boxes (the
modern form where a file holds both), headers and footers.  Deleted text of tracked changes is not.
"""

from __future__ import annotations

import functools
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.lint.document_model import (
    REMEMBERED,
    Block,
    CellPlace,
    Element,
    Furniture,
    LintDocument,
    SectionFormat,
    Span,
    Stretch,
)
from docgen.lint.drawing import Line, bordering_lines, drawn_lines
from docgen.lint.foreign import Foreign, foreign_in
from docgen.lint.formatting import Formatting, ParagraphFormat, RunFormat, is_on, number
from docgen.lint.labels import Labels
from docgen.lint.pieces import stretches
from docgen.lint.tables import cells_of
from docgen.word.package import Package, PackedPart
from docgen.word.xml import serialise

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _R, _PPR, _RPR = (qn(f"w:{name}") for name in ("p", "tbl", "r", "pPr", "rPr"))
_FIELD, _FRAME, _SECT, _BOX = (qn(f"w:{name}") for name in ("fldSimple", "framePr", "sectPr", "txbxContent"))
_TYPE = qn("w:type")
_MOST_BLOCKS, _MOST_LETTERS = 20_000, 20_000
"""Most paragraphs of a paper, most letters of a paragraph: several times those of the longest law."""
_MAIN: Final = "word/document.xml"
_PROPERTIES: Final = "docProps/custom.xml"
_OWN: Final = frozenset({_MAIN, _PROPERTIES})
"""The members that differ between papers of one template."""
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_RUN_HOLDERS = _HOLDERS | {qn("w:hyperlink"), qn("w:fldSimple"), qn("w:dir"), qn("w:bdo")}


class TooLongError(Exception):
    """The paper is longer than any paper; reading it would take too much time."""


def read(data: bytes) -> LintDocument:
    """Read a ``.docx`` that has passed ``docgen.files.check_archive``.

    Raises ``TooLongError``, or what python-docx and lxml raise for a package that is no Word document
    (``KeyError``, ``ValueError``, ``AttributeError``, ``SyntaxError``); the caller words it for the user.
    """
    package = Package.read(data)
    rest = {name: None if name in _OWN else part for name, part in package.members.items()}
    around = _around(_Container(frozenset(rest.items()), data))
    if not around.shared:
        return _Walker(docx.Document(io.BytesIO(data)).part).document()
    return _Walker(around.part, around, parse_xml(package[_MAIN])).document()


def related_xml(part: Any, kind: str) -> Element | None:
    """Give the root of a related part, parsed, or ``None``."""
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            target = relation.target_part
            return target.element if hasattr(target, "element") else parse_xml(target.blob)
    return None


@dataclass(frozen=True, slots=True)
class _Container:
    """A file; two are equal when all members are but the text and the properties of its own."""

    rest: frozenset[tuple[str, PackedPart | None]]
    data: bytes = field(compare=False, repr=False)


@functools.lru_cache(maxsize=16)
def _around(container: _Container) -> _Around:
    """Open what papers of one template share only once."""
    return _Around(docx.Document(io.BytesIO(container.data)).part)


class _Around:
    """What a paper has beside its text: styles, lists, headers, settings; and paragraphs read before.

    ``shared`` tells that it holds for any text: no part but the package itself refers to the
    members that each paper has of its own.
    """

    def __init__(self, part: Any) -> None:
        self.part = part
        numbering = related_xml(part, RT.NUMBERING)
        self.formatting = Formatting(related_xml(part, RT.STYLES), related_xml(part, RT.THEME), numbering)
        self.labels = Labels(numbering)
        settings = related_xml(part, RT.SETTINGS)
        self.even = settings is not None and is_on(settings.find(qn("w:evenAndOddHeaders")))
        self.root = functools.cache(lambda of: parse_xml(of.blob))
        self.read_before: dict[tuple[str, str], _Passage] = {}

    @functools.cached_property
    def shared(self) -> bool:
        parts = list(self.part.package.iter_parts())
        named = {str(part.partname).lstrip("/"): part for part in parts}
        referred = {
            str(relation.target_part.partname).lstrip("/")
            for part in parts
            for relation in part.rels.values()
            if not relation.is_external
        }
        properties = named.get(_PROPERTIES)
        known = properties is None or properties.content_type == CT.OFC_CUSTOM_PROPERTIES
        return named.get(_MAIN) is self.part and known and not _OWN & referred

    @functools.cached_property
    def foreign(self) -> tuple[tuple[Foreign, ...] | None, ...]:
        """What each part must not hold, in their order; ``None`` for the text itself."""
        return tuple(
            None if part is self.part else foreign_in(part) for part in self.part.package.iter_parts()
        )


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph wherever it stands; ``ends_section`` and ``boxed``: it holds a ``sectPr``, a text box."""

    text: str
    spans: tuple[Span, ...]
    format: ParagraphFormat
    mark: RunFormat
    style: str
    in_list: tuple[str, int]
    lines: tuple[Line, ...]
    page_field: RunFormat | None
    frame: str
    ends_section: bool
    boxed: bool
    shown: tuple[Span, ...]
    stretches: tuple[Stretch, ...]


class _Walker:
    """Walks one package; holds the counters that the walk needs."""

    def __init__(self, part: Any, around: _Around | None = None, root: Element | None = None) -> None:
        """Take the main part; ``root`` is its text where that is not the one that the part holds."""
        self._part = part
        self._root = part.element if root is None else root
        self._around = around or _Around(part)
        self._formatting = self._around.formatting
        self._labels = self._around.labels
        self._labels.restart()
        self._paragraphs = self._blocks = self._tables = self._frames = self._section = 0
        self._last_frame = ""
        self._set_ups = list(self._root.body.iter(qn("w:sectPr")))
        self._sections = tuple(_section(element) for element in self._set_ups)

    def document(self) -> LintDocument:
        """Read body, headers and footers."""
        blocks = tuple(self._walk(self._root.body, 0, None))
        own = foreign_in(self._part, self._root)
        parts = (own if part is None else part for part in self._around.foreign)
        foreign = dict.fromkeys(itertools.chain.from_iterable(parts))
        return LintDocument(
            blocks, self._sections, tuple(self._furniture()), self._around.even, tuple(foreign)
        )

    def _room(self) -> int:
        if not self._sections:
            return 0
        return self._sections[min(self._section, len(self._sections) - 1)].text_width

    def _walk(
        self, parent: Element, width: int, cell: CellPlace | None, *, frame: int = 0, table_style: str = ""
    ) -> Iterator[Block]:
        """Yield the paragraphs below ``parent`` in reading order; ``width`` 0 is that of the page."""
        for child in parent:
            tag = child.tag
            if tag == _P:
                passage = self._passage(child, table_style)
                yield self._block(child, passage, width or self._room(), cell, frame)
                for box in _text_boxes(child) if passage.boxed else ():
                    self._frames += 1
                    yield from self._walk(box, width, cell, frame=self._frames)
                if passage.ends_section:
                    self._section += 1
            elif tag == _TBL:
                yield from self._table(child, frame)
            elif tag in _HOLDERS:
                yield from self._walk(child, width, cell, frame=frame, table_style=table_style)

    def _table(self, table: Element, frame: int) -> Iterator[Block]:
        self._tables += 1
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        style_id = (style.get(qn("w:val")) or "") if style is not None else ""
        of_style = {name: self._formatting.of_table(style_id, name) for name in ("tblCellMar", "tblBorders")}
        for cell, room, element in cells_of(table, self._tables, self._room(), of_style):
            yield from self._walk(element, room, cell, frame=frame, table_style=style_id)

    def _block(
        self, paragraph: Element, passage: _Passage, width: int, cell: CellPlace | None, frame: int
    ) -> Block:
        self._blocks += 1
        if not frame:
            self._paragraphs += 1
        if self._blocks > _MOST_BLOCKS or len(passage.text) > _MOST_LETTERS:
            raise TooLongError
        return Block(
            number=self._paragraphs,
            text=passage.text,
            label=self._labels.of(*passage.in_list),
            spans=passage.spans,
            format=passage.format,
            mark=passage.mark,
            style=passage.style,
            section=self._section,
            width=width,
            cell=cell,
            frame=frame or self._own_frame(passage.frame),
            lines=passage.lines + (bordering_lines(passage.format, width) if passage.format.borders else ()),
            page_field=passage.page_field,
            shown=passage.shown,
            stretches=passage.stretches,
            element=paragraph,
        )

    def _passage(self, paragraph: Element, table: str) -> _Passage:
        """Read a paragraph; one that is the same to the letter as another is not read again."""
        known = self._around.read_before
        key = (serialise(paragraph), table)
        if key not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[key] = self._read_passage(paragraph, table)
        return known[key]

    def _read_passage(self, paragraph: Element, table: str) -> _Passage:
        ppr = paragraph.find(_PPR)
        style = self._formatting.paragraph_style(ppr)
        spans: list[Span] = []
        page_field: RunFormat | None = None
        for run in _runs(paragraph):
            text, field = _run_text(run)
            if text or field:
                look = self._formatting.run(run.find(_RPR), style, table)
                page_field = look if field else page_field
                if text:
                    spans.append(Span(text, look))
        mark = self._formatting.run(ppr.find(_RPR) if ppr is not None else None, style, table)
        if page_field is None and _is_page(paragraph.find(_FIELD)):
            page_field = spans[0].format if spans else mark
        shape = self._formatting.paragraph(ppr, style, table)
        properties = ppr.find(_FRAME) if ppr is not None else None
        text = "".join(span.text for span in spans)
        return _Passage(
            text=text,
            spans=tuple(spans),
            format=shape,
            mark=mark,
            style=style,
            in_list=self._formatting.list_level(ppr, style),
            lines=drawn_lines(paragraph),
            page_field=page_field,
            frame=repr(sorted(properties.attrib.items())) if properties is not None else "",
            ends_section=paragraph.find(f"{_PPR}/{_SECT}") is not None,
            boxed=next(paragraph.iter(_BOX), None) is not None,
            shown=tuple(span for span in spans if span.inked),
            stretches=stretches(text, spans),
        )

    def _own_frame(self, key: str) -> int:
        """Give the number of the text frame that a paragraph is laid in; neighbours share it."""
        if key and key != self._last_frame:
            self._frames += 1
        self._last_frame = key
        return self._frames if key else 0

    def _furniture(self) -> Iterator[Furniture]:
        """Read headers and footers as each section names them (an unnamed one is inherited)."""
        inherited: dict[tuple[str, str], tuple[Block, ...]] = {}
        for index, element in enumerate(self._set_ups):
            self._section = index
            for kind in ("header", "footer"):
                for reference in element.iterfind(qn(f"w:{kind}Reference")):
                    target = self._part.rels[reference.get(qn("r:id"))].target_part
                    blocks = tuple(self._walk(self._around.root(target), 0, None))
                    inherited[kind, reference.get(qn("w:type")) or "default"] = blocks
            for (kind, variant), blocks in inherited.items():
                yield Furniture(kind, variant, index, blocks)


def _section(element: Element) -> SectionFormat:
    """Read one ``w:sectPr``; what it does not say has Word's default."""
    size = element.find(qn("w:pgSz"))
    margins = element.find(qn("w:pgMar"))
    numbers = element.find(qn("w:pgNumType"))

    def of(holder: Element | None, name: str, default: int) -> int:
        return number(holder.get(qn(f"w:{name}")), default) if holder is not None else default

    start = numbers.get(qn("w:start")) if numbers is not None else None
    gutter = of(margins, "gutter", 0)
    return SectionFormat(
        width=of(size, "w", 12240),
        height=of(size, "h", 15840),
        top=abs(of(margins, "top", 1440)),
        bottom=abs(of(margins, "bottom", 1440)),
        left=of(margins, "left", 1440) + gutter,
        right=of(margins, "right", 1440),
        header=of(margins, "header", 720),
        title_page=is_on(element.find(qn("w:titlePg"))),
        page_start=int(start) if start and start.isdecimal() else None,
        page_figures=(numbers.get(qn("w:fmt")) or "decimal") if numbers is not None else "decimal",
    )


def _runs(parent: Element) -> Iterator[Element]:
    """Yield the visible runs of a paragraph, also inside links, fields and insertions."""
    for child in parent:
        if child.tag == _R:
            yield child
        elif child.tag in _RUN_HOLDERS:
            yield from _runs(child)


def _run_text(run: Element) -> tuple[str, bool]:
    """Give the text of a run as it is read, and whether it holds the code of a page number."""
    parts: list[str] = []
    field = False
    for child in run:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            parts.append(child.text or "")
        elif name == "instrText":
            field = field or (child.text or "").split()[:1] == ["PAGE"]
        elif name == "pgNum":
            field = True
        elif name in _TEXT and child.get(_TYPE) not in {"page", "column"}:
            parts.append(_TEXT[name])
    return "".join(parts), field


def _is_page(field: Element | None) -> bool:
    return field is not None and (field.get(qn("w:instr")) or "").split()[:1] == ["PAGE"]


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the contents of text boxes anchored in a paragraph; the old form only where it is alone."""
    for content in paragraph.iter(_BOX):
        for parent in content.iterancestors():
            if parent is paragraph:
                yield content
                break
            if parent.tag in {_FALLBACK, _BOX}:
                break
