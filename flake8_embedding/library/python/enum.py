"""``enum``: classes whose names are their members.

https://docs.python.org/3/library/enum.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import InheritedBehaviour, Library, handled
from flake8_embedding.values.classes import Auto
from flake8_embedding.values.value import Value


def _auto(call: Call) -> Value:
    return Auto()


LIBRARY = Library(
    name="enum",
    roots=("enum",),
    entries=(handled("auto", by=_auto),),
    bases={
        "Enum": InheritedBehaviour(
            members="objects", equal_values_beside=("builtins.str", "builtins.int", "builtins.float")
        ),
        "IntEnum": InheritedBehaviour(members="values"),
        "StrEnum": InheritedBehaviour(members="values", auto_counts=False),
    },
)
