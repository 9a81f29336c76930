"""What must be said to add a kind of document, and nothing more.

A paper is a pure function of a template and a context; a kind says which papers a season has
and what stands in the context of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from docgen.corrections import Correction
from docgen.records import Season
from docgen.scoring import Ranking


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that contexts are made from: the records and what follows from them.

    ``corrections`` are the correction papers that were asked for; ``draft`` is the number of the draft
    that papers without number and date are to be marked as, 0 for copies to be signed.
    """

    season: Season
    ranking: Ranking
    corrections: tuple[Correction, ...] = ()
    draft: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a kind.

    ``key`` survives corrections (a unit's code, a sitting's number, never a name or a date);
    it is empty for a kind that makes one paper.  ``label`` is what the user calls the paper,
    ``slug`` the part of the file name after the kind's code.  ``like`` is another kind whose template
    and context it has: a paper that replaces one of that kind.
    """

    key: str
    label: str
    slug: str
    context: BaseModel
    like: Kind | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    ``code`` is permanent and stands in file names and commands; ``template`` is a file of the
    templates folder; ``context`` is the model whose fields the template may name; ``papers``
    gives the papers that the records are ready for, in the order of the season.  A season may
    end without a paper of an ``occasional`` kind; any other kind without papers is still to come.
    Where the key is a mere number, ``about`` gives from a context what a paper speaks of: when most of it is
    other, it is another paper, and what a person wrote into the one is not carried over.
    """

    code: str
    title: str
    template: str
    context: type[BaseModel]
    papers: Callable[[Dossier], Iterable[Paper]]
    occasional: bool = False
    about: Callable[[Mapping[str, Any]], frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class BookForm:
    """A document that docgen makes from its own books (a register, a list), not from a season's records.

    Fields are as in ``Kind``.
    """

    code: str
    title: str
    template: str
    context: type[BaseModel]
