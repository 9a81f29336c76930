"""A paper that has its number and date is issued: corrections never rewrite it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docgen.records import KnownPaper
from docgen.verbs import glance
from tests.cli.desk import FIRST, KINDS, PLAN, Desk
from tests.render.word_file import docx, p


def number(desk: Desk, kind: str = "ke-hoach", figure: str = "87/KH-MTTQ-BTT", key: str = "") -> None:
    """Write number and date into the sheet "Văn bản"; an empty figure takes them out."""
    date = (dt.date(2023, 11, 15) if key else dt.date(2023, 9, 29)) if figure else None
    rows = [row for row in desk.season.papers if (row.kind, row.key) != (kind, key)]
    desk.change(papers=(*rows, KnownPaper(kind=kind, key=key, number=figure, date=date, signer="CT")))


def test_a_paper_with_number_and_date_in_the_workbook_is_issued_by_generate(desk: Desk) -> None:
    desk.run("generate")
    number(desk)
    ran = desk.run("generate")
    assert ran.code == 0
    assert "từ nay coi là đã ban hành" in ran.out
    assert "Kế hoạch kiểm tra (số 87/KH-MTTQ-BTT ngày 29/09/2023)" in ran.out
    assert desk.state("ke-hoach") == "issued"
    assert desk.state("thong-bao:HH") == "current"
    assert "5 văn bản, 4 đúng với sổ, 1 đã ban hành." in desk.run("status").out


def test_the_list_of_versions_tells_which_one_was_issued(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(docx(p("Kế hoạch năm 2023"), p("Đức Hương"), p("Thêm")))
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    number(desk)
    desk.run("generate")
    lines = desk.run("restore", "ke-hoach", "--list").out.splitlines()
    assert ["bản ban hành" in line for line in lines[1:]] == [False, True]


def test_corrections_never_rewrite_it_and_are_told(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    issued = desk.papers()[PLAN]
    desk.change_general(place="Tam Kỳ", year=2024)
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.papers()[PLAN] == issued
    assert f"{PLAN}: đã ban hành (số 87/KH-MTTQ-BTT ngày 29/09/2023), không ghi lại" in ran.out
    assert "docgen correct ke-hoach" in ran.out
    assert "2024" in desk.text(FIRST)


def test_status_ends_with_how_many_differ_and_lists_them_alone(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    assert "So với sổ: 5 đúng, 0 khác." in desk.run("status").out
    assert desk.run("status", "--only", "differ", "--json").json["papers"] == []
    desk.change_general(place="Tam Kỳ")  # the plan, which is issued
    desk.change_units(AX="An Xuân Mới")  # a notice that is not
    lines = desk.run("status").out.splitlines()
    assert "So với sổ: 3 đúng, 2 khác." in lines
    assert "Đã ban hành mà khác, xem bằng «docgen correct»: ke-hoach." in lines
    assert "Khác, làm lại bằng «docgen generate»: thong-bao:AX." in lines
    only = desk.run("status", "--only", "differ")
    named = [row["paper"] for row in desk.run("status", "--only", "differ", "--json").json["papers"]]
    assert (only.code, named) == (0, ["ke-hoach", "thong-bao:AX"])
    assert FIRST not in only.out
    desk.run("generate")
    assert "So với sổ: 4 đúng, 1 khác." in desk.run("status").out


def test_another_template_is_nothing_to_be_corrected(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    issued = desk.papers()
    (desk.templates / "ke-hoach.docx").write_bytes(docx(p("Kế hoạch kiểm tra năm {{ nam }}")))
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.papers() == issued
    assert "docgen correct" not in ran.out


def test_its_file_is_put_back_as_it_was_issued(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    issued = desk.papers()[PLAN]
    desk.change_general(place="Tam Kỳ")
    for path in sorted(desk.output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.papers()[PLAN] == issued
    assert "đã đặt bản ban hành vào thư mục 1" in ran.out
    assert desk.state("ke-hoach") == "issued"


def test_a_change_made_in_its_file_is_told_and_kept_and_the_issued_version_can_be_brought_back(
    desk: Desk,
) -> None:
    number(desk)
    desk.run("generate")
    issued = desk.papers()[PLAN]
    (desk.output / PLAN).write_bytes(b"changed after issue")
    ran = desk.run("generate")
    assert f"{PLAN}: đã ban hành nhưng tệp bị sửa sau đó; tệp giữ nguyên." in ran.out
    assert desk.papers()[PLAN] == b"changed after issue"
    assert desk.run("restore", "ke-hoach").code == 0
    assert desk.papers()[PLAN] == issued
    assert desk.state("ke-hoach") == "issued"


def test_a_number_taken_out_of_the_workbook_opens_the_paper_again(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    number(desk, figure="")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert "Kế hoạch kiểm tra: sổ không còn số, docgen lại cập nhật văn bản này." in ran.out
    assert "Tam Kỳ" in desk.text(PLAN)
    assert desk.state("ke-hoach") == "current"


def test_an_issued_paper_of_a_unit_that_is_gone_stays(desk: Desk) -> None:
    number(desk, "thong-bao", "65/TB-MTTQ-BTT", "HH")
    ran = desk.run("generate")
    assert ran.code == 0, ran.err
    issued = desk.papers()[FIRST]
    plan, notice, final = KINDS
    fewer = replace(notice, papers=lambda dossier: [p for p in notice.papers(dossier) if p.key != "HH"])
    desk.ask_for(plan, fewer, final)
    assert desk.run("generate").code == 0
    assert desk.papers()[FIRST] == issued
    assert desk.state("thong-bao:HH") == "issued"
    (desk.output / FIRST).unlink()
    desk.run("generate")
    assert desk.papers()[FIRST] == issued


def test_the_memory_of_issued_papers_lies_under_records(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    memory = desk.workbook.parent / "tam-ky-2023"
    assert "87/KH-MTTQ-BTT" in (memory / "nhat-ky.jsonl").read_text(encoding="utf-8")
    assert (memory / "DOC-TRUOC-KHI-XOA.txt").is_file()


def test_without_the_kept_version_an_issued_paper_is_not_made_up(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    for path in (desk.workbook.parent / "tam-ky-2023" / "ban-luu").rglob("*.docx"):
        path.chmod(0o644)
        path.unlink()
    (desk.output / PLAN).unlink()
    ran = desk.run("generate")
    assert ran.code == 1
    assert "bản đã ban hành không còn trong thư mục ban-luu" in ran.out
    assert PLAN not in desk.papers()


# --- a run with nothing to do -----------------------------------------------------------------


def test_a_season_without_changes_is_known_at_a_glance(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.run("generate")
    before, first = desk.papers(), desk.run("status").out
    times = {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")}
    monkeypatch.setattr("docgen.verbs.check.plan", None)
    ran = desk.run("generate")
    assert ran.code == 0
    assert f"không đổi {len(before)}" in ran.out
    assert desk.run("status").out == first
    assert {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")} == times, "nothing is written"


def test_what_is_only_told_is_told_at_a_glance(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.output.mkdir(parents=True)
    (desk.output / FIRST).write_bytes(b"a stranger's")
    number(desk)
    desk.run("generate")
    orphan = max(desk.papers())  # the notice of the last unit, which goes
    desk.change_general(place="Núi Thành", year=2024)  # of which the issued plan says otherwise
    desk.change(units=desk.season.units[:-1])
    desk.run("generate")
    first, status = desk.run("generate"), desk.run("status").out
    monkeypatch.setattr("docgen.verbs.check.plan", None)
    again = desk.run("generate")
    assert (again.code, again.out) == (first.code, first.out) == (1, again.out)
    assert desk.run("status").out == status
    assert f"{FIRST}: tệp lạ cùng tên" in again.out
    assert f"{PLAN}: đã ban hành (số 87/KH-MTTQ-BTT ngày 29/09/2023), không ghi lại" in again.out
    assert f"{orphan}: " in again.out


@pytest.mark.parametrize(
    "what",
    ["workbook", "template", "paper", "gone", "manifest", "damaged", "snapshot", "memory", "program"],
)
def test_whatever_changed_ends_the_glance(desk: Desk, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    desk.run("generate")
    if what == "workbook":
        desk.change_general(place="Tam Kỳ")
    elif what == "template":
        path = desk.templates / "ke-hoach.docx"
        path.write_bytes(path.read_bytes() + b" ")
    elif what == "paper":
        (desk.output / PLAN).write_bytes(b"edited")
    elif what == "gone":
        (desk.output / PLAN).unlink()
    elif what == "manifest":
        (desk.output / ".docgen" / "manifest.json").unlink()
    elif what == "damaged":
        (desk.output / ".docgen" / "manifest.json").write_bytes(b"{")
    elif what == "snapshot":
        next((desk.root / "records" / "tam-ky-2023" / "so-lieu").iterdir()).write_bytes(b"{}")
    elif what == "memory":
        number(desk)
        desk.run("generate", "--out", "khác")
    else:
        monkeypatch.setattr("docgen.__version__", "9.9")
    assert glance._look(None, desk.root, None) is None


def test_a_note_that_is_damaged_is_no_answer(desk: Desk) -> None:
    desk.run("generate")
    note = desk.output / ".docgen" / "lan-cuoi.json"
    for text in ("{", "[]", '{"format":1}', '{"format":1,"key":1,"papers":{}}'):
        note.write_text(text, encoding="utf-8")
        assert desk.state("ke-hoach") == "current"
