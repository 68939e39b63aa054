"""TensorFlow's tables of keys and values, ``tf.lookup.StaticHashTable``: as a dict with a default.

https://www.tensorflow.org/api_docs/python/tf/lookup/StaticHashTable
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, items_of, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Number, TextValue, Unknown, Value

_PATH = "tensorflow.lookup.StaticHashTable"


def _table_entries(call: Call) -> Value:
    """``KeyValueTensorInitializer(keys, values)``: as a dict."""
    keys, values = call.argument("keys"), call.argument("values")
    if keys is None or values is None:
        return call.unknown("what the table is filled with is not seen")
    length = length_of(keys, call.store) or unknown_length(call.key)
    names, held = items_of(keys, call.store), items_of(values, call.store)
    if names and held and len(names) == len(held) and len({as_key(name) for name in names} - {None}) == len(names):
        return call.allocate(DictValue(tuple(zip(names, held, strict=True)), None, None, Number.exactly(len(names))))
    ids = numbers_in(values, call.store) or call.unknown("the ids are not known")
    return call.allocate(DictValue((), TextValue(), ids, length))


def _table(call: Call) -> Value:
    entries, default = call.argument("initializer"), call.argument("default_value")
    content = None if entries is None else call.store.content(entries)
    number = None if default is None else as_scalar(default)
    if not isinstance(content, DictValue) or number is None:
        return call.unknown("what the table is filled with is not known")
    return call.allocate(LibraryObject(_PATH, call.place, (("entries", content), ("default", number))))


def _looked_up(call: Call) -> Value:
    """``table.lookup(words)``: what is there for each word, or the default."""
    table, keys = call.store.content(call.arguments[0]), call.argument("keys")
    if not isinstance(table, LibraryObject):
        return call.unknown("which table it is is not known")
    entries, default = table.setting("entries"), table.setting("default")
    if keys is None or not isinstance(entries, DictValue) or not isinstance(default, Number):
        return call.unknown("what is looked up is not known")
    grid = grid_of(keys, call.store)
    if grid is not None and entries.key is None and all(as_key(cell) is not None for cell in grid.cells):
        found = tuple(entries.get(cell) or default for cell in grid.cells)
        if all(isinstance(one, Number) for one in found):
            return call.allocate(array_of(Grid(grid.shape, found), call.key)) if grid.shape else found[0]
    held = [value for _, value in entries.entries] + ([] if entries.others is None else [entries.others])
    either = any_in([*held, default], call.store, call.key)
    if not isinstance(either, Number):
        return Unknown("the ids are not known", call.key)
    length = length_of(keys, call.store) or unknown_length(call.key)
    # Which words come is not known, nor whether one comes that is not in the table.
    return call.allocate(SequenceValue("array", either.weakened(), length))


ENTRIES = (
    handled("lookup.KeyValueTensorInitializer", by=_table_entries, takes=("keys", "values")),
    handled("lookup.StaticHashTable", by=_table, takes=("initializer", "default_value")),
)
METHODS = {_PATH: (handled("lookup", "__getitem__", by=_looked_up, takes=("self", "keys")),)}
