"""contextlib: errors that are suppressed, classes whose objects decorate, and what is called when a block is left.

https://docs.python.org/3/library/contextlib.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import (
    Conventions,
    Entry,
    ExpectsErrors,
    InheritedBehaviour,
    Library,
    MakesObject,
    handled,
)
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.objects import ErrorTrap, Instance, LibraryObject, Replacement, Suspended
from flake8_embedding.values.value import NONE, Choice, FunctionValue, LibraryName, ObjectRef, Partial, Value

_NOTED = "noted calls"
_WHOLE = (NONE, NONE, NONE)
"""What ``__exit__`` is given if there was no exception."""


def _enter_context(call: Call) -> Value:
    """``stack.enter_context(suppress(KeyError))``: from here on the stack is a trap as well."""
    entered = call.argument("manager") or call.unknown("nothing is entered")
    content = call.store.content(entered)
    match content:
        case ErrorTrap():
            _note_trap(call, content)
        case Replacement():
            call.start_replacement(content)
            return call.unknown("what a context manager gives is not followed")
        case Instance() if isinstance(entered, ObjectRef):
            _note_trap(call, ErrorTrap(None))
            _note_call(call, Partial(call.attribute(entered, "__exit__"), _WHOLE))
            return call.apply(call.attribute(entered, "__enter__"), [])
        case LibraryObject():
            # Another stack, perhaps.
            _note_trap(call, ErrorTrap(None))
        case Instance() | Suspended() | Choice() | SequenceValue():
            _note_trap(call, ErrorTrap(None))
            return call.unknown("what a context manager gives is not followed")
    return entered


def _push(call: Call) -> Value:
    """``stack.push(leave)``: a function like ``__exit__``, or an object that has one. It may stop an exception."""
    _, *given = call.arguments
    _note_trap(call, ErrorTrap(None))
    if not given:
        return call.unknown("what is pushed is not seen")
    is_function = isinstance(given[0], FunctionValue | Partial | LibraryName)
    leave = given[0] if is_function else call.attribute(given[0], "__exit__")
    _note_call(call, Partial(leave, _WHOLE))
    return given[0]


def _callback(call: Call) -> Value:
    """``stack.callback(function, *arguments)``: it is called when the block is left."""
    _, *given = call.arguments
    if not given:
        return call.unknown("what is called is not seen")
    _note_call(call, Partial(given[0], tuple(given[1:]), call.keywords))
    return given[0]


def _note_trap(call: Call, trap: ErrorTrap) -> None:
    stack = call.arguments[0]
    before = call.store.get((stack.alloc, "trap")) if isinstance(stack, ObjectRef) else None
    errors = trap.errors
    for one in alternatives_of(before) if before is not None else ():
        own = one.value.errors if isinstance(one.value, ErrorTrap) else None
        errors = None if errors is None or own is None else (*own, *errors)
    call.set_attribute(stack, "trap", ErrorTrap(errors))


def _note_call(call: Call, later: Value) -> None:
    stack = call.arguments[0]
    if isinstance(stack, ObjectRef):
        noted = (*_noted(call, stack), later)
        call.set_attribute(stack, _NOTED, SequenceValue.of("tuple", noted, later))


def _noted(call: Call, stack: ObjectRef) -> tuple[Value, ...]:
    before = call.store.get((stack.alloc, _NOTED))
    return (items_of(before, call.store) or ()) if before is not None else ()


def _close(call: Call) -> Value:
    """``stack.close()``: all of it is called now."""
    stack = call.arguments[0]
    noted = _noted(call, stack) if isinstance(stack, ObjectRef) else ()
    call.set_attribute(stack, _NOTED, SequenceValue.of("tuple", (), NONE))
    for one in reversed(noted):
        call.apply(one, [])
    return NONE


def _pop_all(call: Call) -> Value:
    """``stack.pop_all()``: another stack has it from now on, and calls it somewhere."""
    stack = call.arguments[0]
    for one in _noted(call, stack) if isinstance(stack, ObjectRef) else ():
        call.note_handed_on(one)
    call.set_attribute(stack, _NOTED, SequenceValue.of("tuple", (), NONE))
    return call.unknown("a stack that is not followed")


_NAMES = ("ExitStack", "AsyncExitStack")

LIBRARY = Library(
    name="contextlib",
    roots=("contextlib",),
    conventions=Conventions(expects_errors=("suppress",)),
    entries=(
        Entry(("suppress",), ("errors",), ExpectsErrors("errors", several=True)),
        Entry(_NAMES, (), MakesObject()),
    ),
    methods={
        f"contextlib.{name}": (
            handled("enter_context", "enter_async_context", by=_enter_context, takes=("self", "manager")),
            handled("push", "push_async_exit", by=_push),
            handled("callback", "push_async_callback", by=_callback),
            handled("close", "aclose", by=_close),
            handled("pop_all", by=_pop_all),
        )
        for name in _NAMES
    },
    bases={"ContextDecorator": InheritedBehaviour(decorates=True)},
)
