"""Workbooks for tests, written as text: a test shows every cell that matters to it.

``book(folder)`` is a small workbook that is read without a problem.  A test replaces a sheet by
its own text (cells between ``|``, all of them text, as pasted), and puts what text cannot say (a
real date, a number, a formula) into single cells.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from docgen.problem import Problem
from docgen.records import Season
from docgen.workbook import read

BASE: Mapping[str, str] = {
    "Thông tin chung": """
        Mục | Giá trị
        Năm | 2023
        Tiêu đề cơ quan, dòng 1 | ỦY BAN MTTQ VIỆT NAM
        Tên cơ quan đầy đủ | Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Tam Kỳ
        Tên cơ quan gọi tắt | Ủy ban MTTQ Việt Nam thành phố
        Thẩm quyền ban hành quyết định | BAN THƯỜNG TRỰC
        Cấp hành chính | thành phố
        Cách gọi chung các đơn vị | xã, phường
        Địa danh | Tam Kỳ
        Địa điểm kiểm tra | Phòng họp
        Ký hiệu cơ quan | MTTQ-BTT
        Ký hiệu biên bản | ĐKT
        Hạn nộp hồ sơ | 12/10/2023
        Buổi sáng bắt đầu | 07:30
        Buổi sáng kết thúc | 11h00
        Buổi chiều bắt đầu | 14:00
        Buổi chiều kết thúc | 17:00
    """,
    "Người ký": """
        Mã | Họ và tên | Chức vụ | Chức vụ khi ký
        CT | Nguyễn Ba | Chủ tịch | CHỦ TỊCH
    """,
    "Văn bản": """
        Mã loại | Khóa | Người ký
        ke-hoach | | CT
    """,
    "Đơn vị": """
        Mã | Loại | Tên | Tên gọi khác
        AP | phường | An Phú |
        HH | phường | Hòa Hương | Hoà Hương cũ
        TTg | xã | Tam Thăng |
    """,
    "Ngày kiểm tra": """
        Buổi | Ngày
        1 | 17/10/2023
        2 | 18/10/2023
    """,
    "Lịch kiểm tra": """
        Buổi | Đơn vị
        1 | An Phú
        1 | Hòa Hương
        2 | Tam Thăng
    """,
    "Chương trình": """
        Buổi | Từ | Nội dung
        sáng | 07:30 | Khai mạc
    """,
    "Đoàn kiểm tra": """
        Mã | Ông/Bà | Họ và tên | Chức vụ, đơn vị | Chức danh
        TV01 | Ông | Nguyễn Ba | Chủ tịch | Trưởng đoàn
    """,
    "Phần chấm điểm": """
        Mã phần | Tên phần | Điểm tối đa
        I | Tuyên truyền | 10
    """,
    "Tiêu chí": """
        Mã tiêu chí | Mã phần | Nội dung | Điểm tối đa
        I.1 | I | Tuyên truyền | 4
        I.2 | I | Vận động | 6
    """,
    "Điểm Đoàn chấm": """
        Đơn vị | I.1 | I.2
        Điểm tối đa | 4 | 6
        An Phú | 3,5 | 6
        Hòa Hương | 4 | KC
    """,
    "Xếp loại": """
        Mã | Tên mức | Từ điểm
        XS | Xuất sắc | 90
    """,
    "Nơi nhận": """
        Mã loại | Nơi nhận
        ke-hoach | Lưu: VT
    """,
}

SCORES = "Điểm Đoàn chấm"


def book(
    folder: Path,
    sheets: Mapping[str, str] | None = None,
    cells: Mapping[str, Any] | None = None,
    *,
    without: tuple[str, ...] = (),
    edit: Callable[[openpyxl.Workbook], None] | None = None,
) -> Path:
    """Write ``so.xlsx``: the base with some sheets replaced, then cells like ``Đơn vị!B3``."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, text in {**BASE, **(sheets or {})}.items():
        if title in without:
            continue
        sheet = made.create_sheet(title)
        for line in text.strip("\n").splitlines():
            if line.strip():
                sheet.append([cell.strip(" ") or None for cell in line.strip(" ").split("|")])
    for address, value in (cells or {}).items():
        title, _, cell = address.partition("!")
        made[title][cell] = value
    if edit:
        edit(made)
    path = folder / "so.xlsx"
    made.save(path)
    return path


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change the XML of one part, for what openpyxl cannot write."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for name in old.namelist():
            xml = old.read(name)
            changed = change(xml) if name == part else xml
            assert name != part or changed != xml, "the change must change something"
            new.writestr(name, changed)
    path.write_bytes(stream.getvalue())
    return path


def part_of(path: Path, title: str) -> str:
    """Name the part that holds a sheet; openpyxl numbers them in the order of the tabs."""
    titles = openpyxl.load_workbook(path, read_only=True).sheetnames
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def good(path: Path) -> Season:
    """Read a workbook that must have no error."""
    season, problems = read(path)
    assert season is not None, [str(problem) for problem in problems]
    return season


def problems(path: Path) -> list[Problem]:
    """Read a workbook and give what is wrong with it."""
    return read(path)[1]


def places(path: Path) -> list[tuple[str, str]]:
    """Give the code and the place of every problem: ``("O-06", "Điểm Đoàn chấm!B3")``."""
    return [(found.code, f"{found.where.sheet}!{found.where.cell}") for found in problems(path)]


def only(path: Path, code: str) -> Problem:
    """Give the only problem, whose code is ``code``; it must say what to do."""
    found = problems(path)
    assert [problem.code for problem in found] == [code], found
    assert found[0].where.file == path.name
    assert found[0].message
    assert found[0].remedy
    return found[0]
