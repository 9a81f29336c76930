"""The verb ``archive export``: the dossier for hand-over, in one ZIP file."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import archive, files, workbook
from docgen.archive import Archive, Bag, DossierInfo, Sealed
from docgen.kind import BookForm
from docgen.kinds import ho_so_luu
from docgen.kinds.van_ban import Context
from docgen.problem import ExitCode, Stop
from docgen.records import Season
from docgen.stale import Frozen
from docgen.vault import Event
from docgen.verbs.archive_books import NotArchived, dossier_info, expected, not_archived
from docgen.verbs.check import CheckedWorkbook
from docgen.verbs.given_numbers import book_of
from docgen.verbs.issued_versions import read_frozen
from docgen.verbs.owning import find_season
from docgen.verbs.workspace import ARCHIVE, STYLE, Place, Templates
from docgen.viet.text import titled

_READ_ME: Final = "DOC-TRUOC.txt"
_READ_ME_TEXT: Final = (
    "HỒ SƠ GIAO NỘP\r\n"
    "\r\n"
    "01, 02, 03: mục lục văn bản, mục lục hồ sơ, biên bản giao nhận (Word).\r\n"
    "{bag}: túi hồ sơ theo BagIt 1.0 (RFC 8493). Mở index.html bằng trình duyệt để xem, không cần mạng.\r\n"
    "Kiểm tra: mọi chương trình đọc được BagIt, hoặc lệnh sha256sum -c manifest-sha256.txt ở thư mục ấy.\r\n"
    "Mã cuối của lịch sử hồ sơ: {head}\r\n"
    'Mã này phải bằng mã in trong biên bản giao nhận và bằng "hash" ở dòng cuối của lich-su.jsonl.\r\n'
)
_READ_ME_MISSING: Final = (
    "Còn {count} văn bản đã ban hành mà chưa có bản ký, kể ở mục lục văn bản. Lý do: {reason}.\r\n"
)
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""Fixed dates in the container: the same dossier gives the same file."""


@dataclass(frozen=True, slots=True)
class ExportedBag:
    """What was exported: the file, its documents, the folder of the bag, papers, head of the history.

    ``missing`` are the issued papers that are not in it, and ``reason`` why they were left out.
    """

    path: Path
    documents: tuple[str, ...]
    bag: str
    papers: int
    head: str
    missing: tuple[NotArchived, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give what stands in the exported dossier as plain JSON values."""
        return {
            "path": str(self.path),
            "documents": list(self.documents),
            "bag": self.bag,
            "papers": self.papers,
            "head": self.head,
            "missing": [paper.as_json() for paper in self.missing],
            "reason": self.reason,
        }


def export(season: str | None, out: Path, *, here: Path, today: dt.date, reason: str = "") -> ExportedBag:
    """Write the dossier of a season into a new ZIP file.

    ``reason`` says why issued papers that are not archived are left out.  ``Stop`` when there are such and no
    reason, when the archive is empty or not sound, when the workbook cannot be read, or when a file of that
    name exists.
    """
    place = find_season(season, here)
    target = _target(here / out)
    records = workbook.examine(place.workbook)
    if records.season is None:
        raise Stop(f"Không đọc được sổ «{place.workbook.name}».", "Hãy chạy «docgen check» và sửa sổ.")
    with files.Lock(place.memory):
        frozen, events, _ = read_frozen(place)
        current = _sound(place, frozen, events)
        missing = not_archived(frozen, current)
        why = " ".join(reason.split()).rstrip(".") if missing else ""
        if missing and not why:
            raise _incomplete(missing)
        info = dossier_info(CheckedWorkbook(place, records.season, ()))
        dossier = replace(
            _dossier(current, info, records.season), missing=[str(paper) for paper in missing], reason=why
        )
        documents = _documents(records.season, dossier, Templates.of(place.root), today)
        bag = f"{place.season}_{current.folder.name}"
        head = current.history.head
        notice = _READ_ME_TEXT.format(bag=bag, head=head)
        notice += _READ_ME_MISSING.format(count=len(missing), reason=why) if missing else ""
        _write(target, {**documents, _READ_ME: notice.encode("utf-8-sig")}, current.folder, bag)
    return ExportedBag(target, tuple(documents), bag, len(dossier.papers), head, missing, why)


def _incomplete(missing: Sequence[NotArchived]) -> Stop:
    named = "".join(f"\n  {paper}" for paper in missing)
    return Stop(
        f"Chưa xuất: còn {len(missing)} văn bản đã ban hành mà chưa lưu bản ký:{named}",
        "Hãy lưu bản ký: «docgen archive add», «docgen archive add-folder». Phải giao nộp khi còn thiếu thì "
        'thêm --reason "lý do": mục lục và biên bản giao nhận sẽ kể các văn bản ấy.',
    )


def _target(path: Path) -> Path:
    named = path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip")
    if named.exists():
        raise Stop(f"«{named}» đã có nên không ghi đè.", "Hãy chọn tên khác.", exit_code=ExitCode.USAGE)
    return named


def _sound(place: Place, frozen: Mapping[str, Frozen], events: Sequence[Event]) -> Bag:
    store = Archive(place.memory / ARCHIVE)
    current = store.current()
    if current is None:
        raise Stop("Chưa có văn bản nào trong hồ sơ lưu.", "Xem «docgen archive add --help».")
    rows = book_of(place).read().rows
    verified = archive.verify(store, expected(events, frozen, rows=rows))
    if not verified.is_sound:
        raise Stop(
            "Hồ sơ lưu không còn nguyên vẹn nên không xuất.",
            "Hãy lấy lại thư mục luu-tru từ bản sao lưu, rồi chạy «docgen archive verify».",
            problems=[problem for problem in verified.problems if problem.is_error],
        )
    return current


def _dossier(current: Bag, info: DossierInfo, season: Season) -> ho_so_luu.ArchiveDossier:
    papers = list(current.history.current().values())
    return ho_so_luu.ArchiveDossier(
        notation=info.notation,
        title=info.title,
        period=info.longest(tuple(sealed.paper for sealed in papers)),
        creator=info.creator,
        receiver=season.general.file_receiver,
        files=sum(len(sealed.files) for sealed in current.history.sealed()),
        head=current.history.head,
        papers=[_held(sealed, info) for sealed in papers],
    )


def _held(sealed: Sealed, info: DossierInfo) -> ho_so_luu.Held:
    return ho_so_luu.Held(
        sign=sealed.sign,
        date=dt.date.fromisoformat(sealed.date),
        title=titled(sealed.type_name, sealed.subject),
        author=sealed.organ,
        pages=sealed.pages,
        period=info.period_of(sealed.paper),
    )


def _documents(
    season: Season, dossier: ho_so_luu.ArchiveDossier, templates: Templates, today: dt.date
) -> dict[str, bytes]:
    general = season.general
    made: Mapping[BookForm, Context] = {
        ho_so_luu.LIST_OF_PAPERS: ho_so_luu.list_of_papers(general, dossier),
        ho_so_luu.LIST_OF_DOSSIERS: ho_so_luu.list_of_dossiers(general, dossier, today),
        ho_so_luu.HANDOVER: ho_so_luu.handover(general, dossier, today),
    }
    return {
        f"{number:02d}_{form.code}.docx": _render(form, context, templates, whole=not dossier.missing)
        for number, (form, context) in enumerate(made.items(), start=1)
    }


def _render(form: BookForm, context: Context, templates: Templates, *, whole: bool) -> bytes:
    from docgen.render import Schema, compile_template  # noqa: PLC0415 - the Word libraries are slow to load

    data = templates.read(form.template)
    if data is None:
        raise Stop(f"Không thấy mẫu của «{form.title}».", "Chạy «docgen init .» để chép lại các mẫu có sẵn.")
    template = compile_template(
        data, Schema.of(form.context), name=form.template, style=templates.read(STYLE)
    )
    if not whole and ho_so_luu.TELLS_MISSING & set(template.unused):
        raise Stop(
            f"Mẫu «{form.template}» trong thư mục templates là bản cũ, không in những văn bản còn thiếu.",
            "Hãy đổi tên tệp mẫu ấy (docgen sẽ dùng mẫu có sẵn), rồi chạy lại.",
        )
    return template.render(context.model_dump(mode="json"))


def _write(target: Path, documents: Mapping[str, bytes], folder: Path, bag: str) -> None:
    """Write the container under another name and give it its own when it is whole."""
    unfinished = target.with_name(f".docgen-tmp-{os.getpid()}-{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as container:
            for name, data in documents.items():
                container.writestr(_member(name), data)
            for path in _bag_files(folder):
                container.writestr(_member(f"{bag}/{path}"), (folder / path).read_bytes())
        files.rename(unfinished, target)
    except OSError as error:
        raise Stop(
            f"Không ghi được «{target}»: {files.reason(error)}.",
            "Hãy kiểm tra ổ đĩa, chỗ trống và quyền ghi rồi chạy lại.",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _bag_files(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
