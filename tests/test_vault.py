"""The memory under ``records/``: versions by their hash, and the journal of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import files
from docgen.problem import Stop
from docgen.vault import EDITED, JOURNAL, Event, Vault


def event(note: str = "", paper: str = "thong-bao:AP") -> Event:
    return Event(
        "2023-11-02T08:00:00+07:00",
        EDITED,
        paper,
        "05.docx",
        "Thông báo, An Phú",
        "a1",
        "b2",
        "c3",
        "d4",
        note,
    )


def test_a_version_is_found_by_its_hash(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "dot")
    sha256 = vault.keep("Điểm của Đoàn".encode())
    assert vault.keep("Điểm của Đoàn".encode()) == sha256
    assert vault.find(sha256) == "Điểm của Đoàn".encode()
    assert vault.holds(sha256)
    assert vault.find("0" * 64) is None


def test_a_damaged_version_is_not_given_and_can_be_kept_again(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "dot")
    sha256 = vault.keep(b"whole")
    (path,) = (tmp_path / "dot" / "ban-luu").rglob("*.docx")
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    assert vault.find(sha256) is None
    vault.keep(b"whole")
    assert vault.find(sha256) == b"whole"


def test_the_folder_tells_people_what_it_is(tmp_path: Path) -> None:
    Vault(tmp_path / "dot").keep(b"x")
    text = (tmp_path / "dot" / "DOC-TRUOC-KHI-XOA.txt").read_text(encoding="utf-8-sig")
    assert "đừng sửa, đổi tên hay xóa" in text


def test_the_journal_gives_back_what_was_noted(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "dot")
    assert vault.journal() == ((), None)
    vault.note(event("đã sửa “Hoà”"))
    vault.note(event("lần hai"), event(paper="ket-luan"))
    assert vault.journal() == ((event("đã sửa “Hoà”"), event("lần hai"), event(paper="ket-luan")), None)


def test_a_line_cut_off_by_a_kill_never_counted(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "dot")
    vault.note(event("một"))
    path = tmp_path / "dot" / JOURNAL
    path.write_bytes(path.read_bytes() + b'{"at": "2023')
    assert vault.journal() == ((event("một"),), None)
    vault.note(event("hai"))
    found, fault = vault.journal()
    assert found == (event("một"), event("hai"))
    assert fault is not None
    assert "1 dòng hỏng" in fault.message


def test_a_journal_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "dot" / JOURNAL).mkdir(parents=True)
    with pytest.raises(Stop, match="nhật ký"):
        Vault(tmp_path / "dot").note(event())


def test_hashes_are_sha256(tmp_path: Path) -> None:
    assert Vault(tmp_path / "dot").keep(b"abc") == files.sha256(b"abc")
