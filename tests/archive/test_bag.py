"""The bag on disk: what is in it, that other tools take it, that it is never half made."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import bagit
import pytest

from docgen import files
from docgen.archive import Archive, Bag, seal, verify
from docgen.archive.bag import info, manifest, parse_manifest
from docgen.ledger import Act
from docgen.problem import ExitCode, Stop
from tests.archive.making import ACT, INFO, intake, issued, sealed_bag

FOLDER = "data/002_TB_61-TB-MTTQ-BTT_20231031"


def names(bag: Bag) -> list[str]:
    return sorted(path.relative_to(bag.folder).as_posix() for path in bag.folder.rglob("*") if path.is_file())


def test_a_paper_lies_in_the_bag_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    _, bag = sealed_bag(tmp_path, "", "AP")
    stem = f"{FOLDER}/002_TB_61-TB-MTTQ-BTT_20231031"
    assert [name for name in names(bag) if name.startswith(FOLDER)] == [
        f"{stem}.pdf",
        f"{stem}_ban-goc.docx",
        f"{stem}_dang-ky.json",
        f"{stem}_du-lieu.json",
        f"{stem}_mo-ta.xml",
    ]
    assert [name for name in names(bag) if "/" not in name] == [
        "bag-info.txt",
        "bagit.txt",
        "ho-so.xml",
        "index.html",
        "lich-su.jsonl",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    paper = intake("AP", "61")
    assert bag.read(f"{stem}.pdf") == paper.signed
    assert bag.read(f"{stem}_ban-goc.docx") == paper.paper.docx
    assert json.loads(bag.read(f"{stem}_du-lieu.json")) == paper.paper.inputs
    assert json.loads(bag.read(f"{stem}_dang-ky.json")) == paper.paper.row


def test_another_tool_validates_the_bag_after_every_paper(tmp_path: Path) -> None:
    archive, bag = Archive(tmp_path / "luu-tru"), None
    for number, key in enumerate(("", "AP", "TT"), start=60):
        bag = seal(archive, bag, [intake(key, str(number))], INFO, ACT, "docgen")
        bagit.Bag(str(bag.folder)).validate()
        assert verify(archive).problems == ()
        assert list(archive.generations()) == [bag.number]


def test_names_are_ascii_short_and_safe_on_windows(tmp_path: Path) -> None:
    _, bag = sealed_bag(tmp_path)
    for name in names(bag):
        assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", part) for part in name.split("/")), name
        assert all(len(part) <= 100 for part in name.split("/"))


@pytest.mark.parametrize(
    "symbol", ["../../../QĐ", "CON", "TB\\MTTQ:BTT?*", "Đ" * 300, "\N{RIGHT-TO-LEFT OVERRIDE}TB", ""]
)
def test_no_symbol_leads_out_of_the_bag_or_makes_a_bad_name(symbol: str) -> None:
    import dataclasses  # noqa: PLC0415

    folder = dataclasses.replace(issued(), symbol=symbol, kind=symbol).folder
    assert re.fullmatch(r"\d{3}[A-Za-z0-9_-]*[A-Za-z0-9]", folder)
    assert len(folder) <= 80


def test_metadata_has_the_names_of_the_decree(tmp_path: Path) -> None:
    _, bag = sealed_bag(tmp_path, "", "AP")
    root = ET.fromstring(bag.read(f"{FOLDER}/002_TB_61-TB-MTTQ-BTT_20231031_mo-ta.xml"))  # noqa: S314 - our own
    assert [child.tag for child in root] == [
        "FileCode", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName",
        "Subject", "Language", "PageAmount", "Description", "SignerInfo", "To", "To", "Priority",
        "IssuedAmount", "DueDate",
    ]  # fmt: skip
    assert [child.tag for child in root[0]] == ["OrganId", "FileCatalog", "FileNotation"]
    assert root.findtext("SignerInfo/FullName") == "Nguyễn Ba"
    assert root.findtext("Subject") == "Kết quả kiểm tra phường An Phú"
    dossier = ET.fromstring(bag.read("ho-so.xml"))  # noqa: S314 - our own
    assert (dossier.findtext("DocTotal"), dossier.findtext("PageTotal")) == ("2", "2")
    assert dossier.findtext("Maintenance") == "Vĩnh viễn"
    assert [item.findtext("DocOrdinal") for item in dossier.iter("Document")] == ["1", "2"]


def test_the_page_of_the_bag_is_vietnamese_and_its_links_lead_to_files(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    page = bag.read("index.html").decode()
    assert "Phường" not in page
    assert "Kết quả kiểm tra phường An Phú" in page
    links = re.findall(r'href="([^"]+)"', page)
    assert len(links) == 10
    assert all((bag.folder / link).is_file() for link in links)
    start = (archive.folder / "XEM-HO-SO.html").read_text(encoding="utf-8")
    assert f"{bag.folder.name}/index.html" in start


def test_words_from_records_are_no_markup_in_the_page_and_the_metadata(tmp_path: Path) -> None:
    import dataclasses  # noqa: PLC0415

    nasty = '<script>alert(1)</script> & "Đ" ế'
    taken = intake("AP", "61")
    taken = dataclasses.replace(taken, paper=dataclasses.replace(taken.paper, subject=nasty), notes=(nasty,))
    bag = seal(Archive(tmp_path / "luu-tru"), None, [taken], INFO, ACT, "docgen")
    assert b"<script>" not in bag.read("index.html")
    root = ET.fromstring(bag.read("ho-so.xml"))  # noqa: S314 - our own
    assert root.findtext("Documents/Document/Subject") == nasty


def test_files_are_read_only_and_stored_once(tmp_path: Path) -> None:
    archive, first = sealed_bag(tmp_path, "AP")
    path = "data/002_TB_60-TB-MTTQ-BTT_20231031/002_TB_60-TB-MTTQ-BTT_20231031.pdf"
    before = (first.folder / path).stat()
    second = seal(archive, first, [intake("TT", "61")], INFO, ACT, "docgen")
    after = (second.folder / path).stat()
    assert before.st_ino == after.st_ino
    assert not after.st_mode & 0o222
    assert not first.folder.exists()


def test_where_the_disk_knows_no_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    archive, bag = sealed_bag(tmp_path, "", "AP", "TT")
    bagit.Bag(str(bag.folder)).validate()
    assert verify(archive).problems == ()


def test_a_replaced_paper_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    archive, first = sealed_bag(tmp_path, "AP")
    act = Act(ACT.at, ACT.who, "Bản quét cũ thiếu trang 2")
    bag = seal(archive, first, [intake("AP", "60", signed=b"%PDF-1.6 new")], INFO, act, "docgen")
    old, new = bag.history.sealed()
    assert new.folder == f"{old.folder}_lan-2"
    assert new.replaces == old.folder
    assert bag.read(old.path("signed")) != bag.read(new.path("signed"))
    assert list(bag.history.current().values()) == [new]
    assert bag.history.entries[-1].why == "Bản quét cũ thiếu trang 2"
    assert "Bản đã được thay, vẫn giữ" in bag.read("index.html").decode()
    assert verify(archive).problems == ()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("moment", ["write", "fsync", "link", "rename"])
def test_a_disk_that_refuses_leaves_the_bag_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, moment: str
) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    before = {path: path.read_bytes() for path in bag.folder.rglob("*") if path.is_file()}

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if moment == "write":
            patch.setattr(Path, "open", refuse)
        elif moment == "fsync":
            patch.setattr(os, "fsync", refuse)
        elif moment == "link":
            patch.setattr(os, "link", refuse)
            patch.setattr(Path, "read_bytes", refuse)
        else:
            patch.setattr(files, "rename", refuse)
        with pytest.raises(Stop, match=r"Hồ sơ lưu vẫn nguyên như trước|Không đọc được"):
            seal(archive, bag, [intake("TT", "62")], INFO, ACT, "docgen")
    assert {path: path.read_bytes() for path in bag.folder.rglob("*") if path.is_file()} == before
    assert verify(archive).is_sound
    assert archive.current() == bag


def test_what_a_killed_run_left_is_told_and_swept_by_the_next(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "AP")
    half = archive.folder / ".moi-ho-so-0002"
    half.mkdir()
    (half / "bagit.txt").write_bytes(b"half")
    found = verify(archive)
    assert [problem.code for problem in found.problems] == ["LT-64"]
    assert found.is_sound
    assert found.exit_code == ExitCode.OK, "docgen sweeps its own traces"
    assert half.exists(), "verify repairs nothing"
    seal(archive, bag, [intake("TT", "62")], INFO, ACT, "docgen")
    assert verify(archive).problems == ()
    assert not half.exists()


def test_an_old_bag_that_cannot_be_removed_is_left_for_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows no folder is renamed while a file in it is open in a reader."""
    archive, first = sealed_bag(tmp_path, "AP")
    rename = files.rename

    def held(source: Path, target: Path) -> None:
        if source == first.folder:
            raise PermissionError(errno.EACCES, "in use")
        rename(source, target)

    monkeypatch.setattr(files, "rename", held)
    second = seal(archive, first, [intake("TT", "62")], INFO, ACT, "docgen")
    assert archive.current() == second
    (problem,) = verify(archive).problems
    assert (problem.code, problem.found) == ("LT-68", f"«{first.folder.name}», bản trước của nó")
    monkeypatch.undo()
    third = seal(archive, second, [intake("TTg", "63")], INFO, ACT, "docgen")
    assert list(archive.generations()) == [third.number]
    assert verify(archive).problems == ()


def test_a_manifest_comes_back_as_it_was_with_any_name() -> None:
    hashes = {"data/a b.pdf": "0" * 64, "data/100%.pdf": "1" * 64, "data/x\ny.pdf": "2" * 64}
    assert parse_manifest(manifest(hashes)) == hashes


@pytest.mark.parametrize("text", ["no hash", f"{'0' * 64}  a\n{'0' * 64}  a\n", f"{'G' * 64}  a\n", "\xff"])
def test_a_damaged_manifest_is_not_read(text: str) -> None:
    assert parse_manifest(text.encode("latin-1")) is None


def test_a_line_of_the_information_is_one_line() -> None:
    assert info({"Source-Organization": "Ủy ban\nMTTQ", "Empty": ""}, {"data/a": 3}) == (
        "Source-Organization: Ủy ban MTTQ\nPayload-Oxum: 3.1\n".encode()
    )
