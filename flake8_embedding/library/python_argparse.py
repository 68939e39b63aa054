"""``argparse``: what an option is unless the person who runs the program gives another.

https://docs.python.org/3/library/argparse.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, MakesObject, handled
from flake8_embedding.values.contents import members_of
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key, Option
from flake8_embedding.values.value import TRUE, Const, LibraryName, Number, ObjectRef, Unknown, Value

_DECLARED = "option "
"""Before the name of an option among what is noted of its parser."""


def _add_argument(call: Call) -> Value:
    """``parser.add_argument("--vocab-size", type=int, default=1000)``"""
    names = [name.value for name in call.arguments[1:] if isinstance(name, Const) and isinstance(name.value, str)]
    given = call.argument("dest")
    destination = given.value if isinstance(given, Const) and isinstance(given.value, str) else _destination(names)
    default = call.argument("default")
    choices = _choices(call, names, default)
    if destination and choices is not None:
        key = Option(call.key, destination, choices)
        call.set_attribute(call.arguments[0], _DECLARED + destination, Unknown("an option of the command line", key))
    elif destination and isinstance(default, Number) and default.constant is not None:
        call.set_attribute(call.arguments[0], _DECLARED + destination, default)
    return call.unknown("an option of the command line")


def _choices(call: Call, names: list[str], default: Value | None) -> frozenset[object] | None:
    """All that an option with ``choices`` can be: one of these, or its default, which argparse does not look at."""
    given = call.argument("choices")
    members = members_of(given, call.store) if given is not None else None
    texts = [one.value for one in members or () if isinstance(one, Const) and isinstance(one.value, str)]
    if not members or len(texts) < len(members) or not isinstance(default, Const | None):
        return None
    must_be_given = call.argument("required") == TRUE or not any(name.startswith("-") for name in names)
    if default is None and must_be_given:
        return frozenset(texts)
    return frozenset({*texts, default.value if default is not None else None})


def _destination(names: list[str]) -> str:
    """The attribute in which argparse keeps an option: that of the first long name."""
    name = next((one for one in names if one.startswith("--")), names[0] if names else "")
    return name.lstrip("-").replace("-", "_")


def _parse(call: Call) -> Value:
    parser = call.arguments[0]
    made = call.allocate(Instance(LibraryName("argparse.Namespace")))
    if not isinstance(parser, ObjectRef) or not isinstance(made, ObjectRef):
        return call.unknown("the options are not known")
    for key, value in call.store.names_in(parser.alloc):
        name = key.removeprefix(_DECLARED)
        if name != key and isinstance(value, Number):
            text = f"{made.alloc.text or 'args'}.{name}"
            symbol = Symbol(Key("option", call.key, name), text, least=None, usual=value.constant)
            call.set_attribute(made, name, Number.exactly(Linear.of(symbol)))
        elif name != key and isinstance(value, Unknown):
            call.set_attribute(made, name, value)
    return made


LIBRARY = Library(
    name="argparse",
    roots=("argparse",),
    entries=(Entry(("ArgumentParser",), (), MakesObject()),),
    methods={
        "argparse.ArgumentParser": (
            handled("add_argument", by=_add_argument, takes=("self", "*", "dest", "default", "choices", "required")),
            handled("parse_args", by=_parse),
        )
    },
)
