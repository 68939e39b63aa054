"""One page that shows every table of a project, for people: self-contained, without anything from elsewhere."""

from __future__ import annotations

from flake8_embedding.reports.page.document import as_html

__all__ = ["as_html"]
