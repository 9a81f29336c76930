"""What the README and CI promise each other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(language: str) -> list[str]:
    blocks = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_set_up_is_two_commands_and_both_are_given_for_powershell() -> None:
    shell, powershell = commands("sh"), commands("powershell")
    assert len(shell) == len(powershell) == 2
    for unix, windows in zip(shell, powershell, strict=True):
        same = (
            windows.replace("py -m", "python3 -m")
            .replace("; ", " && ")
            .replace(".venv\\Scripts\\", ".venv/bin/")
        )
        assert same == unix


def test_ci_runs_the_second_command_as_it_stands() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 -E '([^']+)' README.md", script)
    assert pattern is not None
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert found[0] == commands("sh")[1]


def test_no_committed_text_names_a_download_address_or_a_machines_folder() -> None:
    hosts = re.compile(r"files\.pythonhosted\.org|registry\.npmjs\.org|/(?:root|farm)/|file:///(?:opt|tmp)")
    kinds = {".py", ".toml", ".md", ".txt", ".cfg", ".yml", ""}
    for folder in (ROOT / "docgen", ROOT / "docs", ROOT / "benchmarks", ROOT / ".ci"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix in kinds:
                assert not hosts.search(path.read_text(encoding="utf-8")), path
