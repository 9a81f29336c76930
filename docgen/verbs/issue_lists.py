"""Lists of papers that get their numbers together: written with proposals, read when they are signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen import files, workbook
from docgen.kinds import BY_CODE
from docgen.kinds.van_ban import symbol
from docgen.problem import ExitCode, Problem, Severity, Stop
from docgen.records import General, ListedPaper, Season
from docgen.register import Contents, Known, is_team_series, propose, series_called, series_of
from docgen.verbs.anchoring import refuse_astray
from docgen.verbs.check import plan
from docgen.verbs.given_numbers import book_of, taken_numbers
from docgen.verbs.issue import Desk, Issued, issue, season_of
from docgen.verbs.number_wishes import listed
from docgen.verbs.status import Standing, find_paper, folder_of, stand
from docgen.viet import pad2

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class IssueListing:
    """A list that was written: the file and its rows."""

    path: Path
    rows: tuple[ListedPaper, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the list as plain JSON values."""
        return {
            "file": str(self.path),
            "papers": [{"paper": row.paper, "label": row.label, "number": row.number} for row in self.rows],
        }


def write_list(desk: Desk, target: Path) -> IssueListing:
    """Write a list of the papers that have no number yet, each with the next free number of its series.

    ``Stop`` when a file stands there already: it may have been filled in.
    """
    path = new_file(target, desk.here, ".xlsx")
    todo = plan(desk.season, here=desk.here)
    standing = stand(todo, folder_of(todo, desk.here, desk.out))
    contents = book_of(todo.checked.place).read()
    rows = tuple(proposals(standing, season_of(todo.checked), contents))
    if not rows:
        raise Stop("Mọi văn bản của đợt đã có số.", "Xem «docgen register».")
    files.write_atomic(path, workbook.write_list(ListedPaper, rows))
    return IssueListing(path, rows)


def proposals(standing: Standing, season: Season, contents: Contents) -> Iterator[ListedPaper]:
    """Give the papers without a number in the register, in the order of the season, with proposals.

    A number or day that stands in the workbook already is taken over as it is.
    """
    general = season.general
    taken = taken_numbers(season, contents)
    for job in standing.plan.jobs:
        frozen = standing.frozen.get(job.paper)
        if frozen is not None and not frozen.by_workbook:
            continue
        kind, _, key = job.paper.partition(":")
        own = str(job.inputs.context.get("ky_hieu") or symbol(general, BY_CODE[kind]))
        series = series_of(general, own)
        typed = season.paper(kind, key)
        number = None
        if not typed.number:
            number = propose(general, taken, series, general.year)
            if number is not None:
                taken.append(Known(series, general.year, number, own, None, job.label))
        yield ListedPaper(
            paper=job.paper,
            label=job.label,
            number=typed.number or (str(number) if number else ""),
            date=typed.date,
            hint=_hint(general, taken_numbers(season, contents), series),
        )


def next_number(desk: Desk, paper: str) -> str:
    """Say which number a paper would get next, or why that is not known; ``Stop`` where none is meant."""
    todo = plan(desk.season, here=desk.here)
    refuse_astray(todo.checked.place, desk.now)
    standing = stand(todo, folder_of(todo, desk.here, desk.out))
    season, contents = season_of(todo.checked), book_of(todo.checked.place).read()
    verdict = find_paper(standing, paper)
    asked = next((job for job in todo.jobs if job.paper == verdict.paper), None)
    frozen = standing.frozen.get(verdict.paper)
    if asked is None or (frozen is not None and not frozen.by_workbook):
        known = (
            f"đã có số {verdict.number}" if verdict.number else "không còn trong sổ nên không có số tiếp theo"
        )
        return f"«{verdict.label}» {known}."
    kind, _, key = verdict.paper.partition(":")
    typed = season.paper(kind, key).number
    if typed:
        return f"Sổ Excel ghi số {typed} cho văn bản này."
    own = str(asked.inputs.context.get("ky_hieu") or symbol(season.general, BY_CODE[kind]))
    series = series_of(season.general, own)
    taken = taken_numbers(season, contents)
    number = propose(season.general, taken, series, season.general.year)
    called = f"dãy {series_called(series)} năm {season.general.year}"
    hint = _hint(season.general, taken, series)
    if number is None:
        return f"Với {called}: {hint}."
    return f"Số tiếp theo của {called} là {pad2(number)} (gần nhất: {hint}): thêm --number {number}."


def _hint(general: General, taken: list[Known], series: str) -> str:
    """Name the highest number that is known of a series."""
    known = [item for item in taken if (item.series, item.year) == (series, general.year)]
    if known:
        return max(known, key=lambda item: item.order).full
    if is_team_series(general, series):
        return f"chưa có số nào; {general.team_called} đánh số từ 01"
    return "chưa biết số nào: ghi số liền sau của cơ quan"


def issue_list(desk: Desk, source: Path, *, as_printed: bool = False) -> Issued:
    """Give the numbers of a list that are not given yet; ``Stop`` tells every problem with its cell."""
    path = desk.here / source
    rows, problems = workbook.read_list(path, ListedPaper, needed=("paper", "number", "date"))
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise Stop(
            f"Danh sách «{path.name}» còn {len(errors)} lỗi nên chưa cấp số nào.",
            "Hãy sửa trong Excel, lưu lại rồi chạy lại.",
            problems=problems,
        )
    filled = [row for row in rows if row.date]
    notes = [*problems, *_undated(rows)]
    return issue(desk, [listed(row) for row in filled], as_printed=as_printed, notes=notes, again=True)


def _undated(rows: Sequence[ListedPaper]) -> Iterator[Problem]:
    """Tell of numbers without a day: papers to come, whose number was proposed, or a day forgotten."""
    left = [row for row in rows if row.number.strip() and not row.date]
    if left:
        named = "; ".join(f"{row.number.strip()} ({row.label or row.paper})" for row in left[:_MOST_NAMED])
        more = f" và {len(left) - _MOST_NAMED} dòng nữa" if len(left) > _MOST_NAMED else ""
        yield Problem(
            "SO-11",
            Severity.WARNING,
            left[0].at("date"),
            f"{pad2(len(left))} dòng có số mà chưa có ngày nên chưa cấp: {named}{more}.",
            remedy="Văn bản nào đã ký thì điền Ngày ban hành rồi cấp tiếp.",
        )


def new_file(target: Path, here: Path, *suffixes: str) -> Path:
    """Give the path of a file to be made; ``Stop`` (usage) when one stands there, or the ending is wrong."""
    path = here / target
    if path.suffix.lower() not in suffixes:
        raise Stop(
            f"Tên tệp phải có đuôi {' hoặc '.join(suffixes)}.",
            f"Ghi lại tên, ví dụ {path.stem}{suffixes[0]}.",
            ExitCode.USAGE,
        )
    if path.exists():
        raise Stop(
            f"Đã có tệp «{path}» nên không ghi đè.", "Chọn tên khác, hoặc đổi tên tệp cũ.", ExitCode.USAGE
        )
    return path
