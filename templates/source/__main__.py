"""Rebuild every template from its source: ``python -m templates.source`` in the project's folder."""

from __future__ import annotations

import sys
from pathlib import Path

from templates.source.catalogue import TEMPLATES


def main(folder: Path) -> None:
    """Write the templates that differ from their source into ``folder`` and name them."""
    for name, build in TEMPLATES.items():
        target, data = folder / name, build()
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[1])
