"""Elements of a page. Whatever is no ``Html`` is text, and is escaped: nothing of a source can become an element."""

from __future__ import annotations

from html import escape

from flake8_embedding.shown import shown


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | Html | None

_EMPTY = frozenset({"meta", "input", "rect", "option"})


def text(given: str) -> Html:
    """Text as it can be shown, in an element or in an attribute."""
    return Html(escape(shown(given), quote=True))


def joined(*children: Child) -> Html:
    """One after the other; None is nothing."""
    return Html("".join(one if isinstance(one, Html) else text(one) for one in children if one is not None))


def element(tag: str, /, *children: Child, cls: str = "", **attributes: str | None) -> Html:
    """``element("a", "here", href=link)``; an attribute that is None is left out, and ``data_x`` is ``data-x``."""
    given = {"class": cls or None, **attributes}
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in given.items() if value is not None
    )
    if tag in _EMPTY:
        return Html(f"<{tag}{written}{'/' if tag == 'rect' else ''}>")
    return Html(f"<{tag}{written}>{joined(*children)}</{tag}>")
