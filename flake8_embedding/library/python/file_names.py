"""Paths that are made of other paths, of which only the end may be known: ``os.path.splitext(path)[0]``,
``path.with_suffix(".json")``.

https://docs.python.org/3/library/os.path.html, https://docs.python.org/3/library/pathlib.html
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import PurePath

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, TextValue, Unknown, Value


def name_of_path(call: Call, part: str = "") -> Hashable:
    """A path that is made of the same parts twice is the same: ``os.path.join(folder, "words.json")``."""
    if call.complete and not call.keywords and all(isinstance(one, Const | Unknown) for one in call.arguments):
        return Key("path", call.path, part, *call.arguments)
    return Key(call.key, part)


def path_in(call: Call, value: Value | None) -> str | None:
    """A path that stands in the program, or one that was made of ``__file__``."""
    text = text_in(value)
    return call.noted_path(value) if text is None and value is not None else text


def _changed(call: Call, change: Callable[[str], str], part: str = "") -> Value:
    """The path after the change, or what its end becomes by it."""
    path = call.arguments[0]
    whole = text_in(path)
    if whole is not None:
        return Const(change(whole))
    made = Unknown(f"{call.path} is not described", name_of_path(call, part))
    noted, end = call.noted_path(path), call.file_name(path)
    if noted is not None:
        call.note_file(made, change(noted))
    elif end is not None and change(end) not in _NOWHERE:
        call.note_file_name(made, change(end))
    return made


_NOWHERE = frozenset({"", "."})
"""What is left of an end that is known where all of it is taken away."""


def _split(call: Call) -> Value:
    """``os.path.splitext("out/net.pt")``: ``("out/net", ".pt")``"""
    if len(call.arguments) != 1 or not call.complete:
        return call.unknown("the path is not seen")
    root = _changed(call, lambda path: os.path.splitext(path)[0], "root")  # noqa: PTH122
    ending = _changed(call, lambda path: os.path.splitext(path)[1], "ending")  # noqa: PTH122
    return SequenceValue.of("tuple", (root, ending), TextValue())


def _last_part(call: Call) -> Value:
    """``os.path.basename(path)``"""
    return _changed(call, os.path.basename) if len(call.arguments) == 1 else call.unknown("the path is not seen")


def _folder(call: Call) -> Value:
    """``os.path.dirname(path)``"""
    return _changed(call, os.path.dirname) if len(call.arguments) == 1 else call.unknown("the path is not seen")


def _parent(call: Call) -> Value:
    """``path.parent``"""
    return _changed(call, lambda path: str(PurePath(path).parent))


def _with(call: Call, change: Callable[[PurePath, str], PurePath]) -> Value:
    """``path.with_suffix(".json")``"""
    given = text_in(call.arguments[1]) if len(call.arguments) == 2 else None
    if given is None:
        return call.unknown(f"the method {call.path} is not followed")

    def changed(path: str) -> str:
        try:
            return str(change(PurePath(path), given))
        except ValueError:
            # Python refuses it, too.
            return ""

    return _changed(call, changed)


def _stem(call: Call) -> Value:
    """``path.stem``"""
    return _changed(call, lambda path: PurePath(path).stem)


LIBRARY = Library(
    name="file names",
    roots=("os", "pathlib"),
    entries=(
        handled("path.splitext", by=_split, roots=("os",)),
        handled("path.basename", by=_last_part, roots=("os",)),
        handled("path.dirname", by=_folder, roots=("os",)),
    ),
    methods={
        "any": (
            handled("with_suffix", by=partial(_with, change=PurePath.with_suffix)),
            handled("with_name", by=partial(_with, change=PurePath.with_name)),
            handled("with_stem", by=partial(_with, change=PurePath.with_stem)),
        )
    },
    attributes={"any": (handled("stem", by=_stem), handled("parent", by=_parent))},
)
