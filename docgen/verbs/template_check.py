"""The verb ``template check``: every fault of every template in force, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.kind import BookForm, Kind
from docgen.kinds import FORMS, KINDS
from docgen.problem import Problem, Severity, Where
from docgen.render import Schema, inspect_template
from docgen.verbs.build import no_template
from docgen.verbs.workspace import STYLE, Templates, find_root


@dataclass(frozen=True, slots=True)
class Inspected:
    """The templates looked at, in the order of the season, and all of their faults."""

    templates: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Give what was found as plain JSON values."""
        return {
            "templates": [str(path) for path in self.templates],
            "problems": [problem.as_json() for problem in self.problems],
        }


def check_templates(*, here: Path) -> Inspected:
    """Inspect the templates of the workspace around ``here``, or the shipped ones without one."""
    templates = Templates.of(find_root(here))
    style = templates.read(STYLE)
    paths: list[Path] = []
    problems: list[Problem] = []
    owners: dict[str, BookForm | Kind] = {}
    every: tuple[BookForm | Kind, ...] = (*KINDS, *FORMS)
    for kind in every:
        owners.setdefault(kind.template, kind)  # a paper that replaces another has that one's template
    for kind in owners.values():
        path, data = templates.find(kind.template), templates.read(kind.template)
        if path is None or data is None:
            problems.append(no_template(kind))
            continue
        paths.append(path)
        problems += inspect_template(data, Schema.of(kind.context), name=kind.template, style=style)
    known = {STYLE, *owners}
    problems += templates.style_lost()
    return Inspected(tuple(paths), (*problems, *map(_stranger, templates.strangers(known))))


def _stranger(path: Path) -> Problem:
    """Tell of a file that no kind uses: a copy made by hand or by OneDrive would be edited in vain."""
    return Problem(
        "MAU-30",
        Severity.WARNING,
        Where(file=path.name),
        "Tệp này nằm trong thư mục templates nhưng không phải mẫu nào của docgen nên không được dùng"
        " (bản sao, hoặc bản xung đột do OneDrive tạo ra?).",
        remedy="Nếu đã sửa mẫu ở tệp này: chép phần sửa sang mẫu đúng tên, rồi chuyển tệp này đi chỗ khác.",
    )
