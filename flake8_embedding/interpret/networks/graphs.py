"""Functional models with data in their inputs: the tensors of the graph get values, one after the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import GRAPH_NODES
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import has_symbolic, is_symbolic, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.nests import snapshot
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.widening import CHANGES
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import ANY_TENSOR, Choice, Operation, Symbolic, Value


class Graph:
    """A functional model with data in its inputs. Every layer is called once. Without data no code of the file runs,
    and nothing is looked up."""

    def __init__(self, machine: Machine, held: dict[Hashable, Value], node: cst.CSTNode) -> None:
        self._machine = machine
        self._values: dict[Hashable, Value] = {key: _as_array(machine, value) for key, value in held.items()}
        """What is known of a tensor, by its key, and of one that differs from path to path, by its alternatives."""
        self._node = node
        self._has_data = bool(held)
        self._left = GRAPH_NODES
        """How many more tensors are computed."""

    def value_of(self, wanted: Value) -> Value:
        content = wanted if type(wanted) is Symbolic else self._machine.store.content(wanted)
        if type(content) is Symbolic:
            return self._tensor(content.key, content)
        if type(content) is Choice and is_symbolic(content, self._machine.store):
            return self._tensor(content, content)
        if type(content) is DictValue and is_symbolic(wanted, self._machine.store):
            return replace(content, entries=tuple((key, self.value_of(value)) for key, value in content.entries))
        items = items_of(wanted, self._machine.store)
        if items is not None and has_symbolic(items, self._machine.store):
            values = tuple(self.value_of(item) for item in items)
            return SequenceValue.of("list", values, self._machine.unknown("several tensors", self._node))
        if type(content) is SequenceValue and is_symbolic(content, self._machine.store):
            begins = tuple(self.value_of(one) for one in content.begins)
            return replace(content, element=self.value_of(content.element), begins=begins)
        return wanted

    def _tensor(self, key: Hashable, tensor: Symbolic | Choice) -> Value:
        found = self._values.get(key)
        if found is None:
            if self._left <= 0:
                return self._machine.unknown("the model is too large", self._node)
            self._left -= 1
            self._values[key] = self._machine.unknown("a tensor that needs itself", self._node)
            found = self._either(tensor) if isinstance(tensor, Choice) else self._computed(tensor)
            self._values[key] = found
        return found

    def _either(self, tensor: Choice) -> Value:
        """The tensors that are needed on all paths are computed before: ids are looked up on all of them."""
        needed = [self._needed(option.value) for option in tensor.options]
        for key, one in needed[0].items():
            if all(key in others for others in needed[1:]):
                self._tensor(key, one)
        before = self._values

        def on_path(wanted: Value) -> Value:
            self._values = dict(before)
            return self.value_of(wanted)

        try:
            return self._machine.store.on_each(tensor, on_path, (self._machine.key(self._node), len(before)))
        finally:
            self._values = before

    def _needed(self, wanted: Value) -> dict[Hashable, Symbolic | Choice]:
        """The tensors that have no value yet, and of which this one is surely made: those that need others after
        these."""
        found: dict[Hashable, Symbolic | Choice] = {}
        waiting: list[tuple[Value, bool]] = [(wanted, False)]
        begun: set[Hashable] = set()
        while waiting:
            value, is_done = waiting.pop()
            content = self._machine.store.content(value)
            match content:
                case Symbolic():
                    key: Hashable = content.key
                case Choice() if is_symbolic(content, self._machine.store):
                    key = content
                case _:
                    waiting.extend((part, False) for part in self._parts_of(content))
                    continue
            if is_done:
                found[key] = content
            elif key not in begun and key not in self._values:
                begun.add(key)
                waiting.append((content, True))
                if isinstance(content, Symbolic) and content.callee != ANY_TENSOR:
                    # Of several tensors it is not known which one is needed.
                    waiting.extend((part, False) for part in content.inputs)
        return found

    def _parts_of(self, content: Value) -> Iterator[Value]:
        if isinstance(content, DictValue):
            yield from (value for _, value in content.entries)
        elif isinstance(content, SequenceValue) and is_symbolic(content, self._machine.store):
            yield from content.items if content.items is not None else (*content.begins, content.element)

    def _computed(self, tensor: Symbolic) -> Value:
        if tensor.callee == ANY_TENSOR:
            return self._any_of(tensor)
        inputs = tuple([self.value_of(value) for value in tensor.inputs])
        if tensor.is_of_rounds:
            inputs = tuple([self._machine.unknown(CHANGES, (tensor.key, place)) for place in range(len(inputs))])
        if not self._has_data and not self._is_harmless(tensor):
            return self._machine.unknown("no data are given to the model", (tensor.key, "data"))
        if tensor.callee is None:
            return self._machine.unknown("this operation is not followed", tensor.place)
        if type(tensor.callee) is Operation:
            # Each set of data gives objects of its own.
            with self._machine.apart(self._machine.key(self._node)):
                return tensor.callee.run(inputs)
        return self._machine.call(tensor.callee, Arguments(inputs), self._node)

    def _any_of(self, tensor: Symbolic) -> Value:
        """One of several tensors, and no test tells which: what is looked up for one of them may not come."""
        begun = self._machine.journal.mark()
        values = [self.value_of(value) for value in tensor.inputs]
        self._machine.journal.revise(begun, _not_surely)
        return any_of(values, (tensor.key, self._node))

    def _is_harmless(self, tensor: Symbolic) -> bool:
        """Whether computing the tensor has no effect but to give a value."""
        content = self._machine.store.content(tensor.callee) if tensor.callee is not None else None
        return isinstance(content, Operation | LibraryObject)


def _not_surely(lookup: Lookup) -> Lookup:
    return lookup if lookup.ids is None else replace(lookup, ids=lookup.ids.weakened())


def _as_array(machine: Machine, data: Value) -> Value:
    """A list that is given to a model is an array inside."""
    content = machine.store.content(data)
    if isinstance(content, SequenceValue) and content.kind in ("list", "tuple"):
        return snapshot(replace(content, kind="array"), machine.store)
    return data
