"""A paper that keeps the rules is left in peace, however its head is laid out."""

from __future__ import annotations

import pytest

from docgen.lint import lint
from tests.lint.papers import CONFORMING
from tests.lint.samples import SAMPLES


@pytest.mark.parametrize("name", CONFORMING)
def test_a_conforming_paper_has_no_finding(name: str) -> None:
    make, profile = CONFORMING[name]
    assert lint(make().build(), "vb.docx", profile) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_decrees_own_sample_form_has_no_finding(name: str) -> None:
    assert lint(SAMPLES[name]().build(), "mau.docx", "nd30") == []


def test_the_state_profile_finds_no_more_in_a_paper_of_the_front_than_its_own_does() -> None:
    make, _ = CONFORMING["quyết định có phụ lục"]
    assert lint(make().build(), "vb.docx", "nd30") == []
