"""Instances of classes of the file: how one is made, set up, and found for methods that nobody calls."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.interpret.changes import may_write_outside
from flake8_embedding.interpret.escaping.callbacks import call_back
from flake8_embedding.interpret.frame import Arguments, parameters_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.constructor_hooks import set_by_unseen
from flake8_embedding.interpret.objects.derived import library_base, make_library_part
from flake8_embedding.interpret.objects.enum_members import member_with
from flake8_embedding.interpret.objects.records import fill_fields, make_tuple
from flake8_embedding.interpret.objects.resolution import (
    METACLASS,
    find_member,
    from_class,
    is_described,
    is_of_file,
    is_seen,
)
from flake8_embedding.values.classes import MEMBERS, RecordClass, Super
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.value import NEVER, TRUE, ClassValue, FunctionValue, ObjectRef, Value


def instantiate(machine: Machine, cls: ClassValue, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``cls(*arguments)``: a new instance, and ``__init__`` runs."""
    if find_member(machine, linear(cls), MEMBERS) is not None:
        value = arguments.positional[0] if len(arguments.positional) == 1 else None
        member = member_with(machine, cls, value) if value is not None else None
        return member or machine.unknown("which member of the Enum it is, is not known", node)
    owner = _new(machine, cls, arguments, node)
    if not isinstance(owner, ObjectRef):
        return owner
    machine.classes.note_instance(cls, owner)
    _note_calls_to_come(machine, cls, owner, node)
    init = from_class(machine, cls, "__init__", owner, node)
    named_tuple = next((one for one in cls.ancestors if isinstance(one, RecordClass)), None)
    if init is not None:
        if machine.call_or_never(init, arguments, node) is NEVER:
            return NEVER
    elif named_tuple is not None:
        fill_fields(machine, owner, named_tuple.fields, arguments, node)
        make_tuple(machine, owner, named_tuple.fields)
    elif not all(is_seen(machine, one) for one in cls.ancestors):
        set_by_unseen(machine, cls, owner, arguments, node)
    if init is None:
        make_library_part(machine, owner, cls, arguments, node)
    if machine.store.get((cls.scope, METACLASS)) is not None:
        # The metaclass makes the instances, and may change them.
        machine.forget_attributes(owner)
    return owner


def _note_calls_to_come(machine: Machine, cls: ClassValue, owner: ObjectRef, node: cst.CSTNode) -> None:
    """``__del__`` runs some time later. Methods of a base class that is not of the file may call those of the class:
    ``fit`` of a Keras model calls ``train_step``."""
    if not all(map(is_of_file, cls.ancestors)):
        machine.note_callable(later=not all(is_described(machine, one) for one in cls.ancestors))
    for name in _CALLED_UNSEEN:
        method = from_class(machine, cls, name, owner, node) if machine.classes.defines(name) else None
        if isinstance(method, FunctionValue) and (name == "__del__" or may_write_outside(machine, method)):
            call_back(machine, method, node, later=True)


_CALLED_UNSEEN = ("__del__", "__hash__", "__eq__", "__lt__", "__index__", "__repr__", "__str__", "__format__", "keys")
"""Methods that much of Python calls, where nothing of it is to be seen: ``{key: 1}``, ``[key] == [4]``."""


def _new(machine: Machine, cls: ClassValue, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The object that ``__init__`` gets. It is another value if ``__new__`` of the class gives one."""
    method = from_class(machine, cls, "__new__", None, node) if machine.classes.defines("__new__") else None
    if method is None:
        owner = machine.allocate(node, Instance(cls))
        base = library_base(machine, cls)
        if base is not None and base.container:
            make_library_part(machine, owner, cls, Arguments(), node)
        return owner
    positional = (cls, *arguments.positional)
    return machine.call(method, Arguments(positional, arguments.keywords, arguments.complete), node)


def fill_record(machine: Machine, cls: RecordClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """An instance of a class that ``namedtuple`` made."""
    owner = machine.allocate(node, Instance(cls))
    fill_fields(machine, owner, cls.fields, arguments, node)
    make_tuple(machine, owner, cls.fields)
    return owner


def set_up(machine: Machine, cls: Value, owner: ObjectRef, node: cst.CSTNode) -> bool:
    """``build`` of a Keras layer, ``setup`` of a Flax module: the library calls it before the first call of the
    layer. Whether this is done now; False if it was done before."""
    if machine.store.get((owner.alloc, "is set up")) is not None:
        return False
    machine.store.set((owner.alloc, "is set up"), TRUE)
    base = library_base(machine, cls)
    name = base.set_up_by if base is not None else None
    method = from_class(machine, cls, name, owner, node) if name is not None else None
    if isinstance(method, FunctionValue):
        machine.call(method, Arguments(complete=False), node)
    return True


def super_value(machine: Machine, arguments: Arguments) -> Value | None:
    """``super()`` in the method being evaluated; ``super(cls, owner)`` anywhere."""
    match arguments.positional:
        case [ClassValue() as cls, owner]:
            return Super(owner, cls)
    for frame in reversed(machine.frames):
        function = frame.function
        if function is None or not isinstance(function.cls, ClassValue):
            continue
        parameters = parameters_of(function)
        this = machine.store.get((frame.scope, parameters[0])) if parameters else None
        if this is not None:
            return Super(this, function.cls)
    return None


def instances_of(machine: Machine, cls: ClassValue) -> Sequence[ObjectRef]:
    """Instances for methods that nobody calls: those that the program made, or one that was made with unknown
    arguments."""
    if not machine.classes.has_instances(cls):
        with machine.classes.presuming(cls):
            instantiate(machine, cls, Arguments(complete=False), cls.node)
    return machine.classes.instances_of(cls)
