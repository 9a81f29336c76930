"""Levels: thresholds, knock-outs, quotas, rulings, and rules that cannot be applied."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.records import Condition, Formula, Knockout, Ruling
from docgen.scoring import rank, rule_problems
from tests.factory import changed, make_general, make_season, planning_season
from tests.factory_office import award_rules, levels
from tests.scoring_cases import award, of, ranks, season_of

# --- Levels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("18 18 18 18 18", "XS"),  # 90 is Xuất sắc
        ("18 18 18 18 17,999", "T"),  # 89,999 is not, though it prints as 90,00
        ("16 16 16 16 16", "T"),
        ("16 16 16 16 15,75", "K"),
        ("13 13 13 13 13", "K"),
        ("13 13 13 13 12,75", "TB"),
        ("10 10 10 10 10", "TB"),
        ("10 10 10 10 9,75", "Y"),
        ("0 0 0 0 0", "Y"),
    ],
)
def test_a_level_begins_at_its_lowest_score(typed: str, level: str) -> None:
    result = of(season_of({"HH": typed}, knockouts=()), "HH")
    assert (result.level_by_score, result.level, result.note) == (level, level, "")


def test_below_the_lowest_level_there_is_none() -> None:
    result = of(season_of({"HH": "1 1 1 1 1"}, levels=levels(quota=None)[:3], knockouts=()), "HH")
    assert (result.rank, result.level, result.note) == (1, "", "Thấp hơn mức xếp loại thấp nhất")


# --- Knock-outs ---------------------------------------------------------------------------------


def knockout(condition: Condition, parameter: str, ceiling: str, reason: str = "có lý do") -> Knockout:
    return Knockout(code="K9", condition=condition, parameter=parameter, ceiling=ceiling, reason=reason)


@pytest.mark.parametrize(
    ("rule", "typed", "level"),
    [
        (knockout(Condition.SECTION_BELOW, "50", "K"), "20 20 20 10 9,75", "K"),
        (knockout(Condition.SECTION_BELOW, "50 %", "K"), "20 20 20 10 9,75", "K"),
        (knockout(Condition.SECTION_BELOW, "50", "K"), "20 20 20 10 10", "T"),  # exactly half is enough
        (knockout(Condition.SECTION_BELOW, "50", "K"), "20 20 20 KC KC", "TB"),  # not scored, not weak
        (knockout(Condition.CRITERION_ZERO, "II.2", "T"), "20 20 20 20 0", "T"),
        (knockout(Condition.CRITERION_ZERO, "II.2", "K"), "20 20 20 20 0", "K"),
        (knockout(Condition.CRITERION_ZERO, "II.2", "K"), "20 20 20 20 0,25", "T"),
        (knockout(Condition.CRITERION_ZERO, "II.2", "K"), "20 20 20 20 KC", "T"),
    ],
)
def test_a_knock_out_holds_a_unit_down(rule: Knockout, typed: str, level: str) -> None:
    assert of(season_of({"HH": typed}, knockouts=(rule,)), "HH").level == level


def test_a_penalty_knocks_out_even_where_the_cap_leaves_nothing_of_it() -> None:
    season = season_of(
        {"HH": "20 20 20 20 20"},
        general=make_general(penalty_cap=Decimal(0)),
        awards=(award("HH", "P4", "2"),),
        knockouts=(knockout(Condition.PENALTY_GIVEN, "P4", "T", "có cán bộ bị kỷ luật"),),
    )
    result = of(season, "HH")
    assert (result.final, result.level) == (Decimal(100), "T")
    assert result.note == "Đủ điểm Xuất sắc nhưng có cán bộ bị kỷ luật (K9)"


def test_knock_outs_of_one_code_are_alternatives_and_the_lowest_ceiling_holds() -> None:
    rules = (
        changed(knockout(Condition.CRITERION_ZERO, "II.1", "T", "chưa tổ chức giám sát"), code="K2"),
        changed(knockout(Condition.CRITERION_ZERO, "II.2", "T", "chưa tổ chức phản biện xã hội"), code="K2"),
        changed(knockout(Condition.SECTION_BELOW, "50", "TB", "có phần dưới 50% điểm tối đa"), code="K1"),
    )
    low = tuple(changed(level, minimum=Decimal(0)) for level in levels(quota=None)[:1])
    result = of(season_of({"HH": "20 20 20 0 0"}, knockouts=rules, levels=low + levels(quota=None)[1:]), "HH")
    assert result.level == "TB"
    assert result.note == (
        "Đủ điểm Xuất sắc nhưng chưa tổ chức giám sát (K2), chưa tổ chức phản biện xã hội (K2) "
        "và có phần dưới 50% điểm tối đa (K1)"
    )


def test_a_knock_out_never_lifts_a_unit_and_is_not_mentioned_where_it_changes_nothing() -> None:
    result = of(
        season_of({"HH": "13 13 13 13 0"}, knockouts=(knockout(Condition.CRITERION_ZERO, "II.2", "T"),)), "HH"
    )
    assert (result.level, result.note) == ("TB", "")
    assert [rule.code for rule in result.knockouts] == ["K9"]


def test_without_self_score_a_unit_has_neither_rank_nor_level_and_takes_no_rank_from_others() -> None:
    season = season_of({"HH": "19 19 19 19 19", "AX": "17 17 17 17 17"}, levels=levels(quota=1))
    season = make_season(**(dict(season) | {"self_scores": season.self_scores[1:]}))
    ranking = rank(season)
    knocked_out = ranking.by_unit["HH"]
    assert (knocked_out.final, knocked_out.rank, knocked_out.level) == (Decimal(95), None, "")
    assert knocked_out.note == "Không xếp loại, xếp hạng do không nộp báo cáo tự chấm (K4)"
    assert [result.unit for result in ranking.results] == ["AX", "HH"]
    assert ranking.by_unit["AX"].rank == 1


# --- Quotas -------------------------------------------------------------------------------------

FOUR = {"HH": "20 20 20 20 20", "ĐT": "19 20 20 20 20", "QL": "19 19 20 20 20", "AX": "19 19 19 20 20"}


def test_places_of_a_quota_go_by_rank_and_the_others_take_the_next_level() -> None:
    ranking = rank(season_of(FOUR, levels=levels(quota=2)))
    assert {r.unit: r.level for r in ranking.results} == {"HH": "XS", "ĐT": "XS", "QL": "T", "AX": "T"}
    assert ranking.counts == {"XS": 2, "T": 2, "K": 0, "TB": 0, "Y": 0}
    assert ranking.by_unit["QL"].note == "Đủ điểm Xuất sắc nhưng vượt chỉ tiêu 02 đơn vị"


def test_a_quota_of_zero_gives_nobody_the_level() -> None:
    assert rank(season_of(FOUR, levels=levels(quota=0))).counts["XS"] == 0


def test_a_unit_may_fall_through_two_full_levels() -> None:
    full = tuple(changed(level, quota=1) if level.code in {"XS", "T"} else level for level in levels(None))
    ranking = rank(season_of(FOUR, levels=full))
    assert [result.level for result in ranking.results] == ["XS", "T", "K", "K"]
    assert ranking.by_unit["QL"].note == (
        "Đủ điểm Xuất sắc nhưng vượt chỉ tiêu 01 đơn vị và vượt chỉ tiêu 01 đơn vị Tốt"
    )


def test_a_knocked_out_unit_takes_no_place_of_the_quota() -> None:
    season = season_of(
        FOUR,
        levels=levels(quota=1),
        awards=(award("HH", "P4", "0.25"),),
        knockouts=(knockout(Condition.PENALTY_GIVEN, "P4", "T"),),
    )
    ranking = rank(season)
    assert ranking.results[0].unit == "HH"
    assert {r.unit: r.level for r in ranking.results} == {"HH": "T", "ĐT": "XS", "QL": "T", "AX": "T"}


def test_equal_units_across_the_border_of_a_quota_stay_out_together_and_nobody_passes_them() -> None:
    typed = {"HH": "20 20 20 20 20", "ĐT": "19 20 20 20 20", "QL": "19 20 20 20 20", "AX": "19 19 20 20 20"}
    ranking = rank(season_of(typed, levels=levels(quota=2)))
    assert {r.unit: r.level for r in ranking.results} == {"HH": "XS", "ĐT": "T", "QL": "T", "AX": "T"}
    assert ranking.by_unit["ĐT"].note == (
        "Đồng hạng 2 với Quế Lộc; đủ điểm Xuất sắc nhưng vượt chỉ tiêu 02 đơn vị"
    )


def test_what_explains_the_rank_is_apart_from_what_explains_the_level() -> None:
    typed = {"HH": "20 20 20 20 20", "ĐT": "20 20 20 20 20"}
    result = of(season_of(typed, levels=levels(quota=1)), "HH")
    assert result.rank_reasons == ("đồng hạng 1 với Đức Thượng",)
    assert result.level_reasons == ("đủ điểm Xuất sắc nhưng vượt chỉ tiêu 01 đơn vị",)


def test_a_vote_opens_the_place_that_a_tie_closed() -> None:
    typed = {"HH": "20 20 20 20 20", "ĐT": "19 20 20 20 20", "QL": "19 20 20 20 20"}
    ranking = rank(season_of(typed, levels=levels(quota=2), rulings=(Ruling(unit="QL", vote_order=1),)))
    assert {r.unit: r.level for r in ranking.results} == {"HH": "XS", "QL": "XS", "ĐT": "T"}


# --- Rulings, missing scores, counts ------------------------------------------------------------


def test_a_ruling_sets_the_level_of_its_unit_alone_and_the_computed_one_stays_known() -> None:
    ruling = Ruling(unit="HH", level="T", reason="có đơn thư đang xem xét")
    ranking = rank(season_of(FOUR, levels=levels(quota=1), rulings=(ruling,)))
    result = ranking.by_unit["HH"]
    assert (result.rank, result.computed_level, result.level) == (1, "XS", "T")
    assert result.note == "Ban Thường trực quyết định xếp loại Tốt: có đơn thư đang xem xét"
    assert ranking.by_unit["ĐT"].level == "T"
    assert ranking.counts["XS"] == 0


def test_a_ruling_that_agrees_with_the_arithmetic_needs_no_note() -> None:
    assert of(season_of(FOUR, rulings=(Ruling(unit="HH", level="XS"),)), "HH").note == ""


def test_a_unit_without_team_scores_has_neither_rank_nor_level() -> None:
    season = make_season(team_scores=make_season().team_scores[1:], rulings=(Ruling(unit="HH", level="XS"),))
    ranking = rank(season)
    result = ranking.results[-1]
    assert (result.unit, result.final, result.rank, result.level) == ("HH", None, None, "")
    assert result.note == "Chưa đủ điểm để xếp hạng"
    assert result.bonus == 1
    assert ranking.by_unit["QL"].rank == 1


def test_before_the_first_day_nobody_is_ranked() -> None:
    season = planning_season()
    ranking = rank(season)
    assert [result.unit for result in ranking.results] == [unit.code for unit in season.units]
    assert set(ranks(ranking).values()) == {None}
    assert set(ranking.counts.values()) == {0}
    assert ranking.shared == {}


# --- Rules that cannot be applied ---------------------------------------------------------------


def test_the_rules_of_a_valid_season_can_be_applied() -> None:
    assert rule_problems(make_season()) == []


@pytest.mark.parametrize("term", ["điểm cộng", "phần IX", "tiêu chí II.9", "hoa", ""])
def test_an_unknown_term_of_the_tie_order_is_reported_at_its_cell(term: str) -> None:
    season = make_season(general=make_general(tie_order=("điểm chuẩn", term)))
    (problem,) = rule_problems(season)
    assert (problem.code, problem.is_error, problem.found) == ("XL-02", True, term)
    assert problem.where == season.general.at("tie_order")
    assert problem.where.sheet == "Thông tin chung"


@pytest.mark.parametrize(
    ("condition", "parameter"),
    [
        (Condition.SECTION_BELOW, "một nửa"),
        (Condition.SECTION_BELOW, ""),
        (Condition.SECTION_BELOW, "0"),
        (Condition.SECTION_BELOW, "150"),
        (Condition.CRITERION_ZERO, "IX.1"),
        (Condition.PENALTY_GIVEN, "P7"),
        (Condition.PENALTY_GIVEN, "T1"),  # a bonus
    ],
)
def test_a_knock_out_without_meaning_is_reported_at_its_cell(condition: Condition, parameter: str) -> None:
    season = make_season(knockouts=(knockout(condition, parameter, "T"),))
    (problem,) = rule_problems(season)
    assert (problem.code, problem.found) == ("XL-04", parameter)
    assert problem.where == season.knockouts[0].at("parameter")


def test_weights_must_make_a_hundred_where_they_are_used() -> None:
    weights = {"weight_self": Decimal(20), "weight_cross": Decimal(20), "weight_team": Decimal("50.5")}
    assert rule_problems(make_season(general=make_general(**weights))) == []
    (problem,) = rule_problems(make_season(general=make_general(formula=Formula.WEIGHTED, **weights)))
    assert (problem.code, problem.found) == ("XL-01", "90,5")


def test_the_factory_names_its_penalties_in_the_rules() -> None:
    assert {rule.code for rule in award_rules("I.2")} >= {line.code for line in make_season().awards}
