"""What ``compare`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.delta import Change
    from docgen.verbs.compare import Compared

MOST_SHOWN: Final = 8
"""How many changes are shown on the screen; the page and ``--json`` have all."""
_LONGEST: Final = 90

_OTHER: Final = "hình khác"
KINDS: Final = {"changed": "sửa", "added": "thêm", "removed": "bỏ", "moved": "chuyển chỗ"}
"""What the user calls the kinds of changes of ``docgen.delta``."""


def compared_lines(done: Compared) -> Iterator[str]:
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


def compared_values(done: Compared) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "label": done.label,
        "old": done.old,
        "new": done.new,
        "html": str(done.page),
        "docx": str(done.word),
        "changes": [
            {
                "kind": str(change.kind),
                "place": change.place,
                "label": change.label,
                "before": change.before,
                "after": change.after,
            }
            for change in done.told.changes
        ],
        "unseen": done.told.unseen,
        "notes": list(done.notes),
    }
