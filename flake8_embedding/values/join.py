"""How values join where paths meet, and how they are widened at loops.

A join keeps each value with the guards that lead to it. Widening gives what holds after any number of rounds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from flake8_embedding.limits import ALTERNATIVES, PATH_CONDITION, TEXTS_KEPT, WAYS
from flake8_embedding.record import replace
from flake8_embedding.values.bounds import constant_of
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.objects import DictValue, LibraryObject, ModelObject, SequenceValue
from flake8_embedding.values.plain import is_float
from flake8_embedding.values.provenance import Changed, OneOfObjects
from flake8_embedding.values.ranges import hull
from flake8_embedding.values.selections import CutByPosition, OneOf
from flake8_embedding.values.value import (
    Choice,
    Const,
    FloatNumber,
    Guard,
    Guarded,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)
from flake8_embedding.values.vectors import of_one_width

NO_GUARDS: frozenset[Guard] = frozenset()


def join(ways: Sequence[tuple[Value, frozenset[Guard]]], key: Hashable) -> Value:
    """One of the values, each with the guards that lead to it; ``key`` names the place where they meet."""
    if ways:
        first = ways[0][0]
        if type(first) is not Choice:
            for value, _ in ways:
                if value is not first:
                    break
            else:
                # Whichever path comes here, it is this.
                return first
    return value_of(options_of(ways, key))


def options_of(ways: Sequence[tuple[Value, frozenset[Guard]]], key: Hashable) -> list[Guarded]:
    """The values with their guards; of too many different ones, what they have in common is the only one.

    One value may stand there twice, with guards that are not one path: after ``if a: if b: n += 1`` the old n is there
    where ``a`` does not hold, and where ``a`` does and ``b`` does not.
    """
    options: list[Guarded] = []
    together = len(ways) <= WAYS
    for value, guards in ways:
        for option in (Guarded(value, guards),) if type(value) is not Choice else _on_way(value, guards, key):
            if together:
                _add(options, option)
            else:
                options.append(option)
    if len(options) == 1:
        return options
    if not options:
        return [Guarded(value, NO_GUARDS) for value, _ in ways][:1]
    if len(options) > ALTERNATIVES or _are_one(options):
        options = _different(options)
    if len(options) <= ALTERNATIVES:
        return options
    return [Guarded(any_of([option.value for option in options], key), NO_GUARDS)]


def _on_way(value: Choice, guards: frozenset[Guard], key: Hashable) -> Sequence[Guarded]:
    """The alternatives of the value that are possible together with the guards."""
    if not guards:
        return value.options
    possible = [one for one in value.options if not one.guards or compatible(guards, one.guards)]
    return [under_both(one.value, guards, one.guards, key) for one in possible]


def under_both(value: Value, guards: frozenset[Guard], more: frozenset[Guard], key: Hashable) -> Guarded:
    """The value where all these guards hold. What depends on too many tests is not known."""
    together = guards | more
    if len(together) <= PATH_CONDITION:
        return Guarded(value, together)
    return Guarded(Unknown("it depends on too many tests", (key, "too many tests")), guards)


def _are_one(options: list[Guarded]) -> bool:
    """Whether all options have the same value."""
    first = options[0].value
    for option in options:
        value = option.value
        if value is not first and value != first:
            return False
    return True


def value_of(options: Sequence[Guarded]) -> Value:
    """At least one option as a value."""
    return options[0].value if len(options) == 1 else Choice(tuple(options))


def alternatives_of(value: Value) -> tuple[Guarded, ...]:
    """The alternatives of a value; a plain value is its only one."""
    return value.options if type(value) is Choice else (Guarded(value, NO_GUARDS),)


def any_of(values: list[Value], key: Hashable, objects: Iterable[Value] = ()) -> Value:
    """One value for all of these, such as the element of a list: what they have in common. ``objects`` are those of
    which the values are the contents."""
    if not values:
        return Unknown("an empty collection has no element", (key, "element"))
    flat = values
    if Choice in set(map(type, values)):
        flat = [option.value for value in values for option in alternatives_of(value)]
    first = flat[0]
    kinds = set(map(type, flat))
    if len(kinds) == 1 and flat.count(first) == len(flat):
        return first
    if kinds == {Number}:
        return hull([value for value in flat if type(value) is Number])
    if kinds <= {Const, TextValue} and all(map(_is_text, flat)):
        return TextValue(_key_of_all(flat))
    if kinds <= {Const, FloatNumber, Number} and all(type(value) is not Const or is_float(value) for value in flat):
        return FloatNumber()
    if kinds == {SequenceValue}:
        rows = [value for value in flat if type(value) is SequenceValue]
        return common_row(rows, key)
    if kinds == {SequenceValue, Number} and (numbers := _numbers_of_arrays(flat)):
        # ``x[0, i] = word``: a row of which each number is known, and one of which only the range is.
        return hull(numbers)
    if ObjectRef in kinds and kinds <= {ObjectRef, SequenceValue}:
        return _one_of_objects(flat, key)
    held = [one.owner if isinstance(one, Method) else one for one in (*flat, *objects)]
    known = tuple(dict.fromkeys(one.alloc for one in held if isinstance(one, ObjectRef)))
    return Unknown("the values differ", OneOfObjects(key, known) if known else (key, "any of"))


def _numbers_of_arrays(values: list[Value]) -> list[Number]:
    """The numbers, and the ranges of those in arrays, of which any may be left or none; an empty list if something else
    is among them."""
    found: list[Number] = []
    for value in values:
        match value:
            case Number():
                found.append(value)
            case SequenceValue(kind="array", items=items, element=element):
                inner = _numbers_of_arrays([element] if items is None else list(items))
                if not inner:
                    return []
                found += [number.weakened() for number in inner]
            case _:
                return []
    return found


def with_more(held: Value, found: Value) -> Value:
    """What is in a container after more was put in: ``found``, but a value that stood for any of several before, and
    still does, keeps the name that it ``held``."""
    match held, found:
        case Unknown(key=(_, "any of")), Unknown(key=(_, "any of")):
            return held
        case Unknown(key=OneOfObjects() as old_key), Unknown(key=OneOfObjects() as new_key):
            return held if set(new_key.objects) <= set(old_key.objects) else found
        case SequenceValue(), SequenceValue():
            items = found.items
            if items is not None and held.items is not None and len(items) == len(held.items):
                items = tuple(map(with_more, held.items, items))
            return replace(found, element=with_more(held.element, found.element), items=items)
        case DictValue(value=Value() as old), DictValue(value=Value() as new):
            return replace(found, value=with_more(old, new))
    return found


def _one_of_objects(values: list[Value], key: Hashable) -> Value:
    """One of several lists or other objects, and it is not known which."""
    rows = [value for value in values if isinstance(value, SequenceValue)]
    objects = dict.fromkeys(value for value in values if isinstance(value, ObjectRef))
    several = [*objects, *([common_row(rows, key)] if rows else [])]
    if len(several) > ALTERNATIVES:
        return Unknown("there are too many", (key, "any of"))
    return Choice(tuple(Guarded(one, NO_GUARDS) for one in several))


def common_row(rows: list[SequenceValue], key: Hashable) -> SequenceValue:
    """One row for all rows of a nested list. Columns stay apart if all rows have the same number of them."""
    counts = {None if row.items is None else len(row.items) for row in rows}
    element = any_of([row.element for row in rows if row.items != ()] or [rows[0].element], key)
    lengths = [row.length for row in rows]
    length = lengths[0] if all(one == lengths[0] for one in lengths) else hull(lengths)
    if len(counts) == 1 and None not in counts:
        columns = zip(*(row.items or () for row in rows), strict=True)
        items = tuple(any_of(list(column), (key, index)) for index, column in enumerate(columns))
        # A row with these very columns stays as it is, and keeps the names of its elements.
        same = next((row for row in rows if row.items == items), None)
        if same is not None:
            return same
        return SequenceValue(rows[0].kind, element, length, items)
    shape = rows[0].shape if all(row.shape == rows[0].shape for row in rows) else None
    return SequenceValue(rows[0].kind, element, length, shape=shape)


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
    reason = "it changes from round to round of a loop"
    return of_one_width(before, after, key) or Unknown(reason, _key_of_rounds(before, after, key))


def _widened_model(before: ModelObject, after: ModelObject, key: Hashable) -> Value:
    """Layers added in the loop are there, but not known. After ``model.insert(0, layer)`` or ``model.pop(0)``
    in it, each place may have any of the layers."""
    if after.layers[: len(before.layers)] != before.layers:
        return ModelObject(tuple(dict.fromkeys((*before.layers, *after.layers)))).in_some_order(key)
    return ModelObject((*before.layers, Unknown("layers are added in a loop", (key, "layers"))))


def _key_of_rounds(before: Value, after: Value, key: Hashable) -> Hashable:
    """The key of what changes from round to round. That the program itself may have changed it before stays known."""
    was_changed = any(isinstance(one, Unknown) and isinstance(one.key, Changed) for one in (before, after))
    return Changed((key, "widened"), key) if was_changed else (key, "widened")


def is_of_rounds(key: Hashable) -> bool:
    """Whether it is the key of something that changes from round to round of a loop."""
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


def _add(options: list[Guarded], new: Guarded) -> None:
    for index, old in enumerate(options):
        if old.value is new.value or old.value == new.value:
            guards = _in_one(old.guards, new.guards)
            if guards is not None:
                options[index] = replace(old, guards=guards)
                return
    options.append(new)


def _different(options: list[Guarded]) -> list[Guarded]:
    """Each value once, with the guards that all its paths have in common."""
    found: dict[Value, Guarded] = {}
    for option in options:
        value = option.value
        if value in found:
            found[value] = replace(found[value], guards=found[value].guards & option.guards)
        else:
            found[value] = option
    return list(found.values())


def _in_one(one: frozenset[Guard], other: frozenset[Guard]) -> frozenset[Guard] | None:
    """The guards of two paths as those of one; None where that says less than the two.

    ``a and b``, ``a and not b`` are ``a`` together.
    """
    if one <= other:
        return one
    if other <= one:
        return other
    apart = one ^ other
    if len(apart) != 2:
        return None
    (place, arm), (same, opposite) = apart
    return one & other if place == same and {arm, opposite} == {True, False} else None


def _key_of_all(texts: list[Value]) -> Hashable:
    """The key of a text that is one of these: it names the few known texts, or else the keys that they have."""
    known: set[str] = set()
    keys: set[Hashable] = set()
    for text in texts:
        match text:
            case Const(value=str(written)):
                known.add(written)
            case TextValue(key=OneOf(texts=several)):
                known.update(several)
            case TextValue(key=key):
                keys.add(key)
        if len(known) > TEXTS_KEPT:
            break
    if not keys:
        return OneOf(frozenset(known)) if len(known) <= TEXTS_KEPT else None
    if len(keys) > 1 and any(isinstance(one, CutByPosition) for one in keys):
        # ``sorted(x)[:1]`` of either of two dicts: the words of each that are cut off are still none of these.
        return CutByPosition(frozenset(keys), "of several")
    return keys.pop() if len(keys) == 1 else None


def _is_text(value: Value) -> bool:
    return type(value) is TextValue or (type(value) is Const and type(value.value) is str)
