"""JAX's functions that make functions of functions: ``jit``, ``checkpoint``, ``vmap``, ``pmap``, ``grad`` and
``value_and_grad``; and those of Equinox and of Flax's nnx.

https://docs.jax.dev/en/latest/_autosummary/jax.vmap.html,
https://docs.jax.dev/en/latest/_autosummary/jax.value_and_grad.html,
https://docs.kidger.site/equinox/api/transformations/#equinox.filter_vmap,
https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/transforms.html

``vmap(f)(x)`` calls f with each part of x along its first axis, and stacks what f gives. So in f the array has one
dimension less.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.arrays.vectors import vectors, vectors_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import ANY_INDEX, Const, Number, Unknown, Value


def _same_function(call: Call) -> Value:
    """``jit(f)`` is called like f."""
    return call.argument("fun") or call.unknown("which function is transformed is not seen")


def _mapped(call: Call) -> Value:
    """``vmap(f, in_axes=(0, None))``"""
    function = call.argument("fun")
    if function is None or not call.complete or not _is_first(call.argument("out_axes") or Number.exactly(0)):
        return call.unknown("which function is mapped, and how, is not seen")
    axes = call.argument("in_axes") or Number.exactly(0)
    return call.allocate(LibraryObject(_MAPPED, call.place, (("fun", function), ("in_axes", axes))))


def _call_mapped(call: Call) -> Value:
    """``vmap(f)(x, y)``: f gets a part of each."""
    mapped = call.store.content(call.arguments[0])
    function = mapped.setting("fun") if isinstance(mapped, LibraryObject) else None
    axes = mapped.setting("in_axes") if isinstance(mapped, LibraryObject) else None
    if function is None or axes is None or not call.complete:
        return call.unknown("which function is mapped is not seen")
    given = call.arguments[1:]
    along = items_of(axes, call.store) or (axes,) * len(given)
    if len(along) != len(given):
        return call.unknown("along which axes the function is mapped is not seen")
    parts = [part_along(call, one, axis, place) for place, (one, axis) in enumerate(zip(given, along, strict=True))]
    named = tuple((name, part_along(call, one, Number.exactly(0), name)) for name, one in call.keywords)
    lengths = [length_of(one, call.store) for one, axis in zip(given, along, strict=True) if _is_first(axis)]
    known = next((one for one in lengths if one is not None), None)
    return stacked(call, call.apply(function, parts, named), known or unknown_length(call.key))


def _is_first(axis: Value) -> bool:
    return isinstance(axis, Number) and axis.constant == 0


def part_along(call: Call, given: Value, axis: Value, place: object) -> Value:
    """What f gets of an argument in one of its calls."""
    content = call.store.content(given)
    if is_none(axis):
        return given
    if not isinstance(content, SequenceValue) or content.kind != "array":
        # Arrays in dicts, lists and modules are taken apart, too.
        has_arrays = isinstance(content, SequenceValue | DictValue | Unknown)
        return Unknown("a part of an unknown array", (call.key, place)) if has_arrays else given
    if _is_first(axis):
        found = call.store.content(call.item(given, (ANY_INDEX,)))
        return call.allocate(found, f"part {place}") if isinstance(found, SequenceValue) else found
    numbers = numbers_in(content, call.store)
    if numbers is None:
        return call.unknown("a part of an array along another axis")
    return call.allocate(SequenceValue("array", numbers, unknown_length((call.key, place))), f"part {place}")


def stacked(call: Call, result: Value, length: Number, part: str = "") -> Value:
    """The results of all calls: each array in it has one dimension more."""
    content = call.store.content(result)
    known = vectors_in(content)
    if known is not None:
        return vectors((call.key, part), known.width, None if known.dimensions is None else known.dimensions + 1)
    match content:
        case Number():
            return call.allocate(SequenceValue("array", content, length), part)
        case SequenceValue(kind="array"):
            return call.allocate(SequenceValue("array", content, length), part)
        case SequenceValue(kind="tuple", items=tuple() as items):
            parts = [stacked(call, one, length, f"{part} {place}") for place, one in enumerate(items)]
            return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))
    return call.unknown("what the mapped function gives is not followed")


def _derivative(call: Call) -> Value:
    """``value_and_grad(f, has_aux=True)``: called, it calls f once with the same arguments."""
    function, more = call.argument("fun"), call.argument("has_aux")
    if function is None or not isinstance(more, Const | None) or not call.complete:
        return call.unknown("of which function it is the derivative is not seen")
    has_more = more is not None and more.value is True
    kept = (("fun", function), ("has_aux", Const(has_more)))
    with_value = call.path.endswith("value_and_grad")
    return call.allocate(LibraryObject(_VALUE_AND_GRADIENT if with_value else _GRADIENT, call.place, kept))


def _call_derivative(call: Call) -> Value:
    """What f gives, and its derivative."""
    made = call.store.content(call.arguments[0])
    function = made.setting("fun") if isinstance(made, LibraryObject) else None
    if not isinstance(made, LibraryObject) or function is None:
        return call.unknown("of which function it is the derivative is not seen")
    given = call.apply(function, call.arguments[1:], call.keywords)
    derivative = call.unknown_part("a derivative", "derivative")
    if made.path == _VALUE_AND_GRADIENT:
        parts = [given, derivative]
    elif made.setting("has_aux") == Const(True):
        items = items_of(given, call.store)
        more = items[1] if items is not None and len(items) == 2 else call.unknown_part("what else f gives", "more")
        parts = [derivative, more]
    else:
        return derivative
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))


_MAPPED = "jax.vmap"
_GRADIENT = "jax.grad"
_VALUE_AND_GRADIENT = "jax.value_and_grad"
_DIFFERENTIATED = ("fun", "argnums", "has_aux")
_TAKES = ("fun", "in_axes", "out_axes")
_OF_EQUINOX = ("fun", "*", *_TAKES[1:])

LIBRARY = Library(
    name="JAX transforms",
    roots=("jax", "equinox", "flax.nnx"),
    entries=(
        handled("jit", "checkpoint", by=_same_function, takes=("fun",), roots=("jax",)),
        handled("jit", "remat", by=_same_function, takes=("fun",), roots=("flax.nnx",)),
        handled("vmap", by=_mapped, takes=_TAKES, roots=("jax",)),
        handled("pmap", by=_mapped, takes=("fun", "axis_name", "*", *_TAKES[1:]), roots=("jax",)),
        handled("grad", "value_and_grad", by=_derivative, takes=_DIFFERENTIATED, roots=("jax",)),
        handled("grad", "value_and_grad", by=_derivative, takes=("fun", "*", "has_aux"), roots=("flax.nnx",)),
        handled(
            *("filter_grad", "filter_value_and_grad"), by=_derivative, takes=("fun", "*", "has_aux"), roots=("equinox",)
        ),
        handled("filter_vmap", "filter_pmap", by=_mapped, takes=_OF_EQUINOX, roots=("equinox",)),
    ),
    methods={
        _MAPPED: (handled("__call__", by=_call_mapped),),
        _GRADIENT: (handled("__call__", by=_call_derivative),),
        _VALUE_AND_GRADIENT: (handled("__call__", by=_call_derivative),),
    },
    decorators=("jax.jit", "jax.checkpoint", "equinox.filter_jit"),
)
