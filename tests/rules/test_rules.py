"""Every rule's own examples: the bad one is reported, the good one is clean; and no rule lacks its texts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.plugin import keras_and_minor
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import ImportRule, Rule, TableRule
from tests.tools.documents import DOCS

RULES = all_rules()


def findings(program: str) -> set[str]:
    option = re.search(r"^# options: --embedding-keras=(\S+)$", program, re.MULTILINE)
    keras, minor = keras_and_minor(option.group(1) if option else "auto")
    config = Config(keras, minor)
    return {finding.code for finding in check(program, config, loud=True)}


def others_by_default(found: set[str], rule: Rule) -> set[str]:
    """The codes of other rules that flake8 would report: a rule that is off by default may speak of any example."""
    return found - {rule.code} - {one.code for one in RULES if not one.on_by_default}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_example_is_reported_and_nothing_else_is(rule: Rule) -> None:
    ast.parse(rule.bad)

    found = findings(rule.bad)

    assert rule.code in found
    assert others_by_default(found, rule) <= {"EMB001"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_good_example_is_clean(rule: Rule) -> None:
    found = findings(rule.good)

    assert rule.code not in found
    assert others_by_default(found, rule) == set()


def test_names_and_priorities_are_each_given_once() -> None:
    priorities = [rule.priority for rule in RULES if isinstance(rule, TableRule)]

    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len(set(priorities)) == len(priorities)


def test_a_rule_without_its_texts_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="lacks"):
        type("Bare", (ImportRule,), {"code": "EMB999", "claims": lambda self, facts, config: iter(())})


def test_two_rules_cannot_have_one_code() -> None:
    texts = dict.fromkeys(("name", "summary", "finds", "why", "quiet", "bad", "good"), "text") | {
        "references": ("text",)
    }
    with pytest.raises(TypeError, match="two rules"):
        type("Double", (ImportRule,), {**texts, "code": "EMB001", "claims": lambda self, facts, config: iter(())})


def test_no_facts_no_claims() -> None:
    for rule in RULES:
        if isinstance(rule, ImportRule):
            assert list(rule.claims(Facts(), Config())) == []


def example_of_a_rule() -> str:
    guide = (DOCS / "adding-a-rule.md").read_text(encoding="utf-8")
    return next(part for part in guide.split("```python\n")[1:] if "(TableRule)" in part).partition("```")[0]


def test_the_guides_example_of_a_rule_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "huge_table.py").write_text(example_of_a_rule())
    # In a process of its own: a rule registers itself for good.
    program = (
        "import flake8_embedding.rules as rules\n"
        f"rules.__path__.append({str(tmp_path)!r})\n"
        "from flake8_embedding.check import check\n"
        "rule, = (one for one in rules.all_rules() if one.code == 'EMB299')\n"
        "print([one.code for text in (rule.bad, rule.good) for one in check(text, loud=True)])\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert finished.stdout == "['EMB299']\n"


def test_an_array_that_is_filled_by_place_is_no_embedding_matrix() -> None:
    program = (
        "import numpy as np\nimport tensorflow as tf\n\ngrid = np.zeros((3, 8))\n"
        "for place in tf.data.Dataset.range(5):\n    grid[place] = np.ones(8)\n"
    )

    assert findings(program) == set()
