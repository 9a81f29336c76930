"""A paper as text that can be read in a diff: the style's name and the words, a line a paragraph.

Table rows are one line, cells between bars; room for handwriting is shown: ``·`` for a no-break
space, ``⇥`` for a tab, ``⏎`` for a line break.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def paper_text(paper: bytes) -> str:
    """Write the body of a .docx as lines; sections are told apart by their orientation."""
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
        names = _style_names(package.read("word/styles.xml"))
    assert body is not None
    return "\n".join(_lines(body, names)) + "\n"


def golden(name: str) -> str:
    """Read a golden file; it is written by hand or by looking at the paper, never by a test."""
    return (GOLDEN / name).read_text(encoding="utf-8")


def _style_names(styles: bytes) -> dict[str, str]:
    found = {}
    for style in etree.fromstring(styles).iter(f"{W}style"):
        name = style.find(f"{W}name")
        assert name is not None
        found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _lines(body: etree._Element, names: dict[str, str]) -> Iterator[str]:
    for block in body:
        if block.tag == f"{W}p":
            yield f"[{_style(block, names)}] {_text(block)}".rstrip(" ")
            ended = block.find(f"{W}pPr/{W}sectPr")
            if ended is not None:
                yield _section(ended)
        elif block.tag == f"{W}tbl":
            yield from _rows(block)
        elif block.tag == f"{W}sectPr":
            yield _section(block)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.findall(f"{W}tr"):
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        cells = [" / ".join(_text(p) for p in cell.iter(f"{W}p")) for cell in row.findall(f"{W}tc")]
        yield ("‖ " if head else "| ") + " | ".join(cells) + " |"


def _style(paragraph: etree._Element, names: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return names[style.get(f"{W}val", "")] if style is not None else "Normal"


def _text(paragraph: etree._Element) -> str:
    signs = {f"{W}br": "⏎", f"{W}tab": "⇥"}
    pieces = [signs.get(item.tag) or (item.text or "") for run in paragraph.iter(f"{W}r") for item in run]
    return "".join(pieces).replace("\N{NO-BREAK SPACE}", "·")


def _section(properties: etree._Element) -> str:
    size = properties.find(f"{W}pgSz")
    start = properties.find(f"{W}pgNumType")
    assert size is not None
    lying = size.get(f"{W}orient") == "landscape"
    numbered = f", trang từ {start.get(f'{W}start')}" if start is not None else ""
    return f"=== hết phần: khổ {'ngang' if lying else 'dọc'}{numbered}"
