"""The real LibreOffice: skipped only where it is not installed."""

from __future__ import annotations

import tempfile
import unicodedata
import zipfile
from pathlib import Path

import pytest

from docgen.backends import available, convert
from tests.backends.acting import word_file
from tests.backends.pages import read_pdf

pytestmark = pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")


def test_a_batch_with_odd_names_and_a_broken_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tạm thời"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    folder = tmp_path / "Văn bản năm 2023"
    composed = word_file(folder / "Thông báo Hòa Hương (bản 1).docx", "Đề nghị Ủy ban Hòa Hương")
    decomposed = word_file(folder / unicodedata.normalize("NFD", "Kết luận.docx"), "Kết luận ở Tam Thăng")
    dashed = word_file(folder / "-o 100% & 'x'.docx", "Quyết định")
    broken = _with_broken_text(word_file(folder / "hỏng.docx", "Biên bản"))

    converted = convert([composed, broken, decomposed, dashed])

    assert list(converted.done) == [composed, decomposed, dashed]
    assert [(problem.code, problem.where.file) for problem in converted.problems] == [("PDF-05", "hỏng.docx")]
    words = [read_pdf(path)[0].text for path in converted.done.values()]
    assert words == ["Đề nghị Ủy ban Hòa Hương", "Kết luận ở Tam Thăng", "Quyết định"]
    assert sorted(path.name for path in folder.glob("*.pdf")) == sorted(
        f"{source.stem}.pdf" for source in converted.done
    )
    assert not list(temporary.iterdir()), "working folders and profiles must be gone"
    assert not list(folder.glob(".~lock*"))


def _with_broken_text(path: Path) -> Path:
    """Cut the XML of the text short, in a sound ZIP container."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = "word/document.xml"
    parts[text] = parts[text][: len(parts[text]) // 2]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_many_papers_are_shared_by_two_processes_and_can_be_pdf_a(tmp_path: Path) -> None:
    units = [f"Đơn vị thứ {number} ở xã Tam Ngọc" for number in range(1, 11)]
    sources = [word_file(tmp_path / f"{number}.docx", unit) for number, unit in enumerate(units)]

    converted = convert(sources, tmp_path / "PDF lưu trữ", archival=True)

    assert converted.problems == ()
    assert [read_pdf(path)[0].text for path in converted.done.values()] == units
    for path in converted.done.values():
        data = path.read_bytes()
        assert b"<pdfaid:part>2</pdfaid:part>" in data
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
        assert all(font.embedded for font in read_pdf(path)[0].fonts)
