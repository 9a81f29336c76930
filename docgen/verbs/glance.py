"""A glance before work: everything may still be as the last run left it, with nothing to do.

Reading and checking a large workbook takes seconds; comparing a few hashes does not.  A run after
which there is nothing left to do leaves a note of what it found and of all that this depended on: the
workbook, the templates, the program, the memory under ``records/`` and every paper.  When all of these
are still the same, so is the answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import docgen
from docgen import files
from docgen.output import Folder
from docgen.problem import Problem, Severity, Stop, Where
from docgen.stale import State, Verdict
from docgen.verbs.outcomes import Generated, Outcome, PaperOutcome, PdfWish, Progress, Report, Summary
from docgen.verbs.owning import find_season
from docgen.verbs.workspace import ARCHIVE, SNAPSHOTS, Place, Templates

_LASTING: Final = frozenset(
    {State.CURRENT, State.EDITED, State.ISSUED, State.SEALED, State.ALTERED, State.FOREIGN, State.ORPHAN}
)
"""States that the next run finds as well: it leaves the file alone."""
_KEPT: Final = frozenset({State.EDITED, State.ALTERED, State.FOREIGN})
"""Those of them in which the file is a person's."""


def status(season: str | None, *, here: Path, out: Path | None = None) -> Report:
    """Judge every paper of a season; reads only, so that it may be asked at any time."""
    seen = _look(season, here, out)
    if seen is not None:
        return seen
    from docgen.verbs.status import status as judge  # noqa: PLC0415 - heavy, and not needed above

    return judge(season, here=here, out=out).report


def generate(
    season: str | None,
    *,
    here: Path,
    now: dt.datetime,
    only: Sequence[str] = (),
    out: Path | None = None,
    progress: Progress | None = None,
    pdf: PdfWish | None = None,
    draft: int = 0,
) -> Generated:
    """Make the papers of a season that are not current; see ``generating.generate``."""
    seen = _look(season, here, out) if not only and pdf is None and not draft else None
    swept = seen is not None and all(map(files.is_swept, (seen.folder, find_season(season, here).memory)))
    if seen is not None and swept:
        return _nothing_to_do(seen)
    from docgen.verbs.generate import generate as make  # noqa: PLC0415 - heavy, and not needed above

    done = make(season, here=here, now=now, only=only, out=out, progress=progress, pdf=pdf, draft=draft)
    if not only and not draft and done.settled:
        place = find_season(season, here)
        _remember(place, Folder(done.folder), done)
    return done


def _nothing_to_do(seen: Report) -> Generated:
    from docgen.verbs.pdf import count_outdated  # noqa: PLC0415 - ``status`` does not need it

    orphans = tuple(verdict for verdict in seen.verdicts if verdict.state is State.ORPHAN)
    outcomes = tuple(
        Outcome(verdict, _left(verdict)) for verdict in seen.verdicts if verdict.state is not State.ORPHAN
    )
    done = Generated(seen.summary, seen.folder, outcomes, orphans, faults=(), notes=())
    return replace(done, outdated=count_outdated(Folder(seen.folder), list(done.current_files)))


def _left(verdict: Verdict) -> PaperOutcome:
    """Give what becomes of a paper in a run that leaves it alone."""
    return PaperOutcome.KEPT if verdict.state in _KEPT else PaperOutcome.UNCHANGED


# --- the note ---------------------------------------------------------------------------------


def _key(place: Place) -> str:
    """Give a hash of all that the papers of a season follow from, but their own files."""
    parts = [docgen.__version__, str(place.workbook), files.sha256_file(place.workbook)]
    templates = Templates.of(place.root)
    for folder in templates.folders:
        for path in sorted(folder.glob("*.docx")):
            with suppress(OSError):
                parts.append(f"{path.name} {files.sha256_file(path)}")
    parts += _stamps(Path(docgen.__file__).parent.rglob("*.py"))
    for folder in (place.memory, place.memory / ARCHIVE, place.memory / SNAPSHOTS):
        parts += _stamps(path for path in folder.glob("*") if path.is_file())
    return files.sha256("\n".join(parts).encode("utf-8", "surrogatepass"))


def _stamps(paths: Iterable[Path]) -> list[str]:
    """Give name, size and time of files that only programs write."""
    stamps = []
    for path in sorted(paths):
        with suppress(OSError):
            found = path.stat()
            stamps.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return stamps


def _look(season: str | None, here: Path, out: Path | None) -> Report | None:
    """Give the last answer if everything that it followed from is still the same."""
    place = find_season(season, here)
    folder = Folder(here / out if out is not None else place.output)
    note = folder.read_note()
    try:
        if note is None or note["key"] != _key(place):
            return None
        papers = note["papers"]
        names = {paper["name"]: paper["sha256"] for paper in papers}
        if folder.hashes(names) != names or folder.manifest_hash() != note["manifest"]:
            return None
        summary = Summary(
            place.season,
            place.workbook,
            tuple(map(_problem, note["problems"])),
            tuple((code, title) for code, title in note["not_ready"]),
        )
        verdicts = tuple(map(_verdict, papers))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Report(summary, folder.path, verdicts, ())


def _remember(place: Place, folder: Folder, done: Generated) -> None:
    """Leave the note; without it the next run only takes longer."""
    from docgen.verbs.origins import with_comments  # noqa: PLC0415 - a glance alone does not need it

    issued = {paper.paper: paper.number for paper in done.issued}
    found = [_found(outcome, issued) for outcome in done.outcomes] + list(done.orphans)
    verdicts = [with_comments(folder, verdict) for verdict in found]
    disk = folder.hashes(verdict.name for verdict in verdicts)
    if len(disk) != len(verdicts):
        return
    with suppress(OSError, Stop):
        folder.write_note(
            {
                "key": _key(place),
                "manifest": folder.manifest_hash(),
                "problems": [problem.as_json() for problem in done.summary.problems],
                "not_ready": [list(kind) for kind in done.summary.not_ready],
                "papers": [_plain(verdict, disk[verdict.name]) for verdict in verdicts],
            }
        )


def _found(outcome: Outcome, issued: Mapping[str, str]) -> Verdict:
    """Give the verdict that the next run will come to."""
    verdict = outcome.verdict
    if verdict.paper in issued:
        return replace(verdict, state=State.ISSUED, number=issued[verdict.paper], reasons=(), notes=())
    if verdict.state in _LASTING and outcome.result is _left(verdict):
        return verdict
    state = State.EDITED if outcome.result is PaperOutcome.MERGED else State.CURRENT
    return replace(verdict, state=state, reasons=(), notes=())


def _plain(verdict: Verdict, sha256: str) -> dict[str, Any]:
    return {
        "paper": verdict.paper,
        "name": verdict.name,
        "label": verdict.label,
        "state": str(verdict.state),
        "reasons": list(verdict.reasons),
        "number": verdict.number,
        "answers": list(verdict.answers),
        "notes": list(verdict.notes),
        "comments": verdict.comments,
        "ended": verdict.ended,
        "sha256": sha256,
    }


def _verdict(paper: dict[str, Any]) -> Verdict:
    return Verdict(
        paper["paper"],
        paper["name"],
        paper["label"],
        State(paper["state"]),
        tuple(paper["reasons"]),
        number=paper["number"],
        answers=tuple(paper["answers"]),
        notes=tuple(paper["notes"]),
        comments=int(paper["comments"]),
        ended=paper["ended"],
    )


def _problem(values: dict[str, Any]) -> Problem:
    where = Where(values["file"], values["sheet"], values["cell"], values["spot"])
    return Problem(
        values["code"],
        Severity(values["severity"]),
        where,
        values["message"],
        values["found"],
        values["remedy"],
    )
