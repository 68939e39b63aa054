"""Arrays that are made of others: the same elements, at other places or in another type, copied or shared."""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.interpret.entrycall import EntryCall
from flake8_embedding.library.spec import Memory, PassesOn
from flake8_embedding.values.arithmetic import hull
from flake8_embedding.values.casts import cast, type_named
from flake8_embedding.values.contents import each_number, grid_of, is_symbolic, mixed_numbers_in, snapshot, some_of
from flake8_embedding.values.grids import Grid, array_of, places_of
from flake8_embedding.values.objects import SequenceValue, unknown_length
from flake8_embedding.values.value import Const, Number, ObjectRef, Unknown, Value
from flake8_embedding.values.views import ArrayView


def passed_on(call: EntryCall, word: PassesOn) -> Value:
    """The result of a function that hands the ids of its arguments on."""
    given = [value for name in word.of if (value := call.argument(name)) is not None]
    if any(is_symbolic(value, call.store) for value in given):
        return call.machine.symbolic(None, call.given, call.node)
    if len(given) == 1:
        content = call.store.content(given[0])
        if isinstance(content, Unknown | Number | Const):
            return _cast_alone(call, word, content)
        if isinstance(content, SequenceValue):
            found = _of_one(call, word, given[0], content)
            if found is not None:
                return found
    numbers = [mixed_numbers_in(value, call.store) for value in given]
    known = [found for found in numbers if found is not None]
    if not known or len(known) < len(numbers):
        return call.unknown("the content of the array is not known")
    ids = hull(known)
    made = SequenceValue("array", ids if word.keeps_all else some_of(ids), unknown_length(call.key))
    return _shared(call, word, given[0], _cast(call, word, made), None)


def _of_one(call: EntryCall, word: PassesOn, given: Value, content: SequenceValue) -> Value | None:
    """The result where its shape is known; None where it is not."""
    if not word.keeps_all:
        return None
    grid = grid_of(content, call.store)
    if grid is not None and grid.shape:
        places = places_of(grid.shape)
        moved = word.moves(call, places) if word.moves is not None else places if word.keeps_shape else None
        if moved is not None:
            made = array_of(grid.gathered(moved), call.key, content.dtype)
            return _shared(call, word, given, _cast(call, word, made), moved)
    if word.keeps_shape:
        copied = snapshot(replace(content, kind="array"), call.store)
        return _shared(call, word, given, _cast(call, word, copied), None)
    return None


def _shared(call: EntryCall, word: PassesOn, given: Value, made: Value, places: Grid[int] | None) -> Value:
    """The result as an array of its own, or as a view of the one that was given."""
    base = call.store.content(given)
    shares = word.memory is not Memory.COPY and isinstance(base, SequenceValue) and base.kind == "array"
    if not shares or not isinstance(given, ObjectRef) or not isinstance(made, SequenceValue):
        return call.allocate(made)
    sure = word.memory is Memory.SHARED or (word.memory is Memory.IF_IN_ORDER and not call.store.is_view(given))
    sure = sure and made.dtype == (base.dtype if isinstance(base, SequenceValue) else "")
    view = ArrayView(given, made, base, places, whole=word.keeps_all, sure=sure)
    return call.machine.allocate_view(call.node, view)


def _new_type(call: EntryCall, word: PassesOn) -> str | None:
    """The type that the elements are put into; None where they keep theirs."""
    if word.dtype is not None:
        return word.dtype
    named = call.argument(word.dtype_of) if word.dtype_of else None
    return type_named(named)


def _cast(call: EntryCall, word: PassesOn, made: Value) -> Value:
    dtype = _new_type(call, word)
    if dtype is None or not isinstance(made, SequenceValue):
        return made
    changed = each_number(made, call.store, lambda number: _as_number(cast(number, dtype))) if dtype else made
    return replace(changed, dtype=dtype) if isinstance(changed, SequenceValue) else made


def _as_number(value: Value) -> Number:
    assert isinstance(value, Number)
    return value


def _cast_alone(call: EntryCall, word: PassesOn, content: Value) -> Value:
    dtype = _new_type(call, word)
    if dtype == "bool" and isinstance(content, Unknown):
        truth = cast(Number(None, None, attained=False), dtype)
        return call.allocate(SequenceValue("array", truth, unknown_length(call.key), dtype=dtype))
    return cast(content, dtype or "")
