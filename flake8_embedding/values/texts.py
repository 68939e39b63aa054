"""Texts that are not known, but were changed in a known way: which words and letters may still be in them.

In ``["<PAD>"] + sorted(set(text.lower().split()))`` no word occurs twice, since after ``lower()`` none is "<PAD>". So
the dict that numbers them is as long as the list.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.selections import AsText, OneOf, WithOwn
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.provenance import AnswerOf, ContentOf, Key, OpenedFile, Part
from flake8_embedding.values.text_changes import LETTER, PART, STRIPPING, Change, TextChange, may_hold
from flake8_embedding.values.value import Choice, Const, Number, TextValue, Unknown, Value


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
    """The text after one more change. ``word.lower()`` of a word in small letters is the word itself."""
    before = changes_of(value)
    if before and before[-1] == change and change.kind in (Change.LOWER, Change.UPPER):
        return value
    changes = (*before, change)[-_CHANGES:]
    if isinstance(value, Unknown):
        whole = value.key.of if isinstance(value.key, ChangedText) else value.key
        return value.derived(ChangedText(whole, changes))
    stays = isinstance(value, TextValue) and value.of_data and change.keeps_something
    return TextValue(changes=changes, of_data=stays)


_CHANGES = 8
"""How many changes of one text are remembered."""


def changes_of(value: Value) -> tuple[TextChange, ...]:
    """The changes that a text, or what it is a letter of, has gone through."""
    if type(value) is TextValue:
        return value.changes
    return changes_to(value.key if isinstance(value, Unknown) else None)


def changes_to(key: Hashable) -> tuple[TextChange, ...]:
    """The changes that an unknown text, or what it is a letter of, has gone through."""
    since: tuple[TextChange, ...] = ()
    while isinstance(key, Part | AnswerOf):
        if isinstance(key, AnswerOf):
            since = (*_changes_by(key), *since)
            key = key.at(1)
        else:
            since = (*_changes_in(key), *since)
            key = key.of
    return (*key.changes, *since) if isinstance(key, ChangedText) else since


def _changes_in(part: Part) -> tuple[TextChange, ...]:
    """What is done to a text where a part is taken of it, or of the list of its words."""
    whole = part.of
    if part.name == "[element]" and _is_text(whole):
        return (LETTER,)
    is_list = isinstance(whole, ChangedText) and whole.changes[-1].kind is Change.FIND
    return () if is_list else (PART,)


def _is_text(key: Hashable) -> bool:
    """Whether it is what a file holds, or a line or word of a text: each of its elements is a letter."""
    match key.of if isinstance(key, ChangedText) else key:
        case ContentOf():
            return True
        case AnswerOf() as answer:
            return answer.at(2) in STRIPPING and not _is_of_column(answer)
        case Part(of=OpenedFile(), name="[element]"):
            return True
        case Part(of=AnswerOf() as answer, name="[element]"):
            return answer.at(2) in _GIVE_TEXTS and not _is_of_column(answer)
    return False


_GIVE_TEXTS = frozenset({"split", "splitlines", "readlines"})
"""Methods of texts, and of files, of which the answer is a list of texts."""


def _is_of_column(answer: AnswerOf) -> bool:
    """``column.str.strip()``: the answer has the texts of a column, one after the other."""
    of = answer.at(1)
    return isinstance(of, Part) and of.name == "str"


def _changes_by(answer: AnswerOf) -> tuple[TextChange, ...]:
    """What ``text.split()`` and ``text.strip()`` do to a text: in their answers are parts of it."""
    method, separator = answer.at(2), answer.at(3)
    match method:
        case "split":
            return (TextChange(Change.SPLIT, separator if isinstance(separator, str) else ""),)
        case "strip" | "lstrip" | "rstrip" | "splitlines":
            return (PART,)
        case "readlines":
            return ()
    return (TextChange(Change.OTHER),)


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


def may_be_spelled(word: Value, text: str) -> bool:
    """Whether a word that is not known may be this text, by what was done to the texts that it comes from."""
    match word:
        case Const(value=value):
            return bool(value == text)
        case TextValue(key=OneOf(texts=texts)):
            return text in texts
        case Unknown(key=WithOwn() as among) | TextValue(key=WithOwn() as among):
            return text in among.own or any(may_hold(changes_to(key), text) is not False for key in among.words)
    return may_hold(changes_of(word), text) is not False


def is_surely_text(value: Value) -> bool:
    """Whether it is a text whatever the data are. Of a column that is not seen, an element may be a list of words."""
    match value:
        case Const(value=str()) | TextValue():
            return True
        case Choice(options=options):
            return all(is_surely_text(one.value) for one in options)
        case Unknown(key=Part(of=AsText() | ContentOf() | ChangedText() as whole, name="[element]")):
            return not isinstance(whole, ChangedText) or whole.changes[-1].kind in _OF_TEXTS_ALONE
        case Unknown(key=ChangedText(changes=changes)):
            return changes[-1].kind in _OF_TEXTS_ALONE
        case Unknown(key=key):
            return _is_text(key)
    return False


_OF_TEXTS_ALONE = frozenset({Change.LOWER, Change.UPPER, Change.WITHOUT})
"""Changes that only texts go through; a ``replace`` may be that of a column, which keeps its lists."""


def are_apart(rows: Iterable[SequenceValue]) -> bool:
    """Whether no element occurs twice in these lists, one after the other: all are texts that stand in the program, but
    for those of one list, none of which may be spelled like them."""
    own: list[Value] = []
    of_data: list[SequenceValue] = []
    for row in rows:
        if row.items is None:
            of_data.append(row)
        else:
            own.extend(row.items)
    texts = [one.value for one in own if isinstance(one, Const) and isinstance(one.value, str)]
    if len(texts) < len(own) or len(set(texts)) < len(texts) or len(of_data) > 1:
        return False
    return all(row.distinct and not any(may_be_spelled(row.element, text) for text in texts) for row in of_data)
