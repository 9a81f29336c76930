"""The door to docxtpl: the authority on what a tag in a Word file means.

Its ``patch_xml`` turns a part into Jinja source once per template.  Its whole slow path serves
the templates whose parts must be worked on as objects after rendering: columns that repeat,
pictures inside loops, sub-documents.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from docxtpl import DocxTemplate

from docgen.files import sha256
from docgen.render.environment import make_environment
from docgen.render.properties import ORIGIN, put_properties
from docgen.word.package import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LOOP_TOKEN: Final = re.compile(r"\{%[-+]?\s*(for|endfor)\b|<wp:docPr\b")


def jinja_source(xml: str) -> str:
    """Turn a part's XML into the Jinja source that docxtpl would render."""
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(xml)
    return patched


def needs_docxtpl(source: str) -> bool:
    """Tell whether pictures stand in a loop, so that docxtpl must number them after rendering."""
    depth = 0
    for token in _LOOP_TOKEN.finditer(source):
        if token[1] is None and depth:
            return True
        depth += {"for": 1, "endfor": -1}.get(token[1], 0)
    return False


def render_with_docxtpl(data: bytes, build: Callable[[DocxTemplate], Mapping[str, Any]]) -> bytes:
    """Render by docxtpl itself, under docgen's sandbox, then write the container canonically.

    ``build`` makes the context from the opened template, so that it may hold pictures
    (``docxtpl.InlineImage``) and sub-documents.  About fifty times slower than ``Template``.
    """
    template = DocxTemplate(io.BytesIO(data))
    template.render_init()
    template.render(dict(build(template)), make_environment(), autoescape=True)
    rendered = io.BytesIO()
    template.save(rendered)
    package = Package.read(rendered.getvalue())
    package.slim()
    put_properties(package, {ORIGIN: sha256(package[package.main_part() or ""])})
    return package.write()
