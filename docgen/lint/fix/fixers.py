"""Which rules can be mended by a machine, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from docgen.lint.fix import fix_cells, fix_headings, fix_lines, fix_looks, fix_page, fix_words, spacing
from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.fix.fixed import Mender
from docgen.lint.form_rule import Departure
from docgen.lint.pieces import Piece


def _either(*menders: Mender) -> Mender:
    """Let the first mender that can mend a fault do so."""

    def mender(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
        for one in menders:
            done = one(desk, fault)
            if done is not None:
                return done
        return None

    return mender


def _nation(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Show Quốc hiệu in capitals; wrong words are a person's to retype."""
    wrong_words = fault.allowed.startswith("«")
    return None if wrong_words else fix_looks.parts_mender(fix_looks.nation_in_capitals)(desk, fault)


def _number(desk: FixDesk) -> Sequence[Piece | None]:
    return [desk.paper.anatomy.head.number]


def _abstract(desk: FixDesk) -> Sequence[Piece | None]:
    head = desk.paper.anatomy.head
    return [*head.abstract, *head.brief]


MENDERS: Final[Mapping[str, Mender]] = {
    "PAGE-SIZE": fix_page.size,
    "PAGE-MARGIN": fix_page.margin,
    "FONT-NAME": fix_looks.font,
    "FONT-COLOR": fix_looks.colour,
    "NFC": fix_words.compose,
    "PAGENO-POS": fix_page.number_place,
    "PAGENO-SIZE": fix_page.number_look,
    "PAGENO-FIRST": fix_page.number_first,
    "QH-TEXT": _nation,
    "QH-STYLE": fix_looks.parts_mender(fix_looks.nation_and_motto),
    "TN-TEXT": fix_words.piece_mender(lambda desk: [desk.paper.anatomy.head.motto], fix_words.motto),
    "ORG-PARENT-NOTBOLD": fix_looks.parts_mender(fix_looks.parents),
    "ORG-BOLD": fix_looks.parts_mender(fix_looks.issuer),
    "SIZE-SET": fix_looks.size_set,
    "NUM-PREFIX": fix_words.piece_mender(_number, fix_words.number_prefix),
    "NUM-PAD": fix_words.piece_mender(_number, fix_words.number_zero),
    "NUM-SEP": fix_words.piece_mender(_number, fix_words.number_joints),
    "NUM-SIZE13": fix_looks.parts_mender(fix_looks.number),
    "DATE-ITALIC": fix_looks.parts_mender(fix_looks.date),
    "DATE-PAD": fix_words.piece_mender(lambda desk: [desk.paper.anatomy.head.date], fix_words.date_zeros),
    "DATE-COMMA": fix_words.piece_mender(lambda desk: [desk.paper.anatomy.head.date], fix_words.date_comma),
    "TYPE-STYLE": fix_looks.parts_mender(fix_looks.kind),
    "SUBJ-STYLE": fix_looks.parts_mender(fix_looks.abstract),
    "SUBJ-NO-PERIOD": fix_words.piece_mender(_abstract, fix_words.no_full_stop),
    "VV-STYLE": _either(
        fix_words.piece_mender(lambda desk: desk.paper.anatomy.head.brief[:1], fix_words.brief),
        fix_looks.parts_mender(fix_looks.brief),
    ),
    "VV-6PT": spacing.brief_gap,
    "KG-STYLE": _either(
        fix_looks.address_label,
        fix_words.piece_mender(lambda desk: [desk.paper.anatomy.address], fix_words.address),
        fix_looks.parts_mender(fix_looks.address),
    ),
    "QH-SPACE": spacing.head_gap,
    "BASIS-ITALIC": fix_looks.grounds,
    "BODY-JUSTIFY": spacing.justify,
    "BODY-INDENT": spacing.indent,
    "BODY-SPACE": spacing.space,
    "BODY-LINE": spacing.line,
    "BODY-SIZE": fix_looks.body_size,
    "HEAD-STYLE": fix_headings.heading,
    "SIGN-PREFIX-DOT": fix_words.piece_mender(
        lambda desk: [p for item in desk.paper.anatomy.ending.signatures for p in item.capacities],
        fix_words.authority,
    ),
    "SIGN-TITLE-BOLD": fix_looks.parts_mender(fix_looks.signatures),
    "NN-LABEL": _either(
        fix_words.piece_mender(lambda desk: [desk.paper.anatomy.ending.label], fix_words.recipients_label),
        fix_looks.parts_mender(fix_looks.recipients_label),
    ),
    "NN-ITEM": fix_looks.parts_mender(fix_looks.recipients),
    "NN-LUU": fix_words.piece_mender(lambda desk: desk.paper.anatomy.ending.recipients[-1:], fix_words.keep),
    "APP-STYLE": fix_looks.parts_mender(fix_looks.appendix),
    "DBL-SPACE": fix_words.single_spaces,
    "ZERO-WIDTH": fix_words.visible,
}  # fmt: skip
"""Rule id to what mends it; a rule that is in no table is a person's."""

FIT_MENDERS: Final[Mapping[str, Mender]] = {"QH-ONELINE": fix_cells.widen}
"""Menders of room: letters must have their size first."""

LINE_MENDERS: Final[Mapping[str, Mender]] = {
    "TN-LINE": fix_lines.line_mender(fix_lines.motto, whole=True),
    "ORG-LINE": fix_lines.line_mender(fix_lines.issuer, whole=False),
    "SUBJ-LINE": fix_lines.line_mender(fix_lines.abstract, whole=False),
}
"""Menders of lines; they measure texts, so they come when all else is mended."""
