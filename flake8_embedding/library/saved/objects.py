"""Objects that a program writes to a file and reads again: ``pickle``, ``json``, ``yaml``, ``joblib``, ``torch.save``.

What is read from a path is a copy of what the program, or another one of its project, has written there. In ``if not
os.path.exists(path): write(path)`` the file may be there already: it is taken for one that the program has written.

https://docs.python.org/3/library/pickle.html, https://joblib.readthedocs.io/en/stable/persistence.html
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import copied_object
from flake8_embedding.library.python.json_texts import written_as_json
from flake8_embedding.library.spec import Entry, Handled, Library
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key, Saved
from flake8_embedding.values.round_trips import note_read, note_written
from flake8_embedding.values.value import FALSE, NONE, TRUE, Choice, Const, TextValue, Unknown, Value


def note_place(call: Call, opened: Value, path: Value | None) -> None:
    """``opened = open(path)``"""
    place = _named(call, path)
    if isinstance(opened, Unknown) and place is not None:
        call.store.set(Key("opened", opened.key), place)
        call.store.set(Key("used", opened.key), FALSE)


def note_text_of_file(call: Call, text: Value, file: Value) -> None:
    """``text = file.read()``"""
    place = place_of(call, file)
    if isinstance(text, Unknown) and place is not None:
        call.store.set(Key("text of", text.key), place)


def file_of_text(call: Call, text: Value | None) -> Value | None:
    """The file of which the text is all; the text itself where the program has made it. None where neither is known."""
    if not isinstance(text, Unknown):
        return None
    made = call.store.get(Saved(text))
    return text if made is not None else call.store.get(Key("text of", text.key))


def note_overwritten(call: Call, path: Value | None) -> None:
    """The file at the path is opened to write something else."""
    place = _named(call, path)
    if place is not None and call.store.get(Saved(place)) is not None:
        call.store.set(Saved(place), NONE)


def read_again(call: Call, file: Value | None) -> Value | None:
    """A copy of what the program has written to the file that was opened; None where it has written nothing there."""
    held = was_written(call, file)
    if held is None:
        return None
    return call.unknown("what is written there is not seen") if is_none(held) else copied_object(call, held)


def was_written(call: Call, file: Value | None) -> Value | None:
    """What the program has written to the file so far; None where it has written nothing there."""
    place = place_of(call, file)
    return None if place is None else call.store.get(Saved(place))


def from_another_run(call: Call, file: Value | None, otherwise: Value | None = None) -> Value:
    """A copy of what another program of the project has written to a file of this name, or this one when it ran
    before; ``otherwise``, or something unknown, where that is not seen."""
    place = place_of(call, file)
    path = _usual_path(call, place) if place is not None else None
    held = call.written_by_others(path) if path is not None else None
    if path is None:
        call.note_unknown_load()
    if held is not None:
        read = copied_object(call, held)
    else:
        read = call.unknown(f"{call.path} is not described") if otherwise is None else otherwise
    if place is not None:
        note_read(call.store, place, read)
    return read


def _usual_path(call: Call, place: Value) -> str | None:
    """The path, as far as it is known. ``sys.argv[1] if len(sys.argv) > 1 else "words.pkl"`` usually is the text."""
    if isinstance(place, Choice):
        known = {path for one in place.options if (path := _usual_path(call, one.value)) is not None}
        return known.pop() if len(known) == 1 else None
    return text_in(place) or call.file_name(place)


def place_of(call: Call, file: Value | None) -> Value | None:
    """What names the file: its path, or a path that is not known."""
    if isinstance(file, Unknown):
        opened = call.store.get(Key("opened", file.key))
        if opened is not None:
            return opened
    return _named(call, file)


def _named(call: Call, path: Value | None) -> Value | None:
    """The path by its text, where that is known, or by another name; None where it has none."""
    text = None if path is None else text_in(path) or call.noted_path(path)
    if text is not None:
        return Const(text)
    if isinstance(path, TextValue):
        return path if path.key is not None or path.name is not None else None
    return path if isinstance(path, Unknown | Choice) else None


def write_object(call: Call, file: Value | None, written: Value | None) -> Value:
    """Note that the object is written to the file; None is one that is not known."""
    if file is not None and isinstance(call.store.content(file), Instance):
        # ``json.dump(words, window)``
        call.note_handed_on(file)
    place = place_of(call, file)
    if place is not None:
        is_next = _was_used(call, file)
        call.store.set(Saved(place), NONE if written is None or is_next else copied_object(call, written))
        if written is not None and not is_next:
            note_written(call.store, place, written)
    path = None if place is None else _usual_path(call, place)
    if path is not None and written is not None:
        call.note_model_saved(written, path)
    return call.unknown("what is written gives nothing back")


def moved_to(call: Call) -> Value:
    """``os.replace("new.pt", "net.pt")``, ``shutil.copy("best.pt", "net.pt")``: what was in the first file is in the
    second one."""
    held = was_written(call, call.argument("src"))
    call.note_written()
    return write_object(call, call.argument("dst"), None if held is None or is_none(held) else held)


def _was_used(call: Call, file: Value | None) -> bool:
    """Whether something was written to the open file before, or read from it: the next thing stands behind that."""
    if not isinstance(file, Unknown) or call.store.get(Key("opened", file.key)) is None:
        return False
    used = Key("used", file.key)
    before = call.store.get(used)
    call.store.set(used, TRUE)
    return before != FALSE


def _dump(call: Call) -> Value:
    """``pickle.dump(vocab, file)``"""
    return write_object(call, call.argument("file"), call.argument("obj"))


def _dump_text(call: Call) -> Value:
    """``json.dump(vocab, file)``: keys become texts."""
    given = call.argument("obj")
    return write_object(call, call.argument("file"), None if given is None else written_as_json(call, given))


def _text_of(call: Call) -> Value:
    """``json.dumps(vocab)``: a text that says what is in it."""
    given, made = call.argument("obj"), call.unknown("the text is not known")
    written = None if given is None else written_as_json(call, given)
    if written is not None:
        call.store.set(Saved(made), copied_object(call, written))
    return made


def write_text(call: Call, file: Value, text: Value | None) -> None:
    """``file.write(json.dumps(vocab))``"""
    place = place_of(call, file)
    if place is None or not (text_in(text) or "?").strip():
        # The end of a line.
        return
    held = None if _was_used(call, file) or text is None else call.store.get(Saved(text))
    if held is not None or call.store.get(Saved(place)) is not None:
        call.store.set(Saved(place), held or NONE)


def _load(call: Call) -> Value:
    """``pickle.load(file)``"""
    file = call.argument("file")
    if _was_used(call, file):
        return call.unknown("what stands behind the first object in a file is not known")
    return read_again(call, file) or from_another_run(call, file)


def _dumps(call: Call) -> Value:
    """``pickle.dumps(model)``: bytes that hold a copy."""
    given, made = call.argument("obj"), call.unknown("what is written is not seen")
    if given is not None and isinstance(made, Unknown):
        call.store.set(Saved(made), copied_object(call, given))
    return made


def _loads(call: Call) -> Value:
    """``pickle.loads(written)``"""
    held = call.store.get(Saved(call.argument("data")))
    return call.unknown("what is loaded is not seen") if held is None else copied_object(call, held)


_PICKLES = ("pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "sklearn.externals.joblib")
_IN_MEMORY = ("pickle", "cPickle", "_pickle", "dill", "cloudpickle")
_RENAMED = {"filename": "file", "value": "obj", "fp": "file", "stream": "file", "data": "obj", "f": "file"}
_DUMPED, _LOADED = ("obj", "file"), ("file",)


def _entry(names: tuple[str, ...], takes: tuple[str, ...], by: Callable[[Call], Value], *roots: str) -> Entry:
    return Entry(names, takes, Handled(by, keeps_arguments=True), renamed=_RENAMED, roots=roots)


LIBRARY = Library(
    name="saved objects",
    roots=(*_PICKLES, "json", "yaml", "torch"),
    model_loaders=("torch.load", "jit.load"),
    object_loaders=(
        *("pickle.load", "dill.load", "cloudpickle.load", "joblib.load"),
        *("pickle.loads", "dill.loads", "cloudpickle.loads"),
    ),
    entries=(
        _entry(("dump",), _DUMPED, _dump, *_PICKLES),
        _entry(("load",), _LOADED, _load, *_PICKLES),
        Entry(("dumps",), ("obj",), Handled(_dumps, keeps_arguments=True), roots=_IN_MEMORY),
        Entry(("loads",), ("data",), Handled(_loads, keeps_arguments=True), roots=_IN_MEMORY),
        _entry(("save", "jit.save"), _DUMPED, _dump, "torch"),
        _entry(("load", "jit.load"), _LOADED, _load, "torch"),
        _entry(("dump",), _DUMPED, _dump_text, "json"),
        Entry(("dumps",), ("obj",), Handled(_text_of, keeps_arguments=True), roots=("json",)),
        _entry(("dump", "safe_dump"), _DUMPED, _dump, "yaml"),
    ),
)
