"""Every rule's own examples: the bad one is reported, the good one is clean; and no rule lacks its texts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.cli import main
from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.plugin import keras_and_minor
from flake8_embedding.render import picture
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import ImportRule, Rule, TableRule
from flake8_embedding.trace import traces
from tests.tools.readme import README, first_program

RULES = all_rules()


def findings(program: str) -> set[str]:
    option = re.search(r"^# options: --embedding-keras=(\S+)$", program, re.MULTILINE)
    keras, minor = keras_and_minor(option.group(1) if option else "auto")
    config = Config(keras, minor)
    return {finding.code for finding in check(program, config, loud=True)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_example_is_reported_and_nothing_else_is(rule: Rule) -> None:
    ast.parse(rule.bad)

    found = findings(rule.bad)

    assert rule.code in found
    assert found - {rule.code} <= {"EMB001"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_good_example_is_clean(rule: Rule) -> None:
    assert findings(rule.good) == set()


def test_names_and_ranks_are_each_given_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for kind in (TableRule, ImportRule):
        ranks = [rule.priority for rule in RULES if isinstance(rule, kind)]
        assert kind is ImportRule or len(set(ranks)) == len(ranks)


def test_a_rule_without_its_texts_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="lacks"):
        type("Bare", (ImportRule,), {"code": "EMB999", "claims": lambda self, facts, config: iter(())})


def test_two_rules_cannot_have_one_code() -> None:
    texts = dict.fromkeys(("name", "finds", "why", "quiet", "bad", "good"), "text") | {"references": ("text",)}
    with pytest.raises(TypeError, match="two rules"):
        type("Double", (ImportRule,), {**texts, "code": "EMB001", "claims": lambda self, facts, config: iter(())})


def test_no_facts_no_claims() -> None:
    for rule in RULES:
        if isinstance(rule, ImportRule):
            assert list(rule.claims(Facts(), Config())) == []


def test_the_readme_begins_with_what_is_really_printed() -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", README.read_text(), re.DOTALL)
    program, shown = blocks[0][1], blocks[1][1]

    (found,) = check(program, loud=True)

    assert shown == f"model.py:{found.line}:{found.column + 1}: {found.code} {found.message}\n"


def test_the_readme_shows_the_trace_that_is_really_drawn() -> None:
    text = README.read_text()
    program = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    (shown,) = re.findall(r"<!-- trace -->\n```text\n(.*?)```\n<!-- end of trace -->", text, re.DOTALL)

    assert shown == picture("model.py", program, traces(program))


def test_the_readme_shows_the_diff_that_fix_really_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = re.findall(r"<!-- fix -->\n```diff\n(.*?)```", README.read_text(), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.py").write_text(first_program())

    assert main(["fix", "model.py"]) == 1
    assert capsys.readouterr().out == shown


def test_the_guides_example_of_a_rule_is_one() -> None:
    guide = (README.parent / "CONTRIBUTING.md").read_text()
    example = next(part for part in guide.split("```python\n")[1:] if "(TableRule)" in part).partition("```")[0]
    # In a process of its own: a rule registers itself for good.
    program = example + (
        "\nfrom flake8_embedding.check import check\n"
        "print([one.code for text in (HugeTable.bad, HugeTable.good) for one in check(text, loud=True)])\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert finished.stdout == "['EMB299']\n"


def test_an_array_that_is_filled_by_place_is_no_embedding_matrix() -> None:
    program = (
        "import numpy as np\nimport tensorflow as tf\n\ngrid = np.zeros((3, 8))\n"
        "for place in tf.data.Dataset.range(5):\n    grid[place] = np.ones(8)\n"
    )

    assert findings(program) == set()
