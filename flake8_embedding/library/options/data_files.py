"""Configuration that a program reads from a file, ``json.load``, ``yaml.safe_load``, ``toml.load``; and its path."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable
from pathlib import PurePath
from typing import Any

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.file_names import name_of_path, path_in
from flake8_embedding.library.python.texts import text_file
from flake8_embedding.library.saved.objects import (
    file_of_text,
    from_another_run,
    moved_to,
    note_overwritten,
    note_place,
    note_text_of_file,
    read_again,
    write_text,
)
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import CONSTANT_TEXT, DATA_VALUES, ITEMS
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import WithOwn
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import AnswerOf, ContentOf, Key, OpenedFile
from flake8_embedding.values.value import NONE, Const, Number, TextValue, Unknown, Value


def _opened(call: Call) -> Value:
    """``open("config.json")``: what is read from it may be known."""
    return _open(call, call.argument("file"), is_file=True)


def _opened_path(call: Call) -> Value:
    """``path.open()``"""
    return _open(call, call.argument("self"), is_file=False)


def _open(call: Call, file: Value | None, *, is_file: bool) -> Value:
    """``is_file``: a file is opened, and not something else that has a method of this name."""
    mode, path = call.argument("mode"), path_in(call, file)
    made = call.unknown(f"{call.path} is not described")
    reads = mode is None or text_in(mode) in ("r", "rt", "rb")
    is_file = is_file or path is not None
    if isinstance(made, Unknown) and is_file and reads and text_in(mode) != "rb":
        made = made.derived(OpenedFile(made.key))
    note_place(call, made, file)
    text = call.text_of(file) if file is not None and reads and text_in(mode) != "rb" else None
    if text is not None:
        return text_file(call, Const(text))
    if not reads:
        call.note_written()
        note_overwritten(call, file)
        if file is not None:
            call.note_text(file, None)
        return made
    if path is not None:
        call.note_file(made, path)
    content = _content(call, file)
    if content is not None:
        call.note_unread(made, content)
    return made


def _content(call: Call, path: Value | None) -> Hashable | None:
    """What the file holds, by a name: read twice it is the same, unless some file was written in between."""
    match path:
        case Const(value=str() as text):
            return ContentOf(text, call.state_of_files)
        case Unknown(key=key) if key is not None:
            return ContentOf(key, call.state_of_files)
    return None


def file_at(call: Call) -> Value:
    """``Path("config.json")``, ``Path(folder, "config.json")``"""
    return _of_texts(os.path.join)(call)


def _same_path(call: Call) -> Value:
    """``path.resolve()``"""
    made = _not_followed(call)
    path = call.noted_path(call.arguments[0]) if call.arguments else None
    if path is not None:
        call.note_file(made, path)
    return made


def _not_followed(call: Call) -> Value:
    return call.unknown(f"the method {call.path} is not followed")


def _text_of_file(call: Call) -> Value:
    """``opened.read()``, ``path.read_text()``: as good as the file."""
    reason = f"the method {call.path} is not followed"
    content = None
    if len(call.arguments) == 1:
        given = call.arguments[0]
        text = call.text_of(given)
        if text is not None and call.path == "read_text":
            return Const(text)
        content = call.read_whole(given) if call.path == "read" else _content(call, given)
    made = call.unknown(reason) if content is None else Unknown(reason, content)
    path = call.noted_path(call.arguments[0]) if call.arguments else None
    if path is not None:
        call.note_file(made, path)
    if len(call.arguments) == 1:
        note_text_of_file(call, made, call.arguments[0])
    return made


def _lines_of_file(call: Call) -> Value:
    """``opened.readlines()``"""
    content = call.read_whole(call.arguments[0]) if len(call.arguments) == 1 else None
    if content is None:
        return _not_followed(call)
    return Unknown(f"the method {call.path} is not followed", AnswerOf(content, "readlines"))


def _written_on(call: Call) -> Value:
    """``opened.write("user,item")``"""
    file = call.argument("self")
    if file is not None:
        write_text(call, file, call.argument("data"))
    return call.unknown("how much was written")


def _written(call: Call) -> Value:
    """``path.write_text("user,item")``"""
    file, data = call.argument("self"), call.argument("data")
    if file is not None:
        text = text_in(data)
        call.note_text(file, text if text is not None and len(text) <= CONSTANT_TEXT else None)
        write_text(call, file, data)
    return call.unknown("how much was written")


_MAKES_OTHERS = frozenset({"cls", "object_hook", "object_pairs_hook", "parse_int", "parse_float", "parse_constant"})
"""Arguments of ``json.load`` that make something else of what stands in the file."""


def _loads(form: str) -> Callable[[Call], Value]:
    """A function that reads a file of this form; it is given the file that was opened, or all of its text."""

    def loaded(call: Call) -> Value:
        given = call.argument("self")
        if any(name in _MAKES_OTHERS for name, _ in call.keywords):
            return call.unknown("a function of the program makes what is loaded")
        file = given if call.path.endswith("load") else file_of_text(call, given)
        again = read_again(call, file)
        if again is not None:
            is_own_text = isinstance(call.store.content(again), LibraryObject)
            # ``json.loads(tokenizer.to_json())`` is a dict that says what is in it.
            return call.unknown("how a tokenizer is written is not followed") if is_own_text else again
        if call.path == "toml.load" and isinstance(given, Const):
            given = file_at(call)
        text = text_in(given) if call.path == "json.loads" else None
        if text is not None and call.complete:
            return _of_json(call, text)
        data = call.file_content(given, form) if given is not None and call.complete else None
        if data is not None:
            return ValuesOf(call).data(data[0])
        return from_another_run(call, file)

    return loaded


def _of_json(call: Call, text: str) -> Value:
    """``json.loads("[1, 2]")``: a text that stands in the program."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return call.unknown("the text is no JSON")
    return ValuesOf(call).data(data)


class ValuesOf:
    """What stands in a file, as values; beyond ``DATA_VALUES`` of them the rest is not known."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._left = DATA_VALUES

    def data(self, data: Any, part: str = "") -> Value:
        self._left -= 1
        if self._left < 0:
            return self._unknown(part)
        match data:
            case None:
                return NONE
            case bool() | float() | str():
                return Const(data)
            case int():
                return Number.exactly(data, birth=self._call.place)
            case list() if len(data) <= ITEMS:
                items = tuple(self.data(one, f"{part}.{place}") for place, one in enumerate(data))
                content = SequenceValue.of("list", items, any_of(list(items), Key(self._call.key, part)))
                return self._call.allocate(content, part or "data")
            case dict() if len(data) <= ITEMS and all(isinstance(key, str) for key in data):
                return self.mapping({key: self.data(one, f"{part}.{key}") for key, one in data.items()}, part)
        many = _in_common(data, Key(self._call.key, part))
        return self._unknown(part) if many is None else self._call.allocate(many, part or "data")

    def mapping(self, entries: dict[str, Value], part: str) -> Value:
        """What a mapping in the file becomes."""
        content = DictValue(
            tuple((Const(key), value) for key, value in entries.items()), None, None, Number.exactly(len(entries))
        )
        return self._call.allocate(content, part or "data")

    def _unknown(self, part: str) -> Value:
        return self._call.unknown_part("a part of a file that is not read", part)


def _in_common(data: Any, place: Key) -> Value | None:
    """What many values have in common: the numbers of the words in ``vocabulary.json``, between which they lie, or the
    words in ``words.json``. None for anything else. That the highest number is looked up is not said. A word that the
    program puts into a vocabulary, such as ``"<pad>"``, may be in it."""
    match data:
        case dict() if all(isinstance(key, str) for key in data):
            values = list(data.values())
            numbers = _range_of(values)
            if numbers is not None:
                words = TextValue(key=WithOwn(place, frozenset(), frozenset(data)))
                return DictValue((), words, numbers, Number.exactly(len(data)), distinct=_are_different(values))
        case list():
            is_text = all(isinstance(one, str) for one in data)
            element = TextValue() if is_text else _range_of(data)
            if element is not None:
                return SequenceValue("list", element, Number.exactly(len(data)), distinct=_are_different(data))
    return None


def _are_different(values: list[Any]) -> bool:
    """Whether no text or number occurs twice."""
    return len(set(values)) == len(values)


def _range_of(data: list[Any]) -> Number | None:
    """Between which ends some whole numbers lie; None for anything else."""
    if not data or not all(type(one) is int for one in data):
        return None
    return Number(number(min(data)), number(max(data)), attained=False)


def _of_texts(make: Callable[..., str]) -> Callable[[Call], Value]:
    """A function of paths, where all of them are known."""

    def made(call: Call) -> Value:
        result = Unknown(f"{call.path} is not described", name_of_path(call))
        paths = [path_in(call, value) for value in call.arguments]
        known = [path for path in paths if path is not None]
        if known and len(known) == len(paths) and not call.keywords and call.complete:
            call.note_file(result, make(*known))
        elif make is os.path.join and (end := _known_end(call)):
            call.note_file_name(result, end)
        return result

    return made


def _known_end(call: Call) -> str:
    """How ``os.path.join(folder, "en", "words.json")`` ends, as far as that is known: ``en/words.json``."""
    end: list[str] = []
    for value in reversed(call.arguments if call.complete else call.arguments[-1:]):
        part = path_in(call, value)
        end.insert(0, part or call.file_name(value) or "")
        if part is None:
            break
    return str(PurePath(*end)) if any(end) else ""


LIBRARY = Library(
    name="configuration files",
    roots=("json", "yaml", "toml", "tomllib", "builtins", "io", "codecs", "os", "pathlib", "shutil"),
    entries=(
        handled("open", by=_opened, takes=("file", "mode"), roots=("builtins", "io", "codecs")),
        handled("Path", "PurePath", "PosixPath", by=file_at, roots=("pathlib",)),
        handled("load", "loads", by=_loads("json"), roots=("json",)),
        handled("safe_load", "load", "full_load", "unsafe_load", by=_loads("yaml"), roots=("yaml",)),
        handled("load", "loads", by=_loads("toml"), roots=("toml", "tomllib")),
        handled("path.join", by=_of_texts(os.path.join), roots=("os",)),
        handled("replace", "rename", "renames", by=moved_to, takes=("src", "dst"), roots=("os",)),
        handled("copy", "copy2", "copyfile", "move", by=moved_to, takes=("src", "dst"), roots=("shutil",)),
        handled("path.abspath", "path.realpath", "path.normpath", by=_of_texts(os.path.normpath), roots=("os",)),
    ),
    methods={
        "any": (
            handled("read", "read_text", "read_bytes", by=_text_of_file),
            handled("readlines", by=_lines_of_file),
            handled("resolve", "absolute", by=_same_path),
            handled("write_text", by=_written, takes=("self", "data")),
            handled("write", by=_written_on, takes=("self", "data")),
            handled("open", by=_opened_path, takes=("self", "mode")),
            handled("joinpath", "__truediv__", by=file_at),
        )
    },
)
