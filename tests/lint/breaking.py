"""How the tests break a conforming paper: one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.parser import parse_xml

from tests.lint.word import Word, twips

Base = Callable[[], Word]


@dataclass(frozen=True)
class Mutation:
    """One break: the paper, what is done to it, the rules that must speak, and no others."""

    name: str
    base: Base
    change: Callable[[Word], Word]
    rules: tuple[str, ...]
    profile: str = "mttq"


def swap(old: str, new: str, count: int = 1) -> Callable[[Word], Word]:
    """Put other text or formatting in the body; the old one must be there."""

    def change(word: Word) -> Word:
        assert old in word.body, old
        return replace(word, body=word.body.replace(old, new, count))

    return change


def before(anchor: str, old: str, new: str) -> Callable[[Word], Word]:
    """Change the last ``old`` before some text: the formatting of its paragraph or run."""

    def change(word: Word) -> Word:
        at = word.body.index(anchor)
        start = word.body.rindex(old, 0, at)
        return replace(word, body=word.body[:start] + new + word.body[start + len(old) :])

    return change


def page(**more: Any) -> Callable[[Word], Word]:
    return lambda word: replace(word, **more)


def size(anchor: str, now: float, then: float) -> Callable[[Word], Word]:
    return before(anchor, f'<w:sz w:val="{round(now * 2)}"/>', f'<w:sz w:val="{round(then * 2)}"/>')


def columns(old: tuple[float, float], new: tuple[float, float]) -> Callable[[Word], Word]:
    """Give the two columns of a head other widths, in mm."""

    def change(word: Word) -> Word:
        text = word.body
        for before_mm, after_mm in zip(old, new, strict=True):
            assert f'w:w="{twips(before_mm)}"' in text
            text = text.replace(f'w:w="{twips(before_mm)}"', f'w:W="{twips(after_mm)}"')
        return replace(word, body=text.replace("w:W=", "w:w="))

    return change


def run_font(anchor: str, fonts: str) -> Callable[[Word], Word]:
    return before(anchor, "<w:rPr>", f"<w:rPr><w:rFonts {fonts}/>")


def spacing(anchor: str, new: str) -> Callable[[Word], Word]:
    old = '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
    return before(anchor, old, f"<w:spacing {new}/>")


def aside(anchor: str, side: str = "left") -> Callable[[Word], Word]:
    """Take a centred paragraph out of the middle."""
    return before(anchor, '<w:jc w:val="center"/>', f'<w:jc w:val="{side}"/>')


def by_python_docx(change: Callable[[Any], None]) -> Callable[[Word], Word]:
    return lambda word: replace(word, change=change)


def field(anchor: str, code: str) -> Callable[[Word], Word]:
    """Put a field that shows nothing before a text."""
    run = f'<w:fldSimple w:instr=" {code} "><w:r><w:t></w:t></w:r></w:fldSimple>'

    def change(document: Any) -> None:
        paragraph = next(item for item in document.paragraphs if anchor in item.text)
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        first = paragraph.runs[0]._r
        first.addprevious(parse_xml(run.replace("<w:fldSimple", f"<w:fldSimple {space}", 1)))

    return by_python_docx(change)


def gone(text: str) -> Callable[[Word], Word]:
    """Take the whole paragraph with some text away, but leave an empty one in its place."""

    def change(word: Word) -> Word:
        at = word.body.index(text)
        start, end = word.body.rindex("<w:p>", 0, at), word.body.index("</w:p>", at) + len("</w:p>")
        return replace(word, body=word.body[:start] + "<w:p/>" + word.body[end:])

    return change
