"""Reading WordprocessingML strictly, and writing a value into it without losing any of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters, lone surrogates, U+FFFE and U+FFFF."""

LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
"""The signs of a tag that nobody filled in."""

FONT: Final = "Times New Roman"
"""The one font of official papers (Nghị định 30/2020, Phụ lục I, mục I.3)."""

THROUGH: Final = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "dir", "bdo")
)
"""Elements that hold text but are none: what they hold is read as if they were not there."""

_FONTS: Final = tuple(W + side for side in ("ascii", "hAnsi", "cs", "eastAsia"))
_THEMES: Final = tuple(f"{W}{side}" for side in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"))
_SPECIAL: Final = re.compile("[^ !#$%(-;=?-z|~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'


class MarkupError(ValueError):
    """A part of a package that is not acceptable XML."""


def parse_strict(data: bytes) -> etree._Element:
    """Parse a part: no recovery, no document type, no entities, no network, bounded depth.

    Blank text between elements is dropped, as docxtpl's own reader does.  ``MarkupError`` if
    the bytes are not well-formed.
    """
    if b"<!DOCTYPE" in data[:4096]:
        raise MarkupError("DOCTYPE")
    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MarkupError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupError("DOCTYPE")
    return root


def serialise(root: etree._Element) -> str:
    """Write a part as one line of text without an XML declaration."""
    return etree.tostring(root, encoding="unicode", pretty_print=False)


DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run_text(value: str) -> str:
    """Write a value as the inside of a ``w:t`` element: all of it, as it was typed.

    A newline becomes a line break and a tab a tab stop, within the same run.  ``ValueError``
    names the first character that XML cannot hold.
    """
    if _SPECIAL.search(value) is None:
        return value
    illegal = ILLEGAL.search(value)
    if illegal is not None:
        raise ValueError(f"U+{ord(illegal[0]):04X}")
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    value = value.replace('"', "&#34;").replace("'", "&#39;")
    # docxtpl turns «{_{» into «{{» after rendering; a value must not be changed by that
    value = value.replace("{_", "{&#95;").replace("_}", "&#95;}")
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return value.replace("\n", _BREAK).replace("\t", _TAB)


def inside(holder: etree._Element) -> Iterator[etree._Element]:
    """Give the blocks, rows or cells of an element, looking through content controls and the like."""
    for child in holder:
        if child.tag in THROUGH:
            yield from inside(child)
        elif isinstance(child.tag, str):
            yield child


def visible_text(root: etree._Element) -> str:
    """Give the text that a reader sees, paragraphs and breaks as newlines, tabs as tabs."""
    pieces: list[str] = []
    for element in root.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{W}tab":
            parent = element.getparent()
            if parent is not None and parent.tag == f"{W}r":  # not a tab stop of w:pPr
                pieces.append("\t")
        else:
            pieces.append("\n")
    return "".join(pieces)


def foreign_fonts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give each use of a font that is not the house's: the element, and the font's name for the user."""
    for element in root.iter(f"{W}rFonts"):
        for key in _FONTS:
            if element.get(key, FONT) != FONT:
                yield element, str(element.get(key))
        for key in _THEMES:
            if element.get(key) is not None:
                yield element, f"theo chủ đề: {element.get(key)}"
    for element in root.iter(f"{W}sym"):
        if element.get(f"{W}font", FONT) != FONT:
            yield element, str(element.get(f"{W}font"))
