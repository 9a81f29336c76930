"""Effective formatting: what Word really shows, whichever of six places it was written in.

Order of strength, weakest first: document defaults → table style → paragraph style (and the styles
that it is based on) → list level → direct paragraph formatting; for characters the character style
and the run itself come last.  Bold, italic and capitals of a table, paragraph and character style
cancel each other out two by two (ECMA-376, 17.7.3); what stands in the run itself is final.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

Element = Any
"""An lxml element; python-docx ships no type for it."""
Properties = dict[str, str]
Flat = tuple[tuple[str, str], ...]
"""Properties as a key."""
_VAL, _RPR, _PPR = qn("w:val"), qn("w:rPr"), qn("w:pPr")
_PSTYLE, _NUMPR, _BASED_ON = qn("w:pStyle"), qn("w:numPr"), qn("w:basedOn")

TOGGLES = ("b", "i", "caps", "smallCaps", "vanish", "strike")
_OFF = {"0", "false", "off", "none"}
_LINE = 240
"""A single line in twips, as ``beforeLines`` counts it."""
_AUTOMATIC_GAP = 280
"""What Word makes of an automatic space: 14 points."""
_FARTHEST = 1e6
"""No measure of a page comes near; a file that says more is broken there."""
_UNITS = {"pt": 20.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0}
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_FONTS = {script: qn(f"w:{script}") for script in _SCRIPTS}
_THEMES = {script: qn("w:cstheme" if script == "cs" else f"w:{script}Theme") for script in _SCRIPTS}


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How characters look: sizes in points, colour as ``RRGGBB`` or ``auto``.

    ``fonts`` maps each of the four script slots (``ascii``, ``hAnsi``, ``eastAsia``, ``cs``) to a
    font name; a slot that nothing sets is absent.  ``spacing`` is the room added after each letter in
    twips, negative where the text is condensed, ``scale`` the width of letters in parts of their own.
    """

    fonts: Mapping[str, str]
    size: float
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    color: str
    hidden: bool
    spacing: int = 0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands: lengths in twentieths of a point (twips).

    ``alignment`` is ``left``, ``right``, ``center``, ``both`` or ``distribute``; ``line`` is in
    240ths of a line for the rule ``auto``, in twips for ``exact`` and ``atLeast``.
    ``borders`` maps the sides that have a visible border to its kind (``single``, ``dashed``).
    """

    alignment: str
    left: int
    right: int
    first_line: int
    before: int
    after: int
    line: int
    line_rule: str
    contextual: bool
    borders: Mapping[str, str]


def is_on(element: Element | None) -> bool:
    """Read an on/off element: present without value means on."""
    return element is not None and (element.get(_VAL) or "1").lower() not in _OFF


def _run_properties(rpr: Element | None) -> Properties:
    """Flatten one ``w:rPr``."""
    found: Properties = {}
    if rpr is None:
        return found
    for child in rpr:
        name = child.tag.rpartition("}")[2]
        value = child.get(_VAL)
        if name in TOGGLES:
            found[name] = "1" if is_on(child) else "0"
        elif name == "rFonts":
            for script in _SCRIPTS:
                theme, font = child.get(_THEMES[script]), child.get(_FONTS[script])
                if theme:
                    found[f"font.{script}"] = f"@{theme}"
                elif font:
                    found[f"font.{script}"] = font
        elif name in {"sz", "u", "color", "rStyle", "spacing", "w"} and value is not None:
            found[name] = value
    return found


def _paragraph_properties(ppr: Element | None) -> Properties:
    """Flatten one ``w:pPr``."""
    found: Properties = {}
    if ppr is None:
        return found
    for child in ppr:
        name = child.tag.rpartition("}")[2]
        if name in {"jc", "pStyle"}:
            found[name] = child.get(_VAL) or ""
        elif name == "contextualSpacing":
            found[name] = "1" if is_on(child) else "0"
        elif name in {"ind", "spacing"}:
            for key, value in child.attrib.items():
                found[f"{name}.{key.rpartition('}')[2]}"] = value
        elif name in {"pBdr", "numPr"}:
            group = "border" if name == "pBdr" else "num"
            for part in child:
                found[f"{group}.{part.tag.rpartition('}')[2]}"] = part.get(_VAL) or "none"
    _same_names(found)
    return found


def _same_names(found: Properties) -> None:
    """Write a hanging indent as the negative first line that it is, and start/end as left/right."""
    if "ind.hanging" in found:
        found["ind.firstLine"] = str(-number(found.pop("ind.hanging")))
    for logical, physical in (("start", "left"), ("end", "right")):
        if f"ind.{logical}" in found:
            found[f"ind.{physical}"] = found.pop(f"ind.{logical}")


def number(text: str | None, default: int = 0) -> int:
    """Read a measure in twips; ``12.5pt`` and ``1cm`` are legal in strict files."""
    if not text:
        return default
    factor = _UNITS.get(text[-2:], 0.0)
    try:
        value = float(text[:-2]) * factor if factor else float(text)
    except ValueError:
        return default
    return round(value) if abs(value) < _FARTHEST else default


class Formatting:
    """Resolves formatting for one package; every style is flattened once."""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Element | None) -> None:
        """Take the root elements of ``styles.xml``, ``theme1.xml`` and ``numbering.xml``."""
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._fonts = _theme_fonts(theme)
        self._lists = _list_levels(numbering)
        # Most paragraphs and runs of a paper look alike, so each look is resolved once.
        self._style_run = functools.cache(self._flat_style_run)
        self._style_paragraph = functools.cache(self._flat_style_paragraph)
        self._run = functools.cache(self._resolve_run)
        self._paragraph = functools.cache(self._resolve_paragraph)
        self._doc_run: Properties = {}
        self._doc_paragraph: Properties = {}
        if styles is None:
            return
        for style in styles.iterfind(qn("w:style")):
            identifier = style.get(qn("w:styleId")) or ""
            self._styles[identifier] = style
            if (style.get(qn("w:default")) or "0").lower() in {"1", "true", "on"}:
                self._default[style.get(qn("w:type")) or ""] = identifier
        defaults = styles.find(qn("w:docDefaults"))
        if defaults is not None:
            self._doc_run = _run_properties(defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"))
            self._doc_paragraph = _paragraph_properties(defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}"))

    def of_table(self, table_style: str, name: str) -> Element | None:
        """Give a property of tables (``tblCellMar``) of a style or of the nearest that it is based on."""
        found = (
            style.find(f"{qn('w:tblPr')}/{qn(f'w:{name}')}")
            for style in self._chain(table_style or self._default.get("table", ""))
        )
        return next((item for item in found if item is not None), None)

    def paragraph_style(self, ppr: Element | None) -> str:
        """Give the style id that a ``w:pPr`` names; the default paragraph style when it names none."""
        style = ppr.find(_PSTYLE) if ppr is not None else None
        named = style.get(_VAL) if style is not None else None
        return named if named in self._styles else self._default.get("paragraph", "")

    def list_level(self, ppr: Element | None, style: str) -> tuple[str, int]:
        """Give list id and level of a paragraph; an empty id when it is in no list."""
        own = {} if ppr is None or ppr.find(_NUMPR) is None else _paragraph_properties(ppr)
        found = self._style_paragraph(style) | own
        return found.get("num.numId", ""), number(found.get("num.ilvl"))

    def _chain(self, identifier: str) -> Iterable[Element]:
        """Walk from the style to what it is based on; a circle ends the walk."""
        seen: set[str] = set()
        while identifier and identifier not in seen and identifier in self._styles:
            seen.add(identifier)
            style = self._styles[identifier]
            yield style
            base = style.find(_BASED_ON)
            identifier = base.get(_VAL) or "" if base is not None else ""

    def _flat_style_run(self, identifier: str) -> Properties:
        """Flatten the character formatting of a style with its bases."""
        found: Properties = {}
        for style in self._chain(identifier):
            found = _run_properties(style.find(_RPR)) | found
        return found

    def _flat_style_paragraph(self, identifier: str) -> Properties:
        """Flatten the paragraph formatting of a style with its bases."""
        found: Properties = {}
        for style in self._chain(identifier):
            found = _paragraph_properties(style.find(_PPR)) | found
        return found

    def paragraph(self, ppr: Element | None, style: str, table_style: str = "") -> ParagraphFormat:
        """Resolve one paragraph in a style; ``table_style`` is the style id of the table around it."""
        return self._paragraph(style, table_style, tuple(_paragraph_properties(ppr).items()))

    def _resolve_paragraph(self, style: str, table_style: str, own: Flat) -> ParagraphFormat:
        direct, of_style = dict(own), self._style_paragraph(style)
        layers = self._doc_paragraph | self._style_paragraph(table_style)
        of_list = self._list_indent(of_style | direct)
        # The list of a style is weaker than the style's own indents, a list chosen directly stronger.
        layers |= of_style | of_list if "num.numId" in direct else of_list | of_style
        return _as_paragraph(layers | direct)

    def _list_indent(self, properties: Properties) -> Properties:
        """Give the indents of the list level that the paragraph belongs to."""
        level = (properties.get("num.numId", ""), properties.get("num.ilvl", "0") or "0")
        return self._lists.get(level, {})

    def run(self, rpr: Element | None, style: str, table_style: str = "") -> RunFormat:
        """Resolve the ``w:rPr`` of one run, or of the paragraph mark, in a paragraph style."""
        return self._run(style, table_style, tuple(_run_properties(rpr).items()))

    def _resolve_run(self, style: str, table_style: str, own: Flat) -> RunFormat:
        direct = dict(own)
        names = (table_style, style, direct.get("rStyle", ""))
        by_style = [self._style_run(name) for name in names]
        found = dict(self._doc_run)
        for layer in by_style:
            found |= {key: value for key, value in layer.items() if key not in TOGGLES}
        for toggle in TOGGLES:
            values = [layer[toggle] for layer in by_style if toggle in layer]
            if values:
                found[toggle] = "1" if values.count("1") % 2 else "0"
        return self._as_run(found | direct)

    def _as_run(self, found: Properties) -> RunFormat:
        """Give flattened character properties their types."""
        fonts = {
            script: self._font(found[f"font.{script}"]) for script in _SCRIPTS if f"font.{script}" in found
        }
        return RunFormat(
            fonts=fonts,
            size=number(found.get("sz"), 20) / 2,
            bold=found.get("b") == "1",
            italic=found.get("i") == "1",
            underline=found.get("u", "none") != "none",
            caps=found.get("caps") == "1" or found.get("smallCaps") == "1",
            color=found.get("color", "auto"),
            hidden=found.get("vanish") == "1",
            spacing=number(found.get("spacing")),
            scale=number(found.get("w", "").rstrip("%"), 100) / 100,
        )

    def _font(self, name: str) -> str:
        """Resolve a theme reference (``@minorHAnsi``) to the font of the theme."""
        return self._fonts.get(name[1:], name) if name.startswith("@") else name


def _as_paragraph(found: Properties) -> ParagraphFormat:
    """Give flattened paragraph properties their types."""
    alignment = {"start": "left", "end": "right"}.get(found.get("jc", "left"), found.get("jc", "left"))
    return ParagraphFormat(
        alignment=alignment or "left",
        left=number(found.get("ind.left")),
        right=number(found.get("ind.right")),
        first_line=number(found.get("ind.firstLine")),
        before=_gap(found, "before"),
        after=_gap(found, "after"),
        line=number(found.get("spacing.line"), 240),
        line_rule=found.get("spacing.lineRule", "auto"),
        contextual=found.get("contextualSpacing") == "1",
        borders={
            key.removeprefix("border."): value
            for key, value in found.items()
            if key.startswith("border.") and value not in {"none", "nil"}
        },
    )


def _gap(found: Properties, side: str) -> int:
    """Read the space before or after: automatic, in hundredths of a line, or in twips."""
    if found.get(f"spacing.{side}Autospacing", "0").lower() not in _OFF:
        return _AUTOMATIC_GAP
    lines = number(found.get(f"spacing.{side}Lines"))
    return lines * _LINE // 100 if lines else number(found.get(f"spacing.{side}"))


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Map ``minorHAnsi`` and its kin to the fonts of the theme."""
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for size in ("major", "minor"):
        group = theme.find(f".//{drawing}{size}Font")
        if group is None:
            continue
        for tag, slots in (("latin", ("Ascii", "HAnsi")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            face = group.find(f"{drawing}{tag}")
            name = face.get("typeface") if face is not None else None
            if name:
                fonts.update({f"{size}{slot}": name for slot in slots})
    return fonts


def _list_levels(numbering: Element | None) -> dict[tuple[str, str], Properties]:
    """Map (numId, level) to the paragraph properties of that list level."""
    if numbering is None:
        return {}
    abstract = {item.get(qn("w:abstractNumId")): item for item in numbering.iterfind(qn("w:abstractNum"))}
    levels: dict[tuple[str, str], Properties] = {}
    for num in numbering.iterfind(qn("w:num")):
        reference = num.find(qn("w:abstractNumId"))
        source = abstract.get(reference.get(_VAL)) if reference is not None else None
        for level in source.iterfind(qn("w:lvl")) if source is not None else ():
            key = (num.get(qn("w:numId")) or "", level.get(qn("w:ilvl")) or "0")
            levels[key] = _paragraph_properties(level.find(_PPR))
    return levels
