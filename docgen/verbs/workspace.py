"""Where things are: the workspace, the workbook of a season, the templates; and a new workspace.

A workspace is a folder with ``records/`` in it, and ``templates/`` and ``output/`` beside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import docgen
from docgen import files
from docgen.problem import ExitCode, Problem, Severity, Stop, Where
from docgen.viet.text import slug, suggest

RECORDS: Final = "records"
TEMPLATES: Final = "templates"
OUTPUT: Final = "output"
ARCHIVE: Final = "luu-tru"
"""The folder of signed papers in a season's memory."""
SNAPSHOTS: Final = "so-lieu"
"""The folder of the records as they were, in a season's memory."""
STYLE: Final = "phong-cach.docx"
"""The style master, whose styles every template takes."""

_BOOK: Final = ".xlsx"
_OTHER_BOOKS: Final = frozenset({".xlsm", ".xls", ".xlsb", ".ods"})
_OWNER_MARK: Final = "~$"


@dataclass(frozen=True, slots=True)
class Place:
    """A season's workbook and the workspace that it belongs to.

    ``named`` is the season's name where the workbook has another: it was saved under another name.
    """

    root: Path
    workbook: Path
    named: str = ""

    @property
    def season(self) -> str:
        """Give the season's name, as it stands in names of folders."""
        return self.named or slug(self.workbook.stem) or "dot-kiem-tra"

    @property
    def output(self) -> Path:
        """Give the folder that the season's papers are put into by default."""
        return self.root / OUTPUT / self.season

    @property
    def memory(self) -> Path:
        """Give the folder beside the workbook that holds what must never be lost."""
        return self.workbook.parent / self.season


def find_root(start: Path) -> Path | None:
    """Give the workspace that a folder lies in: itself or the nearest parent with records."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / RECORDS).is_dir()), None)


def find_workbook(name: str | None, here: Path) -> Place:
    """Find a season's workbook; ``Stop`` (usage) says what is there when it cannot be told.

    ``name`` is a path to a workbook, or the name of one under ``records/`` of the workspace
    around ``here``, its exact name before one that is like it; without a name, the only workbook there is
    meant.
    """
    root = find_root(here)
    if name is not None:
        path = here / name
        if _is_file(path):
            workbook = path.absolute()
            return Place(find_root(workbook.parent) or root or workbook.parent, workbook)
    if root is None:
        what = "Không thấy thư mục records ở đây." if name is None else f"Không thấy sổ «{name}»."
        raise _usage(
            what, "Hãy vào thư mục làm việc, hoặc ghi đường dẫn đến sổ Excel; «docgen init THƯ-MỤC» tạo mới."
        )
    books = workbooks(root)
    if name is None:
        return Place(root, _only(root, books))
    found = [book for book in books if name in {book.name, book.stem}]
    found = found or [book for book in books if _is_like(book, name)]
    if len(found) != 1:
        raise _unknown(name, found or books, several=bool(found))
    return Place(root, found[0])


def workbooks(root: Path) -> list[Path]:
    """List the workbooks of a workspace."""
    return workbooks_in(root / RECORDS)


def workbooks_in(folder: Path) -> list[Path]:
    """List the workbooks of a folder, without Excel's marks of open files."""
    found = folder.glob(f"*{_BOOK}")
    return sorted(path for path in found if path.is_file() and not is_owner_mark(path))


def find_files(names: Sequence[str], *, here: Path) -> list[Path]:
    """Find Word files by their paths; ``*`` and ``?`` stand for several, which no Windows shell does.

    Word's marks of open files (``~$…``) are passed over.  ``Stop`` (usage) names all that are not there, or
    says that nothing but such marks was given.
    """
    found: dict[Path, None] = {}
    lost: list[str] = []
    for name in names:
        path = here / name
        several = not path.exists() and any(sign in path.name for sign in "*?")
        there = [one for one in (sorted(path.parent.glob(path.name)) if several else [path]) if one.is_file()]
        papers = [one for one in there if not is_owner_mark(one)]
        found |= dict.fromkeys(papers)
        if not papers and (several or not is_owner_mark(path)):
            lost.append(name)
    if lost:
        raise _usage(f"Không thấy tệp: {', '.join(lost)}.", "Hãy kiểm tra lại tên tệp và thư mục.")
    if not found:
        raise _usage(
            f"«{names[0]}» chỉ là tệp mà Word tạo khi đang mở văn bản.", "Hãy ghi tên văn bản, không có ~$."
        )
    return list(found)


def is_owner_mark(path: Path) -> bool:
    """Tell whether a file is the mark that Word or Excel leaves beside a file that is open."""
    return path.name.startswith(_OWNER_MARK)


def _is_file(path: Path) -> bool:
    """Tell whether a file stands there; a name that no disk can hold is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _only(root: Path, books: Sequence[Path]) -> Path:
    if not books:
        other = [
            path.name for path in sorted((root / RECORDS).glob("*.*")) if path.suffix.lower() in _OTHER_BOOKS
        ]
        if other:
            raise _usage(
                f"Thư mục records chỉ có «{other[0]}», không có sổ nào đuôi .xlsx.",
                "Mở tệp ấy bằng Excel, chọn Save As dạng Excel Workbook (.xlsx), lưu vào cùng thư mục.",
            )
        raise _usage(
            "Thư mục records chưa có sổ Excel nào.",
            "Chạy «docgen init .» để có sổ trống, hoặc chép sổ (đuôi .xlsx) vào đó.",
        )
    if len(books) > 1:
        names = ", ".join(book.stem for book in books)
        raise _usage(
            f"Thư mục records có {len(books)} sổ: {names}.",
            f"Hãy ghi thêm tên sổ ở cuối lệnh, như {_quoted(books[0].stem)}"
            f" (với «docgen archive»: --season {_quoted(books[0].stem)}).",
        )
    return books[0]


def _quoted(name: str) -> str:
    """Write a name as it is typed in a command: in quotes where it has spaces."""
    return f'"{name}"' if " " in name else name


def _is_like(book: Path, name: str) -> bool:
    """Match a name with or without ``.xlsx``, whatever its case and marks."""
    bare = name[: -len(_BOOK)] if name.lower().endswith(_BOOK) else name
    return slug(bare) != "" and slug(bare) == slug(book.stem)


def _unknown(name: str, books: Sequence[Path], *, several: bool) -> Stop:
    stems = [book.stem for book in books]
    if several:
        return _usage(f"«{name}» có thể là {len(stems)} sổ: {', '.join(stems)}.", "Hãy ghi đúng tên sổ.")
    near = suggest(name, stems)
    if near:
        remedy = f"Có phải là: {', '.join(near)}?"
    else:
        remedy = f"Trong records có: {', '.join(stems)}." if stems else "Thư mục records chưa có sổ nào."
    return _usage(f"Không thấy sổ «{name}».", remedy)


def _usage(message: str, remedy: str) -> Stop:
    return Stop(message, remedy, exit_code=ExitCode.USAGE)


# --- templates --------------------------------------------------------------------------------


def shipped_templates() -> Path:
    """Give the folder of the templates that come with docgen: in a wheel, or in a checkout."""
    package = Path(docgen.__file__).parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / TEMPLATES


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates in force: the workspace's own, and for those that it lacks the shipped ones."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path | None) -> Templates:
        """Give the templates in force in a workspace, or the shipped ones without one."""
        own = (root / TEMPLATES,) if root is not None else ()
        return cls((*own, shipped_templates()))

    def find(self, name: str) -> Path | None:
        """Give the file of a template, or ``None`` when nobody has it."""
        return next((path for folder in self.folders if (path := folder / name).is_file()), None)

    def strangers(self, known: Collection[str]) -> list[Path]:
        """List the Word files of the workspace's own folder that are none of the known templates."""
        own = self.folders[0] if len(self.folders) > 1 else None
        found = own.glob("*.do[ct]*") if own is not None else ()
        return sorted(p for p in found if p.name not in known and not p.name.startswith(_OWNER_MARK))

    def style_lost(self) -> list[Problem]:
        """Tell that own templates take their looks from the shipped style master, for want of their own."""
        own, shipped = self.folders[0], self.folders[-1]
        if (own / STYLE).is_file() or not any((own / path.name).is_file() for path in shipped.glob("*.docx")):
            return []
        return [
            Problem(
                "MAU-31",
                Severity.WARNING,
                Where(file=STYLE),
                "Thư mục templates không có tệp này nên kiểu chữ và lề lấy từ bản kèm theo docgen.",
                remedy="Đã sửa tệp ấy thì lấy lại từ bản sao lưu; chưa sửa thì không cần làm gì.",
            )
        ]

    def read(self, name: str) -> bytes | None:
        """Read a template, or give ``None`` when nobody has it; ``Stop`` if it cannot be read."""
        path = self.find(name)
        if path is None:
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            raise Stop(f"Không đọc được mẫu «{name}».", "Hãy đóng tệp ấy trong Word rồi chạy lại.") from error


# --- a new workspace --------------------------------------------------------------------------


@dataclass(slots=True)
class NewWorkspace:
    """What ``init`` did: the folder, the files made and the files that stood there already."""

    root: Path
    made: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)

    @property
    def workbook(self) -> Path:
        """Give the workbook to fill."""
        return next(path for path in (*self.made, *self.kept) if path.suffix == _BOOK)

    def put(self, path: Path, data: bytes) -> None:
        """Write a file unless one stands there."""
        if path.exists():
            self.kept.append(path)
            return
        files.write_atomic(path, data)
        self.made.append(path)


def refuse_second_workbook(root: Path) -> None:
    """Stop (usage) when a folder has a workbook already, so that none is made beside it unseen."""
    books = workbooks(root.absolute())
    if books:
        raise _usage(
            f"Thư mục «{root}» đã có sổ «{books[0].name}» nên không tạo thêm sổ.",
            "Hãy chọn thư mục mới.",
        )


def create(root: Path, book: bytes, templates: Iterable[Path]) -> NewWorkspace:
    """Make a workspace: its first workbook, copies of the templates, an empty output folder.

    A file that stands there already is never overwritten; a workspace that has a workbook gets
    no second one.  ``Stop`` when the folder cannot be written.
    """
    books = workbooks(root.absolute())
    if root.is_file():
        raise _usage(f"«{root}» là một tệp, không phải thư mục.", "Hãy chọn tên thư mục khác.")
    new = NewWorkspace(root.absolute())
    name = slug(new.root.name) or "dot-kiem-tra"
    if books:
        new.kept += books
    else:
        new.put(new.root / RECORDS / f"{name}{_BOOK}", book)
    for template in templates:
        new.put(new.root / TEMPLATES / template.name, template.read_bytes())
    try:
        (new.root / OUTPUT).mkdir(exist_ok=True)
    except OSError as error:
        raise _usage(f"Không tạo được thư mục «{new.root / OUTPUT}».", "Hãy chọn nơi khác.") from error
    return new
