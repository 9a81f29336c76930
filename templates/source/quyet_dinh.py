"""The words of the decision that sets up the team."""

from __future__ import annotations

from templates.source.builder import (
    REPLACES,
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
    section,
    signature,
    title,
    when,
)

_NAME = "{{ co_quan.doan }}, đánh giá {{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }} năm {{ nam }}"
_BOARD = "{{ co_quan.ban_hanh }}"


def template() -> bytes:
    """Build ``quyet-dinh.docx``."""
    return document(
        section(
            letterhead(),
            title(
                "QUYẾT ĐỊNH",
                "Về việc thành lập {{ co_quan.doan }}, đánh giá\n"
                "{{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }} năm {{ nam }}",
            ),
            authority(),
            _articles(),
            signature(),
        ),
        _members(),
    )


def authority() -> Xml:
    """Make what all decisions share: who decides, on what grounds, and the words QUYẾT ĐỊNH."""
    return join(
        p("ThamQuyen", "{{ tham_quyen }}"),
        each("dong in can_cu", p("CanCu", "{{ dong }}")),
        p("ChuQuyetDinh", "QUYẾT ĐỊNH:"),
    )


def _articles() -> Xml:
    return join(
        p(
            "Dieu",
            f"**Điều 1.** Thành lập {_NAME} (sau đây gọi là {{{{ co_quan.doan }}}}), gồm "
            "{{ so_thanh_vien }} thành viên (có danh sách tại Phụ lục).",
        ),
        p("Dieu", "**Điều 2.** {{ co_quan.doan }} có nhiệm vụ:"),
        p(
            "ThanVanBan",
            "1. Kiểm tra hồ sơ, đối chiếu kết quả tự chấm điểm và kết quả kiểm tra chéo của các đơn vị; "
            "đánh giá, chấm điểm từng đơn vị theo bảng điểm.",
        ),
        p("ThanVanBan", "2. Lập biên bản từng buổi kiểm tra."),
        when(
            "han_bao_cao",
            p("ThanVanBan", f"3. Báo cáo kết quả kiểm tra với {_BOARD} {{{{ han_bao_cao }}}}."),
            otherwise=p("ThanVanBan", f"3. Báo cáo kết quả kiểm tra với {_BOARD} sau khi kết thúc kiểm tra."),
        ),
        p(
            "ThanVanBan",
            "{{ truong_doan }} phân công nhiệm vụ cụ thể cho các thành viên. {{ co_quan.doan }} tự giải thể "
            "sau khi hoàn thành nhiệm vụ.",
        ),
        p("Dieu", f"**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký.{REPLACES}"),
        p(
            "DoanKet",
            "**Điều 4.** Văn phòng {{ co_quan.goi_tat }}, các thành viên {{ co_quan.doan }}, "
            "{{ co_quan.ban_cac_don_vi }} và các cá nhân có liên quan chịu trách nhiệm "
            "thi hành Quyết định này./.",
        ),
    )


def _members() -> Section:
    return section(
        p("PhuLuc", "Phụ lục"),
        p("TenPhuLuc", "DANH SÁCH {{ doan_hoa }}"),
        p(
            "KemTheo",
            f"(Kèm theo Quyết định số {{{{ so }}}}/{{{{ ky_hieu }}}} {{{{ ngay_ban_hanh }}}}\ncủa {_BOARD})",
        ),
        p("GachPhuLuc"),
        fitted_to_content(
            appended(
                "nguoi in thanh_vien",
                [
                    Column("TT", 10, "OBangGiua"),
                    Column("Họ và tên", 50),
                    Column("Chức vụ, đơn vị", 53),
                    Column("Chức danh trong {{ co_quan.doan }}", 46),
                    Column("Nhiệm vụ", 93),
                ],
                [
                    "{{ nguoi.tt }}",
                    "{{ nguoi.ong_ba }} {{ nguoi.ho_ten }}",
                    "{{ nguoi.chuc_vu }}",
                    "{{ nguoi.chuc_danh }}",
                    "{{ nguoi.nhiem_vu }}",
                ],
            )
        ),
        p("KetPhuLuc", "./."),
        landscape=True,
    )
