from typing import Any

import pytest

from docgen.checks import check
from docgen.records import Holiday, KnownPaper, Submission
from tests.checks.asking import GOOD, but, day, found, the
from tests.factory import make_general, make_season, planning_season


def _dated(kind: str, date: str, key: str = "") -> tuple[KnownPaper, ...]:
    """Date one paper of the good season, which may not be there yet."""
    others = tuple(paper for paper in GOOD.papers if (paper.kind, paper.key) != (kind, key))
    old = GOOD.paper(kind, key)
    return (*others, old.model_copy(update={"kind": kind, "key": key, "date": day(date)}))


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        (_dated("ke-hoach", "07/03/2023"), "Kế hoạch số 87/KH-MTTQ-BTT ngày 07/3/2023 lại trước Hướng dẫn"),
        (_dated("quyet-dinh", "28/09/2023"), "28/9/2023 lại trước Kế hoạch số 87/KH-MTTQ-BTT ngày 29/9/2023"),
        (_dated("bao-cao", "17/10/2023"), "lại trước Buổi kiểm tra 2 ngày 18/10/2023"),
        (_dated("bien-ban", "16/10/2023", "1"), "Biên bản kiểm tra buổi 1 ngày 16/10/2023 lại trước Buổi"),
        (_dated("bien-ban-hop", "25/10/2023"), "lại trước Ngày họp Ban Thường trực"),
        (_dated("thong-bao", "25/10/2023", "ĐT"), "Thông báo kết quả xã Đức Thượng ngày 25/10/2023"),
        (_dated("ket-luan", "20/10/2023"), "Văn bản công bố xếp hạng ngày 20/10/2023"),
        (_dated("thay-doi-doan", "29/09/2023", "TV02"), "lại trước Quyết định thành lập Đoàn"),
    ],
)
def test_a_paper_comes_after_the_step_before(papers: tuple[KnownPaper, ...], words: str) -> None:
    problem = the("NGAY-01", make_season(papers=papers))
    assert words in problem.message
    assert problem.where.sheet == "Văn bản"


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"report_due": day("17/10/2023")}, "report_due"),
        ({"meeting_date": day("23/10/2023")}, "meeting_date"),
    ],
)
def test_meeting_and_report_come_after_the_sittings(changes: dict[str, Any], cell: str) -> None:
    season = make_season(general=make_general(**changes))
    assert season.general.at(cell) in [problem.where for problem in found("NGAY-01", season)]


def test_the_first_day_comes_after_the_decision() -> None:
    problem = the("NGAY-01", make_season(papers=_dated("quyet-dinh", "18/10/2023")))
    assert problem.message.startswith("Buổi kiểm tra 1 ngày 17/10/2023 lại trước Quyết định thành lập Đoàn")


def test_minutes_of_the_first_day_need_not_wait_for_the_last() -> None:
    assert not found("NGAY-01", make_season(papers=_dated("bien-ban", "17/10/2023", "1")))


def test_papers_on_one_day_are_in_order() -> None:
    assert not found("NGAY-01", make_season(papers=_dated("quyet-dinh", "29/09/2023")))


@pytest.mark.parametrize(("deadline", "count"), [("16/10/2023", 0), ("17/10/2023", 1), ("20/10/2023", 1)])
def test_deadline_lies_before_the_first_day(deadline: str, count: int) -> None:
    season = planning_season(general=make_general(deadline=day(deadline)))
    assert len(found("NGAY-02", season)) == count


@pytest.mark.parametrize(("date", "count"), [("18/10/2023", 0), ("19/10/2023", 0), ("20/10/2023", 1)])
def test_minutes_are_issued_by_the_next_working_day(date: str, count: int) -> None:
    assert len(found("NGAY-03", make_season(papers=_dated("bien-ban", date, "2")))) == count


def test_the_next_working_day_skips_the_weekend() -> None:
    general = make_general(meeting_date=day("27/10/2023"))
    monday = make_season(general=general, papers=_dated("bien-ban-hop", "30/10/2023"))
    assert not found("NGAY-03", monday)
    tuesday = make_season(general=general, papers=_dated("bien-ban-hop", "31/10/2023"))
    assert "(30/10/2023)" in the("NGAY-03", tuesday).message


def test_papers_are_issued_on_working_days() -> None:
    assert "(thứ Bảy)" in the("NGAY-04", make_season(papers=_dated("ket-luan", "28/10/2023"))).message
    holidays = (*GOOD.holidays, Holiday(date=day("28/10/2023"), name="Làm bù", worked=True))
    assert not found("NGAY-04", make_season(papers=_dated("ket-luan", "28/10/2023"), holidays=holidays))


def test_a_remedy_falls_due_after_the_notice() -> None:
    remarks = tuple(
        r.model_copy(update={"deadline": day("31/10/2023")}) if r.deadline else r for r in GOOD.remarks
    )
    assert not found("NGAY-05", make_season(remarks=remarks))
    problem = the("NGAY-05", make_season(remarks=remarks, papers=_dated("thong-bao", "31/10/2023", "QL")))
    assert problem.message == (
        "Xã Quế Lộc: thời hạn khắc phục 31/10/2023 không sau ngày ban hành thông báo (31/10/2023)."
    )


def test_a_remedy_falls_due_after_the_meeting_even_before_there_is_a_notice() -> None:
    remarks = tuple(
        r.model_copy(update={"deadline": day("26/10/2023")}) if r.deadline else r for r in GOOD.remarks
    )
    assert len(found("NGAY-05", make_season(remarks=remarks))) == len(GOOD.units)
    assert not found("NGAY-05", make_season(remarks=remarks, general=make_general(meeting_date=None)))


@pytest.mark.parametrize(
    "changes",
    [
        {"papers": _dated("ke-hoach", "29/09/2032")},
        {"submissions": (*GOOD.submissions[1:], Submission(unit="HH", date=day("10/10/2032")))},
        {"general": make_general(report_due=day("24/10/2024"))},
    ],
)
def test_a_date_of_another_year_is_told(changes: dict[str, Any]) -> None:
    assert "không thuộc năm 2023" in the("NGAY-06", make_season(**changes)).message


@pytest.mark.parametrize(("deadline", "count"), [("30/11/2032", 1), ("15/01/2024", 0)])
def test_a_remedy_falls_due_in_the_year_or_the_next(deadline: str, count: int) -> None:
    first = next(row for row in GOOD.remarks if row.deadline)
    remarks = tuple(
        row.model_copy(update={"deadline": day(deadline)}) if row is first else row for row in GOOD.remarks
    )
    assert len(found("NGAY-06", make_season(remarks=remarks))) == count


def test_a_year_that_was_not_changed_is_told_once() -> None:
    problem = the("NGAY-06", make_season(general=make_general(year=2022)))
    assert problem.message == "Mục Năm ghi 2022, nhưng phần lớn các ngày của đợt kiểm tra thuộc năm 2023."
    assert problem.where.sheet == "Thông tin chung"


@pytest.mark.parametrize(("date", "count"), [("05/10/2023", 0), ("06/10/2023", 1)])
def test_plan_reaches_the_units_in_time(date: str, count: int) -> None:
    assert len(found("NGAY-07", planning_season(papers=_dated("ke-hoach", date)))) == count


def test_a_plan_without_date_is_not_late() -> None:
    assert not found("NGAY-07", planning_season())


@pytest.mark.parametrize("kind", ["thong-bao", "bien-ban", "thay-doi-doan"])
@pytest.mark.parametrize("known", [{"number": "51/X"}, {"date": day("29/10/2023")}], ids=["number", "date"])
def test_a_number_among_several_papers_needs_the_key_of_one(kind: str, known: dict[str, Any]) -> None:
    others = tuple(paper for paper in GOOD.papers if paper.kind != kind)
    row = KnownPaper(kind=kind, signer="CT", **known)
    season = make_season(papers=(*others, row))
    problem = the("NGAY-08", season)
    assert problem.where.cell == f"B{len(season.papers) + 1}"
    assert problem.found in {"51/X", "29/10/2023"}
    assert "Ghi Khóa là " in problem.remedy
    told = {problem.code for problem in check(season)}
    assert not told & {"NGAY-01", "NGAY-04", "KY-01"}, "a Sunday that is the day of no paper"


def test_a_row_without_key_may_name_the_signer_of_all() -> None:
    assert not found("NGAY-08", make_season())


@pytest.mark.parametrize(("kind", "key"), [("thay-doi-doan", "TV99"), ("ke-hoach", "ĐT")])
def test_a_key_that_names_no_paper_is_told(kind: str, key: str) -> None:
    row = KnownPaper(kind=kind, key=key, number="51/X", signer="CT")
    assert the("NGAY-08", make_season(papers=(*GOOD.papers, row))).found == key


@pytest.mark.parametrize(
    ("subject", "count"),
    [
        ("Công tác thi đua, khen thưởng năm 2022", 1),
        ("Công tác thi đua, khen thưởng năm 2023", 0),
        ("Thực hiện Nghị quyết ngày 20 tháng 12 năm 2022", 0),
        ("Kết quả so với năm 2022", 0),
        ("Nhiệm kỳ 2019 - 2022", 0),
    ],
)
def test_a_text_that_still_names_the_year_before_is_told(subject: str, count: int) -> None:
    season = make_season(papers=but(GOOD.papers, "huong-dan", subject=subject))
    assert len(found("NGAY-09", season)) == count
