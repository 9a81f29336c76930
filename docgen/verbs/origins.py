"""Which generated version a file goes back to that a person edited: an older copy may have come back.

Its bytes tell where they are kept; else the origin that stands inside the package; else, where an office
program dropped that, the nearest of the versions that are kept.  And what docgen left open in such a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from docgen.output import Folder
from docgen.problem import Stop
from docgen.stale import EDITS, UNREADABLE, ManifestEntry, Verdict
from docgen.vault import Event, Vault


def origins(
    folder: Folder,
    vault: Vault,
    entries: Mapping[str, ManifestEntry],
    events: Iterable[Event],
    disk: Mapping[str, str],
) -> dict[str, str]:
    """Give for each paper whose file a person changed the hash of the generated version behind it.

    It is empty where the file says that it goes back to a version which is not kept any more.
    """
    known: dict[str, list[Event]] = {}
    for event in events:
        if event.base:
            known.setdefault(event.paper, []).append(event)
    found = {}
    for paper, entry in entries.items():
        sha256 = disk.get(entry.name)
        if sha256 is not None and sha256 not in {entry.sha256, UNREADABLE}:
            found[paper] = _origin(folder, vault, entry, known.get(paper, []), sha256)
    return found


def _origin(folder: Folder, vault: Vault, entry: ManifestEntry, events: list[Event], sha256: str) -> str:
    """Find what a file goes back to; the version made last where nothing tells."""
    if sha256 in {entry.generated, *entry.earlier}:
        return sha256
    saved = next((event.base for event in reversed(events) if event.sha256 == sha256), "")
    if saved:
        return saved
    names = dict.fromkeys([entry.generated, *reversed(entry.earlier), *(event.base for event in events)])
    kept = {name: data for name in names if (data := folder.find_base(name) or vault.find(name)) is not None}
    try:
        return _by_content(folder.read(entry.name), kept, entry.generated)
    except (OSError, Stop):
        return entry.generated


def _by_content(data: bytes, kept: Mapping[str, bytes], last: str) -> str:
    from docgen.delta import nearest, origin_of  # noqa: PLC0415 - heavy; only an edited file needs it

    origin = origin_of(data)
    if origin:
        same = (name for name, version in kept.items() if origin_of(version) == origin)
        return next(same, "" if last in kept and origin_of(kept[last]) else last)
    return nearest(data, {last: kept[last], **kept}) if last in kept else last


def with_comments(folder: Folder, verdict: Verdict) -> Verdict:
    """Count the comments of docgen that stand in an edited paper: conflicts that nobody has settled."""
    if verdict.state not in EDITS:
        return verdict
    from docgen.delta import open_comments  # noqa: PLC0415 - as above

    try:
        return replace(verdict, comments=open_comments(folder.read(verdict.name)))
    except (OSError, Stop):
        return verdict
