"""Results of verbs as lines of Vietnamese text, and as plain values for ``--json``: what all share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docgen.problem import Problem, Stop

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.app.gather import Checked
    from docgen.app.masters import Inspected
    from docgen.app.workspace import NewWorkspace
    from docgen.kind import Kind


def as_json(value: Any) -> str:
    """Write one JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=2)


# --- problems ---------------------------------------------------------------------------------


def problem_line(problem: Problem) -> str:
    """Write a problem on one line: place, severity, code, what is wrong, what was found, remedy."""
    # A sheet belongs to the workbook that was asked about; its name on every line would be noise.
    where = replace(problem.where, file="") if problem.where.sheet else problem.where
    place = f"{where}  " if str(where) else ""
    word = "LỖI" if problem.is_error else "Lưu ý"
    told = not problem.found or problem.found.casefold() in problem.message.casefold()
    found = "" if told else f"; đang ghi «{_one_line(problem.found)}»"
    text = f"{place}{word} {problem.code}: {_no_stop(problem.message)}{found}."
    if not problem.remedy:
        return text
    remedy = _no_stop(problem.remedy)
    return f"{text} Cách sửa: {remedy}" if remedy.endswith("?") else f"{text} Cách sửa: {remedy}."


def _no_stop(sentence: str) -> str:
    return _one_line(sentence).removesuffix(".")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Write problems, with a blank line between one sheet (or file) and the next."""
    for number, (_, group) in enumerate(groupby(problems, key=lambda p: (p.where.file, p.where.sheet))):
        if number:
            yield ""
        yield from map(problem_line, group)


def count_words(errors: int, warnings: int) -> str:
    """Count errors and warnings in words."""
    if not errors and not warnings:
        return "không có lỗi nào"
    return f"{errors} lỗi, {warnings} lưu ý"


def checked_lines(checked: Checked) -> Iterator[str]:
    """Write what ``check`` found."""
    lines = list(problem_lines(checked.problems))
    yield from lines
    if lines:
        yield ""
    yield f"Sổ {checked.place.workbook.name}: {count_words(checked.errors, checked.warnings)}."
    if checked.errors:
        yield "Sửa các chỗ ghi LỖI trong Excel, lưu lại rồi chạy lại."


def checked_values(checked: Checked) -> dict[str, Any]:
    """Give what ``check`` found as plain values."""
    return {
        "season": checked.place.season,
        "workbook": str(checked.place.workbook),
        "errors": checked.errors,
        "warnings": checked.warnings,
        "problems": [problem.as_dict() for problem in checked.problems],
    }


def stop_lines(stop: Stop) -> Iterator[str]:
    """Write why a run stopped: all problems first, the reason last, where it is read."""
    lines = list(problem_lines(stop.problems))
    yield from lines
    if lines:
        yield ""
    yield stop.message
    if stop.remedy:
        yield stop.remedy


def stop_values(stop: Stop) -> dict[str, Any]:
    """Give why a run stopped as plain values."""
    return {
        "stopped": stop.message,
        "remedy": stop.remedy,
        "problems": [problem.as_dict() for problem in stop.problems],
    }


# --- kinds, templates, a new workspace --------------------------------------------------------


def kind_lines(kinds: Sequence[Kind]) -> Iterator[str]:
    """Write the table of kinds: code, title, template."""
    codes = max((len(kind.code) for kind in kinds), default=0)
    titles = max((len(kind.title) for kind in kinds), default=0)
    for kind in kinds:
        yield f"{kind.code:<{codes}}  {kind.title:<{titles}}  {kind.template}"


def inspected_lines(inspected: Inspected) -> Iterator[str]:
    """Write what ``template check`` found."""
    for path in inspected.templates:
        yield str(path)
    yield ""
    lines = list(problem_lines(inspected.problems))
    yield from lines
    if lines:
        yield ""
    errors = sum(problem.is_error for problem in inspected.problems)
    yield f"{len(inspected.templates)} mẫu: {count_words(errors, len(inspected.problems) - errors)}."


def inspected_values(inspected: Inspected) -> dict[str, Any]:
    """Give what ``template check`` found as plain values."""
    return {
        "templates": [str(path) for path in inspected.templates],
        "problems": [problem.as_dict() for problem in inspected.problems],
    }


def new_workspace_lines(new: NewWorkspace, *, renewed: bool) -> Iterator[str]:
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
        yield f"  1. Mở {book} bằng Excel, sửa năm, các ngày, lịch và tên người cho đợt này rồi lưu lại."
    else:
        yield f"  1. Mở {book} bằng Excel, đọc trang Hướng dẫn, điền rồi lưu lại."
    yield f'  2. Vào thư mục: cd "{new.root}"'
    yield "  3. Kiểm tra sổ: docgen check"
    yield "  4. Làm văn bản: docgen generate"
    yield "Câu chữ của văn bản sửa được trong thư mục templates bằng Word; sửa xong: docgen template check"
