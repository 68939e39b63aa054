"""``try``, ``raise``, and what runs however a block is left: the paths that exceptions take.

A handler begins in any state in which its block may be interrupted (``Interruptions``). A ``finally`` or an
``__exit__`` runs on each way out: at the end of the block, at each ``return``, ``break`` and ``continue`` in it, and
for an exception that passes.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Hashable
from functools import partial
from itertools import chain

import libcst as cst

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.conditions.doubt import doubt_way
from flake8_embedding.interpret.containers.missing_keys import may_miss_key, note_handler_doubt
from flake8_embedding.interpret.escaping.callbacks import forget_written
from flake8_embedding.interpret.frame import Exit, Flow
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.paths.sure_statements import is_surely_done
from flake8_embedding.interpret.paths.tolerated_errors import (
    ends_with_failure,
    ends_with_raise,
    is_another_attempt,
    tolerates_another,
)
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.paths import Interruptions
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.value import ClassValue, Guard, LibraryName, Unknown, Value

Paths = list[tuple[Delta, frozenset[Guard]]]


def _raise(machine: Machine, node: cst.Raise) -> Flow:
    if node.exc is not None:
        machine.evaluate(node.exc)
    machine.store.may_be_interrupted()
    return Flow.AWAY


def _try(machine: Machine, node: cst.Try | cst.TryStar) -> Flow:
    if node.finalbody is None:
        return _handled(machine, node)
    final = node.finalbody.body
    return ensured(machine, machine.key(node), lambda: _handled(machine, node), lambda: machine.execute([final]))


def _handled(machine: Machine, node: cst.Try | cst.TryStar) -> Flow:
    """The block with its handlers and its ``else``."""
    place = machine.key(node)
    paths: Paths = []
    unbroken = frozenset({(place, "no exception")})
    entered = machine.guards
    begun = machine.journal.mark()
    with machine.path(unbroken) as changed:
        with machine.store.watching() as interruptions:
            flow = machine.execute([node.body])
        done = machine.journal.mark()
        if flow is Flow.ON and node.orelse is not None:
            flow = machine.execute([node.orelse.body])
        passed = machine.guards - entered
    if flow is Flow.ON:
        paths.append((changed, passed))
    handlers: list[cst.ExceptHandler | cst.ExceptStarHandler] = [*node.handlers]
    if is_surely_done(machine, node.body):
        handlers = []
    interrupted = interruptions.state(place)
    reckoned_with = False
    written: list[Hashable] = []
    for number, handler in enumerate(handlers):
        guards = frozenset({(place, f"exception {number}")})
        with machine.path(guards) as handled:
            machine.store.apply(interrupted)
            caught = machine.evaluate(handler.type) if handler.type is not None else None
            if interruptions.told:
                machine.store.apply(interruptions.unless_raised(place, partial(_catches, caught)))
            if not may_miss_key(machine, node.body, caught, place):
                continue
            ways_out = _count(open_ends(machine))
            note_handler_doubt(machine, guards, node.body, caught, place)
            flow = _execute_handler(machine, handler)
            passed = machine.guards - entered
            is_left = flow is Flow.ON or _count(open_ends(machine)) > ways_out
            fails = ends_with_raise(handler.body.body) or ends_with_failure(handler.body.body)
            goes_on = (
                (is_left or not fails) and not tolerates_another(handler) and not is_another_attempt(node, handler)
            )
        doubt_way(machine, guards, handled)
        written += handled
        if flow is Flow.ON:
            paths.append((handled, passed))
            _forget_found(machine, interruptions, changed, handled, caught)
        reckoned_with = reckoned_with or (goes_on and may_catch_index_errors(machine, caught))
    if reckoned_with:
        machine.journal.expect_errors(begun, done)
    is_left = machine.go_on(paths, place)
    if isinstance(node, cst.TryStar) and len(handlers) > 1:
        # Of a group of exceptions each handler gets some: any number of them run, one after the other.
        forget_written(machine, written, node)
    return Flow.ON if is_left else Flow.AWAY


def _forget_found(
    machine: Machine, interruptions: Interruptions, changed: Delta, handled: Delta, caught: Value | None
) -> None:
    """``try: print(names[i])``, ``except KeyError: pass``: behind the ``try``, i is any number again, in the dict or
    not. ``changed`` and ``handled`` are what the block and the handler have changed. Where they have changed something
    else, that may tell later which way it went: ``found = True``."""
    told = [
        key
        for key, (found, errors) in interruptions.told.items()
        if changed.get(key) is found
        and handled.get(key) is machine.store.held(key)
        and all(_catches(caught, one) for one in errors)
    ]
    others = (key for key in (*changed, *handled) if key not in told and not isinstance(key, Mark))
    if told and next(others, None) is None:
        for key in told:
            del changed[key], handled[key]


def _catches(caught: Value | None, error: str) -> bool:
    """Whether an ``except`` of Python's own errors catches one of this name."""
    match caught:
        case None:
            return True
        case LibraryName(path=path):
            kind = getattr(builtins, path.removeprefix("builtins."), None)
            return isinstance(kind, type) and issubclass(getattr(builtins, error), kind)
        case SequenceValue(kind="tuple", items=tuple() as several):
            return any(_catches(one, error) for one in several)
    return False


def _execute_handler(machine: Machine, handler: cst.ExceptHandler | cst.ExceptStarHandler) -> Flow:
    if handler.name is None or not isinstance(handler.name.name, cst.Name):
        return machine.execute([handler.body])
    name = handler.name.name.value
    machine.bind(name, machine.unknown("an exception", handler))
    return machine.execute([handler.body])


_WIDE = frozenset(
    {
        "BaseException",
        "BaseExceptionGroup",
        "Exception",
        "ExceptionGroup",
        "IndexError",
        "LookupError",
        "RuntimeError",
        "ValueError",
    }
)
"""What Python raises for an index out of range, and what catches that too; libraries have errors of their own."""


def may_catch_index_errors(machine: Machine, caught: Value | None) -> bool:
    """Whether the program expects that an id has no row, as a lesson or a test does. ``caught`` is the value behind
    ``except``; None means any exception."""
    match machine.store.content(caught) if caught is not None else None:
        case None:
            return True
        case LibraryName(path=path):
            return _is_wide(machine, path) or not (path.startswith("builtins.") or _is_name_of_error(path))
        case ClassValue():
            # No library raises a class of the file, whatever that derives from.
            return False
        case Unknown(text=text):
            return text is None or not _is_name_of_error(text) or _is_wide(machine, text)
    parts = items_of(caught, machine.store) if caught is not None else None
    return parts is None or any(may_catch_index_errors(machine, part) for part in parts)


def _is_wide(machine: Machine, path: str) -> bool:
    """Whether an exception of this name is one that an id without a row raises, or catches it."""
    name = path.rpartition(".")[2]
    return name in _WIDE or name in machine.registry.conventions.index_errors


def _is_name_of_error(path: str) -> bool:
    """Whether a class of another file is named like an error. Then it is one of its own, such as
    ``requests.ConnectionError``, and catches no index error."""
    return path.endswith(("Error", "Exception", "Interrupt", "Exit", "Warning", "Timeout", "Empty", "Full"))


# -- what runs in any case ------------------------------------------------------------------------------------------


Ends = list[tuple[list[Exit], int, int]]
"""Where ways out of the open calls and loops are noted, the depth that each belongs to, and how many there are."""


Taken = list[tuple[list[Exit], int, Exit]]
"""Ways out with where they are noted, and the depth that they belong to."""


def open_ends(machine: Machine) -> Ends:
    """Where the ways out of what is being executed are noted, and how many there are now."""
    frames = {id(frame): frame for frame in machine.frames}.values()
    ends = [(frame.exits, frame.depth) for frame in frames]
    loops = chain.from_iterable(frame.loops for frame in frames)
    ends += [(records, loop.depth) for loop in loops for records in (loop.breaks, loop.continues)]
    return [(records, depth, len(records)) for records, depth in ends]


def take_since(ends: Ends) -> Taken:
    """The ways out that were noted since then. They are removed from where they were noted."""
    taken = [(records, depth, left) for records, depth, count in ends for left in records[count:]]
    for records, _, count in ends:
        del records[count:]
    return taken


def _count(ends: Ends) -> int:
    return sum(count for _, _, count in ends)


def ensured(
    machine: Machine,
    place: Hashable,
    body: Callable[[], Flow],
    leave: Callable[[], Flow],
    fail: Callable[[], bool] | None = None,
    *,
    expects_index_errors: bool = True,
) -> Flow:
    """Execute ``body``, and then ``leave``, however the body is left.

    For an exception ``fail`` runs instead, and says whether it may stop the exception. Without ``fail``, ``leave`` runs
    then, too, and a ``return`` in it stops the exception. Without ``expects_index_errors``, a look-up in the body that
    fails is still an error: ``with suppress(KeyError)``.
    """
    entered, begun, ends = machine.guards, machine.journal.mark(), open_ends(machine)
    paths: Paths = []
    with machine.path() as changed, machine.store.watching() as interruptions:
        flow = body()
        learned = machine.guards - entered
    done = machine.journal.mark()
    taken = take_since(ends)
    left_by_itself = False
    if flow is Flow.ON:
        paths += _left_normally(machine, changed, learned, entered, leave)
        left_by_itself = _count(open_ends(machine)) > _count(ends)
    stopped = False
    state = interruptions.state(place)
    # An exception that passes finds in ``finally`` what the body has changed so far, and so do those who catch it.
    passes = interruptions.was_interrupted and (bool(machine.store.watches) or bool(state))
    if fail is not None or left_by_itself or passes or (not paths and not taken):
        ways_out, failing = _count(open_ends(machine)), machine.journal.mark()
        if fail is not None:
            # Which errors a context manager stops is not told here.
            state.update(interruptions.unless_raised(place, lambda error: False))
        interrupted = _left_by_exception(machine, place, state, leave, fail)
        if fail is None and not machine.store.watches and not left_by_itself and (paths or taken):
            machine.journal.revise(failing, _of_failing_program)
        paths += interrupted
        stopped = bool(interrupted) or _count(open_ends(machine)) > ways_out
    _left_by_jumps(machine, taken, leave)
    if stopped and expects_index_errors:
        machine.journal.expect_errors(begun, done)
    return Flow.ON if machine.go_on(paths, place) else Flow.AWAY


def _of_failing_program(lookup: Lookup) -> Lookup:
    """A look-up in ``finally`` while an exception passes that nobody is seen to catch: the program fails anyway."""
    return replace(lookup, ids=None, unknown="an exception may have led there")


def _left_normally(
    machine: Machine, changed: Delta, learned: frozenset[Guard], entered: frozenset[Guard], leave: Callable[[], Flow]
) -> Paths:
    """The body has come to its end. Gives the path on which execution goes on, unless ``leave`` jumps away."""
    with machine.path(learned) as finished:
        machine.store.apply(changed)
        flow = leave()
        learned = machine.guards - entered
        machine.store.may_be_interrupted()
    return [({**changed, **finished}, learned)] if flow is Flow.ON else []


def _left_by_exception(
    machine: Machine, place: Hashable, state: Delta, leave: Callable[[], Flow], fail: Callable[[], bool] | None
) -> Paths:
    """An exception was raised in the body. Gives the path on which execution goes on, if the exception was stopped."""
    failed = frozenset({(place, "an exception")})
    with machine.path(failed) as interrupted:
        machine.store.apply(state)
        stopped = fail() if fail is not None else False
        if fail is None:
            leave()
        machine.store.may_be_interrupted()
    return [(interrupted, failed)] if stopped else []


def _left_by_jumps(machine: Machine, taken: Taken, leave: Callable[[], Flow]) -> None:
    """``return``, ``break`` and ``continue`` in the body: each goes where it leads to, unless ``leave`` jumps away."""
    for records, depth, left in taken:
        with machine.path():
            machine.store.apply(left.delta)
            machine.guards = left.guards
            if leave() is Flow.ON:
                records.append(left._replace(delta=machine.store.changed_since(depth), guards=machine.guards))


EXECUTORS: dict[type, Executor] = {cst.Raise: _raise, cst.Try: _try, cst.TryStar: _try}
