"""A file that was read, as a paper that rules judge and a desk mends."""

from __future__ import annotations

from dataclasses import replace

from docgen.lint.anatomy import recognise
from docgen.lint.document_model import LintDocument
from docgen.lint.form_rule import LintPaper, Profile
from docgen.lint.genre import Genre, Owner, genre_of
from docgen.lint.regime import PARTY_REGIME, STATE_REGIME
from docgen.problem import Stop


def paper_of(document: LintDocument, profile: Profile) -> LintPaper:
    """Recognise the parts of a document and what it is."""
    anatomy = recognise(document)
    regime = PARTY_REGIME if profile is Profile.PARTY else STATE_REGIME
    return LintPaper(document, anatomy, profile, regime, genre_of(document, anatomy))


def as_asked(paper: LintPaper, name: str, kind: Genre | None) -> LintPaper:
    """Take the user's word for what a file is; else ``Stop`` at a paper that other rules are made for."""
    nature = paper.nature
    if kind is not None:
        return replace(paper, nature=replace(nature, genre=kind, sure=True))
    of_party = nature.owner is Owner.PARTY
    if nature.sure and nature.owner and of_party is not (paper.profile is Profile.PARTY):
        other = Profile.PARTY if of_party else Profile.MTTQ if nature.owner is Owner.FRONT else Profile.ND30
        raise Stop(
            f"«{name}» là {nature.name}, không soát theo «--profile {paper.profile}».",
            f"Hãy chạy lại với «--profile {other}»; nếu nhận nhầm, thêm «--as {nature.genre}».",
        )
    return paper
