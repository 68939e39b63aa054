"""Changes of texts that are not known, and what these take out of them or bring in."""

from __future__ import annotations

import re
from enum import Enum
from itertools import product
from typing import Final

from flake8_embedding.record import record


class Change(Enum):
    """What is done to a text."""

    LOWER = "lower"
    UPPER = "upper"
    REPLACE = "replace"
    """``text.replace(old, new)``"""
    STRIP = "strip"
    """Blanks are taken off at its ends."""
    SPLIT = "split"
    """It is split into words, or at ``old``."""
    WITHOUT = "without"
    """The letters ``old`` are taken out, or those around become ``new``: ``re.sub(r"[^a-z]", " ", text)``."""
    LETTER = "letter"
    """One letter of it is taken."""
    FIND = "find"
    """Parts of it are taken that match the pattern ``old`` from end to end: ``re.findall(r"\\w+", text)``."""
    OTHER = "other"
    """Something that is not followed."""


@record(frozen=True)
class TextChange:
    """One change of a text: ``text.lower()``, ``text.replace("N", "A")``, or the words or letters that are taken out
    of it. What ``old`` and ``new`` are is said of each ``Change``."""

    kind: Change
    old: str = ""
    new: str = ""

    @property
    def keeps_something(self) -> bool:
        """Whether something is left of each text in which there is more than blanks. ``text.replace("a", "")`` may
        leave nothing, and ``text.replace("a", " ")`` only blanks."""
        match self.kind:
            case Change.LOWER | Change.UPPER | Change.STRIP | Change.LETTER:
                return True
            case Change.REPLACE:
                return bool(self.new.strip()) or not self.old.strip()
        return False

    def removes(self, part: str) -> bool | None:
        """Whether no text has this word or letter after the change; None if that is not known."""
        match self.kind:
            case Change.LOWER:
                return part != part.lower()
            case Change.UPPER:
                return part != part.upper()
            case Change.REPLACE if len(self.old) == 1 and self.old not in self.new:
                return self.old in part
            case Change.REPLACE:
                return False if self.old and self.old not in part else None
            case Change.LETTER:
                return len(part) != 1
            case Change.SPLIT if self.old:
                return self.old in part
            case Change.SPLIT:
                return len(part.split()) != 1 or part != part.strip()
            case Change.WITHOUT:
                return not set(part).isdisjoint(set(self.old) - set(self.new))
            case Change.FIND if len(part) <= _MATCHED:
                return re.fullmatch(self.old, part) is None
        return None

    @property
    def is_told_of_parts(self) -> bool:
        """Whether what is in no text after the change is in no part of one either. If "<" was taken out, it is in
        none. ``re.findall(r"\\w+ \\w+", text)`` finds no "pad", but a part of "pad it" is one."""
        return self.kind is not Change.FIND and not (self.kind is Change.SPLIT and len(self.old) > 1)

    def may_bring(self, part: str) -> bool:
        """Whether the change may bring the word or letter in. Taking out may leave nothing: the text "" comes in."""
        if not part:
            return self.kind not in (Change.LOWER, Change.UPPER, Change.LETTER)
        match self.kind:
            case Change.LOWER:
                return part == part.lower() != part.upper()
            case Change.UPPER:
                return part == part.upper() != part.lower()
            case Change.LETTER | Change.SPLIT | Change.WITHOUT | Change.REPLACE | Change.FIND:
                return bool(set(part) & set(self.new))
        return True


_SPELLED: Final = 8
"""Letters of a word that is held against a pattern in capitals and small letters: in a power of two spellings."""

_MATCHED: Final = 40
"""Characters of a word that is held against a pattern. A pattern with several ``*`` takes a power of them."""

STRIPPING: Final = frozenset({"strip", "lstrip", "rstrip"})


def stripped(signs: object = None) -> TextChange:
    """What ``text.strip()`` or ``text.rstrip("\\n")`` does. ``text.strip("a")`` may leave nothing of a text."""
    is_blank = signs is None or (isinstance(signs, str) and not signs.strip())
    return TextChange(Change.STRIP if is_blank else Change.OTHER)


LETTER: Final = TextChange(Change.LETTER)
"""One letter of a text is taken."""

PART: Final = TextChange(Change.WITHOUT)
"""Some letters are taken out, it is not known which: ``text.strip(".")``, ``text[1:]``, the letters of a word."""


def may_hold(changes: tuple[TextChange, ...], part: str) -> bool | None:
    """Whether the word or letter may be in a text after these changes; None if they may have taken it out."""
    answer: bool | None = True
    for place, change in enumerate(changes):
        removed = change.removes(part)
        if removed is True:
            answer = False
        elif answer is False and not _stays_out(changes[:place], change, part):
            answer = None
        if removed is None and answer is True:
            answer = None
    return answer


def _stays_out(before: tuple[TextChange, ...], change: TextChange, part: str) -> bool:
    """Whether a word or letter that is not in a text after some changes is not in it after another one either."""
    of_parts = tuple(one for one in before if one.is_told_of_parts)
    if change.kind not in (Change.LOWER, Change.UPPER):
        return not change.may_bring(part) and (of_parts == before or may_hold(of_parts, part) is False)
    if not change.may_bring(part):
        return True
    # After ``lower()`` there is still no "<" where there was none before.
    signs = "".join(sign for sign in part if sign.lower() == sign.upper())
    if signs and may_hold(of_parts, signs) is False:
        return True
    spellings = _lowered_to(part) if change.kind is Change.LOWER else ()
    return bool(spellings) and all(may_hold(before, one) is False for one in spellings)


def _lowered_to(part: str) -> tuple[str, ...]:
    """All texts of which ``lower()`` makes this one, "PAD", "Pad" and so on; none if they are too many to be named."""
    if not part.isascii() or sum(map(str.isalpha, part)) > _SPELLED:
        return ()
    # Of other signs than these only that of a degree Kelvin becomes a letter from a to z.
    signs = ({sign, sign.upper(), "\N{KELVIN SIGN}" if sign == "k" else sign} for sign in part)
    return tuple("".join(one) for one in product(*signs))
