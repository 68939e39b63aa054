"""Arrays that a program writes to a file and reads again: ``np.save``, ``np.load``. A dict is put into an array without
dimensions, from which ``item()`` takes it.

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
from flake8_embedding.values.value import Const, Value

_BOX = "numpy.box"
_ENDING = ".npy"


def _saved(call: Call) -> Value:
    """``np.save("words.npy", index)``, which adds the ending where it is missing."""
    file, given = call.argument("file"), call.argument("arr")
    path = text_in(file)
    if path is not None and not path.endswith(_ENDING):
        file = Const(path + _ENDING)
    content = call.store.content(given) if given is not None else None
    is_array = isinstance(content, SequenceValue) and content.kind == "array"
    return write_object(call, file, given if is_array or isinstance(content, DictValue | Instance) else None)


def _loaded(call: Call) -> Value:
    """``np.load("words.npy", allow_pickle=True)``"""
    file = call.argument("file")
    if place_of(call, file) is None:
        return call.unknown(f"{call.path} is not described")
    held = read_again(call, file) or from_another_run(call, file)
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
        Entry(("load",), ("file",), Handled(_loaded, keeps_arguments=True)),
    ),
    methods={_BOX: (handled("item", "tolist", by=_taken),)},
)
