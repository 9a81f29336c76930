"""Reads a Word document into the linter's model.

Everything that a reader of the page sees is read once: body, tables, text frames, text boxes (the
modern form where a file holds both), headers and footers.  Deleted text of tracked changes is not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.lint.document_model import Block, CellPlace, Element, Furniture, LintDocument, SectionFormat, Span
from docgen.lint.drawing import drawn_lines
from docgen.lint.foreign import foreign_content
from docgen.lint.formatting import Formatting, RunFormat, is_on, number
from docgen.lint.labels import Labels
from docgen.lint.tables import cells_of

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _R, _PPR, _RPR = (qn(f"w:{name}") for name in ("p", "tbl", "r", "pPr", "rPr"))
_FIELD, _FRAME, _SECT, _BOX = (qn(f"w:{name}") for name in ("fldSimple", "framePr", "sectPr", "txbxContent"))
_TYPE = qn("w:type")
_MOST_BLOCKS, _MOST_LETTERS = 20_000, 20_000
"""Most paragraphs of a paper, most letters of a paragraph: several times those of the longest law."""
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
    return _Walker(docx.Document(io.BytesIO(data)).part).document()


def related_xml(part: Any, kind: str) -> Element | None:
    """Give the root of a related part, parsed, or ``None``."""
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            target = relation.target_part
            return target.element if hasattr(target, "element") else parse_xml(target.blob)
    return None


class _Walker:
    """Walks one package; holds the counters that the walk needs."""

    def __init__(self, part: Any) -> None:
        self._part = part
        numbering = related_xml(part, RT.NUMBERING)
        self._formatting = Formatting(related_xml(part, RT.STYLES), related_xml(part, RT.THEME), numbering)
        self._labels = Labels(numbering)
        self._paragraphs = self._blocks = self._tables = self._frames = self._section = 0
        self._last_frame = ""
        self._set_ups = list(part.element.body.iter(qn("w:sectPr")))
        self._sections = tuple(_section(element) for element in self._set_ups)

    def document(self) -> LintDocument:
        """Read body, headers and footers."""
        blocks = tuple(self._walk(self._part.element.body, 0, None))
        settings = related_xml(self._part, RT.SETTINGS)
        even = settings is not None and is_on(settings.find(qn("w:evenAndOddHeaders")))
        foreign = foreign_content(self._part.package)
        return LintDocument(blocks, self._sections, tuple(self._furniture()), even, foreign)

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
                yield self._block(child, width or self._room(), cell, frame, table_style)
                for box in _text_boxes(child):
                    self._frames += 1
                    yield from self._walk(box, width, cell, frame=self._frames)
                if child.find(f"{_PPR}/{_SECT}") is not None:
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

    def _block(self, paragraph: Element, width: int, cell: CellPlace | None, frame: int, table: str) -> Block:
        self._blocks += 1
        if not frame:
            self._paragraphs += 1
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
        if self._blocks > _MOST_BLOCKS or sum(len(span.text) for span in spans) > _MOST_LETTERS:
            raise TooLongError
        shape = self._formatting.paragraph(ppr, style, table)
        return Block(
            number=self._paragraphs,
            text="".join(span.text for span in spans),
            label=self._labels.of(ppr, style, self._formatting),
            spans=tuple(spans),
            format=shape,
            mark=mark,
            style=style,
            section=self._section,
            width=width,
            cell=cell,
            frame=frame or self._own_frame(ppr),
            lines=drawn_lines(paragraph, shape, width),
            page_field=page_field,
            element=paragraph,
        )

    def _own_frame(self, ppr: Element | None) -> int:
        """Give the number of the text frame that a paragraph is laid in; neighbours share it."""
        properties = ppr.find(_FRAME) if ppr is not None else None
        if properties is None:
            self._last_frame = ""
            return 0
        key = repr(sorted(properties.attrib.items()))
        if key != self._last_frame:
            self._frames += 1
            self._last_frame = key
        return self._frames

    def _furniture(self) -> Iterator[Furniture]:
        """Read headers and footers as each section names them (an unnamed one is inherited)."""
        inherited: dict[tuple[str, str], tuple[Block, ...]] = {}
        for index, element in enumerate(self._set_ups):
            self._section = index
            for kind in ("header", "footer"):
                for reference in element.iterfind(qn(f"w:{kind}Reference")):
                    target = self._part.rels[reference.get(qn("r:id"))].target_part
                    blocks = tuple(self._walk(parse_xml(target.blob), 0, None))
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
