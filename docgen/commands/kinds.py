"""The command ``kinds``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.show import (
    show_lines,
)
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.kind import Kind


@options.command("kinds")
def kinds() -> int:
    """Liệt kê các loại văn bản: mã, tên, tệp mẫu."""
    from docgen.kinds import KINDS

    show_lines(_lines(KINDS))
    return ExitCode.OK


def _lines(kinds: Sequence[Kind]) -> Iterator[str]:
    """Write the table of kinds: code, title, template."""
    codes = max((len(kind.code) for kind in kinds), default=0)
    titles = max((len(kind.title) for kind in kinds), default=0)
    for kind in kinds:
        yield f"{kind.code:<{codes}}  {kind.title:<{titles}}  {kind.template}"
