"""What the verbs say of papers: values that load fast, so that a run with nothing to do is quick."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen import stale
from docgen.problem import ExitCode, Problem
from docgen.stale import Frozen, State, Verdict
from docgen.verbs.field_words import reason_in_words

if TYPE_CHECKING:  # these load heavy libraries; here they are only described
    from docgen.delta import Merged
    from docgen.verbs.hand_edits import Carried
    from docgen.verbs.lint import PaperFinding
    from docgen.verbs.pdf import Announce, Copied


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a season besides its papers.

    ``problems`` are those of the workbook; ``not_ready`` the code and title of each kind that the
    records have no paper for yet.
    """

    season: str
    workbook: Path
    problems: tuple[Problem, ...]
    not_ready: tuple[tuple[str, str], ...]

    @property
    def warnings(self) -> int:
        """Count the problems that stop nothing."""
        return sum(not problem.is_error for problem in self.problems)


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as plain JSON values, its reasons in the user's words."""
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


@dataclass(frozen=True, slots=True)
class Report:
    """What ``status`` found: a verdict for every paper, in the order of the season."""

    summary: Summary
    folder: Path
    verdicts: tuple[Verdict, ...]
    notes: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Give what was found as plain JSON values."""
        return {
            "season": self.summary.season,
            "workbook": str(self.summary.workbook),
            "folder": str(self.folder),
            "papers": [_verdict_json(verdict) for verdict in self.verdicts],
            "not_ready": [code for code, _ in self.summary.not_ready],
            "problems": [problem.as_json() for problem in (*self.notes, *self.summary.problems)],
        }


class PaperOutcome(enum.StrEnum):
    """What became of one paper in a run."""

    WRITTEN = "written"
    MERGED = "merged"
    """The corrections of the records were laid on a file that a person edited."""
    RESTORED = "restored"
    """The file of an issued paper was gone and was put back as it was issued."""
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person's file was kept: see the verdict's state."""
    BLOCKED = "blocked"
    """The file is open in Word, or cannot be written for another reason: see ``note``."""
    FAILED = "failed"
    """The template or the paper has faults; nothing of its kind was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one paper, what was merged into it, and a sentence where it could not be written.

    ``carried`` tells what a new replacement took over from the issued paper, which a person had edited.
    """

    verdict: Verdict
    result: PaperOutcome
    note: str = ""
    merged: Merged | None = None
    carried: Carried | None = None

    def as_json(self) -> dict[str, Any]:
        """Give what became of the paper as plain JSON values."""
        return {
            **_verdict_json(self.verdict),
            "result": str(self.result),
            "note": self.note,
            "merge": self.merged.as_json() if self.merged is not None else None,
            "by_hand": self.carried.as_json() if self.carried is not None else None,
        }


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run did: an outcome for every paper chosen, and what the user should know besides.

    ``faults`` are those of templates and papers; ``notes`` are warnings about the folder and its files;
    ``orphans`` are files that the records no longer ask for; ``findings`` are departures from
    thể thức in the papers written, which stop nothing.  ``issued`` are papers whose number and date
    stand in the workbook since this run, ``reopened`` those whose number was taken out of it.
    ``copied`` tells of PDFs if they were asked for; else ``outdated`` counts those that no longer say
    what their papers say.
    """

    summary: Summary
    folder: Path
    outcomes: tuple[Outcome, ...]
    orphans: tuple[Verdict, ...]
    faults: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    findings: tuple[PaperFinding, ...] = ()
    issued: tuple[Frozen, ...] = ()
    reopened: tuple[Frozen, ...] = ()
    copied: Copied | None = None
    outdated: int = 0

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every paper, and every PDF asked for, could be made."""
        stuck = any(
            o.result in {PaperOutcome.BLOCKED, PaperOutcome.FAILED} or _stands_in_the_way(o)
            for o in self.outcomes
        )
        if stuck or self.faults:
            return ExitCode.PROBLEMS
        return self.copied.exit_code if self.copied is not None else ExitCode.OK

    @property
    def current_files(self) -> Iterator[Path]:
        """Give the papers whose files are as they should be: current, issued, or edited by a person."""
        good = {PaperOutcome.WRITTEN, PaperOutcome.MERGED, PaperOutcome.RESTORED, PaperOutcome.UNCHANGED}
        for outcome in self.outcomes:
            edited = outcome.result is PaperOutcome.KEPT and outcome.verdict.state in stale.EDITS
            if edited or outcome.result in good:
                yield self.folder / outcome.verdict.name

    @property
    def settled(self) -> bool:
        """Tell whether the same run again would have nothing to do and find what this one left."""
        if self.faults or self.notes:
            return False
        if not self.orphans and all(map(_is_settled, self.outcomes)):
            return True
        # What is only told, run after run (an orphan, a stranger's file, an issued paper that the records
        # no longer agree with), is told again as it was, once a run has left everything as it found it.
        return not self.issued and not self.reopened and all(map(_is_left, self.outcomes))

    def count(self, result: PaperOutcome) -> int:
        """Count the papers with this result."""
        return sum(outcome.result is result for outcome in self.outcomes)

    def as_json(self) -> dict[str, Any]:
        """Give what was done as plain JSON values."""
        problems = (*self.faults, *self.notes, *self.summary.problems)
        return {
            "season": self.summary.season,
            "workbook": str(self.summary.workbook),
            "folder": str(self.folder),
            "papers": [outcome.as_json() for outcome in self.outcomes],
            "issued": [paper.paper for paper in self.issued],
            "reopened": [paper.paper for paper in self.reopened],
            "orphans": [_verdict_json(verdict) for verdict in self.orphans],
            "not_ready": [code for code, _ in self.summary.not_ready],
            "findings": [item.as_json() for item in self.findings],
            "pdf": self.copied.as_json() if self.copied is not None else None,
            "outdated_pdfs": self.outdated,
            "problems": [problem.as_json() for problem in problems],
        }


def _is_settled(outcome: Outcome) -> bool:
    """Tell whether a paper is now as it should be, with nothing more to be said of it."""
    state = outcome.verdict.state
    if outcome.result is PaperOutcome.UNCHANGED:
        return state not in stale.FINAL or not outcome.verdict.reasons
    lacks = bool(outcome.verdict.notes or (outcome.merged is not None and outcome.merged.unapplied))
    if outcome.result is PaperOutcome.KEPT:
        return state is State.EDITED and not lacks
    return (
        outcome.result in {PaperOutcome.WRITTEN, PaperOutcome.MERGED}
        and outcome.carried is None
        and not lacks
    )


def _is_left(outcome: Outcome) -> bool:
    """Tell whether a run left a paper as it found it, and so would the next."""
    state = outcome.verdict.state
    if outcome.result is PaperOutcome.UNCHANGED:
        return state in {State.CURRENT, State.ISSUED, State.SEALED}
    return outcome.result is PaperOutcome.KEPT and state in {State.EDITED, State.FOREIGN, State.ALTERED}


def _stands_in_the_way(outcome: Outcome) -> bool:
    """Tell whether a file keeps the paper from being there as the records ask for it."""
    state = outcome.verdict.state
    unmerged = state is State.EDITED_CHANGED
    return outcome.result is PaperOutcome.KEPT and (state in {State.FOREIGN, State.UNREADABLE} or unmerged)


@dataclass(frozen=True, slots=True)
class PdfWish:
    """How PDFs are wanted: as PDF/A or not, and who is told before the converter starts."""

    archival: bool = False
    announce: Announce | None = None


Progress = Callable[[int, int, str], None]
"""Called after each paper: how many are done, of how many, the file's name."""
