"""The exceptions that a person may see: the tree that is drawn of them, and the install line."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analyst_app import errors
from analyst_app.errors import AnalystError, MissingExtra

ROOT = Path(__file__).parent.parent


def test_the_drawn_tree_has_every_exception_under_its_parent() -> None:
    drawn = {}
    for line in re.findall(r"^ *[│├└].*", errors.__doc__ or "", re.MULTILINE):
        name = re.search(r"\w+", line)
        assert name is not None
        depth = 1 if line.strip().startswith(("├", "└")) else 2
        parent = "AnalystError" if depth == 1 else next(n for n, (d, _) in reversed(drawn.items()) if d == 1)
        drawn[name[0]] = (depth, parent)
    real = {
        found.__name__: found.__bases__[0].__name__
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, AnalystError) and found is not AnalystError
    }
    assert {name: parent for name, (_, parent) in drawn.items()} == real


def test_a_missing_extra_says_what_for_and_how_to_install_it() -> None:
    error = MissingExtra("pdf", "reading PDF files")
    assert error.extra == "pdf"
    assert str(error) == (
        "Reading PDF files needs an optional library: install it with  pip install 'analyst-app[pdf]'"
    )


def test_every_extra_that_is_asked_for_can_be_installed() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    asked = {
        node.args[0].value
        for path in (ROOT / "analyst_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "MissingExtra"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert asked
    assert asked <= extras.keys()


@pytest.mark.parametrize(
    ("words", "shown"),
    [("half \ud800 a pair", "half \\ud800 a pair"), ("\udcff.txt is gone", "%FF.txt is gone"),
     ("caf\udce9 – é.txt", "caf%E9 – é.txt")],
)  # fmt: skip
def test_a_sentence_can_be_shown_and_written_whatever_a_file_puts_into_it(words: str, shown: str) -> None:
    assert str(AnalystError(words)).encode("utf-8").decode("utf-8") == shown
    assert str(AnalystError("“Müller” 🔥")) == "“Müller” 🔥"
