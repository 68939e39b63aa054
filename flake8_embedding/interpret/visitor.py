"""The libcst visitor: it enters a module, evaluates it in the order of its execution, and leaves with the facts.

libcst's own traversal visits every comma and space, which costs as much as the parse. So the visitor takes over at
the module and descends only where values live.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.facts import Facts
from flake8_embedding.interpret import comprehensions, expressions, statements
from flake8_embedding.interpret.attributes import read_attribute
from flake8_embedding.interpret.calls import call
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.functions import call_deferred
from flake8_embedding.interpret.instances import call_instances, instances_of
from flake8_embedding.interpret.machine import BudgetSpent, Machine
from flake8_embedding.library.registry import Registry
from flake8_embedding.syntax.source import Source
from flake8_embedding.values.value import ObjectRef, Value


class ModuleVisitor(cst.CSTVisitor):
    """Evaluates one module; ``facts`` hold what was found, also when ``stopped`` says why it ended early."""

    def __init__(
        self, source: Source, registry: Registry, on_bind: Callable[[cst.CSTNode, Value], None] | None = None
    ) -> None:
        super().__init__()
        self.machine = Machine(
            source,
            registry,
            {**expressions.EVALUATORS, **comprehensions.EVALUATORS},
            statements.EXECUTORS,
            call,
            read_attribute,
        )
        self.machine.on_bind = on_bind
        self.stopped: str | None = None
        """Why the file was not evaluated to its end."""

    @property
    def facts(self) -> Facts:
        return self.machine.facts

    def visit_Module(self, node: cst.Module) -> bool:
        try:
            self._execute_module(node)
            self._evaluate_uncalled()
        except BudgetSpent as spent:
            self.stopped = str(spent)
        except RecursionError:
            self.stopped = "its expressions are nested too deep"
        return False

    def _execute_module(self, node: cst.Module) -> None:
        for statement in node.body:
            if self.machine.execute([statement]) is Flow.AWAY:
                return

    def _evaluate_uncalled(self) -> None:
        """Functions that nobody here calls run some time after the module, with arguments that are not seen."""
        self.machine.finish_module()
        while self.machine.deferred:
            node, function = next(iter(self.machine.deferred.items()))
            cls = self.machine.methods.get(node)
            owners: list[ObjectRef | None] = [*instances_of(self.machine, cls)] if cls is not None else [None]
            if node in self.machine.deferred:
                for owner in owners:
                    call_deferred(self.machine, function, owner)
        for function in self.machine.handed_on_lambdas.values():
            call_deferred(self.machine, function, None)
        call_instances(self.machine)
