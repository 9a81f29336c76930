"""The command ``check``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.show import before, count_words, problem_lines, tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.problem import Problem
    from docgen.verbs.check import CheckedWorkbook


@options.command("check")
@options.season
@click.option("--sheet", metavar="TRANG", default="", help="Chỉ xem các chỗ ở trang này, không gộp dòng.")
@click.option("--unit", metavar="ĐƠN-VỊ", default="", help="Chỉ xem các chỗ của đơn vị này (tên hoặc mã).")
@options.as_json
def check(season: str | None, *, sheet: str, unit: str, as_json: bool) -> int:
    """Kiểm tra sổ: nêu mọi chỗ sai trong một lần, kèm ô và cách sửa.

    Lưu ý giống nhau ở một trang được gộp thành một dòng; --sheet, --unit và --json thì nêu đủ.
    """
    from docgen.verbs.check import check as look
    from docgen.verbs.narrowing import narrow

    checked = look(season, here=Path.cwd(), today=options.now().date())
    shown = narrow(checked, sheet=sheet, unit=unit) if sheet or unit else None
    tell(lambda: checked.as_json(shown), _lines(checked, shown), as_json=as_json)
    return ExitCode.PROBLEMS if checked.errors else ExitCode.OK


def _lines(checked: CheckedWorkbook, shown: Sequence[Problem] | None = None) -> Iterator[str]:
    """Write what ``check`` found: everything, or in full the problems ``shown`` of a sheet or a unit."""
    yield from before(problem_lines(checked.problems if shown is None else shown, fold=shown is None))
    part = "" if shown is None else f"; trên đây là {len(shown)} chỗ của phần đã chọn"
    yield f"Sổ {checked.place.workbook.name}: {count_words(checked.errors, checked.warnings)}{part}."
    if checked.errors:
        yield "Sửa các chỗ ghi LỖI trong Excel, lưu lại rồi chạy lại."
