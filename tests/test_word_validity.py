"""Word must open our papers: Microsoft's own validator (Open XML SDK) finds nothing in any kind.

The validator comes from npm and is for development only; ``.ci/run`` installs it and names it in
``DOCGEN_OOXML_VALIDATOR``.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen import workbook
from docgen.corrections import Form
from docgen.kind import Kind
from docgen.kinds import KINDS, bien_ban, ket_luan
from docgen.records import FinalPaper, Season
from tests import house
from tests.factory import changed, make_general, make_season, planning_season
from tests.kinds.making import ROOT, made, papers, sample_season

VALIDATOR = os.environ.get("DOCGEN_OOXML_VALIDATOR", "")

pytestmark = pytest.mark.skipif(not VALIDATOR, reason="DOCGEN_OOXML_VALIDATOR names no validator")


def faults(path: Path) -> list[str]:
    run = subprocess.run([VALIDATOR, str(path)], capture_output=True, text=True, check=False)  # noqa: S603 - CI's own
    verdict = json.loads(run.stdout)
    return [f"{fault['path']}: {fault['description']}" for fault in verdict["errors"]]


def replaced() -> Season:
    """Make a season in which a member of the team was replaced."""
    season = make_season()
    old = season.team[-1]
    new = changed(old, code="TV99", name="Đặng Thị Ước", replaces=old.code, from_date=season.sittings[1].date)
    gone = changed(old, to_date=season.sittings[1].date, reason="Chuyển công tác")
    return make_season(team=(*season.team[:-1], gone, new))


CASES: dict[str, tuple[Kind, Callable[[], Season]]] = {
    **{kind.code: (kind, sample_season) for kind in KINDS if kind.code not in {"thay-doi-doan", *Form}},
    "thay-doi-doan": (next(kind for kind in KINDS if kind.code == "thay-doi-doan"), replaced),
    "bien-ban, blank": (bien_ban.KIND, planning_season),
    "ket-luan, QĐ": (
        ket_luan.KIND,
        lambda: make_season(general=make_general(final_paper=FinalPaper.DECISION)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_microsofts_validator_finds_nothing_in_a_paper_of_each_kind(case: str, tmp_path: Path) -> None:
    kind, make = CASES[case]
    season = make()
    path = tmp_path / "paper.docx"
    path.write_bytes(made(kind, season, next(iter(papers(kind, season)))))

    assert faults(path) == []


@functools.cache
def papers_that_correct() -> dict[str, bytes]:
    return {kind.code: data for kind, data in house.made(house.shipped()) if kind.code in set(Form)}


@pytest.mark.parametrize("form", Form)
def test_and_nothing_in_a_paper_that_corrects_another(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(papers_that_correct()[form])

    assert faults(path) == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.name)
def test_and_nothing_in_a_template_that_she_opens_in_word(path: Path) -> None:
    assert faults(path) == []


def test_and_nothing_in_the_workbooks_that_she_opens_in_excel(tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(workbook.write_blank())

    for book in (blank, ROOT / "records" / "tam-ky-2023.xlsx"):
        # openpyxl writes the parts of a font in an order of its own, which Excel has always taken.
        assert [fault for fault in faults(book) if not fault.startswith("/xl/styles.xml")] == []


def test_the_validator_is_awake(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK")

    assert faults(path) != []
