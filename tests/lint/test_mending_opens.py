"""What was mended opens in Word and LibreOffice, and holds together as a package."""

from __future__ import annotations

import io
import json
import os
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from docgen.backends import available, convert
from docgen.lint import mend
from docgen.render.soundness import check_package
from tests.backends.pages import Page, read_pdf
from tests.lint.breaking import swap
from tests.lint.papers import ISSUER_MM, MOTTO_MM, decision, plan, plan_in_frames, plan_in_tabs
from tests.lint.test_mending_by_hand import typed_by_hand
from tests.lint.word import bordered, p, page_number, shape

VALIDATOR = os.environ.get("DOCGEN_OOXML_VALIDATOR", "")
OF_COMMENTS = "GOI-16"
"""Our own papers may hold no comment; here comments are the point."""


def all_at_once() -> bytes:
    """Make a kế hoạch with faults of every sort: page, header, letters, lines, and some for a person."""
    word = swap("kèm bảng", "kèm,bảng")(swap("Phát huy", unicodedata.normalize("NFD", "Phát huy"))(plan()))
    word = swap(bordered(ISSUER_MM, 65), p("_" * 12))(swap("./.", ".")(word))
    word = swap(bordered(MOTTO_MM, 100), "<w:p/>")(word)
    return replace(
        word, page=(215.9, 279.4), font="Calibri", first_page=False,
        header=p("Tài liệu họp") + page_number(11), footer=p("99 Hùng Vương") + page_number(),
    ).build()  # fmt: skip


def tabs_without_lines() -> bytes:
    word = plan_in_tabs()
    return replace(word, body=word.body.replace(shape(56.1), "").replace(shape(20.0), "")).build()


def frames_without_lines() -> bytes:
    word = plan_in_frames()
    return replace(word, body=word.body.replace(shape(MOTTO_MM), "").replace(shape(20.0), "")).build()


def appendix_to_mend() -> bytes:
    return replace(swap(">./.<", "> <")(decision()), margins=(15, 15, 20, 10), header="").build()


PAPERS: dict[str, Callable[[], bytes]] = {
    "gõ tay": typed_by_hand,
    "đủ loại lỗi": all_at_once,
    "tab": tabs_without_lines,
    "khung": frames_without_lines,
    "phụ lục": appendix_to_mend,
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_mended_paper_is_a_sound_package(name: str) -> None:
    data = mend(PAPERS[name](), "vb.docx").data
    assert docx.Document(io.BytesIO(data)).paragraphs
    faults = [item for item in check_package(data, name="vb.docx") if item.code != OF_COMMENTS]
    # Styles that nobody uses keep the fonts that Word gave them.
    assert not [item for item in faults if item.code != "GOI-12" or not item.where.spot], faults


@pytest.mark.skipif(not VALIDATOR, reason="DOCGEN_OOXML_VALIDATOR names no validator")
@pytest.mark.parametrize("name", ["gõ tay", "đủ loại lỗi"])
def test_microsofts_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "vb.docx"
    path.write_bytes(mend(PAPERS[name](), "vb.docx").data)
    run = subprocess.run([VALIDATOR, str(path)], capture_output=True, text=True, check=False)  # noqa: S603 - CI's own
    assert json.loads(run.stdout)["errors"] == []


@pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_what_was_mended(tmp_path: Path) -> None:
    paths = []
    for name, make in PAPERS.items():
        paths.append(tmp_path / f"{name}.docx")
        paths[-1].write_bytes(mend(make(), "vb.docx").data)
    done = convert(paths).done
    assert list(done) == paths

    for path in paths:
        _lines_stand_right(read_pdf(done[path])[0])

    first, second = read_pdf(done[paths[0]])[:2]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first.text.splitlines()
    assert first.text.split()[-1] != "1"
    assert second.text.split()[0] == "2"


def _lines_stand_right(page: Page) -> None:
    """Check on paper what the linter read in the XML: lengths, and each line about the middle of its text."""
    shares = {"Độc lập": (0.95, 1.05), "BAN THƯỜNG TRỰC": (1 / 3, 1 / 2)}
    for start, (low, high) in shares.items():
        text = page.find(start)
        line = page.under(text)
        assert low <= line.width / text.width <= high, (start, line, text)
        assert line.middle == pytest.approx(text.middle, abs=1.5), start
