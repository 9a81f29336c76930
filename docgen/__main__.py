"""The way in: ``docgen`` and ``python -m docgen``."""

from __future__ import annotations

import sys

from docgen.commands.edge import main

if __name__ == "__main__":
    sys.exit(main())
