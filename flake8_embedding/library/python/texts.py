"""Texts that are read like files: ``io.StringIO("to be or not")``.

https://docs.python.org/3/library/io.html#io.StringIO
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import CONSTANT_TEXT, ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Const, TextValue, Value

_PATH = "io.StringIO"


def _made(call: Call) -> Value:
    text = call.argument("initial_value")
    given = text if text is not None else Const("")
    return text_file(call, given)


def text_file(call: Call, text: Value) -> Value:
    """A text as a file that is open to be read."""
    return call.allocate(LibraryObject(_PATH, call.place, (("text", text),)))


def _rest(call: Call) -> Value:
    """All that is left to read; after it there is nothing."""
    owner = call.arguments[0]
    content = call.store.content(owner)
    text = content.setting("text") if isinstance(content, LibraryObject) and len(call.arguments) == 1 else None
    if isinstance(content, LibraryObject):
        call.set(owner, replace(content, settings=(("text", Const("")),)))
    return text if isinstance(text, Const) else TextValue()


def _all(call: Call) -> Value:
    content = call.store.content(call.arguments[0])
    text = content.setting("text") if isinstance(content, LibraryObject) else None
    return text if isinstance(text, Const) else TextValue()


def _lines(call: Call) -> Value:
    rest = _rest(call)
    if not isinstance(rest, Const) or len(rest.value) > CONSTANT_TEXT:
        return call.unknown("the lines are not known")
    lines = rest.value.splitlines(keepends=True)
    if len(lines) > ITEMS:
        return call.unknown("there are too many lines")
    return call.allocate(SequenceValue.of("list", tuple(map(Const, lines)), TextValue()))


def _changed(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if isinstance(content, LibraryObject):
        call.set(owner, replace(content, settings=(("text", TextValue()),)))
    return call.unknown("what is written is not followed")


LIBRARY = Library(
    name="texts",
    roots=("io",),
    entries=(handled("StringIO", by=_made, takes=("initial_value", "newline")),),
    methods={
        _PATH: (
            handled("read", by=_rest),
            handled("getvalue", by=_all),
            handled("readlines", by=_lines),
            *(handled(name, by=_changed) for name in ("readline", "seek", "write", "truncate")),
        )
    },
)
