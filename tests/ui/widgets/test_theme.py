"""Themes: every tag can be read in every theme, and icons are drawn in the theme's colours.

The expected colours are those that the designer computed outside Qt. Tests of core.looks.colour, core.looks.tag_look,
ui.widgets.icons and ui.widgets.style_sheet.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.core.looks.colour import AA_GRAPHIC, AA_TEXT, Colour, contrast
from analyst_app.core.looks.tag_look import FAINT_LINE, NO_LINE, Swatch
from analyst_app.ui.widgets.sizes import sizes
from analyst_app.ui.widgets.style_sheet import style_sheet
from analyst_app.ui.widgets.theme import Theme, swatches, theme

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
NAMES = ("light", "dark", "high_contrast", "high_contrast_light")
ALL = pytest.mark.parametrize("name", NAMES)
ICONS = sorted(Path(str(resources.folder("icons"))).glob("*.svg"))
DRAWN = {
    # tag: its ink on light, its tint, the tint of the current one; the same on dark; its ink on black
    "claim": ("#a74700", "#f2e0d1", "#e8cab2", "#db7e48", "#412918", "#603414", "#f19663"),
    "quote": ("#1d4ed8", "#d9dff4", "#bbc8f0", "#5d93ff", "#1a284e", "#1b3273", "#75abff"),
    "actor": ("#007432", "#d7e8da", "#b9d8c1", "#53a969", "#183525", "#17492c", "#6bbc7e"),
    "cue": ("#5d6472", "#e6e5e5", "#d3d3d5", "#949ba8", "#2e3137", "#3f424b", "#a5acb9"),
    "skip": ("#5f6570", "#eeeeed", "#e1e2e4", "#a3aab6", "#3b3e43", "#555960", "#a6adb9"),
    "rose": ("#bb135b", "#f4d6df", "#ecb8cb", "#f2648f", "#44192e", "#65193a", "#ff84ab"),
    "violet": ("#7a37ea", "#e9dcf8", "#d8c2f6", "#aa7dff", "#332253", "#47297d", "#c097ff"),
    "teal": ("#037169", "#d6e6e2", "#b7d4d0", "#55a39a", "#163232", "#144442", "#6fb9b0"),
    "olive": ("#427000", "#e1e7d2", "#cad6b4", "#77a54c", "#273319", "#314717", "#8cb963"),
    "rust": ("#9f2d14", "#efdad3", "#e2bfb5", "#e17861", "#3c1f1b", "#572319", "#f7917a"),
    "sky": ("#0369a1", "#d4e4eb", "#b3d1df", "#549cd1", "#132f3f", "#0f3e5a", "#6eb2e6"),
    "plum": ("#86198f", "#ead6e8", "#dbb9da", "#cd74d4", "#351a3b", "#4b1a51", "#e48dea"),
    "ochre": ("#945600", "#efe3d1", "#e3ceb1", "#c78a48", "#3c2d17", "#583b13", "#da9f60"),
    "indigo": ("#4338ca", "#dfdcf2", "#c7c2ec", "#818bff", "#24224a", "#2c286d", "#99a6ff"),
    "slate": ("#475569", "#e0e0e1", "#c8cbce", "#8996a9", "#252931", "#2e3540", "#9facbf"),
    "mint": ("#007449", "#d4ebe1", "#b4dece", "#3fae82", "#143a31", "#105340", "#54bd91"),
    "coral": ("#c70034", "#fad7dc", "#f6bac5", "#ff5b6f", "#4d1b28", "#751b31", "#ff8592"),
}
ROLES = (
    *("surface", "paper", "raised", "sunken", "hairline", "control", "text", "muted", "accent", "focus", "on_accent"),
    *("selection", "on_selection", "row", "hover", "find", "danger", "success", "warning"),
)
NEAR = 6
"""Steps of 255 by which an ink may differ from the drawn one: its search went in other steps."""


def colour_of(colour: QColor) -> Colour:
    return Colour(colour.red(), colour.green(), colour.blue())


@pytest.mark.parametrize("swatch", swatches(), ids=lambda swatch: swatch.name)
def test_inks_and_tints_are_those_that_were_drawn(swatch: Swatch) -> None:
    name, code = swatch.name, swatch.colour
    looks = [Theme(theme_name).look("F", code, "solid") for theme_name in NAMES]
    light, dark, black, _ = looks
    assert [light.tint.name(), light.strong_tint.name()] == list(DRAWN[name][1:3])
    assert [dark.tint.name(), dark.strong_tint.name()] == list(DRAWN[name][4:6])
    for look, drawn in ((light, DRAWN[name][0]), (dark, DRAWN[name][3]), (black, DRAWN[name][6])):
        pairs = zip(colour_of(look.ink), Colour.of(drawn), strict=True)
        assert all(abs(one - other) <= NEAR for one, other in pairs), (look.ink.name(), drawn)


@ALL
def test_text_and_letters_stand_out_on_the_blended_tints(name: str) -> None:
    colours = Theme(name)
    text, paper = colour_of(colours.colour("text")), colour_of(colours.colour("paper"))
    looks = [colours.look("F", swatch.colour, "solid") for swatch in swatches()]
    for look in [*colours.tag_looks(CODEBOOK).values(), *looks, colours.unknown_look]:
        assert contrast(text, colour_of(look.tint)) >= 7
        assert contrast(text, colour_of(look.strong_tint)) >= AA_TEXT
        for ground in ("paper", "raised", "surface", "row"):
            assert contrast(colour_of(look.ink), colour_of(colours.colour(ground))) >= AA_TEXT, (ground, look)
        assert contrast(colour_of(look.ink), colour_of(look.tint)) >= AA_TEXT
        assert contrast(colour_of(look.ink), paper) >= (9 if colours.is_high_contrast else AA_TEXT)


@ALL
def test_every_text_can_be_read(name: str) -> None:
    colours = Theme(name)
    grounds = ("surface", "paper", "raised", "sunken", "row", "hover")
    pairs = [(text, ground) for text in ("text", "muted") for ground in grounds]
    pairs += [(text, ground) for text in ("accent", "danger", "success", "warning") for ground in grounds]
    pairs += [("on_selection", "selection"), ("text", "find"), ("on_accent", "accent")]
    for text, ground in pairs:
        assert contrast(colour_of(colours.colour(text)), colour_of(colours.colour(ground))) >= AA_TEXT, (text, ground)


@ALL
def test_rings_and_the_edges_of_controls_can_be_seen(name: str) -> None:
    colours = Theme(name)
    for line in ("focus", "control"):
        for ground in ("surface", "paper", "raised"):
            found = contrast(colour_of(colours.colour(line)), colour_of(colours.colour(ground)))
            assert found >= AA_GRAPHIC, (line, ground)


@pytest.mark.parametrize("name", ["high_contrast", "high_contrast_light"])
def test_in_high_contrast_what_is_selected_and_found_stands_out_from_the_paper(name: str) -> None:
    colours = Theme(name)
    for ground in ("selection", "find"):
        assert contrast(colour_of(colours.colour(ground)), colour_of(colours.colour("paper"))) >= AA_GRAPHIC, ground


@ALL
def test_a_chip_of_what_is_settled_can_be_read(name: str) -> None:
    colours = Theme(name)
    for swatch in swatches():
        look = colours.settled(colours.look("F", swatch.colour, "solid"))
        assert contrast(colour_of(look.ink), colour_of(look.tint)) >= AA_TEXT


def test_all_themes_name_the_same_roles() -> None:
    names = [list(resources.theme(name)) for name in NAMES]
    assert names[0] == names[1] == names[2] == names[3] == ["name", "is_dark", "is_high_contrast", *ROLES]


@ALL
def test_a_changed_role_reaches_the_style_sheet(name: str) -> None:
    colours = Theme(name)
    before = style_sheet(colours.codes, sizes())
    for role in ("accent", "raised", "hairline", "control"):
        was = colours.colour(role).name()
        assert was in before, role
    assert "$" not in before


_DIALOG_ON_A_DESKTOP_WITH_ICONS = """
import sys
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QProxyStyle, QStyle

class Style(QProxyStyle):
    def styleHint(self, hint, *rest):
        wants = hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        return 1 if wants else super().styleHint(hint, *rest)

application, style = QApplication([]), Style("Fusion")
application.setStyle(style)
for sheet in ("", sys.stdin.read()):
    application.setStyleSheet(sheet)
    box = QDialogButtonBox()
    print(box.addButton(QDialogButtonBox.StandardButton.Cancel).icon().isNull())
"""


def test_no_button_of_a_dialog_has_an_icon_of_the_desktop(qtbot: QtBot) -> None:
    command = [sys.executable, "-c", _DIALOG_ON_A_DESKTOP_WITH_ICONS]
    sheet = style_sheet(Theme("light").codes, sizes())
    done = subprocess.run(command, input=sheet, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_in_high_contrast_what_is_chosen_has_lines_that_nothing_else_has() -> None:
    usual = style_sheet(Theme("high_contrast").codes, sizes())
    sheet = style_sheet(Theme("high_contrast").codes, sizes(), is_high_contrast=True).removeprefix(usual)
    for chosen in ("QMenu::item:selected", "QPushButton:checked", "QTabBar::tab:selected", 'QPushButton[role="link"]'):
        assert chosen in sheet
    assert "$" not in sheet


def test_tags_differ_by_their_lines_as_well() -> None:
    looks = Theme("light").tag_looks(CODEBOOK)
    assert [look.line for look in looks.values()] == ["solid", "double", "dashed", FAINT_LINE, NO_LINE]


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, path: Path) -> None:
    image = theme("dark").icon(path.stem).pixmap(32, 32).toImage()
    drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    if path.stem != "app":
        assert all(colour.lightness() > 120 for colour in drawn)
