"""Settings of all tests: property tests are judged by what they find, not by how busy the machine is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("docgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("docgen")

TESTS = Path(__file__).parent
LONG = (
    "backends/test_pages.py",
    "cli/test_crash_edits.py",
    "register/test_killed.py",
    "impact/test_explain_any.py",
    "delta/test_adversary.py",
    "backends/test_house_style.py",
    "test_house_style.py",
    "archive/test_killing.py",
    "delta/test_libreoffice_edits.py",
    "workbook/test_writing.py",
    "register/test_registering.py",
    "archive/test_commands.py",
    "archive/test_reading.py",
    "lint/test_mending_opens.py",
    "test_renewal.py",
)
"""The files that take longest; a worker that began one of them last would keep the other waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others keep their order."""
    order = {TESTS / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path, len(order)))
