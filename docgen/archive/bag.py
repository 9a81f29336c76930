"""A BagIt 1.0 bag (RFC 8493) of SHA-256: its tag files, and what keeps a folder from being a valid one.

Pure functions over names and bytes, and one reader of a folder.  Names inside a bag have ``/``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen import files

DECLARATION_FILE: Final = "bagit.txt"
DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO_FILE: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
PAYLOAD: Final = "data/"

_OXUM: Final = "Payload-Oxum"
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest: path → SHA-256, in the order of the paths; ``sha256sum -c`` reads it too."""
    lines = (f"{sha256}  {_encoded(path)}\n" for path, sha256 in sorted(hashes.items()))
    return "".join(lines).encode()


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decoded(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def parse_manifest(data: bytes) -> dict[str, str] | None:
    """Read a manifest; ``None`` when a line of it cannot be read or a path stands in it twice."""
    found: dict[str, str] = {}
    try:
        lines = re.split("\r\n|\r|\n", data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    for line in lines[:-1] if lines[-1] == "" else lines:
        match = _LINE.fullmatch(line)
        if match is None or _decoded(match[2]) in found:
            return None
        found[_decoded(match[2])] = match[1]
    return found


def info(values: Mapping[str, str], payload: Mapping[str, int]) -> bytes:
    """Write ``bag-info.txt``; ``payload`` maps the payload's paths to their sizes."""
    given = {**values, _OXUM: f"{sum(payload.values())}.{len(payload)}"}
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in given.items() if value).encode()


def oxum(data: bytes) -> str:
    """Give what ``bag-info.txt`` tells of the payload's size, ``bytes.files``; ``""`` where nothing."""
    head = f"{_OXUM}: ".encode()
    return next((line.removeprefix(head).decode() for line in data.split(b"\n") if line.startswith(head)), "")


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the folder of a bag: path → SHA-256 (``""``: cannot be read), no files, empty folders.

    ``octets`` is the size of the payload in bytes.
    """

    hashes: Mapping[str, str]
    strange: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    octets: int = 0

    @property
    def payload(self) -> dict[str, str]:
        """Give the files under ``data/``."""
        return {path: sha256 for path, sha256 in self.hashes.items() if path.startswith(PAYLOAD)}

    @property
    def tags(self) -> dict[str, str]:
        """Give the files beside ``data/`` that a tag manifest may list."""
        return {
            path: sha256
            for path, sha256 in self.hashes.items()
            if not path.startswith(PAYLOAD) and path != TAG_MANIFEST
        }


def look(folder: Path) -> Found:
    """Hash every file in a bag; links and other things that are no plain file are named, never followed."""
    hashes: dict[str, str] = {}
    strange: list[str] = []
    empty: list[str] = []
    octets = 0
    for path, entry in _walk(folder, ""):
        if entry.is_file(follow_symlinks=False):
            octets += entry.stat(follow_symlinks=False).st_size if path.startswith(PAYLOAD) else 0
            try:
                hashes[path] = files.sha256_file(folder / path)
            except OSError:
                hashes[path] = ""
        else:
            (empty if entry.is_dir(follow_symlinks=False) else strange).append(path)
    return Found(dict(sorted(hashes.items())), tuple(sorted(strange)), tuple(sorted(empty)), octets)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda item: item.name):
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from list(_walk(folder / entry.name, f"{path}/")) or [(path, entry)]
            else:
                yield path, entry
