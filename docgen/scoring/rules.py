"""Whether the rules that the office wrote into its workbook can be applied at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.problem import Problem, Severity, Where
from docgen.records import AwardKind, Condition, Formula, Knockout, Season
from docgen.scoring.levels import percent_of
from docgen.scoring.ties import read_term
from docgen.viet import format_number

_HUNDRED = Decimal(100)


def rule_problems(season: Season) -> list[Problem]:
    """List what in the rules cannot be applied: weights (XL-01), tie order (XL-02), knock-outs (XL-04)."""
    return [*_weights(season), *_tie_order(season), *_knockouts(season)]


def _error(code: str, where: Where, message: str, remedy: str, found: str) -> Problem:
    return Problem(code, Severity.ERROR, where, message, found, remedy)


def _weights(season: Season) -> Iterator[Problem]:
    general = season.general
    total = general.weight_self + general.weight_cross + general.weight_team
    if general.formula is Formula.WEIGHTED and total != _HUNDRED:
        yield _error(
            "XL-01",
            general.at("weight_team"),
            f"Ba trọng số cộng lại là {format_number(total)}%, phải bằng 100%.",
            "Sửa trọng số của điểm tự chấm, chấm chéo và Đoàn chấm.",
            format_number(total),
        )


def _tie_order(season: Season) -> Iterator[Problem]:
    for text in season.general.tie_order:
        if read_term(season, text) is None:
            yield _error(
                "XL-02",
                season.general.at("tie_order"),
                f"Không hiểu “{text}” trong thứ tự xét khi bằng điểm.",
                "Dùng: điểm chuẩn; phần II; tiêu chí II.1; ít điểm trừ; biểu quyết "
                "(mã phần, mã tiêu chí phải có trong bảng điểm).",
                text,
            )


def _knockouts(season: Season) -> Iterator[Problem]:
    for knockout in season.knockouts:
        wanted = _wanted_parameter(season, knockout)
        if wanted:
            yield _error(
                "XL-04",
                knockout.at("parameter"),
                f"Khống chế {knockout.code}: tham số của điều kiện “{knockout.condition}” phải là {wanted}.",
                "Sửa cột Tham số, hoặc chọn điều kiện khác.",
                knockout.parameter,
            )


def _wanted_parameter(season: Season, knockout: Knockout) -> str:
    """Say what the parameter should be; "" when it is right."""
    match knockout.condition:
        case Condition.SECTION_BELOW:
            percent = percent_of(knockout)
            right = percent is not None and 0 < percent <= _HUNDRED
            return "" if right else "tỷ lệ phần trăm, ví dụ 50 (0,5 không rõ là 50% hay 0,5%)"
        case Condition.CRITERION_ZERO:
            return "" if knockout.parameter in season.criterion_by_code else "mã một tiêu chí, ví dụ IV.3"
        case Condition.PENALTY_GIVEN:
            penalties = {rule.code for rule in season.award_rules if rule.kind is AwardKind.PENALTY}
            return "" if knockout.parameter in penalties else "mã một mục trừ, ví dụ P4"
        case Condition.NO_SELF_SCORE:
            return ""
