"""The styles of the style master in a template, whatever ids an office program gave them.

Word and LibreOffice derive the id of a style from its name when they save («Tncquan» for «Tên cơ
quan»), each in its own way; only the name is the user's.  So a style is known again by its name.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docgen.word.xml import DECLARATION, MarkupError, W, foreign_fonts, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from docgen.word.package import Package

STYLES: Final = "word/styles.xml"

_REFERENCES: Final = {
    f"{W}pStyle": "paragraph",
    f"{W}clickAndTypeStyle": "paragraph",
    f"{W}rStyle": "character",
    f"{W}tblStyle": "table",
    f"{W}defaultTableStyle": "table",
    f"{W}styleLink": "numbering",
    f"{W}numStyleLink": "numbering",
}
"""What names a style by its id, outside ``styles.xml``, and the type of that style."""

_KIN: Final = tuple(W + name for name in ("basedOn", "link", "next"))
_TURNED_ON: Final = ("1", "true", "on")

_Key = tuple[str, str]
"""The type of a style, and its id or its name."""


def adopt(package: Package, master: Package) -> None:
    """Give a package the styles of the master, and turn what refers to its own styles to them.

    A style that the master does not know (the user made it in the template) is carried over with
    those that it is based on.  A style that nothing uses and that has another font than the house's
    is left out: office programs add such ones by themselves.  Raises ``MarkupError`` for styles
    that are not sound and ``KeyError`` when they are missing.
    """
    own, house = _Sheet.of(package), _Sheet.of(master)
    known = _same_styles(own, house)
    parts = _parts(package)
    used = {_key(e, kind) for root in parts.values() for e, kind in _references(root)}
    carried = _new_ids(own.with_bases(used - known.keys(), known), house)
    renamed = {**known, **carried}
    for name, root in parts.items():
        changed = False
        for element, kind in _references(root):
            old = element.get(f"{W}val", "")
            new = renamed.get((kind, old), old)
            element.set(f"{W}val", new)
            changed = changed or new != old
        if changed:
            package.put(name, (DECLARATION + serialise(root)).encode())
    for key, style_id in carried.items():
        house.take(own.styles[key], style_id, renamed)
    dropped = house.drop_strange({(kind, renamed.get((kind, old), old)) for kind, old in used})
    changed = bool(carried) or dropped
    package.put(STYLES, (DECLARATION + serialise(house.root)).encode() if changed else master[STYLES])


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The styles of one file by type and id."""

    root: etree._Element
    styles: dict[_Key, etree._Element]

    @classmethod
    def of(cls, package: Package) -> _Sheet:
        root = parse_strict(package[STYLES])
        styles = {
            (_type(style), style.get(f"{W}styleId", "")): style for style in root.iterchildren(f"{W}style")
        }
        return cls(root, styles)

    def with_bases(self, keys: Iterable[_Key], known: Mapping[_Key, str]) -> list[_Key]:
        """Give these styles, as far as they are here, and what they are based on, in file order."""
        found: set[_Key] = set()
        pending = list(keys)
        while pending:
            key = pending.pop()
            if key in self.styles and key not in known and key not in found:
                found.add(key)
                base = self._base(key)
                pending += [] if base is None else [base]
        return [key for key in self.styles if key in found]

    def take(self, style: etree._Element, style_id: str, renamed: Mapping[_Key, str]) -> None:
        """Add a copy of another sheet's style under an id; its kin is meant by their new ids."""
        copy = deepcopy(style)
        copy.set(f"{W}styleId", style_id)
        for element, kind, old in list(_kin(copy)):
            if (kind, old) in renamed:
                element.set(f"{W}val", renamed[kind, old])
            else:
                copy.remove(element)
        self.root.append(copy)
        self.styles[_type(copy), style_id] = copy

    def drop_strange(self, used: Iterable[_Key]) -> bool:
        """Drop the styles of another font that nothing uses, and what is based on them; tell if any."""
        needed = set(self.with_bases({*used, *(key for key in self.styles if self.is_default(key))}, {}))
        gone = {key for key, style in self.styles.items() if key not in needed and any(foreign_fonts(style))}
        grown = True
        while grown:
            heirs = {key for key in self.styles.keys() - gone - needed if self._base(key) in gone}
            gone |= heirs
            grown = bool(heirs)
        for key in gone:
            self.root.remove(self.styles.pop(key))
        for style in self.styles.values() if gone else ():
            for element, kind, style_id in list(_kin(style)):
                if (kind, style_id) in gone:
                    style.remove(element)
        return bool(gone)

    def is_default(self, key: _Key) -> bool:
        """Tell whether a style is the one that holds where none is named."""
        return self.styles[key].get(f"{W}default") in _TURNED_ON

    def defaults(self) -> dict[str, str]:
        """Give the id of the default style of each type."""
        return {kind: style_id for kind, style_id in self.styles if self.is_default((kind, style_id))}

    def by_name(self) -> dict[_Key, str]:
        """Give the ids by type and folded name."""
        named = {(kind, _name(style)): style_id for (kind, style_id), style in self.styles.items()}
        return {key: style_id for key, style_id in named.items() if key[1]}

    def _base(self, key: _Key) -> _Key | None:
        base = self.styles[key].find(f"{W}basedOn")
        return None if base is None else _key(base, key[0])


def _same_styles(own: _Sheet, house: _Sheet) -> dict[_Key, str]:
    """Say which style of the house each style of the template is, by type and id.

    By name; the default style of a type is the default one under any name.  An id alone counts
    only for a style whose name was changed on one side: no style of the template has its name.
    """
    defaults, by_name, names = house.defaults(), house.by_name(), own.by_name()
    same = {}
    for key, style in own.styles.items():
        kind = key[0]
        if own.is_default(key) and kind in defaults:
            same[key] = defaults[kind]
        elif (kind, _name(style)) in by_name:
            same[key] = by_name[kind, _name(style)]
        elif key in house.styles and (kind, _name(house.styles[key])) not in names:
            same[key] = key[1]
    for key in house.styles.keys() - own.styles.keys():
        same[key] = key[1]  # named without being described: the master describes it
    return same


def _new_ids(keys: Iterable[_Key], house: _Sheet) -> dict[_Key, str]:
    """Give ids that the master has not used to the styles that are carried over."""
    taken = {style_id for _, style_id in house.styles}
    found = {}
    for key in keys:
        style_id, number = key[1], 1
        while style_id in taken:
            number += 1
            style_id = f"{key[1]}-{number}"
        taken.add(style_id)
        found[key] = style_id
    return found


def _parts(package: Package) -> dict[str, etree._Element]:
    """Parse the parts that may name styles; one that is not sound is told later, with its name."""
    found = {}
    for name in sorted(package.members):
        if name.endswith(".xml") and name != STYLES:
            with suppress(MarkupError):
                found[name] = parse_strict(package[name])
    return found


def _references(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(*_REFERENCES):
        yield element, _REFERENCES[str(element.tag)]


def _kin(style: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Give what a style names other styles by, with their type and id."""
    kind = _type(style)
    linked = "character" if kind == "paragraph" else "paragraph"
    for element in style.iterchildren(*_KIN):
        yield element, linked if element.tag == f"{W}link" else kind, element.get(f"{W}val", "")


def _key(element: etree._Element, kind: str) -> _Key:
    return kind, element.get(f"{W}val", "")


def _type(style: etree._Element) -> str:
    return style.get(f"{W}type", "paragraph")


def _name(style: etree._Element) -> str:
    """Give a style's name as Word compares built-in names: whatever the case, one form of accents."""
    name = style.find(f"{W}name")
    text = "" if name is None else name.get(f"{W}val", "")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).strip()
