"""A secretary's desk for tests: a small workspace, two small kinds, and the program run in it.

The kinds and templates here are far simpler than the real ones, and the workbook is read from
memory unless a test says ``fill_workbook``: a test of *when* papers are written is not about what
stands in them.  For the same reason the linter finds nothing in them unless a test says so.
"""

from __future__ import annotations

import importlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from docgen import workbook
from docgen.commands.edge import main
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import ke_hoach, ket_luan, thong_bao
from docgen.problem import Problem
from docgen.records import Season
from docgen.verbs import workspace
from docgen.workbook import WorkbookReading, examine, read
from tests.factory import changed, make_season
from tests.render.word_file import docx, p


class _Context(BaseModel):
    model_config = ConfigDict(frozen=True)


class PlanContext(_Context):
    nam: str
    dia_danh: str


class NoticeContext(_Context):
    nam: str
    don_vi: str


def _plans(dossier: Dossier) -> Iterable[Paper]:
    general = dossier.season.general
    context = PlanContext(nam=str(general.year), dia_danh=general.place)
    return [Paper("", "Kế hoạch kiểm tra", "", context)]


def _notices(dossier: Dossier) -> Iterable[Paper]:
    for unit in dossier.season.units:
        context = NoticeContext(nam=str(dossier.season.general.year), don_vi=f"{unit.kind} {unit.name}")
        yield Paper(unit.code, f"Thông báo, {unit.name}", unit.name, context)


def _none(_: Dossier) -> Iterable[Paper]:
    return []


KINDS = (
    replace(ke_hoach.KIND, context=PlanContext, papers=_plans),
    replace(thong_bao.KIND, order=2, title="Thông báo kết quả", context=NoticeContext, papers=_notices),
    replace(ket_luan.KIND, order=3, title="Thông báo xếp hạng", context=PlanContext, papers=_none),
)
TEMPLATES = {
    "phong-cach.docx": docx(p("Kiểu chữ của mọi văn bản")),
    "ke-hoach.docx": docx(p("Kế hoạch năm {{ nam }}"), p("{{ dia_danh }}")),
    "thong-bao.docx": docx(p("Kính gửi: {{ don_vi }}"), p("Kết quả năm {{ nam }}")),
    "ket-luan.docx": docx(p("Xếp hạng năm {{ nam }}")),
}


def not_issued(season: Season) -> Season:
    """Take the numbers of the papers that docgen makes out of the records: none of them is issued yet."""
    codes = {kind.code for kind in KINDS}
    papers = tuple(
        changed(paper, number="", date=None) if paper.kind in codes else paper for paper in season.papers
    )
    return season.model_copy(update={"papers": papers})


PLAN = "01_ke-hoach.docx"
"""The file of the plan."""
FIRST = "02_thong-bao_01_hoa-huong.docx"
"""The file of the first unit's notice."""


@dataclass(frozen=True)
class Ran:
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


class Desk:
    """A workspace with one season of four units, and the program run in it."""

    def __init__(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.root, self._monkeypatch, self._capture = root, monkeypatch, capture
        self.season = not_issued(make_season())
        self.workbook = root / "records" / "tam-ky-2023.xlsx"
        self.output = root / "output" / "tam-ky-2023"
        self.templates = root / "templates"
        self.workbook.parent.mkdir(parents=True)
        self._save()
        self.problems: list[Problem] = []
        monkeypatch.setattr(workbook, "read", lambda _: (self.season, self.problems))
        monkeypatch.setattr(
            workbook, "examine", lambda _: WorkbookReading(self.season, frozenset(), self.problems)
        )
        self.templates.mkdir()
        for name, data in TEMPLATES.items():
            (self.templates / name).write_bytes(data)
        monkeypatch.chdir(root)
        # `init` takes the function by its name: it must have it before another stands in its place.
        importlib.import_module("docgen.verbs.init")
        monkeypatch.setattr(workspace, "shipped_templates", lambda: root / "shipped")
        monkeypatch.setattr("docgen.verbs.lint.lint_own", lambda _data, _name: [])
        for module in ("docgen.verbs.check", "docgen.verbs.template_check", "docgen.kinds"):
            monkeypatch.setattr(f"{module}.KINDS", KINDS)
        monkeypatch.setattr("docgen.verbs.template_check.FORMS", ())

    def fill_workbook(self) -> None:
        """Write the season into a real workbook, which is read from now on."""
        self.workbook.write_bytes(workbook.write_season(self.season))
        self._monkeypatch.setattr(workbook, "read", read)
        self._monkeypatch.setattr(workbook, "examine", examine)

    def change(self, **fields: Any) -> None:
        """Change whole sheets of the season."""
        sheets = {name: getattr(self.season, name) for name in Season.model_fields}
        self.season = Season(**(sheets | fields))
        self._save()

    def ask_for(self, *kinds: Kind) -> None:
        """Let the program know these kinds only, as another version of it might."""
        for module in ("docgen.verbs.check", "docgen.verbs.template_check", "docgen.kinds"):
            self._monkeypatch.setattr(f"{module}.KINDS", kinds)
        self.workbook.write_bytes(self.workbook.read_bytes() + b" ")

    def _save(self) -> None:
        """Give the workbook, whose content is read from memory, other bytes when the records are others."""
        self.workbook.write_bytes(repr(self.season).encode())

    def change_general(self, **fields: Any) -> None:
        """Change fields of the form "Thông tin chung"."""
        self.change(general=changed(self.season.general, **fields))

    def change_units(self, **names: str) -> None:
        """Change names of units, by code."""
        units = tuple(
            changed(unit, name=names[unit.code]) if unit.code in names else unit for unit in self.season.units
        )
        self.change(units=units)

    def run(self, *arguments: str) -> Ran:
        """Run the program."""
        self._capture.readouterr()
        code = main(arguments)
        captured = self._capture.readouterr()
        return Ran(code, captured.out, captured.err)

    def papers(self) -> dict[str, bytes]:
        """Give the files in the output folder that the user sees."""
        return {path.name: path.read_bytes() for path in sorted(self.output.glob("*")) if path.is_file()}

    def times(self) -> dict[str, int]:
        """Tell when each paper was last written, in nanoseconds."""
        return {path.name: path.stat().st_mtime_ns for path in self.output.glob("*.docx")}

    def text(self, name: str) -> str:
        """Give the XML of a paper's body; it must be a whole Word file."""
        with zipfile.ZipFile(io.BytesIO((self.output / name).read_bytes())) as archive:
            assert archive.testzip() is None
            return archive.read("word/document.xml").decode()

    def state(self, paper: str) -> str:
        """Tell the state of one paper, by ``status``."""
        papers = {row["paper"]: row["state"] for row in self.run("status", "--json").json["papers"]}
        return str(papers[paper])
