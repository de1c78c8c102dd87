"""The looks of the window: palettes of our own, colours of tags.

Qt's colour schemes do nothing on offscreen and bare X11 screens; so palettes
come from ``resources/themes``.
"""

from __future__ import annotations

import json
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from analyst_app import resources
from analyst_app.ui.widgets.colour import AA_GRAPHIC, AA_TEXT, Colour, contrast, legible, tinted

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from analyst_app.core.codebook import Codebook

UNKNOWN_TAG = "#6b7280"
"""Colour of tags that the codebook does not know."""
LINE_STYLES = ("solid", "double", "dashed", "wavy", "dotted", "dash-dot", "thick")
"""Lines of the lanes, given to the tags of a codebook in their order."""
_TINT, _STRONG_TINT = 0.20, 0.36


class TagLook(NamedTuple):
    """The looks of annotations of one tag."""

    key: str
    """Its letter, or ?."""
    line: str
    """One of LINE_STYLES."""
    ink: QColor
    """Lines and letters: AA on the paper and on both tints."""
    tint: QColor
    """Behind the words."""
    strong_tint: QColor
    """Behind the words of the current annotation."""


class Theme:
    """One set of colours.

    Args:
        name: light or dark.
    """

    def __init__(self, name: str) -> None:
        data = json.loads((resources.folder("themes") / f"{name}.json").read_text("utf-8"))
        self.name: str = data["name"]
        self._colours = {key: Colour.of(code) for key, code in data.items() if key != "name"}

    def colour(self, role: str) -> QColor:
        """The colour of a role, as ``resources/themes`` names it."""
        return QColor(*self._colours[role])

    @property
    def is_dark(self) -> bool:
        """True if text is lighter than paper."""
        return self.name == "dark"

    @cached_property
    def palette(self) -> QPalette:
        """Qt's palette for the application."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette

    @cached_property
    def veil(self) -> QColor:
        """Laid over skipped text: as thick as leaves it readable (AA)."""
        base, text = self._colours["base"], self._colours["text"]
        share = max((n / 100 for n in range(65) if contrast(text.towards(base, n / 100), base) >= AA_TEXT), default=0.0)
        veil = QColor(*base)
        veil.setAlphaF(share)
        return veil

    def tag_looks(self, codebook: Codebook) -> dict[str, TagLook]:
        """Looks by tag id; for a tag that is not in it see ``unknown_look``."""
        return {
            tag.id: self._look(tag.key or "•", tag.colour, LINE_STYLES[row % len(LINE_STYLES)])
            for row, tag in enumerate(codebook.tags)
        }

    @cached_property
    def unknown_look(self) -> TagLook:
        """The look of tags that the codebook does not know: grey."""
        return self._look("?", UNKNOWN_TAG, "dotted")

    @lru_cache(maxsize=256)  # noqa: B019 - there are two themes
    def _look(self, key: str, code: str, line: str) -> TagLook:
        base, text, colour = self._colours["base"], self._colours["text"], Colour.of(code)
        tint = tinted(base, colour, _TINT, text=text, least=AA_TEXT + 2)
        strong = tinted(base, colour, _STRONG_TINT, text=text, least=AA_TEXT)
        ink = legible(colour, base, tint, strong, least=AA_TEXT)
        return TagLook(key, line, QColor(*ink), QColor(*tint), QColor(*strong))

    def tag_colour(self, code: str) -> QColor:
        """A tag's colour for icons and chips on the window's ground."""
        return QColor(*legible(Colour.of(code), self._colours["window"], self._colours["base"], least=AA_GRAPHIC))

    def icon(self, name: str, role: str = "window_text") -> QIcon:
        """An icon of ``resources/icons`` in the colour of a role, greyed where it is disabled."""
        from analyst_app.ui.widgets.icons import icon  # not before the first paint

        return icon(name, self.colour(role).name(), self.colour("faint").name())

    def apply(self, application: QApplication) -> None:
        """Give the application these colours; they suit Qt's own Fusion style, which ``ui.app`` starts with."""
        application.setPalette(self.palette)
        for classes, role in _OUTLINED:
            for name in classes:
                palette = self._outlined(role) if self.is_dark else self.palette
                application.setPalette(palette, name)  # type: ignore[arg-type]  # the stub says bytes, Qt takes str

    def _outlined(self, role: str) -> QPalette:
        """For fields and boxes: Fusion draws their outline darker than the window, which no dark window shows."""
        palette = QPalette(self.palette)
        palette.setColor(QPalette.ColorRole.Window, self.colour(role).lighter(_FUSION_OUTLINE))
        return palette


_FUSION_OUTLINE = 140
"""Percent by which Fusion's outlines are darker than the window."""
_OUTLINED = (
    (("QCheckBox", "QRadioButton"), "faint"),
    (("QLineEdit", "QComboBox", "QAbstractSpinBox", "NoteField"), "border"),
)
"""Widgets whose outline is seen, by the colour's role."""
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "window_text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "button",
    QPalette.ColorRole.ButtonText: "window_text",
    QPalette.ColorRole.BrightText: "warning",
    QPalette.ColorRole.ToolTipBase: "tool_tip",
    QPalette.ColorRole.ToolTipText: "window_text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Mid: "border",
}


def theme(name: str) -> Theme:
    """The theme ``light``, ``dark`` or ``system`` (whichever the system asks for)."""
    if name == "system":
        from PySide6.QtCore import Qt  # see first_theme

        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        name = "dark" if is_dark else "light"
    return _theme(name)


def first_theme(name: str) -> Theme:
    """Like ``theme``, for the first frame: before the application has had a palette of ours.

    The palette it begins with is the system's. To be told in so many words
    takes ``Qt``, whose enumerations cost PySide as much time as the whole frame.
    """
    if name == "system":
        is_dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
        name = "dark" if is_dark else "light"
    return _theme(name)


@cache
def _theme(name: str) -> Theme:
    return Theme(name)


class Looks(QObject):
    """The colours that the window wears."""

    def __init__(self, colours: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._colours = colours
        self._wear()

    @property
    def colours(self) -> Theme:
        """The theme that is worn."""
        return self._colours

    def wear(self, colours: Theme) -> None:
        """Wear other colours."""
        if colours is not self._colours:
            self._colours = colours
            self._wear()

    def _wear(self) -> None:
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            self._colours.apply(application)
