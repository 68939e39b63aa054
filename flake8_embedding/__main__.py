"""``python -m flake8_embedding``."""

from __future__ import annotations

import sys

from flake8_embedding.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
