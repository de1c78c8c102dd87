"""Docstrings for a stranger, everywhere but in the window: there, plain, with arguments, errors and no riddles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "analyst_app"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOMAIN = [path for path in MODULES if "ui" not in path.relative_to(PACKAGE).parts]
RIDDLE = re.compile(r"(?:What|Whether|Who|Whom|Whose|Where|When|How|Which)\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Documented(NamedTuple):
    """A public name with its docstring."""

    place: str
    node: ast.Module | ast.ClassDef | Function
    words: str


def public(path: Path) -> Iterator[Documented]:
    """The module, its public classes and functions, and the public methods of those classes."""
    tree = ast.parse(path.read_text("utf-8"))
    name = path.relative_to(PACKAGE.parent).as_posix()
    yield Documented(name, tree, ast.get_docstring(tree) or "")
    yield from _inside(tree.body, name)


def _inside(body: list[ast.stmt], place: str) -> Iterator[Documented]:
    for node in body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield Documented(f"{place}:{node.lineno} {node.name}", node, ast.get_docstring(node) or "")
            if isinstance(node, ast.ClassDef):
                yield from _inside(node.body, place)


def arguments(function: Function) -> list[str]:
    """Names of the arguments, self and cls left out."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def raised(function: Function) -> set[str]:
    """Names of the exceptions that leave a function by a ``raise`` of its own; functions inside it are left out."""
    return {name for name in _raised_in(function.body, frozenset()) if name[:1].isupper()}


def _raised_in(nodes: Iterable[ast.AST], caught: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Function | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            if node.exc.func.id not in caught:
                yield node.exc.func.id
        elif isinstance(node, ast.Try):
            handled = {
                name.id for one in node.handlers for name in ast.walk(one.type or one) if isinstance(name, ast.Name)
            }
            yield from _raised_in(node.body, caught | handled)
            yield from _raised_in([*node.handlers, *node.orelse, *node.finalbody], caught)
        else:
            yield from _raised_in(ast.iter_child_nodes(node), caught)


def section(words: str, title: str) -> str:
    """What stands under ``Args:`` or ``Raises:``."""
    match = re.search(rf"^{title}:\n((?:[ \t]+.*\n?|\n)+)", words + "\n", re.MULTILINE)
    return match[1] if match else ""


def faults(one: Documented) -> Iterator[str]:
    """What a stranger would miss in a docstring."""
    if not one.words:
        yield f"{one.place} has no docstring"
        return
    if RIDDLE.match(one.words):
        yield f"{one.place} begins as a riddle: {one.words.splitlines()[0]}"
    if isinstance(one.node, Function) and not _is_overloaded(one.node):
        names = arguments(one.node)
        listed = section(one.words, "Args")
        missing = [name for name in names if not re.search(rf"^\s*\**{name}\b", listed, re.MULTILINE)]
        if len(names) >= 2 and missing:
            yield f"{one.place} explains no {', '.join(missing)} under Args"
        told = section(one.words, "Raises")
        silent = sorted(name for name in raised(one.node) if not re.search(rf"\b{name}\b", told))
        if silent:
            yield f"{one.place} names no {', '.join(silent)} under Raises"


def _is_overloaded(function: Function) -> bool:
    return any("overload" in ast.unparse(decorator) for decorator in function.decorator_list)


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stranger_can_use_what_is_public(path: Path) -> None:
    found = [fault for one in public(path) for fault in faults(one)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_docstring_is_a_riddle(path: Path) -> None:
    found = [f"{line}: {words.splitlines()[0]}" for line, words in all_docstrings(path) if RIDDLE.match(words)]
    assert not found, "\n".join(found)


def all_docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and words of every docstring of a module, private ones and those under fields and constants included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                words = statement.value.value
                if isinstance(words, str):
                    yield statement.lineno, words.strip()


def test_the_check_sees_each_fault() -> None:
    source = '''
"""Which way the wind blows."""
def silent(): pass
def two(one, other):
    """Add."""
    raise SidecarInvalid("no")
def good(one, other):
    """Add.

    Args:
        one: a number.
        other: another.

    Raises:
        SidecarInvalid: always.
    """
    raise SidecarInvalid("no")
'''
    tree = ast.parse(source)
    found = [Documented("m", tree, ast.get_docstring(tree) or ""), *_inside(tree.body, "m")]
    assert [fault.removeprefix("m").partition(" ")[2] for one in found for fault in faults(one)] == [
        "begins as a riddle: Which way the wind blows.",
        "silent has no docstring",
        "two explains no one, other under Args",
        "two names no SidecarInvalid under Raises",
    ]
