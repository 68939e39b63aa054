"""What arrays, tensors and frames of every library have in common, as far as ids are concerned.

The entries here are methods and attributes: ``x.max()``, ``x.astype(int)``, ``x.shape``. They hold for arrays whose ids
are known and for unknown objects alike, which stay the same unknown thing when they are cast or reshaped.
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.arrays import changes as array_changes
from flake8_embedding.library.arrays import found_places as array_places
from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays import parts as array_parts
from flake8_embedding.library.arrays import pieces as array_pieces
from flake8_embedding.library.arrays import rows as array_rows
from flake8_embedding.library.arrays import scores, vector_reductions
from flake8_embedding.library.arrays import shapes as array_shapes
from flake8_embedding.library.arrays import views as array_views
from flake8_embedding.library.arrays.arithmetic import CLIP, CLIP_NAMES, arithmetic, clipped
from flake8_embedding.library.arrays.choice import MASKED_FILL
from flake8_embedding.library.arrays.extremes import largest, largest_by_method, smallest
from flake8_embedding.library.arrays.reductions import reduced_along, running_sums_entry
from flake8_embedding.library.call import Call
from flake8_embedding.library.known_cells import once_each
from flake8_embedding.library.spec import Conventions, Entry, Handled, Library, Memory, PassesOn, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.column_keys import LargestOfColumns
from flake8_embedding.values.arrays.fields import sum_of
from flake8_embedding.values.arrays.sides import side_of
from flake8_embedding.values.arrays.vectors import VectorsOf, vectors_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.nests import leaves, length_of_row
from flake8_embedding.values.containers.numbering import number_of_values
from flake8_embedding.values.containers.selections import MissingIn, Passing
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.literals import distinct, in_order
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import number
from flake8_embedding.values.numbers.casts import type_of_method
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.predicates.predicate import Undecided
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import FloatNumber, Number, NumericType, Unknown, Value


def distinct_values(call: Call, given: Value, *, sorts: bool = True) -> Value:
    """``np.unique(x)``, ``x.unique()``: each value once. pandas does not sort them: they come as they first stand."""
    content = call.store.content(given)
    text = f"len({call.symbol_text() or 'the distinct values'})"
    if isinstance(content, Unknown):
        return call.allocate(
            replace(
                SequenceValue("array", content.part("[value]"), count := distinct_count(content, text), distinct=True),
                shape=(count,),
            )
        )
    known = leaves(given, call.store)
    once = distinct(known) or () if known else ()
    ordered = in_order(once) if sorts else once
    if ordered:
        array = SequenceValue.of("array", ordered, any_in(list(ordered), call.store, call.key), distinct=True)
        return call.allocate(replace(array, shape=(array.length,)))
    by_cells = None if sorts else once_each(call, given)
    if by_cells is not None:
        return by_cells
    numbers = numbers_in(given, call.store)
    element = numbers if numbers is not None else Unknown("values", Key(call.key, "values"))
    length = number_of_values(content, Key("unique", call.key), text)
    length = length or unknown_length(("unique", call.key), text, most=length_of_row(given, call.store))
    return call.allocate(SequenceValue("array", element, length, distinct=True, shape=(length,)))


def _unique(call: Call) -> Value:
    """``ids.unique()``, ``ids.unique(sorted=False)``"""
    by_name = {name for name, _ in call.keywords} - {"sorted"}
    if by_name or len(call.arguments) > 2 or not call.complete:
        return call.unknown("several results of unique(), or whole rows, are not followed")
    maker = call.maker_of(call.arguments[0])
    made = distinct_values(call, call.arguments[0], sorts=maker == "torch")
    content = call.store.content(made)
    if isinstance(content, SequenceValue) and maker not in ("torch", "pandas"):
        # PyTorch sorts them, and pandas does not.
        call.set(made, in_any_order(content))
    return made


def shape(call: Call) -> Value:
    """``x.shape``: known lengths first, the others unknown but always the same."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    match content:
        case SequenceValue(shape=dimensions) if dimensions is not None:
            return SequenceValue.of("tuple", dimensions, dimensions[0])
        case SequenceValue():
            dimension = Unknown("a dimension of the array", (call.key, "dimension"))
            how_many = Number(number(1), None, attained=False)
            return SequenceValue("tuple", dimension, how_many, begins=_first_lengths(call, content))
        case Unknown(key=key, text=text):
            return Unknown("the shape of an unknown array", Part(key, "shape"), f"{text}.shape" if text else None)
    return call.unknown("the shape is not known")


def _first_lengths(call: Call, rows: SequenceValue) -> tuple[Value, ...]:
    """How many rows there are, and as far as it is known how long each row is."""
    if rows.items is not None:
        each = [call.store.content(row) for row in rows.items]
        sides = {row.length if isinstance(row, SequenceValue) and row.kind == "array" else None for row in each}
        side = sides.pop() if len(sides) == 1 else None
        return (rows.length,) if side is None else (rows.length, side)
    row = call.store.content(rows.element)
    if isinstance(row, SequenceValue) and row.kind == "array":
        return (rows.length, row.length)
    lengths: list[Value] = [rows.length]
    while isinstance(row, Unknown) and (side := side_of(row.key, len(lengths) - 1)) is not None:
        lengths.append(side)
    return tuple(lengths)


def number_of_elements(call: Call) -> Value:
    """``x.size`` of NumPy and pandas, ``x.numel()``: how many numbers there are."""
    content = call.store.content(call.arguments[0])
    if isinstance(content, SequenceValue) and content.shape is not None:
        total: Value | None = Number.exactly(1)
        for dimension in content.shape:
            total = combine("*", total, dimension) if total is not None else None
        if isinstance(total, Number):
            return total
    return call.unknown("how many elements there are is not known")


def _size(call: Call) -> Value:
    """``x.size()`` is the shape of a tensor, ``x.size(1)`` one of its sides."""
    axis = call.argument("axis")
    return shape(call) if axis is None else call.item(shape(call), (axis,))


def _as_list(call: Call) -> Value:
    """``x.tolist()``: the same elements, as Python's own numbers."""
    content = call.store.content(call.arguments[0])
    return call.allocate(replace(content, kind="list")) if isinstance(content, SequenceValue) else content


def _item(call: Call) -> Value:
    """``x.item()``, ``x.item(3)``"""
    given = call.argument("self")
    if len(call.arguments) > 1 or not call.complete:
        return call.unknown_numbers("which number is taken is not known")
    numbers = numbers_in(given, call.store) if given is not None else None
    return (
        replace(numbers, numeric_type=NumericType.PYTHON)
        if numbers is not None
        else call.unknown("the number is not known")
    )


def nonzero_count(call: Call) -> Value:
    """``np.count_nonzero(ids > 3)``: how many elements pass a test. Of numbers it is not known."""
    given = call.argument("self")
    is_test = given is not None and isinstance(call.store.content(given), Undecided)
    return summed(call) if is_test else call.unknown_numbers("a count of the numbers that are not 0")


def summed(call: Call) -> Value:
    """``x.sum()``; of a mask the number of elements that pass its test."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Undecided):
        return content.derived(Passing(content.predicate))
    along = reduced_along(call, sum)
    if along is not None:
        return along
    scores_in = None if content is None else vectors_in(content)
    if scores_in is not None:
        return _sum_of_vectors(call, scores_in)
    if isinstance(content, Unknown) and isinstance(content.key, MissingIn):
        return content
    if isinstance(content, Unknown) and isinstance(content.key, LargestOfColumns) and len(call.arguments) == 1:
        return sum_of(content, call.symbol_text()) or content
    cells = leaves(given, call.store) if given is not None else None
    total: Value | None = Number.exactly(0) if cells is not None and len(call.arguments) == 1 else None
    for cell in cells or ():
        total = combine("+", total, cell) if total is not None else None
    if isinstance(total, Number) and not call.keywords:
        return replace(total, numeric_type=NumericType.LIBRARY)
    return call.unknown_numbers("a sum of numbers")


def _sum_of_vectors(call: Call, known: VectorsOf) -> Value:
    if len(call.arguments) == 1 and not call.keywords:
        return FloatNumber()
    return vector_reductions.reduced(call, known) or call.unknown_numbers("a sum of numbers")


def _same(*names: str, memory: Memory = Memory.COPY, makes: str = "") -> tuple[Entry, ...]:
    return tuple(Entry((name,), ("self",), PassesOn(("self",), memory=memory), makes=makes) for name in names)


def _cast(name: str, dtype: str, *, makes_whole: bool = False) -> Entry:
    """``x.long()``, ``x.byte()``: of the type itself it is the same tensor."""
    passes_on = PassesOn(("self",), memory=Memory.PERHAPS, dtype=dtype, makes_whole=makes_whole)
    return Entry((name,), ("self",), passes_on, makes=_TORCH)


def _cast_to(name: str, memory: Memory, makes: str = "") -> Entry:
    """``x.astype(np.uint8)``, ``x.to(torch.uint8)``, ``x.to(device)``"""
    return Entry((name,), ("self", "dtype"), PassesOn(("self",), memory=memory, dtype_of="dtype"), makes=makes)


def _calculating(names: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    """Methods that do what an operator does: ``x.add(1)``."""
    return tuple(handled(name, by=partial(arithmetic, sign), takes=("x1", "x2")) for name, sign in names)


_TORCH = "torch"
"""Only PyTorch's tensors have these methods, so what they are called on is a tensor wherever it comes from."""


_METHODS = (
    Entry(("max",), scores.ARGMAX, Handled(largest_by_method), renamed=scores.AXIS_NAMES),
    Entry(("amax",), scores.ARGMAX, Handled(largest), renamed=scores.AXIS_NAMES),
    Entry(("min",), ("self", "axis"), Handled(smallest), renamed={"dim": "axis"}),
    Entry(("sum",), scores.ARGMAX, Handled(summed), renamed=scores.AXIS_NAMES),
    Entry(("unique",), ("self",), Handled(_unique)),
    Entry(("item",), ("self",), Handled(_item)),
    *(handled(name, by=_as_list) for name in ("tolist", "to_list")),
    Entry(("clip",), CLIP, Handled(clipped), renamed=CLIP_NAMES),
    Entry(("clamp",), ("self", "a_min", "a_max"), Handled(clipped), renamed=CLIP_NAMES),
    MASKED_FILL,
    running_sums_entry("cumsum"),
    *scores.METHODS,
    *_same("clone", makes=_TORCH),
    *_same("detach", memory=Memory.SHARED, makes=_TORCH),
    *_same("numpy", memory=Memory.SHARED, makes="numpy"),
    *_same("contiguous", "cpu", "cuda", "pin_memory", memory=Memory.PERHAPS, makes=_TORCH),
    *_same("requires_grad_", "share_memory_", memory=Memory.SHARED),
    *_same("to_numpy", memory=Memory.PERHAPS, makes="numpy"),
    *(_cast(name, "", makes_whole=True) for name in ("long", "int")),
    *(_cast(name, "") for name in ("float", "double")),
    *(_cast(name, type_of_method(name)) for name in ("byte", "char", "short", "bool")),
    _cast_to("astype", Memory.PERHAPS),
    _cast_to("to", Memory.PERHAPS, makes=_TORCH),
    _cast_to("type", Memory.PERHAPS),
    Entry(("new_tensor",), ("self", "data"), PassesOn(("data",)), makes=_TORCH),
    Entry(("type_as",), ("self", "other"), PassesOn(("self",), memory=Memory.PERHAPS), makes=_TORCH),
    *array_shapes.METHODS,
)


LIBRARY = Library(
    name="arrays",
    roots=(),
    entries=(),
    conventions=Conventions(
        about_ids=("max", "min", "amax", "amin", "all", "any", "item", "sum", "isin", "count"),
        shapes=("shape",),
        shape_methods=("size",),
        array_content=("data", "dtype", "flat", "imag", "real", "shape", "strides"),
    ),
    methods={
        "array": (
            *_METHODS,
            *_same("copy"),
            *array_changes.METHODS,
            *array_order.METHODS,
            *array_places.METHODS,
            *array_parts.METHODS,
            *array_pieces.METHODS,
            *array_rows.METHODS,
            *array_views.METHODS,
            Entry(("size",), ("self", "axis"), Handled(_size), renamed={"dim": "axis"}),
            *(handled(name, by=number_of_elements) for name in ("numel", "nelement")),
            *_calculating((("add", "+"), ("sub", "-"), ("mul", "*"), ("remainder", "%"), ("floor_divide", "//"))),
        ),
        "vectors": (
            *array_order.OF_VECTORS,
            *vector_reductions.METHODS,
            *_calculating((("add", "+"), ("sub", "-"), ("mul", "*"), ("div", "/"))),
        ),
        "any": (*_METHODS, *_same("copy"), *array_changes.OF_FILES),
    },
    # ``variable[1].assign(2)``: the array of which this is a number.
    # PyTorch's methods that end with "_" change their tensor too; the engine knows that rule by itself.
    in_place={
        "number": ("assign", "assign_add", "assign_sub"),
        "array": (
            *("put", "resize", "itemset", "partition", "setfield", "storage", "untyped_storage"),
            *("assign", "assign_add", "assign_sub", "scatter_update", "scatter_add", "scatter_sub", "scatter_mul"),
            *("scatter_div", "scatter_min", "scatter_max", "batch_scatter_update"),
            *("scatter_nd_update", "scatter_nd_add", "scatter_nd_sub", "scatter_nd_min", "scatter_nd_max"),
        ),
    },
    attributes={
        "array": (
            Entry(("shape",), ("self",), Handled(shape)),
            Entry(("size",), ("self",), Handled(number_of_elements), uncalled=True),
            array_shapes.moved("T", by=array_shapes.turned, memory=Memory.SHARED),
            array_shapes.moved("flat", by=array_shapes.flat, memory=Memory.SHARED),
            *_same("values", memory=Memory.PERHAPS),
            *_same("data", memory=Memory.SHARED),
            *array_views.ATTRIBUTES,
        ),
        "any": (Entry(("shape",), ("self",), Handled(shape)), *_same("values")),
        "vectors": _same("data", memory=Memory.SHARED),
        "tuple": array_order.PAIRS,
        # ``Size.VOCABULARY.value`` of an enum's member.
        "number": _same("value"),
    },
)
