r"""Build Word templates from a compact description.

Every function gives a piece of the document's body; pieces are joined with ``+`` or listed.
Named styles are those of ``named_styles`` (by ``id``); there is no direct formatting.

    from templates.source.builder import Cell, Column, document, each, letterhead, p, section
    from templates.source.builder import signature, table, title, when

    def template() -> bytes:
        return document(
            section(
                letterhead(),                      # issuer | Quốc hiệu, number | place and date
                title("THÔNG BÁO", "Kết quả kiểm tra năm {{ nam }}\nđối với {{ don_vi }}"),
                p("ThanVanBan", "Đoàn đã kiểm tra **{{ don_vi }}** *sơ bộ*."),   # bold, italic
                p("MucLaMa", "I. ƯU ĐIỂM"),
                each("y in uu_diem", p("GachDauDong", "- {{ y.chu }}")),
                when("co_diem", p("DanBang", "Cụ thể:"), otherwise=p("ThanVanBan", "Chưa có điểm.")),
                table(
                    [Column("TT", 12, "OBangGiua"), Column("Phần", 113), Column("Điểm", 40, "OBangPhai")],
                    "for d in diem",               # a text is a {%tr … %} row of its own
                    ["{{ d.tt }}", "{{ d.phan }}", "{{ d.so }}"],
                    "endfor",
                    [Cell("Tổng", span=2, style="OBangDam"), "{{ tong }}"],
                ),
                p("DoanKet", "Đề nghị đơn vị thực hiện./."),   # DoanKet stays with the signature
                signature(),                       # Nơi nhận | signer
            ),
            section(p("PhuLuc", "Phụ lục"), …, landscape=True),  # an appendix: pages from 1 again
        )

In a text ``**…**`` is bold, ``*…*`` italic, ``\n`` a line break, ``\t`` a tab; a tag must stand
wholly inside or outside such marks, so that it is one run.  Widths are millimetres and add up to
``style.DRAWN_WIDTH`` (165) or ``DRAWN_WIDTH_LANDSCAPE`` (252); they are scaled to the width that
the house style leaves between its margins.  ``grid`` makes a borderless table
for other signature blocks; ``document`` gives the bytes of the package, always the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from templates.source import markup, style
from templates.source.markup import twips
from templates.source.named_styles import paragraph_styles
from templates.source.package import pack


class Xml(str):
    """A piece of the body, ready made; any other ``str`` is plain text."""

    __slots__ = ()

    def __add__(self, other: str) -> Xml:
        """Join two pieces."""
        return Xml(str(self) + other)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ruled table: heading, width in mm, style of its cells."""

    heading: str
    width: float
    style: str = "OBang"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not plain text in its column's style.

    ``content`` is a text or pieces; ``span`` is its number of columns; ``down`` starts ("restart")
    or goes on with ("continue") a cell over several rows.
    """

    content: str | Xml
    span: int = 1
    style: str = ""
    down: Literal["", "restart", "continue"] = ""


Row = Sequence[str | Cell]

_MARKS = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*", re.DOTALL)
_CELL_WIDTH = re.compile(r'<w:tcW w:w="\d+" w:type="dxa"/>')
_FIXED = '<w:tblLayout w:type="fixed"/>'
_SPECIAL = re.compile(r"([\n\t])")


def p(style_id: str, content: str = "") -> Xml:
    """Make a paragraph in a named style; ``KeyError`` when there is no such style."""
    if style_id not in {item.id for item in paragraph_styles(style.HOUSE)}:
        raise KeyError(style_id)
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{_runs(content)}</w:p>')


def _runs(content: str) -> str:
    pieces, position = [], 0
    for match in _MARKS.finditer(content):
        pieces.append(_run(content[position : match.start()]))
        pieces.append(_run(match["bold"], "ChuDam") if match["bold"] else _run(match["italic"], "ChuNghieng"))
        position = match.end()
    return "".join([*pieces, _run(content[position:])])


def _run(content: str, character_style: str = "") -> str:
    if not content:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{character_style}"/></w:rPr>' if character_style else ""
    inside = "".join(
        {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(piece)
        or f'<w:t xml:space="preserve">{markup.text(piece)}</w:t>'
        for piece in _SPECIAL.split(content)
        if piece
    )
    return f"<w:r>{look}{inside}</w:r>"


def tag(statement: str) -> Xml:
    """Make a ``{%p … %}`` paragraph, which is gone when the paper is made."""
    return p("TheDieuKhien", f"{{%p {statement} %}}")


def each(loop: str, *pieces: Xml) -> Xml:
    """Repeat pieces: ``each("y in uu_diem", p(…))``."""
    return join(tag(f"for {loop}"), *pieces, tag("endfor"))


def when(condition: str, *pieces: Xml, otherwise: Xml | None = None) -> Xml:
    """Show pieces only when the condition holds, and ``otherwise`` when it does not."""
    other = join(tag("else"), otherwise) if otherwise else Xml()
    return join(tag(f"if {condition}"), *pieces, other, tag("endif"))


def join(*pieces: Xml) -> Xml:
    """Put pieces one after another."""
    return Xml("".join(pieces))


def letterhead(*, place_and_date: bool = True, brief: str = "") -> Xml:
    """Make the head: issuer and number at the left, Quốc hiệu, Tiêu ngữ, place and date at the right.

    Minutes have no place and date there (Nghị định 30/2020, Phụ lục III, Mẫu 1.9); ``brief`` is the
    abstract of a công văn, which stands below its number (Mẫu 1.5).  A draft is marked above the number.
    """
    issuer = each(
        "dong in tieu_de",
        when(
            "dong.dam",
            p("TenCoQuan", "{{ dong.chu }}"),
            otherwise=p("TenCoQuanChuQuan", "{{ dong.chu }}"),
        ),
    )
    nation = join(
        p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        p("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
        p("GachTieuNgu"),
    )
    dated = p("DiaDanh", "{{ dia_danh }}, {{ ngay_ban_hanh }}") if place_and_date else p("DiaDanh")
    draft = when("du_thao", p("DuThao", "{{ du_thao }}"))
    number = p("SoKyHieu", "Số: {{ so }}/{{ ky_hieu }}")
    return grid(
        style.HOUSE.head_columns,
        [issuer + p("GachCoQuan") + draft, nation],
        [number + (p("VeViec", f"V/v {brief}") if brief else Xml()), dated],
    )


def title(kind: str, abstract: str) -> Xml:
    r"""Make the name of the kind, the abstract (``\n`` breaks its lines) and the line below."""
    return join(p("TenLoai", kind), p("TrichYeu", abstract), p("GachTrichYeu"))


def replaces() -> Xml:
    """Make the paragraph that names the paper which this one replaces, where it replaces one."""
    return when("cau_thay_the", p("ThanVanBan", "{{ cau_thay_the }}."))


_LONG = "{% if co_quan.cong_tac | length > 20 %}"
WORK = f"{_LONG}\n{{% else %}} {{% endif %}}{{{{ co_quan.cong_tac }}}}"
"""What is inspected, in an abstract: a long name begins a line of its own."""
WORK_LINE = f"{WORK}{_LONG} {{% else %}}\n{{% endif %}}"
"""The same where the line ends after a short name."""
REPLACES = "{% if cau_thay_the %} {{ cau_thay_the }}.{% endif %}"
"""The same within an article of a decision."""


def signature() -> Xml:
    """Make "Nơi nhận" at the left and the signer at the right, on one page."""
    return grid(
        style.HOUSE.sign_columns,
        [recipients(), signer()],
        space_before=True,
    )


def recipients() -> Xml:
    """Make the list of "Nơi nhận" from ``noi_nhan``."""
    return p("NoiNhanNhan", "Nơi nhận:") + each("noi in noi_nhan", p("NoiNhan", "{{ noi }}"))


def signer() -> Xml:
    """Make the signer's capital lines and name from ``nguoi_ky``."""
    lines = each("dong in nguoi_ky.dong", p("ChucVuKy", "{{ dong }}"))
    return lines + p("HoTenNguoiKy", "{{ nguoi_ky.ten }}")


def grid(widths: Sequence[float], *rows: Sequence[Xml] | str, space_before: bool = False) -> Xml:
    """Make a borderless table without cell margins; a cell's pieces end in a paragraph that stays.

    ``widths`` are those of the house style, not scaled.  A text instead of a row is a ``{%tr … %}`` tag.
    """
    made = [
        _tag_row(row, widths)
        if isinstance(row, str)
        else _row([_cell(piece, width, align="top") for piece, width in zip(row, widths, strict=True)])
        for row in rows
    ]
    gap = p("DanChuKy") if space_before else Xml()
    return gap + _table("BangTrong", widths, made)


def appended(item: str, columns: Sequence[Column], row: Row, *, head: Sequence[Row] = ()) -> Xml:
    """Make the ruled table of an appendix, a row for each ``item``; the last one stays with what follows.

    So the mark of the end never stands on a page alone.  The first column's style must have one of the same
    look for the last row: ``OBangGiuaCuoi`` for ``OBangGiua``.
    """
    look, first = columns[0].style, str(row[0])
    start = when("loop.last", p(f"{look}Cuoi", first), otherwise=p(look, first))
    return table(columns, f"for {item}", [Cell(start), *row[1:]], "endfor", head=head)


def fitted_to_content(made: Xml, margins: str = "") -> Xml:
    """Let Word fit the columns of a ruled table to what stands in them; ``margins`` are those of its cells.

    LibreOffice keeps the widths that the columns are drawn with.
    """
    free = _CELL_WIDTH.sub('<w:tcW w:w="0" w:type="auto"/>', made)
    return Xml(free.replace(_FIXED, f'<w:tblLayout w:type="autofit"/>{margins}', 1))


def table(columns: Sequence[Column], *rows: Row | str, head: Sequence[Row] = (), height: float = 0.0) -> Xml:
    """Make a ruled table whose header rows are repeated on every page.

    ``head`` gives the header rows when one row of the columns' headings is not enough.  In
    ``rows`` a text is a ``{%tr … %}`` tag in a row of its own; the others are at least ``height`` high.
    """
    headings: Sequence[Row] = head or [[column.heading for column in columns]]
    widths = style.HOUSE.fitted([column.width for column in columns])
    columns = [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]
    top = [replace(column, style="TieuDeBang") for column in columns]
    made = [_row(_cells(row, top), header=True) for row in headings]
    made += [
        _tag_row(row, widths) if isinstance(row, str) else _row(_cells(row, columns), height=height)
        for row in rows
    ]
    return p("KhoangBang") + _table("BangKe", widths, made)


def _cells(row: Row, columns: Sequence[Column]) -> list[str]:
    made, position = [], 0
    for item in row:
        cell = item if isinstance(item, Cell) else Cell(item)
        covered = columns[position : position + cell.span]
        position += cell.span
        content = cell.content
        piece = content if isinstance(content, Xml) else p(cell.style or covered[0].style, content)
        made.append(_cell(piece, sum(c.width for c in covered), cell.span, cell.down))
    if position != len(columns):
        raise ValueError(f"a row covers {position} of {len(columns)} columns: {row}")
    return made


def _cell(content: Xml, width: float, span: int = 1, down: str = "", *, align: str = "center") -> str:
    look = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:vMerge w:val="{down}"/>' if down else ""
    return f'<w:tc><w:tcPr>{look}<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'


def _tag_row(statement: str, widths: Sequence[float]) -> str:
    content = p("TheDieuKhien", f"{{%tr {statement} %}}")
    return _row([_cell(content, sum(widths), len(widths))])


def _row(cells: Sequence[str], *, header: bool = False, height: float = 0.0) -> str:
    look = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    look += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{''.join(cells)}</w:tr>"


def _table(style_id: str, widths: Sequence[float], rows: Sequence[str]) -> Xml:
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(rows)
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id}"/>'
        f'<w:tblW w:w="{sum(twips(width) for width in widths)}" w:type="dxa"/>'
        f"{_FIXED}</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper with pages of its own: numbered from 1, no number on the first.

    With a ``condition`` it is there only when that holds; the last section has none.
    """

    body: Xml
    landscape: bool = False
    condition: str = ""


def section(*pieces: Xml, landscape: bool = False, condition: str = "") -> Section:
    """Make a section; each section starts a page and is numbered from 1 by itself."""
    return Section(join(*pieces), landscape, condition)


def document(*sections: Section) -> bytes:
    """Make the package: the same sections always give the same bytes."""
    *before, last = sections
    body = "".join(
        when(s.condition, s.body, _break(s)) if s.condition else s.body + _break(s) for s in before
    )
    end = p("KhoangTrong") if last.body.endswith("</w:tbl>") else ""
    return pack(body + last.body + end + _properties(last))


def _break(ended: Section) -> Xml:
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="KhoangTrong"/>{_properties(ended)}</w:pPr></w:p>')


def _properties(ended: Section) -> str:
    width, height = twips(style.PAGE_WIDTH), twips(style.PAGE_HEIGHT)
    size = f'w:w="{width}" w:h="{height}"'
    if ended.landscape:
        size = f'w:w="{height}" w:h="{width}" w:orient="landscape"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdSoTrang"/>'
        '<w:headerReference w:type="first" r:id="rIdTrangDau"/><w:type w:val="nextPage"/>'
        f"<w:pgSz {size}/>"
        f'<w:pgMar w:top="{twips(style.HOUSE.margin_top)}" w:right="{twips(style.HOUSE.margin_right)}"'
        f' w:bottom="{twips(style.HOUSE.margin_bottom)}" w:left="{twips(style.HOUSE.margin_left)}"'
        f' w:header="{twips(style.PAGE_NUMBER_FROM_EDGE)}" w:footer="{twips(style.PAGE_NUMBER_FROM_EDGE)}"'
        ' w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
