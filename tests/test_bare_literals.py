"""New words on screen go through ``wording.tr``: what stood bare before the door was there is listed, and only shrinks.

The list is ``tests/data/bare_literals.txt``: one text a line, as Python writes
it, ``{}`` where an f-string puts a value. ``python -m tests.test_bare_literals``
takes out of it what no longer stands in the code; it adds nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = Path(__file__).parent / "data" / "bare_literals.txt"
ROOMS = ("ui", "commands")
THROUGH_THE_DOOR = {"tr", "marked"}
NOT_SHOWN = {"setObjectName", "getattr", "setattr", "hasattr", "getLogger", "debug", "import_module", "property"}
"""Calls whose texts nobody sees."""
_SENTENCE = re.compile(r"[^\W\d_]{2,}[^\n]* [^\n]*[^\W\d_]{2,}|^[A-Z][a-z]{2,}…?$|[^\W\d_]{3,}[.:…!?]$")
"""Two words, one word with a capital, or one with a stop."""


def bare_texts(path: Path) -> Iterator[str]:
    """Literals of a module that a person could read, those inside ``tr(…)`` and docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))  # a docstring, also one under a field
        elif isinstance(node, ast.Call) and _name_of(node.func) in THROUGH_THE_DOOR | NOT_SHOWN:
            passed_over |= {id(inner) for inner in ast.walk(node) if inner is not node and not _is_filled(inner, node)}
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name_of(node.exc.func) in _BUGS:
            passed_over |= set(map(id, ast.walk(node)))
        elif isinstance(node, ast.JoinedStr) and id(node) not in passed_over:
            passed_over |= {id(value) for value in node.values}
    for node in ast.walk(tree):
        text = _text_of(node) if id(node) not in passed_over else None
        if text and _SENTENCE.search(text) and not text.startswith(("from ", "import ")):
            yield text


def _is_filled(inner: ast.AST, call: ast.Call) -> bool:
    """True of an f-string given to ``tr``: no catalogue can know what it will be."""
    return isinstance(inner, ast.JoinedStr) and _name_of(call.func) in THROUGH_THE_DOOR


_BUGS = {"ValueError", "KeyError", "TypeError", "RuntimeError", "AssertionError", "LookupError"}
"""Exceptions that only a mistake of ours raises."""


def _name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def found_today() -> dict[str, str]:
    """Every bare text of the rooms, with a module that has it."""
    paths = [path for room in ROOMS for path in sorted((ROOT / "analyst_app" / room).rglob("*.py"))]
    return {text: str(path.relative_to(ROOT)) for path in paths for text in bare_texts(path)}


def listed() -> set[str]:
    return {ast.literal_eval(line) for line in LISTED.read_text("utf-8").splitlines()}


def test_a_new_text_on_screen_goes_through_tr() -> None:
    known = listed()
    new = [f"{path}: {text!r}" for text, path in found_today().items() if text not in known]
    assert not new, "write tr(…) from analyst_app.wording round these texts:\n" + "\n".join(new)


def test_the_check_sees_a_bare_text_and_passes_over_what_tr_has(tmp_path: Path) -> None:
    module = tmp_path / "made.py"
    module.write_text(
        '"""A docstring, of course."""\n'
        'label.setText("Nothing is open.")\n'
        'label.setText(f"{n} articles were found")\n'
        'label.setText(tr("All of it went through the door"))\n'
        'label.setText(tr(f"{n} articles are lost on translators"))\n'
        'label.setObjectName("Some odd name")\n'
        'raise ValueError("only a bug says this")\n',
        "utf-8",
    )
    assert list(bare_texts(module)) == [
        "Nothing is open.",
        "{} articles were found",
        "{} articles are lost on translators",
    ]


if __name__ == "__main__":
    left = sorted(listed() & set(found_today()))
    LISTED.write_text("".join(f"{text!r}\n" for text in left), "utf-8")
