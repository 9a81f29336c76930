"""What a template would carry into every paper: macros, outside content, fields that change by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.render.soundness import place_in
from docgen.render.tag_faults import problem
from docgen.word.active import FoundField, fields, outside
from docgen.word.places import part_name
from docgen.word.xml import R, parse_strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from docgen.problem import Problem
    from docgen.word.package import Package


def check_carried(package: Package, *, name: str) -> list[Problem]:
    """Check a template as it was saved; ``name`` names it for the user."""
    found: list[Problem] = []
    for part in ("", *package.members):
        root = parse_strict(package[part]) if part.endswith(".xml") else None
        found += _relations(package, part, root, name)
        if root is not None:
            used = [use for use in fields(root) if use.nature]
            found += [_of_field(use, name, place_in(part, root, use.element)) for use in used]
    return list(dict.fromkeys(found))


def _relations(package: Package, part: str, root: etree._Element | None, name: str) -> Iterator[Problem]:
    for relationship in package.relationships(part):
        what = outside(relationship.type, relationship.target, external=relationship.external)
        if what:
            spot = part_name(part) if root is None else place_in(part, root, _user(root, relationship.id))
            how = "" if relationship.external else ", dạng .docx"
            yield problem("MAU-22", name, spot, relationship.target, what=what, how=how)


def _user(root: etree._Element, identity: str) -> etree._Element | None:
    """Give the first element that refers to the relationship of this id."""
    for element in root.iter("*"):
        if any(str(key).startswith(R) and value == identity for key, value in element.attrib.items()):
            return element
    return None


def _of_field(use: FoundField, name: str, spot: str) -> Problem:
    match use.nature:
        case "merging":
            return problem("MAU-24", name, spot, use.code, name=use.code.partition(" ")[2] or use.name)
        case "changing":
            return problem("MAU-23", name, spot, use.code, name=use.name)
        case _:
            what = f"trường {use.name} (lấy nội dung từ chỗ khác khi mở tệp)"
            return problem("MAU-22", name, spot, use.code, what=what, how="")
