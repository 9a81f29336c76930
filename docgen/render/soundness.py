"""Whether Word opens a finished .docx without repair, and whether it prints as it should.

Our own check of every paper, as a table of small rules.  It knows what the public validators
miss: a cell without a paragraph, a part without a content type, a tag that nobody filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from docgen.files import check_archive
from docgen.problem import Problem, Severity, Where
from docgen.render.tags import paragraphs
from docgen.word.package import CONTENT_TYPES, Package
from docgen.word.places import Places, part_name, plain, shortened, text_of
from docgen.word.xml import LEFT_OVER, MarkupError, R, W, foreign_fonts, parse_strict, visible_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

AT: Final = "at"
"""An attribute that papers never have: the number of a paragraph of the template, set for a proof."""

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CONTROL: Final = re.compile("[\x7f-\x9f\ufdd0-\ufdef]")
_STYLED: Final = {f"{W}{kind}Style": kind for kind in ("p", "r", "tbl")}
_TEXTS: Final = tuple(W + name for name in ("t", "delText", "instrText", "delInstrText", "fldData"))
_REVIEW: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_REFERENCES: Final = etree.XPath("//*[@r:*]", namespaces={"r": R[1:-1]})

_EXCERPT: Final = 60
_SAVE_AGAIN: Final = "Mở bằng Word rồi lưu lại dạng .docx."
_TAKE_BACK: Final = "Lấy lại bản mẫu trước đó, hoặc bản mẫu có sẵn bằng «docgen init»."
_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "GOI-01": ("Tệp .docx không đọc được: {0}", _TAKE_BACK),
    "GOI-02": ("Thiếu phần chính của văn bản ({0}).", _TAKE_BACK),
    "GOI-03": ("Phần «{0}» không đúng cú pháp XML.", _SAVE_AGAIN),
    "GOI-04": ("Phần «{0}» trỏ tới «{1}» nhưng không có phần ấy trong tệp.", _SAVE_AGAIN),
    "GOI-05": (
        "Có hình hoặc liên kết «{0}» không trỏ tới đâu.",
        "Xóa hình hoặc liên kết ấy trong Word, chèn lại nếu cần.",
    ),
    "GOI-06": ("Phần «{0}» không khai kiểu nội dung.", _SAVE_AGAIN),
    "GOI-07": (
        "Ô của bảng không kết thúc bằng một đoạn văn; Word sẽ báo tệp hỏng.",
        "Thêm một dòng trống vào cuối ô ấy, sau thẻ cuối cùng.",
    ),
    "GOI-08": (
        "Số hiệu «{0}» bị dùng hai lần.",
        "Xóa dấu trang (Bookmark) hoặc hình bị lặp, nhất là trong đoạn có thẻ for.",
    ),
    "GOI-09": ("Còn sót thẻ chưa điền «{0}».", "Gõ lại thẻ ấy, liền một mạch."),
    "GOI-10": ("Có ký tự điều khiển {0} không in được.", "Xóa ký tự ấy rồi gõ lại."),
    "GOI-11": (
        "Chữ tiếng Việt chưa ở dạng dựng sẵn (NFC): «{0}».",
        "Gõ lại chữ ấy với bộ gõ ở bảng mã Unicode (không chọn Unicode tổ hợp).",
    ),
    "GOI-12": (
        "Phông chữ «{0}» không phải Times New Roman.",
        "Trong Word, đặt phông Times New Roman cho chữ ở chỗ ấy (hoặc cho kiểu, cho dấu đầu dòng ấy).",
    ),
    "GOI-13": ("Văn bản không kết thúc bằng thông số trang (khổ giấy, lề).", _SAVE_AGAIN),
    "GOI-14": (
        "Có chữ nằm ngoài dòng chữ nên không hiện ra: «{0}».",
        "Mở bằng Word, gõ lại chữ ấy rồi lưu lại.",
    ),
    "GOI-15": (
        "Kiểu «{0}» không có trong bộ kiểu của tệp.",
        "Trong Word, chọn lại kiểu (Style) cho chỗ ấy, ví dụ «Thân văn bản», rồi lưu lại.",
    ),
    "GOI-16": (
        "Còn vết sửa (Track Changes) hoặc lời bình (Comment).",
        "Trong Word, mở thẻ Review, chọn Accept All Changes và xóa mọi lời bình, rồi lưu lại.",
    ),
}
"""Message and remedy of each code."""


@dataclass(frozen=True, slots=True)
class _ParsedPart:
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


def check_package(data: bytes, *, name: str, tags: bool = True) -> list[Problem]:
    """Check a finished paper; an empty list means that Word opens it and nothing is left over.

    ``tags=False`` is for a paper of a proved template, which leaves no tag over: what looks like one
    (``{{``) was then typed by the user into a value.
    """
    unreadable = check_archive(data, what=name)
    if unreadable is not None:
        return [_problem("GOI-01", name, "", (unreadable.message,))]
    return check_parts(Package.read(data), name=name, tags=tags)


def check_parts(
    package: Package, *, name: str, tags: bool, places: Mapping[str, Sequence[str]] | None = None
) -> list[Problem]:
    """Check an opened paper.  ``places`` gives what ``AT`` counts in each part, where it is set."""
    roots, found = _parse_all(package, name)
    if found:
        return found
    found += [_problem(code, name, "", words) for code, words in _check_container(package)]
    for part, fault in _faults(package, roots):
        if tags or fault.code != "GOI-09":
            spot = _marked(fault.element, (places or {}).get(part.name, ())) or place_in(
                part.name, part.root, fault.element
            )
            found.append(_problem(fault.code, name, spot, fault.words))
    return list(dict.fromkeys(found))


def count_faults(data: bytes) -> Counter[str]:
    """Count the faults of a paper by their codes, without looking for their places."""
    if check_archive(data, what="") is not None:
        return Counter(("GOI-01",))
    package = Package.read(data)
    roots, found = _parse_all(package, "")
    if found:
        return Counter(problem.code for problem in found)
    codes = [code for code, _ in _check_container(package)]
    return Counter(codes + [fault.code for _, fault in _faults(package, roots)])


def check_template(package: Package, *, name: str) -> list[Problem]:
    """Check a template as if it were a paper, but for its tags and for what they take away with them."""
    roots, found = _parse_all(package, name)
    if found:
        return found
    found += [_problem(code, name, "", words) for code, words in _check_container(package)]
    gone: dict[str, set[etree._Element]] = {}
    for part, fault in _faults(package, roots):
        if part.name not in gone:
            gone[part.name] = set(_taken_away(part.root))
        around = set() if fault.element is None else {fault.element, *fault.element.iterancestors()}
        if fault.code != "GOI-09" and not around & gone[part.name]:
            found.append(
                _problem(fault.code, name, place_in(part.name, part.root, fault.element), fault.words)
            )
    return list(dict.fromkeys(found))


def _faults(package: Package, roots: Mapping[str, etree._Element]) -> Iterator[tuple[_ParsedPart, _Fault]]:
    styles = _style_names(roots.get("word/styles.xml"))
    for name, root in roots.items():
        if not name.endswith(".rels") and name != CONTENT_TYPES:
            ids = frozenset(relationship.id for relationship in package.relationships(name))
            part = _ParsedPart(name, root, ids, styles)
            for rule in _RULES:
                for fault in rule(part):
                    yield part, fault


def _taken_away(root: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs, rows and cells that ``{%p``, ``{%tr`` and ``{%tc`` tags take away."""
    for paragraph in paragraphs(root, ""):
        for tag in paragraph.tags:
            if tag.opening == "{%" and tag.prefix == "p":
                yield paragraph.element
            elif tag.opening == "{%" and tag.prefix == "tr" and paragraph.rows:
                yield paragraph.rows[-1]
            elif tag.opening == "{%" and tag.prefix == "tc" and paragraph.cell is not None:
                yield paragraph.cell


def _problem(code: str, name: str, spot: str, words: tuple[str, ...]) -> Problem:
    message, remedy = _FAULTS[code]
    return Problem(code, Severity.ERROR, Where(file=name, spot=spot), message.format(*words), remedy=remedy)


def _parse_all(package: Package, name: str) -> tuple[dict[str, etree._Element], list[Problem]]:
    roots: dict[str, etree._Element] = {}
    found: list[Problem] = []
    for part in sorted(package.members):
        if part.endswith((".xml", ".rels")):
            try:
                roots[part] = parse_strict(package[part])
            except MarkupError:
                found.append(_problem("GOI-03", name, part_name(part), (part,)))
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


def _marked(element: etree._Element | None, places: Sequence[str]) -> str:
    """Give the place in the template that a marked element, or what it stands in, came from."""
    for around in () if element is None else (element, *element.iterancestors()):
        number = around.get(AT)
        if number is not None and int(number) < len(places):
            return places[int(number)]
    return ""


def place_in(part: str, root: etree._Element, element: etree._Element | None) -> str:
    """Say where an element of a part stands: its paragraph's place, its style, or the part's name."""
    if element is None:
        return part_name(part)
    line = (element, *element.iterancestors())
    spot = next((spot for around in line if (spot := _definition(around))), "")
    if spot:
        return f"{part_name(part)}, {spot}"
    place = Places([(part, root)]).of(element)
    held = element.iter(f"{W}p") if element.tag == f"{W}tc" else ()
    text = next((plain(text_of(p)) for p in (*line, *reversed([*held])) if p.tag == f"{W}p"), "")
    return f"{place}: «{shortened(text, _EXCERPT)}»" if text else place


def _definition(element: etree._Element) -> str:
    """Name the style or the level of a list that an element defines; nothing for another element."""
    name = element.find(f"{W}name")
    if element.tag == f"{W}style" and name is not None:
        return f"kiểu «{name.get(f'{W}val', '')}»"
    if element.tag == f"{W}lvl":
        return f"dấu đầu dòng cấp {int(element.get(f'{W}ilvl', '0')) + 1}"
    return ""


def _relations(part: _ParsedPart) -> Iterator[_Fault]:
    for element in _referring(part.root):
        for key, value in element.attrib.items():
            if str(key).startswith(R) and value and value not in part.ids:
                yield _Fault("GOI-05", element, (str(value),))


def _referring(root: etree._Element) -> list[etree._Element]:
    """List the elements that refer to another part."""
    found: Any = _REFERENCES(root)  # lxml cannot know that this expression gives elements
    elements: list[etree._Element] = found
    return elements


def _cells(part: _ParsedPart) -> Iterator[_Fault]:
    for cell in part.root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield _Fault("GOI-07", cell)


def _unique_ids(part: _ParsedPart) -> Iterator[_Fault]:
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


def _text(part: _ParsedPart) -> Iterator[_Fault]:
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


def _fonts(part: _ParsedPart) -> Iterator[_Fault]:
    for element, font in foreign_fonts(part.root):
        yield _Fault("GOI-12", element, (font,))


def _ends_with_section(part: _ParsedPart) -> Iterator[_Fault]:
    body = part.root.find(f"{W}body")
    if body is not None and (len(body) == 0 or body[-1].tag != f"{W}sectPr"):
        yield _Fault("GOI-13", None)


def _lost_text(part: _ParsedPart) -> Iterator[_Fault]:
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


def _styles(part: _ParsedPart) -> Iterator[_Fault]:
    for tag, kind in _STYLED.items():
        for element in part.root.iter(tag):
            name = str(element.get(f"{W}val"))
            if (kind, name) not in part.styles:
                yield _Fault("GOI-15", element, (name,))


def _review(part: _ParsedPart) -> Iterator[_Fault]:
    for element in part.root.iter(*_REVIEW):
        yield _Fault("GOI-16", element)


_RULES: Final[tuple[Callable[[_ParsedPart], Iterator[_Fault]], ...]] = (
    _relations, _cells, _unique_ids, _text, _fonts, _ends_with_section, _lost_text, _styles, _review,
)  # fmt: skip
