"""The command ``adopt``."""

from __future__ import annotations

from pathlib import Path

from docgen.commands import options
from docgen.commands.tongue import click
from docgen.problem import ExitCode


@options.command("adopt")
@click.argument("season", metavar="SỔ")
@click.option("--memory", metavar="ĐỢT", help="Sổ này làm tiếp đợt ấy: thư mục ĐỢT trong records.")
@click.option("--new", "is_new", is_flag=True, help="Sổ này là đợt khác, có bộ nhớ riêng.")
def adopt(season: str, *, memory: str | None, is_new: bool) -> int:
    """Cho biết sổ này làm tiếp đợt nào.

    Dùng khi sổ được ghi dưới tên khác (Save As) và docgen hỏi sổ này là của đợt nào.
    """
    from docgen.verbs.owning import adopt as take

    if is_new == (memory is not None):
        raise options.usage("Hãy ghi --memory ĐỢT, hoặc --new.")
    done = take(season, memory, here=Path.cwd())
    book, name = done.place.workbook.name, done.place.season
    click.echo(f"Từ nay sổ {book} dùng bộ nhớ records/{name} và văn bản ở output/{name}.")
    if done.before:
        click.echo(f"Sổ {done.before} không còn dùng bộ nhớ này; nên dời nó ra khỏi thư mục records.")
    return ExitCode.OK
