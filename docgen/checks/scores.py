"""Rules for the score table and the scores (DIEM-01 to DIEM-04, DIEM-06 to DIEM-08, DIEM-11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import day_of, listed, many, repeated, says_something, sheet_of, unit_named
from docgen.checks.team import present_members
from docgen.records import (
    Criterion,
    CrossScores,
    ScoreRow,
    Season,
    Section,
    SelfScores,
    Stage,
    TeamScores,
)
from docgen.viet import format_number, format_score, pad2, sentence_start

_SOURCES: Mapping[type[ScoreRow], str] = {
    SelfScores: "điểm tự chấm",
    CrossScores: "điểm chấm chéo",
    TeamScores: "điểm Đoàn chấm",
}


def _rows(season: Season, source: type[ScoreRow]) -> Sequence[ScoreRow]:
    by_source: dict[type[ScoreRow], Sequence[ScoreRow]] = {
        SelfScores: season.self_scores,
        CrossScores: season.cross_scores,
        TeamScores: season.team_scores,
    }
    return by_source[source]


def _by_unit(rows: Sequence[ScoreRow]) -> dict[str, ScoreRow]:
    return {row.unit: row for row in reversed(rows) if row.scores}


@rule("DIEM-01", ERROR, "Đủ điểm mọi tiêu chí của từng đơn vị, hoặc ghi KC (không chấm)")
def scores_are_complete(season: Season) -> Iterator[Fault]:
    """Demand whole rows: none or all criteria of a unit from a source.

    Which sources a unit needs depends on how far the season is.  Self scores come first; once
    the team has scored a unit, and always in a final season, all sources must be there.  Cross
    scores are due only from a unit that another unit checks.
    """
    checked = {visit.checks for visit in season.visits}
    team = _by_unit(season.team_scores)
    for source in _SOURCES:
        rows = _by_unit(_rows(season, source))
        yield from _repeated_rows(season, source)
        for unit in season.units:
            row = rows.get(unit.code)
            is_due = season.general.stage is Stage.FINAL or unit.code in team
            if row is not None:
                yield from _gaps(season, row, source)
            elif is_due and (source is not CrossScores or unit.code in checked):
                empty = next((row for row in _rows(season, source) if row.unit == unit.code), None)
                yield Fault(
                    empty.at("unit") if empty else sheet_of(season, source),
                    f"{sentence_start(unit_named(season, unit.code))} chưa có {_SOURCES[source]}.",
                    f"Điền điểm ở bảng {source.sheet.title}, ghi KC ở mọi tiêu chí nếu không chấm.",
                )


def _repeated_rows(season: Season, source: type[ScoreRow]) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in _rows(season, source):
        if row.unit in seen:
            yield Fault(
                row.at("unit"),
                f"{sentence_start(unit_named(season, row.unit))} có hai dòng {_SOURCES[source]}.",
                "Xóa dòng thừa.",
                unit_named(season, row.unit),
            )
        seen.add(row.unit)


def _gaps(season: Season, row: ScoreRow, source: type[ScoreRow]) -> Iterator[Fault]:
    missing = [criterion.code for criterion in season.criteria if criterion.code not in row.scores]
    if missing:
        yield Fault(
            row.at(missing[0]),
            f"{sentence_start(unit_named(season, row.unit))} thiếu {_SOURCES[source]} ở "
            f"{many(len(missing), 'tiêu chí')}: {listed(missing)}.",
            "Điền điểm, hoặc ghi KC nếu không chấm tiêu chí đó.",
        )


def _cells(season: Season) -> Iterator[tuple[str, ScoreRow, Criterion, Decimal]]:
    """Give every score that was given, with the name of its source."""
    criteria = season.criterion_by_code
    for source, called in _SOURCES.items():
        for row in _rows(season, source):
            for code, points in row.scores.items():
                if points is not None and code in criteria:
                    yield called, row, criteria[code], points


def _of(season: Season, called: str, row: ScoreRow, criterion: Criterion) -> str:
    return f"{sentence_start(unit_named(season, row.unit))}, {called}, tiêu chí {criterion.code}"


@rule("DIEM-02", ERROR, "Điểm từ 0 đến điểm tối đa của tiêu chí")
def scores_are_within_the_maximum(season: Season) -> Iterator[Fault]:
    """Compare each score with its criterion."""
    for called, row, criterion, points in _cells(season):
        if not 0 <= points <= criterion.max_points:
            fault = "nhỏ hơn 0" if points < 0 else f"quá điểm tối đa {format_number(criterion.max_points)}"
            yield Fault(
                row.at(criterion.code),
                f"{_of(season, called, row, criterion)}: {format_number(points)} điểm, {fault}.",
                "Sửa lại điểm.",
                format_number(points),
            )


@rule("DIEM-03", ERROR, "Điểm là bội số của bước điểm")
def scores_are_in_steps(season: Season) -> Iterator[Fault]:
    """Divide each score by the step of the settings."""
    step = season.general.step
    if step <= 0:
        yield Fault(
            season.general.at("step"),
            f"Bước điểm {format_number(step)} phải lớn hơn 0.",
            "Sửa Bước điểm ở Thông tin chung, ví dụ 0,25.",
            format_number(step),
        )
        return
    for called, row, criterion, points in _cells(season):
        if points % step:
            below = points // step * step
            yield Fault(
                row.at(criterion.code),
                f"{_of(season, called, row, criterion)}: {format_number(points)} không phải là bội số của "
                f"bước điểm {format_number(step)}.",
                f"Chọn {format_score(below)} hoặc {format_score(below + step)}.",
                format_number(points),
            )


@rule("DIEM-04", ERROR, "Điểm tối đa của tiêu chí cộng thành phần, các phần cộng thành tổng điểm chuẩn")
def maxima_add_up(season: Season) -> Iterator[Fault]:
    """Add up the score table; sub-totals are never typed, so nothing else can disagree."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    yield from repeated(season.sections, "code", "Mã phần")
    yield from repeated(season.criteria, "code", "Mã tiêu chí")
    for criterion in season.criteria:
        sums[criterion.section] += criterion.max_points
    for section in season.sections:
        total = sums[section.code]
        if total != section.max_points:
            yield Fault(
                section.at("max_points"),
                f"Phần {section.code} ghi tối đa {format_number(section.max_points)} điểm, nhưng các "
                "tiêu chí của phần "
                f"cộng lại là {format_number(total)}.",
                "Sửa điểm tối đa của phần hoặc của tiêu chí.",
                format_number(section.max_points),
            )
    total = sum((section.max_points for section in season.sections), Decimal(0))
    if total != season.general.base_total:
        yield Fault(
            season.general.at("base_total"),
            f"Các phần cộng lại là {format_number(total)} điểm, khác Tổng điểm chuẩn "
            f"{format_number(season.general.base_total)}.",
            "Sửa Tổng điểm chuẩn ở Thông tin chung, hoặc điểm tối đa của các phần.",
            format_number(season.general.base_total),
        )


@rule("DIEM-06", WARNING, "Điểm chấm chéo, điểm Đoàn chấm thường không cao hơn điểm tự chấm")
def others_give_no_more_than_oneself(season: Season) -> Iterator[Fault]:
    """Ask once a unit and source, naming the criteria."""
    own = _by_unit(season.self_scores)
    for source in (CrossScores, TeamScores):
        for row in _rows(season, source):
            self_row = own.get(row.unit)
            if self_row is None:
                continue
            higher = []
            for code, points in row.scores.items():
                claimed = self_row.scores.get(code)
                if points is not None and claimed is not None and points > claimed:
                    higher.append((code, f"{code} ({format_score(points)} > {format_score(claimed)})"))
            if higher:
                yield Fault(
                    row.at(higher[0][0]),
                    f"{sentence_start(unit_named(season, row.unit))}: {_SOURCES[source]} cao hơn điểm tự "
                    "chấm ở "
                    f"{many(len(higher), 'tiêu chí')}: {listed(text for _, text in higher)}.",
                    "Xem lại có nhập nhầm hàng, nhầm cột không; nếu đúng thì giữ nguyên.",
                )


@rule("DIEM-07", ERROR, "Chấm chéo lệch Đoàn chấm tới ngưỡng thì phải có giải trình")
def divergences_are_explained(season: Season) -> Iterator[Fault]:
    """Demand an explanation from the threshold on, in points or in percent of the maximum."""
    explanations = {(row.unit, row.criterion): row for row in season.explanations}
    cross = _by_unit(season.cross_scores)
    limit, percent = season.general.divergence_criterion, season.general.divergence_percent
    for row in season.team_scores:
        other = cross.get(row.unit)
        for criterion in season.criteria if other else ():
            given, checked = (
                row.scores.get(criterion.code),
                other.scores.get(criterion.code) if other else None,
            )
            if given is None or checked is None or given == checked:
                continue
            gap = abs(checked - given)
            is_wide = gap >= limit or gap * 100 >= percent * criterion.max_points
            begun = explanations.get((row.unit, criterion.code))
            if is_wide and not (begun and _explains(begun.text)):
                yield Fault(
                    begun.at("text") if begun else row.at(criterion.code),
                    f"{sentence_start(unit_named(season, row.unit))}, tiêu chí {criterion.code}: chấm chéo "
                    f"{format_score(checked)}, Đoàn chấm {format_score(given)}, lệch {format_score(gap)} "
                    "nhưng chưa có giải trình.",
                    "Ghi lời giải trình vào ô này, hoặc sửa điểm nếu nhập nhầm."
                    if begun
                    else "Thêm một dòng ở bảng Giải trình chênh lệch, hoặc sửa điểm nếu nhập nhầm.",
                    begun.text if begun else format_score(gap),
                )


def _explains(text: str) -> bool:
    """Tell whether an explanation says why; "Không" and a dash do not."""
    return says_something(text) and text.strip(" .").casefold() not in {"có", "không", "không có"}


def _total(season: Season, row: ScoreRow) -> Decimal | None:
    """Add up a whole row; a row with gaps, or with nothing but KC, has no total."""
    if any(criterion.code not in row.scores for criterion in season.criteria):
        return None
    given = [points for points in row.scores.values() if points is not None]
    return sum(given, Decimal(0)) if given else None


@rule("DIEM-08", WARNING, "Tổng điểm tự chấm không cao hơn Đoàn chấm quá ngưỡng")
def self_scores_are_realistic(season: Season) -> Iterator[Fault]:
    """Compare the two totals of each unit that has both."""
    own = _by_unit(season.self_scores)
    limit = season.general.divergence_total
    for row in season.team_scores:
        claimed = _total(season, own[row.unit]) if row.unit in own else None
        given = _total(season, row)
        if claimed is not None and given is not None and claimed - given > limit:
            yield Fault(
                own[row.unit].at("unit"),
                f"{sentence_start(unit_named(season, row.unit))} tự chấm {format_score(claimed)}, Đoàn chấm "
                f"{format_score(given)}: chênh lệch {format_score(claimed - given)}, quá ngưỡng "
                f"{format_score(limit)} điểm.",
                "Xem lại điểm; nếu đúng thì xét mục trừ do tự chấm chênh lệch (nếu có).",
                format_score(claimed - given),
            )


@rule("DIEM-11", WARNING, "Mỗi phần được chấm bởi thành viên phụ trách phần đó")
def sections_are_scored_by_their_members(season: Season) -> Iterator[Fault]:
    """At each scored sitting, look for a member of the section who was there.

    A section that nobody holds is told once, for all sittings.
    """
    scored = _by_unit(season.team_scores)
    holders = {section.code: _holders(season, section) for section in season.sections}
    orphans = [code for code, codes in holders.items() if not codes]
    first = next(iter(season.team_scores), None)
    if orphans and scored and first is not None:
        yield Fault(
            first.at("unit"),
            f"Đã có điểm Đoàn chấm ở phần {listed(orphans)} nhưng không thành viên nào phụ trách phần này.",
            "Ghi phần phụ trách ở bảng Đoàn kiểm tra.",
            listed(orphans),
        )
    for sitting in season.sittings:
        rows = [scored[visit.unit] for visit in season.visits_of(sitting.no) if visit.unit in scored]
        if not rows:
            continue
        there = {member.code for member in present_members(season, sitting)}
        left_out = [code for code, codes in holders.items() if codes and not codes & there]
        if left_out:
            who = [
                m.name for m in season.team_on(sitting.date) if any(m.code in holders[c] for c in left_out)
            ]
            yield Fault(
                rows[0].at("unit"),
                f"Ngày {day_of(season, sitting.no)} có điểm phần {listed(left_out)}, nhưng người phụ trách "
                f"({listed(who) or 'đã thôi tham gia Đoàn'}) không có mặt.",
                "Ghi rõ ai chấm thay: bổ sung phần phụ trách ở bảng Đoàn kiểm tra, hoặc sửa bảng Điểm danh.",
                listed(left_out),
            )


def _holders(season: Season, section: Section) -> set[str]:
    return {member.code for member in season.team if section.code in member.sections}


@rule("DIEM-14", ERROR, "Điểm in ra đủ chữ số thập phân nên cộng lại đúng")
def printed_figures_add_up(season: Season) -> Iterator[Fault]:
    """Compare the printed places with the decimals of all that scores are made of.

    With fewer places 89 + 2 - 1 would be printed as 90 beside a level that 89,75 has.
    """
    general = season.general
    figures = {
        "bước điểm": [general.step],
        "điểm tối đa của tiêu chí": [criterion.max_points for criterion in season.criteria],
        "mức tối đa của mục thưởng, trừ": [rule.cap for rule in season.award_rules],
        "điểm thưởng, trừ": [award.points for award in season.awards],
        "điểm thưởng, trừ tối đa": [general.bonus_cap, general.penalty_cap],
    }
    longest = {name: max(points, key=_decimals) for name, points in figures.items() if points}
    name, figure = max(longest.items(), key=lambda item: _decimals(item[1]))
    if _decimals(figure) > general.places:
        yield Fault(
            general.at("places"),
            f"Điểm in {pad2(general.places)} chữ số thập phân, nhưng {name} là {format_number(figure)}: "
            "số in ra bị làm tròn, cộng lại không đúng và có thể trái với mức xếp loại.",
            f"Ghi ít nhất {_decimals(figure)} ở mục Số chữ số thập phân của Thông tin chung.",
            str(general.places),
        )


def _decimals(figure: Decimal) -> int:
    """Count the digits after the comma that say something: 2 for 0,25, none for 1,00."""
    return max(-int(figure.normalize().as_tuple().exponent), 0)
