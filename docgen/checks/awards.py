"""Rules for bonus and penalty (DIEM-05, DIEM-09, DIEM-10)."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import listed, many, named, repeated, says_something, sheet_of, unit_named
from docgen.records import Award, AwardKind, AwardRule, Deadline, Season, Stage, Submission
from docgen.viet import format_number, format_score, is_working_day, sentence_start, short_date


def _rules(season: Season) -> dict[str, AwardRule]:
    return {rule.code: rule for rule in season.award_rules}


_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_LIMIT = re.compile(r"[(;,]?\s*(?:tối đa|không quá|tổng|≤|<)", re.IGNORECASE)
_NOT_FIXED = re.compile(r"%|đến|từ|trên|dưới|(?<=\d)\s*[-–]\s*(?=\d)", re.IGNORECASE)


def _figures(rule: AwardRule) -> list[Decimal]:
    """Read "0,25/lần" or "0,5 hoặc 1" of the catalogue; nothing where it says a range or a share."""
    text = re.sub(r"/\s*\d+", "/", _LIMIT.split(rule.points, maxsplit=1)[0])
    if _NOT_FIXED.search(text):
        return []
    return [figure for found in _FIGURE.findall(text) if (figure := Decimal(found.replace(",", ".")))]


def _each(season: Season, rule: AwardRule) -> Decimal:
    """Give what points of a kind are a multiple of: the catalogue's figures, else the step of scores."""
    figures = _figures(rule)
    if not figures:
        return season.general.step if season.general.step > 0 else Decimal("0.01")
    hundredths = math.gcd(*(int(figure * 100) for figure in figures))
    return Decimal(max(hundredths, 1)) / 100


def _as_catalogued(rule: AwardRule) -> str:
    return f" (mức điểm: {rule.points})" if _figures(rule) else " (bước điểm)"


@rule("DIEM-05", ERROR, "Điểm thưởng, trừ trong mức tối đa, có lý do và minh chứng")
def awards_are_within_their_caps(season: Season) -> Iterator[Fault]:
    """Look at each award, then at the sums of each unit by reason and by kind."""
    yield from repeated(season.award_rules, "code", "Mã mục thưởng, trừ")
    rules = _rules(season)
    for award in season.awards:
        name = f"{sentence_start(unit_named(season, award.unit))}, mục {award.code}"
        if award.points <= 0:
            yield Fault(
                award.at("points"),
                f"{name}: điểm {format_score(award.points)} phải lớn hơn 0; thưởng hay trừ do loại của "
                "mục quyết định.",
                "Ghi số dương.",
                format_score(award.points),
            )
        elif award.code in rules and award.points % _each(season, rules[award.code]):
            each = _each(season, rules[award.code])
            yield Fault(
                award.at("points"),
                f"{name}: {format_number(award.points)} điểm không phải là bội số của {format_number(each)} "
                f"điểm{_as_catalogued(rules[award.code])}.",
                "Sửa điểm, hoặc sửa cột Mức điểm ở bảng Danh mục thưởng, trừ.",
                format_number(award.points),
            )
        missing = [
            text
            for text, value in (("lý do", award.reason), ("minh chứng", award.evidence))
            if not says_something(value)
        ]
        if missing:
            yield Fault(
                award.at("evidence" if says_something(award.reason) else "reason"),
                f"{name}: {format_score(award.points)} điểm chưa có {listed(missing)}.",
                "Ghi lý do và minh chứng của điểm thưởng, trừ.",
            )
    yield from _over_caps(season)


def _over_caps(season: Season) -> Iterator[Fault]:
    rules, general = _rules(season), season.general
    by_rule: defaultdict[tuple[str, str], list[Award]] = defaultdict(list)
    by_kind: defaultdict[tuple[str, AwardKind], list[Award]] = defaultdict(list)
    for award in season.awards:
        if award.code in rules:
            by_rule[award.unit, award.code].append(award)
            by_kind[award.unit, rules[award.code].kind].append(award)
    for (unit, code), awards in by_rule.items():
        yield from _over_cap(season, unit, awards, rules[code].cap, f"mục {code}")
    caps = {AwardKind.BONUS: general.bonus_cap, AwardKind.PENALTY: general.penalty_cap}
    for (unit, kind), awards in by_kind.items():
        yield from _over_cap(season, unit, awards, caps[kind], f"tổng điểm {kind.lower()}")


def _over_cap(season: Season, unit: str, awards: list[Award], cap: Decimal, what: str) -> Iterator[Fault]:
    total = sum((award.points for award in awards), Decimal(0))
    if total > cap:
        yield Fault(
            awards[-1].at("points"),
            f"{sentence_start(unit_named(season, unit))}: {what} là {format_score(total)}, quá mức tối đa "
            f"{format_score(cap)}.",
            f"Giảm còn không quá {format_score(cap)} điểm, hoặc sửa mức tối đa nếu ghi sai.",
            format_score(total),
        )


@rule("DIEM-09", WARNING, "Một lỗi không bị trừ hai lần")
def faults_are_punished_once(season: Season) -> Iterator[Fault]:
    """Warn where a penalty is given and the team also took points at a criterion of the same fault."""
    rules, criteria = _rules(season), season.criterion_by_code
    team = {row.unit: row.scores for row in season.team_scores}
    for award in season.awards:
        rule_of = rules.get(award.code)
        if rule_of is None or rule_of.kind is not AwardKind.PENALTY:
            continue
        for code in rule_of.criteria:
            points = team.get(award.unit, {}).get(code)
            if points is not None and code in criteria and points < criteria[code].max_points:
                yield Fault(
                    award.at("points"),
                    f"{sentence_start(unit_named(season, award.unit))} bị trừ "
                    f"{format_score(award.points)} điểm ở mục "
                    f"{award.code} ({award.reason or rule_of.name}), đồng thời tiêu chí {code} chỉ được "
                    f"{format_score(points)}/{format_score(criteria[code].max_points)}: có thể một lỗi "
                    "bị trừ hai lần.",
                    f"Nếu cùng một lỗi thì bỏ mục trừ, hoặc trả lại điểm tiêu chí {code}.",
                    format_score(award.points),
                )


def is_late(season: Season, row: Submission) -> bool:
    """Tell whether a submission came late: "trước ngày" excludes the day of the deadline itself."""
    if row.date is None:
        return False
    if season.general.deadline_style is Deadline.BEFORE:
        return row.date >= season.general.deadline
    return row.date > season.general.deadline


@rule("DIEM-10", WARNING, "Nộp hồ sơ chậm thì có điểm trừ, nộp đúng hạn thì không")
def lateness_is_punished(season: Season) -> Iterator[Fault]:
    """Compare submissions with the penalties for lateness, in both directions.

    A late unit is reported once it is being assessed: it has the team's scores or some award,
    or the season is final.
    """
    late_codes = {rule.code for rule in season.award_rules if rule.late}
    if not late_codes:
        return
    punished = {award.unit: award for award in season.awards if award.code in late_codes}
    yield from _punished_otherwise(season)
    assessed = {row.unit for row in season.team_scores if row.scores} | {
        award.unit for award in season.awards
    }
    style, deadline = season.general.deadline_style, short_date(season.general.deadline)
    submitted = {row.unit: row for row in season.submissions if row.date}
    for unit, row in submitted.items():
        due = season.general.stage is Stage.FINAL or unit in assessed
        if due and row.date and is_late(season, row) and unit not in punished:
            yield Fault(
                row.at("date"),
                f"{sentence_start(unit_named(season, unit))} nộp hồ sơ ngày {short_date(row.date)}, quá hạn "
                f"({style.lower()} {deadline}), nhưng không có điểm trừ nộp chậm "
                f"({listed(sorted(late_codes))}).",
                "Thêm điểm trừ ở bảng Thưởng, trừ, hoặc sửa ngày nộp.",
                short_date(row.date),
            )
    for unit, award in punished.items():
        own = submitted.get(unit)
        if own is None or own.date is None or is_late(season, own):
            continue
        yield Fault(
            award.at("code"),
            f"{sentence_start(unit_named(season, unit))} bị trừ nộp chậm ({award.code}), nhưng nộp hồ sơ "
            "ngày "
            f"{short_date(own.date)}, đúng hạn ({style.lower()} {deadline}).",
            "Bỏ điểm trừ, hoặc sửa ngày nộp ở bảng Nộp hồ sơ.",
            award.code,
        )


_A_DAY = re.compile(r"/\s*(?:\d+\s*)?ngày|mỗi ngày|một ngày", re.IGNORECASE)


def _punished_otherwise(season: Season) -> Iterator[Fault]:
    """Hold what was taken for lateness against the days, where the catalogue takes so much a day.

    Whether days off count is for the office to say: both counts of days are right.
    """
    submitted = {row.unit: row for row in season.submissions if row.date}
    for late in season.award_rules:
        figures = _figures(late)
        if not (late.late and len(figures) == 1 and _A_DAY.search(late.points)):
            continue
        taken: defaultdict[str, list[Award]] = defaultdict(list)
        for award in season.awards:
            if award.code == late.code:
                taken[award.unit].append(award)
        for unit, awards in taken.items():
            row = submitted.get(unit)
            if row is None or not is_late(season, row):
                continue
            days = _days_late(season, row)
            right = {min(figures[0] * count, late.cap) for count in days}
            total = sum((award.points for award in awards), Decimal(0))
            if total not in right:
                yield Fault(
                    awards[-1].at("points"),
                    f"{sentence_start(unit_named(season, unit))} nộp hồ sơ ngày "
                    f"{short_date(row.date) if row.date else ''}, chậm {many(max(days), 'ngày')}. Theo mức "
                    f"{late.points}, không quá {format_score(late.cap)}, phải trừ "
                    f"{_either(season, row, figures[0], late.cap)}; sổ đang trừ {format_score(total)} điểm.",
                    "Sửa điểm trừ, hoặc sửa ngày nộp ở bảng Nộp hồ sơ.",
                    format_score(total),
                )


def _either(season: Season, row: Submission, each: Decimal, cap: Decimal) -> str:
    """Say what is to be taken: "2,00 điểm (nếu chỉ tính ngày làm việc: 1,50 điểm)"."""
    days = _days_late(season, row)
    most, least = (format_score(min(each * count, cap)) for count in (max(days), min(days)))
    return f"{most} điểm" + (f" (nếu chỉ tính ngày làm việc: {least} điểm)" if least != most else "")


def _days_late(season: Season, row: Submission) -> set[int]:
    """Count the days from the last day of the deadline: all of them, and the working days only."""
    last = season.general.deadline
    if season.general.deadline_style is Deadline.BEFORE:
        last -= dt.timedelta(days=1)
    off = {day.date for day in season.holidays if not day.worked}
    made_up = {day.date for day in season.holidays if day.worked}
    came = row.date or last
    days = [last + dt.timedelta(days=count) for count in range(1, (came - last).days + 1)]
    return {len(days), sum(is_working_day(day, off, made_up) for day in days)}


@rule("DIEM-12", WARNING, "Khi đợt đã chính thức, mỗi đơn vị có ngày nộp hồ sơ")
def submissions_are_on_record(season: Season) -> Iterator[Fault]:
    """Look for the units of which nobody knows whether they were late, and tell them together."""
    known = {row.unit for row in season.submissions if row.date}
    missing = [named(unit) for unit in season.units if unit.code not in known]
    if season.general.stage is Stage.FINAL and missing:
        yield Fault(
            sheet_of(season, Submission),
            f"Chưa ghi ngày nộp hồ sơ của {many(len(missing), 'đơn vị')} nên không biết có nộp chậm hay "
            f"không: {listed(missing)}.",
            "Ghi ngày nộp ở bảng Nộp hồ sơ.",
        )
