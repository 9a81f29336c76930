"""The verb ``init``: a new workspace, with a blank workbook or one made from an earlier one."""

from __future__ import annotations

from pathlib import Path

from docgen import workbook
from docgen.problem import Stop
from docgen.records.renewal import renew
from docgen.verbs.workspace import (
    NewWorkspace,
    Templates,
    create,
    find_workbook,
    refuse_second_workbook,
    shipped_templates,
)


def init(root: Path, *, here: Path, source: str | None = None) -> NewWorkspace:
    """Make a workspace in a folder; what stands there already is kept.

    ``source`` names the workbook (as in ``find_workbook`` around ``here``) whose set-up the new one
    takes, and with it the templates of its workspace, as edited in Word; without it the workbook
    is blank and the templates are the shipped ones.  ``Stop`` when the folder cannot be written,
    or when the source cannot be read without errors: then nothing is made.
    """
    if source is None:
        return create(root, workbook.write_blank(), _templates(None))
    refuse_second_workbook(root)
    place = find_workbook(source, here)
    return create(root, _renewed(place.workbook), _templates(place.root))


def _templates(root: Path | None) -> list[Path]:
    """Give every template that is shipped, in the version that is in force in a workspace."""
    names = sorted(path.name for path in shipped_templates().glob("[!~]*.docx"))
    return [path for name in names if (path := Templates.of(root).find(name))]


def _renewed(path: Path) -> bytes:
    season, problems = workbook.read(path)
    errors = [problem for problem in problems if problem.is_error]
    if season is None or errors:
        raise Stop(
            f"Sổ «{path.name}» còn {len(errors)} lỗi nên chưa tạo sổ mới từ sổ này được.",
            "Hãy sửa trong Excel, lưu lại rồi chạy lại.",
            problems=errors,
        )
    return workbook.write_season(renew(season))
