"""A change of the team is a decision of its own, which amends the first one."""

import datetime as dt

from docgen.kinds.thay_doi_doan import KIND
from docgen.records import KnownPaper, Member, Role, Season
from tests.factory import planning_season
from tests.kinds.making import papers, text

NEW = Member(
    code="TV09",
    salutation="Ông",
    name="Phan Thế Đạt",
    position="Ủy viên Ủy ban MTTQ Việt Nam thành phố",
    role=Role.MEMBER,
    task="phụ trách phần II.",
    replaces="TV02",
    from_date=dt.date(2023, 10, 9),
    reason="bà Lê Thị Tuyết Hoà đi công tác.",
)


def _season(member: Member, *known: KnownPaper) -> Season:
    season = planning_season(papers=known)
    return season.model_copy(update={"team": (*season.team, member)})


def test_a_season_without_changes_has_no_such_paper() -> None:
    assert not papers(KIND, planning_season())


def test_a_replacement_names_both_persons_the_day_and_the_reason() -> None:
    decision = text(KIND, _season(NEW), "TV09")
    assert (
        "Về việc thay đổi thành viên Đoàn kiểm tra,⏎đánh giá công tác Mặt trận các xã, phường năm 2023"
        in decision
    )
    assert (
        "Điều 1. Sửa đổi danh sách Đoàn kiểm tra tại Điều 1 Quyết định số············/QĐ-MTTQ-BTT: "
        "ông Phan Thế Đạt, Ủy viên Ủy ban MTTQ Việt Nam thành phố, tham gia Đoàn kiểm tra với chức danh "
        "Thành viên, thay bà Lê Thị Tuyết Hoà, Phó Chủ tịch, từ ngày 09/10/2023." in decision
    )
    assert "Lý do: bà Lê Thị Tuyết Hoà đi công tác.\n" in decision
    assert "Nhiệm vụ: Phụ trách phần II.\n" in decision


def test_it_cites_the_first_decision_and_leaves_the_rest_of_it_in_force() -> None:
    first = KnownPaper(kind="quyet-dinh", number="45/QĐ-MTTQ-BTT", date=dt.date(2023, 10, 2))
    decision = text(KIND, _season(NEW, first), "TV09")
    assert "Căn cứ Quyết định số 45/QĐ-MTTQ-BTT ngày 02 tháng 10 năm 2023 của Ban Thường trực " in decision
    assert "về việc thành lập Đoàn kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023;" in decision
    assert "Điều 2. Các nội dung khác của Quyết định số 45/QĐ-MTTQ-BTT giữ nguyên." in decision


def test_each_change_has_its_own_number() -> None:
    whole_kind = KnownPaper(kind="thay-doi-doan", signer="CT")
    own = KnownPaper(kind="thay-doi-doan", key="TV09", number="51", date=dt.date(2023, 10, 9))
    decision = text(KIND, _season(NEW, whole_kind, own), "TV09")
    assert "| Số: 51/QĐ-MTTQ-BTT | Đức Hương, ngày 09 tháng 10 năm 2023 |" in decision
    assert "CHỦ TỊCH / Đặng Thế Hưng" in decision


def test_who_joins_later_without_replacing_anybody_is_added() -> None:
    added = NEW.model_copy(update={"replaces": "", "reason": "", "task": ""})
    decision = text(KIND, _season(added), "TV09")
    assert "Về việc bổ sung thành viên" in decision
    assert "Điều 1. Bổ sung danh sách" in decision
    assert ", thay " not in decision
    assert "Lý do" not in decision
    assert "Nhiệm vụ" not in decision


def test_who_leaves_without_being_replaced_is_taken_off_the_list() -> None:
    season = planning_season()
    *stay, gone = season.team
    left = gone.model_copy(update={"to_date": dt.date(2023, 10, 10), "reason": "nghỉ hưu"})
    decision = text(KIND, season.model_copy(update={"team": (*stay, left)}), "TV03")
    assert "Về việc cho thôi thành viên Đoàn kiểm tra" in decision
    assert (
        "QĐ-MTTQ-BTT: ông Võ Đình Lưỡng, Chuyên viên Văn phòng, thôi tham gia Đoàn kiểm tra, "
        "từ ngày 10/10/2023." in decision
    )
    assert "Lý do: nghỉ hưu." in decision


def test_who_is_replaced_has_no_decision_of_his_own() -> None:
    season = _season(NEW)
    team = tuple(
        member.model_copy(update={"to_date": dt.date(2023, 10, 9)}) if member.code == "TV02" else member
        for member in season.team
    )
    assert list(papers(KIND, season.model_copy(update={"team": team}))) == ["TV09"]


def test_a_replacement_of_nobody_known_gives_no_paper() -> None:
    assert not papers(KIND, _season(NEW.model_copy(update={"replaces": "TV77"})))


def test_a_replacement_without_a_day_holds_from_the_day_of_signing() -> None:
    undated = NEW.model_copy(update={"from_date": None})
    assert ", từ ngày ký Quyết định này." in text(KIND, _season(undated), "TV09")


def test_the_key_and_the_file_name_do_not_depend_on_the_name_of_the_person() -> None:
    (paper,) = papers(KIND, _season(NEW)).values()
    renamed = NEW.model_copy(update={"name": "Phan Quốc Đạt", "from_date": dt.date(2023, 10, 10)})
    (corrected,) = papers(KIND, _season(renamed)).values()
    assert (paper.key, paper.slug) == (corrected.key, corrected.slug) == ("TV09", "tv09")
