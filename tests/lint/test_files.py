"""A file that cannot be read is told in a sentence: never a traceback, never a hang."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from docgen.lint import check_file, lint
from docgen.problem import Stop
from tests.lint.papers import plan


def _rewritten(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Give a sound paper with its members changed; ``None`` takes a member away."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plan().build())) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _document(content: Callable[[bytes], bytes]) -> bytes:
    return _rewritten(lambda name, data: content(data) if name == "word/document.xml" else data)


def _workbook() -> bytes:
    packed = io.BytesIO()
    openpyxl.Workbook().save(packed)
    return packed.getvalue()


def _with_entity(encoding: str) -> bytes:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    return _document(lambda data: (declaration + bomb + data.decode().split("?>", 1)[1]).encode(encoding))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNREADABLE: dict[str, Callable[[], bytes]] = {
    "trống": lambda: b"",
    "chữ thường": "Kế hoạch".encode,
    "tệp .doc cũ": lambda: OLE + bytes(4096),
    "có mật khẩu": lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "bị cụt": lambda: plan().build()[:-400],
    "sổ tính đổi đuôi": _workbook,
    "bom nén": lambda: _document(lambda _: b"<a>" + b"0" * 30_000_000 + b"</a>"),
    "thực thể XML": lambda: _with_entity("utf-8"),
    "thực thể XML mã UTF-16": lambda: _with_entity("utf-16"),
    "XML hỏng": lambda: _document(lambda data: data[:-20]),
    "không có thân": lambda: _document(
        lambda _: b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    ),
    "thiếu phần chính": lambda: _rewritten(lambda name, data: None if name == "word/document.xml" else data),
    "thiếu quan hệ": lambda: _rewritten(lambda name, data: None if name == "_rels/.rels" else data),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(Stop) as stopped:
        lint(UNREADABLE[name](), "hong.docx")
    assert "hong.docx" in stopped.value.message
    assert stopped.value.remedy


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="khong-co"):
        check_file(tmp_path / "khong-co.docx")


def test_a_file_on_the_disk_is_linted(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(plan().build())
    assert check_file(path).findings == ()


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/theme/theme1.xml", "word/numbering.xml", "word/settings.xml"]
)
def test_a_paper_without_a_minor_part_is_still_linted(part: str) -> None:
    def without(name: str, data: bytes) -> bytes | None:
        if name == part:
            return None
        short = part.removeprefix("word/")
        if name == "word/_rels/document.xml.rels":
            return b"".join(
                line for line in data.replace(b"<Rel", b"\n<Rel").splitlines() if short.encode() not in line
            )
        return data

    assert isinstance(lint(_rewritten(without), "thieu.docx"), list)


def test_a_circle_of_styles_does_not_hang() -> None:
    def change(name: str, data: bytes) -> bytes:
        circle = (
            b'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
            b'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
            b"</w:styles>"
        )
        if name == "word/styles.xml":
            return data.replace(b"</w:styles>", circle)
        return (
            data.replace(b"<w:pPr>", b'<w:pPr><w:pStyle w:val="A"/>', 1)
            if name == "word/document.xml"
            else data
        )

    assert isinstance(lint(_rewritten(change), "vong.docx"), list)


@pytest.mark.parametrize("number", ["999999999999999999999", "-1", "a", "", "1e400", "NaN"])
def test_mad_numbers_in_the_file_do_not_break_the_linter(number: str) -> None:
    value = number.encode()
    data = _document(
        lambda xml: xml.replace(b'w:val="26"', b'w:val="' + value + b'"').replace(
            b'w:line="240"', b'w:line="' + value + b'"'
        )
    )
    assert isinstance(lint(data, "so.docx"), list)


@pytest.mark.parametrize(
    "text",
    [
        b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 30_000,
        b"<w:p><w:r><w:t>" + b"a" * 30_000 + b"</w:t></w:r></w:p>",
        b"<!--" + random.Random(1).randbytes(8_500_000).hex().encode() + b"-->",  # noqa: S311 - only has to be long
    ],
    ids=["quá nhiều đoạn", "đoạn quá dài", "quá nhiều chữ"],
)
def test_a_paper_longer_than_any_paper_is_refused(text: bytes) -> None:
    with pytest.raises(Stop, match=r"quá dài|nén bất thường"):
        lint(_document(lambda data: data.replace(b"<w:sectPr", text + b"<w:sectPr", 1)), "dai.docx")
