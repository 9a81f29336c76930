"""A template that another office program has saved again stays the same template.

Such programs keep the names of the styles and derive new ids from them, each in its own way.
"""

from __future__ import annotations

import functools
import io
import itertools
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable, Mapping

import docx
import pytest

from docgen.backends import libreoffice
from docgen.kind import Kind
from docgen.kinds import KINDS
from docgen.render import Schema, compile_template, inspect_template
from tests.house import made, one_paper, shipped
from tests.kinds.making import STYLE
from tests.kinds.paper_text import paper_text
from tests.render.word_file import pack, unpack

_IDS = r'w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val="([^"]+)"|w:styleId="([^"]+)"'
LIBREOFFICE = libreoffice.find(os.environ)


Parts = dict[str, bytes]


def made_of(files: Mapping[str, bytes]) -> dict[str, Parts]:
    """Make one paper of each kind; give its parts."""
    return {kind.code: unpack(paper) for kind, paper in made(files)}


@functools.cache
def as_shipped() -> dict[str, Parts]:
    return made_of(shipped())


def text(parts: Parts) -> str:
    return paper_text(pack(parts))


def with_other_ids(data: bytes, new: Callable[[str], str]) -> bytes:
    """Give every style another id, wherever it is named."""
    parts = {name: part.decode() for name, part in unpack(data).items()}
    ids: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        old = match[1] or match[2]
        return match[0].replace(f'"{old}"', f'"{ids.setdefault(old, new(old))}"')

    renamed = {name: re.sub(_IDS, rename, part) for name, part in parts.items()}
    assert "Normal" in ids
    return pack(renamed)


def numbered() -> Callable[[str], str]:
    count = itertools.count(1)
    return lambda _: f"u{next(count)}"


def swapped() -> Callable[[str], str]:
    """Give each style an id that another style of the master has."""
    ids = sorted(
        set(re.findall(r'w:styleId="([^"]+)"', unpack(shipped()[STYLE])["word/styles.xml"].decode()))
    )
    return dict(zip(ids, [*ids[1:], ids[0]], strict=True)).__getitem__


@pytest.mark.parametrize("ids", [numbered, swapped])
def test_every_template_may_have_other_style_ids(ids: Callable[[], Callable[[str], str]]) -> None:
    files = {name: data if name == STYLE else with_other_ids(data, ids()) for name, data in shipped().items()}
    assert made_of(files) == as_shipped()


def test_the_style_master_may_have_other_ids_too() -> None:
    files = shipped() | {STYLE: with_other_ids(shipped()[STYLE], numbered())}
    again = made_of(files)
    assert {code: text(parts) for code, parts in again.items()} == {
        code: text(parts) for code, parts in as_shipped().items()
    }


def test_style_names_are_the_same_in_any_case_and_any_form_of_accents() -> None:
    def respelt(data: bytes) -> bytes:
        parts = unpack(data)
        styles = parts["word/styles.xml"].decode()
        upper = re.sub(
            r'<w:name w:val="([^"]+)"/>',
            lambda name: f'<w:name w:val="{unicodedata.normalize("NFD", name[1]).upper()}"/>',
            styles,
        )
        return with_other_ids(pack(parts | {"word/styles.xml": upper}), numbered())

    files = {name: data if name == STYLE else respelt(data) for name, data in shipped().items()}
    assert made_of(files) == as_shipped()


def test_the_core_properties_are_found_whatever_type_libreoffice_gives_their_relationship() -> None:
    kind = next(kind for kind in KINDS if kind.code == "ket-luan")
    parts = unpack(shipped()[kind.template])
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"/package/2006/relationships/metadata/core-properties",
        b"/officedocument/2006/relationships/metadata/core-properties",
    )
    assert b"/officedocument/2006/relationships/metadata/" in parts["_rels/.rels"]
    again = dict(made(shipped() | {kind.template: pack(parts)}))[kind]
    assert unpack(again)["_rels/.rels"].count(b"core-properties") == 1
    assert docx.Document(io.BytesIO(again)).core_properties.language == "vi-VN"


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Open and save all templates and the style master in LibreOffice, in one start of it."""
    assert LIBREOFFICE is not None
    work = tmp_path_factory.mktemp("libreoffice")
    for name, data in shipped().items():
        (work / name).write_bytes(data)
    profile = (work / "profile").as_uri()
    subprocess.run(  # noqa: S603 - the program that this machine has, on files of this test
        [LIBREOFFICE.program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--convert-to", "docx", "--outdir", work / "saved", *(work / name for name in shipped())],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return {name: (work / "saved" / name).read_bytes() for name in shipped()}


def _faults(kind: Kind, files: Mapping[str, bytes]) -> list[str]:
    schema = Schema.of(kind.context)
    found = inspect_template(files[kind.template], schema, name=kind.template, style=files[STYLE])
    return [f"{problem.code} {problem.where}: {problem.message}" for problem in found]


@pytest.mark.filterwarnings("error:Duplicate name")
@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("master", ["phong-cach.docx as shipped", "phong-cach.docx saved again as well"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_template_saved_by_libreoffice_makes_the_same_paper(
    kind: Kind, master: str, by_libreoffice: Mapping[str, bytes]
) -> None:
    files = dict(by_libreoffice)
    if master.endswith("shipped"):
        files[STYLE] = shipped()[STYLE]
    assert _faults(kind, files) == []
    template = compile_template(
        files[kind.template], Schema.of(kind.context), name=kind.template, style=files[STYLE]
    )
    paper = one_paper(kind)
    again = template.render(paper.context.model_dump(mode="json"))
    assert paper_text(again) == text(as_shipped()[kind.code])
    assert b"autoHyphenation" not in unpack(again)["word/settings.xml"]
