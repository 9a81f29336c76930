"""Converters that act out what goes wrong with the real ones, and small Word files to give them."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docx

from docgen.backends.libreoffice import LibreOffice
from docgen.backends.word import Word

PDF = b"%PDF-1.6\n/BaseFont/BAAAAA+LiberationSerif\n%%EOF\n"

_ACTOR = r"""
import pathlib, subprocess, sys, time, zipfile
def text(name):
    return zipfile.ZipFile(name).read("word/document.xml").decode("utf-8")
def act(name, out):
    words, pdf = text(name), out / pathlib.Path(name).with_suffix(".pdf").name
    if "TREO" in words:  # a child hangs, as soffice.bin does under soffice
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        (here / "children").open("a").write(f"{child.pid}\n")
        pdf.write_bytes(b"%PDF-1.6 half")
        child.wait()
    if "SẬP" in words:
        print("Fatal exception: Signal 11", flush=True)
        sys.exit(139)
    if "BỎ" in words:
        print("Error: source file could not be loaded", flush=True)
        return
    face = b"DejaVuSans" if "LẠ" in words else b"LiberationSerif"
    tail = b"" if "CỤT" in words else b"%%EOF\n"
    pdf.write_bytes(b"%PDF-1.6\n/BaseFont/BAAAAA+" + face + b"\n" + words.encode() + b"\n" + tail)
here = pathlib.Path(__file__).parent
(here / "starts").open("a").write(" ".join(sys.argv[1:]) + "\n")
"""

_SOFFICE = """
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
for name in sys.argv[sys.argv.index("--outdir") + 2:]:
    act(name, out)
"""

_POWERSHELL = """
work = pathlib.Path(sys.argv[sys.argv.index("-Folder") + 1])
assert "Word.Application" in pathlib.Path(sys.argv[1]).read_text(encoding="ascii")
for name in (work / "names.txt").read_text(encoding="ascii").split():
    act(name, work / "out")
"""


def word_file(path: Path, *paragraphs: str, face: str = "Times New Roman") -> Path:
    """Write a small Word file with these paragraphs."""
    document = docx.Document()
    document.styles["Normal"].font.name = face
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = BytesIO()
    document.save(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.getvalue())
    return path


class Stage:
    """A folder with acted converters, which keep a list of their starts and of their children."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder

    def soffice(self) -> LibreOffice:
        """Give a LibreOffice whose program is an actor."""
        program = self._folder / "soffice"
        program.write_text(f"#!{sys.executable}\n{_ACTOR}{_SOFFICE}", encoding="utf-8")
        program.chmod(0o755)
        return LibreOffice(program)

    def word(self) -> Word:
        """Give a Word whose PowerShell is an actor."""
        program = self._folder / "powershell.py"
        program.write_text(_ACTOR + _POWERSHELL, encoding="utf-8")
        return Word(powershell=(sys.executable, str(program)))

    def starts(self) -> list[str]:
        """Give the arguments of each start."""
        path = self._folder / "starts"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def children(self) -> list[int]:
        """Give the process ids of the children that hung."""
        return [int(line) for line in (self._folder / "children").read_text(encoding="utf-8").split()]
