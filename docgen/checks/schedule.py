"""Rules for the days, the programme of a day and who comes when (LICH)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import day_of, listed, many, named, repeated, unit_named
from docgen.records import General, Season, Session, Sitting, Slot, Stage
from docgen.viet import is_working_day, name_key, pad2, sentence_start, short_clock, short_date, weekday


@rule("LICH-01", ERROR, "Mỗi đơn vị có trong lịch kiểm tra đúng một lần")
def every_unit_is_visited_once(season: Season) -> Iterator[Fault]:
    """Compare the list of units with the schedule."""
    first: dict[str, int] = {}
    for visit in season.visits:
        if visit.unit in first:
            yield Fault(
                visit.at("unit"),
                f"{sentence_start(unit_named(season, visit.unit))} đã có lịch ngày "
                f"{day_of(season, first[visit.unit])}, "
                f"lại xếp thêm vào ngày {day_of(season, visit.sitting)}.",
                "Xóa một trong hai dòng.",
                unit_named(season, visit.unit),
            )
        first.setdefault(visit.unit, visit.sitting)
    for unit in season.units:
        if unit.code not in first:
            yield Fault(
                unit.at("name"),
                f"{sentence_start(named(unit))} chưa có trong bảng Lịch kiểm tra.",
                "Thêm một dòng cho đơn vị này ở bảng Lịch kiểm tra.",
                unit.name,
            )


@rule("LICH-02", ERROR, "Các ngày kiểm tra xếp theo thứ tự thời gian, không ghi trùng")
def days_are_in_order(season: Season) -> Iterator[Fault]:
    """Compare each row with the one above; a day at the same place may stand only once.

    Two places on one day are a matter of LICH-07.
    """
    yield from repeated(season.sittings, "no", "Buổi")
    for sitting in season.sittings:
        if sitting.no < 1:
            yield Fault(
                sitting.at("no"),
                f"Số thứ tự buổi là {sitting.no}: các buổi đánh số từ 1.",
                "Đánh số các buổi 1, 2, 3…",
                str(sitting.no),
            )
    places: dict[tuple[dt.date, str], Sitting] = {}
    for sitting in season.sittings:
        same = places.setdefault((sitting.date, name_key(sitting.venue)), sitting)
        if same is not sitting:
            yield Fault(
                sitting.at("date"),
                f"Ngày {short_date(sitting.date)} ghi hai lần: buổi {same.no} và buổi {sitting.no}.",
                "Sửa ngày của một buổi, hoặc gộp hai buổi làm một.",
                short_date(sitting.date),
            )
    for before, after in pairwise(season.sittings):
        if after.date < before.date:
            yield Fault(
                after.at("date"),
                f"Buổi {after.no} ngày {short_date(after.date)} đứng sau buổi {before.no} ngày "
                f"{short_date(before.date)}, tức là không theo thứ tự thời gian.",
                "Sửa ngày nếu ghi nhầm, hoặc chuyển dòng lên trên (giữ nguyên số buổi).",
                short_date(after.date),
            )


@rule("LICH-03", ERROR, "Ngày kiểm tra là ngày làm việc")
def days_are_working_days(season: Season) -> Iterator[Fault]:
    """Use the office's own list of days off and of days made up."""
    names = {day.date: day.name for day in season.holidays if not day.worked}
    made_up = {day.date for day in season.holidays if day.worked}
    for sitting in season.sittings:
        if not is_working_day(sitting.date, names, made_up):
            reason = (
                f"{weekday(sitting.date)}, {names[sitting.date]}"
                if sitting.date in names
                else weekday(sitting.date)
            )
            yield Fault(
                sitting.at("date"),
                f"Buổi {sitting.no} rơi vào ngày nghỉ: {short_date(sitting.date)} ({reason}).",
                "Chọn ngày khác; nếu hôm đó làm bù thì ghi ngày ấy vào bảng Ngày nghỉ, cột Làm bù chọn Có.",
                short_date(sitting.date),
            )


@rule("LICH-04", ERROR, "Giờ của chương trình và của từng buổi nối tiếp nhau, trong khung giờ làm việc")
def hours_follow_each_other(season: Season) -> Iterator[Fault]:
    """Look at the frame of the day, then the programme, then what was recorded of each sitting."""
    yield from _frame_faults(season.general)
    blamed = _blamed(season)
    for field, hour in blamed.items():
        typed = short_clock(getattr(season.general, field))
        yield Fault(
            season.general.at(field),
            f"“{_heading(season.general, field)}” là {typed}, nhưng bảng Chương trình có nội dung trước kết "
            f"thúc và nội dung sau bắt đầu lúc {short_clock(hour)}, ngoài khung giờ ấy.",
            "Sửa lại giờ ở Thông tin chung; nếu giờ này đúng thì sửa bảng Chương trình.",
            typed,
        )
    for session in Session:
        slots = [slot for slot in season.slots if slot.session is session]
        yield from _programme_faults(season.general, slots, blamed)
    for sitting in season.sittings:
        yield from _sitting_faults(sitting, final=season.general.stage is Stage.FINAL)


def _frame_faults(general: General) -> Iterator[Fault]:
    """Demand that the four times of the day follow each other; noon may have no length."""
    steps = ("morning_start", "morning_end", "afternoon_start", "afternoon_end")
    for earlier, later in pairwise(steps):
        before, after = getattr(general, earlier), getattr(general, later)
        if before > after or (before == after and later != "afternoon_start"):
            yield Fault(
                general.at(later),
                f"“{_heading(general, later)}” là {short_clock(after)}, không sau "
                f"“{_heading(general, earlier)}” ({short_clock(before)}).",
                "Sửa lại giờ ở Thông tin chung.",
                short_clock(after),
            )


def _heading(record: General | Sitting, field: str) -> str:
    return str(type(record).model_fields[field].alias)


_FRAMES: Mapping[Session, tuple[str, str]] = {
    Session.MORNING: ("morning_start", "morning_end"),
    Session.NOON: ("morning_end", "afternoon_start"),
    Session.AFTERNOON: ("afternoon_start", "afternoon_end"),
}


def frame(general: General, session: Session) -> tuple[dt.time, dt.time]:
    """Give the first and the last moment of a part of the day."""
    first, last = _FRAMES[session]
    return getattr(general, first), getattr(general, last)


def _blamed(season: Season) -> dict[str, dt.time]:
    """Give the ends of frames that two slots agree against: the field → the hour where they meet outside."""
    agreed = {slot.start for slot in season.slots} & {slot.end for slot in season.slots}
    blamed: dict[str, dt.time] = {}
    for slot in season.slots:
        first, last = _FRAMES[slot.session]
        start, end = frame(season.general, slot.session)
        for hour in agreed & {slot.start, slot.end}:
            if hour is not None and not start <= hour <= end:
                blamed.setdefault(first if hour < start else last, hour)
    return blamed


def span(slot: Slot, until: dt.time) -> str:
    """Write the time of a slot: "08h00 - 08h30"; ``until`` stands for a blank end."""
    return f"{short_clock(slot.start)} - {short_clock(slot.end or until)}"


def _programme_faults(general: General, slots: list[Slot], blamed: Collection[str]) -> Iterator[Fault]:
    """Demand that the slots of one part of the day lie in its frame and touch each other.

    What follows from an end of the frame that is blamed itself is not told again.
    """
    if not slots:
        return
    first, last = _FRAMES[slots[0].session]
    start, end = frame(general, slots[0].session)
    start = dt.time.min if first in blamed else start
    end = dt.time.max if last in blamed else end
    for slot in slots:
        ends = slot.end or end
        if slot.start >= ends:
            yield Fault(
                slot.at("end" if slot.end else "start"),
                f"Nội dung buổi {slot.session} “{_short(slot.content)}” bắt đầu lúc "
                f"{short_clock(slot.start)} "
                f"nhưng kết thúc lúc {short_clock(ends)}.",
                "Sửa giờ ở cột Từ hoặc cột Đến.",
                span(slot, end),
            )
        elif slot.start < start or ends > end:
            yield Fault(
                slot.at("start" if slot.start < start else "end"),
                f"Nội dung buổi {slot.session} lúc {span(slot, end)} ra ngoài khung giờ buổi {slot.session} "
                f"({short_clock(start)} - {short_clock(end)}).",
                "Sửa giờ của nội dung này, hoặc khung giờ ở Thông tin chung.",
                span(slot, end),
            )
    for before, after in pairwise(slots):
        ends = before.end or end
        if after.start != ends:
            what = "trống" if after.start > ends else "chồng nhau"
            yield Fault(
                after.at("start"),
                f"Chương trình buổi {after.session} {what} từ {short_clock(min(ends, after.start))} đến "
                f"{short_clock(max(ends, after.start))}: nội dung trước kết thúc {short_clock(ends)}, "
                f"nội dung sau bắt đầu {short_clock(after.start)}.",
                "Sửa giờ để nội dung sau bắt đầu đúng lúc nội dung trước kết thúc.",
                short_clock(after.start),
            )


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


_TIMES = ("start", "morning_end", "afternoon_start", "end")


def _sitting_faults(sitting: Sitting, *, final: bool) -> Iterator[Fault]:
    """Demand that recorded times grow; start and end come together, so do those of noon."""
    given = [(name, getattr(sitting, name)) for name in _TIMES if getattr(sitting, name) is not None]
    for (earlier, before), (later, after) in pairwise(given):
        if before > after or (before == after and (earlier, later) != ("morning_end", "afternoon_start")):
            yield Fault(
                sitting.at(later),
                f"Buổi {sitting.no} ngày {short_date(sitting.date)}: “{_heading(sitting, later)}” "
                f"({short_clock(after)}) không sau “{_heading(sitting, earlier)}” ({short_clock(before)}).",
                "Sửa lại giờ đã ghi.",
                short_clock(after),
            )
    known = {name for name, _ in given}
    needed = {"start", "end"} if known or final else set()
    needed |= {"morning_end", "afternoon_start"} if known & {"morning_end", "afternoon_start"} else set()
    missing = [name for name in _TIMES if name in needed - known]
    if missing:
        yield Fault(
            sitting.at(missing[0]),
            f"Buổi {sitting.no} ngày {short_date(sitting.date)} chưa ghi "
            f"{listed(f'“{_heading(sitting, name)}”' for name in missing)}.",
            "Điền giờ theo thực tế buổi kiểm tra.",
        )


@rule("LICH-05", WARNING, "Số đơn vị một ngày không quá mức đã định")
def days_are_not_overfull(season: Season) -> Iterator[Fault]:
    """Count the units of each day against the setting."""
    most = season.general.units_per_day
    for sitting in season.sittings:
        count = len(season.visits_of(sitting.no))
        if count > most:
            yield Fault(
                sitting.at("date"),
                f"Ngày {short_date(sitting.date)} có {many(count, 'đơn vị')}, quá mức "
                f"{many(most, 'đơn vị')} một ngày.",
                "Chuyển bớt đơn vị sang ngày khác, hoặc sửa mức ở Thông tin chung.",
                many(count, "đơn vị"),
            )


def _minutes(moment: dt.time) -> int:
    return moment.hour * 60 + moment.minute


@rule("LICH-06", WARNING, "Số đơn vị × số phút báo cáo vừa khung giờ trong chương trình")
def reports_fit_their_slot(season: Season) -> Iterator[Fault]:
    """Multiply for every day and every slot in which the units speak one after another."""
    speaking = [slot for slot in season.slots if slot.minutes_per_unit]
    for sitting in season.sittings:
        count = len(season.visits_of(sitting.no))
        for slot in speaking:
            until = slot.end or frame(season.general, slot.session)[1]
            room = _minutes(until) - _minutes(slot.start)
            each = slot.minutes_per_unit or 0
            if count * each > room > 0:
                yield Fault(
                    sitting.at("date"),
                    f"Ngày {short_date(sitting.date)} có {many(count, 'đơn vị')} × {each} phút = "
                    f"{count * each} phút, "
                    f"vượt khung {span(slot, until)} ({room} phút).",
                    f"Bớt còn {pad2(room // count)} phút mỗi đơn vị, kéo dài khung giờ này, "
                    "hoặc chuyển bớt đơn vị sang ngày khác.",
                    f"{count * each} phút",
                )


@rule("LICH-07", WARNING, "Đoàn không ở hai nơi trong cùng một ngày")
def team_is_in_one_place(season: Season) -> Iterator[Fault]:
    """Warn of two venues on one day, and of a sitting on the day of Ban Thường trực's meeting.

    Other uses of the room are not in the records.
    """
    first: dict[dt.date, Sitting] = {}
    for sitting in season.sittings:
        other = first.setdefault(sitting.date, sitting)
        if name_key(other.venue) != name_key(sitting.venue):
            yield Fault(
                sitting.at("venue"),
                f"Ngày {short_date(sitting.date)} Đoàn có mặt ở hai nơi: buổi {other.no} "
                f"({other.venue or season.general.venue}) và buổi {sitting.no} "
                f"({sitting.venue or season.general.venue}).",
                "Xếp hai buổi vào hai ngày, hoặc bảo đảm đủ người cho cả hai nơi.",
                sitting.venue,
            )
        if sitting.date == season.general.meeting_date:
            yield Fault(
                sitting.at("date"),
                f"Ngày {short_date(sitting.date)} vừa kiểm tra buổi {sitting.no} vừa họp Ban Thường trực "
                "xét xếp loại.",
                "Kiểm tra lại ngày kiểm tra hoặc ngày họp ở Thông tin chung.",
                short_date(sitting.date),
            )
