"""What a rule has to say of itself, as text, Markdown or JSON. Knows rules by their texts only."""

from __future__ import annotations

import difflib
import json
import textwrap
from collections.abc import Sequence

from flake8_embedding.rules import all_rules
from flake8_embedding.rules.address import address, is_url
from flake8_embedding.rules.rule import Rule

WIDTH = 88


class UnknownCode(ValueError):
    """A code that no rule has, nor begins with; the message names all such, each with the nearest ones."""


def chosen(codes: list[str], *, everything: bool = False) -> list[Rule]:
    """The rules that are called by code, by name, or by the beginning of a code, each once, in order.

    Raises ``UnknownCode`` for one that names no rule.
    """
    rules = all_rules()
    if everything:
        return list(rules)
    wanted: dict[str, Rule] = {}
    unknown: list[str] = []
    for code in codes:
        found = [rule for rule in rules if rule.code.startswith(code.upper()) or rule.name == code.lower()]
        if not code or not found:
            unknown.append(f"no rule has the code {code!r}{_meant(code, rules)}")
        wanted.update({rule.code: rule for rule in found})
    if unknown:
        raise UnknownCode("; ".join(unknown))
    return [wanted[code] for code in sorted(wanted)]


def _meant(code: str, rules: Sequence[Rule]) -> str:
    known = [text for rule in rules for text in (rule.code, rule.name)]
    near = difflib.get_close_matches(code.upper(), known, n=2) + difflib.get_close_matches(code.lower(), known)
    return f"; did you mean {' or '.join(near[:2])}?" if near else ""


def as_text(rules: list[Rule]) -> str:
    """For a terminal: paragraphs and indented programs."""
    return "\n\n".join(_text_of(rule) for rule in rules) + "\n"


def _text_of(rule: Rule) -> str:
    title = f"{rule.code} {rule.name}{'' if rule.on_by_default else ' (off by default)'}"
    parts = [
        title,
        _wrapped(rule.finds),
        _wrapped(f"Why: {rule.why}"),
        _wrapped(f"Silent: {rule.quiet}"),
        "Bad:\n\n" + textwrap.indent(rule.bad.rstrip(), "    "),
        "Good:\n\n" + textwrap.indent(rule.good.rstrip(), "    "),
        *([_wrapped(f"Fix: {rule.fix}")] if rule.fix else []),
        _wrapped(f"To configure it: {_configured(rule)}"),
        "\n".join(("See:", *(f"    {reference}" for reference in (_page(rule), *rule.references)))),
    ]
    return "\n\n".join(parts)


def _page(rule: Rule) -> str:
    """The address of its page; as long as the documentation has no site, the place in the repository."""
    where = address(rule.code)
    return where if is_url(where) else f"{where} in the repository of flake8-embedding"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _configured(rule: Rule) -> str:
    silence = f"`# noqa: {rule.code}` on the line, `extend-ignore = {rule.code}` for the project"
    if not rule.on_by_default:
        return f"`extend-select = {rule.code}` turns it on; {silence}."
    return f"{silence}."


def as_markdown(rules: list[Rule]) -> str:
    """For a page: a section for each rule."""
    return "\n".join(_markdown_of(rule) for rule in rules)


def _markdown_of(rule: Rule) -> str:
    parts = [
        f"## {rule.code} {rule.name}",
        f"{rule.finds}{'' if rule.on_by_default else ' *Off by default.*'}",
        f"**Why.** {rule.why}",
        f"**Silent.** {rule.quiet}",
        f"Bad:\n\n```python\n{rule.bad}```",
        f"Good:\n\n```python\n{rule.good}```",
        *([f"**Fix.** {rule.fix}"] if rule.fix else []),
        f"**To configure it.** {_configured(rule)}",
        "**See.** " + ", ".join(f"<{reference}>" for reference in rule.references),
    ]
    return "\n\n".join(parts) + "\n"


def as_json(rules: list[Rule]) -> str:
    """For programs: a list with an object for each rule."""
    described = [
        {
            "code": rule.code,
            "name": rule.name,
            "on_by_default": rule.on_by_default,
            "finds": rule.finds,
            "why": rule.why,
            "silent": rule.quiet,
            "bad": rule.bad,
            "good": rule.good,
            "fix": rule.fix,
            "configure": _configured(rule),
            "page": address(rule.code),
            "references": list(rule.references),
        }
        for rule in rules
    ]
    return json.dumps(described, indent=2) + "\n"
