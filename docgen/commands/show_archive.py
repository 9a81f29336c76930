"""What the verbs of the archive gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.commands.show import problem_lines

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from pathlib import Path

    from docgen.archive import Sealed
    from docgen.problem import Problem
    from docgen.verbs.archive_add import SealedPapers
    from docgen.verbs.archive_books import NotArchived
    from docgen.verbs.archive_export import ExportedBag
    from docgen.verbs.archive_folder import FolderAdded, ProposedScan, Undecided
    from docgen.verbs.archive_look import ArchiveCheck, ArchiveListing, RestoredPapers

_SIGNED = "signed"
_NEAR = 3


def added_lines(done: SealedPapers) -> Iterator[str]:
    """Write what was sealed, and what was noted."""
    lines = list(problem_lines(_alike(done.notes)))
    yield from lines
    if lines:
        yield ""
    for sealed in done.sealed:
        yield f"Đã lưu và niêm phong «{sealed.label}», số {sealed.sign}, {sealed.pages} trang."
        yield from (f"  Chữ ký số: {signature_line(item)}." for item in sealed.signatures)
        if sealed.archival:
            yield f"  Tệp tự nhận là {sealed.archival}."
        if sealed.replaces:
            yield f"  Thay bản lưu ở {sealed.replaces}; bản ấy vẫn được giữ."
    if done.sealed:
        yield f"Hồ sơ lưu: {done.folder}"
        yield f"Mã cuối của lịch sử: {done.head}"


def _alike(notes: Iterable[Problem]) -> Iterator[Problem]:
    """Tell what is noted of several files in the same words once, with the first of their names."""
    files: dict[Problem, list[str]] = {}
    for note in notes:
        files.setdefault(replace(note, where=replace(note.where, file="")), []).append(note.where.file)
    for note, names in files.items():
        more = f" và {len(names) - _NEAR} tệp nữa" if len(names) > _NEAR else ""
        yield replace(note, where=replace(note.where, file=", ".join(names[:_NEAR]) + more))


def signature_line(found: Mapping[str, Any]) -> str:
    """Say in one sentence what was found of one signature."""
    from docgen.archive.index_page import signature_words  # noqa: PLC0415 - a room, loaded only when a command runs

    return signature_words(found)


def added_values(done: SealedPapers) -> dict[str, Any]:
    """Give what was sealed as plain values."""
    return {
        "folder": str(done.folder),
        "head": done.head,
        "sealed": [sealed.plain() for sealed in done.sealed],
        "notes": [problem.as_dict() for problem in done.notes],
    }


def folder_lines(done: FolderAdded) -> Iterator[str]:
    """Write what became of each file of a folder."""
    yield from added_lines(done.added)
    for path in done.known:
        yield f"Đã có trong hồ sơ lưu từ trước: {path.name}"
    for item in done.undecided:
        yield f"CHƯA LƯU {item.file.name}: {item.why}."
        yield from _hints(item)
    if sum(not item.problems for item in done.undecided) > 1:
        folder = done.undecided[0].file.parent
        yield f'Nhiều tệp như thế thì lập danh sách: docgen archive add-folder "{folder}" --list ghep.xlsx'
    yield ""
    if done.left:
        yield f"{len(done.left)} dòng của danh sách chưa ghi Có nên bỏ qua."
    yield (
        f"{len(done.added.sealed)} văn bản vừa lưu, {len(done.known)} tệp đã có, "
        f"{len(done.undecided)} tệp chưa lưu."
    )


def _hints(item: Undecided) -> Iterator[str]:
    for problem in item.problems[1:]:
        yield f"  Còn: {problem.message}"
    if item.near and not item.problems:
        for paper in item.near[:_NEAR]:
            yield f'  Có thể là «{paper.label}»: docgen archive add {paper.paper} "{item.file}"'
    elif not item.problems:
        yield f'  Nếu biết là văn bản nào: docgen archive add MÃ-VĂN-BẢN "{item.file}"'


def folder_values(done: FolderAdded) -> dict[str, Any]:
    """Give what became of a folder as plain values."""
    return {
        **added_values(done.added),
        "known": [str(path) for path in done.known],
        "left": list(done.left),
        "undecided": [
            {
                "file": str(item.file),
                "why": item.why,
                "near": [paper.paper for paper in item.near],
                "problems": [problem.as_dict() for problem in item.problems],
            }
            for item in done.undecided
        ],
    }


def proposed_lines(made: ProposedScan, folder: Path) -> Iterator[str]:
    """Write what a list proposes, and what to do with it."""
    sure = [row for row in made.rows if row.confirmed]
    likely = [row for row in made.rows if row.paper and not row.confirmed]
    yield from (f"  {row.file:<32} {row.number:<22} {row.label} ({row.why})" for row in likely)
    yield from (f"  {row.file:<32} chưa rõ: {row.why}" for row in made.rows if not row.paper)
    yield (
        f"Danh sách {made.path.name}: {len(sure)} tệp nhận ra theo chữ, {len(likely)} tệp đề nghị ghép, "
        f"{len(made.rows) - len(sure) - len(likely)} tệp chưa rõ. Chưa lưu gì."
    )
    if made.missing:
        yield f"{made.missing} văn bản đã ban hành mà thư mục này không có tệp nào có vẻ là của nó."
    yield "Mở danh sách bằng Excel, xem từng tệp, sửa Mã văn bản nếu sai, ghi Có ở cột Đúng, lưu lại, rồi:"
    yield f'  docgen archive add-folder "{folder}" --from "{made.path}"'


def proposed_values(made: ProposedScan) -> dict[str, Any]:
    """Give what a list proposes as plain values."""
    return {
        "path": str(made.path),
        "rows": [row.model_dump(mode="json") for row in made.rows],
        "missing": made.missing,
    }


def verified_lines(done: ArchiveCheck) -> Iterator[str]:
    """Write what ``verify`` found."""
    verified = done.verified
    lines = list(problem_lines(verified.problems))
    yield from lines
    if lines:
        yield ""
    if verified.is_sound and not verified.files:
        yield "Chưa có văn bản nào trong hồ sơ lưu."
        return
    damages = sum(problem.is_error for problem in verified.problems) - verified.around
    state = "còn nguyên vẹn" if verified.is_sound else f"KHÔNG nguyên vẹn, {damages} lỗi"
    yield f"Hồ sơ lưu {state}: {verified.papers} văn bản, {verified.files} tệp đã tính lại mã."
    yield f"Mã cuối của lịch sử: {verified.head}"
    if verified.around:
        yield f"Quanh hồ sơ có {verified.around} thứ không thuộc về nó, kể ở trên: xử lý rồi kiểm tra lại."


def listed_lines(done: ArchiveListing) -> Iterator[str]:
    """Write what is archived, and what is not yet."""
    for sealed in done.sealed:
        signed = f"{len(sealed.signatures)} chữ ký số" if sealed.signatures else "bản quét hoặc không ký số"
        yield f"{sealed.sign:<22} {_day(sealed.date)}  {sealed.paper:<18} {sealed.label} ({signed})"
    if done.missing:
        yield ""
        yield "Đã ban hành, chưa lưu:"
        yield from (f"  {item.number:<40} {item.paper:<18} {item.label}" for item in done.missing)
    yield ""
    yield f"{len(done.sealed)} văn bản đã lưu, {len(done.missing)} văn bản đã ban hành chưa lưu."
    if done.sealed:
        yield f"Mở bằng trình duyệt: {done.page}"


def _day(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}"


def listed_values(done: ArchiveListing) -> dict[str, Any]:
    """Give what is archived as plain values."""
    return {
        "folder": str(done.folder),
        "head": done.head,
        "sealed": [_sealed_values(sealed) for sealed in done.sealed],
        "missing": _missing_values(done.missing),
    }


def _missing_values(missing: Sequence[NotArchived]) -> list[dict[str, str]]:
    return [{"paper": item.paper, "label": item.label, "number": item.number} for item in missing]


def _sealed_values(sealed: Sealed) -> dict[str, Any]:
    return {**sealed.plain(), "path": sealed.path(_SIGNED)}


def restored_lines(done: RestoredPapers) -> Iterator[str]:
    """Write what was brought out."""
    yield from (f"Đã lấy ra   {path.relative_to(done.folder)}" for path in done.written)
    yield from (f"Đã có sẵn, giống hệt   {path.relative_to(done.folder)}" for path in done.same)
    yield f"{len(done.written)} tệp lấy ra, {len(done.same)} tệp đã có: {done.folder}"


def exported_lines(done: ExportedBag) -> Iterator[str]:
    """Write what stands in the exported dossier."""
    yield from (f"  {name}" for name in done.documents)
    yield f"  {done.bag} (túi hồ sơ, {done.papers} văn bản)"
    if done.missing:
        yield f"Còn thiếu {len(done.missing)} văn bản đã ban hành mà chưa lưu bản ký (lý do: {done.reason}):"
        yield from (f"  {item}" for item in done.missing)
    yield f"Đã xuất hồ sơ giao nộp: {done.path}"
    yield f"Mã cuối của lịch sử, in trong biên bản: {done.head}"


def exported_values(done: ExportedBag) -> dict[str, Any]:
    """Give what stands in the exported dossier as plain values."""
    return {
        "path": str(done.path),
        "documents": list(done.documents),
        "bag": done.bag,
        "papers": done.papers,
        "head": done.head,
        "missing": _missing_values(done.missing),
        "reason": done.reason,
    }
