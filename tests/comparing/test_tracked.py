"""The tracked document: all accepted it is the new version, all rejected the old one."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.comparing import tracked
from docgen.render import check_package
from tests.comparing.revisions import accepted, rejected
from tests.delta.papers import paper, shown

NOW = dt.datetime(2023, 11, 2, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def marked(old: bytes, new: bytes) -> bytes:
    return tracked(old, new, author="docgen", now=NOW)


def lines(text: str) -> str:
    return shown(paper(text))


CASES = {
    "a word": ("Tổng điểm là 85,50 điểm, xếp thứ 10.", "Tổng điểm là **86,00** điểm, xếp thứ 9."),
    "nothing": ("Đề nghị đơn vị.", "Đề nghị đơn vị."),
    "a paragraph in the middle": ("Một\nBa", "Một\nĐoạn hai mới gõ\nBa"),
    "a paragraph gone": ("Một\nĐoạn hai sẽ bỏ đi\nBa", "Một\nBa"),
    "paragraphs at the end": ("Một", "Một\nĐoạn hai thêm ở cuối\n[Khoản] Đoạn ba thêm ở cuối"),
    "paragraphs gone at the end": (
        "[Khoản] Một\n[Khoản] Đoạn hai bỏ ở cuối\nĐoạn ba bỏ ở cuối\nĐoạn bốn bỏ",
        "[Khoản] Một",
    ),
    "all others": ("Một hai ba bốn", "Năm sáu bảy\nTám chín mười"),
    "moved": (
        "Đoạn này sẽ được chuyển xuống dưới.\nĐoạn hai ở lại đây.\nĐoạn ba cũng ở lại đây.",
        "Đoạn hai ở lại đây.\nĐoạn ba cũng ở lại đây.\nĐoạn này sẽ được chuyển xuống dưới.",
    ),
    "a cell": ("| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 95 |\nHết", "| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 96 |\nHết"),
    "a row come": (
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Sơn | 90 |\nHết",
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Phú | 93 |\n| 3 | An Sơn | 90 |\nHết",
    ),
    "a row gone": (
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Phú | 93 |\n| 3 | An Sơn | 90 |\nHết",
        "| 1 | Tam Ngọc | 95 |\n| 2 | An Sơn | 90 |\nHết",
    ),
    "rows in another order": (
        "| 1 | Xã Tam Ngọc | 95 |\n| 2 | Phường An Sơn | 90 |\nHết",
        "| 1 | Phường An Sơn | 96 |\n| 2 | Xã Tam Ngọc | 95 |\nHết",
    ),
    "paragraphs in a cell": (
        "| Nơi nhận: / - Như trên; | TM. |\nHết",
        "| Nơi nhận: / - Như trên; / - Đảng ủy phường; / - Lưu. | TM. |\nHết",
    ),
    "a table come": ("Một\nHai", "Một\n| 1 | Tam Ngọc |\n| 2 | An Sơn |\nHai"),
    "a table gone": ("Một\n| 1 | Tam Ngọc |\n| 2 | An Sơn |\nHai", "Một\nHai"),
    "a column come": ("| TT | Xã |\n| 1 | Tam Ngọc |\nHết", "| TT | Xã | Điểm |\n| 1 | Tam Ngọc | 95 |\nHết"),
    "a line break": ("Kính gửi: Đảng ủy⏎Ủy ban", "Kính gửi: Đảng ủy⏎Hội đồng⏎Ủy ban"),
    "formatting is kept": ("Xã **Tam Ngọc** đạt 95 điểm", "Xã **Tam Ngọc mới** đạt **95,5** điểm"),
    "an empty paragraph": ("Một\n[Khoản] Hai", "Một\n[Khoản] \n[Khoản] Hai"),
}


@pytest.mark.parametrize("case", CASES)
def test_accepted_it_is_the_new_version_and_rejected_the_old_one(case: str) -> None:
    old, new = (paper(text) for text in CASES[case])
    made = marked(old, new)

    assert shown(accepted(made), bold=True) == shown(new, bold=True)
    assert shown(rejected(made)) == shown(old)
    assert {fault.code for fault in check_package(made, name="a.docx", tags=False)} <= {"GOI-16"}
