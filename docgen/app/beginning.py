"""The verb ``init``: a new workspace, with a blank workbook or one made from an earlier one."""

from __future__ import annotations

from pathlib import Path

from docgen import workbook
from docgen.app.workspace import NewWorkspace, create, find_season, refuse_second_workbook, shipped_templates
from docgen.problem import Stop
from docgen.records.renewal import renew


def init(root: Path, *, here: Path, source: str | None = None) -> NewWorkspace:
    """Make a workspace in a folder; what stands there already is kept.

    ``source`` names the workbook (as in ``find_season`` around ``here``) whose set-up the new one
    takes; without it the new one is blank.  ``Stop`` when the folder cannot be written, or when
    the source cannot be read without errors: then nothing is made.
    """
    book = workbook.write_blank() if source is None else _renewed(source, root, here)
    return create(root, book, sorted(shipped_templates().glob("[!~]*.docx")))


def _renewed(source: str, root: Path, here: Path) -> bytes:
    refuse_second_workbook(root)
    path = find_season(source, here).workbook
    season, problems = workbook.read(path)
    errors = [problem for problem in problems if problem.is_error]
    if season is None or errors:
        raise Stop(
            f"Sổ «{path.name}» còn {len(errors)} lỗi nên chưa tạo sổ mới từ sổ này được.",
            "Hãy sửa trong Excel, lưu lại rồi chạy lại.",
            problems=errors,
        )
    return workbook.write_season(renew(season))
