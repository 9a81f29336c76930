"""Results of verbs as lines of Vietnamese text, and as plain values for ``--json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from docgen.problem import Problem, Stop

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.app.gather import Checked
    from docgen.app.generating import Generated, Outcome, Standing
    from docgen.app.masters import Inspected
    from docgen.app.workspace import NewWorkspace
    from docgen.kind import Kind
    from docgen.stale import Verdict

STATES: Final = {
    "new": "chưa làm",
    "current": "đúng với sổ",
    "changed": "cần làm lại",
    "missing": "mất tệp, cần làm lại",
    "edited": "đã sửa tay, giữ nguyên",
    "foreign": "tệp lạ cùng tên, giữ nguyên",
    "unreadable": "không đọc được, giữ nguyên",
    "orphan": "sổ không còn cần",
}
"""What the user calls the states of ``docgen.stale.State``."""

RESULTS: Final = {
    "written": "đã ghi",
    "unchanged": "không đổi",
    "kept": "giữ nguyên",
    "blocked": "chưa ghi được",
    "failed": "chưa làm được",
}
"""What the user calls the results of ``docgen.app.generating.Result``."""

MOST_REASONS: Final = 3
"""How many reasons are shown for one paper; ``--json`` gives all."""


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
    told = not problem.found or problem.found in problem.message
    found = "" if told else f"; đang ghi «{_one_line(problem.found)}»"
    text = f"{place}{word} {problem.code}: {_no_stop(problem.message)}{found}."
    return f"{text} Cách sửa: {_no_stop(problem.remedy)}." if problem.remedy else text


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


def _count(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "không có lỗi nào"
    return f"{errors} lỗi, {warnings} lưu ý"


def checked_lines(checked: Checked) -> Iterator[str]:
    """Write what ``check`` found."""
    lines = list(problem_lines(checked.problems))
    yield from lines
    if lines:
        yield ""
    yield f"Sổ {checked.place.workbook.name}: {_count(checked.errors, checked.warnings)}."
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


# --- papers -----------------------------------------------------------------------------------


def _reasons(verdict: Verdict) -> Iterator[str]:
    shown = verdict.reasons[:MOST_REASONS]
    for reason in shown:
        yield f"      {reason}"
    rest = len(verdict.reasons) - len(shown)
    if rest:
        yield f"      … và {rest} chỗ khác"


def _verdict_values(verdict: Verdict) -> dict[str, Any]:
    return {
        "paper": verdict.paper,
        "name": verdict.name,
        "label": verdict.label,
        "state": str(verdict.state),
        "reasons": list(verdict.reasons),
    }


def _not_ready(kinds: Sequence[Kind]) -> Iterator[str]:
    if kinds:
        names = "; ".join(f"{kind.title} ({kind.code})" for kind in kinds)
        yield f"Sổ chưa có hoặc chưa đủ dữ liệu cho: {names}."


def standing_lines(standing: Standing) -> Iterator[str]:
    """Write what ``status`` found: a line for each paper, and why it must be made again."""
    width = max((len(verdict.name) for verdict in standing.verdicts), default=0)
    for verdict in standing.verdicts:
        yield f"{verdict.name:<{width}}  {STATES[verdict.state]}"
        yield from _reasons(verdict)
    yield ""
    current = sum(verdict.state == "current" for verdict in standing.verdicts)
    yield f"Thư mục {standing.folder}: {current} trên {len(standing.verdicts)} văn bản đúng với sổ."
    yield from map(problem_line, standing.notes)
    yield from _not_ready(standing.not_ready)


def standing_values(standing: Standing) -> dict[str, Any]:
    """Give what ``status`` found as plain values."""
    checked = standing.plan.checked
    return {
        "season": checked.place.season,
        "workbook": str(checked.place.workbook),
        "folder": str(standing.folder),
        "papers": [_verdict_values(verdict) for verdict in standing.verdicts],
        "not_ready": [kind.code for kind in standing.not_ready],
        "problems": [problem.as_dict() for problem in (*standing.notes, *checked.problems)],
    }


def generated_lines(done: Generated) -> Iterator[str]:
    """Write the closing summary of ``generate``."""
    if done.faults:
        yield from problem_lines(done.faults)
        yield ""
    for outcome in done.outcomes:
        if outcome.result in {"kept", "blocked", "failed"}:
            yield _left_alone(outcome)
    for verdict in done.orphans:
        yield f"{verdict.name}: {STATES[verdict.state]}; tệp vẫn giữ, không dùng nữa thì xóa đi."
    counts = ((RESULTS[result], sum(o.result == result for o in done.outcomes)) for result in RESULTS)
    told = ", ".join(f"{word} {number}" for word, number in counts if number)
    yield f"Kết quả: {told or 'không có văn bản nào'}."
    yield f"Văn bản ở: {done.folder}"
    yield from map(problem_line, done.notes)
    yield from _not_ready(done.plan.not_ready)
    if done.plan.checked.warnings:
        yield f"Sổ có {done.plan.checked.warnings} lưu ý; xem bằng «docgen check»."


def _left_alone(outcome: Outcome) -> str:
    """Say of one paper why its file was not written."""
    verdict = outcome.verdict
    if outcome.note:
        return f"{verdict.name}: chưa ghi được vì {outcome.note}. Đóng tệp rồi chạy lại."
    if outcome.result == "failed":
        return f"{verdict.name}: chưa làm được vì mẫu có lỗi nêu trên."
    text = f"{verdict.name}: {STATES[verdict.state]}."
    if verdict.state == "edited" and verdict.reasons:
        more = f" (và {len(verdict.reasons) - 1} chỗ khác)" if len(verdict.reasons) > 1 else ""
        text += f" Sổ đã thay đổi từ khi làm tệp này: {verdict.reasons[0]}{more}."
    if verdict.state != "unreadable":
        text += " Muốn docgen làm lại thì đổi tên hoặc xóa tệp rồi chạy lại."
    return text


def generated_values(done: Generated) -> dict[str, Any]:
    """Give what ``generate`` did as plain values."""
    checked = done.plan.checked
    problems = (*done.faults, *done.notes, *checked.problems)
    return {
        "season": checked.place.season,
        "workbook": str(checked.place.workbook),
        "folder": str(done.folder),
        "papers": [
            _verdict_values(outcome.verdict) | {"result": str(outcome.result), "note": outcome.note}
            for outcome in done.outcomes
        ],
        "orphans": [_verdict_values(verdict) for verdict in done.orphans],
        "not_ready": [kind.code for kind in done.plan.not_ready],
        "problems": [problem.as_dict() for problem in problems],
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
    yield f"{len(inspected.templates)} mẫu: {_count(errors, len(inspected.problems) - errors)}."


def inspected_values(inspected: Inspected) -> dict[str, Any]:
    """Give what ``template check`` found as plain values."""
    return {
        "templates": [str(path) for path in inspected.templates],
        "problems": [problem.as_dict() for problem in inspected.problems],
    }


def new_workspace_lines(new: NewWorkspace) -> Iterator[str]:
    """Write what ``init`` made and kept, and what to do next."""
    for path in new.made:
        yield f"Đã tạo   {path.relative_to(new.root)}"
    for path in new.kept:
        yield f"Giữ nguyên (đã có sẵn)   {path.relative_to(new.root)}"
    yield ""
    yield f"Thư mục làm việc: {new.root}"
    yield "Việc tiếp theo:"
    yield f"  1. Mở {new.workbook.relative_to(new.root)} bằng Excel, đọc trang Hướng dẫn, điền rồi lưu lại."
    yield f'  2. Vào thư mục: cd "{new.root}"'
    yield "  3. Kiểm tra sổ: docgen check"
    yield "  4. Làm văn bản: docgen generate"
    yield "Câu chữ của văn bản sửa được trong thư mục templates bằng Word; sửa xong: docgen template check"
