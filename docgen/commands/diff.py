"""The command ``diff``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.show import tell
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.impact import Consequence, StandingChange, Touched
    from docgen.verbs.diff import Differed


MOST_CHANGES: Final = 30
"""How many changes are shown one by one; of more, each sheet's are counted.  ``--json`` gives all."""


MOST_PAPERS: Final = 12
"""How many papers are named beside one change."""


MOST_REASONS: Final = 3
"""How many reasons are shown for one paper."""


MOST_UNITS: Final = 6
"""How many units' results are shown beside one change."""


FATES: Final = {
    "changed": "sẽ đổi",
    "new": "văn bản mới",
    "orphan": "sổ không còn cần",
}
"""What the user calls the fates of ``docgen.impact.Fate``."""


FROZEN: Final = "đã ban hành, không viết lại"


@options.command("diff")
@options.season
@options.as_json
def diff(season: str | None, *, as_json: bool) -> int:
    """Xem sổ đã đổi gì từ lần làm văn bản trước.

    Nêu từng thay đổi, hệ quả (tổng điểm, hạng, xếp loại) và các văn bản bị ảnh hưởng; lệnh này không ghi gì.
    """
    from docgen.verbs.diff import diff as look

    found = look(season, here=Path.cwd())
    tell(found.as_json, _lines(found), as_json=as_json)
    return ExitCode.OK


def _lines(found: Differed) -> Iterator[str]:
    """Write what changed, what follows from it, and the papers that it touches."""
    book = found.summary.workbook.name
    if not found.since:
        yield f"Chưa có mốc để so sánh: docgen chưa làm văn bản nào từ sổ {book}."
        yield "Chạy «docgen generate»; từ đó về sau lệnh này nêu những gì đã đổi trong sổ."
    elif not found.impact.changes:
        yield f"Sổ {book} không đổi gì từ lần làm văn bản gần nhất."
    else:
        yield from _change_lines(found)
        yield from _paper_lines(found)
        yield _summary(found)
    yield from _other_lines(found)


def _change_lines(found: Differed) -> Iterator[str]:
    changes = found.impact.changes
    for item in changes[:MOST_CHANGES]:
        yield str(item.change)
        yield from _beside("→ ", _standing_lines(item.standings))
        yield from _beside("→ văn bản: ", [_papers(item)])
    if len(changes) > MOST_CHANGES:
        rest = Counter(item.change.sheet for item in changes[MOST_CHANGES:])
        counted = ", ".join(f"{sheet} {count}" for sheet, count in rest.items())
        yield f"… và {sum(rest.values())} thay đổi khác ({counted}); xem đủ bằng --json."
        yield from _beside("→ tất cả cùng nhau: ", _standing_lines(found.impact.standings))
    yield ""


def _beside(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"    {mark}{line}"


def _standing_lines(standings: Iterable[StandingChange]) -> list[str]:
    """Write a line a unit, the first few of them."""
    units: dict[str, tuple[str, list[str]]] = {}
    for one in standings:
        units.setdefault(one.unit, (one.name, []))[1].append(str(one))
    lines = [f"{name}: {'; '.join(parts)}" for name, parts in units.values()]
    rest = len(lines) - MOST_UNITS
    return lines if rest <= 0 else [*lines[:MOST_UNITS], f"… và {rest} đơn vị khác"]


def _papers(item: Consequence) -> str:
    if not item.papers:
        return "không có"
    rest = len(item.papers) - MOST_PAPERS
    more = f" … và {rest} văn bản khác" if rest > 0 else ""
    return ", ".join(item.papers[:MOST_PAPERS]) + more


def _paper_lines(found: Differed) -> Iterator[str]:
    papers = found.impact.papers
    width = max((len(item.paper) for item in papers), default=0)
    if papers:
        yield "Văn bản bị ảnh hưởng:"
    for item in papers:
        fate = FROZEN if item.paper in found.frozen else FATES[item.fate]
        yield f"  {item.paper:<{width}}  {item.label}: {fate}"
        if item.paper in found.frozen:
            yield from _beside("vì ", _reasons(item))
    if papers:
        yield ""


def _reasons(item: Touched) -> list[str]:
    shown = [str(reason) for reason in item.reasons[:MOST_REASONS]]
    rest = len(item.reasons) - len(shown)
    return [*shown, f"… và {rest} thay đổi khác"] if rest else shown


def _summary(found: Differed) -> str:
    impact = found.impact
    counts = Counter(str(item.fate) for item in impact.papers if item.paper not in found.frozen)
    frozen = sum(item.paper in found.frozen for item in impact.papers)
    told = [f"{counts[fate]} {word}" for fate, word in FATES.items() if counts[fate]]
    told += [f"{frozen} {FROZEN}"] if frozen else []
    unknown = f" Chưa rõ loại: {', '.join(impact.unknown)}." if impact.unknown else ""
    papers = f"{len(impact.papers)} văn bản bị ảnh hưởng" + (f" ({', '.join(told)})" if told else "")
    return f"{len(impact.changes)} thay đổi trong sổ; {papers}.{unknown}"


def _other_lines(found: Differed) -> Iterator[str]:
    """Tell what changed outside the records: templates, style, program."""
    from docgen.verbs.field_words import reason_in_words

    counts = Counter(reason_in_words(reason) for reasons in found.others.values() for reason in reasons)
    for reason, count in counts.items():
        yield f"Ngoài sổ: {reason}: {count} văn bản."
