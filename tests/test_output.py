"""The folder of papers: names, hashes, the manifest, and what may be removed."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files import sha256
from docgen.output import LONGEST_NAME, Folder, file_name
from docgen.stale import UNREADABLE, Copies, Copy, Inputs, Manifest, ManifestEntry

SAFE_NAME = re.compile(r"\d\d_[a-z-]+(?:_[a-z0-9-]+)*\.docx")
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


@pytest.mark.parametrize(
    ("order", "code", "tail", "expected"),
    [
        (1, "ke-hoach", "", "01_ke-hoach.docx"),
        (4, "bien-ban", "01", "04_bien-ban_01.docx"),
        (5, "thong-bao", "03_Phước Hòa", "05_thong-bao_03_phuoc-hoa.docx"),
        (5, "thong-bao", "04_Đắk Pơ / ../..", "05_thong-bao_04_dak-po.docx"),
        (5, "thong-bao", "???", "05_thong-bao.docx"),
    ],
)
def test_a_file_name_says_order_kind_and_paper(order: int, code: str, tail: str, expected: str) -> None:
    assert file_name(order, code, tail) == expected


@given(st.integers(1, 99), st.sampled_from(["ke-hoach", "thay-doi-doan"]), st.text(max_size=300))
def test_every_file_name_is_short_ascii_and_safe_on_windows(order: int, code: str, tail: str) -> None:
    name = file_name(order, code, tail)
    assert len(name) <= LONGEST_NAME
    assert SAFE_NAME.fullmatch(name)
    assert not DEVICES.match(name)


@given(st.text("Tiên Phước Đắk ỷụặ", max_size=30))
def test_the_same_words_composed_or_not_give_the_same_name(tail: str) -> None:
    composed, apart = unicodedata.normalize("NFC", tail), unicodedata.normalize("NFD", tail)
    assert file_name(5, "thong-bao", composed) == file_name(5, "thong-bao", apart)


# --- files ------------------------------------------------------------------------------------


def test_hashes_are_of_the_files_that_exist(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("Kế hoạch", encoding="utf-8")
    (tmp_path / "b.docx").mkdir()
    found = Folder(tmp_path).hashes(["a.docx", "b.docx", "c.docx"])
    assert found == {"a.docx": sha256("Kế hoạch".encode()), "b.docx": UNREADABLE}


@pytest.mark.parametrize("mark", ["~$_ke-hoach.docx", "~$01_ke-hoach.docx", ".~lock.01_ke-hoach.docx#"])
def test_the_mark_of_an_open_file_is_seen(tmp_path: Path, mark: str) -> None:
    assert Folder(tmp_path).opened_by("01_ke-hoach.docx") == ""
    (tmp_path / mark).touch()
    assert Folder(tmp_path).opened_by("01_ke-hoach.docx") == mark


def test_only_a_file_that_still_has_our_bytes_is_removed(tmp_path: Path) -> None:
    ours, hers = tmp_path / "ours.docx", tmp_path / "hers.docx"
    ours.write_bytes(b"1")
    hers.write_bytes("đã sửa tay".encode())
    folder = Folder(tmp_path)
    assert folder.remove("ours.docx", sha256(b"1"))
    assert folder.remove("hers.docx", sha256(b"1"))
    assert folder.remove("gone.docx", sha256(b"1"))
    assert not ours.exists()
    assert hers.read_text(encoding="utf-8") == "đã sửa tay"


def test_a_file_that_another_program_holds_is_removed_another_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.docx").write_bytes(b"1")

    def refuse(_: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert not Folder(tmp_path).remove("ours.docx", sha256(b"1"))


# --- the manifest -----------------------------------------------------------------------------

ENTRY = ManifestEntry(
    "01_ke-hoach.docx", "Kế hoạch", "abc", Inputs("t", "s", "0.1.0", {"nam": "2023", "bang": [1]})
)
MANIFEST = Manifest("tam-ky-2023", {"ke-hoach": ENTRY}, {"quyet-dinh": ENTRY}, {"cu.docx": "def"})


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "moi")
    assert folder.read_manifest() == (Manifest(), None)
    folder.write_manifest(MANIFEST)
    assert folder.read_manifest() == (MANIFEST, None)
    assert MANIFEST.names() == {"01_ke-hoach.docx", "cu.docx"}


def spoil(path: tuple[str, ...], value: Any) -> str:
    folder_text: dict[str, Any] = {
        "format": 1,
        "season": "dot",
        "papers": {
            "ke-hoach": {
                "name": "a.docx",
                "label": "Kế hoạch",
                "sha256": "1",
                "inputs": {"template": "t", "style": "s", "program": "p", "context": {}},
            }
        },
        "pending": {},
        "leftovers": {"b.docx": "2"},
    }
    inner = folder_text
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(folder_text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "\udcff",
        spoil(("format",), 2),
        spoil(("season",), None),
        spoil(("papers",), []),
        spoil(("papers", "ke-hoach"), None),
        spoil(("papers", "ke-hoach", "sha256"), 5),
        spoil(("papers", "ke-hoach", "name"), "../../mật.docx"),
        spoil(("papers", "ke-hoach", "name"), "..\\x.docx"),
        spoil(("leftovers",), {"C:\\x": "1"}),
        spoil(("leftovers",), {"": "1"}),
    ],
)
def test_a_damaged_manifest_is_told_and_taken_for_empty(tmp_path: Path, text: str) -> None:
    folder = Folder(tmp_path)
    folder.private.mkdir()
    (folder.private / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    manifest, problem = folder.read_manifest()
    assert manifest == Manifest()
    assert problem is not None
    assert problem.code == "RA-01"
    assert not problem.is_error


def test_the_manifest_used_for_spoiling_is_sound_itself(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.private.mkdir()
    (folder.private / "manifest.json").write_text(spoil(("season",), "dot"), encoding="utf-8")
    assert folder.read_manifest()[1] is None


# --- what is remembered of PDFs ---------------------------------------------------------------

COPY = Copy("word", archival=True, sha256="pdf")
COPIES = Copies({"Kế hoạch: bản 2.pdf": COPY}, {"tên hỏng \udcff.pdf": COPY})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_what_is_remembered_of_pdfs_comes_back_whatever_their_names(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "moi")
    assert folder.read_copies() == (Copies(), None)
    folder.write_copies(COPIES)
    assert folder.read_copies() == (COPIES, None)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format":2,"made":{},"pending":{}}',
        '{"format":1,"made":{}}',
        '{"format":1,"made":{"a.pdf":{"source":"1"}},"pending":{}}',
        '{"format":1,"made":{"a.pdf":{"source":1,"archival":false,"sha256":"2"}},"pending":{}}',
        '{"format":1,"made":{"../a.pdf":{"source":"1","archival":false,"sha256":"2"}},"pending":{}}',
    ],
)
def test_damaged_memory_of_pdfs_is_told_and_taken_for_none(tmp_path: Path, text: str) -> None:
    folder = Folder(tmp_path)
    folder.private.mkdir()
    (folder.private / "pdf.json").write_text(text, encoding="utf-8")
    copies, problem = folder.read_copies()
    assert copies == Copies()
    assert problem is not None
    assert (problem.code, problem.is_error) == ("RA-02", False)
