"""Text of a field is read letter for letter."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.typed_text import typed_text


@pytest.mark.parametrize("words", ["", "12\u00a0%", "one\ntwo", "🔥 a\u202fb"])
def test_a_no_break_space_and_line_ends_stay(qtbot: QtBot, words: str) -> None:
    field = QPlainTextEdit(words)
    qtbot.addWidget(field)
    assert typed_text(field.document()) == words
