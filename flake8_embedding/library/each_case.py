"""Functions that change a list which holds one thing or another, by the path."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.values.value import Choice, Value


def in_each_case(parameter: str, handler: Callable[[Call], Value]) -> Callable[[Call], Value]:
    """The handler of a function that changes the argument of this name, for each thing that it may be."""

    def handled_apart(call: Call) -> Value:
        owner = call.argument(parameter)
        if isinstance(owner, Choice):
            return call.store.on_each(owner, lambda one: handled_apart(call.about(owner, one)), call.key)
        content = call.store.content(owner) if owner is not None else None
        if owner is None or not isinstance(content, Choice):
            return handler(call)

        def answer(one: Value) -> Value:
            call.set(owner, one)
            return handler(call)

        return call.store.on_each(content, answer, call.key)

    return handled_apart
