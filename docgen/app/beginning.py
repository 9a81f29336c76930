"""The verb ``init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

from docgen import workbook
from docgen.app.workspace import NewWorkspace, create, shipped_templates


def init(root: Path) -> NewWorkspace:
    """Make a workspace in a folder; what stands there already is kept.

    ``Stop`` when the folder cannot be written.
    """
    return create(root, workbook.write_blank(), sorted(shipped_templates().glob("[!~]*.docx")))
