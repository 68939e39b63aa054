"""Arrays that are made of others: the same elements, at other places or in another type, copied or shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import Enum, auto

from flake8_embedding.library.arrays.arrays_of_lists import array_of_lists
from flake8_embedding.library.arrays.memory_order import refused_backwards
from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import apart
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.library.known_cells import as_texts, with_categories
from flake8_embedding.limits import EXACT_FLOATS
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.fields import with_other_columns
from flake8_embedding.values.arrays.grids import Grid, array_of, places_of
from flake8_embedding.values.arrays.missing import has_categories
from flake8_embedding.values.arrays.shared_memory import is_view
from flake8_embedding.values.arrays.vectors import VectorsOf, in_one_array, vectors_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in
from flake8_embedding.values.containers.contents import as_cell, has_symbolic, is_each_once
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.selections import AsText, OwnCategories
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.casts import PERHAPS_BOOL, RANGES, cast, names_whole_numbers, type_named
from flake8_embedding.values.numbers.ranges import hull, some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import CategoriesOf, WeightOfModel
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import (
    Choice,
    Const,
    Guarded,
    LibraryName,
    Number,
    NumericType,
    ObjectRef,
    Unknown,
    Value,
)


class Memory(Enum):
    """Where the elements of a result lie."""

    COPY = auto()
    SHARED = auto()
    """In the memory of the argument: what is written to one is seen through the other."""
    IF_IN_ORDER = auto()
    """Shared, unless the argument is a view that has them in another order; then it is a copy."""
    PERHAPS = auto()
    """Shared or copied, depending on the type, the device or the library."""


@record(frozen=True)
class Sides:
    """How long the ``first`` dimension of an array is, the ``second`` or ``all`` of them, where these are known."""

    first: Number
    all: tuple[Value, ...] | None = None
    second: Number | None = None


@record(frozen=True)
class PassesOn(Effect):
    """A function whose result holds the ids of the arguments named, and no others."""

    of: tuple[str, ...]
    keeps_all: bool = True
    """Whether every element arrives; a sample or a slice may lack the highest one."""
    keeps_shape: bool = True
    """Whether the dimensions stay as they are."""
    moves: Callable[[Call, Grid[int]], Grid[int] | None] | None = field(default=None, compare=False)
    """Where each element of the result stood before, of an argument with these places."""
    mixes_columns: bool = False
    """Whether numbers come to stand in other columns, as in ``np.fliplr(x)``."""
    of_vectors: Callable[[Call, VectorsOf], Unknown | None] | None = field(default=None, compare=False)
    """What becomes of vectors of a known width where the dimensions do not stay: None where they may not stay whole."""
    of_sides: Callable[[Call, tuple[Value, ...] | None], Sides | None] | None = field(default=None, compare=False)
    """The sides of the result, by those of the argument, where its elements are not known one by one."""
    in_a_row: Callable[[Call], bool] | None = None
    """Whether all elements stand in a row afterwards, whatever dimensions they had."""
    of_columns: Callable[[Call, SequenceValue], SequenceValue | None] | None = field(default=None, compare=False)
    """What becomes of columns that are known one by one. None where they do not stay apart."""
    memory: Memory = Memory.COPY
    dtype: str | None = None
    """The narrow type that the result has, such as "uint8"; "" for one that holds any id."""
    makes_whole: bool = False
    """Whether the elements become whole numbers, as by ``x.long()``."""
    dtype_of: str = ""
    """The argument that names the type."""
    takes_any_order: bool = True
    """Whether an array of NumPy may lie backwards in memory, as ``x[::-1]`` does. PyTorch refuses it."""

    @property
    def arguments(self) -> frozenset[str]:
        return named(*self.of, self.dtype_of or None)

    def apply(self, call: Call) -> Value:
        given = [value for name in self.of if (value := call.argument(name)) is not None]
        if has_symbolic(given, call.store):
            return call.symbolic()
        refused = None if self.takes_any_order or not given else refused_backwards(call, given[0], self.apply)
        if refused is not None:
            return refused
        found = _of_alone(call, self, given[0]) if len(given) == 1 else None
        if found is not None:
            return found
        numbers = [mixed_numbers_in(value, call.store) for value in given]
        known = [found for found in numbers if found is not None]
        if not known or len(known) < len(numbers):
            return call.unknown("the content of the array is not known")
        ids = hull(known)
        each_once = all(is_each_once(value, call.store) for value in given) or self._opens_padded_rows(call, ids)
        of_all = ids if self.keeps_all else some_of(ids).without_highest() if each_once else some_of(ids)
        made = _in_shape(
            call, self, given, SequenceValue("array", of_all, unknown_length(call.key), each_once=each_once)
        )
        return _shared(call, self, given[0], _cast(call, self, made), None)

    def _opens_padded_rows(self, call: Call, ids: Number) -> bool:
        """``X.ravel()`` of padded rows: a part of what comes out is a few words of few texts, and the padding beside
        them."""
        return ids.id_facts.padding is not None and self.in_a_row is not None and self.in_a_row(call)


def _in_shape(call: Call, effect: PassesOn, given: list[Value], made: SequenceValue) -> SequenceValue:
    """The array, with the lengths of its dimensions as far as these are known."""
    if effect.of_sides is None or len(given) > 1:
        return made
    content = call.store.content(given[0])
    sides = effect.of_sides(call, content.shape if isinstance(content, SequenceValue) else None)
    if sides is not None and sides.second is not None:
        return replace(made, element=SequenceValue("array", made.element, sides.second), length=sides.first)
    return made if sides is None else replace(made, length=sides.first, shape=sides.all)


def _of_alone(call: Call, effect: PassesOn, given: Value) -> Value | None:
    """The result of one argument, as far as its kind tells it."""
    found = apart(call, given, effect.apply) if effect.memory is not Memory.COPY else None
    if found is not None:
        return found
    content = call.store.content(given)
    if type(content) is DataFrame and "self" not in effect.of:
        # ``np.array(df[columns])``
        return _of_alone(call, effect, call.attribute(given, "values"))
    if isinstance(content, Unknown | Number | Const):
        return _cast_alone(call, effect, content)
    if type(content) is SequenceValue:
        of_cells = _of_known_cells(call, effect, given)
        if of_cells is not None:
            return of_cells
        rows = content.items or (content.element,) if content.kind in ("list", "tuple") and effect.keeps_shape else ()
        return in_one_array(map(call.store.content, rows), call.key) or _of_one(call, effect, given, content)
    return _of_each(call, effect, content) if type(content) is Choice else None


def _of_one(call: Call, effect: PassesOn, given: Value, content: SequenceValue) -> Value | None:
    """The result where its shape is known; None where it is not."""
    if not effect.keeps_all and effect.moves is None:
        return None
    grid = grid_of(content, call.store)
    if grid is not None and grid.shape:
        places = places_of(grid.shape)
        moved = effect.moves(call, places) if effect.moves is not None else places if effect.keeps_shape else None
        if moved is not None:
            made = array_of(grid.gathered(moved), call.key, content.dtype)
            if isinstance(made, Number):
                return as_cell(made, content.kind)
            return _shared(call, effect, given, _cast(call, effect, made), moved)
    columns = effect.of_columns(call, content) if effect.of_columns is not None else None
    if columns is not None:
        return _shared(call, effect, given, columns, None)
    if effect.keeps_shape and effect.keeps_all:
        return _shared(call, effect, given, _cast(call, effect, array_of_lists(call, content)), None)
    return None


def _of_each(call: Call, effect: PassesOn, choice: Choice) -> Value | None:
    """An array that holds on each path what was given there: ``torch.tensor(ids if ids else [0])``. None where one of
    them is neither a list or array nor unknown."""
    if effect.moves is not None or not (effect.keeps_all and effect.keeps_shape):
        return None
    made: list[Guarded] = []
    for option in choice.options:
        held = call.store.content(option.value)
        if isinstance(held, Unknown | Number | Const):
            made.append(Guarded(_cast_alone(call, effect, held), option.guards))
        elif isinstance(held, SequenceValue):
            made.append(Guarded(_cast(call, effect, array_of_lists(call, held)), option.guards))
        else:
            return None
    return call.allocate(Choice(tuple(made)))


def _shared(call: Call, effect: PassesOn, given: Value, made: Value, places: Grid[int] | None) -> Value:
    """The result as an array of its own, or as a view of the one that was given."""
    base = call.store.content(given)
    shares = effect.memory is not Memory.COPY and isinstance(base, SequenceValue) and base.kind == "array"
    if not shares or not isinstance(given, ObjectRef) or not isinstance(made, SequenceValue):
        return call.allocate(made)
    sure = effect.memory is Memory.SHARED or (effect.memory is Memory.IF_IN_ORDER and not is_view(given, call.store))
    sure = sure and made.dtype == (base.dtype if isinstance(base, SequenceValue) else "")
    view = ArrayView(given, made, base, places, whole=effect.keeps_all, sure=sure)
    return call.allocate_view(view)


def _new_type(call: Call, effect: PassesOn) -> str | None:
    """The type that the elements are put into; None where they keep theirs."""
    if effect.dtype is not None:
        return effect.dtype
    named = call.argument(effect.dtype_of) if effect.dtype_of else None
    return type_named(named)


def _cast(call: Call, effect: PassesOn, made: Value) -> Value:
    dtype = _new_type(call, effect)
    if not isinstance(made, SequenceValue):
        return made
    asked = call.argument(effect.dtype_of) if effect.dtype_of else None
    if effect.makes_whole or names_whole_numbers(asked):
        made = _without_fractions(made)
    if dtype is None:
        return replace(made, dtype=PERHAPS_BOOL) if asked is not None and made.dtype == "bool" else made
    changed = each_number(made, call.store, lambda number: _as_number(cast(number, dtype))) if dtype else made
    return replace(changed, dtype=dtype) if isinstance(changed, SequenceValue) else made


def _without_fractions(array: SequenceValue) -> SequenceValue:
    """The array with 1 in the place of 1.5."""

    def whole(cell: Value) -> Value:
        match cell:
            case Const(value=float() as real) if abs(real) < EXACT_FLOATS:
                return Number.exactly(int(real))
            case SequenceValue():
                return _without_fractions(cell)
        return cell

    return array if array.items is None else replace(array, items=tuple(map(whole, array.items)))


def _as_number(value: Value) -> Number:
    assert isinstance(value, Number)
    return value


def _is_text(dtype: Value | None) -> bool:
    """Whether ``str`` is asked for."""
    return dtype in (LibraryName("builtins.str"), Const("str"))


def _categories(call: Call, effect: PassesOn, column: Unknown) -> Value | None:
    """``column.astype("category")``; None for any other type. A column of categories keeps those that it has."""
    dtype = call.argument(effect.dtype_of) if effect.dtype_of else None
    if isinstance(dtype, Unknown) and isinstance(dtype.key, OwnCategories):
        return column.derived(OwnCategories(column.key))
    if dtype != Const("category"):
        return None
    return column if has_categories(column.key) else column.derived(CategoriesOf(column.key))


def _of_known_cells(call: Call, effect: PassesOn, column: Value) -> Value | None:
    """``column.astype("category")``, ``column.astype(str)``, where each cell is known; None for anything else."""
    dtype = call.argument(effect.dtype_of) if effect.dtype_of else None
    if dtype == Const("category"):
        return with_categories(call, column)
    return as_texts(call, column) if _is_text(dtype) else None


def _other_rows(call: Call, numbers: Unknown) -> Unknown:
    """``p.data.repeat(3, 1)`` of a parameter has other rows than that, which count where it becomes ``p.data``."""
    for key in with_owners(numbers.key):
        if isinstance(key, WeightOfModel):
            return numbers.derived(WeightOfModel(key.model, call.key))
    return numbers


def _cast_alone(call: Call, effect: PassesOn, content: Value) -> Value:
    known = vectors_in(content)
    if known is not None and not effect.keeps_shape:
        made = effect.of_vectors(call, known) if effect.of_vectors is not None else None
        return made or call.unknown("vectors are not followed")
    if not effect.keeps_shape and isinstance(content, Unknown):
        content = _other_rows(call, content)
    if effect.mixes_columns:
        content = with_other_columns(content, call.key)
    dtype = _new_type(call, effect)
    if isinstance(content, Number) and content.is_cell and not content.may_be_row and effect.moves is not None:
        moved = effect.moves(call, Grid((), (0,)))
        if moved is not None and moved.shape:
            return call.allocate(array_of(Grid(moved.shape, (content,) * len(moved.cells)), call.key))
    if isinstance(content, Unknown) and _is_text(call.argument(effect.dtype_of) if effect.dtype_of else None):
        return content.derived(AsText(content.key))
    if isinstance(content, Unknown) and (as_categories := _categories(call, effect, content)) is not None:
        return as_categories
    if dtype == "bool" and isinstance(content, Unknown):
        truth = cast(Number(None, None, attained=False), dtype)
        return call.allocate(SequenceValue("array", truth, unknown_length(call.key), dtype=dtype))
    number = cast(content, dtype or "")
    return _as_scalar_of(number, effect, dtype) if isinstance(number, Number) else number


def _as_scalar_of(number: Number, effect: PassesOn, dtype: str | None) -> Number:
    """The number as one of a library's own type."""
    if dtype in RANGES and dtype != "bool":
        return replace(number, numeric_type=NumericType.NARROW)
    return replace(number, numeric_type=NumericType.WIDE) if effect.dtype == "" else number
