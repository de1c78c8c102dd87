"""Run in a copy of the house by ``tests/test_recipes.py``: the action that the recipe made is there for a person."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from analyst_app.ui.commands.key_groups import shown_key
from analyst_app.ui.commands.mnemonics import plain
from tests.ui.conftest import OpenText


def test_the_action_is_in_its_menu_answers_its_key_and_stands_in_the_key_sheet(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we stay”.\n")
    menu = person.window.menuBar().findChild(QMenu, "menu_annotate")
    action = person.window.findChild(QAction, "annotate.count")
    assert action in menu.actions()
    assert (plain(action.text()), action.isEnabled()) == ("Count annotations", True)
    person.caret("Ada")
    person.keys("A Ctrl+Shift+H")
    assert person.label("key_hints") == "1 annotation"
    person.caret("stay")
    person.keys("Q")
    person.choose("annotate.count")
    assert person.label("key_hints") == "2 annotations"
    person.keys("F1")
    sheet = person.window.findChild(QDialog, "key_sheet")
    lines = [(group.title, line.words, line.said) for group in sheet.shown for line in group.lines]
    assert ("Annotate", "Count annotations", shown_key("Ctrl+Shift+H")) in lines
    sheet.close()
