"""A Word template: compiled once, proved once, rendered many times.

``compile_template`` is a pure function of the file's bytes, the fields and the style master;
``Template.render`` is a pure function of the context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from docgen.files import check_archive, sha256
from docgen.problem import Problem, Stop
from docgen.render.blocks import MAX_TAGS, PartCheck
from docgen.render.carried import check_carried
from docgen.render.docxtpl_path import jinja_source, needs_docxtpl, render_with_docxtpl
from docgen.render.environment import ValueFault, compile_source, failed_tag
from docgen.render.expressions import Scope
from docgen.render.numbering_fonts import set_aside_unused_fonts
from docgen.render.page_setup import impose
from docgen.render.proof import prove
from docgen.render.properties import ORIGIN, PART, origin_part, put_properties
from docgen.render.soundness import AT, check_template
from docgen.render.styles import STYLES
from docgen.render.tag_faults import problem
from docgen.render.tags import Tag, TagParagraph, paragraphs
from docgen.word.package import Image, Package, parts_of_type
from docgen.word.places import part_name
from docgen.word.xml import DECLARATION, LEFT_OVER, MarkupError, W, parse_strict, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from docgen.render.field_tree import Schema

_MAIN: Final = "wordprocessingml.document.main+xml"
_FILLED: Final = (_MAIN, "wordprocessingml.header+xml", "wordprocessingml.footer+xml",
                  "wordprocessingml.footnotes+xml")  # fmt: skip
MAX_PART: Final = 8 * 1024 * 1024
"""Most bytes of one XML part of a template; a hundred pages of tables need two million."""

_XML: Final = (".xml", ".rels")
_TRACES: Final = re.compile(r"\}(?:rsid\w*|paraId|textId)$")
_NEEDLESS: Final = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
_ANY_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_UNUSABLE: Final = "MAU-18"
_COLUMN_WORDS: Final = ("colspan", "cellbg", "vm", "hm")


_Tagged = dict[str, tuple[Any, list[TagParagraph]]]
"""The parts that have tags, by name: the root element and the paragraphs of each."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with tags: its code, and each of its tags as typed with its place."""

    name: str
    code: jinja2.Template
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been proved: every value that it prints is seen, nothing is lost.

    ``unused`` names the fields of the schema that the template never speaks of, as information.
    """

    name: str
    unused: tuple[str, ...]
    _parts: tuple[_Part, ...]
    _image: Image
    _source: bytes | None
    """The tagged .docx, when docxtpl itself must render it."""

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Fill the template: the same context always gives the same bytes.

        ``context`` is plain JSON.  Raises ``Stop`` naming the tag and its place when a value is
        missing, ``None``, or cannot be printed.
        """
        if self._source is not None:
            return self._render_by_docxtpl(self._source, context)
        parts = [self._fill(part, context) for part in self._parts]
        origin = sha256(b"".join(parts))
        return self._image.fill([*parts, origin_part(origin)])

    def _fill(self, part: _Part, context: Mapping[str, Any]) -> bytes:
        try:
            return (DECLARATION + part.code.render(context)).encode()
        except _VALUE_FAULTS as error:
            number = failed_tag(error, part.name)
            known = number is not None and 0 <= number < len(part.tags)
            text, place = part.tags[number] if known and number is not None else ("", part_name(part.name))
            raise self._stop(error, text, place) from error

    def _render_by_docxtpl(self, source: bytes, context: Mapping[str, Any]) -> bytes:
        try:
            return render_with_docxtpl(source, lambda _: context)
        except _VALUE_FAULTS as error:
            raise self._stop(error, "", "") from error

    def _stop(self, error: Exception, tag: str, place: str) -> Stop:
        fault = problem("MAU-20", self.name, place, tag, tag=tag, why=_why(error))
        return Stop(f"Không điền được mẫu «{self.name}».", problems=[fault])


_VALUE_FAULTS: Final = (ValueFault, UndefinedError, SecurityError, TypeError)


def _why(error: Exception) -> str:
    """Say in Vietnamese why a value could not be printed."""
    if isinstance(error, ValueFault):
        return str(error)
    if isinstance(error, UndefinedError):
        return "dữ liệu không có trường này"
    if isinstance(error, SecurityError):
        return "mẫu dùng thứ không được phép"
    return "phép tính không hợp với giá trị"


def compile_template(data: bytes, schema: Schema, *, name: str, style: bytes | None = None) -> Template:
    """Compile and prove a template; ``Stop`` carries all of its faults together.

    ``data`` is the .docx; ``name`` names it for the user; ``style``, if given, is the style
    master, whose styles and margins take the place of the template's own (see ``page``).
    """
    workshop = _Workshop(data, schema, name, style)
    if workshop.template is None:
        count = len(workshop.problems)
        raise Stop(f"Mẫu «{name}» có {count} chỗ cần sửa.", "Sửa mẫu trong Word.", problems=workshop.problems)
    return workshop.template


def inspect_template(data: bytes, schema: Schema, *, name: str, style: bytes | None = None) -> list[Problem]:
    """List all faults of a template, by tag and place; an empty list means that it can be used."""
    return _Workshop(data, schema, name, style).problems


class _Workshop:
    """The steps from bytes to a template; the first step that finds faults is the last one taken.

    ``template`` is ``None`` exactly when ``problems`` is not empty.
    """

    def __init__(self, data: bytes, schema: Schema, name: str, style: bytes | None) -> None:
        self._schema, self._name = schema, name
        self._used: set[tuple[int, str]] = set()
        self.problems: list[Problem] = []
        self.template: Template | None = None
        package = self._open(data, style)
        if package is None:
            return
        found = self._find_tags(package)
        if not any(fault.code == _UNUSABLE for fault in self.problems):
            self.problems += check_template(package, name=name)
        self.problems = _causes_first(self.problems, found)
        if not self.problems:
            self.template = self._compile(package, found)
        if self.template is not None:
            self.problems = self._prove(self.template, package, found)
            self.template = None if self.problems else self.template

    def _unusable(self, why: str) -> None:
        self.problems.append(problem(_UNUSABLE, self._name, "", why=why))

    def _open(self, data: bytes, style: bytes | None) -> Package | None:
        """Open the container within bounds, slim, with the house style."""
        unsafe = [check_archive(data, what=self._name)]
        if style is not None:
            unsafe.append(check_archive(style, what="bộ kiểu chữ chung"))
        self.problems += [fault for fault in unsafe if fault is not None]
        if self.problems:
            return None
        try:
            package = Package.read(data)
            if any(member.size > MAX_PART for n, member in package.members.items() if n.endswith(_XML)):
                self._unusable("tệp quá lớn so với một mẫu văn bản")
                return None
            main = package.main_part()
            if main is None or main not in package:
                self._unusable("không có phần văn bản của Word")
            elif not package.content_types().get(main, "").endswith(_MAIN):
                self._unusable("tệp có macro hoặc không phải dạng .docx")
            elif STYLES not in package:
                self._unusable("không có bộ kiểu chữ (styles.xml)")
            if self.problems:
                return None
            self._refuse_tags_in_properties(package)
            self.problems += check_carried(package, name=self._name)
            package.slim()
            if style is not None:
                impose(package, Package.read(style))
            set_aside_unused_fonts(package)
        except (MarkupError, KeyError):
            self._unusable("có phần bên trong không đúng cú pháp XML")
            return None
        return package

    def _refuse_tags_in_properties(self, package: Package) -> None:
        for name in ("docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"):
            if name in package:
                for text in parse_strict(package[name]).itertext():
                    if LEFT_OVER.search(str(text)):
                        part = "thuộc tính của tệp: tiêu đề, tác giả…"
                        self.problems.append(problem("MAU-17", self._name, "", str(text), part=part))

    def _find_tags(self, package: Package) -> _Tagged:
        """Parse the parts and check their tags, all together; gives the parts that have tags."""
        found: _Tagged = {}
        filled = set(parts_of_type(package, _FILLED))
        for name in sorted(package.members):
            if not name.endswith(".xml") or name == STYLES:
                continue
            try:
                root = parse_strict(package[name])
            except MarkupError:
                self._unusable(f"phần «{name}» không đúng cú pháp XML")
                continue
            blocks = list(paragraphs(root, name))
            if name in filled and not str(root.tag).startswith(W):
                self._unusable("tệp lưu ở dạng Strict Open XML")
            if name not in filled:
                self._refuse_tags(name, blocks)
                continue
            _clean(root)
            if sum(len(block.tags) for block in blocks) > MAX_TAGS:
                fault = problem("MAU-27", self._name, part_name(name), what="Thẻ", most=f"{MAX_TAGS} thẻ")
                self.problems.append(fault)
                continue
            scope = Scope(self._schema.root)
            self.problems += PartCheck(self._name, scope, blocks).problems
            self._used |= scope.used
            if any(LEFT_OVER.search(block.text) for block in blocks):
                found[name] = (root, blocks)
            package.put(name, (DECLARATION + serialise(root)).encode())
        return found

    def _refuse_tags(self, name: str, blocks: list[TagParagraph]) -> None:
        for block in blocks:
            for tag in block.tags:
                part = part_name(name)
                self.problems.append(problem("MAU-17", self._name, tag.place, tag.text, part=part))

    def _prove(self, template: Template, package: Package, found: _Tagged) -> list[Problem]:
        """Prove a template; when papers of it are not sound, prove a marked one to tell the places."""
        faults = prove(template, self._schema, list(found))
        if any(fault.code.startswith("GOI") for fault in faults):
            marked = self._compile(package, _mark(found))
            if marked is not None:
                places = {name: [block.place() for block in blocks] for name, (_, blocks) in found.items()}
                return prove(marked, self._schema, list(found), places)
        return faults

    def _compile(self, package: Package, found: _Tagged) -> Template | None:
        parts = []
        by_docxtpl = False
        for name, (root, blocks) in found.items():
            xml = serialise(root)
            package.put(name, (DECLARATION + xml).encode())
            tags = [tag for block in blocks for tag in block.tags]
            source = jinja_source(xml)
            by_docxtpl = by_docxtpl or _repeats_columns(tags) or needs_docxtpl(source)
            try:
                parts.append(_Part(name, compile_source(source, name), _placed(source, tags)))
            except TemplateSyntaxError as error:
                number = (error.lineno or 2) - 2
                placed = dict(enumerate(_placed(source, tags)))
                text, place = placed.get(number, ("", part_name(name)))
                self.problems.append(problem("MAU-01", self._name, place, text, why="không hiểu được thẻ"))
            except (SyntaxError, RecursionError, MemoryError):  # Python's own bounds on what Jinja writes
                words = {"what": "Khối và nhánh", "most": "vài trăm"}
                self.problems.append(problem("MAU-27", self._name, part_name(name), **words))
        if self.problems:
            return None
        source_file = package.write() if by_docxtpl else None
        unused = tuple(self._schema.unused(self._used))
        put_properties(package, {ORIGIN: ""})
        image = Image(package, [*(part.name for part in parts), PART])
        return Template(self._name, unused, tuple(parts), image, source_file)


_FOLLOWING: Final = frozenset({"MAU-02", "MAU-03", "MAU-04", "MAU-05", "MAU-06", "MAU-13"})
"""What is told of other tags when one of them stands in a deletion that nobody has accepted yet."""


def _causes_first(problems: list[Problem], found: _Tagged) -> list[Problem]:
    """Put tracked changes first; where they delete a tag, leave out what may only follow from that."""
    changes = [fault for fault in problems if fault.code == "GOI-16"]
    others = [fault for fault in problems if fault.code != "GOI-16"]
    deleted = "".join(str(text.text) for root, _ in found.values() for text in root.iter(f"{W}delText"))
    if changes and LEFT_OVER.search(deleted):
        others = [fault for fault in others if fault.code not in _FOLLOWING]
    return changes + others


def _mark(found: _Tagged) -> _Tagged:
    """Set numbers on the paragraphs, and by them their cells, so that a paper tells where each came from."""
    for _, blocks in found.values():
        for number, block in enumerate(blocks):
            block.element.set(AT, str(number))
            if block.cell is not None:
                block.cell.set(AT, str(number))
    return found


def _clean(root: etree._Element) -> None:
    """Take off what Word leaves behind while a template is typed: it would repeat in every loop."""
    for element in root.iter():
        for key in [key for key in element.attrib if _TRACES.search(str(key))]:
            del element.attrib[key]
    for element in list(root.iter(*_NEEDLESS)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for start in [e for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "_GoBack"]:
        ends = [e for e in root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id")]
        for element in (start, *ends):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _repeats_columns(tags: list[Tag]) -> bool:
    return any(tag.prefix == "tc" or tag.keyword in _COLUMN_WORDS for tag in tags)


def _placed(source: str, tags: list[Tag]) -> tuple[tuple[str, str], ...]:
    """Give text and place of each tag of a part's source, in the source's order."""
    typed = [tag for tag in tags if tag.opening != "{#"]
    texts = [match[0] for match in _ANY_TAG.finditer(source)]
    if len(typed) == len(texts):
        return tuple((tag.text, tag.place) for tag in typed)
    places = {" ".join(tag.body.split()): tag for tag in reversed(typed)}
    by_text = (places.get(" ".join(text[2:-2].split())) for text in texts)
    return tuple(
        (tag.text, tag.place) if tag else (text, "") for tag, text in zip(by_text, texts, strict=True)
    )
