"""Rules for which unit checks which (CHEO)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import day_of, named, unit_named
from docgen.records import Season, Visit
from docgen.viet import sentence_start

_PAIR = 2
"""Two units of one day cannot but check each other."""


@rule("CHEO-01", ERROR, "Không đơn vị nào tự kiểm tra chéo mình")
def nobody_checks_itself(season: Season) -> Iterator[Fault]:
    """Compare the two columns of each row."""
    for visit in season.visits:
        if visit.checks == visit.unit:
            name = unit_named(season, visit.unit)
            yield Fault(
                visit.at("checks"),
                f"{sentence_start(name)} được phân công kiểm tra chéo chính mình.",
                "Chọn một đơn vị khác cùng ngày.",
                name,
            )


@rule("CHEO-02", ERROR, "Đơn vị kiểm tra và đơn vị được kiểm tra chéo cùng một ngày")
def both_come_on_the_same_day(season: Season) -> Iterator[Fault]:
    """Compare the sittings of the two units."""
    sitting_of = {visit.unit: visit.sitting for visit in reversed(season.visits)}
    for visit in season.visits:
        other = sitting_of.get(visit.checks)
        if visit.checks and visit.checks != visit.unit and other != visit.sitting:
            checked = unit_named(season, visit.checks)
            where = f"ngày {day_of(season, other)}" if other is not None else "chưa có lịch"
            yield Fault(
                visit.at("checks"),
                f"{sentence_start(unit_named(season, visit.unit))} (ngày {day_of(season, visit.sitting)}) "
                f"được phân công kiểm tra chéo {checked} ({where}): hai đơn vị không cùng ngày.",
                f"Chọn một đơn vị khác của ngày {day_of(season, visit.sitting)}.",
                checked,
            )


def _days(season: Season) -> Iterator[list[Visit]]:
    """Give the visits of each sitting at which units check each other."""
    by_sitting: defaultdict[int, list[Visit]] = defaultdict(list)
    for visit in season.visits:
        by_sitting[visit.sitting].append(visit)
    for visits in by_sitting.values():
        if len(visits) > 1 and any(visit.checks for visit in visits):
            yield visits


@rule("CHEO-03", ERROR, "Mỗi đơn vị kiểm tra chéo đúng một đơn vị và được kiểm tra chéo đúng một lần")
def checks_are_a_round(season: Season) -> Iterator[Fault]:
    """Demand a permutation of the units of each day, unless nobody checks anybody that day."""
    for visits in _days(season):
        checker_of: dict[str, Visit] = {}
        for visit in visits:
            name = sentence_start(unit_named(season, visit.unit))
            day = day_of(season, visit.sitting)
            if not visit.checks:
                yield Fault(
                    visit.at("checks"),
                    f"{name} (ngày {day}) chưa được phân công kiểm tra chéo đơn vị nào.",
                    "Chọn một đơn vị cùng ngày chưa có ai kiểm tra.",
                )
                continue
            other = checker_of.setdefault(visit.checks, visit)
            if other is not visit:
                checked = unit_named(season, visit.checks)
                yield Fault(
                    visit.at("checks"),
                    f"Ngày {day}: {checked} được kiểm tra chéo hai lần, do "
                    f"{unit_named(season, other.unit)} và {unit_named(season, visit.unit)}.",
                    "Đổi đơn vị được kiểm tra ở một trong hai dòng.",
                    checked,
                )
        for visit in visits:
            if visit.unit not in checker_of:
                yield Fault(
                    visit.at("unit"),
                    f"{sentence_start(unit_named(season, visit.unit))} (ngày "
                    f"{day_of(season, visit.sitting)}) "
                    "chưa có đơn vị nào kiểm tra chéo.",
                    "Phân công một đơn vị cùng ngày kiểm tra chéo đơn vị này.",
                    unit_named(season, visit.unit),
                )


@rule("CHEO-04", WARNING, "Ngày có từ 3 đơn vị: hai đơn vị không kiểm tra chéo lẫn nhau")
def pairs_are_not_mutual(season: Season) -> Iterator[Fault]:
    """Warn once of each pair that checks one another though a round was possible."""
    for visits in _days(season):
        checks = {visit.unit: visit.checks for visit in visits}
        seen: set[str] = set()
        for visit in visits:
            mutual = visit.checks != visit.unit and checks.get(visit.checks) == visit.unit
            if mutual and len(visits) > _PAIR and visit.checks not in seen:
                seen.add(visit.unit)
                one, other = unit_named(season, visit.unit), unit_named(season, visit.checks)
                yield Fault(
                    visit.at("checks"),
                    f"Ngày {day_of(season, visit.sitting)}: {one} và {other} kiểm tra chéo lẫn nhau, "
                    "dễ nể nang khi chấm.",
                    "Phân công xoay vòng giữa các đơn vị cùng ngày.",
                    other,
                )


@rule("CHEO-05", WARNING, "Không lặp lại cặp kiểm tra chéo của năm trước")
def pairs_are_new(season: Season) -> Iterator[Fault]:
    """Compare with the column of last year."""
    for visit in season.visits:
        if visit.checks and visit.checks == visit.checked_last_year:
            checked = unit_named(season, visit.checks)
            yield Fault(
                visit.at("checks"),
                f"{sentence_start(unit_named(season, visit.unit))} năm trước cũng đã kiểm tra chéo "
                f"{checked}.",
                "Đổi cặp nếu có thể.",
                checked,
            )


@rule("CHEO-06", WARNING, "Ngày chỉ có một đơn vị thì ghi “không chấm chéo”")
def lone_unit_is_not_cross_checked(season: Season) -> Iterator[Fault]:
    """Warn of a lone unit until its cross scores are all marked KC, if the season cross-checks at all."""
    if not any(visit.checks for visit in season.visits):
        return
    settled = {
        row.unit for row in season.cross_scores if row.scores and all(s is None for s in row.scores.values())
    }
    for sitting in season.sittings:
        visits = season.visits_of(sitting.no)
        if len(visits) == 1 and visits[0].unit not in settled:
            unit = season.unit_by_code.get(visits[0].unit)
            name = named(unit) if unit else visits[0].unit
            yield Fault(
                visits[0].at("unit"),
                f"Ngày {day_of(season, sitting.no)} chỉ có {name}, không có đơn vị nào để kiểm tra chéo.",
                "Ghi KC (không chấm) ở dòng của đơn vị này trong Điểm chấm chéo, hoặc chuyển đơn vị "
                "sang ngày khác.",
                name,
            )
