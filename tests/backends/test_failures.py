"""What can go wrong with a converter: each paper is told of by name, and the others are made."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from docgen import files
from docgen.backends import Converted, available, convert, libreoffice, target
from docgen.backends.backend import ConverterLimits, End
from docgen.problem import ExitCode, Severity, Stop
from tests.backends.acting import PDF, Stage, word_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the acted programs are Unix scripts")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "stage")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the place of the working folders, which must be empty after each run."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def papers(folder: Path, *texts: str) -> list[Path]:
    """Write one paper for each text, named by its number."""
    return [word_file(folder / f"văn bản {i}.docx", text) for i, text in enumerate(texts, start=1)]


def faults(converted: Converted) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.file) for problem in converted.problems]


def names(converted: Converted) -> list[str]:
    return [path.name for path in converted.done.values()]


def alive(process: int, patience: float = 5.0) -> bool:
    """Tell whether a process goes on to run; one that only waits to be buried does not.

    A killed process may take a moment to die.
    """
    stat = Path(f"/proc/{process}/stat")
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.02)
    return True


# --- the converter fails ----------------------------------------------------------------------


def test_a_paper_that_it_cannot_load_is_told_though_the_program_reports_success(
    tmp_path: Path, stage: Stage
) -> None:
    sources = papers(tmp_path / "ra", "một", "BỎ", "ba")
    converted = convert(sources, backend=stage.soffice())
    assert names(converted) == ["văn bản 1.pdf", "văn bản 3.pdf"]
    [problem] = converted.problems
    assert (problem.code, problem.where.file, problem.is_error) == ("PDF-05", "văn bản 2.docx", True)
    assert problem.message == "LibreOffice không làm được PDF từ tệp này."
    assert problem.found == "Error: source file could not be loaded"
    assert len(stage.starts()) == 1


def test_a_pdf_that_is_cut_short_is_no_pdf(tmp_path: Path, stage: Stage) -> None:
    converted = convert(papers(tmp_path / "ra", "CỤT"), backend=stage.soffice())
    assert faults(converted) == [("PDF-05", "văn bản 1.docx")]
    assert not list(tmp_path.glob("ra/*.pdf"))


def test_a_paper_that_it_hangs_on_is_given_up_and_the_others_are_made(
    tmp_path: Path, stage: Stage, temporary: Path
) -> None:
    sources = papers(tmp_path / "ra", "một", "TREO", "ba")
    began = time.monotonic()
    converted = convert(sources, backend=stage.soffice(), timeout=0.7)
    assert time.monotonic() - began < 5
    assert names(converted) == ["văn bản 1.pdf", "văn bản 3.pdf"]
    assert faults(converted) == [("PDF-06", "văn bản 2.docx")]
    assert not any(alive(child) for child in stage.children())
    assert not list(temporary.iterdir())


def test_a_paper_that_brings_it_down_is_told_and_the_others_are_made(tmp_path: Path, stage: Stage) -> None:
    converted = convert(papers(tmp_path / "ra", "một", "SẬP", "ba"), backend=stage.soffice())
    assert names(converted) == ["văn bản 1.pdf", "văn bản 3.pdf"]
    assert faults(converted) == [("PDF-07", "văn bản 2.docx")]


def test_a_converter_that_never_works_is_not_started_for_every_paper(tmp_path: Path, stage: Stage) -> None:
    converted = convert(papers(tmp_path / "ra", *["SẬP"] * 6), backend=stage.soffice())
    assert not converted.done
    assert [code for code, _ in faults(converted)] == ["PDF-07"] * 2 + ["PDF-08"] * 4
    assert len(stage.starts()) == 2


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("not a program", encoding="utf-8")
    converted = convert(papers(tmp_path / "ra", "một"), backend=libreoffice.LibreOffice(program))
    [problem] = converted.problems
    assert problem.code == "PDF-08"
    assert "Permission denied" in problem.found


def test_an_interrupt_ends_all_processes_before_it_goes_on(tmp_path: Path) -> None:
    heard: list[bool] = []

    class Interrupted:
        name, lanes = "LibreOffice", 2

        def run(self, work: Path, names: Sequence[str], *, archival: bool, limits: ConverterLimits) -> End:  # noqa: ARG002 - the protocol
            if work.name == "0":
                raise KeyboardInterrupt
            heard.append(limits.cancelled.wait(5))
            return End.CANCELLED

    with pytest.raises(KeyboardInterrupt):
        convert(papers(tmp_path / "ra", *["một"] * 9), backend=Interrupted())
    assert heard == [True] * (min(2, os.cpu_count() or 1) - 1)


def test_a_paper_in_another_face_is_a_warning(tmp_path: Path, stage: Stage) -> None:
    converted = convert(papers(tmp_path / "ra", "một", "LẠ", "LẠ"), backend=stage.soffice())
    assert len(converted.done) == 3
    [problem] = converted.problems
    assert (problem.code, problem.severity) == ("PDF-10", Severity.WARNING)
    assert "fonts-liberation2" in problem.remedy


def test_a_paper_that_never_asked_for_times_may_have_any_face(tmp_path: Path, stage: Stage) -> None:
    poster = word_file(tmp_path / "áp phích.docx", "LẠ", face="Arial")
    assert convert([poster], backend=stage.soffice()).problems == ()


# --- what is given to it ----------------------------------------------------------------------


def test_files_that_are_no_word_files_are_told_and_never_reach_the_converter(
    tmp_path: Path, stage: Stage
) -> None:
    good, truncated, empty = papers(tmp_path / "ra", "một", "hai", "ba")
    truncated.write_bytes(truncated.read_bytes()[:2000])
    empty.write_bytes(b"")
    workbook = tmp_path / "ra" / "sổ.docx"
    workbook.write_bytes(_workbook())
    gone = tmp_path / "ra" / "đã xóa.docx"
    converted = convert([truncated, empty, workbook, gone, good], backend=stage.soffice())
    assert names(converted) == ["văn bản 1.pdf"]
    assert faults(converted) == [
        ("TEP-07", "văn bản 2.docx"),
        ("TEP-01", "văn bản 3.docx"),
        ("PDF-02", "sổ.docx"),
        ("PDF-01", "đã xóa.docx"),
    ]
    assert stage.starts()[0].count(".docx") == 1


def _workbook() -> bytes:
    root = Path(__file__).resolve().parents[2]
    return (root / "records" / "tam-ky-2023.xlsx").read_bytes()


def test_two_papers_of_one_name_do_not_share_a_pdf(tmp_path: Path, stage: Stage) -> None:
    first = word_file(tmp_path / "a" / "thông báo.docx", "An Phú")
    second = word_file(tmp_path / "b" / "thông báo.docx", "Tam Thăng")
    converted = convert([first, second], tmp_path / "pdf", backend=stage.soffice())
    assert list(converted.done) == [first]
    assert "An Phú" in (tmp_path / "pdf" / "thông báo.pdf").read_text(encoding="utf-8")
    [problem] = converted.problems
    assert problem.code == "PDF-03"
    assert str(first) in problem.message


def test_nothing_to_convert_needs_no_converter() -> None:
    assert convert([], backend=None) == Converted({}, ())


# --- where it goes ----------------------------------------------------------------------------


def test_an_old_pdf_is_replaced_and_a_digitally_signed_one_is_kept(tmp_path: Path, stage: Stage) -> None:
    old, signed = papers(tmp_path / "ra", "cũ", "ký")
    signature = PDF.replace(b"%%EOF", b"/ByteRange [0 840 960 240]\n%%EOF")
    target(old).write_bytes(PDF)
    target(signed).write_bytes(signature)
    converted = convert([old, signed], backend=stage.soffice())
    assert "cũ" in target(old).read_text(encoding="utf-8")
    assert target(signed).read_bytes() == signature
    assert faults(converted) == [("PDF-04", "văn bản 2.docx")]


def test_a_pdf_that_is_open_elsewhere_is_passed_over(
    tmp_path: Path, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, free = papers(tmp_path / "ra", "giữ", "thả")
    target(held).write_bytes(PDF)
    really = Path.replace

    def replace(path: Path, place: Path) -> Path:
        if place == target(held):
            raise PermissionError(errno.EACCES, "held by another program")
        return really(path, place)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_RETRY_DELAYS", ())
    converted = convert([held, free], backend=stage.soffice())
    assert list(converted.done) == [free]
    assert faults(converted) == [("PDF-09", "văn bản 1.docx")]
    assert target(held).read_bytes() == PDF


def test_a_full_disk_stops_the_run(tmp_path: Path, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(_path: Path, _place: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    sources = papers(tmp_path / "ra", "một")
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Stop, match="Đĩa đã đầy"):
        convert(sources, backend=stage.soffice())


# --- finding it -------------------------------------------------------------------------------


def test_without_any_converter_the_user_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "PLACES", {})
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DOCGEN_SOFFICE", raising=False)
    assert available() is None
    with pytest.raises(Stop, match="chưa có LibreOffice") as stopped:
        convert(papers(tmp_path / "ra", "một"))
    assert "fonts-liberation2" in stopped.value.remedy
    assert stopped.value.exit_code is ExitCode.PROBLEMS


def test_the_environment_may_name_the_program(tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice của tôi" / "soffice"
    program.parent.mkdir()
    program.touch()
    assert available({"DOCGEN_SOFFICE": str(program)}) == libreoffice.LibreOffice(program)
    with pytest.raises(Stop, match=r"DOCGEN_SOFFICE.*không có tệp ấy"):
        available({"DOCGEN_SOFFICE": str(tmp_path / "không có")})


def test_the_program_is_found_on_the_path_and_in_the_usual_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    places = {sys.platform: ("{KHONG_CO}/soffice", "{ProgramFiles}/LibreOffice/program/soffice")}
    monkeypatch.setattr(libreoffice, "PLACES", places)
    assert available({"ProgramFiles": str(tmp_path)}) == libreoffice.LibreOffice(program)
    assert available({"PATH": str(program.parent)}) == libreoffice.LibreOffice(program)
    assert available({}) is None


# --- Word -------------------------------------------------------------------------------------


def test_word_serves_behind_the_same_face(tmp_path: Path, stage: Stage) -> None:
    sources = papers(tmp_path / "ra", "một", "BỎ", *["nữa"] * 8)
    converted = convert(sources, archival=True, backend=stage.word())
    assert len(converted.done) == 9
    [problem] = converted.problems
    assert problem.message == "Microsoft Word không làm được PDF từ tệp này."
    [start] = stage.starts()
    assert start.endswith("-Archival yes")


def test_a_word_that_hangs_is_ended(tmp_path: Path, stage: Stage) -> None:
    converted = convert(papers(tmp_path / "ra", "một", "TREO"), backend=stage.word(), timeout=0.7)
    assert faults(converted) == [("PDF-06", "văn bản 2.docx")]
    assert not any(alive(child) for child in stage.children())
