"""Functions that bring sequences to one length."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import element_of, items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, Padding
from flake8_embedding.values.numbers.ranges import hull, some_of
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import FALSE, TRUE, Number, Unknown, Value


@record(frozen=True)
class Pads(Effect):
    """``pad_sequences``: the ids of ``of`` and the padding ``value``, cut or filled to ``length`` where the function
    takes one. The sequences are the rows of what is made; of a function with an argument ``as_rows`` they are its
    columns unless that is True."""

    of: str
    value: str
    length: str | None = None
    as_rows: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.of, self.value, self.length, self.as_rows)

    def apply(self, call: Call) -> Value:
        sequences, length = call.argument(self.of), call.argument(self.length) if self.length else None
        if sequences is None:
            return call.unknown("what is padded is not seen")
        content = call.store.content(sequences)
        width: Value | None = None if length is None or is_none(length) else length
        numbers = numbers_in(sequences, call.store)
        padding = self._padding(call)
        rows, shape = self._sides(call, sequences, width)
        if numbers is None or padding is None or (isinstance(content, Unknown) and padding.constant == 0):
            # Not the same unknown as before: the padding has come in.
            unknown_ids = call.unknown_numbers if call.is_tainted(sequences) else call.unknown
            unknown = unknown_ids("what is padded is not known")
            return call.allocate(SequenceValue("array", unknown, rows, shape=shape))
        exact_fit = _needs_no_padding(call, sequences, width)
        kept = _kept(call, sequences, width, numbers)
        ids = kept if exact_fit else hull([kept, padding])
        return call.allocate(SequenceValue("array", ids, rows, shape=shape))

    def _sides(self, call: Call, sequences: Value, width: Value | None) -> tuple[Number, tuple[Value, ...] | None]:
        """The length of what is made, and its shape as far as that is known."""
        many = length_of(sequences, call.store) or unknown_length(call.key)
        are_rows = call.argument(self.as_rows) if self.as_rows is not None else TRUE
        long = width if width is not None else _common_length(call, sequences)
        if are_rows == TRUE:
            return many, None if long is None else (many, long)
        first = long if isinstance(long, Number) else unknown_length((call.key, "longest"))
        if are_rows not in (None, FALSE) or long is None:
            return unknown_length((call.key, "longest")), None
        return first, (first, many)

    def _padding(self, call: Call) -> Number | None:
        filler = call.argument(self.value)
        padding = Number.exactly(0) if filler is None else as_scalar(filler) or numbers_in(filler, call.store)
        if padding is None or padding.exact is None:
            return padding
        return replace(padding, id_facts=IdFacts(padding=Padding(padding.exact, call.place)))


def _common_length(call: Call, sequences: Value) -> Value | None:
    """The length that all sequences have; None where they are not known to have one."""
    row = call.store.content(element_of(sequences, call.store, call.key))
    known = _lengths(call, sequences)
    if known is not None:
        return Number.exactly(max(known))
    return row.length if isinstance(row, SequenceValue) and row.length.constant is not None else None


def _kept(call: Call, sequences: Value, width: Value | None, numbers: Number) -> Number:
    """The ids that are left of longer sequences. Those that stand in the file are cut in the same place always."""
    if width is None:
        return numbers
    known, longest = _lengths(call, sequences), width.constant if isinstance(width, Number) else None
    if known is None or longest is None:
        return some_of(numbers)
    return numbers if max(known) <= longest else numbers.without_highest()


def _lengths(call: Call, sequences: Value) -> list[int] | None:
    """The lengths of all sequences, where they are known one by one."""
    lengths = [length_of(row, call.store) for row in items_of(sequences, call.store) or ()]
    known = [length.constant for length in lengths if length is not None and length.constant is not None]
    return known if known and len(known) == len(lengths) else None


def _needs_no_padding(call: Call, sequences: Value, width: Value | None) -> bool:
    """Whether all sequences are known to be of the length they are filled to, or longer and cut."""
    known = _lengths(call, sequences)
    if known is None:
        return False
    wanted = max(known) if width is None else width.constant if isinstance(width, Number) else None
    return wanted is not None and min(known) >= wanted
