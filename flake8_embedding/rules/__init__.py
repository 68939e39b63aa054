"""The rules, one file each. A file in this folder is registered by being here."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from flake8_embedding.rules.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    for found in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{found.name}")
    return tuple(sorted((rule() for rule in Rule.registered), key=lambda rule: rule.code))
