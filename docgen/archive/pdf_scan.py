"""What a PDF turned out to be, as plain values; and how its bytes look before any library reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

_HEAD: Final = 1024
_VERSION: Final = re.compile(rb"%PDF-(\d)\.(\d)")
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE: Final = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
_HEX: Final = re.compile(rb"<[0-9A-Fa-f\s]*>")
_TWO_RUNS: Final = 4
_PADDING: Final = b" \t\r\n\x0c\0"

NOT_PDF, TRUNCATED, BROKEN, LOCKED, EMPTY = "not-pdf", "truncated", "broken", "locked", "empty"
"""Why a file is refused."""
TOO_MANY_PAGES, TOO_HEAVY, TOO_BIG, UNSEALED = (
    "too-many-pages",
    "too-heavy",
    "too-big",
    "unreadable-signature",
)


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that is a picture: its number from 1, resolution in dots an inch, in colour or not.

    ``readable`` tells that what covers the page can be decoded; ``blind`` that a part of it is coded so that
    damage inside shows nowhere.
    """

    page: int
    dpi: int
    colour: bool
    readable: bool = True
    blind: bool = False


@dataclass(frozen=True, slots=True)
class EmbeddedSignature:
    """One embedded signature.

    ``time`` is the claimed time, ISO 8601, ``""`` without one; ``timestamped`` tells that a time stamp of
    a third party vouches for it.  ``intact``: the signed bytes are the ones that were signed, and what was
    added later is what a further signature may add; ``whole``: nothing at all follows what it covers.
    ``trusted``: its chain ends in a root that the office named.  No revocation is ever looked up.
    ``ended`` and ``begins`` are the days (ISO 8601) from which its certificate is no longer, or not yet, good
    when it is judged, ``weak`` the hash (``sha1``) in its chain that no longer proves anything; all ``""``
    where there is no such fault.
    """

    signer: str
    time: str
    timestamped: bool
    intact: bool
    whole: bool
    trusted: bool
    certificate: str
    detail: str = ""
    ended: str = ""
    begins: str = ""
    weak: str = ""


@dataclass(frozen=True, slots=True)
class PdfScan:
    """What was read of a PDF: everything but the pages' looks.

    ``version`` is 14 for 1.4; ``text`` has one string a page; ``active`` names things that would run or be
    taken out in a reader (scripts, attachments), none of which was run; ``archival`` is ``PDF/A-2B`` if the
    file says so.  ``signed`` counts the signatures; ``covered`` tells whether what one of them says it
    signed is the whole file; ``signatures`` are those that were verified: none where ``checked`` is false,
    because the optional library is not there.
    """

    version: int
    text: tuple[str, ...]
    scans: tuple[Scan, ...] = ()
    active: tuple[str, ...] = ()
    archival: str = ""
    signed: int = 0
    covered: bool = False
    checked: bool = False
    signatures: tuple[EmbeddedSignature, ...] = ()
    trailing: int = 0
    bad_roots: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Count the pages."""
        return len(self.text)

    @property
    def has_text(self) -> bool:
        """Tell whether there is text to compare: a scan has none but for stray marks."""
        return sum(len("".join(page.split())) for page in self.text) >= _SOME_TEXT

    @property
    def is_scan(self) -> bool:
        """Tell whether every page is a picture: text in it was guessed by a machine."""
        return bool(self.scans) and len(self.scans) == self.pages

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return asdict(self)


_SOME_TEXT: Final = 40


def parse_pdf(values: dict[str, Any]) -> PdfScan:
    """Make it of its JSON values."""
    given = dict(values)
    given["scans"] = tuple(Scan(**item) for item in values["scans"])
    given["signatures"] = tuple(EmbeddedSignature(**item) for item in values["signatures"])
    for name in ("text", "active", "bad_roots"):
        # A PDF may hold half letters, which no other file could.
        given[name] = tuple(item.encode("utf-8", "replace").decode() for item in values[name])
    return PdfScan(**given)


def refused(data: bytes) -> str:
    """Tell by its bytes alone why a file is no sound PDF; ``""`` when a library may look further."""
    head = _VERSION.search(data[:_HEAD])
    if head is None:
        return NOT_PDF
    starts = list(_START.finditer(data))
    if not starts:
        return TRUNCATED
    offset = int(starts[-1][1])
    places = (offset, offset + head.start())
    if not any(0 < place < len(data) and _TABLE.match(data, place) for place in places):
        return BROKEN
    return ""


def covers(data: bytes, ranges: Sequence[int]) -> bool:
    """Tell whether a signature's byte range is the whole file but for the signature itself.

    That is two runs, from the first byte and to the last, with nothing between them but ``<hex>``.
    """
    if len(ranges) != _TWO_RUNS:
        return False
    start, before, after, rest = ranges
    if not (start == 0 < before < after and after + rest == len(data)):
        return False
    return _HEX.fullmatch(data[before:after]) is not None


def trailing(data: bytes) -> int:
    """Count the bytes after the end mark that are more than padding."""
    *_, rest = data.rpartition(b"%%EOF")
    return len(rest.strip(_PADDING))
