"""The command ``pdf``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.paper_words import RESULTS, STATES, counted
from docgen.commands.progress import Progress
from docgen.commands.show import problem_lines, stop_lines, tell

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.pdf import Copied, CopyOutcome


COPY_STATES: Final = STATES | {
    "current": "đúng với văn bản Word",
    "edited": "đã thay đổi sau khi docgen làm (như đã ký số), giữ nguyên",
    "foreign": "tệp PDF có sẵn không phải do docgen làm, giữ nguyên",
}
"""What the user calls these states of a PDF."""


COPY_RESULTS: Final = {"made": "đã làm"} | RESULTS
"""What the user calls the results of ``docgen.verbs.pdf.CopyResult``."""


@options.command("pdf")
@options.files
@options.folder("Thư mục chứa PDF, thay cho thư mục của tệp Word.")
@options.pdfa
@options.as_json
def pdf(files: tuple[str, ...], *, out: Path | None, pdfa: bool, as_json: bool) -> int:
    """Chuyển tệp Word sang PDF.

    Cần LibreOffice, hoặc Word trên Windows. Bản PDF không phải do docgen làm được giữ nguyên.
    """
    from docgen.verbs.pdf import make_pdfs

    options.require(files)
    with Progress() as progress:
        copied = make_pdfs(files, here=Path.cwd(), out=out, archival=pdfa, announce=progress.announce)
    tell(copied.as_json, copied_lines(copied), as_json=as_json)
    return copied.exit_code


def copied_lines(copied: Copied) -> Iterator[str]:
    """Write what became of PDFs, and why the run stopped if it did."""
    yield from problem_lines(copied.problems)
    for outcome in copied.outcomes:
        if outcome.result == "blocked":
            yield (
                f"{outcome.target.name}: chưa ghi được vì đang mở trong chương trình đọc PDF"
                " hoặc không được phép ghi. Đóng tệp rồi chạy lại."
            )
        elif outcome.result == "kept":
            yield _copy_kept(outcome)
    told = counted(COPY_RESULTS, (outcome.result for outcome in copied.outcomes))
    yield f"PDF: {told or 'không có tệp nào'}."
    if copied.stop is not None:
        yield from stop_lines(copied.stop)


def _copy_kept(outcome: CopyOutcome) -> str:
    text = f"{outcome.target.name}: {COPY_STATES[outcome.state]}."
    if outcome.state == "unreadable":
        return text
    return f"{text} Muốn docgen làm lại thì đổi tên hoặc xóa tệp PDF ấy rồi chạy lại."
