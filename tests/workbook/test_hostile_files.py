"""Files that are no workbook, and files made to harm: a clear message, soon, in little memory."""

import io
import shutil
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.problem import Problem
from docgen.workbook import read
from tests.workbook.sheets import SCORES, book, good, only, part_of, problems, rewrite

SECONDS = 1.0
MEGABYTES = 60


def seconds_of(path: Path) -> float:
    """Measure how long reading a file takes."""
    start = time.process_time()
    read(path)
    return time.process_time() - start


def megabytes_of(path: Path) -> float:
    """Measure how much memory reading a file holds at most."""
    tracemalloc.start()
    read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def refusal(path: Path) -> Problem:
    """Give the one error of a file that cannot be read at all."""
    season, found = read(path)
    assert season is None
    assert len(found) == 1, found
    assert found[0].is_error
    assert found[0].where.file == path.name
    assert found[0].remedy
    return found[0]


def bounded_refusal(path: Path) -> Problem:
    """Give the one error of a file made to harm, which must cost little."""
    start = time.process_time()
    problem = refusal(path)
    assert time.process_time() - start < SECONDS
    assert megabytes_of(path) < MEGABYTES
    return problem


# --- no workbook ------------------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "so.xlsx").code == "TEP-21"
    assert refusal(tmp_path).code == "TEP-21"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path)

    def locked(_self: Path) -> bytes:
        raise PermissionError(13, "being used by another process")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(path).code == "TEP-22"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "TEP-01"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "TEP-02",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "TEP-03"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "TEP-04"),
        ("Mã;Tên\nAP;An Phú\n".encode(), "TEP-05"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "TEP-06"),
        (b"PK\x03\x04 not really", "TEP-07"),
    ],
)
def test_another_kind_of_file_with_the_name_of_a_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    path = book(tmp_path)
    path.write_bytes(path.read_bytes()[:-700])
    assert refusal(path).code == "TEP-07"


def test_a_word_file_with_the_name_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document xmlns:w='w'/>")
    assert refusal(path).code == "TEP-25"


def test_the_temporary_file_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "~$so.xlsx"
    path.write_bytes(b"\x05admin")
    assert refusal(path).code == "TEP-23"


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "admin"])
def test_a_workbook_open_in_excel_is_read_with_a_warning(tmp_path: Path, name: str) -> None:
    path = book(tmp_path)
    narrow = bytes([len(name)]) + name.encode("ascii", "replace").ljust(54)
    wide = bytes([len(name), 0]) + name.encode("utf-16-le").ljust(108, b"\0")
    (tmp_path / "~$so.xlsx").write_bytes(narrow + wide)
    problem = only(path, "TEP-24")
    assert name in problem.message
    assert good(path)


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B3": "chín"})
    before, listing = path.read_bytes(), sorted(tmp_path.iterdir())
    path.chmod(0o444)
    read(path)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == listing


# --- made to harm -----------------------------------------------------------------------------


def grow(path: Path, part: str, make: Callable[[bytes], Iterator[bytes]]) -> Path:
    """Replace one part by a stream too large to hold as a whole."""
    copy = path.with_suffix(".tmp")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w") as stream:
                for piece in make(old.read(name)) if name == part else [old.read(name)]:
                    stream.write(piece)
    shutil.move(copy, path)
    return path


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = book(tmp_path)

    def bomb(xml: bytes) -> Iterator[bytes]:
        yield xml
        for _ in range(200):
            yield b" " * 2**20

    assert bounded_refusal(grow(path, "xl/styles.xml", bomb)).code == "TEP-09"


def test_a_sheet_stuffed_with_cells(tmp_path: Path) -> None:
    path = book(tmp_path)

    def stuffed(xml: bytes) -> Iterator[bytes]:
        before, after = xml.split(b"</sheetData>")
        yield before
        for row in range(10, 3000):
            cells = b"".join(
                b"<c><v>%d</v></c>" % (row * 7919 ** (column % 5) % 10**9) for column in range(120)
            )
            yield b'<row r="%d">%b</row>' % (row, cells)
        yield b"</sheetData>" + after

    assert bounded_refusal(grow(path, part_of(path, "Đơn vị"), stuffed)).code == "TEP-27"


def test_entities_of_xml(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = book(tmp_path)
    rewrite(path, part_of(path, "Đơn vị"), lambda xml: laughs + xml)
    assert bounded_refusal(path).code == "TEP-26"


def test_entities_declared_far_into_a_part(tmp_path: Path) -> None:
    path = book(tmp_path)
    rewrite(path, part_of(path, "Đơn vị"), lambda xml: b"<!--" + b"x" * 9000 + b"--><!DOCTYPE x>" + xml)
    season, found = read(path)
    assert season is None
    assert found


def test_a_part_that_is_broken_inside(tmp_path: Path) -> None:
    path = book(tmp_path)
    rewrite(path, "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", b""))
    assert bounded_refusal(path).code == "TEP-28"


def test_a_stray_cell_at_the_end_of_the_world(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Đơn vị!XFD1048576": "1"})
    problem = refusal(path)
    assert seconds_of(path) < SECONDS
    assert (problem.code, problem.where.cell) == ("BANG-10", "XFD1048576")


def test_a_stray_cell_far_to_the_right(tmp_path: Path) -> None:
    problem = bounded_refusal(book(tmp_path, cells={"Đơn vị!XFD2": "1"}))
    assert (problem.code, problem.where.cell) == ("BANG-11", "XFD2")


def test_rows_numbered_beyond_the_sheet_end(tmp_path: Path) -> None:
    path = book(tmp_path)
    far = b'<row r="99999999999"><c r="A5"><v>1</v></c></row></sheetData>'
    rewrite(path, part_of(path, "Đơn vị"), lambda xml: xml.replace(b"</sheetData>", far))
    assert seconds_of(path) < SECONDS


def test_a_merged_range_over_the_whole_sheet(tmp_path: Path) -> None:
    path = book(tmp_path)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rewrite(path, part_of(path, "Đơn vị"), lambda xml: xml.replace(b"</sheetData>", merged))
    assert seconds_of(path) < SECONDS


def test_coloured_rows_to_the_end_of_the_sheet_cost_little(tmp_path: Path) -> None:
    path = book(tmp_path)

    def coloured(xml: bytes) -> Iterator[bytes]:
        before, after = xml.split(b"</sheetData>")
        yield before
        for start in range(5, 1_048_576, 9000):
            last = min(start + 9000, 1_048_577)
            rows = (
                b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (row, row) for row in range(start, last, 3)
            )
            yield b"".join(rows)
        yield b"</sheetData>" + after

    grow(path, part_of(path, "Đơn vị"), coloured)
    assert len(good(path).units) == 3
    assert seconds_of(path) < SECONDS
    assert megabytes_of(path) < MEGABYTES


def test_names_that_point_nowhere_and_parts_that_are_not_read_do_no_harm(tmp_path: Path) -> None:
    path = book(tmp_path)
    name = b'<definedName name="_xlnm.Print_Titles" localSheetId="0">#REF!</definedName>'
    names = b"<definedNames>%b</definedNames>" % name
    rewrite(path, "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", b"</sheets>" + names))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", b"<broken")
        archive.writestr("xl/comments1.xml", b"\xff\xfe not xml")
    assert problems(path) == []


def test_a_workbook_in_memory_only_is_what_is_read(tmp_path: Path) -> None:
    """A part that repeats a name in the archive could show one thing and say another."""
    path = book(tmp_path)
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    path.write_bytes(data.getvalue())
    assert bounded_refusal(path).code == "TEP-07"
