"""The lists of a template: an office program writes nine levels of bullets where one is used.

The levels that nobody uses bring in fonts for signs that never print; they are set aside, so that
only what prints is judged.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from docgen.render.styles import STYLES
from docgen.word.xml import DECLARATION, MarkupError, W, foreign_fonts, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from docgen.word.package import Package

_NUMBERING: Final = "word/numbering.xml"
_LEVELS: Final = tuple(str(level) for level in range(9))
"""The levels that a list has (ECMA-376, 17.9.6)."""

_Level = tuple[str, str]
"""A list's number and the level in it."""


def set_aside_unused_fonts(package: Package) -> None:
    """Take the font off the list levels that nothing uses; ``MarkupError`` if the lists are unsound."""
    if _NUMBERING not in package:
        return
    root = parse_strict(package[_NUMBERING])
    used = set(_used(package))
    numbers: dict[str, set[str]] = {}
    for num in root.iter(f"{W}num"):
        numbers.setdefault(_value(num.find(f"{W}abstractNumId")), set()).add(num.get(f"{W}numId", ""))
    changed = False
    for level in root.iter(f"{W}lvl"):
        depth = level.get(f"{W}ilvl", "0")
        if any((number, depth) in used for number in _numbers_of(level, numbers)):
            continue
        for element, _ in list(foreign_fonts(level)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
                changed = True
    if changed:
        package.put(_NUMBERING, (DECLARATION + serialise(root)).encode())


def _numbers_of(level: etree._Element, numbers: dict[str, set[str]]) -> set[str]:
    """Give the numbers of the lists that a level belongs to: one list's own, or all of a pattern."""
    for around in level.iterancestors(f"{W}num", f"{W}abstractNum"):
        if around.tag == f"{W}num":
            return {around.get(f"{W}numId", "")}
        return numbers.get(around.get(f"{W}abstractNumId", ""), set())
    return set()


def _used(package: Package) -> Iterator[_Level]:
    """Give the levels in use: of paragraphs the one named, of styles all, since any may be meant."""
    for name in sorted(package.members):
        if not name.endswith(".xml") or name == _NUMBERING:
            continue
        with suppress(MarkupError):  # told later, with the name of the part
            for look in parse_strict(package[name]).iter(f"{W}numPr"):
                number = _value(look.find(f"{W}numId"))
                levels = _LEVELS if name == STYLES else (_value(look.find(f"{W}ilvl")) or "0",)
                for level in levels:
                    yield number, level


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
