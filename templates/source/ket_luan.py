"""``ket-luan.docx``: the final ranking, as a Thông báo (Mẫu 1.4) or a Quyết định (Mẫu 1.2)."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import (
    REPLACES,
    WORK_LINE,
    Cell,
    Column,
    Section,
    Xml,
    appended,
    document,
    each,
    fitted_to_content,
    join,
    letterhead,
    p,
    replaces,
    section,
    signature,
    table,
    title,
    when,
)

_RESULT = (
    "kết quả đánh giá, xếp loại thi đua {{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }} năm {{ nam }}"
)
_HEAD, _LEFT, _CENTRE = "TieuDeBangNho", "OBangNho", "OBangNhoGiua"
"""Styles of the full table: room for 100,00 with up to eight sections."""
_SPLIT = "xep_hang_o_phu_luc"
"""The field that moves the ranking out of the text, into an appendix before the table of scores."""
_NARROW = '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="6" w:type="dxa"/></w:tblCellMar>'
_ORDER, _UNIT = 10.0, 62.0
"""Columns before the figures, in mm while the score table has one section; they shrink with more."""


def template() -> bytes:
    """Build ``ket-luan.docx``; ``la_quyet_dinh`` chooses the form."""
    return document(
        section(
            letterhead(),
            when(
                "la_quyet_dinh",
                _decision(),
                otherwise=_notice(),
            ),
            _results(),
            when(
                "la_quyet_dinh",
                _last_articles(),
                otherwise=join(
                    _remarks(),
                    replaces(),
                    p(
                        "DoanKet",
                        "Trên đây là Thông báo "
                        + _RESULT
                        + f" (có {{% if {_SPLIT} %}}Phụ lục I bảng xếp hạng, Phụ lục II{{% else %}}Phụ lục"
                        "{% endif %} bảng tổng hợp điểm kèm theo)./.",
                    ),
                ),
            ),
            signature(),
        ),
        _ranking_appendix(),
        _appendix(),
    )


def _decision() -> Xml:
    return join(
        title(
            "QUYẾT ĐỊNH",
            "Về việc công nhận kết quả đánh giá, xếp loại thi đua\n"
            "{{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }} năm {{ nam }}",
        ),
        p("ThamQuyen", "{{ tham_quyen }}"),
        each("c in can_cu", p("CanCu", "{{ c }}")),
        p("ChuQuyetDinh", "QUYẾT ĐỊNH:"),
        p(
            "Dieu",
            "**Điều 1.** Công nhận "
            + _RESULT
            + f" ({{% if {_SPLIT} %}}xếp hạng tại Phụ lục I, điểm chi tiết tại Phụ lục II"
            "{% else %}điểm chi tiết tại Phụ lục{% endif %} kèm theo) như sau:",
        ),
    )


def _last_articles() -> Xml:
    """Make the articles after the first: what is to be done, where there is something, and the end.

    A decision assesses nothing, so the general remarks of a notice are not among them.
    """
    return join(
        when(
            "yeu_cau or khen_thuong",
            p("Dieu", "**Điều 2.** Tổ chức thực hiện:"),
            each("y in yeu_cau", p("ThanVanBan", "{{ loop.index }}. {{ y }}")),
            each("y in khen_thuong", p("ThanVanBan", "{{ yeu_cau | length + loop.index }}. {{ y }}")),
        ),
        p(
            "DoanKet",
            f"**Điều {{{{ dieu_cuoi }}}}.** Quyết định này có hiệu lực kể từ ngày ký.{REPLACES} Văn phòng "
            "{{ co_quan.goi_tat }}, {{ co_quan.ban_cac_don_vi }} và các "
            "tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        ),
    )


def _notice() -> Xml:
    return join(
        title(
            "THÔNG BÁO",
            f"Kết quả đánh giá, xếp loại thi đua{WORK_LINE}"
            "các {{ co_quan.cac_don_vi }} năm {{ nam }}",
        ),
        p(
            "ThanVanBan",
            "Thực hiện {{ ke_hoach.day_du }}; trên cơ sở {{ bao_cao.day_du }} và {{ bien_ban_hop.day_du }}, "
            "{{ co_quan.ban_hanh }} thông báo " + _RESULT + " như sau:",
        ),
    )


def _results() -> Xml:
    return join(
        p("Khoan", "1. Kết quả chung"),
        p(
            "DanBang",
            "Trong tổng số {{ so_don_vi }} đơn vị được kiểm tra, đánh giá có: {{ cau_ket_qua }}.",
        ),
        when(
            "theo_muc",
            table(
                [Column("Xếp loại", 27), Column("Số đơn vị", 23, "OBangGiua"), Column("Đơn vị", 115)],
                "for m in theo_muc",
                ["{{ m.muc }}", "{{ m.so_luong }}", "{{ m.don_vi }}"],
                "endfor",
            ),
        ),
        p("Khoan", "2. Bảng xếp hạng"),
        when(
            _SPLIT,
            p("ThanVanBan", "Tổng điểm, thứ hạng và xếp loại của từng đơn vị được nêu tại Phụ lục I."),
            otherwise=_ranking(),
        ),
        when(
            "khong_xep_hang",
            p("ThanVanBan", "Các đơn vị không xếp hạng, không xếp loại:"),
            each("k in khong_xep_hang", p("GachDauDong", "- {{ k }}")),
        ),
    )


def _ranking() -> Xml:
    columns = [
        Column("Hạng", 14, "OBangGiua"),
        Column("Đơn vị", 50),
        Column("Tổng điểm", 20, "OBangGiua"),
        Column("Xếp loại", 24, "OBangGiua"),
        Column("Ghi chú", 57),
    ]
    return appended(
        "x in bang_xep_hang",
        columns,
        ["{{ x.hang }}", "{{ x.don_vi }}", "{{ x.tong_diem }}", "{{ x.xep_loai }}", "{{ x.ghi_chu }}"],
    )


def _remarks() -> Xml:
    general = "uu_diem or han_che or nguyen_nhan"
    return join(
        when(
            general,
            p("Khoan", "3. Nhận xét chung"),
            _listed("a) Ưu điểm:", "uu_diem"),
            _listed("b) Hạn chế:", "han_che"),
            _listed("c) Nguyên nhân:", "nguyen_nhan"),
        ),
        when("yeu_cau", p("Khoan", "{{ muc_yeu_cau }}. Yêu cầu"), _dashes("yeu_cau")),
        when("khen_thuong", p("Khoan", "{{ muc_khen_thuong }}. Đề nghị khen thưởng"), _dashes("khen_thuong")),
    )


def _listed(heading: str, field: str) -> Xml:
    return when(field, p("ThanVanBan", heading), _dashes(field))


def _dashes(field: str) -> Xml:
    return each(f"y in {field}", p("GachDauDong", "- {{ y }}"))


def _heading(number: str, name: str, line: str) -> Xml:
    """Make the heading of an appendix; ``line`` is the style of the line below it."""
    return join(
        p("PhuLuc", f"Phụ lục{number}"),
        p("TenPhuLuc", name),
        p(
            "KemTheo",
            "(Kèm theo {{ ten_goi }} số {{ so }}/{{ ky_hieu }} {{ ngay_ban_hanh }}\n"
            "của {{ co_quan.ban_hanh }})",
        ),
        p(line),
    )


def _ranking_appendix() -> Section:
    return section(
        _heading(" I", "BẢNG XẾP HẠNG, XẾP LOẠI NĂM {{ nam }}", "GachTrichYeu"),
        _ranking(),
        p("KetPhuLuc", "./."),
        condition=_SPLIT,
    )


def _appendix() -> Section:
    return section(
        _heading(
            f"{{% if {_SPLIT} %}} II{{% endif %}}",
            "BẢNG TỔNG HỢP ĐIỂM, XẾP HẠNG, XẾP LOẠI NĂM {{ nam }}",
            "GachPhuLuc",
        ),
        _full_table(),
        when("khong_cham", p("ThanVanBan", "Ghi chú: KC là không chấm.")),
        p("KetPhuLuc", "./."),
        landscape=True,
    )


def _full_table() -> Xml:
    """Make the full score table, one column for each section of the score table.

    Word has no other way to repeat a column than ``{%tc … %}``.  When docxtpl has repeated it, it
    shares the table's width out again by position; so all columns after the unit's are of one
    width, and no cell has a width of its own.
    """
    figures = ["cong", "thuong", "tru", "tong_diem", "tu_cham", "cham_cheo", "hang", "xep_loai"]
    headings = [
        "{{ ten_cot_cong }}", "Điểm thưởng", "Điểm trừ", "Tổng điểm",
        "Tự chấm", "Chấm chéo", "Xếp hạng", "Xếp loại",
    ]  # fmt: skip
    section_head = ["{%tc for c in cot_phan %}", "{{ c.phan }}\n({{ c.toi_da }})", "{%tc endfor %}"]
    section_row = ["{%tc for d in h.diem %}", "{{ d }}", "{%tc endfor %}"]
    width = (style.DRAWN_WIDTH_LANDSCAPE - _ORDER - _UNIT) / (len(section_row) + len(figures))
    columns = [
        Column("", _ORDER, _CENTRE),
        Column("", _UNIT, _LEFT),
        *[Column("", width, _CENTRE)] * (len(section_row) + len(figures)),
    ]
    head = ["TT", "Đơn vị", *section_head, *headings]
    figure_cells = [f"{{{{ h.{name} }}}}" for name in figures]
    row = ["{{ h.tt }}", "{{ h.don_vi }}", *section_row, *figure_cells]
    made = appended("h in bang_tong_hop", columns, row, head=[[Cell(text, style=_HEAD) for text in head]])
    return fitted_to_content(made, _NARROW)
