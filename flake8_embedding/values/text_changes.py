"""Changes of texts that are not known, and what these take out of them or bring in."""

from __future__ import annotations

from typing import Final

from flake8_embedding.record import record


@record(frozen=True)
class TextChange:
    """One change of a text: ``text.lower()``, ``text.replace("N", "A")``, or the words (``split``) or letters that are
    taken out of it. Of another ``method`` it is not known what it takes out."""

    method: str
    old: str = ""
    new: str = ""

    def removes(self, part: str) -> bool | None:
        """Whether no text has this word or letter after the change; None if that is not known."""
        match self.method:
            case "lower":
                return part != part.lower()
            case "upper":
                return part != part.upper()
            case "replace" if len(self.old) == 1 and self.old not in self.new:
                return self.old in part
            case "replace":
                return False if self.old and self.old not in part else None
            case "letter":
                return len(part) != 1
            case "split" if self.old:
                return self.old in part
            case "split":
                return len(part.split()) != 1 or part != part.strip()
            case "without":
                return not set(part).isdisjoint(set(self.old) - set(self.new))
        return None

    def may_bring(self, part: str) -> bool:
        """Whether the change may bring the word or letter in."""
        match self.method:
            case "lower":
                return part == part.lower() != part.upper()
            case "upper":
                return part == part.upper() != part.lower()
            case "letter" | "split" | "without" | "replace":
                return bool(set(part) & set(self.new))
        return True


LETTER: Final = TextChange("letter")
"""One letter of a text is taken."""


def may_hold(changes: tuple[TextChange, ...], part: str) -> bool | None:
    """Whether the word or letter may be in a text after these changes; None if they may have taken it out."""
    answer: bool | None = True
    for place, change in enumerate(changes):
        removed = change.removes(part)
        if removed is True:
            answer = False
        elif answer is False and change.may_bring(part):
            # After ``lower()`` there is still no "<" where there was none before.
            signs = "".join(sign for sign in part if sign.lower() == sign.upper())
            stays = change.method in ("lower", "upper") and signs and may_hold(changes[:place], signs) is False
            answer = False if stays else None
        if removed is None and answer is True:
            answer = None
    return answer
