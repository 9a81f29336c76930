"""Each thing that is broken in a conforming paper is found, and nothing else is."""

from __future__ import annotations

from collections import Counter

import pytest

from docgen.lint import RULES, Profile, lint
from tests.lint.breaking import Mutation
from tests.lint.mutations import MUTATIONS


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_broken_paper_is_found_out(mutation: Mutation) -> None:
    paper = mutation.change(mutation.base()).build()
    findings = lint(paper, "vb.docx", mutation.profile)
    assert {item.rule for item in findings} == set(mutation.rules), findings


@pytest.mark.parametrize("profile", ["mttq", "party"])
def test_every_rule_has_a_bad_sample_of_its_own_under_each_profile(profile: str) -> None:
    own = {"mttq": {"mttq", "nd30"}, "party": {"party"}}[profile]
    alone = {item.rules[0] for item in MUTATIONS if len(item.rules) == 1 and item.profile in own}
    assert alone == {rule.id for rule in RULES if Profile(profile) in rule.profiles}


def test_each_mutation_has_its_own_name() -> None:
    counted = Counter(mutation.name for mutation in MUTATIONS)
    assert [name for name, times in counted.items() if times > 1] == []
