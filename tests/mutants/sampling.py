"""The mutants of a room: made by the operators of Cosmic Ray, sampled by a seed, compared with the known equivalents.

Runs in `.venv-mutants`, the only place where Cosmic Ray is installed.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

IDENTITY = ("Eq_Is", "NotEq_IsNot", "Is_Eq", "IsNot_NotEq")
"""Operators left out: equality and identity differ only by how Python shares objects, which is not ours to test."""


@dataclass(frozen=True)
class Mutant:
    """One change of one place in one file."""

    file: str
    """Path from the root of the repository, with forward slashes."""
    line: int
    """Line number of the change, from 1."""
    original: str
    """Text of the changed lines as they stand, each without its surrounding space."""
    becomes: str
    """Text of the changed lines in the mutant, in the same form; empty where they were removed."""
    code: str
    """Whole text of the mutated file."""
    diff: str
    """The change as the lines of a unified diff, without its heading."""


@dataclass(frozen=True)
class Equivalent:
    """A mutant that no test can kill, and why."""

    file: str
    """Path from the root of the repository; `*` stands for any characters."""
    line: str
    becomes: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """True if this entry names the mutant, wherever in the file its line stands now."""
        same = (self.line, self.becomes) == (mutant.original, mutant.becomes)
        return same and fnmatchcase(mutant.file, self.file)


def known_equivalents() -> list[Equivalent]:
    """Return the entries of `equivalent.toml` beside this module."""
    written = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text("utf-8"))
    return [Equivalent(**entry) for entry in written.get("mutant", [])]


def sample(root: Path, room: str, number: int, seed: int) -> list[Mutant]:
    """Return up to `number` mutants of a room, at different places, the same ones for the same seed and code.

    A place is drawn by the hash of its own line, so that an edit elsewhere leaves the rest of the sample as it was.

    Args:
        root: The root of the repository.
        room: Name of a folder of `analyst_app`.
        number: Size of the sample.
        seed: Another number gives another sample.
    """
    places = []
    for path in sorted((root / "analyst_app" / room).rglob("*.py")):
        file = path.relative_to(root).as_posix()
        places += [(key, file, changes) for key, changes in _places(file, path.read_text("utf-8"), seed)]
    found: list[Mutant] = []
    for key, file, changes in sorted(places, key=lambda place: place[0]):
        if len(found) == number:
            break
        found += _first_valid(file, (root / file).read_text("utf-8"), sorted(changes, key=lambda c: _hash(key, *c)))
    return sorted(found, key=lambda mutant: (mutant.file, mutant.line))


def _operators() -> dict[str, Operator]:
    classes = {name: get_operator(name) for name in operator_names() if not name.endswith(("/NoOp", *IDENTITY))}
    return {name: operator() for name, operator in classes.items() if not operator.arguments()}


OPERATORS = _operators()


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _places(file: str, code: str, seed: int) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield for each place of a file its key and its possible changes: an operator and the number of its occurrence."""
    found: dict[tuple[object, ...], list[tuple[str, int]]] = defaultdict(list)
    nodes = list(ast_nodes(get_ast(code)))
    for name, operator in OPERATORS.items():
        positions = (position for node in nodes for position in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            found[name.split("_")[0], start, end].append((name, occurrence))
    lines = code.split("\n")
    seen: dict[str, int] = defaultdict(int)
    for (kind, (line, column), _end), changes in sorted(found.items(), key=lambda item: (item[0][1:], item[0][0])):
        key = _hash(seed, file, kind, column, lines[line - 1])
        seen[key] += 1
        yield _hash(key, seen[key]), changes


def _first_valid(file: str, code: str, changes: list[tuple[str, int]]) -> list[Mutant]:
    """Return the first change that gives a program other than the original, as a list of one; else an empty list."""
    meaning = _meaning(code)
    for name, occurrence in changes:
        try:
            mutated = mutate_code(code, OPERATORS[name], occurrence)
        except (
            AttributeError
        ):  # Cosmic Ray 8.7.0 cannot replace an exception with a dot in its name: another mutant then
            continue
        if mutated is not None and _meaning(mutated) not in (None, meaning) and _ordered(mutated) <= _ordered(code):
            return [_mutant(file, code, mutated)]
    return []


def _meaning(code: str) -> str | None:
    """Return a program's tree without annotations and kinds of parameters; None where Python refuses or warns."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(code, "mutant", "exec")
    except (SyntaxError, SyntaxWarning, ValueError):
        return None
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.arguments):
            node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
            node.defaults = [*node.defaults, *(default for default in node.kw_defaults if default)]
            node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        for field in ("annotation", "returns"):
            if isinstance(getattr(node, field, None), ast.expr):
                setattr(node, field, ast.Constant(None))
    return ast.dump(tree)


def _ordered(code: str) -> int:
    """Return how often a value is compared by order with a text in quotes, which nobody writes for `==` by mistake."""
    order = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    compared = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Compare))
    pairs = (pair for node in compared for pair in zip(node.ops, node.comparators, strict=True))
    return sum(isinstance(by, order) and isinstance(_value(to), str) for by, to in pairs)


def _value(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _mutant(file: str, code: str, mutated: str) -> Mutant:
    before, after = code.splitlines(), mutated.splitlines()
    diff = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    removed = [line[1:] for line in diff if line.startswith("-")]
    added = [line[1:] for line in diff if line.startswith("+")]
    changed = (n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new and old.strip())
    first = next(changed, len(after))
    return Mutant(
        file=file,
        line=first + 1,
        original="\n".join(line.strip() for line in removed),
        becomes="\n".join(line.strip() for line in added),
        code=mutated,
        diff="\n".join(line for line in diff if not line.startswith("@@")),
    )
