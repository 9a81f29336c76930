"""Lengths of text, against lengths measured on paper (Times New Roman, millimetres)."""

from __future__ import annotations

import unicodedata

import pytest

from docgen.lint.widths import width_mm

MEASURED = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, 95.6),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False, 88.2),
    ("Độc lập - Tự do - Hạnh phúc", 14, True, False, 60.4),
    ("Độc lập - Tự do - Hạnh phúc", 13, True, False, 56.1),
    ("ỦY BAN MTTQ VIỆT NAM", 13, False, False, 55.0),
    ("BAN THƯỜNG TRỰC", 13, True, False, 46.0),
    ("Tam Kỳ, ngày 05 tháng 10 năm 2023", 14, False, True, 73.2),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False, 72.9),
]


@pytest.mark.parametrize(("text", "size", "bold", "italic", "length"), MEASURED)
def test_a_text_is_as_long_as_on_paper(
    text: str, size: float, bold: bool, italic: bool, length: float
) -> None:
    assert width_mm(text, size, bold=bold, italic=italic) == pytest.approx(length, abs=0.15)


def test_composed_and_decomposed_text_are_equally_long() -> None:
    text = "Độc lập - Tự do - Hạnh phúc, ươ ế ộ"
    assert width_mm(unicodedata.normalize("NFD", text), 14) == width_mm(text, 14)
