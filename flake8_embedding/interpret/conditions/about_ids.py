"""Of which ids a test asks whether they are large: ``i >= len(vocab)``, ``not (ids < n).all()``.

Which ids these are is told by how high they go, see ``asked_ids``.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.asked_ids import NO_ENDS, Ends, ends_of
from flake8_embedding.interpret.conditions.about import is_about_kind
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.chosen_at_start import is_of_settings
from flake8_embedding.values.compare import at_least
from flake8_embedding.values.contents import numbers_in
from flake8_embedding.values.join import alternatives_of
from flake8_embedding.values.objects import SequenceValue
from flake8_embedding.values.predicate import AllOf, AnyOf, Compare, Contains, Not, Op, Truthy, Undecided
from flake8_embedding.values.provenance import LargestOf
from flake8_embedding.values.value import Choice, Method, Number, Unknown, Value

_DEPTH = 4
"""Calls inside each other that are looked into: ``bool((ids < n).all().item())``."""


def asked_by(machine: Machine, test: Hashable) -> Ends:
    """Of which ids the test asks whether they are large."""
    return _Question(machine).of_test(test)


class _Question:
    """A test, with those that it is made of. What one test has found is a part of the next: each is looked at once."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._seen: set[int] = set()

    def of_test(self, test: Hashable) -> Ends:
        """Of which ids the test asks whether they are large. Those of a test that was looked at are not told again."""
        if id(test) in self._seen:
            return NO_ENDS
        self._seen.add(id(test))
        match test:
            case Compare(op=Op.IS, left=left, right=right):
                return self._answered(left.value) | self._answered(right.value)
            case Compare(op=Op.LESS, left=left, right=right):
                return self._ids_in(left.value) | self._ids_in(right.value)
            case Compare(op=Op.EQUAL, left=left, right=right):
                return self._equal_to(left.value, right.value) | self._equal_to(right.value, left.value)
            case Contains(item=item, container=container):
                return self._among(item.value, container.value)
            case Truthy(of=of):
                return self._answered(of.value)
            case Not(of=inner):
                return self.of_test(inner)
            case AllOf(of=parts) | AnyOf(of=parts):
                return NO_ENDS.union(*(self.of_test(part) for part in parts))
        return NO_ENDS

    def _equal_to(self, ids: Value, other: Value) -> Ends:
        """``if i == len(vocab): raise``. To look for some other id is no check: ``if index == drawn: return word``."""
        ends = self._ids_in(ids)
        if type(self._each(ids)) is not Number:
            return ends
        exact = other.exact if type(other) is Number else None
        return ends if exact is not None and not ends.isdisjoint(ends_of(exact)) else NO_ENDS

    def _among(self, item: Value, container: Value) -> Ends:
        """``if i not in known: raise``; and ``if n in ids: raise``, where the highest of the ids is compared with one
        number. ``if drawn not in seen`` is no check if the highest of the ids may be in the container, too."""
        inside = numbers_in(container, self._machine.store)
        if type(item) is not Number or item.high is None or inside is None or inside.high is None:
            return self._ids_in(item)
        if item.exact is not None:
            return self._equal_to(inside, item)
        return NO_ENDS if at_least(inside.high, item.high) is True else self._ids_in(item)

    def _ids_in(self, value: Value) -> Ends:
        ids = self._each(value)
        if type(ids) is not Number:
            return self._answered(ids)
        if ids.high is None:
            return NO_ENDS
        if ids.exact is None:
            return ends_of(ids.high)
        largest = [one for one in symbols_of(ids.high) if isinstance(one.key, LargestOf)]
        return NO_ENDS.union(*(ends_of(bound) for one in largest for bound in one.most)) if self._is_open() else NO_ENDS

    def _is_open(self) -> bool:
        """Whether a test of ``max(ids)`` leaves open which ids come. In a loop it is the largest of each row; and paths
        of which only some settings take one join again. Elsewhere it is understood."""
        return self._machine.loops.repeats or any(is_of_settings(test) for test, _ in self._machine.guards)

    def _each(self, value: Value) -> Value:
        """What is compared where the value is: of an array each number."""
        content = self._machine.store.content(value)
        is_array = type(content) is SequenceValue and content.kind == "array"
        return (numbers_in(content, self._machine.store) or content) if is_array else content

    def _answered(self, value: Value, depth: int = _DEPTH) -> Ends:
        """Of which ids the value tells: a test, several of them, or the answer of a call that is not followed."""
        match value:
            case Undecided():
                return self.of_test(value.predicate)
            case Choice(options=options):
                return NO_ENDS.union(*(self._told(one.value, depth) for one in options))
            case Unknown(key=key) if depth > 0:
                function, *given = self._machine.results.question(key) or (value,)
                asked = [one.value for one in alternatives_of(function) if type(one.value) is Method]
                given += [one.owner for one in asked if one.name in self._machine.registry.conventions.about_ids]
                return NO_ENDS if is_about_kind(function) else NO_ENDS.union(*(self._told(one, depth) for one in given))
        return NO_ENDS

    def _told(self, argument: Value, depth: int) -> Ends:
        """Of which ids an argument tells: ``is_fine(i)``, ``all(flags)``; or what is asked by a method: ``(ids <
        n).all().item()``."""
        content = self._machine.store.content(argument)
        each = content.element if isinstance(content, SequenceValue) else content
        if type(each) is Undecided:
            return self.of_test(each.predicate)
        return self._ids_in(content) if type(content) is Number else self._answered(content, depth - 1)
