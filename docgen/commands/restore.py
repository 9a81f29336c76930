"""The command ``restore``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.show import moment, tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.restore import RestoredVersion


VERSIONS: Final = {
    "edited": "bản sửa tay",
    "merged": "bản sửa tay đã thêm thay đổi của sổ",
    "issued": "bản ban hành",
}
"""What the user calls the versions of ``docgen.vault``."""


@options.command("restore")
@click.argument("paper", metavar="VĂN-BẢN")
@options.season
@click.option("--copy", "version", metavar="SỐ", type=int, help="Lấy bản số này, thay cho bản mới nhất.")
@click.option("--list", "list_only", is_flag=True, help="Chỉ liệt kê các bản đang giữ.")
@options.out
@options.as_json
def restore(
    paper: str, season: str | None, *, version: int | None, list_only: bool, out: Path | None, as_json: bool
) -> int:
    """Lấy lại bản đã sửa tay của một văn bản.

    docgen giữ mọi bản sửa tay mà nó thấy khi chạy generate, trong thư mục records.
    Bản đang có trong tệp được giữ lại trước khi thay.
    """
    from docgen.verbs.restore import restore as bring

    done = bring(
        season, paper, here=Path.cwd(), now=options.now(), version=version, list_only=list_only, out=out
    )
    tell(done.as_json, _lines(done), as_json=as_json)
    return ExitCode.OK


def _lines(done: RestoredVersion) -> Iterator[str]:
    """Write which versions of a paper are kept, and which one was brought back."""
    yield f"{done.label} ({done.path.name}):"
    for version in done.versions:
        mark = ", đang ở trong tệp" if version.present and version is not done.brought else ""
        yield f"  bản {version.number}: {VERSIONS[version.event.event]}, {moment(version.event.at)}{mark}"
    if not done.versions:
        yield "  chưa có bản nào được giữ."
    if done.brought is not None:
        yield f"Đã lấy lại bản {done.brought.number} vào {done.path}"
