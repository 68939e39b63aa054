"""``argparse``: the value of an option, unless the person who runs the program gives another, or the file itself gives
one.

https://docs.python.org/3/library/argparse.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, NeverReturns, handled
from flake8_embedding.record import record, replace
from flake8_embedding.values.chosen_at_start import Option
from flake8_embedding.values.containers.contents import items_of, members_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.objects import Instance, LibraryObject, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Complete, InLibrary, Key
from flake8_embedding.values.value import FALSE, NONE, TRUE, Const, LibraryName, Number, ObjectRef, Unknown, Value

_DECLARED = "option "
"""Before the name of an option among what is noted of its parser."""

_OPEN = "other options"
"""Noted of a parser that has options which are not seen."""

_SWITCHES = {"store_true": (FALSE, TRUE), "store_false": (TRUE, FALSE)}
"""What an option without a value is by default, and where it is given."""


@record(frozen=True, slots=True)
class _Option(Value):
    """One option: the ``flags`` by which it is given, none for a positional argument, and what it is by ``default``.

    ``switch`` is what it is where a flag without a value is given. ``takes`` is the type of one value, "" where what is
    given becomes something that is not followed. ``choices`` are all that it can be. ``asked``: the default counts for
    nothing, one has to be given.
    """

    flags: tuple[str, ...]
    default: Value
    takes: str
    switch: Value | None = None
    choices: frozenset[object] | None = None
    asked: bool = False

    def converted(self, text: str) -> Value | None:
        """The value that a text on the command line becomes; None where that is not followed."""
        if self.takes == "str":
            return Const(text)
        if self.takes == "int" and text.strip().removeprefix("-").isdecimal() and text.isascii():
            return Number.exactly(int(text))
        return None


def _add_argument(call: Call) -> Value:
    """``parser.add_argument("--vocab-size", type=int, default=1000)``"""
    names = tuple(_texts(call.arguments[1:]))
    given = call.argument("dest")
    destination = given.value if isinstance(given, Const) and isinstance(given.value, str) else _destination(names)
    if destination:
        call.set_attribute(call.arguments[0], _DECLARED + destination, _option(call, names))
    return call.unknown("an option of the command line")


def _texts(values: list[Value]) -> list[str]:
    return [value.value for value in values if isinstance(value, Const) and isinstance(value.value, str)]


def _destination(names: tuple[str, ...]) -> str:
    """The attribute in which argparse keeps an option: that of the first long name."""
    name = next((one for one in names if one.startswith("--")), names[0] if names else "")
    return name.lstrip("-").replace("-", "_")


def _option(call: Call, names: tuple[str, ...]) -> _Option:
    given = {name: call.argument(name) for name in ("default", "action", "type", "nargs", "required", "choices")}
    flags = tuple(name for name in names if name.startswith("-"))
    action, default = given["action"], given["default"] or call.own_attribute(call.arguments[0], _DEFAULT) or NONE
    switch = _SWITCHES.get(action.value) if isinstance(action, Const) and isinstance(action.value, str) else None
    if switch is not None:
        return _Option(flags, switch[0] if given["default"] is None else default, "", switch[1])
    plain = action in (None, Const("store")) and given["nargs"] in (None, Const("?"), NONE)
    takes = _type_of(given["type"]) if plain else ""
    option = _Option(flags, default, takes)
    if isinstance(default, Const) and isinstance(default.value, str):
        # A text that is the default is converted as one on the command line is.
        option = replace(option, default=option.converted(default.value) or call.unknown("the default is converted"))
    positional = not flags and given["nargs"] not in (Const("?"), Const("*"))
    asked = positional or given["required"] not in (None, FALSE)
    return replace(option, choices=_choices(call, given["choices"], option.default, asked=asked), asked=asked)


def _type_of(given: Value | None) -> str:
    match given:
        case None | LibraryName(path="builtins.str"):
            return "str"
        case LibraryName(path="builtins.int"):
            return "int"
    return ""


def _choices(call: Call, given: Value | None, default: Value, *, asked: bool) -> frozenset[object] | None:
    """All that an option with ``choices`` can be: one of these, or its default, which argparse does not look at."""
    members = members_of(given, call.store) if given is not None else None
    texts = _texts(list(members or ()))
    if not members or len(texts) < len(members) or not isinstance(default, Const):
        return None
    return frozenset(texts) if asked else frozenset({*texts, default.value})


def _set_defaults(call: Call) -> Value:
    """``parser.set_defaults(vocab_size=1000)``"""
    parser = call.arguments[0]
    known = _declared(call, parser)
    for name, value in call.keywords:
        option = known.get(name, _Option((), value, ""))
        call.set_attribute(parser, _DECLARED + name, replace(option, default=value))
    if not call.complete:
        for name, option in known.items():
            default = call.unknown("the default is set to something that is not seen")
            call.set_attribute(parser, _DECLARED + name, replace(option, default=default))
    return NONE


def _declared(call: Call, parser: Value) -> dict[str, _Option]:
    if not isinstance(parser, ObjectRef):
        return {}
    held = [(key.removeprefix(_DECLARED), value) for key, value in call.store.names_in(parser.alloc)]
    call.costs(2 * len(held))
    return {name: value for name, value in held if isinstance(value, _Option)}


def _parse(call: Call) -> Value:
    """``parser.parse_args()``, ``parser.parse_args(["--vocab-size", "10"])``, ``parser.parse_args(args, namespace)``"""
    parser, args, into = call.arguments[0], call.argument("args"), call.argument("namespace")
    fresh = into is None or is_none(into)
    made = call.allocate(Instance(LibraryName("argparse.Namespace"))) if fresh else into
    options = _declared(call, parser)
    if not isinstance(parser, ObjectRef) or not isinstance(made, ObjectRef):
        return call.unknown("the options are not known")
    args = _set_before(call) if _is_of_the_caller(args) else args
    line = _command_line(call, args)
    given = _given(options, line) if line is not None else None
    for name, option in options.items():
        text = f"{made.alloc.text or 'args'}.{name}"
        value = given.get(name) if given is not None else None
        if value is None and fresh and given is not None and not option.asked:
            value = option.default
        if value is None and fresh and _is_of_the_caller(args):
            value = _of_the_command_line(call, name, option, text)
        if value is None:
            # Given by code that is not seen, or there before in an object that is filled.
            value = Unknown("an option of the command line", Key("option", call.key, name), text)
            usual = text_in(option.default)
            if usual is not None and fresh and not option.asked:
                call.note_file_name(value, usual)
        if fresh or given is None or name in given:
            call.set_attribute(made, name, value)
    if fresh and call.store.get((parser.alloc, _OPEN)) is None:
        call.store.set(Complete(made.alloc), TRUE)
    return made


def _group(call: Call) -> Value:
    """``parser.add_argument_group("model")``: its options are the parser's."""
    return call.arguments[0]


def _subcommands(call: Call) -> Value:
    """``parser.add_subparsers()``: what is parsed has options of a parser that is not followed."""
    call.set_attribute(call.arguments[0], _OPEN, TRUE)
    return call.unknown("the options of a subcommand")


def _made(call: Call) -> Value:
    """``ArgumentParser()``; with ``parents`` it has options of theirs."""
    made = call.allocate(LibraryObject(call.path, call.place))
    default = call.argument("argument_default")
    if default is not None:
        call.set_attribute(made, _DEFAULT, default)
    if call.argument("parents") is not None or not call.complete:
        call.set_attribute(made, _OPEN, TRUE)
    return made


def _is_of_the_caller(args: Value | None) -> bool:
    """Whether the options are those that the person gives who runs the program: ``parse_args()``,
    ``parse_args(sys.argv[1:])``."""
    if args is None or is_none(args):
        return True
    return isinstance(args, Unknown) and isinstance(args.key, Key) and args.key.parts[:2] == ("entry", "sys.argv")


def _set_before(call: Call) -> Value | None:
    """The command line that the program itself has put in place of the one that it was given, ``sys.argv =
    ["train.py", "--rows", "90"]``, without the name of the program; None where it has not."""
    line = call.attribute(LibraryName("sys"), "argv")
    if line == LibraryName("sys.argv"):
        return None
    items = items_of(line, call.store)
    if items is None:
        return call.unknown_part("the program sets its command line", "command line")
    return SequenceValue.of("tuple", items[1:], call.unknown_part("the options", "options"))


def _changed_line(call: Call) -> Value:
    """``sys.argv.extend(["--rows", "90"])``"""
    call.note_replaced_in_library("sys.argv")
    call.store.set(InLibrary("sys.argv"), call.unknown_part("the program changes its command line", "line"))
    return call.unknown("what was on the command line")


def _of_the_command_line(call: Call, name: str, option: _Option, text: str) -> Value | None:
    key = Key("option", call.key, name)
    default = option.default.constant if isinstance(option.default, Number) else None
    if default is not None and not option.asked:
        return Number.exactly(Linear.of(Symbol(key, text, least=None, usual=default)))
    if option.choices is not None:
        return Unknown("an option of the command line", Option(call.key, name, option.choices), text)
    return None


def _command_line(call: Call, args: Value | None) -> list[str] | None:
    """The texts that the file itself gives in place of the command line, where all are known."""
    content = call.store.content(args) if args is not None else None
    items = content.items if isinstance(content, SequenceValue) else None
    texts = _texts(list(items)) if items is not None else []
    return texts if items is not None and len(texts) == len(items) else None


def _given(options: dict[str, _Option], line: list[str]) -> dict[str, Value] | None:
    """The options that a command line gives by name; None where it is not one of flags and single values."""
    found: dict[str, Value] = {}
    waiting = list(line)
    while waiting:
        flag, sign, attached = waiting.pop(0).partition("=")
        matching = [name for name, option in options.items() if flag in option.flags]
        if len(matching) != 1 or not flag.startswith("-"):
            return None
        option = options[matching[0]]
        if option.switch is not None:
            found[matching[0]] = option.switch
            continue
        if not sign and not waiting:
            return None
        value = option.converted(attached if sign else waiting.pop(0))
        if value is None:
            return None
        found[matching[0]] = value
    return found


def _parse_known(call: Call) -> Value:
    """``args, rest = parser.parse_known_args()``"""
    parsed = _parse(call)
    return SequenceValue.of("tuple", (parsed, call.unknown("the other arguments")), call.unknown("options"))


_DEFAULT = "argument_default"
"""What an option is by default that has no default of its own."""
_PARSER = ("prog", "usage", "description", "epilog", "parents", "*", "argument_default")

LIBRARY = Library(
    name="argparse",
    roots=("argparse",),
    entries=(
        handled("ArgumentParser", by=_made, takes=_PARSER),
        handled(
            *("argv.append", "argv.extend", "argv.insert", "argv.remove", "argv.pop", "argv.clear"),
            by=_changed_line,
            roots=("sys",),
        ),
    ),
    methods={
        "argparse.ArgumentParser": (
            handled(
                "add_argument",
                by=_add_argument,
                takes=("self", "*", "dest", "default", "action", "type", "nargs", "required", "choices"),
            ),
            handled("add_argument_group", "add_mutually_exclusive_group", by=_group),
            handled("add_subparsers", by=_subcommands),
            handled("set_defaults", by=_set_defaults),
            handled("parse_args", by=_parse, takes=("self", "args", "namespace")),
            Entry(("error", "exit"), ("self", "status", "message"), NeverReturns()),
            handled("parse_known_args", by=_parse_known, takes=("self", "args", "namespace")),
        )
    },
)
