"""The register's numbers in a season: a pure function, which changes nothing but what it is told."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from docgen.problem import Where
from docgen.records import KnownPaper, Source
from docgen.register import Row, disagreements, numbered
from tests.factory import make_season
from tests.register.books import row

SEASON = make_season()
DAY = dt.date(2023, 10, 31)


def test_a_paper_without_a_row_gets_one_and_its_kinds_row_keeps_speaking_for_the_others() -> None:
    given_ = SEASON.model_copy(update={"papers": (KnownPaper(kind="thong-bao", signer="PCT"),)})
    found = numbered(given_, [row(61, paper="thong-bao:HH", signer_code="CT")])
    own, other = found.paper("thong-bao", "HH"), found.paper("thong-bao", "AX")
    assert (own.number, own.date, own.signer) == ("61/TB-MTTQ-BTT", DAY, "CT")
    assert (other.number, other.date, other.signer) == ("", None, "PCT")


def test_a_row_is_filled_where_it_stands_and_keeps_all_else_it_says() -> None:
    paper = KnownPaper(kind="ket-luan", subject="Kết quả xếp loại", signer="CT")
    paper.located(Source("so.xlsx", "Văn bản", 9, {"number": "C"}))
    given_ = SEASON.model_copy(update={"papers": (KnownPaper(kind="ke-hoach"), paper)})
    found = numbered(given_, [row(74, paper="ket-luan")])
    assert len(found.papers) == 2
    filled = found.papers[1]
    assert filled.model_dump() == {**paper.model_dump(), "number": "74/TB-MTTQ-BTT", "date": DAY}
    assert filled.at("subject") == Where("so.xlsx", "Văn bản", "A9")
    assert filled.at("number") == Where(sheet="Sổ đăng ký", spot="số 74/TB-MTTQ-BTT"), "its cell is empty"
    assert given_.papers[1].number == "", "the season that was given is as it was"


def test_a_cancelled_number_and_a_number_of_others_fill_nothing() -> None:
    rows = [row(61, paper="thong-bao:HH", cancelled=True), row(62)]
    assert numbered(SEASON, rows) == SEASON


def test_a_new_number_of_a_paper_follows_its_cancelled_one() -> None:
    rows = [row(61, paper="thong-bao:HH", cancelled=True), row(62, paper="thong-bao:HH")]
    assert numbered(SEASON, rows).paper("thong-bao", "HH").number == "62/TB-MTTQ-BTT"


def test_what_is_typed_and_agrees_is_no_disagreement() -> None:
    rows = [row(61, paper="thong-bao:HH")]
    for typed in ("61", "061/TB-MTTQ-BTT", "61/tb-mttq-btt", ""):
        paper = KnownPaper(kind="thong-bao", key="HH", number=typed, date=DAY)
        assert disagreements(SEASON.model_copy(update={"papers": (paper,)}), rows) == []
    wrong = KnownPaper(kind="thong-bao", key="HH", number="61", date=dt.date(2023, 11, 1))
    (problem,) = disagreements(SEASON.model_copy(update={"papers": (wrong,)}), rows)
    assert (problem.code, problem.is_error) == ("SO-06", False)


ROWS = st.lists(
    st.builds(
        lambda number, key, cancelled: row(number, paper=key and f"thong-bao:{key}", cancelled=cancelled),
        st.integers(1, 99),
        st.sampled_from(["", "HH", "ĐT", "QL", "AX"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(ROWS)
def test_doing_it_twice_changes_nothing_more(rows: list[Row]) -> None:
    once = numbered(SEASON, rows)
    assert numbered(once, rows) == once
    assert [p for p in once.papers if p.kind != "thong-bao"] == [
        p for p in SEASON.papers if p.kind != "thong-bao"
    ]
