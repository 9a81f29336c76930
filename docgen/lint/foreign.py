"""What a paper must not carry, wherever in the file it stands: found once, when the file is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.word.active import FoundField, fields, outside

_PARTS: Final = {
    "header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích", "endnotes": "chú thích",
    "settings": "cài đặt của tệp",
}  # fmt: skip
_WITH_TEXT: Final = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")


@dataclass(frozen=True, slots=True)
class Foreign:
    """What runs or fetches, or is ``changing``, by itself: what it is, in which part, beside what text."""

    part: str
    text: str
    what: str
    changing: bool


def foreign_in(part: Any, root: Any = None) -> tuple[Foreign, ...]:
    """List what a part of a package of python-docx holds of it, each once; ``root`` is its XML if known."""
    found: dict[Foreign, None] = {}
    name = _PARTS.get(part.partname.filename.partition(".")[0].rstrip("0123456789"), "")
    for relation in part.rels.values():
        what = outside(relation.reltype, relation.target_ref, external=relation.is_external)
        if what:
            found[Foreign(name, "", what, changing=False)] = None
    if part.content_type.endswith(_WITH_TEXT):
        if root is None:
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
        found |= dict.fromkeys(_of_field(field, name) for field in fields(root) if field.nature)
    return tuple(found)


def _of_field(field: FoundField, part: str) -> Foreign:
    around = next(field.element.iterancestors(qn("w:p")), field.element)
    text = "".join(piece.text or "" for piece in around.iter(qn("w:t")))
    return Foreign(part, text, f"trường {field.name}", changing=field.nature == "changing")
