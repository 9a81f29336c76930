"""Find every paragraph and tag of a Word part, each with its place in words.

A tag may be cut into several runs by Word; a paragraph's text is read whole, so that the tag is
seen as its writer typed it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docgen.word.places import Places
from docgen.word.xml import MC, W, inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_BESIDE: Final = (
    *(W + name for name in ("drawing", "pict", "object", "sectPr", "fldSimple", "instrText", "sym", "pgNum")),
    *(W + name for name in ("footnoteReference", "endnoteReference", "pageBreakBefore")),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
)
_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class TagParagraph:
    """One paragraph: its text, the names of the places of its part, and what it stands in.

    ``rows`` are the table rows around it, innermost last, ``cell`` the innermost cell, and
    ``parent`` the element that holds the paragraph.
    """

    text: str
    places: Callable[[], Places]
    element: etree._Element
    parent: etree._Element
    rows: tuple[etree._Element, ...] = ()
    cell: etree._Element | None = None
    tags: list[Tag] = field(default_factory=list)

    @property
    def spot(self) -> str:
        """Name the place where it stands."""
        return self.places().of(self.element)

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


def paragraphs(root: etree._Element, part: str) -> Iterator[TagParagraph]:
    """Walk a part's paragraphs in reading order, text boxes and tables inside tables too.

    ``part`` is the part's name in the package.
    """
    places = functools.cache(lambda: Places([(part, root)]))  # asked for where a fault is told
    body = root.find(f"{W}body")
    notes = root.tag in (f"{W}footnotes", f"{W}endnotes")
    for holder in root if notes else (root if body is None else body,):
        yield from _blocks(holder, places, (), None)


def _blocks(
    holder: etree._Element,
    places: Callable[[], Places],
    rows: tuple[etree._Element, ...],
    cell: etree._Element | None,
) -> Iterator[TagParagraph]:
    """Walk the paragraphs and tables that stand directly in a body, cell or text box."""
    for child in inside(holder):
        if child.tag == f"{W}p":
            yield _paragraph(child, places, rows, cell)
            for box in child.iter(f"{W}txbxContent"):
                if not _is_copy(box):
                    yield from _blocks(box, places, rows, cell)
        elif child.tag == f"{W}tbl":
            for row in inside(child):
                for within in inside(row) if row.tag == f"{W}tr" else ():
                    if within.tag == f"{W}tc":
                        yield from _blocks(within, places, (*rows, row), within)


def _paragraph(
    element: etree._Element,
    places: Callable[[], Places],
    rows: tuple[etree._Element, ...],
    cell: etree._Element | None,
) -> TagParagraph:
    texts = [text for text in element.iter(f"{W}t") if _owner(text) is element]
    parent = element.getparent()
    assert parent is not None, "a paragraph always stands in something"  # noqa: S101 - tells mypy
    paragraph = TagParagraph("".join(text.text or "" for text in texts), places, element, parent, rows, cell)
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
