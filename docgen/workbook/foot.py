"""What stands in a table and is no record: numbering, totals, notes, and the signatures below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from docgen.problem import Problem
from docgen.viet import clean
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab

_SHOWN: Final = 30
_NOTE: Final = re.compile(r"(?:ghi chú|chú thích|lưu ý)\s*(?::|$)")
_TOTAL: Final = re.compile(
    r"(?:điểm |số )?(?:tổng|tổng cộng|tổng số|tổng điểm|cộng|bình quân|trung bình|cao nhất|thấp nhất)"
    r"(?: (?:cộng|chung|điểm|số|phần [ivx\d]+|toàn .*|cả .*|các .*))?\s*(?:[:(=].*)?"
)
_SIGNATURE: Final = re.compile(
    r"(?:(?:người|cán bộ) (?:lập|nhập|ghi|tổng hợp|kiểm tra|duyệt|chấm)|lập (?:biểu|bảng)|xác nhận"
    r"|\(?ký(?: tên|,|\))|tm\.|t/m|kt\.).*"
    r"|.{0,40}ngày\W.{0,8}tháng\W.{0,8}năm.{0,8}"
)
_BESIDE: Final = re.compile(
    r"(?:tt|stt|số tt|số thứ tự|ghi chú|mã|mã đơn vị|loại|xếp loại|hạng|xếp hạng|thứ hạng|chênh lệch)"
)


@dataclass(slots=True)
class Foot:
    """The lines of a sheet that are no records, found one after another from the top."""

    tab: Tab
    _lines: dict[int, str] = field(default_factory=dict)

    def takes(self, row: int, text: str, *, is_thin: bool) -> bool:
        """Tell whether a row that begins with this text is no record, and remember it.

        ``is_thin`` says that the row lacks what a record has: below a note or a signature that is enough, as
        with the name under "Người lập".
        """
        bare = clean(text).casefold()
        known = _NOTE.match(bare) or any(kind.fullmatch(bare.rstrip(" .:")) for kind in (_TOTAL, _SIGNATURE))
        if known or (is_thin and self._lines):
            self._lines[row] = text
        return row in self._lines

    def told(self) -> Iterator[Problem]:
        """Give the one message that names these lines."""
        if self._lines:
            first, text = next(iter(self._lines.items()))
            column = next(iter(self.tab.rows[first]))
            rows = ", ".join(f"{row} («{_short(text)}»)" for row, text in self._lines.items())
            yield fault("BANG-22", self.tab.where(first, column), text, rows=rows)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def is_beside_scores(text: str) -> bool:
    """Tell whether a heading of a score sheet is that of a column without scores: numbering, a total."""
    bare = clean(text).casefold().rstrip(" .:")
    return bool(_BESIDE.fullmatch(bare) or _TOTAL.fullmatch(bare))
