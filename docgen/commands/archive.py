"""The commands of the group ``archive``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.commands import options
from docgen.commands.progress import Progress
from docgen.commands.show import (
    before,
    problem_lines,
    show_lines,
    tell,
)
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.problem import Problem
    from docgen.verbs.archive_add import SealedPapers
    from docgen.verbs.archive_export import ExportedBag
    from docgen.verbs.archive_folder import FolderAdded, ProposedScan, Undecided
    from docgen.verbs.archive_look import ArchiveCheck, ArchiveListing, RestoredPapers


_NEAR = 3


_season = click.option(
    "--season", metavar="SỔ", help="Tên sổ trong thư mục records; chỉ có một sổ thì bỏ trống."
)


_reason = click.option("--reason", metavar="LÝ-DO", default="", help="Lý do, ghi vào lịch sử.")


_received = click.option(
    "--received",
    metavar="NGÀY",
    callback=lambda _c, _p, value: _day(value),
    help="Ngày nhận lại bản đã ký, như 02/11/2023.",
)


_DAYS: Final = ("%d/%m/%Y", "%Y-%m-%d")


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(value.strip(), pattern).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise click.BadParameter(f"«{value}» không phải là ngày; hãy ghi như 02/11/2023.")


@click.group("archive", options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [ĐỐI SỐ]…")
def archive() -> None:
    """Hồ sơ lưu: nhận bản đã ký, niêm phong, kiểm tra, giao nộp."""


@options.command("add", archive)
@click.argument("paper", metavar="VĂN-BẢN")
@click.argument("file", metavar="BẢN-KÝ.pdf", type=click.Path(path_type=Path))
@click.option("--pages", metavar="SỐ", type=Between(1, 1000), help="Số trang của văn bản, để đối chiếu.")
@_received
@click.option("--replace", is_flag=True, help="Thay bản đã lưu (cần --reason); bản cũ vẫn được giữ.")
@click.option(
    "--accept-differences",
    "differs",
    is_flag=True,
    help="Nhận dù chữ trong PDF khác bản ban hành (cần --reason).",
)
@click.option("--unsigned", is_flag=True, help="Nhận PDF không phải bản quét hay bản ký số (cần --reason).")
@_reason
@options.who
@_season
@options.as_json
def add(paper: str, file: Path, *, who: str | None, season: str | None, as_json: bool, **asked: Any) -> int:
    """Lưu bản đã ký của một văn bản và niêm phong.

    VĂN-BẢN là mã (thong-bao:AP) hoặc số, ký hiệu (61/TB-MTTQ-BTT). Nhận bản quét và bản ký số.
    Tệp bị hỏng, bị sửa sau khi ký hay của văn bản khác thì không nhận, và nói rõ lý do.
    """
    from docgen.verbs.archive_add import IntakeWish
    from docgen.verbs.archive_add import add as put

    with Progress() as progress:
        done = put(
            season,
            paper,
            file,
            IntakeWish(**asked),
            here=Path.cwd(),
            now=options.now(),
            who=options.name_of(who),
            announce=progress.announce_pages,
        )
    tell(done.as_json, _added_lines(done), as_json=as_json)
    return ExitCode.OK


@options.command("add-folder", archive)
@click.argument("folder", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
@click.option(
    "--list",
    "listing",
    metavar="TỆP.xlsx",
    type=click.Path(path_type=Path),
    help="Chỉ lập danh sách ghép tệp với văn bản (theo chữ, tên tệp, số trang, thứ tự) để xác nhận.",
)
@click.option(
    "--from",
    "source",
    metavar="TỆP.xlsx",
    type=click.Path(path_type=Path),
    help="Lưu những dòng đã ghi Có trong danh sách này.",
)
@_received
@options.who
@_season
@options.as_json
def add_folder(
    folder: Path,
    *,
    listing: Path | None,
    source: Path | None,
    received: dt.date | None,
    who: str | None,
    season: str | None,
    as_json: bool,
) -> int:
    """Lưu mọi PDF nhận ra được trong một thư mục.

    docgen nhận ra theo chữ bên trong: số, ký hiệu, nội dung.

    Bản quét không có chữ: --list lập danh sách đề nghị, xem và ghi Có rồi --from; không bao giờ đoán.
    """
    from docgen.verbs.archive_add import IntakeWish
    from docgen.verbs.archive_folder import add_folder as put
    from docgen.verbs.archive_folder import propose_folder

    if listing is not None and (source is not None or received is not None):
        raise options.usage("--list đi một mình; --received ghi lúc lưu.")
    with Progress() as progress:
        telling: dict[str, Any] = {"progress": progress, "announce": progress.announce_pages}
        if listing is not None:
            made = propose_folder(season, folder, listing, here=Path.cwd(), now=options.now(), **telling)
            tell(made.as_json, _proposed_lines(made, folder), as_json=as_json)
            return ExitCode.OK
        asked = IntakeWish(received=received, source=source)
        done = put(
            season, folder, asked, here=Path.cwd(), now=options.now(), who=options.name_of(who), **telling
        )
    tell(done.as_json, _folder_lines(done), as_json=as_json)
    return done.exit_code


@options.command("verify", archive)
@click.option(
    "--head", "heads", metavar="MÃ", multiple=True, help="Mã lịch sử đã in, như trong biên bản giao nhận."
)
@_season
@options.as_json
def verify(*, heads: tuple[str, ...], season: str | None, as_json: bool) -> int:
    """Kiểm tra hồ sơ lưu: tính lại mọi thứ, hai chiều.

    Nêu mọi tệp bị mất, thêm, sửa, đổi tên, tráo; mọi chỗ sửa hay cắt lịch sử. Lệnh này không sửa gì.
    """
    from docgen.verbs.archive_look import verify_archive

    done = verify_archive(season, here=Path.cwd(), heads=heads)
    tell(done.verified.as_json, _verified_lines(done), as_json=as_json)
    return done.exit_code


@options.command("export", archive)
@click.argument("out", metavar="TỆP.zip", type=click.Path(path_type=Path))
@click.option(
    "--reason",
    metavar="LÝ-DO",
    default="",
    help="Lý do giao nộp khi còn văn bản đã ban hành mà chưa lưu bản ký.",
)
@_season
@options.as_json
def export(out: Path, *, reason: str, season: str | None, as_json: bool) -> int:
    """Xuất hồ sơ giao nộp thành một tệp ZIP.

    Trong đó có túi hồ sơ, hai mục lục và biên bản giao nhận.

    Hồ sơ được kiểm tra trước khi xuất; không ghi đè tệp đã có. Văn bản còn thiếu được kể ra.
    """
    from docgen.verbs.archive_export import export as make

    done = make(season, out, here=Path.cwd(), today=options.now().date(), reason=reason)
    tell(done.as_json, _exported_lines(done), as_json=as_json)
    return ExitCode.OK


@options.command("restore", archive)
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@click.option("--all", "every", is_flag=True, help="Lấy mọi văn bản.")
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Nơi để các tệp lấy ra.",
)
@_season
def restore(paper: str | None, *, every: bool, out: Path, season: str | None) -> int:
    """Lấy văn bản từ hồ sơ lưu ra, nguyên như lúc lưu.

    Gồm bản ký, bản Word, dữ liệu, mô tả, dòng sổ đăng ký.
    """
    from docgen.verbs.archive_look import restore as bring

    if every == (paper is not None):
        raise options.usage("Hãy ghi một văn bản, hoặc --all.")
    show_lines(_restored_lines(bring(season, paper, out, here=Path.cwd())))
    return ExitCode.OK


@options.command("list", archive)
@_season
@options.as_json
def list_papers(*, season: str | None, as_json: bool) -> int:
    """Liệt kê văn bản đã lưu và văn bản đã ban hành mà chưa lưu."""
    from docgen.verbs.archive_look import list_archive

    done = list_archive(season, here=Path.cwd())
    tell(done.as_json, _listed_lines(done), as_json=as_json)
    return ExitCode.OK


def _added_lines(done: SealedPapers) -> Iterator[str]:
    """Write what was sealed, and what was noted."""
    yield from before(problem_lines(_alike(done.notes)))
    for sealed in done.sealed:
        yield f"Đã lưu và niêm phong «{sealed.label}», số {sealed.sign}, {sealed.pages} trang."
        yield from (f"  Chữ ký số: {_signature_line(item)}." for item in sealed.signatures)
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


def _signature_line(found: Mapping[str, Any]) -> str:
    """Say in one sentence what was found of one signature."""
    from docgen.archive.index_page import signature_words

    return signature_words(found)


def _folder_lines(done: FolderAdded) -> Iterator[str]:
    """Write what became of each file of a folder."""
    yield from _added_lines(done.added)
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


def _proposed_lines(made: ProposedScan, folder: Path) -> Iterator[str]:
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


def _verified_lines(done: ArchiveCheck) -> Iterator[str]:
    """Write what ``verify`` found."""
    verified = done.verified
    yield from before(problem_lines(verified.problems))
    if verified.is_sound and not verified.files:
        yield "Chưa có văn bản nào trong hồ sơ lưu."
        return
    damages = sum(problem.is_error for problem in verified.problems) - verified.around
    state = "còn nguyên vẹn" if verified.is_sound else f"KHÔNG nguyên vẹn, {damages} lỗi"
    yield f"Hồ sơ lưu {state}: {verified.papers} văn bản, {verified.files} tệp đã tính lại mã."
    yield f"Mã cuối của lịch sử: {verified.head}"
    if verified.around:
        yield f"Quanh hồ sơ có {verified.around} thứ không thuộc về nó, kể ở trên: xử lý rồi kiểm tra lại."


def _listed_lines(done: ArchiveListing) -> Iterator[str]:
    """Write what is archived, and what is not yet."""
    for sealed in done.sealed:
        signed = f"{len(sealed.signatures)} chữ ký số" if sealed.signatures else "bản quét hoặc không ký số"
        yield f"{sealed.sign:<22} {_written(sealed.date)}  {sealed.paper:<18} {sealed.label} ({signed})"
    if done.missing:
        yield ""
        yield "Đã ban hành, chưa lưu:"
        yield from (f"  {item.number:<40} {item.paper:<18} {item.label}" for item in done.missing)
    yield ""
    yield f"{len(done.sealed)} văn bản đã lưu, {len(done.missing)} văn bản đã ban hành chưa lưu."
    if done.sealed:
        yield f"Mở bằng trình duyệt: {done.page}"


def _written(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}"


def _restored_lines(done: RestoredPapers) -> Iterator[str]:
    """Write what was brought out."""
    yield from (f"Đã lấy ra   {path.relative_to(done.folder)}" for path in done.written)
    yield from (f"Đã có sẵn, giống hệt   {path.relative_to(done.folder)}" for path in done.same)
    yield f"{len(done.written)} tệp lấy ra, {len(done.same)} tệp đã có: {done.folder}"


def _exported_lines(done: ExportedBag) -> Iterator[str]:
    """Write what stands in the exported dossier."""
    yield from (f"  {name}" for name in done.documents)
    yield f"  {done.bag} (túi hồ sơ, {done.papers} văn bản)"
    if done.missing:
        yield f"Còn thiếu {len(done.missing)} văn bản đã ban hành mà chưa lưu bản ký (lý do: {done.reason}):"
        yield from (f"  {item}" for item in done.missing)
    yield f"Đã xuất hồ sơ giao nộp: {done.path}"
    yield f"Mã cuối của lịch sử, in trong biên bản: {done.head}"
