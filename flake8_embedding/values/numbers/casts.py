"""Numbers put into a narrow type: 300 is 44 in ``uint8``, and true as a ``bool``.

https://numpy.org/doc/stable/reference/arrays.scalars.html#sized-aliases
"""

from __future__ import annotations

from typing import Final

from flake8_embedding.record import replace
from flake8_embedding.values.ids import NO_ID_FACTS
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import constant_of, number
from flake8_embedding.values.value import Const, LibraryName, Number, Value

RANGES: Final = {
    "bool": (0, 1),
    "uint8": (0, 2**8 - 1),
    "int8": (-(2**7), 2**7 - 1),
    "uint16": (0, 2**16 - 1),
    "int16": (-(2**15), 2**15 - 1),
}
"""The narrow types by name, each with the least and the greatest number that it holds, both inclusive. Ids do not run
to the end of the wider ones."""

_OTHER_NAMES: Final = {"byte": "int8", "ubyte": "uint8", "short": "int16", "ushort": "uint16", "bool_": "bool"}
_OF_TORCH: Final = {
    "short": "int16",
    "BoolTensor": "bool",
    "ByteTensor": "uint8",
    "CharTensor": "int8",
    "ShortTensor": "int16",
}
_OF_METHODS: Final = {"byte": "uint8", "char": "int8", "short": "int16", "bool": "bool"}
_CODES: Final = {"?": "bool", "B": "uint8", "u1": "uint8", "b": "int8", "i1": "int8", "u2": "uint16", "i2": "int16"}
_TYPES: Final = frozenset(
    (
        "int",
        "long",
        "float",
        "double",
        "half",
        "int32",
        "int64",
        "uint32",
        "uint64",
        "float16",
        "float32",
        "float64",
        "intp",
        "LongTensor",
        "IntTensor",
        "FloatTensor",
        "DoubleTensor",
    )
)


PERHAPS_BOOL: Final = "perhaps bool"
"""The type of truth values that were put into a type that is not known."""


MASKS_AT_TIMES: Final = ("uint8", PERHAPS_BOOL)
"""The types of which an array may be a mask or hold places. In torch an index of bytes is a mask."""


def type_named(given: Value | None) -> str | None:
    """The narrow type that ``np.uint8``, ``"uint8"``, ``torch.bool`` or ``bool`` names, "" for another type, None where
    it names no type."""
    match given:
        case LibraryName(path=path):
            root, _, name = path.rpartition(".")
            name = _OF_TORCH.get(name, name) if root == "torch" else _OTHER_NAMES.get(name, name)
        case Const(value=str(text)) if text.startswith("torch."):
            # ``x.type("torch.ByteTensor")``
            name = _OF_TORCH.get(text[6:], text[6:])
        case Const(value=str(text)):
            name = _CODES.get(text.lstrip("<>=|"), _OTHER_NAMES.get(text, text))
        case _:
            return None
    if name in RANGES:
        return name
    return "" if name in _TYPES else None


def names_whole_numbers(given: Value | None) -> bool:
    """Whether ``tf.int64``, ``"int32"`` or ``int`` is given: a type of whole numbers."""
    match given:
        case LibraryName(path=path):
            name = path.rpartition(".")[2]
        case Const(value=str(name)):
            pass
        case _:
            return False
    return name.lstrip("u") in ("int", "int8", "int16", "int32", "int64", "long")


def type_of_method(name: str) -> str:
    """The narrow type that ``x.byte()`` or ``x.bool()`` makes, "" for another one."""
    return _OF_METHODS.get(name, "")


def truth_in(cell: Value) -> bool | None:
    """Whether a cell of a mask is true; None where that is not known. Arrays of truth values hold 0 and 1 as well."""
    match cell:
        case Const(value=bool(truth)):
            return truth
        case Number(constant=int(constant)):
            return constant != 0
    return None


def cast(value: Value, dtype: str) -> Value:
    """A number as it is after it was put into the narrow type: 300 is 44 in ``uint8``."""
    numbers = as_number(value)
    if numbers is None or dtype not in RANGES:
        return value
    least, greatest = RANGES[dtype]
    low, high = constant_of(numbers.low), constant_of(numbers.high)
    if low is not None and high is not None and least <= low and high <= greatest:
        return numbers
    if numbers.constant is not None:
        wrapped = int(numbers.constant != 0) if dtype == "bool" else _wrapped(numbers.constant, least, greatest)
        return replace(Number.exactly(wrapped, birth=numbers.birth), attained=numbers.attained)
    if dtype != "bool" and numbers.high is not None and high is None and low is not None and low >= 0:
        # The bound has a symbol, such as the number of words: ids are taken to fit the type that the program chose.
        return numbers
    return Number(number(least), number(greatest), attained=False, id_facts=NO_ID_FACTS)


def fits(dtype: str, first: int, last: int) -> bool:
    """Whether the narrow type holds both numbers."""
    least, greatest = RANGES[dtype]
    return least <= min(first, last) and max(first, last) <= greatest


def _wrapped(constant: int, least: int, greatest: int) -> int:
    return (constant - least) % (greatest - least + 1) + least
