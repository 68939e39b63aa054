"""The rounds of a comprehension: its conditions, the comprehensions inside of it, and what a round changes outside."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.interpret.conditions.branch import branch_on
from flake8_embedding.interpret.escaping.callbacks import outlives
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.batches import handed_out
from flake8_embedding.interpret.rounds.iterators import gone_over
from flake8_embedding.interpret.rounds.known_rounds import scope_of, with_target
from flake8_embedding.interpret.rounds.loop_ranges import seen_when_done
from flake8_embedding.interpret.rounds.numbered_beside import note_numbered_beside
from flake8_embedding.interpret.rounds.own_keys import note_own_keys
from flake8_embedding.interpret.rounds.repetition import repeat
from flake8_embedding.interpret.rounds.round_local import local_to
from flake8_embedding.interpret.rounds.tested_elements import in_tested_round
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.value import Const, Unknown, Value

Comprehension = cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp


def in_rounds(
    machine: Machine,
    node: Comprehension,
    iterated: Value,
    each: Value,
    inside: Callable[[], Value],
) -> Value | None:
    """What any round gives. If a round changes something outside, as in ``[ids.setdefault(w, len(ids)) for w in
    words]``, the rounds are evaluated like those of a loop."""
    begun = machine.journal.mark()
    with machine.path() as path, machine.loops.repeating():
        found = _nested(machine, node.for_in, iterated, each, inside)
    changed = _that_stays(machine, node, path)
    if not any(_is_changed(machine, key, value) for key, value in changed.items()):
        machine.store.apply(changed)
        return found
    machine.journal.rollback(begun)
    key = machine.key(node)
    passes, is_left_out = frozenset({(key, "passes")}), frozenset({(key, "is left out")})
    last: list[Value | None] = []

    def one_round() -> Delta:
        with machine.path() as path:
            last[:] = [_nested(machine, node.for_in, iterated, each, inside)]
        delta = _that_stays(machine, node, path)
        if not has_conditions(node.for_in):
            return delta
        made = {name: value for name, value in delta.items() if machine.store.held(name) is None}
        rest = {name: value for name, value in delta.items() if name not in made}
        with machine.path() as met:
            machine.store.join_paths([(rest, passes), ({}, is_left_out)], key)
        return {**met, **made}

    bases = repeat(machine, node, one_round, local=local_to(machine, node, each), surely=False)
    if last[0] is None:
        return None
    # One round takes one way, another the other: each element is any of the alternatives.
    return any_of([seen_when_done(last[0], None, bases, passes)], Key(key, "any"))


def _that_stays(machine: Machine, node: Comprehension, changed: Delta) -> Delta:
    """What the rounds have changed, without the comprehension's own names. Nobody can read them any more, unless
    something in it runs later."""
    if machine.syntax.ask(_runs_later, node):
        return dict(changed)
    own: set[Hashable] = set()
    for_in: cst.CompFor | None = node.for_in
    while for_in is not None:
        own.add(scope_of(machine, for_in))
        for_in = for_in.inner_for_in
    return {key: value for key, value in changed.items() if not (type(key) is tuple and key[0] in own)}


_RUN_LATER = frozenset({cst.Lambda, cst.GeneratorExp})


def _runs_later(node: Comprehension) -> bool:
    """Whether code inside of the comprehension may run when that is done."""
    return any(type(one) in _RUN_LATER and one is not node for one in nodes_in(node))


def has_conditions(for_in: cst.CompFor) -> bool:
    """Whether an ``if`` may leave elements out."""
    inner = for_in.inner_for_in
    return bool(for_in.ifs) or (inner is not None and has_conditions(inner))


def _is_changed(machine: Machine, key: Hashable, value: Value) -> bool:
    """Whether a round changes something outside, so that the next round finds it different. A dict that numbers its own
    keys is changed in each round. An unknown thing is as unknown after one more change."""
    before = machine.store.get(key)
    if before == value or isinstance(key, Mark) or isinstance(value, Unknown):
        return False
    if isinstance(before, DictValue) and isinstance(value, DictValue) and before.numbered == value.numbered is not None:
        return before.factory is None
    return outlives(machine, key)


def _nested(
    machine: Machine, for_in: cst.CompFor, iterated: Value, element: Value, inside: Callable[[], Value]
) -> Value | None:
    def body() -> Value:
        note_own_keys(machine, iterated, element, for_in.target)
        note_numbered_beside(machine, iterated, for_in.target)
        for condition in for_in.ifs:
            truth, ways = branch_on(machine, condition.test, condition)
            if truth is False:
                return Unknown("no element passes the condition", machine.key(condition))
            machine.assume(ways[0].guards)
            ways[0].begin()
        if for_in.inner_for_in is None:
            return inside()
        inner = gone_over(machine, for_in.inner_for_in.iter, for_in)
        each = handed_out(machine, inner, for_in.inner_for_in)
        each = in_tested_round(machine, each, for_in, for_in.inner_for_in.target)
        return _nested(machine, for_in.inner_for_in, inner, each, inside) or Const(None)

    with machine.path() as changed:
        found = with_target(machine, for_in, element, body)
    # What the conditions show of a word holds inside of this comprehension only.
    machine.store.apply({name: value for name, value in changed.items() if not isinstance(name, Mark)})
    return found
