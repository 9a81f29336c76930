"""What must be said to add a kind of document, and nothing more.

A paper is a pure function of a template and a context; a kind says which papers a season has
and what stands in the context of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from docgen.corrections import Correction, Form
from docgen.records import General, Season
from docgen.scoring import Ranking


@dataclass(frozen=True, slots=True)
class Citing:
    """How a paper is cited: its kind's name, what links it to its abstract, our own papers' abstract.

    ``{inspected}`` and ``{team}`` in the abstract are filled from "Thông tin chung".
    """

    name: str
    link: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class KeyOf:
    """What tells the several papers of a kind apart.

    ``asks`` is what the column Khóa names, in the words of a question; ``ref`` the list of the workbook
    that keys are read from (``units``, ``sittings``), if they are.  ``exists`` tells of a key that is not
    read from a list whether there is such a thing, and ``of_what`` names what it is a key of.
    """

    asks: str
    ref: str = ""
    exists: Callable[[Season, str], bool] | None = None
    of_what: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """How a kind is signed in the name of the office, by one whom the sheet "Văn bản" names.

    ``due`` tells whether a season makes, or will surely make, such papers; ``words`` are those by which
    the scope of a deputy may speak of the kind; ``before_days`` tells that it is signed before the first
    sitting.
    """

    due: Callable[[Season], bool]
    words: Callable[[General], tuple[str, ...]]
    before_days: bool = False


CONTENT_FORMS = (Form.ERRATUM, Form.REPLACE, Form.AMEND, Form.RECALL)
"""How a paper of the records can be corrected that one side signs (Nghị định 30/2020, Điều 18.3, 18.4)."""


@dataclass(frozen=True, slots=True)
class OutsidePaper:
    """A paper that a season names and docgen does not make.

    ``code``, ``name``, ``symbol``, ``by_team`` and ``citing`` are as in ``Kind``.
    """

    code: str
    name: str
    symbol: str
    citing: Citing
    by_team: bool = False
    before_days: bool = False

    def abbreviation(self, _: General) -> str:
        """Give the abbreviation of the kind, with which its symbol begins."""
        return self.symbol


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that contexts are made from: the records and what follows from them.

    ``kinds`` are all papers that can be named, by their codes; ``corrections`` are the correction papers
    that were asked for; ``draft`` is the number of the draft that papers without number and date are to
    be marked as, 0 for copies to be signed.
    """

    season: Season
    ranking: Ranking
    kinds: Mapping[str, Kind | OutsidePaper]
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
    """A kind of document: all that is known of it.

    ``code`` is permanent and stands in file names and commands; so is ``order``, the number with which its
    files' names begin, so that no paper changes its name when a kind is added.  ``title`` is the kind in a
    list, ``name`` that of one paper of it in a message.  ``template`` is a file of the templates folder;
    ``context`` the model whose fields the template may name; ``papers`` gives the papers that the records
    are ready for, in the order of the season.

    ``symbol`` is the abbreviation (Nghị định 30/2020, Phụ lục III, mục I) or how "Thông tin chung" decides
    it; empty for a correction, whose symbol follows from its original.  ``by_team`` tells that the team
    issues it, in its own series.  ``key`` is there for a kind that makes several papers.  ``signing`` is
    missing where several sides sign, or who signed the original.  ``corrected_by`` are the forms by which an
    issued paper can be corrected; one that is ``amended`` is rather changed at its places than replaced.
    ``articles`` counts the articles of a decision.  ``grounds`` and ``recipients`` tell whether the sheets
    "Căn cứ" and "Nơi nhận" have rows of it; ``own_recipients`` that a paper goes to one unit of its own.
    ``citing`` is there for a kind that grounds may cite in braces; ``retention`` is how long it is
    proposed to be kept: habit since Thông tư 09/2011/TT-BNV, the office's own archivist decides.

    A season may end without a paper of an ``occasional`` kind; any other kind without papers is still to
    come.  Where the key is a mere number, ``about`` gives from a context what a paper speaks of: when most of
    it is other, it is another paper, and what a person wrote into the one is not carried over.
    """

    code: str
    title: str
    template: str
    context: type[BaseModel]
    papers: Callable[[Dossier], Iterable[Paper]]
    order: int
    name: str
    symbol: str | Callable[[General], str]
    retention: str
    corrected_by: tuple[Form, ...]
    key: KeyOf | None = None
    signing: Signing | None = None
    citing: Citing | None = None
    articles: Callable[[Season], int] | None = None
    by_team: bool = False
    amended: bool = False
    grounds: bool = False
    recipients: bool = False
    own_recipients: bool = False
    occasional: bool = False
    about: Callable[[Mapping[str, Any]], frozenset[str]] | None = None

    def abbreviation(self, general: General) -> str:
        """Give the abbreviation of the kind, with which its symbol begins."""
        return self.symbol if isinstance(self.symbol, str) else self.symbol(general)

    @property
    def is_correction(self) -> bool:
        """Tell whether its papers correct issued ones."""
        return self.code in set(Form)

    @property
    def before_days(self) -> bool:
        """Tell whether its papers are signed before the first sitting."""
        return self.signing is not None and self.signing.before_days


@dataclass(frozen=True, slots=True)
class BookForm:
    """A document that docgen makes from its own books (a register, a list), not from a season's records.

    Fields are as in ``Kind``.
    """

    code: str
    title: str
    template: str
    context: type[BaseModel]
