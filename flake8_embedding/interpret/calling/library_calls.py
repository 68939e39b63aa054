"""Calls of library functions: those that a library file describes, and those that none does."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.containers.array_items import is_array_by_itself, write_to_rows
from flake8_embedding.interpret.escaping.callbacks import call_back, call_class
from flake8_embedding.interpret.escaping.escapes import hand_on, shown_to_library
from flake8_embedding.interpret.escaping.stored_outside import may_be_called
from flake8_embedding.interpret.escaping.unseen_calls import (
    call_on_tensors,
    changed_by_call,
    forget_target,
    lent,
    note_checked,
)
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.networks.weights import note_copies_handed_on, note_made_of_copies, note_weights
from flake8_embedding.interpret.objects.derived import make_library_part
from flake8_embedding.interpret.objects.protocols import arguments_for_library, entries_of
from flake8_embedding.interpret.rounds.demands import demand_of
from flake8_embedding.interpret.rounds.suspended import resumed_arguments
from flake8_embedding.interpret.tainted import forget_ids, is_tainted
from flake8_embedding.library.spec import (
    Entry,
    Handled,
    LooksUp,
    MakesTable,
    Pads,
    PassesOn,
    ReadsOnly,
    ReturnsArgument,
)
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import has_symbolic
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.kinds import kind_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.objects import TableObject
from flake8_embedding.values.value import (
    NONE,
    TRUE,
    ClassValue,
    Const,
    FloatNumber,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    TextValue,
    Unknown,
    Value,
)


def call_library(machine: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``path(*arguments)`` of a function or class of a library."""
    entry = machine.registry.entry_for(path)
    is_kept = path.rpartition(".")[2] in machine.registry.conventions.keeps
    if is_kept and any(_are_moved(machine, value) for value in arguments.values):
        machine.escaped.has_moved_ids = True
    if is_kept:
        machine.environment.note_written()
    has_tensors = has_symbolic(arguments.values, machine.store)
    if has_tensors and _is_operation(machine, entry, path):
        keeps = entry is not None and isinstance(entry.effect, PassesOn)
        return call_on_tensors(machine, LibraryName(path), arguments, node, keeps_ids=keeps)
    if entry is not None:
        made = call_described(machine, entry, path, arguments, node)
        if type(made) is Unknown and machine.registry.calls_nothing(path):
            machine.escaped.note_calling_nothing(made.key)
        return made
    owner_class, _, name = path.rpartition(".")
    if machine.registry.is_class_of_containers(owner_class) and arguments.positional:
        # ``list.pop(ids)`` is ``ids.pop()``, whatever a class that derives from ``list`` does.
        owner, *others = arguments.positional
        rest = replace(arguments, positional=tuple(others))
        return machine.redirect(Method(entries_of(machine, owner) or owner, name), rest, node)
    if _is_method_of_table(machine, owner_class, arguments):
        # ``nn.Embedding.forward(table, ids)`` is ``table.forward(ids)``.
        rest = replace(arguments, positional=arguments.positional[1:])
        return machine.call(machine.attribute(arguments.positional[0], name, node), rest, node)
    forget_target(machine, arguments, node)
    note_checked(machine, arguments, node)
    if path.endswith(".__init__") and arguments.positional:
        # ``nn.Embedding.__init__(self, rows, width)``, an older way to write ``super().__init__(rows, width)``.
        rest = replace(arguments, positional=arguments.positional[1:])
        make_library_part(machine, arguments.positional[0], LibraryName(path.removesuffix(".__init__")), rest, node)
        return NONE
    if has_tensors:
        return call_on_tensors(machine, LibraryName(path), arguments, node)
    return _call_unseen(machine, path, arguments, node)


def _call_unseen(machine: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What a function or class that is not described makes, and what it may do to its arguments."""
    machine.environment.note_written()
    foreign = not machine.registry.is_harmless(path)
    owner = path.rpartition(".")[0]
    if foreign or "." in owner:
        # ``settings.load()``, ``wandb.config.update(...)``
        machine.escaped.note_touched(owner)
    for value in arguments.values if foreign else ():
        if isinstance(value, LibraryName):
            machine.escaped.note_touched(value.path)
    calls_nothing = machine.registry.calls_nothing(path)
    reads = reads_copies(machine, path)
    hand_on(
        machine,
        arguments,
        f"{path} may change it",
        node,
        may_change=foreign,
        calls_nothing=calls_nothing,
        reads_copies=reads,
    )
    made = lent(machine, changed_by_call(machine, f"{path} is not described", arguments.values, node), arguments)
    if calls_nothing:
        machine.escaped.note_calling_nothing(made.key)
    if reads:
        machine.escaped.note_reading_copies(made.key)
    elif foreign:
        note_copies_handed_on(machine, arguments.values, "by code that is not seen")
    _note_copies(machine, path, arguments, made)
    if foreign:
        # The methods of what it gives are code of another file, too.
        machine.escaped.note_lent(made.key)
    elif _is_reader(machine, path, arguments):
        machine.escaped.note_reader(made.key)
    return made


def _note_copies(machine: Machine, path: str, arguments: Arguments, made: Value) -> None:
    """What the function has done with copies of weights: worked on their numbers, or perhaps looked ids up."""
    if reads_copies(machine, path):
        note_made_of_copies(machine, arguments.values, made)
    elif machine.registry.works_on_tensors(path):
        note_copies_handed_on(machine, arguments.values, f"by {path}")


def reads_copies(machine: Machine, path: str) -> bool:
    """Whether the function is of a package that looks nothing up in arrays by ids of its own: ``cosine_similarity``."""
    return path.partition(".")[0] in machine.registry.conventions.weight.copies_read


def _is_reader(machine: Machine, path: str, arguments: Arguments) -> bool:
    """``nn.CrossEntropyLoss(ignore_index=0)``, ``keras.losses.Huber()``: the object is of a class of a library for
    tensors, and has nothing of the file. Called, it reads what it is given, unless it was made to work in place:
    ``nn.ReLU(inplace=True)``, ``nn.ReLU(True)``. By PEP 8 the name of a class begins with a capital."""
    is_class = path.rpartition(".")[2][:1].isupper()
    if not is_class or not arguments.complete or not machine.registry.works_on_tensors(path):
        return False
    in_place = arguments.any_of(machine.registry.conventions.changes_in_place) or TRUE in arguments.positional
    return not in_place and all(type(machine.store.content(value)) in _PLAIN for value in arguments.values)


_PLAIN = frozenset({Const, FloatNumber, Number, TextValue, SequenceValue})


def _is_method_of_table(machine: Machine, owner_class: str, arguments: Arguments) -> bool:
    """Whether a method of a class of tables is called with the table itself as the first argument."""
    entry = machine.registry.entry_for(owner_class)
    if entry is None or not isinstance(entry.effect, MakesTable) or not arguments.positional:
        return False
    return isinstance(machine.store.content(arguments.positional[0]), TableObject)


def _are_moved(machine: Machine, value: Value) -> bool:
    """Whether these are ids of a vocabulary, and not as it has them."""
    if is_tainted(machine, value):
        return True
    numbers = numbers_in(value, machine.store) if isinstance(machine.store.content(value), SequenceValue) else None
    counted = numbers.origin.counted if numbers is not None and numbers.origin is not None else None
    if numbers is None or counted is None:
        return False
    known = [ids.high for length in symbols_of(counted) for ids in machine.vocabularies.ids_of(length)]
    return bool(known) and numbers.high not in known


def _is_operation(machine: Machine, entry: Entry | None, path: str) -> bool:
    """Whether a described function does something to tensors, and does not make a layer or a model of them."""
    effect = entry.effect if entry is not None else None
    does = effect.of_any_array if isinstance(effect, LooksUp) else isinstance(effect, Handled | PassesOn | Pads)
    return does and machine.registry.works_on_tensors(path)


def call_described(machine: Machine, entry: Entry, called: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What a described function gives. It may call the functions that it is given, any number of times."""
    shown_to_library(machine, arguments, node)
    arguments = arguments_for_library(machine, arguments, node, iterates=entry.iterates)
    if machine.has_suspended and entry.iterates and called != "builtins.iter":
        # The generator of an ``__iter__`` of the file.
        arguments = resumed_arguments(machine, arguments, demand_of(machine, entry, called, arguments))
    effect = entry.effect
    called_back: list[Value] = []
    if type(effect) is Handled and effect.keeps_arguments:
        _call_hooks(machine, entry, arguments, node)
    elif type(effect) is Handled:
        called_back = [machine.store.content(one) for one in arguments.values if _is_called_back(machine, one)]
        _call_classes(machine, arguments, node)
    for function in called_back:
        # What one call gives may depend on what the calls before it have written.
        call_back(machine, function, node, later=False)
    made = carry_out(machine, entry, called, arguments, node)
    _write_target(machine, entry, made, arguments, node)
    _note_copies(machine, called, arguments, made)
    if type(effect) is Handled:
        if effect.keeps_arguments:
            return made
        # ``softmax(table.weight)`` is still a weight with those rows: what is read of it is seen.
        alone = len(arguments.values) == 1
        rest = (one for one in arguments.values if one is not made)
        note_weights(machine, rest, f"by {called}", in_copies=not (alone and reads_copies(machine, called)))
        for function in called_back:
            call_back(machine, function, node, later=False, again=True)
    elif not isinstance(effect, LooksUp | ReadsOnly | ReturnsArgument | MakesTable):
        note_weights(machine, arguments.values, f"by {called}")
    return made


def _call_hooks(machine: Machine, entry: Entry, arguments: Arguments, node: cst.CSTNode) -> None:
    """``json.dumps(tree, default=text_of)``: what the entry does not describe may be called."""
    for name, value in arguments.keywords:
        if name not in entry.parameters and name not in entry.renamed:
            may_be_called(machine, value, node)


def _call_classes(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``json.dumps(tree, cls=Encoder)``: an object of the class may be made, and its methods called."""
    for one in arguments.values:
        if type(one) is ClassValue:
            call_class(machine, one, node)


def _is_called_back(machine: Machine, value: Value) -> bool:
    """Whether it is a function, or something that is called like one."""
    content = machine.store.content(value) if type(value) is ObjectRef else value
    kind = type(content)
    if kind is FunctionValue or kind is Partial:
        return True
    return type(content) is Method and kind_of(machine.store.content(content.owner)) != "other"


def _write_target(machine: Machine, entry: Entry, made: Value, arguments: Arguments, node: cst.CSTNode) -> None:
    """``np.minimum(x, 9, out=x)``, ``np.minimum(x, 9, x)``: the array holds the result."""
    names = machine.registry.conventions.results
    target = arguments.any_of(names)
    if target is None:
        for name, value in zip(entry.positional, arguments.positional, strict=False):
            if name in names:
                target = value
    if target is None:
        return
    content = machine.store.content(made)
    note_ruled_out(machine, target)
    if is_array_by_itself(machine, target):
        write_to_rows(machine, content)
    if isinstance(target, ObjectRef) and isinstance(content, SequenceValue):
        machine.change(target, content, node)
    else:
        forget_ids(machine, target, "a result is written into it", node)
