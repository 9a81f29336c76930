"""The words of an issued paper, from its docx: in blocks, as they are to be found again in a PDF of it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from docgen import files
from docgen.problem import Stop

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_GAPS: Final = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
_HYPHEN: Final = f"{_W}noBreakHyphen"
_ALTERNATIVE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_ALIKE: Final = str.maketrans(
    {
        "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-",
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
        "\N{SOFT HYPHEN}": None, "\N{ZERO WIDTH SPACE}": None, "\N{ZERO WIDTH NO-BREAK SPACE}": None,
        "\N{WORD JOINER}": None, "\ufffe": "-", "\x02": "-", "\x00": None,
    }
)  # fmt: skip
"""Signs that programs exchange for each other, and those that nobody sees."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: its words, and whether it lies in a table without lines (head, signature).

    ``by_hand`` tells that it is the line of number or date, which may be filled in with a pen;
    ``heading`` that it stands in the head of a table, which is printed again on each page.
    """

    words: tuple[str, ...]
    free: bool = False
    by_hand: bool = False
    heading: bool = False


def words(text: str) -> list[str]:
    """Give the words of a text: NFC, signs that look alike made one, white space folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).translate(_ALIKE)).split()


def key(word: str) -> str:
    """Give what is compared of a word: capitals may come from the look of a style."""
    return word.casefold()


_NUMBER_LINE: Final = re.compile(r"\s*Số\s*:", re.IGNORECASE)
_DATE_LINE: Final = re.compile(r"[^,]{0,60},?\s*ngày\s*\d*\s*tháng\s*\d*\s*năm\s*\d*\s*", re.IGNORECASE)


def blocks(docx: bytes) -> list[TextBlock]:
    """Give the paragraphs of a paper's body that have words, in order; ``Stop`` if it cannot be read."""
    fault = files.check_archive(docx, what="bản Word đã ban hành")
    if fault is not None:
        raise Stop("Không đọc được bản Word đã ban hành.", fault.remedy, problems=[fault])
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own paper; expat has bounds
    except (KeyError, ET.ParseError, zipfile.BadZipFile) as error:
        raise Stop("Không đọc được bản Word đã ban hành.", "Hãy lấy lại từ bản sao lưu.") from error
    body = root.find(f"{_W}body")
    return [] if body is None else [block for block in _blocks(body, free=False) if block.words]


def _blocks(parent: ET.Element, *, free: bool, heading: bool = False) -> Iterator[TextBlock]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield _block(_text(element), free=free, heading=heading)
            for box in element.iter(f"{_W}txbxContent"):
                yield from _blocks(box, free=True)
        elif element.tag == f"{_W}tbl":
            yield from _blocks(element, free=_is_free(element))
        elif element.tag not in _SKIPPED:
            is_head = element.find(f"{_W}trPr/{_W}tblHeader") is not None
            yield from _blocks(element, free=free, heading=heading or is_head)


def _block(text: str, *, free: bool, heading: bool) -> TextBlock:
    by_hand = free and bool(_NUMBER_LINE.match(text) or _DATE_LINE.fullmatch(text))
    return TextBlock(tuple(words(text)), free, by_hand, heading)


def _is_free(table: ET.Element) -> bool:
    """Tell whether a table only lays out what stands in it: of the house style, or without any border."""
    look = table.find(f"{_W}tblPr/{_W}tblStyle")
    if look is not None and look.get(f"{_W}val") == "BangTrong":
        return True
    borders = table.find(f"{_W}tblPr/{_W}tblBorders")
    if borders is not None:
        return all(border.get(f"{_W}val") in ("nil", "none") for border in borders)
    first = table.find(f".//{_W}p")
    return look is None or (first is not None and "HỘI CHỦ NGHĨA" in "".join(_pieces(table)))


def _text(paragraph: ET.Element) -> str:
    return "".join(_pieces(paragraph, inner=False))


def _pieces(element: ET.Element, *, inner: bool = True) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _GAPS:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag in _SKIPPED or child.tag == _ALTERNATIVE:
            continue
        elif inner or child.tag != f"{_W}txbxContent":
            yield from _pieces(child, inner=inner)
