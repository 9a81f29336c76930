"""A code of a problem means one thing, in the whole program; codes are permanent and on paper by now.

A code stands in one table of sentences, or is one rule, or is put on a fault in one function.  Where several
functions tell the same fault of different things, it is named here with the one thing that it means.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import docgen

PACKAGE = Path(docgen.__file__).parent
CODE = re.compile(r"[A-ZĐ]{1,5}-\d{2}")

SHARED = {
    "NGAY-04": "the day of issue is a day off: in the workbook, of a number that is taken in",
    "SDK-01": "the register cannot be read",
    "SDK-07": "the text beside the register is not that of its last act",
    "SO-04": "the symbol is not that of the kind, or of the office",
    "SO-06": "workbook and register, or workbook and wish, give one paper different numbers or days",
    "SO-07": "what was typed does not tell which paper gets which number on which day",
    "SO-10": "the version to be issued cannot be made",
    "SO-11": "a number without its day",
    "SO-12": "an edited file is not ready to be issued",
}
"""Codes that more than one function gives, and what each means."""


def givers() -> Iterator[tuple[str, str]]:
    """Give each code that is put on a fault where it is found, with the function that does it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                name = f"{path.relative_to(PACKAGE).as_posix()}:{function.name}"
                yield from ((code, name) for node in ast.walk(function) for code in given_by(node))


def given_by(node: ast.AST) -> Iterator[str]:
    """Give the code that a call makes a problem with: ``Problem("SO-01", …)``, ``rule("TEN-01", …)``.

    A ``_fault`` may also look its code up in a table; such a code is counted there.
    """
    makers = {"Problem", "rule", "_fault"}
    if isinstance(node, ast.Call) and ast.unparse(node.func) in makers:
        values = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
        found = [str(value.value) for value in values if isinstance(value, ast.Constant)]
        looked_up = TABLED if ast.unparse(node.func) == "_fault" else set()
        yield from (code for code in found if CODE.fullmatch(code) and code not in looked_up)


def tabled() -> Iterator[tuple[str, str]]:
    """Give each code that stands in a table of sentences, ``{"BANG-01": (…, "…")}``, and the module."""
    for path in sorted(PACKAGE.rglob("faults.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for key in node.keys if isinstance(node, ast.Dict) else ():
                if isinstance(key, ast.Constant) and CODE.fullmatch(str(key.value)):
                    yield str(key.value), path.relative_to(PACKAGE).as_posix()


TABLED = {code for code, _ in tabled()}


def places() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, place in [*givers(), *tabled()]:
        found[code].add(place)
    return found


def test_a_code_is_given_in_one_place_or_known_to_mean_one_thing() -> None:
    assert {code: sorted(at) for code, at in places().items() if len(at) > 1 and code not in SHARED} == {}


def test_what_is_said_to_be_shared_is_shared() -> None:
    found = places()
    assert [code for code in SHARED if len(found[code]) < 2] == []


def test_a_code_stands_once_in_its_table() -> None:
    codes = [code for code, _ in tabled()]
    assert {code for code in codes if codes.count(code) > 1} == set()
