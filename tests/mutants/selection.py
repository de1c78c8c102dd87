"""The tests that reach a mutant, the quick and near ones first."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath

from coverage import CoverageData

from tests.mutants.sampling import Mutant

ELSEWHERE = 0.05
"""Seconds by which a test is put back for lying in another room than the mutant, and again for another module."""


@dataclass
class Reach:
    """Which test runs which line, and how long each test takes; recorded once, without a mutant."""

    root: Path
    """The folder in which it was recorded."""
    contexts: dict[str, dict[int, list[str]]]
    """For each file, for each line, the ids of the tests that run it; "" stands for the time of import."""
    seconds: dict[str, float]
    """Duration of each test that passed; the others are never chosen."""

    def __post_init__(self) -> None:
        # Read once: later a worker may be writing a mutant in the place of a module.
        self._trees = {file: ast.parse((self.root / file).read_text("utf-8")) for file in self.contexts}
        self.importers = self._importers()

    @classmethod
    def read(cls, root: Path, data: list[Path], seconds: dict[str, float]) -> Reach:
        """Return what coverage's data files hold.

        Args:
            root: The folder in which they were recorded.
            data: One file for each process that ran tests.
            seconds: Duration of each test that passed.
        """
        contexts: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for path in data:
            recorded = CoverageData(str(path))
            recorded.read()
            for measured in recorded.measured_files():
                file = Path(measured).resolve().relative_to(root.resolve()).as_posix()
                for line, tests in recorded.contexts_by_lineno(measured).items():
                    contexts[file][line] += tests
        return cls(root, contexts, seconds)

    def ordered(self, mutant: Mutant) -> list[tuple[str, float]]:
        """Return the tests that reach a mutant with their durations in seconds, the near and quick ones first.

        What runs while modules are imported (constants, decorators, defaults) is reached by all tests that run any line
        of the file, or of a file that imports from it.
        """
        lines = self.contexts.get(mutant.file, {})
        tree = self._trees.get(mutant.file, ast.Module([], []))
        reaching = {test for line in _statement(tree, mutant.line) for test in lines.get(line, ())}
        if "" in reaching:
            for file in (mutant.file, *self.importers[mutant.file]):
                reaching.update(test for tests in self.contexts.get(file, {}).values() for test in tests)
            # The methods that a dataclass is given lie in no file: who only makes one runs no line.
            reaching.update(test for test in self.seconds if _is_of(test, mutant.file))
        ordered = sorted(reaching & self.seconds.keys(), key=lambda test: (self._rank(test, mutant.file), test))
        return [(test, self.seconds[test]) for test in ordered]

    def _rank(self, test: str, file: str) -> float:
        """Return a test's duration and what is added to it for lying far from the file."""
        at, module = PurePosixPath(test.split("::")[0]), PurePosixPath(file)
        elsewhere = (at.parts[1:2] != module.parts[1:2]) + (at.stem.removeprefix("test_") != module.stem)
        return self.seconds[test] + ELSEWHERE * elsewhere

    def _importers(self) -> dict[str, list[str]]:
        """Return for each file the files that import from it."""
        found: dict[str, list[str]] = defaultdict(list)
        for file, tree in self._trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and node.module:
                    base = node.module.replace(".", "/")
                    for name in (base, f"{base}/__init__", *(f"{base}/{alias.name}" for alias in node.names)):
                        found[f"{name}.py"].append(file)
        return found


def _is_of(test: str, file: str) -> bool:
    """Return True if a test lies in the file of tests that mirrors a module's path."""
    at, module = PurePosixPath(test.split("::")[0]), PurePosixPath(file)
    return at.parts[1:-1] == module.parts[1:-1] and at.stem == f"test_{module.stem}"


def within(budget: float, tests: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the first of some tests that take no longer than the budget in all, in seconds; at least one, if any."""
    spent = list(accumulate(seconds for _, seconds in tests))
    return tests[: max(1, bisect_right(spent, budget))]


def _statement(tree: ast.Module, line: int) -> range:
    """Return the lines of the innermost statement round a line, of a compound one its heading."""
    found = range(line, line + 1)
    size = 1 << 30
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            first, last = _first_line(node), node.end_lineno or node.lineno
            body = getattr(node, "body", None) or getattr(node, "cases", None)
            if body and not isinstance(node, ast.Match):
                last = max(node.lineno, _first_line(body[0]) - 1)
            if first <= line <= last and last - first < size:
                found, size = range(first, last + 1), last - first
    return found


def _first_line(node: ast.stmt | ast.ExceptHandler) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])
