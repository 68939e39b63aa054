"""Functions that answer by their arguments alone: ``text.startswith("un")`` of one text is one answer, wherever it is
asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.record import replace
from flake8_embedding.values.identity import this_one
from flake8_embedding.values.predicates.predicate import is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, FloatNumber, Number, TextValue, Unknown, Value

_PLAIN = frozenset({Const, FloatNumber, Number, TextValue})
"""What never changes."""


def same_answer(handler: Callable[[Call], Value]) -> Callable[[Call], Value]:
    """The handler, whose result has the name of the question, if the text or number that is asked about is one.
    A fraction gets none."""
    return partial(_answered, handler)


def _answered(handler: Callable[[Call], Value], call: Call) -> Value:
    found = handler(call)
    match found:
        case TextValue():
            return this_one(found, _question(call))
        case Unknown(key=key) if type(found) is Unknown and key == call.key:
            return replace(found, key=_question(call))
    return found


def _question(call: Call) -> Hashable:
    """What is asked; the call itself where it may be asked of something else each time."""
    given = [call.store.content(one) for one in (*call.arguments, *(value for _, value in call.keywords))]
    is_one = call.complete and all(type(one) in _PLAIN and is_particular(one) for one in given)
    return Key("answer", call.path, *given, *(name for name, _ in call.keywords)) if is_one else call.key
