"""Holds nodes made of the ast against those of libcst's parser: ``python -m tests.tools.bare_trees FOLDER ...``."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from flake8_embedding.syntax.source import Sketch, Source, Unparsable, parse, sketch


def main() -> int:
    warnings.simplefilter("ignore")
    files, left, different = 0, 0, 0
    for path in sorted(file for given in sys.argv[1:] for file in Path(given).rglob("*.py")):
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, ValueError, SyntaxError, RecursionError):
            continue
        found = differences(text, tree)
        if found is None:
            left += 1
            continue
        files += 1
        different += bool(found)
        for line in found[:5]:
            print(f"{path}: {line}")
    print(f"{files} files, {different} of them with a difference; {left} are left to libcst's parser")
    return 1 if different else 0


def differences(text: str, tree: ast.Module) -> list[str] | None:
    """Where the two trees of a program differ, in nodes, fields or places; None where there are not two."""
    whole = parse(text, tree)
    made = sketch(text, tree)
    if isinstance(whole, Unparsable) or not isinstance(made, Sketch):
        return None
    return list(_differences(made, whole))


def _differences(made: Sketch, whole: Source) -> Iterator[str]:
    places = MetadataWrapper(whole.module, unsafe_skip_copy=True).resolve(PositionProvider)
    waiting: list[tuple[str, object, object]] = [
        ("module", [_unwrapped(line) for line in made.module.body], _statements(whole.module.body))
    ]
    while waiting:
        where, one, other = waiting.pop()
        match one, other:
            case (list() | tuple(), list() | tuple()):
                if len(one) != len(other):
                    yield f"{where}: {len(one)} and {len(other)} parts"
                waiting += [(f"{where}[{n}]", a, b) for n, (a, b) in enumerate(zip(one, other, strict=False))]
            case (cst.IndentedBlock(), cst.IndentedBlock() | cst.SimpleStatementSuite()):
                waiting.append((where, [_unwrapped(line) for line in one.body], _statements([other])))
            case (cst.SimpleString() | cst.FormattedString(), cst.ConcatenatedString()):
                # Python joins neighbouring texts when it parses.
                if isinstance(one, cst.SimpleString) and one.evaluated_value != other.evaluated_value:
                    yield f"{where}: {one.value} and {other.evaluated_value!r}"
            case (cst.FormattedString(), cst.FormattedString()):
                waiting.append((where, _expressions(one), _expressions(other)))
            case (
                cst.SimpleString() | cst.Integer() | cst.Float(),
                cst.SimpleString() | cst.Integer() | cst.Float(),
            ) if type(one) is type(other):
                if one.evaluated_value != other.evaluated_value:
                    yield f"{where}: {one.value} and {other.value}"
            case (cst.Imaginary(), cst.Imaginary()):
                pass
            case (cst.CSTNode(), cst.CSTNode()) if type(one) is type(other):
                spot = made.places.get(id(one))
                # libcst has decorators, parentheses and what follows a comma in some nodes that Python leaves out.
                if spot is not None and _has_a_place_in_both(one):
                    line, column = made.position(one)
                    found = places[other].start
                    if (line, column) != (found.line, found.column) and not _has_parentheses(other):
                        yield f"{where}: {type(one).__name__} at {line}:{column} and {found.line}:{found.column}"
                for field in fields(one):
                    if hasattr(one, field.name) and "whitespace" not in field.name:
                        waiting.append(
                            (
                                f"{where}.{type(one).__name__}.{field.name}",
                                getattr(one, field.name),
                                getattr(other, field.name),
                            )
                        )
            case _ if one != other and not (one in (None, "") and other in (None, "")):
                yield f"{where}: {_shown(one)} and {_shown(other)}"


def _has_a_place_in_both(node: cst.CSTNode) -> bool:
    # A generator that is the only argument begins with the parenthesis of its call, for Python.
    return isinstance(
        node, cst.BaseExpression | cst.BaseSmallStatement | cst.BaseCompoundStatement | cst.ImportAlias
    ) and not isinstance(node, cst.GeneratorExp)


def _shown(part: object) -> str:
    return repr(part) if isinstance(part, str | None) else type(part).__name__


def _has_parentheses(node: cst.CSTNode) -> bool:
    inner: object = node
    while isinstance(inner, cst.CSTNode):
        if getattr(inner, "lpar", ()):
            return True
        match inner:
            case cst.Attribute(value=inner) | cst.Subscript(value=inner) | cst.Call(func=inner) | cst.Expr(value=inner):
                continue
            case (
                cst.BinaryOperation(left=inner)
                | cst.BooleanOperation(left=inner)
                | cst.Comparison(left=inner)
                | cst.IfExp(body=inner)
            ):
                continue
            case cst.Assign(targets=[cst.AssignTarget(target=inner), *_]) | cst.AugAssign(target=inner):
                continue
            case cst.AnnAssign(target=inner):
                continue
            case cst.Tuple(elements=[cst.Element(value=inner) | cst.StarredElement(value=inner), *_]):
                continue
        return False
    return False


def _unwrapped(line: cst.CSTNode) -> cst.CSTNode:
    return line.body[0] if isinstance(line, cst.SimpleStatementLine) else line


def _statements(lines: Sequence[cst.CSTNode]) -> list[cst.CSTNode]:
    """The statements below, without the lines and blocks around them."""
    found: list[cst.CSTNode] = []
    for line in lines:
        match line:
            case (
                cst.SimpleStatementLine(body=body) | cst.SimpleStatementSuite(body=body) | cst.IndentedBlock(body=body)
            ):
                found += _statements(body)
            case _:
                found.append(line)
    return found


def _expressions(node: cst.FormattedString) -> list[cst.CSTNode]:
    return [part.expression for part in node.parts if isinstance(part, cst.FormattedStringExpression)]


if __name__ == "__main__":
    sys.exit(main())
