"""The dialog in which codes become tags and values, driven by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QWidget

from analyst_app.core.refi.tree import Meaning
from analyst_app.importers.annotations.code_mapping import Code, proposed
from analyst_app.ui.corpus.code_mapping_dialog import CodeMappingDialog

CODES = [
    Code("a", ("Who",), "", True, "", "", 1204),
    Code("b", ("Who", "mayor"), "a", True, "", "", 2),
]
_DONE = QDialog.DialogCode
BOOK = {"tags": [{"id": "actor", "name": "Actor"}]}


@pytest.fixture
def dialog(qtbot) -> Iterator[CodeMappingDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = CodeMappingDialog(CODES, proposed(CODES, BOOK), BOOK, parent)
    made.show()
    qtbot.waitExposed(made)
    yield made
    parent.close()


def cells(dialog: CodeMappingDialog) -> list[list[str]]:
    return [[dialog.model.item(row, column).text() for column in range(3)] for row in range(dialog.model.rowCount())]


def test_it_shows_each_code_how_often_it_is_used_and_the_proposal(dialog: CodeMappingDialog) -> None:
    assert dialog.objectName() == "code_mapping"
    assert cells(dialog) == [["Who", "1,204", "new tag who"], ["Who / mayor", "2", "who: mayor"]]


def test_keys_alone_change_what_a_code_becomes(dialog: CodeMappingDialog, qtbot) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    box = dialog.table.findChild(QComboBox, "code_mapping_choice")
    assert [box.itemText(n) for n in range(3)] == ["new tag who", "tag Actor", "who: mayor"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert dialog.places == {"a": Meaning("actor"), "b": Meaning("who", "mayor", True)}
    assert cells(dialog)[0][2] == "tag Actor"
    assert dialog.result() == 0
    assert dialog.isVisible()
    assert dialog.to_data()["codes"][0] == {"guid": "a", "path": "Who", "becomes": "tag", "tag": "actor"}


@pytest.mark.parametrize(("name", "result"), [("accept", _DONE.Accepted), ("cancel", _DONE.Rejected)])
def test_it_is_accepted_or_cancelled(dialog: CodeMappingDialog, qtbot, name: str, result: QDialog.DialogCode) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, f"code_mapping_{name}"), Qt.MouseButton.LeftButton)
    assert dialog.result() == result
