"""Lines drawn as shapes: giving one another length, or drawing one below a text that stands in no cell."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from docgen.lint.document_model import Element
from docgen.lint.drawing import drawn_lines

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_SPACES: Final = (
    f'{nsdecls("w", "wp", "a")} xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_EMU: Final = 635
"""English Metric Units in a twip."""
_POINT: Final = 20
_MEASURE: Final = re.compile(r"\s*(-?[\d.]+)\s*(pt|cm|mm|in|px|)")
_TWIPS: Final = {"pt": 20.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0, "px": 15.0, "": 20.0}


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn line: the run that holds it in all its copies, and its length in twips."""

    holder: Element
    length: int


def shapes_of(paragraph: Element) -> Iterator[Shape]:
    """Yield the lines drawn at a paragraph, as the linter sees them, one in a run."""
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if run.find(f".//{qn('w:drawing')}") is None and run.find(f".//{qn('w:pict')}") is None:
            continue
        alone = OxmlElement("w:p")
        alone.append(copy.deepcopy(run))
        lines = drawn_lines(alone)
        if len(lines) == 1:
            yield Shape(run, lines[0].length)


def resize(shape: Shape, length: int) -> None:
    """Give a drawn line another length, about the same middle, and make it solid."""
    shift = (shape.length - length) / 2
    for item in (*shape.holder.iter(f"{_WP}anchor"), *shape.holder.iter(f"{_WP}inline")):
        for extent in (*item.iter(f"{_WP}extent"), *item.iter(f"{_A}ext")):
            if extent.get("cx") is not None:
                extent.set("cx", str(length * _EMU))
        offset = item.find(f"{_WP}positionH/{_WP}posOffset")
        if offset is not None:
            offset.text = str(int(offset.text or 0) + round(shift * _EMU))
        for dash in list(item.iter(f"{_A}prstDash")):
            dash.set("val", "solid")
    for line in shape.holder.iter(f"{_V}line"):
        ends = [(line.get(name) or "0,0").split(",") for name in ("from", "to")]
        left = min(_twips(end[0]) for end in ends) + shift
        line.set("from", f"{left / _POINT:g}pt,{ends[0][1]}")
        line.set("to", f"{(left + length) / _POINT:g}pt,{ends[1][1]}")
    for item in (*shape.holder.iter(f"{_V}shape"), *shape.holder.iter(f"{_V}rect")):
        item.set("style", _resized_style(item.get("style") or "", length, shift))
    for stroke in shape.holder.iter(f"{_V}stroke"):
        stroke.attrib.pop("dashstyle", None)


def _twips(text: str) -> float:
    match = _MEASURE.match(text)
    return float(match[1]) * _TWIPS[match[2]] if match else 0.0


def _resized_style(style: str, length: int, shift: float) -> str:
    """Change width and left margin in the style of a VML shape."""
    parts = []
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name.strip() == "width":
            parts.append(f"width:{length / _POINT:g}pt")
        elif name.strip() == "margin-left":
            parts.append(f"margin-left:{(_twips(value) + shift) / _POINT:g}pt")
        else:
            parts.append(part)
    return ";".join(parts)


def draw(paragraph: Element, *, left: int | None, below: int, length: int, identifier: int) -> None:
    """Draw a line at a paragraph: ``left`` from the column's edge, ``below`` the paragraph's top, in twips.

    Without ``left`` it stands in the middle of the column.  ``identifier`` is a number that no other
    drawing of the paper has.
    """
    place = "<wp:align>center</wp:align>" if left is None else f"<wp:posOffset>{left * _EMU}</wp:posOffset>"
    start, old = (0, ";mso-position-horizontal:center") if left is None else (left, "")
    made = parse_xml(
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column">{place}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{below * _EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{length * _EMU}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{identifier}" name="docgen_line_{identifier}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length * _EMU}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:line style="position:absolute;z-index:251659264{old}"'
        f' from="{start / _POINT:g}pt,{below / _POINT:g}pt"'
        f' to="{(start + length) / _POINT:g}pt,{below / _POINT:g}pt"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    paragraph.append(made)


def free_identifier(root: Element) -> int:
    """Give a number that no drawing of a part has."""
    used = [item.get("id") or "" for item in root.iter(f"{_WP}docPr")]
    return max((int(value) for value in used if value.isdecimal()), default=0) + 1
