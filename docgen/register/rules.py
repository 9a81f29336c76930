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
_MOST_LATE: Final = 3
"""So many back-dated papers are told one by one; more are told together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that is asked for: ``known`` as it will be, ``typed`` the symbol typed with it.

    ``date_at`` is where the date was typed; ``reason`` why a gap or an insertion is right; ``begins`` tells
    that its series is known to begin at 1: a team's own.
    """

    known: Known
    typed: str = ""
    reason: str = ""
    date_at: Where = NOWHERE
    begins: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """Give series and year."""
        return self.known.series, self.known.year


def judge(
    wanted: Sequence[Wanted],
    taken: Iterable[Known],
    *,
    today: dt.date,
    off: Container[dt.date] = (),
    made_up: Container[dt.date] = (),
) -> list[Problem]:
    """Give all that is wrong with the numbers asked for, held against those taken and one another."""
    known = list(taken)
    ordered = sorted(wanted, key=lambda item: (*item.place, item.known.number))
    problems: list[Problem] = []
    seen: list[Known] = []
    for item in ordered:
        around = [other for other in (*known, *seen) if (other.series, other.year) == item.place]
        problems += _symbol(item)
        if not YEARS[0] <= item.known.year <= YEARS[1]:
            problems.append(_year(item))
            continue
        same = next((other for other in around if other.number == item.known.number), None)
        if same is not None:
            problems.append(_taken(item, same, around))
        else:
            problems += _gap(item, around)
            seen.append(item.known)
        others = [other for other in wanted if other is not item and other.place == item.place]
        problems += _order(item, [*around, *(other.known for other in others)])
    problems += _late(wanted, today, off, made_up)
    return list(dict.fromkeys(problems))


def _symbol(item: Wanted) -> Iterator[Problem]:
    right = item.known.symbol
    if item.typed and item.typed.casefold() != right.casefold():
        yield Problem(
            "SO-04",
            _E,
            item.known.where,
            f"{item.known.name}: ký hiệu phải là «{right}», không phải «{item.typed}».",
            item.typed,
            f"Chỉ ghi số {item.known.number}, docgen tự thêm ký hiệu; hoặc sửa ký hiệu ở Thông tin chung.",
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
        message = f"Số {item.known.sign} trùng: số này đã là của «{same.name}» ({same.full})."
    return Problem(
        "SO-01",
        _E,
        item.known.where,
        f"{item.known.name}: {message}",
        item.known.sign,
        f"Chọn số khác trong dãy {series_called(item.known.series)} năm {item.known.year};"
        f" số tiếp theo là {_next(around)}.",
    )


def _gap(item: Wanted, around: Sequence[Known]) -> Iterator[Problem]:
    """Ask for a reason where the number before is not known, though the series or its beginning is."""
    number = item.known.number
    numbers = {other.number for other in around} | ({0} if item.begins else set())
    if not numbers or number - 1 in numbers or item.reason:
        return
    below = [other for other in numbers if other < number]
    if below:
        first, last = max(below) + 1, number - 1
        missing = pad2(first) if first == last else f"từ {pad2(first)} đến {pad2(last)}"
        message = f"bỏ cách số {missing} của dãy {series_called(item.known.series)} năm {item.known.year}"
    else:
        message = f"số đứng trước số nhỏ nhất đã biết của dãy ({pad2(min(numbers))})"
    yield Problem(
        "SO-03",
        _E,
        item.known.where,
        f"{item.known.name}: {message}.",
        item.known.sign,
        f"Dùng số liền sau ({_next(around)}), ghi vào sổ các số đã cấp bằng tay («docgen register add»), hoặc"
        " nêu lý do.",
    )


def _order(item: Wanted, around: Sequence[Known]) -> Iterator[Problem]:
    """Compare with the nearest numbers on both sides whose day is known."""
    date, number = item.known.date, item.known.number
    dated = [other for other in around if other.date is not None and not other.cancelled]
    if date is None:
        return
    earlier = max((o for o in dated if o.number < number), key=lambda o: (o.date, o.number), default=None)
    later = min((o for o in dated if o.number > number), key=lambda o: (o.date, -o.number), default=None)
    for other, wrong, word in (
        (earlier, earlier is not None and earlier.date is not None and earlier.date > date, "sau"),
        (later, later is not None and later.date is not None and later.date < date, "trước"),
    ):
        if other is not None and wrong:
            yield Problem(
                "SO-02",
                _E,
                item.date_at if str(item.date_at) else item.known.where,
                f"{item.known.name}: số {item.known.sign} ngày {short_date(date)}, mà số {other.full}"
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
        elif add_working_days(date, 1, off, made_up) < today:
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
