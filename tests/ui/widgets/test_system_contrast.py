"""Where the system reports high contrast, its own palette is worn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.looks.colour import AA_TEXT, Colour, contrast
from analyst_app.ui.widgets.system_contrast import contrast_colours, system_palette, wants_contrast
from analyst_app.ui.widgets.theme import Theme

PALETTES = {
    "aquatic": ("#202020", "#ffffff", "#8ee3f0", "#263b50"),
    "desert": ("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
    "night sky": ("#000000", "#ffffff", "#d6b4fd", "#2b2b2b"),
}
"""Of Windows: window, text, highlight, and the text on that."""


def palette_of(name: str) -> QPalette:
    palette, kind = QPalette(), QPalette.ColorRole
    window, text, highlight, highlighted = map(QColor, PALETTES[name])
    for role in (kind.Window, kind.Base):
        palette.setColor(role, window)
    for role in (kind.WindowText, kind.Text):
        palette.setColor(role, text)
    palette.setColor(kind.Highlight, highlight)
    palette.setColor(kind.HighlightedText, highlighted)
    return palette


@pytest.mark.parametrize("name", PALETTES)
def test_the_theme_has_the_colours_of_the_system(name: str) -> None:
    window, text, highlight, highlighted = PALETTES[name]
    data = contrast_colours(palette_of(name), resources.theme("high_contrast"))
    assert set(data) == {"name", "is_dark", "is_high_contrast", *Theme("light").codes}
    assert (data["surface"], data["text"], data["selection"], data["on_selection"]) == (
        *(window, text, highlight, highlighted),
    )
    colours = Theme("high_contrast", data)
    assert colours.is_high_contrast
    assert colours.is_dark is (name != "desert")
    for ground in ("surface", "paper", "raised", "row", "hover", "find"):
        assert contrast(Colour.of(data["text"]), Colour.of(data[ground])) >= AA_TEXT, ground
    for ink in ("accent", "focus", "danger", "success", "warning"):
        assert contrast(Colour.of(data[ink]), Colour.of(data["surface"])) >= AA_TEXT, ink
    assert contrast(Colour.of(data["on_accent"]), Colour.of(data["accent"])) >= AA_TEXT


def test_a_system_without_it_is_not_asked_for_its_palette(qtbot: QtBot) -> None:
    assert wants_contrast() is False
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = QApplication.palette().window().color()
    application.setPalette(palette_of("desert"))
    assert system_palette(application).window().color() != QColor(PALETTES["desert"][0])
    assert QApplication.palette().window().color() == QColor(PALETTES["desert"][0])
    application.setPalette(QPalette())
    assert QApplication.palette().window().color() is not None
    assert before is not None
