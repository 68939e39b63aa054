"""Texts that are not known, but were changed in a known way: which words and letters may still be in them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from flake8_embedding.record import record
from flake8_embedding.values.contents import each_number
from flake8_embedding.values.objects import DictValue
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.selections import OneOf
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value


@record(frozen=True)
class TextChange:
    """One change of a text: ``text.lower()``, ``text.replace("N", "A")``. Of another ``method`` it is not known what it
    takes out."""

    method: str
    old: str = ""
    new: str = ""

    def removes(self, part: str) -> bool | None:
        """Whether no text has this word or letter after the change; None if that is not known."""
        match self.method:
            case "lower":
                return part != part.lower()
            case "upper":
                return part != part.upper()
            case "replace" if len(self.old) == 1 and self.old not in self.new:
                return self.old in part
            case "replace":
                return False if self.old and self.old not in part else None
        return None

    def may_bring(self, part: str) -> bool:
        """Whether the change may bring the word or letter in."""
        return self.method not in ("lower", "upper", "replace") or bool(set(part) & set(self.new))


class ChangedText(Key):
    """A text, or the texts in a collection, after some changes."""

    __slots__ = ()

    def __init__(self, of: Hashable, changes: tuple[TextChange, ...]) -> None:
        super().__init__("changed text", of, changes)

    @property
    def of(self) -> Hashable:
        return self.at(1)

    @property
    def changes(self) -> tuple[TextChange, ...]:
        found = self.at(2)
        return found if isinstance(found, tuple) else ()


def changed_text(value: Value, change: TextChange) -> Value:
    """The text after one more change."""
    changes = (*changes_of(value), change)[-_CHANGES:]
    if isinstance(value, Unknown):
        whole = value.key.of if isinstance(value.key, ChangedText) else value.key
        return value.derived(ChangedText(whole, changes))
    stays = isinstance(value, TextValue) and value.of_data and change.method in _KEEP_EACH_LETTER
    return TextValue(changes=changes, of_data=stays)


_KEEP_EACH_LETTER: Final = frozenset({"lower", "upper"})
"""Changes after which there is a letter for each one that there was."""

_CHANGES = 8
"""How many changes of one text are remembered."""


def changes_of(value: Value) -> tuple[TextChange, ...]:
    """The changes that a text, or what it is a letter of, has gone through."""
    if type(value) is TextValue:
        return value.changes
    key = value.key if isinstance(value, Unknown) else None
    while isinstance(key, Part):
        key = key.of
    return key.changes if isinstance(key, ChangedText) else ()


def may_hold(changes: tuple[TextChange, ...], part: str) -> bool | None:
    """Whether the word or letter may be in a text after these changes; None if they may have taken it out."""
    answer: bool | None = True
    for change in changes:
        removed = change.removes(part)
        if removed is True:
            answer = False
        elif change.may_bring(part):
            answer = None if answer is False else answer
        if removed is None and answer is True:
            answer = None
    return answer


def values_under(mapping: DictValue, key: Value, store: Store) -> list[Value]:
    """The values of the entries that an unknown key may have. After ``text.replace("N", "A")`` the key is not "N".
    Beside the words of the data, entries that the file itself puts in, such as ``"<mask>"``, may never be asked for."""
    if type(key) is TextValue and isinstance(key.key, OneOf):
        few = key.key.texts
        return [value for known, value in mapping.entries if type(known) is not Const or known.value in few]
    changes = changes_of(key)
    has_words = mapping.key is not None
    if not changes and not has_words:
        return [value for _, value in mapping.entries]
    found: list[Value] = []
    for known, value in mapping.entries:
        holds = may_hold(changes, known.value) if type(known) is Const and isinstance(known.value, str) else True
        if holds is not False:
            value = value if holds else each_number(value, store, Number.weakened)
            found.append(each_number(value, store, Number.without_highest) if has_words else value)
    return found
