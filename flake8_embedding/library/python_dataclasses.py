"""``dataclasses``: the constructor, and what a field's own settings are.

https://docs.python.org/3/library/dataclasses.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, MakesRecord, handled
from flake8_embedding.values.classes import Field
from flake8_embedding.values.value import Const, Value


def field_of(call: Call) -> Value:
    """``field(default_factory=list)``, ``attr.ib(default=0)``"""
    if not call.complete:
        return Field(default=call.unknown("the field's settings are not all seen"))
    default = call.argument("default")
    factory = call.argument("default_factory") or call.argument("factory")
    if isinstance(default, Field):
        # ``attr.ib(default=attr.Factory(list))``
        factory, default = default.factory, default.default
    by_keyword, alias = call.argument("kw_only"), call.argument("alias")
    return Field(
        default=default,
        factory=factory,
        in_constructor=call.argument("init") != Const(value=False),
        keyword_only=None if by_keyword is None else by_keyword == Const(value=True),
        converted=call.argument("converter") is not None,
        argument=alias.value if isinstance(alias, Const) and isinstance(alias.value, str) else "",
    )


LIBRARY = Library(
    name="dataclasses",
    roots=("dataclasses",),
    entries=(
        Entry(
            ("dataclass",),
            ("self", "*", "init", "kw_only", "frozen", "slots"),
            MakesRecord(keyword_only="kw_only", constructor="init", after="__post_init__"),
        ),
        handled("field", by=field_of, takes=("*", "default", "default_factory", "init", "kw_only")),
    ),
)
