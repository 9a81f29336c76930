"""The commands: each parses, calls one verb and shows what it gave.

Verbs are imported inside the commands, so that help costs little more than click itself.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.cli import show
from docgen.cli.progress import Progress
from docgen.cli.tongue import click
from docgen.problem import ExitCode

_season = click.argument("season", metavar="[SỔ]", required=False)
_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
_out = click.option(
    "--out",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa văn bản, thay cho output/<tên sổ>.",
)


def _command(group: click.Group, name: str) -> Callable[[Callable[..., int]], click.Command]:
    return group.command(name, options_metavar="[TÙY CHỌN]")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@click.group(
    name="docgen",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [ĐỐI SỐ]…",
    epilog="SỔ: tên sổ trong thư mục records, hoặc đường dẫn đến tệp Excel; chỉ có một sổ thì bỏ trống.",
)
@click.version_option(__version__, prog_name="docgen")
def root() -> None:
    """Làm toàn bộ văn bản của một đợt kiểm tra từ một sổ Excel và các mẫu Word."""


@_command(root, "init")
@click.argument("folder", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Tạo thư mục làm việc mới cho một đợt.

    Trong đó có sổ Excel trống, bản sao các mẫu Word và chỗ để văn bản.
    Tệp đã có sẵn thì giữ nguyên, không ghi đè.
    """
    from docgen.app.beginning import init as begin

    _print(show.new_workspace_lines(begin(folder)))
    return ExitCode.OK


@_command(root, "check")
@_season
@_json
def check(season: str | None, *, as_json: bool) -> int:
    """Kiểm tra sổ: nêu mọi chỗ sai trong một lần, kèm ô và cách sửa."""
    from docgen.app.gather import check as look

    checked = look(season, here=Path.cwd())
    _print([show.as_json(show.checked_values(checked))] if as_json else show.checked_lines(checked))
    return ExitCode.PROBLEMS if checked.errors else ExitCode.OK


@_command(root, "generate")
@_season
@click.option(
    "--only",
    metavar="LOẠI[:KHÓA]",
    multiple=True,
    help="Chỉ làm loại này, hoặc một văn bản của loại; ghi được nhiều lần.",
)
@_out
@_json
def generate(season: str | None, *, only: tuple[str, ...], out: Path | None, as_json: bool) -> int:
    """Làm văn bản: chỉ viết lại những gì đã thay đổi.

    Tệp đã sửa tay và tệp lạ được giữ nguyên.
    """
    from docgen.app.generating import generate as make

    with Progress() as progress:
        done = make(season, here=Path.cwd(), only=only, out=out, progress=progress)
    _print([show.as_json(show.generated_values(done))] if as_json else show.generated_lines(done))
    return done.exit_code


@_command(root, "status")
@_season
@_out
@_json
def status(season: str | None, *, out: Path | None, as_json: bool) -> int:
    """Xem văn bản nào đúng với sổ, văn bản nào chưa.

    Nêu cả lý do; lệnh này không ghi gì.
    """
    from docgen.app.generating import status as look

    standing = look(season, here=Path.cwd(), out=out)
    _print([show.as_json(show.standing_values(standing))] if as_json else show.standing_lines(standing))
    return ExitCode.OK


@_command(root, "kinds")
def kinds() -> int:
    """Liệt kê các loại văn bản: mã, tên, tệp mẫu."""
    from docgen.kinds import KINDS

    _print(show.kind_lines(KINDS))
    return ExitCode.OK


@root.group("template", options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [ĐỐI SỐ]…")
def template() -> None:
    """Các lệnh về mẫu Word."""


@_command(template, "check")
@_json
def check_template(*, as_json: bool) -> int:
    """Kiểm tra các mẫu Word: nêu mọi thẻ sai trong một lần, kèm chỗ và cách sửa."""
    from docgen.app.masters import check_templates

    inspected = check_templates(here=Path.cwd())
    _print([show.as_json(show.inspected_values(inspected))] if as_json else show.inspected_lines(inspected))
    return ExitCode.PROBLEMS if any(p.is_error for p in inspected.problems) else ExitCode.OK


def walk() -> Iterable[tuple[str, click.Command]]:
    """Give every command with its words (``template check``), the root first."""
    queue: list[tuple[str, click.Command]] = [("", root)]
    while queue:
        words, command = queue.pop(0)
        yield words, command
        below: dict[str, Any] = getattr(command, "commands", {})
        queue += [(f"{words} {name}".strip(), child) for name, child in below.items()]
