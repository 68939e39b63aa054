"""What is generated from libraries and rules is what they say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.rules import all_rules
from flake8_embedding.rules.address import page
from tests.tools.documents import DOCS, ROOT, documents
from tests.tools.generate import INDEX, WORDS, index_module, words_module

STALE = "stale: run `python -m tests.tools.generate`"
DOCUMENTS = documents()


def test_the_prefilter_has_the_words_of_the_libraries_and_rules() -> None:
    assert WORDS.read_text() == words_module(), STALE


def test_the_registry_has_the_names_of_the_library_files() -> None:
    assert INDEX.read_text() == index_module(), STALE


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_documents_show_is_what_the_linter_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == DOCUMENTS[path], STALE


def test_each_rule_has_its_page_and_no_page_lacks_its_rule() -> None:
    assert {ROOT / page(rule.code) for rule in all_rules()} == {*(DOCS / "rules").glob("EMB*.md")}
