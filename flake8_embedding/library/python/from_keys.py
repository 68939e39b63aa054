"""``dict.fromkeys``: a dict of the elements of something, each once."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.sets import made_set
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import put
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NONE, Number, Value


def _from_keys(call: Call) -> Value:
    """``dict.fromkeys(words)``: each word once, in the order in which they first come."""
    given, value = call.argument("self"), call.argument("value") or NONE
    items = items_of(given, call.store) if given is not None else None
    if given is None or not call.complete:
        return call.unknown("the keys of the dict are not seen")
    if items is not None and len(items) <= ITEMS:
        built = DictValue((), None, None, Number.exactly(0))
        for place, item in enumerate(items):
            built = put(built, item, value, Key(call.key, place))
        return call.allocate(built)
    once = call.store.content(made_set(call))
    length = once.length if isinstance(once, SequenceValue) else unknown_length(call.key)
    return call.allocate(DictValue((), element_of(given, call.store, call.key), value, length), "keys")


LIBRARY = Library(
    name="dict.fromkeys",
    roots=("builtins",),
    entries=(handled("dict.fromkeys", by=_from_keys, takes=("self", "value"), keeps_name=True, iterates=True),),
)
