"""``functools.reduce``: a function of two arguments, called with what it gave and the next element.

https://docs.python.org/3/library/functools.html#functools.reduce
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import UNROLLED
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.value import ObjectRef, Value


def _reduced(call: Call) -> Value:
    """``reduce(operator.iadd, parts, ids)``: the function may change what it begins with, as ``iadd`` does."""
    function, iterable, initial = (call.argument(name) for name in ("function", "iterable", "initial"))
    items = items_of(iterable, call.store) if iterable is not None else None
    begin = [] if initial is None else [initial]
    if function is None or items is None or not call.complete or not 0 < len(items) + len(begin) <= UNROLLED:
        for one in (*begin, *(items or ())[:1]):
            if isinstance(one, ObjectRef):
                call.set(one, call.unknown("the function may change it"))
        return call.unknown("what is reduced is not known")
    result, *rest = (*begin, *items)
    for item in rest:
        result = call.apply(function, [result, item])
    return result


LIBRARY = Library(
    name="reduce",
    roots=("functools",),
    entries=(handled("reduce", by=_reduced, takes=("function", "iterable", "initial"), iterates=True),),
)
