"""Names in Python's own syntax trees, which a project's files are read as here."""

from __future__ import annotations

import ast


def last_name(node: ast.expr) -> str:
    """``c`` of ``c`` and of ``a.b.c``; empty for anything else."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
