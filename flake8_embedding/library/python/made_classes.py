"""Classes that Python makes of a name and bases: ``type("Large", (Base,), {})``, ``types.new_class``.

https://docs.python.org/3/library/types.html, https://docs.python.org/3/library/dataclasses.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.value import TRUE, ClassValue, Value


def new_class(call: Call) -> Value:
    """``type("Large", (Base,), {"rows": 10})``, ``types.new_class("Large", (Base,))``: the methods of the base class
    may belong to an object of the new class, which may have set any attribute."""
    bases = call.argument("bases")
    for one in (items_of(bases, call.store) or ()) if bases is not None else ():
        for option in alternatives_of(one):
            for base in linear(option.value) if isinstance(option.value, ClassValue) else ():
                if isinstance(base, ClassValue):
                    call.store.set((base.scope, "*"), TRUE)
    return call.unknown("a type that is made")


LIBRARY = Library(
    name="made classes",
    roots=("types", "dataclasses"),
    entries=(
        handled("new_class", by=new_class, takes=("name", "bases"), roots=("types",)),
        handled("make_dataclass", by=new_class, takes=("cls_name", "fields", "*", "bases"), roots=("dataclasses",)),
    ),
)
