import unicodedata

import pytest

from docgen.records import GeneralRemark, GeneralRemarkKind, Remark, RemarkKind, Unit
from tests.checks.asking import GOOD, but, found, the
from tests.factory import make_general, make_season


def _said(text: str) -> tuple[Remark, ...]:
    return (*GOOD.remarks, Remark(unit="AX", kind=RemarkKind.STRENGTH, text=text))


def _concluded(text: str) -> tuple[GeneralRemark, ...]:
    return (*GOOD.general_remarks, GeneralRemark(kind=GeneralRemarkKind.STRENGTH, text=text))


def test_the_same_name_with_the_tone_elsewhere_is_the_same_unit() -> None:
    units = (*GOOD.units, Unit(code="H2", kind="phường", name="HOÀ HƯƠNG"))
    problem = the("TEN-01", make_season(units=units))
    assert str(problem.where) == "mau-2023.xlsx, Đơn vị!C6"
    assert problem.found == "HOÀ HƯƠNG"
    assert "phường Hòa Hương (HH)" in problem.message


def test_a_spelling_of_one_unit_may_not_be_the_name_of_another() -> None:
    units = but(GOOD.units, "AX", aliases=("Đông Xuân", "Hòa Hương"))
    assert the("TEN-01", make_season(units=units)).where.cell == "D5"


@pytest.mark.parametrize("code", ["AX", "ax"])
def test_a_code_is_used_once_whatever_its_letters(code: str) -> None:
    problem = the("TEN-01", make_season(units=(*GOOD.units, Unit(code=code, kind="xã", name="Đức Hoà"))))
    assert problem.found == code
    assert problem.where.cell == "A6"


def test_a_decomposed_name_is_told() -> None:
    name = unicodedata.normalize("NFD", "Đức Thượng")
    assert the("TEN-01", make_season(units=but(GOOD.units, "ĐT", name=name))).where.cell == "C3"


def test_namesakes_in_two_provinces_are_two_units() -> None:
    units = (
        *but(GOOD.units, "HH", province="Huế"),
        Unit(code="H2", kind="phường", name="Hòa Hương", province="Đà Nẵng"),
    )
    season = make_season(units=units)
    assert not found("TEN-01", season)
    assert not found("TEN-04", season)


def test_a_namesake_without_province_is_told() -> None:
    units = (*GOOD.units, Unit(code="H2", kind="xã", name="Hoà Hương", province="Đà Nẵng"))
    problem = the("TEN-04", make_season(units=units))
    assert problem.where.cell == "E2"
    assert "xã Hoà Hương" in problem.message


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("Phường", "An Xuân", "không phải là phường, xã"),
        ("quận", "An Xuân", "“quận”"),
        ("phường", "phường An Xuân", "đã kèm chữ “phường”"),
        ("xã", "Xã Quế Lộc Đông", "đã kèm chữ “xã”"),
    ],
)
def test_kind_is_one_of_the_list_and_no_part_of_the_name(kind: str, name: str, words: str) -> None:
    assert words in the("TEN-02", make_season(units=but(GOOD.units, "AX", kind=kind, name=name))).message


@pytest.mark.parametrize(("year", "count"), [(2023, 0), (2025, 0), (2026, 1)])
def test_towns_are_known_until_2025(year: int, count: int) -> None:
    season = make_season(general=make_general(year=year), units=but(GOOD.units, "AX", kind="thị trấn"))
    assert len(found("TEN-02", season)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Cán bộ Phường An Xuân chủ động, sáng tạo.",
        "Cán bộ Xã Đức Thượng chủ động.",
        unicodedata.normalize("NFD", "Cán bộ Phường Hoà Hương chủ động."),
    ],
)
def test_kind_before_a_name_is_written_small(text: str) -> None:
    assert the("TEN-03", make_season(remarks=_said(text))).where.sheet == "Nhận xét"


@pytest.mark.parametrize(
    "text",
    [
        "Phường An Xuân chủ động.",
        "Nền nếp. Phường An Xuân chủ động.",
        "Cán bộ phường An Xuân chủ động.",
        "Công ty Phường Đúc tài trợ.",
        "Làng cổ Phường An Xuân Đông.",
        "Hội thi “Phường An Xuân xanh”.",
    ],
)
def test_what_is_not_a_name_in_mid_sentence_is_left_alone(text: str) -> None:
    assert not found("TEN-03", make_season(remarks=_said(text)))


def test_kind_before_a_number_is_written_with_a_capital() -> None:
    units = but(GOOD.units, "AX", name="7")
    problem = the("TEN-03", make_season(units=units, remarks=_said("Cán bộ phường 7 chủ động.")))
    assert problem.remedy == "Sửa thành “Phường 7”."
    assert not found("TEN-03", make_season(units=units, remarks=_said("Cán bộ Phường 7 và phường 70.")))


@pytest.mark.parametrize(
    "text",
    [
        "Đã kiểm tra 05 xã, phường.",
        "Cả 3 xã, phường nộp đủ hồ sơ.",
        "Có 4/5 xã, phường nộp đúng hạn.",
        "Có 13 xã, phường đạt yêu cầu.",
        "Đoàn đã kiểm tra, đánh giá 03 đơn vị.",
        "Đã kiểm tra mười hai xã, phường.",
        "Mười hai xã, phường đã tự chấm.",
        "Toàn bộ 12 (mười hai) đơn vị nộp đúng hạn.",
        "Trong đợt có ba đơn vị được kiểm tra.",
    ],
)
def test_a_wrong_count_of_all_units_is_told(text: str) -> None:
    problem = the("TEN-05", make_season(general_remarks=_concluded(text)))
    assert "04 xã, phường" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Đã kiểm tra 04 xã, phường.",
        "Đã kiểm tra, đánh giá bốn xã, phường.",
        "Trong năm đơn vị được kiểm tra có nhiều cố gắng.",
        "Biểu dương 03 đơn vị có mô hình mới.",
        "Còn 02 xã, phường nộp chậm.",
        "Có 02 đơn vị, 13 khu dân cư đạt.",
        "Có 3/4 xã, phường nộp đúng hạn.",
        "Chấm 100 điểm; xã, phường tự chấm sát.",
    ],
)
def test_a_part_of_the_units_is_no_wrong_count(text: str) -> None:
    assert not found("TEN-05", make_season(general_remarks=_concluded(text)))


def test_an_abstract_of_the_year_counts_all_units() -> None:
    subject = "Kết quả kiểm tra 2 xã, phường năm 2023"
    season = make_season(papers=but(GOOD.papers, "bao-cao", subject=subject))
    assert the("TEN-05", season).where.sheet == "Văn bản"
    earlier = "Về việc sắp xếp 94 xã, phường"
    assert not found("TEN-05", make_season(papers=but(GOOD.papers, "huong-dan", subject=earlier)))
