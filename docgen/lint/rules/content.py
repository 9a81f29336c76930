"""Rules for what a file carries beside its words: nothing that fetches, runs or changes after signing."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.lint.form_rule import Departure, InParty, LintPaper, rule
from docgen.lint.genre import ANY
from docgen.problem import Severity

_CLAUSE = "NĐ30, PL VI, phần I, mục II.4 (toàn vẹn của văn bản)"


@rule(
    "FILE-FOREIGN",
    title="Nội dung lấy từ ngoài tệp hoặc tự chạy",
    clause=_CLAUSE,
    remedy="Bấm vào chỗ ấy, Ctrl+Shift+F9 để giữ lại chữ đang thấy, hoặc xóa; hình liên kết: chèn lại bằng "
    "Insert, Pictures; mẫu gắn kèm: File, Options, Add-ins, Templates, Go, bỏ đường dẫn.",
    right="hình, chữ nằm trọn trong tệp",
    wrong="hình liên kết tới máy khác, macro, đối tượng OLE, trường LINK, DDE, INCLUDETEXT, MERGEFIELD",
    severity=Severity.WARNING,
    party=InParty(),
    genres=ANY,
)
def file_foreign(paper: LintPaper) -> Iterator[Departure]:
    """Check that nothing is brought in from outside or run when the file is opened."""
    for item in paper.document.foreign:
        if not item.changing:
            yield Departure(item.part, None, item.text, item.what, "nội dung nằm trọn trong tệp")


@rule(
    "FIELD-CHANGING",
    title="Trường tự đổi",
    clause=_CLAUSE,
    remedy="Bấm vào trường ấy, Ctrl+Shift+F9 để giữ lại chữ đang thấy, rồi xem chữ ấy đã đúng chưa.",
    right="ngày 29 tháng 9 năm 2023 (gõ bằng chữ)",
    wrong="trường DATE, TIME, SAVEDATE, FILENAME",
    severity=Severity.WARNING,
    party=InParty(),
    genres=ANY,
)
def field_changing(paper: LintPaper) -> Iterator[Departure]:
    """Check that no field changes by itself after the paper was signed."""
    for item in paper.document.foreign:
        if item.changing:
            yield Departure(item.part, None, item.text, item.what, "chữ không tự đổi khi mở, lưu hay in")


RULES = (file_foreign, field_changing)
