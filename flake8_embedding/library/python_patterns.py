"""Characters that are taken out of texts: ``re.sub(r"[^a-z]", " ", text)``, ``text.translate(table)``.

https://docs.python.org/3/library/re.html, https://docs.python.org/3/library/stdtypes.html#str.translate
"""

from __future__ import annotations

import re
import string
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.text_changes import Change, TextChange
from flake8_embedding.values.texts import changed_text
from flake8_embedding.values.value import Const, LibraryName, TextValue, Unknown, Value

_ONE_CHARACTER: Final = re.compile(r"(\[\^?[^\]\\^]([^\]\\]|\\.)*\]|\\[WDS])\+?")
"""A pattern for one character after the other, each by itself: ``[^a-z]``, ``\\W+``."""


class _Deleted(Key):
    """A table for ``translate`` that takes characters out and changes no others."""

    __slots__ = ()


def _substituted(call: Call) -> Value:
    """``re.sub(r"[^a-z]", " ", text)``"""
    given = call.argument("string")
    text = call.store.content(given) if given is not None else None
    if not isinstance(text, TextValue | Unknown):
        return TextValue()
    match [call.argument("pattern"), call.argument("repl")]:
        case [Const(value=str(pattern)), Const(value=str(new))] if len(call.arguments) + len(call.keywords) == 3:
            out = _characters(pattern)
            if out and "\\" not in new:
                return changed_text(text, TextChange(Change.WITHOUT, "".join(sorted(out)), new))
    return changed_text(text, TextChange(Change.OTHER))


def _characters(pattern: str) -> set[str]:
    """The characters of English texts that a pattern finds wherever they stand; empty where that is not known."""
    if _ONE_CHARACTER.fullmatch(pattern) is None:
        return set()
    try:
        one = re.compile(pattern)
    except re.error:
        return set()
    return {letter for letter in string.printable if one.fullmatch(letter)}


def _table(call: Call) -> Value:
    """``str.maketrans("", "", string.punctuation)``"""
    match call.arguments:
        case [Const(value=""), Const(value=""), Const(value=str(out))]:
            return Unknown("a table of characters", _Deleted(out))
        case [Const(value=""), Const(value=""), LibraryName(path="string.punctuation")]:
            return Unknown("a table of characters", _Deleted(string.punctuation))
    return call.unknown("a table of characters")


def _translated(call: Call) -> Value:
    """``text.translate(table)``"""
    text = call.store.content(call.arguments[0])
    table = call.argument("table")
    if not isinstance(text, TextValue | Unknown):
        return TextValue()
    out = table.key.at(0) if isinstance(table, Unknown) and isinstance(table.key, _Deleted) else None
    change = TextChange(Change.WITHOUT, out) if isinstance(out, str) else TextChange(Change.OTHER)
    return changed_text(text, change)


LIBRARY = Library(
    name="patterns",
    roots=("re", "builtins"),
    entries=(
        handled("sub", by=_substituted, takes=("pattern", "repl", "string"), roots=("re",)),
        handled("str.maketrans", by=_table, takes=("x", "y", "z"), roots=("builtins",)),
    ),
    methods={kind: (handled("translate", by=_translated, takes=("self", "table")),) for kind in ("str", "any")},
)
