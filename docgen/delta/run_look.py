"""Whether a template has another look than before: what shows on paper and is no words."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from typing import Final

from lxml import etree

from docgen.delta.align import match_blocks
from docgen.delta.model import Document, Element, Paragraph
from docgen.delta.pen import properties_of
from docgen.word.package import Package
from docgen.word.xml import MarkupError, W, parse_strict

_LAYOUT: Final = frozenset(
    W + name
    for name in (
        "evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation",
    )
)  # fmt: skip
"""The settings of a document that show on paper; the others are traces of the program that saved it."""
_OFF: Final = frozenset({"0", "false", "off"})
_UNSEEN: Final = frozenset(
    W + n for n in ("pStyle", "sectPr", "pPrChange", "rPr", "rPrChange", "lang", "noProof")
)
"""Properties that show nothing; a style counts by its name, a section by its sizes."""


def looks_changed(old: Document, new: Document) -> bool:
    """Tell whether the template changed what is no words: styles, margins, formatting."""
    shared = {name for name in old.package.members if _is_look(name) and name in new.package}
    one, two = old.package, new.package
    if any(one[name] != two[name] and _rules_of(one, name) != _rules_of(two, name) for name in shared):
        return True
    if _sizes(old.body.root.find(f"{W}body")) != _sizes(new.body.root.find(f"{W}body")):
        return True
    before, now = old.body.blocks, new.body.blocks
    pairs = [(before[i], now[j]) for i, j in match_blocks(before, now)]
    return any(
        isinstance(a, Paragraph)
        and isinstance(b, Paragraph)
        and a.signature == b.signature
        and _look(a) != _look(b)
        for a, b in pairs
    )


def _is_look(name: str) -> bool:
    return name.rpartition("/")[2] in ("styles.xml", "numbering.xml", "settings.xml") or "/theme/" in name


def _rules_of(package: Package, name: str) -> object:
    """Give what a part says of looks, whatever program wrote it: not quotes, spaces or traces of editing."""
    data = package[name]
    with suppress(MarkupError):
        root = parse_strict(data)
        if name.endswith("settings.xml"):
            shown = (child for child in root if child.tag in _LAYOUT and child.get(f"{W}val") not in _OFF)
            return sorted(map(_plainly, shown))
        return _plainly(root)
    return data


def _plainly(element: Element) -> bytes:
    plain = deepcopy(element)
    for inner in plain.iter():
        for attribute in [a for a in inner.attrib if a.startswith(f"{W}rsid")]:
            del inner.attrib[attribute]
    return bytes(etree.tostring(plain, method="c14n", exclusive=True, with_comments=False))


def _look(paragraph: Paragraph) -> tuple[object, ...]:
    runs = (properties_of(segment) for segment in paragraph.segments if segment.is_text)
    own = paragraph.element.find(f"{W}pPr")
    return paragraph.style, _seen(own), str(_sizes(own)), *dict.fromkeys(map(_seen, runs))


def _sizes(holder: Element | None) -> list[list[tuple[str, str]]]:
    """Give paper and margins of the section that ends here."""
    section = holder.find(f"{W}sectPr") if holder is not None else None
    children = section if section is not None else ()
    return [sorted(child.attrib.items()) for child in children if "Sz" in child.tag or "Mar" in child.tag]


def _seen(properties: Element | None) -> bytes:
    """Give what some properties show to a reader, whatever program wrote them."""
    if properties is None:
        return b""
    return b"".join(_plainly(child) for child in properties if child.tag not in _UNSEEN)
