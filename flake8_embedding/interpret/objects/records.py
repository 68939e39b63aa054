"""Records: dataclasses and their like, whose constructor is generated from the fields of the class."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import LIBRARY_PART, find_member, from_class
from flake8_embedding.library.spec import MakesRecord
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.classes import FIELDS, Field, Fields, RecordClass, RecordInit
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import AttributeOf
from flake8_embedding.values.value import (
    NONE,
    Choice,
    ClassValue,
    Const,
    LibraryName,
    Number,
    ObjectRef,
    Unknown,
    Value,
)


def make_record(machine: Machine, cls: ClassValue, effect: MakesRecord, settings: dict[str, Value]) -> None:
    """``@dataclass class C``: note the fields, and generate the constructor unless the class has its own."""
    own = list(_own_fields(machine, cls, effect, settings))
    frozen = settings.get(effect.frozen) if isinstance(effect.frozen, str) else Const(value=effect.frozen)
    fields = replace(_with_inherited(machine, cls, own, _is_plain(cls.node.body)), frozen=frozen == Const(value=True))
    machine.store.set((cls.scope, FIELDS), fields)
    wanted = settings.get(effect.constructor) if effect.constructor is not None else None
    if wanted != Const(value=False) and machine.store.get((cls.scope, "__init__")) is None:
        machine.store.set((cls.scope, "__init__"), RecordInit(fields, effect.after, effect.is_tuple))


def _is_plain(body: cst.BaseSuite) -> bool:
    """Whether all annotated names are in the body itself, and none under an ``if`` or in a loop."""
    return not any(isinstance(line, cst.If | cst.For | cst.While | cst.Try | cst.With) for line in body.body)


def _with_inherited(machine: Machine, cls: ClassValue, own: list[Field], complete: bool) -> Fields:
    """The fields of all bases, the last class in the order of resolution first. A field that is declared again keeps
    its place."""
    fields: dict[str, Field] = {}
    for base in reversed(cls.ancestors):
        match base:
            case ClassValue():
                found = find_member(machine, linear(base), FIELDS)
                if found is not None and isinstance(found.value, Fields):
                    complete = complete and found.value.complete and found.certain
                    fields.update((one.name, one) for one in found.value.fields)
            case RecordClass(fields=inherited):
                fields.update((one.name, one) for one in inherited.fields)
            case LibraryName(path=path):
                complete = complete and machine.registry.inherited_from(path) is not None
            case _:
                complete = False
    fields.update((one.name, one) for one in own)
    return Fields(tuple(fields.values()), complete)


def frozen_fields(machine: Machine, cls: Value) -> frozenset[str]:
    """The fields of an instance that nobody sets again: ``@dataclass(frozen=True) class Config``. None of them if the
    class sets attributes in a way of its own.

    Assumption: attributes-stay. Code that is not seen does not set them by ``object.__setattr__``.
    """
    order = linear(cls)
    found = find_member(machine, order, FIELDS)
    if found is None or not found.certain or not isinstance(found.value, Fields) or not found.value.frozen:
        return frozenset()
    sets_attributes = find_member(machine, order, "__setattr__") is not None or any(
        machine.syntax.ask(_sets_by_name, one.node) for one in order if isinstance(one, ClassValue)
    )
    return frozenset() if sets_attributes else frozenset(one.name for one in found.value.fields)


def _sets_by_name(node: cst.ClassDef) -> bool:
    """Whether a method may set a field after all: ``object.__setattr__(self, "rows", 5)``"""
    methods = (one for one in node.body.body if isinstance(one, cst.FunctionDef) and one.name.value not in _MAKING)
    names = (one.value for method in methods for one in nodes_in(method) if isinstance(one, cst.Name))
    return not _SETTERS.isdisjoint(names)


_MAKING = frozenset({"__init__", "__post_init__"})
_SETTERS = frozenset({"__setattr__", "__dict__", "setattr", "vars"})


_CLASS_VARIABLE = r"(\w+\.)*ClassVar\b"
_INIT_VARIABLE = r"(\w+\.)*InitVar\b"
_KEYWORD_MARKER = r"(\w+\.)*KW_ONLY$"


def _own_fields(machine: Machine, cls: ClassValue, effect: MakesRecord, settings: dict[str, Value]) -> Iterator[Field]:
    """The fields that the class itself declares, in order."""
    keyword_only = effect.keyword_only is not None and settings.get(effect.keyword_only) == Const(value=True)
    annotated = effect.annotated_if is None or settings.get(effect.annotated_if) == Const(value=True)
    for name, annotation in declared_names(cls.node.body):
        held = machine.store.get((cls.scope, name))
        kind = _text_of(annotation) if annotation is not None else ""
        by_annotation = annotated and annotation is not None
        if not by_annotation and not (effect.unannotated and isinstance(held, Field)):
            continue
        if re.match(_CLASS_VARIABLE, kind):
            continue
        if re.match(_KEYWORD_MARKER, kind):
            keyword_only = True
            continue
        declared = held if isinstance(held, Field) else Field(default=held)
        yield Field(
            name,
            declared.default,
            declared.factory,
            declared.in_constructor,
            keyword_only if declared.keyword_only is None else declared.keyword_only,
            stored=not re.match(_INIT_VARIABLE, kind),
            converted=declared.converted,
            argument=declared.argument or (name.lstrip("_") if effect.public_arguments else name),
        )


def declared_names(body: cst.BaseSuite) -> Iterator[tuple[str, cst.BaseExpression | None]]:
    """The names that the statements of a class body bind, each with its annotation."""
    for line in body.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else (line,):
            match statement:
                case cst.AnnAssign(target=cst.Name(value=name), annotation=annotation):
                    yield name, annotation.annotation
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                    yield name, None


def _text_of(annotation: cst.BaseExpression) -> str:
    """The head of an annotation, also if it is written as a text."""
    match annotation:
        case cst.SimpleString(value=text):
            return text.strip("\"'").strip()
        case cst.Subscript(value=head):
            return _text_of(head)
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            return f"{_text_of(owner)}.{name}"
        case cst.Name(value=name):
            return name
    return ""


def call_record_init(machine: Machine, init: RecordInit, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The generated ``__init__``: set each field, then call ``__post_init__`` with what is not stored."""
    owner = init.owner
    if not isinstance(owner, ObjectRef):
        return machine.unknown("the constructor of a record is called without an instance", node)
    fill_fields(machine, owner, init.fields, arguments, node)
    if init.is_tuple:
        make_tuple(machine, owner, init.fields)
    content = machine.store.content(owner)
    method = from_class(machine, content.cls, init.after, owner, node) if isinstance(content, Instance) else None
    if init.after and method is not None:
        given = _given(init.fields, arguments)
        passed = tuple(
            given.get(one.argument or one.name, one.default) or _not_seen(one.name, owner)
            for one in init.fields.fields
            if not one.stored
        )
        machine.call(method, Arguments(passed), node)
    return NONE


def fill_fields(machine: Machine, owner: ObjectRef, fields: Fields, arguments: Arguments, node: cst.CSTNode) -> None:
    """Give an instance its fields: the arguments of the constructor, or the defaults."""
    given = _given(fields, arguments)
    machine.budget.spend(2 * len(fields.fields))
    hidden = not arguments.complete or (bool(arguments.positional) and not fields.complete)
    for one in fields.fields:
        if not one.stored:
            continue
        argument = one.argument or one.name
        value: Value | None
        if one.in_constructor and argument in given:
            value = _not_seen(one.name, owner) if one.converted else given[argument]
            if isinstance(value, Number | Choice):
                machine.trail.note_binding((owner.alloc, one.name), one.name, node, value)
        elif one.in_constructor and hidden:
            value = _not_seen(one.name, owner)
        else:
            # A converter is given the default, too.
            value = _not_seen(one.name, owner) if one.converted else _default(machine, one, node)
        if value is not None:
            machine.store.set((owner.alloc, one.name), value)


def make_tuple(machine: Machine, owner: ObjectRef, fields: Fields) -> None:
    """A named tuple is the tuple of its fields: it is unpacked, indexed and counted as one."""
    held = [machine.store.get((owner.alloc, one.name)) for one in fields.fields]
    values = [value for value in held if value is not None]
    if len(values) == len(held) and fields.complete:
        element = any_in(values, machine.store, (owner.alloc, "field"))
        machine.store.set((owner.alloc, LIBRARY_PART), SequenceValue.of("tuple", tuple(values), element))


def _default(machine: Machine, one: Field, node: cst.CSTNode) -> Value | None:
    """What a field holds that the constructor is not given; None if nothing sets it."""
    if one.factory is None:
        return one.default
    with machine.apart(one.name):
        # Two fields with the factory ``list`` have two lists.
        return machine.call(one.factory, Arguments(), node)


def _given(fields: Fields, arguments: Arguments) -> dict[str, Value]:
    """The arguments by the names of the constructor's parameters."""
    positional = [one.argument or one.name for one in fields.fields if one.in_constructor and not one.keyword_only]
    # Bases that are not seen may have fields of their own, which come first.
    by_place = zip(positional, arguments.positional, strict=False) if fields.complete else ()
    return {**dict(by_place), **dict(arguments.keywords)}


def _not_seen(name: str, owner: ObjectRef) -> Unknown:
    return Unknown(f"no argument is seen for {name}", AttributeOf(owner.alloc, name), name)
