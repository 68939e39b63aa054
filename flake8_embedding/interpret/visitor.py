"""The libcst visitor: it enters a module, evaluates it in the order of its execution, and leaves with the facts.

libcst's own traversal visits every comma and space, which costs as much as the parse. So the visitor takes over at
the module and descends only where values live.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_embedding.facts import Facts
from flake8_embedding.interpret import expressions, statements
from flake8_embedding.interpret.budget import NOT_TO_ITS_END, TOO_MUCH_ELSEWHERE, BudgetSpent
from flake8_embedding.interpret.calling.calls import call
from flake8_embedding.interpret.calling.uncalled import evaluate_uncalled
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.attributes import read_attribute
from flake8_embedding.interpret.programs.local_modules import LocalModules
from flake8_embedding.interpret.programs.model_readers import OnlyReaders
from flake8_embedding.interpret.programs.queues import Queues
from flake8_embedding.library.registry import Registry
from flake8_embedding.project.files import ProjectFiles
from flake8_embedding.record import replace
from flake8_embedding.syntax.source import Source
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.values.predicates.guards import forget_answers
from flake8_embedding.values.value import Value


class ModuleVisitor(cst.CSTVisitor):
    """Evaluates one module; ``facts`` hold what was found, also when ``stopped`` says why it ended early."""

    def __init__(
        self,
        source: Source,
        registry: Registry,
        on_bind: Callable[[cst.CSTNode, Value], None] | None = None,
        files: ProjectFiles | None = None,
        alone_in: ProjectFiles | None = None,
    ) -> None:
        super().__init__()
        self.sources = Sources(source)
        self._registry = registry
        self._on_bind = on_bind
        self._files = files
        self._alone_in = alone_in
        self.machine = self._machine(Queues())
        self.stopped: str | None = None
        """Why the file was not evaluated to its end."""
        self._could_follow = True

    def _machine(self, queues: Queues) -> Machine:
        machine = Machine(
            self.sources,
            self._registry,
            expressions.EVALUATORS,
            statements.EXECUTORS,
            call,
            read_attribute,
            self._on_bind,
            queues,
        )
        if self._files is not None:
            machine.modules = LocalModules(machine, self._files)
        elif self._alone_in is not None:
            machine.modules = OnlyReaders(self._alone_in)
        forget_answers(machine.budget.spend)
        return machine

    @property
    def facts(self) -> Facts:
        """What was found by now."""
        facts = self.machine.journal.facts(may_be_called=self.machine.may_be_called_later)
        if self.machine.store.tables_as_written:
            facts = replace(facts, read_as_written=self.machine.store.tables_as_written)
        if not self._is_notebook or facts.tables.keys() <= {lookup.table for lookup in facts.lookups}:
            return facts
        # Imported here: most files are no notebooks.
        from flake8_embedding.interpret.networks.idle_models import tables_of_idle_models

        return replace(facts, idle=tables_of_idle_models(self.machine, facts))

    @property
    def _is_notebook(self) -> bool:
        return self._files is not None and self._files.finder.filename.endswith(".ipynb")

    @property
    def unseen(self) -> str | None:
        """Why not all of the program was evaluated; None where all was."""
        if self.stopped is not None:
            return NOT_TO_ITS_END
        return None if self._could_follow else TOO_MUCH_ELSEWHERE

    def close(self) -> None:
        """Let go of all that was evaluated, once the facts are made. Much of it leads back to the machine, so otherwise
        the cycle collector would have to find it, which takes as long as a seventh of the evaluation."""
        self._could_follow = self.machine.budget.may_go_elsewhere
        vars(self.machine).clear()

    def visit_Module(self, node: cst.Module) -> bool:
        self._evaluate(node)
        if self.machine.queues.are_taken_from_too_early:
            vars(self.machine).clear()
            self.machine = self._machine(Queues(followed=False))
            self._evaluate(node)
        return False

    def _evaluate(self, node: cst.Module) -> None:
        self.stopped = None
        try:
            self._execute_module(node)
            evaluate_uncalled(self.machine, is_notebook=self._is_notebook)
        except BudgetSpent as spent:
            self.stopped = str(spent)
        except RecursionError:
            self.stopped = "its expressions are nested too deep"

    def _execute_module(self, node: cst.Module) -> None:
        if self.machine.execute(node.body) is Flow.AWAY:
            return
