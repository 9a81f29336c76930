"""The one Jinja environment: sandboxed, escaping, strict about names, and small.

A template comes from the office, but a file can be swapped: nothing that it says may reach
beyond its context.  There are no globals, and only the filters and tests named here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup

from docgen.word.xml import run_text

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context

ALLOWED_FILTERS: Final = frozenset(
    {"upper", "lower", "capitalize", "trim", "join", "length", "first", "last"}
)
ALLOWED_TESTS: Final = frozenset({"odd", "even", "divisibleby"})

_TAG_START: Final = re.compile(r"(\{[\{%])([-+]?)")


class ValueFault(ValueError):  # noqa: N818 - a fault of the data, told by its tag
    """A value that cannot be printed; the message is Vietnamese and completes «thẻ … : …»."""


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that calls nothing, and in which no method of ``dict`` hides a record's field."""

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - Jinja's signature
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


@pass_context  # a context keeps Jinja from folding constants, which would be escaped twice
def _printed(_context: Context, value: Any) -> Any:
    """Turn a value into the inside of a ``w:t`` element; ``ValueFault`` if it must not be printed."""
    if isinstance(value, str):
        try:
            return Markup(run_text(str(value)))  # noqa: S704 - run_text has escaped it
        except ValueError as error:
            raise ValueFault(f"giá trị có ký tự không in được ({error})") from error
    if isinstance(value, Undefined) or type(value) is int:
        return value  # an undefined name raises its own error when it is written
    if value is None:
        raise ValueFault("chưa có giá trị (None)")
    if hasattr(value, "__html__"):
        return value  # a picture or rich text of docxtpl, which only its own path can bring
    raise ValueFault("giá trị không phải là chữ hay số nguyên")


def make_environment() -> SandboxedEnvironment:
    """Make the environment in which every template is compiled and rendered."""
    environment = _Environment(autoescape=True, undefined=StrictUndefined, finalize=_printed)
    environment.globals.clear()
    environment.filters = {name: FILTERS[name] for name in ALLOWED_FILTERS}
    environment.tests = {name: TESTS[name] for name in ALLOWED_TESTS}
    return environment


ENVIRONMENT: Final = make_environment()


def one_tag_a_line(source: str) -> str:
    """Put a newline inside each tag, where it prints nothing: a Jinja line then names a tag."""
    return _TAG_START.sub(r"\1\2" + "\n", source)


def compile_source(source: str, name: str) -> Template:
    """Compile a part's patched text; the n-th tag stands on line n + 1."""
    code = ENVIRONMENT.compile(one_tag_a_line(source), name, name)
    return ENVIRONMENT.template_class.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))


def parse_expression(text: str) -> nodes.Expr:
    """Parse one expression; ``jinja2.TemplateSyntaxError`` if it is not one."""
    output = ENVIRONMENT.parse("{{ " + text + "\n}}").body[0]
    if not isinstance(output, nodes.Output):
        raise TypeError(text)
    return output.nodes[0]


def failed_tag(error: BaseException, name: str) -> int | None:
    """Say which tag (from 0) of the part ``name`` an error came from, if its trace tells."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            found = trace.tb_lineno - 2
        trace = trace.tb_next
    return found
