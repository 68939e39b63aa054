"""Characters that are taken out of texts: ``re.sub(r"[^a-z]", " ", text)``, ``text.translate(table)``; words that are
found in them: ``re.findall(r"\\w+", text)``.

https://docs.python.org/3/library/re.html, https://docs.python.org/3/library/stdtypes.html#str.translate
"""

from __future__ import annotations

import re
import string
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, ReadsOnly, handled
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.text_changes import Change, TextChange
from flake8_embedding.values.texts import ChangedText, changed_text, changes_of
from flake8_embedding.values.value import NONE, Const, LibraryName, TextValue, Unknown, Value

_PATTERN: Final = "re.Pattern"

_ONE_CHARACTER: Final = re.compile(r"(\[\^?[^\]\\^]([^\]\\]|\\.)*\]|\\[WDSs])\+?")
"""A pattern for one character after the other, each by itself: ``[^a-z]``, ``\\W+``."""

_SIGN: Final = re.compile(r"\\.|\[\^?[^\]\\^]([^\]\\]|\\.)*\]|.", re.DOTALL)
"""The signs of a pattern, each by itself: ``\\b``, ``[a-z]``, ``+``."""

_CHARACTERS: Final = re.compile(r"\\[wWsSdDnrt\W_]|[^\\()^$]|\[.*\]", re.DOTALL)
"""A sign that stands for characters, or says how many of them come."""

_UNUSUAL: Final = re.compile(r"\\b[*+?{]|[*+?}]\+|--|&&|\|\||~~|\[\[")
"""What repeats a boundary, repeats without looking back, or may come to mean operations on sets of characters."""

_REPEATING: Final = frozenset("*+?{")

_REPEATS: Final = 4
"""How many parts of a pattern may be repeated: a word takes this power of its length to be held against it."""


class _Deleted(Key):
    """A table for ``translate`` that takes characters out and changes no others."""

    __slots__ = ()


def _substituted(call: Call) -> Value:
    """``re.sub(r"[^a-z]", " ", text)``"""
    text = _searched(call)
    if text is None:
        return TextValue()
    pattern, new = _pattern(call), call.argument("repl")
    if pattern is not None and isinstance(new, Const) and isinstance(new.value, str) and _are_all(call, 3):
        out = _characters(pattern)
        if out and "\\" not in new.value:
            return changed_text(text, TextChange(Change.WITHOUT, "".join(sorted(out)), new.value))
    return changed_text(text, TextChange(Change.OTHER))


def _found(call: Call) -> Value:
    """``re.findall(r"\\w+", text)``: the words that match."""
    text, pattern = _searched(call), _pattern(call)
    word = _matched(pattern) if pattern is not None and _are_all(call, 2) else None
    change = TextChange(Change.OTHER) if word is None else TextChange(Change.FIND, word)
    return Unknown("the parts of an unknown text", ChangedText(call.key, (*_changes(text), change)))


def _split(call: Call) -> Value:
    """``re.split(r"\\W+", text)``: nothing of what stands between the words is in them."""
    text, pattern = _searched(call), _pattern(call)
    out = _characters(pattern) if pattern is not None and _are_all(call, 2) else set()
    change = TextChange(Change.WITHOUT, "".join(sorted(out))) if out else TextChange(Change.OTHER)
    return Unknown("the parts of an unknown text", ChangedText(call.key, (*_changes(text), change)))


def _matched(pattern: str) -> str | None:
    """A pattern that each match of this one matches from end to end, whatever stands around it: without ``\\b``. None
    for a pattern with groups, of which ``findall`` gives the parts, and for one that looks around itself."""
    signs = [match.group() for match in _SIGN.finditer(pattern)]
    word = "".join(sign for sign in signs if sign != r"\b")
    repeats = [sign for sign in signs if sign in _REPEATING]
    if len(repeats) > _REPEATS or any(map(_looks_around, signs)) or _UNUSUAL.search(pattern) is not None:
        return None
    return word if _is_pattern(word) else None


def _looks_around(sign: str) -> bool:
    """Whether a sign of a pattern stands for no character: ``^``, ``(``, ``\\B``. The boundary of a word only leaves
    some matches out."""
    return sign != r"\b" and _CHARACTERS.fullmatch(sign) is None


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, OverflowError):
        return False
    return True


def _compiled(call: Call) -> Value:
    """``re.compile(r"\\w+")``; of a pattern with flags nothing is known."""
    pattern = call.argument("pattern") if _are_all(call, 1) else None
    return call.allocate(LibraryObject(_PATTERN, call.place, (("pattern", pattern or NONE),)))


def _searched(call: Call) -> TextValue | Unknown | None:
    """The text, if it is not known."""
    given = call.argument("string")
    text = call.store.content(given) if given is not None else None
    return text if isinstance(text, TextValue | Unknown) else None


def _changes(text: Value | None) -> tuple[TextChange, ...]:
    return () if text is None else changes_of(text)


def _pattern(call: Call) -> str | None:
    """The pattern, as it is given or as it was compiled; None for one that is not known, or has flags."""
    given = call.argument("pattern")
    held = call.store.content(given) if given is not None else None
    if isinstance(held, LibraryObject) and held.path == _PATTERN:
        held = held.setting("pattern")
    return held.value if isinstance(held, Const) and isinstance(held.value, str) else None


def _are_all(call: Call, count: int) -> bool:
    """Whether no more arguments are given, such as flags."""
    return call.complete and len(call.arguments) + len(call.keywords) == count


def _characters(pattern: str) -> set[str]:
    """The characters of English texts that a pattern finds wherever they stand; empty where that is not known."""
    if _ONE_CHARACTER.fullmatch(pattern) is None or not _is_pattern(pattern):
        return set()
    return {letter for letter in string.printable if re.fullmatch(pattern, letter)}


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
        handled("findall", by=_found, takes=("pattern", "string"), roots=("re",)),
        handled("split", by=_split, takes=("pattern", "string"), roots=("re",)),
        handled("compile", by=_compiled, takes=("pattern",), roots=("re",)),
        handled("sub", by=_substituted, takes=("pattern", "repl", "string"), roots=("re",)),
        handled("str.maketrans", by=_table, takes=("x", "y", "z"), roots=("builtins",)),
    ),
    methods={
        **{kind: (handled("translate", by=_translated, takes=("self", "table")),) for kind in ("str", "any")},
        _PATTERN: (
            handled("findall", by=_found, takes=("pattern", "string")),
            handled("sub", by=_substituted, takes=("pattern", "repl", "string")),
            handled("split", by=_split, takes=("pattern", "string")),
            Entry(("match", "fullmatch", "search", "finditer", "subn"), ("pattern", "string"), ReadsOnly()),
        ),
    },
)
