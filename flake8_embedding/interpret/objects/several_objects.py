"""An attribute of one of several objects, where it is not known of which one.

``for field in fields.values()`` of many fields: ``field.size`` is the size of any of them.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.containers.nameless_objects import objects_like
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import INSTANCES
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.value import ClassValue, ObjectRef, Value


def of_several(machine: Machine, cls: ClassValue, name: str, shared: Value | None, node: cst.CSTNode) -> Value | None:
    """The attribute, if it is the same for all objects of the class; ``shared`` is what the class has under that name.
    None if no object has it itself."""
    classes = [cls, *(one for one in machine.classes.below(cls) if isinstance(one, ClassValue))]
    objects = [one for each in classes for one in machine.classes.instances_of(each)]
    held = [machine.store.get((one.alloc, name)) for one in objects]
    if not any(held):
        return None
    values = {value if value is not None else shared for value in held}
    are_all_seen = all(len(machine.classes.instances_of(each)) < INSTANCES for each in classes)
    same = values.pop() if are_all_seen and len(values) == 1 else None
    if same is not None:
        return same
    differs = machine.unknown(f"{name} differs from object to object", node)
    beside = [machine.store.get((one.alloc, name)) for one in objects_like(machine, Instance(cls))]
    machine.escaped.note_alias(differs.key, [value for value in beside or held if isinstance(value, ObjectRef)])
    return differs
