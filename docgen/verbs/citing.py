"""Numbers that texts of the workbook go on citing after their papers were replaced or recalled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.corrections import CALLED, ENDING, Correction, Form
from docgen.problem import Problem, Severity
from docgen.records import SHEETS, KnownPaper, Record, Season
from docgen.viet import short_date


def outdated_citations(season: Season, corrections: Iterable[Correction]) -> Iterator[Problem]:
    """Warn of each cell that cites a paper which is no longer used, and say what to cite instead (SO-14)."""
    for item in corrections:
        answer = season.paper(item.form, item.key)
        if item.form not in ENDING or not answer.number or answer.date is None:
            continue
        original = item.original
        figure, symbol = re.escape(original.number.lstrip("0")), re.escape(original.symbol)
        old = re.compile(rf"(?<![\d/])0*{figure}\s*/\s*{symbol}(?![\w-])")
        number = answer.number if "/" in answer.number else f"{answer.number}/{original.symbol}"
        cited = f"số {number} ngày {short_date(answer.date)}"
        remedy = "Bỏ chỗ nhắc ấy." if item.form is Form.RECALL else f"Nhắc {cited} thay cho số cũ."
        for record, field, text in _texts(season):
            if old.search(text):
                message = f"Nhắc số {original.sign}, văn bản đã được {CALLED[item.form]} bằng {cited}."
                yield Problem("SO-14", Severity.WARNING, record.at(field), message, original.sign, remedy)


def _texts(season: Season) -> Iterator[tuple[Record, str, str]]:
    """Give every text of the records; the numbers of papers themselves are no citations."""
    for name, model in SHEETS.items():
        rows = getattr(season, name)
        for record in (rows if isinstance(rows, tuple) else (rows,)) if model is not KnownPaper else ():
            for field in type(record).model_fields:
                value = getattr(record, field)
                if isinstance(value, str):
                    yield record, field, value
