"""Texts that the parameters of a command usually hold: ``def main(out="words.pkl")``, or the default of an option,
``@click.option("--out", default="words.pkl")``."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import FunctionValue


def usual_texts(function: FunctionValue) -> dict[str, str]:
    """The texts by the names of the parameters."""
    of_options = dict(_options_of(function.node)) if isinstance(function.node, cst.FunctionDef) else {}
    own = {name: text for name, value in function.defaults if (text := text_in(value)) is not None}
    return {**own, **of_options}


def _options_of(node: cst.FunctionDef) -> Iterator[tuple[str, str]]:
    """The options that decorators declare, with the text that each has by default."""
    for one in node.decorators:
        if not isinstance(one.decorator, cst.Call):
            continue
        given = [(arg.keyword.value if arg.keyword else None, _text(arg.value)) for arg in one.decorator.args]
        default = next((text for keyword, text in given if keyword == "default"), None)
        called = [text for keyword, text in given if keyword is None and text is not None and text.startswith("--")]
        if default is not None and called:
            yield called[0].removeprefix("--").replace("-", "_"), default


def _text(node: cst.BaseExpression) -> str | None:
    value = node.evaluated_value if isinstance(node, cst.SimpleString) else None
    return value if isinstance(value, str) else None
