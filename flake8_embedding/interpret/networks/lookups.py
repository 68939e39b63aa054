"""Looking ids up: what a look-up in a table gives, and what of it is recorded."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import libcst as cst

from flake8_embedding.facts import Lookup, Table
from flake8_embedding.interpret.conditions.closed import is_closed
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import note_part_used
from flake8_embedding.interpret.networks.moved_ids import is_moved
from flake8_embedding.interpret.networks.tables import make_table
from flake8_embedding.interpret.networks.told_apart import if_told_apart
from flake8_embedding.interpret.networks.weights import note_weights, weighted_table
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.library.spec import LooksUp
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import vectors
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import innermost, is_empty, is_symbolic, ways_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, IdKind, Origin
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import highest, symbols_of
from flake8_embedding.values.numbers.ranges import negative_id
from flake8_embedding.values.objects import TableObject, is_none
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import FractionsDrawn, LengthOf, NumberOf
from flake8_embedding.values.relations import is_continuous
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Choice, Guard, Guarded, Number, Unknown, Value
from flake8_embedding.verdicts.coverage import is_covered

if TYPE_CHECKING:
    from flake8_embedding.interpret.calling.entrycall import EntryCall


def look_up(call: EntryCall, effect: LooksUp) -> Value:
    """``F.embedding(ids, matrix)``"""
    ids, matrix = call.argument(effect.ids), call.argument(effect.table.rows)
    if ids is None or matrix is None:
        return call.unknown("what is looked up is not seen")
    if not reads_rows(call, effect):
        # ``np.take(weights, ids, axis=0, mode="clip")``
        note_weights(call.machine, [matrix], "by a function that need not look ids up")
        return call.unknown("what is looked up are not the rows")
    note_part_used(call.machine, matrix, (ids,))
    if is_symbolic(matrix, call.store):
        return call.machine.symbolic(None, call.given, call.node)
    weighted = weighted_table(call.machine, matrix)
    if weighted is not None:
        # ``F.embedding(ids, self.table.weight)`` looks them up in that table.
        if is_symbolic(ids, call.store):
            return call.machine.symbolic(None, call.given, call.node)
        record_lookup(call.machine, weighted.table, ids, call.node)
        return vectors_of(call.machine, weighted.table, ids, call.node)
    made = make_table(call, effect.table)
    if not isinstance(call.store.content(made), TableObject):
        return call.unknown("vectors are not followed")
    return call.machine.call(made, Arguments((ids,)), call.node)


def reads_rows(call: EntryCall, effect: LooksUp) -> bool:
    """Whether it looks up along the first dimension, where it can be another."""
    if any(call.argument(name) is not None for name in effect.only):
        return False
    axis = call.argument(effect.axis) if effect.axis is not None else None
    if axis is None or is_none(axis):
        if effect.axis is None or effect.by_default == 0:
            return True
        # ``np.take(x, places)`` takes elements, and those of an array of one dimension are its rows.
        matrix = call.argument(effect.table.rows)
        content = call.machine.store.content(matrix) if matrix is not None else None
        return isinstance(content, SequenceValue) and isinstance(content.element, Number)
    return isinstance(axis, Number) and axis.constant == 0


def vectors_of(machine: Machine, table: Table, ids: Value, node: cst.CSTNode) -> Value:
    """What is found for the ids."""
    ways = [machine.store.content(one.value) for one in alternatives_of(machine.store.content(ids))]
    counts = {len(way.shape) + 1 if isinstance(way, SequenceValue) and way.shape is not None else None for way in ways}
    ones = frozenset.intersection(*map(_sides_of_one, ways))
    return vectors(machine.key(node), table.width, counts.pop() if len(counts) == 1 else None, ones=ones)


def _sides_of_one(ids: Value) -> frozenset[int]:
    """The dimensions of the ids that are known to be 1."""
    if not isinstance(ids, SequenceValue):
        return frozenset()
    rows = (ids.element.length,) if isinstance(ids.element, SequenceValue) else ()
    sides = ids.shape or (ids.length, *rows)
    return frozenset(place for place, side in enumerate(sides) if isinstance(side, Number) and side.constant == 1)


def record_lookup_if_bounded(machine: Machine, table: Table, ids: Value, node: cst.CSTNode) -> None:
    """Note a look-up of ids that come from a known place, whatever data the program gets."""
    numbers = numbers_in(ids, machine.store)
    if numbers is not None and numbers.origin is not None and not _end_with_data(numbers, numbers.origin):
        record_lookup(machine, table, ids, node)


def _end_with_data(ids: Number, origin: Origin) -> bool:
    """Whether they are positions in data that are not given yet: ``tf.range(tf.shape(x)[1])``."""
    is_open = ids.high is None or highest(ids.high) is None
    return origin.id_kind is IdKind.POSITIONS and is_open and not is_settled(ids)


def record_lookup(machine: Machine, table: Table, ids: Value, node: cst.CSTNode) -> None:
    """Note that these ids are looked up in the table. What they are on one path only is looked up on that path: after
    ``ids = encode(text) if text else [0]`` each is a look-up of its own."""
    content = machine.store.content(ids)
    if isinstance(content, SequenceValue):
        content = _by_path_of_rows(content, table) or content
    several = ways_of(content, machine.store) if isinstance(content, Choice) else alternatives_of(content)
    each = [(machine.store.content(one.value), one.guards) for one in several]
    ways = [(held, numbers_in(held, machine.store), guards) for held, guards in each]
    if len(ways) > 1:
        # Of several parts of some ids only one is looked up.
        ways = [(held, numbers and replace(numbers, share=None), guards) for held, numbers, guards in ways]
    changed = is_tainted(machine, ids) or _are_moved([numbers for _, numbers, _ in ways], table)
    reached = machine.guards | table.guards
    for held, numbers, guards in ways:
        # On a path where the list is empty, nothing is looked up.
        if type(content) is not Choice or (compatible(reached, guards) and not is_empty(held, machine.store)):
            _record_lookup(machine, table, held, numbers, node, machine.guards | guards, changed=changed)


def _by_path_of_rows(ids: SequenceValue, table: Table) -> Choice | None:
    """The ids of each path apart, if the rows differ by the same tests. None if the tests have nothing in common."""
    if not isinstance(table.rows, Choice) or not isinstance(ids.element, Choice) or ids.items is not None:
        return None
    tests = {predicate for option in table.rows.options for predicate, _ in option.guards}
    if not all(any(test in tests for test, _ in option.guards) for option in ids.element.options):
        return None
    return Choice(tuple(Guarded(replace(ids, element=one.value), one.guards) for one in ids.element.options))


def _are_moved(ways: list[Number | None], table: Table) -> bool:
    """Whether the ids are moved on some path, as in ``if ids.max() >= rows: ids = ids - 1``, or only the lowest of them
    is known: of some of a vocabulary, a loop may have left any."""
    known = [numbers for numbers in ways if numbers is not None]
    is_open = len(known) == len(ways) and any(numbers.high is None for numbers in known)
    return is_open or any(is_moved(numbers, table) for numbers in known)


def _record_lookup(
    machine: Machine,
    table: Table,
    content: Value,
    numbers: Number | None,
    node: cst.CSTNode,
    guards: frozenset[Guard],
    *,
    changed: bool,
) -> None:
    fractions = _fractions_in(machine, content)
    if table.flavour is not None and isinstance(fractions, FractionsDrawn) and isinstance(fractions.cast, Number):
        # Keras makes whole numbers of them.
        numbers = fractions.cast
    if numbers is not None:
        numbers = machine.loops.over_all_rounds(numbers)
    if numbers is not None and numbers.origin is None and numbers.high is not None:
        # A number that is not written in the file has no place in it.
        place = numbers.birth if isinstance(numbers.birth, cst.CSTNode) else node
        constant = numbers.high == numbers.low or not symbols_of(numbers.high)
        id_kind = IdKind.WRITTEN if constant else IdKind.PRODUCED
        numbers = replace(numbers, origin=Origin("ids", place, id_kind=id_kind))
    below = negative_id(numbers) if numbers is not None else None
    if numbers is not None and below is not None:
        comes_in = below.place if isinstance(below.place, cst.CSTNode) else node
        numbers = replace(numbers, id_facts=numbers.id_facts | IdFacts(negative=replace(below, place=comes_in)))
    if numbers is not None and _is_fixed(machine, table.rows, numbers):
        numbers, content = None, Unknown("the program's constants decide it", machine.key(node))
    length = content.shape[-1] if isinstance(content, SequenceValue) and content.shape else None
    identity = content.key if isinstance(content, Unknown) else fractions
    unknown = content.reason if isinstance(content, Unknown) else None
    if isinstance(content, Unknown) and machine.escaped.has_moved_ids and not machine.taint.has_incoming(content.key):
        # They may be those that the program has stored before.
        changed = True
    if machine.escaped.is_hooked:
        numbers, unknown, changed = None, "a hook may change what is looked up", True
    entered = machine.call_from_here()
    chosen = machine.store.chosen | (guards - machine.guards)
    lookup = Lookup(table.key, numbers, node, length, identity, unknown, guards, changed, entered, chosen=chosen)
    machine.journal.record(lookup if is_covered(table, lookup) else if_told_apart(machine, lookup, table))


def _is_fixed(machine: Machine, rows: Value, ids: Number) -> bool:
    """Whether the difference of rows and ids depends on a number that constants of the program decide, though it is not
    followed: ``len(list(takewhile(is_small, [1, 7])))``. That is one number, and not whatever the data make of it."""
    size = rows.exact if isinstance(rows, Number) else None
    if size is None or ids.high is None or not machine.results.has_constants:
        return False
    between = symbols_of(size) ^ symbols_of(ids.high)
    things = [one.key.of for one in between if isinstance(one.key, NumberOf | LengthOf)]
    return any(is_closed(machine, Unknown("a number", thing)) for thing in things)


def _fractions_in(machine: Machine, array: Value) -> Hashable:
    """The key of the fractions in an array, such as a scaler gives; None for anything else."""
    fraction = innermost(array, machine.store)
    key = fraction.key if isinstance(fraction, Unknown) else None
    return key if is_continuous(key) or isinstance(key, FractionsDrawn) else None


def as_evidence(lookup: Lookup) -> Lookup:
    """A look-up that may come. It shows whether ids are changed on the way, and whether those that come have rows."""
    if lookup.ids is None or not is_settled(lookup.ids):
        return replace(lookup, ids=None, unknown=lookup.unknown or NOBODY_CALLS)
    return replace(lookup, ids=lookup.ids.weakened(), changed=True, unknown=NOBODY_CALLS, perhaps=True)


NOBODY_CALLS = "nobody here calls it"
