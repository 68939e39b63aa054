"""Where a rule is documented: the one place that says so, for ``explain``, JSON, SARIF and pages."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata


def page(code: str) -> str:
    """The page of a rule in this repository: ``docs/rules/EMB101.md``. It stays where it is for good."""
    return f"docs/rules/{code}.md"


def address(code: str) -> str:
    """Where to read about a rule: a URL if the package names the site of its documentation, else the page's path."""
    site = _site()
    return f"{site}/rules/{code}/" if site else page(code)


def is_url(where: str) -> bool:
    """Whether an address is a URL, as SARIF's ``helpUri`` has to be."""
    return where.startswith("https://")


@cache
def _site() -> str:
    """``[project.urls] Documentation = "..."`` of the installed package; empty where it has none."""
    try:
        named = metadata("flake8-embedding").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    urls: dict[str, str] = dict(one.split(", ", 1) for one in named if ", " in one)
    return urls.get("Documentation", "").rstrip("/")
