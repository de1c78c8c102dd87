"""A refusal says what to do: each sentence that is raised in the rooms without a window has an imperative in it.

What the operating system refused is told with its reason, which is the remedy's better half: permission, space, name.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app import errors

ROOT = Path(__file__).parent.parent / "analyst_app"
ROOMS = ("storage", "corpus", "commands", "export", "importers")
OURS = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.AnalystError)}
INNER = {"LeadsOutside", "MissingExtra"}
"""These make their sentence themselves."""
_TO_DO = re.compile(
    r"\b(add|allow|annotate|choose|check|close|copy|correct|edit|export|free|get|give|import|look|mend|merge|move|name|"
    r"names|needs|offered|open|put|read it again|remove|rename|repair|run|save|say|take|try|update|use|which|where|"
    r"write|report|replace|did you mean)\b|applies to|or more|begin with|…|--\w+|; there are",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"why|strerror|failure|sentence|reason|refusal|damage|answer|words|problem|_nothing|advice|told|_nearest|error"
)
"""Names of what brings its own remedy along."""


def refusals(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, literal words, and the code put in between, of each of our errors that a module raises."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
            continue
        name = node.exc.func.id if isinstance(node.exc.func, ast.Name) else ""
        if name not in OURS - INNER or not node.exc.args:
            continue
        said = node.exc.args[0]
        words = [str(one.value) for one in ast.walk(said) if isinstance(one, ast.Constant)]
        put_in = [ast.unparse(one) for one in ast.walk(said) if isinstance(one, ast.FormattedValue | ast.Name)]
        yield node.lineno, " ".join(words), " ".join(put_in)


@pytest.mark.parametrize("room", ROOMS)
def test_a_refusal_says_what_to_do(room: str) -> None:
    without = [  # an empty sentence is one that another raised
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, words, put_in in refusals(path)
        if words.strip() and not _TO_DO.search(words) and not _REASONS.search(put_in)
    ]
    assert not without, "\n".join(without)


def test_a_refusal_without_a_remedy_is_found(tmp_path: Path) -> None:
    module = tmp_path / "odd.py"
    module.write_text('raise SaveFailed(f"{path} is odd.")\nraise SaveFailed("It is odd. Remove it.")\n')
    found = [(line, bool(_TO_DO.search(words))) for line, words, _ in refusals(module)]
    assert found == [(1, False), (2, True)]
