"""Progress, on stderr: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from docgen.cli.tongue import click


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

    def announce(self, count: int) -> None:
        """Say that a converter starts on so many papers: it is silent until it has done them all."""
        self._stack.close()
        self._advance = None
        click.echo(f"Đang chuyển {count} văn bản sang PDF…", err=True)

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that one more paper is done."""
        if not sys.stderr.isatty():
            click.echo(f"[{done}/{total}] {name}", err=True)
            return
        if self._advance is None:
            bar = click.progressbar(length=total, label="Làm văn bản", file=sys.stderr)
            self._advance = self._stack.enter_context(bar).update
        self._advance(1)
