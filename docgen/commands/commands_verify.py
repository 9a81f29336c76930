"""The command ``verify``."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help is quick

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docgen.commands import show, show_verify
from docgen.commands.tongue import click


@click.command("verify", options_metavar="[TÙY CHỌN]")
@click.argument("season", metavar="[SỔ]", required=False)
@click.option(
    "--head", "heads", metavar="MÃ", multiple=True, help="Mã đã in hoặc giữ ở nơi khác; ghi được nhiều lần."
)
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
def verify(season: str | None, *, heads: tuple[str, ...], as_json: bool) -> int:
    """Kiểm tra mọi thứ không được mất của một đợt.

    Sổ đăng ký, nhật ký, danh sách văn bản sửa đổi, các bản đã giữ, số liệu đã giữ, hồ sơ lưu.
    Nêu mọi chỗ bị sửa, cắt, mất và việc cần làm; lệnh này không sửa gì.
    """
    from docgen.verbs import verifying

    audit = verifying.verify(season, here=Path.cwd(), now=dt.datetime.now().astimezone(), heads=heads)
    lines = [show.as_json(verifying.plain(audit))] if as_json else show_verify.audit_lines(audit)
    for line in lines:
        click.echo(line)
    return int(audit.exit_code)
