"""The archive on the command line: from the signed paper to the hand-over and back."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bagit
import pytest

from docgen import files
from docgen.archive import Archive, judge_pages, read
from docgen.backends.backend import End
from docgen.lint import lint
from docgen.problem import Stop
from docgen.records import KnownPaper, ScannedFile
from docgen.register import Book
from docgen.vault import Vault
from docgen.workbook import read_list, write_list
from tests.archive.making import ROOT, Converter, authority, pdf, pem, read_pdf, sign
from tests.cli.desk import FIRST, Desk, Ran
from tests.register.books import intruder
from tests.render.word_file import docx, lines_of, p

SECOND = FIRST.replace("01_hoa-huong", "02_duc-thuong")


def issue(desk: Desk, *keys: str, symbol: str = "TB-MTTQ-BTT") -> None:
    """Give numbers from 61 to the notices of units, and make them."""
    rows = [
        KnownPaper(
            kind="thong-bao", key=key, number=f"{number}/{symbol}", date=dt.date(2023, 11, 15), signer="CT"
        )
        for number, key in enumerate(keys, start=61)
    ]
    kept = [row for row in desk.season.papers if row.kind != "thong-bao" or not row.key]
    desk.change(papers=(*kept, *rows))
    ran = desk.run("generate")
    assert ran.code == 0, ran.err


def scan_of(
    desk: Desk, key: str, folder: Path | None = None, *, text: Sequence[str] = (), dpi: int = 200
) -> Path:
    """Scan the paper of a unit as a machine does that also guesses the text."""
    (name,) = [path for path in desk.output.glob("*.docx") if path.stem.endswith(unit_slug(desk, key))]
    path = (folder or desk.root) / f"quet-{key}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf([list(text) or lines_of(name.read_bytes())], dpi=dpi))
    return path


def unit_slug(desk: Desk, key: str) -> str:
    from docgen.viet.text import slug  # noqa: PLC0415

    return slug(desk.season.unit_by_code[key].name)


def archive_of(desk: Desk) -> Archive:
    return Archive(desk.workbook.parent / "tam-ky-2023" / "luu-tru")


def add(desk: Desk, key: str = "HH", *more: str, scan: Path | None = None) -> Ran:
    return desk.run(
        "archive", "add", f"thong-bao:{key}", str(scan or scan_of(desk, key)), "--who", "Lê Thị Bảy", *more
    )


KNOWN: dict[tuple[bytes, int], Any] = {}


@pytest.fixture(autouse=True)
def read_each_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember what was read: a process for each file takes a while, and other tests are about it."""

    def remembering(data: bytes, **asked: Any) -> Any:
        key = (data, len(asked["roots"]))
        if key not in KNOWN:
            KNOWN[key] = read(data, **asked)
        return KNOWN[key]

    monkeypatch.setattr("docgen.archive.read", remembering)


def test_a_signed_paper_is_sealed_with_all_that_it_follows_from(desk: Desk) -> None:
    issue(desk, "HH")
    ran = add(desk, "HH", "--pages", "1", "--received", "20/11/2023")
    assert ran.code == 0, ran.out + ran.err
    assert "Đã lưu và niêm phong «Thông báo, Hòa Hương», số 61/TB-MTTQ-BTT, 1 trang." in ran.out
    bag = archive_of(desk).current()
    assert bag is not None
    (sealed,) = bag.history.sealed()
    assert bag.read(sealed.path("source")) == desk.papers()[FIRST]
    assert bag.read(sealed.path("signed")) == (desk.root / "quet-HH.pdf").read_bytes()
    assert json.loads(bag.read(sealed.path("inputs")))["context"]["don_vi"] == "phường Hòa Hương"
    assert json.loads(bag.read(sealed.path("row")))["number"] == "61"
    assert (sealed.received, bag.history.entries[0].who) == ("2023-11-20", "Lê Thị Bảy")
    assert bag.history.head in ran.out
    bagit.Bag(str(bag.folder)).validate()


def test_a_sealed_paper_is_told_as_such_and_stays_so(desk: Desk) -> None:
    issue(desk, "HH")
    add(desk)
    assert desk.state("thong-bao:HH") == "sealed"
    issue(desk)  # its number is taken out of the workbook
    assert desk.state("thong-bao:HH") == "sealed"


@pytest.mark.parametrize("symbol", ["../../x", r"..\..\x", "CON", "a:b", "TB-" + "Đài" * 99])
def test_no_symbol_of_the_workbook_leads_out_of_the_bag_nor_makes_a_name_that_windows_refuses(
    desk: Desk, symbol: str
) -> None:
    issue(desk, "HH", symbol=symbol)
    before = everything(desk)
    assert add(desk).code == 0
    made = [path for path in everything(desk) - before if path != "quet-HH.pdf"]
    home = archive_of(desk).folder.relative_to(desk.root).as_posix()
    assert [path for path in made if not f"{path}/".startswith(f"{home}/") and ".docgen" not in path] == []
    assert desk.run("archive", "restore", "--all", "--out", "ra").code == 0
    out = [path.removeprefix("ra/") for path in everything(desk) if path.startswith("ra/")]
    assert len(out) == 6, "a folder with five files"
    for part in {part for path in (*made, *out) for part in path.removeprefix(f"{home}/").split("/")}:
        assert re.fullmatch(r"\.?[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.)", part), part
        assert len(part) <= 100
        assert part.partition(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN"}
    assert desk.run("archive", "verify").code == 0
    assert desk.run("archive", "export", "ho-so.zip").code == 0


def everything(desk: Desk) -> set[str]:
    """Give all files and folders of the workspace and beside it."""
    return {Path(os.path.relpath(path, desk.root)).as_posix() for path in desk.root.parent.rglob("*")}


def test_what_is_archived_and_what_is_not_yet_is_listed(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    add(desk)
    listed = desk.run("archive", "list", "--json").json
    assert [item["paper"] for item in listed["sealed"]] == ["thong-bao:HH"]
    assert [item["paper"] for item in listed["missing"]] == ["thong-bao:ĐT"]
    shown = desk.run("archive", "list").out
    assert "1 văn bản đã lưu, 1 văn bản đã ban hành chưa lưu." in shown
    page = Path(shown.strip().rpartition("Mở bằng trình duyệt: ")[2])
    assert (page.name, page.is_file()) == ("XEM-HO-SO.html", True)


def test_a_paper_is_named_by_its_number_too(desk: Desk) -> None:
    issue(desk, "HH")
    assert desk.run("archive", "add", "61/TB-MTTQ-BTT", str(scan_of(desk, "HH"))).code == 0


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        ("thong-bao:ĐT", "chưa có số và ngày nên chưa lưu được"),
        ("99/TB-MTTQ-BTT", "Không có văn bản nào mang số «99/TB-MTTQ-BTT»"),
        ("thong-bao", "là 4 văn bản"),
        ("thong-bao:XYZ", "không có văn bản «XYZ»"),
        ("hoa-don", "Không có loại văn bản «hoa-don»"),
    ],
)
def test_a_paper_that_cannot_be_archived_is_refused_kindly(desk: Desk, paper: str, told: str) -> None:
    issue(desk, "HH")
    ran = desk.run("archive", "add", paper, str(scan_of(desk, "HH")))
    assert ran.code in {1, 2}
    assert told in ran.err
    assert archive_of(desk).current() is None


def test_the_same_file_twice_and_a_sealed_paper_again_are_refused(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    scan = scan_of(desk, "HH")
    add(desk, "HH", scan=scan)
    again = add(desk, "HH", scan=scan)
    assert again.code == 1
    assert "LT-40" in again.err
    assert "LT-42" in again.err
    other = scan_of(desk, "HH", desk.root / "khac", dpi=210)
    assert "LT-42" in add(desk, "HH", scan=other).err
    assert "LT-43" in add(desk, "HH", "--replace", scan=other).err
    replaced = add(desk, "HH", "--replace", "--reason", "Bản quét cũ mờ", scan=other)
    assert replaced.code == 0, replaced.err
    bag = archive_of(desk).current()
    assert bag is not None
    old, new = bag.history.sealed()
    assert bag.read(old.path("signed")) == scan.read_bytes()
    assert bag.read(new.path("signed")) == other.read_bytes()
    assert desk.run("archive", "verify").code == 0


def test_a_changed_figure_in_a_signed_pdf_is_shown(desk: Desk) -> None:
    issue(desk, "HH")
    words = lines_of(desk.papers()[FIRST])
    path = desk.root / "ky.pdf"
    path.write_bytes(sign(pdf([[line.replace("2023", "2024") for line in words]])))
    ran = add(desk, "HH", scan=path)
    assert ran.code == 1
    assert "«công tác Mặt trận năm 2024»" in ran.err or "2024" in ran.err
    assert "LT-21" in ran.err
    taken = add(desk, "HH", "--accept-differences", "--reason", "Đã sửa năm trước khi ký", scan=path)
    assert taken.code == 0
    assert "không rõ chứng thư gốc" in taken.out


def test_a_digital_signature_by_a_root_of_the_office_is_trusted(desk: Desk) -> None:
    issue(desk, "HH")
    roots = desk.root / "records" / "chung-thu-goc"
    roots.mkdir()
    (roots / "goc.pem").write_bytes(pem(authority(ROOT)[0]))
    path = desk.root / "ky.pdf"
    path.write_bytes(sign(pdf([lines_of(desk.papers()[FIRST])])))
    ran = add(desk, "HH", scan=path)
    assert ran.code == 0, ran.err
    assert "Chữ ký số: Nguyễn Ba, ký lúc" in ran.out
    assert "nguyên vẹn; chứng thư gốc đã khai; chưa kiểm tra thu hồi" in ran.out
    changed = desk.root / "sua.pdf"
    changed.write_bytes(path.read_bytes() + b"\n% them\n")
    refused = add(desk, "HH", "--replace", "--reason", "thử", scan=changed)
    assert refused.code == 1
    assert "LT-31" in refused.err


@pytest.mark.parametrize("name", ["khong-co.pdf", "thu-muc"])
def test_a_file_that_is_not_there_is_told(desk: Desk, name: str) -> None:
    issue(desk, "HH")
    (desk.root / "thu-muc").mkdir()
    ran = add(desk, "HH", scan=desk.root / name)
    assert ran.code in {1, 2}
    assert name in ran.err


def test_a_word_file_is_no_pdf(desk: Desk) -> None:
    issue(desk, "HH")
    assert "LT-01" in add(desk, "HH", scan=desk.output / FIRST).err


def test_a_day_that_is_none_is_told(desk: Desk) -> None:
    issue(desk, "HH")
    ran = add(desk, "HH", "--received", "31/02/2023")
    assert ran.code == 2
    assert "không phải là ngày" in ran.err


# --- a folder ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "code", "told"),
    [
        ("1/1/2020", "LT-45", "(01/01/2020, văn bản ngày 15/11/2023) trước ngày của văn bản"),
        ("14/11/2023", "LT-45", "(14/11/2023, văn bản ngày 15/11/2023) trước ngày của văn bản"),
        ("1/1/2200", "LT-46", "(01/01/2200) chưa tới"),
    ],
)
def test_a_day_of_receipt_that_cannot_be_is_refused(desk: Desk, day: str, code: str, told: str) -> None:
    issue(desk, "HH")
    scan_of(desk, "HH", desk.root / "quet")
    ran = add(desk, "HH", "--received", day)
    assert (ran.code, told in ran.err) == (1, True), ran.err
    folder = desk.run("archive", "add-folder", "quet", "--received", day, "--json")
    assert [problem["code"] for problem in folder.json["undecided"][0]["problems"]] == [code]
    assert archive_of(desk).current() is None
    assert add(desk, "HH", "--received", "15/11/2023").code == 0, "it may come back on the very day"


def test_a_folder_is_taken_as_far_as_it_can_be_told_and_nothing_is_guessed(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    folder = desk.root / "quet"
    for key in ("HH", "ĐT"):
        scan_of(desk, key, folder)
    (folder / "anh.pdf").write_bytes(pdf([[]], dpi=200))
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    (folder / "ghi-chu.txt").write_text("không phải PDF", encoding="utf-8")
    ran = desk.run("archive", "add-folder", "quet", "--json")
    assert ran.code == 1
    answer = ran.json
    assert [sealed["paper"] for sealed in answer["sealed"]] == ["thong-bao:HH", "thong-bao:ĐT"]
    assert [Path(item["file"]).name for item in answer["undecided"]] == ["anh.pdf", "hong.pdf"]
    again = desk.run("archive", "add-folder", "quet")
    assert "0 văn bản vừa lưu, 2 tệp đã có, 2 tệp chưa lưu." in again.out
    assert "docgen archive add" in again.out
    bag = archive_of(desk).current()
    assert bag is not None
    assert bag.number == 1, "a folder is one act"


def test_two_files_of_one_paper_are_not_both_taken(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    scan_of(desk, "HH", desk.root / "quet", dpi=200)
    scan_of(desk, "HH", desk.root / "quet2", dpi=210).rename(desk.root / "quet" / "z.pdf")
    ran = desk.run("archive", "add-folder", "quet")
    assert ran.code == 1
    assert "CHƯA LƯU z.pdf: cùng một văn bản với «quet-HH.pdf»" in ran.out


def pile(desk: Desk, *names: str) -> Path:
    """Put image scans without text into a folder."""
    folder = desk.root / "quet"
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        (folder / name).write_bytes(pdf([[]], dpi=200 + number))  # no two files are the same
    return folder


def confirm(desk: Desk, name: str, change: Callable[[ScannedFile], ScannedFile] | None = None) -> None:
    """Say Có to each row that has a paper, as she does after looking at the files."""
    rows, problems = read_list(desk.root / name, ScannedFile)
    assert problems == []
    said = [row.model_copy(update={"confirmed": bool(row.paper)}) for row in rows]
    changed = [change(row) if change else row for row in said]
    (desk.root / name).write_bytes(write_list(ScannedFile, changed))


def test_image_scans_are_paired_in_a_list_that_she_confirms(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    pile(desk, "62-TB-MTTQ-BTT.pdf", "anh.pdf")
    refused = desk.run("archive", "add-folder", "quet")
    assert (refused.code, "--list" in refused.out) == (1, True)
    ran = desk.run("archive", "add-folder", "quet", "--list", "ghep.xlsx")
    assert ran.code == 0, ran.err
    assert "0 tệp nhận ra theo chữ, 2 tệp đề nghị ghép, 0 tệp chưa rõ. Chưa lưu gì." in ran.out
    assert "tên tệp có số, ký hiệu" in ran.out
    assert "theo thứ tự tên tệp và thứ tự số văn bản, số trang khớp" in ran.out
    assert '--from "' in ran.out
    assert archive_of(desk).current() is None
    unconfirmed = desk.run("archive", "add-folder", "quet", "--from", "ghep.xlsx")
    assert (unconfirmed.code, "chưa dòng nào ghi Có" in unconfirmed.err) == (1, True)
    confirm(desk, "ghep.xlsx")
    done = desk.run("archive", "add-folder", "quet", "--from", "ghep.xlsx")
    assert done.code == 0, done.out + done.err
    assert "2 văn bản vừa lưu" in done.out
    assert done.out.count("LT-14") == 1, "what is noted of both in the same words is told once"
    assert "62-TB-MTTQ-BTT.pdf, anh.pdf  Lưu ý LT-14" in done.out
    bag = archive_of(desk).current()
    assert bag is not None
    held = {sealed.paper: sealed for sealed in bag.history.sealed()}
    assert (
        bag.read(held["thong-bao:ĐT"].path("signed")) == (desk.root / "quet/62-TB-MTTQ-BTT.pdf").read_bytes()
    )
    assert bag.read(held["thong-bao:HH"].path("signed")) == (desk.root / "quet/anh.pdf").read_bytes()
    assert all("theo danh sách đã xác nhận" in " ".join(sealed.notes) for sealed in held.values())
    again = desk.run("archive", "add-folder", "quet", "--from", "ghep.xlsx")
    assert "0 văn bản vừa lưu, 2 tệp đã có" in again.out
    assert desk.run("archive", "verify").code == 0


def test_what_a_list_proposes_she_may_correct_and_leave_out(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    scan_of(desk, "HH", pile(desk, "a.pdf", "b.pdf", "hong.pdf"))
    (desk.root / "quet" / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    listed = desk.run("archive", "add-folder", "quet", "--list", "ghep.xlsx", "--json").json
    by_file = {row["file"]: row for row in listed["rows"]}
    assert (by_file["quet-HH.pdf"]["paper"], by_file["quet-HH.pdf"]["confirmed"]) == ("thong-bao:HH", True)
    assert [by_file[name]["paper"] for name in ("a.pdf", "b.pdf", "hong.pdf")] == ["", "", ""]
    assert "bị cụt" in by_file["hong.pdf"]["why"]
    assert listed["missing"] == 1

    def correct(row: ScannedFile) -> ScannedFile:
        own = {"b.pdf": "62/TB-MTTQ-BTT"}.get(row.file, row.paper)
        return row.model_copy(update={"paper": own, "confirmed": bool(own)})

    confirm(desk, "ghep.xlsx", correct)
    done = desk.run("archive", "add-folder", "quet", "--from", "ghep.xlsx", "--json")
    assert done.code == 0, done.out
    assert {sealed["paper"] for sealed in done.json["sealed"]} == {"thong-bao:HH", "thong-bao:ĐT"}
    assert sorted(done.json["left"]) == ["a.pdf", "hong.pdf"]


def test_every_fault_of_a_list_is_told_with_its_cell_and_nothing_is_archived(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    pile(desk, "a.pdf", "b.pdf", "c.pdf", "d.pdf")
    rows = [
        ScannedFile(file="a.pdf", paper="thong-bao:HH", confirmed=True),
        ScannedFile(file="b.pdf", paper="61/TB-MTTQ-BTT", confirmed=True),
        ScannedFile(file="c.pdf", paper="", confirmed=True),
        ScannedFile(file="d.pdf", paper="99/TB-MTTQ-BTT", confirmed=True),
        ScannedFile(file="khong-co.pdf", paper="thong-bao:ĐT", confirmed=True),
    ]
    (desk.root / "ghep.xlsx").write_bytes(write_list(ScannedFile, rows))
    ran = desk.run("archive", "add-folder", "quet", "--from", "ghep.xlsx", "--json")
    assert ran.code == 1
    assert [(p["code"], p["cell"]) for p in ran.json["problems"]] == [
        ("LT-71", "C4"),
        ("LT-47", "C5"),
        ("LT-48", "C6"),
        ("LT-49", "A7"),
    ]
    assert archive_of(desk).current() is None


def test_a_list_is_not_overwritten_and_the_options_do_not_go_together(desk: Desk) -> None:
    issue(desk, "HH")
    pile(desk, "a.pdf")
    assert desk.run("archive", "add-folder", "quet", "--list", "ghep.xlsx").code == 0
    again = desk.run("archive", "add-folder", "quet", "--list", "ghep.xlsx")
    assert (again.code, "không ghi đè" in again.err) == (2, True)
    both = desk.run("archive", "add-folder", "quet", "--list", "x.xlsx", "--from", "ghep.xlsx")
    assert both.code == 2
    (desk.root / "trong").mkdir()
    empty = desk.run("archive", "add-folder", "trong", "--list", "x.xlsx")
    assert (empty.code, "không có PDF nào chưa lưu" in empty.err) == (1, True)


def test_a_folder_that_is_not_there_is_told(desk: Desk) -> None:
    ran = desk.run("archive", "add-folder", "khong-co")
    assert (ran.code, "khong-co" in ran.err) == (2, True)


# --- verify, restore, export ---------------------------------------------------------------------


def test_verify_finds_a_flipped_bit_and_repairs_nothing(desk: Desk) -> None:
    issue(desk, "HH")
    head = add(desk).out.strip().splitlines()[-1].rpartition(" ")[2]
    assert desk.run("archive", "verify", "--head", head[:32] + " " + head[32:]).code == 0
    assert desk.run("archive", "verify", "--head", head[:8]).code == 0
    assert desk.run("archive", "verify", "--head", head[:7]).code == 1
    bag = archive_of(desk).current()
    assert bag is not None
    path = bag.folder / bag.history.sealed()[0].path("signed")
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    ran = desk.run("archive", "verify", "--json")
    assert ran.code == 1
    assert ran.json["sound"] is False
    assert [problem["code"] for problem in ran.json["problems"]] == ["LT-53"]
    assert "KHÔNG nguyên vẹn, 1 lỗi" in desk.run("archive", "verify").out
    assert path.read_bytes() == bytes(data)
    for refused in (
        desk.run("archive", "restore", "--all", "--out", "ra"),
        desk.run("archive", "export", "ra.zip"),
        add(desk, "HH", "--replace", "--reason", "thử", scan=scan_of(desk, "HH", desk.root / "k", dpi=210)),
    ):
        assert refused.code == 1
        assert "nguyên" in refused.err
    assert not (desk.root / "ra").exists()


def test_verify_finds_a_register_that_says_something_else_than_when_the_paper_was_sealed(desk: Desk) -> None:
    desk.run("generate")
    assert desk.run("issue", "thong-bao:HH", "--number", "61", "--date", "15/11/2023").code == 0
    assert add(desk).code == 0
    assert desk.run("archive", "verify").code == 0
    with intruder(Book(desk.workbook.parent / "tam-ky-2023", "tam-ky-2023")) as connection:
        connection.execute("UPDATE so_van_ban SET signer = 'Người Lạ'")
    ran = desk.run("archive", "verify", "--json")
    assert (ran.code, [problem["code"] for problem in ran.json["problems"]]) == (1, ["LT-63"])


def test_a_lost_archive_is_told_and_its_papers_stay_sealed(desk: Desk) -> None:
    import shutil  # noqa: PLC0415

    issue(desk, "HH")
    add(desk)
    shutil.rmtree(archive_of(desk).folder)
    ran = desk.run("archive", "verify")
    assert ran.code == 1
    assert "LT-50" in ran.out
    assert desk.state("thong-bao:HH") == "sealed"


def test_papers_come_out_again_byte_for_byte_and_overwrite_nothing(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    for key in ("HH", "ĐT"):
        add(desk, key)
    ran = desk.run("archive", "restore", "--all", "--out", "ra")
    assert ran.code == 0
    assert "10 tệp lấy ra" in ran.out
    out = {path.name: path.read_bytes() for path in (desk.root / "ra").rglob("*") if path.is_file()}
    assert [data for name, data in sorted(out.items()) if name.endswith(".pdf")] == [
        (desk.root / f"quet-{key}.pdf").read_bytes() for key in ("HH", "ĐT")
    ]
    assert desk.papers()[FIRST] in out.values()
    assert "0 tệp lấy ra, 10 tệp đã có" in desk.run("archive", "restore", "--all", "--out", "ra").out
    path = next((desk.root / "ra").rglob("*_61-TB*.pdf"))
    path.write_bytes(b"mine")
    refused = desk.run("archive", "restore", "61/TB-MTTQ-BTT", "--out", "ra")
    assert refused.code == 1
    assert path.read_bytes() == b"mine"


def test_one_paper_or_all_must_be_asked_for(desk: Desk) -> None:
    assert desk.run("archive", "restore", "--out", "ra").code == 2
    assert desk.run("archive", "restore", "x", "--all", "--out", "ra").code == 2
    assert desk.run("archive", "restore", "x", "--out", "ra").code == 1


def test_the_dossier_for_hand_over_holds_the_bag_and_three_papers_in_form(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    for key in ("HH", "ĐT"):
        add(desk, key)
    ran = desk.run("archive", "export", "giao/ho-so.zip")
    assert ran.code == 0, ran.err
    bag = archive_of(desk).current()
    assert bag is not None
    with zipfile.ZipFile(desk.root / "giao" / "ho-so.zip") as container:
        container.extractall(desk.root / "mo")
        names = container.namelist()
    assert [name for name in names if "/" not in name] == [
        "01_muc-luc-van-ban.docx",
        "02_muc-luc-ho-so.docx",
        "03_giao-nhan-ho-so.docx",
        "DOC-TRUOC.txt",
    ]
    bagit.Bag(str(desk.root / "mo" / f"tam-ky-2023_{bag.folder.name}")).validate()
    for name in names[:3]:
        data = (desk.root / "mo" / name).read_bytes()
        assert lint(data, name) == []
    listed = lines_of((desk.root / "mo" / names[0]).read_bytes())
    assert "61/TB-MTTQ-BTT" in listed
    assert "20 năm" in listed
    record = "".join(lines_of((desk.root / "mo" / names[2]).read_bytes())).replace(" ", "")
    assert bag.history.head in record
    again = desk.run("archive", "export", "giao/ho-so.zip")
    assert (again.code, "không ghi đè" in again.err) == (2, True)


def test_a_hand_over_without_papers_that_are_issued_needs_a_reason_and_names_them(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    add(desk, "HH")
    refused = desk.run("archive", "export", "ho-so.zip")
    assert (refused.code, (desk.root / "ho-so.zip").exists()) == (1, False)
    assert "còn 1 văn bản đã ban hành mà chưa lưu bản ký" in refused.err
    assert (
        "62/TB-MTTQ-BTT ngày 15/11/2023: Thông báo, Đức Thượng" in refused.err
        or "Thông báo, Đ" in refused.err
    )
    assert "--reason" in refused.err
    assert desk.run("archive", "export", "ho-so.zip", "--reason", "  ").code == 1
    ran = desk.run("archive", "export", "ho-so.zip", "--reason", "Đơn vị chưa gửi lại.", "--json")
    assert ran.code == 0, ran.err
    assert [item["paper"] for item in ran.json["missing"]] == ["thong-bao:ĐT"]
    with zipfile.ZipFile(desk.root / "ho-so.zip") as container:
        papers, dossiers, record = (
            "\n".join(lines_of(container.read(name))) for name in sorted(container.namelist())[:3]
        )
        notice = container.read("DOC-TRUOC.txt").decode("utf-8-sig")
    for text in (papers, record, notice):
        assert "Đơn vị chưa gửi lại" in text
    assert "- 62/TB-MTTQ-BTT ngày 15/11/2023: Thông báo, " in papers
    assert "còn thiếu 01 văn bản" in dossiers
    shown = desk.run("archive", "export", "khac.zip", "--reason", "Đơn vị chưa gửi lại")
    assert "Còn thiếu 1 văn bản đã ban hành mà chưa lưu bản ký (lý do: Đơn vị chưa gửi lại):" in shown.out
    add(desk, "ĐT")
    whole = desk.run("archive", "export", "du.zip", "--reason", "không cần")
    assert (whole.code, "thiếu" in whole.out) == (0, False)


def test_an_old_template_does_not_hide_what_is_missing(desk: Desk) -> None:
    issue(desk, "HH", "ĐT")
    add(desk, "HH")
    (desk.templates / "muc-luc-van-ban.docx").write_bytes(docx(p("Hồ sơ: {{ tieu_de_ho_so }}")))
    ran = desk.run("archive", "export", "ho-so.zip", "--reason", "thử")
    assert (ran.code, (desk.root / "ho-so.zip").exists()) == (1, False)
    assert "Mẫu «muc-luc-van-ban.docx» trong thư mục templates là bản cũ" in ran.err
    add(desk, "ĐT")
    assert desk.run("archive", "export", "ho-so.zip").code == 0


def test_the_list_of_papers_names_each_as_the_register_does_and_whose_it_is(desk: Desk) -> None:
    office = desk.season.general.org_full
    template = desk.templates / "thong-bao.docx"
    template.write_bytes(
        docx(
            p("THÔNG BÁO"),
            p("Kiểm tra công tác Mặt trận năm {{ nam }}"),
            p("Đoàn kiểm tra đã làm việc với Ban Thường trực Ủy ban MTTQ Việt Nam {{ don_vi }}."),
        )
    )
    issue(desk, "HH", symbol="TB-ĐKT")
    assert add(desk, "HH").code == 0
    assert desk.run("archive", "export", "ho-so.zip").code == 0
    with zipfile.ZipFile(desk.root / "ho-so.zip") as container:
        lines = lines_of(container.read("01_muc-luc-van-ban.docx"))
    place = lines.index("61/TB-ĐKT")
    assert lines[place + 2 : place + 4] == [
        "Thông báo kiểm tra công tác Mặt trận năm 2023",
        f"Đoàn kiểm tra của {office}",
    ]
    bag = archive_of(desk).current()
    assert bag is not None
    (sealed,) = bag.history.sealed()
    described = bag.read(sealed.path("metadata")).decode()
    assert f"<OrganName>Đoàn kiểm tra của {office}</OrganName>" in described


def test_nothing_is_exported_from_an_empty_archive(desk: Desk) -> None:
    assert desk.run("archive", "export", "ho-so.zip").code == 1
    assert not (desk.root / "ho-so.zip").exists()


# --- trouble -------------------------------------------------------------------------------------


def test_two_at_once_one_is_told_and_nothing_is_lost(desk: Desk) -> None:
    issue(desk, "HH")
    scan = scan_of(desk, "HH")
    memory = desk.workbook.parent / "tam-ky-2023"
    code = (
        "import sys, pathlib; from docgen.files import Lock\n"
        "with Lock(pathlib.Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.readline()"
    )
    other = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code, str(memory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "held\n"
        refused = add(desk, "HH", scan=scan)
        assert refused.code == 1
        assert "Một phiên docgen khác" in refused.err
        assert archive_of(desk).current() is None
    finally:
        other.communicate("\n", timeout=10)
    assert add(desk, "HH", scan=scan).code == 0


def test_a_full_disk_leaves_all_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno  # noqa: PLC0415

    issue(desk, "HH", "ĐT")
    add(desk)
    scan = scan_of(desk, "ĐT")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = add(desk, "ĐT", scan=scan)
    assert ran.code == 1
    assert "đĩa đã đầy" in ran.err
    assert "Hồ sơ lưu vẫn nguyên như trước" in ran.err
    assert desk.run("archive", "verify").code == 0
    assert desk.run("archive", "list", "--json").json["missing"][0]["paper"] == "thong-bao:ĐT"


def test_killed_between_the_seal_and_the_journal_the_next_run_makes_it_good(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(desk, "HH", "ĐT")

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "note", killed)
        assert add(desk, "HH").code == 130
    assert desk.run("archive", "verify").code == 0
    assert desk.state("thong-bao:HH") == "sealed"
    assert add(desk, "ĐT").code == 0
    events, _ = Vault(desk.workbook.parent / "tam-ky-2023").journal()
    assert [event.paper for event in events if event.event == "sealed"] == ["thong-bao:HH", "thong-bao:ĐT"]
    assert desk.run("archive", "verify").code == 0


def test_an_issued_version_that_was_lost_is_told(desk: Desk) -> None:
    issue(desk, "HH")
    scan = scan_of(desk, "HH")
    kept = desk.workbook.parent / "tam-ky-2023" / "ban-luu"
    sha256 = files.sha256(desk.papers()[FIRST])
    (kept / sha256[:2] / f"{sha256}.docx").unlink()
    ran = add(desk, "HH", scan=scan)
    assert ran.code == 1
    assert "ban-luu" in ran.err


def test_a_folder_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    issue(desk, "HH")
    add(desk)

    def gone(_: Path) -> Any:
        raise OSError(53, "network path was not found")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", gone)
        with pytest.raises(Stop, match="Không đọc được hồ sơ lưu"):
            archive_of(desk).current()


def test_the_container_of_an_export_is_whole_or_not_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(desk, "HH")
    add(desk)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "writestr", full)
        ran = desk.run("archive", "export", "ho-so.zip")
    assert ran.code == 1
    assert "đĩa đã đầy" in ran.err
    assert list(desk.root.glob("*ho-so*")) == []


# --- pages ------------------------------------------------------------------------------------


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> Converter:
    """Let the issued papers have two pages."""
    made = Converter(pages=2)
    monkeypatch.setattr("docgen.backends.available", lambda: made)
    return made


def notes_of(desk: Desk) -> list[tuple[str, ...]]:
    bag = archive_of(desk).current()
    return [sealed.notes for sealed in bag.history.sealed()] if bag else []


def test_a_scan_of_fewer_pages_than_the_issued_version_has_is_told(desk: Desk, converter: Converter) -> None:
    issue(desk, "HH")
    ran = add(desk, "HH", "--json")
    assert ran.code == 0, ran.err
    assert [(note["code"], note["severity"]) for note in ran.json["notes"]] == [("LT-26", "warning")]
    told = "Bản này CÓ THỂ THIẾU TRANG: PDF có 1 trang, bản đã ban hành có 2 trang."
    assert ran.json["notes"][0]["message"] == told
    assert "--replace" in ran.json["notes"][0]["remedy"]
    assert notes_of(desk) == [(told,)], "it is kept beside the paper"
    assert "Đang dàn trang 1 văn bản đã ban hành" in ran.err
    assert converter.starts == [1]


def test_one_page_for_three_is_refused_until_she_has_counted(desk: Desk, converter: Converter) -> None:
    converter.pages = 3
    issue(desk, "HH", "ĐT")
    ran = add(desk, "HH")
    assert ran.code == 1
    assert "LT-28: Bản này THIẾU TRANG: PDF có 1 trang, bản đã ban hành có 3 trang" in ran.err
    scan_of(desk, "ĐT", desk.root / "quet")
    folder = desk.run("archive", "add-folder", "quet", "--json")
    assert [problem["code"] for problem in folder.json["undecided"][0]["problems"]] == ["LT-28"]
    assert archive_of(desk).current() is None
    assert add(desk, "HH", "--pages", "1").code == 0


@pytest.mark.parametrize(
    ("has", "expected", "code"),
    [(1, 2, "LT-26"), (1, 3, "LT-28"), (2, 3, "LT-26"), (8, 10, "LT-26"), (7, 10, "LT-28"), (3, 2, "LT-25")],
)
def test_what_programs_lay_out_differently_refuses_nothing(has: int, expected: int, code: str) -> None:
    assert [p.code for p in judge_pages(read_pdf([["a"]] * has), "a.pdf", expected)] == [code]


def test_more_pages_may_be_because_programs_break_them_differently(desk: Desk, converter: Converter) -> None:
    issue(desk, "HH")
    scan = scan_of(desk, "HH")
    (name,) = [path for path in desk.output.glob("*.docx") if path.stem.endswith("hoa-huong")]
    scan.write_bytes(pdf([lines_of(name.read_bytes()), [], [], []], dpi=200))
    (note,) = add(desk, "HH", "--json", scan=scan).json["notes"]
    assert note["code"] == "LT-25"
    assert "PDF có 4 trang, bản đã ban hành có 2 trang" in note["message"]
    assert converter.starts == [1]


def test_nothing_is_laid_out_for_a_paper_whose_pages_she_counted_or_that_is_refused(
    desk: Desk, converter: Converter
) -> None:
    issue(desk, "HH", "ĐT")
    assert add(desk, "ĐT", scan=scan_of(desk, "HH")).code == 1
    assert add(desk, "HH", "--pages", "2").code == 1
    ran = add(desk, "HH", "--pages", "1", "--json")
    assert (ran.json["notes"], converter.starts) == ([], [])


def test_all_papers_of_a_folder_are_laid_out_in_one_start(desk: Desk, converter: Converter) -> None:
    issue(desk, "HH", "ĐT")
    for key in ("HH", "ĐT"):
        scan_of(desk, key, desk.root / "quet")
    ran = desk.run("archive", "add-folder", "quet", "--json")
    assert [note["code"] for note in ran.json["notes"]] == ["LT-26", "LT-26"]
    assert all("THIẾU TRANG" in notes[-1] for notes in notes_of(desk))
    assert converter.starts == [2]


def test_the_pdf_that_docgen_made_of_the_issued_version_is_counted_as_long_as_it_is_that(
    desk: Desk, converter: Converter
) -> None:
    issue(desk, "HH", "ĐT")
    assert desk.run("generate", "--pdf").code == 0
    converter.starts.clear()
    converter.pages = 1
    assert [note["code"] for note in add(desk, "HH", "--json").json["notes"]] == ["LT-26"]
    assert converter.starts == []
    (own,) = desk.output.glob("*duc-thuong.pdf")
    own.write_bytes(pdf([[]] * 5))  # somebody put a file of her own there
    assert add(desk, "ĐT", "--json").json["notes"] == []
    assert converter.starts == [1]


@pytest.mark.parametrize("found", ["none", "wrong", "useless"])
def test_where_nothing_can_be_laid_out_the_paper_is_taken_and_it_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    class Useless(Converter):
        def run(self, *_: Any, **__: Any) -> End:
            return End.BROKEN

    def available() -> Converter | None:
        if found == "wrong":
            raise Stop("Biến môi trường chỉ tới tệp không có.")
        return Useless() if found == "useless" else None

    issue(desk, "HH")
    monkeypatch.setattr("docgen.backends.available", available)
    ran = add(desk, "HH", "--json")
    assert ran.code == 0, ran.err
    (note,) = ran.json["notes"]
    assert (note["code"], note["severity"]) == ("LT-27", "warning")
    assert "Chưa đối chiếu được số trang (PDF có 1 trang)" in note["message"]
