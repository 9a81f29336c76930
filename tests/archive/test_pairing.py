"""Which file may be of which paper, where no text tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from docgen.archive import IssuedPaper, ScannedPdf, propose_pairs
from tests.archive.making import issued

PAPERS = [issued("", "87"), issued("AP", "61"), issued("TT", "62"), issued("TTg", "193")]
LABELLED = [replace(PAPERS[1], label="Thông báo, An Phú"), replace(PAPERS[2], label="Thông báo, Tam Thanh")]


def paired(
    names: Mapping[str, int] | Sequence[str],
    papers: Sequence[IssuedPaper] = PAPERS,
    pages: Mapping[str, int] | None = None,
    **more: frozenset[str],
) -> dict[str, str]:
    """Give the number proposed for each file, ``""`` for none; files of one page unless a test says so."""
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 1)
    files = [ScannedPdf(name, count) for name, count in counts.items()]
    found = propose_pairs(files, papers, pages or {}, **more)
    assert all(pair.why for pair in found.values()), "each row says why"
    return {name: pair.paper.number if pair.paper else "" for name, pair in found.items()}


@pytest.mark.parametrize(
    "name",
    [
        "193-TB-MTTQ-BTT.pdf", "193_TB-MTTQ-BTT (đã ký).pdf", "Số 0193 TB MTTQ BTT.PDF", "TB 193.pdf",
        "tb193.pdf", "193TB.pdf", "2023-11-02 TB-193 scan.pdf", "193.pdf", "Thông báo TTg.pdf",
    ],
)  # fmt: skip
def test_a_name_that_tells_its_paper(name: str) -> None:
    assert paired([name, "x1.pdf"]) == {name: "193", "x1.pdf": ""}


@pytest.mark.parametrize("name", ["scan 193 trang.pdf", "1931-TB.pdf", "19-TB.pdf", "193-KH.pdf", "IMG.pdf"])
def test_a_name_that_does_not(name: str) -> None:
    assert paired([name, "x1.pdf"])[name] == ""


def test_a_number_with_a_letter_is_another_number() -> None:
    papers = [issued("AP", "19"), replace(issued("TT", "19"), number="19A"), issued("TTg", "20")]
    assert paired(["TB 19.pdf", "TB 19A.pdf", "19a-TB-MTTQ-BTT.pdf"], papers) == {
        "TB 19.pdf": "19",
        "TB 19A.pdf": "",
        "19a-TB-MTTQ-BTT.pdf": "",
    }, "two files of one paper are for her to choose from"
    assert paired(["TB 19A.pdf", "20-TB.pdf"], papers) == {"TB 19A.pdf": "19A", "20-TB.pdf": "20"}


def test_the_name_of_a_unit_without_its_marks_tells_unless_two_have_it() -> None:
    named = [replace(LABELLED[0], label="Thông báo kết quả, phường An Phú"), LABELLED[1]]
    assert paired(["An Phú.pdf", "khác.pdf", "nữa.pdf"], named)["An Phú.pdf"] == "61"
    assert paired(["an phu.pdf", "tam-thanh.pdf"], LABELLED) == {"an phu.pdf": "61", "tam-thanh.pdf": "62"}
    twins = [LABELLED[0], replace(LABELLED[1], label="Thông báo, Ân Phú")]
    assert paired(["an phu.pdf", "khac.pdf", "nua.pdf"], twins)["an phu.pdf"] == ""


def test_a_name_of_a_paper_that_has_its_file_already_is_told_and_given_to_no_other() -> None:
    held = frozenset({PAPERS[3].paper})
    files = [ScannedPdf("193-TB.pdf", 1)]
    (pair,) = propose_pairs(files, [PAPERS[2], PAPERS[3]], {}, held).values()
    assert (pair.paper, pair.why) == (None, "tên tệp là của văn bản số 193/TB-MTTQ-BTT, đã có bản ký")


def test_a_pile_is_paired_by_the_order_of_names_and_numbers() -> None:
    names = ["quét 10.pdf", "quét 9.pdf", "quét 2.pdf", "quét 1.pdf"]
    pages = {paper.paper: 1 for paper in PAPERS}
    assert paired(names, PAPERS, pages) == {
        "quét 1.pdf": "87",
        "quét 2.pdf": "61",
        "quét 9.pdf": "62",
        "quét 10.pdf": "193",
    }


def test_no_order_is_proposed_where_counts_of_files_or_pages_speak_against_it() -> None:
    pages = {paper.paper: 2 for paper in PAPERS}
    assert set(paired({f"{i}x.pdf": 2 for i in range(3)}, PAPERS, pages).values()) == {""}
    wrong = {"a.pdf": 2, "b.pdf": 2, "c.pdf": 3, "d.pdf": 3}
    assert set(paired(wrong, PAPERS, pages).values()) == {""}


def test_the_only_file_and_the_only_paper_of_so_many_pages_belong_together() -> None:
    pages = {PAPERS[0].paper: 5, PAPERS[1].paper: 2, PAPERS[2].paper: 2, PAPERS[3].paper: 2}
    found = paired({"a.pdf": 2, "b.pdf": 5, "c.pdf": 2}, PAPERS, pages)
    assert found == {"a.pdf": "", "b.pdf": "87", "c.pdf": ""}
    unknown = {PAPERS[0].paper: 5}
    assert paired({"a.pdf": 2, "b.pdf": 5, "c.pdf": 2}, PAPERS, unknown)["b.pdf"] == "", "others may have 5"
