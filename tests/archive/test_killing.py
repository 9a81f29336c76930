"""Killed at any moment while a paper is archived: the bag is as before or as after, never between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 24
"""Kills after a while, besides one at every step."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked and killed as POSIX has it")
def test_a_killed_add_leaves_a_whole_bag_for_docgen_and_for_another_tool(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.archive.killing", str(tmp_path), str(KILLS)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    seen = json.loads(done.stdout)
    assert seen["wrong"] == []
    assert seen["kills"] == KILLS
    # The kills hit all parts of the act: some before the moment from which it counts, some after.
    assert seen["steps"] > 20
    assert min(seen["before"], seen["after"], seen["left_over"]) > 5
