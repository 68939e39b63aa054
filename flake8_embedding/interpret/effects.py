"""Carry out a row: what its word says, for the arguments of one call."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from flake8_embedding.facts import FormerArgument, Limit
from flake8_embedding.interpret.entrycall import EntryCall
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.indexers import make_indexer
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.passing import passed_on
from flake8_embedding.interpret.records import make_record
from flake8_embedding.interpret.renumbered import is_renumbered, note_renumbered
from flake8_embedding.interpret.tables import look_up, make_table
from flake8_embedding.interpret.terms import Terms, variants
from flake8_embedding.library.indexer import MakesIndexer
from flake8_embedding.library.spec import (
    Entry,
    ExpectsErrors,
    Handled,
    LooksUp,
    MakesIds,
    MakesInput,
    MakesLayer,
    MakesModel,
    MakesObject,
    MakesRecord,
    MakesTable,
    NeverReturns,
    Pads,
    PassesOn,
    ReadsOnly,
    ReturnsArgument,
)
from flake8_embedding.values.arithmetic import hull
from flake8_embedding.values.bounds import Expr, add
from flake8_embedding.values.contents import items_of, length_of, numbers_in, some_of
from flake8_embedding.values.join import join
from flake8_embedding.values.objects import (
    ErrorTrap,
    LibraryObject,
    ModelObject,
    SequenceValue,
    is_none,
    unknown_length,
)
from flake8_embedding.values.value import (
    NEVER,
    ClassValue,
    Const,
    Guard,
    IdFacts,
    LibraryName,
    Number,
    Origin,
    Padding,
    Partial,
    Unknown,
    Value,
)


def carry_out(machine: Machine, row: Entry, called: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of a call of a function or class that a library file describes; ``called`` is its path."""
    call = EntryCall(machine, row, _with_todays_names(row, arguments), node)
    if row.removed:
        _note_former_arguments(call, called)
    match row.word:
        case Handled(by=handler):
            made = handler(call)
            return note_renumbered(machine, made, arguments.values) if isinstance(made, Unknown) else made
        case MakesTable() as word:
            return make_table(call, word, called)
        case LooksUp() as word:
            return look_up(call, word, called)
        case MakesIndexer() as word:
            if not arguments.complete:
                return call.unknown("the arguments are not all seen")
            return make_indexer(machine, called, word, call.settings(), node)
        case MakesIds() as word:
            return _ids(call, word)
        case PassesOn() as word:
            return passed_on(call, word)
        case Pads() as word:
            return _padded(call, word)
        case MakesInput(name=name):
            given = call.argument(name)
            text = given.value if isinstance(given, Const) and isinstance(given.value, str) else ""
            return replace(machine.symbolic(None, Arguments(), node), name=text)
        case MakesModel() as word:
            return _model(call, word)
        case MakesLayer() | MakesObject():
            return machine.allocate(node, LibraryObject(called, node))
        case ReturnsArgument(of=name):
            return call.argument(name) or call.unknown(f"what {called} is given is not seen")
        case MakesRecord() as word:
            return _record(call, word, called)
        case NeverReturns():
            return NEVER
        case ExpectsErrors() as word:
            return _error_trap(call, word)
        case ReadsOnly():
            return call.unknown(f"what {called} returns is not followed")


def _record(call: EntryCall, word: MakesRecord, called: str) -> Value:
    """``@dataclass``, and ``@dataclass(kw_only=True)``, which first gives a decorator with these arguments."""
    settings = call.settings()
    match call.arguments:
        case [ClassValue() as cls, *_]:
            make_record(call.machine, cls, word, settings)
            return cls
        case []:
            return Partial(LibraryName(called), (), call.keywords)
    return call.unknown("what is made a record is not seen")


def _note_former_arguments(call: EntryCall, called: str) -> None:
    flavour = call.machine.registry.flavour_of(called)
    for name, _ in call.keywords:
        if name in call.row.removed and flavour is not None:
            place = call.place_of(name)
            former = call.row.removed[name]
            call.machine.facts.former_arguments.append(
                FormerArgument(name, place, flavour.name, former.what, former.before, former.idle)
            )


def _with_todays_names(row: Entry, arguments: Arguments) -> Arguments:
    if not row.renamed:
        return arguments
    keywords = tuple((row.renamed.get(name, name), value) for name, value in arguments.keywords)
    return replace(arguments, keywords=keywords)


def _error_trap(call: EntryCall, word: ExpectsErrors) -> Value:
    errors = call.argument(word.errors)
    function = call.argument(word.function) if word.function is not None else None
    if function is not None and word.function is not None and not is_none(function):
        machine, begun = call.machine, call.machine.facts.noted()
        rest = call.row.positional.index(word.function) + 1
        machine.call(function, replace(call.given, positional=call.given.positional[rest:], nodes=()), call.node)
        machine.facts.expect_errors(begun, machine.facts.noted())
        return call.unknown("an exception is expected")
    known = call.complete and errors is not None
    return ErrorTrap((tuple(call.arguments) if word.several else (errors,)) if known and errors is not None else None)


# -- ids ----------------------------------------------------------------------------------------------------------


def _ids(call: EntryCall, word: MakesIds) -> Value:
    ways: list[tuple[Value, frozenset[Guard]]] = []
    for settings, guards in variants(tuple(call.settings().items())):
        terms = Terms(call.store, settings)
        low, stop = terms(word.low), terms(word.stop)
        if low is None or stop is None:
            return call.unknown(f"the range of the {word.what} is not known")
        limit: Expr | None = stop if word.limit is not None else None
        origin = Origin(word.what, call.node, limit=limit, limit_name=word.limit or "")
        ways.append((Number(low, add(stop, -1), origin=origin), guards))
    given = call.argument(word.limit) if word.limit is not None else None
    if isinstance(given, Number):
        call.machine.facts.limits.append(Limit(given, call.node, word.limit or ""))
    return call.allocate(SequenceValue("list", join(ways, call.key), unknown_length(call.key)))


def _padded(call: EntryCall, word: Pads) -> Value:
    sequences, length = call.argument(word.of), call.argument(word.length) if word.length else None
    if sequences is None:
        return call.unknown("what is padded is not seen")
    content = call.store.content(sequences)
    width: Value | None = None if length is None or is_none(length) else length
    numbers = numbers_in(sequences, call.store)
    filler = call.argument(word.value)
    padding = Number.exactly(0) if filler is None else numbers_in(filler, call.store)
    if padding is not None and padding.exact is not None:
        padding = replace(padding, id_facts=IdFacts(padding=Padding(padding.exact, call.node)))
    rows = length_of(sequences, call.store) or unknown_length(call.key)
    shape = None if width is None else (rows, width)
    if numbers is None or padding is None or isinstance(content, Unknown):
        # Not the same unknown as before: the padding has come in.
        unknown_ids = call.unknown_numbers if is_renumbered(call.machine, sequences) else call.unknown
        unknown = unknown_ids("what is padded is not known")
        return call.allocate(SequenceValue("array", unknown, rows, shape=shape))
    exact_fit = _needs_no_padding(call, sequences, width)
    kept = numbers if exact_fit or width is None or _fits(call, sequences, width) else some_of(numbers)
    ids = kept if exact_fit else hull([kept, padding])
    return call.allocate(SequenceValue("array", ids, rows, shape=shape))


def _fits(call: EntryCall, sequences: Value, width: Value) -> bool:
    """Whether no sequence is known to be cut."""
    longest = width.constant if isinstance(width, Number) else None
    lengths = [length_of(row, call.store) for row in items_of(sequences, call.store) or ()]
    known = [length.constant for length in lengths if length is not None and length.constant is not None]
    return longest is not None and bool(known) and len(known) == len(lengths) and max(known) <= longest


def _needs_no_padding(call: EntryCall, sequences: Value, width: Value | None) -> bool:
    """Whether all sequences are known to be of the length they are filled to."""
    lengths = [length_of(row, call.store) for row in items_of(sequences, call.store) or ()]
    known = {None if length is None else length.constant for length in lengths}
    wanted = known if width is None else {width.constant if isinstance(width, Number) else None}
    return len(known) == 1 and None not in known and known == wanted


# -- models -------------------------------------------------------------------------------------------------------


def _model(call: EntryCall, word: MakesModel) -> Value:
    if word.layers is not None:
        layers = call.argument(word.layers)
        if layers is None or is_none(layers):
            return call.allocate(ModelObject())
        items = items_of(layers, call.store)
        return call.allocate(ModelObject(items)) if items is not None else call.unknown("the layers are not known")
    inputs, outputs = call.argument(word.inputs or ""), call.argument(word.outputs or "")
    if inputs is None or outputs is None:
        return call.unknown("the model's inputs and outputs are not given")
    return call.allocate(ModelObject((), inputs, outputs))
