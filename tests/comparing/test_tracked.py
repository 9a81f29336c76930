"""The tracked document: all accepted it is the new version, all rejected the old one."""

from __future__ import annotations

import datetime as dt
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.comparing import Comparison, Titles
from docgen.kinds import KINDS
from docgen.render import check_package
from tests.comparing.revisions import accepted, rejected
from tests.delta.papers import paper, shown
from tests.kinds.making import made, papers, sample_season
from tests.test_word_validity import faults

NOW = dt.datetime(2023, 11, 2, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def marked(old: bytes, new: bytes) -> bytes:
    return Comparison(old, new, Titles("a", "b", "c")).tracked(author="docgen", now=NOW).data


CASES = {
    "a word": ("Tổng điểm là 85,50 điểm, xếp thứ 10.", "Tổng điểm là **86,00** điểm, xếp thứ 9."),
    "nothing": ("Đề nghị đơn vị.", "Đề nghị đơn vị."),
    "a paragraph in the middle": ("Một\nBa", "Một\nĐoạn hai mới gõ\nBa"),
    "a paragraph gone": ("Một\nĐoạn hai sẽ bỏ đi\nBa", "Một\nBa"),
    "paragraphs at the end": ("Một", "Một\nĐoạn hai thêm ở cuối\n[Khoản] Đoạn ba thêm ở cuối"),
    "paragraphs gone at the end": (
        "[Khoản] Một\n[Khoản] Đoạn hai bỏ ở cuối\nĐoạn ba bỏ ở cuối\nĐoạn bốn bỏ",
        "[Khoản] Một",
    ),
    "all others": ("Một hai ba bốn", "Năm sáu bảy\nTám chín mười"),
    "moved": (
        "Đoạn này sẽ được chuyển xuống dưới.\nĐoạn hai ở lại đây.\nĐoạn ba cũng ở lại đây.",
        "Đoạn hai ở lại đây.\nĐoạn ba cũng ở lại đây.\nĐoạn này sẽ được chuyển xuống dưới.",
    ),
    "a cell": (
        "| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 95 |\nHết",
        "| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 96 |\nHết",
    ),
    "a row come": (
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Sơn | 90 |\nHết",
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Phú | 93 |\n| 3 | An Sơn | 90 |\nHết",
    ),
    "a row gone": (
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Phú | 93 |\n| 3 | An Sơn | 90 |\nHết",
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Sơn | 90 |\nHết",
    ),
    "rows in another order": (
        "| 1 | Xã Tam Ngọc | 95 |\n| 2 | Phường An Sơn | 90 |\nHết",
        "| 1 | Phường An Sơn | 96 |\n| 2 | Xã Tam Ngọc | 95 |\nHết",
    ),
    "paragraphs in a cell": (
        "| Nơi nhận: / - Như trên; | TM. |\nHết",
        "| Nơi nhận: / - Như trên; / - Đảng ủy phường; / - Lưu. | TM. |\nHết",
    ),
    "a table come": ("Một\nHai", "Một\n| 1 | Tam Ngọc |\n| 2 | An Sơn |\nHai"),
    "a table gone": ("Một\n| 1 | Tam Ngọc |\n| 2 | An Sơn |\nHai", "Một\nHai"),
    "a column come": ("| TT | Xã |\n| 1 | Tam Ngọc |\nHết", "| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 95 |\nHết"),
    "a line break": ("Kính gửi: Đảng ủy⏎Ủy ban", "Kính gửi: Đảng ủy⏎Hội đồng⏎Ủy ban"),
    "formatting is kept": ("Xã **Tam Ngọc** đạt 95 điểm", "Xã **Tam Ngọc mới** đạt **95,5** điểm"),
    "dashes, quotes and spaces": (
        "Hòa Hương “đạt” 5 – 6 điểm; «tốt», 7 điểm – khá",
        'Hòa Hương "đạt" 5 - 6 điểm; "tốt", 7 điểm — khá',
    ),
    "an empty paragraph": ("Một\n[Khoản] Hai", "Một\n[Khoản] \n[Khoản] Hai"),
}


@pytest.mark.parametrize("case", CASES)
def test_accepted_it_is_the_new_version_and_rejected_the_old_one(case: str) -> None:
    old, new = (paper(text) for text in CASES[case])
    result = marked(old, new)

    assert shown(accepted(result), bold=True) == shown(new, bold=True)
    assert shown(rejected(result)) == shown(old)
    assert {fault.code for fault in check_package(result, name="a.docx", tags=False)} <= {"GOI-16"}


WORDS = st.sampled_from(["Đảng ủy", "phường", "xã", "85,50", "điểm", "Hòa", "ế", "ộ", "a\u0301", "–", "của"])
LINE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
ROW = st.lists(st.lists(WORDS, max_size=3).map(" ".join), min_size=1, max_size=3).map(
    lambda cells: f"| {' | '.join(cells)} |"
)
BLOCKS = st.lists(st.one_of(LINE, ROW), min_size=1, max_size=7)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Draw a paper, and what random edits make of it."""
    old = draw(BLOCKS)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(new)))
        new[place : place + draw(st.integers(0, 2))] = draw(st.lists(st.one_of(LINE, ROW), max_size=2))
    return old, draw(st.one_of(st.just(new), st.permutations(new)))


def words(data: bytes) -> list[str]:
    """Give what is read, block by block; how letters are composed and empty lines make no difference."""
    text = unicodedata.normalize("NFC", shown(data)).replace(" / ", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@given(versions())
@settings(max_examples=120)
def test_so_it_is_after_any_edits(both: tuple[list[str], list[str]]) -> None:
    # A document ends with a paragraph, as Word has it.
    old, new = (paper("\n".join([*blocks, "Hết"])) for blocks in both)
    result = marked(old, new)
    assert words(accepted(result)) == words(new)
    assert words(rejected(result)) == words(old)
    assert {fault.code for fault in check_package(result, name="a.docx", tags=False)} <= {"GOI-16", "GOI-11"}


VALIDATOR = os.environ.get("DOCGEN_OOXML_VALIDATOR", "")


@pytest.mark.skipif(not VALIDATOR, reason="DOCGEN_OOXML_VALIDATOR names no validator")
@pytest.mark.parametrize("kind", ["thong-bao", "bien-ban"])
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    season = sample_season()
    which = next(one for one in KINDS if one.code == kind)
    first, *_, last = papers(which, season)
    path = tmp_path / "tracked.docx"
    path.write_bytes(marked(made(which, season, first), made(which, season, last)))
    assert faults(path) == []


@pytest.mark.skipif(not VALIDATOR, reason="DOCGEN_OOXML_VALIDATOR names no validator")
def test_nor_in_the_ends_of_cells_and_documents(tmp_path: Path) -> None:
    path = tmp_path / "tracked.docx"
    ends = ["paragraphs at the end", "paragraphs gone at the end"]
    old, new = zip(*(CASES[case] for case in CASES if case not in ends), strict=True)
    for one, two in [("\n".join(old), "\n".join(new)), *(CASES[case] for case in ends)]:
        path.write_bytes(marked(paper(one), paper(two)))
        assert faults(path) == []
