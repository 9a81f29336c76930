"""What ``status``, ``generate`` and ``pdf`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from docgen.commands.field_words import reason_in_words
from docgen.commands.show import count_words, problem_line, problem_lines, stop_lines, stop_values
from docgen.commands.show_lint import finding_values

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.delta import Change, Merged
    from docgen.stale import Verdict
    from docgen.verbs.outcomes import Generated, Outcome, Report
    from docgen.verbs.pdf import Copied, CopyOutcome

STATES: Final = {
    "new": "chưa làm",
    "current": "đúng với sổ",
    "changed": "cần làm lại",
    "missing": "mất tệp, cần làm lại",
    "edited": "đã sửa tay, giữ nguyên",
    "edited-changed": "đã sửa tay, sổ đã thay đổi",
    "issued": "đã ban hành",
    "sealed": "đã lưu trữ bản ký",
    "altered": "đã ban hành nhưng tệp bị sửa sau đó",
    "foreign": "tệp lạ cùng tên, giữ nguyên",
    "unreadable": "không đọc được, giữ nguyên",
    "orphan": "sổ không còn cần",
}
"""What the user calls the states of ``docgen.stale.State``."""

RESULTS: Final = {
    "written": "đã ghi",
    "merged": "đã đưa thay đổi vào bản sửa tay",
    "restored": "đã đặt bản ban hành vào thư mục",
    "unchanged": "không đổi",
    "kept": "giữ nguyên",
    "blocked": "chưa ghi được",
    "failed": "chưa làm được",
}
"""What the user calls the results of ``docgen.verbs.generate.Result``."""

COPY_STATES: Final = STATES | {
    "current": "đúng với văn bản Word",
    "edited": "đã thay đổi sau khi docgen làm (như đã ký số), giữ nguyên",
    "foreign": "tệp PDF có sẵn không phải do docgen làm, giữ nguyên",
}
"""What the user calls these states of a PDF."""

COPY_RESULTS: Final = {"made": "đã làm"} | RESULTS
"""What the user calls the results of ``docgen.verbs.pdf.CopyResult``."""

FINAL: Final = ("issued", "sealed", "altered")
"""The states of papers that are issued: whether they agree with the records is no longer the question."""

MOST_FINDINGS: Final = 20
"""How many departures from thể thức are shown after ``generate``; ``docgen lint`` gives all."""

MOST_REASONS: Final = 3
"""How many reasons are shown for one paper; ``--json`` gives all."""

MOST_NAMED: Final = 5
"""How many papers that differ are named at the end of ``status``."""

MOST_MERGED: Final = 12
"""How many changes that were laid on one edited paper are shown; ``--json`` gives all."""


def _reasons(verdict: Verdict) -> Iterator[str]:
    shown = verdict.reasons[:MOST_REASONS]
    for reason in shown:
        yield f"      {reason_in_words(reason)}"
    rest = len(verdict.reasons) - len(shown)
    if rest:
        yield f"      … và {rest} chỗ khác"


def _verdict_values(verdict: Verdict) -> dict[str, Any]:
    return {
        "paper": verdict.paper,
        "name": verdict.name,
        "label": verdict.label,
        "state": str(verdict.state),
        "number": verdict.number,
        "answers": list(verdict.answers),
        "notes": list(verdict.notes),
        "comments": verdict.comments,
        "reasons": [reason_in_words(reason) for reason in verdict.reasons],
        "differs": verdict.differs,
    }


def _not_ready(kinds: Sequence[tuple[str, str]]) -> Iterator[str]:
    if kinds:
        names = "; ".join(f"{title} ({code})" for code, title in kinds)
        yield f"Sẽ làm được khi sổ có thêm số liệu: {names}."


def standing_lines(report: Report, shown: Report | None = None) -> Iterator[str]:
    """Write what ``status`` found: each paper, or those ``shown`` of them, and why it must be made again."""
    verdicts = (shown or report).verdicts
    width = max((len(verdict.name) for verdict in verdicts), default=0)
    for verdict in verdicts:
        yield f"{verdict.name:<{width}}  {STATES[verdict.state]}"
        yield from (f"      {sentence}" for sentence in (*verdict.answers, *verdict.notes))
        if verdict.comments:
            yield f"      còn {verdict.comments} bình luận của docgen chưa giải quyết"
        yield from _reasons(verdict)
    yield ""
    current = sum(verdict.state == "current" for verdict in report.verdicts)
    final = sum(verdict.state in FINAL for verdict in report.verdicts)
    issued = f", {final} đã ban hành" if final else ""
    comments = sum(verdict.comments for verdict in report.verdicts)
    left = f", còn {comments} bình luận của docgen" if comments else ""
    yield f"Thư mục {report.folder}: {len(report.verdicts)} văn bản, {current} đúng với sổ{issued}{left}."
    agree = sum(verdict.agrees for verdict in report.verdicts)
    differ = [verdict for verdict in report.verdicts if verdict.differs]
    waiting = len(report.verdicts) - agree - len(differ)
    yield f"So với sổ: {agree} đúng, {len(differ)} khác{f', {waiting} chưa làm' if waiting else ''}."
    yield from _to_look_at(differ)
    yield from map(problem_line, report.notes)
    yield from _not_ready(report.summary.not_ready)


def _to_look_at(differ: Sequence[Verdict]) -> Iterator[str]:
    """Name the papers that differ from the records, and what is done about them."""
    told = {
        "Đã ban hành mà khác, xem bằng «docgen correct»": True,
        "Khác, làm lại bằng «docgen generate»": False,
    }
    for what, final in told.items():
        papers = [verdict.paper for verdict in differ if (verdict.state in FINAL) is final]
        if papers:
            more = f" và {len(papers) - MOST_NAMED} văn bản nữa" if len(papers) > MOST_NAMED else ""
            yield f"{what}: {', '.join(papers[:MOST_NAMED])}{more}."
    if differ:
        yield "Chỉ xem các văn bản này: docgen status --only differ"


def only_differing(report: Report) -> Report:
    """Give a report without the papers that agree with the records or were not made yet."""
    return replace(report, verdicts=tuple(verdict for verdict in report.verdicts if verdict.differs))


def standing_values(report: Report) -> dict[str, Any]:
    """Give what ``status`` found as plain values."""
    summary = report.summary
    return {
        "season": summary.season,
        "workbook": str(summary.workbook),
        "folder": str(report.folder),
        "papers": [_verdict_values(verdict) for verdict in report.verdicts],
        "not_ready": [code for code, _ in summary.not_ready],
        "problems": [problem.as_dict() for problem in (*report.notes, *summary.problems)],
    }


def generated_lines(done: Generated) -> Iterator[str]:
    """Write the closing summary of ``generate``."""
    if done.faults:
        yield from problem_lines(done.faults)
        yield ""
    for outcome in done.outcomes:
        yield from _outcome_lines(outcome)
    for verdict in done.orphans:
        yield f"{verdict.name}: {STATES[verdict.state]}; tệp vẫn giữ, không dùng nữa thì xóa đi."
    yield from _finding_lines(done)
    told = _counted(RESULTS, (outcome.result for outcome in done.outcomes))
    yield f"Kết quả: {told or 'không có văn bản nào'}."
    yield f"Văn bản ở: {done.folder}"
    yield from _form_summary(done)
    yield from _issue_lines(done)
    yield from map(problem_line, done.notes)
    yield from _not_ready(done.summary.not_ready)
    if done.summary.warnings:
        yield f"Sổ có {done.summary.warnings} lưu ý; xem bằng «docgen check»."
    if done.copied is not None:
        yield from copied_lines(done.copied)
    elif done.outdated:
        yield f"{done.outdated} bản PDF đã cũ so với văn bản Word; làm lại bằng «docgen generate --pdf»."


def _outcome_lines(outcome: Outcome) -> Iterator[str]:
    """Say what became of one paper, where there is something to say."""
    if outcome.result in {"kept", "blocked", "failed"}:
        yield _left_alone(outcome)
        if outcome.merged is not None:
            yield from _left_lines(outcome.merged)
    elif outcome.result == "merged":
        yield from _merged_lines(outcome)
    elif outcome.result == "written":
        if outcome.note:
            yield f"{outcome.verdict.name}: {outcome.note}"
        yield from _carried_lines(outcome)
    elif outcome.verdict.state in {"issued", "sealed"} and outcome.verdict.reasons:
        yield _answer_due(outcome.verdict)


def _counted(words: Mapping[str, str], results: Iterable[str]) -> str:
    """Count results in words: "đã ghi 3, không đổi 17"."""
    counts = Counter(map(str, results))
    return ", ".join(f"{word} {counts[result]}" for result, word in words.items() if counts[result])


# --- thể thức of what was made ----------------------------------------------------------------


def _finding_lines(done: Generated) -> Iterator[str]:
    for item in done.findings[:MOST_FINDINGS]:
        others = f" (và {len(item.papers) - 1} văn bản nữa)" if len(item.papers) > 1 else ""
        yield problem_line(item.finding.problem(f"{item.papers[0]}{others}"))
    rest = len(done.findings) - MOST_FINDINGS
    if rest > 0:
        yield f"… và {rest} chỗ khác về thể thức; xem đủ bằng «docgen lint»."


def _form_summary(done: Generated) -> Iterator[str]:
    written = sum(outcome.result in {"written", "merged"} for outcome in done.outcomes)
    errors = sum(item.finding.severity == "error" for item in done.findings)
    if done.findings:
        told = count_words(errors, len(done.findings) - errors)
        yield f"Thể thức của {written} văn bản vừa ghi: {told}; giải thích: docgen lint --explain MÃ."
    elif written:
        yield f"Thể thức của {written} văn bản vừa ghi: không có lỗi nào."


# --- PDF --------------------------------------------------------------------------------------


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
    told = _counted(COPY_RESULTS, (outcome.result for outcome in copied.outcomes))
    yield f"PDF: {told or 'không có tệp nào'}."
    if copied.stop is not None:
        yield from stop_lines(copied.stop)


def _copy_kept(outcome: CopyOutcome) -> str:
    text = f"{outcome.target.name}: {COPY_STATES[outcome.state]}."
    if outcome.state == "unreadable":
        return text
    return f"{text} Muốn docgen làm lại thì đổi tên hoặc xóa tệp PDF ấy rồi chạy lại."


def copied_values(copied: Copied) -> dict[str, Any]:
    """Give what became of PDFs as plain values."""
    return {
        "pdfs": [
            {
                "source": str(outcome.source),
                "pdf": str(outcome.target),
                "state": str(outcome.state),
                "result": str(outcome.result),
            }
            for outcome in copied.outcomes
        ],
        "stop": stop_values(copied.stop) if copied.stop is not None else None,
        "problems": [problem.as_dict() for problem in copied.problems],
    }


# --- for machines -----------------------------------------------------------------------------


def _left_alone(outcome: Outcome) -> str:
    """Say of one paper why its file was not written."""
    verdict = outcome.verdict
    if outcome.result == "blocked":
        return f"{verdict.name}: chưa ghi được vì {outcome.note}. Đóng tệp rồi chạy lại."
    if outcome.result == "failed":
        return f"{verdict.name}: chưa làm được vì mẫu có lỗi nêu trên."
    text = f"{verdict.name}: {STATES[verdict.state]}"
    if verdict.state == "edited-changed":
        text += f"; chưa đưa được thay đổi vào vì {outcome.note}. Tệp giữ nguyên"
    if verdict.state == "altered":
        return f"{text}; tệp giữ nguyên. Bản đã ban hành: «docgen restore {verdict.paper}»."
    if verdict.state == "edited":
        return f"{text}."
    if verdict.state != "unreadable":
        text += ". Muốn docgen làm lại thì đổi tên hoặc xóa tệp rồi chạy lại"
    return f"{text}."


def _applied(change: Change) -> str:
    about = f" ({change.label})" if change.label else ""
    return f"      {change.place}{about}: «{change.before}» → «{change.after}»"


def _merged_lines(outcome: Outcome) -> Iterator[str]:
    """Say what was laid on a file that a person edited, and where both had changed the same words."""
    merged, name = outcome.merged, outcome.verdict.name
    if merged is None:
        return
    # Two words that changed in one short line are quoted with the same words around them.
    applied = list(dict.fromkeys(map(_applied, merged.applied)))
    brought = f"đưa {len(applied)} thay đổi của sổ vào" if applied else "chưa đưa thay đổi nào của sổ vào"
    yield f"{name}: đã sửa tay; giữ mọi chữ đã sửa, {brought}."
    yield from applied[:MOST_MERGED]
    rest = len(applied) - MOST_MERGED
    if rest > 0:
        yield f"      … và {rest} chỗ khác"
    yield from _left_lines(merged)


def _left_lines(merged: Merged) -> Iterator[str]:
    """Say where both had changed the same words, and what was not brought in."""
    for conflict in merged.conflicts:
        yield f"      TRÙNG CHỖ SỬA, {conflict.place}: giữ «{conflict.hers}»; sổ nay ghi «{conflict.now}»."
    for sentence in merged.unapplied:
        yield f"      {sentence}"
    if merged.conflicts:
        yield f"      Xem {len(merged.conflicts)} bình luận của docgen trong tệp rồi tự quyết định."


def _carried_lines(outcome: Outcome) -> Iterator[str]:
    """Say of a replacement what had been written by hand into its original, and whether it is in it now."""
    carried, name = outcome.carried, outcome.verdict.name
    if carried is None:
        return
    count = len(carried.changes)
    if carried.lost:
        yield f"{name}: {carried.lost}."
    elif carried.merged is None:
        yield f"{name}: bản đã ban hành có {count} chỗ sửa tay mà văn bản này CHƯA có; hãy tự sửa trong Word:"
    elif count:
        yield f"{name}: giữ {count} chỗ đã sửa tay trong bản đã ban hành; hãy xem lại từng chỗ:"
    else:
        yield f"{name}: làm từ bản đã ban hành, đã được chỉnh trong Word (hình thức, hình)."
    yield from map(_by_hand, carried.changes)
    if carried.merged is not None:
        yield from _left_lines(carried.merged)


def _by_hand(change: Change) -> str:
    about = f" ({change.label})" if change.label else ""
    place = f"      {change.place}{about}: "
    if change.before == change.after:
        return f"{place}chuyển chỗ «{change.after}»"
    if not change.before or not change.after:
        return place + (f"thêm «{change.after}»" if change.after else f"bỏ «{change.before}»")
    return f"{place}docgen làm «{change.before}», sửa tay thành «{change.after}»"


def _answer_due(verdict: Verdict) -> str:
    """Say of an issued paper that the records have changed since, and what answers that."""
    first = reason_in_words(verdict.reasons[0])
    more = f" (và {len(verdict.reasons) - 1} chỗ khác)" if len(verdict.reasons) > 1 else ""
    issued = f"{verdict.name}: đã ban hành (số {verdict.number}), không ghi lại"
    if verdict.answers:
        return f"{issued}; {'; '.join(verdict.answers)}."
    return f"{issued}; sổ đã thay đổi: {first}{more}. Xem cách sửa: «docgen correct {verdict.paper}»."


def _issue_lines(done: Generated) -> Iterator[str]:
    """Say which papers count as issued since this run, and which are open again."""
    if done.issued:
        named = [f"{paper.label} (số {paper.number})" for paper in done.issued[:MOST_REASONS]]
        more = "; …" if len(done.issued) > MOST_REASONS else ""
        yield (
            f"Sổ đã có số và ngày của {len(done.issued)} văn bản nên từ nay coi là đã ban hành,"
            f" docgen không ghi lại: {'; '.join(named)}{more}."
        )
        yield "Nếu chưa ban hành mà cần làm lại: xóa số ở bảng Văn bản, lưu sổ, rồi chạy lại."
    for paper in done.reopened:
        yield f"{paper.label}: sổ không còn số, docgen lại cập nhật văn bản này."


def _merge_values(merged: Merged | None) -> dict[str, Any] | None:
    if merged is None:
        return None
    return {
        "applied": [{"place": c.place, "before": c.before, "after": c.after} for c in merged.applied],
        "conflicts": [
            {"place": c.place, "before": c.before, "hers": c.hers, "now": c.now} for c in merged.conflicts
        ],
        "unapplied": list(merged.unapplied),
    }


def _carried_values(outcome: Outcome) -> dict[str, Any] | None:
    carried = outcome.carried
    if carried is None:
        return None
    places = [{"place": c.place, "before": c.before, "after": c.after} for c in carried.changes]
    return {"carried": carried.merged is not None, "lost": carried.lost, "places": places}


def generated_values(done: Generated) -> dict[str, Any]:
    """Give what ``generate`` did as plain values."""
    summary = done.summary
    problems = (*done.faults, *done.notes, *summary.problems)
    return {
        "season": summary.season,
        "workbook": str(summary.workbook),
        "folder": str(done.folder),
        "papers": [
            _verdict_values(outcome.verdict)
            | {"result": str(outcome.result), "note": outcome.note, "merge": _merge_values(outcome.merged)}
            | {"by_hand": _carried_values(outcome)}
            for outcome in done.outcomes
        ],
        "issued": [paper.paper for paper in done.issued],
        "reopened": [paper.paper for paper in done.reopened],
        "orphans": [_verdict_values(verdict) for verdict in done.orphans],
        "not_ready": [code for code, _ in summary.not_ready],
        "findings": [finding_values(item.finding) | {"papers": item.papers} for item in done.findings],
        "pdf": copied_values(done.copied) if done.copied is not None else None,
        "outdated_pdfs": done.outdated,
        "problems": [problem.as_dict() for problem in problems],
    }
