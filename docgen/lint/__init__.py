"""The linter of thể thức: reads any .docx and names each departure from the rules of form.

The only door to python-docx.  ``lint`` is a pure function of the file's bytes and the profile; so is ``mend``
of these and a date: it mends what is mechanical and leaves the rest as Word comments.
"""

from docgen.lint.checking import Judgement, check_file, explain, judge, lint, lint_own
from docgen.lint.fix.fix_desk import FixWish
from docgen.lint.fix.fixed import Mend, Mended, Tick
from docgen.lint.fixing import mend
from docgen.lint.form_rule import Finding, FormRule, Profile
from docgen.lint.genre import Genre, Recognition
from docgen.lint.headline import Headline, headline
from docgen.lint.review import OpenReview, open_review
from docgen.lint.rules import RULES

__all__ = [
    "RULES",
    "Finding",
    "FixWish",
    "FormRule",
    "Genre",
    "Headline",
    "Judgement",
    "Mend",
    "Mended",
    "OpenReview",
    "Profile",
    "Recognition",
    "Tick",
    "check_file",
    "explain",
    "headline",
    "judge",
    "lint",
    "lint_own",
    "mend",
    "open_review",
]
