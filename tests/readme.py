"""Writes the README's list of rules from the rules' own texts: ``python -m tests.readme``."""

from __future__ import annotations

import re
from pathlib import Path

from flake8_embedding.rules import all_rules

README = Path(__file__).parent.parent / "README.md"
_BEGIN, _END = "<!-- rules -->\n", "<!-- end of rules -->"


def rules_section() -> str:
    """The list between the marks, in Markdown."""
    return "".join(f"**{rule.code} {rule.name}**\n{rule.finds}\n*Why:* {rule.why}\n\n" for rule in all_rules())


def main() -> None:
    text = README.read_text()
    section = _BEGIN + rules_section() + _END
    README.write_text(re.sub(re.escape(_BEGIN) + ".*?" + re.escape(_END), lambda _: section, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
