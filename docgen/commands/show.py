"""Results of verbs as lines of Vietnamese text, and as plain values for ``--json``: what all share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from docgen.problem import Problem, Stop

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.kind import Kind
    from docgen.verbs.check import CheckedWorkbook
    from docgen.verbs.template_check import Inspected
    from docgen.verbs.workspace import NewWorkspace


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


def problem_lines(problems: Iterable[Problem], *, fold: bool = False) -> Iterator[str]:
    """Write problems, with a blank line between one sheet (or file) and the next.

    ``fold`` writes more than three warnings of one code in a sheet on one line.
    """
    for number, (_, group) in enumerate(groupby(problems, key=lambda p: (p.where.file, p.where.sheet))):
        if number:
            yield ""
        yield from _folded(list(group)) if fold else map(problem_line, group)


FIRST: Final = 3
"""So many warnings of one code in a sheet are written out."""


def _folded(problems: Sequence[Problem]) -> Iterator[str]:
    """Write the problems of one sheet; where there are many warnings of one code, one line for them."""
    many = Counter(problem.code for problem in problems if problem.where.sheet and not problem.is_error)
    for code in [code for code, count in many.items() if count <= FIRST]:
        del many[code]
    for problem in problems:
        if problem.is_error or problem.code not in many:
            yield problem_line(problem)
        elif many[problem.code]:
            alike = [other for other in problems if other.code == problem.code and not other.is_error]
            yield _folded_line(alike)
            many[problem.code] = 0


def _folded_line(alike: Sequence[Problem]) -> str:
    """Write equal warnings on one line: where, which rule, how many, the first three, where all are seen."""
    where, code = alike[0].where, alike[0].code
    cells = ", ".join(problem.where.cell for problem in alike[:FIRST])
    said = "; ".join(dict.fromkeys(_no_stop(problem.message) for problem in alike[:FIRST]))
    remedies = {_no_stop(problem.remedy) for problem in alike}
    remedy = f" Cách sửa: {remedies.pop()}." if len(remedies) == 1 and "" not in remedies else ""
    return (
        f"{where.sheet}!{cells}…  Lưu ý {code}, {len(alike)} chỗ: {said}; …{remedy} "
        f'Xem hết: docgen check --sheet "{where.sheet}".'
    )


def _before(lines: Iterator[str]) -> Iterator[str]:
    """Give lines with a blank one after the last, if there are any."""
    written = list(lines)
    yield from [*written, ""] if written else []


def count_words(errors: int, warnings: int) -> str:
    """Count errors and warnings in words."""
    if not errors and not warnings:
        return "không có lỗi nào"
    return f"{errors} lỗi, {warnings} lưu ý"


def checked_lines(checked: CheckedWorkbook, shown: Sequence[Problem] | None = None) -> Iterator[str]:
    """Write what ``check`` found: everything, or in full the problems ``shown`` of a sheet or a unit."""
    yield from _before(problem_lines(checked.problems if shown is None else shown, fold=shown is None))
    part = "" if shown is None else f"; trên đây là {len(shown)} chỗ của phần đã chọn"
    yield f"Sổ {checked.place.workbook.name}: {count_words(checked.errors, checked.warnings)}{part}."
    if checked.errors:
        yield "Sửa các chỗ ghi LỖI trong Excel, lưu lại rồi chạy lại."


def checked_values(checked: CheckedWorkbook, shown: Sequence[Problem] | None = None) -> dict[str, Any]:
    """Give what ``check`` found as plain values; ``shown`` as in ``checked_lines``."""
    return {
        "season": checked.place.season,
        "workbook": str(checked.place.workbook),
        "errors": checked.errors,
        "warnings": checked.warnings,
        "problems": [problem.as_dict() for problem in (checked.problems if shown is None else shown)],
    }


def stop_lines(stop: Stop) -> Iterator[str]:
    """Write why a run stopped: all problems first, the reason last, where it is read."""
    yield from _before(problem_lines(stop.problems, fold=True))
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
    yield from _before(problem_lines(inspected.problems))
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
        yield f"  1. Mở {book} bằng Excel, điền những ô của riêng đợt này, đã để trống: năm, hạn nộp,"
        yield "     hạn Đoàn báo cáo, ngày kiểm tra, số và ngày của Hướng dẫn, thời hạn được ký, ngày nghỉ;"
        yield "     xem lại lịch."
    else:
        yield f"  1. Mở {book} bằng Excel, đọc trang Hướng dẫn, điền rồi lưu lại."
    yield f'  2. Vào thư mục: cd "{new.root}"'
    yield "  3. Kiểm tra sổ: docgen check"
    yield "  4. Làm văn bản: docgen generate"
    yield "Câu chữ của văn bản sửa được trong thư mục templates bằng Word; sửa xong: docgen template check"
