"""Every rule of form, in the order in which a paper is read."""

from docgen.lint.form_rule import FormRule
from docgen.lint.rules import (
    address,
    appendix,
    body,
    content,
    date,
    head,
    headings,
    number,
    page,
    recipients,
    signature,
    spelling,
    title,
    writing,
)

RULES: tuple[FormRule, ...] = (
    *page.RULES,
    *head.RULES,
    *number.RULES,
    *date.RULES,
    *title.RULES,
    *address.RULES,
    *body.RULES,
    *headings.RULES,
    *signature.RULES,
    *recipients.RULES,
    *appendix.RULES,
    *writing.RULES,
    *spelling.RULES,
    *content.RULES,
)
"""The explicit table: a rule that is not in it does not exist."""
