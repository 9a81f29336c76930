"""The house style on a template: the styles and the margins of the style master.

When margins change, what fills the page follows: tables as wide as the text stay so, the head of a
paper keeps Quốc hiệu on one line, and a ruled line keeps its length.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from docgen.render.styles import STYLES, adopt
from docgen.word.xml import DECLARATION, W, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from docgen.word.package import Package

_TWIPS_PER_MM: Final = 1440 / 25.4
_ABOUT: Final = round(_TWIPS_PER_MM)
"""A table is as wide as the text when it is so within a millimetre."""
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_NATION_LINE: Final = round(98 * _TWIPS_PER_MM)
"""Room for Quốc hiệu, 95.6 mm at 13 bold, the largest size (Nghị định 30/2020, Phụ lục I, mục V)."""
_NATION_SHARE: Final = 5
"""The right column of the head takes one part in so many of a change of width, the left one the rest."""
_AFTER_INDENT: Final = (
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""What the schema wants after ``w:ind`` in ``w:pPr``."""

_Indents = tuple[int, int]


def impose(package: Package, master: Package) -> None:
    """Give a template the styles of the style master, and its margins by orientation of the section.

    A master without a section of an orientation leaves the template's own margins.  Raises
    ``MarkupError`` for a part that is not sound and ``KeyError`` for one that is missing.
    """
    adopt(package, master)
    margins = _margins(master)
    name = package.main_part() or ""
    root = parse_strict(package[name])
    rules = _rules(parse_strict(package[STYLES]))
    for section, blocks in _sections(root):
        wanted = margins.get(_lies(section))
        before = _text_width(section)
        page = section.find(f"{W}pgMar")
        if wanted is None or before is None or page is None:
            continue
        for side, value in wanted.items():
            page.set(side, value)
        after = _text_width(section)
        if after is not None and after != before:
            _fit(blocks, before, after, rules)
    package.put(name, (DECLARATION + serialise(root)).encode())


def _margins(master: Package) -> dict[bool, dict[str, str]]:
    """Give the margins of the master's first upright (``False``) and first lying section."""
    main = master.main_part()
    if main is None or main not in master:
        return {}
    found: dict[bool, dict[str, str]] = {}
    for section, _ in _sections(parse_strict(master[main])):
        page = section.find(f"{W}pgMar")
        if page is not None:
            found.setdefault(_lies(section), {str(key): str(value) for key, value in page.attrib.items()})
    return found


def _sections(root: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Give each section's properties with the paragraphs and tables that stand in it."""
    blocks: list[etree._Element] = []
    for block in root.iterfind(f"{W}body/*"):
        ended = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        blocks.append(block)
        if ended is not None:
            yield ended, blocks
            blocks = []


def _number(element: etree._Element | None, attribute: str) -> int | None:
    """Read a measure in twips; ``None`` when it is absent or no whole number."""
    value = "" if element is None else element.get(W + attribute, "")
    return int(value) if value.removeprefix("-").isdecimal() else None


def _lies(section: etree._Element) -> bool:
    size = section.find(f"{W}pgSz")
    return (_number(size, "w") or 0) > (_number(size, "h") or 0)


def _text_width(section: etree._Element) -> int | None:
    page = section.find(f"{W}pgMar")
    width, left, right = (
        _number(section.find(f"{W}pgSz"), "w"), _number(page, "left"), _number(page, "right"),
    )  # fmt: skip
    if width is None or left is None or right is None:
        return None
    return width - left - right - (_number(page, "gutter") or 0)


def _rules(styles: etree._Element) -> dict[str, _Indents]:
    """Give the indents of the styles that draw a line between two indents."""
    found = {}
    for style in styles.iterfind(f"{W}style"):
        look = style.find(f"{W}pPr")
        if look is None or look.find(f"{W}pBdr") is None:
            continue
        indent = look.find(f"{W}ind")
        left, right = _number(indent, "left"), _number(indent, "right")
        if left and right:
            found[style.get(f"{W}styleId", "")] = (left, right)
    return found


def _fit(blocks: Sequence[etree._Element], before: int, after: int, rules: Mapping[str, _Indents]) -> None:
    """Bring what fills the text width from one width to another."""
    for block in blocks:
        if block.tag == f"{W}p":
            _keep_length(block, after - before, rules)
        elif block.tag == f"{W}tbl":
            columns = [_number(column, "w") or 0 for column in block.iterfind(f"{W}tblGrid/{W}gridCol")]
            if abs(sum(columns) - before) <= _ABOUT:
                _fit_table(block, columns, after, rules)


def _fit_table(table: etree._Element, old: list[int], width: int, rules: Mapping[str, _Indents]) -> None:
    new = _columns(table, old, width)
    for column, size in zip(table.iterfind(f"{W}tblGrid/{W}gridCol"), new, strict=True):
        column.set(f"{W}w", str(size))
    _set_width(table.find(f"{W}tblPr/{W}tblW"), width)
    for row in table.iterfind(f"{W}tr"):
        start = _number(row.find(f"{W}trPr/{W}gridBefore"), "val") or 0
        for cell in row.iterfind(f"{W}tc"):
            end = start + (_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1)
            _set_width(cell.find(f"{W}tcPr/{W}tcW"), sum(new[start:end]))
            for paragraph in cell.iterfind(f"{W}p"):
                _keep_length(paragraph, sum(new[start:end]) - sum(old[start:end]), rules)
            start = end


def _columns(table: etree._Element, old: list[int], width: int) -> list[int]:
    """Share a new width out: in proportion, but the head of a paper so that Quốc hiệu has its room."""
    total = sum(old)
    if _is_head(table, old):
        wanted = max(_NATION_LINE, old[1] + round((width - total) / _NATION_SHARE))
        right = min(wanted, width * 2 // 3)
        return [width - right, right]
    edges = [round(edge * width / total) for edge in accumulate(old, initial=0)]
    return [end - start for start, end in pairwise(edges)]


def _is_head(table: etree._Element, columns: list[int]) -> bool:
    two = 2
    return len(columns) == two and any(_NATION in (text.text or "") for text in table.iter(f"{W}t"))


def _set_width(element: etree._Element | None, width: int) -> None:
    """Write a width where one in twips stands; a width by content or in percent stays."""
    if element is not None and element.get(f"{W}type") == "dxa":
        element.set(f"{W}w", str(width))


def _keep_length(paragraph: etree._Element, wider: int, rules: Mapping[str, _Indents]) -> None:
    """Keep the length of a ruled line in a room that has become so much wider."""
    look = paragraph.find(f"{W}pPr")
    style = None if look is None else look.find(f"{W}pStyle")
    indents = None if style is None else rules.get(style.get(f"{W}val", ""))
    if look is None or indents is None or look.find(f"{W}ind") is not None:
        return
    indent = look.makeelement(f"{W}ind", {})
    for side, value in zip(("left", "right"), indents, strict=True):
        indent.set(W + side, str(max(0, value + round(wider / 2))))
    followers = [item for item in look if str(item.tag).removeprefix(W) in _AFTER_INDENT]
    if followers:
        followers[0].addprevious(indent)
    else:
        look.append(indent)
