"""What is asked of a word of the data: ``word.lower()``, ``word.startswith("<")``, ``word[0]``."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.provenance import Item, Part
from flake8_embedding.values.value import Method, TextValue, Unknown, Value

_PASSED_BY_FEW = {"startswith", "endswith", "isupper", "istitle", "isdigit", "isdecimal", "isnumeric", "isspace"}


def word_asked(machine: Machine, answer: Value) -> Hashable | None:
    """The key of the word of which this was asked; None where it is no such answer."""
    match _asked(machine, answer):
        case Unknown(key=Part(of=word) | Item(of=word)) | Method(owner=Unknown(key=word) | TextValue(key=word)):
            return word
        case TextValue(key=word):
            return word
    return None


def tells_of_few(machine: Machine, answer: Value) -> bool:
    """Whether few words give this answer: it is true that the word begins with ``<``."""
    match _asked(machine, answer):
        case Unknown(key=Part(name=name)) | Method(name=name):
            return name in _PASSED_BY_FEW
    return False


def _asked(machine: Machine, answer: Value) -> Value:
    """The method of the word that was called, or the answer itself."""
    question = machine.results.question(answer.key) if isinstance(answer, Unknown) else None
    return answer if question is None else question[0]
