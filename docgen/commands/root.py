"""The program and the table of its commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docgen import __version__
from docgen.commands.adopt import adopt
from docgen.commands.archive import archive
from docgen.commands.check import check
from docgen.commands.compare import compare
from docgen.commands.correct import correct
from docgen.commands.diff import diff
from docgen.commands.generate import generate
from docgen.commands.init import init
from docgen.commands.issue import issue
from docgen.commands.kinds import kinds
from docgen.commands.lint import lint
from docgen.commands.pdf import pdf
from docgen.commands.register import register
from docgen.commands.restore import restore
from docgen.commands.status import status
from docgen.commands.template_check import template
from docgen.commands.tongue import click
from docgen.commands.verify import verify

COMMANDS: Final[tuple[click.Command, ...]] = (
    init,
    check,
    generate,
    pdf,
    lint,
    status,
    restore,
    diff,
    compare,
    correct,
    verify,
    adopt,
    kinds,
    template,
    issue,
    register,
    archive,
)
"""Every command of the program; each stands in the module of its name."""


@click.group(
    name="docgen",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [ĐỐI SỐ]…",
    epilog="SỔ: tên sổ trong thư mục records, hoặc đường dẫn đến tệp Excel; chỉ có một sổ thì bỏ trống.",
)
@click.version_option(__version__, prog_name="docgen")
def root() -> None:
    """Làm toàn bộ văn bản của một đợt kiểm tra từ một sổ Excel và các mẫu Word."""


for _command in COMMANDS:
    root.add_command(_command)


def walk() -> Iterable[tuple[str, click.Command]]:
    """Give every command with its words (``template check``), the root first."""
    queue: list[tuple[str, click.Command]] = [("", root)]
    while queue:
        words, command = queue.pop(0)
        yield words, command
        below: dict[str, Any] = getattr(command, "commands", {})
        queue += [(f"{words} {name}".strip(), child) for name, child in below.items()]
