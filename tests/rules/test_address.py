"""Where a rule is documented."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from flake8_embedding.commands.cli import main
from flake8_embedding.rules import address as module
from flake8_embedding.rules.address import address, is_url, page


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    module._site.cache_clear()
    yield
    module._site.cache_clear()


def test_without_a_site_the_page_of_the_repository_is_named() -> None:
    assert address("EMB101") == page("EMB101") == "docs/rules/EMB101.md"
    assert not is_url(address("EMB101"))


def test_a_site_that_the_package_names_is_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    class Named:
        def get_all(self, name: str) -> list[str]:
            assert name == "Project-URL"
            return ["Changelog, https://docs.example/changelog", "Documentation, https://docs.example/"]

    monkeypatch.setattr(module, "metadata", lambda _: Named())

    assert address("EMB101") == "https://docs.example/rules/EMB101/"
    assert is_url(address("EMB101"))


def test_explain_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "EMB101"])
    assert f"    {address('EMB101')} in the repository of flake8-embedding\n" in capsys.readouterr().out
    main(["explain", "EMB101", "--format=json"])
    assert json.loads(capsys.readouterr().out)[0]["page"] == address("EMB101")
