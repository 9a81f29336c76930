"""Papers in another house style: the sources rebuilt with other measures, or the master edited in Word."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from docgen.corrections import Form
from docgen.kind import Kind, Paper
from docgen.kinds import KINDS
from docgen.records import Member, Role, Season
from docgen.render import Schema, compile_template
from templates.source import style
from templates.source.catalogue import TEMPLATES
from tests.kinds.corrections import DECISION, MINUTES, NOTICE, corrected, correction
from tests.kinds.making import STYLE, papers, sample_season
from tests.kinds.making import TEMPLATES as FOLDER

WIDE = {"margin_top": 25.0, "margin_bottom": 25.0, "margin_left": 35.0, "margin_right": 20.0}
"""The widest margins of the decree, which leave the narrowest text."""

Edit = Callable[[str], str]


@functools.cache
def season() -> Season:
    """Give the sample season with one member replaced, so that there is a paper of every kind."""
    sample = sample_season()
    new = Member(
        code="TV99", salutation="Ông", name="Phan Thế Đạt", position="Ủy viên Thường trực", role=Role.MEMBER,
        replaces=sample.team[3].code, from_date=dt.date(2023, 10, 16), reason="Bà Hà đi công tác.",
    )  # fmt: skip
    return sample.model_copy(update={"team": (*sample.team, new)})


def one_paper(kind: Kind) -> Paper:
    """Give the first paper of a kind; one that corrects is asked for."""
    originals = {Form.AMEND: DECISION, Form.SUPPLEMENT: MINUTES}
    asked = [correction(form, originals.get(form, NOTICE)) for form in Form if form == kind.code]
    found = corrected(kind, season(), *asked) if asked else papers(kind, season())
    return next(iter(found.values()))


def shipped() -> dict[str, bytes]:
    """Give the templates and the style master as they are shipped."""
    return {name: (FOLDER / name).read_bytes() for name in TEMPLATES}


def built(monkeypatch: pytest.MonkeyPatch, **measures: object) -> dict[str, bytes]:
    """Build templates and style master as a developer does who edits ``style.HOUSE``."""
    monkeypatch.setattr(style, "HOUSE", dataclasses.replace(style.HOUSE, **measures))  # type: ignore[arg-type]  # the test names fields
    return {name: build() for name, build in TEMPLATES.items()}


def edited(part: str, edit: Edit) -> dict[str, bytes]:
    """Give the shipped templates with one part of the style master changed, as Word would save it."""
    files = shipped()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[STYLE])) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data.decode()).encode() if name == part else data)
    return files | {STYLE: packed.getvalue()}


def page_layout(**twips: int) -> Edit:
    """Set margins in the dialog Page Layout, for the whole document."""

    def edit(xml: str) -> str:
        for side, value in twips.items():
            xml, count = re.subn(rf'(<w:pgMar[^>]*w:{side}=")\d+', rf"\g<1>{value}", xml)
            assert count == 2, side
        return xml

    return edit


def style_size(style_id: str, half_points: int) -> Edit:
    """Set the size of a style in the dialog Modify Style."""

    def edit(xml: str) -> str:
        start = xml.index(f'w:styleId="{style_id}"')
        end = xml.index("</w:style>", start)
        look = re.sub(r"<w:szC?s? w:val=\"\d+\"/>", "", xml[start:end])
        size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        return xml[:start] + look.replace("</w:rPr>", size) + xml[end:]

    return edit


def made(files: Mapping[str, bytes]) -> Iterator[tuple[Kind, bytes]]:
    """Make one paper of every kind with these templates and this style master."""
    for kind in KINDS:
        template = compile_template(
            files[kind.template], Schema.of(kind.context), name=kind.template, style=files[STYLE]
        )
        yield kind, template.render(_context(kind))


@functools.cache
def _context(kind: Kind) -> dict[str, Any]:
    """Give what the first paper of a kind says; it is the same in every house style."""
    paper = one_paper(kind)
    context: dict[str, Any] = paper.context.model_dump(mode="json")
    return context
