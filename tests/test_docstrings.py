"""Docstrings for a stranger, everywhere but in the window: there, plain, with arguments, errors and no riddles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from analyst_app import errors

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
    module: Module | None = None


def public(path: Path) -> Iterator[Documented]:
    """The module, its public classes and functions, and the public methods of those classes."""
    tree = ast.parse(path.read_text("utf-8"))
    name = path.relative_to(PACKAGE.parent).as_posix()
    yield Documented(name, tree, ast.get_docstring(tree) or "")
    yield from _inside(tree.body, name, Module(name, tree))


def _inside(body: list[ast.stmt], place: str, module: Module) -> Iterator[Documented]:
    for node in body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield Documented(f"{place}:{node.lineno} {node.name}", node, ast.get_docstring(node) or "", module)
            if isinstance(node, ast.ClassDef):
                yield from _inside(node.body, place, module)


def arguments(function: Function) -> list[str]:
    """Names of the arguments, self and cls left out."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def raised(function: Function, module: Module | None = None) -> set[str]:
    """Names of the exceptions that leave a function; functions inside it are left out.

    They leave by a ``raise`` of a class, of a variable that holds one of ours,
    or of what a function of the module makes; by a bare ``raise`` where one of
    ours was caught; and by a call of a function that tells of them under
    Raises, or that is private to the module and lets them through.
    """
    module = module or Module("", ast.parse(""))
    return {name for name in _Leaving(function, module).of(function.body, frozenset()) if name[:1].isupper()}


class Module:
    """The functions that a module's code can call by name, and what they let through."""

    def __init__(self, place: str, tree: ast.Module) -> None:
        self.place, self._busy = place, set[str]()
        self._own = {node.name: node for node in tree.body if isinstance(node, Function)}
        self._known: dict[str, set[str]] = {}
        self._foreign: dict[str, tuple[str, str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analyst_app"):
                for one in node.names:
                    self._foreign[one.asname or one.name] = (node.module or "", one.name)

    def makes(self, name: str) -> str:
        """The exception of ours that a function of the module gives back; empty for none."""
        own = self._own.get(name)
        told = ast.unparse(own.returns) if own is not None and own.returns is not None else ""
        return told if told in OURS else ""

    def let_through(self, called: ast.expr) -> set[str]:
        """Exceptions of ours that leave a function that is called by its name, or by its module's and its own."""
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            home, name = self._foreign.get(called.value.id, ("", ""))
            return told_by(f"{home}.{name}", called.attr) if home else set()
        if not isinstance(called, ast.Name):
            return set()
        if called.id in self._foreign:
            return told_by(*self._foreign[called.id])
        own = self._own.get(called.id)
        if own is None or called.id in self._busy:
            return set()
        if not called.id.startswith("_"):
            return told_in(own)
        if called.id not in self._known:
            self._busy.add(called.id)
            self._known[called.id] = raised(own, self) & OURS.keys()
            self._busy.discard(called.id)
        return self._known[called.id]


OURS: dict[str, set[str]] = {
    name: {one.__name__ for one in found.__mro__}
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, errors.AnalystError)
}
"""Our exceptions, each with the classes by which it is caught."""


def told_by(module: str, name: str) -> set[str]:
    """Exceptions of ours that a function of another module tells of under Raises."""
    return told_by_module(module).get(name, set())


@cache
def told_by_module(module: str) -> dict[str, set[str]]:
    """The same of all functions of a module, by name, as far as they tell of any; it is parsed once."""
    path = PACKAGE.parent / f"{module.replace('.', '/')}.py"
    if module == "analyst_app.resources":
        path = PACKAGE.parent / "resources" / "__init__.py"
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.parse("")
    functions = (one for one in reversed(tree.body) if isinstance(one, Function))  # of two of a name, the first
    return {one.name: told_in(one) for one in functions}


def told_in(function: Function) -> set[str]:
    """Exceptions of ours that a docstring has under Raises."""
    told = section(ast.get_docstring(function) or "", "Raises")
    return {name for name in OURS if told and re.search(rf"^\s*{name}\b", told, re.MULTILINE)}


class _Leaving:
    """The exceptions that leave one function."""

    def __init__(self, function: Function, module: Module) -> None:
        self._module = module
        self._held: dict[str, set[str]] = {}
        for node in _own_nodes(function):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self._held.setdefault(target.id, set()).update(self._made(node.value) & OURS.keys())
            elif isinstance(node, ast.ExceptHandler) and node.name:
                self._held.setdefault(node.name, set()).update(_names_in(node.type) & OURS.keys())
            elif isinstance(node, ast.If) and isinstance(node.test, ast.Call) and _is_instance(node.test):
                held = ast.unparse(node.test.args[0])
                self._held.setdefault(held, set()).update(_names_in(node.test.args[1]) & OURS.keys())

    def of(self, nodes: Iterable[ast.AST], caught: frozenset[str], handled: Iterable[str] = ()) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Function | ast.Lambda | ast.ClassDef):
                continue
            if isinstance(node, ast.Raise):
                found = set(handled) if node.exc is None else self._raised_by(node.exc)
                yield from (name for name in found if not OURS.get(name, {name}) & caught)
            elif isinstance(node, ast.Call):
                found = self._module.let_through(node.func)
                yield from (name for name in found if not OURS[name] & caught)
            if isinstance(node, ast.Try):
                here = frozenset().union(*(_names_in(one.type) or {"BaseException"} for one in node.handlers))
                yield from self.of(node.body, caught | here, handled)
                for one in node.handlers:
                    yield from self.of(one.body, caught, _names_in(one.type) & OURS.keys())
                yield from self.of([*node.orelse, *node.finalbody], caught, handled)
            elif isinstance(node, ast.With):
                calls = [item.context_expr for item in node.items]
                quiet = [
                    one for one in calls if isinstance(one, ast.Call) and ast.unparse(one.func).endswith("suppress")
                ]
                here = frozenset().union(*(_names_in(argument) for one in quiet for argument in one.args))
                yield from self.of(calls, caught, handled)
                yield from self.of(node.body, caught | here, handled)
            else:
                yield from self.of(ast.iter_child_nodes(node), caught, handled)

    def _raised_by(self, value: ast.expr) -> set[str]:
        if isinstance(value, ast.Name):
            return {value.id} if value.id in OURS else self._held.get(value.id, set())
        return self._made(value) if isinstance(value, ast.Call) else set()

    def _made(self, call: ast.Call) -> set[str]:
        if not isinstance(call.func, ast.Name):
            return set()
        return {call.func.id, self._module.makes(call.func.id)}


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, those of functions inside it left out."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, Function | ast.Lambda | ast.ClassDef):
            yield inner
            yield from _own_nodes(inner)


def _names_in(node: ast.expr | None) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} if node is not None else set()


def _is_instance(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "isinstance" and len(call.args) == 2


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
        silent = sorted(name for name in raised(one.node, one.module) if not is_told(name, told))
        if silent:
            yield f"{one.place} names no {', '.join(silent)} under Raises"


def is_told(exception: str, told: str) -> bool:
    """True if an exception is told of, or a more general one of ours, which is as good for whoever catches it."""
    general = OURS.get(exception, set()) & OURS.keys()
    return any(re.search(rf"\b{name}\b", told) for name in {exception, *general})


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
    found = [Documented("m", tree, ast.get_docstring(tree) or ""), *_inside(tree.body, "m", Module("m", tree))]
    assert [fault.removeprefix("m").partition(" ")[2] for one in found for fault in faults(one)] == [
        "begins as a riddle: Which way the wind blows.",
        "silent has no docstring",
        "two explains no one, other under Args",
        "two names no SidecarInvalid under Raises",
    ]


@pytest.mark.parametrize(
    ("body", "leaving"),
    [
        ("error = SaveFailed('no')\n    raise error", {"SaveFailed"}),
        ("try: f()\n    except SaveFailed as error:\n        note()\n        raise error", {"SaveFailed"}),
        ("try: f()\n    except SaveFailed:\n        note()\n        raise", {"SaveFailed"}),
        ("if isinstance(found, ImportFailed):\n        raise found", {"ImportFailed"}),
        ("raise _no()", {"SidecarInvalid"}),
        ("error = _no()\n    raise error from None", {"SidecarInvalid"}),
        ("_let_through()", {"UsageError"}),
        ("told()", {"ImportFailed"}),
        ("language('xx')", {"LanguageInvalid"}),
        ("languages.language('xx')", {"LanguageInvalid"}),
        ("try: told()\n    except ImportFailed: pass", set()),
        ("try: told()\n    except AnalystError: pass", set()),
        ("try: _let_through()\n    except Exception: pass", set()),
        ("with suppress(AnalystError):\n        told()", set()),
        ("try: f()\n    except OSError as error:\n        raise SaveFailed('no') from error", {"SaveFailed"}),
        ("try: f()\n    except OSError as error:\n        kept = error", set()),
        ("def later():\n        raise SaveFailed('no')\n    return later", set()),
    ],
)
def test_exceptions_that_leave_by_a_variable_or_a_call_are_seen(body: str, leaving: set[str]) -> None:
    source = f'''
from analyst_app.language import languages
from analyst_app.language.languages import language
def _no() -> SidecarInvalid:
    return SidecarInvalid("no")
def _let_through():
    _itself()
def _itself():
    _let_through()
    raise UsageError("no")
def told():
    """Fail.

    Raises:
        ImportFailed: always.
    """
def looked_at():
    {body}
'''
    tree = ast.parse(source)
    function = tree.body[-1]
    assert isinstance(function, Function)
    assert raised(function, Module("m", tree)) == leaving


def test_a_more_general_exception_under_raises_is_enough() -> None:
    assert is_told("TooLarge", "DocumentUnreadable: it is too large.")
    assert is_told("SaveFailed", "AnalystError: it did not work.")
    assert not is_told("DocumentUnreadable", "TooLarge: it is too large.")
    assert not is_told("SaveFailed", "UsageError: there is no such Exception or object.")
