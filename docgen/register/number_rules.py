"""What must hold of a number that is asked for (SO-01 to SO-07): pure, all faults at once.

Nghị định 30/2020/NĐ-CP, Điều 15: a number is unique in its series and year, and follows the order
in which papers are issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.problem import Problem, Severity, Where
from docgen.register.schema import YEARS
from docgen.register.series import NOWHERE, Known, series_called
from docgen.viet import add_working_days, pad2, short_date

_E, _W = Severity.ERROR, Severity.WARNING
_MOST_GAPS: Final = 3
_MOST_LATE: Final = 3
"""So many back-dated papers are told one by one; more are told together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that is asked for: ``known`` as it will be, ``typed`` the symbol typed with it.

    ``date_at`` is where the date was typed; ``reason`` why a gap is right; ``begins`` tells that its series
    is known to begin at 1: a team's own.  ``recorded`` tells that it stands in the records already: then the
    office gave it, and a gap is only told; ``old`` that the paper itself was issued with it before.
    """

    known: Known
    typed: str = ""
    reason: str = ""
    date_at: Where = NOWHERE
    begins: bool = False
    recorded: bool = False
    old: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """Give series and year."""
        return self.known.series, self.known.year


def judge(
    wanted: Sequence[Wanted],
    taken: Iterable[Known],
    *,
    today: dt.date | None,
    off: Container[dt.date] = (),
    made_up: Container[dt.date] = (),
) -> list[Problem]:
    """Give all that is wrong with the numbers asked for, held against those taken and one another.

    Without ``today`` nothing is said of days that are past or to come.
    """
    problems: list[Problem] = []
    counted: list[Wanted] = []
    for item in wanted:
        problems += _symbol(item)
        if YEARS[0] <= item.known.year <= YEARS[1]:
            counted.append(item)
        else:
            problems.append(_year(item))
    places: dict[tuple[str, int], list[Known]] = {item.place: [] for item in counted}
    for known in taken:
        places.get((known.series, known.year), []).append(known)
    for place, others in places.items():
        asked = sorted((item for item in counted if item.place == place), key=lambda item: item.known.order)
        problems += _of_a_series(asked, others)
    if today is not None:
        problems += _late(wanted, today, off, made_up)
    return list(dict.fromkeys(problems))


def _of_a_series(asked: Sequence[Wanted], taken: Sequence[Known]) -> Iterator[Problem]:
    """Judge the numbers asked for of one series and year, in their order.

    A number that is given twice is one fault, whatever its day and whichever number it was meant for.
    """
    first: dict[tuple[int, str], Known] = {}
    for known in (*taken, *(item.known for item in asked)):
        first.setdefault(known.order, known)
    own = [item for item in asked if first[item.known.order] is item.known]
    twice = [item for item in asked if first[item.known.order] is not item.known]
    yield from (_taken(item, first[item.known.order], [*first.values()]) for item in twice)
    yield from _gaps(own, taken, spare=len(twice))
    for item in own:
        yield from _order(item, [other.known for other in own], taken)


def _symbol(item: Wanted) -> Iterator[Problem]:
    right = item.known.symbol
    if item.typed and item.typed.casefold() != right.casefold():
        yield Problem(
            "SO-04",
            _E,
            item.known.where,
            f"{item.known.name}: ký hiệu phải là «{right}», không phải «{item.typed}».",
            item.typed,
            f"Chỉ ghi số {item.known.number}{item.known.letter}, docgen tự thêm ký hiệu; hoặc sửa ký hiệu ở"
            " Thông tin chung.",
        )


def _year(item: Wanted) -> Problem:
    date = short_date(item.known.date) if item.known.date else str(item.known.year)
    return Problem(
        "SO-07",
        _E,
        item.date_at if str(item.date_at) else item.known.where,
        f"{item.known.name}: năm {item.known.year} không thể là năm của sổ đăng ký này.",
        date,
        "Sửa năm của ngày này.",
    )


def _next(around: Sequence[Known]) -> str:
    """Give the next free number, cancelled ones being taken too."""
    return pad2(max((other.number for other in around), default=0) + 1)


def _taken(item: Wanted, same: Known, around: Sequence[Known]) -> Problem:
    if same.cancelled:
        message = f"Số {same.sign} đã hủy; số đã hủy không bao giờ dùng lại."
    else:
        stands = f", ô {same.where.sheet}!{same.where.cell}" if same.where.cell else ""
        message = f"Số {item.known.sign} trùng: số này đã là của «{same.name}» ({same.full}{stands})."
    series = f"dãy {series_called(item.known.series)} năm {item.known.year}"
    remedy = f"Chọn số khác trong {series}; số tiếp theo là {_next(around)}."
    if item.recorded:
        remedy = f"Mỗi số chỉ của một văn bản trong {series}: xem lại hai văn bản, sửa ô ghi nhầm."
    return Problem("SO-01", _E, item.known.where, f"{item.known.name}: {message}", item.known.sign, remedy)


def _gaps(own: Sequence[Wanted], taken: Sequence[Known], *, spare: int) -> Iterator[Problem]:
    """Ask for a reason where numbers before are not known, though the series or its beginning is.

    A gap of no more than ``spare`` numbers is that of numbers given twice.  Of what stands in the records
    already, the gaps of one series are told together.
    """
    recorded: list[tuple[Wanted, str]] = []
    for place, item in enumerate(own):
        others = [*taken, *(other.known for other in own[:place])]
        missing = _missing(item, others, spare)
        if not missing or item.reason:
            continue
        if item.recorded:
            recorded.append((item, missing))
            continue
        yield Problem(
            "SO-03",
            _E,
            item.known.where,
            f"{item.known.name}: {missing} của dãy {series_called(item.known.series)} năm {item.known.year}.",
            item.known.sign,
            f"Dùng số liền sau ({_next(others)}), ghi vào sổ các số đã cấp bằng tay («docgen register add»),"
            " hoặc nêu lý do.",
        )
    if recorded:
        first = recorded[0][0].known
        told = "; ".join(f"số {item.known.sign} {missing}" for item, missing in recorded[:_MOST_GAPS])
        more = f"; và {len(recorded) - _MOST_GAPS} chỗ nữa" if len(recorded) > _MOST_GAPS else ""
        yield Problem(
            "SO-03",
            _W,
            first.where,
            f"Dãy {series_called(first.series)} năm {first.year} không liền số: {told}{more}.",
            first.sign,
            "Ghi nhầm thì sửa ô này; số đã cấp cho văn bản khác thì ghi vào sổ đăng ký"
            " («docgen register add») là hết nhắc.",
        )


def _missing(item: Wanted, others: Sequence[Known], spare: int) -> str:
    """Say which numbers before this one are not known; ``""`` when it follows, or nothing tells."""
    number, letter = item.known.order
    numbers = {other.number for other in others} | ({0} if item.begins else set())
    follows = number in numbers if letter else number - 1 in numbers or number in numbers
    if not numbers or follows:
        return ""
    if letter:
        return f"chèn sau số {pad2(number)} mà chưa biết số {pad2(number)}"
    below = [other for other in numbers if other < number]
    if not below:
        return f"đứng trước số nhỏ nhất đã biết ({pad2(min(numbers))})"
    first, last = max(below) + 1, number - 1
    if last - first < spare:
        return ""
    return f"bỏ cách số {pad2(first) if first == last else f'từ {pad2(first)} đến {pad2(last)}'}"


def _order(item: Wanted, asked: Sequence[Known], taken: Sequence[Known]) -> Iterator[Problem]:
    """Compare with numbers on both sides whose day is known; of two that are asked for the later is told."""
    date, order = item.known.date, item.known.order
    if date is None:
        return
    before, after = (
        [(other, other.date) for other in group if other.date is not None and not other.cancelled]
        for group in ([*asked, *taken], taken)
    )
    before = [(other, day) for other, day in before if other.order < order and day > date]
    after = [(other, day) for other, day in after if other.order > order and day < date]
    wrong = [(max(before, key=lambda pair: (pair[1], pair[0].order)), "sau")] if before else []
    wrong += [(min(after, key=lambda pair: (pair[1], pair[0].order)), "trước")] if after else []
    for (other, _), word in wrong:
        stands = f" (ô {other.where.sheet}!{other.where.cell})" if other.where.cell else ""
        yield Problem(
            "SO-02",
            _E,
            item.date_at if str(item.date_at) else item.known.where,
            f"{item.known.name}: số {item.known.sign} ngày {short_date(date)}, mà số {other.full}{stands}"
            f" lại {word}: số và ngày không theo cùng thứ tự.",
            short_date(date),
            "Sửa ngày, hoặc chọn số khác.",
        )


def _late(
    wanted: Sequence[Wanted], today: dt.date, off: Container[dt.date], made_up: Container[dt.date]
) -> Iterator[Problem]:
    """Warn of papers dated back or ahead (Điều 15.2: at latest the working day after the signing)."""
    late = []
    for item in wanted:
        date = item.known.date
        if date is None:
            continue
        where = item.date_at if str(item.date_at) else item.known.where
        if date > today:
            yield Problem(
                "SO-05",
                _W,
                where,
                f"{item.known.name}: ngày {short_date(date)} chưa đến; cấp số trước ngày là giữ số.",
                short_date(date),
                "Chỉ cấp số khi văn bản đã ký.",
            )
        elif not item.old and add_working_days(date, 1, off, made_up) < today:
            late.append((item, date, where))
    if len(late) > _MOST_LATE:
        dates = [date for _, date, _ in late]
        yield Problem(
            "SO-05",
            _W,
            late[0][2],
            f"{pad2(len(late))} văn bản ghi ngày từ {short_date(min(dates))} đến {short_date(max(dates))},"
            f" đã quá một ngày làm việc so với hôm nay ({short_date(today)}).",
            remedy="Kiểm tra lại ngày; số phải cấp chậm nhất ngày làm việc sau ngày ký.",
        )
        return
    for item, date, where in late:
        yield Problem(
            "SO-05",
            _W,
            where,
            f"{item.known.name}: ngày {short_date(date)} đã quá một ngày làm việc so với hôm nay"
            f" ({short_date(today)}): ghi lùi ngày.",
            short_date(date),
            "Kiểm tra lại ngày; số phải cấp chậm nhất ngày làm việc sau ngày ký.",
        )
