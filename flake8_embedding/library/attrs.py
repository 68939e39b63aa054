"""attrs: classes that are made records by a decorator. And the method that pydantic's constructor calls at its end.

https://www.attrs.org/en/stable/api.html, https://docs.pydantic.dev/latest/api/base_model
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.dataclasses import field_of
from flake8_embedding.library.spec import Conventions, Entry, Library, MakesRecord, handled
from flake8_embedding.values.classes import Field
from flake8_embedding.values.value import Const, Value


def _factory(call: Call) -> Value:
    """``attr.Factory(list)``"""
    if call.argument("takes_self") not in (None, Const(value=False)):
        return Field(default=call.unknown("the default is made of the other fields"))
    return Field(factory=call.argument("factory"))


_ATTRS = MakesRecord(
    unannotated=True,
    keyword_only="kw_only",
    constructor="init",
    after="__attrs_post_init__",
    public_arguments=True,
)
_ATTRS_BY_NAME = MakesRecord(
    annotated_if="auto_attribs",
    unannotated=True,
    keyword_only="kw_only",
    constructor="init",
    after="__attrs_post_init__",
    public_arguments=True,
)
_CLASS_AND_SETTINGS = ("self", "*", "init", "kw_only", "auto_attribs", "frozen", "slots")

LIBRARY = Library(
    name="attrs",
    roots=("attr", "attrs"),
    # Not in a file of its own: all classes of a library that has one count as seen, and those of pydantic are not.
    conventions=Conventions(ends_constructors=("model_post_init",)),
    entries=(
        Entry(("define", "mutable", "frozen"), _CLASS_AND_SETTINGS, _ATTRS),
        Entry(("dataclass",), _CLASS_AND_SETTINGS, _ATTRS, roots=("attr",)),
        Entry(("s", "attributes"), _CLASS_AND_SETTINGS, _ATTRS_BY_NAME, roots=("attr",)),
        handled("field", by=field_of, takes=("*", "default", "factory", "init", "kw_only", "converter", "alias")),
        handled(
            "ib",
            "attrib",
            by=field_of,
            takes=("default", "validator", "*", "factory", "init", "kw_only", "converter", "alias"),
            roots=("attr",),
        ),
        handled("Factory", by=_factory, takes=("factory", "takes_self")),
    ),
)
