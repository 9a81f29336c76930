"""The verbs of ``register``: show, take in, export, verify, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import files, workbook
from docgen.kinds import so_dang_ky
from docgen.kinds.so_dang_ky import DaySo, Dong, SoDangKy
from docgen.kinds.van_ban import DongTieuDe
from docgen.ledger import Act
from docgen.problem import ExitCode, Problem, Severity, Stop, Where
from docgen.records import BoldLines, General, Season
from docgen.register import (
    DATABASE,
    RELATIONS,
    TYPES,
    Contents,
    Known,
    Row,
    VerifiedRegister,
    Wanted,
    body_of,
    is_team_series,
    judge,
    kind_of,
    parse_number,
    series_called,
    series_of,
    verify,
)
from docgen.register.place import warning
from docgen.vault import Vault
from docgen.verbs.anchoring import keep_codes, refuse_astray
from docgen.verbs.check import check
from docgen.verbs.given_numbers import book_of, taken_numbers
from docgen.verbs.issue import PATIENCE, Desk, season_of, write_beside
from docgen.verbs.issue_lists import new_file
from docgen.verbs.owning import claim, find_season
from docgen.verbs.typed import CITED
from docgen.verbs.workspace import STYLE, Place, Templates
from docgen.viet import (
    DateError,
    is_working_day,
    name_key,
    pad2,
    parse_date,
    sentence_start,
    short_date,
    suggest,
    weekday,
)
from docgen.workbook import Heading, ListSheet

COLUMNS: Final = (
    ("Số, ký hiệu văn bản", 20.0),
    ("Ngày tháng văn bản", 13.0),
    ("Tên loại và trích yếu nội dung văn bản", 52.0),
    ("Người ký", 24.0),
    ("Nơi nhận văn bản", 40.0),
    ("Đơn vị, người nhận bản lưu", 16.0),
    ("Số lượng bản", 9.0),
    ("Ngày chuyển", 12.0),
    ("Ký nhận", 12.0),
    ("Ghi chú", 26.0),
)
"""The ten columns of Nghị định 30/2020, Phụ lục IV, mục I.2, and widths for a sheet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The register as it is shown: what it holds, of one year or of all, and what it lacks.

    ``lacking`` are numbers that stand in the workbook and not in the register.
    """

    place: Place
    path: Path
    rows: tuple[Row, ...]
    contents: Contents
    lacking: tuple[Known, ...]
    notes: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the register as plain JSON values."""
        return {
            "season": self.place.season,
            "register": str(self.path),
            "rows": [row.as_json() for row in self.rows],
            "head": self.contents.head,
            "only_in_workbook": [
                {
                    "sign": known.sign,
                    "date": known.date.isoformat() if known.date else None,
                    "name": known.name,
                    "where": str(known.where),
                }
                for known in self.lacking
            ],
            "problems": [problem.as_json() for problem in self.notes],
        }


def show(season: str | None, *, here: Path, year: int | None = None) -> Shown:
    """Show the register; reads only, also when the workbook has errors."""
    place = find_season(season, here)
    book = book_of(place)
    contents = book.read()
    rows = of_year(contents, year)
    lacking: list[Known] = []
    checked = check(season, here=here)
    if checked.season is not None:
        taken = taken_numbers(checked.season, contents)
        lacking = [k for k in taken if k.where.file != DATABASE and year in {None, k.year}]
    lying = warning(book.lying, DATABASE) if contents.history else None
    return Shown(place, book.path, rows, contents, tuple(lacking), (lying,) if lying else ())


def of_year(contents: Contents, year: int | None) -> tuple[Row, ...]:
    """Give the rows of one year, or all, by day and then by series and number."""
    rows = [row for row in contents.rows if year in {None, row.year}]
    return tuple(sorted(rows, key=lambda row: (row.date, row.series, row.number, row.letter)))


def history(season: str | None, *, here: Path) -> Contents:
    """Give the history, every act in order."""
    return book_of(find_season(season, here)).read()


def check_register(season: str | None, *, here: Path, head: str = "") -> tuple[VerifiedRegister, Path]:
    """Recompute everything of the register, and say what does not agree; nothing is repaired."""
    place = find_season(season, here)
    book, vault = book_of(place), Vault(place.memory)
    found = verify(book, lambda sha256, suffix: vault.find(sha256, suffix) is not None, head=head)
    return found, book.path


def export_text(season: str | None, *, here: Path) -> tuple[Path, bool]:
    """Write the text export again; tell whether it had to be."""
    place = find_season(season, here)
    book = book_of(place)
    with files.Lock(place.memory, patience=PATIENCE):
        return book.text_path, book.refresh_text(book.read())


# --- numbers given by hand ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outside:
    """A number that was given by hand to a paper outside docgen, as typed."""

    kind: str
    number: str
    date: str
    subject: str
    signer: str = ""
    post: str = ""
    to: str = ""
    keeper: str = ""
    copies: int = 0
    note: str = ""
    reason: str = ""
    cited_as: str = ""


@dataclass(frozen=True, slots=True)
class NumberTakenIn:
    """A number that was taken in, and what should be known of it."""

    row: Row
    contents: Contents
    notes: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the number as plain JSON values."""
        return {
            "row": self.row.as_json(),
            "head": self.contents.head,
            "problems": [problem.as_json() for problem in self.notes],
        }


def add(desk: Desk, outside: Outside) -> NumberTakenIn:
    """Take a number that was given by hand into the register; ``Stop`` with every problem."""
    place = find_season(desk.season, desk.here)
    with files.Lock(place.memory, patience=PATIENCE):
        checked = check(desk.season, here=desk.here)
        season = season_of(checked)
        book = book_of(place)
        seen = book.read()
        row, problems = _row_of(outside, season)
        if row is not None:
            problems += _judged(row, outside, season, seen, desk.now.date())
        if row is None or any(problem.is_error for problem in problems):
            raise Stop("Chưa ghi số nào vào sổ đăng ký.", "Sửa rồi chạy lại.", problems=problems)
        claim(place)
        refuse_astray(place, desk.now)
        act: Act = desk.act(outside.reason)
        after = book.give(act, [row], seen=seen, outside=True)
        problems += [*write_beside(book, after), *keep_codes(place, desk.now)]
        lying = warning(book.lying, DATABASE)
        return NumberTakenIn(after.rows[-1], after, (*problems, *([lying] if lying else [])))


def _row_of(outside: Outside, season: Season) -> tuple[Row | None, list[Problem]]:
    problems: list[Problem] = []
    kind = _kind(outside.kind, problems)
    parsed = parse_number(outside.number)
    if parsed is None:
        problems.append(
            _unclear("number", "không phải là số văn bản", outside.number, "Ghi 312 hoặc 312/MTTQ-BTT.")
        )
    try:
        date = parse_date(outside.date)
    except DateError as error:
        date = dt.date.min
        problems.append(_unclear("date", error.reason, outside.date, error.remedy, sentence=True))
    if not outside.subject.strip():
        problems.append(
            _unclear("subject", "không phải là trích yếu", outside.subject, "Ghi trích yếu văn bản.")
        )
    if outside.cited_as and outside.cited_as not in CITED:
        problems.append(
            _unclear("cited-as", "không có trong danh sách", outside.cited_as, f"Chọn: {', '.join(CITED)}.")
        )
    if problems or parsed is None:
        return None, problems
    suffix = season.general.symbol_suffix
    symbol = parsed.symbol or (suffix if kind == "CV" else f"{kind}-{suffix}")
    row = Row(
        series=series_of(season.general, symbol),
        year=date.year,
        number=parsed.number,
        letter=parsed.letter,
        symbol=symbol,
        kind=kind,
        date=date,
        subject=" ".join(outside.subject.split()).rstrip("."),
        signer=outside.signer.strip(),
        post=outside.post.strip(),
        recipients="; ".join(part.strip() for part in outside.to.split(";") if part.strip()),
        keeper=outside.keeper.strip(),
        copies=outside.copies,
        note=outside.note.strip(),
        paper=outside.cited_as,
    )
    return row, problems


def _judged(row: Row, outside: Outside, season: Season, seen: Contents, today: dt.date) -> list[Problem]:
    """Hold a number against all others; the workbook's own note of this very paper is no other."""
    own = row.sign.casefold()
    taken = [
        known
        for known in taken_numbers(season, seen)
        if known.where.file == DATABASE or (known.sign.casefold(), known.date) != (own, row.date)
    ]
    where = Where(spot="--number")
    name = f"{TYPES[row.kind]} «{row.subject}»"
    known = replace(row.known(""), name=name, where=where)
    typed = kind_of(row.symbol)
    begins = is_team_series(season.general, row.series)
    wanted = Wanted(known, "", outside.reason, Where(spot="--date"), begins)
    problems = judge([wanted], taken, today=today)
    # A number given by hand was given when it was given: only what cannot be is held against it.
    problems = [problem for problem in problems if problem.code != "SO-05"]
    if typed != row.kind:
        right = body_of(row.symbol) if row.kind == "CV" else f"{row.kind}-{body_of(row.symbol)}"
        message = f"{name}: ký hiệu «{row.symbol}» không phải của loại {TYPES[row.kind]}."
        problems.append(
            Problem("SO-04", Severity.ERROR, where, message, row.symbol, f"Có phải là «{right}»?")
        )
    body, general = body_of(row.symbol), season.general
    ours = (f"-{own}" for own in (general.symbol_suffix, general.minutes_suffix))
    if typed == row.kind and not any(own.endswith(f"-{body}") for own in ours):
        message = f"{name}: «{body}» không phải ký hiệu của cơ quan hay của Đoàn ghi ở Thông tin chung."
        remedy = "Sổ này chỉ ghi văn bản đi của cơ quan; kiểm tra lại ký hiệu."
        problems.append(Problem("SO-04", Severity.WARNING, where, message, row.symbol, remedy))
    off = {day.date for day in season.holidays if not day.worked}
    made_up = {day.date for day in season.holidays if day.worked}
    if not is_working_day(row.date, off, made_up):
        message = f"{name}: ngày {short_date(row.date)} ({weekday(row.date)}) là ngày nghỉ."
        remedy = "Kiểm tra lại ngày."
        problems.append(Problem("NGAY-04", Severity.WARNING, Where(spot="--date"), message, remedy=remedy))
    return problems


def _kind(text: str, problems: list[Problem]) -> str:
    """Find a kind by its abbreviation or its name, whatever the case."""
    wanted = name_key(text)
    for abbreviation, name in TYPES.items():
        if wanted in {name_key(abbreviation), name_key(name)}:
            return abbreviation
    near = suggest(text, TYPES.values())
    remedy = f"Có phải là: {', '.join(near)}?" if near else f"Các loại: {', '.join(TYPES)}."
    problems.append(_unclear("kind", "không phải là loại văn bản", text, remedy))
    return ""


def _unclear(option: str, message: str, found: str, remedy: str, *, sentence: bool = False) -> Problem:
    told = message if sentence else f"«{found}» {message}."
    return Problem("SO-07", Severity.ERROR, Where(spot=f"--{option}"), told, found, remedy)


# --- export -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    """The file that was written, and how many numbers stand in it."""

    path: Path
    count: int


def export(season: str | None, target: Path, *, here: Path, year: int | None = None) -> ExportedRegister:
    """Write Sổ đăng ký văn bản đi of one year (by default the season's) as ``.xlsx`` or ``.docx``.

    ``Stop`` when a file stands there already, or the register is empty.
    """
    path = new_file(target, here, ".docx", ".xlsx")
    checked = check(season, here=here)
    records = season_of(checked)
    contents = book_of(checked.place).read()
    of = year or records.general.year
    rows = of_year(contents, of)
    if not rows:
        raise Stop(f"Sổ đăng ký chưa có số nào của năm {of}.", "Xem «docgen register».", ExitCode.USAGE)
    if path.suffix.lower() == ".docx":
        data = _as_docx(checked.place, book_context(records.general, of, rows, contents))
    else:
        data = _as_xlsx(records.general, of, rows, contents)
    files.write_atomic(path, data)
    return ExportedRegister(path, len(rows))


def lines_of(row: Row, contents_rows: Sequence[Row]) -> tuple[str, ...]:
    """Give the ten columns of a row; what is written by hand when the paper is sent stays empty."""
    signs = {other.id: other.sign for other in contents_rows}
    remarks = ["Số hủy"] if row.cancelled else []
    if row.replaces:
        remarks.append(f"{sentence_start(RELATIONS[row.relation])} số {signs.get(row.replaces, '')}")
    remarks += [f"Xem số {signs[answer]}" for answer in row.replaced_by if answer in signs]
    remarks += [row.note] if row.note else []
    return (
        row.sign,
        short_date(row.date),
        row.title,
        row.signer,
        row.recipients,
        row.keeper,
        pad2(row.copies) if row.copies else "",
        "",
        "",
        "; ".join(remarks),
    )


def series_lines(rows: Sequence[Row]) -> list[tuple[str, int, int]]:
    """Give each series with its first and last number."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.series, []).append(row.number)
    return [(series_called(series), min(numbers), max(numbers)) for series, numbers in sorted(found.items())]


def _as_xlsx(general: General, year: int, rows: Sequence[Row], contents: Contents) -> bytes:
    issuer = " ".join(filter(None, [general.header_1, general.header_2, general.header_3]))
    series = "; ".join(f"{name}: từ số {pad2(a)} đến số {pad2(b)}" for name, a, b in series_lines(rows))
    lines = [
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        issuer,
        f"Năm {year}. Từ ngày {short_date(rows[0].date)} đến ngày {short_date(rows[-1].date)}.",
        series,
        f"Mã sổ điện tử: {contents.head}",
    ]
    headings = [Heading(text, width, centred=width < _NARROW) for text, width in COLUMNS]
    numbers = [f"({number})" for number in range(1, len(COLUMNS) + 1)]
    table = [
        (cells[0], row.date, *cells[2:6], row.copies or None, *cells[7:])
        for row in rows
        for cells in [lines_of(row, contents.rows)]
    ]
    return workbook.write_table([ListSheet("Văn bản đi", lines, headings, table, numbers)])


_NARROW: Final = 21.0


def book_context(general: General, year: int, rows: Sequence[Row], contents: Contents) -> SoDangKy:
    """Make what the printed register is filled with."""
    lines = [line for line in (general.header_1, general.header_2, general.header_3) if line]
    every = general.header_bold is BoldLines.ALL
    return SoDangKy(
        tieu_de=[DongTieuDe(chu=text, dam=every or i == len(lines)) for i, text in enumerate(lines, start=1)],
        nam=str(year),
        tu_ngay=short_date(rows[0].date),
        den_ngay=short_date(rows[-1].date),
        day_so=[DaySo(ten=name, tu_so=pad2(a), den_so=pad2(b)) for name, a, b in series_lines(rows)],
        dong=[Dong(**dict(zip(so_dang_ky.CELLS, lines_of(row, contents.rows), strict=True))) for row in rows],
        ma_so=contents.head,
    )


def _as_docx(place: Place, context: SoDangKy) -> bytes:
    from docgen.render import Schema, compile_template  # noqa: PLC0415 - heavy, and needed here only

    templates = Templates.of(place.root)
    data, style = templates.read(so_dang_ky.FORM.template), templates.read(STYLE)
    if data is None:
        raise Stop(f"Không thấy mẫu «{so_dang_ky.FORM.template}».", "Cài lại docgen.")
    schema = Schema.of(so_dang_ky.FORM.context)
    template = compile_template(data, schema, name=so_dang_ky.FORM.template, style=style)
    return template.render(context.model_dump(mode="json"))
