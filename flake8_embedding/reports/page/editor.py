"""Links that open a place in an editor, where the person who makes the page asks for them.

Without an editor the page holds no path but those that were given: it can be shown to others.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from flake8_embedding.record import record
from flake8_embedding.reports.page.markup import Html, element, text
from flake8_embedding.survey.tables import Spot

EDITORS: Final = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
}
"""The addresses that editors open, by the editor."""


def named(spot: Spot) -> str:
    """``model.py:12:5``"""
    return str(spot).removeprefix("./")


class WrongEditor(ValueError):
    """Neither an editor that is known nor an address; the message says what would be."""


@record(frozen=True)
class Editor:
    """``address`` is what an editor opens, with ``{path}``, ``{line}`` and ``{column}``; empty for no links."""

    address: str = ""

    @staticmethod
    def named(given: str) -> Editor:
        """One of ``EDITORS``, or an address of its own. Raises ``WrongEditor`` for what is neither."""
        address = EDITORS.get(given, given)
        scheme, colon, rest = address.partition(":")
        if address and (not colon or "{path}" not in rest or scheme.lower() in ("javascript", "data", "vbscript")):
            raise WrongEditor(
                f"--editor must be one of {', '.join(EDITORS)} or an address with {{path}}, not {given!r}"
            )
        return Editor(address)

    def link(self, spot: Spot, shown_as: str) -> Html:
        """The place as a link, or as text where there is no editor."""
        if not self.address or not spot.file:
            return text(shown_as)
        path = quote(spot.file.replace("\\", "/"))
        # On Windows a path begins with its drive.
        rooted = path if path.startswith("/") else f"/{path}"
        values = {"{path}": rooted, "{line}": str(spot.line), "{column}": str(spot.column + 1)}
        address = self.address
        for name, value in values.items():
            address = address.replace(name, value)
        return element("a", shown_as, href=address, title="open in the editor")
