"""The command: ``python -m tests.tools.fuzz --count 30000 --seed 1 --jobs 2``."""

from __future__ import annotations

import sys

from tests.tools.fuzz.command import main

if __name__ == "__main__":
    sys.exit(main())
