"""What stands where: plan, folder, memory and the verdict on every paper; asked by every verb alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from docgen import stale
from docgen.corrections import ended_by, links
from docgen.output import Folder
from docgen.problem import ExitCode, Problem, Stop
from docgen.records import Season
from docgen.stale import Frozen, Manifest, Verdict
from docgen.vault import Event, Vault
from docgen.verbs.check import Plan, choose, plan
from docgen.verbs.given_numbers import book_of
from docgen.verbs.issued_versions import edited_entries, read_frozen, reopened_entries, taken_back
from docgen.verbs.origins import origins, with_comments
from docgen.verbs.outcomes import Report, Summary

_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a season's folder and memory: a verdict for every paper, in the order of the season.

    ``stored`` is the manifest as it lies on the disk, ``manifest`` the same after what was pending has
    been settled.  ``disk`` maps the names of the files that matter to their hashes; ``reopened`` are
    the papers that were issued by the workbook and whose number no longer stands there; ``origins`` gives the
    generated versions behind the files that a person changed, "" for one that is not kept.
    """

    plan: Plan
    files: Folder
    vault: Vault
    stored: Manifest
    manifest: Manifest
    disk: Mapping[str, str]
    frozen: Mapping[str, Frozen]
    origins: Mapping[str, str]
    reopened: tuple[Frozen, ...]
    events: tuple[Event, ...]
    verdicts: tuple[Verdict, ...]
    notes: tuple[Problem, ...]

    @property
    def folder(self) -> Path:
        """Give the folder of the papers."""
        return self.files.path

    @property
    def summary(self) -> Summary:
        """Give what is known of the season besides its papers."""
        checked = self.plan.checked
        not_ready = tuple((kind.code, kind.title) for kind in self.plan.not_ready)
        return Summary(checked.place.season, checked.place.workbook, checked.problems, not_ready)

    @property
    def report(self) -> Report:
        """Give what the user is told of it."""
        return Report(self.summary, self.folder, self.verdicts, self.notes)


def status(season: str | None, *, here: Path, out: Path | None = None) -> Standing:
    """Judge every paper of a season; reads only, so that it may be asked at any time."""
    todo = plan(season, here=here)
    return stand(todo, folder_of(todo, here, out))


def stand(todo: Plan, folder: Folder) -> Standing:
    """Judge every paper of a plan; ``Stop`` if the folder belongs to another season."""
    vault = Vault(todo.checked.place.memory)
    stored, notes = _read(folder, todo)
    frozen, events, damage = read_frozen(todo.checked.place)
    contents = book_of(todo.checked.place).read()
    reopened = taken_back(todo, frozen)
    for paper in reopened:
        del frozen[paper.paper]
    names = stored.names() | {job.name for job in todo.jobs} | {paper.name for paper in frozen.values()}
    names |= {row.file for row in contents.rows if row.cancelled and row.file}
    disk = folder.hashes(names)
    manifest = stale.settle(stored, disk)
    reopen = reopened_entries(vault, contents, disk)
    open_again = {name: entry for name, entry in reopen.items() if name not in frozen}
    hers = edited_entries(vault, (event for event in events if event.paper not in manifest.papers), disk)
    manifest = replace(manifest, papers={**hers, **manifest.papers, **open_again})
    edited = {name: entry for name, entry in manifest.papers.items() if name not in frozen}
    sources = origins(folder, vault, edited, events, disk)
    verdicts = stale.judge(todo.jobs, manifest, disk, frozen, sources)
    if todo.checked.season is not None and any(verdict.reasons for verdict in verdicts):
        verdicts = _explained(todo, todo.checked.season, manifest, frozen, verdicts)
    return Standing(
        plan=todo,
        files=folder,
        vault=vault,
        stored=stored,
        manifest=manifest,
        disk=disk,
        frozen=frozen,
        origins=sources,
        reopened=tuple(reopened),
        events=events,
        verdicts=tuple(with_comments(folder, verdict) for verdict in _answered(todo, frozen, verdicts)),
        notes=(*notes, *damage),
    )


def _answered(todo: Plan, frozen: Mapping[str, Frozen], verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Tell of issued papers which others correct or replace them."""
    numbers = {paper.paper: paper.number for paper in frozen.values()}
    answers = links(todo.checked.corrections, numbers)
    for verdict in verdicts:
        links_of = answers.get(verdict.paper, ())
        words, ended = tuple(link.words for link in links_of), ended_by(links_of) is not None
        known = words and verdict.paper in frozen
        yield replace(verdict, answers=words, ended=ended) if known else verdict


def _explained(
    todo: Plan, season: Season, manifest: Manifest, frozen: Mapping[str, Frozen], verdicts: list[Verdict]
) -> list[Verdict]:
    """Tell why papers changed by the records that did, sheet and cell."""
    from docgen.verbs.change_reasons import explained  # noqa: PLC0415 - a run without changes does not need it

    made_from = {paper: (entry.inputs, entry.records) for paper, entry in manifest.papers.items()}
    made_from |= {paper: (version.inputs, version.records) for paper, version in frozen.items()}
    now = {job.paper: job.inputs for job in todo.jobs}
    return explained(verdicts, made_from, now, todo.checked.place, season)


def find_paper(standing: Standing, text: str) -> Verdict:
    """Find the one paper that is meant: ``thong-bao:AP``, ``thong-bao:an-phu``, or its file's name.

    ``Stop`` (usage) suggests what may have been meant, or lists what several it could be.
    """
    wanted = Path(text).name
    for verdict in standing.verdicts:
        if text == verdict.paper or wanted in {verdict.name, Path(verdict.name).stem}:
            return verdict
    chosen = choose(standing.plan, [text])
    found = [verdict for verdict in standing.verdicts if verdict.paper in chosen]
    if len(found) == 1:
        return found[0]
    names = ", ".join(verdict.paper for verdict in found[:_MOST_NAMED])
    more = f" và {len(found) - _MOST_NAMED} văn bản nữa" if len(found) > _MOST_NAMED else ""
    raise Stop(
        f"«{text}» là {len(found)} văn bản: {names}{more}.",
        "Hãy ghi rõ một văn bản, như thong-bao:AP hoặc tên tệp.",
        exit_code=ExitCode.USAGE,
    )


def folder_of(todo: Plan, here: Path, out: Path | None) -> Folder:
    """Give the folder of a season's papers: the one asked for, or the season's own."""
    return Folder(here / out if out is not None else todo.checked.place.output)


def _read(folder: Folder, todo: Plan) -> tuple[Manifest, tuple[Problem, ...]]:
    """Read the manifest; ``Stop`` if the folder belongs to another season."""
    manifest, fault = folder.read_manifest()
    season = todo.checked.place.season
    if manifest.season not in {"", season}:
        raise Stop(
            f"Thư mục «{folder.path}» đang giữ văn bản của đợt «{manifest.season}».",
            "Hãy chọn thư mục khác cho --out.",
            exit_code=ExitCode.USAGE,
        )
    return replace(manifest, season=season), (fault,) if fault else ()
