"""Verify an archive: everything is computed again, both ways, and nothing is ever repaired."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from docgen.archive import bag
from docgen.archive.bag import Found
from docgen.archive.bag_store import HISTORY, LEFT_OVER, START_PAGE, Archive, Bag, start_page
from docgen.archive.history import BEGINNING, ROW, SOURCE, History, Sealed, broken_at
from docgen.archive.sentences import AROUND, fault
from docgen.problem import ExitCode, Problem, Stop

_PATIENCE: Final = 5
"""So many times a bag is looked at anew while others keep putting papers in."""
_SHORTEST_HEAD: Final = 8
"""So many letters of a printed head must be typed, as for the register: the code is printed in eights."""
_TAGS: Final = frozenset({bag.DECLARATION_FILE, bag.MANIFEST, bag.TAG_MANIFEST, HISTORY})


@dataclass(frozen=True, slots=True)
class KnownHead:
    """What somebody outside the archive remembers of it: a head of its history, and how long that was.

    ``length`` is 0 where only the head is known, printed on paper.
    """

    head: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """What other books say that the archive must hold.

    ``anchors`` are heads that were written down; ``sealed`` the papers that the journal calls archived, with
    their labels; ``issued`` maps each issued paper to the SHA-256 of its exact docx, or is ``None`` where
    nobody can tell which papers are issued; ``rows`` maps each paper of the register to its row there.
    """

    anchors: Sequence[KnownHead] = ()
    sealed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    issued: Mapping[str, str] | None = None
    rows: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class VerifiedArchive:
    """What ``verify`` found: papers in force, files hashed, head of the history, every problem."""

    papers: int
    files: int
    head: str
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether the archive itself is whole, whatever lies around it."""
        return not any(problem.is_error and problem.code not in AROUND for problem in self.problems)

    @property
    def around(self) -> int:
        """Count what lies around the archive and does not belong to it."""
        return sum(problem.code in AROUND for problem in self.problems)

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether the archive is whole and nothing around it does not belong there."""
        return ExitCode.OK if self.is_sound and not self.around else ExitCode.PROBLEMS

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "sound": self.is_sound,
            "papers": self.papers,
            "files": self.files,
            "head": self.head,
            "problems": [problem.as_json() for problem in self.problems],
        }


def verify(archive: Archive, expected: Expected = Expected()) -> VerifiedArchive:
    """Compute all again: files against manifests and history, history against its chain and the anchors.

    Nothing is locked: when somebody puts a paper in meanwhile, so that the next bag is in force, that one is
    looked at instead.
    """
    for _ in range(_PATIENCE):
        current = archive.current()
        try:
            found = _verify(archive, current, expected)
        except FileNotFoundError:
            found = None
        after = archive.current()
        if found is not None and (after and after.number) == (current and current.number):
            return found
    raise Stop("Hồ sơ lưu đang được ghi liên tục nên chưa kiểm tra được.", "Hãy chạy lại sau ít phút.")


def _verify(archive: Archive, current: Bag | None, expected: Expected) -> VerifiedArchive:
    if current is None:
        count = len(expected.sealed) or max((anchor.length for anchor in expected.anchors), default=0)
        lost = [fault("LT-50", archive.folder.name, str(count))] if count else []
        heads = (anchor.head for anchor in expected.anchors if not anchor.length)
        lost += [fault("LT-66", archive.folder.name, head) for head in heads]
        return VerifiedArchive(0, 0, BEGINNING, tuple(lost))
    found = bag.look(current.folder)
    history = current.history
    problems = [
        *_history(current, expected.anchors),
        *_files(current, found),
        *_manifests(current, found),
        *_books(history, expected),
        *_rows(current, expected.rows),
        *_beside(archive, current),
    ]
    return VerifiedArchive(len(history.current()), len(found.hashes), history.head, tuple(problems))


def _history(current: Bag, anchors: Sequence[KnownHead]) -> Iterator[Problem]:
    history, place = current.history, f"{current.folder.name}/{HISTORY}"
    if history.torn:
        yield fault("LT-57", place, str(len(history.entries) + 1))
    broken = broken_at(history.entries)
    if broken:
        yield fault("LT-57", place, str(broken))
    if not history.entries:
        yield fault("LT-58", place, "không còn dòng nào")
    heads = [entry.hash for entry in history.entries]
    for anchor in anchors:
        if not anchor.length:
            typed = anchor.head
            if len(typed) < _SHORTEST_HEAD or not any(head.startswith(typed) for head in heads):
                yield fault("LT-66", place, anchor.head)
        elif len(heads) < anchor.length:
            yield fault("LT-58", place, f"còn {len(heads)} dòng, nhật ký ghi đã có {anchor.length}")
        elif heads[anchor.length - 1] != anchor.head:
            yield fault("LT-57", place, f"{anchor.length} (so với nhật ký)")


def _wanted(history: History) -> dict[str, str]:
    """Give every payload file that the history tells of, with its hash."""
    return {
        sealed.path(role): file.sha256 for sealed in history.sealed() for role, file in sealed.files.items()
    }


def _files(current: Bag, found: Found) -> Iterator[Problem]:
    """Compare the files with the history: lost, added, renamed, swapped, changed."""
    name = current.folder.name
    wanted = _wanted(current.history)
    tags = dict(current.history.entries[-1].tags) if current.history.entries else {}
    there = found.payload
    strangers = {path: sha256 for path, sha256 in there.items() if path not in wanted}
    for path, sha256 in wanted.items():
        yield from _file(name, path, sha256, there, strangers, wanted)
    yield from (fault("LT-52", name, spot=path) for path in strangers)
    known = _known(current.history)
    for path, sha256 in found.hashes.items():
        if path not in there and path not in known:
            yield fault("LT-52", name, spot=path)
        elif path in tags and sha256 != tags[path]:
            yield fault("LT-59", name, spot=path)
    yield from (fault("LT-51", name, spot=path) for path in sorted(known - set(found.hashes)))
    yield from (fault("LT-65", name, spot=path) for path in found.strange)
    yield from (fault("LT-67", name, spot=path) for path in found.empty)


def _file(
    name: str,
    path: str,
    sha256: str,
    there: Mapping[str, str],
    strangers: dict[str, str],
    wanted: Mapping[str, str],
) -> Iterator[Problem]:
    if there.get(path) == sha256:
        return
    if path in there:
        owner = next((other for other, own in wanted.items() if own == there[path] and other != path), "")
        yield fault("LT-55", name, owner, path) if owner else fault("LT-53", name, spot=path)
        return
    renamed = next((other for other, own in strangers.items() if own == sha256), "")
    if renamed:
        del strangers[renamed]
        yield fault("LT-54", name, renamed, path)
    else:
        yield fault("LT-51", name, spot=path)


def _manifests(current: Bag, found: Found) -> Iterator[Problem]:
    """Check what any BagIt tool checks (RFC 8493, 2 and 3), and each manifest to the letter."""
    name, wanted = current.folder.name, _wanted(current.history)
    if found.hashes.get(bag.DECLARATION_FILE) and _read(current, bag.DECLARATION_FILE) != bag.DECLARATION:
        yield fault("LT-53", name, spot=bag.DECLARATION_FILE)
    if bag.MANIFEST in found.hashes and _read(current, bag.MANIFEST) != bag.manifest(wanted):
        yield fault("LT-56", name, "khác lịch sử", bag.MANIFEST)
    size = f"{found.octets}.{len(found.payload)}"
    told = bag.oxum(_read(current, bag.INFO_FILE))
    if bag.INFO_FILE in found.hashes and found.payload == wanted and told != size:
        yield fault("LT-56", name, f"ghi kích thước «{told}», thật ra là «{size}»", bag.INFO_FILE)
    if bag.TAG_MANIFEST in found.hashes:
        for fact in _tag_manifest(_read(current, bag.TAG_MANIFEST), _known(current.history), found.tags):
            yield fault("LT-56", name, fact, bag.TAG_MANIFEST)


def _tag_manifest(data: bytes, known: AbstractSet[str], there: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with a tag manifest; that a tag file is lost or strange is told elsewhere."""
    listed = bag.parse_manifest(data)
    if listed is None:
        yield "không đọc được"
        return
    wrong = [
        f"«{path}» không còn như đã kê" for path, code in there.items() if listed.get(path, code) != code
    ]
    wrong += [f"không kê «{path}»" for path in sorted(known - {bag.TAG_MANIFEST} - set(listed))]
    wrong += [f"kê «{path}» mà không có tệp ấy" for path in sorted(set(listed) - known - set(there))]
    yield from wrong
    if not wrong and data != bag.manifest(listed):
        yield "không còn đúng từng chữ như docgen đã ghi"


def _known(history: History) -> frozenset[str]:
    """Give the tag files that a bag of ours has."""
    return _TAGS | set(history.entries[-1].tags if history.entries else {})


def _read(current: Bag, path: str) -> bytes:
    try:
        return (current.folder / path).read_bytes()
    except OSError:
        return b""


def _books(history: History, expected: Expected) -> Iterator[Problem]:
    """Compare with the other books: records without files, files without records."""
    current = history.current()
    for paper, label in expected.sealed.items():
        if paper not in current:
            yield fault("LT-61", "nhat-ky.jsonl", label)
    if expected.issued is None:
        return
    for paper, sealed in current.items():
        yield from _issued(sealed, expected.issued.get(paper))


def _issued(sealed: Sealed, sha256: str | None) -> Iterator[Problem]:
    if sha256 is None:
        yield fault("LT-62", sealed.path(SOURCE), f"{sealed.label}, số {sealed.sign}")
    elif sha256 != sealed.files[SOURCE].sha256:
        yield fault("LT-60", sealed.path(SOURCE), f"{sealed.label}, số {sealed.sign}")


def _rows(current: Bag, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Compare the register's row that was sealed with each paper with the row that stands there now.

    A paper that had its number from the workbook was sealed without such a row.
    """
    for paper, sealed in current.history.current().items():
        now, path = rows.get(paper), sealed.path(ROW)
        try:
            then: Any = json.loads(_read(current, path))
        except ValueError:
            continue  # the file was changed or lost: that is told already
        if now is None or not isinstance(then, dict) or "series" not in then:
            continue
        if any(then.get(name) != value for name, value in now.items()):
            yield fault("LT-63", path, f"{sealed.label}, số {sealed.sign}")


def _beside(archive: Archive, current: Bag) -> Iterator[Problem]:
    """Look at what lies beside the bag in force: what killed runs left, and what nobody of us put there."""
    folder, generations, followed = archive.folder.name, archive.generations(), archive.followed(current)
    old: list[str] = []
    for number, path in generations.items():
        if number != current.number:
            kind = "bản trước của nó" if number in followed else "không phải bản trước của nó"
            yield fault("LT-68", folder, f"«{path.name}», {kind}")
    for path in sorted(archive.folder.iterdir()):
        if path.name.startswith(LEFT_OVER):
            old.append(path.name)
        elif path.name == START_PAGE:
            # A kill before it was written anew leaves the page of the bag before.
            numbers = (current.number, current.number - 1, *followed)
            if path.read_bytes() not in map(start_page, numbers):
                yield fault("LT-59", folder, spot=path.name)
        elif path not in generations.values():
            yield fault("LT-69", folder, spot=path.name)
    if old:
        yield fault("LT-64", folder, ", ".join(old))
