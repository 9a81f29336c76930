"""What in a Word file runs, fetches or changes by itself: nothing that an official paper may hold.

A paper that is signed must stay what it was, on every machine that opens it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_FETCHING: Final = frozenset(
    {
        "ASK", "AUTOTEXT", "DATABASE", "DDE", "DDEAUTO", "FILLIN", "GLOSSARY", "IMPORT", "INCLUDE",
        "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "MACROBUTTON", "RD",
    }
)  # fmt: skip
_CHANGING: Final = frozenset(
    {
        "AUTHOR", "CREATEDATE", "DATE", "EDITTIME", "FILENAME", "FILESIZE", "LASTSAVEDBY", "PRINTDATE",
        "REVNUM", "SAVEDATE", "TIME", "USERADDRESS", "USERINITIALS", "USERNAME",
    }
)  # fmt: skip
_MERGING: Final = frozenset(
    {
        "ADDRESSBLOCK", "GREETINGLINE", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF",
    }
)  # fmt: skip

_RUNNING: Final = {
    "vbaProject": "macro (VBA)",
    "oleObject": "đối tượng OLE nhúng từ chương trình khác",
    "control": "nút hoặc ô điều khiển ActiveX",
    "activeXControlBinary": "nút hoặc ô điều khiển ActiveX",
    "aFChunk": "tệp khác chèn nguyên vào (altChunk)",
    "subDocument": "văn bản con",
}
"""Ends of the types of relationships that run something or bring in what nobody has looked at."""

_OUTSIDE: Final = {
    "attachedTemplate": "mẫu Word gắn kèm ở ngoài tệp",
    "image": "hình liên kết với tệp ở ngoài",
    "mailMergeSource": "nguồn dữ liệu trộn thư",
    "mailMergeHeaderSource": "nguồn dữ liệu trộn thư",
    "hyperlink": "liên kết mở tệp trên máy",
}
_LOCAL: Final = re.compile(r"(?:^|[\s\"'])(?:file:|[A-Za-z]:[\\/]|\\\\)", re.IGNORECASE)
"""The beginning of an address on this machine or the office's: a click would open, or run, a file there."""
_NORMAL: Final = ("normal.dotm", "normal.dot", "normal.dotx")


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field of Word: its name in capitals, its whole code, the element that holds the code."""

    name: str
    code: str
    element: etree._Element

    @property
    def nature(self) -> Literal["fetching", "changing", "merging", ""]:
        """Tell what an official paper must not hold; empty for what stays as it is (PAGE, REF, HYPERLINK)."""
        if self.name in _FETCHING or (self.name == "HYPERLINK" and _LOCAL.search(self.code)):
            return "fetching"
        if self.name in _CHANGING:
            return "changing"
        return "merging" if self.name in _MERGING else ""


def fields(root: etree._Element) -> Iterator[FoundField]:
    """Give every field of a part, fields inside fields too, in the order in which their codes end."""
    open_codes: list[list[etree._Element]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        kind = element.get(f"{_W}fldCharType")
        if element.tag == f"{_W}fldSimple":
            yield from _field(str(element.get(f"{_W}instr", "")), element)
        elif element.tag == f"{_W}instrText":
            if open_codes:
                open_codes[-1].append(element)
        elif kind == "begin":
            open_codes.append([])
        elif open_codes and kind in ("separate", "end"):
            pieces = open_codes[-1]
            if pieces:
                yield from _field("".join(piece.text or "" for piece in pieces), pieces[0])
            open_codes[-1] = []
            if kind == "end":
                open_codes.pop()


def _field(code: str, element: etree._Element) -> Iterator[FoundField]:
    words = code.split()
    if words:
        yield FoundField(words[0].upper(), " ".join(words), element)


def outside(kind: str, target: str, *, external: bool) -> str:
    """Say in Vietnamese what a relationship brings that a paper must not hold; empty if it may.

    ``kind`` is the relationship's type, ``external`` its TargetMode.  Hyperlinks only lead somewhere when a
    person follows them; Word's own Normal template is on every machine and brings nothing in.
    """
    end = kind.rpartition("/")[2]
    if end in _RUNNING:
        return _RUNNING[end]
    if not external or (end == "hyperlink" and not _LOCAL.match(target)):
        return ""
    if end == "attachedTemplate" and target.replace("\\", "/").rpartition("/")[2].lower() in _NORMAL:
        return ""
    return f"{_OUTSIDE.get(end, 'nội dung lấy từ tệp ở ngoài')} ({target})"
