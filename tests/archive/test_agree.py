"""Whether the text of a PDF agrees with the issued paper, and of which paper it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from docgen.archive import candidates, judge_match, judge_place, recognise
from docgen.archive.agree import compare, printed_sign, read
from docgen.archive.history import History
from docgen.archive.pdf_scan import Scan
from docgen.archive.pdf_words import TextBlock, blocks
from tests.archive.making import issued, lines, read_pdf, sealed_bag
from tests.render.word_file import docx, p, table

BODY = (
    TextBlock(("ỦY", "BAN", "MTTQ", "VIỆT", "NAM"), free=True),
    TextBlock(("Số:", "61/TB-MTTQ-BTT"), free=True, by_hand=True),
    TextBlock(("CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"), free=True),
    TextBlock(("Tam", "Kỳ,", "ngày", "31", "tháng", "10", "năm", "2023"), free=True, by_hand=True),
    TextBlock(("Phường", "An", "Phú", "đạt", "87,50", "điểm,", "hạng", "02", "trên", "13", "đơn", "vị.")),
    TextBlock(("TT", "Đơn", "vị"), heading=True),
    TextBlock(("01",)),
    TextBlock(
        (
            "Đỗ",
            "Thị",
            "Hường",
        )
    ),
    TextBlock(("92,25",)),
    TextBlock(("02",)),
    TextBlock(
        (
            "Lê",
            "Văn",
            "Ế",
        )
    ),
    TextBlock(("87,50",)),
    TextBlock(("CHỦ", "TỊCH"), free=True),
    TextBlock(("Nguyễn", "Ba"), free=True),
)
TEXT = "\n".join(" ".join(block.words) for block in BODY)


def differences(text: str | list[str], *, pens: bool = False) -> list[tuple[str, str]]:
    found = compare(BODY, read([text] if isinstance(text, str) else text), pens=pens)
    return [(item.paper, item.pdf) for item in found.differences]


SAME: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "other line breaks": lambda text: text.replace(" ", "\r\n"),
    "words broken and joined elsewhere": lambda text: text.replace("điểm, hạng", "điể m,hạng"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: text.replace("Phường", "Phư\u00adờng"),
    "a non-breaking hyphen": lambda text: text.replace("TB-MTTQ", "TB‑MTTQ"),
    "capitals of a style": lambda text: text.replace("Nguyễn Ba", "NGUYỄN BA"),
    "the head column by column": lambda text: "\n".join(
        [text.split("\n")[0], text.split("\n")[2], text.split("\n")[1], *text.split("\n")[3:]]
    ),
    "the signature before the table": lambda text: "\n".join(
        [*text.split("\n")[:5], *text.split("\n")[12:], *text.split("\n")[5:12]]
    ),
    "number and date not filled in": lambda text: text.replace("61/", "/").replace("31 tháng 10", "tháng"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_what_programs_do_differently_is_no_difference(name: str) -> None:
    assert differences(SAME[name](TEXT)) == []


CHANGED = {
    "one figure": ("87,50 điểm", "87,60 điểm"),
    "one figure of a table": ("92,25", "92,52"),
    "a name": ("Đỗ Thị Hường", "Đỗ Thị Hương"),
    "one accent": ("Phú", "Phù"),
    "a word gone": ("hạng 02 trên", "02 trên"),
    "a word more": ("đạt 87,50", "không đạt 87,50"),
    "two cells swapped": (
        "Đỗ Thị Hường\n92,25\n02\nLê Văn Ế\n87,50",
        "Đỗ Thị Hường\n87,50\n02\nLê Văn Ế\n92,25",
    ),
    "two names swapped": ("Đỗ Thị Hường\n92,25\n02\nLê Văn Ế", "Lê Văn Ế\n92,25\n02\nĐỗ Thị Hường"),
    "the signer": ("Nguyễn Ba", "Nguyễn Tư"),
    "another date": ("ngày 31 tháng 10", "ngày 30 tháng 10"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_of_one_figure_or_name_is_noticed_and_shown(name: str) -> None:
    old, new = CHANGED[name]
    assert old in TEXT
    found = differences(TEXT.replace(old, new, 1))
    assert found
    if name == "one figure":
        assert found == [("An Phú đạt 87,50 điểm, hạng 02", "An Phú đạt 87,60 điểm, hạng 02")]


def test_page_numbers_and_heads_of_tables_printed_again_are_no_difference() -> None:
    first, second = TEXT.split("\n02\n")
    assert differences([first, f"2\nTT Đơn vị\n02\n{second}"]) == []
    assert differences([first, f"2\nTT Đơn vị khác\n02\n{second}"]) != []


@pytest.mark.parametrize(
    "added", ["Người ký: Nguyễn Ba", "Ký bởi: Ủy ban MTTQ\nThời gian ký: 2023-11-01 08:00:00 +07:00"]
)
def test_what_a_visible_signature_prints_is_no_difference(added: str) -> None:
    assert differences(f"{TEXT}\n{added}") == []


def test_what_a_pen_writes_into_a_scan_is_no_difference() -> None:
    written = TEXT.replace("61/", "6l /").replace("31 tháng 10", "3I tháng lO")
    assert differences(written, pens=True) == []
    assert differences(TEXT.replace("92,25", "92,52"), pens=True) != []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Số: 61/TB-MTTQ-BTT", ("61", "TB-MTTQ-BTT")),
        ("Số: 05 /QĐ-MTTQ-BTT Tam Kỳ", ("5", "QĐ-MTTQ-BTT")),
        ("Số: 19A/TB-MTTQ-BTT", ("19A", "TB-MTTQ-BTT")),
        ("Số:          /TB-MTTQ-BTT", None),
        ("Thực hiện Kế hoạch số 87/KH-MTTQ-BTT", None),
    ],
)
def test_the_printed_number_is_read(text: str, sign: tuple[str, str] | None) -> None:
    assert printed_sign([text]) == sign


def test_the_words_of_a_docx_are_read_as_they_are_printed() -> None:
    made = docx(p("Kế hoạch", " số 87"), table(["Đơn vị", "Điểm"], ["An Phú", "87,50"]), p(""))
    assert [block.words for block in blocks(made)] == [
        ("Kế", "hoạch", "số", "87"),
        ("Đơn", "vị"),
        ("Điểm",),
        ("An", "Phú"),
        ("87,50",),
    ]


# --- whose is it --------------------------------------------------------------------------------

PAPERS = [issued("AP", "61"), issued("TT", "62"), issued("TTg", "63")]
KNOWN = candidates(PAPERS)
SCAN = (Scan(1, 300, colour=True),)


def match(key: str, sign: str, *, scanned: bool = False, **asked: object) -> list[str]:
    """Judge a PDF of one paper against the notice of An Phú."""
    found = read_pdf([lines(key, sign)], scans=SCAN if scanned else ())
    given = {"pages": None, "differs": False, **asked}
    return [problem.code for problem in judge_match(found, KNOWN[0], KNOWN[1:], "a.pdf", **given)]  # type: ignore[arg-type]


def test_a_pdf_of_the_paper_is_taken() -> None:
    assert match("AP", "61/TB-MTTQ-BTT") == []
    assert match("AP", "61/TB-MTTQ-BTT", scanned=True) == []


def test_another_papers_pdf_is_refused_and_that_paper_named() -> None:
    assert match("TT", "62/TB-MTTQ-BTT") == ["LT-23"]
    found = read_pdf([lines("TT", "62/TB-MTTQ-BTT")])
    (problem,) = judge_match(found, KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=False)
    assert "62/TB-MTTQ-BTT" in problem.message


def test_another_papers_scan_is_refused_though_the_machine_misread_its_number() -> None:
    assert match("TT", "6Z/TB-MTTQ-BTT", scanned=True) == ["LT-23"]


def test_another_number_on_the_same_text_is_refused() -> None:
    assert "LT-24" in match("AP", "99/TB-MTTQ-BTT")


def test_the_count_of_pages_must_be_the_one_given() -> None:
    assert match("AP", "61/TB-MTTQ-BTT", pages=1) == []
    assert match("AP", "61/TB-MTTQ-BTT", pages=2) == ["LT-20"]


def test_a_scan_without_text_is_taken_with_a_warning() -> None:
    found = read_pdf([[]], scans=SCAN)
    problems = judge_match(found, KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=False)
    assert [(problem.code, problem.is_error) for problem in problems] == [("LT-14", False)]


def test_a_changed_figure_is_refused_unless_she_knows_and_only_told_of_a_scan() -> None:
    changed = [line.replace("87,50", "87,60") for line in lines("AP", "61/TB-MTTQ-BTT")]
    born = judge_match(read_pdf([changed]), KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=False)
    assert [(problem.code, problem.is_error) for problem in born] == [("LT-21", True)]
    assert "87,60" in born[0].message
    assert judge_match(read_pdf([changed]), KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=True) == []
    scanned = read_pdf([changed], scans=SCAN)
    told = judge_match(scanned, KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=False)
    assert [(problem.code, problem.is_error) for problem in told] == [("LT-22", False)]


def test_a_text_of_no_paper_at_all_is_refused() -> None:
    found = read_pdf([["Hóa đơn tiền điện tháng 10 năm 2023 của hộ gia đình ông Trần Văn Đê, 250.000 đồng."]])
    problems = judge_match(found, KNOWN[0], KNOWN[1:], "a.pdf", pages=None, differs=False)
    assert [problem.code for problem in problems] == ["LT-21"]


@pytest.mark.parametrize(("key", "number"), [("AP", "61"), ("TT", "62"), ("TTg", "63")])
def test_a_file_is_recognised_by_its_number_and_text(key: str, number: str) -> None:
    found = recognise(read_pdf([lines(key, f"{number}/TB-MTTQ-BTT")]), KNOWN)
    assert found.paper is not None
    assert found.paper.number == number


def test_near_twins_are_told_apart_by_their_text_alone() -> None:
    """Tam Thanh and Tam Thăng differ in one letter and a score."""
    for key in ("TT", "TTg"):
        found = recognise(read_pdf([lines(key, "/TB-MTTQ-BTT")]), KNOWN)
        assert found.paper is not None
        assert found.paper.paper == f"thong-bao:{key}"


UNDECIDED = {
    "no text": [],
    "a text of no paper": [
        "Hóa đơn tiền điện của hộ ông Trần Văn Đê, tháng 10 năm 2023, hai trăm nghìn đồng."
    ],
    "a number that no paper has": lines("AP", "99/TB-MTTQ-BTT"),
    "the number of one and the text of nobody": [
        "Số: 61/TB-MTTQ-BTT",
        "Hóa đơn tiền điện của hộ ông Trần Văn Đê.",
    ],
    "what two papers have alike": [line for line in lines("TT", "/TB-MTTQ-BTT") if "Tam" not in line],
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_nothing_is_guessed(name: str) -> None:
    found = recognise(read_pdf([UNDECIDED[name]]), KNOWN)
    assert found.paper is None
    assert found.why


# --- may it go in ---------------------------------------------------------------------------------


def place(history: History, key: str, data: bytes, **asked: object) -> list[str]:
    given = {"replace": False, "reason": "", **asked}
    return [p.code for p in judge_place(issued(key, "61"), data, history, "a.pdf", **given)]  # type: ignore[arg-type]


def test_each_file_goes_in_once_and_each_paper_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    _, bag = sealed_bag(tmp_path_factory.mktemp("bag"), "AP")
    sealed = bag.history.sealed()[0]
    held = bag.read(sealed.path("signed"))
    assert place(bag.history, "TT", b"another") == []
    assert place(bag.history, "TT", held) == ["LT-40"]
    assert place(bag.history, "AP", b"another") == ["LT-42"]
    assert place(bag.history, "AP", b"another", replace=True) == ["LT-43"]
    assert place(bag.history, "AP", b"another", replace=True, reason="Quét thiếu trang") == []
    assert place(bag.history, "TT", b"another", replace=True, reason="Quét thiếu trang") == ["LT-44"]
