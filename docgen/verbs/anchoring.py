"""Codes of the books kept in a second place of the user's choice, and compared with the books.

Whoever may write under ``records/`` can write all books anew with all their codes; a code that lies elsewhere
then no longer fits.  ``records/noi-giu-ma.txt`` names that place: a folder, as on another machine, and where
the office has one a server of time stamps (RFC 3161), each on a line.  A place that cannot be reached stops
nothing, and is told.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen import files
from docgen.archive import Archive
from docgen.archive.stamping import StampError, check, stamp
from docgen.corrections import Store
from docgen.ledger import Ledger, chain_of
from docgen.problem import Problem, Severity, Stop, Where
from docgen.vault import Vault
from docgen.verbs.archive_books import ROOTS, roots
from docgen.verbs.given_numbers import book_of
from docgen.verbs.workspace import ARCHIVE, Place

SETTING: Final = "noi-giu-ma.txt"
"""Beside the workbooks: where the codes of every season here are kept."""

REGISTER: Final = "Sổ đăng ký"
JOURNAL: Final = "Nhật ký"
CORRECTIONS: Final = "Danh sách văn bản sửa đổi"
SEALED: Final = "Hồ sơ lưu"

_ANEW: Final = "làm lại"
"""In a line: the books that were made anew then, whose earlier codes no longer hold."""
_ASTRAY: Final = "MA-02"
_STAMP: Final = ".tsr"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The second places: folders, and servers of time stamps; ``faults`` of the file that names them."""

    folders: tuple[Path, ...] = ()
    servers: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()


def elsewhere(place: Place) -> Elsewhere:
    """Read which second places the user has chosen; none where the file is not there."""
    try:
        text = (place.workbook.parent / SETTING).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Elsewhere()
    except (OSError, UnicodeDecodeError):
        return Elsewhere(faults=(_warning("MA-03", SETTING, "Không đọc được tệp này (lưu lại dạng UTF-8)."),))
    lines = [line.strip().strip('"') for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    servers = tuple(line for line in lines if line.lower().startswith(("http://", "https://")))
    folders = tuple(place.root / line for line in lines if line not in servers)
    message = "Có máy chủ dấu thời gian mà chưa có thư mục để giữ mã và dấu: ghi thêm một dòng là thư mục."
    lacking = servers and not folders
    return Elsewhere(folders, servers, (_warning("MA-03", SETTING, message),) if lacking else ())


def heads_of(place: Place) -> dict[str, tuple[str, ...]]:
    """Give the code after each act of every book, in order; none of a book that cannot be read."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys((REGISTER, JOURNAL, CORRECTIONS, SEALED), ())
    book = book_of(place)
    with suppress(Stop):
        if book.is_begun:
            found[REGISTER] = tuple(entry.hash for entry in book.read_alone().history)
    for name, ledger in ((JOURNAL, Vault(place.memory).ledger), (CORRECTIONS, Store(place.memory).ledger)):
        with suppress(OSError):
            found[name] = chain_of(ledger.read()).heads
    with suppress(Stop):
        current = Archive(place.memory / ARCHIVE).current()
        found[SEALED] = tuple(entry.hash for entry in current.history.entries) if current is not None else ()
    return found


# --- writing ----------------------------------------------------------------------------------


def keep_codes(place: Place, now: dt.datetime, *, anew: Sequence[str] = ()) -> list[Problem]:
    """Write the codes of the books to every second place that lacks them; a warning where that cannot be.

    ``anew`` are books that were made anew: their earlier codes hold no longer.  Into a place whose codes the
    other books do not fit nothing is written: its word is what tells of them.
    """
    there = elsewhere(place)
    if not there.folders:
        return list(there.faults)
    astray = [] if anew else [problem for problem in compare_codes(place, now) if problem.code == _ASTRAY]
    if astray:
        return astray
    values: dict[str, object] = {
        name: [len(heads), heads[-1]] for name, heads in heads_of(place).items() if heads
    }
    values |= {_ANEW: list(anew)} if anew else {}
    told: list[Problem] = []
    for folder in there.folders if values else ():
        try:
            ledger = _ledger(folder, place)
            last = _read(ledger.read().splitlines()[-1:])
            if not last or any(last[0].get(name) != value for name, value in values.items()):
                ledger.append([{"lúc": now.isoformat(timespec="seconds"), **values}])
                told += _stamped(ledger, there.servers, now)
        except (OSError, Stop) as error:
            told.append(_unreached(folder, error))
    return told


def _ledger(folder: Path, place: Place) -> Ledger:
    """Give the list of a season's codes in a folder; ``OSError`` when the folder is not there."""
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "")
    return Ledger(folder / f"ma-{place.season}.jsonl", "Danh sách mã giữ ở nơi khác")


def _stamped(ledger: Ledger, servers: Sequence[str], now: dt.datetime) -> Iterator[Problem]:
    """Let every server confirm the last line of the codes."""
    line = ledger.read().splitlines()[-1]
    for number, server in enumerate(servers, start=1):
        name = f"{ledger.path.stem}-{files.sha256(line)[:16]}-{number}{_STAMP}"
        try:
            files.write_atomic(ledger.path.with_name(name), stamp(server, line, now))
        except ImportError:
            yield _warning("MA-04", server, "Chưa xin được dấu thời gian: máy chưa cài phần kiểm chữ ký số.")
        except StampError:
            yield _warning("MA-04", server, f"Máy chủ dấu thời gian «{server}» không trả lời được.")


def _unreached(folder: Path, error: OSError | Stop) -> Problem:
    why = files.reason(error) if isinstance(error, OSError) else error.message.removesuffix(".")
    return _warning("MA-03", str(folder), f"Chưa ghi hoặc chưa xem được mã ở nơi thứ hai «{folder}»: {why}.")


def _warning(code: str, file: str, message: str) -> Problem:
    remedy = f"Việc chính vẫn xong. Kiểm tra mạng, ổ đĩa, hoặc tệp records/{SETTING}; lần sau docgen ghi lại."
    return Problem(code, Severity.WARNING, Where(file=file), message, remedy=remedy)


# --- comparing --------------------------------------------------------------------------------


def compare_codes(place: Place, now: dt.datetime) -> list[Problem]:
    """Compare the books with the codes in every second place; nothing is written."""
    there = elsewhere(place)
    heads = heads_of(place) if there.folders else {}
    told = list(there.faults)
    for folder in there.folders:
        try:
            ledger = _ledger(folder, place)
            lines = ledger.read().splitlines()
        except OSError as error:
            told.append(_unreached(folder, error))
            continue
        told += [*ledger.verify(), *_astray(ledger.path, _read(lines), heads)]
        told += _stamps(ledger.path, lines, roots(place), now)
    return told


def refuse_astray(place: Place, now: dt.datetime) -> None:
    """Stop when the books no longer fit the codes in a second place: nothing is written into such books."""
    errors = [problem for problem in compare_codes(place, now) if problem.code == _ASTRAY]
    if errors:
        raise Stop(
            "Sổ sách không khớp với mã giữ ở nơi khác nên chưa ghi gì.",
            "Chạy «docgen verify»; lấy lại thư mục records từ bản sao lưu mới nhất.",
            problems=errors,
        )


def _read(lines: Sequence[bytes]) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for line in lines:
        with suppress(ValueError):  # a damaged line is told by its chain
            values = json.loads(line)
            found += [values] if isinstance(values, dict) else []
    return found


def _astray(
    path: Path, lines: Sequence[Mapping[str, object]], heads: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Tell of each book the first code that no longer fits."""
    for name, own in heads.items():
        anew = [number for number, line in enumerate(lines) if name in (_listed(line.get(_ANEW)))]
        for line in lines[anew[-1] if anew else 0 :]:
            kept = _listed(line.get(name))
            count, head = (kept[0], kept[1]) if len(kept) == 2 else (0, "")  # noqa: PLR2004 - count and code
            if isinstance(count, int) and count > 0 and list(own[count - 1 : count]) != [head]:
                yield Problem(
                    _ASTRAY,
                    Severity.ERROR,
                    Where(file=str(path)),
                    f"{name} không còn khớp với mã giữ ở nơi khác, ghi lúc {line.get('lúc')} ({count} việc):"
                    " đã bị cắt bớt, bị sửa rồi tính lại mã, hoặc bị thay bằng bản cũ.",
                    str(head)[:16],
                    "Lấy lại thư mục records từ bản sao lưu mới nhất rồi chạy «docgen verify».",
                )
                break


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _stamps(path: Path, lines: Sequence[bytes], trusted: Sequence[Path], now: dt.datetime) -> list[Problem]:
    """Hold every time stamp beside the codes against the line that it is of."""
    of = {files.sha256(line)[:16]: line for line in lines}
    told: list[Problem] = []
    unknown = 0
    for file in sorted(path.parent.glob(f"{path.stem}-*{_STAMP}")):
        line = of.get(file.stem.removeprefix(f"{path.stem}-").partition("-")[0], b"")
        try:
            unknown += not check(file.read_bytes(), line, trusted, now)
        except ImportError:
            break  # told when a stamp is asked for
        except (OSError, StampError):
            told.append(
                Problem(
                    "MA-05",
                    Severity.ERROR,
                    Where(file=str(file)),
                    "Dấu thời gian không khớp dòng mã nào: danh sách mã hoặc dấu đã bị sửa.",
                    remedy="Lấy lại cả thư mục giữ mã từ bản sao lưu của nó.",
                )
            )
    if unknown:
        message = f"{unknown} dấu thời gian còn nguyên, nhưng không rõ chứng thư gốc của máy chủ."
        remedy = f"Đặt chứng thư gốc của máy chủ (.pem, .crt) vào records/{ROOTS}."
        told.append(Problem("MA-06", Severity.WARNING, Where(file=str(path)), message, remedy=remedy))
    return told
