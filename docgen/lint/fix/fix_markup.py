"""Setting properties in WordprocessingML: each child in the place that the schema gives it."""

from __future__ import annotations

import re
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.lint.document_model import Element
from docgen.lint.regime import FONT

_RUN: Final = tuple(
    re.findall(
        r"\S+",
        """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
    snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
    vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    )
)
_PARAGRAPH: Final = tuple(
    re.findall(
        r"\S+",
        """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
    tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
    textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    )
)
_SECTION: Final = tuple(
    re.findall(
        r"\S+",
        """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
    sectPrChange""",
    )
)
_ORDERS: Final = {"rPr": _RUN, "pPr": _PARAGRAPH, "sectPr": _SECTION}
"""Order of children, ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.6.17."""


def local(element: Element) -> str:
    """Give the name of an element without its namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(parent: Element, name: str) -> Element:
    """Give the child ``w:name`` of an rPr, pPr or sectPr; it is made where the schema wants it.

    A program that wrote it twice broke the schema: the last, which the linter goes by, stays.
    """
    *others, found = parent.findall(qn(f"w:{name}")) or [None]
    for other in others:
        parent.remove(other)
    if found is not None:
        return found
    made = OxmlElement(f"w:{name}")
    order = _ORDERS[local(parent)]
    rank = order.index(name)
    later = (at for at, item in enumerate(parent) if local(item) in order and order.index(local(item)) > rank)
    parent.insert(next(later, len(parent)), made)
    return made


def drop(parent: Element, name: str) -> None:
    """Take the children ``w:name`` away."""
    for item in parent.findall(qn(f"w:{name}")):
        parent.remove(item)


def put(element: Element, **values: str | int) -> None:
    """Set attributes of the ``w`` namespace."""
    for name, value in values.items():
        element.set(qn(f"w:{name}"), str(value))


def without(element: Element, *names: str) -> None:
    """Take attributes of the ``w`` namespace away."""
    for name in names:
        element.attrib.pop(qn(f"w:{name}"), None)


def paragraph_properties(paragraph: Element) -> Element:
    """Give the ``w:pPr`` of a paragraph, made if need be."""
    found = paragraph.find(qn("w:pPr"))
    if found is None:
        found = OxmlElement("w:pPr")
        paragraph.insert(0, found)
    return found


def run_properties(run: Element) -> Element:
    """Give the ``w:rPr`` of a run, made if need be."""
    found = run.find(qn("w:rPr"))
    if found is None:
        found = OxmlElement("w:rPr")
        run.insert(0, found)
    return found


def mark_properties(paragraph: Element) -> Element:
    """Give the ``w:rPr`` of a paragraph's mark, made if need be."""
    return child(paragraph_properties(paragraph), "rPr")


def set_switch(properties: Element, name: str, *, on: bool) -> None:
    """Switch bold, italic or capitals on or off."""
    item = child(properties, name)
    if on:
        without(item, "val")
    else:
        put(item, val=0)


def set_size(properties: Element, points: float) -> None:
    """Set the size of letters."""
    put(child(properties, "sz"), val=round(points * 2))


def set_font(properties: Element) -> None:
    """Set Times New Roman for every script, over any font of the theme."""
    fonts = child(properties, "rFonts")
    without(fonts, "asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hint")
    put(fonts, ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def set_black(properties: Element) -> None:
    """Set the automatic colour."""
    color = child(properties, "color")
    without(color, "themeColor", "themeTint", "themeShade")
    put(color, val="auto")


def set_underline(properties: Element, *, on: bool) -> None:
    """Underline, or not."""
    put(child(properties, "u"), val="single" if on else "none")


def set_alignment(paragraph: Element, value: str) -> None:
    """Align a paragraph; a centred one loses its first-line indent, which would push it aside."""
    properties = paragraph_properties(paragraph)
    put(child(properties, "jc"), val=value)
    if value == "center":
        set_indent(paragraph, first=0)


def set_indent(paragraph: Element, *, first: int, left: int | None = None, right: int | None = None) -> None:
    """Set indents in twips; ``None`` leaves one as it is."""
    indent = child(paragraph_properties(paragraph), "ind")
    without(indent, "hanging", "hangingChars", "firstLineChars")
    put(indent, firstLine=first)
    if left is not None:
        without(indent, "start", "startChars", "leftChars")
        put(indent, left=left)
    if right is not None:
        without(indent, "end", "endChars", "rightChars")
        put(indent, right=right)


def set_gap(paragraph: Element, side: str, twips: int) -> None:
    """Set the space ``before`` or ``after`` a paragraph, over automatic space and spaces in lines."""
    spacing = child(paragraph_properties(paragraph), "spacing")
    put(spacing, **{side: twips, f"{side}Autospacing": 0, f"{side}Lines": 0})
