"""Where findings about several files of a project are reported.

A fault in another module is reported in this file, at the call that leads there. If the other module proves the fault
by itself, it is reported when that module is looked at, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flake8_embedding.record import replace
from flake8_embedding.rules.arbitration import RuleClaim
from flake8_embedding.rules.message import Line, Message, Outcome, Where
from flake8_embedding.rules.rule import Claim
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.values.ids import Place

Proof = tuple[str, str, tuple[int, int]]
"""What a claim is about, whichever file was analysed: the kind of rule, the file with the fault, the position in it.
If a module gets a size wrong by itself, that is one fault, whatever its callers give it."""

_KIND = len("EMB1")


def told_here(
    told: list[RuleClaim], sources: Sources, filename: str, proved_in: Callable[[str], frozenset[Proof]]
) -> list[RuleClaim]:
    """The claims that are reported in this file, each with a place in it. ``proved_in`` gives what another file, of
    which it is given the path, proves by itself."""
    return [found for one in told if (found := _told_here(one, sources, filename, proved_in)) is not None]


def _told_here(
    one: RuleClaim, sources: Sources, filename: str, proved_in: Callable[[str], frozenset[Proof]]
) -> RuleClaim | None:
    claim = one.claim
    if not sources.is_elsewhere(claim.place):
        return one
    if claim.entered is None or sources.is_elsewhere(claim.entered):
        return None
    proof = proof_of(one, sources, filename)
    files = dict.fromkeys(path for place in _places_of(claim) if (path := sources.path_of(place)))
    if any(proof in proved_in(path) for path in files):
        return None
    return replace(one, claim=replace(claim, place=claim.entered, message=_with_place(claim)))


def proof_of(one: RuleClaim, sources: Sources, filename: str) -> Proof:
    """The claim in a form that can be compared between two analyses."""
    place = one.claim.place
    return one.code[:_KIND], sources.path_of(place) or filename, sources.position(place)


def _places_of(claim: Claim) -> Iterator[Place]:
    """All places that the claim speaks of."""
    yield claim.place
    yield from (step.place for step in claim.trail)
    yield from (part.of for part in claim.message if isinstance(part, Line | Outcome | Where))


def _with_place(claim: Claim) -> Message:
    """``Embedding in model.py:12 has ...``"""
    called, place = claim.about or ("", claim.place)
    first, *rest = claim.message
    if called and isinstance(first, str) and first.startswith(called):
        return (f"{called} in ", Where(place), first.removeprefix(called), *rest)
    return ("in ", Where(place), ": ", first, *rest)
