"""The command ``verify``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.show import before, problem_lines, tell
from docgen.commands.tongue import click

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.verifying import Audit


@options.command("verify")
@options.season
@click.option(
    "--head", "heads", metavar="MÃ", multiple=True, help="Mã đã in hoặc giữ ở nơi khác; ghi được nhiều lần."
)
@options.as_json
def verify(season: str | None, *, heads: tuple[str, ...], as_json: bool) -> int:
    """Kiểm tra mọi thứ không được mất của một đợt.

    Sổ đăng ký, nhật ký, danh sách văn bản sửa đổi, các bản đã giữ, số liệu đã giữ, hồ sơ lưu.
    Nêu mọi chỗ bị sửa, cắt, mất và việc cần làm; lệnh này không sửa gì.
    """
    from docgen.verbs.verifying import verify as audit_all

    audit = audit_all(season, here=Path.cwd(), now=options.now(), heads=heads)
    tell(audit.as_json, _lines(audit), as_json=as_json)
    return int(audit.exit_code)


def _lines(audit: Audit) -> Iterator[str]:
    """Write every problem, then a line on each of the books, then the codes to be kept elsewhere."""
    yield from before(problem_lines(audit.problems))
    for part in audit.parts:
        yield f"{part.name}: {part.told}; {'không thấy gì sai' if part.is_sound else 'CÓ CHỖ SAI'}."
    heads = [part for part in audit.parts if part.head]
    if heads:
        yield ""
        yield "Mã để in hoặc chép ra nơi khác (kiểm tra lại bằng «docgen verify --head MÃ»):"
        yield from (f"  {part.name}, {len(part.heads)} việc: {part.head}" for part in heads)
