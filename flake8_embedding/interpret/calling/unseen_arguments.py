"""What a parameter holds where no call in the file gives an argument: a symbol, or an instance of the class of the
file that its annotation names."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.provenance import Argument
from flake8_embedding.values.value import ClassValue, FunctionValue, Number, ObjectRef, Unknown, Value


class UnseenArguments:
    """The arguments of one call of a function that are not seen."""

    def __init__(
        self, machine: Machine, function: FunctionValue, call: Hashable, kind: type[Argument] = Argument
    ) -> None:
        self._machine = machine
        self._function = function
        self._call = call
        self._kind = kind

    def of(self, name: str, reason: str) -> Value:
        """The argument for the parameter; ``reason`` says why it is not known."""
        return self._instance(name) or self._symbol(name, reason)

    def _symbol(self, name: str, reason: str) -> Unknown:
        match self._defaults.get(name):
            case Number(constant=int(default), birth=place) if default < 0:
                key = self._kind(self._call, name, default, place)
            case _:
                key = self._kind(self._call, name)
        self._machine.taint.add_incoming(key)
        return Unknown(reason, key, name)

    def _instance(self, name: str) -> ObjectRef | None:
        """The argument of ``def __init__(self, inner: Inner)``, if the program makes no instance of ``Inner`` and no
        class derives from it: the instance that was presumed in order to evaluate the methods of ``Inner``."""
        annotated, classes = self._annotations.get(name), self._machine.classes
        cls = self._machine.lookup(annotated, self._function.scope) if annotated is not None else None
        if not isinstance(cls, ClassValue) or classes.below(cls):
            return None
        instances = classes.instances_of(cls)
        return instances[0] if len(instances) == 1 and classes.is_presumed(instances[0]) else None

    @cached_property
    def _defaults(self) -> dict[str, Value]:
        return dict(self._function.defaults)

    @cached_property
    def _annotations(self) -> dict[str, str]:
        """The parameters that are annotated with a name, ``inner: Inner`` or ``inner: "Inner"``."""
        declared = self._function.node.params
        found = {}
        for one in (*declared.posonly_params, *declared.params, *declared.kwonly_params):
            match one.annotation:
                case cst.Annotation(annotation=cst.Name(value=text)):
                    found[one.name.value] = text
                case cst.Annotation(annotation=cst.SimpleString() as text):
                    found[one.name.value] = str(text.evaluated_value)
        return found
