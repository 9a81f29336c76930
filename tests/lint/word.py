"""Small Word papers for the linter's tests: each test shows its own text and formatting."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

_SPACES = (
    f'{nsdecls("w", "r", "wp", "a")} xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_EDGES = re.compile(r"([\t\n])")
_MARKS = re.compile(r"(\*\*.+?\*\*|__.+?__)")
MM = 1440 / 25.4


def twips(mm: float) -> int:
    return round(mm * MM)


def p(  # noqa: PLR0913 - one argument for each thing that a paragraph can look like
    text: str = "",
    size: float = 14,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    align: str = "both",
    first: float = 0,
    left: float = 0,
    right: float = 0,
    before: float = 0,
    extra: str = "",
    inside: str = "",
) -> str:
    """Write a paragraph; lengths in mm, ``before`` in points, ``extra`` in w:pPr, ``inside`` a drawing.

    In the text ``**…**`` is bold and ``__…__`` italic.
    """
    look = "<w:b/>" * bold + "<w:i/>" * italic + '<w:u w:val="single"/>' * underline
    runs = ""
    for part in _MARKS.split(text):
        more = {"**": "<w:b/>", "__": "<w:i/>"}.get(part[:2], "") if _MARKS.fullmatch(part) else ""
        runs += _run(part[2:-2] if more else part, look + more, size)
    return (
        f'<w:p><w:pPr>{extra}<w:spacing w:before="{round(before * 20)}" w:after="0" w:line="240"'
        f' w:lineRule="auto"/><w:ind w:left="{twips(left)}" w:right="{twips(right)}"'
        f' w:firstLine="{twips(first)}"/><w:jc w:val="{align}"/></w:pPr>{runs}{inside}</w:p>'
    )


def _run(text: str, look: str, size: float) -> str:
    if not text:
        return ""
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    pieces = (
        marks.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _EDGES.split(text)
        if part
    )
    return f'<w:r><w:rPr>{look}<w:sz w:val="{round(size * 2)}"/></w:rPr>{"".join(pieces)}</w:r>'


def body(text: str, **more: Any) -> str:
    """Write a paragraph of the text: 14, justified, first line 12,7 mm, 6 pt before."""
    return p(text, **{"first": 12.7, "before": 6, **more})


def centred(text: str, size: float = 14, *, bold: bool = True, **more: Any) -> str:
    return p(text, size, bold=bold, align="center", **more)


def shape(mm: float, *, dash: str = "solid") -> str:
    """Draw a line as Word 2010 and later do, with the copy for old programs."""
    extent = round(mm * 36000)
    size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{extent}" cy="0"/></a:xfrm>'
    modern = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{extent}" cy="0"/><wp:wrapNone/><wp:docPr id="1" name="line"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr>{size}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="6350"><a:prstDash val="{dash}"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor>"
    )
    old = f'<w:pict><v:line from="0,0" to="{mm / 25.4 * 72:.1f}pt,0"/></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{modern}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml(mm: float) -> str:
    """Draw a line as Word 2003 and WPS do."""
    points = mm / 25.4 * 72
    return f'<w:r><w:pict><v:line from="10pt,2pt" to="{points + 10:.1f}pt,2pt"/></w:pict></w:r>'


def bordered(mm: float, room: float) -> str:
    """Make a thin empty paragraph with a border above, as our own templates do."""
    side = (room - mm) / 2
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    return p("", 2, align="center", left=side, right=side, extra=border)


def table(widths: Sequence[float], *rows: Sequence[str], borders: str = "") -> str:
    """Make a table of cells without margins; widths in mm."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    made = ""
    for row in rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}</w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        made += f"<w:tr>{cells}</w:tr>"
    none = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return f"<w:tbl><w:tblPr>{none}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def page_number(size: float = 14, look: str = "", align: str = "center") -> str:
    """Write the paragraph of a header that prints the page's number."""
    mark = '<w:fldChar w:fldCharType="{}"/>'.format
    parts = (
        mark("begin"),
        "<w:instrText> PAGE </w:instrText>",
        mark("separate"),
        "<w:t>2</w:t>",
        mark("end"),
    )
    runs = "".join(
        f'<w:r><w:rPr>{look}<w:sz w:val="{round(size * 2)}"/></w:rPr>{part}</w:r>' for part in parts
    )
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'


@dataclass(frozen=True)
class Word:
    """A paper to be built: its body, its page in mm, header, footer, and changes by python-docx."""

    body: str
    page: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (20, 20, 30, 15)
    """Top, bottom, left, right."""
    header_mm: float = 12.7
    header: str = field(default_factory=page_number)
    footer: str = ""
    first_page: bool = True
    font: str = "Times New Roman"
    change: Callable[[Any], None] | None = None

    def build(self) -> bytes:
        """Make the .docx, as a person would who starts from Word's own empty document."""
        document = docx.Document(io.BytesIO(_blank()))
        _set_fonts(document, self.font)
        element = document.element.body
        for child in list(element)[:-1]:
            element.remove(child)
        for item in parse_xml(f"<w:body {_SPACES}>{self.body}</w:body>"):
            element.insert(len(element) - 1, item)
        section = document.sections[-1]
        _set_page(section, self)
        if self.change:
            self.change(document)
        packed = io.BytesIO()
        document.save(packed)
        return packed.getvalue()


_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header", "footer"}


@functools.cache
def _blank() -> bytes:
    """Make an empty document with few styles: to read python-docx's 160 took most of the tests' time."""
    document = docx.Document()
    styles = document.styles.element
    for child in list(styles):
        name = child.find(qn("w:name"))
        if child.tag == qn("w:latentStyles") or (name is not None and name.get(qn("w:val")) not in _KEPT):
            styles.remove(child)
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_UNREAD):
                del holder.rels[key]
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


_UNREAD = ("/thumbnail", "/customXml", "/numbering", "/stylesWithEffects", "/webSettings", "/fontTable")


def _set_fonts(document: Any, name: str) -> None:
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _set_page(section: Any, word: Word) -> None:
    setup = section._sectPr
    size, edges = setup.get_or_add_pgSz(), setup.get_or_add_pgMar()
    size.set(qn("w:w"), str(twips(word.page[0])))
    size.set(qn("w:h"), str(twips(word.page[1])))
    for name, length in zip(("top", "bottom", "left", "right"), word.margins, strict=True):
        edges.set(qn(f"w:{name}"), str(twips(length)))
    edges.set(qn("w:header"), str(twips(word.header_mm)))
    section.different_first_page_header_footer = word.first_page
    for part, content in ((section.header, word.header), (section.footer, word.footer)):
        if content:
            part.is_linked_to_previous = False
            holder = part._element
            for child in list(holder):
                holder.remove(child)
            for item in parse_xml(f"<w:hdr {_SPACES}>{content}</w:hdr>"):
                holder.append(item)
