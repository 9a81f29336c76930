"""Keeps the signature on a page with the text that it signs."""

from __future__ import annotations

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.lint.document_model import Block, Element
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk
from docgen.lint.looks import is_one_line

_LONGEST: Final = 12
"""More paragraphs than these between text and name are no block of a signature."""


def keep_signature(desk: FixDesk) -> bool:
    """Let the last lines of the text go with the signature, where a page ends between them.

    Word keeps two lines of the paragraph above (17.3.1.15, 17.3.1.44); of a text that ends with a single
    line, the paragraph before it goes along.  Tells whether anything was set.
    """
    anatomy = desk.paper.anatomy
    text = [*anatomy.grounds, *anatomy.body]
    names = [item.name or item.capacities[-1] for item in anatomy.ending.signatures]
    if not text or not names:
        return False
    last, name = text[-1], names[0].block
    above = text[-2:] if is_one_line(last) and len(text) > 1 else [last]
    blocks = [block for block in anatomy.main if above[0].number <= block.number < name.number]
    if len(blocks) - len(above) > _LONGEST and name.cell is None:
        return False
    done = [_keep(desk, block, name) for block in blocks if block.cell is None]
    if name.cell is not None:
        done.append(_keep_row(desk.element(name)))
    return any(done)


def _keep(desk: FixDesk, block: Block, name: Block) -> bool:
    """Keep a paragraph with the next; one below the signature's table is none of ours."""
    if name.cell is None and block.number >= name.number:
        return False
    properties = fix_markup.paragraph_properties(desk.element(block))
    return sum(_switch_on(properties, item) for item in ("keepNext", "widowControl")) > 0


def _switch_on(properties: Element, name: str) -> bool:
    found = properties.find(qn(f"w:{name}"))
    if found is not None and (found.get(qn("w:val")) or "1") not in {"0", "false", "off"}:
        return False
    fix_markup.set_switch(properties, name, on=True)
    return True


def _keep_row(paragraph: Element) -> bool:
    """Keep the row of a table whole."""
    row = next(paragraph.iterancestors(qn("w:tr")))
    properties = row.find(qn("w:trPr"))
    if properties is not None and properties.find(qn("w:cantSplit")) is not None:
        return False
    if properties is None:
        properties = OxmlElement("w:trPr")
        at = sum(1 for item in row if item.tag == qn("w:tblPrEx"))
        row.insert(at, properties)
    properties.insert(0, OxmlElement("w:cantSplit"))
    return True
