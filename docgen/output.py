"""The folder of papers: names of files, the manifest, and what may be written or removed.

A paper's file is written whole or not at all, and only over bytes that docgen wrote itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from docgen import files
from docgen.problem import Problem, Severity, Where
from docgen.stale import UNREADABLE, Copies, Copy, Inputs, Manifest, ManifestEntry
from docgen.viet.text import slug

LONGEST_NAME: Final = 100
"""Most characters of a file name, so that a full Windows path stays far below 260."""

_PRIVATE: Final = ".docgen"
_MANIFEST: Final = "manifest.json"
_COPIES: Final = "pdf.json"
_BASES: Final = "goc"
_NOTE: Final = "lan-cuoi.json"
_FORMAT: Final = 1
_SUFFIX: Final = ".docx"


def file_name(order: int, code: str, tail: str = "") -> str:
    """Give the name of a paper's file: ``05_thong-bao_03_phuoc-hoa.docx``.

    ``order`` is the place of the kind in the season (from 1), ``tail`` what tells the papers of
    one kind apart.  The name is ASCII, in small letters, safe on Windows and short enough.
    """
    head = f"{order:02d}_{code}"
    room = LONGEST_NAME - len(head) - len("_") - len(_SUFFIX)
    parts = [part for piece in tail.split("_") if (part := slug(piece))]
    rest = "_".join(parts)[:room].rstrip("-_")
    return f"{head}_{rest}{_SUFFIX}" if rest else f"{head}{_SUFFIX}"


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder on disk."""

    path: Path

    @property
    def private(self) -> Path:
        """Give the folder of docgen's own files: manifest and lock."""
        return self.path / _PRIVATE

    def hashes(self, names: Iterable[str]) -> dict[str, str]:
        """Give the hash of each of these files that exists; ``UNREADABLE`` where it has none."""
        found = {}
        for name in names:
            path = self.path / name
            try:
                found[name] = files.sha256_file(path)
            except FileNotFoundError:
                continue
            except OSError:
                found[name] = UNREADABLE
        return found

    def opened_by(self, name: str) -> str:
        """Name the mark that Word or LibreOffice puts beside a file that it has open, or ``""``.

        Word's mark is ``~$`` and the file's name, which loses up to two letters at its start.
        """
        marks = [f"~${name[cut:]}" for cut in range(3)] + [f".~lock.{name}#"]
        return next((mark for mark in marks if (self.path / mark).exists()), "")

    def write(self, name: str, data: bytes) -> None:
        """Write a paper, whole or not at all; ``Stop`` tells why it could not be."""
        files.write_atomic(self.path / name, data)

    def write_over(self, name: str, data: bytes, known: str | None) -> bool:
        """Write a paper over the bytes that were seen there last; see ``files.write_over``."""
        return files.write_over(self.path / name, data, known)

    def manifest_hash(self) -> str:
        """Give the hash of the manifest's file; ``""`` where there is none that can be read."""
        try:
            return files.sha256_file(self.private / _MANIFEST)
        except OSError:
            return ""

    def read_note(self) -> dict[str, Any] | None:
        """Give the note that the last run left for the next, if there is a sound one."""
        try:
            note = json.loads((self.private / _NOTE).read_bytes())
        except (OSError, ValueError):
            return None
        return note if isinstance(note, dict) and note.get("format") == _FORMAT else None

    def write_note(self, note: Mapping[str, Any]) -> None:
        """Leave a note for the next run."""
        self._write_private(_NOTE, {"format": _FORMAT, **note})

    def keep_base(self, data: bytes) -> str:
        """Keep a paper as it was generated, to be compared with what a person makes of it; give its hash."""
        sha256 = files.sha256(data)
        path = self._base(sha256)
        if not path.is_file():
            files.write_atomic(path, data)
        return sha256

    def find_base(self, sha256: str) -> bytes | None:
        """Give a paper as it was generated; ``None`` when it is not there whole."""
        try:
            data = self._base(sha256).read_bytes()
        except (OSError, ValueError):
            return None
        return data if files.sha256(data) == sha256 else None

    def drop_bases(self, wanted: set[str]) -> None:
        """Remove the generated versions that nothing needs any more."""
        for path in (self.private / _BASES).glob(f"*{_SUFFIX}"):
            if path.stem not in wanted:
                with suppress(OSError):
                    path.unlink()

    def _base(self, sha256: str) -> Path:
        if not sha256.isalnum():
            raise ValueError(sha256)
        return self.private / _BASES / f"{sha256}{_SUFFIX}"

    def read(self, name: str) -> bytes:
        """Read a paper's file; ``OSError`` when it cannot be read."""
        return (self.path / name).read_bytes()

    def remove(self, name: str, sha256: str) -> bool:
        """Remove a file if it still has the bytes that we wrote.

        False means that it is ours and is still there, since another program holds it.
        """
        path = self.path / name
        try:
            if files.sha256_file(path) == sha256:
                path.unlink()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def read_manifest(self) -> tuple[Manifest, Problem | None]:
        """Read the manifest; a damaged one is an empty one, and a warning.

        With an empty manifest every file in the folder is a stranger's, and nothing is overwritten.
        """
        path = self.private / _MANIFEST
        try:
            return _parse(json.loads(path.read_bytes())), None
        except FileNotFoundError:
            return Manifest(), None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Manifest(), Problem(
                "RA-01",
                Severity.WARNING,
                Where(file=_MANIFEST),
                "Sổ theo dõi văn bản của docgen bị hỏng nên docgen không biết tệp nào do mình làm.",
                remedy="Không tệp nào bị ghi đè. Muốn làm lại tệp nào thì xóa tệp ấy rồi chạy lại.",
            )

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest, whole or not at all."""
        data = {
            "format": _FORMAT,
            "season": manifest.season,
            "papers": {paper: _plain(entry) for paper, entry in manifest.papers.items()},
            "pending": {paper: _plain(entry) for paper, entry in manifest.pending.items()},
            "leftovers": dict(manifest.leftovers),
        }
        self._write_private(_MANIFEST, data)

    def read_copies(self) -> tuple[Copies, Problem | None]:
        """Read what is remembered of PDFs; when it is damaged, nothing is, and a warning says so."""
        try:
            return _parse_copies(json.loads((self.private / _COPIES).read_bytes())), None
        except FileNotFoundError:
            return Copies(), None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Copies(), Problem(
                "RA-02",
                Severity.WARNING,
                Where(file=_COPIES),
                "Sổ theo dõi PDF của docgen bị hỏng nên docgen không biết tệp PDF nào do mình làm.",
                remedy="Không tệp PDF nào bị ghi đè. Muốn làm lại tệp nào thì xóa tệp ấy rồi chạy lại.",
            )

    def write_copies(self, copies: Copies) -> None:
        """Write what is to be remembered of PDFs, whole or not at all."""
        parts = {"made": copies.made, "pending": copies.pending}
        data = {part: {name: asdict(copy) for name, copy in held.items()} for part, held in parts.items()}
        self._write_private(_COPIES, {"format": _FORMAT, **data})

    def _write_private(self, name: str, data: Mapping[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        # Linux lets a file's name be no text at all; it must come back as it was.
        files.write_atomic(self.private / name, text.encode("utf-8", "surrogatepass"))


def _plain(entry: ManifestEntry) -> dict[str, Any]:
    inputs = entry.inputs
    return {
        "name": entry.name,
        "label": entry.label,
        "sha256": entry.sha256,
        "base": entry.base,
        "records": entry.records,
        "lacking": list(entry.lacking),
        "look": entry.look,
        "earlier": list(entry.earlier),
        "inputs": plain_inputs(inputs),
    }


def plain_inputs(inputs: Inputs) -> dict[str, Any]:
    """Give the inputs of a paper as plain JSON values."""
    return {
        "template": inputs.template,
        "style": inputs.style,
        "program": inputs.program,
        "context": inputs.context,
    }


def parse_inputs(data: Mapping[str, Any]) -> Inputs:
    """Make inputs of their JSON; ``ValueError``, ``KeyError`` or ``TypeError`` if it is damaged."""
    return Inputs(
        template=_text(data["template"]),
        style=_text(data["style"]),
        program=_text(data["program"]),
        context=dict(data["context"]),
    )


def _parse(data: Mapping[str, Any]) -> Manifest:
    """Make a manifest of its JSON; ``ValueError``, ``KeyError`` or ``TypeError`` if it is damaged."""
    if data["format"] != _FORMAT:
        raise ValueError(data["format"])
    return Manifest(
        season=_text(data["season"]),
        papers={paper: _entry(entry) for paper, entry in data["papers"].items()},
        pending={paper: _entry(entry) for paper, entry in data["pending"].items()},
        leftovers={_plain_name(name): _text(sha256) for name, sha256 in data["leftovers"].items()},
    )


def _entry(data: Mapping[str, Any]) -> ManifestEntry:
    return ManifestEntry(
        name=_plain_name(data["name"]),
        label=_text(data["label"]),
        sha256=_text(data["sha256"]),
        inputs=parse_inputs(data["inputs"]),
        base=_text(data.get("base", "")),
        records=_text(data.get("records", "")),
        lacking=tuple(map(_text, data.get("lacking", ()))),
        look=_text(data.get("look", "")),
        earlier=tuple(map(_text, data.get("earlier", ()))),
    )


def _parse_copies(data: Mapping[str, Any]) -> Copies:
    if data["format"] != _FORMAT:
        raise ValueError(data["format"])
    made, pending = (
        {_own_name(name): _copy(copy) for name, copy in data[part].items()} for part in ("made", "pending")
    )
    return Copies(made, pending)


def _own_name(name: str) -> str:
    """Refuse a name that would lead out of the folder; unlike ours, hers may have any letters."""
    if name != Path(name).name:
        raise ValueError(name)
    return name


def _copy(data: Mapping[str, Any]) -> Copy:
    return Copy(_text(data["source"]), data["archival"] is True, _text(data["sha256"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _plain_name(value: Any) -> str:
    """Refuse a name that would lead out of the folder: files are removed by it."""
    name = _text(value)
    if not name or name != Path(name).name or "\\" in name or ":" in name:
        raise ValueError(name)
    return name
