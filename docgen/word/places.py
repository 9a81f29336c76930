"""What a place in a paper is called, by the linter, a comparison, a merge, the check of templates, a comment.

As an office cites it, the smaller part first (Nghị định 30/2020, Phụ lục I: mục, khoản, điểm), since a
correction paper prints the same words: ``đoạn 2 khoản 3 mục II``; ``hàng 4, cột 3, bảng 2 mục III``;
``phần ký``.  A row is cited by its number in the table; where it has none it is counted below the headings.
Empty paragraphs are not counted, nor are the tables that only set out the head and the signature.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from docgen.viet import name_key
from docgen.word.xml import W, inside

Element = Any
"""An lxml element."""

HEAD: Final = "phần đầu văn bản"
SIGNATURE: Final = "phần ký"
RECIPIENTS: Final = "Nơi nhận"
ATTACHED: Final = "phần kèm theo"
"""What stands below the signature and calls itself no appendix."""

_PARTS: Final = {
    "document": "",
    "body": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "styles": "bộ kiểu chữ",
    "numbering": "phần đánh số",
    "settings": "phần cài đặt của tệp",
}
_SECTION: Final = re.compile(r"(?:Mục\s+)?([IVXL]{1,6})[.:]\s", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(Điều\s+\d+[a-zđ]?)\b", re.IGNORECASE)
_APPENDIX: Final = re.compile(r"(Phụ lục(?:\s+(?:\d+|[IVXL]+))?)\W*$", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"(\d{1,2})[.)]\s")
_POINT: Final = re.compile(r"([a-zđ])\)\s")
_NUMERAL: Final = re.compile(r"\d{1,3}|[IVXL]{1,6}")
_ROMAN: Final = re.compile(r"[IVXLC.\d\s]+")
_WORD: Final = re.compile(r"\b[^\W\d]\w")
_ORDINALS: Final = frozenset({"tt", "stt", "số"})
"""How the column of a table's numbers is headed."""
_BULLETS: Final = {"- ": "gạch đầu dòng", "+ ": "dấu cộng"}
_NATION: Final = name_key("Cộng hòa xã hội chủ nghĩa Việt Nam")
_SIGNERS: Final = re.compile(r"\s*(?:TM|KT|TL|TUQ|Q)\s*\.")
_RECIPIENTS: Final = name_key(RECIPIENTS)
_DATED: Final = re.compile(".*".join(map(name_key, ("ngày", "tháng", "năm"))) + r"[\s\d.…]*$")
_LONGEST_HEAD: Final = 12
"""Most lines of a head that is typed with tabs."""
_P, _TBL, _TR, _TC, _T, _R = (W + name for name in ("p", "tbl", "tr", "tc", "t", "r"))
_BETWEEN: Final = tuple(W + name for name in ("tab", "br", "cr"))
_LONGEST: Final = 40
"""Most letters of the excerpt that ``quoted`` adds."""


def part_name(part: str) -> str:
    """Name a part by its file or its role: ``word/header2.xml`` and ``header 1 first`` are «đầu trang».

    The text itself has no name, a part that is not known keeps its own.
    """
    stem = re.split(r"[\d ]", part.rpartition("/")[2].removesuffix(".xml"))[0]
    return _PARTS.get(stem, part)


class Places:
    """The names of all places of some parts, as they stood when this was made."""

    def __init__(self, parts: Iterable[tuple[str, Element]]) -> None:
        """Walk parts, each given by its file or role and its root."""
        self._names: dict[Element, str] = {}
        self._about: dict[Element, str] = {}
        self._running: dict[Element, str] = {}
        """Paragraphs of the running text: in no table, box, header or note; and their text."""
        for part, root in parts:
            self._part(part_name(part), root)

    def of(self, element: Element) -> str:
        """Name the place of a paragraph, cell, row or table, or of what stands in one."""
        line = itertools.chain((element,), element.iterancestors())
        return next((self._names[around] for around in line if around in self._names), "")

    def quoted(self, element: Element) -> str:
        """Name a place, with the first words of a paragraph of the running text."""
        text = self._running.get(element, "")
        return f"{self.of(element)}, «{shortened(text, _LONGEST)}»" if text else self.of(element)

    def table(self, element: Element) -> str:
        """Name the table in which something stands; ``""`` outside tables."""
        return next((self.of(table) for table in element.iterancestors(_TBL)), "")

    def label(self, element: Element) -> str:
        """Name what a cell, row or paragraph of a table is about: ``Phường An Sơn · Tổng điểm``."""
        return self._about.get(element, "")

    def _part(self, name: str, root: Element) -> None:
        body = root.find(f"{W}body")
        self._names[root] = name
        if body is not None:
            self._text(list(inside(body)))
        elif root.tag in (f"{W}footnotes", f"{W}endnotes"):
            for note in root:
                self._within(note, name)
        else:
            self._within(root, name)

    def _text(self, blocks: Sequence[Element]) -> None:
        where = _Reading()
        head = _typed_head(blocks)
        for number, block in enumerate(blocks):
            if block.tag == _P and number < head:
                self._paragraph(block, HEAD)
            elif block.tag == _P:
                text = plain(text_of(block))
                self._running[block] = text
                self._paragraph(block, where.place(text))
            elif block.tag == _TBL:
                set_out = self._layout(block)
                if set_out:
                    where.pass_by(set_out)
                else:
                    self._table(block, where.table())
            else:
                self._names[block] = where.section

    def _paragraph(self, paragraph: Element, place: str) -> None:
        self._names[paragraph] = place
        for box in paragraph.iter(f"{W}txbxContent"):
            self._within(box, f"{place}, khung chữ")

    def _within(self, holder: Element, place: str) -> None:
        """Give all that stands in a cell, a header or a box the place of its holder."""
        tables = 0
        for block in inside(holder):
            if block.tag == _P:
                self._paragraph(block, place)
            elif block.tag == _TBL:
                tables += 1
                self._table(block, f"bảng con {tables}, {place}")

    def _layout(self, table: Element) -> str:
        """Place the head or the signature, if a table is there only to set them out; else give ``""``."""
        texts = [text_of(paragraph) for paragraph in table.iter(_P)]
        keys = [name_key(text) for text in texts]
        head = any(_NATION in key for key in keys)
        signed = any(map(_SIGNERS.match, texts)) or any(key.startswith(_RECIPIENTS) for key in keys)
        if not head and not signed:
            return ""
        place = HEAD if head else SIGNATURE
        self._names[table] = place
        for cell in table.iter(_TC):
            if not head:
                listed = name_key(_cell_text(cell)).startswith(_RECIPIENTS)
                self._names[cell] = RECIPIENTS if listed else SIGNATURE
        return place

    def _table(self, table: Element, place: str) -> None:
        self._names[table] = place
        rows = [_RowSeen(row) for row in inside(table) if row.tag == _TR]
        headings = sum(1 for _ in itertools.takewhile(lambda pair: pair[1].heads(pair[0]), enumerate(rows)))
        heads = rows[0].texts if rows else []
        counted = heads[0] if headings and heads else ""
        for number, row in enumerate(rows, start=1):
            called = row.called(number - headings, counted)
            self._names[row.element] = f"{called}, {place}"
            self._about[row.element] = row.name
            for column, (cell, text) in enumerate(zip(row.cells, row.texts, strict=True), start=1):
                spot = f"{called}, cột {column}, {place}"
                head = heads[column - 1] if number > 1 and len(heads) == len(row.cells) else ""
                label = " · ".join(filter(None, (row.name if row.name != text else "", head)))
                self._names[cell], self._about[cell] = spot, label
                self._within(cell, spot)
                for paragraph in cell.iter(_P):
                    self._about.setdefault(paragraph, label)


def _typed_head(blocks: Sequence[Element]) -> int:
    """Count the blocks of a head that was typed with tabs, in no table: from Quốc hiệu to place and date."""
    keys = [name_key(text_of(block)) if block.tag == _P else "" for block in blocks[:_LONGEST_HEAD]]
    if not any(_NATION in key for key in keys):
        return 0
    return max(number for number, key in enumerate(keys, 1) if _NATION in key or _DATED.search(key))


class _RowSeen:
    """A row of a table with its cells and their texts, each on one line."""

    def __init__(self, row: Element) -> None:
        self.element = row
        self.cells = [cell for cell in inside(row) if cell.tag == _TC]
        self.texts = [_cell_text(cell) for cell in self.cells]

    @property
    def name(self) -> str:
        """The first text with a word of more than a numeral: what the row is about."""
        return next((text for text in self.texts if _WORD.search(text) and not _ROMAN.fullmatch(text)), "")

    def heads(self, index: int) -> bool:
        """Tell whether a row at the top is a heading: marked so, or the first and without figures."""
        if self.element.find(f"{W}trPr/{W}tblHeader") is not None:
            return True
        return index == 0 and len(self.cells) > 1 and not any(map(str.isdecimal, "".join(self.texts)))

    def called(self, counted: int, heading: str) -> str:
        """Call a row by the number that it has in the table (``hạng 2``), else by its place."""
        first = self.texts[0].rstrip(".") if len(self.texts) > 1 else ""
        if _NUMERAL.fullmatch(first):
            named = heading.isalpha() and heading.casefold() not in _ORDINALS
            return f"{heading.lower() if named else 'số thứ tự'} {first}"
        return f"hàng {counted}" if counted > 0 else "hàng tiêu đề"


class _Reading:
    """Where we are while we go through a paper: its mục, khoản and điểm, and what was counted in the last."""

    def __init__(self) -> None:
        self.section = self._clause = self._point = self._appendix = ""
        self._counts: Counter[str] = Counter()
        self._tables = 0

    def place(self, text: str) -> str:
        """Name the place of the next paragraph by its text."""
        if self._heads(text):
            return self.section
        if name_key(text).startswith(_RECIPIENTS):
            self._open(RECIPIENTS)
        elif _SIGNERS.match(text) and text.isupper():
            self._open(SIGNATURE)
        if self.section in (RECIPIENTS, SIGNATURE):
            return self.section
        if not text:
            return self.section or f"đoạn {self._counts['đoạn'] + 1}"
        clause, point = _CLAUSE.match(text), _POINT.match(text)
        if clause is not None:
            self._clause, self._point = f"khoản {clause[1]}", ""
        elif point is not None:
            self._point = f"điểm {point[1]}"
        else:
            kind = next((name for mark, name in _BULLETS.items() if text.startswith(mark)), "đoạn")
            self._counts[kind] += 1
            number = self._counts[kind]
            return self._named(f"đoạn {number}" if kind == "đoạn" else f"{kind} thứ {number}")
        self._counts.clear()
        return self._named("")

    def table(self) -> str:
        """Name the place of the next table."""
        self._tables += 1
        return f"bảng {self._tables} {self.section}".strip()

    def pass_by(self, set_out: str) -> None:
        """Go past the table of the head or the signature; what is below the signature is attached."""
        if set_out == SIGNATURE:
            self._appendix = ATTACHED
            self._open(ATTACHED)

    def _heads(self, text: str) -> bool:
        """Tell whether a paragraph opens a section, which is then open."""
        appendix = _APPENDIX.match(text)
        if appendix is not None:
            self._appendix = appendix[1]
            self._open(appendix[1])
            return True
        section, article = _SECTION.match(text), _ARTICLE.match(text)
        if section is not None and section[1].isupper():
            self._open(f"mục {section[1]} {self._appendix}".strip())
        elif article is not None:
            self._open(f"{article[1]} {self._appendix}".strip())
        else:
            return False
        return True

    def _open(self, section: str) -> None:
        self.section, self._clause, self._point, self._tables = section, "", "", 0
        self._counts.clear()

    def _named(self, smallest: str) -> str:
        return " ".join(filter(None, (smallest, self._point, self._clause, self.section)))


def text_of(paragraph: Element) -> str:
    """Give the text of one paragraph: what text boxes in it hold, and what was moved away, is not in it."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for piece in paragraph.iter(_T, *_BETWEEN):
        around = next(piece.iterancestors(_P, f"{W}moveFrom"), None)
        if around is paragraph and piece.tag == _T:
            yield piece.text or ""
        elif around is paragraph and piece.getparent().tag == _R:
            yield " "


def _cell_text(cell: Element) -> str:
    return " ".join(filter(None, (plain(text_of(paragraph)) for paragraph in cell.iter(_P))))


def plain(text: str) -> str:
    """Write a text on one line, for showing; what is no text (U+FFFC) is a space."""
    return " ".join(text.replace("\ufffc", " ").split())


def shortened(text: str, length: int) -> str:
    """Cut a text between words, with an ellipsis when something was cut."""
    if len(text) <= length:
        return text
    return text[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:.") + "…"
