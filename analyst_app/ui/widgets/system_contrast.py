"""The system's own colours, where it reports high contrast: its palette is taken instead of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from analyst_app.core.looks.colour import AA_TEXT, Colour, contrast, legible

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW, _HOVER = 0.20, 0.12
"""Shares of the text's colour in the ground of a row that is chosen, and of one under the mouse."""
_TAKEN = {
    "surface": QPalette.ColorRole.Window,
    "paper": QPalette.ColorRole.Base,
    "raised": QPalette.ColorRole.Base,
    "sunken": QPalette.ColorRole.Base,
    "hairline": QPalette.ColorRole.WindowText,
    "control": QPalette.ColorRole.WindowText,
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.WindowText,
    "selection": QPalette.ColorRole.Highlight,
    "on_selection": QPalette.ColorRole.HighlightedText,
}
"""Roles of ours that are the system's."""
_MENDED = ("accent", "focus", "danger", "success", "warning")
"""Roles that keep their hue, and are made as light or dark as the system's ground wants."""


def wants_contrast() -> bool:
    """True if the system reports high contrast, which Qt tells since 6.10."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    preference = hints.accessibility().contrastPreference()
    return bool(preference == type(preference).HighContrast)


def system_palette(application: QApplication) -> QPalette:
    """The palette that the system gives, whatever the application wears."""
    worn = QApplication.palette()
    application.setPalette(QPalette())
    systems = QPalette(QApplication.palette())
    application.setPalette(worn)
    return systems


def contrast_colours(palette: QPalette, ours: Mapping[str, Any]) -> dict[str, Any]:
    """A theme's data with the system's colours.

    Args:
        palette: the system's.
        ours: the data of our own theme of high contrast, for what no palette has.
    """
    taken = {name: _colour(palette.color(role)) for name, role in _TAKEN.items()}
    text, paper, window = taken["text"], taken["paper"], taken["surface"]
    taken["row"], taken["hover"] = (_toned(window, text, share) for share in (_ROW, _HOVER))
    for name in _MENDED:
        taken[name] = legible(Colour.of(ours[name]), paper, window, taken["row"], least=AA_TEXT)
    taken["on_accent"] = max((text, paper), key=lambda one: contrast(one, taken["accent"]))
    taken["find"] = _toned(paper, Colour.of(ours["find"]), 1.0, text)
    codes = {name: colour.code for name, colour in taken.items()}
    is_dark = contrast(text, Colour(0, 0, 0)) > contrast(window, Colour(0, 0, 0))
    return {**ours, **codes, "name": "system_contrast", "is_dark": is_dark, "is_high_contrast": True}


def _colour(colour: QColor) -> Colour:
    return Colour(colour.red(), colour.green(), colour.blue())


def _toned(ground: Colour, other: Colour, share: float, text: Colour | None = None) -> Colour:
    """The ground with as much of another colour, up to a share, as leaves text on it readable."""
    words = text or other
    shares = (share * step / 20 for step in range(20, 0, -1))
    found = (ground.towards(other, one) for one in shares)
    return next((one for one in found if contrast(words, one) >= AA_TEXT), ground)
