"""Functions that change a list which holds one thing or another, by the path."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.values.value import Choice, ObjectRef, Value


def in_each_case(parameter: str, handler: Callable[[Call], Value]) -> Callable[[Call], Value]:
    """The handler of a function that changes the argument of this name, for each thing that it may be."""

    def handled_apart(call: Call) -> Value:
        owner = call.argument(parameter)
        found = apart(call, owner, handled_apart) if owner is not None else None
        return handler(call) if found is None else found

    return handled_apart


def apart(call: Call, owner: Value, handler: Callable[[Call], Value]) -> Value | None:
    """What the handler gives for each thing that the argument may be, or may hold; None if that is one thing."""
    given = (*call.arguments, *(value for _, value in call.keywords))
    if type(owner) is Choice and any(value is owner for value in given):
        return call.store.on_each(owner, lambda one: handler(call.about(owner, one)), call.key)
    held = call.store.get(owner.alloc) if type(owner) is ObjectRef else None
    if type(held) is not Choice or type(owner) is not ObjectRef:
        return None
    alloc = owner.alloc

    def answer(one: Value) -> Value:
        # What is held of a view says whose it is.
        call.store.set(alloc, one)
        return handler(call)

    return call.store.on_each(held, answer, call.key)
