"""The classes of the program: their methods, subclasses and instances."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import libcst as cst

from flake8_embedding.interpret.holding import Holding
from flake8_embedding.limits import INSTANCES
from flake8_embedding.values.value import AllocationSite, ClassValue, ObjectRef


class KnownClasses:
    """What is known of the classes of the file and of the modules that it imports."""

    def __init__(self) -> None:
        self._of_method: dict[Hashable, ClassValue] = {}
        self._subclasses: dict[AllocationSite, list[ClassValue]] = {}
        self._special_methods: set[str] = set()
        self._instances: dict[Hashable, list[ObjectRef]] = {}
        self._presumed: set[AllocationSite] = set()
        self._presuming: ClassValue | None = None
        self._of_scope: dict[AllocationSite, ClassValue] = {}

    def define(self, cls: ClassValue, methods: Iterable[Hashable]) -> None:
        """A class with these methods, by their syntax."""
        for node in methods:
            self._of_method[node] = cls
        self._of_scope[cls.scope] = cls
        for one in cls.ancestors:
            if isinstance(one, ClassValue):
                self._subclasses.setdefault(one.scope, []).append(cls)

    def of_method(self, node: Hashable) -> ClassValue | None:
        """The class in which the method is defined."""
        return self._of_method.get(node)

    @property
    def names_of_methods(self) -> frozenset[str]:
        """What the methods of all classes are called."""
        return frozenset(node.name.value for node in self._of_method if isinstance(node, cst.FunctionDef))

    def of_scope(self, scope: AllocationSite) -> ClassValue | None:
        """The class whose members stand in this scope."""
        return self._of_scope.get(scope)

    def below(self, cls: ClassValue) -> Sequence[ClassValue]:
        """All classes that descend from it."""
        return self._subclasses.get(cls.scope, ())

    def note_special_method(self, name: str) -> None:
        self._special_methods.add(name)

    def defines(self, name: str) -> bool:
        """Whether any class defines the special method, such as ``__setattr__``: most programs have none of the rare
        ones."""
        return name in self._special_methods

    @property
    def have_instances(self) -> bool:
        """Whether the program has made an instance of any class."""
        return bool(self._instances)

    def defines_any(self, names: Iterable[str]) -> bool:
        return not self._special_methods.isdisjoint(names)

    def note_instance(self, cls: ClassValue, made: ObjectRef) -> None:
        """The program has made an instance; a few of each class are kept."""
        instances = self._instances.setdefault(cls.node, [])
        if made not in instances and len(instances) < INSTANCES:
            instances.append(made)
        if cls == self._presuming:
            self._presumed.add(made.alloc)

    def has_instances(self, cls: ClassValue) -> bool:
        return cls.node in self._instances

    def instances_of(self, cls: ClassValue) -> Sequence[ObjectRef]:
        return self._instances.get(cls.node, ())

    @property
    def instances(self) -> list[ObjectRef]:
        """Those of all classes that are known now."""
        return [one for made in self._instances.values() for one in made]

    def presuming(self, cls: ClassValue) -> AbstractContextManager[object]:
        """Make an instance for methods that nobody calls: it may as well be one of a subclass."""
        return Holding(self, "_presuming", cls)

    def is_presumed(self, instance: ObjectRef) -> bool:
        return instance.alloc in self._presumed

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Instances made in here do not exist afterwards."""
        instances = {cls: list(made) for cls, made in self._instances.items()}
        try:
            yield
        finally:
            self._instances = instances
