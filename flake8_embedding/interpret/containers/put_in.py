"""Keys of its own that the program puts into a vocabulary where they are missing: ``if "<pad>" not in vocab:
vocab["<pad>"] = 0``."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.conditions.closed import is_closed
from flake8_embedding.interpret.conditions.of_own_data import is_about_own_data
from flake8_embedding.interpret.journal_entries import PutIn
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.own_last import is_own
from flake8_embedding.values.predicates.predicate import Compare, Op, Operand, Truthy, is_predicate, operands_of
from flake8_embedding.values.value import Const, Guard, Number, Unknown, Value


def mark_missing(machine: Machine, place: Hashable, key: Value) -> None:
    """On this way on from a test, or in this handler, the key that stands in the program is missing."""
    if isinstance(key, Const):
        machine.mark("is missing", place, key)


def note_own_words(machine: Machine, vocabulary: Value, keys: Iterable[Value]) -> None:
    """The program puts these keys into a dict that words of the data fill. Note the tests on the way here that have
    shown that one of them is missing."""
    if machine.guards and isinstance(vocabulary, DictValue) and vocabulary.key is not None:
        own = [key for key in keys if isinstance(key, Const) and not is_own(key, vocabulary.key)]
        note_put_in(machine, frozenset(guard for guard in machine.guards if _shows_missing(machine, guard, own)))


def note_put_in(machine: Machine, guards: frozenset[Guard]) -> None:
    """On this way on from each of these tests the program puts a key of its own in."""
    if guards:
        machine.journal.record(PutIn(guards))


def _shows_missing(machine: Machine, guard: Guard, keys: list[Const]) -> bool:
    """Whether the test came out so because one of the keys is missing. A test of data that the program has made may
    show that, too: ``if 0 not in vocab.values()``."""
    test = guard[0]
    if any(machine.holds("is missing", test, key) for key in keys):
        return True
    if keys and is_predicate(test) and _is_of_own_data_alone(machine, [one.value for one in operands_of(test)]):
        return True
    match guard:
        case (
            (Truthy(of=of), False)
            | (Compare(op=Op.EQUAL, left=of, right=Operand(value=Number(constant=0))), True)
            | (Compare(op=Op.LESS, left=of, right=Operand(value=Number(constant=1))), True)
            | (Compare(op=Op.LESS, left=Operand(value=Number(constant=0)), right=of), False)
        ):
            return _asks_for(machine, of, keys)
    return False


def _is_of_own_data_alone(machine: Machine, tested: list[Value]) -> bool:
    others = [one for one in tested if not is_closed(machine, one)]
    return bool(others) and all(is_about_own_data(machine, one) for one in others)


def _asks_for(machine: Machine, of: Operand, keys: list[Const]) -> bool:
    """``words.count("<pad>")``"""
    question = machine.results.question(of.value.key) if isinstance(of.value, Unknown) else None
    return question is not None and any(one in keys for one in question[1:])
