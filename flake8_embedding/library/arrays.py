"""What arrays, tensors and frames of every library have in common, as far as ids are concerned.

The rows here are methods and attributes: ``x.max()``, ``x.astype(int)``, ``x.shape``. They hold for arrays whose ids
are known and for unknown objects alike, which stay the same unknown thing when they are cast or reshaped.
"""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.spec import Call, Handled, Library, PassesOn, Row
from flake8_embedding.values.arithmetic import least, most
from flake8_embedding.values.contents import length_of, numbers_in
from flake8_embedding.values.identity import Key
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.objects import Sequence, is_none, opaque_number, unknown_length, upper_bounds
from flake8_embedding.values.value import Number, Unknown, Value


def largest(call: Call) -> Value:
    """The largest number in the first argument: exact where it can be named, never above what can be in it."""
    given = call.argument("self")
    if given is None:
        return call.unknown("of what this is the largest is not seen")
    content = call.store.content(given)
    if isinstance(content, Unknown):
        return replace(opaque_number(content, call.symbol_text()), library=True)
    numbers = numbers_in(given, call.store)
    if numbers is None or numbers.high is None:
        return call.unknown("the largest of these is not known")
    if _is_whole(content) and numbers.reached:
        return replace(Number.exactly(numbers.high), largest_of=numbers)
    text = call.symbol_text() or "the largest id"
    symbol = Symbol(("largest", call.key), text, least=None, most=upper_bounds(numbers.high))
    library = isinstance(content, Sequence) and content.kind == "array"
    return replace(Number.exactly(Linear.of(symbol)), library=library, largest_of=numbers)


def _is_whole(content: Value) -> bool:
    """Whether the numbers are all there are, and not what some data happen to hold."""
    return isinstance(content, Sequence) and (content.items is not None or content.kind in ("values", "keys", "range"))


def _smallest(call: Call) -> Value:
    return call.unknown("the smallest of these is not known")


def shape(call: Call) -> Value:
    """``x.shape``: known lengths first, the others unknown but always the same."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    match content:
        case Sequence(shape=dimensions) if dimensions is not None:
            return Sequence.of("tuple", dimensions, dimensions[0])
        case Sequence(length=length):
            dimension = Unknown("a dimension of the array", (call.key, "dimension"))
            return Sequence("tuple", dimension, Number(length.low, None, reached=False))
        case Unknown(key=key, text=text):
            return Unknown("the shape of an unknown array", Key(key, "shape"), f"{text}.shape" if text else None)
    return call.unknown("the shape is not known")


def _item(call: Call) -> Value:
    given = call.argument("self")
    numbers = numbers_in(given, call.store) if given is not None else None
    return replace(numbers, library=False) if numbers is not None else call.unknown("the number is not known")


def clipped(call: Call) -> Value:
    """``np.clip(x, low, high)``: whatever was in x, the ends are reached by some data."""
    given, low, high = (call.argument(name) for name in ("self", "a_min", "a_max"))
    numbers = numbers_in(given, call.store) if given is not None else None
    if numbers is None or given is None:
        return call.unknown("what is clipped is not known")
    if high is not None and not is_none(high):
        if not isinstance(high, Number):
            return call.unknown("the limit is not known")
        numbers = least([numbers, high])
    if low is not None and not is_none(low) and isinstance(low, Number):
        numbers = most([numbers, low])
    length = length_of(given, call.store) or unknown_length(call.key)
    return call.allocate(Sequence("array", replace(numbers, reached=False), length))


def _same(*names: str) -> tuple[Row, ...]:
    return tuple(Row((name,), ("self",), PassesOn(("self",))) for name in names)


def _reshaped(*names: str) -> tuple[Row, ...]:
    return tuple(Row((name,), ("self",), PassesOn(("self",), keeps_shape=False)) for name in names)


_METHODS = (
    Row(("max",), ("self", "axis"), Handled(largest)),
    Row(("amax",), ("self", "axis"), Handled(largest)),
    Row(("min",), ("self", "axis"), Handled(_smallest)),
    Row(("item",), ("self",), Handled(_item)),
    Row(("clip",), ("self", "a_min", "a_max"), Handled(clipped)),
    *_same(
        "astype",
        "contiguous",
        "detach",
        "clone",
        "cpu",
        "cuda",
        "to",
        "long",
        "int",
        "tolist",
        "numpy",
        "to_numpy",
        "to_list",
    ),
    *_reshaped(
        "reshape",
        "flatten",
        "ravel",
        "squeeze",
        "unsqueeze",
        "view",
        "transpose",
        "permute",
        "expand",
        "repeat",
        "t",
    ),
)

LIBRARY = Library(
    name="arrays",
    roots=(),
    rows=(),
    methods={
        "array": (*_METHODS, *_same("copy")),
        "any": (*_METHODS, *_same("copy")),
    },
    # PyTorch's methods that end with "_" change their tensor too; the engine knows that rule by itself.
    in_place={"array": ("fill", "put", "resize", "itemset", "partition", "setfield")},
    attributes={
        "array": (Row(("shape",), ("self",), Handled(shape)), *_reshaped("T"), *_same("values", "data")),
        "any": (Row(("shape",), ("self",), Handled(shape)), *_same("values")),
    },
)
