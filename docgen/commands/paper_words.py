"""What the user calls what became of papers; shared by ``generate``, ``status`` and ``pdf``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.stale import Verdict


STATES: Final = {
    "new": "chưa làm",
    "current": "đúng với sổ",
    "changed": "cần làm lại",
    "missing": "mất tệp, cần làm lại",
    "edited": "đã sửa tay, giữ nguyên",
    "edited-changed": "đã sửa tay, sổ đã thay đổi",
    "issued": "đã ban hành",
    "sealed": "đã lưu trữ bản ký",
    "altered": "đã ban hành nhưng tệp bị sửa sau đó",
    "foreign": "tệp lạ cùng tên, giữ nguyên",
    "unreadable": "không đọc được, giữ nguyên",
    "orphan": "sổ không còn cần",
}
"""What the user calls the states of ``docgen.stale.State``."""


RESULTS: Final = {
    "written": "đã ghi",
    "merged": "đã đưa thay đổi vào bản sửa tay",
    "restored": "đã đặt bản ban hành vào thư mục",
    "unchanged": "không đổi",
    "kept": "giữ nguyên",
    "blocked": "chưa ghi được",
    "failed": "chưa làm được",
}
"""What the user calls the results of ``docgen.verbs.generate.Result``."""


MOST_REASONS: Final = 3
"""How many reasons are shown for one paper; ``--json`` gives all."""


def reason_lines(verdict: Verdict) -> Iterator[str]:
    """Write the first reasons why a paper must be made again."""
    from docgen.verbs.field_words import reason_in_words

    shown = verdict.reasons[:MOST_REASONS]
    for reason in shown:
        yield f"      {reason_in_words(reason)}"
    rest = len(verdict.reasons) - len(shown)
    if rest:
        yield f"      … và {rest} chỗ khác"


def not_ready_lines(kinds: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Write which kinds of papers the records have nothing for yet."""
    if kinds:
        names = "; ".join(f"{title} ({code})" for code, title in kinds)
        yield f"Sẽ làm được khi sổ có thêm số liệu: {names}."


def counted(words: Mapping[str, str], results: Iterable[str]) -> str:
    """Count results in words: "đã ghi 3, không đổi 17"."""
    counts = Counter(map(str, results))
    return ", ".join(f"{word} {counts[result]}" for result, word in words.items() if counts[result])
