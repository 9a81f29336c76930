"""Headers and footers: adding, removing and hiding the page number."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from docgen.lint.document_model import Element
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.letters import text_of
from docgen.lint.formatting import is_on
from docgen.lint.regime import FONT
from docgen.viet import accentless

_RELATION: Final = {"header": RT.HEADER, "footer": RT.FOOTER}
_P, _R = qn("w:p"), qn("w:r")
_AROUND: Final = re.compile(r"(?:trang|page|so|tren|of|tong|[\s\d/|.\-–—])*")
"""What stands around a page number and means nothing without it."""
_DRAWN: Final = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object"))


def parts(desk: FixDesk, kind: str) -> list[Any]:
    """Give the headers or footers of a paper, each once."""
    found = [part for _, _, part in desk.furniture_parts(kind) if hasattr(part, "element")]
    return [part for at, part in enumerate(found) if part not in found[:at]]


def numbered(part: Any) -> list[Element]:
    """Give the paragraphs that print a page number."""
    return [item for item in part.element.iter(_P) if _number_items(item)]


def _code(text: str | None) -> str:
    return ((text or "").split() or [""])[0]


def _number_items(paragraph: Element) -> list[Element]:
    """Give what makes up the page numbers of a paragraph: whole fields, with all their runs."""
    found = [
        item
        for item in paragraph.iter(qn("w:fldSimple"))
        if _code(item.get(qn("w:instr"))) in {"PAGE", "NUMPAGES", "SECTIONPAGES"}
    ]
    is_page = any(_code(item.get(qn("w:instr"))) == "PAGE" for item in found)
    for code, runs in _fields(paragraph):
        if code in {"PAGE", "NUMPAGES", "SECTIONPAGES"}:
            found += runs
            is_page = is_page or code == "PAGE"
    for sign in paragraph.iter(qn("w:pgNum")):
        found.append(sign.getparent())
        is_page = True
    return found if is_page else []


def _fields(paragraph: Element) -> Iterator[tuple[str, list[Element]]]:
    """Yield the code and the runs of each outermost complex field."""
    depth, runs, code = 0, list[Element](), ""
    for run in paragraph.iter(_R):
        marks = [item.get(qn("w:fldCharType")) for item in run.iter(qn("w:fldChar"))]
        if depth or "begin" in marks:
            runs.append(run)
            code += "".join(item.text or "" for item in run.iter(qn("w:instrText")))
        depth += marks.count("begin") - marks.count("end")
        if runs and depth <= 0:
            yield _code(code), runs
            depth, runs, code = 0, [], ""


def remove_number(paragraph: Element) -> Sequence[Rewording]:
    """Take the page number out of a paragraph, and the words that only introduce it."""
    before = text_of(paragraph)
    for item in _number_items(paragraph):
        item.getparent().remove(item)
    rest = text_of(paragraph)
    if rest.strip() and _AROUND.fullmatch(accentless(rest).casefold()):
        for run in list(paragraph.iter(_R)):
            if not any(True for _ in run.iter(*_DRAWN)):
                run.getparent().remove(run)
        return (Rewording(before, text_of(paragraph)),)
    return ()


def dress_number(paragraph: Element, size: float) -> None:
    """Make the page number of a paragraph upright and give it a size."""
    for item in _number_items(paragraph):
        for run in item.iter(_R):
            properties = fix_markup.run_properties(run)
            fix_markup.set_size(properties, size)
            fix_markup.set_switch(properties, "i", on=False)
    mark = fix_markup.mark_properties(paragraph)
    fix_markup.set_size(mark, size)
    fix_markup.set_switch(mark, "i", on=False)


def _number_paragraph(size: float) -> Element:
    look = (
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"'
        f' w:cs="{FONT}"/><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    )
    marks = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r>{look}{mark}</w:r>" for mark in marks)
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/>{look}</w:pPr>{runs}</w:p>'
    )


def ensure_number(desk: FixDesk, variant: str, size: float) -> None:
    """Give every header of a variant the page number; the first section gets one where it has none."""
    found = [(index, part) for index, kind, part in desk.furniture_parts("header") if kind == variant]
    if not any(index == 0 for index, _ in found):
        part = _new_part(desk, "header")
        _refer(desk, 0, "header", variant, part)
        found.append((0, part))
    for _, part in found:
        if numbered(part):
            continue
        blank = [item for item in part.element if item.tag == _P and len(item.findall(_R)) == 0]
        part.element.insert(0, _number_paragraph(size))
        if len(blank) == len(part.element) - 1:
            for item in blank:
                part.element.remove(item)


def hide_on_first_page(desk: FixDesk) -> Sequence[Rewording]:
    """Let page 1 have a header and footer of its own: what all pages have, without the number."""
    set_up = desk.set_ups[0]
    first = {kind: _referred(desk, kind, "first") for kind in ("header", "footer")}
    title_page = set_up.find(qn("w:titlePg"))
    if not is_on(title_page):
        # References of a first page that was never shown are leftovers; they would come to light now.
        for item in [*set_up.iterfind(qn("w:headerReference")), *set_up.iterfind(qn("w:footerReference"))]:
            if item.get(qn("w:type")) == "first":
                set_up.remove(item)
        fix_markup.without(fix_markup.child(set_up, "titlePg"), "val")
        first = {kind: _copied(desk, kind) for kind in first}
    reworded: list[Rewording] = []
    for part in first.values():
        for paragraph in numbered(part) if part is not None else ():
            reworded += remove_number(paragraph)
    return reworded


def _referred(desk: FixDesk, kind: str, variant: str) -> Any:
    """Give the header or footer that the first section names for a variant, or ``None``."""
    found = (part for at, name, part in desk.furniture_parts(kind) if at == 0 and name == variant)
    return next(found, None)


def _copied(desk: FixDesk, kind: str) -> Any:
    """Give page 1 its own copy of what the first section has on all pages, where it has anything."""
    source = _referred(desk, kind, "default")
    if source is None or not _says_more(source):
        return None
    # Loaded whole: the attributes of the root (mc:Ignorable) and its namespaces belong to what it holds.
    name = desk.part.package.next_partname(f"/word/{kind}%d.xml")
    part = type(source).load(name, source.content_type, source.blob, desk.part.package)
    for relation in source.rels.values():
        target = relation.target_ref if relation.is_external else relation.target_part
        part.rels.add_relationship(relation.reltype, target, relation.rId, relation.is_external)
    _refer(desk, 0, kind, "first", part)
    return part


def _says_more(part: Any) -> bool:
    """Tell whether a header or footer shows anything but the page number."""
    rest = copy.deepcopy(part.element)
    for paragraph in rest.iter(_P):
        remove_number(paragraph)
    shown = any(text_of(paragraph).strip() for paragraph in rest.iter(_P))
    return shown or any(True for _ in rest.iter(*_DRAWN))


def _new_part(desk: FixDesk, kind: str) -> Any:
    """Add an empty header or footer to the file."""
    made = desk.part.add_header_part() if kind == "header" else desk.part.add_footer_part()
    part = made[0]
    part.element.clear()
    part.element.append(OxmlElement("w:p"))
    return part


def _refer(desk: FixDesk, section: int, kind: str, variant: str, part: Any) -> None:
    """Let a section name a header or footer for a variant."""
    reference = OxmlElement(f"w:{kind}Reference")
    fix_markup.put(reference, type=variant)
    reference.set(qn("r:id"), desk.part.relate_to(part, _RELATION[kind]))
    desk.set_ups[section].insert(0, reference)
