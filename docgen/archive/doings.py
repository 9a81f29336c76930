"""What in a PDF would run, fetch or be taken out in a reader: told by its bytes, and nothing of it is run."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

SCRIPT: Final = "chương trình JavaScript"
ATTACHED: Final = "tệp đính kèm"
_DOINGS: Final = {
    SCRIPT: rb"/JavaScript\b",
    "lệnh mở chương trình khác": rb"/Launch\b",
    "lệnh mở tệp khác": rb"/(?:GoToR|GoToE|ImportData)\b",
    ATTACHED: rb"/EmbeddedFiles?\b",
    "phim, âm thanh, hình 3D": rb"/(?:RichMedia|Movie|Sound)\b|/Subtype\s*/3D\b",
    "biểu mẫu XFA": rb"/XFA\s*[\[<\d]",
    "lệnh gửi dữ liệu đi": rb"/SubmitForm\b",
}
"""Each is long enough not to come about by chance in the bytes of a large picture."""
_LINK: Final = rb"/S\s*/URI\b|/URI\s*[(<\d]"
_TEXT: Final = re.compile(
    rb"(?:/(?:URI|UF|F)|\bobj)\s*(?:\(((?:\\.|[^\\)]){0,500})\)|<([0-9A-Fa-f\s]{4,2000})>)", re.DOTALL
)
"""A string where an address may stand: in its entry, or as an object of its own."""
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED: Final = re.compile(rb"/ObjStm\b.{0,300}?\bstream\r?\n", re.DOTALL)
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_NETWORK: Final = ("\\\\", "//", "file:")
_SHOWN: Final = 2
_LONGEST: Final = 80


def doings(data: bytes) -> Iterator[str]:
    """Name what a PDF would do: scripts, programs, attachments, addresses that it opens."""
    pieces = [_NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), part) for part in _parts(data)]
    for name, pattern in _DOINGS.items():
        if any(re.search(pattern, part) for part in pieces):
            yield name
    texts = dict.fromkeys(text for part in pieces for text in _texts(part))
    network = [text for text in texts if text.casefold().startswith(_NETWORK)]
    links = [text for text in texts if _SCHEME.match(text) and text not in network]
    if links or any(re.search(_LINK, part) for part in pieces):
        yield f"liên kết mở địa chỉ bên ngoài{_listed(links)}"
    if network:
        yield f"đường dẫn tới máy khác{_listed(network)}"


def _parts(data: bytes) -> Iterator[bytes]:
    """Give a file's bytes, and what is packed into its streams of objects, within a bound."""
    yield data
    room = _MOST_UNPACKED
    for match in _PACKED.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(data[match.end() :], room)
        except zlib.error:
            continue
        room -= len(unpacked)
        yield unpacked
        if room <= 0:
            return


def _texts(part: bytes) -> Iterator[str]:
    for match in _TEXT.finditer(part):
        raw = _ESCAPED.sub(_sign, match[1]) if match[1] is not None else _from_hex(match[2])
        text = raw.decode("utf-16" if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
        yield "".join(filter(str.isprintable, text)).strip()


def _sign(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return bytes([int(found, 8) & 0xFF]) if found.isdigit() else _SIGNS.get(found, found)


def _from_hex(digits: bytes) -> bytes:
    bare = b"".join(digits.split())
    return bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode("ascii"))


def _listed(addresses: Iterable[str]) -> str:
    """Show the first addresses in brackets; nothing where none can be read."""
    given = list(addresses)
    shown = ", ".join(text[:_LONGEST] for text in given[:_SHOWN])
    more = f" và {len(given) - _SHOWN} chỗ nữa" if len(given) > _SHOWN else ""
    return f" ({shown}{more})" if shown else ""
