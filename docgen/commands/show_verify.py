"""What ``verify`` found, as lines of Vietnamese text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.commands.show import problem_lines

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.verifying import Audit


def audit_lines(audit: Audit) -> Iterator[str]:
    """Write every problem, then a line on each of the books, then the codes to be kept elsewhere."""
    lines = list(problem_lines(audit.problems))
    yield from lines
    if lines:
        yield ""
    for part in audit.parts:
        yield f"{part.name}: {part.told}; {'không thấy gì sai' if part.is_sound else 'CÓ CHỖ SAI'}."
    heads = [part for part in audit.parts if part.head]
    if heads:
        yield ""
        yield "Mã để in hoặc chép ra nơi khác (kiểm tra lại bằng «docgen verify --head MÃ»):"
        yield from (f"  {part.name}, {len(part.heads)} việc: {part.head}" for part in heads)
