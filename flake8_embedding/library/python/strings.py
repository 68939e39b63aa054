"""Methods of texts: computed where the text is known, and remembered where only the change is.

https://docs.python.org/3/library/stdtypes.html#string-methods
"""

from __future__ import annotations

from functools import partial
from typing import Any

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.places import place_in
from flake8_embedding.library.same_answers import same_answer
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import CONSTANT_TEXT, ITEMS
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.presence import has_something
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.filled_texts import formatted
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import AnswerOf
from flake8_embedding.values.text_changes import STRIPPING, Change, TextChange, stripped
from flake8_embedding.values.texts import ChangedText, changed_text
from flake8_embedding.values.value import NONE, Const, Number, TextValue, Unknown, Value

_TO_TEXT = (
    *("lower", "upper", "casefold", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "replace"),
    *("removeprefix", "removesuffix", "zfill", "ljust", "rjust", "center", "expandtabs"),
)
_TO_TRUTH = (
    *("startswith", "endswith", "isdigit", "isdecimal", "isnumeric", "isalpha", "isalnum", "isspace", "isupper"),
    *("islower", "istitle", "isascii", "isidentifier"),
)
_TO_PARTS = ("partition", "rpartition", "splitlines", "rsplit")
_ASKED = ("split", "splitlines", "strip", "rstrip", "lstrip", "casefold", "title")
"""Methods that answer by the text and by texts that they are given."""
_LONGEST = 100
"""The longest width that a text is filled up to."""


def _python(value: Value) -> Any:
    match value:
        case Const(value=str() | bool() | None as constant):
            return constant
        case Number(constant=int(constant)) if abs(constant) <= _LONGEST:
            return constant
        case SequenceValue(kind="tuple", items=items) if items is not None:
            return tuple(map(_python, items))
    raise ValueError


def _computed(method: str, call: Call) -> Any | None:
    """What the method gives, where the text and all arguments are known."""
    match call.arguments:
        case [Const(value=str() as text), *others] if len(text) <= CONSTANT_TEXT and call.complete:
            try:
                given = [_python(call.store.content(other)) for other in others]
                named = {name: _python(call.store.content(value)) for name, value in call.keywords}
                found = getattr(text, method)(*given, **named)
            except (ValueError, TypeError):
                return None
            return None if isinstance(found, str) and len(found) > CONSTANT_TEXT else found
    return None


def _text(method: str, call: Call) -> Value:
    """``text.lower()``, ``text.replace("N", "A")``"""
    found = _computed(method, call)
    if found is not None:
        return Const(found)
    match method, call.arguments:
        case "lower" | "upper", [text]:
            return changed_text(call.store.content(text), TextChange(Change(method)))
        case "replace", [text, Const(value=str() as old), Const(value=str() as new)]:
            return changed_text(call.store.content(text), TextChange(Change.REPLACE, old, new))
        case _, [text, *signs] if method in STRIPPING and all(map(text_in, signs)):
            return changed_text(call.store.content(text), stripped(*map(text_in, signs)))
        case _, [text, *_]:
            return changed_text(call.store.content(text), TextChange(Change.OTHER))
    return TextValue()


def _truth(method: str, call: Call) -> Value:
    """``text.startswith("un")``"""
    found = _computed(method, call)
    return Const(found) if found is not None else call.unknown("the text is not known")


def _parts(method: str, call: Call) -> Value:
    """``text.splitlines()``"""
    found = _computed(method, call)
    if found is None or len(found) > ITEMS:
        return call.unknown("the parts of an unknown text")
    kind = "tuple" if isinstance(found, tuple) else "list"
    made = SequenceValue.of(kind, tuple(map(Const, found)), TextValue())
    return made if kind == "tuple" else call.allocate(made)


def _counted(call: Call) -> Value:
    """``text.count("a")``"""
    found = _computed("count", call)
    return Number.exactly(found) if isinstance(found, int) else call.unknown("the text is not known")


def _joined(call: Call) -> Value:
    """``" ".join(texts)``: computed where the texts are known."""
    match call.arguments:
        case [Const(value=str() as separator), parts]:
            items = items_of(parts, call.store)
            texts = [item.value for item in items or () if type(item) is Const and type(item.value) is str]
            if items is not None and len(texts) == len(items) and sum(map(len, texts)) <= CONSTANT_TEXT:
                return Const(separator.join(texts))
            return TextValue(of_data=has_something(parts, call.store))
    return TextValue()


def _split(call: Call) -> Value:
    """``"to be or not".split()``"""
    given = call.store.content(call.arguments[0])
    if isinstance(given, TextValue) and given.changes:
        told = call.argument("separator") or NONE
        if isinstance(told, Const) and not call.keywords:
            change = TextChange(Change.SPLIT, told.value if isinstance(told.value, str) else "")
            return Unknown("the parts of an unknown text", ChangedText(call.key, (*given.changes, change)))
    words: list[str] | None = None
    match call.arguments:
        case [Const(value=str() as text)]:
            words = text.split()
        case [Const(value=str() as text), Const(value=str() as separator)] if separator:
            words = text.split(separator)
    if words is None or len(words) > ITEMS or call.keywords:
        return call.unknown("the parts of an unknown text")
    return call.allocate(SequenceValue.of("list", tuple(map(Const, words)), TextValue()))


def _find(call: Call) -> Value:
    """``letters.find(letter)``: the same, and -1 for none; whether that happens shows only in known texts."""
    text, part = call.arguments[0], call.argument("part")
    match text, part:
        case Const(value=str(whole)), Const(value=str(wanted)) if len(call.arguments) == 2:
            return Number.exactly(whole.find(wanted), birth=call.place)
        case Const(value=str(whole)), _:
            return Number(number(-1), number(len(whole) - 1), attained=False)
    return call.unknown("in what is searched is not known")


def _changed(method: str, call: Call) -> Value:
    """A method that changes a text. Its object may also be a column, whose ``replace`` replaces values."""
    given = call.store.content(call.arguments[0])
    match method, call.arguments:
        case "lower" | "upper", [_] if isinstance(given, Unknown) and not call.keywords:
            return _renumbered(call, changed_text(given, TextChange(Change(method))))
        case "replace", [_, Const(value=str() as old), Const(value=str() as new)] if isinstance(given, Unknown):
            made, name = changed_text(given, TextChange(Change.REPLACE, old, new)), call.file_name(given)
            if name is not None:
                call.note_file_name(made, name.replace(old, new))
            return _renumbered(call, made)
    return _renumbered(call, call.unknown(given.reason if isinstance(given, Unknown) else "the text is not known"))


def _same_answer(method: str, call: Call) -> Value:
    """``text.split()`` of an unknown text: the same parts, however often it is asked."""
    given, *others = (call.store.content(one) for one in call.arguments)
    if not isinstance(given, Unknown):
        return call.unknown("the text is not known")
    texts = [one.value for one in others if isinstance(one, Const) and isinstance(one.value, str)]
    if len(texts) < len(others) or call.keywords or not call.complete:
        return _renumbered(call, Unknown(given.reason, call.key))
    return _renumbered(call, Unknown(given.reason, AnswerOf(given.key, method, *texts)))


def _formatted(call: Call) -> Value:
    template = text_in(call.arguments[0]) if call.complete and call.arguments else None
    if template is None:
        return TextValue()
    given = [call.store.content(one) for one in call.arguments[1:]]
    named = {name: call.store.content(value) for name, value in call.keywords}
    return formatted(template, given, named) or TextValue()


def _renumbered(call: Call, made: Value) -> Value:
    return call.tainted(made) if isinstance(made, Unknown) else made


LIBRARY = Library(
    name="strings",
    roots=("builtins",),
    entries=(),
    methods={
        "str": (
            handled("format", by=same_answer(_formatted)),
            *(handled(name, by=same_answer(partial(_text, name))) for name in _TO_TEXT),
            *(handled(name, by=same_answer(partial(_truth, name))) for name in _TO_TRUTH),
            *(handled(name, by=same_answer(partial(_parts, name))) for name in _TO_PARTS),
            handled("count", by=same_answer(_counted)),
            handled("join", by=_joined),
            handled("split", by=same_answer(_split), takes=("self", "separator")),
            handled("index", by=same_answer(place_in), takes=("self", "item")),
            handled("find", by=same_answer(_find), takes=("self", "part")),
        ),
        "any": (
            *(handled(name, by=partial(_changed, name)) for name in ("lower", "upper", "replace")),
            *(handled(name, by=partial(_same_answer, name)) for name in _ASKED),
        ),
    },
)
