"""The notice that engines are compared on: a template as Word saves it, and a record for it.

Header table, title, 14 distinct fields used 22 times, 12 criteria rows of 6 columns in a loop, a
total row, a signature table, a page number in the header with a different first page, one tag cut
over two runs with spelling marks, and run properties on every run as Word writes them.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from pydantic import BaseModel

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" mc:Ignorable="w14"'
)
_FONT: Final = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:cs="Times New Roman"/>'
)
_PROPERTIES: Final = (
    f'<w:rPr>{_FONT}{{extra}}<w:color w:val="000000"/><w:w w:val="100"/>'
    '<w:spacing w:val="-2"/><w:kern w:val="0"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>'
)
_MOTTO: Final = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc"
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Row(BaseModel):
    """One criterion of the notice's table."""

    so_thu_tu: str
    ten: str
    diem_toi_da: str
    diem_tu_cham: str
    diem_doan: str
    ghi_chu: str


class Notice(BaseModel):
    """The notice's fields."""

    co_quan_chu_quan: str
    co_quan: str
    so: str
    dia_danh: str
    ngay: str
    ten_don_vi: str
    nam: str
    tong_toi_da: str
    tong_tu_cham: str
    tong_diem: str
    bang_chu: str
    xep_loai: str
    chuc_vu: str
    nguoi_ky: str
    tieu_chi: list[Row]


def record(number: int) -> dict[str, Any]:
    """Make the context of the n-th unit."""
    rows = [
        Row(
            so_thu_tu=str(i),
            ten=f"Tuyên truyền, vận động & tập hợp Nhân dân thực hiện nhiệm vụ số {i} của Mặt trận",
            diem_toi_da="8,00",
            diem_tu_cham=f"{4 + i % 4},50",
            diem_doan=f"{4 + (i + number) % 4},00",
            ghi_chu="Có minh chứng <kèm theo>" if i % 3 == 0 else "",
        )
        for i in range(1, 13)
    ]
    return Notice(
        co_quan_chu_quan="MẶT TRẬN TỔ QUỐC VIỆT NAM",
        co_quan="UỶ BAN MTTQ VIỆT NAM THÀNH PHỐ",
        so=f"{number:02d}/TB-MTTQ-BTT",
        dia_danh="Tam Kỳ",
        ngay="ngày 20 tháng 11 năm 2023",
        ten_don_vi=f"Phường An Phú {number}",
        nam="2023",
        tong_toi_da="96,00",
        tong_tu_cham="72,00",
        tong_diem=f"{60 + number % 30},50",
        bang_chu="bảy mươi hai phẩy năm",
        xep_loai="Hoàn thành tốt nhiệm vụ",
        chuc_vu="CHỦ TỊCH",
        nguoi_ky="Nguyễn Thị Đào",
        tieu_chi=rows,
    ).model_dump()


def template() -> bytes:
    """Make the tagged .docx, 14 parts, as slim as Word makes it."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/>'
            f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{_body()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            "".join(
                f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("12")}" Target="{name}.xml"/>'
                for name in _SIDE_PARTS
            )
        ),
        **{f"word/{name}.xml": content for name, content in _SIDE_PARTS.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
    return stream.getvalue()


def _run(text: str, extra: str = "") -> str:
    properties = _PROPERTIES.format(extra=extra)
    return f'<w:r w:rsidRPr="00C4D5E6">{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*texts: str, align: str = "both", bold: bool = False) -> str:
    extra = "<w:b/><w:bCs/>" if bold else ""
    inside = '<w:proofErr w:type="spellStart"/>'.join(_run(text, extra) for text in texts)
    properties = (
        '<w:pPr><w:widowControl w:val="0"/>'
        '<w:spacing w:before="60" w:after="60" w:line="276" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/>{_PROPERTIES.format(extra=extra)}</w:pPr>'
    )
    ids = (
        'w14:paraId="1A2B3C4D" w14:textId="77777777"'
        ' w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3" w:rsidP="00D4E5F6"'
    )
    return f"<w:p {ids}>{properties}{inside}</w:p>"


def _table(*rows: list[str], borders: str = _BORDERS, bold: bool = False) -> str:
    columns = max(len(row) for row in rows)
    grid = f'<w:gridCol w:w="{9300 // columns}"/>' * columns
    lines = "".join(
        '<w:tr w:rsidR="00A1B2C3"><w:trPr><w:cantSplit/><w:jc w:val="center"/></w:trPr>'
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{9300 // columns}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + "".join(_paragraph(line, align="center", bold=bold) for line in cell.split("|"))
            + "</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    properties = f'<w:tblPr><w:tblW w:w="9300" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _body() -> str:
    row = ["so_thu_tu", "ten", "diem_toi_da", "diem_tu_cham", "diem_doan", "ghi_chu"]
    none = _BORDERS.replace('"single"', '"none"')
    return "".join(
        [
            _table(
                [
                    "{{ co_quan_chu_quan }}|{{ co_quan }}|Số: {{ so }}",
                    f"{_MOTTO}|{{{{ dia_danh }}}}, {{{{ ngay }}}}",
                ],
                borders=none,
                bold=True,
            ),
            _paragraph("THÔNG BÁO", align="center", bold=True),
            _paragraph(
                "Kết quả kiểm tra công tác Mặt trận năm {{ nam }} của {{ ten_don_vi }}", align="center"
            ),
            _paragraph(
                "Thực hiện Kế hoạch kiểm tra năm {{ nam }}, Đoàn kiểm tra đã làm việc tại {{ ten_",
                "don_vi }}.",
            ),
            _paragraph("{{ co_quan }} thông báo đến {{ ten_don_vi }} kết quả như sau:"),
            _table(
                ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Đoàn chấm", "Ghi chú"],
                ["{%tr for dong in tieu_chi %}", "", "", "", "", ""],
                [f"{{{{ dong.{name} }}}}" for name in row],
                ["{%tr endfor %}", "", "", "", "", ""],
                ["", "Tổng cộng", "{{ tong_toi_da }}", "{{ tong_tu_cham }}", "{{ tong_diem }}", ""],
            ),
            _paragraph("Tổng điểm: {{ tong_diem }} ({{ bang_chu }}), xếp loại: {{ xep_loai }}."),
            _paragraph("Đề nghị {{ ten_don_vi }} phát huy ưu điểm, khắc phục hạn chế trong năm {{ nam }}./."),
            _table(
                [
                    "Nơi nhận:|- {{ ten_don_vi }};|- Lưu: VT.",
                    "TM. BAN THƯỜNG TRỰC|{{ chuc_vu }}| |{{ nguoi_ky }}",
                ],
                borders=none,
            ),
            _SECTION,
        ]
    )


_SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:headerReference w:type="first" r:id="header2"/><w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="720" w:footer="720"'
    ' w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_PAGE: Final = (
    f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    f'<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
    f'</w:r><w:r><w:rPr>{_FONT}</w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_STYLE_LINES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="Kieu{i}"><w:name w:val="Kiểu {i}"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="{i}" w:after="60"/></w:pPr>'
    f'<w:rPr>{_FONT}<w:sz w:val="28"/></w:rPr></w:style>'
    for i in range(60)
)
_DEFAULTS: Final = f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}</w:rPr></w:rPrDefault></w:docDefaults>"
_SIDE_PARTS: Final[dict[str, str]] = {
    "styles": (
        f"<w:styles {_NAMESPACES}>{_DEFAULTS}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{_STYLE_LINES}</w:styles>"
    ),
    "settings": f'<w:settings {_NAMESPACES}><w:zoom w:percent="100"/></w:settings>',
    "webSettings": f"<w:webSettings {_NAMESPACES}/>",
    "fontTable": f'<w:fonts {_NAMESPACES}><w:font w:name="Times New Roman"/></w:fonts>',
    "numbering": f"<w:numbering {_NAMESPACES}/>",
    "footnotes": f"<w:footnotes {_NAMESPACES}/>",
    "header1": f"<w:hdr {_NAMESPACES}>{_PAGE}</w:hdr>",
    "header2": f"<w:hdr {_NAMESPACES}><w:p/></w:hdr>",
}


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: name.rstrip("12") for name in _SIDE_PARTS}}
    lines = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{lines}</Types>"
    )


def _relationships(lines: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'
