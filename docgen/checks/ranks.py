"""Rules for what is published of the ranking, against what the records give (XL)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import (
    count_of,
    count_pattern,
    listed,
    many,
    repeated,
    says_something,
    sheet_of,
    unit_named,
)
from docgen.records import GeneralRemark, GeneralRemarkKind, Level, Ruling, Season, Stage
from docgen.scoring import Ranking, Result, rank, rule_problems
from docgen.scoring.levels import lowest_ceiling
from docgen.viet import format_number, format_score, pad2, sentence_start


def _unusable(season: Season, code: str) -> Iterator[Fault]:
    """Give what scoring says of the office's own rules under one code."""
    for problem in rule_problems(season):
        if problem.code == code:
            yield Fault(problem.where, problem.message, problem.remedy, problem.found)


def _unit_of(season: Season, ruling: Ruling) -> str:
    return sentence_start(unit_named(season, ruling.unit))


@rule("XL-01", ERROR, "Tổng điểm đã công bố bằng tổng điểm tính lại")
def published_totals_agree(season: Season) -> Iterator[Fault]:
    """Compare the published total with the recomputed one; weights must make up 100%."""
    yield from _unusable(season, "XL-01")
    published = [ruling for ruling in season.rulings if ruling.published_total is not None]
    results = rank(season).by_unit if published else {}
    for ruling in published:
        result, total = results.get(ruling.unit), ruling.published_total
        if result is None or total is None or result.final == total:
            continue
        known = (
            "chưa đủ điểm để tính lại"
            if result.final is None
            else f"tính lại là {format_score(result.final)}"
        )
        yield Fault(
            ruling.at("published_total"),
            f"{_unit_of(season, ruling)}: tổng điểm đã công bố {format_score(total)}, {known}.",
            "Đối chiếu điểm, thưởng, trừ; nếu đã ban hành sai thì phải ra văn bản thay thế.",
            format_score(total),
        )


@rule("XL-02", ERROR, "Thứ hạng đã công bố đúng điểm và đúng thứ tự xét; bảng mức xếp từ cao xuống thấp")
def published_ranks_agree(season: Season) -> Iterator[Fault]:
    """Compare the published rank with the computed one; tie order and levels must be usable."""
    yield from _unusable(season, "XL-02")
    yield from repeated(season.levels, "code", "Mã mức")
    for better, worse in pairwise(season.levels):
        if worse.minimum >= better.minimum:
            yield Fault(
                worse.at("minimum"),
                f"Mức {worse.name} (từ {format_number(worse.minimum)}) đứng sau mức {better.name} "
                f"(từ {format_number(better.minimum)}) nhưng điểm không thấp hơn.",
                "Xếp các mức từ cao nhất đến thấp nhất.",
                format_number(worse.minimum),
            )
    published = [ruling for ruling in season.rulings if ruling.published_rank is not None]
    results = rank(season).by_unit if published else {}
    for ruling in published:
        result, place = results.get(ruling.unit), ruling.published_rank
        if result is None or place is None or result.rank == place:
            continue
        known = "tính lại không có hạng" if result.rank is None else f"tính lại là hạng {result.rank}"
        note = f" ({result.note})" if result.note else ""
        yield Fault(
            ruling.at("published_rank"),
            f"{_unit_of(season, ruling)}: đã công bố hạng {place}, {known}{note}.",
            "Đối chiếu điểm và thứ tự xét khi bằng điểm; nếu đã ban hành sai thì phải ra văn bản thay thế.",
            str(place),
        )


def _ruled(season: Season) -> list[Ruling]:
    return [ruling for ruling in season.rulings if ruling.level]


def _names(season: Season) -> dict[str, str]:
    return {level.code: level.name for level in season.levels}


@rule("XL-03", ERROR, "Số đơn vị ở mỗi mức không vượt chỉ tiêu")
def quotas_hold(season: Season) -> Iterator[Fault]:
    """Count again after the levels set by hand; what is computed keeps the quotas by itself."""
    ruled = _ruled(season)
    counts = rank(season).counts if ruled else {}
    for level in season.levels:
        count = counts.get(level.code, 0)
        raised = [ruling for ruling in ruled if ruling.level == level.code]
        if raised and level.quota is not None and count > level.quota:
            yield Fault(
                raised[-1].at("level"),
                f"Mức {level.name} có {many(count, 'đơn vị')}, vượt chỉ tiêu "
                f"{many(level.quota, 'đơn vị')}; ấn định "
                f"mức này: {listed(unit_named(season, ruling.unit) for ruling in raised)}.",
                "Ấn định mức thấp hơn cho đơn vị khác, hoặc sửa chỉ tiêu ở bảng Xếp loại.",
                many(count, "đơn vị"),
            )


@rule("XL-04", ERROR, "Không xếp loại vượt mức khống chế")
def knockouts_hold(season: Season) -> Iterator[Fault]:
    """Hold levels set by hand against the knock-outs, whose parameters must be usable."""
    yield from _unusable(season, "XL-04")
    ruled = _ruled(season)
    results = rank(season).by_unit if ruled else {}
    order = {level.code: place for place, level in enumerate(season.levels)}
    for ruling in ruled:
        result = results.get(ruling.unit)
        for knockout in result.knockouts if result else ():
            if knockout.ceiling and order[knockout.ceiling] <= order.get(ruling.level, 0):
                continue
            names = _names(season)
            limit = f"không quá mức {names[knockout.ceiling]}" if knockout.ceiling else "không được xếp loại"
            yield Fault(
                ruling.at("level"),
                f"{_unit_of(season, ruling)} được ấn định mức {names.get(ruling.level, ruling.level)}, nhưng "
                f"{limit} vì {knockout.reason} ({knockout.code}).",
                "Bỏ hoặc hạ mức ấn định.",
                names.get(ruling.level, ruling.level),
            )


@rule("XL-05", WARNING, "Mức xếp loại ấn định có lý do và căn cứ biên bản họp")
def rulings_have_a_reason(season: Season) -> Iterator[Fault]:
    """Look at the levels that differ from the computed ones."""
    ruled = [
        ruling
        for ruling in _ruled(season)
        if not (says_something(ruling.reason) and says_something(ruling.reference))
    ]
    results = rank(season).by_unit if ruled else {}
    names = _names(season)
    for ruling in ruled:
        result = results.get(ruling.unit)
        if result is None or result.computed_level == ruling.level:
            continue
        missing = [
            text
            for text, value in (("lý do", ruling.reason), ("căn cứ biên bản họp", ruling.reference))
            if not says_something(value)
        ]
        computed = names.get(result.computed_level, "không xếp loại")
        yield Fault(
            ruling.at("reference" if says_something(ruling.reason) else "reason"),
            f"{_unit_of(season, ruling)} được ấn định mức {names.get(ruling.level, ruling.level)} "
            f"(tính theo điểm: {computed}) nhưng chưa ghi {listed(missing)}.",
            "Ghi lý do và số, ngày biên bản họp Ban Thường trực.",
        )


@rule("XL-06", ERROR, "Số đơn vị từng mức ghi trong câu chữ bằng bảng xếp loại")
def counts_in_texts_agree(season: Season) -> Iterator[Fault]:
    """Compare "04 đơn vị xếp loại Xuất sắc" in general remarks with the ranking.

    A count that goes on ("02 đơn vị xếp loại Tốt có điểm cao nhất") and one in a request or a proposal
    of awards may mean some of them: only a number above that of the table is wrong there.
    """
    said = list(_said_counts(season))
    ranking = rank(season) if said else None
    if ranking is None or not _is_whole(ranking):
        return
    for remark, words, number, level, means_all in said:
        count = ranking.counts.get(level.code, 0)
        if number > count or (means_all and number < count):
            yield Fault(
                remark.at("text"),
                f"Câu ghi “{words}”, nhưng bảng xếp loại có {many(count, 'đơn vị')} mức {level.name}.",
                f"Sửa con số thành {pad2(count)}, hoặc xem lại điểm và quyết định xếp loại.",
                words,
            )


def _is_whole(ranking: Ranking) -> bool:
    return all(result.final is not None for result in ranking.results)


_NOT_COUNTING = {GeneralRemarkKind.REQUEST, GeneralRemarkKind.AWARD}


def _said_counts(season: Season) -> Iterator[tuple[GeneralRemark, str, int, Level, bool]]:
    """Give every count of a level: the remark, its words, the number, the level, whether all are meant."""
    called = "|".join(re.escape(word) for word in ("đơn vị", season.general.units_called) if word)
    every = "|".join(re.escape(level.name) for level in season.levels)
    number, several = count_pattern(), rf"(?!\s*(?:,|và|hoặc|đến|-)\s*[“\"]?(?i:{every})\b)"
    for level in season.levels:
        verb = r"(?i:(?:được\s+)?(?:xếp\s+loại|đạt\s+loại|đạt\s+mức|xếp|đạt|loại)\s+)"
        # The name with its capital, as "tốt" and "khá" are words of every sentence; any case after a verb.
        named = rf"{re.escape(level.name)}|{verb}[“\"]?(?i:{re.escape(level.name)})"
        namesakes = [other for other in season.levels if other.full_name == level.full_name]
        if level.full_name and len(namesakes) == 1:
            named = rf"{named}|(?i:{re.escape(level.full_name)})"
        ends = r"(?P<ends>(?=\s*(?:[,;.:()]|và\b|$)))?"
        after = re.compile(
            rf"(?<![\d/.,])({number})\s+(?i:{called})\s+[“\"]?(?:{named})(?!\w)[”\"]?{several}{ends}"
        )
        before = re.compile(rf"(?<!\w)(?:{named})[”\"]?(?:\s*:\s*|\s+)({number})\s+(?i:{called})(?!\w){ends}")
        for remark in season.general_remarks:
            text = unicodedata.normalize("NFC", remark.text)
            for match in (*after.finditer(text), *before.finditer(text)):
                means_all = match["ends"] is not None and remark.kind not in _NOT_COUNTING
                yield remark, match[0].strip(), count_of(match[1]), level, means_all


def _has_scores(season: Season) -> bool:
    rows = (*season.self_scores, *season.cross_scores, *season.team_scores)
    return any(row.scores for row in rows)


@rule("XL-07", WARNING, "Mức xếp loại thấp nhất bắt đầu từ 0 điểm")
def lowest_level_begins_at_nothing(season: Season) -> Iterator[Fault]:
    """Look at the lowest level; a unit below it would have none."""
    lowest = min(season.levels, key=lambda level: level.minimum, default=None)
    if lowest is not None and lowest.minimum > 0:
        bound = format_number(lowest.minimum)
        yield Fault(
            lowest.at("minimum"),
            f"Mức thấp nhất là {lowest.name}, từ {bound} điểm: đơn vị dưới {bound} điểm không có mức nào.",
            "Sửa mức này thành từ 0 điểm, hoặc thêm một mức thấp hơn bắt đầu từ 0.",
            bound,
        )


@rule("XL-08", WARNING, "Không có đơn vị đồng hạng ở ranh giới chỉ tiêu")
def nobody_is_tied_across_a_quota(season: Season) -> Iterator[Fault]:
    """Tell of places that nobody got: units of one rank are treated alike, and there was not room for all.

    A quota is "không quá"; the Standing Committee may vote, or set levels by hand.
    """
    limited = [(place, level, level.quota) for place, level in enumerate(season.levels[:-1]) if level.quota]
    ranking = rank(season) if limited else None
    if ranking is None or not _is_whole(ranking):
        return
    ruled = {ruling.unit for ruling in _ruled(season)}
    for place, level, quota in limited:
        tied = _first_without_a_place(season, ranking, place)
        taken = sum(result.computed_level == level.code for result in ranking.results)
        if taken < quota and tied and not ruled.issuperset(result.unit for result in tied):
            yield Fault(
                level.at("quota"),
                f"Mức {level.name} còn {many(quota - taken, 'chỗ')} nhưng "
                f"{listed(unit_named(season, result.unit) for result in tied)} đồng hạng {tied[0].rank}, "
                f"nên không đơn vị nào trong số này được xếp mức {level.name}.",
                "Ghi Thứ tự biểu quyết hoặc Xếp loại ấn định cho các đơn vị này ở bảng Quyết định xếp loại.",
                str(quota),
            )


def _first_without_a_place(season: Season, ranking: Ranking, place: int) -> list[Result]:
    """Give the units of the best rank that the quota of a level kept out of it."""
    order = {level.code: number for number, level in enumerate(season.levels)} | {"": len(season.levels)}
    kept_out = [
        result
        for result in ranking.results
        if result.rank is not None
        and result.level_by_score
        and order[lowest_ceiling(season, result.level_by_score, result.knockouts)] <= place
        and order[result.computed_level] > place
    ]
    return [result for result in kept_out if result.rank == kept_out[0].rank]


@rule("XL-09", ERROR, "Đã có điểm thì phải có bảng mức xếp loại")
def scores_have_levels(season: Season) -> Iterator[Fault]:
    """Levels may wait until the first scores, no longer than that."""
    if not season.levels and (_has_scores(season) or season.general.stage is Stage.FINAL):
        yield Fault(
            sheet_of(season, Level),
            f"Bảng {Level.sheet.title} chưa có mức nào nên không xếp loại được.",
            "Điền các mức theo hướng dẫn thi đua, từ cao nhất đến thấp nhất.",
        )
