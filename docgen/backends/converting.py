"""A batch of Word files to PDFs: what goes in is checked, what comes out is judged by the file."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Final

from docgen import files
from docgen.backends import libreoffice, pdf_bytes, word
from docgen.backends.backend import OUT, Backend, ConverterLimits, End, finished, last_words
from docgen.problem import ExitCode, Problem, Severity, Stop, Where

PATIENCE: Final = 90.0
"""Seconds that a converter may go on without a new PDF; a slow computer takes 20 for its start."""

_FEW: Final = 8
"""Up to so many files a second process does not pay for its own start."""
_FUTILE: Final = 2
"""Starts without any PDF, one after the other, that prove a converter useless."""

_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "PDF-01": ("Không đọc được tệp này: {why}.", "Hãy kiểm tra tên tệp, đóng tệp nếu đang mở."),
    "PDF-02": (
        "Tệp không phải là văn bản Word (.docx).",
        "Hãy mở bằng Word, chọn «Save As» dạng .docx, rồi dùng tệp mới.",
    ),
    "PDF-03": ("Tệp PDF «{name}» đã dành cho văn bản «{why}».", "Hãy đổi tên một trong hai văn bản."),
    "PDF-04": (
        "«{name}» đã có chữ ký số nên được giữ nguyên, không làm lại.",
        "Nếu thật sự cần bản mới, hãy chuyển bản đã ký sang thư mục khác.",
    ),
    "PDF-05": ("{by} không làm được PDF từ tệp này.", "Hãy mở tệp bằng Word, lưu lại rồi chạy lại."),
    "PDF-06": (
        "{by} dừng lại ở tệp này quá {limit:.0f} giây nên đã bị ngắt.",
        "Hãy mở tệp bằng Word xem có gì lạ, lưu lại rồi chạy lại.",
    ),
    "PDF-07": ("{by} bị hỏng giữa chừng khi làm tệp này.", "Hãy chạy lại; nếu vẫn vậy, cài lại {by}."),
    "PDF-08": ("Chưa làm tệp này vì {by} không chạy được.", "Hãy chạy lại; nếu vẫn vậy, cài lại {by}."),
    "PDF-09": (
        "Không ghi được «{name}»: tệp đang mở trong chương trình đọc PDF hoặc thư mục không cho ghi.",
        "Hãy đóng tệp ấy rồi chạy lại.",
    ),
    "PDF-10": (
        "Máy này không có phông Times New Roman nên PDF hiện bằng phông khác, chỗ ngắt dòng có thể sai.",
        "Hãy cài phông Times New Roman hoặc Liberation Serif (gói fonts-liberation2) rồi làm lại PDF.",
    ),
}
Tick = Callable[[int, int, str], None]
"""Called as each PDF comes to be: how many there are, of how many, and its name."""
_ENDS: Final = {End.OVER: "PDF-05", End.STALLED: "PDF-06", End.BROKEN: "PDF-07"}
_WORD: Final = b"wordprocessingml"
_TIMES: Final = b"Times New Roman"


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a batch: source to PDF for each that was made, in the order asked, and the faults."""

    done: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def target(source: Path, folder: Path | None = None) -> Path:
    """Give the place of a paper's PDF: beside it, or in ``folder``, under the same name."""
    return (folder or source.parent) / f"{source.stem}.pdf"


def available(environ: Mapping[str, str] | None = None) -> Backend | None:
    """Find what makes PDFs here: LibreOffice, else Word on Windows; ``None`` when there is neither.

    LibreOffice comes first since the look of the papers is measured with it.  ``Stop`` when
    ``DOCGEN_SOFFICE`` names a file that is not there.
    """
    return libreoffice.find(os.environ if environ is None else environ) or word.find()


def convert(
    sources: Sequence[Path],
    folder: Path | None = None,
    *,
    archival: bool = False,
    timeout: float = PATIENCE,
    backend: Backend | None = None,
    tick: Tick | None = None,
) -> Converted:
    """Make PDFs of Word files, each written whole or not at all, beside them or in ``folder``.

    ``archival`` asks for PDF/A.  ``timeout`` is the most seconds without a new PDF.  ``tick`` is
    called as each PDF comes to be, one call at a time but from other threads.  A file that
    fails is a problem and the others are made; a PDF with a digital signature is never replaced.
    ``Stop`` when there is no converter or the disk is full.
    """
    if not sources:
        return Converted({}, ())
    by = backend or available()
    if by is None:
        raise _missing()
    with tempfile.TemporaryDirectory(prefix="docgen-pdf-", ignore_cleanup_errors=True) as temp:
        batch = _Batch(by, Path(temp), timeout, tick)
        batch.take(sources, folder)
        batch.make(archival=archival)
        return batch.place()


def _missing() -> Stop:
    return Stop(
        "Chưa làm được PDF vì máy này chưa có LibreOffice"
        " (trên Windows cũng có thể dùng Microsoft Word). Văn bản Word không bị ảnh hưởng.",
        "Hãy cài LibreOffice (miễn phí; trên Debian, Ubuntu là các gói libreoffice-writer-nogui và "
        "fonts-liberation2) rồi chạy lại. "
        f"Nếu đã cài ở thư mục khác thường, ghi đường dẫn tới soffice vào biến {libreoffice.VARIABLE}.",
        exit_code=ExitCode.PROBLEMS,
    )


@dataclass(slots=True)
class _Item:
    """One file on its way: ``name`` is its plain name in the working folder ``work``."""

    source: Path
    target: Path
    name: str
    work: Path
    asks_for_times: bool


@dataclass(slots=True)
class _Batch:
    """Files taken in, made by one or two processes, and put in their places."""

    by: Backend
    temp: Path
    timeout: float
    tick: Tick | None = None
    items: list[_Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _done: set[str] = field(default_factory=set)
    _counting: Lock = field(default_factory=Lock)

    def take(self, sources: Sequence[Path], folder: Path | None) -> None:
        """Copy the sound files under plain names.

        A copy: names with signs that a command line mistakes, and two files of one name, are no
        trouble; the converter puts no lock file beside her papers, nor minds that Word has one open.
        """
        taken: dict[str, Path] = {}
        sources = list(dict.fromkeys(sources))
        lanes = self._lanes(len(sources))
        for number, source in enumerate(sources):
            place = target(source, folder)
            sound = self._sound(source, place, taken)
            if isinstance(sound, Problem):
                self.problems.append(sound)
                continue
            taken[os.path.normcase(place)] = source
            item = _Item(
                source, place, f"{number:04d}.docx", lanes[number % len(lanes)], _asks_for_times(sound)
            )
            (item.work / item.name).write_bytes(sound)
            self.items.append(item)

    def _lanes(self, count: int) -> list[Path]:
        """Make the working folders: one a process, each with its own profile."""
        number = min(self.by.lanes, os.cpu_count() or 1) if count > _FEW else 1
        lanes = [self.temp / str(lane) for lane in range(number)]
        for lane in lanes:
            (lane / OUT).mkdir(parents=True)
        return lanes

    def _sound(self, source: Path, place: Path, taken: Mapping[str, Path]) -> bytes | Problem:
        """Read a file that can be converted to a free place, or tell why it cannot."""
        try:
            data = source.read_bytes()
        except OSError as error:
            return self._fault("PDF-01", source, why=files.reason(error))
        fault = files.check_archive(data, what=source.name)
        if fault is not None:
            return fault
        if not _is_word(data):
            return self._fault("PDF-02", source)
        other = taken.get(os.path.normcase(place))
        if other is not None:
            return self._fault("PDF-03", source, name=place.name, why=str(other))
        try:
            signed = place.is_file() and pdf_bytes.is_signed(place.read_bytes())
        except OSError:
            return self._fault("PDF-09", source, name=place.name)
        return self._fault("PDF-04", source, name=place.name) if signed else data

    def _fault(self, code: str, source: Path, *, found: str = "", **words: str) -> Problem:
        message, remedy = _FAULTS[code]
        known = {"by": self.by.name, "limit": self.timeout, **words}
        severity = Severity.WARNING if code == "PDF-10" else Severity.ERROR
        where = Where(file=source.name)
        return Problem(code, severity, where, message.format_map(known), found, remedy.format_map(known))

    def make(self, *, archival: bool) -> None:
        """Make all PDFs in the working folders, the lanes at the same time."""
        lanes = sorted({item.work for item in self.items})
        cancelled = Event()
        with ThreadPoolExecutor(max_workers=max(1, len(lanes))) as pool:
            running = [
                pool.submit(
                    self._make_lane,
                    lane,
                    ConverterLimits(self.timeout, cancelled, partial(self._told, lane)),
                    archival=archival,
                )
                for lane in lanes
            ]
            try:
                for lane in running:
                    self.problems += lane.result()
            except BaseException:  # Ctrl-C, too, must end the converters before it goes on
                cancelled.set()
                raise

    def _told(self, lane: Path, name: str) -> None:
        """Pass on that a PDF of a lane is there."""
        item = next((one for one in self.items if finished(one.work, one.name) == lane / OUT / name), None)
        if item is None or self.tick is None or item.name in self._done:
            return
        with self._counting:
            self._done.add(item.name)
            self.tick(len(self._done), len(self.items), item.target.name)

    def _make_lane(self, work: Path, limits: ConverterLimits, *, archival: bool) -> list[Problem]:
        """Make the files of one lane; after a hang or a crash go on behind the file that caused it."""
        left = [item for item in self.items if item.work == work]
        blamed: list[tuple[str, _Item]] = []
        futile = 0
        while left and futile < _FUTILE:
            end = self.by.run(work, [item.name for item in left], archival=archival, limits=limits)
            missing = [item for item in left if not _is_made(item)]
            futile = futile + 1 if len(missing) == len(left) else 0
            code = _ENDS.get(end)
            if code is None:  # it could not be started, or the run stops
                left = missing
                break
            # Done and yet not there: it could not read these.  Else the first one brought it down.
            told = missing if end is End.OVER else missing[:1]
            blamed += [(code, item) for item in told]
            left = missing[len(told) :]
        blamed += [("PDF-08", item) for item in left]
        said = last_words(work)
        return [self._fault(code, item.source, found=said) for code, item in blamed]

    def place(self) -> Converted:
        """Put what was made in its place; a place that is held open is told and passed over."""
        done: dict[Path, Path] = {}
        strange: Path | None = None
        for item, data in self._made():
            try:
                files.write_atomic(item.target, data)
            except Stop as stop:
                if not isinstance(stop.__cause__, PermissionError):
                    raise
                self.problems.append(self._fault("PDF-09", item.source, name=item.target.name))
                continue
            done[item.source] = item.target
            if strange is None and item.asks_for_times and pdf_bytes.lacks_times(data):
                strange = item.target
        if strange is not None:
            self.problems.append(self._fault("PDF-10", strange))
        return Converted(done, tuple(self.problems))

    def _made(self) -> Iterator[tuple[_Item, bytes]]:
        for item in self.items:
            if _is_made(item):
                yield item, finished(item.work, item.name).read_bytes()


def _is_made(item: _Item) -> bool:
    path = finished(item.work, item.name)
    return path.is_file() and pdf_bytes.is_whole(path.read_bytes())


def _is_word(data: bytes) -> bool:
    """Tell whether an office file is a Word document and not, say, a workbook under a wrong name."""
    return _WORD in _part(data, "[Content_Types].xml")


def _asks_for_times(data: bytes) -> bool:
    """Tell whether a Word file's styles or text name Times New Roman."""
    return any(_TIMES in _part(data, name) for name in ("word/styles.xml", "word/document.xml"))


def _part(data: bytes, name: str) -> bytes:
    """Give a part of an office file, nothing if there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name) if name in archive.namelist() else b""
