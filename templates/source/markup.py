"""WordprocessingML in small pieces: measures, escapes, ``styles.xml``."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from templates.source import style
from templates.source.named_styles import ParagraphStyle, paragraph_styles

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_POINT = 20
_SINGLE = 240
_RULE_HEIGHT = 40  # twips: the thin paragraph under a heading
_RULE_BEFORE = 70  # twips: clear of the tails of the letters above


def twips(mm: float) -> int:
    """Turn millimetres into twips."""
    return round(mm * _TWIPS_PER_MM)


def part(root: str, body: str) -> str:
    """Write a part whose root element is ``w:<root>``."""
    return f'{DECLARATION}<w:{root} xmlns:w="{NAMESPACE}">{body}</w:{root}>'


def styles() -> str:
    """Write ``styles.xml``: the house style as named Word styles."""
    fonts = "".join(f' w:{script}="{style.FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{_size(style.HOUSE.body)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + _table_style("TableNormal", "Normal Table", default=True)
        + _table_style("BangTrong", "Bảng không kẻ")
        + _table_style("BangKe", "Bảng kẻ", borders=True)
        + _character("ChuDam", "Chữ đậm", "<w:b/><w:bCs/>")
        + _character("ChuNghieng", "Chữ nghiêng", "<w:i/><w:iCs/>")
    )
    named = (
        _paragraph_style(item, order) for order, item in enumerate(paragraph_styles(style.HOUSE), start=1)
    )
    return part("styles", defaults + base + "".join(named))


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _character(identity: str, name: str, look: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
    )


def _table_style(identity: str, name: str, *, default: bool = False, borders: bool = False) -> str:
    margin = 85 if borders else 108 if default else 0  # 1.5 mm beside the text of a ruled cell
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    kind = 'w:default="1"' if default else 'w:customStyle="1"'
    return (
        f'<w:style w:type="table" {kind} w:styleId="{identity}"><w:name w:val="{name}"/>'
        + ('<w:uiPriority w:val="99"/><w:semiHidden/>' if default else '<w:basedOn w:val="TableNormal"/>')
        + '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        + (f"<w:tblBorders>{sides}</w:tblBorders>" if borders else "")
        + '<w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _paragraph_style(item: ParagraphStyle, order: int) -> str:
    """Write a style: only what differs from the style that it follows."""
    base = item.base or ParagraphStyle("Normal", "Normal", size=style.HOUSE.body, align="left")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{item.id}">'
        f'<w:name w:val={quoteattr(item.name)}/><w:basedOn w:val="{base.id}"/>'
        f'<w:uiPriority w:val="{order}"/><w:qFormat/>'
        f"<w:pPr>{''.join(_paragraph_look(item, base))}</w:pPr>"
        f"<w:rPr>{''.join(_run_look(item, base))}</w:rPr></w:style>"
    )


def _paragraph_look(item: ParagraphStyle, base: ParagraphStyle) -> Iterator[str]:
    """Give the properties in the order that the schema asks for."""
    if item.keep_next != base.keep_next:
        yield _switch("keepNext", on=item.keep_next)
    if item.keep_lines != base.keep_lines:
        yield _switch("keepLines", on=item.keep_lines)
    if item.rule:
        yield '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    if _spacing(item) != _spacing(base):
        yield _spacing(item)
    if (item.left, item.right, item.first_line) != (base.left, base.right, base.first_line):
        first = "hanging" if item.first_line < 0 else "firstLine"
        yield (
            f'<w:ind w:left="{twips(item.left)}" w:right="{twips(item.right)}"'
            f' w:{first}="{twips(abs(item.first_line))}"/>'
        )
    if item.align != base.align:
        yield f'<w:jc w:val="{item.align}"/>'
    if item.level is not None:
        yield f'<w:outlineLvl w:val="{item.level}"/>'


def _spacing(item: ParagraphStyle) -> str:
    before = _RULE_BEFORE if item.rule else round(item.before * _TWIPS_PER_POINT)
    line = f'w:line="{round(item.line * _SINGLE)}" w:lineRule="auto"'
    if item.rule or not item.line:
        line = f'w:line="{_RULE_HEIGHT}" w:lineRule="exact"'
    return f'<w:spacing w:before="{before}" w:after="{round(item.after * _TWIPS_PER_POINT)}" {line}/>'


def _run_look(item: ParagraphStyle, base: ParagraphStyle) -> Iterator[str]:
    if item.bold != base.bold:
        yield _switch("b", on=item.bold) + _switch("bCs", on=item.bold)
    if item.italic != base.italic:
        yield _switch("i", on=item.italic) + _switch("iCs", on=item.italic)
    if item.grey:
        yield '<w:color w:val="808080"/>'
    if item.size != base.size:
        yield _size(item.size)


def _switch(name: str, *, on: bool) -> str:
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def text(value: str) -> str:
    """Escape text for an element's inside."""
    return escape(value)
