"""The register of outgoing papers: numbers, their series and rules, and the book that keeps them.

The only door to SQLite.  Everything but ``Book`` is pure.
"""

from docgen.register.book import DATABASE, TEXT, Book
from docgen.register.entry import ACTS, RELATIONS, Contents, RegisterEntry, Row, parse, plain
from docgen.register.number_rules import Wanted, judge
from docgen.register.numbering import Places, disagreements, in_force, name_of, numbered
from docgen.register.series import (
    TYPES,
    Known,
    TypedNumber,
    body_of,
    is_team_series,
    kind_of,
    parse_number,
    propose,
    series_called,
    series_of,
    sign,
)
from docgen.register.verify_register import VerifiedRegister, verify

__all__ = [
    "ACTS",
    "DATABASE",
    "RELATIONS",
    "TEXT",
    "TYPES",
    "Book",
    "Contents",
    "Known",
    "Places",
    "RegisterEntry",
    "Row",
    "TypedNumber",
    "VerifiedRegister",
    "Wanted",
    "body_of",
    "disagreements",
    "in_force",
    "is_team_series",
    "judge",
    "kind_of",
    "name_of",
    "numbered",
    "parse",
    "parse_number",
    "plain",
    "propose",
    "series_called",
    "series_of",
    "sign",
    "verify",
]
