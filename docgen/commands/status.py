"""The command ``status``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.paper_words import STATES, not_ready_lines, reason_lines
from docgen.commands.show import problem_line, tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.stale import Verdict
    from docgen.verbs.outcomes import Report


FINAL: Final = ("issued", "sealed", "altered")
"""The states of papers that are issued: whether they agree with the records is no longer the question."""


MOST_NAMED: Final = 5
"""How many papers that differ are named at the end of ``status``."""


@options.command("status")
@options.season
@click.option("--only", type=click.Choice(["differ"]), help="differ: chỉ văn bản khác với sổ.")
@options.out
@options.as_json
def status(season: str | None, *, only: str | None, out: Path | None, as_json: bool) -> int:
    """Xem văn bản nào đúng với sổ, văn bản nào chưa.

    Nêu cả lý do; lệnh này không ghi gì.
    """
    from docgen.verbs.glance import status as look

    report = look(season, here=Path.cwd(), out=out)
    shown = _only_differing(report) if only else report
    tell(shown.as_json, _lines(report, shown), as_json=as_json)
    return ExitCode.OK


def _only_differing(report: Report) -> Report:
    """Give a report without the papers that agree with the records or were not made yet."""
    return replace(report, verdicts=tuple(verdict for verdict in report.verdicts if verdict.differs))


def _lines(report: Report, shown: Report) -> Iterator[str]:
    """Write what ``status`` found: each paper, or those ``shown`` of them, and why it must be made again."""
    verdicts = shown.verdicts
    width = max((len(verdict.name) for verdict in verdicts), default=0)
    for verdict in verdicts:
        yield f"{verdict.name:<{width}}  {STATES[verdict.state]}"
        yield from (f"      {sentence}" for sentence in (*verdict.answers, *verdict.notes))
        if verdict.comments:
            yield f"      còn {verdict.comments} bình luận của docgen chưa giải quyết"
        yield from reason_lines(verdict)
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
    yield from not_ready_lines(report.summary.not_ready)


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
