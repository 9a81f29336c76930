"""The linter of thể thức: reads any .docx and names each departure from the rules of form.

The only door to python-docx.  ``lint`` is a pure function of the file's bytes and the profile.
"""

from docgen.lint.checking import Judgement, check_file, explain, judge, lint, lint_own
from docgen.lint.form_rule import Finding, FormRule, Profile
from docgen.lint.genre import Genre, Recognition
from docgen.lint.headline import Headline, headline
from docgen.lint.review import OpenReview, open_review
from docgen.lint.rules import RULES

__all__ = [
    "RULES",
    "Finding",
    "FormRule",
    "Genre",
    "Headline",
    "Judgement",
    "OpenReview",
    "Profile",
    "Recognition",
    "check_file",
    "explain",
    "headline",
    "judge",
    "lint",
    "lint_own",
    "open_review",
]
