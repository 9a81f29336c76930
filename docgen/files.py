"""Files: hashes, whole-or-nothing writes, one docgen at a time in a folder, bounds of office files.

Standard library only.  An office file (``.xlsx``, ``.docx``) is a ZIP container; none of the
libraries that read it stops a ZIP bomb, so its bounds are checked here before it is opened.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import stat
import struct
import sys
import threading
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from docgen.problem import ExitCode, Problem, Severity, Stop, Where

if TYPE_CHECKING:
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MAX_UNPACKED: Final = 100 * 1024 * 1024
"""Most bytes that all members of an office file may have once unpacked."""

MAX_RATIO: Final = 100
"""Most times that a member may grow; real office files stay under 40, bombs start at 400."""

RATIO_FREE: Final = 1024 * 1024
"""Members up to this many unpacked bytes are harmless whatever their ratio."""

MAX_MEMBERS: Final = 2000
"""Most members of an office file."""

_TEMP_PREFIX: Final = ".docgen-tmp-"
_ASIDE_PREFIX: Final = f"{_TEMP_PREFIX}cu-"
_LOCK_NAME: Final = ".docgen.lock"
_LOCK_PAUSE: Final = 0.05
_RETRY_DELAYS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_SHOWN_NAME: Final = 60
"""So many letters of a name are shown that is too long."""
_CHUNK: Final = 64 * 1024
_PIECE: Final = 1024 * 1024


# --- hashes -----------------------------------------------------------------------------------


def sha256(data: bytes) -> str:
    """Give the SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Give the SHA-256 of a file, in lower-case hexadecimal; ``OSError`` if it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- whole-or-nothing writes ------------------------------------------------------------------


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks finds the old bytes or the new ones, never a part.

    The bytes go to a temporary file in the same folder (made if missing), reach the disk, and
    then take the name.  Raises ``Stop`` when the disk is full or the file is held open by
    another program; the old file is then whole and the temporary file is gone.  A kill in the
    middle leaves only a file that ``sweep`` removes.
    """
    temp = _temp(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_through(temp, data)
            _keep_mode(path, temp)
            rename(temp, path)
        except BaseException:  # an interrupt, too, must not leave the temporary file behind
            with suppress(OSError):
                temp.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _cannot_write(path, error) from error
    sync_folder(path.parent)


def write_over(path: Path, data: bytes, known: str | None) -> bool:
    """Write a file whose bytes are known by their hash; ``known`` is ``None`` where there is no file.

    False when somebody saved other bytes in the meantime, up to the last moment: these stand there still.
    What is replaced is taken aside, looked at once more and only then given up; a kill in the middle is made
    good by ``sweep``.  ``Stop`` as ``write_atomic``.
    """
    temp, aside = _temp(path), path.with_name(f"{_ASIDE_PREFIX}{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_through(temp, data)
            if known is not None:
                rename(path, aside)
            mode = aside.stat().st_mode if known is not None else None
            written = (known is None or sha256_file(aside) == known) and _take_name(temp, path)
        finally:  # an interrupt, too, must not leave anything half-done behind
            _remove(temp)
            _come_back(aside, path)
        if written and mode is not None:  # what may only be read stays so
            path.chmod(stat.S_IMODE(mode))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _cannot_write(path, error) from error
    sync_folder(path.parent)
    return written


def _temp(path: Path) -> Path:
    return path.parent / f"{_TEMP_PREFIX}{os.getpid()}-{threading.get_ident()}"


def _keep_mode(old: Path, new: Path) -> None:
    """Let a new file be read-only where the old one is."""
    with suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))


def _take_name(source: Path, target: Path) -> bool:
    """Give a file its name unless another file has it; tell whether it could."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a disk without links
        if target.exists():
            return False
        rename(source, target)
    return True


def _come_back(aside: Path, path: Path) -> None:
    """Put a file back that was taken aside, unless its place is taken; then nobody needs it."""
    if path.exists():
        _remove(aside)
    elif aside.exists():
        aside.rename(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # a read-only file on Windows
        with suppress(OSError):
            path.chmod(0o666)
            path.unlink(missing_ok=True)


def write_through(path: Path, data: bytes) -> None:
    """Write bytes to a new file and wait until they are on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def rename(source: Path, target: Path) -> None:
    """Give a file or folder its name; on Windows a virus scanner may hold the old one for a moment."""
    for delay in _RETRY_DELAYS:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(delay)
        else:
            return
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets a folder be opened."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network drives refuse it; the file itself is on the disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REASONS: Final = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền, hoặc tệp đang mở trong chương trình khác",
    errno.EPERM: "không có quyền, hoặc tệp đang mở trong chương trình khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOTDIR: "trên đường dẫn có một tệp nằm ở chỗ của thư mục",
    errno.EEXIST: "trên đường dẫn có một tệp nằm ở chỗ của thư mục",
    errno.EISDIR: "chỗ ấy là một thư mục",
    errno.EINVAL: "tên có ký tự không dùng được",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết phần đĩa được cấp",
    errno.EIO: "ổ đĩa bị lỗi khi đọc hoặc ghi",
}


def reason(error: OSError) -> str:
    """Say in the user's words, as the end of a sentence, why the system refused a file."""
    if error.errno is None:
        return "lỗi hệ thống"
    return _REASONS.get(error.errno, f"lỗi hệ thống số {error.errno}")


def is_bad_name(error: OSError) -> bool:
    """Tell whether the system refused a name as such: whoever typed it is to be told, wherever that shows."""
    return error.errno in (errno.ENAMETOOLONG, errno.EINVAL) and bool(error.filename)


def bad_name(error: OSError) -> Stop:
    """Say that a name is none that the system takes."""
    path = Path(os.fsdecode(error.filename))
    name = max(path.parts, key=len) if error.errno == errno.ENAMETOOLONG else str(path)
    shown = name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…"
    return Stop(
        f"Không dùng được «{shown}»: {reason(error)}.", "Hãy chọn tên khác.", exit_code=ExitCode.USAGE
    )


def _cannot_write(path: Path, error: OSError) -> Stop:
    """Say in the user's words why a file could not be written."""
    if is_bad_name(error):
        return bad_name(OSError(error.errno, "", str(path)))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Stop(
            f"Đĩa đã đầy, chưa ghi được «{path.name}». Bản cũ (nếu có) vẫn nguyên.",
            "Hãy xóa bớt tệp không dùng rồi chạy lại.",
        )
    if isinstance(error, PermissionError):
        return Stop(
            f"Không ghi được «{path.name}»: tệp đang mở trong Word hoặc thư mục không cho ghi.",
            "Hãy đóng tệp ấy rồi chạy lại.",
        )
    return Stop(
        f"Không ghi được «{path.name}»: {reason(error)}.", "Hãy kiểm tra tên và thư mục rồi chạy lại."
    )


def sweep(folder: Path) -> list[Path]:
    """Remove what killed runs left half-written in a folder and below it; put back what they took aside.

    To be called while the folder's ``Lock`` is held, or a running write would lose its file.
    Returns the files removed.
    """
    removed = []
    for path in sorted(folder.rglob(f"{_TEMP_PREFIX}*")):
        if path.name.startswith(_ASIDE_PREFIX):
            with suppress(OSError):
                _come_back(path, path.with_name(path.name.removeprefix(_ASIDE_PREFIX)))
        else:
            with suppress(OSError):
                _remove(path)
        if not path.exists():
            removed.append(path)
    return removed


def is_unfinished(path: Path) -> bool:
    """Tell whether a file is one that a killed run left half-written, or that is being written now."""
    return path.name.startswith(_TEMP_PREFIX)


def is_swept(folder: Path) -> bool:
    """Tell whether no killed run left anything half-written in a folder and its subfolders."""
    return next(folder.rglob(f"{_TEMP_PREFIX}*"), None) is None


class Lock:
    """One docgen at a time in a folder: ``with Lock(folder): ...``.

    The operating system holds the lock for the open file, so it is free again the moment that
    the process ends, killed or not.  Raises ``Stop`` when another docgen holds it, after waiting for
    ``patience`` seconds.  Locks of other names do not hinder one another.
    """

    def __init__(self, folder: Path, *, patience: float = 0.0, name: str = _LOCK_NAME) -> None:
        self._path, self._patience = folder / name, patience
        self._handle: int | None = None

    def __enter__(self) -> Self:
        """Take the lock or raise ``Stop``."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise _cannot_write(self._path.parent, error) from error
        try:
            _wait_for(handle, self._patience)
        except OSError as error:
            os.close(handle)
            raise Stop(
                f"Một phiên docgen khác đang làm việc trong thư mục «{self._path.parent.name}».",
                "Hãy đợi phiên ấy xong hoặc đóng cửa sổ của nó, rồi chạy lại.",
            ) from error
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the lock; the lock file stays, since removing it would race with the next owner."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _wait_for(handle: int, patience: float) -> None:
    """Lock an open file, trying again for so many seconds; ``OSError`` when it stays held."""
    end = time.monotonic() + patience
    while True:
        try:
            _lock_handle(handle)
        except OSError:
            if time.monotonic() >= end:
                raise
            time.sleep(_LOCK_PAUSE)
        else:
            return


def _lock_handle(handle: int) -> None:
    """Lock an open file for this process; ``OSError`` when another one holds it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# --- bounds of office files -------------------------------------------------------------------

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_LOCAL_HEADER: Final = 30

_SAVE_AGAIN = "Hãy mở tệp bằng Word hoặc Excel, chọn «Save As» dạng .docx hoặc .xlsx, rồi dùng tệp mới."
_ASK_AGAIN = "Hãy lấy lại tệp gốc từ nơi gửi hoặc từ bản sao lưu."
_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "TEP-01": ("Tệp trống, không có gì bên trong.", _ASK_AGAIN),
    "TEP-02": (
        "Tệp có mật khẩu mở.",
        "Hãy mở bằng Word hoặc Excel, gỡ mật khẩu (File, Info, Protect, xóa mật khẩu), rồi lưu lại.",
    ),
    "TEP-03": ("Tệp kiểu cũ (.xls hoặc .doc).", _SAVE_AGAIN),
    "TEP-04": ("Tệp là một trang web (HTML) được đổi đuôi.", _SAVE_AGAIN),
    "TEP-05": ("Tệp là chữ thường (CSV hoặc TXT) được đổi đuôi.", _SAVE_AGAIN),
    "TEP-06": ("Tệp không phải là tệp Word hay Excel.", _SAVE_AGAIN),
    "TEP-07": ("Tệp bị cụt hoặc hỏng, không đọc được trọn.", _ASK_AGAIN),
    "TEP-08": ("Tệp có quá nhiều phần bên trong ({found}; nhiều nhất {limit}).", _ASK_AGAIN),
    "TEP-09": ("Tệp bung ra quá lớn ({found} MB; nhiều nhất {limit} MB).", _ASK_AGAIN),
    "TEP-10": ("Tệp bị nén bất thường (bung ra gấp {found} lần; nhiều nhất {limit} lần).", _ASK_AGAIN),
    "TEP-11": ("Tệp có phần bên trong bị khóa bằng mật khẩu.", _ASK_AGAIN),
}


def check_archive(data_or_path: bytes | Path, *, what: str) -> Problem | None:
    """Tell what keeps an office file from being opened safely, or ``None`` when nothing does.

    ``what`` names the file for the user.  Everything is unpacked once, a little at a time and
    counted, because the sizes that a container declares may lie; so a file that passes is also
    whole (every checksum holds).  Raises ``OSError`` when the path cannot be read.
    """
    if isinstance(data_or_path, Path):
        if data_or_path.stat().st_size > MAX_UNPACKED:
            size = data_or_path.stat().st_size
            return _fault(what, "TEP-09", found=size // 2**20, limit=MAX_UNPACKED // 2**20)
        data = data_or_path.read_bytes()
    else:
        data = data_or_path
    if not data.startswith(b"PK"):
        return _fault(what, _not_a_zip(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return _fault(what, "TEP-07")
    return _check_directory(members, what) or _check_contents(data, members, what)


def _fault(what: str, code: str, *, found: object = "", limit: object = "") -> Problem:
    message, remedy = _FAULTS[code]
    return Problem(
        code, Severity.ERROR, Where(file=what), message.format(found=found, limit=limit), remedy=remedy
    )


def _not_a_zip(data: bytes) -> str:
    """Name the fault of a file that is no ZIP container, by its first bytes."""
    if not data.strip(b"\0 \t\r\n"):
        return "TEP-01"
    if data.startswith(_OLE):
        return "TEP-02" if _ENCRYPTED_OLE in data else "TEP-03"
    if _HTML.match(data):
        return "TEP-04"
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xef\xbb\xbf")) or not re.search(rb"[\x00-\x08\x0e-\x1f]", head):
        return "TEP-05"
    return "TEP-06"


def _check_directory(members: list[zipfile.ZipInfo], what: str) -> Problem | None:
    """Judge what the container declares about its members."""
    names = {member.filename for member in members}
    total = sum(member.file_size for member in members)
    ratio = max((_ratio(member) for member in members), default=0)
    fault: Problem | None = None
    if len(members) > MAX_MEMBERS:
        fault = _fault(what, "TEP-08", found=len(members), limit=MAX_MEMBERS)
    elif len(names) != len(members) or any(m.compress_type not in (0, 8) for m in members):
        fault = _fault(what, "TEP-07")
    elif any(member.flag_bits & 1 for member in members):
        fault = _fault(what, "TEP-11")
    elif total > MAX_UNPACKED:
        fault = _fault(what, "TEP-09", found=total // 2**20, limit=MAX_UNPACKED // 2**20)
    elif ratio > MAX_RATIO:
        fault = _fault(what, "TEP-10", found=ratio, limit=MAX_RATIO)
    elif "[Content_Types].xml" not in names:
        fault = _fault(what, "TEP-06")
    return fault


def _ratio(member: zipfile.ZipInfo) -> int:
    """Say how many times a member grows when unpacked, if it is big enough to matter."""
    return member.file_size // max(member.compress_size, 1) if member.file_size > RATIO_FREE else 0


def _check_contents(data: bytes, members: list[zipfile.ZipInfo], what: str) -> Problem | None:
    """Unpack every member, counting: what is really inside must be what is declared."""
    for member in members:
        try:
            whole = _is_whole(raw_member(data, member), member)
        except (ValueError, zlib.error):
            whole = False
        if not whole:
            return _fault(what, "TEP-07")
    return None


def raw_member(data: bytes, member: zipfile.ZipInfo) -> memoryview:
    """Give the packed bytes of one member as they lie in the container; ``ValueError`` if cut off."""
    start = member.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise ValueError(member.filename)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start += _LOCAL_HEADER + name_length + extra_length
    raw = memoryview(data)[start : start + member.compress_size]
    if len(raw) != member.compress_size:
        raise ValueError(member.filename)
    return raw


def _is_whole(raw: memoryview, member: zipfile.ZipInfo) -> bool:
    """Tell whether the packed bytes give exactly the declared size and checksum."""
    if member.compress_type == zipfile.ZIP_STORED:
        return len(raw) == member.file_size and zlib.crc32(raw) == member.CRC
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    size = crc = 0
    for start in range(0, len(raw), _CHUNK):
        pending: bytes | memoryview = raw[start : start + _CHUNK]
        while pending:
            piece = unpacker.decompress(pending, _PIECE)
            pending = unpacker.unconsumed_tail
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            if size > member.file_size:
                return False
    return unpacker.eof and size == member.file_size and crc == member.CRC
