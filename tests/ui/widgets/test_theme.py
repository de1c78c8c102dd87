"""Themes: every tag can be read in light and dark, and icons are drawn in the theme's colours.

Tests of ui.widgets.icons.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.widgets.colour import AA_TEXT, Colour, contrast
from analyst_app.ui.widgets.theme import LINE_STYLES, Theme, theme

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
BOTH = pytest.mark.parametrize("name", ["light", "dark"])
ICONS = sorted(Path(str(resources.folder("icons"))).glob("*.svg"))


def colour_of(colour: QColor) -> Colour:
    return Colour(colour.red(), colour.green(), colour.blue())


@BOTH
def test_text_and_letters_stand_out_on_the_blended_tints(name: str) -> None:
    colours = Theme(name)
    text, base = colour_of(colours.colour("text")), colour_of(colours.colour("base"))
    for look in [*colours.tag_looks(CODEBOOK).values(), colours.unknown_look]:
        for ground in (look.tint, look.strong_tint):
            assert contrast(text, colour_of(ground)) >= AA_TEXT
            assert contrast(colour_of(look.ink), colour_of(ground)) >= AA_TEXT
        assert contrast(colour_of(look.ink), base) >= AA_TEXT


@BOTH
def test_the_palette_can_be_read(name: str) -> None:
    colours = Theme(name)
    for text, ground in [
        ("text", "base"),
        ("faint", "base"),
        ("window_text", "window"),
        ("window_text", "button"),
        ("selection_text", "selection"),
        ("text", "find"),
        ("link", "base"),
        ("warning", "window"),
    ]:
        assert contrast(colour_of(colours.colour(text)), colour_of(colours.colour(ground))) >= AA_TEXT, (text, ground)


@BOTH
def test_skipped_text_is_grey_but_readable(name: str) -> None:
    colours = Theme(name)
    text, base = colour_of(colours.colour("text")), colour_of(colours.colour("base"))
    grey = text.towards(base, colours.veil.alphaF())
    assert AA_TEXT <= contrast(grey, base) < contrast(text, base) / 1.5


def test_tags_differ_by_their_lines_as_well() -> None:
    looks = Theme("light").tag_looks(CODEBOOK)
    assert len({look.line for look in looks.values()}) == min(len(looks), len(LINE_STYLES))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, path: Path) -> None:
    image = theme("dark").icon(path.stem).pixmap(32, 32).toImage()
    drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    if path.stem != "app":
        assert all(colour.lightness() > 120 for colour in drawn)
