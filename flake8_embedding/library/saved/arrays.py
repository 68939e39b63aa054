"""Arrays that a program writes to a file and reads again: ``np.save``, ``np.savez``, ``np.load``. A dict is put into an
array without dimensions, from which ``item()`` takes it. Several arrays in one file are read by their names.

https://numpy.org/doc/stable/reference/routines.io.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.saved.objects import from_another_run, place_of, read_again, write_object
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import Instance, LibraryObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import Const, Number, Value

_BOX = "numpy.box"
_ENDING = ".npy"
_ENDING_OF_SEVERAL = ".npz"


def _named(file: Value | None, ending: str) -> Value | None:
    """The file, with the ending that is added where it is missing."""
    path = text_in(file)
    return file if path is None or path.endswith(ending) else Const(path + ending)


def _saved(call: Call) -> Value:
    """``np.save("words.npy", index)``"""
    file, given = _named(call.argument("file"), _ENDING), call.argument("arr")
    content = call.store.content(given) if given is not None else None
    is_array = isinstance(content, SequenceValue) and content.kind == "array"
    return write_object(call, file, given if is_array or isinstance(content, DictValue | Instance) else None)


def _saved_by_name(call: Call) -> Value:
    """``np.savez("data.npz", x=ids, rows=len(words))``; arrays without names are ``arr_0``, ``arr_1``."""
    file = _named(call.argument("file"), _ENDING_OF_SEVERAL)
    if not call.complete:
        return write_object(call, file, None)
    named = dict(call.keywords)
    behind = call.arguments if named.pop("file", None) is not None else call.arguments[1:]
    named |= {f"arr_{number}": value for number, value in enumerate(behind)}
    entries = tuple((Const(name), _as_array(call, name, value)) for name, value in named.items())
    return write_object(call, file, call.allocate(DictValue(entries, None, None, Number.exactly(len(entries)))))


def _as_array(call: Call, name: str, value: Value) -> Value:
    """What is read of it: a number of an array without dimensions is as good as the number."""
    content = call.store.content(value)
    if isinstance(value, Number) or (isinstance(content, SequenceValue) and content.kind == "array"):
        return value
    return call.unknown_part("how this is written is not followed", name)


def _loaded(call: Call) -> Value:
    """``np.load("words.npy", allow_pickle=True)``"""
    file = call.argument("file")
    place = place_of(call, file)
    if place is None:
        return call.unknown(f"{call.path} is not described")
    held = read_again(call, file) or from_another_run(call, file)
    if (text_in(place) or call.file_name(place) or "").endswith(_ENDING_OF_SEVERAL):
        return held
    if isinstance(call.store.content(held), DictValue | Instance):
        return call.allocate(LibraryObject(_BOX, call.place, (("held", held),)), "box")
    return held


def _taken(call: Call) -> Value:
    """``box.item()``"""
    content = call.store.content(call.arguments[0])
    held = content.setting("held") if isinstance(content, LibraryObject) else None
    return held or call.unknown("what is in the array is not known")


LIBRARY = Library(
    name="saved arrays",
    roots=("numpy",),
    entries=(
        Entry(("save",), ("file", "arr"), Handled(_saved, keeps_arguments=True)),
        Entry(("savez", "savez_compressed"), ("file",), Handled(_saved_by_name, keeps_arguments=True)),
        Entry(("load",), ("file",), Handled(_loaded, keeps_arguments=True)),
    ),
    methods={_BOX: (handled("item", "tolist", by=_taken),)},
)
