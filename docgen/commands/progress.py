"""Progress, on stderr: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from docgen.commands.tongue import click


class Progress:
    """Shows how far a run is; to be used as a context, which ends the bar's line."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._advance: Callable[[int], None] | None = None

    def __enter__(self) -> Self:
        """Begin; nothing is shown before the first paper is done."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the bar's line."""
        self._stack.close()

    def announce(self, count: int) -> Callable[[int, int, str], None]:
        """Say that a converter starts on so many papers; gives what shows each PDF that comes to be."""
        return self._announce(f"Đang chuyển {count} văn bản sang PDF…", count, "Làm PDF")

    def announce_pages(self, count: int) -> Callable[[int, int, str], None]:
        """Say that a converter lays out so many papers to count their pages; gives what shows each."""
        told = f"Đang dàn trang {count} văn bản đã ban hành để đối chiếu số trang…"
        return self._announce(told, count, "Dàn trang")

    def announce_fixed(self, count: int) -> Callable[[int, int, str], None]:
        """Say that a converter lays out a paper before and after it was mended."""
        return self._announce("Đang dàn trang tệp trước và sau khi sửa để đếm trang…", count, "Dàn trang")

    def rounds(self) -> Callable[[int], None] | None:
        """Give what tells on a terminal that a further round of mending began; nothing tells it elsewhere."""
        if not sys.stderr.isatty():
            return None
        return lambda number: click.echo(f"Đang sửa, lượt {number}…", err=True)

    def _announce(self, told: str, count: int, label: str) -> Callable[[int, int, str], None]:
        self._stack.close()
        self._advance = None
        click.echo(told, err=True)
        if sys.stderr.isatty():
            self._begin(count, label)  # the converter's own start takes seconds: the bar is there first
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that one more paper is done."""
        if not sys.stderr.isatty():
            click.echo(f"[{done}/{total}] {name}", err=True)
            return
        advance = self._advance or self._begin(total, "Làm văn bản")
        advance(1)

    def _begin(self, total: int, label: str) -> Callable[[int], None]:
        bar = click.progressbar(length=total, label=label, file=sys.stderr)
        advance = self._stack.enter_context(bar).update
        self._advance = advance
        return advance
