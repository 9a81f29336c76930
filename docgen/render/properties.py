"""What docgen notes inside a package for itself, as custom properties, which office programs keep.

``docgen`` is the origin: what the words of a generated version hash to, so that a file that was mailed about
and saved by Word still tells which version it goes back to.  ``docgen-1``, ``docgen-2``, … speak of comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.word.package import CONTENT_TYPES
from docgen.word.xml import DECLARATION, MarkupError, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.word.package import Package

PART: Final = "docProps/custom.xml"
ORIGIN: Final = "docgen"
_KIND: Final = "/custom-properties"
_TYPE: Final = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships{_KIND}"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RELS: Final = "_rels/.rels"
_FIRST: Final = 2
"""The lowest number of a property; 0 and 1 are the system's."""


def read_properties(package: Package) -> dict[str, str]:
    """Give the properties that are docgen's, by name; none where the part is missing or broken."""
    try:
        part = _part(package)
        root = parse_strict(package[part]) if part else ()
    except (MarkupError, KeyError):
        return {}
    return {str(item.get("name")): "".join(map(str, item.itertext())) for item in root if _is_ours(item)}


def put_properties(package: Package, values: Mapping[str, str]) -> None:
    """Write docgen's properties anew and leave those of others; the part is made where there is none.

    ``MarkupError`` when the part that is there is broken.
    """
    part = _part(package)
    if part is None:
        if not values:
            return
        part = PART
        _register(package)
    root = parse_strict(package[part]) if part in package else _empty()
    for item in [item for item in root if _is_ours(item)]:
        root.remove(item)
    used = [int(number) for item in root if (number := str(item.get("pid", ""))).isdecimal()]
    _append(root, values, max([_FIRST - 1, *used]) + 1)
    package.put(part, (DECLARATION + serialise(root)).encode())


def origin_part(origin: str) -> bytes:
    """Give the whole part of a package that holds nothing but its origin."""
    root = _empty()
    _append(root, {ORIGIN: origin}, _FIRST)
    return (DECLARATION + serialise(root)).encode()


def _append(root: etree._Element, values: Mapping[str, str], first: int) -> None:
    for number, (name, value) in enumerate(values.items(), start=first):
        item = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_VT}}}lpwstr").text = value


def _empty() -> etree._Element:
    return parse_strict(f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VT}"/>'.encode())


def _part(package: Package) -> str | None:
    found = (line.target for line in package.relationships("") if line.type.endswith(_KIND))
    return next((target for target in found if target in package), None)


def _is_ours(item: etree._Element) -> bool:
    name = str(item.get("name", ""))
    return name == ORIGIN or name.startswith(f"{ORIGIN}-")


def _register(package: Package) -> None:
    types = parse_strict(package[CONTENT_TYPES])
    space = etree.QName(types).namespace
    for line in [line for line in types if line.get("PartName") == f"/{PART}"]:
        types.remove(line)
    etree.SubElement(types, f"{{{space}}}Override", PartName=f"/{PART}", ContentType=_CONTENT)
    package.put(CONTENT_TYPES, (DECLARATION + serialise(types)).encode())
    rels = parse_strict(package[_RELS])
    taken = {line.get("Id") for line in rels}
    name = next(i for i in (f"rIdDocgen{n}" for n in range(1, len(taken) + 2)) if i not in taken)
    space = etree.QName(rels).namespace
    etree.SubElement(rels, f"{{{space}}}Relationship", Id=name, Type=_TYPE, Target=PART)
    package.put(_RELS, (DECLARATION + serialise(rels)).encode())
