"""LibreOffice: where it is found, and one start of it for a whole batch."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.backends.backend import OUT, ConverterLimits, End, watch
from docgen.problem import ExitCode, Stop

VARIABLE: Final = "DOCGEN_SOFFICE"
"""Names the program where it stands in none of the usual places."""

PLACES: Final[Mapping[str, Sequence[str]]] = {
    "win32": (
        "{ProgramFiles}/LibreOffice/program/soffice.com",
        "{ProgramFiles(x86)}/LibreOffice/program/soffice.com",
        "{LOCALAPPDATA}/Programs/LibreOffice/program/soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice/program/soffice",
    ),
}
"""Where the program is installed: by ``sys.platform``, with folders that the environment names."""

_FILTER_IN: Final = "MS Word 2007 XML"
"""Named, or LibreOffice makes a PDF of any bytes, taking them for plain text."""
_PDF: Final = "pdf:writer_pdf_Export"
_PDF_A: Final = _PDF + ':{"SelectPdfVersion":{"type":"long","value":"2"}}'
"""PDF/A-2b.  (Value 1 makes a PDF/A-1 that claims level A, more than is known of the papers.)"""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """An installed LibreOffice; ``program`` is its ``soffice``."""

    program: Path
    name: str = "LibreOffice"
    lanes: int = 2

    def run(self, work: Path, names: Sequence[str], *, archival: bool, limits: ConverterLimits) -> End:
        """Convert the files in one start, with a profile of its own.

        A profile of its own keeps a LibreOffice that the user has open out of it, whose settings
        it would share and to which it would hand the files over.
        """
        profile = (work / "profile").resolve().as_uri()
        command = [
            str(self.program),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={_FILTER_IN}",
            "--convert-to",
            _PDF_A if archival else _PDF,
            "--outdir",
            OUT,
            *names,
        ]
        return watch(command, work, limits, os.environ)


def find(environ: Mapping[str, str]) -> LibreOffice | None:
    """Find LibreOffice: by ``DOCGEN_SOFFICE``, on the path, then in the usual folders.

    ``Stop`` when the variable names a file that is not there.
    """
    chosen = environ.get(VARIABLE, "").strip()
    if chosen:
        if not Path(chosen).is_file():
            raise Stop(
                f"Biến môi trường {VARIABLE} chỉ tới «{chosen}» nhưng không có tệp ấy.",
                "Hãy sửa hoặc bỏ biến ấy; docgen tự tìm LibreOffice ở các thư mục thường dùng.",
                exit_code=ExitCode.USAGE,
            )
        return LibreOffice(Path(chosen))
    return next((LibreOffice(path) for path in _candidates(environ) if path.is_file()), None)


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name, path=environ.get("PATH", ""))
        if found:
            yield Path(found)
    for place in PLACES.get(sys.platform, ()):
        try:
            yield Path(place.format_map(environ))
        except KeyError:  # this Windows has no such folder
            continue
