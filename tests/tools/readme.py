"""Writes the README's list of rules from the rules' own texts: ``python -m tests.tools.generate``."""

from __future__ import annotations

import re
from pathlib import Path

from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import Rule

README = Path(__file__).parent.parent.parent / "README.md"
_BEGIN, _END = "<!-- rules -->\n", "<!-- end of rules -->"


def rules_section() -> str:
    """The list between the marks, in Markdown."""
    return "".join(_described(rule) for rule in all_rules())


def _described(rule: Rule) -> str:
    fix = f"\n*Fix:* {rule.fix}" if rule.fix else ""
    return f"**{rule.code} {rule.name}**\n{rule.finds}\n*Why:* {rule.why}{fix}\n\n"


def first_program() -> str:
    """The program at the top of the README."""
    found = re.search(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def main() -> None:
    text = README.read_text()
    section = _BEGIN + rules_section() + _END
    README.write_text(re.sub(re.escape(_BEGIN) + ".*?" + re.escape(_END), lambda _: section, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
