"""A large season for tests of size: fictional, complete, valid, and the same every time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from docgen.records import (
    Attendance,
    Criterion,
    CrossScores,
    Fact,
    FactKind,
    Remark,
    RemarkKind,
    ScoreRow,
    Season,
    Section,
    SelfScores,
    Side,
    Sitting,
    Submission,
    TeamScores,
    Unit,
    Visit,
)
from tests.factory_office import award_rules, holidays, knockouts, levels, programme, team
from tests.factory_small import make_general, make_season, place_records

STEP = Decimal("0.25")
POINTS = Decimal(2)
PER_DAY = 4
_FIRST = (
    "An",
    "Bình",
    "Đại",
    "Đức",
    "Hòa",
    "Tam",
    "Phước",
    "Tân",
    "Quế",
    "Điện",
    "Duy",
    "Thăng",
    "Trà",
    "Long",
)
_SECOND = ("Phú", "Mỹ", "Lộc", "Thạnh", "Sơn", "Hương", "Xuân", "Thuận", "Phong", "Thượng", "Ngọc", "Cường",
           "Hiệp", "Lợi", "Độ")  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Đỗ", "Huỳnh", "Võ", "Bùi", "Hồ", "Lý")
_MIDDLE = ("Văn", "Thị", "Đình", "Thế", "Ngọc", "Thị Tuyết", "Quốc")
_GIVEN = ("Hưng", "Hoà", "Được", "Mộng", "Lưỡng", "Huế", "Độ", "Ước", "Tế", "Hường", "Đượm", "Thư", "Nguyệt")
_SECTIONS = ("I", "II", "III", "IV", "V", "VI")
_SPREAD = 7919
"""A prime larger than any season: units get different totals in an order that looks mixed."""

AnyScores = TypeVar("AnyScores", bound=ScoreRow)


def large_season(units: int = 200, criteria: int = 60) -> Season:
    """Build a finished season of up to 210 units (at most 6 for each criterion) and 6 to 600 criteria.

    Each criterion has 2 points.  No two units have the same total, so no rank is shared.
    """
    if not (0 < units <= min(len(_FIRST) * len(_SECOND), 6 * criteria) and criteria >= len(_SECTIONS)):
        raise ValueError(f"no season of {units} units and {criteria} criteria")
    lines = _criteria(criteria)
    total = POINTS * criteria
    wards = tuple(_unit(index) for index in range(units))
    days = _days((units + PER_DAY - 1) // PER_DAY)
    visits = tuple(_visits(wards))
    plan = {
        "general": make_general(base_total=total, places=2, deadline=dt.date(2023, 5, 25)).model_copy(
            update={"report_due": dt.date(2023, 10, 24)}
        ),
        "units": wards,
        "sittings": tuple(_sitting(no, day) for no, day in enumerate(days, start=1)),
        "visits": visits,
        "slots": programme(report_minutes=40),
        "team": team(_SECTIONS[:3], _SECTIONS[3:]),
        "sections": tuple(_section(code, lines) for code in _SECTIONS),
        "criteria": lines,
        "award_rules": award_rules("I.2"),
        "awards": (),
        "levels": levels(quota=units * 3 // 10, total=total),
        "knockouts": knockouts("IV.1"),
        "holidays": holidays(),
    }
    base = make_season()
    early = {"ke-hoach": dt.date(2023, 5, 10), "quyet-dinh": dt.date(2023, 5, 12)}
    papers = tuple(
        paper.model_copy(update={"date": early.get(paper.kind, paper.date)}) for paper in base.papers
    )
    results = {
        "self_scores": _matrix(SelfScores, wards, lines, more=4),
        "cross_scores": _matrix(CrossScores, wards, lines),
        "team_scores": _matrix(TeamScores, wards, lines),
        "explanations": (),
        "submissions": tuple(Submission(unit=unit.code, date=dt.date(2023, 5, 24)) for unit in wards),
        "remarks": tuple(_remarks(wards)),
        "attendance": tuple(_attendance(wards, visits, len(days))),
        "facts": tuple(_facts(len(days))),
    }
    return place_records(base.model_copy(update=plan | {"papers": papers} | results))


def _name(index: int) -> str:
    family, middle = _FAMILY[index % len(_FAMILY)], _MIDDLE[index // 3 % len(_MIDDLE)]
    return f"{family} {middle} {_GIVEN[index // 5 % len(_GIVEN)]}"


def _unit(index: int) -> Unit:
    return Unit(
        code=f"ĐV{index + 1:03d}",
        kind="xã" if index % 3 else "phường",
        name=f"{_FIRST[index % len(_FIRST)]} {_SECOND[index // len(_FIRST)]}",
    )


def _criteria(count: int) -> tuple[Criterion, ...]:
    found: list[Criterion] = []
    for index in range(count):
        section = _SECTIONS[index * len(_SECTIONS) // count]
        number = sum(line.section == section for line in found) + 1
        found.append(
            Criterion(
                code=f"{section}.{number}",
                section=section,
                name=f"Kết quả thực hiện nhiệm vụ thứ {index + 1:02d} của chương trình phối hợp và "
                "thống nhất hành động, có kế hoạch, báo cáo và minh chứng kèm theo",
                max_points=POINTS,
            )
        )
    return tuple(found)


def _section(code: str, lines: tuple[Criterion, ...]) -> Section:
    points = sum((line.max_points for line in lines if line.section == code), Decimal(0))
    return Section(code=code, name=f"Nội dung chương trình hành động, phần {code}", max_points=points)


def _days(count: int) -> list[dt.date]:
    days: list[dt.date] = []
    day = dt.date(2023, 6, 1)
    closed = {holiday.date for holiday in holidays()}
    while len(days) < count:
        if day.weekday() < 5 and day not in closed:
            days.append(day)
        day += dt.timedelta(days=1)
    return days


def _sitting(no: int, day: dt.date) -> Sitting:
    return Sitting(
        no=no,
        date=day,
        chair="TV01",
        secretary="TV03",
        start=dt.time(7, 30),
        morning_end=dt.time(11),
        afternoon_start=dt.time(14),
        end=dt.time(16, 30),
        copies=PER_DAY + 1,
    )


def _visits(units: tuple[Unit, ...]) -> Iterator[Visit]:
    for first in range(0, len(units), PER_DAY):
        day = units[first : first + PER_DAY]
        for unit, checked in zip(day, (*day[1:], day[0]), strict=True):
            yield Visit(
                sitting=first // PER_DAY + 1,
                unit=unit.code,
                checks=checked.code if checked is not unit else "",
            )


def _matrix(
    kind: type[AnyScores], units: tuple[Unit, ...], lines: tuple[Criterion, ...], more: int = 0
) -> tuple[AnyScores, ...]:
    """Take from each unit a number of steps of its own, spread over the criteria.

    The first ``more`` criteria get one step more, as far as their maximum allows.
    """
    rows = []
    for index, unit in enumerate(units):
        lost, start = index * _SPREAD % len(units), index * 7
        row: dict[str, Decimal | None] = {}
        for place, line in enumerate(lines):
            steps = (lost + (start - place) % len(lines)) // len(lines)
            extra = STEP if place < more else Decimal(0)
            row[line.code] = min(line.max_points, line.max_points - steps * STEP + extra)
        rows.append(kind(unit=unit.code, scores=row))
    return tuple(rows)


def _remarks(units: tuple[Unit, ...]) -> Iterator[Remark]:
    for number, unit in enumerate(units, start=1):
        code = unit.code
        yield Remark(
            unit=code, kind=RemarkKind.STRENGTH, text=f"Duy trì {number} mô hình tự quản ở khu dân cư."
        )
        yield Remark(unit=code, kind=RemarkKind.LIMITATION, text=f"Còn {number} hồ sơ sắp xếp chưa khoa học.")
        yield Remark(
            unit=code,
            kind=RemarkKind.RECOMMENDATION,
            text=f"Hoàn thiện {number} hồ sơ còn lại theo đúng hướng dẫn.",
            deadline=dt.date(2023, 11, 30),
        )


def _attendance(units: tuple[Unit, ...], visits: tuple[Visit, ...], days: int) -> Iterator[Attendance]:
    members = team(_SECTIONS[:3], _SECTIONS[3:])
    for no in range(1, days + 1):
        for member in members:
            yield Attendance(sitting=no, side=Side.TEAM, name=member.name, position=member.position)
    for index, (unit, visit) in enumerate(zip(units, visits, strict=True)):
        for name, title in ((_name(index), "Chủ tịch"), (_name(index + 400), "Phó Chủ tịch")):
            yield Attendance(
                sitting=visit.sitting,
                side=Side.UNIT,
                unit=unit.code,
                name=name,
                position=f"{title} Ủy ban MTTQ Việt Nam {unit.kind} {unit.name}",
            )


def _facts(days: int) -> Iterator[Fact]:
    for no in range(1, days + 1):
        yield Fact(sitting=no, kind=FactKind.OPINION, text=f"Các đơn vị tiếp thu ý kiến của buổi thứ {no}.")
        yield Fact(sitting=no, kind=FactKind.CONCLUSION, text=f"Thống nhất điểm sơ bộ của buổi thứ {no}.")
