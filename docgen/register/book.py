"""The register on disk, ``so-dang-ky.db``: every act is one transaction, whole or not at all.

``synchronous=FULL`` in every place; the write-ahead log on a local disk, the rollback journal
elsewhere (see ``place``).  Whoever finds somebody else writing waits a few seconds and is then told.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from docgen import files
from docgen.ledger import Act
from docgen.problem import Stop
from docgen.register.chain import broken_at, chained, replay
from docgen.register.entry import ACTS, ADD, CANCEL, ISSUE, Contents, RegisterEntry, Row, linked, parse, plain
from docgen.register.place import Lying, look_at
from docgen.register.register_text import agrees, lags, text_of
from docgen.register.schema import APPLICATION, FORMAT, columns, schema
from docgen.viet import pad2

DATABASE: Final = "so-dang-ky.db"
TEXT: Final = "so-dang-ky.txt"
PATIENCE: Final = 5.0
"""Seconds to wait for somebody else who is writing."""

_ENTRY = ("seq", "at", "who", "act", "why", "what", "previous", "hash")
_MOST_TOLD = 3
_REBUILD = "Không còn bản nào thì chạy «docgen register rebuild»."
_RESTORE = "Hãy lấy lại so-dang-ky.db từ bản sao lưu; đối chiếu với so-dang-ky.txt bên cạnh."


@dataclass(frozen=True, slots=True)
class Book:
    """The register of one season, in its folder under ``records``; made when first written to.

    ``season`` is the name that the text export begins with; ``witness`` tells which numbers other books know
    to have been given, as they are cited and the newest last, and of each whether it was cancelled.
    """

    folder: Path
    season: str
    patience: float = PATIENCE
    witness: Callable[[], Mapping[str, bool]] = field(default=dict, compare=False)

    @property
    def path(self) -> Path:
        """Give the database."""
        return self.folder / DATABASE

    @property
    def text_path(self) -> Path:
        """Give the text beside it that anybody can read."""
        return self.folder / TEXT

    @property
    def lying(self) -> Lying:
        """Tell what kind of place it lies in."""
        return look_at(self.folder, os.environ)

    # --- reading ----------------------------------------------------------------------------------

    def read(self) -> Contents:
        """Give all that the register holds; nothing when there is none yet.

        ``Stop`` when it cannot be read, or when it is lost or older than other books: then numbers were given
        that nobody may give again.
        """
        if self.is_begun:
            contents = self.read_alone()
            behind = self.behind(contents)
            if behind is not None:
                raise behind
            return contents
        lost = self.lost
        if lost is not None:
            raise lost
        return Contents()

    def read_alone(self) -> Contents:
        """Give what a register holds that is there, whatever other books say; ``Stop`` as in ``read``."""
        with self._errors(), self.opened() as connection:
            contents = read_contents(connection)
        _follow(contents)
        return contents

    def behind(self, contents: Contents) -> Stop | None:
        """Say that other books know of more than the history does: the register is an older copy.

        ``Stop`` is raised, not given, when the history cannot be followed.
        """
        rows = {row.citation: row for row in _follow(contents)}
        told = self.witness()
        lacking = [f"số {number}" for number in told if number not in rows]
        lacking += [
            f"việc hủy số {number}"
            for number, cancelled in told.items()
            if cancelled and number in rows and not rows[number].cancelled
        ]
        if not lacking:
            return None
        shown = ", ".join(lacking[:_MOST_TOLD])
        more = f" và {len(lacking) - _MOST_TOLD} việc nữa" if len(lacking) > _MOST_TOLD else ""
        return Stop(
            f"Sổ đăng ký «{self.path}» là bản cũ hoặc đã bị thay: sổ không có {shown}{more}, mà nhật ký hoặc"
            " hồ sơ lưu ghi là đã có.",
            f"Hãy lấy lại bản mới hơn của {DATABASE} và {TEXT} (cả hai cùng một lúc). {_REBUILD}",
        )

    @property
    def lost(self) -> Stop | None:
        """Say that there was a register, where there is none now but something still speaks of it."""
        if self.text_path.exists():
            return Stop(
                f"Không thấy số nào trong sổ đăng ký «{self.path}», nhưng bản chữ {TEXT} vẫn còn: sổ đã bị"
                " xóa hoặc chuyển đi.",
                _RESTORE,
            )
        told = self.witness()
        if told:
            return Stop(
                f"Sổ đăng ký «{self.path}» và bản chữ {TEXT} đều không còn, nhưng nhật ký hoặc hồ sơ lưu ghi"
                f" đã cấp {pad2(len(told))} số, gần nhất là số {list(told)[-1]}: sổ đã bị xóa hoặc dời đi.",
                f"Hãy lấy lại {DATABASE} và {TEXT} từ bản sao lưu rồi chạy «docgen register verify»."
                f" {_REBUILD}",
            )
        return None

    @property
    def is_begun(self) -> bool:
        """Tell whether there is a register: a run that was ended while it made one leaves a bare file.

        ``Stop`` when the file cannot be read.
        """
        if not self.path.exists():
            return False
        with self._errors(), self.opened() as connection:
            return not _is_bare(connection)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the database for reading; ``sqlite3.Error`` when it cannot be read."""
        with closing(self._connect_to_read()) as connection:
            yield connection

    def _connect_to_read(self) -> sqlite3.Connection:
        # A reader that may write leaves no log behind when it goes.
        ways = ["?mode=rw", "?mode=ro"]
        if not self.path.with_name(f"{DATABASE}-wal").exists():
            ways.append("?immutable=1")  # a folder where nothing at all may be written
        failure: sqlite3.Error | None = None
        for way in ways:
            connection = self._connect(way)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                connection.close()
                failure = error
            except sqlite3.Error:
                connection.close()
                raise
            else:
                return connection
        raise failure or sqlite3.OperationalError

    def _connect(self, way: str) -> sqlite3.Connection:
        path = self.path.absolute().as_posix()
        start = f"//{path}" if path.startswith("//") else path if path.startswith("/") else f"/{path}"
        uri = f"file:{quote(start)}{way}"
        return sqlite3.connect(uri, uri=True, timeout=self.patience, isolation_level=None)

    # --- writing ----------------------------------------------------------------------------------

    def give(
        self,
        act: Act,
        rows: Sequence[Row],
        *,
        seen: Contents,
        outside: bool = False,
        reasons: Sequence[str] = (),
    ) -> Contents:
        """Write numbers, all or none, and give what the register then holds.

        ``seen`` is what was read when they were judged: ``Stop`` when somebody wrote since, and when a
        number is taken.  ``outside`` tells that they were given by hand to papers of others; ``reasons``
        say why of each row, where the act does not say it of all.  The rows
        get their ids in their order; what ``replaces`` names must be there already.
        """
        kind = ADD if outside else ISSUE

        def write(connection: sqlite3.Connection, before: Contents) -> None:
            first = max((row.id for row in before.rows), default=0) + 1
            last = before.history[-1] if before.history else None
            whys = reasons or [act.why] * len(rows)
            for row_id, (row, why) in enumerate(zip(rows, whys, strict=True), start=first):
                values = plain(replace(row, id=row_id))
                _insert(connection, "so_van_ban", {"letter": "", **values})
                last = chained(replace(act, why=why), kind, values, last)
                _append(connection, last)

        return self._write(write, seen)

    def cancel(self, act: Act, row: Row, *, seen: Contents) -> Contents:
        """Cancel a number: it stays in the register and is never used again."""

        def write(connection: sqlite3.Connection, before: Contents) -> None:
            connection.execute('UPDATE so_van_ban SET "cancelled" = 1 WHERE "id" = ?', [row.id])
            last = before.history[-1] if before.history else None
            _append(connection, chained(act, CANCEL, {"id": row.id, "sign": row.sign}, last))

        return self._write(write, seen)

    def follow(self, history: Sequence[RegisterEntry]) -> Contents:
        """Write the acts of another register again, one by one, so that every hash is as it was."""
        seen = Contents()
        for entry in history:
            what, act = json.loads(entry.what), Act(entry.at, entry.who, entry.why)
            if entry.act == CANCEL:
                row = next(row for row in seen.rows if row.id == what["id"])
                seen = self.cancel(act, row, seen=seen)
            else:
                seen = self.give(act, [parse(what)], seen=seen, outside=entry.act == ADD)
        return seen

    def _write(self, write: Callable[[sqlite3.Connection, Contents], None], seen: Contents) -> Contents:
        self._make_folder()
        with self._errors(), closing(self._connect("?mode=rwc")) as connection:
            self._prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                before = read_contents(connection)
                _refuse_stale(before, seen)
                self._refuse_unsound(before)
                write(connection, before)
                after = read_contents(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        return after

    def _refuse_unsound(self, before: Contents) -> None:
        """Write nothing into a register that was changed: a new text would hide what the old one shows."""
        rows = {row.id: row for row in _follow(before)}
        sound = not broken_at(before.history) and rows == {row.id: row for row in before.rows}
        try:
            data = self.text_path.read_bytes()
        except OSError:
            told = True  # a text that is not there hides nothing
        else:
            told = sound and (agrees(data, before, self.season) or lags(data, before, self.season))
        if not sound or not told:
            raise Stop(
                f"Sổ đăng ký không khớp với lịch sử hoặc với bản chữ {TEXT} của nó nên chưa ghi thêm gì.",
                "Chạy «docgen register verify» để biết chỗ nào đã bị sửa.",
            )

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Stop(
                f"Không ghi được thư mục «{self.folder}»: {files.reason(error)}.",
                "Hãy kiểm tra ổ đĩa (hay ổ mạng) và quyền ghi rồi chạy lại.",
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Set how the database is written, and make its tables when it is new."""
        connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")
        connection.execute("PRAGMA synchronous = FULL")
        wanted = self.lying.journal
        (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
        if str(mode).upper() != wanted:
            connection.execute("PRAGMA journal_mode = DELETE")
        version = version_of(connection)
        if version == FORMAT:
            return
        if version > FORMAT:
            raise Stop(
                f"Sổ đăng ký «{self.path.name}» do bản docgen mới hơn ghi.",
                "Hãy cài bản docgen mới rồi chạy lại.",
            )
        connection.execute("BEGIN IMMEDIATE")
        if _is_bare(connection):  # another docgen may have made them while this one waited
            _make(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        elif version_of(connection) < FORMAT:
            _bring_up(connection)
        connection.execute("COMMIT")

    # --- the text ---------------------------------------------------------------------------------

    def export_text(self, contents: Contents) -> None:
        """Write the text beside the database, whole or not at all; ``Stop`` when it cannot be written."""
        files.write_atomic(self.text_path, text_of(contents, self.season).encode("utf-8-sig"))

    def refresh_text(self, contents: Contents) -> bool:
        """Write the text when it says something else than the register; tell whether it had to be."""
        wanted = text_of(contents, self.season).encode("utf-8-sig")
        with suppress(OSError):
            if self.text_path.read_bytes() == wanted:
                return False
        self.export_text(contents)
        return True

    # --- what the database refuses ----------------------------------------------------------------

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._stop(error) from error

    def _stop(self, error: sqlite3.Error) -> Stop:
        """Say in the user's words why the database refused."""
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        if isinstance(error, sqlite3.IntegrityError):
            return Stop(
                "Sổ đăng ký không nhận: số này đã có trong dãy của năm ấy, hoặc văn bản đã có số.",
                "Xem «docgen register»; số đã cấp, kể cả số đã hủy, không dùng lại.",
            )
        told = _REFUSALS.get(primary or 0)
        if told is None:
            return Stop(f"Sổ đăng ký «{self.path}» bị hỏng hoặc bị sửa, không dùng được.", _RESTORE)
        message, remedy = told
        return Stop(message.format(path=self.path), remedy)


_CHECK_DISK = "Hãy kiểm tra ổ đĩa (hay ổ mạng) và quyền ghi rồi chạy lại. Chưa số nào bị mất hay cấp hai lần."
_REFUSALS: Final = {
    sqlite3.SQLITE_BUSY: (
        "Có người khác đang ghi sổ đăng ký «{path}».",
        "Hãy đợi họ xong rồi chạy lại; lần này chưa ghi gì.",
    ),
    sqlite3.SQLITE_LOCKED: ("Sổ đăng ký «{path}» đang bị khóa.", "Hãy đợi một lát rồi chạy lại."),
    sqlite3.SQLITE_FULL: (
        "Đĩa đã đầy, chưa ghi được sổ đăng ký; sổ vẫn nguyên như trước.",
        "Hãy xóa bớt tệp không dùng rồi chạy lại.",
    ),
    sqlite3.SQLITE_READONLY: ("Sổ đăng ký «{path}» chỉ cho đọc.", _CHECK_DISK),
    sqlite3.SQLITE_CANTOPEN: ("Không mở được sổ đăng ký «{path}».", _CHECK_DISK),
    sqlite3.SQLITE_PERM: ("Không có quyền ghi sổ đăng ký «{path}».", _CHECK_DISK),
    sqlite3.SQLITE_IOERR: ("Ổ đĩa báo lỗi khi đọc hoặc ghi sổ đăng ký «{path}».", _CHECK_DISK),
    sqlite3.SQLITE_NOTADB: ("Tệp «{path}» không phải là sổ đăng ký của docgen.", _RESTORE),
    sqlite3.SQLITE_CORRUPT: ("Sổ đăng ký «{path}» bị hỏng.", _RESTORE),
}


def _follow(contents: Contents) -> tuple[Row, ...]:
    """Give the rows that follow from the history; ``Stop`` when it speaks of what cannot be."""
    try:
        return replay(contents.history)
    except (ValueError, KeyError, TypeError) as error:
        raise Stop(
            "Lịch sử của sổ đăng ký đã bị sửa, không đọc được nữa.",
            f"Chạy «docgen register verify» để biết chỗ nào. {_RESTORE}",
        ) from error


def _is_bare(connection: sqlite3.Connection) -> bool:
    (made,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not made


def version_of(connection: sqlite3.Connection) -> int:
    """Give the format of a register."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def statements_of(connection: sqlite3.Connection) -> set[str]:
    """Give the statements that made a register, each on one line."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {" ".join(str(sql).split()) for (sql,) in found}


def _bring_up(connection: sqlite3.Connection) -> None:
    """Make a register of an older format one of today's; one whose guards were changed stays as it is."""
    old = version_of(connection)
    if statements_of(connection) != set(schema(old)):
        return
    names = (*columns(old), "cancelled")
    found = connection.execute(f"SELECT {_quoted(names)} FROM so_van_ban")  # noqa: S608 - our own names
    rows = [{"letter": "", **dict(zip(names, values, strict=True))} for values in found]
    connection.execute("DROP TABLE so_van_ban")
    _make(connection)
    for row in rows:
        _insert(connection, "so_van_ban", row)


def _make(connection: sqlite3.Connection) -> None:
    """Make what is not there yet of the tables and their guards."""
    there = statements_of(connection)
    for statement in schema():
        if statement not in there:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _refuse_stale(now: Contents, seen: Contents) -> None:
    if now.history != seen.history:
        raise Stop(
            "Vừa có người khác ghi vào sổ đăng ký nên lần này chưa ghi gì.",
            "Hãy chạy lại: số đề nghị và các kiểm tra sẽ tính theo sổ mới.",
        )


def read_contents(connection: sqlite3.Connection) -> Contents:
    """Read rows and history; ``sqlite3.Error`` when they cannot be read, or mean nothing."""
    names = columns(version_of(connection))
    query = f'SELECT {_quoted(names)}, "cancelled" FROM so_van_ban ORDER BY "id"'  # noqa: S608 - our own names
    rows: dict[int, Row] = {}
    for values in connection.execute(query):
        try:
            row = parse(dict(zip(names, values[:-1], strict=True)))
        except (ValueError, TypeError) as error:
            raise sqlite3.DatabaseError(str(error)) from error
        rows[row.id] = replace(row, cancelled=bool(values[-1]))
    history = connection.execute(f'SELECT {_quoted(_ENTRY)} FROM lich_su ORDER BY "seq"')  # noqa: S608 - our own names
    return Contents(tuple(linked(rows).values()), tuple(RegisterEntry(*values) for values in history))


def _append(connection: sqlite3.Connection, entry: RegisterEntry) -> None:
    if entry.act not in ACTS:
        raise ValueError(entry.act)
    _insert(connection, "lich_su", {name: getattr(entry, name) for name in _ENTRY})


def _insert(connection: sqlite3.Connection, table: str, values: Mapping[str, object]) -> None:
    marks = ", ".join("?" for _ in values)
    connection.execute(
        f"INSERT INTO {table} ({_quoted(values)}) VALUES ({marks})",  # noqa: S608 - our own names
        list(values.values()),
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
