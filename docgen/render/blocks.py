"""Every fault of a part's tags, all at once: blocks, places, names, and what would be lost."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, nodes

from docgen.render.environment import ENVIRONMENT
from docgen.render.expressions import (
    LOOP,
    TOO_DEEP,
    Checker,
    Scope,
    TagFinding,
    parse,
    suggestion,
    too_deep,
    written,
)
from docgen.render.field_tree import ListOf
from docgen.render.tag_faults import problem
from docgen.word.xml import LEFT_OVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docgen.problem import Problem
    from docgen.render.tags import Tag, TagParagraph

_PAIRS: Final = {"for": "endfor", "if": "endif"}
_OPENERS: Final = {"endfor": "for", "endif": "if"}
_KEYWORDS: Final = ("for", "endfor", "if", "elif", "else", "endif", "set")
_SPECIAL: Final = ("colspan", "cellbg", "vm", "hm")
_FORBIDDEN: Final = frozenset(
    {
        "import", "include", "from", "extends", "block", "macro", "call", "filter", "raw", "with",
        "autoescape", "do", "break", "continue", "trans", "endblock", "endmacro", "endcall",
        "endfilter", "endraw", "endwith", "endautoescape", "endtrans", "endset",
    }
)  # fmt: skip
_PREFIXES: Final = ("p", "tr", "tc", "r")
_WHOLE: Final = {"p": "một đoạn", "tr": "một hàng của bảng", "tc": "một ô của bảng"}
MAX_BLOCKS: Final = 12
"""How deep blocks may lie in each other; Python itself allows twenty loops."""
MAX_TAGS: Final = 5_000
"""How many tags one part may have; our largest template has about three hundred."""
_ALIKE: Final = re.compile(
    r"\{\s+\{\s*(?P<printed>[^{}]*?)\s*\}\s+\}|\{\s+%\s*(?P<said>[^{}]*?)\s*%\s+\}"
    r"|\{\s*(?P<single>[^\W\d][\w.]*)\s*\}|[｛{]\s*[｛{]\s*(?P<wide>[^{}｛｝]*?)\s*[｝}]\s*[｝}]"
    r"|«(?P<merged>[A-Za-z]*(?:[a-z][A-Z]|_)\w*)»"
)
"""What looks like a tag with its braces apart, or with single braces."""
_SET: Final = re.compile(r"([^\W\d]\w*)\s*=(?!=)\s*(.+)", re.DOTALL)


class PartCheck:
    """Check the tags of one part; ``problems`` then holds all that was found, in reading order."""

    def __init__(self, file: str, scope: Scope, paragraphs: Iterable[TagParagraph]) -> None:
        self._file = file
        self._scope = scope
        self._paragraphs = list(paragraphs)
        self._open: list[Tag] = []
        self._meant: list[Tag] = []  # keeps them alive, since tags are told apart by identity
        self._found: list[tuple[tuple[int, int], Problem]] = []
        self._order = {
            id(tag): (row, column)
            for row, paragraph in enumerate(self._paragraphs)
            for column, tag in enumerate(paragraph.tags)
        }
        self._run()

    @property
    def problems(self) -> list[Problem]:
        """Give the faults in reading order, each once."""
        return list(dict.fromkeys(p for _, p in sorted(self._found, key=lambda item: item[0])))

    def _run(self) -> None:
        for row, paragraph in enumerate(self._paragraphs):
            for tag in paragraph.tags:
                self._tag(tag)
            outside = paragraph.left_over()
            signs = LEFT_OVER.findall(outside)
            faults = [("MAU-11", sign, {"sign": sign}) for sign in signs]
            for code, sign, words in faults or ([] if signs else self._alike(outside)):
                fault = problem(code, self._file, paragraph.place(sign), sign, **words)
                self._found.append(((row, len(paragraph.tags)), fault))
        for tag in self._open:
            self._report(tag, "MAU-04", closer=_tag_text(tag.prefix, _PAIRS[tag.keyword]))

    def _alike(self, text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Find what its writer took for a tag: a known name in single braces, or braces set apart."""
        for match in _ALIKE.finditer(text):
            name, merged = match["single"], match["merged"]
            if merged:
                yield "MAU-24", match[0], {"name": merged}
            elif name is None or name.partition(".")[0] in self._scope.names() or set(name) & set("_."):
                said, printed = match["said"], match["printed"] or match["wide"] or name
                meant = f"{{% {said} %}}" if said is not None else f"{{{{ {printed} }}}}"
                yield "MAU-26", match[0], {"sign": match[0], "meant": meant}

    def _report(self, tag: Tag, code: str, **words: str) -> None:
        self._found.append((self._order[id(tag)], problem(code, self._file, tag.place, tag.text, **words)))

    def _tag(self, tag: Tag) -> None:
        if tag.keyword in _PREFIXES and not tag.prefix:
            self._report(tag, "MAU-07", name=tag.keyword)
            meant = dataclasses.replace(tag, prefix=tag.keyword, body=tag.rest)
            self._order[id(meant)] = self._order[id(tag)]
            self._meant.append(meant)
            tag = meant
        if tag.unseen:
            self._report(tag, "MAU-29", sign=tag.unseen)
        if tag.holder is None:
            self._report(tag, "MAU-28")
        self._alone(tag)
        if tag.opening == "{{":
            if tag.prefix:
                self._report(tag, "MAU-16", prefix=tag.prefix)
            else:
                self._expression(tag, tag.body, Checker.whole)
        elif tag.opening == "{%":
            self._statement(tag)

    def _alone(self, tag: Tag) -> None:
        """Check what docxtpl does around a ``{%p``, ``{%tr`` or ``{%tc`` tag: it takes all of it away."""
        if tag.prefix not in _WHOLE or tag.opening == "{{":
            return
        around = self._around(tag)
        if not around:
            self._report(tag, "MAU-12", prefix=tag.prefix)
            return
        for sign in ("%", "}"):
            if sign in tag.body and tag.opening == "{%":
                self._report(tag, "MAU-21", prefix=tag.prefix, sign=sign)
        texts = (p.text.replace(tag.text, "", 1) if p is tag.paragraph else p.text for p in around)
        lost = " ".join(" ".join(texts).split())
        if not lost and any(p.has_more_than_text() for p in around):
            lost = "hình, ký hiệu, trường tự động, dấu ngắt trang hoặc ngắt phần"
        if lost:
            self._report(tag, "MAU-08", lost=lost, prefix=tag.prefix, whole=_WHOLE[tag.prefix])

    def _around(self, tag: Tag) -> list[TagParagraph]:
        """Give the paragraphs that docxtpl takes away together with a tag."""
        here = tag.paragraph
        if tag.prefix == "p":
            return [here]
        if tag.prefix == "tr":
            return [p for p in self._paragraphs if here.rows and here.rows[-1] in p.rows]
        return [p for p in self._paragraphs if here.cell is not None and p.cell is here.cell]

    def _expression(self, tag: Tag, text: str, check: Callable[[Checker, nodes.Node], object]) -> Checker:
        checker = Checker(self._scope)
        parsed = parse(text)
        if isinstance(parsed, TagFinding):
            checker.findings.append(parsed)
        else:
            check(checker, parsed)
        self._take(tag, checker)
        return checker

    def _take(self, tag: Tag, checker: Checker) -> None:
        for finding in checker.findings:
            self._report(tag, finding.code, **finding.words)

    def _statement(self, tag: Tag) -> None:
        keyword = tag.keyword
        if keyword == "for":
            self._for(tag)
        elif keyword in ("if", "elif"):
            self._expression(tag, tag.rest, Checker.condition)
        elif keyword == "set":
            self._set(tag)
        elif keyword in ("colspan", "cellbg"):
            self._expression(tag, tag.rest, Checker.printable)
        elif keyword not in _KEYWORDS and keyword not in _SPECIAL:
            self._strange(tag)
        if keyword in _PAIRS:
            self._open.append(tag)
            if len(self._open) == MAX_BLOCKS + 1:
                self._report(tag, "MAU-27", what="Khối lồng trong nhau", most=f"{MAX_BLOCKS} tầng")
        elif keyword in ("elif", "else"):
            self._middle(tag)
        elif keyword in _OPENERS:
            self._close(tag)

    def _strange(self, tag: Tag) -> None:
        keyword = tag.keyword
        if not keyword:
            self._report(tag, "MAU-01", why="thẻ trống")
        elif keyword in _FORBIDDEN:
            self._report(tag, "MAU-09", what=f"«{keyword}»")
        else:
            self._report(tag, "MAU-14", name=keyword, hint=suggestion(keyword, _KEYWORDS))

    def _for(self, tag: Tag) -> None:
        self._scope.frames.append({})
        try:
            loop = ENVIRONMENT.parse("{% for " + tag.rest + "\n%}{% endfor %}").body[0]
        except (TemplateSyntaxError, RecursionError):
            self._report(tag, "MAU-01", why="vòng lặp phải viết: for x in danh_sach")
            return
        if not isinstance(loop, nodes.For):
            raise TypeError(tag.text)
        checker = Checker(self._scope)
        if too_deep(loop):
            checker.findings.append(TOO_DEEP)
            self._take(tag, checker)
            return
        shape = checker.shape(loop.iter)
        if shape is not None and not isinstance(shape, ListOf):
            checker.findings.append(TagFinding("MAU-13", {"name": written(loop.iter)}))
        if isinstance(loop.target, nodes.Name):
            item = shape.item if isinstance(shape, ListOf) else None
            self._scope.frames[-1].update({loop.target.name: item, "loop": LOOP})
        else:
            checker.findings.append(TagFinding("MAU-09", {"what": "nhiều tên trong một vòng lặp"}))
        if loop.test is not None:
            checker.shape(loop.test)
        if loop.recursive:
            checker.findings.append(TagFinding("MAU-09", {"what": "«recursive»"}))
        self._take(tag, checker)

    def _set(self, tag: Tag) -> None:
        parts = _SET.fullmatch(tag.rest)
        if parts is None:
            self._report(tag, "MAU-01", why="phải viết: set ten = gia_tri")
            return
        checker = Checker(self._scope)
        parsed = parse(parts[2])
        if isinstance(parsed, TagFinding):
            checker.findings.append(parsed)
        else:
            self._scope.frames[-1][parts[1]] = checker.shape(parsed)
        self._take(tag, checker)

    def _middle(self, tag: Tag) -> None:
        if not self._open or (tag.keyword == "elif" and self._open[-1].keyword != "if"):
            self._report(tag, "MAU-05", opener=_tag_text(tag.prefix, "if …"))
        else:
            self._match(self._open[-1], tag)

    def _close(self, tag: Tag) -> None:
        """Close the innermost block of the right kind; blocks inside it were never closed."""
        opener = _OPENERS[tag.keyword]
        if all(block.keyword != opener for block in self._open):
            self._report(tag, "MAU-05", opener=_tag_text(tag.prefix, f"{opener} …"))
            return
        while True:
            block = self._open.pop()
            if block.keyword == "for":
                self._scope.frames.pop()
            if block.keyword == opener:
                self._match(block, tag)
                return
            self._report(block, "MAU-04", closer=_tag_text(block.prefix, _PAIRS[block.keyword]))

    def _match(self, opener: Tag, tag: Tag) -> None:
        """Check that two tags of a block are of one kind and stand in one container."""
        if opener.prefix != tag.prefix or _container(opener) is not _container(tag):
            kinds = _tag_text(opener.prefix, "…")
            self._report(tag, "MAU-06", opener=opener.text, place=opener.paragraph.spot, kinds=kinds)


def _container(tag: Tag) -> object:
    """Give what a block must not reach out of: the table, the row, or the run of paragraphs."""
    if tag.prefix in ("tr", "tc") and tag.paragraph.rows:
        row = tag.paragraph.rows[-1]
        return row if tag.prefix == "tc" else row.getparent()
    inside = tag.prefix != "p" and tag.holder not in (None, tag.paragraph.element)
    return tag.holder if inside else tag.paragraph.parent


def _tag_text(prefix: str, words: str) -> str:
    return f"{{%{prefix} {words} %}}"
