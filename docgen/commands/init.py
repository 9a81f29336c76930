"""The command ``init``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.show import (
    show_lines,
)
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.workspace import NewWorkspace


@options.command("init")
@click.argument("folder", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="SỔ",
    help="Lấy đơn vị, lịch, Đoàn, tiêu chí… từ sổ này (như sổ năm trước), bỏ kết quả.",
)
def init(folder: Path, *, source: str | None) -> int:
    """Tạo thư mục làm việc mới cho một đợt.

    Trong đó có sổ Excel, bản sao các mẫu Word và chỗ để văn bản.
    Tệp đã có sẵn thì giữ nguyên, không ghi đè.
    """
    from docgen.verbs.init import init as begin

    new = begin(folder, here=Path.cwd(), source=source)
    show_lines(_lines(new, renewed=source is not None))
    return ExitCode.OK


def _lines(new: NewWorkspace, *, renewed: bool) -> Iterator[str]:
    """Write what ``init`` made and kept, and what to do next; ``renewed``: from an earlier workbook."""
    for path in new.made:
        yield f"Đã tạo   {path.relative_to(new.root)}"
    for path in new.kept:
        yield f"Giữ nguyên (đã có sẵn)   {path.relative_to(new.root)}"
    yield ""
    yield f"Thư mục làm việc: {new.root}"
    yield "Việc tiếp theo:"
    book = new.workbook.relative_to(new.root)
    if renewed:
        yield f"  1. Mở {book} bằng Excel, điền những ô của riêng đợt này, đã để trống: năm, hạn nộp,"
        yield "     hạn Đoàn báo cáo, ngày kiểm tra, số và ngày của Hướng dẫn, thời hạn được ký, ngày nghỉ;"
        yield "     xem lại lịch."
    else:
        yield f"  1. Mở {book} bằng Excel, đọc trang Hướng dẫn, điền rồi lưu lại."
    yield f'  2. Vào thư mục: cd "{new.root}"'
    yield "  3. Kiểm tra sổ: docgen check"
    yield "  4. Làm văn bản: docgen generate"
    yield "Câu chữ của văn bản sửa được trong thư mục templates bằng Word; sửa xong: docgen template check"
