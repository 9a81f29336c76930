"""The proof of a template, once: filled with marked values, it must show every one of them.

The values hold what gets lost elsewhere (``&``, ``<b>``, quotes, tab, newline, Vietnamese), the
lists are filled and empty, the conditions true and false.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Protocol

from docgen.problem import Problem, Stop
from docgen.render.field_tree import FieldGroup, ListOf, Node, Scalar, Schema
from docgen.render.soundness import check_parts
from docgen.render.tag_faults import problem
from docgen.word.package import Package
from docgen.word.places import part_name
from docgen.word.xml import MarkupError, parse_strict, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TAIL: Final = " & <b> \"'  Đế ượ\t1\n2 "
_FIRST_NUMBER: Final = 900_000_001


class Renders(Protocol):
    """What can be proved."""

    @property
    def name(self) -> str:
        """The template's name for the user."""

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Fill the template."""


class _Marks:
    """Builds a context of values that can be told apart, and remembers which field each is for."""

    def __init__(self, *, full: bool, yes: bool) -> None:
        self._full, self._yes = full, yes
        self.fields: dict[str, str] = {}

    def value(self, node: Node, path: str) -> Any:
        """Make a value of a shape; ``path`` names the field for the user."""
        match node:
            case FieldGroup(fields):
                return {k: self.value(child, f"{path}.{k}" if path else k) for k, child in fields.items()}
            case ListOf(item):
                return [self.value(item, path) for _ in range(2 if self._full else 0)]
            case Scalar("bool"):
                return self._yes
            case Scalar("int"):
                return self._mark(path, str(_FIRST_NUMBER + len(self.fields))) if self._full else 0
            case Scalar():
                return self._mark(path, f"⟦{len(self.fields):05d}⟧") if self._full else ""
        raise TypeError(path)

    def _mark(self, path: str, mark: str) -> Any:
        self.fields[mark] = path
        return int(mark) if mark.isdigit() else mark + _TAIL + mark


def prove(
    template: Renders, schema: Schema, parts: Iterable[str], places: Mapping[str, Sequence[str]] | None = None
) -> list[Problem]:
    """Fill a template four ways and give what is then lost or broken; no duplicates.

    ``parts`` are the names of the members that have tags; ``places`` say where what is marked with
    ``soundness.AT`` stands in the template, by member.
    """
    found: list[Problem] = []
    names = list(parts)
    for full in (True, False):
        for yes in (True, False):
            marks = _Marks(full=full, yes=yes)
            context = marks.value(schema.root, "")
            try:
                paper = template.render(context)
            except Stop as stop:
                found += stop.problems
                continue
            package = Package.read(paper)
            found += check_parts(package, name=template.name, tags=True, places=places)
            found += _lost(template.name, package, names, marks.fields)
    return list(dict.fromkeys(found))


def _lost(name: str, package: Package, parts: list[str], fields: Mapping[str, str]) -> list[Problem]:
    """Find the marks that were written into a part but are not seen by a reader of it."""
    found = []
    for part in parts:
        data = package[part]
        try:
            seen = visible_text(parse_strict(data))
        except MarkupError:
            why = "có thẻ nằm ngoài chữ thường (trong trường tự động, liên kết hoặc thuộc tính)"
            found.append(problem("MAU-19", name, part_name(part), why=why))
            continue
        raw = data.decode()
        written = Counter({mark: raw.count(mark) for mark in fields})
        written.subtract({mark: seen.count(mark) for mark in fields})
        hidden = dict.fromkeys(fields[mark] for mark, count in written.items() if count)
        place = part_name(part)
        found += [
            problem("MAU-19", name, place, why=f"giá trị của «{field}» không hiện ra") for field in hidden
        ]
    return found
