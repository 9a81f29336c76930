"""Three hundred random edits and corrections break no law; ``benchmarks.adversary`` plays more."""

from __future__ import annotations

import pytest

from tests.delta.adversary import faults

TRIALS = 300
GROUPS = 6
"""So that several processes share the work."""


@pytest.mark.parametrize("group", range(GROUPS))
def test_whatever_she_and_the_records_do_no_law_is_broken(group: int) -> None:
    found = {seed: faults(seed) for seed in range(group, TRIALS, GROUPS)}

    assert {seed: told for seed, told in found.items() if told[1]} == {}
