"""Guards that cannot all be met: ``n == 0`` and ``n > 3``, ``kind == "big"`` and ``kind == "small"``."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

from flake8_embedding.limits import CONTRADICTIONS
from flake8_embedding.values.chosen_at_start import Option
from flake8_embedding.values.compare import Formula, atoms, conjunction
from flake8_embedding.values.conjuncts import guards_of
from flake8_embedding.values.domain import Domain
from flake8_embedding.values.formulas import formula_once
from flake8_embedding.values.linear import Linear
from flake8_embedding.values.objects import SequenceValue
from flake8_embedding.values.predicate import AllOf, AnyOf, Compare, Contains, Op, Truthy
from flake8_embedding.values.provenance import LengthOf, NumberOf
from flake8_embedding.values.value import Const, Guard, Number, Unknown, Value

_Choice = list[frozenset[Guard]]
"""The alternatives of an ``or``, of which one must be met."""


@lru_cache(maxsize=CONTRADICTIONS)
def contradict(guards: frozenset[Guard]) -> bool:
    """Whether the guards cannot all be met. One alternative of each ``or`` must be possible with the rest."""
    plain, choices = _divided(guards)
    if _is_impossible(plain):
        return True
    while choices:
        forced: list[Guard] = []
        open_ones: list[_Choice] = []
        taken = dict(plain)
        for choice in choices:
            possible = [one for one in choice if not _is_excluded(one, taken, choices)]
            if not possible:
                return True
            if len(possible) == 1:
                forced.extend(possible[0])
            else:
                open_ones.append(possible)
        if not forced:
            return False
        # Where one alternative alone is left, it holds.
        more, further = _divided(forced)
        plain, choices = [*plain, *more], [*open_ones, *further]
        if _is_impossible(plain):
            return True
    return False


def _divided(guards: Iterable[Guard]) -> tuple[list[Guard], list[_Choice]]:
    """The guards that say one thing, and those that say that one of several things is so."""
    plain: list[Guard] = []
    choices: list[_Choice] = []
    for place, way in guards:
        match place, way:
            case (AnyOf(of=parts), True):
                choices.append([guards_of(part, holds=True) for part in parts])
            case (AllOf(of=parts), False):
                choices.append([guards_of(part, holds=False) for part in parts])
            case _:
                plain.append((place, way))
    return plain, choices


def _is_excluded(more: frozenset[Guard], taken: dict[Hashable, bool | str], choices: list[_Choice]) -> bool:
    """Whether ``more`` cannot be met with what is ``taken`` already, or leaves none of the alternatives of another
    ``or``."""
    if _is_refused(taken, more):
        return True
    together = {**taken, **dict(more)}
    if len(together) > len(taken) and _is_impossible(list(together.items())):
        return True
    for choice in choices:
        for one in choice:
            if not _is_refused(together, one):
                break
        else:
            return True
    return False


def _is_refused(taken: dict[Hashable, bool | str], alternative: frozenset[Guard]) -> bool:
    """Whether a guard of the alternative is known to come out the other way."""
    for place, way in alternative:
        known = taken.get(place, way)
        if known is not way and known != way:
            return True
    return False


def _is_impossible(guards: list[Guard]) -> bool:
    taken = dict(guards)
    if len(taken) < len(guards):
        for place, way in guards:
            if taken[place] != way:
                return True
    domains: dict[Hashable, Domain] = {}
    formulas: list[Formula] = []
    for place, way in guards:
        if not isinstance(way, bool):
            continue
        match place:
            case Truthy(of=of):
                _count_as(domains, of.value, true=way)
            case Contains(item=item, container=container):
                _be_among(domains, item.value, container.value, inside=way)
            case Compare() as compared:
                _compare(domains, compared, holds=way)
                formulas.append(formula_once(compared, holds=way))
    if any(domain.is_empty for domain in domains.values()):
        return True
    several = any(len(sum_.terms) > 1 for formula in formulas for sum_ in atoms(formula))
    return several and conjunction(formulas) is False


def _domain(domains: dict[Hashable, Domain], value: Value) -> tuple[Domain, int] | None:
    """The domain of the symbol or unknown thing that the value is, and the constant that is added to it: for ``n + 1``
    that of ``n``, and 1. None for other values."""
    match value:
        case Unknown(key=key):
            name = NumberOf(key)
            domain = domains.get(name)
            if domain is None:
                domain = domains[name] = Domain(whole=False)
                if isinstance(key, Option):
                    domain.only(set(key.choices))
            return domain, 0
        case Number() if isinstance(exact := value.exact, Linear) and [count for _, count in exact.terms] == [1]:
            symbol = exact.terms[0][0]
            domain = domains.get(symbol.key)
            if domain is None:
                domain = domains[symbol.key] = Domain(whole=True, low=symbol.least)
            return domain, exact.constant
    return None


def _count_as(domains: dict[Hashable, Domain], value: Value, *, true: bool) -> None:
    found = _domain(domains, value)
    if found is None or found[1]:
        return
    found[0].count_as(true=true)
    if isinstance(value, Unknown):
        # If it is a collection, it counts as true when it has an element.
        length = domains.setdefault(LengthOf(value.key), Domain(whole=True, low=0))
        if true:
            length.above(1, itself=True)
        else:
            length.below(0, itself=True)


_NO_CONSTANT = object()


def _constant(value: Value) -> Any:
    match value:
        case Const(value=constant):
            return constant
        case Number() if (number := value.constant) is not None:
            return number
    return _NO_CONSTANT


def _be_among(domains: dict[Hashable, Domain], item: Value, container: Value, *, inside: bool) -> None:
    found = _domain(domains, item)
    items = container.items if isinstance(container, SequenceValue) else None
    if found is None or items is None:
        return
    constants = [_constant(one) for one in items]
    if any(one is _NO_CONSTANT for one in constants):
        return
    domain, offset = found
    values = {one - offset if isinstance(one, int) and offset else one for one in constants}
    if inside:
        domain.only(values)
    else:
        domain.excluded |= values


def _compare(domains: dict[Hashable, Domain], compared: Compare, *, holds: bool) -> None:
    left, right = compared.left.value, compared.right.value
    for one, other, exchanged in ((left, right, False), (right, left, True)):
        constant, found = _constant(other), _domain(domains, one)
        if constant is _NO_CONSTANT or found is None:
            continue
        domain, offset = found
        if offset and isinstance(constant, int | float):
            constant -= offset
        if compared.op is not Op.LESS:
            _equal(domain, constant, compared.op, holds=holds)
        elif isinstance(constant, int | float):
            # ``x < c``, its negation ``x >= c``; the other way round ``c < x`` and ``x <= c``.
            if exchanged is holds:
                domain.above(constant, itself=not holds)
            else:
                domain.below(constant, itself=not holds)


def _equal(domain: Domain, constant: Any, op: Op, *, holds: bool) -> None:
    if holds:
        domain.only({constant})
    elif op is Op.EQUAL or constant is None or isinstance(constant, bool):
        domain.excluded.add(constant)
