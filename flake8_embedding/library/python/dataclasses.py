"""``dataclasses``: the constructor, and what a field's own settings are.

https://docs.python.org/3/library/dataclasses.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, MakesRecord, handled
from flake8_embedding.values.classes import FIELDS, Field, Fields, RecordClass
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import Const, Number, Value


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
        argument=text_in(alias) or "",
    )


def fields_of(call: Call, given: Value) -> tuple[Field, ...] | None:
    """The fields of a record's instance; None where it is none, or not all are known."""
    content = call.store.content(given)
    cls = content.cls if isinstance(content, Instance) else None
    fields = cls.fields if isinstance(cls, RecordClass) else call.attribute(cls, FIELDS) if cls is not None else None
    return fields.fields if isinstance(fields, Fields) and fields.complete else None


def replaced(call: Call) -> Value:
    """``replace(config, rows=10)``, ``sizes._replace(rows=10)``: another instance, made of the fields of this one."""
    given = call.arguments[0] if call.arguments else None
    content = call.store.content(given) if given is not None else None
    fields = fields_of(call, given) if given is not None else None
    if given is None or fields is None or not isinstance(content, Instance) or not call.complete:
        return call.unknown("what is replaced is not known")
    kept = {
        one.argument or one.name: call.attribute(given, one.name) for one in fields if one.in_constructor and one.stored
    }
    return call.apply(content.cls, [], tuple({**kept, **dict(call.keywords)}.items()))


def as_dict(call: Call) -> Value:
    """``asdict(config)``, ``sizes._asdict()``: the fields by name, records in them as dicts too."""
    given = call.arguments[0] if call.arguments else None
    made = _as_dict(call, given, 0) if given is not None else None
    return made if made is not None else call.unknown("the fields are not known")


def _as_dict(call: Call, given: Value, depth: int) -> Value | None:
    fields = fields_of(call, given)
    if fields is None or depth > _DEPTH:
        return None
    entries: list[tuple[Value, Value]] = []
    for one in fields:
        if one.stored:
            value = call.attribute(given, one.name)
            entries.append((Const(one.name), _as_dict(call, value, depth + 1) or value))
    part = "".join(one.name for one in fields) + str(depth)
    return call.allocate(DictValue(tuple(entries), None, None, Number.exactly(len(entries))), part)


_DEPTH = 4
"""How deep records in records are turned into dicts."""

LIBRARY = Library(
    name="dataclasses",
    roots=("dataclasses",),
    entries=(
        Entry(
            ("dataclass",),
            ("self", "*", "init", "kw_only", "frozen", "slots"),
            MakesRecord(keyword_only="kw_only", constructor="init", after="__post_init__", frozen="frozen"),
        ),
        handled("replace", by=replaced),
        handled("asdict", by=as_dict),
        handled("field", by=field_of, takes=("*", "default", "default_factory", "init", "kw_only")),
    ),
)
