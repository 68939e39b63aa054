"""Text of analysed files, shown to people: no character of it can move a cursor, hide or turn round other text."""

from __future__ import annotations

import unicodedata

_ALL_RIGHT = frozenset({"Zs"})
"""Spaces of other scripts are no printable characters for Python."""


def shown(text: str) -> str:
    r"""The text with escapes (``\x1b``, ``\u202e``) for what is no visible character; tabs stay."""
    if text.isprintable():
        return text
    return "".join(one if _is_visible(one) else one.encode("unicode_escape").decode("ascii") for one in text)


def _is_visible(character: str) -> bool:
    return character.isprintable() or character == "\t" or unicodedata.category(character) in _ALL_RIGHT


def counted(number: int, what: str) -> str:
    """``1 file``, ``2 files``"""
    return f"{number} {what}{'' if number == 1 else 's'}"
