"""The process that reads a PDF of unknown origin: small, bounded in time and memory, thrown away after.

Run as ``python -m docgen.archive.child``: one line of JSON and then the file's bytes come in, one JSON
document goes out.  The only place that loads PDFium.  No form is filled, no script is run, no page drawn;
pictures are decoded to see that they can be, and thrown away.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, Final

from docgen.archive import pdf_scan
from docgen.archive.bounds import bound
from docgen.archive.doings import ATTACHED, SCRIPT, doings
from docgen.archive.pdf_scan import EmbeddedSignature, PdfScan, Scan
from docgen.archive.pictures import scan_of

MAX_PAGES: Final = 1000
MAX_TEXT: Final = 4_000_000
"""Most characters of text that are taken from one file."""
_MAX_RUNS: Final = 5000
"""Most runs of bytes that one signature may name."""
_PART: Final = re.compile(rb"""pdfaid:part\s*(?:>|=\s*["'])\s*(\d)""")
_LEVEL: Final = re.compile(rb"""pdfaid:conformance\s*(?:>|=\s*["'])\s*([A-Za-z])""")


class Refusal(Exception):  # noqa: N818 - an answer, not an error of ours
    """The file is no PDF that can be archived; the argument is a reason of ``scan``."""


def main() -> int:
    """Read what is asked from the standard input and write the answer."""
    asked = json.loads(sys.stdin.buffer.readline())
    bound(int(asked["seconds"]), int(asked["bytes"]))
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = {"pdf": read(data, asked["roots"], asked["moment"]).plain()}
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"refused": pdf_scan.TOO_HEAVY}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def read(data: bytes, roots: list[str], moment: str) -> PdfScan:
    """Read a PDF; raise ``Refusal`` when it is none that can be archived."""
    import pypdfium2  # noqa: PLC0415 - after the limits are set
    from pypdfium2 import raw  # noqa: PLC0415 - see above

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refusal(pdf_scan.LOCKED if locked else pdf_scan.BROKEN) from error
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise Refusal(pdf_scan.LOCKED)
    if len(document) == 0:
        raise Refusal(pdf_scan.EMPTY)
    if len(document) > MAX_PAGES:
        raise Refusal(pdf_scan.TOO_MANY_PAGES)
    try:
        text, scans = _pages(document, raw)
    except pypdfium2.PdfiumError as error:
        raise Refusal(pdf_scan.BROKEN) from error
    version = ctypes.c_int()
    raw.FPDF_GetFileVersion(document, version)
    signed = max(0, raw.FPDF_GetSignatureCount(document))
    ranges = list(_byte_ranges(document, raw, signed))
    if signed and not ranges:  # a place to sign, and nobody has signed there
        raise Refusal(pdf_scan.UNSEALED)
    checked, signatures, bad_roots = _signatures(data, roots, moment) if signed else (False, [], [])
    return PdfScan(
        version=version.value,
        text=tuple(text),
        scans=tuple(scans),
        active=tuple(_active(document, raw, data)),
        archival=_archival(data),
        signed=signed,
        covered=any(pdf_scan.covers(data, runs) for runs in ranges),
        checked=checked,
        signatures=tuple(signatures),
        trailing=pdf_scan.trailing(data),
        bad_roots=tuple(bad_roots),
    )


def _pages(document: Any, raw: Any) -> tuple[list[str], list[Scan]]:
    texts: list[str] = []
    scans: list[Scan] = []
    length = 0
    for number, page in enumerate(document, start=1):
        words = page.get_textpage()
        length += words.count_chars()
        if length > MAX_TEXT:
            raise Refusal(pdf_scan.TOO_HEAVY)
        texts.append(words.get_text_range() if words.count_chars() else "")
        found = scan_of(page, number, raw)
        if found is not None:
            scans.append(found)
        words.close()
        page.close()
    return texts, scans


def _active(document: Any, raw: Any, data: bytes) -> Iterator[str]:
    """Name what would run or be taken out, also where PDFium alone sees it."""
    told = list(doings(data))
    told += [SCRIPT] if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 else []
    told += [ATTACHED] if raw.FPDFDoc_GetAttachmentCount(document) > 0 else []
    yield from dict.fromkeys(told)


def _archival(data: bytes) -> str:
    part, level = _PART.search(data), _LEVEL.search(data)
    if part is None:
        return ""
    return f"PDF/A-{part[1].decode()}{level[1].decode().upper() if level else ''}"


def _byte_ranges(document: Any, raw: Any, count: int) -> Iterator[list[int]]:
    """Give what each signature says it signed: place and length of each run of bytes."""
    for number in range(count):
        signature = raw.FPDF_GetSignatureObject(document, number)
        length = raw.FPDFSignatureObj_GetByteRange(signature, None, 0)
        if 0 < length <= _MAX_RUNS:
            found = (ctypes.c_int * length)()
            raw.FPDFSignatureObj_GetByteRange(signature, found, length)
            yield list(found)


def _signatures(
    data: bytes, roots: list[str], moment: str
) -> tuple[bool, list[EmbeddedSignature], list[str]]:
    try:
        from docgen.archive import signatures  # noqa: PLC0415 - its library is optional, and slow to load
    except ImportError:
        return False, [], []
    try:
        found, bad_roots = signatures.verify(data, roots, dt.datetime.fromisoformat(moment))
    except signatures.UnreadableSignatureError as error:
        raise Refusal(pdf_scan.UNSEALED) from error
    return True, found, bad_roots


if __name__ == "__main__":
    sys.exit(main())
