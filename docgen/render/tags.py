"""Find every paragraph and tag of a Word part, each with its place in words.

A tag may be cut into several runs by Word; a paragraph's text is read whole, so that the tag is
seen as its writer typed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docgen.word.xml import MC, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_TAG: Final = re.compile(
    r"\{\{(?:(?!\{\{|\{%|\}\}).)*\}\}|\{%(?:(?!\{\{|\{%|%\}).)*%\}|\{#(?:(?!#\}).)*#\}", re.DOTALL
)
_INSIDE: Final = re.compile(
    r"(?P<open>\{[{%#])(?:(?P<prefix>tr|tc|p|r) |[-+])?(?P<body>.*?)[-+]?[}%#]\}", re.DOTALL
)
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_STRANGE_SPACE: Final = re.compile(r"(?P<start>\{[{%#](?:tr|tc|p|r))(?P<space>[^\S ])")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_STRAIGHT_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_TRANSPARENT: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins"))
_BESIDE: Final = (
    *(W + name for name in ("drawing", "pict", "object", "sectPr", "fldSimple", "instrText", "sym", "pgNum")),
    *(W + name for name in ("footnoteReference", "endnoteReference", "pageBreakBefore")),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
)
_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class TagParagraph:
    """One paragraph: its text, its place in words, and what it stands in.

    ``rows`` are the table rows around it, innermost last, ``cell`` the innermost cell, and
    ``parent`` the element that holds the paragraph.
    """

    text: str
    spot: str
    element: etree._Element
    parent: etree._Element
    rows: tuple[etree._Element, ...] = ()
    cell: etree._Element | None = None
    tags: list[Tag] = field(default_factory=list)

    def place(self, tag_text: str = "") -> str:
        """Say where this is, with the words around a tag when there are any."""
        excerpt = self._excerpt(tag_text)
        return f"{self.spot}: «{excerpt}»" if excerpt else self.spot

    def _excerpt(self, tag_text: str) -> str:
        text = " ".join(self.text.split())
        tag = " ".join(tag_text.split())
        if len(text) <= _EXCERPT:
            return text
        start = max(0, text.find(tag) - (_EXCERPT - min(len(tag), _EXCERPT)) // 2)
        start = min(start, len(text) - _EXCERPT)
        head, tail = "…" if start else "", "…" if start + _EXCERPT < len(text) else ""
        return f"{head}{text[start : start + _EXCERPT].strip()}{tail}"

    def left_over(self) -> str:
        """Give the text that stands outside all tags."""
        return _TAG.sub("\0", self.text)

    def has_more_than_text(self) -> bool:
        """Tell whether a picture, a symbol, a field, or the end of a page or section stands here."""
        breaks = (br for br in self.element.iter(f"{W}br") if br.get(f"{W}type") in ("page", "column"))
        return next(self.element.iter(*_BESIDE), None) is not None or next(breaks, None) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tag: as typed, what it opens with, its docxtpl prefix, and what it says.

    ``holder`` is the element whose runs it stands in, the paragraph or a hyperlink and the like; ``None``
    when it reaches across one.  ``unseen`` names a character in it that a reader cannot see; it is read over.
    """

    text: str
    opening: str
    prefix: str
    body: str
    paragraph: TagParagraph
    holder: etree._Element | None
    unseen: str = ""

    @property
    def keyword(self) -> str:
        """Give the first word of a ``{% … %}`` tag."""
        words = self.body.split(None, 1)
        return words[0] if words and self.opening == "{%" else ""

    @property
    def rest(self) -> str:
        """Give what follows the first word."""
        words = self.body.split(None, 1)
        return words[1] if len(words) > 1 else ""

    @property
    def place(self) -> str:
        """Say where the tag stands."""
        return self.paragraph.place(self.text)


def paragraphs(root: etree._Element, label: str) -> Iterator[TagParagraph]:
    """Walk a part's paragraphs in reading order, text boxes and tables inside tables too.

    ``label`` names the part for the user; it is empty for the body of the document.
    """
    body = root.find(f"{W}body")
    if body is not None:
        yield from _blocks(body, label, (), None)
    elif root.tag in (f"{W}footnotes", f"{W}endnotes"):
        for note in root:
            yield from _blocks(note, label, (), None)
    else:
        yield from _blocks(root, label, (), None)


def _blocks(
    container: etree._Element, spot: str, rows: tuple[etree._Element, ...], cell: etree._Element | None
) -> Iterator[TagParagraph]:
    """Walk the paragraphs and tables that stand directly in a body, cell or text box."""
    children = list(_children(container))
    lone = cell is container and sum(child.tag == f"{W}p" for child in children) == 1
    paragraph_number = table_number = 0
    for child in children:
        if child.tag == f"{W}p":
            paragraph_number += 1
            here = spot if lone else _join(spot, f"đoạn {paragraph_number}")
            yield _paragraph(child, here, rows, cell)
            for box in child.iter(f"{W}txbxContent"):
                if not _is_copy(box):
                    yield from _blocks(box, f"{here}, khung chữ", rows, cell)
        elif child.tag == f"{W}tbl":
            table_number += 1
            here = _join(spot, f"bảng {table_number}" if cell is None else f"bảng con {table_number}")
            yield from _table(child, here, rows)


def _table(table: etree._Element, spot: str, rows: tuple[etree._Element, ...]) -> Iterator[TagParagraph]:
    table_rows = [child for child in _children(table) if child.tag == f"{W}tr"]
    for row_number, row in enumerate(table_rows, 1):
        cells = [child for child in _children(row) if child.tag == f"{W}tc"]
        for cell_number, cell in enumerate(cells, 1):
            yield from _blocks(cell, f"{spot}, hàng {row_number}, ô {cell_number}", (*rows, row), cell)


def _children(container: etree._Element) -> Iterator[etree._Element]:
    """Give the children of an element, looking through content controls and the like."""
    for child in container:
        if child.tag in _TRANSPARENT:
            yield from _children(child)
        elif isinstance(child.tag, str):
            yield child


def _paragraph(
    element: etree._Element, spot: str, rows: tuple[etree._Element, ...], cell: etree._Element | None
) -> TagParagraph:
    texts = [text for text in element.iter(f"{W}t") if _owner(text) is element]
    parent = element.getparent()
    assert parent is not None, "a paragraph always stands in something"  # noqa: S101 - tells mypy
    paragraph = TagParagraph("".join(text.text or "" for text in texts), spot, element, parent, rows, cell)
    for match in _TAG.finditer(paragraph.text):
        meant, unseen = _meant(match[0])
        inside = _INSIDE.fullmatch(meant)
        if inside is not None:
            body = inside["body"].translate(_STRAIGHT_QUOTES).strip()
            holder = _holder(texts, *match.span())
            tag = Tag(match[0], inside["open"], inside["prefix"] or "", body, paragraph, holder, unseen)
            paragraph.tags.append(tag)
    return paragraph


def _meant(typed: str) -> tuple[str, str]:
    """Give a tag without what cannot be seen in it, and the first such character that breaks it."""
    prefix = _STRANGE_SPACE.match(typed)
    unseen = prefix["space"] if prefix else next(iter(_UNSEEN.findall(_QUOTED.sub("", typed))), "")
    if not unseen:
        return typed, ""
    meant = _UNSEEN.sub("", typed)
    return _STRANGE_SPACE.sub(r"\g<start> ", meant), f"U+{ord(unseen):04X}"


def _holder(texts: list[etree._Element], start: int, end: int) -> etree._Element | None:
    """Give what holds the runs of a tag, which takes the characters from ``start`` to ``end``."""
    holders: list[etree._Element | None] = []
    position = 0
    for text in texts:
        length = len(text.text or "")
        if position < end and position + length > start:
            run = text.getparent()
            holders.append(None if run is None else run.getparent())
        position += length
    links = any(holder is not None and holder.tag == f"{W}hyperlink" for holder in holders[1:-1])
    return holders[0] if holders[0] is holders[-1] and (not links or len({*holders}) == 1) else None


def _owner(text: etree._Element) -> etree._Element | None:
    """Give the paragraph that a text belongs to."""
    return next(text.iterancestors(f"{W}p"), None)


def _is_copy(box: etree._Element) -> bool:
    """Tell whether a text box is the copy that old versions of Word read."""
    return next(box.iterancestors(f"{MC}Fallback"), None) is not None


def _join(spot: str, more: str) -> str:
    return f"{spot}, {more}" if spot else more


_LABELS: Final = {
    "document": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "styles": "bộ kiểu chữ",
    "numbering": "phần đánh số",
    "settings": "phần cài đặt của tệp",
}


def part_label(name: str) -> str:
    """Name a part for the user: ``word/header2.xml`` is «đầu trang 2»; the body has no name."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    kind = stem.rstrip("0123456789")
    label = _LABELS.get(kind)
    return name if label is None else f"{label} {stem[len(kind) :]}".strip()
