"""What the commands share: arguments and options that mean the same everywhere, and who runs them when."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen.commands.tongue import click

season = click.argument("season", metavar="[SỔ]", required=False)
files = click.argument("files", metavar="TỆP.docx…", nargs=-1)
as_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
pdfa = click.option("--pdfa", is_flag=True, help="Làm PDF theo chuẩn lưu trữ PDF/A.")
who = click.option(
    "--who",
    metavar="TÊN",
    envvar="DOCGEN_WHO",
    help="Người làm, ghi vào lịch sử; mặc định là tên đăng nhập máy.",
)


def folder(told: str, **more: Any) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give the option ``--out`` for a folder, with its help."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--out", metavar="THƯ-MỤC", type=kind, help=told, **more)


out = folder("Thư mục chứa văn bản, thay cho output/<tên sổ>.")


def command(name: str, group: click.Group | None = None) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function a command, of a group or of the program itself."""
    make = click.command if group is None else group.command
    return make(name, options_metavar="[TÙY CHỌN]")


def usage(message: str) -> click.UsageError:
    """Give the error that tells of a wrong use of the command that runs."""
    return click.UsageError(message, click.get_current_context())


def require(paths: tuple[str, ...]) -> None:
    """Refuse a command that was given no file."""
    if not paths:
        raise usage("Còn thiếu tên tệp Word (.docx).")


def now() -> dt.datetime:
    """Give the user's own time; nothing below the command line looks at a clock."""
    return dt.datetime.now().astimezone()


def name_of(given: str | None) -> str:
    """Give the name that stands in the history: the one given, or the login; a machine may know none."""
    if given and given.strip():
        return " ".join(given.split())
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "không rõ"
