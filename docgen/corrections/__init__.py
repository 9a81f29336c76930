"""Corrections of issued papers: which were asked for, which form fits, what answers what.

Only ``store`` touches the disk: one file of a season's memory, ever only appended to.
"""

from docgen.corrections.correction import (
    CALLED,
    Correction,
    Form,
    Original,
    QuotedPair,
    Step,
    Withdrawal,
    in_force,
    next_id,
)
from docgen.corrections.correction_log import NAME, CorrectionSteps, Store
from docgen.corrections.linking import ENDING, Link, ended_by, links
from docgen.corrections.natures import FieldChange, Nature, changes, fill_blanks, of_words
from docgen.corrections.proposing import (
    EFFECT,
    Objection,
    Proposal,
    Subject,
    objections,
    propose,
)

__all__ = [
    "CALLED",
    "EFFECT",
    "ENDING",
    "NAME",
    "Correction",
    "CorrectionSteps",
    "FieldChange",
    "Form",
    "Link",
    "Nature",
    "Objection",
    "Original",
    "Proposal",
    "QuotedPair",
    "Step",
    "Store",
    "Subject",
    "Withdrawal",
    "changes",
    "ended_by",
    "fill_blanks",
    "in_force",
    "links",
    "next_id",
    "objections",
    "of_words",
    "propose",
]
