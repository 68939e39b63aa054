"""``operator``: Python's operators as functions.

https://docs.python.org/3/library/operator.html
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.sequences import SequenceValue
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


def _set(call: Call) -> Value:
    owner, key, value = (call.argument(name) for name in ("a", "b", "c"))
    if owner is not None and key is not None and value is not None:
        call.write(owner, (key,), value)
    return NONE


def _delete(call: Call) -> Value:
    owner, key = call.argument("a"), call.argument("b")
    if owner is not None and key is not None:
        call.delete(owner, key)
    return NONE


def _get(call: Call) -> Value:
    owner, key = call.argument("a"), call.argument("b")
    if owner is None or key is None:
        return call.unknown("what is read is not seen")
    return call.item(owner, (key,))


LIBRARY = Library(
    name="operators as functions",
    roots=("operator",),
    entries=(
        *(handled(name, f"__{name.rstrip('_')}__", by=partial(_operated, sign)) for name, sign in _SIGNS.items()),
        *(handled(name, f"__{name}__", by=partial(_operated_in_place, sign)) for name, sign in _IN_PLACE.items()),
        handled("setitem", "__setitem__", by=_set, takes=("a", "b", "c")),
        handled("delitem", "__delitem__", by=_delete, takes=("a", "b")),
        handled("getitem", "__getitem__", by=_get, takes=("a", "b")),
    ),
)
