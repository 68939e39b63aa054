"""What decides an answer that is not followed: the text in ``text.startswith("a")``, in ``re.match(pattern, text)``."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.selections import First
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.provenance import AnswerOf, Item, Key, Part
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.value import LibraryName, Method, Number, ObjectRef, TextValue, Unknown, Value

_FOLLOWED = 4
"""Answers of answers that are followed back: ``text.strip().lower().split()[0]``."""

_READS_BY_NAME = frozenset({"builtins.getattr", "builtins.hasattr"})
"""Functions that ask for one part of a thing, which another part does not decide."""


def things_that_decide(machine: Machine, thing: Hashable, depth: int = _FOLLOWED) -> Iterator[Hashable]:
    """The unknown things that decide an answer, as they were before they were changed. An attribute, or an entry under
    a name, is a thing of its own: ``args.small`` says nothing of ``args.large``."""
    if depth == 0:
        return
    for one in _parts(machine, thing):
        whole = before_changes(one)
        yield whole
        yield from things_that_decide(machine, whole, depth - 1)


def _parts(machine: Machine, thing: Hashable) -> Iterator[Hashable]:
    question = machine.results.question(thing)
    if question is not None:
        yield from _parts_of_question(*question)
        return
    match thing:
        case AnswerOf():
            yield thing.at(1)
        case Key(parts=("answer", str(), *asked)):
            for one in asked:
                yield from things_held(one)
        case Item(of=whole, index=(Number(),)) | Part(of=whole, name="[element]") | First(of=whole):
            yield whole


def _parts_of_question(callee: Value, *given: Value) -> Iterator[Hashable]:
    match callee:
        case Method(owner=ObjectRef() as owner):
            yield from things_held(owner)
        case Method(owner=owner, name=name) if hasattr(str, name):
            yield from things_held(owner)
        case Unknown(key=Part(of=owner, name=str() as name)) if hasattr(str, name):
            yield owner
        case LibraryName(path=path) if not given and not path.startswith("builtins."):
            # ``torch.cuda.is_available()`` and ``torch.cuda.device_count()`` ask about the same devices.
            yield Key("state of", path.rpartition(".")[0])
        case LibraryName(path=path) if path not in _READS_BY_NAME:
            for value in given:
                yield from things_held(value)


def things_held(value: object) -> Iterator[Hashable]:
    """The thing that a value is, or the numbers that it is made of."""
    match value:
        case ObjectRef(alloc=alloc):
            yield alloc
        case Unknown(key=key):
            yield key
        case TextValue(key=key, name=name):
            # ``input()``, ``line.strip()``: one text has a name, one of several a key.
            yield from (one for one in (key, name) if one is not None)
        case Number() if value.exact is not None:
            yield from (symbol.key for symbol in symbols_of(value.exact))
