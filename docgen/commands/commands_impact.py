"""The command ``diff``; registered in ``commands``."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help costs little

from __future__ import annotations

from pathlib import Path

from docgen.commands import show, show_impact
from docgen.commands.tongue import click
from docgen.problem import ExitCode


@click.command("diff", options_metavar="[TÙY CHỌN]")
@click.argument("season", metavar="[SỔ]", required=False)
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
def diff(season: str | None, *, as_json: bool) -> int:
    """Xem sổ đã đổi gì từ lần làm văn bản trước.

    Nêu từng thay đổi, hệ quả (tổng điểm, hạng, xếp loại) và các văn bản bị ảnh hưởng; lệnh này không ghi gì.
    """
    from docgen.verbs.diff import diff as look

    found = look(season, here=Path.cwd())
    if as_json:
        click.echo(show.as_json(show_impact.differed_values(found)))
    else:
        for line in show_impact.differed_lines(found):
            click.echo(line)
    return ExitCode.OK
