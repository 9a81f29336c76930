"""Files that others wrote: fictional, one of each sort that an office meets, built from readable text.

Each begins with a line ``# name | kind | profile``; then comes what must be found, and nothing else, as
``! RULE RULE`` (``!`` alone: nothing).  A line of a file is a paragraph of the text, or begins with a mark:

``^`` bold and centred, ``~`` centred, ``/`` italic and centred, ``>`` at the left margin, ``>>`` 80 mm in,
``|a|b|`` a row of a table, ``HEAD left, … || number || date`` a head in two columns (``BOX`` with borders),
``SIGN recipients || signer, …`` the end in two columns, ``=45`` a line of 45 mm.
``→`` is a tab, ``·`` a space among several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.lint.papers import LEFT, MOTTO, MOTTO_MM, NATION, RIGHT
from tests.lint.word import Word, body, bordered, centred, p, page_number, table

_BOX = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("left", "right"))
_ISSUER_MM = 15


@dataclass(frozen=True)
class Sample:
    """One file: what it is, the profile it is judged by, the rules that must speak."""

    name: str
    kind: str
    profile: str
    rules: tuple[str, ...]
    text: str

    def word(self) -> Word:
        header = "" if self.kind not in {"van-ban", "kem-theo"} else page_number()
        return Word("".join(_paragraphs(self.text)), header=header)

    def build(self) -> bytes:
        return self.word().build()


def _paragraphs(text: str) -> Iterator[str]:
    rows: list[list[str]] = []
    for line in [*text.replace("→", "\t").replace("·", " ").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([p(cell.strip(), 13, align="left") for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield table([165 / len(rows[0])] * len(rows[0]), *rows)
            rows = []
        if line:
            yield _paragraph(line)


def _paragraph(line: str) -> str:
    mark, _, rest = line.partition(" ")
    if mark in _MARKS:
        return _MARKS[mark](rest)
    if mark in {"HEAD", "BOX"}:
        return _head(*(part.strip() for part in rest.split("||")), boxed=mark == "BOX")
    if mark == "SIGN":
        return _sign(*(part.strip() for part in rest.split("||")))
    if line.startswith("="):
        return bordered(float(line[1:]), 165)
    return body(line, italic=line.startswith(("Căn cứ ", "Theo đề nghị ")))


_MARKS: dict[str, Callable[[str], str]] = {
    "^": lambda text: centred(text, before=6),
    "~": lambda text: centred(text, bold=False),
    "/": lambda text: centred(text, bold=False, italic=True),
    ">": lambda text: p(text, align="left"),
    ">>": lambda text: p(text, align="left", left=80),
}


def _head(issuer: str, number: str = "", date: str = "", *, boxed: bool = False) -> str:
    *parents, last = issuer.split(", ")
    left = "".join(centred(name, 13, bold=False) for name in parents) + centred(last, 13)
    left += bordered(_ISSUER_MM, LEFT)
    number, _, brief = number.partition(" V/v ")
    below = [centred(number, 13, bold=False), centred(date, bold=False, italic=True)]
    below[0] += centred(f"V/v {brief}", 12, bold=False, before=6) if brief else ""
    rows = [[left, NATION + MOTTO + bordered(MOTTO_MM, RIGHT)]] + ([below] if number or date else [])
    made = table([LEFT, RIGHT], *rows)
    return made.replace("<w:tblPr>", f"<w:tblPr><w:tblBorders>{_BOX}</w:tblBorders>") if boxed else made


def _sign(recipients: str, signers: str) -> str:
    left = p("Nơi nhận:", 12, bold=True, italic=True, align="left")
    left += "".join(p(item, 11, align="left") for item in re.split(r" (?=- |\+ )", recipients))
    *posts, name = signers.split(", ")
    right = "".join(centred(post) for post in posts) + p() * 3 + centred(name)
    return p() + table([80, 85], [left.replace("+ ", ""), right]) + p()


def samples(text: str) -> Iterator[Sample]:
    """Read the corpus."""
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        first, expected, *lines = part.splitlines()
        name, kind, profile = (item.strip() for item in first.split("|"))
        assert expected.startswith("!"), name
        yield Sample(name, kind, profile, tuple(expected[1:].split()), "\n".join(lines))
