"""``operator``: Python's operators as functions.

https://docs.python.org/3/library/operator.html
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.items import delete_item, get_item, set_item
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import NONE, Value

_SIGNS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "floordiv": "//",
    "mod": "%",
    "truediv": "/",
    "pow": "**",
    "and_": "&",
    "or_": "|",
    "xor": "^",
    "concat": "+",
}
_IN_PLACE = {
    "iadd": "+",
    "isub": "-",
    "imul": "*",
    "ifloordiv": "//",
    "imod": "%",
    "iand": "&",
    "ior": "|",
    "ixor": "^",
    "iconcat": "+",
}


def _operated(sign: str, call: Call) -> Value:
    if len(call.arguments) != 2:
        return call.unknown("what is calculated is not seen")
    return call.operate(sign, *call.arguments)


def _operated_in_place(sign: str, call: Call) -> Value:
    """``operator.ior(d, other)``: lists, dicts, sets and arrays change themselves."""
    made = _operated(sign, call)
    owner = call.arguments[0] if call.arguments else NONE
    if not isinstance(call.store.content(owner), SequenceValue | DictValue):
        return made
    content = call.store.content(made)
    if isinstance(content, SequenceValue) and content.kind == "tuple":
        return made
    call.set(owner, content)
    return owner


LIBRARY = Library(
    name="operators as functions",
    roots=("operator",),
    entries=(
        *(handled(name, f"__{name.rstrip('_')}__", by=partial(_operated, sign)) for name, sign in _SIGNS.items()),
        *(handled(name, f"__{name}__", by=partial(_operated_in_place, sign)) for name, sign in _IN_PLACE.items()),
        handled("setitem", "__setitem__", by=set_item, takes=("self", "key", "value")),
        handled("delitem", "__delitem__", by=delete_item, takes=("self", "key")),
        handled("getitem", "__getitem__", by=get_item, takes=("self", "key")),
    ),
)
