"""JAX's functions over trees of arrays: ``jax.tree.map(f, batch)``.

https://docs.jax.dev/en/latest/_autosummary/jax.tree.map.html: f is called with each leaf, and what it gives stands in
the same place. Lists, tuples and dicts are inner nodes, arrays and numbers are leaves.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.value import Number, Value


def _mapped(call: Call) -> Value:
    """``tree.map(f, batch)`` of one tree."""
    function, tree = call.argument("f"), call.argument("tree")
    if function is None or tree is None or not call.complete or len(call.arguments) + len(call.keywords) != 2:
        return call.unknown("which trees are mapped is not seen")
    return _of_node(call, function, tree, ())


def _of_node(call: Call, function: Value, node: Value, place: tuple[int, ...]) -> Value:
    content = call.store.content(node)
    match content:
        case Number() | SequenceValue(kind="array"):
            given = call.store.content(call.apply(function, [node]))
            if isinstance(given, SequenceValue):
                # What the function makes for another leaf is another array.
                return call.allocate(given, f"leaf {place}")
            return given if isinstance(given, Number) else call.unknown_part("what f gives", f"leaf {place}")
        case SequenceValue(kind="list" | "tuple" as kind, items=tuple() as items):
            parts = [_of_node(call, function, item, (*place, number)) for number, item in enumerate(items)]
            made = SequenceValue.of(kind, tuple(parts), any_of(parts, (call.key, place)))
            return call.allocate(made, f"node {place}") if kind == "list" else made
        case DictValue(entries=entries, key=None):
            changed = tuple(
                (key, _of_node(call, function, value, (*place, number))) for number, (key, value) in enumerate(entries)
            )
            return call.allocate(replace(content, entries=changed), f"node {place}")
    # Its leaves are handed to the function, whatever they are.
    call.apply(function, [call.unknown_part("a leaf of the tree", f"leaf {place}")])
    return call.unknown_part("an unknown tree", f"tree {place}")


LIBRARY = Library(
    name="JAX trees",
    roots=("jax",),
    entries=(handled("tree.map", "tree_map", "tree_util.tree_map", by=_mapped, takes=("f", "tree")),),
)
