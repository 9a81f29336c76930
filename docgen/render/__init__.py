"""Word templates: compiled once, proved once, rendered many times; and the check of every paper.

The only door to docxtpl, Jinja2 and lxml.  ``Template.render`` is a pure function of the
template's bytes and the context.
"""

from docgen.render.docxtpl_path import render_with_docxtpl
from docgen.render.field_tree import Schema
from docgen.render.soundness import check_package
from docgen.render.template import Template, compile_template, inspect_template

__all__ = [
    "Schema",
    "Template",
    "check_package",
    "compile_template",
    "inspect_template",
    "render_with_docxtpl",
]
