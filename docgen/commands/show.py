"""How every command shows what its verb gave: lines for a person, or one JSON document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from docgen.commands.tongue import click
from docgen.problem import Problem, Stop


def tell(values: Callable[[], Mapping[str, Any]], lines: Iterable[str], *, as_json: bool) -> None:
    """Print what a verb gave: as one JSON document, or as lines for a person."""
    show_lines([json.dumps(values(), ensure_ascii=False, indent=2)] if as_json else lines)


def show_lines(lines: Iterable[str]) -> None:
    """Print lines for a person."""
    for line in lines:
        click.echo(line)


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


def before(lines: Iterator[str]) -> Iterator[str]:
    """Give lines with a blank one after the last, if there are any."""
    written = list(lines)
    yield from [*written, ""] if written else []


def count_words(errors: int, warnings: int) -> str:
    """Count errors and warnings in words."""
    if not errors and not warnings:
        return "không có lỗi nào"
    return f"{errors} lỗi, {warnings} lưu ý"


def stop_lines(stop: Stop) -> Iterator[str]:
    """Write why a run stopped: all problems first, the reason last, where it is read."""
    yield from before(problem_lines(stop.problems, fold=True))
    yield stop.message
    if stop.remedy:
        yield stop.remedy


def moment(at: str) -> str:
    """Write a time the way that it is read: 08:30 ngày 02/11/2023."""
    date, _, time = at.partition("T")
    year, month, day = date.split("-")
    return f"{time[:5]} ngày {day}/{month}/{year}"
