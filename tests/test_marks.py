"""Marks stand on tests: pytest reads none on a helper, so that a mark there changes nothing and misleads a reader."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FILES = sorted(TESTS.rglob("*.py"))


def is_mark(decorator: ast.expr) -> bool:
    """True of ``@pytest.mark.…``, called or not."""
    return ast.unparse(decorator).startswith("pytest.mark.")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_marks_stand_on_tests(path: Path) -> None:
    source = path.read_text("utf-8")
    marked = [
        node.name
        for node in ast.walk(ast.parse(source if "@pytest.mark" in source else ""))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and any(map(is_mark, node.decorator_list))
        and not node.name.lower().startswith("test")
    ]
    assert marked == []


def test_a_mark_on_a_helper_would_be_found() -> None:
    (helper,) = ast.parse("@pytest.mark.slow\ndef longest_gap(): ...").body
    assert isinstance(helper, ast.FunctionDef)
    assert any(map(is_mark, helper.decorator_list))
