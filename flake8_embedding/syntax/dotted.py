"""Dotted names as they are written: ``a.b.c``."""

from __future__ import annotations

import libcst as cst


def dotted(node: cst.BaseExpression) -> str:
    """``a.b.c``; empty for anything else."""
    match node:
        case cst.Name(value=name):
            return name
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            return f"{dotted(owner)}.{name}"
    return ""
