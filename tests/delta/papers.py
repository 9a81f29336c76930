"""Small Word files written as text, and any Word file read back as the same text.

A line is a paragraph, ``[Kiểu] …`` one in that style, ``| a | b |`` a table row; ``**…**`` is bold,
``⏎`` a line break within a cell or paragraph, `` / `` parts the paragraphs of a cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

from tests.render.word_file import NAMESPACES, TNR, W, pack, parts

_STYLE = re.compile(r"\[([^\]]+)\] ?")


def paper(text: str, *, ids: str = "", **options: str) -> bytes:
    """Build a .docx from lines; ``ids`` is put before each style id, as another program renames them."""
    lines = [line.strip() for line in text.strip().splitlines()]
    made = parts(*_body(lines, ids), **options)
    made["word/styles.xml"] = _styles(sorted({m[1] for line in lines if (m := _STYLE.match(line))}), ids)
    return pack(made)


def _body(lines: list[str], ids: str) -> Iterator[str]:
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line:
            yield paragraph(line, ids)


def _styles(names: list[str], ids: str) -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{ids}{_style_id(name)}"><w:name w:val="{name}"/></w:style>'
        for name in names
    )
    default = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{ids}Normal">'
        '<w:name w:val="Normal"/></w:style>'
    )
    table = f'<w:style w:type="table" w:styleId="{ids}Bang"><w:name w:val="Bảng"/></w:style>'
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{TNR}</w:rPr></w:rPrDefault>"
        f"</w:docDefaults>{default}{table}{made}</w:styles>"
    )


def _style_id(name: str) -> str:
    return "".join(f"{ord(letter):x}" if not letter.isascii() else letter for letter in name if letter != " ")


def paragraph(line: str, ids: str = "") -> str:
    """Write one paragraph of the body."""
    style = _STYLE.match(line)
    text = line[style.end() :] if style else line
    properties = f'<w:pStyle w:val="{ids}{_style_id(style[1])}"/>' if style else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs(text)}</w:p>"


def runs(text: str) -> str:
    """Write the runs of a text: every second stretch between ``**`` is bold."""
    made = []
    for number, piece in enumerate(text.split("**")):
        if piece:
            bold = "<w:rPr><w:b/></w:rPr>" if number % 2 else ""
            inside = "<w:br/>".join(
                f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in piece.split("⏎")
            )
            made.append(f"<w:r>{bold}{inside}</w:r>")
    return "".join(made)


def _table(rows: list[str]) -> str:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    grid = '<w:gridCol w:w="1500"/>' * max(len(row) for row in cells)
    lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in cells)
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _cell(text: str) -> str:
    inside = "".join(f"<w:p>{runs(part)}</w:p>" for part in text.split(" / "))
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def edited(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """Replace pieces of the XML of a part; each must be there."""
    made: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            if name == part:
                xml = text.decode()
                for old, new in changes:
                    assert old in xml, old
                    xml = xml.replace(old, new, 1)
                text = xml.encode()
            made[name] = text
    return pack(made)


def shown(data: bytes, *, bold: bool = False) -> str:
    """Read a .docx back as lines; ``bold`` shows what is bold.  Text deleted with tracking is gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
        names = {
            style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
            for style in etree.fromstring(archive.read("word/styles.xml")).iter(f"{W}style")
        }
    assert body is not None
    lines = []
    for block in body.iter(f"{W}p", f"{W}tr"):
        if block.tag == f"{W}tr":
            cells = [
                " / ".join(_text(p, bold=bold) for p in cell.iter(f"{W}p")) for cell in block.iter(f"{W}tc")
            ]
            lines.append(f"| {' | '.join(cells)} |")
        elif next(block.iterancestors(f"{W}tc"), None) is None:
            style = block.find(f"{W}pPr/{W}pStyle")
            named = f"[{names[style.get(f'{W}val', '')]}] " if style is not None else ""
            lines.append(named + _text(block, bold=bold))
    return "\n".join(lines)


def _text(paragraph: etree._Element, *, bold: bool) -> str:
    pieces = []
    for run in paragraph.iter(f"{W}r"):
        text = "".join("⏎" if e.tag == f"{W}br" else e.text or "" for e in run.iter(f"{W}t", f"{W}br"))
        if text:
            pieces.append(f"**{text}**" if bold and run.find(f"{W}rPr/{W}b") is not None else text)
    return "".join(pieces).replace("****", "")


def remarks(data: bytes) -> list[tuple[str, str, str]]:
    """List the comments of a .docx: author, the words that it is tied to, its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        comments = etree.fromstring(archive.read("word/comments.xml"))
        root = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for comment in comments:
        number = comment.get(f"{W}id")
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
        found.append((str(comment.get(f"{W}author")), _tied(root, number), text))
    return found


def _tied(root: etree._Element, number: str | None) -> str:
    """Give the text between the two marks of a comment."""
    inside, pieces = False, []
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        if element.tag == f"{W}t":
            pieces.append(element.text or "" if inside else "")
        elif element.get(f"{W}id") == number:
            inside = element.tag == f"{W}commentRangeStart"
    return "".join(pieces)
