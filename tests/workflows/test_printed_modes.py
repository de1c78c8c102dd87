"""Ctrl+P changes nothing of what one is at, and says whose reading it prints.

Tests of ui.printing.print_commands and ui.commands.actions.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.printing.print_dialog import PrintDialog
from tests.workflows.person import Person, at_the_window
from tests.workflows.test_check_one import article, begin_check

__all__ = ["article"]


def shown(person: Person) -> PrintDialog:
    person.keys("Ctrl+P")
    dialog = person.window.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    person.wait(dialog.number.isEnabled)
    return dialog


def put_away(person: Person, dialog: PrintDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    person.wait(lambda: person.window.findChild(PrintDialog) is None)
    person.window.activateWindow()


def test_a_suggestion_is_still_shown_after_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)
    path = tmp_path / "depot.txt"
    path.write_text("Ada Brandt, the chair, said: “We will not hand over a single key.”\n", "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("U")
        assert person.part(ModeKeeper).name == "SUGGEST"
        dialog = shown(person)
        assert dialog.windowTitle() == "Print depot.txt · alice"
        put_away(person, dialog)
        assert person.part(ModeKeeper).name == "SUGGEST"
        person.keys("Enter")
        assert [one.tag for one in person.bridge.session.store.annotations if one.tag == "quote"] == ["quote"]
        person.wait_saved()

    at_the_window(path, "--annotator", "alice", script=script)


def test_a_review_that_has_decided_nothing_is_no_empty_page(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyst_app.ui.printing.print_dialog._has_printer", lambda: False)

    def script(person: Person) -> None:
        begin_check(person)
        person.keys("Ctrl+P")
        assert person.window.findChild(PrintDialog) is None
        assert "gold-max, in which nothing is decided yet" in person.label("key_hints")
        person.keys("1")
        dialog = shown(person)
        assert dialog.windowTitle() == "Print depot.txt · gold-max"
        put_away(person, dialog)
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
