"""Rules for dates: the order of the papers, deadlines, working days (NGAY)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import Typed, listed, typed, unit_named
from docgen.kind import KeyOf, Kind
from docgen.kinds import BY_CODE
from docgen.problem import Where
from docgen.records import KnownPaper, RemarkKind, Season, Sitting
from docgen.viet import add_working_days, is_working_day, pad2, sentence_start, short_date, weekday

PAPER_NAMES = {code: paper.name for code, paper in BY_CODE.items()}
"""Code of a paper → what messages call it."""


def key_of(code: str) -> KeyOf | None:
    """Give what tells the papers of this kind apart, if it makes several, each with its own number."""
    paper = BY_CODE.get(code)
    return paper.key if isinstance(paper, Kind) else None


def is_of_no_paper(paper: KnownPaper) -> bool:
    """Tell whether number and date of this row belong to no paper: one of several is not named."""
    return key_of(paper.kind) is not None and not paper.key


def is_correction(code: str) -> bool:
    """Tell whether papers of this kind correct an issued one; their keys count them."""
    kind = BY_CODE.get(code)
    return isinstance(kind, Kind) and kind.is_correction


def paper_named(season: Season, paper: KnownPaper) -> str:
    """Name a paper: its kind, the unit or sitting that it is about, its number."""
    key = key_of(paper.kind)
    if paper.key and key is not None and key.ref == "sittings":
        about = f" buổi {paper.key}"
    elif paper.key and is_correction(paper.kind):
        about = f" {paper.kind}:{paper.key}"
    else:
        about = f" {unit_named(season, paper.key)}" if paper.key else ""
    number = f" số {paper.number}" if paper.number else ""
    return f"{PAPER_NAMES.get(paper.kind, paper.kind)}{about}{number}"


@dataclass(frozen=True, slots=True)
class _Event:
    """Something with a date: what it is called and where the date stands."""

    name: str
    date: dt.date
    where: Where


def dated_papers(season: Season) -> Iterator[tuple[KnownPaper, dt.date]]:
    """Give the papers whose date is known; a date that belongs to none of them is left to NGAY-08."""
    for paper in season.papers:
        if paper.date and not is_of_no_paper(paper):
            yield paper, paper.date


def _papers(season: Season, *kinds: str) -> list[_Event]:
    return [
        _Event(paper_named(season, paper), date, paper.at("date"))
        for paper, date in dated_papers(season)
        if paper.kind in kinds
    ]


def _sittings(season: Season) -> list[_Event]:
    """Give the first and the last day, which stand for all of them."""
    days = sorted(season.sittings, key=lambda sitting: sitting.date)
    return [_sitting(sitting) for sitting in days[:1] + days[1:][-1:]]


def _sitting(sitting: Sitting) -> _Event:
    return _Event(f"Buổi kiểm tra {sitting.no}", sitting.date, sitting.at("date"))


def _general(season: Season, field: str, name: str) -> list[_Event]:
    date: dt.date | None = getattr(season.general, field)
    return [_Event(name, date, season.general.at(field))] if date else []


_Chain = tuple[list[_Event], ...]


def _chains(season: Season) -> Iterator[_Chain]:
    """Give the orders that must hold: no event of a step comes before one of the step before it."""
    decision, report = _papers(season, "quyet-dinh"), _papers(season, "bao-cao")
    meeting = _general(season, "meeting_date", "Ngày họp Ban Thường trực xét xếp loại")
    yield (
        _papers(season, "huong-dan"),
        _papers(season, "ke-hoach"),
        decision,
        _sittings(season),
        report,
        meeting,
        _papers(season, "bien-ban-hop"),
        _papers(season, "thong-bao"),
        _papers(season, "ket-luan"),
    )
    yield _sittings(season), _general(season, "report_due", "Hạn Đoàn báo cáo kết quả"), meeting
    yield _papers(season, "bien-ban"), report, meeting
    yield decision, _papers(season, "thay-doi-doan")
    for sitting in season.sittings:
        own = season.paper("bien-ban", str(sitting.no))
        if own.date:
            yield [_sitting(sitting)], [_Event(paper_named(season, own), own.date, own.at("date"))]


def _day_at(where: Where, named: str = "") -> str:
    """Name the place of a day: its cell, or where else it stands (an option, the register)."""
    if where.cell:
        return f"ô {named or f'{where.sheet}!{where.cell}'}"
    return f"ngày {named or f'ở {where}'}"


@rule("NGAY-01", ERROR, "Văn bản và sự việc theo đúng trình tự thời gian")
def papers_follow_each_other(season: Season) -> Iterator[Fault]:
    """Compare every known date with the latest one of the known step before.

    Order: guidance, plan, decision, sittings, report, meeting of Ban Thường trực, its minutes,
    notices to units, ranking.  Minutes come between their own sitting and the report; the report
    falls due between the last sitting and the meeting; a change of the team follows the decision.
    """
    for order in _chains(season):
        for before, step in pairwise([step for step in order if step]):
            latest = max(before, key=lambda event: event.date)
            for event in step:
                if event.date < latest.date:
                    yield Fault(
                        event.where,
                        f"{event.name} ngày {short_date(event.date)} lại trước {latest.name} "
                        f"ngày {short_date(latest.date)}.",
                        f"Sửa ngày ghi sai: {_day_at(event.where, 'này')}, hoặc {_day_at(latest.where)}.",
                        short_date(event.date),
                    )


@rule("NGAY-02", ERROR, "Hạn nộp hồ sơ trước ngày kiểm tra đầu tiên")
def deadline_is_before_the_first_day(season: Season) -> Iterator[Fault]:
    """Compare the deadline with the earliest sitting."""
    first = min((sitting.date for sitting in season.sittings), default=None)
    deadline = season.general.deadline
    if first is not None and deadline >= first:
        yield Fault(
            season.general.at("deadline"),
            f"Hạn nộp hồ sơ {short_date(deadline)} không trước ngày kiểm tra đầu tiên {short_date(first)}.",
            "Sửa hạn nộp ở Thông tin chung, hoặc dời ngày kiểm tra.",
            short_date(deadline),
        )


def _calendar(season: Season) -> tuple[set[dt.date], set[dt.date]]:
    """Give the days off and the days made up."""
    return (
        {day.date for day in season.holidays if not day.worked},
        {day.date for day in season.holidays if day.worked},
    )


@rule("NGAY-03", WARNING, "Văn bản được cấp số, phát hành chậm nhất ngày làm việc sau ngày ký")
def papers_are_issued_at_once(season: Season) -> Iterator[Fault]:
    """Hold minutes against the day on which they were signed (Nghị định 30/2020, Điều 15.2, 18.1).

    Only minutes have a known day of signing: that of the sitting or of the meeting.
    """
    off, made_up = _calendar(season)
    signed = [(season.paper("bien-ban", str(sitting.no)), sitting.date) for sitting in season.sittings]
    if season.general.meeting_date:
        signed.append((season.paper("bien-ban-hop"), season.general.meeting_date))
    for paper, day in signed:
        last = add_working_days(day, 1, off, made_up)
        if paper.date and paper.date > last:
            yield Fault(
                paper.at("date"),
                f"{paper_named(season, paper)} ký ngày {short_date(day)} nhưng ghi ngày ban hành "
                f"{short_date(paper.date)}, quá ngày làm việc tiếp theo ({short_date(last)}).",
                "Kiểm tra lại ngày ban hành.",
                short_date(paper.date),
            )


@rule("NGAY-04", WARNING, "Ngày ban hành văn bản là ngày làm việc")
def papers_are_issued_on_working_days(season: Season) -> Iterator[Fault]:
    """Use the office's own list of days off."""
    off, made_up = _calendar(season)
    for paper, date in dated_papers(season):
        if not is_working_day(date, off, made_up):
            yield Fault(
                paper.at("date"),
                f"{paper_named(season, paper)} ghi ngày ban hành {short_date(date)} "
                f"({weekday(date)}) là ngày nghỉ.",
                "Kiểm tra lại ngày; nếu hôm đó làm bù thì ghi vào bảng Ngày nghỉ.",
                short_date(date),
            )


@rule("NGAY-05", ERROR, "Thời hạn khắc phục sau ngày ban hành thông báo cho đơn vị")
def remedies_come_after_the_notice(season: Season) -> Iterator[Fault]:
    """Compare with the date of the unit's notice; until it has one, with the meeting or the sitting."""
    date_of = {sitting.no: sitting.date for sitting in season.sittings}
    sat = {visit.unit: date_of[visit.sitting] for visit in season.visits if visit.sitting in date_of}
    notices = {paper.key: paper.date for paper in season.papers if paper.kind == "thong-bao" and paper.key}
    for remark in season.remarks:
        if remark.kind is not RemarkKind.RECOMMENDATION or remark.deadline is None:
            continue
        steps = {
            "ngày kiểm tra": sat.get(remark.unit),
            "ngày họp Ban Thường trực": season.general.meeting_date,
            "ngày ban hành thông báo": notices.get(remark.unit),
        }
        step, date = max(
            ((step, date) for step, date in steps.items() if date),
            key=lambda known: known[1],
            default=("", None),
        )
        if date is not None and remark.deadline <= date:
            yield Fault(
                remark.at("deadline"),
                f"{sentence_start(unit_named(season, remark.unit))}: thời hạn khắc phục "
                f"{short_date(remark.deadline)} không sau {step} ({short_date(date)}).",
                "Lùi thời hạn khắc phục.",
                short_date(remark.deadline),
            )


@rule("NGAY-06", WARNING, "Các ngày đều thuộc năm của đợt kiểm tra")
def dates_are_of_the_year(season: Season) -> Iterator[Fault]:
    """Numbers start again on 01/01 and end on 31/12 (Nghị định 30/2020, Điều 15.1).

    When most dates are of another year, it is the year of the season that was not changed.  What
    a unit is asked to mend may fall due in the year after.
    """
    events = [
        *_general(season, "deadline", "Hạn nộp hồ sơ"),
        *_general(season, "report_due", "Hạn Đoàn báo cáo kết quả"),
        *_general(season, "meeting_date", "Ngày họp Ban Thường trực xét xếp loại"),
        *(_sitting(sitting) for sitting in season.sittings),
        *_papers(season, *PAPER_NAMES),
        *(
            _Event(f"Ngày nộp hồ sơ của {unit_named(season, row.unit)}", row.date, row.at("date"))
            for row in season.submissions
            if row.date
        ),
    ]
    year = season.general.year
    strange = [event for event in events if event.date.year != year]
    late = [
        _Event(f"Thời hạn khắc phục của {unit_named(season, row.unit)}", row.deadline, row.at("deadline"))
        for row in season.remarks
        if row.deadline and row.deadline.year not in {year, year + 1}
    ]
    if len(strange) * 2 > len(events):
        years = listed(sorted({str(event.date.year) for event in strange}))
        yield Fault(
            season.general.at("year"),
            f"Mục Năm ghi {year}, nhưng phần lớn các ngày của đợt kiểm tra thuộc năm {years}.",
            "Sửa mục Năm ở Thông tin chung.",
            str(year),
        )
        return
    for event in (*strange, *late):
        yield Fault(
            event.where,
            f"{event.name}: ngày {short_date(event.date)} không thuộc năm {year} của đợt kiểm tra.",
            "Sửa năm của ngày này.",
            short_date(event.date),
        )


@rule("NGAY-07", WARNING, "Kế hoạch gửi các đơn vị đủ số ngày trước hạn nộp hồ sơ")
def plan_comes_in_time(season: Season) -> Iterator[Fault]:
    """Count the days from the date of the plan to the deadline."""
    plan, deadline, wanted = season.paper("ke-hoach"), season.general.deadline, season.general.notice_days
    if plan.date and (deadline - plan.date).days < wanted:
        yield Fault(
            plan.at("date"),
            f"{paper_named(season, plan)} ngày {short_date(plan.date)} chỉ trước hạn nộp hồ sơ "
            f"{pad2(max((deadline - plan.date).days, 0))} ngày (hạn {short_date(deadline)}), "
            f"ít hơn {pad2(wanted)} ngày.",
            "Lùi hạn nộp hồ sơ, hoặc báo trước cho các đơn vị.",
            short_date(plan.date),
        )


@rule("NGAY-08", ERROR, "Số và ngày đứng ở dòng của đúng một văn bản")
def numbers_belong_to_one_paper(season: Season) -> Iterator[Fault]:
    """Look for numbers and dates that no paper takes: no key among several, or a key of nothing."""
    for paper in season.papers:
        given = paper.number or (short_date(paper.date) if paper.date else "")
        name = PAPER_NAMES.get(paper.kind, paper.kind)
        key = key_of(paper.kind)
        if key is not None and not paper.key and given:
            yield Fault(
                paper.at("key"),
                f"{name} có nhiều văn bản, nhưng dòng ghi {given} không có Khóa nên không biết "
                "của văn bản nào.",
                f"Ghi Khóa là {key.asks}; dòng không có Khóa chỉ để chọn Người ký chung.",
                given,
            )
        elif key is not None and paper.key and key.exists is not None and not key.exists(season, paper.key):
            yield Fault(
                paper.at("key"),
                f"{name}: Khóa “{paper.key}” không phải {key.of_what}.",
                f"Ghi Khóa là {key.asks}.",
                paper.key,
            )
        elif key is None and paper.key:
            yield Fault(
                paper.at("key"),
                f"{name} chỉ có một văn bản, nên dòng có Khóa “{paper.key}” không thuộc văn bản nào.",
                "Xóa ô Khóa của dòng này.",
                paper.key,
            )


def _prepared_texts(season: Season) -> Iterator[Typed]:
    """Give what is typed before the season begins and is printed year after year."""
    return chain(
        typed((season.general,), "programme"),
        typed((season.general,), "venue"),
        typed((season.general,), "file_title"),
        typed(season.papers, "subject"),
        typed(season.grounds, "text"),
        typed(season.recipients, "text"),
        typed(season.slots, "content"),
        typed(season.team, "task"),
        typed(season.sections, "name"),
        typed(season.criteria, "name"),
        typed(season.criteria, "evidence"),
        typed(season.award_rules, "name"),
    )


@rule("NGAY-09", WARNING, "Câu chữ chuẩn bị sẵn không còn ghi năm trước")
def texts_name_this_year(season: Season) -> Iterator[Fault]:
    """Look for "năm 2022" in a season of 2023; a full date and "so với năm 2022" may well be of that year."""
    year = season.general.year
    of_last_year = re.compile(rf"(?<!\d )(?<!so với )năm\s+{year - 1}(?!\w)", re.IGNORECASE)
    for text in _prepared_texts(season):
        match = of_last_year.search(unicodedata.normalize("NFC", text.text))
        if match:
            yield Fault(
                text.where,
                f"Câu còn ghi “{match[0]}”, đợt kiểm tra là của năm {year}.",
                f"Nếu là của năm nay thì sửa thành “năm {year}”; nếu đúng là năm trước thì giữ nguyên.",
                match[0],
            )
