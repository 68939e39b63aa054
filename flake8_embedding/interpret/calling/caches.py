"""Functions behind caches: ``functools.lru_cache``, and those of Streamlit, which outlive a run of the program."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.calling.constant_code import reads_only_constants
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.classes import Cached
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import FunctionValue, Value


def call_cached(machine: Machine, callee: Cached, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A call with the same arguments gives the same object, and does nothing.
    Where a cache gives copies, each call is taken to run the function again. If that gives something else than the
    first call, such as another global, the first one is still what is given, and nothing is known of it."""
    if callee.left_out and not _is_made_of_arguments(machine, callee):
        machine.redirect(callee.function, arguments, node)
        return machine.unknown("what another call has given may be given again", node)
    if not arguments.complete:
        return machine.redirect(callee.function, arguments, node)
    key = Key("cached", callee.function, arguments.positional, arguments.keywords)
    known = machine.store.get(key)
    if callee.copies:
        given = machine.redirect(callee.function, arguments, node)
        now = machine.store.content(given)
        if known is None:
            machine.store.set(key, now)
        return given if known is None or known == now else machine.unknown("a cache gives what it gave before", node)
    if known is None:
        known = machine.redirect(callee.function, arguments, node)
        machine.store.set(key, known)
    return known


def _is_made_of_arguments(machine: Machine, callee: Cached) -> bool:
    """Whether calls with the same arguments give the same, in whatever run: all arguments count, and the function reads
    nothing else but functions, classes, imports and constants. Those that do not count are left out by their names:
    ``@st.cache_data def predict(_model, text): ...``"""
    function = callee.function
    if not isinstance(function, FunctionValue):
        return False
    parameters = function.node.params
    named = (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params)
    if any(one.name.value.startswith(callee.left_out) for one in named):
        return False
    return reads_only_constants(machine, function)
