"""What ``restore`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.restore import RestoredVersion, Version

VERSIONS: Final = {
    "edited": "bản sửa tay",
    "merged": "bản sửa tay đã thêm thay đổi của sổ",
    "issued": "bản ban hành",
}
"""What the user calls the versions of ``docgen.vault``."""


def restored_lines(done: RestoredVersion) -> Iterator[str]:
    """Write which versions of a paper are kept, and which one was brought back."""
    yield f"{done.label} ({done.path.name}):"
    for version in done.versions:
        mark = ", đang ở trong tệp" if version.present and version is not done.brought else ""
        yield f"  bản {version.number}: {VERSIONS[version.event.event]}, {_moment(version.event.at)}{mark}"
    if not done.versions:
        yield "  chưa có bản nào được giữ."
    if done.brought is not None:
        yield f"Đã lấy lại bản {done.brought.number} vào {done.path}"


def _moment(at: str) -> str:
    """Write a time the way that it is read: 08:30 ngày 02/11/2023."""
    date, _, time = at.partition("T")
    year, month, day = date.split("-")
    return f"{time[:5]} ngày {day}/{month}/{year}"


def restored_values(done: RestoredVersion) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "paper": done.paper,
        "label": done.label,
        "file": str(done.path),
        "versions": [_version_values(version) for version in done.versions],
        "restored": _version_values(done.brought) if done.brought is not None else None,
    }


def _version_values(version: Version) -> dict[str, Any]:
    event = version.event
    return {
        "version": version.number,
        "kind": event.event,
        "at": event.at,
        "sha256": event.sha256,
        "present": version.present,
    }
