"""Whether Word opens a finished .docx without repair, and whether it prints as it should.

Our own check of every paper, as a table of small rules.  It knows what the public validators
miss: a cell without a paragraph, a part without a content type, a tag that nobody filled in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from docgen.files import check_archive
from docgen.problem import Problem, Severity, Where
from docgen.render.markup import LEFT_OVER, MarkupError, R, W, parse_strict, visible_text
from docgen.render.package import CONTENT_TYPES, Package
from docgen.render.scan import paragraphs, part_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FONT: Final = "Times New Roman"

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CONTROL: Final = re.compile("[\x7f-\x9f\ufdd0-\ufdef]")
_FONTS: Final = tuple(W + side for side in ("ascii", "hAnsi", "cs", "eastAsia"))
_THEMES: Final = tuple(f"{W}{side}" for side in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"))
_STYLED: Final = {f"{W}{kind}Style": kind for kind in ("p", "r", "tbl")}
_TEXTS: Final = tuple(W + name for name in ("t", "delText", "instrText", "delInstrText", "fldData"))
_REVIEW: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_REFERENCES: Final = etree.XPath("//*[@r:*]", namespaces={"r": R[1:-1]})

_MESSAGES: Final[dict[str, str]] = {
    "GOI-01": "Tệp .docx không đọc được: {0}",
    "GOI-02": "Thiếu phần chính của văn bản ({0}).",
    "GOI-03": "Phần «{0}» không đúng cú pháp XML.",
    "GOI-04": "Phần «{0}» trỏ tới «{1}» nhưng không có phần ấy trong tệp.",
    "GOI-05": "Có hình hoặc liên kết «{0}» không trỏ tới đâu.",
    "GOI-06": "Phần «{0}» không khai kiểu nội dung.",
    "GOI-07": "Ô của bảng không kết thúc bằng một đoạn văn; Word sẽ báo tệp hỏng.",
    "GOI-08": "Số hiệu «{0}» bị dùng hai lần.",
    "GOI-09": "Còn sót thẻ chưa điền «{0}».",
    "GOI-10": "Có ký tự điều khiển {0} không in được.",
    "GOI-11": "Chữ tiếng Việt chưa ở dạng dựng sẵn (NFC): «{0}».",
    "GOI-12": "Phông chữ «{0}» không phải Times New Roman.",
    "GOI-13": "Văn bản không kết thúc bằng thông số trang (khổ giấy, lề).",
    "GOI-14": "Có chữ nằm ngoài dòng chữ nên không hiện ra: «{0}».",
    "GOI-15": "Kiểu «{0}» không có trong bộ kiểu của tệp.",
    "GOI-16": "Còn vết sửa (Track Changes) hoặc lời bình (Comment); hãy chấp nhận hoặc xoá hết trong Word.",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A parsed part, with what it may refer to."""

    name: str
    root: etree._Element
    ids: frozenset[str]
    styles: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A rule's finding: code, the element to find the place by, and the words of the sentence."""

    code: str
    element: etree._Element | None
    words: tuple[str, ...] = ()


def check_package(data: bytes, *, name: str) -> list[Problem]:
    """Check a finished paper; an empty list means that Word opens it and nothing is left over."""
    unreadable = check_archive(data, what=name)
    if unreadable is not None:
        return [_problem("GOI-01", name, "", (unreadable.message,))]
    package = Package.read(data)
    roots, found = _parse_all(package, name)
    if found:
        return found
    found += [_problem(code, name, "", words) for code, words in _check_container(package)]
    styles = _style_names(roots.get("word/styles.xml"))
    for part, root in roots.items():
        if part.endswith(".rels") or part == CONTENT_TYPES:
            continue
        ids = frozenset(relationship.id for relationship in package.relationships(part))
        checked = _Part(part, root, ids, styles)
        for rule in _RULES:
            found += [_problem(f.code, name, _place(checked, f.element), f.words) for f in rule(checked)]
    return list(dict.fromkeys(found))


def _problem(code: str, name: str, spot: str, words: tuple[str, ...]) -> Problem:
    return Problem(code, Severity.ERROR, Where(file=name, spot=spot), _MESSAGES[code].format(*words))


def _parse_all(package: Package, name: str) -> tuple[dict[str, etree._Element], list[Problem]]:
    roots: dict[str, etree._Element] = {}
    found: list[Problem] = []
    for part in sorted(package.members):
        if part.endswith((".xml", ".rels")):
            try:
                roots[part] = parse_strict(package[part])
            except MarkupError:
                found.append(_problem("GOI-03", name, part_label(part), (part,)))
    return roots, found


def _check_container(package: Package) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Check that the parts are there, are typed, and refer to parts that exist."""
    main = package.main_part()
    if main is None or main not in package:
        yield "GOI-02", (main or "word/document.xml",)
    typed = package.content_types()
    for part in package.members:
        if part != CONTENT_TYPES and part not in typed:
            yield "GOI-06", (part,)
        if part.endswith(".rels"):
            continue
        for relationship in package.relationships(part):
            if not relationship.external and relationship.target not in package:
                yield "GOI-04", (part, relationship.target)
    for relationship in package.relationships(""):
        if not relationship.external and relationship.target not in package:
            yield "GOI-04", ("_rels/.rels", relationship.target)


def _style_names(root: etree._Element | None) -> frozenset[tuple[str, str]]:
    """Give (kind, id) of every style, kinds as in ``w:pStyle``: p, r, tbl."""
    kinds = {"paragraph": "p", "character": "r", "table": "tbl"}
    styles = [] if root is None else root.findall(f"{W}style")
    return frozenset((kinds.get(str(s.get(f"{W}type")), ""), str(s.get(f"{W}styleId"))) for s in styles)


def _place(part: _Part, element: etree._Element | None) -> str:
    """Say where an element stands: its paragraph's place, or the part's name."""
    label = part_label(part.name)
    if element is None:
        return label
    marker = None
    if element.tag == f"{W}tc" and element.find(f"{W}p") is None:
        marker = etree.SubElement(element, f"{W}p")  # an empty cell has nothing to be found by
    around = {element, *element.iterancestors()}
    places = [p for p in paragraphs(part.root, label) if p.element in around or p.cell is element]
    if marker is not None:
        element.remove(marker)
    return places[-1].place() if places else label


def _relations(part: _Part) -> Iterator[_Fault]:
    for element in _referring(part.root):
        for key, value in element.attrib.items():
            if str(key).startswith(R) and value and value not in part.ids:
                yield _Fault("GOI-05", element, (str(value),))


def _referring(root: etree._Element) -> list[etree._Element]:
    """List the elements that refer to another part."""
    found: Any = _REFERENCES(root)  # lxml cannot know that this expression gives elements
    elements: list[etree._Element] = found
    return elements


def _cells(part: _Part) -> Iterator[_Fault]:
    for cell in part.root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield _Fault("GOI-07", cell)


def _unique_ids(part: _Part) -> Iterator[_Fault]:
    for tag, key in (
        (f"{_WP}docPr", "id"),
        (f"{W}bookmarkStart", f"{W}id"),
        (f"{W}bookmarkStart", f"{W}name"),
    ):
        seen: set[str] = set()
        for element in part.root.iter(tag):
            value = str(element.get(key))
            if value in seen:
                yield _Fault("GOI-08", element, (value,))
            seen.add(value)


def _text(part: _Part) -> Iterator[_Fault]:
    """Check the text itself: no tags, no control characters, composed letters."""
    text = visible_text(part.root)
    if not LEFT_OVER.search(text) and not _CONTROL.search(text) and unicodedata.is_normalized("NFC", text):
        return
    for paragraph in paragraphs(part.root, ""):
        for sign in LEFT_OVER.findall(paragraph.text)[:1]:
            yield _Fault("GOI-09", paragraph.element, (sign,))
        for character in _CONTROL.findall(paragraph.text)[:1]:
            yield _Fault("GOI-10", paragraph.element, (f"U+{ord(character):04X}",))
        if not unicodedata.is_normalized("NFC", paragraph.text):
            yield _Fault("GOI-11", paragraph.element, (paragraph.text[:40],))


def _fonts(part: _Part) -> Iterator[_Fault]:
    for element in part.root.iter(f"{W}rFonts"):
        for key in _FONTS:
            if element.get(key, FONT) != FONT:
                yield _Fault("GOI-12", element, (str(element.get(key)),))
        for key in _THEMES:
            if element.get(key) is not None:
                yield _Fault("GOI-12", element, (f"theo chủ đề: {element.get(key)}",))
    for element in part.root.iter(f"{W}sym"):
        if element.get(f"{W}font", FONT) != FONT:
            yield _Fault("GOI-12", element, (str(element.get(f"{W}font")),))


def _ends_with_section(part: _Part) -> Iterator[_Fault]:
    body = part.root.find(f"{W}body")
    if body is not None and (len(body) == 0 or body[-1].tag != f"{W}sectPr"):
        yield _Fault("GOI-13", None)


def _lost_text(part: _Part) -> Iterator[_Fault]:
    if _size(part.root.itertext()) == _size(part.root.itertext(*_TEXTS, with_tail=False)):
        return
    for element in part.root.iter(f"{W}*"):
        if element.text and element.tag not in _TEXTS and element.text.strip():
            yield _Fault("GOI-14", element, (element.text.strip()[:40],))
        if element.tail and element.tail.strip():
            yield _Fault("GOI-14", element, (element.tail.strip()[:40],))


def _size(pieces: Iterable[str | bytes]) -> int:
    """Count the characters that are not blank."""
    return sum(len("".join(str(piece).split())) for piece in pieces)


def _styles(part: _Part) -> Iterator[_Fault]:
    for tag, kind in _STYLED.items():
        for element in part.root.iter(tag):
            name = str(element.get(f"{W}val"))
            if (kind, name) not in part.styles:
                yield _Fault("GOI-15", element, (name,))


def _review(part: _Part) -> Iterator[_Fault]:
    for element in part.root.iter(*_REVIEW):
        yield _Fault("GOI-16", element)


_RULES: Final[tuple[Callable[[_Part], Iterator[_Fault]], ...]] = (
    _relations, _cells, _unique_ids, _text, _fonts, _ends_with_section, _lost_text, _styles, _review,
)  # fmt: skip
