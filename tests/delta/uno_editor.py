"""Run by the Python that LibreOffice brings, not by ours: edits papers as a person would, through UNO.

``uno_editor.py SOFFICE PROFILE JOBS``; JOBS is a JSON list of ``{"source", "target", "steps"}``; a step is
``[name, argument, …]``.  One start of LibreOffice does all of them.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PARAGRAPH_BREAK = 0
BOLD = 150.0
FILTER = "MS Word 2007 XML"


def prop(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(program: str, profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    pipe = f"docgen{uuid.uuid4().hex}"
    process = subprocess.Popen(  # noqa: S603 - the program that the test found
        [
            program,
            f"-env:UserInstallation={pathlib.Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
        else:
            return process, context
    raise SystemExit("LibreOffice does not answer")


class Paper:
    """An open paper, and what a person does to it."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def places(self, text: Any, table: Any = None, cell: Any = None) -> Iterator[tuple[Any, Any, Any]]:
        enumeration = text.createEnumeration()
        while enumeration.hasMoreElements():
            block = enumeration.nextElement()
            if block.supportsService("com.sun.star.text.TextTable"):
                for name in block.CellNames:
                    inner = block.getCellByName(name)
                    yield from self.places(inner, block, inner)
            else:
                yield block, table, cell

    def look(self, words: str) -> tuple[Any, Any, Any]:
        for paragraph, table, cell in self.places(self.document.Text):
            at = paragraph.String.find(words)
            if at >= 0:
                cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
                cursor.goRight(at, False)
                cursor.goRight(len(words), True)
                return cursor, table, cell
        raise AssertionError(f"not in the paper: {words}")

    def found(self, words: str) -> Any:
        return self.look(words)[0]

    def cell_of(self, words: str) -> tuple[Any, Any]:
        _, table, cell = self.look(words)
        return table, cell

    def paragraph(self, words: str) -> Any:
        place = self.found(words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def replace(self, old: str, new: str) -> None:
        self.found(old).setString(new)

    def bold(self, words: str) -> None:
        self.found(words).CharWeight = BOLD

    def size(self, words: str, points: float) -> None:
        self.found(words).CharHeight = points

    def link(self, words: str, address: str) -> None:
        self.found(words).HyperLinkURL = address

    def comment(self, words: str, text: str) -> None:
        place = self.found(words)
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = text, "Chị Hạnh"
        place.Text.insertTextContent(place, note, True)

    def add_after(self, words: str, text: str) -> None:
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, text, False)

    def split(self, words: str) -> None:
        cursor = self.found(words)
        cursor.Text.insertControlCharacter(cursor.Start, PARAGRAPH_BREAK, False)

    def join(self, words: str) -> None:
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.goRight(1, True)
        cursor.setString(" ")

    def remove(self, words: str) -> None:
        cursor = self.paragraph(words)
        cursor.goRight(1, True)
        cursor.setString("")

    def add_row(self, words: str, *cells: str) -> None:
        table, cell = self.cell_of(words)
        number = int("".join(c for c in cell.CellName if c.isdigit()))
        table.Rows.insertByIndex(number, 1)
        for letter, text in zip("ABCDEFGHIJKLMNOP", cells, strict=False):
            table.getCellByName(f"{letter}{number + 1}").setString(text)

    def remove_row(self, words: str) -> None:
        table, cell = self.cell_of(words)
        table.Rows.removeByIndex(int("".join(c for c in cell.CellName if c.isdigit())) - 1, 1)

    def cell(self, words: str, column: str, text: str) -> None:
        table, cell = self.cell_of(words)
        number = "".join(c for c in cell.CellName if c.isdigit())
        table.getCellByName(column + number).setString(text)

    def track(self) -> None:
        self.document.RecordChanges = True


def main() -> None:
    program, profile, jobs = sys.argv[1:]
    process, context = connect(program, profile)
    manager = context.ServiceManager
    try:
        for job in json.loads(pathlib.Path(jobs).read_text(encoding="utf-8")):
            source, target = pathlib.Path(job["source"]).as_uri(), pathlib.Path(job["target"]).as_uri()
            # without a window: a LibreOffice for servers has none to show comments in, and crashes
            document = manager.createInstanceWithContext("com.sun.star.text.TextDocument", context)
            document.load((prop("URL", source), prop("FilterName", FILTER)))
            paper = Paper(document)
            for name, *arguments in job["steps"]:
                getattr(paper, name)(*arguments)
            document.storeToURL(target, (prop("FilterName", FILTER),))
            document.close(True)
    finally:
        try:
            manager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        finally:
            process.wait(30)


if __name__ == "__main__":
    main()
