"""Files are whole or absent, one docgen works in a folder, and bombs are refused unopened."""

from __future__ import annotations

import errno
import io
import os
import signal
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from docgen import files
from docgen.files import Lock, check_archive, reason, sha256, sha256_file, sweep, write_atomic
from docgen.problem import Stop

OLD, NEW = b"ban cu, nguyen ven", "bản mới, nguyên vẹn".encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def full_disk(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupt(*_: object) -> int:
    raise KeyboardInterrupt


class TestWriteAtomic:
    def test_makes_the_folder_and_writes_the_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / "Phường An Mỹ" / "Thông báo.docx"
        write_atomic(path, NEW)
        assert path.read_bytes() == NEW
        assert names(path.parent) == ["Thông báo.docx"]

    @pytest.mark.parametrize("call", ["write", "fsync"])
    def test_a_full_disk_leaves_the_old_file_whole_and_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        path = tmp_path / "tb.docx"
        write_atomic(path, OLD)
        monkeypatch.setattr(os, call, full_disk)
        with pytest.raises(Stop, match="Đĩa đã đầy"):
            write_atomic(path, NEW)
        assert path.read_bytes() == OLD
        assert names(tmp_path) == ["tb.docx"]

    def test_an_interrupt_leaves_the_old_file_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "tb.docx"
        write_atomic(path, OLD)
        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomic(path, NEW)
        assert path.read_bytes() == OLD
        assert names(tmp_path) == ["tb.docx"]

    def test_short_writes_of_the_system_are_completed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = os.write
        monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, data[:3]))
        write_atomic(tmp_path / "a", NEW)
        assert (tmp_path / "a").read_bytes() == NEW

    def test_a_file_held_for_a_moment_is_tried_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries = hold(monkeypatch, times=3)
        write_atomic(tmp_path / "a", NEW)
        assert (tmp_path / "a").read_bytes() == NEW
        assert len(tries) == 4

    def test_a_file_held_for_good_is_told_kindly_and_soon(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "tb.docx"
        write_atomic(path, OLD)
        hold(monkeypatch, times=99)
        with pytest.raises(Stop, match=r"«tb\.docx».*đang mở trong Word"):
            write_atomic(path, NEW)
        assert path.read_bytes() == OLD
        assert names(tmp_path) == ["tb.docx"]

    def test_a_place_that_cannot_be_is_told_in_vietnamese(self, tmp_path: Path) -> None:
        (tmp_path / "tệp").write_bytes(OLD)
        (tmp_path / "thư mục").mkdir()
        for path, why in (
            (tmp_path / "tệp" / "con" / "tb.docx", "tệp nằm ở chỗ của thư mục"),
            (tmp_path / "tệp" / "tb.docx", "tệp nằm ở chỗ của thư mục"),
            (tmp_path / "thư mục", "chỗ ấy là một thư mục"),
            (tmp_path / ("dài" * 200), "tên hoặc đường dẫn quá dài"),
        ):
            with pytest.raises(Stop, match=why):
                write_atomic(path, NEW)
        assert names(tmp_path) == ["thư mục", "tệp"]

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOENT, "không có tệp hoặc thư mục này"),
            (errno.EROFS, "ổ đĩa chỉ cho đọc"),
            (errno.EACCES, "không có quyền"),
            (12345, "lỗi hệ thống số 12345"),
        ],
    )
    def test_the_words_of_the_system_are_never_shown(self, number: int, words: str) -> None:
        told = reason(OSError(number, "Some English words"))
        assert told.startswith(words)
        assert "English" not in told

    def test_a_kill_in_the_middle_leaves_whole_files_and_what_sweep_removes(self, tmp_path: Path) -> None:
        (tmp_path / "con").mkdir()
        path = tmp_path / "con" / "tb.docx"
        write_atomic(path, OLD)
        code = (
            "import os, signal, pathlib, docgen.files as f\n"
            "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"f.write_atomic(pathlib.Path({str(path)!r}), b'dang viet do')\n"
        )
        killed = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
        assert killed.returncode == -signal.SIGKILL
        assert path.read_bytes() == OLD
        assert len(names(path.parent)) == 2
        assert [left.parent for left in sweep(tmp_path)] == [path.parent]
        assert names(path.parent) == ["tb.docx"]


def hold(monkeypatch: pytest.MonkeyPatch, *, times: int) -> list[Path]:
    """Act out Word or a virus scanner holding the file for the first ``times`` tries."""
    tries: list[Path] = []
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "đang mở")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return tries


def test_a_hash_of_a_file_is_the_hash_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_file(tmp_path / "a") == sha256(b"abc")
    assert sha256(b"abc").startswith("ba7816bf")


HOLDER = (
    "import pathlib, sys, time, docgen.files as f\n"
    "with f.Lock(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(60)\n"
)


class TestLock:
    def test_a_second_docgen_is_refused_kindly_and_a_killed_one_frees_the_folder(
        self, tmp_path: Path
    ) -> None:
        with subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(Stop, match="phiên docgen khác đang làm việc"), Lock(tmp_path):
                pass
            holder.kill()
            holder.wait()
            with Lock(tmp_path):
                pass

    def test_it_is_free_again_after_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="lỗi"), Lock(tmp_path):
            raise ValueError("lỗi")
        with Lock(tmp_path):
            pass


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as container:
        for name, content in {"[Content_Types].xml": b"<Types/>", **members}.items():
            container.writestr(name, content)
    return stream.getvalue()


def code_of(data: bytes) -> str:
    problem = check_archive(data, what="sổ.xlsx")
    assert problem is not None
    assert problem.where.file == "sổ.xlsx"
    assert problem.message
    assert problem.remedy
    return problem.code


class TestCheckArchive:
    def test_an_ordinary_file_passes_by_path_and_by_bytes(self, tmp_path: Path) -> None:
        data = archive({"xl/workbook.xml": b"<workbook/>" * 500, "a.bin": os.urandom(300_000)})
        (tmp_path / "s.xlsx").write_bytes(data)
        assert check_archive(data, what="s") is None
        assert check_archive(tmp_path / "s.xlsx", what="s") is None

    @pytest.mark.parametrize(
        ("data", "code", "words"),
        [
            (b"", "TEP-01", "Tệp trống"),
            (b"\0" * 4096, "TEP-01", "Tệp trống"),
            (files._OLE + "EncryptedPackage".encode("utf-16-le"), "TEP-02", "mật khẩu mở"),
            (files._OLE + b"\0" * 512 + b"W\0o\0r\0k\0b\0o\0o\0k\0", "TEP-03", "kiểu cũ"),
            (b"\xef\xbb\xbf <html><table>", "TEP-04", "trang web"),
            ("Mã;Tên\nAP;An Phú\n".encode(), "TEP-05", "chữ thường"),
            ("Mã\tTên".encode("utf-16"), "TEP-05", "chữ thường"),
            (b"%PDF-1.7\n\x00\x01\x02", "TEP-06", "không phải"),
            (archive({"a": b"x" * 5000})[:-60], "TEP-07", "cụt hoặc hỏng"),
            (archive({"a": b"x" * 5000})[:80], "TEP-07", "cụt hoặc hỏng"),
            (archive({f"m{i}": b"" for i in range(2001)}), "TEP-08", "2002"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",  # the bytes hold the time of the test
    )
    def test_each_way_of_being_wrong_has_its_own_sentence(self, data: bytes, code: str, words: str) -> None:
        problem = check_archive(data, what="sổ.xlsx")
        assert problem is not None
        assert (problem.code, words in problem.message) == (code, True)

    def test_a_container_that_is_no_office_file_is_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as container:
            container.writestr("ảnh.png", b"x")
        assert code_of(stream.getvalue()) == "TEP-06"

    def test_one_changed_byte_is_noticed(self) -> None:
        data = bytearray(archive({"a": os.urandom(4000)}))
        data[2000] ^= 1
        assert code_of(bytes(data)) == "TEP-07"

    def test_a_locked_member_is_refused(self) -> None:
        data = bytearray(archive({}))
        data[data.rindex(b"PK\x01\x02") + 8] |= 1
        assert code_of(bytes(data)) == "TEP-11"

    @pytest.mark.parametrize(
        ("size", "code"), [(64 * 2**20, "TEP-10"), (300 * 2**20, "TEP-09")], ids=["ratio", "size"]
    )
    def test_a_bomb_is_refused_within_a_second_and_little_memory(self, size: int, code: str) -> None:
        data = bomb(size, declared=size)
        started = time.perf_counter()
        tracemalloc.start()
        assert code_of(data) == code
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert time.perf_counter() - started < 1
        assert peak < 8 * 2**20

    def test_a_bomb_that_lies_about_its_size_is_refused_too(self) -> None:
        data = bomb(8 * 2**30, declared=900_000)
        started = time.perf_counter()
        tracemalloc.start()
        assert code_of(data) == "TEP-07"
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert time.perf_counter() - started < 1
        assert peak < 8 * 2**20


def bomb(size: int, *, declared: int) -> bytes:
    """Make a container whose one member unpacks to ``size`` zeros but declares another size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"0" * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)  # may be repeated at will
    raw = block * (size // 2**20) + packer.flush()
    data = archive({"m": raw}, zipfile.ZIP_STORED)
    local = data.rindex(b"PK\x03\x04")
    central = data.rindex(b"PK\x01\x02")
    spoiled: Any = bytearray(data)
    crc = zlib.crc32(b"0" * declared) if declared < 2**20 else 0
    for method, sizes in ((local + 8, local + 14), (central + 10, central + 16)):
        struct.pack_into("<H", spoiled, method, 8)
        struct.pack_into("<LLL", spoiled, sizes, crc, len(raw), declared)
    return bytes(spoiled)


def test_a_save_in_the_last_moment_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    rename, link = files.rename, os.link

    def save_first(source: Path, target: Path) -> None:
        if source == path:
            path.write_bytes(b"hers")
        rename(source, target)

    def save_before_the_link(source: Path, target: Path) -> None:
        if not path.exists() and source.name.startswith(".docgen-tmp-") and source.read_bytes() == b"new":
            path.write_bytes(b"hers")
        link(source, target)

    for name, moment in (("docgen.files.rename", save_first), ("os.link", save_before_the_link)):
        path.write_bytes(b"old")
        with monkeypatch.context() as patch:
            patch.setattr(name, moment)
            assert not files.write_over(path, b"new", files.sha256(b"old"))
        assert path.read_bytes() == b"hers"
        assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]
    assert files.write_over(path, b"new", files.sha256(b"hers"))
    assert path.read_bytes() == b"new"


def test_a_kill_between_the_last_look_and_the_new_file_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    (tmp_path / ".docgen-tmp-cu-b.docx").write_bytes(b"taken aside")
    (tmp_path / ".docgen-tmp-1-1").write_bytes(b"half")

    files.sweep(tmp_path)

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.docx": b"old",
        "b.docx": b"taken aside",
    }


def test_a_file_that_may_only_be_read_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for write in (
        lambda: files.write_atomic(path, b"2"),
        lambda: files.write_over(path, b"3", files.sha256(b"2")),
    ):
        path.unlink(missing_ok=True)
        path.write_bytes(b"2")
        path.chmod(0o444)
        write()
        assert path.stat().st_mode & 0o222 == 0
