"""What a tag says, judged against the fields that its template has: one expression at a time.

Each tag is parsed alone, so that one broken tag does not hide the faults of the others.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from jinja2 import TemplateSyntaxError, nodes

from docgen.render.environment import ALLOWED_FILTERS, ALLOWED_TESTS, parse_expression
from docgen.render.field_tree import NUMBER, TEXT, YES_NO, FieldGroup, ListOf, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LOOP: Final = FieldGroup(
    {
        "index": NUMBER, "index0": NUMBER, "first": YES_NO, "last": YES_NO,
        "length": NUMBER, "revindex": NUMBER, "revindex0": NUMBER,
    }
)  # fmt: skip
"""What ``loop`` tells inside a loop."""

_LIKE_A_FIELD: Final = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+")
"""Small letters joined by dots or underscores: nobody prints that as it is."""

_A_WORD: Final = re.compile(r"[a-z][a-z0-9_.]+")
LOOP_HINT: Final = "{%p for x in … %} rồi in từng mục"

Found: TypeAlias = Node | None
"""The shape of an expression; ``None`` when a fault has made it unknown."""


@dataclass(frozen=True, slots=True)
class TagFinding:
    """A fault in one expression: its code and the words for the code's sentence."""

    code: str
    words: dict[str, str] = field(default_factory=dict)


class Scope:
    """The names that are known where a tag stands: the template's fields, and those of its loops.

    ``used`` gathers the fields spoken of, each as (identity of its record, name).
    """

    def __init__(self, root: FieldGroup) -> None:
        self.root = root
        self.frames: list[dict[str, Found]] = [{}]
        self.used: set[tuple[int, str]] = set()

    def find(self, name: str) -> tuple[bool, Found]:
        """Tell whether a name is known, and its shape."""
        for frame in reversed(self.frames):
            if name in frame:
                return True, frame[name]
        return name in self.root.fields, self.field(self.root, name)

    def field(self, record: FieldGroup, name: str) -> Found:
        """Give the shape of a record's field, and remember that it is spoken of."""
        self.used.add((id(record), name))
        return record.fields.get(name)

    def names(self) -> set[str]:
        """Give all names that are known here."""
        return {name for frame in self.frames for name in frame} | set(self.root.fields)


MAX_DEPTH: Final = 40
"""How many steps (filters, operators, dots) one expression may have; a person writes three."""

TOO_DEEP: Final = TagFinding("MAU-27", {"what": "Phép nối tiếp nhau trong thẻ", "most": f"{MAX_DEPTH} phép"})


def too_deep(node: nodes.Node) -> bool:
    """Tell whether an expression has more steps inside each other than can be judged."""
    level: list[nodes.Node] = [node]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in parent.iter_child_nodes()]
    return bool(level)


def parse(text: str) -> nodes.Expr | TagFinding:
    """Parse an expression, or tell what is wrong with it."""
    try:
        parsed = parse_expression(text)
        return TOO_DEEP if too_deep(parsed) else parsed
    except TemplateSyntaxError as error:
        return TagFinding("MAU-01", {"why": _syntax(error, text)})
    except RecursionError:
        return TagFinding("MAU-01", {"why": "quá nhiều dấu ngoặc lồng nhau"})


def _syntax(error: TemplateSyntaxError, text: str) -> str:
    """Say in Vietnamese what a syntax error most likely is."""
    if not text.strip():
        return "thẻ trống, chưa ghi tên trường"
    if text.count('"') % 2 or text.count("'") % 2:
        return "dấu nháy mở mà chưa đóng"
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return "dấu ngoặc mở mà chưa đóng"
    message = str(error.message)
    if "No filter named" in message:
        return "phép đổi chữ sau dấu «|» không có"
    if len(text.split()) > 1 and "got" in message:
        return "tên trường viết liền, không dấu cách; hoặc thừa một từ"
    return "có ký hiệu mà docgen không hiểu"


class Checker:
    """Find the shape of an expression and all faults in it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.findings: list[TagFinding] = []
        yes_no = (nodes.Compare, nodes.Not, nodes.Operand)
        self._judges: dict[tuple[type[nodes.Node], ...], Callable[[Any], Found]] = {
            (nodes.Call,): self._call,
            (nodes.Const,): self._constant,
            (nodes.Name,): lambda node: self._name(node.name),
            (nodes.Getattr,): lambda node: self._field(node.node, node.attr),
            (nodes.Getitem,): self._item,
            (nodes.Filter,): self._filter,
            (nodes.Test,): self._test,
            (nodes.CondExpr,): self._choice,
            (nodes.Concat,): self._joined,
            (nodes.Tuple, nodes.List): self._listed,
            (nodes.Add, nodes.Sub): self._sum,
            (nodes.And, nodes.Or): self._either,
            yes_no: self._condition,
        }

    def shape(self, node: nodes.Node | None) -> Found:
        """Give the shape of an expression; faults gather in ``findings``."""
        for kinds, judge in self._judges.items():
            if isinstance(node, kinds):
                shape: Found = judge(node)
                return shape
        self._forbid(node)
        return None

    def condition(self, node: nodes.Node) -> None:
        """Check an expression that is only true or false."""
        self._quoted(node)
        self.shape(node)

    def _quoted(self, node: nodes.Node) -> None:
        """Find a field's name in quotes where its value is meant: printed or asked, not compared."""
        match node:
            case nodes.Const(value=str(text)):
                if _LIKE_A_FIELD.fullmatch(text) or text.partition(".")[0] in self.scope.names() - {"loop"}:
                    self._report("MAU-25", name=text)
            case nodes.Filter(node=inner) | nodes.Not(node=inner) if inner is not None:
                self._quoted(inner)
            case nodes.And() | nodes.Or():
                for part in node.iter_child_nodes():
                    self._quoted(part)

    def whole(self, node: nodes.Node) -> None:
        """Check what a tag prints all by itself: a quoted word alone was meant for a field's name."""
        if isinstance(node, nodes.Const) and _A_WORD.fullmatch(str(node.value)):
            self._report("MAU-25", name=str(node.value))
        else:
            self.printable(node)

    def printable(self, node: nodes.Node) -> None:
        """Check an expression whose value is printed."""
        before = len(self.findings)
        self._quoted(node)
        shape = self.shape(node)
        if len(self.findings) > before:
            return
        match shape:
            case ListOf():
                self._report("MAU-10", what="cả một danh sách", how=LOOP_HINT)
            case FieldGroup():
                self._report("MAU-10", what="cả một bản ghi", how="tên bản ghi, dấu chấm, tên trường")
            case Scalar("bool"):
                self._report("MAU-10", what="giá trị đúng/sai", how="{% if … %}chữ cần in{% endif %}")

    def _report(self, code: str, **words: str) -> None:
        self.findings.append(TagFinding(code, words))

    def _children(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.shape(child)

    def _condition(self, node: nodes.Node) -> Found:
        self._children(node)
        return YES_NO

    def _sum(self, node: nodes.BinExpr) -> Found:
        left, right = self.shape(node.left), self.shape(node.right)
        return left or right

    def _either(self, node: nodes.BinExpr) -> Found:
        left, right = self.shape(node.left), self.shape(node.right)
        return left if left == right else YES_NO

    def _joined(self, node: nodes.Concat) -> Found:
        for part in node.nodes:
            self.printable(part)
        return TEXT

    def _listed(self, node: nodes.Tuple | nodes.List) -> Found:
        shapes = [self.shape(item) for item in node.items]
        return ListOf(shapes[0]) if shapes and shapes[0] is not None else None

    def _constant(self, node: nodes.Const) -> Found:
        if node.value is None:
            self._report("MAU-09", what="None")
            return None
        return YES_NO if isinstance(node.value, bool) else TEXT if isinstance(node.value, str) else NUMBER

    def _name(self, name: str) -> Found:
        known, shape = self.scope.find(name)
        if known:
            return shape
        if name.startswith("_"):
            self._report("MAU-09", what=name)
        elif name == "loop":
            self._report("MAU-02", name=name, hint=" (chỉ dùng được bên trong một vòng lặp)")
        else:
            self._report("MAU-02", name=name, hint=suggestion(name, self.scope.names() - {"loop"}))
        return None

    def _field(self, owner: nodes.Node, name: str) -> Found:
        shape = self.shape(owner)
        if name.startswith("_"):
            self._report("MAU-09", what=name)
        elif isinstance(shape, FieldGroup):
            if name in shape.fields:
                return self.scope.field(shape, name)
            hint = suggestion(name, shape.fields)
            self._report("MAU-03", owner=written(owner), name=name, hint=hint)
        elif shape is not None:
            what = "danh sách" if isinstance(shape, ListOf) else "một giá trị đơn"
            self._report("MAU-03", owner=written(owner), name=name, hint=f" (đó là {what})")
        return None

    def _item(self, node: nodes.Getitem) -> Found:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node.node, node.arg.value)
        shape = self.shape(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(shape, ListOf):
            return shape.item
        if shape is not None:
            self._report("MAU-09", what="[…]")
        return None

    def _filter(self, node: nodes.Filter) -> Found:
        shape = self.shape(node.node)
        for argument in node.args:
            self.shape(argument)
        if node.name not in ALLOWED_FILTERS:
            self._report("MAU-15", name=node.name, names=", ".join(sorted(ALLOWED_FILTERS)))
            return None
        if node.name == "length":
            return NUMBER
        if node.name in ("first", "last") and isinstance(shape, ListOf):
            return shape.item
        if node.name == "join":
            if shape is not None and not isinstance(shape, ListOf):
                self._report("MAU-13", name=written(node.node))
        elif isinstance(shape, ListOf):
            self._report("MAU-10", what="cả một danh sách", how=LOOP_HINT)
        return TEXT

    def _test(self, node: nodes.Test) -> Found:
        self.shape(node.node)
        if node.name not in ALLOWED_TESTS:
            self._report("MAU-15", name=node.name, names=", ".join(sorted(ALLOWED_TESTS)))
        return YES_NO

    def _choice(self, node: nodes.CondExpr) -> Found:
        self.shape(node.test)
        if node.expr2 is None:
            self._report("MAU-01", why="«… if …» thiếu phần «else …»")
            return None
        first, second = self.shape(node.expr1), self.shape(node.expr2)
        return first if first == second else (first or second)

    def _call(self, _node: nodes.Call) -> Found:
        self._report("MAU-09", what="lời gọi hàm «…(…)»")
        return None

    def _forbid(self, node: nodes.Node | None) -> None:
        before = len(self.findings)
        if node is not None:
            self._children(node)
        if len(self.findings) == before:
            self._report("MAU-09", what="phép tính này")


def suggestion(name: str, names: Iterable[str]) -> str:
    """Offer the known name that looks most like a misspelled one, or nothing."""
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f" (có phải «{close[0]}»?)" if close else ""


def written(node: nodes.Node | None) -> str:
    """Write an expression's name the way that the template does."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
    return "…"
