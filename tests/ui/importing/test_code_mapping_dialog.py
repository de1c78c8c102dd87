"""The dialog in which codes become tags and values, driven by keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget

from analyst_app.core.refi.tree import Meaning
from analyst_app.importers.annotations.code_mapping import Code, proposed
from analyst_app.ui.corpus.passages import Passages
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.code_mapping_dialog import CodeMappingDialog
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.widgets.theme import Looks
from tests.importers.annotations.refi_samples import TEXT, at, guid, project, qdpx, selection, text_source
from tests.ui.conftest import OpenText

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
    made = CodeMappingDialog("study.qdpx", CODES, proposed(CODES, BOOK), BOOK, parent)
    made.show()
    qtbot.waitExposed(made)
    yield made
    parent.close()


def cells(dialog: CodeMappingDialog) -> list[list[str]]:
    return [[dialog.model.item(row, column).text() for column in range(3)] for row in range(dialog.model.rowCount())]


def test_it_shows_each_code_how_often_it_is_used_and_the_proposal(dialog: CodeMappingDialog) -> None:
    assert dialog.objectName() == "code_mapping"
    assert cells(dialog) == [["Who", "1,204", "new tag who"], ["Who / mayor", "2", "who: mayor"]]


def test_what_is_too_long_for_its_cell_keeps_both_ends_and_is_whole_as_a_tip(dialog: CodeMappingDialog) -> None:
    assert dialog.table.textElideMode() == Qt.TextElideMode.ElideMiddle
    assert not dialog.table.wordWrap()
    tips = [dialog.model.item(1, column).toolTip() for column in (0, 2)]
    assert tips == ["<qt>Who / mayor</qt>", "<qt>who: mayor</qt>"]
    dialog.choose(1, Meaning("actor"))
    assert dialog.model.item(1, 2).toolTip() == "<qt>tag Actor</qt>"


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


def test_the_keys_alone_reach_the_button_that_accepts_and_long_names_have_tool_tips(
    dialog: CodeMappingDialog, qtbot
) -> None:
    accept = dialog.findChild(QPushButton, "code_mapping_accept")
    assert accept.isDefault()
    assert accept.text() == "&Import"
    long = dialog.model.index(1, 0), dialog.model.index(0, 2)
    tips = [index.data(Qt.ItemDataRole.ToolTipRole) for index in long]
    assert tips == ["<qt>Who / mayor</qt>", "<qt>new tag who</qt>"]
    dialog.choose(0, Meaning("actor"))
    assert long[1].data(Qt.ItemDataRole.ToolTipRole) == "<qt>tag Actor</qt>"
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert accept.hasFocus()
    qtbot.keyClick(accept, Qt.Key.Key_Space)
    assert dialog.result() == _DONE.Accepted


@pytest.mark.parametrize(("name", "result"), [("accept", _DONE.Accepted), ("cancel", _DONE.Rejected)])
def test_it_is_accepted_or_cancelled(dialog: CodeMappingDialog, qtbot, name: str, result: QDialog.DialogCode) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, f"code_mapping_{name}"), Qt.MouseButton.LeftButton)
    assert dialog.result() == result


@pytest.mark.parametrize("is_accepted", [True, False])
def test_the_import_asks_before_it_writes_and_cancel_writes_nothing(
    open_text: OpenText, tmp_path: Path, is_accepted: bool
) -> None:
    person = open_text("Words.\n")
    codes = f'<Code guid="{guid(11)}" name="Who" isCodable="true"/>'
    made = project(text_source(30, selection(20, at("Kim"), [11])), codes=codes)
    study = qdpx(tmp_path / "study.qdpx", made, {"sources/t.txt": TEXT.encode()})
    corpus = tmp_path / "corpus"
    dialog = ImportDialog(
        person.part(Passages), person.tasks, person.part(Workplace), person.part(Looks), person.window
    )
    dialog.show()
    dialog.folder.setText(str(corpus))
    dialog.add_files([study])
    person.wait(lambda: dialog.go.isEnabled(), "read")

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, CodeMappingDialog)
        asked.choose(0, Meaning("person"))
        (asked.accept if is_accepted else asked.reject)()

    QTimer.singleShot(0, answer)
    person.click_widget(dialog.go)
    if is_accepted:
        layer = corpus / "talk.txt.ann.annotations.json"
        person.wait(lambda: layer.is_file() and person.is_idle, "written")
        assert [one["tag"] for one in json.loads(layer.read_text("utf-8"))["annotations"]] == ["person"]
    else:
        assert dialog.go.isEnabled()
        assert not corpus.exists()
        dialog.close()
