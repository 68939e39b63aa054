"""What is generated from libraries and rules is what they say now."""

from __future__ import annotations

from tests.tools.generate import WORDS, words_module
from tests.tools.readme import README, rules_section

STALE = "stale: run `python -m tests.tools.generate`"


def test_the_prefilter_has_the_words_of_the_libraries_and_rules() -> None:
    assert WORDS.read_text() == words_module(), STALE


def test_the_readme_lists_the_rules() -> None:
    assert rules_section() in README.read_text(), STALE
