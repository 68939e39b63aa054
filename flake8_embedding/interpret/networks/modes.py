"""Modes of modules: ``self.training``, which ``net.eval()`` makes false for the module and those that it holds.

The methods that switch it store it. Here is what it is where nothing has: true for a module that the program has just
made, and not known for all others. Nobody who runs a method later can know what was switched until then.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.derived import library_base
from flake8_embedding.values.modules import with_modules_in
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import AttributeOf
from flake8_embedding.values.value import TRUE, ObjectRef, Unknown, Value


def mode_of(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value | None:
    """What the mode is that nothing has switched; None for another attribute."""
    if name not in machine.registry.conventions.modes:
        return None
    content = machine.store.content(owner)
    base = library_base(machine, content.cls) if isinstance(content, Instance) else None
    is_known = isinstance(owner, ObjectRef) and not machine.store.several.knows(owner)
    # Other base classes switch it themselves when they call the object's methods.
    return TRUE if is_known and base is not None and base.calls_nothing_else else _unknown(machine.key(node), name)


def forget_modes(machine: Machine, module: Value) -> None:
    """The modes of a module, and of those in it, may have been switched."""
    modes = machine.registry.conventions.modes
    for one in with_modules_in(module, machine.store) if modes else ():
        if isinstance(one, ObjectRef):
            for name in modes:
                machine.store.set((one.alloc, name), _unknown(one.alloc, name))


def _unknown(key: object, name: str) -> Unknown:
    return Unknown("whether it was switched is not known", AttributeOf(key, name), f"self.{name}")
