"""The words of the plan, in the order of the office's plan of 2023."""

from __future__ import annotations

from templates.source.builder import (
    WORK_LINE,
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
)

_UNITS = "{{ co_quan.don_vi_day_du }}"
_BOARD = "{{ co_quan.ban_hanh }}"
_UNIT_BOARDS = "{{ co_quan.ban_cac_don_vi }}"
_TEAM = "{{ co_quan.doan }} {{ co_quan.cap }}"


def template() -> bytes:
    """Build ``ke-hoach.docx``."""
    return document(
        section(
            letterhead(),
            title(
                "KẾ HOẠCH",
                f"Tổ chức kiểm tra, đánh giá{WORK_LINE}các {{{{ co_quan.cac_don_vi }}}} năm {{{{ nam }}}}",
            ),
            _opening(),
            _purpose(),
            _content(),
            _method(),
            _attendance(),
            _tasks(),
            replaces(),
            p(
                "DoanKet",
                "Trên đây là Kế hoạch kiểm tra, đánh giá kết quả {{ co_quan.cong_tac }} năm {{ nam }}; "
                f"{_BOARD} đề nghị {_UNIT_BOARDS} phối hợp triển khai thực hiện./.",
            ),
            signature(),
        )
    )


def _dashes(*texts: str) -> Xml:
    return join(*(p("GachDauDong", f"- {text}") for text in texts))


def _opening() -> Xml:
    return p(
        "ThanVanBan",
        "Thực hiện {{ co_quan.chuong_trinh }} năm {{ nam }} của {{ co_quan.day_du }} "
        "(sau đây gọi tắt là {{ co_quan.goi_tat }}); căn cứ {{ huong_dan.day_du }}; {{ co_quan.ban }} "
        "{% if co_quan.ban_viet_tat %}({{ co_quan.ban_viet_tat }}) {{ co_quan.goi_tat }} {% endif %}"
        "xây dựng Kế hoạch tổ chức kiểm tra, đánh giá {{ co_quan.cong_tac }} "
        "các {{ co_quan.cac_don_vi }} năm {{ nam }} với những nội dung cụ thể như sau:",
    )


def _purpose() -> Xml:
    return join(
        p("MucLaMa", "I. MỤC ĐÍCH, YÊU CẦU"),
        p("Khoan", "1. Mục đích"),
        _dashes(
            "Kiểm tra, đánh giá toàn diện, thực chất kết quả thực hiện {{ co_quan.chuong_trinh }} "
            f"của {_UNITS} năm {{{{ nam }}}};",
            f"Phát huy vai trò, tăng cường trách nhiệm của {_BOARD} trong công tác phối hợp kiểm tra, "
            "đánh giá {{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }}.",
        ),
        p("Khoan", "2. Yêu cầu"),
        _dashes(
            "Tổ chức kiểm tra, đánh giá {{ co_quan.cong_tac }} của các địa phương bảo đảm nghiêm túc, "
            "khách quan, trung thực, chặt chẽ, làm cơ sở đánh giá, xếp loại và khen thưởng năm {{ nam }}.",
            f"{_UNIT_BOARDS} chuẩn bị đầy đủ nội dung báo cáo, hồ sơ minh chứng. Trong đó, tập trung nêu rõ "
            "những kết quả tiêu biểu, nổi bật, mô hình mới, cách làm hiệu quả; những khó khăn, hạn chế, "
            "đề xuất, kiến nghị (nếu có).",
        ),
    )


def _content() -> Xml:
    return join(
        p("MucLaMa", "II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN, ĐỊA ĐIỂM, PHƯƠNG PHÁP VÀ THÀNH PHẦN"),
        p("Khoan", "1. Nội dung"),
        p(
            "ThanVanBan",
            "Kết quả thực hiện {{ co_quan.chuong_trinh }} của {{ co_quan.goi_tat }} "
            "năm {{ nam }} (theo {{ huong_dan.gon }}); một số nhiệm vụ phát sinh trong năm {{ nam }} theo "
            f"hướng dẫn của {_BOARD}.",
        ),
        p("Khoan", "2. Đối tượng kiểm tra"),
        _dashes("{{ doi_tuong }}."),
        p("Khoan", "3. Thời gian, địa điểm"),
        _dashes("Thời gian: buổi sáng từ {{ gio_sang }}; buổi chiều từ {{ gio_chieu }}."),
        p("DanBang", "Cụ thể:"),
        table(
            [
                Column("TT", 12, "OBangGiua"),
                Column("Thời gian", 38, "OBangGiua"),
                Column("Đơn vị", 75),
                Column("Ghi chú", 40),
            ],
            "for ngay in cac_ngay",
            ["{{ ngay.tt }}", "{{ ngay.ngay }}", "{{ ngay.don_vi }}", "{{ ngay.ghi_chu }}"],
            "endfor",
        ),
        _dashes("Địa điểm: {{ dia_diem }}."),
    )


def _method() -> Xml:
    return join(
        p("Khoan", "4. Phương pháp"),
        p(
            "ThanVanBan",
            "Buổi sáng: nghe các đơn vị báo cáo, phân công các đơn vị kiểm tra chéo; nghe các đơn vị "
            "báo cáo kết quả kiểm tra; {{ co_quan.ban }} cùng các {{ co_quan.cac_don_vi }} trao đổi. "
            "Buổi chiều: {{ co_quan.ban }} thảo luận; {{ luc_ket_luan }} {{ co_quan.ban }} nhận xét, "
            "đánh giá sơ bộ.",
        ),
        _dashes(
            f"Bước 1: {_UNIT_BOARDS} tự chấm điểm đánh giá kết quả triển khai hoạt động năm {{{{ nam }}}} "
            "(theo bảng điểm), có thuyết minh, minh chứng.",
            "Bước 2: Các đơn vị gửi toàn bộ hồ sơ, tài liệu minh chứng (sắp xếp theo thứ tự hướng dẫn và "
            "bảng điểm), báo cáo thuyết minh bảng điểm về Văn phòng {{ co_quan.goi_tat }} **{{ han_nop }}**.",
            f"Bước 3: {_TEAM} tổ chức kiểm tra thực tế hồ sơ, đánh giá ưu, khuyết điểm theo từng mục "
            "công tác.",
            "Bước 4: Đến ngày kiểm tra:",
        ),
        each("muc in chuong_trinh", p("CongDauDong", "+ {{ muc.gio }}: {{ muc.noi_dung }}")),
        _dashes(
            f"Bước 5: {_BOARD} họp đánh giá, phân tích, kết luận, đánh giá xếp loại kết quả thi đua của "
            "từng đơn vị (nhận xét sơ bộ).",
        ),
    )


def _attendance() -> Xml:
    return join(
        p("Khoan", "5. Thành phần"),
        _dashes(
            f"Chủ trì: Lãnh đạo {_BOARD}.",
            "{{ co_quan.doan }} của {{ co_quan.goi_tat }} (theo quyết định thành lập).",
            f"{_UNIT_BOARDS} được kiểm tra.",
        ),
    )


def _tasks() -> Xml:
    return join(
        p("MucLaMa", "III. TỔ CHỨC THỰC HIỆN"),
        p("Khoan", f"1. {_BOARD}"),
        _dashes(
            "Ban hành kế hoạch kiểm tra.",
            "Thành lập {{ co_quan.doan }} đảm bảo theo Kế hoạch.",
            "Giao Văn phòng chuẩn bị các điều kiện phục vụ công tác kiểm tra.",
            "Giao Kế toán đảm bảo nguồn kinh phí phục vụ kiểm tra.",
        ),
        p("Khoan", f"2. {_UNIT_BOARDS}"),
        p(
            "ThanVanBan",
            "Chuẩn bị đầy đủ nội dung báo cáo (theo nội dung tại khoản 1 Mục II Kế hoạch này), chuẩn bị "
            "đầy đủ các hồ sơ minh chứng và điều kiện cần thiết khác để phục vụ {{ co_quan.doan }}.",
        ),
    )
