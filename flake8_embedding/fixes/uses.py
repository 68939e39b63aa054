"""What else a table or a matrix of weights is used for: whatever reads its size or its rows changes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from flake8_embedding.facts import Table
from flake8_embedding.fixes.names import bound_to, variable_of
from flake8_embedding.fixes.program import Program
from flake8_embedding.values.value import Number

_WEIGHTS = ("weights", "embeddings_initializer", "_weight")
_MATRIX = ("weight", "embeddings")
"""Attributes by which the whole matrix of a table is read, in the libraries that have no others."""
_WHOLE = ("get_weights", "set_weights")
_COPIES = ("copy_", "set_", "resize_")
_LOADS = ("load_weights", "load_state_dict")
"""Methods that put in weights that were saved: those of a table with other rows do not fit."""


def table_in_use(program: Program, table: Table) -> str:
    """Why other rows of the table would change more than the table; empty where they would not."""
    call = program.at(id(table.place))
    if isinstance(call, cst.Call) and table.weights is None:
        for arg in call.args:
            if arg.keyword is not None and arg.keyword.value in _WEIGHTS and not _is_of_any_size(arg.value):
                return f"the weights given to it on line {program.line(arg)} may have its present number of rows"
    for name in _LOADS:
        for node in program.named(name):
            return f"weights that were saved with its present size may be loaded on line {program.line(node)}"
    if not table.width_name and not table.group:
        # ``CategoryEncoding(num_tokens=n)``, and classes that were declared as tables.
        return "the width of its output may be its size"
    if isinstance(table.padding, Number) and (table.padding.constant or 0) < 0:
        return "its padding_idx is counted from its last row"
    for read in _reads(program, table):
        return f"its weights or its size are used on line {program.line(read)}"
    return ""


def _is_of_any_size(value: cst.BaseExpression) -> bool:
    """Whether weights are made for the table as it is: ``"uniform"``, ``RandomNormal(0, 1)``, None."""
    match value:
        case cst.SimpleString() | cst.Name("None"):
            return True
        case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name))):
            return not name.lower().startswith("constant")
    return False


def _reads(program: Program, table: Table) -> Iterator[cst.CSTNode]:
    """Where the size or the weights of the table are read, or written as a whole."""
    owner = _last_name(_owner(program, table))
    for name in dict.fromkeys((table.size_name, *table.matrix_names, *_MATRIX, *_WHOLE)):
        for node in program.named(name):
            attribute = program.parent(node)
            if not isinstance(attribute, cst.Attribute) or attribute.attr is not node:
                continue
            if owner is None:
                # A layer without a name is reached through its model.
                if name in _WHOLE:
                    yield attribute
            elif _last_name(program.text(attribute.value)) == owner and not _is_by_row(program, attribute, table):
                yield attribute


def _owner(program: Program, table: Table) -> str | None:
    """``emb`` of ``self.emb = nn.Embedding(n, 8).to(device)``"""
    node = program.at(id(table.place))
    while node is not None:
        name = bound_to(program, node)
        if name is not None:
            return name
        above = program.parent(node)
        node = above if isinstance(above, cst.Call | cst.Attribute) and not isinstance(node, cst.Arg) else None
    return None


def _last_name(text: str | None) -> str | None:
    return text.rpartition(".")[2] if text is not None else None


def _is_by_row(program: Program, attribute: cst.Attribute, table: Table) -> bool:
    """``emb.weight.data.uniform_(-1, 1)``, ``emb.weight[0] = 0``, ``init.normal_(emb.weight)``: of any size."""
    if _is_at(program, attribute, [table]):
        return True
    inner: cst.CSTNode = attribute
    for one in program.around(attribute):
        match one:
            case cst.Attribute():
                pass
            case cst.Subscript() if _is_one_row(one):
                pass
            case cst.SubscriptElement() | cst.Index():
                return False
            case cst.Call(func=cst.Attribute(attr=cst.Name(value=name)) as func) if func is inner:
                return name.endswith("_") and name not in _COPIES
            case cst.Arg():
                call = program.parent(one)
                called = _last_name(program.text(call.func)) if isinstance(call, cst.Call) else None
                return called is not None and called.endswith("_") and called not in _COPIES
            case cst.AssignTarget():
                last = inner.attr.value if isinstance(inner, cst.Attribute) else ""
                return isinstance(inner, cst.Subscript) or last in ("requires_grad", "trainable")
            case _:
                return False
        inner = one
    return False


def matrix_in_use(program: Program, call: cst.CSTNode, tables: Sequence[Table]) -> str:
    """Why other rows of the matrix that a call makes would change more than the tables; empty where they would not.

    Rows may be written one by one, and the whole may be given to a table.
    """
    if _is_at(program, call, tables):
        return ""
    above = program.parent(program.parent(call) or call)
    target = program.parent(call)
    name = bound_to(program, call)
    if name is None or above is None or not isinstance(target, cst.Assign):
        return f"the matrix may be used for something else on line {program.line(call)}"
    variable = variable_of(program, target.targets[0].target)
    if variable is None or not (variable.is_global or variable.is_local):
        return f"`{name}` is an attribute, which other code may read"
    for read in variable.reads:
        row = program.parent(read)
        is_row = isinstance(row, cst.Subscript) and row.value is read and _is_one_row(row)
        if not (is_row and _is_target(program, row)) and not _is_at(program, read, tables):
            return f"`{name}` is used for something else on line {program.line(read)}"
    told = program.told(name)
    if told is not None:
        return f"`{name}` may be used for something else on line {told}"
    return program.outside(name) if variable.is_global else ""


def _is_at(program: Program, node: cst.CSTNode, tables: Sequence[Table]) -> bool:
    """Whether the node is, or is in, the weights that a table is given."""
    around = {id(node), *(id(one) for one in program.around(node))}
    return any(
        table.weights is not None and table.weights_place is not table.place and id(table.weights_place) in around
        for table in tables
    )


def _is_one_row(subscript: cst.Subscript) -> bool:
    """``m[i]`` or ``m[i, j]``, but not ``m[-1]`` or ``m[1:]``: those mean other rows if there are more of them."""
    first = subscript.slice[0].slice
    return isinstance(first, cst.Index) and not isinstance(first.value, cst.UnaryOperation)


def _is_target(program: Program, node: cst.CSTNode | None) -> bool:
    above = program.parent(node) if node is not None else None
    return isinstance(above, cst.AssignTarget) or (
        isinstance(above, cst.AugAssign | cst.AnnAssign) and above.target is node
    )
