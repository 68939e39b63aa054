"""Names and attributes that only some paths have bound, and what a look-up finds on the others.

``if small: self.n = 2`` binds the attribute on one path. On the other one ``self.n`` is what the class has, or a base
class; a name is what an enclosing scope or ``builtins`` has. What that is, only the look-up knows, so the join keeps
the gap and the look-up fills it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from flake8_embedding.limits import ALTERNATIVES, PATH_CONDITION
from flake8_embedding.record import record
from flake8_embedding.values.memory.join import NO_GUARDS, join, options_of, under_both, value_of
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import SetMember
from flake8_embedding.values.value import AllocationSite, Choice, Guard, Guarded, Value

Way = tuple[Value | None, frozenset[Guard]]
"""What a path has bound, None where it has bound nothing, and the guards of the path."""


@record(frozen=True, slots=True)
class PartlyBound(Value):
    """What a name holds on the paths that have ``bound`` it, and the guards of each path ``lacking`` it.

    Without any of either, the name was deleted: after ``del self.n`` a look-up finds what the class has.
    """

    bound: tuple[Guarded, ...]
    lacking: tuple[frozenset[Guard], ...]

    @property
    def value(self) -> Value | None:
        """What it holds if reading it on the other paths is an error."""
        return value_of(self.bound) if self.bound else None


def with_bound(held: PartlyBound, value: Value) -> PartlyBound:
    """The name with the value on the paths that have bound it. On the others, a look-up goes on elsewhere as before."""
    if type(value) is Choice:
        return PartlyBound(value.options, held.lacking)
    common = frozenset.intersection(*(one.guards for one in held.bound))
    return PartlyBound((Guarded(value, common),), held.lacking)


_SEVERAL_WAYS = frozenset({PartlyBound, Choice})
"""What a name holds that depends on the path."""

DELETED = PartlyBound((), (NO_GUARDS,))


def has_fallback(key: Hashable) -> bool:
    """Whether a look-up of this key goes on elsewhere where nothing is bound: a name does. The content of an object
    that one path has not made does not, nor do marks such as ``"*"``, which say what happened on any path."""
    return type(key) is SetMember or (
        type(key) is tuple
        and len(key) == 2
        and type(key[0]) is AllocationSite
        and type(key[1]) is str
        and key[1].isidentifier()
    )


def join_bindings(ways: list[Way], key: Hashable, place: Hashable) -> Value:
    """What a name holds where paths join."""
    for held, _ in ways:
        if held is None or type(held) is PartlyBound:
            return _joined_with_gaps(ways, key, place)
    return join(ways, (place, key))  # type: ignore[arg-type]


def join_ended(ways: list[Way], key: Hashable, place: Hashable) -> Value:
    """What a name of a call that has ended holds where paths join: what any path has bound. No statement reads it any
    more, only tests of what was made of it; so on which paths nothing is bound need not be known."""
    held = [(one.value if type(one) is PartlyBound else one, guards) for one, guards in ways]
    bound = [(one, guards) for one, guards in held if one is not None]
    return join(bound, (place, key)) if bound else DELETED


def _joined_with_gaps(ways: list[Way], key: Hashable, place: Hashable) -> Value:
    """The join where some path has not bound the name, or has bound it on some of its ways only."""
    if len(ways) == 2:
        # One path has bound it, and the other has not: most names that are not bound on all paths.
        (held, guards), (other, missing) = ways if ways[1][0] is None else reversed(ways)
        if other is None and held is not None and type(held) not in _SEVERAL_WAYS and has_fallback(key):
            return PartlyBound((Guarded(held, guards),), (missing,))
    bound: list[tuple[Value, frozenset[Guard]]] = []
    lacking: list[frozenset[Guard]] = []
    for held, guards in ways:
        if held is None:
            lacking.append(guards)
        elif type(held) is PartlyBound:
            # An earlier test has bound it on some paths; those that contradict this path are left out.
            options = [option for option in held.bound if compatible(guards, option.guards)]
            both = [under_both(one.value, guards, one.guards, (place, key)) for one in options]
            bound.extend((one.value, one.guards) for one in both)
            lacking.extend(_noted(guards, missing) for missing in held.lacking if compatible(guards, missing))
        else:
            bound.append((held, guards))
    if not lacking or not has_fallback(key):
        return join(bound, (place, key)) if bound else DELETED
    if len(ways) == 2 and len(bound) == 1 and type(bound[0][0]) is not Choice:
        return PartlyBound((Guarded(*bound[0]),), tuple(lacking))
    gaps = tuple(dict.fromkeys(lacking)) if len(lacking) <= ALTERNATIVES else (NO_GUARDS,)
    return PartlyBound(tuple(options_of(bound, (place, key))), gaps)


def _noted(guards: frozenset[Guard], more: frozenset[Guard]) -> frozenset[Guard]:
    """Both, or the first ones alone where that is too many to note: then the name may be lacking on more paths."""
    together = guards | more
    return together if len(together) <= PATH_CONDITION else guards


def filled(held: PartlyBound, elsewhere: Callable[[], Value | None], key: Hashable) -> Value | None:
    """What a look-up finds: on the paths where nothing is bound, what it finds ``elsewhere``. If there is nothing
    either, reading the name is an error on these paths, and they end."""
    found = elsewhere()
    if found is None or not held.bound:
        return found if not held.bound else held.value
    others = [(found, guards) for guards in held.lacking]
    return join([*((option.value, option.guards) for option in held.bound), *others], key)


def common_guards(paths: list[frozenset[Guard]]) -> Callable[[list[int]], frozenset[Guard]]:
    """A function that gives the guards which all paths have but those of the given numbers. It costs as many steps as
    there are numbers, so that joining thousands of paths costs as much as they changed."""
    counts: Counter[Guard] | None = None

    def common(left_out: list[int]) -> frozenset[Guard]:
        nonlocal counts
        if len(paths) == 2 and len(left_out) == 1:
            return paths[1 - left_out[0]]
        count = len(paths) - len(left_out)
        if count <= len(left_out) or len(paths) <= ALTERNATIVES:
            skipped = set(left_out)
            rest = [guards for number, guards in enumerate(paths) if number not in skipped]
            return frozenset.intersection(*rest) if rest else NO_GUARDS
        if counts is None:
            # At most half of the paths are left out, so only a guard of more than half can be common to the rest.
            every = Counter(guard for guards in paths for guard in guards)
            counts = Counter({guard: times for guard, times in every.items() if 2 * times > len(paths)})
        left = {guard: times for guard, times in counts.items() if times >= count}
        for number in left_out:
            for guard in paths[number]:
                if guard in left:
                    left[guard] -= 1
        return frozenset(guard for guard, times in left.items() if times == count)

    return common


def without_gaps(delta: dict[Hashable, Value]) -> tuple[dict[Hashable, Value], set[Hashable]]:
    """What is bound on any path, as if all had bound it; and the names that some path has not bound, or has deleted."""
    gaps = {key for key, held in delta.items() if type(held) is PartlyBound}
    bound = {key: held.value if type(held) is PartlyBound else held for key, held in delta.items()}
    return {key: value for key, value in bound.items() if value is not None}, gaps
