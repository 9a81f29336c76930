"""The command ``generate``; ``issue`` and ``correct`` show what they generated as it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.paper_words import MOST_REASONS, RESULTS, STATES, counted, not_ready_lines
from docgen.commands.pdf import copied_lines
from docgen.commands.progress import Progress
from docgen.commands.show import count_words, problem_line, problem_lines, tell
from docgen.commands.tongue import Between, click

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.delta import Change, Merged
    from docgen.stale import Verdict
    from docgen.verbs.outcomes import Generated, Outcome


MOST_FINDINGS: Final = 20
"""How many departures from thể thức are shown after ``generate``; ``docgen lint`` gives all."""


MOST_MERGED: Final = 12
"""How many changes that were laid on one edited paper are shown; ``--json`` gives all."""


@options.command("generate")
@options.season
@click.option(
    "--only",
    metavar="LOẠI[:KHÓA]",
    multiple=True,
    help="Chỉ làm loại này, hoặc một văn bản của loại; ghi được nhiều lần.",
)
@options.out
@click.option(
    "--draft",
    metavar="LẦN",
    type=Between(1, 99),
    help="Ghi DỰ THẢO (LẦN n) vào văn bản chưa có số; lần sau không ghi --draft thì ra bản để ký.",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF bên cạnh mỗi văn bản.")
@options.pdfa
@options.as_json
def generate(
    season: str | None,
    *,
    only: tuple[str, ...],
    out: Path | None,
    draft: int | None,
    pdf: bool,
    pdfa: bool,
    as_json: bool,
) -> int:
    """Làm văn bản: chỉ viết lại những gì đã thay đổi.

    Tệp đã sửa tay được đưa thêm thay đổi của sổ vào, không mất chữ nào.
    Tệp lạ và văn bản đã ban hành được giữ nguyên.
    """
    from docgen.verbs.glance import generate as make
    from docgen.verbs.outcomes import PdfWish

    with Progress() as progress:
        wanted = PdfWish(archival=pdfa, announce=progress.announce) if pdf or pdfa else None
        done = make(
            season,
            here=Path.cwd(),
            now=options.now(),
            only=only,
            out=out,
            progress=progress,
            pdf=wanted,
            draft=draft or 0,
        )
    tell(done.as_json, generated_lines(done), as_json=as_json)
    return done.exit_code


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
    told = counted(RESULTS, (outcome.result for outcome in done.outcomes))
    yield f"Kết quả: {told or 'không có văn bản nào'}."
    yield f"Văn bản ở: {done.folder}"
    yield from _form_summary(done)
    yield from _issue_lines(done)
    yield from map(problem_line, done.notes)
    yield from not_ready_lines(done.summary.not_ready)
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
    from docgen.verbs.field_words import reason_in_words

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
