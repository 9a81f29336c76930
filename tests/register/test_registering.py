"""``docgen register``: shown, taken in by hand, exported, verified."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from docgen.commands.edge import main
from docgen.lint import lint
from docgen.register import Book
from tests.cli.desk import FIRST, PLAN, Desk, Ran
from tests.register.books import intruder
from tests.register.test_issue import issue, numbers

LETTER = ("--kind", "CV", "--number", "312", "--date", "03/10/2023", "--subject", "V/v chuẩn bị hồ sơ")


def add(desk: Desk, *arguments: str) -> Ran:
    return desk.run("register", "add", *(arguments or LETTER))


def test_the_register_is_shown_alone_with_a_seasons_name_and_by_its_word(desk: Desk) -> None:
    issue(desk)
    shown = desk.run("register")
    assert (shown.code, "87/KH-MTTQ-BTT  29/09/2023  Kế hoạch" in shown.out) == (0, True)
    for arguments in (("tam-ky-2023",), ("show",), ("show", "tam-ky-2023"), ("--year", "2023")):
        assert desk.run("register", *arguments).out == shown.out
    assert desk.run("register", "--year", "2024", "--json").json["rows"] == []
    assert desk.run("register", "khong-co").code == 2
    assert "Cách dùng" in desk.run("register", "--help").out


def test_an_empty_register_is_shown_and_nothing_is_made(desk: Desk) -> None:
    ran = desk.run("register", "--json")
    assert (ran.code, ran.json["rows"], ran.json["head"]) == (0, [], "")
    assert desk.run("register", "verify").code == 0
    assert not (desk.workbook.parent / "tam-ky-2023").exists()


def test_numbers_that_stand_in_the_workbook_alone_are_told(desk: Desk) -> None:
    lacking = desk.run("register", "--json").json["only_in_workbook"]
    assert {"sign": "45/QĐ-MTTQ-BTT", "date": "2023-10-02"}.items() <= lacking[1].items()
    assert [row["sign"] for row in lacking] == ["22/HD-MTTQ-BTT", "45/QĐ-MTTQ-BTT", "01/BC-ĐKT", "19/BB-BTT"]


# --- numbers given by hand ----------------------------------------------------------------------


def test_a_number_given_by_hand_is_taken_in_with_all_that_is_said(desk: Desk) -> None:
    more = ("--signer", "Lê Thị Tuyết Hoà", "--to", " Các phường ;VP; ", "--keeper", "VT", "--copies", "15")
    assert add(desk, *LETTER, *more, "--note", "kèm đề cương").code == 0
    (row,) = desk.run("register", "--json").json["rows"]
    expected = {
        "sign": "312/MTTQ-BTT",
        "series": "CV",
        "kind": "CV",
        "subject": "V/v chuẩn bị hồ sơ",
        "signer": "Lê Thị Tuyết Hoà",
        "recipients": "Các phường; VP",
        "keeper": "VT",
        "copies": 15,
        "note": "kèm đề cương",
        "paper": "",
    }
    assert {name: row[name] for name in expected} == expected
    assert desk.run("register", "history", "--json").json["acts"][0]["act"] == "ghi-so"
    assert desk.run("register", "verify").code == 0


@pytest.mark.parametrize("kind", ["CV", "cv", "Công văn", "CÔNG VĂN", "Co\u0302ng va\u0306n"])
def test_a_kind_is_known_by_name_and_abbreviation_in_any_spelling(desk: Desk, kind: str) -> None:
    assert add(desk, "--kind", kind, *LETTER[2:]).code == 0
    assert numbers(desk) == ["312/MTTQ-BTT"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("--kind", "Công vặn vẹo"), "SO-07"),
        (("--number", "ba trăm"), "SO-07"),
        (("--date", "10/3/23"), "SO-07"),
        (("--subject", "  "), "SO-07"),
        (("--cited-as", "ke-hoach"), "SO-07"),
        (("--number", "312/TB-MTTQ-BTT"), "SO-04"),
    ],
)
def test_what_cannot_be_is_refused_with_its_option(desk: Desk, change: tuple[str, str], code: str) -> None:
    ran = add(desk, *LETTER, *change, "--json")
    errors = {(e["code"], e["spot"]) for e in ran.json["problems"] if e["severity"] == "error"}
    assert (ran.code, errors) == (1, {(code, change[0])})
    assert numbers(desk) == []


def test_a_number_taken_in_is_unique_in_order_and_without_gaps_too(desk: Desk) -> None:
    add(desk)
    again = add(desk, *LETTER, "--json").json["problems"]
    early = add(desk, *LETTER, "--number", "313", "--date", "02/10/2023", "--json").json["problems"]
    far = add(desk, *LETTER, "--number", "320", "--date", "04/10/2023", "--json").json["problems"]
    assert [[p["code"] for p in found] for found in (again, early, far)] == [["SO-01"], ["SO-02"], ["SO-03"]]
    reason = ("--reason", "Các số ở giữa không liên quan đến đợt")
    assert add(desk, *LETTER, "--number", "320", "--date", "04/10/2023", *reason).code == 0
    assert numbers(desk) == ["312/MTTQ-BTT", "320/MTTQ-BTT"]


@pytest.mark.parametrize(
    ("number", "warned"),
    [("45/QĐ-UBND", True), ("45/QĐ-MTTQ-BTT", False), ("45/QĐ-BTT", False), ("45", False)],
)
def test_the_symbol_of_another_office_is_warned_of(desk: Desk, number: str, *, warned: bool) -> None:
    desk.change(papers=())
    ran = add(desk, "--kind", "QĐ", "--number", number, "--date", "3/10/2023", "--subject", "a", "--json")
    assert ran.code == 0, ran.err
    assert ("SO-04" in {note["code"] for note in ran.json["problems"]}) == warned


def test_a_year_that_cannot_be_is_not_called_a_number_taken_already(desk: Desk) -> None:
    ran = add(desk, "--kind", "CV", "--number", "5", "--date", "3/10/1999", "--subject", "a")
    assert (ran.code, "năm 1999 không thể" in ran.err) == (1, True)


def test_a_number_taken_in_counts_when_the_next_one_is_given(desk: Desk) -> None:
    notice = ("--kind", "TB", "--number", "60", "--date", "20/10/2023", "--subject", "Lịch tiếp dân")
    assert add(desk, *notice).code == 0
    assert issue(desk, "thong-bao:HH", "60", "30/10/2023").code == 1
    assert issue(desk, "thong-bao:HH", "62", "30/10/2023").code == 1
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023").code == 0


def test_a_paper_that_the_season_cites_is_taken_in_where_the_workbook_knows_it(desk: Desk) -> None:
    report = ("--kind", "BC", "--number", "01/BC-ĐKT", "--date", "24/10/2023", "--subject", "Kết quả")
    assert add(desk, *report, "--cited-as", "bao-cao").code == 0
    (row,) = desk.run("register", "--json").json["rows"]
    assert (row["series"], row["paper"]) == ("BC-ĐKT", "bao-cao")
    assert "01/BC-ĐKT" not in [k["sign"] for k in desk.run("register", "--json").json["only_in_workbook"]]
    assert desk.run("check").code == 0


def test_a_number_taken_in_by_mistake_is_struck_off(desk: Desk) -> None:
    add(desk)
    assert desk.run("issue", "312/MTTQ-BTT", "--cancel", "--reason", "Ghi nhầm").code == 0
    assert numbers(desk) == ["(312/MTTQ-BTT)"]


# --- export -------------------------------------------------------------------------------------

FORMULA = '=HYPERLINK("http://a","b")'
COLUMNS = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


def _filled(desk: Desk) -> None:
    add(desk, *LETTER, "--subject", FORMULA, "--signer", "+84 Đào", "--to", "@SUM(A1)", "--note", "-1+2")
    issue(desk, "thong-bao:HH", "61", "30/10/2023")
    issue(desk, "thong-bao:ĐT", "62", "30/10/2023")
    desk.run("issue", "thong-bao:ĐT", "--cancel", "--reason", "Hỏng")


def test_the_sheet_has_the_ten_columns_of_the_decree_and_no_cell_is_a_formula(desk: Desk) -> None:
    _filled(desk)
    assert desk.run("register", "export", "so.xlsx").code == 0
    sheet = openpyxl.load_workbook(desk.root / "so.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    top = next(index for index, row in enumerate(rows) if row[0].value == COLUMNS[0])
    assert [cell.value for cell in rows[top]] == COLUMNS
    assert [cell.value for cell in rows[top + 1]] == [f"({number})" for number in range(1, 11)]
    first, second, third = rows[top + 2 : top + 5]
    assert [cell.value for cell in first[:5]] == [
        "312/MTTQ-BTT", first[1].value, f"Công văn {FORMULA}", "+84 Đào", "@SUM(A1)",
    ]  # fmt: skip
    assert (second[0].value, second[9].value, third[0].value, third[9].value) == (
        "61/TB-MTTQ-BTT", None, "62/TB-MTTQ-BTT", "Số hủy",
    )  # fmt: skip
    assert first[1].number_format == "dd/mm/yyyy"
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert [first[i].quotePrefix for i in (3, 4, 9)] == [True, True, True]
    with zipfile.ZipFile(desk.root / "so.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def _words(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_printed_register_has_cover_columns_and_the_code_of_the_book(desk: Desk, shipped: Path) -> None:
    for name in ("so-dang-ky.docx", "phong-cach.docx"):
        (desk.templates / name).write_bytes((shipped / name).read_bytes())
    _filled(desk)
    assert desk.run("register", "export", "so.docx").code == 0
    data = (desk.root / "so.docx").read_bytes()
    assert lint(data, "so.docx") == []
    text = _words(data)
    head = desk.run("register", "--json").json["head"]
    for part in [
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm 2023",
        "Từ ngày 03/10/2023 đến ngày 30/10/2023",
        head,
        *COLUMNS,
    ]:
        assert part in text, part
    assert 'w:orient="landscape"' in text
    assert "w:tblHeader" in text


@pytest.fixture
def shipped() -> Path:
    return Path(__file__).parents[2] / "templates"


def test_an_export_never_overwrites_and_says_when_there_is_nothing(desk: Desk) -> None:
    assert desk.run("register", "export", "so.xlsx").code == 2
    _filled(desk)
    (desk.root / "so.xlsx").write_bytes(b"cua toi")
    assert desk.run("register", "export", "so.xlsx").code == 2
    assert (desk.root / "so.xlsx").read_bytes() == b"cua toi"
    assert "đuôi .docx hoặc .xlsx" in desk.run("register", "export", "so.pdf").err
    assert desk.run("register", "export", "so-2022.xlsx", "--year", "2022").code == 2


# --- verify -------------------------------------------------------------------------------------


def test_verify_tells_what_was_changed_and_what_was_lost(desk: Desk) -> None:
    issue(desk)
    memory = desk.workbook.parent / "tam-ky-2023"
    sha256 = desk.run("register", "--json").json["rows"][0]["docx_sha256"]
    version = memory / "ban-luu" / sha256[:2] / f"{sha256}.docx"
    version.chmod(0o644)
    data = version.read_bytes()
    version.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with intruder(Book(memory, "tam-ky-2023")) as connection:
        connection.execute("UPDATE so_van_ban SET number = 88")
    ran = desk.run("register", "verify", "--json")
    assert ran.code == 1
    assert {problem["code"] for problem in ran.json["problems"]} == {"SDK-02", "SDK-04", "SDK-09"}
    assert "CÓ CHỖ SAI" in desk.run("register", "verify").out


def test_the_code_that_was_printed_is_held_against_the_register(desk: Desk) -> None:
    issue(desk)
    head = desk.run("register", "verify", "--json").json["head"]
    assert desk.run("register", "verify", "--head", head[:16]).code == 0
    assert desk.run("register", "verify", "--head", "f" * 16).code == 1


def test_a_damaged_or_lost_register_stops_every_command_before_anything_is_written(desk: Desk) -> None:
    desk.run("generate")
    issue(desk)
    before = desk.papers()
    path = desk.workbook.parent / "tam-ky-2023" / "so-dang-ky.db"
    path.unlink()
    for command in (
        ("generate",),
        ("status",),
        ("check",),
        ("issue", "thong-bao:HH", "--number", "61", "--date", "1/1/2023"),
    ):
        ran = desk.run(*command)
        assert (ran.code, "so-dang-ky.db" in ran.err) == (1, True), command
    assert desk.papers() == before
    assert PLAN in before
    assert FIRST in before


def test_the_season_of_a_lost_season_is_untouched_by_the_register_of_another(desk: Desk) -> None:
    issue(desk)
    other = desk.workbook.with_name("tam-ky-2024.xlsx")
    other.write_bytes(desk.workbook.read_bytes())
    assert desk.run("adopt", "tam-ky-2024", "--new").code == 0
    assert desk.run("register", "tam-ky-2024", "--json").json["rows"] == []
    assert len(desk.run("register", "tam-ky-2023", "--json").json["rows"]) == 1


# --- a season played with the real kinds --------------------------------------------------------


def test_a_correction_paper_stands_in_the_register_beside_the_paper_that_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], shipped: Path
) -> None:
    (tmp_path / "records").mkdir()
    book = shipped.parent / "records" / "tam-ky-2023.xlsx"
    (tmp_path / "records" / book.name).write_bytes(book.read_bytes())
    monkeypatch.chdir(tmp_path)
    steps = (
        ("issue", "ke-hoach", "--number", "87", "--date", "29/9/2023"),
        ("correct", "ke-hoach", "--form", "thay-the", "--reason", "Sai ngày"),
        ("issue", "thay-the:1", "--number", "88", "--date", "02/10/2023"),
    )
    for step in steps:
        assert main(list(step)) == 0, capfd.readouterr()
    capfd.readouterr()
    assert main(["register", "--json"]) == 0
    old, new = json.loads(capfd.readouterr().out)["rows"]
    assert (old["sign"], old["replaced_by"]) == ("87/KH-MTTQ-BTT", [new["id"]])
    assert (new["sign"], new["replaces"], new["relation"]) == ("88/KH-MTTQ-BTT", old["id"], "thay-the")
    assert new["signer"] == "Nguyễn Ba"
    assert old["subject"] == "Tổ chức kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023"
    assert main(["register", "export", "so.docx"]) == 0
    text = _words((tmp_path / "so.docx").read_bytes())
    assert "Thay thế số 87/KH-MTTQ-BTT" in text
    assert "Xem số 88/KH-MTTQ-BTT" in text
    assert main(["register", "verify"]) == 0
