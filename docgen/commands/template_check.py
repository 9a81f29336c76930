"""The commands of the group ``template``: ``check``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.show import before, count_words, problem_lines, tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.template_check import Inspected


@click.group("template", options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [ĐỐI SỐ]…")
def template() -> None:
    """Các lệnh về mẫu Word."""


@options.command("check", template)
@options.as_json
def check_template(*, as_json: bool) -> int:
    """Kiểm tra các mẫu Word: nêu mọi chỗ sai trong một lần, kèm cách sửa."""
    from docgen.verbs.template_check import check_templates

    inspected = check_templates(here=Path.cwd())
    tell(inspected.as_json, _lines(inspected), as_json=as_json)
    return ExitCode.PROBLEMS if any(p.is_error for p in inspected.problems) else ExitCode.OK


def _lines(inspected: Inspected) -> Iterator[str]:
    """Write what ``template check`` found."""
    for path in inspected.templates:
        yield str(path)
    yield ""
    yield from before(problem_lines(inspected.problems))
    errors = sum(problem.is_error for problem in inspected.problems)
    yield f"{len(inspected.templates)} mẫu: {count_words(errors, len(inspected.problems) - errors)}."
