"""Widening: what a value is after any number of rounds of a loop, by what one round makes of it."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import of_one_width
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import CutByPosition
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.objects import LibraryObject, ModelObject
from flake8_embedding.values.provenance import Changed, Key, Part, WeightOfModel
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.value import Choice, Const, FloatNumber, Number, Symbolic, Unknown, Value

CHANGES = "it changes from round to round of a loop"
"""Why it is not known."""


def widen(before: Value | None, after: Value, length: Number, key: Hashable) -> Value:
    """What holds after any number of rounds of a loop that turns ``before`` into ``after`` once.

    ``length`` is what a container has whose length changes.
    """
    if before is None or before == after:
        return after
    match before, after:
        case Number(), Number() if after.exact is None and constant_of(before.low) is not None:
            # ``best = int(scores.argmax())``: any number of a range, whatever it was before.
            return replace(hull([before.weakened(), after]), origin=after.origin)
        case Number(), Number():
            return _widened_number(before, after)
        case SequenceValue(), SequenceValue() if before.kind == after.kind:
            rows = (_perhaps_written_over(before), after) if before.kind == "array" else (before, after)
            if _is_shorter(after, before):
                # ``while ids and ids[-1] >= n: ids.pop()``: any of them may be gone.
                rows = (_perhaps_written_over(before), _perhaps_written_over(after))
            elements = [row.element for row in rows if row.items != ()]
            element = _what_is_left(any_of(elements, key), after.element)
            if before.length == after.length:
                distinct = before.distinct and after.distinct
                return SequenceValue(
                    before.kind, element, before.length, None, distinct, before.shape, dtype=before.dtype
                )
            distinct = before.kind == "set"
            begins = _beginning(before, after) if before.kind == "list" else ()
            return SequenceValue(before.kind, element, length, distinct=distinct, begins=begins)
        case LibraryObject(), LibraryObject() if before.path == after.path and before.settings == after.settings:
            return after
        case ModelObject(), ModelObject() if before.inputs is None:
            return _widened_model(before, after, key)
        case DictValue(), DictValue():
            return _widened_mapping(before, after, length, key)
    known = _widened_tensor(before, after, key) or of_one_width(before, after, key) or _widened_float(before, after)
    return known or Unknown(CHANGES, _key_of_rounds(before, after, key))


def _widened_tensor(before: Value, after: Value, key: Hashable) -> Value | None:
    """A tensor of a functional model, of which layers in the loop make others."""
    if not (_is_tensor(before) and _is_tensor(after)):
        return None
    return Symbolic((key, "widened"), inputs=(before, after))


def _widened_float(before: Value, after: Value) -> Value | None:
    """``temperature = float(input() or 1.0)``"""
    return FloatNumber() if _is_float(before) and _is_float(after) else None


def _is_float(value: Value) -> bool:
    """Whether it is a single float on each path."""
    if isinstance(value, Choice):
        return all(_is_float(one.value) for one in value.options)
    return isinstance(value, FloatNumber) or (isinstance(value, Const) and isinstance(value.value, float))


def _is_tensor(value: Value) -> bool:
    return isinstance(value, Symbolic) or (
        isinstance(value, Choice) and all(isinstance(one.value, Symbolic) for one in value.options)
    )


def _widened_model(before: ModelObject, after: ModelObject, key: Hashable) -> Value:
    """Layers added in the loop are there, but not known. After ``model.insert(0, layer)`` or ``model.pop(0)``
    in it, each place may have any of the layers."""
    if after.layers[: len(before.layers)] != before.layers:
        return ModelObject(tuple(dict.fromkeys((*before.layers, *after.layers)))).in_some_order(key)
    return ModelObject((*before.layers, Unknown("layers are added in a loop", (key, "layers"))))


def _key_of_rounds(before: Value, after: Value, key: Hashable) -> Hashable:
    """The key of what changes from round to round. That the program itself may have changed it before stays known."""
    was_changed = any(isinstance(one, Unknown) and isinstance(one.key, Changed) for one in (before, after))
    first = [before_changes(one.key) if isinstance(one, Unknown) else None for one in (before, after)]
    models = {one.model if isinstance(one, WeightOfModel) else None for one in first}
    model = models.pop() if len(models) == 1 else None
    # ``optimizer.param_groups[0]["params"][i].data = rows``: the parameters are still those of the model.
    widened: Hashable = (key, "widened") if model is None else WeightOfModel(model, Key(key, "widened"))
    if _is_element(after):
        # ``previous = word``: the last word is in no round before another one.
        widened = CutByPosition(widened, "earlier")
    return Changed(widened, key) if was_changed else widened


def _is_element(value: Value) -> bool:
    """Whether it stands for each element of a collection."""
    return isinstance(value, Unknown) and isinstance(value.key, Part) and value.key.name == "[element]"


def changing(place: Hashable) -> Unknown:
    """What rounds of the loop at this place change, and nothing more is known of."""
    return Unknown(CHANGES, (place, "widened"))


def is_of_rounds(key: Hashable) -> bool:
    """Whether it is the key of something that changes from round to round of a loop."""
    if isinstance(key, CutByPosition):
        key = key.of
    return isinstance(key, Changed) or (isinstance(key, tuple) and key[1:] == ("widened",))


def _beginning(before: SequenceValue, after: SequenceValue) -> tuple[Value, ...]:
    """The first elements of a list that rounds only make longer."""
    first = before.items if before.items is not None else before.begins
    then = after.items if after.items is not None else after.begins
    return first if then[: len(first)] == first else ()


def _widened_number(before: Number, after: Number) -> Number:
    alike = before.low == after.low and before.high == after.high
    if alike and before.exact is None and before.attained and after.attained and before.id_facts == after.id_facts:
        # ``while i in bought: i = randint(1, n)``: both are any number of one range.
        return before
    return Number(
        before.low if before.low == after.low else None,
        before.high if before.high == after.high else None,
        False,
        max(before.numeric_type, after.numeric_type),
    )


def _is_shorter(one: SequenceValue, other: SequenceValue) -> bool:
    lengths = one.length.constant, other.length.constant
    return lengths[0] is not None and lengths[1] is not None and lengths[0] < lengths[1]


def _widened_mapping(before: DictValue, after: DictValue, length: Number, key: Hashable) -> DictValue:
    kept = tuple((name, value) for name, value in before.entries if after.get(name) == value)
    begun = [(name, _what_is_left(value, after.get(name))) for name, value in before.entries]
    others = [(name, value) for name, value in (*begun, *after.entries) if (name, value) not in kept]
    keys = [name for name, _ in others] + [one.key for one in (before, after) if one.key is not None]
    filled = [one for one in (before, after) if one.entries or one.key is not None]
    numbered, first_keys = {one.numbered for one in filled}, {one.runs_from for one in filled}
    first_key = first_keys.pop() if len(first_keys) == 1 else None
    if len(numbered) == 1 and None not in numbered:
        repeats = before.repeats or after.repeats
        return DictValue(
            kept,
            any_of(keys, (key, "keys")),
            None,
            length,
            numbered.pop(),
            repeats,
            before.factory,
            first_key=first_key,
        )
    values = [value for _, value in others] + [one.others for one in (before, after) if one.others is not None]
    value = any_of(values, (key, "values"))
    value = _what_is_left(value, after.others)
    return DictValue(kept, any_of(keys, (key, "keys")), value, length, factory=before.factory, first_key=first_key)


def _perhaps_written_over(array: SequenceValue) -> SequenceValue:
    """What was in an array before the loop. Whatever of it a round leaves is in the result of the round, too."""
    match array.element:
        case Number() as number:
            return replace(array, element=number.weakened())
        case SequenceValue() as row:
            return replace(array, element=_perhaps_written_over(row))
    return array


def _what_is_left(element: Value, after: Value | None) -> Value:
    """What was in a container before the loop. If a round may take the highest id out, it may be gone."""
    match element, after:
        case Choice(options=options), _:
            return Choice(tuple(replace(one, value=_what_is_left(one.value, after)) for one in options))
        case Number(), Choice(options=options):
            left = (_what_is_left(element, one.value) for one in options)
            return next((one for one in left if one != element), element)
        case Number(), Number(attained=False) if element.comes is None or element.comes != after.comes:
            return element.without_highest()
    return element
