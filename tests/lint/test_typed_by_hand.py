"""A plan as somebody typed it, with the slips that such papers have (after a real one of 2023)."""

from __future__ import annotations

from docgen.lint import Finding, lint
from tests.lint.papers import GUIDE, by_shape, ending, letterhead, title
from tests.lint.word import Word, body, p, table

TYPED = Word(
    letterhead("          /KH-MTTQ-BTT", "Tam Kỳ, ngày       tháng      năm 2023", by_shape)
    + title("KẾ HOẠCH", "Tổ chức kiểm tra công tác Mặt trận các xã, phường năm 2023.", by_shape)
    + body(f"Căn cứ {GUIDE}; Ban Thường trực xây dựng Kế hoạch như sau:")
    + body("I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    + body("Kiểm tra, đánh giá toàn diện kết quả công tác của Mặt trận các xã, phường.")
    + body("II. NỘI DUNG, ĐỐI TƯỢNG VÀ PHƯƠNG PHÁP.", bold=True)
    + body("1. Nội dung", bold=True)
    + body(
        "Theo Hướng dẫn số 22/HD-MTTQ-BTT ngày 08/3/2023 của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố."
    )
    + body("2. Thời gian", bold=True)
    + body("- Buổi sáng: từ 7h30– 11.00; buổi chiều: từ 14h00 – 17.00.")
    + body("cụ thể:")
    + table([15, 50, 100], [p("01", 13), p("Ngày 17/10/2023", 13), p("An Phú, Hoà Hương, Phước Hoà", 13)])
    + body("4. Phương pháp", bold=True)
    + body("+ 08.00 – 08h30: Đại diện các đơn vị báo cáo tóm tắt kết quả hoạt động.")
    + body("Trên đây là Kế hoạch, đề nghị các đơn vị phối hợp triển khai thực hiện./.")
    + ending("- Thường trực Thành ủy;", "- Lưu VT.")
)


def _findings() -> list[Finding]:
    return lint(TYPED.build(), "ke-hoach-2023.docx")


def test_every_slip_is_found_and_nothing_else() -> None:
    assert {item.rule for item in _findings()} == {
        "SUBJ-NO-PERIOD",
        "HEAD-NUMBERING",
        "CITE-FIRST-FULL",
        "CAP-PARA",
        "TONE-MIX",
        "TIME-FORMAT",
        "NN-LUU",
    }


def test_each_place_can_be_found_in_the_paper() -> None:
    places = {item.rule: item.place for item in _findings()}
    assert places["CAP-PARA"].endswith("«cụ thể:»")
    assert places["NN-LUU"].endswith("«- Lưu VT.»")
    assert places["TONE-MIX"].startswith("toàn văn bản, số thứ tự 01, cột 3, bảng 1 mục II: «An Phú")
