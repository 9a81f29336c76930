"""The decision that sets up the team, and its list."""

import datetime as dt

import pytest

from docgen.kinds.quyet_dinh import KIND
from docgen.records import Ground, KnownPaper, Member, Role
from tests.factory import make_general, make_season, planning_season
from tests.kinds.making import papers, sample_season, text
from tests.kinds.paper_text import golden


def _member(code: str, **changes: object) -> Member:
    values: dict[str, object] = {
        "salutation": "Bà",
        "name": "Đỗ Thị Ước",
        "position": "Ủy viên",
        "role": Role.MEMBER,
    }
    return Member.model_validate({"code": code, **values, **changes})


def test_the_decision_of_the_sample_season_word_for_word() -> None:
    assert text(KIND, sample_season()) == golden("quyet-dinh.txt")


def test_there_is_no_decision_without_a_team() -> None:
    assert not papers(KIND, make_season(team=()))


@pytest.mark.parametrize("count", [1, 9, 10, 40])
def test_the_number_of_members_is_that_of_the_list(count: int) -> None:
    season = planning_season(team=tuple(_member(f"TV{i}") for i in range(count)))
    decision = text(KIND, season)
    assert f"gồm {count:02d} thành viên" in decision
    assert decision.count("| Bà Đỗ Thị Ước |") == count
    assert f"| {count:02d} | Bà Đỗ Thị Ước |" in decision


def test_who_joins_later_is_not_in_the_first_list() -> None:
    later = _member("TV9", name="Phan Thế Đạt", replaces="TV02", from_date=dt.date(2023, 10, 19))
    season = planning_season()
    decision = text(KIND, season.model_copy(update={"team": (*season.team, later)}))
    assert "gồm 03 thành viên" in decision
    assert "Phan Thế Đạt" not in decision


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    grounds = tuple(
        Ground(kind="quyet-dinh", text=line)
        for line in (
            "Căn cứ Luật Mặt trận;",
            "Căn cứ {huong-dan}",
            "Căn cứ {khong-ro}",
            "Theo đề nghị của Văn phòng,",
        )
    )
    lines = text(KIND, planning_season(grounds=grounds)).splitlines()
    found = [line.removeprefix("[Căn cứ] ") for line in lines if line.startswith("[Căn cứ]")]
    assert found[0] == "Căn cứ Luật Mặt trận;"
    assert found[1].startswith("Căn cứ Hướng dẫn số 22/HD-MTTQ-BTT ngày 08 tháng 3 năm 2023 của ")
    assert found[1].endswith("về công tác thi đua, khen thưởng năm 2023;")
    assert found[2:] == ["Căn cứ {khong-ro};", "Theo đề nghị của Văn phòng."]


def test_the_plan_is_cited_with_the_blanks_that_the_plan_itself_has() -> None:
    decision = text(KIND, planning_season(papers=()))
    assert "Căn cứ Kế hoạch số············/KH-MTTQ-BTT ngày········ tháng········ năm 2023 của " in decision
    plan = KnownPaper(kind="ke-hoach", number="7/KH-MTTQ-BTT", date=dt.date(2023, 9, 29))
    decision = text(KIND, planning_season(papers=(plan,)))
    assert "Căn cứ Kế hoạch số 07/KH-MTTQ-BTT ngày 29 tháng 9 năm 2023 của Ban Thường trực " in decision


def test_the_list_names_the_decision_that_it_belongs_to() -> None:
    known = KnownPaper(kind="quyet-dinh", number="45/QĐ-MTTQ-BTT", date=dt.date(2023, 10, 2))
    decision = text(KIND, planning_season(papers=(known,)))
    assert "| Số: 45/QĐ-MTTQ-BTT |" in decision
    assert "(Kèm theo Quyết định số 45/QĐ-MTTQ-BTT ngày 02 tháng 10 năm 2023⏎của " in decision


def test_a_body_called_to_has_no_truong_doan() -> None:
    decision = text(KIND, planning_season(general=make_general(team_called="Tổ kiểm tra", report_due=None)))
    assert "DANH SÁCH TỔ KIỂM TRA" in decision
    assert "| Tổ trưởng |" in decision
    assert "Tổ trưởng phân công nhiệm vụ" in decision
    assert "thành phố sau khi kết thúc kiểm tra." in decision
    assert "Đoàn" not in decision.replace("Thành viên Đoàn kiểm tra", "")


def test_a_member_without_a_task_checks_his_sections() -> None:
    season = planning_season(team=(_member("TV1", sections=("III", "IV")), _member("TV2")))
    decision = text(KIND, season)
    assert "| Thành viên | Phụ trách phần III, IV |" in decision
    assert "| Thành viên |  |" in decision
