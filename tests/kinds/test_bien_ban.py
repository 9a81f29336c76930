"""Biên bản: minutes of a day, and the blank form of the same paper before it."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.checks import check
from docgen.kinds.bien_ban import KIND, BienBan
from docgen.records import (
    Attendance,
    CrossScores,
    Explanation,
    KnownPaper,
    Presence,
    Role,
    Season,
    Side,
    Unit,
    Visit,
)
from tests.factory import changed, make_general, make_season, planning_season, scores_of
from tests.kinds.making import papers, sample_season, text
from tests.kinds.paper_text import golden


def minutes(season: Season, key: str = "1") -> BienBan:
    context = papers(KIND, season)[key].context
    assert isinstance(context, BienBan)
    return context


def test_minutes_of_a_day_of_the_sample_season_word_for_word() -> None:
    assert text(KIND, sample_season(), "4") == golden("bien-ban.txt")


def test_blank_form_of_a_season_that_is_only_planned_word_for_word() -> None:
    assert text(KIND, planning_season(), "1") == golden("bien-ban-mau.txt")


def test_every_sitting_with_units_has_minutes_keyed_by_its_number() -> None:
    season = make_season()

    assert list(papers(KIND, season)) == ["1", "2"]
    without = season.model_copy(update={"visits": tuple(v for v in season.visits if v.sitting == 2)})
    assert list(papers(KIND, without)) == ["2"]


def test_blank_form_knows_the_plan_and_leaves_room_for_the_day() -> None:
    form = minutes(planning_season())

    assert form.la_mau
    assert "17 tháng 10 năm 2023" in form.thoi_gian_bat_dau
    assert form.thoi_gian_bat_dau.count("\N{NO-BREAK SPACE}") >= 12
    assert form.thanh_vien == ["Bà Lê Thị Tuyết Hoà, Phó Chủ tịch, Phó Trưởng đoàn."]
    assert [c.don_vi_duoc_kiem_tra for c in form.kiem_tra_cheo] == ["Xã Đức Thượng", "Phường Hòa Hương"]
    assert [(d.nguoi_du, d.nguoi_vang) for d in form.don_vi_tham_du] == [("", ""), ("", "")]
    assert {row.tu_cham + row.cham_cheo + row.doan_cham for row in form.bang_diem} == {""}
    assert form.ket_luan == []
    assert form.so_ban == "03"


def test_any_fact_of_the_day_ends_the_blank_form() -> None:
    season = planning_season()
    first, *others = season.sittings
    begun = season.model_copy(update={"sittings": (changed(first, start=dt.time(7, 30)), *others)})

    assert not minutes(begun).la_mau
    assert minutes(begun, "2").la_mau


def test_absent_people_are_listed_with_their_reason() -> None:
    season = make_season(
        attendance=(
            Attendance(sitting=1, side=Side.TEAM, name="Đặng Thế Hưng"),
            Attendance(
                sitting=1,
                side=Side.TEAM,
                name="Lê Thị Tuyết Hòa",
                presence=Presence.ABSENT,
                reason="Đi công tác.",
            ),
            Attendance(sitting=1, side=Side.UNIT, unit="HH", name="Nguyễn Văn Được", position="Chủ tịch"),
            Attendance(sitting=1, side=Side.UNIT, unit="HH", name="Trần Thị Hoà", presence=Presence.ABSENT),
        )
    )
    paper = minutes(season)

    assert paper.thanh_vien == []
    # matched in spite of the other tone placement, and printed as it was typed in the sheet
    assert paper.thanh_vien_vang == [
        "Bà Lê Thị Tuyết Hòa, Phó Chủ tịch, Phó Trưởng đoàn (lý do: Đi công tác)."
    ]
    assert paper.don_vi_tham_du[0].nguoi_du == "Nguyễn Văn Được, Chủ tịch"
    assert paper.don_vi_tham_du[0].nguoi_vang == "Vắng: Trần Thị Hoà (không nêu lý do)"


def test_unit_signs_by_the_first_of_its_people_who_came() -> None:
    season = make_season(
        attendance=(
            Attendance(
                sitting=1, side=Side.UNIT, unit="HH", name="Nguyễn Văn Được", presence=Presence.ABSENT
            ),
            Attendance(sitting=1, side=Side.UNIT, unit="HH", name="Trần Thị Hoà", position="Phó Chủ tịch"),
        )
    )
    row = minutes(season).o_ky[0]

    assert (row.trai.don_vi, row.trai.ten) == ("Phường Hòa Hương", "Trần Thị Hoà")
    assert (row.phai.don_vi, row.phai.ten) == ("Xã Đức Thượng", "")


def test_three_units_sign_in_two_rows() -> None:
    season = make_season(
        units=(*make_season().units, Unit(code="P7", kind="phường", name="7")),
        visits=(*make_season().visits, Visit(sitting=1, unit="P7")),
    )
    paper = minutes(season)

    assert [[row.trai.don_vi, row.phai.don_vi] for row in paper.o_ky] == [
        ["Phường Hòa Hương", "Xã Đức Thượng"],
        ["Phường 7", ""],
    ]
    assert paper.cac_don_vi_trong_ngay.endswith("Phường\N{NO-BREAK SPACE}7"), "a numbered ward has a capital"


@pytest.mark.parametrize(
    ("copies", "count", "sharing"),
    [
        (None, "03", "Đoàn kiểm tra giữ 01 bản, mỗi đơn vị giữ 01 bản"),
        (5, "05", "Đoàn kiểm tra giữ 03 bản, mỗi đơn vị giữ 01 bản"),
        (2, "02", ""),
    ],
)
def test_copies_go_to_each_unit_and_the_rest_to_the_team(
    copies: int | None, count: str, sharing: str
) -> None:
    first, second = make_season().sittings
    paper = minutes(make_season(sittings=(changed(first, copies=copies), second)))

    assert (paper.so_ban, paper.cach_giu) == (count, sharing)


def test_difference_is_self_less_team_and_a_source_left_out_is_marked() -> None:
    codes = ("I.1", "I.2", "I.3", "II.1", "II.2")
    season = make_season(cross_scores=scores_of(CrossScores, {"HH": dict.fromkeys(codes, "KC")}))
    row = minutes(season).bang_diem[0]

    assert (row.tu_cham, row.cham_cheo, row.doan_cham, row.chenh_lech) == ("96,00", "KC", "93,00", "3,00")


def test_divergences_stand_in_the_order_of_units_and_score_table() -> None:
    season = make_season(
        explanations=(
            Explanation(unit="ĐT", criterion="I.3", text="Sổ quỹ thiếu chữ ký;"),
            Explanation(unit="HH", criterion="II.2", text="giữ điểm của Đoàn"),
            Explanation(unit="HH", criterion="I.1", text="Đã bổ sung hồ sơ."),
            Explanation(unit="QL", criterion="I.1", text="Buổi khác."),
        )
    )
    rows = minutes(season).bang_chenh_lech

    assert [(row.tt, row.don_vi, row.tieu_chi) for row in rows] == [
        ("01", "Phường Hòa Hương", "I.1"),
        ("02", "Phường Hòa Hương", "II.2"),
        ("03", "Xã Đức Thượng", "I.3"),
    ]
    assert [row.giai_trinh for row in rows][1:] == ["Giữ điểm của Đoàn.", "Sổ quỹ thiếu chữ ký."]


def test_a_member_who_has_left_is_not_on_the_form_and_the_team_has_its_own_chair() -> None:
    season = planning_season()
    head, deputy, secretary = season.team
    team = (head, changed(deputy, to_date=dt.date(2023, 10, 18)), secretary)
    first, second = (changed(sitting, chair="", secretary="") for sitting in season.sittings)
    season = season.model_copy(update={"team": team, "sittings": (first, second)})

    assert minutes(season, "1").thanh_vien != []
    assert minutes(season, "2").thanh_vien == []
    assert head.role is Role.HEAD
    assert minutes(season).ten_chu_tri == head.name
    assert minutes(season).ten_thu_ky == secretary.name


def test_a_to_is_called_to_throughout() -> None:
    season = make_season(general=make_general(team_called="Tổ kiểm tra"))
    words = text(KIND, season, "1")

    assert "| Tổ chấm |" in words
    assert "Tổ kiểm tra giữ" in words
    assert "Tổ kiểm tra báo cáo kết quả kiểm tra từng đơn vị:" in words
    assert "Đoàn chấm" not in words


def test_without_cross_checks_the_minutes_say_so() -> None:
    season = make_season(visits=tuple(changed(visit, checks="") for visit in make_season().visits))

    assert "Buổi kiểm tra không phân công kiểm tra chéo." in text(KIND, season, "1")


def _replaced(season: Season, *, attendance: tuple[Attendance, ...]) -> Season:
    """Let Đỗ Ước come for the deputy from the second day on."""
    head, deputy, secretary = season.team
    day = dt.date(2023, 10, 18)
    new = changed(deputy, code="TV04", name="Đỗ Ước", replaces="TV02", from_date=day)
    papers = (
        *season.papers,
        KnownPaper(kind="thay-doi-doan", key="TV04", number="50/QĐ-MTTQ-BTT", date=dt.date(2023, 10, 17)),
    )
    team = (head, changed(deputy, to_date=day), secretary, new)
    return season.model_copy(update={"team": team, "papers": papers, "attendance": attendance})


@pytest.mark.parametrize("season", [planning_season(), make_season()], ids=["form", "minutes"])
def test_after_a_change_the_minutes_cite_its_decision_and_name_the_new_member(season: Season) -> None:
    replaced = _replaced(season, attendance=())
    before, after = text(KIND, replaced, "1"), text(KIND, replaced, "2")

    assert "thay đổi thành viên theo" not in before
    assert (
        "năm 2023, thay đổi thành viên theo Quyết định số 50/QĐ-MTTQ-BTT ngày 17 tháng 10 năm 2023 "
        "của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố về việc thay đổi thành viên Đoàn kiểm tra, "
        "gồm có:"
    ) in after
    assert ("Lê Thị Tuyết Hoà" in before, "Đỗ Ước" in before) == (True, False)
    assert ("Lê Thị Tuyết Hoà" in after, "Đỗ Ước" in after) == (False, True)


def test_who_has_left_is_named_only_where_the_attendance_list_names_him_which_is_told() -> None:
    there = Attendance(sitting=2, side=Side.TEAM, name="Lê Thị Tuyết Hoà")
    replaced = _replaced(make_season(), attendance=(there,))

    assert "Lê Thị Tuyết Hoà" in text(KIND, replaced, "2")
    assert any(problem.code == "DOAN-03" and problem.found == there.name for problem in check(replaced))


def test_items_of_the_programme_end_alike_whatever_they_are_made_of() -> None:
    season = planning_season()
    first, *others = season.slots
    long = changed(first, content="Chủ trì khai mạc. Phân công kiểm tra chéo.")
    paper = minutes(season.model_copy(update={"slots": (long, *others)}))

    for programme in (paper.chuong_trinh_sang, paper.chuong_trinh_chieu):
        assert [item[-1] for item in programme] == [";"] * (len(programme) - 1) + ["."]
    assert paper.chuong_trinh_sang[0].endswith(": Chủ trì khai mạc. Phân công kiểm tra chéo;")


def test_the_mark_of_what_was_not_scored_is_explained() -> None:
    codes = ("I.1", "I.2", "I.3", "II.1", "II.2")
    season = make_season(cross_scores=scores_of(CrossScores, {"HH": dict.fromkeys(codes, "KC")}))

    assert "Ghi chú: KC là không chấm." in text(KIND, season, "1")
    assert "KC" not in text(KIND, make_season(), "1")


def test_minutes_say_nothing_that_nobody_recorded() -> None:
    season = planning_season()
    first, *others = season.sittings
    held = season.model_copy(update={"sittings": (changed(first, start=dt.time(7, 30)), *others)})
    words = text(KIND, held, "1")
    assert not minutes(held).la_mau
    assert "Không có ý kiến" not in words
    assert "Không có tiêu chí nào chênh lệch" not in words
    after_opinions = words.partition("c) Ý kiến của các đơn vị:")[2]
    assert "......" in after_opinions.splitlines()[1]


def test_that_nothing_differed_is_said_once_the_scores_are_there() -> None:
    season = make_season()
    assert minutes(season).du_diem
    assert "Không có tiêu chí nào chênh lệch" in text(
        KIND, season.model_copy(update={"explanations": ()}), "1"
    )
