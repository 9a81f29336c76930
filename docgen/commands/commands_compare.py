"""The command ``compare``; registered in ``commands``."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help costs little

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docgen.commands import show, show_compare
from docgen.commands.tongue import click
from docgen.problem import ExitCode


@click.command("compare", options_metavar="[TÙY CHỌN]")
@click.argument("first", metavar="VĂN-BẢN|TỆP1.docx")
@click.argument("second", metavar="[SỔ|TỆP2.docx]", required=False)
@click.option("--with", "version", metavar="SỐ", type=int, help="So với bản đang giữ có số này.")
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa kết quả so sánh.",
)
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
def compare(first: str, second: str | None, *, version: int | None, out: Path | None, as_json: bool) -> int:
    """So sánh hai bản của một văn bản, hoặc hai tệp Word.

    Làm một trang để đọc (hai bản cạnh nhau) và một tệp Word có đánh dấu thay đổi (Track Changes).
    Tệp đã sửa tay được so với bản docgen làm, tệp cũ so với bản sẽ làm từ sổ bây giờ,
    văn bản đã ban hành so với sổ bây giờ. Hai bản được so không bị đụng đến.
    """
    from docgen.verbs.compare import compare as lay_side_by_side

    now = dt.datetime.now().astimezone()
    done = lay_side_by_side(first, second, here=Path.cwd(), now=now, version=version, out=out)
    if as_json:
        click.echo(show.as_json(show_compare.compared_values(done)))
    else:
        for line in show_compare.compared_lines(done):
            click.echo(line)
    return ExitCode.OK
