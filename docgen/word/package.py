"""The .docx container: read within bounds, made slim, and written the same way every time.

Members that no template tag touches are copied as packed bytes; only the variable ones are
packed for each paper, into an image of the container that was built once.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docgen.files import raw_member
from docgen.word.xml import DECLARATION, W, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

CONTENT_TYPES: Final = "[Content_Types].xml"
_DATE_1980_01_01: Final = 0x21
_VERSION: Final = 20
_UTF8_NAMES: Final = 0x800
LEVEL: Final = 6
"""How hard members are packed; 6 gives files as small as Word's."""

_SETTINGS_TYPE: Final = "wordprocessingml.settings+xml"
_CORE: Final = "docProps/core.xml"
_CORE_TYPE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPES: Final = "/metadata/core-properties"
"""How a package refers to its core properties, and how all such types end.  LibreOffice writes
another type, under which python-docx, and so docxtpl, does not find them and adds one more of that name."""
_FIXED_CORE: Final = (
    f"{DECLARATION}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>vi-VN</dc:language></cp:coreProperties>'
).encode()

_UNWANTED_SETTINGS: Final = tuple(
    W + name
    for name in (
        "attachedTemplate", "linkStyles", "autoHyphenation", "mailMerge",
        "documentProtection", "writeProtection",
    )
)  # fmt: skip
"""The address of the author's template, the hyphens that LibreOffice switches on when it saves (Vietnamese
syllables are never cut), the source of a mail merge, and locks that would keep a paper from being edited."""

_NEEDLESS: Final = (
    "/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings", "/glossaryDocument",
    "/attachedTemplate", "/extended-properties", "/custom-properties", "/printerSettings",
    "/mailMergeSource", "/mailMergeHeaderSource", "/recipientData",
)  # fmt: skip
"""Ends of relationship types that a printed paper does without."""


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One packed part of a container."""

    raw: bytes
    crc: int
    size: int
    method: int

    @classmethod
    def pack(cls, data: bytes) -> PackedPart:
        """Pack bytes the one way that docgen packs."""
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(packer.compress(data) + packer.flush(), zlib.crc32(data), len(data), zipfile.ZIP_DEFLATED)

    def unpack(self) -> bytes:
        """Give the bytes of the part."""
        if self.method == zipfile.ZIP_STORED:
            return self.raw
        return zlib.decompress(self.raw, -zlib.MAX_WBITS, max(self.size, 1))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a ``.rels`` part; ``target`` is a member's name, or an address if external."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """The parts of a .docx by name.  To be read only after ``files.check_archive`` has passed."""

    def __init__(self, members: Mapping[str, PackedPart]) -> None:
        self.members: dict[str, PackedPart] = dict(members)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Take a container apart, without unpacking its parts."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
        return cls(
            {
                info.filename: PackedPart(
                    bytes(raw_member(data, info)), info.CRC, info.file_size, info.compress_type
                )
                for info in infos
            }
        )

    def __getitem__(self, name: str) -> bytes:
        """Give one part's bytes."""
        return self.members[name].unpack()

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name in self.members

    def put(self, name: str, data: bytes) -> None:
        """Replace or add one part's bytes."""
        self.members[name] = PackedPart.pack(data)

    def relationships(self, name: str) -> list[Relationship]:
        """List what a part refers to; ``""`` stands for the package itself."""
        rels = _rels_name(name)
        if rels not in self.members:
            return []
        folder = posixpath.dirname(name)
        return [_relationship(line, folder) for line in parse_strict(self[rels]).iterchildren("{*}*")]

    def main_part(self) -> str | None:
        """Name the document's main part."""
        for relationship in self.relationships(""):
            if relationship.type.endswith("/officeDocument"):
                return relationship.target
        return None

    def content_types(self) -> dict[str, str]:
        """Give the content type of each part that has one."""
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for line in parse_strict(self[CONTENT_TYPES]).iterchildren("{*}*"):
            if line.get("PartName") is not None:
                overrides[str(line.get("PartName")).lstrip("/")] = str(line.get("ContentType"))
            else:
                defaults[str(line.get("Extension")).lower()] = str(line.get("ContentType"))
        found = {
            name: overrides.get(name, defaults.get(name.rpartition(".")[2].lower(), ""))
            for name in self.members
            if name != CONTENT_TYPES
        }
        return {name: kind for name, kind in found.items() if kind}

    def slim(self) -> None:
        """Drop what a printed paper does without, and all properties of the template's author.

        Thumbnails, compatibility styles, custom XML, the attached template's address, building
        blocks; the core properties become fixed ones, so that nothing of a clock gets in.
        """
        for name in [n for n in self.members if n.endswith(".rels")]:
            root = parse_strict(self[name])
            needless = [line for line in root if str(line.get("Type")).endswith(_NEEDLESS)]
            for line in needless:
                root.remove(line)
            core = [line for line in root if str(line.get("Type")).endswith(_CORE_TYPES)]
            for line in core:
                line.set("Type", _CORE_TYPE)
            if needless or core:
                self.put(name, (DECLARATION + serialise(root)).encode())
        for name in list(parts_of_type(self, (_SETTINGS_TYPE,))):
            settings = parse_strict(self[name])
            unwanted = [line for line in settings if line.tag in _UNWANTED_SETTINGS]
            for line in unwanted:
                settings.remove(line)
            if unwanted:
                self.put(name, (DECLARATION + serialise(settings)).encode())
        if _CORE in self:
            self.put(_CORE, _FIXED_CORE)
        self._keep_reachable()

    def _keep_reachable(self) -> None:
        """Drop the parts that nothing refers to, and their lines among the content types."""
        reached: set[str] = set()
        pending = [""]
        while pending:
            part = pending.pop()
            for relationship in self.relationships(part):
                if not relationship.external and relationship.target not in reached:
                    reached.add(relationship.target)
                    pending.append(relationship.target)
        keep = reached | {_rels_name(part) for part in reached} | {CONTENT_TYPES, _rels_name("")}
        if keep >= self.members.keys():
            return
        self.members = {name: member for name, member in self.members.items() if name in keep}
        root = parse_strict(self[CONTENT_TYPES])
        for line in list(root):
            if line.get("PartName") is not None and str(line.get("PartName")).lstrip("/") not in keep:
                root.remove(line)
        self.put(CONTENT_TYPES, (DECLARATION + serialise(root)).encode())

    def write(self) -> bytes:
        """Write the container: the same parts always give the same bytes."""
        return Image(self, ()).fill(())


class Image:
    """A container whose unchanging members are written already.

    ``variable`` names the members that each paper brings; they come last, in that order.
    """

    def __init__(self, package: Package, variable: Iterable[str]) -> None:
        self._variable = [name.encode() for name in variable]
        fixed = {n: m for n, m in package.members.items() if n.encode() not in self._variable}
        names = sorted(fixed, key=lambda name: (name != CONTENT_TYPES, not name.startswith("_rels/"), name))
        body, directory = bytearray(), bytearray()
        for name in names:
            directory += _directory_entry(name.encode(), fixed[name], len(body))
            body += _local_entry(name.encode(), fixed[name])
        self._body, self._directory, self._count = bytes(body), bytes(directory), len(names)

    def fill(self, parts: Iterable[bytes]) -> bytes:
        """Write the container with these bytes for the variable members."""
        pieces = [self._body]
        directory = [self._directory]
        offset = len(self._body)
        for name, data in zip(self._variable, parts, strict=True):
            member = PackedPart.pack(data)
            directory.append(_directory_entry(name, member, offset))
            header = _local_header(name, member)
            pieces += (header, member.raw)
            offset += len(header) + len(member.raw)
        size = sum(map(len, directory))
        count = self._count + len(self._variable)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
        return b"".join([*pieces, *directory, end])


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationship(line: etree._Element, folder: str) -> Relationship:
    external = line.get("TargetMode") == "External"
    target = line.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(line.get("Id", ""), line.get("Type", ""), target, external)


def _common(name: bytes, member: PackedPart) -> tuple[int, ...]:
    """Give the fields that the local header and the directory share."""
    flags = 0 if name.isascii() else _UTF8_NAMES
    sizes = (member.crc, len(member.raw), member.size, len(name), 0)
    return (_VERSION, flags, member.method, 0, _DATE_1980_01_01, *sizes)


def _local_header(name: bytes, member: PackedPart) -> bytes:
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", *_common(name, member)) + name


def _local_entry(name: bytes, member: PackedPart) -> bytes:
    return _local_header(name, member) + member.raw


def _directory_entry(name: bytes, member: PackedPart, offset: int) -> bytes:
    tail = (0, 0, 0, 0, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", _VERSION, *_common(name, member), *tail) + name


def parts_of_type(package: Package, endings: tuple[str, ...]) -> Iterator[str]:
    """Name the parts whose content type ends in one of these, in a fixed order."""
    for name, kind in sorted(package.content_types().items()):
        if kind.endswith(endings):
            yield name
