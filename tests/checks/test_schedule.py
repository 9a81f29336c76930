import datetime as dt
from typing import Any

import pytest

from docgen.records import Holiday, Session, Slot, Unit, Visit
from tests.checks.asking import GOOD, but, day, found, the
from tests.factory import make_general, make_season, planning_season


def _slot(start: str, end: str, session: Session = Session.MORNING, minutes: int | None = None) -> Slot:
    return Slot(
        session=session,
        start=dt.time.fromisoformat(start),
        end=dt.time.fromisoformat(end) if end else None,
        content="Các đơn vị báo cáo",
        minutes_per_unit=minutes,
    )


def test_a_unit_without_a_day_is_told_at_its_name() -> None:
    problem = the("LICH-01", make_season(visits=GOOD.visits[:-1]))
    assert str(problem.where) == "mau-2023.xlsx, Đơn vị!C5"
    assert problem.message == "Phường An Xuân chưa có trong bảng Lịch kiểm tra."


def test_a_unit_on_two_days_is_told_at_the_second() -> None:
    problem = the("LICH-01", make_season(visits=(*GOOD.visits, Visit(sitting=2, unit="HH"))))
    assert str(problem.where) == "mau-2023.xlsx, Lịch kiểm tra!B6"
    assert "17/10/2023" in problem.message
    assert "18/10/2023" in problem.message


def test_days_stand_in_order() -> None:
    problem = the("LICH-02", make_season(sittings=tuple(reversed(GOOD.sittings))))
    assert problem.where.cell == "B3"
    assert "không theo thứ tự" in problem.message


def test_a_day_stands_once() -> None:
    problem = the("LICH-02", make_season(sittings=but(GOOD.sittings, "2", date=day("17/10/2023"))))
    assert problem.message == "Ngày 17/10/2023 ghi hai lần: buổi 1 và buổi 2."


def test_a_number_of_a_sitting_stands_once() -> None:
    assert the("LICH-02", make_season(sittings=but(GOOD.sittings, "2", no=1))).where.cell == "A3"


@pytest.mark.parametrize(
    ("date", "words"), [("21/10/2023", "thứ Bảy"), ("22/10/2023", "Chủ nhật"), ("20/10/2023", "Lễ hội")]
)
def test_days_off_are_told(date: str, words: str) -> None:
    holidays = (*GOOD.holidays, Holiday(date=day("20/10/2023"), name="Lễ hội thành phố"))
    problem = the("LICH-03", make_season(sittings=but(GOOD.sittings, "2", date=day(date)), holidays=holidays))
    assert words in problem.message


def test_a_saturday_that_is_made_up_is_a_working_day() -> None:
    holidays = (*GOOD.holidays, Holiday(date=day("21/10/2023"), name="Làm bù", worked=True))
    sittings = but(GOOD.sittings, "2", date=day("21/10/2023"))
    assert not found("LICH-03", make_season(sittings=sittings, holidays=holidays))


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ((_slot("07:30", "08:30"), _slot("08:00", "11:00")), "chồng nhau từ 08h00 đến 08h30"),
        ((_slot("07:30", "08:00"), _slot("08:15", "11:00")), "trống từ 08h00 đến 08h15"),
        ((_slot("07:00", "11:00"),), "ra ngoài khung giờ buổi sáng (07h30 - 11h00)"),
        ((_slot("14:00", "17:30", Session.AFTERNOON),), "ra ngoài khung giờ buổi chiều"),
        ((_slot("09:00", "08:00"),), "kết thúc lúc 08h00"),
    ],
)
def test_programme_is_without_gaps_in_its_frame(slots: tuple[Slot, ...], words: str) -> None:
    problem = the("LICH-04", make_season(slots=slots))
    assert words in problem.message
    assert problem.where.sheet == "Chương trình"


def test_a_blank_end_means_the_end_of_the_session() -> None:
    slots = (_slot("07:30", "08:00"), _slot("08:00", ""), _slot("11:00", "14:00", Session.NOON))
    assert not found("LICH-04", make_season(slots=slots))
    followed = (_slot("07:30", ""), _slot("08:00", "11:00"))
    assert "chồng nhau" in the("LICH-04", make_season(slots=followed)).message


def test_frame_of_the_day_is_in_order() -> None:
    problem = the("LICH-04", make_season(general=make_general(morning_end=dt.time(7, 0)), slots=()))
    assert "“Buổi sáng kết thúc” là 07h00" in problem.message


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"end": None}, "J3"),
        ({"start": None}, "G3"),
        ({"morning_end": None}, "H3"),
        ({"end": dt.time(13, 0)}, "J3"),
    ],
)
def test_times_of_a_sitting_come_together_and_grow(changes: dict[str, Any], cell: str) -> None:
    assert the("LICH-04", make_season(sittings=but(GOOD.sittings, "2", **changes))).where.cell == cell


def test_times_of_a_sitting_may_wait_until_it_was_held() -> None:
    assert not found("LICH-04", planning_season())
    blank = {"start": None, "end": None, "morning_end": None, "afternoon_start": None}
    assert len(found("LICH-04", make_season(sittings=but(GOOD.sittings, "1", **blank)))) == 1


def test_a_session_without_noon_is_no_gap() -> None:
    half = but(GOOD.sittings, "1", morning_end=None, afternoon_start=None, end=dt.time(11, 0))
    assert not found("LICH-04", make_season(sittings=half))


def test_too_many_units_a_day() -> None:
    problem = the(
        "LICH-05",
        make_season(
            visits=tuple(v.model_copy(update={"sitting": 1}) for v in GOOD.visits),
            general=make_general(units_per_day=3),
        ),
    )
    assert problem.message == "Ngày 17/10/2023 có 04 đơn vị, quá mức 03 đơn vị một ngày."


def test_reports_of_all_units_must_fit_their_slot() -> None:
    units = (*GOOD.units, *(Unit(code=c, kind="xã", name=f"Đức {c}") for c in ("ƯB", "ẤN")))
    visits = tuple(Visit(sitting=1, unit=unit.code) for unit in units[:4])
    slots = (_slot("08:00", "08:30", minutes=10),)
    problem = the("LICH-06", make_season(units=units, visits=visits, slots=slots))
    assert problem.message == (
        "Ngày 17/10/2023 có 04 đơn vị × 10 phút = 40 phút, vượt khung 08h00 - 08h30 (30 phút)."
    )
    assert str(problem.where) == "mau-2023.xlsx, Ngày kiểm tra!B2"


def test_reports_that_just_fit_are_fine() -> None:
    assert not found("LICH-06", make_season(slots=(_slot("08:00", "08:20", minutes=10),)))


def test_one_team_is_not_in_two_places() -> None:
    sittings = but(GOOD.sittings, "2", date=day("17/10/2023"), venue="Hội trường xã Đức Thượng")
    season = make_season(sittings=sittings)
    assert the("LICH-07", season).where.cell == "C3"
    assert not found("LICH-02", season)


def test_no_sitting_on_the_day_of_the_meeting() -> None:
    problem = the("LICH-07", make_season(general=make_general(meeting_date=day("18/10/2023"))))
    assert "18/10/2023" in problem.message


def test_a_wrong_hour_of_the_frame_is_told_there_and_once() -> None:
    """The programme agrees with itself, so that the setting is the one that is wrong."""
    noon = next(slot for slot in GOOD.slots if slot.session is Session.NOON)
    wrong = noon.start.replace(hour=noon.start.hour - 2)
    problem = the("LICH-04", make_season(general=make_general(morning_end=wrong)))
    assert problem.where.sheet == "Thông tin chung"
    assert "09h45" in problem.message


def test_a_wrong_hour_of_the_programme_is_told_there() -> None:
    last = GOOD.slots[-1]
    late = last.model_copy(update={"end": last.start.replace(hour=21)})
    problem = the("LICH-04", make_season(slots=(*GOOD.slots[:-1], late)))
    assert problem.where.sheet == "Chương trình"
