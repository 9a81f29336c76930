"""Every command and every option has help, and stands in the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.commands.root import walk
from docgen.commands.tongue import click

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan.md"
COMMANDS = dict(walk())


def options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


@pytest.fixture(scope="module")
def reference() -> str:
    """Give the chapter of the guide that lists the commands."""
    chapters = re.split(r"(?m)^## ", GUIDE.read_text(encoding="utf-8"))
    return next(chapter for chapter in chapters if "Các lệnh\n" in chapter)


def test_the_commands_are_those_that_were_promised() -> None:
    promised = {"init", "check", "generate", "status", "kinds", "template check", "pdf", "lint"}
    assert promised <= set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_has_help(words: str) -> None:
    command = COMMANDS[words]
    assert command.help
    assert command.get_short_help_str(60).endswith("."), "the first sentence fits into the list"
    assert [option.name for option in options(command) if not option.help] == []


@pytest.mark.parametrize(
    "words", [words for words, command in COMMANDS.items() if not hasattr(command, "commands")]
)
def test_every_command_and_option_stands_in_the_guide(words: str, reference: str) -> None:
    assert f"| `docgen {words}" in reference
    for option in options(COMMANDS[words]):
        row_of = re.compile(rf"\| `{option.opts[0]}[ `]")
        rows = [row for row in reference.splitlines() if row_of.match(row)]
        assert len(rows) == 1, option.opts[0]
        assert f"`{words}`" in rows[0], "the option's row names the commands that have it"


def test_the_options_of_every_command_stand_in_the_guide(reference: str) -> None:
    assert "| `--help`" in reference
    assert "| `--version`" in reference


def test_the_guide_speaks_of_no_command_that_does_not_exist() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    fenced = "\n".join(re.findall(r"(?ms)^```\w*\n(.*?)^```", text))
    code = [*re.findall(r"`([^`\n]+)`", text), *fenced.splitlines()]
    spoken = [line.split() for line in code if re.match(r"docgen [a-z]", line)]
    assert spoken
    assert [line for line in spoken if line[1] not in COMMANDS] == []
    used = {word for line in spoken for word in line if word.startswith("--")}
    given = {name for command in COMMANDS.values() for option in options(command) for name in option.opts}
    assert used <= given | {"--help"}
