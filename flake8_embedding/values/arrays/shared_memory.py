"""Objects that show something else than what the store keeps of them.

For an array that lies in the memory of another one the store keeps an ``ArrayView``. What it holds is read through its
base, and what is written to it is written to its base, as long as the program goes on writing to any of them. For an
object at which nobody is expected to look, it keeps that it is ``Watched``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final

from flake8_embedding.limits import VIEWS, VIEWS_SHOWN
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.views import ArrayView, seen_through, written_through
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Choice, ObjectRef, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.values.memory.store import Store


@record(frozen=True, slots=True)
class Watched(Value):
    """What the store keeps of an object at which nobody is expected to look. Whoever does sees something unknown."""

    seen: Unknown


SHOWS_OTHER: Final = frozenset({ArrayView, Choice, Watched})
"""Contents that may show something else."""


class Seen:
    """What views show. They are looked at again and again while their bases stay what they are."""

    def __init__(self) -> None:
        self.looked_at: set[Hashable] = set()
        """The keys of what somebody has seen who looked at a watched object."""
        self._depth = 0
        """How many views of views are being looked through."""
        self._bases: dict[ObjectRef, Value] = {}
        """What was found below them, until the outermost one is done."""
        self._kept: dict[tuple[int, ...], tuple[tuple[Value, ...], Value]] = {}
        """What views have shown, each with the view and what lay below it. The keys are the addresses of these: to
        compare the values would take as long as to look again."""

    def now(self, held: Value, store: Store) -> Value:
        """What a view, or one of several, shows now; any other content as it is."""
        match held:
            case ArrayView(base=base):
                below = self._below(base, store)
                return self._once(held, (below,), lambda: _on_each(below, lambda one: seen_through(held, one)))
            case Choice(options=options) if any(isinstance(option.value, ArrayView | Watched) for option in options):
                seen = tuple(self.now(option.value, store) for option in options)
                guards = [option.guards for option in options]
                return self._once(held, seen, lambda: join(list(zip(seen, guards, strict=True)), "seen"))
            case Watched(seen=unknown):
                self.looked_at.add(unknown.key)
                return unknown
        return held

    def _below(self, base: ObjectRef, store: Store) -> Value:
        """What the array holds that lies below a view. After ``x = x[:9] if a else x[1:]``, again and again, many ways
        lead down to one array: what it holds is worked out once."""
        if self._depth >= VIEWS:
            return Unknown("it is a view of too many views", Key(base, "view"))
        self._depth += 1
        try:
            if base not in self._bases:
                self._bases[base] = store.content(base)
            return self._bases[base]
        finally:
            self._depth -= 1
            if not self._depth:
                # The program goes on, and may write to it.
                self._bases.clear()

    def _once(self, view: Value, below: tuple[Value, ...], look: Callable[[], Value]) -> Value:
        """What the view shows while these values lie below it; ``look`` works it out."""
        key = (id(view), *map(id, below))
        if key not in self._kept:
            if len(self._kept) >= VIEWS_SHOWN:
                self._kept.clear()
            # The values are kept, so that no other ones come to lie at their addresses.
            self._kept[key] = (view, *below), look()
        return self._kept[key][1]


def is_view(array: ObjectRef, store: Store) -> bool:
    """Whether the array lies in the memory of another one."""
    return store.sees_through and isinstance(store.get(array.alloc), ArrayView)


def origin_of(array: ObjectRef, store: Store) -> tuple[ObjectRef, bool]:
    """The array in whose memory an array lies, and whether it lies there from the last element to the first."""
    backwards = False
    for _ in range(VIEWS):
        held = store.get(array.alloc)
        if not isinstance(held, ArrayView) or not held.sure:
            break
        array, backwards = held.base, backwards != held.backwards
    return array, backwards


def lies_in(array: ObjectRef, alloc: AllocationSite, store: Store) -> bool:
    """Whether the array is that object, or lies in its memory."""
    for _ in range(VIEWS):
        if array.alloc is alloc:
            return True
        held = store.get(array.alloc)
        if not isinstance(held, ArrayView):
            return False
        array = held.base
    return True


def change(owner: ObjectRef, content: Value, store: Store, key: Hashable, depth: int = VIEWS) -> None:
    """Give the object other content. A view changes its base, too, and everything that is seen through it."""
    if depth == 0:
        return
    held = store.get(owner.alloc) if store.sees_through else None
    if type(held) is Choice:
        for option in held.options:
            if type(option.value) is ArrayView:
                view = replace(option.value, sure=False)
                change(view.base, _written(view, content, store, key), store, key, depth - 1)
    if type(held) is not ArrayView:
        store.set(owner.alloc, content)
        return
    change(held.base, _written(held, content, store, key), store, key, depth - 1)
    if type(content) is SequenceValue:
        store.set(owner.alloc, replace(held, own=content, then=store.content(held.base)))
    else:
        store.set(owner.alloc, content)


def _written(view: ArrayView, content: Value, store: Store, key: Hashable) -> Value:
    """What the base of a view holds after this was written to the view."""
    return _on_each(store.content(view.base), lambda base: written_through(view, content, base, key))


def _on_each(value: Value, change: Callable[[Value], Value]) -> Value:
    """The value with the answer in place of each of its alternatives."""
    if type(value) is not Choice:
        return change(value)
    return Choice(tuple(replace(option, value=change(option.value)) for option in value.options))
