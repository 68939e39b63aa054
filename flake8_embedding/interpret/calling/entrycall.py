"""One call of what an entry describes, as effects and the handlers of library files see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import libcst as cst

from flake8_embedding.facts import FormerArgument, Limit
from flake8_embedding.interpret.calling.entry_files import EntryFiles
from flake8_embedding.interpret.calling.entry_memory import EntryMemory
from flake8_embedding.interpret.calling.replacements import start_replacement
from flake8_embedding.interpret.conditions.filtering import passing
from flake8_embedding.interpret.containers.array_items import copy_after_write
from flake8_embedding.interpret.containers.asked_words import are_of_same_question
from flake8_embedding.interpret.containers.put_in import note_own_words, note_put_in
from flake8_embedding.interpret.containers.subscripts import item
from flake8_embedding.interpret.escaping.stored_outside import may_be_called
from flake8_embedding.interpret.frame import Arguments, parameters_of
from flake8_embedding.interpret.journal_entries import Untracked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.loaders import note_loader
from flake8_embedding.interpret.networks.lookups import look_up, reads_rows
from flake8_embedding.interpret.networks.model_parts import note_part_used, tables_in
from flake8_embedding.interpret.networks.rows_read import rows_read
from flake8_embedding.interpret.networks.ruled_out import is_ruled_out, note_any_ruled_out, note_ruled_out
from flake8_embedding.interpret.networks.tables import make_table
from flake8_embedding.interpret.networks.weights import weighted_table
from flake8_embedding.interpret.objects.records import make_record
from flake8_embedding.interpret.objects.setting import note_replaced_in_library
from flake8_embedding.interpret.operators import operate
from flake8_embedding.interpret.rounds.iterators import taken_from
from flake8_embedding.interpret.rounds.objects_of_rounds import note_several
from flake8_embedding.interpret.tainted import is_tainted, note_tainted
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect, make_indexer
from flake8_embedding.library.spec import Entry, LooksUp, MakesIndexer, MakesRecord, MakesTable, Member
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.vectors import VectorsOf
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.nests import handed_over
from flake8_embedding.values.identity import any_one, this_one
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.unknown_numbers import as_scalar
from flake8_embedding.values.objects import LibraryObject, ModelObject, Replacement, TableObject
from flake8_embedding.values.provenance import FractionAt, Key, NumberOf
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import (
    NONE,
    ClassValue,
    Const,
    FunctionValue,
    Guard,
    LibraryName,
    Number,
    ObjectRef,
    Partial,
    Symbolic,
    Unknown,
    Value,
)


def carry_out(machine: Machine, entry: Entry, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of a call of a function or class that a library file describes; ``path`` is what is called."""
    call = EntryCall(machine, entry, path, _with_todays_names(entry, arguments), node)
    if entry.removed and not machine.is_elsewhere:
        _note_former_arguments(call)
    made = entry.effect.apply(call)
    # A callback is called again and again at one place, and each of its results is another one.
    made = any_one(made) if machine.is_called_back else this_one(made, call.key)
    if arguments.keywords and isinstance(made, ObjectRef):
        _note_name(call, made)
    return made


def _note_name(call: EntryCall, made: ObjectRef) -> None:
    """``LSTM(8, name="code")`` has this name, by which its model finds it."""
    name = next((value for keyword, value in call.keywords if keyword == "name"), None)
    if name is not None and isinstance(call.store.content(made), LibraryObject | TableObject | ModelObject):
        call.store.set((made.alloc, "name"), name)


def _with_todays_names(entry: Entry, arguments: Arguments) -> Arguments:
    if not entry.renamed:
        return arguments
    keywords = tuple((entry.renamed.get(name, name), value) for name, value in arguments.keywords)
    return replace(arguments, keywords=keywords)


def _note_former_arguments(call: EntryCall) -> None:
    flavour = call.machine.registry.flavour_of(call.path)
    for name, _ in call.keywords:
        former = call.entry.removed.get(name)
        if former is not None and flavour is not None:
            call.machine.journal.record(
                FormerArgument(name, call.place_of(name), flavour.name, former.what, former.before, former.idle)
            )


@record(frozen=True)
class EntryCall(EntryMemory, EntryFiles):
    """One call of a function with an entry, as effects see it (``library.call.Call``)."""

    def unknown_part(self, reason: str, part: str) -> Value:
        return self.machine.unknown(reason, Key(self.machine.key(self.node), "part", part))

    def import_module(self, name: str, package: str) -> Value | None:
        path = f"{package}{name}" if name.startswith(".") else name
        module = self.machine.modules.absolute(path)
        if module is not None:
            self.machine.modules.imported(module)
        return module

    def classes_of(self, module: ModuleValue) -> list[Value]:
        modules = self.machine.modules
        members = [modules.member(module, name) for name in modules.names_in(module)]
        classes: list[Value] = [one for one in members if isinstance(one, ClassValue)]
        return classes or [one for one in members if isinstance(one, FunctionValue)]

    def rows_of_weight(self, value: Value) -> Number | None:
        table = weighted_table(self.machine, value)
        rows = None if table is None else self.machine.on_this_path(table.table.rows)
        return rows if isinstance(rows, Number) and rows.exact is not None else None

    def is_weight(self, value: Value) -> bool:
        return weighted_table(self.machine, value) is not None

    def make_table(self, effect: MakesTable) -> Value:
        return make_table(self, effect)

    def make_table_of(self, effect: MakesTable, rows: Number, part: str) -> Value:
        return make_table(self, effect, rows, part)

    def keywords_beside(self, name: str) -> bool:
        return any(given != name for given, _ in self.keywords)

    def look_up(self, effect: LooksUp) -> Value:
        ids, matrix = self.argument(effect.ids), self.argument(effect.table.rows)
        if not effect.of_any_array or ids is None or matrix is None or self.is_weight(matrix):
            return look_up(self, effect)
        if not reads_rows(self, effect):
            return self.unknown("what is looked up are not the rows")
        rows_read(self.machine, effect.table, matrix, ids, self.node, wraps=effect.wraps)
        if not effect.table.of_matrix:
            return self.unknown("one-hot vectors are not followed")
        return item(self.machine, matrix, (ids,), self.node)

    def make_indexer(self, effect: MakesIndexer) -> Value:
        unseen = {name: self.unknown_part("it comes with what is read", name) for name in effect.unseen}
        return make_indexer(self.machine, self.path, effect, self.settings() | unseen, self.node)

    def are_of_one_kind(self, one: Value, other: Value) -> bool:
        members = self._members_of(one)
        return members is not None and members is self._members_of(other)

    def _members_of(self, value: Value) -> dict[str, Member] | None:
        made = self.store.content(value)
        effect = indexer_effect(self.machine, made) if isinstance(made, LibraryObject) else None
        return effect.members if effect is not None else None

    def make_record(self, effect: MakesRecord) -> Value:
        match self.arguments:
            case [ClassValue() as cls, *_]:
                make_record(self.machine, cls, effect, self.settings())
                return cls
            case []:
                # ``@dataclass(kw_only=True)`` first gives a decorator with these arguments.
                return Partial(LibraryName(self.path), (), self.keywords)
        return self.unknown("what is made a record is not seen")

    def symbolic(self, *, of_arguments: bool = True) -> Symbolic:
        return self.machine.symbolic(None, self.given if of_arguments else Arguments(), self.node)

    def record_limit(self, number: Number, name: str) -> None:
        self.machine.journal.record(Limit(number, self.node, name))

    def is_tainted(self, value: Value) -> bool:
        return is_tainted(self.machine, value)

    def note_ruled_out(self, scores: Value, *mask: Value) -> None:
        note_ruled_out(self.machine, scores, mask)

    def note_any_ruled_out(self) -> None:
        note_any_ruled_out(self.machine)

    def is_ruled_out(self, known: VectorsOf) -> bool:
        return is_ruled_out(self.machine, known)

    def tainted(self, made: Unknown) -> Unknown:
        return note_tainted(self.machine, made, self.given.values)

    def expect_errors_of(self, function: Value, *, after: str) -> None:
        journal, begun = self.machine.journal, self.machine.journal.mark()
        rest = self.entry.positional.index(after) + 1
        given = replace(self.given, positional=self.given.positional[rest:], nodes=())
        self.machine.call(function, given, self.node)
        journal.expect_errors(begun, journal.mark())

    def about(self, before: Value, after: Value) -> EntryCall:
        values = tuple(after if value is before else value for value in self.given.values)
        return replace(self, given=self.given.with_values(values))

    def mark(self) -> int:
        return self.machine.journal.mark()

    def expect_errors(self, begun: int, done: int) -> None:
        self.machine.journal.expect_errors(begun, done)

    def shows_shapes(self, begun: int) -> None:
        self.machine.journal.revise(begun, lambda lookup: replace(lookup, for_shapes=True))

    def unknown(self, reason: str) -> Value:
        return self.machine.unknown(reason, self.node)

    def unknown_numbers(self, reason: str) -> Value:
        made = self.machine.unknown(reason, self.node)
        self.machine.taint.add(made.key)
        return made

    def unknown_fraction(self, reason: str) -> Value:
        made = Unknown(reason, FractionAt(self.machine.key(self.node)))
        self.machine.taint.add(made.key)
        return made

    def allocate(self, content: Value, part: str = "") -> Value:
        return self._made(self.machine.allocate(self.node, content, part))

    def allocate_view(self, view: ArrayView, part: str = "") -> Value:
        return self._made(self.machine.allocate_view(self.node, view, part))

    def _made(self, made: ObjectRef) -> ObjectRef:
        """Note which library made the object: that of the function, or for a method that of its object, unless the
        entry says otherwise."""
        root, dot, _ = self.path.partition(".")
        maker = self.entry.makes or (root if dot else self.maker_of(next(iter(self.given.values), NONE)))
        self.machine.makers.note(made.alloc, maker)
        return made

    def has_made(self, library: str) -> bool:
        return self.machine.makers.has(library)

    def maker_of(self, value: Value) -> str:
        return self.machine.makers.of(value.alloc) if isinstance(value, ObjectRef) else ""

    def symbol_text(self) -> str | None:
        return self.machine.source.text(self.node)

    def may_be_same_word(self, one: Value | None, other: Value) -> bool:
        return are_of_same_question(self.machine, one, other)

    def costs(self, looks: int) -> None:
        self.machine.budget.spend(looks)

    def operate(self, sign: str, one: Value, other: Value) -> Value:
        return operate(self.machine, sign, one, other, self.node)

    def written(self, array: Value, index: tuple[Value, ...], value: Value) -> Value | None:
        made = copy_after_write(self.machine, array, index, value, self.node)
        return None if made is None else self.allocate(made)

    def note_replaced_in_library(self, path: str) -> None:
        owner, _, name = path.rpartition(".")
        note_replaced_in_library(self.machine, owner, name)

    def start_replacement(self, replacement: Replacement) -> None:
        start_replacement(self.machine, replacement, self.node)

    def may_be_former(self, made: Value) -> None:
        former = self.store.get(Key("former", made.alloc)) if isinstance(made, ObjectRef) else None
        if isinstance(made, ObjectRef) and former is not None:
            self.store.set(made.alloc, former)

    def note_several(self, made: Value) -> None:
        note_several(self.machine, [made], RoundLocal(self.key, lambda: frozenset({id(self.node)}), frozenset()))

    def fills(self, owner: Value, *, is_first: bool) -> bool:
        alloc = owner.alloc if isinstance(owner, ObjectRef) else owner
        return self.machine.results.fills(alloc, self.key, is_first=is_first)

    def note_array(self, numbers: Value) -> None:
        known = as_scalar(numbers) if isinstance(numbers, Unknown) else numbers_in(numbers, self.store)
        for symbol in symbols_of(known.high) if known is not None else ():
            if isinstance(symbol.key, NumberOf):
                self.machine.results.note_array(symbol.key.of)

    def environment(self, name: Value, value: Value) -> None:
        self.machine.set_variable(name, value, self.node)

    def length_text(self, kind: str) -> str:
        return self.machine.length_text(kind)

    def note_own_words(self, vocabulary: Value, keys: Iterable[Value]) -> None:
        note_own_words(self.machine, vocabulary, keys)

    def note_put_in(self, guards: frozenset[Guard]) -> None:
        note_put_in(self.machine, guards)

    def note_vocabulary(self, made: Value) -> None:
        note_vocabulary(self.machine, made, self.node)

    def passing(self, function: Value, element: Value) -> Value:
        return passing(self.machine, function, element, self.node)

    def apply(self, function: Value, arguments: list[Value], keywords: tuple[tuple[str, Value], ...] = ()) -> Value:
        outside, self.machine.is_called_back = self.machine.is_called_back, True
        try:
            with self.machine.loops.repeating():
                return self.machine.call(function, Arguments(tuple(arguments), keywords), self.node)
        finally:
            self.machine.is_called_back = outside

    def note_loader(self, loader: Value, data: Value, make: Callable[[], Value]) -> None:
        if isinstance(loader, ObjectRef) and isinstance(data, ObjectRef):
            note_loader(self.machine, loader, data, make)

    def note_put(self, queue: Value, thing: Value) -> None:
        if isinstance(queue, ObjectRef):
            taken = taken_from(self.machine, self.machine.resumed(thing))
            self.machine.queues.note_put(queue.alloc, handed_over(taken, self.store, self.key))

    def taken_from_queue(self, queue: Value) -> Value | None:
        return self.machine.queues.taken_by(self.key, queue.alloc) if isinstance(queue, ObjectRef) else None

    def parameters(self) -> dict[str, Value]:
        frame = self.machine.frame
        if frame.function is None:
            return {}
        names = parameters_of(frame.function)[1 if frame.function.owner is not None else 0 :]
        held = {name: self.store.get((frame.scope, name)) for name in names}
        rest = frame.function.node.params.star_kwarg
        given = self.store.get((frame.scope, rest.name.value)) if rest is not None else None
        named = self.store.content(given) if given is not None else None
        if isinstance(named, DictValue) and named.key is None:
            held.update((key.value, value) for key, value in named.entries if isinstance(key, Const))
        return {name: value for name, value in held.items() if value is not None}

    def settings(self) -> dict[str, Value]:
        """All arguments by name."""
        named = dict(zip(self.entry.positional, self.given.positional, strict=False))
        return {**named, **dict(self.given.keywords)}

    def note_handed_on(self, function: Value) -> None:
        may_be_called(self.machine, function, self.node)

    def table_called(self, path: str) -> str | None:
        entry = self.machine.registry.entry_for(path)
        return entry.effect.called if entry is not None and isinstance(entry.effect, MakesTable) else None

    def is_base_of_layers(self, path: str) -> bool:
        base = self.machine.registry.inherited_from(path)
        if base is None or base.fits:
            return False
        return base.calls_nothing_else or base.set_up_by is not None

    def note_part_used(self, value: Value) -> None:
        note_part_used(self.machine, value)

    def note_hook(self, module: Value | None) -> None:
        if module is None:
            self.machine.escaped.note_hook()
            return
        reason = "a hook may change what is looked up"
        for table in tables_in(self.machine, module):
            self.machine.journal.record(Untracked(table.key, reason))
        self.machine.forget(module, reason, self.node)
