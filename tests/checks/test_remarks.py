import unicodedata
from decimal import Decimal

import pytest

from docgen.records import FinalPaper, Remark, RemarkKind, Season
from tests.checks.asking import GOOD, found, the
from tests.factory import make_general, make_season, planning_season


def _limited(text: str, unit: str = "HH") -> Season:
    return make_season(remarks=(*GOOD.remarks, Remark(unit=unit, kind=RemarkKind.LIMITATION, text=text)))


@pytest.mark.parametrize("kind", list(RemarkKind))
def test_a_unit_has_remarks_of_every_kind(kind: RemarkKind) -> None:
    remarks = tuple(r for r in GOOD.remarks if (r.unit, r.kind) != ("ĐT", kind))
    problem = the("NX-01", planning_season(remarks=remarks))
    assert problem.message == f"Xã Đức Thượng chưa có nhận xét loại “{kind}”."


def test_a_recommendation_has_a_deadline() -> None:
    remarks = tuple(r.model_copy(update={"deadline": None}) if r.unit == "ĐT" else r for r in GOOD.remarks)
    assert the("NX-01", make_season(remarks=remarks)).where.cell == "D7"


def test_remarks_may_wait_until_the_season_is_final() -> None:
    assert not found("NX-01", planning_season())
    assert len(found("NX-01", make_season(remarks=()))) == len(GOOD.units)


def _full(code: str, points: str) -> Season:
    scores = tuple(
        row.model_copy(update={"scores": dict(row.scores) | {code: Decimal(points)}})
        for row in GOOD.team_scores
        if row.unit == "HH"
    )
    remark = Remark(unit="HH", kind=RemarkKind.LIMITATION, text="Còn chậm (tiêu chí I.2, II.1).")
    return make_season(team_scores=scores, remarks=(*GOOD.remarks, remark))


def test_a_limitation_does_not_name_a_criterion_with_full_points() -> None:
    problem = the("NX-02", _full("II.1", "20"))
    assert problem.found == "II.1"
    assert problem.where.cell == "C14"
    assert not found("NX-02", _full("II.1", "19.75"))
    assert not found("NX-02", _full("I.1", "20"))


def test_a_criterion_with_no_points_is_named_in_a_limitation() -> None:
    problem = the("NX-02", _full("II.2", "0"))
    assert "“tiêu chí II.2”" in problem.message
    assert problem.where.sheet == "Điểm Đoàn chấm"
    assert not found("NX-02", _full("II.1", "0"))


def test_one_sentence_in_more_than_three_units_is_copied() -> None:
    same = "Công tác tuyên truyền ở cơ sở còn chậm"
    shapes = (f"{same}.", unicodedata.normalize("NFD", same), f"{same.upper()}; {same}.", f"Tốt. {same}.")
    rows = [
        Remark(unit=u.code, kind=RemarkKind.LIMITATION, text=t)
        for u, t in zip(GOOD.units, shapes, strict=True)
    ]
    problem = the("NX-03", make_season(remarks=(*GOOD.remarks, *rows)))
    assert (
        "lặp lại ở 04 đơn vị: phường Hòa Hương, xã Đức Thượng, xã Quế Lộc và phường An Xuân"
        in problem.message
    )
    assert problem.where.cell == "C14"
    assert not found("NX-03", make_season(remarks=(*GOOD.remarks, *rows[:3])))


def test_a_sentence_is_the_same_whatever_its_capitals_and_marks() -> None:
    texts = (
        "Hồ sơ minh chứng sắp xếp chưa khoa học",
        "hồ sơ minh chứng sắp xếp chưa khoa học.",
        "- HỒ SƠ MINH CHỨNG, sắp xếp chưa khoa học!",
        "“Hồ sơ minh chứng sắp xếp chưa khoa học”…",
    )
    units = [unit.code for unit in GOOD.units]
    rows = [Remark(unit=u, kind=RemarkKind.LIMITATION, text=t) for u, t in zip(units, texts, strict=True)]
    assert "lặp lại ở 04 đơn vị" in the("NX-03", make_season(remarks=(*GOOD.remarks, *rows))).message
    other = rows[3].model_copy(update={"text": "Hồ sơ minh chứng sắp xếp rất khoa học"})
    assert not found("NX-03", make_season(remarks=(*GOOD.remarks, *rows[:3], other)))


@pytest.mark.parametrize("text", ["An Xuân chưa có mô hình.", "Như An Xuân, còn chậm.", "Học tập An Xuân."])
def test_another_unit_is_known_without_its_kind(text: str) -> None:
    assert "An Xuân" in the("NX-04", _limited(text)).message


def test_a_remark_names_no_other_unit() -> None:
    problem = the("NX-04", _limited("Nên học cách làm của phường An Xuân."))
    assert problem.message == "Nhận xét về phường Hòa Hương lại nêu phường An Xuân."


@pytest.mark.parametrize(
    "text",
    [
        "Phường Hoà Hương còn chậm.",
        "Tuyến đường An Xuân chưa sạch.",
        "Xã An Xuân cũ, phường An Xuân Đông.",
        "Thôn Đức Thượng chưa có nhà văn hóa.",
        "Ông An Xuân, bà Lê Thị An Xuân và chợ An Xuân.",
        "Hòa Hương còn chậm.",
        "Trường Tiểu học An Xuân.",
    ],
)
def test_a_name_alike_is_no_other_unit(text: str) -> None:
    assert not found("NX-04", _limited(text))


def test_a_decision_says_which_general_remarks_it_leaves_out() -> None:
    assert not found("NX-05", make_season())
    decision = make_general(final_paper=FinalPaper.DECISION)
    problem = the("NX-05", make_season(general=decision))
    assert "không in 03 nhận xét chung loại “Ưu điểm”, “Hạn chế” và “Nguyên nhân”" in problem.message
    demands = GOOD.general_remarks[3:]
    assert not found("NX-05", make_season(general=decision, general_remarks=demands))
