"""Where something stands in a paper, in the words of the person who reads it.

As an office cites them, the smaller part first (Nghị định 30/2020, Phụ lục I: mục, khoản, điểm):
``điểm a khoản 2 mục III``; ``số thứ tự 04, cột 3, bảng 1 mục III``; ``đoạn 12, «Thực hiện Kế hoạch…»``;
``Nơi nhận``.  A row is cited by its number in the table; where it has none it is counted below the headings.
Paragraphs that are empty are not counted, nor are the tables that only set out the head and the signature.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from docgen.delta.model import (
    Block,
    Cell,
    Document,
    Element,
    Paragraph,
    Story,
    Table,
    TableRow,
    paragraphs,
    plain,
)
from docgen.viet import name_key

HEAD: Final = "phần đầu văn bản"
SIGNATURE: Final = "phần ký"
RECIPIENTS: Final = "Nơi nhận"

_SECTION: Final = re.compile(r"(?:Mục\s+)?([IVXL]{1,6})[.:]\s", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(Điều\s+\d+[a-zđ]?)\b", re.IGNORECASE)
_APPENDIX: Final = re.compile(r"(Phụ lục(?:\s+(?:\d+|[IVXL]+))?)\W*$", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"(\d{1,2})[.)]\s")
_POINT: Final = re.compile(r"([a-zđ])\)\s")
_ORDINALS: Final = frozenset({"tt", "stt", "số"})
"""How the column of a table's numbers is headed."""
_BULLETS: Final = {"- ": "gạch đầu dòng", "+ ": "dấu cộng"}
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

    def of(self, thing: Block | Cell | TableRow) -> str:
        """Give the place of a block, cell or row."""
        return self._places.get(thing.element, "")

    def label(self, thing: Block | Cell | TableRow) -> str:
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
        part = _PlacePart()
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, part.place(block))
            elif isinstance(block, Table):
                if not self._layout(block):
                    self._table(block, part.table())
            else:
                self._places[block.element] = part.section

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
                self._table(block, f"bảng con {tables}, {place}")
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
        headings = sum(
            1 for _ in itertools.takewhile(lambda pair: _names_columns(*pair), enumerate(table.rows))
        )
        counted = heads[0] if headings and heads else ""
        for number, row in enumerate(table.rows, start=1):
            called = _row_number(row, number - headings, counted)
            here = f"{called}, {place}"
            self._places[row.element] = here
            name = _row_name(row)
            self._labels[row.element] = name
            for column, cell in enumerate(row.cells, start=1):
                spot = f"{called}, cột {column}, {place}"
                self._places[cell.element] = spot
                head = heads[column - 1] if number > 1 and len(heads) == len(row.cells) else ""
                label = " · ".join(filter(None, (name if name != cell.text else "", head)))
                self._labels[cell.element] = label
                self._inside(cell.blocks, spot)
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


def _row_name(row: TableRow) -> str:
    """Give the first cell with a word of more than a numeral: what the row is about."""
    for cell in row.cells:
        words = [word for word in cell.words if len(word) > 1 and not word[0].isdigit()]
        if words and not re.fullmatch(r"[IVXLC.\d\s]+", cell.text):
            return cell.text
    return ""


def _names_columns(number: int, row: TableRow) -> bool:
    """Tell whether a row at the top of a table is a heading: marked so, or the first and without figures."""
    return row.heading or (number == 0 and len(row.cells) > 1 and not any(map(str.isdecimal, row.text)))


def _row_number(row: TableRow, counted: int, heading: str) -> str:
    """Call a row by the number that it has in the table (``số thứ tự 04``, ``hạng 2``), else by its place."""
    first = row.cells[0].text.rstrip(".") if len(row.cells) > 1 else ""
    if re.fullmatch(r"\d{1,3}|[IVXL]{1,6}", first):
        named = heading.isalpha() and heading.casefold() not in _ORDINALS
        return f"{heading.lower() if named else 'số thứ tự'} {first}"
    return f"hàng {counted}" if counted > 0 else "hàng tiêu đề"


class _PlacePart:
    """Where we are while we go through a paper: its mục, khoản and điểm, and what was counted in the last."""

    def __init__(self) -> None:
        self.section = self._clause = self._point = ""
        self._counts: Counter[str] = Counter()
        self._tables = 0

    def place(self, paragraph: Paragraph) -> str:
        """Give the place of the next paragraph."""
        heading = _heading(paragraph)
        if heading:
            self.section, self._clause, self._point, self._tables = heading, "", "", 0
            self._counts.clear()
            return f"{heading}, «{paragraph.excerpt()}»"
        if paragraph.is_empty:
            return self.section or f"đoạn {self._counts['đoạn'] + 1}"
        text = plain(paragraph.text)
        clause, point = _CLAUSE.match(text), _POINT.match(text)
        if clause is not None:
            self._clause, self._point = f"khoản {clause[1]}", ""
            self._counts.clear()
            return self._named("", paragraph)
        if point is not None:
            self._point = f"điểm {point[1]}"
            self._counts.clear()
            return self._named("", paragraph)
        kind = next((name for mark, name in _BULLETS.items() if text.startswith(mark)), "đoạn")
        self._counts[kind] += 1
        number = self._counts[kind]
        return self._named(f"đoạn {number}" if kind == "đoạn" else f"{kind} thứ {number}", paragraph)

    def table(self) -> str:
        """Give the place of the next table."""
        self._tables += 1
        return f"bảng {self._tables} {self.section}".strip()

    def _named(self, smallest: str, paragraph: Paragraph) -> str:
        parts = " ".join(filter(None, (smallest, self._point, self._clause, self.section)))
        return f"{parts}, «{paragraph.excerpt()}»"
