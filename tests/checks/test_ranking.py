from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from docgen.records import (
    Award,
    Condition,
    Formula,
    GeneralRemark,
    GeneralRemarkKind,
    Knockout,
    Ruling,
    Season,
)
from tests.checks.asking import GOOD, but, found, the
from tests.factory import make_general, make_season, planning_season

REFERENCE = "Biên bản số 19/BB-BTT ngày 26/10/2023"


def _ruled(unit: str, **fields: Any) -> tuple[Ruling, ...]:
    return (Ruling(unit=unit, **fields),)


@pytest.mark.parametrize(("total", "count"), [("94", 0), ("94.00", 0), ("93.75", 1)])
def test_published_total_is_the_recomputed_one(total: str, count: int) -> None:
    season = make_season(rulings=_ruled("HH", published_total=Decimal(total)))
    assert len(found("XL-01", season)) == count


def test_both_totals_are_named() -> None:
    problem = the("XL-01", make_season(rulings=_ruled("HH", published_total=Decimal("93.75"))))
    assert problem.message == "Phường Hòa Hương: tổng điểm đã công bố 93,75, tính lại là 94,00."
    assert problem.where.sheet == "Quyết định xếp loại"


def test_a_total_cannot_be_published_before_there_are_scores() -> None:
    season = planning_season(rulings=_ruled("HH", published_total=Decimal(94)))
    assert "chưa đủ điểm" in the("XL-01", season).message


def test_weights_make_up_the_whole() -> None:
    general = make_general(formula=Formula.WEIGHTED, weight_self=Decimal(30))
    assert "110%" in the("XL-01", make_season(general=general)).message


def test_published_rank_is_the_computed_one() -> None:
    assert not found("XL-02", make_season(rulings=_ruled("HH", published_rank=1)))
    problem = the("XL-02", make_season(rulings=_ruled("ĐT", published_rank=2)))
    assert problem.message == "Xã Đức Thượng: đã công bố hạng 2, tính lại là hạng 3."


def test_tie_order_is_understood() -> None:
    general = make_general(tie_order=("điểm chuẩn", "phần X"))
    assert the("XL-02", make_season(general=general)).found == "phần X"


def test_levels_stand_from_the_best_down() -> None:
    levels = but(GOOD.levels, "T", minimum=Decimal(90))
    problem = the("XL-02", make_season(levels=levels))
    assert problem.message.startswith("Mức Tốt (từ 90) đứng sau mức Xuất sắc (từ 90)")
    assert problem.where.cell == "C3"


def test_levels_set_by_hand_keep_the_quota() -> None:
    # Two units reach Xuất sắc, one place: the second is Tốt by computation.
    rulings = _ruled("QL", level="XS", reason="Đã có kết luận", reference=REFERENCE)
    problem = the("XL-03", make_season(rulings=rulings))
    assert problem.message == (
        "Mức Xuất sắc có 02 đơn vị, vượt chỉ tiêu 01 đơn vị; ấn định mức này: xã Quế Lộc."
    )
    assert not found(
        "XL-03", make_season(rulings=(*rulings, *_ruled("HH", level="T", reason="x", reference="y")))
    )


def _disciplined(level: str) -> Season:
    award = Award(
        unit="AX", code="P4", points=Decimal(2), reason="Khiển trách 01 cán bộ", evidence="Quyết định"
    )
    rulings = _ruled("AX", level=level, reason="Đã xem xét", reference=REFERENCE)
    return make_season(
        awards=(*GOOD.awards, award), rulings=rulings, levels=but(GOOD.levels, "XS", quota=None)
    )


@pytest.mark.parametrize(("level", "count"), [("XS", 1), ("T", 0), ("K", 0)])
def test_levels_set_by_hand_keep_below_a_knockout(level: str, count: int) -> None:
    assert len(found("XL-04", _disciplined(level))) == count


def test_a_knockout_is_named_with_its_reason() -> None:
    assert the("XL-04", _disciplined("XS")).message == (
        "Phường An Xuân được ấn định mức Xuất sắc, nhưng không quá mức Tốt vì có cán bộ bị kỷ luật (K3)."
    )


def test_a_unit_that_is_not_ranked_gets_no_level() -> None:
    own = tuple(
        row.model_copy(update={"scores": dict.fromkeys(row.scores)}) if row.unit == "AX" else row
        for row in GOOD.self_scores
    )
    season = make_season(self_scores=own, rulings=_ruled("AX", level="Y", reason="x", reference="y"))
    assert "không được xếp loại vì không nộp báo cáo tự chấm (K4)" in the("XL-04", season).message


def test_a_knockout_has_a_parameter_that_can_be_used() -> None:
    knockouts = (
        *GOOD.knockouts,
        Knockout(code="K5", condition=Condition.CRITERION_ZERO, parameter="IX.9", ceiling="T", reason="x"),
    )
    assert the("XL-04", make_season(knockouts=knockouts)).found == "IX.9"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": "Đã khắc phục"}, "chưa ghi căn cứ biên bản họp"),
        ({"reference": REFERENCE}, "chưa ghi lý do"),
        ({}, "chưa ghi lý do và căn cứ biên bản họp"),
    ],
)
def test_a_level_set_by_hand_has_a_reason(fields: dict[str, Any], words: str) -> None:
    problem = the("XL-05", make_season(rulings=_ruled("AX", level="T", **fields)))
    assert words in problem.message
    assert "(tính theo điểm: Khá)" in problem.message


def test_a_level_that_is_computed_as_well_needs_none() -> None:
    assert not found("XL-05", make_season(rulings=_ruled("AX", level="K")))
    given = {"reason": "Đã khắc phục", "reference": REFERENCE}
    assert not found("XL-05", make_season(rulings=_ruled("AX", level="T", **given)))


def _concluded(text: str, kind: GeneralRemarkKind = GeneralRemarkKind.STRENGTH) -> Season:
    return make_season(general_remarks=(*GOOD.general_remarks, GeneralRemark(kind=kind, text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "Có 02 đơn vị xếp loại Xuất sắc.",
        "Kết quả: Xuất sắc: 02 đơn vị, Tốt: 02 đơn vị.",
        "Có 02 xã, phường đạt loại xuất sắc và 02 đơn vị xếp loại Tốt.",
        "Có 2 đơn vị hoàn thành xuất sắc nhiệm vụ; còn lại đều khá.",
    ],
)
def test_counts_of_levels_are_those_of_the_ranking(text: str) -> None:
    problem = the("XL-06", _concluded(text))
    assert "có 01 đơn vị mức Xuất sắc" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Có 01 đơn vị xếp loại Xuất sắc, 02 đơn vị xếp loại Tốt, 01 đơn vị xếp loại Khá.",
        "Có 01 đơn vị xếp loại Tốt có điểm cao nhất được biểu dương.",
        "Năm nay làm tốt 04 đơn vị, còn 3 đơn vị chậm.",
    ],
)
def test_right_counts_and_parts_are_left_alone(text: str) -> None:
    assert not found("XL-06", _concluded(text))


@pytest.mark.parametrize("kind", [GeneralRemarkKind.AWARD, GeneralRemarkKind.REQUEST])
def test_a_proposal_may_be_for_some_of_a_level_but_not_for_more(kind: GeneralRemarkKind) -> None:
    assert not found("XL-06", _concluded("Đề nghị khen 01 đơn vị xếp loại Tốt.", kind))
    assert found("XL-06", _concluded("Đề nghị khen 03 đơn vị xếp loại Tốt.", kind))


@pytest.mark.parametrize(
    "text",
    [
        "Toàn thành phố có ba đơn vị Xuất sắc.",
        "Có 05 đơn vị Xuất sắc tiêu biểu được nhân rộng.",
        "Năm xã, phường đạt loại Tốt; còn lại là Khá.",
        "Xuất sắc: hai đơn vị, Tốt: hai đơn vị.",
    ],
)
def test_a_wrong_count_of_a_level_in_words_or_within_a_sentence_is_told(text: str) -> None:
    assert the("XL-06", _concluded(text)).where.sheet == "Nhận xét chung"


@pytest.mark.parametrize(
    "text",
    [
        "Có một đơn vị Xuất sắc và hai đơn vị Tốt.",
        "Có 01 đơn vị Xuất sắc tiêu biểu được nhân rộng.",
        "Có 04 đơn vị xếp loại Xuất sắc, Tốt.",
        "Trong năm đơn vị xếp loại Tốt có nhiều cố gắng.",
    ],
)
def test_a_right_count_of_a_level_or_of_some_of_it_is_none(text: str) -> None:
    assert not found("XL-06", _concluded(text))


def test_the_lowest_level_takes_everybody() -> None:
    problem = the("XL-07", planning_season(levels=GOOD.levels[:-1]))
    assert "đơn vị dưới 50 điểm không có mức nào" in problem.message
    assert problem.found == "50"


@pytest.mark.parametrize("season", [planning_season, make_season])
def test_levels_are_due_with_the_first_scores(season: Callable[..., Season]) -> None:
    assert len(found("XL-09", season(levels=(), knockouts=()))) == (season is make_season)
    begun = planning_season(levels=(), knockouts=(), self_scores=GOOD.self_scores[:1])
    assert the("XL-09", begun).where.sheet == "Xếp loại"


def _tied(**changes: Any) -> Season:
    """Let Quế Lộc have what Hòa Hương has: two first ranks for one place at the best level."""
    best = next(row for row in GOOD.team_scores if row.unit == "HH")
    team = tuple(
        row.model_copy(update={"scores": best.scores}) if row.unit == "QL" else row
        for row in GOOD.team_scores
    )
    return make_season(**({"team_scores": team, "awards": ()} | changes))


def test_a_place_that_nobody_got_is_told() -> None:
    problem = the("XL-08", _tied())
    assert problem.message == (
        "Mức Xuất sắc còn 01 chỗ nhưng phường Hòa Hương và xã Quế Lộc đồng hạng 1, nên không đơn vị nào "
        "trong số này được xếp mức Xuất sắc."
    )
    assert problem.where.sheet == "Xếp loại"


def test_a_vote_or_levels_set_by_hand_settle_it() -> None:
    assert not found("XL-08", _tied(rulings=_ruled("HH", vote_order=1) + _ruled("QL", vote_order=2)))
    given = {"reason": "Biểu quyết", "reference": REFERENCE}
    assert not found("XL-08", _tied(rulings=_ruled("HH", level="XS", **given) + _ruled("QL", level="T")))


def test_a_quota_that_is_filled_or_wide_enough_leaves_no_place() -> None:
    assert not found("XL-08", make_season())
    assert not found("XL-08", _tied(levels=but(GOOD.levels, "XS", quota=2)))
