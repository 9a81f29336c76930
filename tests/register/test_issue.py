"""``docgen issue``: a paper gets its number once, for good, and every paper that cites it says so."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen import files
from docgen.problem import Stop
from docgen.records import KnownPaper, ListedPaper, Numbering, Source
from docgen.workbook import read_list, write_list
from tests.cli.desk import FIRST, PLAN, Desk, Ran
from tests.factory import changed
from tests.render.word_file import W

NOTICES = ("HH", "ĐT", "QL", "AX")


def issue(desk: Desk, paper: str = "ke-hoach", number: str = "87", day: str = "29/9/2023", *more: str) -> Ran:
    return desk.run("issue", paper, "--number", number, "--date", day, *more)


def numbers(desk: Desk) -> list[str]:
    rows = desk.run("register", "--json").json["rows"]
    return [f"({row['sign']})" if row["cancelled"] else row["sign"] for row in rows]


def codes(ran: Ran) -> set[str]:
    return {problem["code"] for problem in ran.json["problems"]}


def sound(desk: Desk) -> bool:
    ran = desk.run("register", "verify", "--json")
    return ran.json["problems"] == [] and ran.code == 0


def test_number_and_day_stand_in_the_paper_and_in_every_paper_that_cites_it(desk: Desk) -> None:
    desk.run("generate")
    assert "87/KH-MTTQ-BTT" not in desk.text(FIRST)
    ran = issue(desk)
    assert ran.code == 0, ran.err
    assert "Đã cấp số 87/KH-MTTQ-BTT ngày 29/09/2023" in ran.out
    assert "Số: 87/KH-MTTQ-BTT" in desk.text(PLAN)
    assert "ngày 29 tháng 9 năm 2023" in desk.text(PLAN)
    assert "Kế hoạch số 87/KH-MTTQ-BTT ngày 29 tháng 9 năm 2023" in desk.text(FIRST)
    assert desk.state("ke-hoach") == "issued"
    assert desk.state("thong-bao:HH") == "current"
    assert sound(desk)


def test_the_register_says_who_signs_who_gets_it_and_who_keeps_it(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023", "--copies", "5", "--note", "Gửi hỏa tốc")
    (row,) = desk.run("register", "--json").json["rows"]
    expected = {
        "sign": "61/TB-MTTQ-BTT",
        "series": "TB",
        "year": 2023,
        "date": "2023-10-30",
        "signer": "Lê Thị Tuyết Hoà",
        "post": "Phó Chủ tịch",
        "recipients": "phường Hòa Hương",
        "keeper": "VT, Hồ sơ",
        "copies": 5,
        "note": "Gửi hỏa tốc",
        "paper": "thong-bao:HH",
        "file": FIRST,
        "cancelled": False,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["docx_sha256"] == files.sha256(desk.papers()[FIRST])


def test_the_history_says_who_when_and_why(desk: Desk) -> None:
    issue(desk)
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    issue(desk, "thong-bao:ĐT", "64", "30/10/2023", "--reason", "Số 62, 63 văn phòng đã dùng")
    acts = desk.run("register", "history", "--json").json["acts"]
    told = [(act["act"], act["sign"], act["who"], act["why"]) for act in acts]
    assert told == [
        ("cap-so", "87/KH-MTTQ-BTT", "chị Đào", ""),
        ("cap-so", "61/TB-MTTQ-BTT", "chị Đào", ""),
        ("cap-so", "64/TB-MTTQ-BTT", "chị Đào", "Số 62, 63 văn phòng đã dùng"),
    ]
    assert all(dt.datetime.fromisoformat(act["at"]).tzinfo for act in acts)
    assert "Lý do: Số 62, 63 văn phòng đã dùng" in desk.run("register", "history").out


def test_whoever_works_may_be_named(desk: Desk) -> None:
    issue(desk, "ke-hoach", "87", "29/9/2023", "--who", "anh Đức")
    assert desk.run("register", "history", "--json").json["acts"][0]["who"] == "anh Đức"


@pytest.mark.parametrize("typed", ["87", "087", "87/KH-MTTQ-BTT", "87/kh-mttq-btt", "Số: 87/KH-MTTQ-BTT"])
@pytest.mark.parametrize("day", ["29/9/2023", "29/09/2023", "29.9.2023", "2023-09-29"])
def test_a_number_and_a_day_are_taken_as_they_are_typed(desk: Desk, typed: str, day: str) -> None:
    assert issue(desk, "ke-hoach", typed, day).code == 0
    assert numbers(desk) == ["87/KH-MTTQ-BTT"]


@pytest.mark.parametrize(
    ("arguments", "code", "where"),
    [
        (("ke-hoach", "tám bảy", "29/9/2023"), "SO-07", "--number"),
        (("ke-hoach", "87", "31/9/2023"), "SO-07", "--date"),
        (("ke-hoach", "87", "9/29/2023"), "SO-07", "--date"),
        (("ke-hoac", "87", "29/9/2023"), "SO-07", "VĂN-BẢN"),
        (("thong-bao", "87", "29/9/2023"), "SO-07", "VĂN-BẢN"),
        (("ke-hoach", "87/QĐ-MTTQ-BTT", "29/9/2023"), "SO-04", "--number"),
        (("ke-hoach", "87", "29/9/2023", "--signer", "PCT9"), "SO-07", "--signer"),
        (("ke-hoach", "87", "20/10/2023"), "NGAY-01", ""),  # after the decision of 02/10
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    desk: Desk, arguments: tuple[str, ...], code: str, where: str
) -> None:
    ran = issue(desk, *arguments, "--json")
    assert ran.code == 1
    errors = [problem for problem in ran.json["problems"] if problem["severity"] == "error"]
    assert code in {problem["code"] for problem in errors}
    assert where in {problem["spot"] for problem in errors} or not where
    assert numbers(desk) == []


def test_a_day_off_and_a_deputy_out_of_his_period_are_told(desk: Desk) -> None:
    assert "NGAY-04" in codes(issue(desk, "thong-bao:HH", "61", "29/10/2023", "--json"))  # a Sunday
    signers = tuple(
        changed(signer, active_to=dt.date(2023, 10, 31)) if signer.code == "PCT" else signer
        for signer in desk.season.signers
    )
    desk.change(signers=signers)
    ran = issue(desk, "thong-bao:ĐT", "62", "01/11/2023", "--json")
    assert (ran.code, "KY-01" in codes(ran)) == (1, True)


def places(ran: Ran, *codes: str) -> set[tuple[str, str]]:
    problems = [problem for problem in ran.json["problems"] if problem["code"] in codes]
    assert {problem["code"] for problem in problems} == set(codes)
    return {(problem["sheet"], problem["cell"] or problem["spot"]) for problem in problems}


@pytest.mark.parametrize(("key", "cell"), [("HH", "D4"), ("ĐT", "D5")])
def test_what_is_said_of_a_day_names_the_option_or_cell_of_the_list_it_came_from(
    desk: Desk, key: str, cell: str
) -> None:
    # Hòa Hương has a row in the sheet "Văn bản", Điện Tiến has none
    signed_by = KnownPaper(kind="thong-bao", key="HH", signer="PCT")
    signed_by.located(Source("tam-ky-2023.xlsx", "Văn bản", 5, {"date": "D", "number": "C"}))
    desk.change(papers=(*desk.season.papers, signed_by))
    told, sunday = ("NGAY-04", "SO-05"), dt.date(2023, 10, 29)
    desk.run("issue", "--list", "ds.xlsx")
    assert places(issue(desk, f"thong-bao:{key}", "61", "29/10/2023", "--json"), *told) == {("", "--date")}
    desk.run("issue", f"thong-bao:{key}", "--cancel", "--reason", "In hỏng")
    source = fill(desk.root / "ds.xlsx", **{key: {"number": "62", "date": sunday}})
    ran = desk.run("issue", "--from", source.name, "--json")
    assert places(ran, *told) == {("Cấp số", cell)}


def test_the_remedy_of_an_order_of_days_names_the_option_too(desk: Desk) -> None:
    ran = issue(desk, "ke-hoach", "87", "20/10/2023", "--json")
    remedies = {problem["remedy"] for problem in ran.json["problems"] if problem["code"] == "NGAY-01"}
    assert all(remedy.endswith("hoặc ngày ở --date.") for remedy in remedies)
    assert remedies


def test_a_day_that_only_the_register_knows_is_named_by_it(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "29/10/2023")
    assert places(desk.run("check", "--json"), "NGAY-04") == {("Sổ đăng ký", "số 61/TB-MTTQ-BTT")}


def test_a_signer_may_be_named_who_is_not_the_one_of_the_records(desk: Desk) -> None:
    desk.run("generate")
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023", "--signer", "CT").code == 0
    assert "Ký: Đặng Thế Hưng" in desk.text(FIRST)
    assert desk.run("register", "--json").json["rows"][0]["signer"] == "Đặng Thế Hưng"


def test_a_number_is_given_once_and_a_paper_has_one_number(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    assert "SO-01" in codes(issue(desk, "thong-bao:ĐT", "61", "30/10/2023", "--json"))
    again = issue(desk, "thong-bao:HH", "62", "30/10/2023", "--json")
    assert "SO-08" in codes(again)
    assert "SO-06" not in codes(again), "the number is the register's, not the workbook's"
    assert again.json["remedy"] == "Sửa rồi chạy lại."
    assert numbers(desk) == ["61/TB-MTTQ-BTT"]


def test_numbers_typed_into_the_workbook_are_taken_too(desk: Desk) -> None:
    typed = KnownPaper(kind="thong-bao", key="AX", number="61/TB-MTTQ-BTT", date=dt.date(2023, 10, 30))
    desk.change(papers=(*desk.season.papers, typed))
    assert "SO-01" in codes(issue(desk, "thong-bao:HH", "61", "30/10/2023", "--json"))
    assert "SO-03" in codes(issue(desk, "thong-bao:HH", "63", "30/10/2023", "--json"))
    assert issue(desk, "thong-bao:HH", "62", "30/10/2023").code == 0


def test_a_number_typed_for_this_paper_must_be_the_same_and_is_then_taken_over(desk: Desk) -> None:
    typed = KnownPaper(kind="thong-bao", key="HH", number="61/TB-MTTQ-BTT", date=dt.date(2023, 10, 30))
    desk.change(papers=(*desk.season.papers, typed))
    desk.run("generate")
    frozen = desk.papers()[FIRST]
    assert desk.state("thong-bao:HH") == "issued"
    assert "SO-06" in codes(issue(desk, "thong-bao:HH", "62", "30/10/2023", "--json"))
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023").code == 0
    assert desk.papers()[FIRST] == frozen
    assert sound(desk)


def test_a_number_typed_later_that_says_something_else_is_warned_of(desk: Desk) -> None:
    issue(desk)
    papers = [row for row in desk.season.papers if row.kind != "ke-hoach"]
    typed = KnownPaper(kind="ke-hoach", number="88", date=dt.date(2023, 9, 29), signer="CT")
    desk.change(papers=(*papers, typed))
    (problem,) = [found for found in desk.run("check", "--json").json["problems"] if found["code"] == "SO-06"]
    assert problem["found"] == "88 ngày 29/9/2023"
    assert "87/KH-MTTQ-BTT" in desk.text(PLAN)


# --- what was printed and signed ----------------------------------------------------------------


def test_records_that_changed_since_the_paper_was_printed_stop_the_issue(desk: Desk) -> None:
    desk.run("generate")
    desk.change_general(place="Quế Lộc")
    ran = issue(desk, "ke-hoach", "87", "29/9/2023", "--json")
    (problem,) = [found for found in ran.json["problems"] if found["severity"] == "error"]
    assert problem["code"] == "SO-09"
    assert "Quế Lộc" in problem["message"]
    assert "--as-printed" in problem["remedy"]
    assert numbers(desk) == []


def test_the_paper_as_it_was_printed_gets_number_and_day_and_nothing_else(desk: Desk) -> None:
    desk.run("generate")
    desk.change_general(place="Quế Lộc")
    assert issue(desk, "ke-hoach", "87", "29/9/2023", "--as-printed").code == 0
    text = desk.text(PLAN)
    assert "Quế Lộc" not in text
    assert "87/KH-MTTQ-BTT" in text
    assert desk.state("ke-hoach") == "issued"
    assert "Quế Lộc" in desk.text(FIRST), "the other papers follow the records"


def test_another_paper_that_got_its_number_meanwhile_is_no_change_of_the_records(desk: Desk) -> None:
    desk.run("generate")
    issue(desk)
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023").code == 0


def test_an_issued_paper_is_put_back_when_output_is_gone_and_never_made_again(desk: Desk) -> None:
    desk.run("generate")
    issue(desk)
    issued = desk.papers()[PLAN]
    desk.change_general(place="Quế Lộc")
    for path in sorted(desk.output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    desk.run("generate")
    assert desk.papers()[PLAN] == issued


def test_a_strange_file_in_the_papers_place_stops_the_issue(desk: Desk) -> None:
    desk.output.mkdir(parents=True)
    (desk.output / PLAN).write_bytes(b"tep cua ai do")
    assert "SO-10" in codes(issue(desk, "ke-hoach", "87", "29/9/2023", "--json"))
    assert (desk.output / PLAN).read_bytes() == b"tep cua ai do"


# --- what a person made of it -------------------------------------------------------------------


def edit(desk: Desk, name: str, old: str, new: str) -> bytes:
    """Change some words of a paper, as a person would in Word."""
    stream = io.BytesIO()
    with zipfile.ZipFile(desk.output / name) as paper, zipfile.ZipFile(stream, "w") as edited:
        for member in paper.infolist():
            data = paper.read(member)
            if member.filename == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            edited.writestr(member, data)
    (desk.output / name).write_bytes(stream.getvalue())
    return stream.getvalue()


def test_her_words_are_in_the_version_that_is_issued_and_its_number_too(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, "Về Kế hoạch", "Về việc kiểm tra theo Kế hoạch")
    assert issue(desk).code == 0
    text = desk.text(PLAN)
    assert "Về việc kiểm tra theo" in text
    assert "87/KH-MTTQ-BTT" in text
    assert desk.state("ke-hoach") == "issued"
    assert sound(desk)


def test_her_words_stay_when_the_number_is_cancelled_and_the_number_goes(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, "Về Kế hoạch", "Về việc kiểm tra theo Kế hoạch")
    issue(desk)
    assert desk.run("issue", "ke-hoach", "--cancel", "--reason", "In hỏng").code == 0
    text = desk.text(PLAN)
    assert "Về việc kiểm tra theo" in text
    assert "87/KH-MTTQ-BTT" not in text
    assert issue(desk, "ke-hoach", "88", "29/9/2023").code == 0
    assert "88/KH-MTTQ-BTT" in desk.text(PLAN)


def test_what_she_does_to_an_issued_paper_is_told_and_kept_and_can_be_undone(desk: Desk) -> None:
    desk.run("generate")
    issue(desk)
    issued = desk.papers()[PLAN]
    hers = edit(desk, PLAN, "Về Kế hoạch", "Về việc khác")
    for _ in range(2):
        desk.run("generate")
        assert desk.papers()[PLAN] == hers
    assert desk.state("ke-hoach") == "altered"
    assert desk.run("restore", "ke-hoach").code == 0
    assert desk.papers()[PLAN] == issued
    assert desk.state("ke-hoach") == "issued"


# --- what a review left open --------------------------------------------------------------------

COMMENT = (
    '<w:comment w:id="3" w:author="Thuỷ"><w:p><w:r><w:t>Ngày này đúng chưa?</w:t></w:r></w:p></w:comment>'
)


def review(desk: Desk, name: str, *, comment: str = "", tracked: str = "") -> None:
    """Leave in a paper what Word leaves: a comment at its subject, a tracked insertion before it."""
    with zipfile.ZipFile(desk.output / name) as paper:
        members = {member: paper.read(member).decode() for member in paper.namelist()}
    mark = '<w:r><w:commentReference w:id="3"/></w:r>' if comment else ""
    if tracked:
        mark += f'<w:ins w:id="9" w:author="Thuỷ"><w:r><w:t>{tracked}</w:t></w:r></w:ins>'
    body = members["word/document.xml"]
    start = body.rindex("<w:r>", 0, body.index("Về "))
    members["word/document.xml"] = f"{body[:start]}{mark}{body[start:]}"
    if comment:
        members["word/comments.xml"] = f'<w:comments xmlns:w="{W[1:-1]}">{comment}</w:comments>'
        rels = members["word/_rels/document.xml.rels"]
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        line = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'
        members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", line)
        types = members["[Content_Types].xml"]
        content = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        line = f'<Override PartName="/word/comments.xml" ContentType="{content}"/></Types>'
        members["[Content_Types].xml"] = types.replace("</Types>", line)
    with zipfile.ZipFile(desk.output / name, "w") as paper:
        for member, text in members.items():
            paper.writestr(member, text)


@pytest.mark.parametrize("as_printed", [(), ("--as-printed",)])
@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({"comment": COMMENT}, ["1 bình luận", "Thuỷ: «Ngày này đúng chưa?»"]),
        ({"tracked": "Về việc "}, ["1 thay đổi", "thêm «Về việc»"]),
        (
            {"comment": COMMENT, "tracked": "Về việc "},
            ["1 bình luận, 1 thay đổi", "Thuỷ: «Ngày này đúng chưa?»"],
        ),
    ],
)
def test_a_paper_under_review_is_not_issued(
    desk: Desk, left: dict[str, str], told: list[str], as_printed: tuple[str, ...]
) -> None:
    desk.run("generate")
    clean = (desk.output / PLAN).read_bytes()
    review(desk, PLAN, **left)
    reviewed = (desk.output / PLAN).read_bytes()
    ran = issue(desk, "ke-hoach", "87", "29/9/2023", *as_printed, "--json")
    (problem,) = [found for found in ran.json["problems"] if found["severity"] == "error"]
    assert (ran.code, problem["code"]) == (1, "SO-12")
    assert all(words in problem["message"] for words in [PLAN, *told])
    assert "Xem lại (Review)" in problem["remedy"]
    assert (numbers(desk), (desk.output / PLAN).read_bytes()) == ([], reviewed)
    (desk.output / PLAN).write_bytes(clean)
    assert issue(desk).code == 0


def test_one_paper_under_review_stops_its_whole_list(desk: Desk) -> None:
    desk.run("generate")
    review(desk, FIRST, comment=COMMENT)
    desk.run("issue", "--list", "ds.xlsx")
    source = fill(desk.root / "ds.xlsx", **notices(61))
    ran = desk.run("issue", "--from", source.name, "--json")
    errors = [(e["code"], e["cell"]) for e in ran.json["problems"] if e["severity"] == "error"]
    assert (errors, numbers(desk)) == ([("SO-12", "A4")], [])


def test_figures_that_are_not_those_of_the_records_get_no_number_without_her_word(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, "2 nơi nhận", "5 nơi nhận gần xa")
    ran = issue(desk, "ke-hoach", "87", "29/9/2023", "--json")
    (problem,) = [found for found in ran.json["problems"] if found["severity"] == "error"]
    assert (problem["code"], numbers(desk)) == ("SO-13", [])
    assert "ghi «5 nơi nhận gần xa», mà theo sổ là «2 nơi nhận»" in problem["message"]
    assert issue(desk, "ke-hoach", "87", "29/9/2023", "--as-edited").code == 0
    assert "5 nơi nhận gần xa" in desk.text(PLAN)


def test_docgens_own_comment_on_a_conflict_stops_the_issue_too(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, desk.season.general.place, "Quế Sơn")
    desk.change_general(place="Quế Lộc")
    desk.run("generate")
    ran = issue(desk, "ke-hoach", "87", "29/9/2023", "--json")
    (problem,) = [found for found in ran.json["problems"] if found["severity"] == "error"]
    assert problem["code"] == "SO-12"
    assert "docgen: «" in problem["message"]


def test_a_number_typed_into_the_file_must_be_the_one_that_is_given(desk: Desk) -> None:
    desk.run("generate")
    blank = re.search(r"Số: ([^/]*)/", desk.text(PLAN))
    assert blank is not None
    edit(desk, PLAN, f"Số: {blank[1]}/", "Số: 86/")
    ran = issue(desk, "ke-hoach", "87", "29/9/2023", "--json")
    (problem,) = [found for found in ran.json["problems"] if found["severity"] == "error"]
    assert problem["code"] == "SO-12"
    assert "86/KH" in problem["message"]
    assert "87/KH" in problem["message"]
    edit(desk, PLAN, "Số: 86/", "Số: 87/")
    assert issue(desk).code == 0


def test_a_number_typed_into_the_workbook_freezes_no_paper_under_review(desk: Desk) -> None:
    desk.run("generate")
    review(desk, FIRST, comment=COMMENT)
    typed = KnownPaper(kind="thong-bao", key="HH", number="61/TB-MTTQ-BTT", date=dt.date(2023, 10, 30))
    desk.change(papers=(*desk.season.papers, typed))
    for _ in range(2):
        ran = desk.run("generate", "--json")
        (note,) = [note for note in ran.json["problems"] if note["code"] == "SO-12"]
        assert "chưa coi văn bản này là đã ban hành" in note["message"]
        assert desk.state("thong-bao:HH") != "issued"
    edit(desk, FIRST, '<w:commentReference w:id="3"/>', "")
    desk.run("generate")
    assert "Số: 61/TB-MTTQ-BTT" in desk.text(FIRST)
    assert desk.state("thong-bao:HH") == "issued"


# --- cancelling ---------------------------------------------------------------------------------


def test_a_cancelled_number_is_never_used_again_and_its_paper_is_open(desk: Desk) -> None:
    desk.run("generate")
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    ran = desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "In nhầm giấy")
    assert ran.code == 0, ran.err
    assert numbers(desk) == ["(61/TB-MTTQ-BTT)"]
    assert "61/TB-MTTQ-BTT" not in desk.text(FIRST), "blank again"
    assert desk.state("thong-bao:HH") == "current"
    assert "SO-01" in codes(issue(desk, "thong-bao:HH", "61", "30/10/2023", "--json"))
    assert issue(desk, "thong-bao:HH", "62", "30/10/2023").code == 0
    assert "Số: 62/TB-MTTQ-BTT" in desk.text(FIRST)
    assert sound(desk)


def test_a_file_that_still_shows_the_cancelled_number_is_no_reason_against_the_next(desk: Desk) -> None:
    desk.run("generate")
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    mark = desk.output / f"~${FIRST[2:]}"
    mark.touch()
    desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "In hỏng")
    assert "Số: 61/TB-MTTQ-BTT" in desk.text(FIRST), "the file was open in Word"
    mark.unlink()
    ran = issue(desk, "thong-bao:HH", "62", "30/10/2023")
    assert ran.code == 0, ran.err
    assert "Số: 62/TB-MTTQ-BTT" in desk.text(FIRST)


def test_a_number_is_cancelled_with_a_reason_and_by_its_own_name_too(desk: Desk) -> None:
    issue(desk)
    assert desk.run("issue", "ke-hoach", "--cancel").code == 2
    assert desk.run("issue", "ke-hoach", "--cancel", "--reason", "  ").code == 2
    assert desk.run("issue", "87/KH-MTTQ-BTT", "--cancel", "--reason", "Hỏng").code == 0
    assert desk.run("issue", "87/KH-MTTQ-BTT", "--cancel", "--reason", "Hỏng").code == 2, "already"
    assert desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "Hỏng").code == 2, "has none"
    assert numbers(desk) == ["(87/KH-MTTQ-BTT)"]


def test_a_number_that_stands_in_the_workbook_is_taken_out_there_first(desk: Desk) -> None:
    typed = KnownPaper(kind="thong-bao", key="HH", number="61", date=dt.date(2023, 10, 30))
    desk.change(papers=(*desk.season.papers, typed))
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    ran = desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "Hỏng")
    assert (ran.code, "Sổ Excel còn ghi số 61" in ran.err) == (1, True)


def test_a_cancelled_number_stays_so_when_the_office_numbers_otherwise(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "In nhầm giấy")
    papers = tuple(changed(paper, number="", date=None) for paper in desk.season.papers)
    desk.change(general=changed(desk.season.general, numbering=Numbering.COMMON), papers=papers)
    desk.run("generate")
    assert "SO-01" in codes(issue(desk, "thong-bao:HH", "61", "30/10/2023", "--json"))
    assert "SO-01" in codes(issue(desk, "ke-hoach", "61", "29/9/2023", "--json")), "one series for all now"


# --- a list -------------------------------------------------------------------------------------


def fill(path: Path, **values: dict[str, Any]) -> Path:
    """Fill a list: the key of a notice, or ``plan``, to what is typed into its row."""
    rows, problems = read_list(path, ListedPaper)
    assert problems == []
    filled = []
    for row in rows:
        typed = values.get(row.paper.partition(":")[2] or "plan", {"number": "", "date": None})
        filled.append(row.model_copy(update=typed))
    target = path.with_name("da-dien.xlsx")
    target.write_bytes(write_list(ListedPaper, filled))
    return target


def notices(first: int, day: dt.date = dt.date(2023, 10, 30)) -> dict[str, dict[str, Any]]:
    return {key: {"number": str(first + i), "date": day} for i, key in enumerate(NOTICES)}


def test_a_list_of_the_papers_without_a_number_proposes_the_next_ones(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    ran = desk.run("issue", "--list", "ds.xlsx")
    assert ran.code == 0, ran.err
    rows, problems = read_list(desk.root / "ds.xlsx", ListedPaper)
    assert problems == []
    assert [(row.paper, row.number, row.date) for row in rows] == [
        ("ke-hoach", "", None),  # nobody knows how far the office has come
        ("thong-bao:ĐT", "62", None),
        ("thong-bao:QL", "63", None),
        ("thong-bao:AX", "64", None),
    ]
    assert rows[1].hint == "61/TB-MTTQ-BTT ngày 30/10/2023"


def test_a_list_never_overwrites_a_file(desk: Desk) -> None:
    (desk.root / "ds.xlsx").write_bytes(b"cua toi")
    assert desk.run("issue", "--list", "ds.xlsx").code == 2
    assert (desk.root / "ds.xlsx").read_bytes() == b"cua toi"
    assert desk.run("issue", "--list", "ds.docx").code == 2


def test_a_whole_list_is_issued_by_one_act_for_each_paper(desk: Desk) -> None:
    desk.run("generate")
    desk.run("issue", "--list", "ds.xlsx")
    plan = {"number": "87", "date": dt.date(2023, 9, 29), "copies": 20}
    typed = notices(61)
    typed["HH"]["reason"] = "Ký trước"
    source = fill(desk.root / "ds.xlsx", plan=plan, **typed)
    ran = desk.run("issue", "--from", source.name)
    assert ran.code == 0, ran.err
    assert numbers(desk) == ["87/KH-MTTQ-BTT", *(f"{number}/TB-MTTQ-BTT" for number in (61, 62, 63, 64))]
    acts = desk.run("register", "history", "--json").json["acts"]
    assert [act["why"] for act in acts] == ["", "Ký trước", "", "", ""]
    assert "Kế hoạch số 87/KH-MTTQ-BTT ngày 29 tháng 9 năm 2023" in desk.text(FIRST)
    assert "Số: 61/TB-MTTQ-BTT" in desk.text(FIRST)
    assert sound(desk)
    states = {row["state"] for row in desk.run("status", "--json").json["papers"]}
    assert states == {"issued"}


def test_a_list_with_a_fault_gives_no_number_and_tells_every_fault_with_its_cell(desk: Desk) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    typed = notices(61)
    typed["ĐT"] = {"number": "61", "date": dt.date(2023, 10, 30)}  # as HH
    typed["QL"] = {"number": "63/KH-MTTQ-BTT", "date": dt.date(2023, 10, 30)}
    typed["AX"] = {"number": "", "date": dt.date(2023, 10, 30)}
    late = {"number": "87", "date": dt.date(2023, 10, 20)}  # after the decision and the first day
    source = fill(desk.root / "ds.xlsx", plan=late, **typed)
    ran = desk.run("issue", "--from", source.name, "--json")
    assert ran.code == 1
    errors = {(e["code"], e["cell"]) for e in ran.json["problems"] if e["severity"] == "error"}
    assert {("SO-01", "C5"), ("SO-04", "C6"), ("SO-07", "C7")} <= errors
    assert "NGAY-01" in {code for code, _ in errors}, "what the rules say of the dates is told with it"
    assert numbers(desk) == []


def test_a_proposed_number_without_a_day_is_a_paper_that_is_not_signed_yet(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    desk.run("issue", "--list", "ds.xlsx")
    source = fill(desk.root / "ds.xlsx", ĐT={"date": dt.date(2023, 10, 30)})
    assert desk.run("issue", "--from", source.name).code == 0
    assert numbers(desk) == ["61/TB-MTTQ-BTT", "62/TB-MTTQ-BTT"]


def test_a_number_whose_day_was_forgotten_is_told(desk: Desk) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    typed = notices(61)
    typed["AX"]["date"] = None
    ran = desk.run("issue", "--from", fill(desk.root / "ds.xlsx", **typed).name, "--json")
    assert (ran.code, len(numbers(desk))) == (0, 3)
    (note,) = [note for note in ran.json["problems"] if note["code"] == "SO-11"]
    assert "64 (Thông báo, An Xuân)" in note["message"]


def test_what_is_odd_in_a_list_is_told_also_when_its_numbers_are_given(desk: Desk) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    path = fill(desk.root / "ds.xlsx", **notices(61))
    book = openpyxl.load_workbook(path)
    (day,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.coordinate == "D4"]
    day.value = "30/10/2023"
    book.save(path)
    ran = desk.run("issue", "--from", path.name, "--json")
    assert ran.code == 0
    assert "BANG-16" in {note["code"] for note in ran.json["problems"]}, "Excel may have turned day and month"


def test_one_list_grows_through_the_season(desk: Desk) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    typed = notices(61)
    first = {key: typed[key] | {"signer": "PCT"} for key in ("HH", "ĐT")}
    desk.run("issue", "--from", fill(desk.root / "ds.xlsx", **first).name)
    typed["HH"]["number"] = "061/TB-MTTQ-BTT"
    ran = desk.run("issue", "--from", fill(desk.root / "ds.xlsx", **typed).name)
    assert (ran.code, len(numbers(desk))) == (0, 4), ran.err
    assert "Đã có từ trước: 2 số" in ran.out
    again = desk.run("issue", "--from", "da-dien.xlsx", "--json")
    assert (again.code, again.json["already"], again.json["rows"]) == (0, 4, [])
    assert len(desk.run("register", "history", "--json").json["acts"]) == 4


@pytest.mark.parametrize(
    "differing",
    [{"number": "62"}, {"date": dt.date(2023, 10, 31)}, {"signer": "CT"}, {"number": "61/QĐ-MTTQ-BTT"}],
)
def test_a_row_that_says_otherwise_than_the_register_is_an_error(
    desk: Desk, differing: dict[str, Any]
) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    listed = ListedPaper(paper="thong-bao:HH", number="61", date=dt.date(2023, 10, 30))
    other = ListedPaper(paper="thong-bao:ĐT", number="62", date=dt.date(2023, 10, 30))
    rows = [listed.model_copy(update=differing), other]
    (desk.root / "ds.xlsx").write_bytes(write_list(ListedPaper, rows))
    ran = desk.run("issue", "--from", "ds.xlsx", "--json")
    assert (ran.code, "SO-08" in codes(ran), numbers(desk)) == (1, True, ["61/TB-MTTQ-BTT"])


def test_a_row_whose_number_was_cancelled_is_not_there_already(desk: Desk) -> None:
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    desk.run("issue", "thong-bao:HH", "--cancel", "--reason", "In hỏng")
    row = ListedPaper(paper="thong-bao:HH", number="61", date=dt.date(2023, 10, 30))
    (desk.root / "ds.xlsx").write_bytes(write_list(ListedPaper, [row]))
    assert "SO-01" in codes(desk.run("issue", "--from", "ds.xlsx", "--json"))


@pytest.mark.parametrize(
    ("heading", "renamed", "cell", "near"),
    [
        ("Số", "Số VB", "C2", True),
        ("Ngày ban hành", "Ngày ký ban hành", "D2", True),
        ("Ngày ban hành", "Ngày ban hàng", "D2", True),
        ("Mã văn bản", "Văn bản nào", "A2", False),
        ("Số", "Thứ tự", "A2", False),
    ],
)
def test_a_renamed_heading_of_a_list_is_told_as_such(
    desk: Desk, heading: str, renamed: str, cell: str, near: bool
) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    path = fill(desk.root / "ds.xlsx", **notices(61))
    book = openpyxl.load_workbook(path)
    (head,) = [cell for cell in book.worksheets[0][2] if cell.value == heading]
    head.value = renamed
    book.save(path)
    ran = desk.run("issue", "--from", path.name, "--json")
    (problem,) = ran.json["problems"]
    assert (problem["code"], problem["cell"]) == ("BANG-21", cell)
    assert f"không có cột «{heading}»" in problem["message"]
    assert f"«{renamed}»" in problem["message"]
    assert "«Mã văn bản», «Số», «Ngày ban hành»" in problem["remedy"]
    assert (f"Sửa tiêu đề thành «{heading}»" in problem["remedy"]) == near


def test_an_empty_list_and_a_file_that_is_none_are_told(desk: Desk) -> None:
    desk.run("issue", "--list", "ds.xlsx")
    assert desk.run("issue", "--from", fill(desk.root / "ds.xlsx").name).code == 1
    (desk.root / "hong.xlsx").write_bytes(b"khong phai Excel")
    assert desk.run("issue", "--from", "hong.xlsx").code == 1
    assert desk.run("issue", "--from", "khong-co.xlsx").code == 1


# --- trouble ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ke-hoach", "--as-printed"),
        ("ke-hoach", "--number", "87"),
        ("ke-hoach", "--from", "a.xlsx", "--number", "87"),
        ("--list", "a.xlsx", "--from", "b.xlsx"),
        ("ke-hoach", "--cancel", "--number", "87", "--reason", "x"),
    ],
)
def test_a_command_that_means_nothing_is_a_usage_error(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert desk.run("issue", *arguments).code == 2


def test_a_paper_without_its_number_is_told_the_next_one(desk: Desk) -> None:
    typed = KnownPaper(kind="thong-bao", key="AX", number="62/TB-MTTQ-BTT", date=dt.date(2023, 10, 31))
    desk.change(papers=(*desk.season.papers, typed))
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023", "--reason", "Ký trước").code == 0
    for arguments, told in {
        ("thong-bao:ĐT",): "của dãy Thông báo năm 2023 là 63 (gần nhất: 62/TB-MTTQ-BTT ngày 31/10/2023)",
        ("thong-bao:QL", "--date", "31/10/2023"): "thêm --number 63",
        ("thong-bao:HH",): "đã có số 61/TB-MTTQ-BTT ngày 30/10/2023",
        ("thong-bao:AX",): "Sổ Excel ghi số 62/TB-MTTQ-BTT",
        ("ke-hoach",): "Kế hoạch năm 2023: chưa biết số nào",
    }.items():
        ran = desk.run("issue", *arguments)
        asks = len(arguments) > 1  # a day without a number is a wish; a paper alone is a question
        assert (ran.code, told in ran.out + ran.err) == (2 if asks else 0, True), ran.err
        assert ("Còn thiếu --number" in ran.err) == asks
    assert desk.run("issue", "thong-bao:ĐT", "--json").json["next"].endswith("thêm --number 63.")
    assert desk.run("issue", "thong-bao:XX").code == 2
    assert numbers(desk) == ["61/TB-MTTQ-BTT"]


def test_another_docgen_at_work_is_waited_for_and_then_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.verbs.issue.PATIENCE", 0.1)
    with files.Lock(desk.workbook.parent / "tam-ky-2023"):
        ran = issue(desk)
    assert (ran.code, "Một phiên docgen khác" in ran.err) == (1, True)
    assert issue(desk).code == 0


@pytest.mark.parametrize("outside", [False, True])
def test_a_register_that_is_lost_with_its_text_is_missed(desk: Desk, outside: bool) -> None:
    if outside:
        number = ("--number", "312", "--date", "3/10/2023", "--subject", "V/v chuẩn bị")
        assert desk.run("register", "add", "--kind", "CV", *number).code == 0
        last = "312/MTTQ-BTT ngày 03/10/2023"
    else:
        issue(desk)
        issue(desk, "thong-bao:HH", "61", "30/10/2023")
        last = "61/TB-MTTQ-BTT ngày 30/10/2023"
    memory = desk.workbook.with_suffix("")
    kept = {path: path.read_bytes() for path in memory.glob("so-dang-ky.*")}
    for path in kept:
        path.unlink()
    ran = desk.run("register", "verify", "--json")
    (problem,) = ran.json["problems"]
    assert (ran.code, problem["code"]) == (1, "SDK-01")
    assert f"gần nhất là số {last}" in problem["message"]
    for command in (("issue", "thong-bao:ĐT", "--number", "61", "--date", "30/10/2023"), ("register",)):
        ran = desk.run(*command)
        assert (ran.code, "bản sao lưu" in ran.err) == (1, True)
    assert not list(memory.glob("so-dang-ky.*"))
    for path, data in kept.items():
        path.write_bytes(data)
    assert sound(desk)


def test_a_season_without_numbers_has_lost_no_register(desk: Desk) -> None:
    desk.run("generate")
    ran = desk.run("register", "verify")
    assert (ran.code, "Chưa có sổ đăng ký" in ran.out) == (0, True)


def test_what_the_journal_notes_of_numbers_is_no_version_to_be_restored(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, "Về Kế hoạch", "Về việc kiểm tra theo Kế hoạch")
    issue(desk)
    desk.run("issue", "ke-hoach", "--cancel", "--reason", "In hỏng")
    versions = desk.run("restore", "ke-hoach", "--list", "--json").json["versions"]
    assert {version["kind"] for version in versions} <= {"edited", "merged", "issued"}


def test_a_text_that_cannot_be_written_takes_nothing_from_the_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write_atomic

    def refusing(path: Path, data: bytes) -> None:
        if path.name == "so-dang-ky.txt":
            raise Stop("Đĩa đã đầy.", "Dọn đĩa.")
        write(path, data)

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_atomic", refusing)
        ran = issue(desk)
    assert ran.code == 0
    assert "export-text" in ran.out
    assert numbers(desk) == ["87/KH-MTTQ-BTT"]
    assert desk.run("register", "export-text").code == 0
    assert sound(desk)


def test_papers_that_cannot_be_written_take_nothing_from_the_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("generate")

    def full(path: Path, data: bytes, known: str | None) -> bool:
        raise Stop("Đĩa đã đầy.", f"Dọn đĩa: {path}, {len(data)}, {known}.")

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_over", full)
        ran = issue(desk)
    assert ran.code == 1
    assert "Sổ đăng ký đã ghi xong" in ran.out
    assert numbers(desk) == ["87/KH-MTTQ-BTT"]
    assert desk.run("generate").code == 0
    assert "87/KH-MTTQ-BTT" in desk.text(PLAN)
    assert desk.state("ke-hoach") == "issued"
