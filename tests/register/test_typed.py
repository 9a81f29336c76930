"""Numbers typed into the sheet "Văn bản": held to the rules of the register before anything is frozen."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.records import KnownPaper, Source
from tests.cli.desk import Desk
from tests.factory import changed
from tests.register.test_issue import issue

OCTOBER = dt.date(2023, 10, 31)


def typed(desk: Desk, *rows: tuple[str, str, str, dt.date | None]) -> dict[str, str]:
    """Type numbers (kind, key, number, day) and give the place of each problem of numbers, by its code."""
    papers = []
    for place, (kind, key, number, day) in enumerate(rows, start=3):
        paper = KnownPaper(kind=kind, key=key, number=number, date=day, signer="CT")
        paper.located(Source(sheet="Văn bản", row=place, columns={"number": "C", "date": "D"}))
        papers.append(paper)
    kept = [changed(paper, number="", date=None) for paper in desk.season.papers]
    kept = [paper for paper in kept if (paper.kind, paper.key) not in {row[:2] for row in rows}]
    desk.change(papers=(*kept, *papers))
    problems = desk.run("check", "--json").json["problems"]
    return {
        problem["code"]: f"{problem['severity']} {problem['cell']}"
        for problem in problems
        if problem["code"].startswith("SO-") and problem["code"] != "SO-05"
    }


def told(desk: Desk) -> list[str]:
    """Give the codes of what ``check`` finds of numbers."""
    codes = [problem["code"] for problem in desk.run("check", "--json").json["problems"]]
    return [code for code in codes if code.startswith("SO-")]


def notice(key: str, number: str, day: dt.date | None = OCTOBER) -> tuple[str, str, str, dt.date | None]:
    return "thong-bao", key, number, day


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([notice("HH", "65/TB-MTTQ-BTT"), notice("ĐT", "66")], {}),
        ([notice("HH", "65/TB-MTTQ-BTT"), notice("ĐT", "65")], {"SO-01": "error C4"}),
        ([notice("HH", "65"), notice("ĐT", "66", dt.date(2023, 10, 30))], {"SO-02": "error D4"}),
        ([notice("HH", "65"), notice("ĐT", "68")], {"SO-03": "warning C4"}),
        ([notice("HH", "65/QĐ-MTTQ-BTT")], {"SO-04": "error C3"}),
        ([("ke-hoach", "", "87/QĐ", dt.date(2023, 9, 29))], {"SO-04": "error C3"}),
        ([notice("HH", "65/TB-UBMTTQ")], {"SO-04": "warning C3"}),
        ([notice("HH", "sáu mươi lăm")], {"SO-07": "error C3"}),
        ([notice("HH", "65", None)], {"SO-11": "warning D3"}),
        ([notice("HH", "19"), notice("ĐT", "19A"), notice("QL", "20")], {}),
        ([notice("HH", "19"), notice("ĐT", "19A"), notice("QL", "19a")], {"SO-01": "error C5"}),
        ([notice("HH", "18"), notice("ĐT", "19A")], {"SO-03": "warning C4"}),
        ([notice("HH", "19"), notice("ĐT", "19A", dt.date(2023, 10, 30))], {"SO-02": "error D4"}),
        ([("bao-cao", "", "một", OCTOBER)], {"SO-07": "error C3"}),
        ([("huong-dan", "", "22/QĐ-MTTQ-BTT", OCTOBER)], {"SO-04": "error C3"}),
    ],
)
def test_a_number_in_the_workbook_is_held_to_the_rules_of_the_register(
    desk: Desk, rows: list[tuple[str, str, str, dt.date | None]], expected: dict[str, str]
) -> None:
    assert typed(desk, *rows) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (notice("ĐT", "62"), {}),
        (notice("ĐT", "61"), {"SO-01": "error C3"}),
        (notice("ĐT", "62", dt.date(2023, 10, 29)), {"SO-02": "error D3"}),
        (notice("ĐT", "60", dt.date(2023, 11, 1)), {"SO-02": "error D3", "SO-03": "warning C3"}),
        (notice("ĐT", "64"), {"SO-03": "warning C3"}),
        (notice("ĐT", "61A"), {}),
    ],
)
def test_it_is_held_against_the_numbers_of_the_register(
    desk: Desk, row: tuple[str, str, str, dt.date | None], expected: dict[str, str]
) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    assert typed(desk, row) == expected


def test_nothing_is_frozen_while_two_papers_have_one_number(desk: Desk) -> None:
    typed(desk, notice("HH", "65"), notice("ĐT", "65"))
    ran = desk.run("generate")
    assert (ran.code, "Số 65/TB-MTTQ-BTT trùng" in ran.err, "Văn bản!C3" in ran.err) == (1, True, True)
    assert not desk.output.exists()


@pytest.mark.parametrize(
    ("other", "expected"), [("22/HD-MTTQ-ĐN", ["SO-01"]), ("23/HD-MTTQ-ĐN", []), ("22-HD/BTGTU", [])]
)
def test_numbers_of_another_office_are_unique_among_themselves(
    desk: Desk, other: str, expected: list[str]
) -> None:
    one, two = (
        KnownPaper(kind="huong-dan", key=key, number=number, date=OCTOBER, issuer="Ban Dân vận")
        for key, number in (("", "22/HD-MTTQ-ĐN"), ("2", other))
    )
    desk.change(papers=(*(paper for paper in desk.season.papers if paper.kind != "huong-dan"), one, two))
    assert [code for code in told(desk) if code != "SO-05"] == expected


def test_a_paper_that_was_dated_back_is_told_until_it_is_issued(desk: Desk) -> None:
    typed(desk, notice("HH", "65"))
    assert "SO-05" in told(desk)
    assert desk.run("generate").code == 0
    assert "SO-05" not in told(desk)


def test_a_number_that_was_forgotten_is_issued_after_its_own_and_never_proposed(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    issue(desk, "thong-bao:ĐT", "62", "31/10/2023")
    ran = issue(desk, "thong-bao:QL", "61A", "30/10/2023")
    assert ran.code == 0, ran.err
    assert "là 63 (gần nhất: 62/TB-MTTQ-BTT" in desk.run("issue", "thong-bao:AX").out
    assert issue(desk, "thong-bao:AX", "61a", "30/10/2023").code == 1
    assert desk.run("register", "verify").code == 0
    signs = [row["sign"] for row in desk.run("register", "--json").json["rows"]]
    assert signs == ["61/TB-MTTQ-BTT", "61A/TB-MTTQ-BTT", "62/TB-MTTQ-BTT"]
    cancelled = desk.run("issue", "61A/TB-MTTQ-BTT", "--cancel", "--reason", "In nhầm")
    assert cancelled.code == 0, cancelled.err
    assert issue(desk, "thong-bao:AX", "63", "31/10/2023").code == 0
