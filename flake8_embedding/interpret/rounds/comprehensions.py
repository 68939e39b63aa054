"""Comprehensions: evaluated round by round if all elements are known, otherwise once, for any element."""

from __future__ import annotations

from contextlib import suppress

import libcst as cst

from flake8_embedding.interpret.conditions.chosen import chosen
from flake8_embedding.interpret.escaping.callbacks import forget_written
from flake8_embedding.interpret.frame import PathEnds
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.networks.batches import handed_out
from flake8_embedding.interpret.objects.protocols import iterated as iterated_by
from flake8_embedding.interpret.rounds.comprehension_rounds import has_conditions, in_rounds
from flake8_embedding.interpret.rounds.iterators import gone_over, taken_from
from flake8_embedding.interpret.rounds.known_rounds import dict_of, each_round, is_made_text, key_part, surely_passing
from flake8_embedding.interpret.rounds.loop_bases import Bases
from flake8_embedding.interpret.rounds.loop_ranges import of_any_round
from flake8_embedding.interpret.rounds.objects_of_rounds import note_several
from flake8_embedding.interpret.rounds.round_local import local_to
from flake8_embedding.interpret.rounds.running_number import RunningNumber
from flake8_embedding.interpret.rounds.suspended import suspended
from flake8_embedding.interpret.rounds.tested_elements import in_tested_round
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, is_distinct, is_each_once, length_of, members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.numbering import numbers_each, with_each_number
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.presence import is_one_at_least
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order, set_of
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.numbers.bounds import constant_of, lowest, symbols_of
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, KeysOf
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.texts import are_apart
from flake8_embedding.values.value import Choice, Number, Unknown, Value


def _list_comprehension(machine: Machine, node: cst.ListComp) -> Value:
    found = _comprehended(machine, node, node.elt, "list")
    return machine.allocate(node, found)


def _set_comprehension(machine: Machine, node: cst.SetComp) -> Value:
    found = _comprehended(machine, node, node.elt, "set")
    members = members_of(found, machine.store)
    exact = set_of(members, machine.store, machine.key(node)) if members is not None else None
    if exact is not None:
        return machine.allocate(node, exact)
    of_data = is_one_at_least(found.length)
    text = machine.length_text("set")
    length = unknown_length((machine.key(node), "set"), text=text, most=found.length, of_data=of_data)
    return machine.allocate(node, SequenceValue("set", found.element, length, distinct=True))


def _generator(machine: Machine, node: cst.GeneratorExp) -> Value:
    iterated = iterated_by(machine, machine.evaluate(node.for_in.iter), node.for_in.iter)
    machine.close_over(machine.frame.scope)

    def run() -> Value:
        taken = taken_from(machine, machine.resumed(iterated), wholly=not machine.stops_early)
        if not machine.stops_early:
            return _comprehended(machine, node, node.elt, "iterator", taken)
        with machine.path() as changed:
            found = _comprehended(machine, node, node.elt, "iterator", taken)
        # An exception may be raised in any of its rounds.
        forget_written(machine, list(changed), node)
        return found

    return suspended(machine, node, run)


def _comprehended(
    machine: Machine, node: cst.CSTNode, element: cst.BaseExpression, kind: str, iterated: Value | None = None
) -> SequenceValue:
    assert isinstance(node, cst.ListComp | cst.SetComp | cst.GeneratorExp)
    key = machine.key(node)
    iterated = iterated if iterated is not None else gone_over(machine, node.for_in.iter, node)
    found = each_round(machine, node.for_in, iterated, lambda: machine.evaluate(element), texts=is_made_text(element))
    if found is not None:
        row = SequenceValue.of(kind, tuple(found.values), any_in(found.values, machine.store, key))
        return in_any_order(row) if found.in_any_order else row
    length, each = _rounds(machine, node, node.for_in, iterated)
    running = RunningNumber(machine, node.for_in, iterated)

    def result() -> Value:
        running.note()
        return chosen(machine, machine.evaluate(element), node)

    try:
        value = in_rounds(machine, node, iterated, each, result)
    except PathEnds:
        # ``[fail(i) for i in ids if i >= n]`` goes on where there is no such element.
        value = None
    if value is None:
        return SequenceValue.of(kind, (), Unknown("no element passes", key))
    local = local_to(machine, node, each)
    note_several(machine, [value], local)
    length = running.limited(length, local)
    value = _of_any_round(_left_by_conditions(machine, node.for_in, value), local)
    each_once = node.for_in.inner_for_in is None and is_each_once(iterated, machine.store)
    distinct = _stays_distinct(machine, node.for_in, key_part(element), iterated)
    made = SequenceValue(kind, value, length, distinct=distinct, each_once=each_once)
    whole = node.for_in.inner_for_in is None and not node.for_in.ifs
    return with_each_number(made) if whole and numbers_each(value, machine.store.content(iterated)) else made


def _dict_comprehension(machine: Machine, node: cst.DictComp) -> Value:
    key = machine.key(node)
    iterated = gone_over(machine, node.for_in.iter, node)
    pairs = each_round(machine, node.for_in, iterated, lambda: _pair(machine, node), texts=is_made_text(node.key))
    if pairs is not None:
        built = replace(dict_of(machine, pairs.values, key), in_any_order=pairs.in_any_order)
        made = machine.allocate(node, built)
        note_vocabulary(machine, made, node)
        return made
    length, each = _rounds(machine, node, node.for_in, iterated)
    pair: list[Value] = []
    running = RunningNumber(machine, node.for_in, iterated)

    def entry() -> Value:
        running.note()
        pair[:] = [chosen(machine, machine.evaluate(node.key), node), machine.evaluate(node.value)]
        return pair[0]

    with suppress(PathEnds):
        in_rounds(machine, node, iterated, each, entry)
    if not pair:
        return machine.allocate(node, DictValue((), None, None, Number.exactly(0)))
    local = local_to(machine, node, each)
    note_several(machine, pair, local)
    length = running.limited(length, local)
    pair[:] = any_one(pair[0]), _of_any_round(_left_by_conditions(machine, node.for_in, pair[1]), local)
    if not _stays_distinct(machine, node.for_in, _without_offset(node.key), iterated):
        # Equal keys become one: the dict may be shorter than what it is made of, but never longer.
        # A word is presumed to come once, a number is not.
        shorter = KeysOf(key) if not isinstance(pair[0], Number) else Key(key, "keys")
        length = unknown_length(shorter, text=machine.length_text("dict"), most=length)
    distinct = _stays_distinct(machine, node.for_in, _without_offset(node.value), iterated)
    made = machine.allocate(node, DictValue((), pair[0], pair[1], length, distinct=distinct))
    if isinstance(pair[1], Number):
        note_vocabulary(machine, made, node)
    return made


def _without_offset(value: cst.BaseExpression) -> cst.BaseExpression:
    """``i`` of ``i + 2``: what differs from round to round still does."""
    match value:
        case cst.BinaryOperation(left=left, operator=cst.Add() | cst.Subtract(), right=cst.Integer()):
            return left
        case cst.BinaryOperation(left=cst.Integer(), operator=cst.Add() | cst.Subtract(), right=right):
            return right
    return value


def _pair(machine: Machine, node: cst.DictComp) -> Value:
    entry = (machine.evaluate(node.key), machine.evaluate(node.value))
    return SequenceValue.of("tuple", entry, entry[1])


def _stays_distinct(machine: Machine, for_in: cst.CompFor, key: cst.BaseExpression, iterated: Value) -> bool:
    """Whether the results of the rounds are all different: if each result is the element itself, of a collection
    without repeats, or its running number."""
    content = machine.store.content(iterated)
    kind = content.kind if isinstance(content, SequenceValue) else ""
    if for_in.inner_for_in is not None:
        return False
    match for_in.target, key:
        case cst.Name(value=target), cst.Name(value=name):
            return target == name and is_distinct(iterated, machine.store)
        case cst.Tuple(
            elements=[cst.Element(value=cst.Name(value=first)), cst.Element(value=cst.Name(value=second))]
        ), cst.Name(value=name):
            if name == first:
                keyed = isinstance(content, SequenceValue) and content.has_keyed_pairs
                return kind == "enumerated" or keyed or (kind == "zipped" and is_distinct(iterated, machine.store))
            ends_apart = isinstance(content, SequenceValue) and content.by_last
            return name == second and (ends_apart or (kind == "enumerated" and is_distinct(iterated, machine.store)))
        case cst.Tuple(
            elements=[_, cst.Element(value=cst.Tuple(elements=[cst.Element(value=cst.Name(value=word)), _]))]
        ), cst.Name(value=name):
            return name == word and kind == "enumerated" and isinstance(content, SequenceValue) and content.by_first
        case cst.Name(value=target), cst.Subscript() if _is_first_of(key, target):
            # ``[pair[0] for pair in counts.items()]``
            return isinstance(content, SequenceValue) and content.has_keyed_pairs
        case cst.Tuple(elements=[_, cst.Element(value=cst.Name(value=target))]), cst.Subscript():
            is_first = kind == "enumerated" and _is_first_of(key, target)
            return is_first and isinstance(content, SequenceValue) and content.by_first
        case cst.Name(value=target), cst.Subscript(
            value=cst.Name() as row, slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name(value=name)))]
        ):
            return target == name and _counts_places(content) and _has_no_repeats(machine, machine.evaluate(row))
    return False


def _is_first_of(key: cst.BaseExpression, name: str) -> bool:
    """``pair[0]``"""
    match key:
        case cst.Subscript(
            value=cst.Name(value=owner), slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Integer(value="0")))]
        ):
            return owner == name
    return False


def _counts_places(content: Value) -> bool:
    """Whether these are different places in a list: ``range(len(words))``. -1 is the last place once more."""
    low = content.element.low if isinstance(content, SequenceValue) and isinstance(content.element, Number) else None
    least = lowest(low) if low is not None and isinstance(content, SequenceValue) and content.kind == "range" else None
    return least is not None and least >= 0


def _has_no_repeats(machine: Machine, row: Value) -> bool:
    """Whether a list has no element twice, which may stand in the program as it is, or a dict no value."""
    match machine.store.content(row):
        case SequenceValue(distinct=distinct) as held:
            return distinct or are_apart([held])
        case DictValue(distinct=distinct):
            return distinct
        case Choice(options=options):
            return all(_has_no_repeats(machine, option.value) for option in options)
    return False


def _rounds(machine: Machine, node: cst.CSTNode, for_in: cst.CompFor, iterated: Value) -> tuple[Number, Value]:
    """How many elements a comprehension has, and what each is made from."""
    key = machine.key(node)
    length = length_of(iterated, machine.store)
    element = in_tested_round(machine, handed_out(machine, iterated, for_in), node, for_in.target)
    if length is None or for_in.ifs or for_in.inner_for_in is not None:
        most = length if for_in.inner_for_in is None else None
        least = surely_passing(machine, for_in, iterated)
        length = unknown_length((key, "length"), text=machine.length_text("list"), most=most, least=least)
    return length, element


def _of_any_round(value: Value, local: RoundLocal) -> Value:
    """What stands for the results of all rounds. ``len(line)`` of each line is a number of its own, and an unknown
    number has the name of the largest."""
    exact = value.exact if type(value) is Number else None
    if type(value) is not Number or exact is None:
        return any_one(value)
    found = of_any_round(value, None, Bases(local=local))
    return replace(found, low=None) if found == value and any(map(local.varies, symbols_of(exact))) else found


def _left_by_conditions(machine: Machine, for_in: cst.CompFor, value: Value) -> Value:
    """What is left by the conditions of a comprehension: of numbers that stand in the file, or are counted there, each
    may be left out."""

    def left(number: Number) -> Number:
        if constant_of(number.high) is None or number.exact is not None:
            return number
        is_limited = number.origin is not None and number.origin.limit is not None
        return some_of(number) if is_limited else number.weakened()

    return each_number(value, machine.store, left) if has_conditions(for_in) else value


EVALUATORS: dict[type, Evaluator] = {
    cst.ListComp: _list_comprehension,
    cst.SetComp: _set_comprehension,
    cst.DictComp: _dict_comprehension,
    cst.GeneratorExp: _generator,
}
