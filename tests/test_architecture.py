"""The order of the rooms and the one door to each outside library; see ``docs/design.md``.

Imports are read from the source, those inside functions too, so that a late import is no way round.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import docgen
from docgen.commands.root import walk
from docgen.commands.tongue import click

PACKAGE = Path(docgen.__file__).parent

ROOMS = {
    "problem": "faults are values that everybody gives",
    "viet": "the language knows nothing of papers or workbooks",
    "files": "bytes on disk, whatever they mean",
    "ledger": "files of lines that are only appended to, chained; whatever the lines mean",
    "word": "what a Word file holds, whoever reads it",
    "vault": "the versions under records that must never be lost, and the journal of them",
    "corrections": "correction papers asked for: which form fits which fault; kinds make the papers",
    "records": "the contract: what one workbook says",
    "scoring": "pure arithmetic over records",
    "kind": "what must be said to add a document",
    "kinds": "each kind says all of itself and turns records and ranking into contexts",
    "workbook": "sheets become records; drop-downs offer what kinds there are; nothing else knows of cells",
    "checks": "rules across records; the ranking rules compare with what scoring computes",
    "impact": "which records changed between two states of a season, and which papers each change touches",
    "render": "template and context to bytes; knows no records",
    "lint": "judges finished papers by the decree",
    "backends": "finished papers to other formats, by programs outside",
    "delta": "two papers compared, three merged; bytes and values only",
    "archive": "signed papers, sealed in a bag and verified",
    "comparing": "two versions shown to a person: a page, and tracked changes; bytes and text only",
    "register": "numbers of papers, their rules, and the database that keeps them",
    "stale": "judges what must be made; reads and writes nothing",
    "output": "the folder of papers",
    "verbs": "the verbs: the only place that puts the rooms together",
    "commands": "parse, call one verb, show",
    "__main__": "the way in",
}
"""Rooms in dependency order, each with its reason; a room imports only from rooms above it."""

STRANGERS = {
    "workbook": {"viet", "files", "problem", "records", "kinds"},
    "scoring": {"problem", "viet", "records"},
    "impact": {"problem", "viet", "records", "scoring", "kind", "kinds"},
    "word": {"problem", "viet", "files"},
    "render": {"problem", "viet", "files", "word"},
    "lint": {"problem", "viet", "files", "word"},
    "backends": {"problem", "viet", "files"},
    "delta": {"problem", "viet", "files", "render", "word"},
    "comparing": {"delta", "word"},
    "stale": {"problem", "viet"},
    "archive": {"problem", "viet", "files", "ledger"},
    "ledger": {"problem", "files"},
    "vault": {"problem", "files", "ledger"},
    "register": {"problem", "viet", "files", "ledger", "records"},
    "corrections": {"problem", "viet", "files", "ledger"},
}
"""Rooms that know even less than their place allows: the rooms that each may know."""

DOORS = {
    "openpyxl": ("workbook", "cells and sheets end there; slow to load"),
    "docxtpl": ("render", "its defaults lose text silently"),
    "jinja2": ("render", "templates run in one sandbox, with one environment"),
    "markupsafe": ("render", "escaping is a part of rendering"),
    "lxml": (
        "word render delta comparing",
        "XML is parsed strictly in one way; merges move elements",
    ),
    "docx": ("lint", "finished papers are looked at, and on request mended, with it"),
    "sqlite3": ("register", "the register alone is a database; its errors are put into words there"),
    "pypdfium2": ("archive", "PDFs of unknown origin are read in a bounded process of their own"),
    "pyhanko": ("archive", "an optional extra; PDFs meet it in that process alone"),
    "pyhanko_certvalidator": ("archive", "a part of pyHanko"),
    "asn1crypto": ("archive", "a part of pyHanko"),
    "num2words": ("viet", "its Vietnamese is corrected there"),
    "click": ("commands", "the verbs know no terminal; its words are made Vietnamese there"),
    "pydantic": ("records workbook kind kinds", "records and contexts are models; others take plain values"),
}
"""Outside library to the rooms that may import it, and the reason."""

CLOCKLESS = {
    "datetime.datetime.now": "today is an argument",
    "datetime.datetime.today": "today is an argument",
    "datetime.date.today": "today is an argument",
    "random": "the same inputs give the same bytes",
    "secrets": "the same inputs give the same bytes",
    "uuid": "the same inputs give the same bytes",
    "locale": "the same on every machine",
}
"""What no room below ``commands`` may use, and why; ``time`` is used by ``files`` to wait, not to tell it."""


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] != "_templates" and parts != ("__init__",):
            yield parts[0], path


def imports(path: Path) -> Iterator[str]:
    """Give what a module imports, dotted: ``docgen.viet.text``, ``openpyxl.styles``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = list(modules())
EDGES = [(room, path, name) for room, path in MODULES for name in imports(path)]


def room_of(name: str) -> str:
    """Give the room of an import of ours; ``docgen.__version__`` belongs to none."""
    parts = name.split(".")
    return parts[1] if parts[0] == "docgen" and len(parts) > 1 and parts[1] in ROOMS else ""


def test_every_module_belongs_to_a_room() -> None:
    assert {room for room, _ in MODULES} <= set(ROOMS)


def test_a_room_imports_only_from_rooms_above_it() -> None:
    order = list(ROOMS)
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}: {room} is «{ROOMS[room]}»"
        for room, path, name in EDGES
        if room_of(name) and order.index(room_of(name)) > order.index(room)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", STRANGERS)
def test_some_rooms_know_even_less(room: str) -> None:
    known = {room_of(name) for owner, _, name in EDGES if owner == room} - {"", room}
    assert known <= STRANGERS[room], ROOMS[room]


def test_a_rule_names_its_fix_and_no_fix_knows_a_rule() -> None:
    judges = ("docgen.lint.rules", "docgen.lint.checking", "docgen.lint.fixing")
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for _, path, name in EDGES
        if path.parent == PACKAGE / "lint" / "fix" and name.startswith(judges)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_fix_is_chosen_by_the_words_of_a_fault() -> None:
    words = {f"fault.{field}" for field in ("part", "text", "found", "allowed", "place")}
    for path in (PACKAGE / "lint" / "fix").glob("*.py"):
        used = {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))}
        assert not used & words, f"{path.name}: a departure carries piece, first, wanted and section for this"


@pytest.mark.parametrize("library", DOORS)
def test_each_outside_library_has_one_door(library: str) -> None:
    allowed, reason = DOORS[library]
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}: {reason}"
        for room, path, name in EDGES
        if name.split(".")[0] == library and room not in allowed.split()
    ]
    assert not wrong, "\n".join(wrong)


def test_every_outside_library_is_known_here() -> None:
    outside = {name.split(".")[0] for _, _, name in EDGES} - set(sys.stdlib_module_names)
    assert outside - {"docgen", "__future__"} <= set(DOORS)


def test_no_clock_chance_or_locale_below_the_command_line() -> None:
    wrong = []
    for room, path in MODULES:
        if room == "commands":
            continue
        source = path.read_text(encoding="utf-8")
        used = {name.split(".")[0] for name in imports(path)}
        used |= {ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
        for name, reason in CLOCKLESS.items():
            short = name.replace("datetime.", "", 1)
            if used & {name, short, f"dt.{short}"}:
                wrong.append(f"{path.relative_to(PACKAGE)} uses {name}: {reason}")
    assert not wrong, "\n".join(wrong)


def test_nothing_but_the_command_line_prints() -> None:
    wrong = [
        str(path.relative_to(PACKAGE))
        for room, path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "sys.stdout.write", "sys.stderr.write"}
    ]
    assert not wrong


def test_the_command_line_loads_no_room_but_problem_until_a_command_runs() -> None:
    late = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for room, path in MODULES
        if room == "commands"
        for name in imports_at_the_top(path)
        if room_of(name) not in {"", "commands", "problem"}
    ]
    assert not late


def imports_at_the_top(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_class_name_stands_in_one_module_and_a_file_name_in_one_folder() -> None:
    """A reader who meets a name has one place to look for it; a command and its verb have one name."""
    homes: dict[str, list[str]] = defaultdict(list)
    for _, path in MODULES:
        if path.name not in {"__init__.py", "__main__.py"}:
            homes[path.name].append(str(path.relative_to(PACKAGE)))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(PACKAGE)))
    several = {name: places for name, places in homes.items() if len(places) > 1}
    assert [
        places for name, places in several.items() if places != [f"commands/{name}", f"verbs/{name}"]
    ] == []


def test_a_command_stands_in_the_module_of_its_name() -> None:
    """The commands of a group stand together; ``template`` has one, and its verb is ``template_check``."""
    homes = {words: home_of(command) for words, command in walk() if words}
    expected = {words: f"docgen.commands.{words.split()[0]}" for words in homes}
    for words in ("template", "template check"):
        expected[words] = "docgen.commands.template_check"
    assert homes == expected


def home_of(command: click.Command) -> str:
    function = command.callback
    assert function is not None
    return function.__module__


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import openpyxl.styles", ["openpyxl.styles"]),
        ("def f() -> None:\n    from docgen.verbs import check", ["docgen.verbs.check"]),
        ("import json, docgen.files", ["json", "docgen.files"]),
    ],
)
def test_imports_are_found_wherever_they_stand(tmp_path: Path, source: str, expected: list[str]) -> None:
    module = tmp_path / "a.py"
    module.write_text(source, encoding="utf-8")
    assert list(imports(module)) == expected
