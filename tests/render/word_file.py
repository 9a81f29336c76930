"""Small Word files for tests, written as they are meant: ``docx(p("Kính gửi: ", "{{ ten }}"))``."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_W}}}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
SECTION = (
    '<w:sectPr>{references}<w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
)
STYLES = (
    f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{TNR}</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)


def run(text: str) -> str:
    """One run; spaces are kept only where the text needs it, as Word does."""
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    properties = f'<w:rPr>{TNR}<w:sz w:val="28"/></w:rPr>'
    return f'<w:r w:rsidR="00AB12CD">{properties}<w:t{keep}>{escape(text)}</w:t></w:r>'


def p(*runs: str) -> str:
    """One paragraph; several runs are a text that Word has cut up, with spelling marks between."""
    inside = '<w:proofErr w:type="spellStart"/>'.join(run(text) for text in runs)
    return f'<w:p w14:paraId="5A5A5A5A" w:rsidR="00AB12CD"><w:pPr><w:jc w:val="both"/></w:pPr>{inside}</w:p>'


def table(*rows: list[str]) -> str:
    """One table; a cell is text, or paragraphs already made by ``p``."""
    grid = '<w:gridCol w:w="2000"/>' * max(len(row) for row in rows)
    lines = "".join(f"<w:tr>{''.join(_cell(cell) for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _cell(content: str) -> str:
    inside = content if content.startswith("<w:") else p(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def word_field(code: str, shown: str = "x") -> str:
    """One paragraph with a field, as Word writes it."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inside = f"<w:r><w:instrText> {code} </w:instrText></w:r>{sign('separate')}{run(shown)}"
    return f"<w:p>{sign('begin')}{inside}{sign('end')}</w:p>"


def simple_field(code: str) -> str:
    """One paragraph with a field, as LibreOffice and others write it."""
    return f'<w:p><w:fldSimple w:instr=" {code} ">{run("x")}</w:fldSimple></w:p>'


def linked(before: str, inside: str, after: str) -> str:
    """One paragraph with a hyperlink in its middle."""
    return f'<w:p>{before}<w:hyperlink w:anchor="a">{inside}</w:hyperlink>{after}</w:p>'


def docx(*body: str, **options: str) -> bytes:
    """Build a whole .docx: ``header=``, ``footer=``, ``footnotes=``, ``title=``, ``section=``."""
    return pack(parts(*body, **options))


def parts(*body: str, **options: str) -> dict[str, str]:
    """Give the parts of a .docx by name, so that a test can spoil one of them."""
    side = {kind: options[kind] for kind in ("header", "footer", "footnotes") if kind in options}
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in side if kind != "footnotes"
    )
    section = options.get("section", SECTION.format(references=references))
    names = {"styles": "word/styles.xml"} | {kind: f"word/{kind}1.xml" for kind in side}
    inside = "".join(body) + section
    made: dict[str, str] = {
        "[Content_Types].xml": _content_types(names),
        "_rels/.rels": _relationships(
            {
                "a": ("officeDocument/2006/relationships/officeDocument", "word/document.xml"),
                "b": ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": CORE.format(title=options.get("title", "")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            {
                kind: (f"officeDocument/2006/relationships/{kind}", name.removeprefix("word/"))
                for kind, name in names.items()
            }
        ),
        "word/styles.xml": STYLES,
    }
    for kind, content in side.items():
        tag = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes"}[kind]
        inside = f'<w:footnote w:id="1">{content}</w:footnote>' if kind == "footnotes" else content
        made[names[kind]] = f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>"
    return made


def pack(made: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a container."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _content_types(names: Mapping[str, str]) -> str:
    overrides = {"/word/document.xml": "document.main"} | {f"/{n}": kind for kind, n in names.items()}
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        f' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{lines}</Types>'
    )


def _relationships(lines: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}"/>'
        for key, (kind, target) in lines.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def unpack(data: bytes) -> dict[str, bytes]:
    """Take a container apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    """Take one part out of a container."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def text_of(data: bytes, name: str = "word/document.xml") -> str:
    """Give what a reader sees of a part: one line for each paragraph."""
    return "\n".join(lines_of(data, name))


def lines_of(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Give the text of each paragraph that has any, line breaks and tabs as characters."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = []
    for paragraph in etree.fromstring(part(data, name)).iter(f"{W}p"):
        pieces = [
            signs.get(str(element.tag)) or element.text or ""
            for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        ]
        found.append("".join(pieces))
    return [line for line in found if line]
