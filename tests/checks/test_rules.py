"""The table of rules as a whole: codes, bad samples, and seasons in which nothing is wrong."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import Any

import pytest

from docgen.checks import CHECKS, RULES, check
from docgen.problem import Severity
from docgen.records import (
    SHEETS,
    Award,
    Fact,
    FactKind,
    FinalPaper,
    GeneralRemark,
    GeneralRemarkKind,
    Ground,
    Presence,
    Recipient,
    Remark,
    RemarkKind,
    Ruling,
    Season,
    Unit,
    Visit,
)
from tests.checks.asking import GOOD, but, day, found
from tests.factory import make_general, make_season, planning_season
from tests.factory_large import large_season

EXPECTED = {
    "TEN": (5, "EEWWE"),
    "LICH": (7, "EEEEWWW"),
    "CHEO": (6, "EEEWWW"),
    "DOAN": (8, "EEWWWWWW"),
    "NGAY": (11, "EEWWEWWEWWW"),
    "DIEM": (14, "EEEEEWEWWWWWEE"),
    "XL": (9, "EEEEWEWWE"),
    "NX": (5, "EWWWW"),
    "KY": (4, "EEEW"),
    "NN": (4, "EWEE"),
    "CC": (2, "EW"),
    "TRUNG": (1, "E"),
}


def _remark(text: str, kind: RemarkKind = RemarkKind.LIMITATION) -> dict[str, Any]:
    return {"remarks": (*GOOD.remarks, Remark(unit="HH", kind=kind, text=text))}


def _general_remark(text: str) -> dict[str, Any]:
    return {
        "general_remarks": (*GOOD.general_remarks, GeneralRemark(kind=GeneralRemarkKind.CAUSE, text=text))
    }


def _score(unit: str, code: str, points: str, source: str = "team_scores") -> dict[str, Any]:
    rows = getattr(GOOD, source)
    return {
        source: tuple(
            row.model_copy(update={"scores": dict(row.scores) | {code: Decimal(points)}})
            if row.unit == unit
            else row
            for row in rows
        )
    }


def _recipients(kind: str, *texts: str) -> dict[str, Any]:
    others = tuple(row for row in GOOD.recipients if row.kind != kind)
    return {"recipients": (*others, *(Recipient(kind=kind, text=text) for text in texts))}


THREE_A_DAY = (
    Visit(sitting=1, unit="HH", checks="ĐT"),
    Visit(sitting=1, unit="ĐT", checks="HH"),
    Visit(sitting=1, unit="QL", checks="QL"),
    Visit(sitting=2, unit="AX"),
)
NOBODY_THERE = tuple(row.model_copy(update={"presence": Presence.ABSENT}) for row in GOOD.attendance)
ALL_ALIKE = tuple(
    row.model_copy(update={"text": "Công tác giám sát chưa thường xuyên."}) for row in GOOD.remarks
)
TOO_SOON = but(GOOD.remarks, "HH", kind=RemarkKind.RECOMMENDATION, deadline=day("20/10/2023"))
ALL_EQUAL = tuple(row.model_copy(update={"scores": GOOD.team_scores[0].scores}) for row in GOOD.team_scores)
FIRST, *OTHERS = GOOD.visits
PLACES = list(GOOD.unit_by_code)
APART: dict[str, Any] = {
    name: tuple(
        row.model_copy(update={"scores": dict.fromkeys(row.scores, Decimal(PLACES.index(row.unit)))})
        for row in getattr(GOOD, name)
    )
    for name in ("self_scores", "cross_scores", "team_scores")
}
"""Each unit has scores of its own, the same from all sides."""
SORTED = tuple(
    row.model_copy(update={"scores": after.scores})
    for row, after in zip(
        APART["team_scores"], (*APART["team_scores"][1:], APART["team_scores"][0]), strict=True
    )
)
OTHER_DAY = tuple(row.model_copy(update={"sitting": 3 - row.sitting}) for row in GOOD.attendance)

BAD: dict[str, dict[str, Any]] = {
    "TEN-01": {"units": (*GOOD.units, Unit(code="H2", kind="phường", name="Hoà Hương"))},
    "TEN-02": {"units": but(GOOD.units, "AX", kind="quận")},
    "TEN-03": _remark("Cán bộ Phường An Xuân còn chậm."),
    "TEN-04": {"units": (*GOOD.units, Unit(code="H2", kind="xã", name="Hòa Hương"))},
    "TEN-05": _general_remark("Cả 05 xã, phường nộp đủ hồ sơ."),
    "LICH-01": {"visits": GOOD.visits[:-1]},
    "LICH-02": {"sittings": tuple(reversed(GOOD.sittings))},
    "LICH-03": {"sittings": but(GOOD.sittings, "2", date=day("21/10/2023"))},
    "LICH-04": {"slots": GOOD.slots[:1] + GOOD.slots[2:]},
    "LICH-05": {"general": make_general(units_per_day=1)},
    "LICH-06": {"slots": but(GOOD.slots, "sáng", minutes_per_unit=16)},
    "LICH-07": {"sittings": but(GOOD.sittings, "2", date=day("17/10/2023"), venue="Hội trường")},
    "CHEO-01": {"visits": THREE_A_DAY},
    "CHEO-02": {"visits": (FIRST.model_copy(update={"checks": "QL"}), *OTHERS)},
    "CHEO-03": {"visits": (FIRST.model_copy(update={"checks": ""}), *OTHERS)},
    "CHEO-04": {"visits": THREE_A_DAY},
    "CHEO-05": {"visits": (FIRST.model_copy(update={"checked_last_year": "ĐT"}), *OTHERS)},
    "CHEO-06": {"visits": THREE_A_DAY},
    "DOAN-01": {"team": GOOD.team[1:]},
    "DOAN-02": {"sittings": but(GOOD.sittings, "1", secretary="TV01")},
    "DOAN-03": {"attendance": NOBODY_THERE},
    "DOAN-04": {"team": but(GOOD.team, "TV02", related_units=("ĐT",))},
    "DOAN-05": {"team": but(GOOD.team, "TV02", sections=())},
    "DOAN-06": {"team": but(GOOD.team, "TV02", to_date=day("18/10/2023"))},
    "DOAN-07": {"attendance": NOBODY_THERE},
    "DOAN-08": {"attendance": OTHER_DAY},
    "NGAY-01": {"papers": but(GOOD.papers, "quyet-dinh", date=day("28/09/2023"))},
    "NGAY-02": {"general": make_general(deadline=day("17/10/2023"))},
    "NGAY-03": {"papers": but(GOOD.papers, "bien-ban-hop", date=day("30/10/2023"))},
    "NGAY-04": {"papers": but(GOOD.papers, "ke-hoach", date=day("30/09/2023"))},
    "NGAY-05": {"remarks": TOO_SOON},
    "NGAY-06": {"general": make_general(year=2024)},
    "NGAY-07": {"general": make_general(notice_days=14)},
    "NGAY-09": {"papers": but(GOOD.papers, "huong-dan", subject="Công tác thi đua năm 2022")},
    "NGAY-08": {"papers": but(GOOD.papers, "thong-bao", number="65/TB-MTTQ-BTT")},
    "NGAY-10": {"general": make_general(report_due=None)},
    "NGAY-11": {"holidays": ()},
    "DIEM-01": {"team_scores": GOOD.team_scores[:-1]},
    "DIEM-02": _score("HH", "I.1", "20.25"),
    "DIEM-03": _score("HH", "I.1", "19.1"),
    "DIEM-04": {"general": make_general(base_total=Decimal(90))},
    "DIEM-05": {"awards": (Award(unit="HH", code="T1", points=Decimal(3), reason="Mô hình", evidence="Có"),)},
    "DIEM-06": _score("HH", "I.1", "19.75"),
    "DIEM-07": _score("HH", "I.1", "18"),
    "DIEM-08": {"general": make_general(divergence_total=Decimal(1))},
    "DIEM-09": {"awards": (Award(unit="HH", code="P2", points=Decimal(1), reason="Chậm", evidence="Có"),)},
    "DIEM-10": {"awards": ()},
    "DIEM-11": {"team": but(GOOD.team, "TV02", sections=())},
    "DIEM-12": {"submissions": GOOD.submissions[1:]},
    "DIEM-13": {**APART, "team_scores": SORTED},
    "DIEM-14": {"general": make_general(places=1)},
    "XL-01": {"rulings": (Ruling(unit="HH", published_total=Decimal(95)),)},
    "XL-02": {"rulings": (Ruling(unit="HH", published_rank=2),)},
    "XL-03": {"rulings": (Ruling(unit="QL", level="XS", reason="Có", reference="Có"),)},
    "XL-04": {"knockouts": but(GOOD.knockouts, "K1", parameter="nửa")},
    "XL-05": {"rulings": (Ruling(unit="AX", level="T"),)},
    "XL-06": _general_remark("Có 03 đơn vị xếp loại Xuất sắc."),
    "XL-07": {"levels": GOOD.levels[:-1]},
    "XL-08": {"team_scores": ALL_EQUAL, "awards": ()},
    "XL-09": {"levels": (), "knockouts": ()},
    "NX-01": {"remarks": GOOD.remarks[1:]},
    "NX-02": _score("HH", "II.2", "0"),
    "NX-03": {"remarks": ALL_ALIKE},
    "NX-04": _remark("Nên học tập xã Quế Lộc."),
    "NX-05": {"general": make_general(final_paper=FinalPaper.DECISION)},
    "KY-01": {"signers": but(GOOD.signers, "PCT", active_to=day("18/10/2023")), "papers": GOOD.papers[:-2]},
    "KY-02": {"signers": but(GOOD.signers, "CT", authority="T/M BAN THƯỜNG TRỰC")},
    "KY-03": {"signers": but(GOOD.signers, "CT", name="ThS. Đặng Thế Hưng")},
    "KY-04": {"signers": but(GOOD.signers, "PCT", scope="công văn")},
    "NN-01": _recipients("thong-bao", "Thường trực Thành ủy", "Lưu: VT"),
    "NN-02": _recipients("quyet-dinh", "Thường trực Thành ủy", "Lưu: VT"),
    "NN-03": _recipients("quyet-dinh", "Như Điều 5", "Lưu: VT"),
    "NN-04": _recipients("ke-hoach", "Đảng ủy {đơn vị}", "Lưu: VT"),
    "TRUNG-01": {"rulings": (Ruling(unit="HH"), Ruling(unit="HH", level="T"))},
    "CC-01": {"grounds": (*GOOD.grounds, Ground(kind="quyet-dinh", text="Căn cứ {khong-co}"))},
    "CC-02": {"papers": but(GOOD.papers, "huong-dan", number="", date=None)},
}  # fmt: skip


def test_codes_are_unique_and_have_the_severities_of_the_domain_notes() -> None:
    codes = [rule.code for rule in CHECKS]
    assert len(set(codes)) == len(codes)
    wanted = {
        f"{subject}-{number:02d}": Severity.ERROR if severities[number - 1] == "E" else Severity.WARNING
        for subject, (count, severities) in EXPECTED.items()
        for number in range(1, count + 1)
    }
    assert {code: severity for code, (severity, _) in RULES.items()} == wanted
    assert list(RULES) == list(wanted)


def test_titles_are_one_sentence_each() -> None:
    titles = [title for _, title in RULES.values()]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if title.endswith(".") or "\n" in title]


def test_every_rule_has_a_bad_sample() -> None:
    assert set(BAD) == set(RULES)


@pytest.mark.parametrize("code", list(RULES))
def test_the_bad_sample_is_told_with_place_and_remedy(code: str) -> None:
    problems = found(code, make_season(**BAD[code]))
    assert problems
    for problem in problems:
        assert problem.severity is RULES[code][0]
        assert problem.where.file == "mau-2023.xlsx"
        assert problem.where.sheet in {model.sheet.title for model in SHEETS.values()}
        assert re.fullmatch(r"[^a-z0-9].*[.]", problem.message), problem.message
        assert problem.remedy.endswith(".")
        assert not re.search(r"None|Decimal|datetime|  ", problem.message + problem.remedy + problem.found)


@pytest.mark.parametrize(
    "season", [GOOD, planning_season(), large_season(60, 12)], ids=["final", "plan", "large"]
)
def test_nothing_is_wrong_with_a_good_season(season: Season) -> None:
    assert check(season) == []


def test_problems_come_in_the_order_of_the_tabs() -> None:
    spoilt = BAD["NN-02"] | BAD["LICH-03"] | BAD["TEN-02"] | BAD["DIEM-02"] | BAD["NGAY-02"]
    tabs = [model.sheet.title for model in SHEETS.values()]
    places = [tabs.index(problem.where.sheet) for problem in check(make_season(**spoilt))]
    assert len(places) >= 5
    assert places == sorted(places)


def test_an_almost_empty_season_is_checked_without_a_stumble() -> None:
    assert {problem.code for problem in check(Season(general=make_general()))} >= {"DOAN-01", "KY-01"}


@pytest.mark.parametrize("field", [field for field in SHEETS if field != "general"])
def test_a_sheet_without_rows_is_no_stumble(field: str) -> None:
    for season in (make_season(**{field: ()}), planning_season(**{field: ()})):
        assert all(problem.where.sheet for problem in check(season))


def test_a_large_season_is_checked_at_once() -> None:
    season = large_season(200, 60)
    started = time.process_time()
    check(season)
    assert time.process_time() - started < 2  # some 0.1 s on an idle machine


def test_facts_of_one_sitting_do_not_ask_for_the_next() -> None:
    facts = (Fact(sitting=1, kind=FactKind.OPINION, text="Đại diện các đơn vị nhất trí."),)
    assert check(planning_season(facts=facts)) == []
