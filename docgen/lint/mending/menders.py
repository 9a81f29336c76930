"""Which rules can be mended by a machine, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from docgen.lint.mending import cells, headings, lines, looks, page, spacing, wording
from docgen.lint.mending.desk import Desk, Rewording
from docgen.lint.mending.mended import Mender
from docgen.lint.rule import Fault


def _either(*menders: Mender) -> Mender:
    """Let the first mender that can mend a fault do so."""

    def mender(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
        for one in menders:
            done = one(desk, fault)
            if done is not None:
                return done
        return None

    return mender


def _nation(desk: Desk, fault: Fault) -> Sequence[Rewording] | None:
    """Show Quốc hiệu in capitals; wrong words are a person's to retype."""
    wrong_words = fault.allowed.startswith("«")
    return None if wrong_words else looks.parts_mender(looks.nation_in_capitals)(desk, fault)


MENDERS: Final[Mapping[str, Mender]] = {
    "PAGE-SIZE": page.size,
    "PAGE-MARGIN": page.margin,
    "FONT-NAME": looks.font,
    "FONT-COLOR": looks.colour,
    "NFC": wording.compose,
    "PAGENO-POS": page.number_place,
    "PAGENO-SIZE": page.number_look,
    "PAGENO-FIRST": page.number_first,
    "QH-TEXT": _nation,
    "QH-STYLE": looks.parts_mender(looks.nation_and_motto),
    "TN-TEXT": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.motto], wording.motto),
    "ORG-PARENT-NOTBOLD": looks.parts_mender(looks.parents),
    "ORG-BOLD": looks.parts_mender(looks.issuer),
    "SIZE-SET": looks.size_set,
    "NUM-PREFIX": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.number], wording.number_prefix),
    "NUM-PAD": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.number], wording.number_zero),
    "NUM-SEP": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.number], wording.number_joints),
    "NUM-SIZE13": looks.parts_mender(looks.number),
    "DATE-ITALIC": looks.parts_mender(looks.date),
    "DATE-PAD": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.date], wording.date_zeros),
    "DATE-COMMA": wording.piece_mender(lambda desk: [desk.paper.anatomy.head.date], wording.date_comma),
    "TYPE-STYLE": looks.parts_mender(looks.kind),
    "SUBJ-STYLE": looks.parts_mender(looks.abstract),
    "SUBJ-NO-PERIOD": wording.piece_mender(
        lambda desk: [*desk.paper.anatomy.head.abstract, *desk.paper.anatomy.head.brief], wording.no_full_stop
    ),
    "VV-STYLE": _either(
        wording.piece_mender(lambda desk: desk.paper.anatomy.head.brief[:1], wording.brief),
        looks.parts_mender(looks.brief),
    ),
    "VV-6PT": spacing.brief_gap,
    "KG-STYLE": _either(
        looks.address_label,
        wording.piece_mender(lambda desk: [desk.paper.anatomy.address], wording.address),
        looks.parts_mender(looks.address),
    ),
    "QH-SPACE": spacing.head_gap,
    "BASIS-ITALIC": looks.grounds,
    "BODY-JUSTIFY": spacing.justify,
    "BODY-INDENT": spacing.indent,
    "BODY-SPACE": spacing.space,
    "BODY-LINE": spacing.line,
    "BODY-SIZE": looks.body_size,
    "HEAD-STYLE": headings.heading,
    "SIGN-PREFIX-DOT": wording.piece_mender(
        lambda desk: [p for item in desk.paper.anatomy.ending.signatures for p in item.capacities],
        wording.authority,
    ),
    "SIGN-TITLE-BOLD": looks.parts_mender(looks.signatures),
    "NN-LABEL": _either(
        wording.piece_mender(lambda desk: [desk.paper.anatomy.ending.label], wording.recipients_label),
        looks.parts_mender(looks.recipients_label),
    ),
    "NN-ITEM": looks.parts_mender(looks.recipients),
    "NN-LUU": wording.piece_mender(lambda desk: desk.paper.anatomy.ending.recipients[-1:], wording.keep),
    "APP-STYLE": looks.parts_mender(looks.appendix),
    "DBL-SPACE": wording.single_spaces,
    "ZERO-WIDTH": wording.visible,
}  # fmt: skip
"""Rule id to what mends it; a rule that is in no table is a person's."""

FIT_MENDERS: Final[Mapping[str, Mender]] = {"QH-ONELINE": cells.widen}
"""Menders of room: letters must have their size first."""

LINE_MENDERS: Final[Mapping[str, Mender]] = {
    "TN-LINE": lines.line_mender(lines.motto, whole=True),
    "ORG-LINE": lines.line_mender(lines.issuer, whole=False),
    "SUBJ-LINE": lines.line_mender(lines.abstract, whole=False),
}
"""Menders of lines; they measure texts, so they come when all else is mended."""
