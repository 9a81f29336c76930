"""Where something stands in a paper, in the words of the person who reads it.

``mục III, bảng 1, hàng 4, cột 3``; ``đoạn 12, «Thực hiện Kế hoạch…»``; ``Nơi nhận``.  Paragraphs that are
empty are not counted, nor are the tables that only set out the head and the signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.delta.model import Block, Cell, Document, Element, Paragraph, Row, Story, Table, paragraphs, plain
from docgen.viet import name_key

HEAD: Final = "phần đầu văn bản"
SIGNATURE: Final = "phần ký"
RECIPIENTS: Final = "Nơi nhận"

_SECTION: Final = re.compile(r"(?:Mục\s+)?([IVXL]{1,6})[.:]\s", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(Điều\s+\d+[a-zđ]?)\b", re.IGNORECASE)
_APPENDIX: Final = re.compile(r"(Phụ lục(?:\s+(?:\d+|[IVXL]+))?)\W*$", re.IGNORECASE)
_SIDES: Final = {"header": "đầu trang", "footer": "chân trang"}
_NOTES: Final = {"footnotes": "chú thích cuối trang", "endnotes": "chú thích cuối văn bản"}
_NATION: Final = name_key("Cộng hòa xã hội chủ nghĩa Việt Nam")
_SIGNERS: Final = re.compile(r"\s*(?:TM|KT|TL|TUQ|Q)\s*\.")
_RECIPIENTS: Final = name_key(RECIPIENTS)


class Places:
    """The places of one document's paragraphs, cells, rows and tables, by their elements."""

    def __init__(self, document: Document) -> None:
        self._places: dict[Element, str] = {}
        self._labels: dict[Element, str] = {}
        for story in document.stories:
            self._story(story)

    def of(self, thing: Block | Cell | Row) -> str:
        """Give the place of a block, cell or row."""
        return self._places.get(thing.element, "")

    def label(self, thing: Block | Cell | Row) -> str:
        """Name what a cell is about: its row and its column, ``Phường An Sơn · Tổng điểm``."""
        return self._labels.get(thing.element, "")

    def _story(self, story: Story) -> None:
        kind = story.role.partition(" ")[0]
        if story.role == "body":
            self._body(story.blocks)
        elif kind in _SIDES:
            self._inside(story.blocks, _SIDES[kind])
        else:
            self._inside(story.blocks, _NOTES.get(kind, kind))

    def _body(self, blocks: Sequence[Block]) -> None:
        section = ""
        lines = tables = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                if block.is_empty:
                    self._paragraph(block, section or f"đoạn {lines + 1}")
                    continue
                heading = _heading(block)
                if heading:
                    section, lines, tables = heading, 0, 0
                    self._paragraph(block, f"{heading}, «{block.excerpt()}»")
                else:
                    lines += 1
                    self._paragraph(block, _join(section, f"đoạn {lines}, «{block.excerpt()}»"))
            elif isinstance(block, Table):
                if not self._layout(block):
                    tables += 1
                    self._table(block, _join(section, f"bảng {tables}"))
            else:
                self._places[block.element] = section

    def _paragraph(self, paragraph: Paragraph, place: str) -> None:
        self._places[paragraph.element] = place
        for box in paragraph.boxes:
            self._inside(box, f"{place}, khung chữ")

    def _inside(self, blocks: Sequence[Block], place: str) -> None:
        """Give all that stands in a cell, a header or a box the place of its holder."""
        tables = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, place)
            elif isinstance(block, Table):
                tables += 1
                self._table(block, f"{place}, bảng con {tables}")
            else:
                self._places[block.element] = place

    def _layout(self, table: Table) -> bool:
        """Place the head or the signature of a paper, which are tables only to set them out."""
        keys = [name_key(paragraph.text) for paragraph in paragraphs([table])]
        head = any(_NATION in key for key in keys)
        signed = any(_SIGNERS.match(p.text) for p in paragraphs([table]))
        if not head and not signed and not any(key.startswith(_RECIPIENTS) for key in keys):
            return False
        self._places[table.element] = HEAD if head else SIGNATURE
        for row in table.rows:
            self._places[row.element] = HEAD if head else SIGNATURE
            for cell in row.cells:
                first = next((p for p in paragraphs(cell.blocks) if not p.is_empty), None)
                listed = first is not None and name_key(first.text).startswith(_RECIPIENTS)
                place = HEAD if head else RECIPIENTS if listed else SIGNATURE
                self._places[cell.element] = place
                self._inside(cell.blocks, place)
        return True

    def _table(self, table: Table, place: str) -> None:
        self._places[table.element] = place
        heads = [cell.text for cell in table.rows[0].cells] if table.rows else []
        for number, row in enumerate(table.rows, start=1):
            here = f"{place}, hàng {number}"
            self._places[row.element] = here
            name = _row_name(row)
            self._labels[row.element] = name
            for column, cell in enumerate(row.cells, start=1):
                self._places[cell.element] = f"{here}, cột {column}"
                head = heads[column - 1] if number > 1 and len(heads) == len(row.cells) else ""
                label = " · ".join(filter(None, (name if name != cell.text else "", head)))
                self._labels[cell.element] = label
                self._inside(cell.blocks, f"{here}, cột {column}")
                for paragraph in paragraphs(cell.blocks):
                    self._labels.setdefault(paragraph.element, label)


def _heading(paragraph: Paragraph) -> str:
    """Name the section that a paragraph opens; nothing when it opens none."""
    text = plain(paragraph.text)
    for pattern, name in ((_SECTION, "mục {}"), (_ARTICLE, "{}"), (_APPENDIX, "{}")):
        match = pattern.match(text)
        if match is not None and (pattern is not _SECTION or match[1].isupper()):
            return name.format(match[1])
    return ""


def _row_name(row: Row) -> str:
    """Give the first cell with a word of more than a numeral: what the row is about."""
    for cell in row.cells:
        words = [word for word in cell.words if len(word) > 1 and not word[0].isdigit()]
        if words and not re.fullmatch(r"[IVXLC.\d\s]+", cell.text):
            return cell.text
    return ""


def _join(place: str, more: str) -> str:
    return f"{place}, {more}" if place else more
