"""Names that only an import further down binds.

    class Net(nn.Module): ...  # In [1]
    from torch import nn       # In [2]

Python raises an error where such a name is read, so a notebook of which the cells stand in this order has been run in
another one: the cell with the import first.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.programs.imports import bound_by_import
from flake8_embedding.syntax.bound_names import bound_by, name_of_alias
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.value import Value

_Import = cst.Import | cst.ImportFrom

_BINDS_OR_ASKS = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "dir", "get_ipython", "NameError"})
"""Names with which a program may bind a name that does not stand in it, or ask whether one is bound."""


def imported_later(machine: Machine, name: str) -> Value | None:
    """What the imports of the program bind the name to, where nothing else binds it, and all that do to the same."""
    module = machine.source.main.module
    if machine.is_elsewhere or name not in machine.syntax.ask(_imported_at_top, module):
        return None
    if name in machine.syntax.ask(_bound_otherwise, module):
        return None
    imports = machine.syntax.ask(_imports, module)
    values = {value for node in imports for bound, value in bound_by_import(machine, node) if bound == name}
    return values.pop() if len(values) == 1 else None


def _imported_at_top(module: cst.Module) -> frozenset[str]:
    """The names that imports bind at the top level of the program; none if a star import may bring names, too."""
    lines = [one for line in module.body if isinstance(line, cst.SimpleStatementLine) for one in line.body]
    imports = [one for one in lines if isinstance(one, _Import)]
    if any(isinstance(one.names, cst.ImportStar) for one in imports):
        return frozenset()
    aliases = (alias for one in imports if not isinstance(one.names, cst.ImportStar) for alias in one.names)
    return frozenset(map(name_of_alias, aliases))


def _imports(module: cst.Module) -> tuple[_Import, ...]:
    """All imports, also those in functions and in branches."""
    return tuple(node for node in nodes_in(module) if isinstance(node, _Import))


def _bound_otherwise(module: cst.Module) -> frozenset[str]:
    """The names that the program binds or deletes in another way than by an import, in whatever scope; all names if it
    may run a text that binds some, or asks whether one is bound."""
    nodes = nodes_in(module)
    names = [node for node in nodes if isinstance(node, cst.Name)]
    # ``model.eval()`` runs no text.
    methods = {id(node.attr) for node in nodes if isinstance(node, cst.Attribute) and node.attr.value == "eval"}
    if any(node.value in _BINDS_OR_ASKS and id(node) not in methods for node in names):
        return frozenset(node.value for node in names)
    return frozenset(name for node in nodes for name in bound_by(node))
