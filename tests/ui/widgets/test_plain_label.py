"""Labels that wrap are as large as Qt makes them, and laid out once for each text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.plain_label import PlainLabel, WrappingLabel

TEXTS = ("", "A word", "They say we can park the buses anywhere, and they said the same about the tram sheds. " * 3)


@pytest.mark.parametrize("words", TEXTS)
def test_it_is_as_large_as_a_label_of_qt(qtbot: QtBot, words: str) -> None:
    label, plain = WrappingLabel(), PlainLabel()
    for one in (label, plain):
        qtbot.addWidget(one)
        one.setTextFormat(Qt.TextFormat.PlainText)
        one.setWordWrap(True)
        for before in (*TEXTS, words):
            one.setText(before)
            one.sizeHint()
    for points in (9, 14):
        for one in (label, plain):
            face = one.font()
            face.setPointSize(points)
            one.setFont(face)
        assert (label.sizeHint(), label.minimumSizeHint()) == (plain.sizeHint(), plain.minimumSizeHint())
        for width in (60, 250):
            assert label.heightForWidth(width) == plain.heightForWidth(width)


def test_a_text_that_was_shown_before_is_not_laid_out_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    label, measured = WrappingLabel(), list[int]()
    qtbot.addWidget(label)
    made = QLabel.heightForWidth
    monkeypatch.setattr(QLabel, "heightForWidth", lambda one, width: (measured.append(width), made(one, width))[1])
    for words in (*TEXTS, *TEXTS):
        label.setText(words)
        for _layout in range(3):
            label.heightForWidth(250)
    assert len(measured) == len(TEXTS)
