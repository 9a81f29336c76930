"""``thong-bao.docx``: the notice of the results to one unit (Nghị định 30/2020, Phụ lục III, Mẫu 1.4)."""

from __future__ import annotations

from templates.source.builder import (
    WORK,
    Cell,
    Column,
    Xml,
    document,
    each,
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

_OPENING = (
    "Thực hiện {{ ke_hoach.day_du }}, {{ co_quan.doan }} (thành lập theo {{ quyet_dinh }}) đã kiểm tra, "
    "đánh giá {{ co_quan.cong_tac }} năm {{ nam }} của {{ don_vi_day_du }} vào "
    "{{ ngay_kiem_tra }}. Trên cơ sở {{ bao_cao.day_du }} và kết quả họp {{ co_quan.ban }} {{ ngay_hop }}, "
    "{{ co_quan.ban_hanh }} thông báo kết quả như sau:"
)
_LEVEL = "**{{ xep_loai }}**"
_DUE = (
    "{% for t in thoi_han %}{% if t.noi_dung %}{% if loop.first %}: {% else %}; {% endif %}"
    "{{ t.noi_dung }}{% endif %} trước ngày {{ t.ngay }}{% endfor %}"
)
_WORDS = "Bằng chữ: *{{ bang_chu }}.*"
_WHY = "{% if ly_do %}; {{ ly_do }}{% endif %}"


def template() -> bytes:
    """Build ``thong-bao.docx``."""
    return document(
        section(
            letterhead(),
            title(
                "THÔNG BÁO",
                f"Kết quả kiểm tra, đánh giá{WORK} năm {{{{ nam }}}}\nđối với {{{{ don_vi_day_du }}}}",
            ),
            p("ThanVanBan", _OPENING),
            p("MucLaMa", "I. ƯU ĐIỂM"),
            each("y in uu_diem", p("ThanVanBan", "{{ loop.index }}. {{ y }}")),
            p("MucLaMa", "II. HẠN CHẾ, TỒN TẠI"),
            each("y in han_che", p("ThanVanBan", "{{ loop.index }}. {{ y }}")),
            _scores(),
            _demands(),
            signature(),
        )
    )


def _scores() -> Xml:
    return join(
        p("MucLaMa", "III. KẾT QUẢ CHẤM ĐIỂM"),
        _score_table(),
        when("khong_cham", p("ThanVanBan", "Ghi chú: KC là không chấm.")),
        when(
            "not duoc_xep_hang",
            p("ThanVanBan", f"{_WORDS} Kết quả xếp loại: {{{{ ly_do }}}}."),
            otherwise=when(
                "chinh_thuc",
                p(
                    "ThanVanBan",
                    f"{_WORDS} Xếp loại: {_LEVEL}; xếp thứ {{{{ xep_hang }}}} đơn vị{_WHY}.",
                ),
                otherwise=p(
                    "ThanVanBan",
                    f"{_WORDS} Dự kiến xếp loại: {_LEVEL}{_WHY}. Kết quả xếp loại, xếp hạng chính thức do "
                    "{{ co_quan.ban_hanh }} xem xét, quyết định.",
                ),
            ),
        ),
    )


def _score_table() -> Xml:
    """Make the table of sections, bonus, penalty and total."""
    scores = ("toi_da", "tu_cham", "cham_cheo", "doan_cham")
    points = "OBangGiua"
    bold = "OBangDamGiua"
    return table(
        [
            Column("TT", 11, points),
            Column("Nội dung", 90),
            Column("Tối đa", 16, points),
            Column("Tự chấm", 16, points),
            Column("Chấm chéo", 16, points),
            Column("{{ doan_goi_tat }} chấm", 16, points),
        ],
        "for d in bang_diem",
        ["{{ d.phan }}", "{{ d.ten }}", *[f"{{{{ d.{name} }}}}" for name in scores]],
        "endfor",
        [
            Cell("Cộng", span=2, style="OBangDam"),
            *[Cell(f"{{{{ cong.{name} }}}}", style=bold) for name in scores],
        ],
        "if diem_chuan",
        [_label("Điểm chuẩn (bình quân theo trọng số)"), Cell("{{ diem_chuan }}", style=bold)],
        "endif",
        "if thuong",
        [_label("Điểm thưởng"), Cell("{{ cong_thuong }}", style=bold)],
        "for t in thuong",
        [Cell("- {{ t.ly_do }}", span=5, style="OBang"), "{{ t.diem }}"],
        "endfor",
        "endif",
        "if tru",
        [_label("Điểm trừ"), Cell("{{ cong_tru }}", style=bold)],
        "for t in tru",
        [Cell("- {{ t.ly_do }}", span=5, style="OBang"), "{{ t.diem }}"],
        "endfor",
        "endif",
        [_label("TỔNG ĐIỂM"), Cell("{{ tong_diem }}", style=bold)],
    )  # fmt: skip


def _label(words: str) -> Cell:
    """Make the bold cell that stands before a single figure at the end of the row."""
    return Cell(words, span=5, style="OBangDam")


def _demands() -> Xml:
    return join(
        p("MucLaMa", "IV. KIẾN NGHỊ, YÊU CẦU"),
        p("ThanVanBan", "{{ co_quan.ban_hanh }} yêu cầu {{ don_vi_day_du }}:"),
        each("k in kien_nghi", p("ThanVanBan", "{{ loop.index }}. {{ k }}")),
        when(
            "thoi_han",
            p(
                "ThanVanBan",
                "Đề nghị {{ don_vi_day_du }} báo cáo kết quả khắc phục bằng văn bản" + _DUE + ".",
            ),
        ),
        p("MucLaMa", "V. QUYỀN CÓ Ý KIẾN CỦA ĐƠN VỊ"),
        p(
            "ThanVanBan",
            "Trong thời hạn {{ so_ngay_y_kien }} ngày làm việc kể từ ngày nhận được Thông báo này, "
            "{{ don_vi_day_du }} có quyền gửi ý kiến bằng văn bản về "
            "{{ co_quan.ban_hanh }} đối với những nội dung chưa thống nhất.",
        ),
        replaces(),
        p(
            "DoanKet",
            "Trên đây là Thông báo kết quả kiểm tra, đánh giá {{ co_quan.cong_tac }} năm {{ nam }}, đề nghị "
            "{{ don_vi_day_du }} nghiêm túc thực hiện./.",
        ),
    )
