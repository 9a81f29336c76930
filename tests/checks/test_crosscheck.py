import pytest

from docgen.records import CrossScores, Sitting, Unit, Visit
from tests.checks.asking import GOOD, day, found, the
from tests.factory import make_season, planning_season

NAMES = {"A": "Đại Ân", "B": "Ba Đồn", "C": "Cẩm Đức", "D": "Đường Hoà"}
UNITS = tuple(Unit(code=code, kind="xã", name=name) for code, name in NAMES.items())
SITTINGS = tuple(Sitting(no=no, date=day(f"{16 + no}/10/2023")) for no in (1, 2))


def _visits(*rows: str) -> tuple[Visit, ...]:
    """Read rows such as "1 A>B": at sitting 1 unit A checks unit B."""
    visits = []
    for row in rows:
        sitting, _, pair = row.partition(" ")
        unit, _, checks = pair.partition(">")
        visits.append(Visit(sitting=int(sitting), unit=unit, checks=checks))
    return tuple(visits)


def _codes(*rows: str) -> set[str]:
    season = planning_season(units=UNITS, sittings=SITTINGS, visits=_visits(*rows))
    return {code for number in range(1, 7) for code in [f"CHEO-{number:02d}"] if found(code, season)}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("1 A>B", "1 B>C", "1 C>D", "1 D>A"), set()),
        (("1 A>B", "1 B>A", "2 C>D", "2 D>C"), set()),  # two units cannot but check each other
        (("1 A", "1 B", "1 C", "1 D"), set()),  # a season without cross-checks
        (("1 A>B", "1 B>A", "2 C", "2 D"), set()),  # a day without them
        (("1 A>A", "1 B>C", "1 C>B", "1 D>D"), {"CHEO-01", "CHEO-04"}),
        (("1 A>C", "1 B>A", "2 C>D", "2 D>B"), {"CHEO-02", "CHEO-03"}),
        (("1 A>B", "1 B>C", "1 C>B", "1 D>A"), {"CHEO-03", "CHEO-04"}),
        (("1 A>B", "1 B>C", "1 C>A", "1 D"), {"CHEO-03"}),
        (("1 A>B", "1 B>A", "1 C>D", "1 D>C"), {"CHEO-04"}),
        (("1 A>B", "1 B>C", "1 C>A", "2 D"), {"CHEO-06"}),
    ],
)
def test_who_checks_whom(rows: tuple[str, ...], codes: set[str]) -> None:
    assert _codes(*rows) == codes


def test_messages_name_the_units_and_the_day() -> None:
    rows = ("1 A>B", "1 B>C", "1 C>B", "1 D>A")
    season = planning_season(units=UNITS, sittings=SITTINGS, visits=_visits(*rows))
    double, missing = found("CHEO-03", season)
    assert (
        double.message == "Ngày 17/10/2023: xã Ba Đồn được kiểm tra chéo hai lần, do xã Đại Ân và xã Cẩm Đức."
    )
    assert double.where.cell == "C4"
    assert missing.message == "Xã Đường Hoà (ngày 17/10/2023) chưa có đơn vị nào kiểm tra chéo."


def test_a_mutual_pair_is_told_once() -> None:
    visits = _visits("1 A>B", "1 B>A", "1 C>D", "1 D>C")
    season = planning_season(units=UNITS, sittings=SITTINGS, visits=visits)
    assert [problem.where.cell for problem in found("CHEO-04", season)] == ["C2", "C4"]


def test_a_pair_of_last_year_is_told() -> None:
    first, *others = GOOD.visits
    problem = the(
        "CHEO-05", make_season(visits=(first.model_copy(update={"checked_last_year": "ĐT"}), *others))
    )
    assert problem.message == "Phường Hòa Hương năm trước cũng đã kiểm tra chéo xã Đức Thượng."
    other = first.model_copy(update={"checked_last_year": "QL"})
    assert not found("CHEO-05", make_season(visits=(other, *others)))


def test_a_lone_unit_marked_as_not_cross_checked_is_settled() -> None:
    visits = _visits("1 A>B", "1 B>C", "1 C>A", "2 D")
    cross = (CrossScores(unit="D", scores={"I.1": None, "I.2": None}),)
    season = planning_season(units=UNITS, sittings=SITTINGS, visits=visits, cross_scores=cross)
    assert not found("CHEO-06", season)
