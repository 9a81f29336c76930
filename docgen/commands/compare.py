"""The command ``compare``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.show import tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.delta import Change
    from docgen.verbs.compare import Compared


MOST_SHOWN: Final = 8
"""How many changes are shown on the screen; the page and ``--json`` have all."""


_LONGEST: Final = 90

_OTHER: Final = "hình khác"


KINDS: Final = {"changed": "sửa", "added": "thêm", "removed": "bỏ", "moved": "chuyển chỗ"}
"""What the user calls the kinds of changes of ``docgen.delta``."""


@options.command("compare")
@click.argument("first", metavar="VĂN-BẢN|TỆP1.docx")
@click.argument("second", metavar="[SỔ|TỆP2.docx]", required=False)
@click.option("--with", "version", metavar="SỐ", type=int, help="So với bản đang giữ có số này.")
@options.folder("Thư mục chứa kết quả so sánh.")
@options.as_json
def compare(first: str, second: str | None, *, version: int | None, out: Path | None, as_json: bool) -> int:
    """So sánh hai bản của một văn bản, hoặc hai tệp Word.

    Làm một trang để đọc (hai bản cạnh nhau) và một tệp Word có đánh dấu thay đổi (Track Changes).
    Tệp đã sửa tay được so với bản docgen làm, tệp cũ so với bản sẽ làm từ sổ bây giờ,
    văn bản đã ban hành so với sổ bây giờ. Hai bản được so không bị đụng đến.
    """
    from docgen.verbs.compare import compare as lay_side_by_side

    done = lay_side_by_side(first, second, here=Path.cwd(), now=options.now(), version=version, out=out)
    tell(done.as_json, _lines(done), as_json=as_json)
    return ExitCode.OK


def _lines(done: Compared) -> Iterator[str]:
    """Write what was compared, the first changes, and where the results are."""
    yield f"{done.label}: {done.old} → {done.new}"
    changes = done.told.changes
    if changes:
        yield f"{len(changes)} chỗ thay đổi:"
        yield from (f"  {_line(change)}" for change in changes[:MOST_SHOWN])
        if len(changes) > MOST_SHOWN:
            yield f"  … và {len(changes) - MOST_SHOWN} chỗ nữa (xem trang so sánh, hoặc --json)."
    yield from done.notes
    yield f"Trang so sánh, mở bằng trình duyệt: {done.page}"
    yield f"Bản Word có đánh dấu thay đổi (Track Changes): {done.word}"


def _line(change: Change) -> str:
    where = f"{change.place} ({change.label})" if change.label else change.place
    texts = [change.after] if change.kind == "moved" else [change.before, change.after]
    if change.kind == "changed" and change.before == change.after:  # a thing that reads alike
        return f"{KINDS[change.kind]}, {where}: «{_cut(change.after)}» ({_OTHER})"
    quotes = " → ".join(f"«{_cut(text)}»" for text in texts if text)
    return f"{KINDS[change.kind]}, {where}: {quotes}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
