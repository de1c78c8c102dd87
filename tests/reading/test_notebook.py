"""docs/notebook.ipynb runs from top to bottom and prints what it shows; tests/artefacts has it run by Jupyter."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"

pytestmark = pytest.mark.skipif(
    find_spec("pandas") is None or find_spec("pyarrow") is None, reason="the extra notebook is not installed"
)


def code_cells(book: dict[str, Any]) -> list[tuple[str, str]]:
    """The code of each cell, and what it prints."""
    return [
        ("".join(cell["source"]), "".join("".join(one.get("text", "")) for one in cell["outputs"]))
        for cell in book["cells"]
        if cell["cell_type"] == "code"
    ]


def test_each_cell_runs_and_prints_what_the_notebook_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(NOTEBOOK.parent)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    known: dict[str, Any] = {}
    for code, shown in code_cells(json.loads(NOTEBOOK.read_text("utf-8"))):
        tree, printed = ast.parse(code), io.StringIO()
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "cell", "exec"), known)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "cell", "eval"), known)
                assert repr(value)
        assert printed.getvalue() == shown
    assert "depot" in known
