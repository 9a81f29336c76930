"""How the scores of a season are summed, and how equal units are told apart."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from docgen.records import CrossScores, Formula, RankStyle, Ruling, SelfScores
from docgen.scoring import ScoredBy, rank, rule_problems, totals
from tests.factory import changed, make_general, make_season, planning_season, scores, scores_of
from tests.scoring_cases import CRITERIA, award, of, ranks, season_of, typed

# --- Sums ---------------------------------------------------------------------------------------


def test_sections_and_total_are_summed_exactly() -> None:
    found = totals(season_of({"HH": "19,25 18,5 19 18,25 0,75"}), "HH", ScoredBy.TEAM)
    assert found.sections == {"I": Decimal("56.75"), "II": Decimal(19)}
    assert found.total == Decimal("75.75")


def test_not_scored_adds_nothing_and_leaves_the_other_criteria() -> None:
    found = totals(season_of({"HH": "19 KC 19 KC KC"}), "HH", ScoredBy.TEAM)
    assert found.sections == {"I": Decimal(38), "II": None}
    assert found.total == Decimal(38)
    assert not found.left_out


def test_an_empty_cell_leaves_its_section_and_the_total_unknown() -> None:
    season = make_season(
        team_scores=scores({"HH": {"I.1": "19", "I.2": "", "I.3": "1", "II.1": "18", "II.2": "2"}})
    )
    found = totals(season, "HH", ScoredBy.TEAM)
    assert found.sections == {"I": None, "II": Decimal(20)}
    assert found.total is None


def test_a_source_that_scored_nothing_on_purpose_is_told_from_one_that_is_missing() -> None:
    season = season_of(
        {"HH": "19 19 19 19 19"}, cross_scores=scores_of(CrossScores, {"HH": dict.fromkeys(CRITERIA, "KC")})
    )
    assert totals(season, "HH", ScoredBy.CROSS).left_out
    assert not totals(planning_season(), "HH", ScoredBy.CROSS).left_out


def test_the_base_score_is_the_teams_total() -> None:
    assert of(make_season(), "ĐT").base == Decimal(85)


WEIGHTED = make_general(formula=Formula.WEIGHTED)


def test_a_weighted_base_score_is_rounded_half_up_to_the_printed_places() -> None:
    season = season_of(
        {"HH": "18 18 18 18 18,25"},  # 90,25
        general=WEIGHTED,
        self_scores=scores_of(SelfScores, {"HH": dict.fromkeys(CRITERIA, "20")}),
        cross_scores=scores_of(CrossScores, {"HH": typed("18 18 18 18 19,5")}),
    )
    # 0,2 x 100 + 0,3 x 91,5 + 0,5 x 90,25 = 92,575
    assert of(season, "HH").base == Decimal("92.58")


def test_without_cross_check_its_weight_goes_to_the_others() -> None:
    season = season_of(
        {"HH": "18 18 18 18 18"},
        general=WEIGHTED,
        self_scores=scores_of(SelfScores, {"HH": dict.fromkeys(CRITERIA, "20")}),
        cross_scores=scores_of(CrossScores, {"HH": dict.fromkeys(CRITERIA, "KC")}),
    )
    # (20 x 100 + 50 x 90) / 70 = 92,857...
    assert of(season, "HH").base == Decimal("92.86")


def test_a_weighted_base_score_waits_for_every_source() -> None:
    result = of(season_of({"HH": "18 18 18 18 18"}, general=WEIGHTED, cross_scores=()), "HH")
    assert (result.base, result.final, result.rank, result.level) == (None, None, None, "")


# --- Bonus and penalty --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "bonus", "penalty"),
    [
        ([("T1", "1"), ("T2", "0.5")], "1.5", "0"),
        ([("T1", "1.5"), ("T1", "1")], "2", "0"),  # T1 gives at most 2
        ([("T1", "2"), ("T2", "1.5")], "3", "0"),  # all bonus at most 3
        ([("P1", "0.5"), ("P2", "0.25")], "0", "0.75"),
        ([("P1", "9")], "0", "2"),  # P1 takes at most 2
        ([("P1", "2"), ("P2", "2"), ("P4", "2")], "0", "4.5"),  # all penalties at most 4,5
        ([("T1", "1"), ("P1", "1")], "1", "1"),
    ],
)
def test_bonus_and_penalty_stop_at_the_cap_of_the_rule_and_at_the_overall_cap(
    lines: list[tuple[str, str]], bonus: str, penalty: str
) -> None:
    season = season_of(
        {"HH": "16 16 16 16 16"},
        general=make_general(bonus_cap=Decimal(3), penalty_cap=Decimal("4.5")),
        awards=tuple(award("HH", *line) for line in lines),
    )
    result = of(season, "HH")
    assert (result.bonus, result.penalty) == (Decimal(bonus), Decimal(penalty))
    assert result.final == 80 + Decimal(bonus) - Decimal(penalty)
    assert sum(line.points for line in result.awards) == Decimal(bonus) + Decimal(penalty)


def test_each_counted_line_tells_what_the_caps_left_of_it() -> None:
    season = season_of({"HH": "16 16 16 16 16"}, awards=(award("HH", "T1", "1.5"), award("HH", "T1", "1")))
    assert [line.points for line in of(season, "HH").awards] == [Decimal("1.5"), Decimal("0.5")]


# --- Ties ---------------------------------------------------------------------------------------

TIED = {"AX": "16 16 16 16 16", "QL": "16 16 16 16 16"}


@pytest.mark.parametrize(
    ("term", "rows", "lines", "why"),
    [
        (
            "điểm chuẩn",
            {"AX": "16 16 16 16 15", "QL": "16 16 16 16 16"},
            [("AX", "T1", "1")],
            "tổng điểm chuẩn cao hơn (80,00 > 79,00)",
        ),
        (
            "phần II",
            {"AX": "16 16 16 16 16", "QL": "15 16 16 16,5 16,5"},
            [],
            "điểm phần II cao hơn (33,00 > 32,00)",
        ),
        (
            "tiêu chí II.1",
            {"AX": "16 16 16 15,75 16,25", "QL": "16 16 16 16 16"},
            [],
            "điểm tiêu chí II.1 cao hơn (16,00 > 15,75)",
        ),
        (
            "ít điểm trừ",
            TIED,
            [("AX", "T1", "0.5"), ("AX", "P1", "0.5")],
            "tổng điểm trừ ít hơn (0,00 < 0,50)",
        ),
    ],
)
def test_each_term_of_the_tie_order_decides_and_is_explained(
    term: str, rows: dict[str, str], lines: list[tuple[str, str, str]], why: str
) -> None:
    season = season_of(
        rows,
        general=make_general(tie_order=(term,)),
        awards=tuple(award(*line) for line in lines),
    )
    ranking = rank(season)
    assert ranks(ranking) == {"QL": 1, "AX": 2}
    assert ranking.by_unit["QL"].note == f"Bằng điểm với An Xuân, xếp trên do {why}"
    assert ranking.by_unit["AX"].note == ""


def test_a_vote_breaks_a_tie() -> None:
    rulings = (Ruling(unit="AX", vote_order=2), Ruling(unit="QL", vote_order=1))
    ranking = rank(season_of(TIED, rulings=rulings))
    assert ranks(ranking) == {"QL": 1, "AX": 2}
    assert ranking.by_unit["QL"].note == "Bằng điểm với An Xuân, xếp trên do Ban Thường trực biểu quyết"


def test_a_vote_for_the_winner_alone_is_enough() -> None:
    assert ranks(rank(season_of(TIED, rulings=(Ruling(unit="QL", vote_order=1),)))) == {"QL": 1, "AX": 2}


def test_a_vote_counts_for_nothing_where_the_order_does_not_name_it() -> None:
    season = season_of(
        TIED, general=make_general(tie_order=("điểm chuẩn",)), rulings=(Ruling(unit="QL", vote_order=1),)
    )
    assert rank(season).shared == {1: ("AX", "QL")}


def test_the_terms_are_asked_in_their_order() -> None:
    typed = {"AX": "15 16 16 16,5 16,5", "QL": "16 16 16 17 15"}  # AX: more in II, QL: more in II.1
    for order, first in ((("phần II", "tiêu chí II.1"), "AX"), (("tiêu chí II.1", "phần II"), "QL")):
        assert rank(season_of(typed, general=make_general(tie_order=order))).results[0].unit == first


@pytest.mark.parametrize(
    "term", ["Biểu Quyết", "  biểu   quyết ", unicodedata.normalize("NFD", "biểu quyết"), "PHẦN ii"]
)
def test_the_tie_order_may_be_typed_in_any_case_and_composition(term: str) -> None:
    assert rule_problems(make_season(general=make_general(tie_order=(term,)))) == []


def test_old_and_new_tone_placement_name_the_same_criterion() -> None:
    season = make_season()
    first = changed(season.criteria[0], code="Hoà")
    general = make_general(tie_order=("tiêu chí Hòa",))
    assert rule_problems(make_season(criteria=(first, *season.criteria[1:]), general=general)) == []


@pytest.mark.parametrize(("style", "last"), [(RankStyle.SKIP, 3), (RankStyle.DENSE, 2)])
def test_a_tie_that_stands_is_a_shared_rank(style: RankStyle, last: int) -> None:
    ranking = rank(season_of(TIED | {"HH": "15 16 16 16 16"}, general=make_general(rank_style=style)))
    assert ranks(ranking) == {"AX": 1, "QL": 1, "HH": last}
    assert ranking.shared == {1: ("AX", "QL")}
    assert ranking.by_unit["AX"].note == "Đồng hạng 1 với Quế Lộc"
    assert ranking.by_unit["HH"].note == ""


def test_of_three_equal_units_one_may_be_told_apart_from_the_two_others() -> None:
    ranking = rank(season_of(TIED | {"HH": "15 16 16 17 16"}))
    assert ranks(ranking) == {"HH": 1, "AX": 2, "QL": 2}
    assert (
        ranking.by_unit["HH"].note
        == "Bằng điểm với An Xuân và Quế Lộc, xếp trên do điểm phần II cao hơn (33,00 > 32,00)"
    )


def test_scores_that_print_alike_are_not_equal() -> None:
    ranking = rank(season_of({"AX": "16 16 16 16 16,001", "QL": "16 16 16 16 16,004"}))
    assert ranks(ranking) == {"QL": 1, "AX": 2}
    assert ranking.by_unit["QL"].note == ""
