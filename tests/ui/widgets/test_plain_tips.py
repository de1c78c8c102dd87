"""No tool tip of the program is taken for markup: Qt guesses by the words, and words come from files of strangers.

Tests of ui.widgets.plain_label: that all of ``ui`` makes its tool tips by ``plain_tip``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

import analyst_app.ui
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import LONGEST_SHOWN

UI = Path(analyst_app.ui.__file__).parent
SOURCES = sorted(UI.rglob("*.py"))
EVIL = 'Claim<b>EVIL</b><img src="file:///etc/hostname"><qt>\u202e&amp;</qt>'


def is_plain(node: ast.expr) -> bool:
    """True if what an expression gives cannot be markup that somebody else wrote."""
    if isinstance(node, ast.Constant):
        return node.value is None or "<" not in str(node.value)
    if isinstance(node, ast.IfExp):
        return is_plain(node.body) and is_plain(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "tr":
            return not node.keywords and all(isinstance(one, ast.Constant | ast.Name) for one in node.args)
        return node.func.id == "plain_tip"
    return False


def tips(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression that becomes a tool tip: as it is set, as it is shown at a place, and as a model gives it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, node.func.value
            if name in ("setToolTip", "setTabToolTip", "setWhatsThis", "setStatusTip"):
                yield node.args[-1]
            if name == "showText" and isinstance(owner, ast.Name) and owner.id == "QToolTip":
                yield node.args[1]
            if name == "setData" and any("ToolTipRole" in ast.dump(one) for one in node.args):
                yield node.args[-2]
        if isinstance(node, ast.If) and _asks_for_a_tip(node.test):
            for inner in node.body:
                yield from (one.value for one in ast.walk(inner) if isinstance(one, ast.Return) and one.value)


def _asks_for_a_tip(test: ast.expr) -> bool:
    compared = [one for one in ast.walk(test) if isinstance(one, ast.Compare) and "ToolTipRole" in ast.dump(one)]
    return any(isinstance(one.ops[0], ast.Eq | ast.In) for one in compared)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(UI).as_posix())
def test_every_tool_tip_is_made_by_the_one_function_or_is_ours_word_for_word(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    bad = [f"line {one.lineno}: {ast.unparse(one)}" for one in tips(tree) if not is_plain(one)]
    assert not bad, f"plain_tip(…) makes a tool tip of words that come from elsewhere: {bad}"
    assert "ToolTipRole" not in source.replace("ColorRole.ToolTip", "") or "plain_tip(" in source


def test_boxes_take_nothing_for_markup_either() -> None:
    """Only the module of questions makes a QMessageBox, and it says which format its words have."""
    made = {path.relative_to(UI).as_posix() for path in SOURCES if "QMessageBox(" in path.read_text("utf-8")}
    assert made == {"widgets/message.py"}
    source = (UI / "widgets" / "message.py").read_text("utf-8")
    assert source.count("QMessageBox(parent)") == source.count("setTextFormat(Qt.TextFormat.PlainText)")


def test_a_tool_tip_shows_each_sign_and_nothing_is_loaded_or_turned_round() -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(EVIL))
    assert shown.toPlainText() == EVIL.replace("\u202e", "\\u202e")
    assert "<img" not in shown.toHtml()


def test_a_tool_tip_of_a_megabyte_is_cut_and_says_so() -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip("x" * 1_000_000))
    assert shown.toPlainText() == "x" * LONGEST_SHOWN + "…"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(UI).as_posix())
def test_every_label_says_that_its_words_are_no_markup_or_has_words_of_ours(path: Path) -> None:
    """``PlainLabel`` says so by itself; what is a plain QLabel says so, or shows one of our own texts."""
    tree = ast.parse(path.read_text("utf-8"))
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "QLabel"]
    bare = [node for node in made if not (node.args and is_plain(node.args[0]))]
    assert len(bare) <= ast.unparse(tree).count(".setTextFormat(Qt.TextFormat.PlainText)")
    assert not any(word in path.read_text("utf-8") for word in ("setHtml(", "insertHtml(", "appendHtml(", ".RichText"))
