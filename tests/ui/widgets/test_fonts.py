"""The faces that ship with the app are there, with their licence, and are what the window and the text are set in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo
from pytestqt.qtbot import QtBot

from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.widgets import fonts
from analyst_app.ui.widgets.sizes import sizes
from tests.ui.conftest import OpenText


def test_each_face_ships_in_two_weights_with_its_licence() -> None:
    names = {path.name for path in Path("resources/fonts").iterdir()}
    assert names == {
        *("Inter-Regular.otf", "Inter-SemiBold.otf", "OFL-Inter.txt"),
        *("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "OFL-NotoSerif.txt"),
    }
    for name in ("OFL-Inter.txt", "OFL-NotoSerif.txt"):
        words = (Path("resources/fonts") / name).read_text(encoding="utf-8")
        assert words.startswith("Copyright")
        assert "SIL Open Font License, Version 1.1" in words


def test_text_is_set_in_noto_serif_and_the_window_in_inter_on_linux(qtbot: QtBot) -> None:
    fonts.load(fonts.READING)
    assert QFontInfo(TextStyle().font()).family() == "Noto Serif"
    font = fonts.window_font(sizes())
    assert font.pointSizeF() == 10
    assert fonts.window_font(sizes("compact")).pointSizeF() == 9.5
    if sys.platform.startswith("linux"):
        assert QFontInfo(font).family() == "Inter"
        font.setWeight(QFont.Weight.DemiBold)
        assert QFontInfo(font).weight() == 600


@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_titles_of_menus_and_fields_wear_the_face_in_the_size_of_the_density(open_text: OpenText, density: str) -> None:
    person = open_text("Depot to close\n")
    person.choose(f"view.density_{density}")
    points = 10 if density == "comfortable" else 9.5
    for widget in (person.window.menuBar(), person.window.findChild(object, "article_filter"), person.window):
        assert widget.font().pointSizeF() == points
        assert widget.font().family() == fonts.window_font(sizes()).family()
