"""The looks of the window: palettes of our own, colours of tags.

Qt's colour schemes do nothing on offscreen and bare X11 screens; so palettes
come from ``resources/themes``. Its files name the same roles: a theme is added
by adding a file.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from analyst_app import resources
from analyst_app.core.looks.colour import AA_GRAPHIC, Colour, legible
from analyst_app.core.looks.tag_look import (
    FAINT_LINE,
    LINE_STYLES,
    NO_LINE,
    UNKNOWN_TAG,
    Swatch,
    ThemeGround,
    inks_of,
    line_of,
)
from analyst_app.ui.widgets.sizes import Sizes, sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QIcon, QPixmap

    from analyst_app.core.codebook import Codebook

_SCRIM = 0.4
"""Share of the scrim over what it covers."""


class TagLook(NamedTuple):
    """The looks of annotations of one tag."""

    key: str
    """Its letter, or ?."""
    line: str
    """One of LINE_STYLES, NO_LINE or FAINT_LINE."""
    width: int
    """Of its line, pixels; a double line takes all of it."""
    ink: QColor
    """Lines and letters: AA on the paper and on both tints."""
    tint: QColor
    """Behind the words."""
    strong_tint: QColor
    """Behind the words of the current annotation."""

    @property
    def has_tint(self) -> bool:
        """True if its words are tinted while it is not current."""
        return self.line not in (NO_LINE, FAINT_LINE)


@cache
def swatches() -> tuple[Swatch, ...]:
    """The colours of the built-in tags, then those that are offered for others."""
    return tuple(Swatch(**row) for row in resources.swatches())


@cache
def _by_colour() -> dict[str, Swatch]:
    return {swatch.colour: swatch for swatch in swatches()}


class Theme:
    """One set of colours.

    Args:
        name: of a file of ``resources/themes``: light, dark or high_contrast.
        data: its content, where it is none of these files.
    """

    def __init__(self, name: str, data: Mapping[str, Any] | None = None) -> None:
        data = dict(resources.theme(name) if data is None else data)
        self.name: str = data.pop("name")
        self.is_dark: bool = data.pop("is_dark")
        """True if text is lighter than paper."""
        self.is_high_contrast: bool = data.pop("is_high_contrast")
        """True if annotations are told apart by lines alone, without tints."""
        self._colours = {key: Colour.of(code) for key, code in data.items()}

    def colour(self, role: str) -> QColor:
        """The colour of a role, as ``resources/themes`` names it."""
        return QColor(*self._colours[role])

    @property
    def codes(self) -> dict[str, str]:
        """``#rrggbb`` of each role."""
        return {role: colour.code for role, colour in self._colours.items()}

    @cached_property
    def palette(self) -> QPalette:
        """Qt's palette for the application."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette

    @cached_property
    def article_palette(self) -> QPalette:
        """Qt's palette for an article's text, which lies on paper."""
        palette = QPalette(self.palette)
        palette.setColor(QPalette.ColorRole.Base, self.colour("paper"))
        return palette

    @cached_property
    def scrim(self) -> QColor:
        """Laid over what lies under a drawer or a palette."""
        scrim = self.colour("on_accent" if self.is_dark else "text")
        scrim.setAlphaF(_SCRIM)
        return scrim

    def tag_looks(self, codebook: Codebook) -> dict[str, TagLook]:
        """Looks by tag id; for a tag that is not in it see ``unknown_look``."""
        return {
            tag.id: self.look(tag.key or "•", tag.colour, LINE_STYLES[row % len(LINE_STYLES)], tag.line)
            for row, tag in enumerate(codebook.tags)
        }

    @cached_property
    def unknown_look(self) -> TagLook:
        """The look of tags that the codebook does not know: grey."""
        return self.look("?", UNKNOWN_TAG, "dotted")

    @lru_cache(maxsize=512)  # noqa: B019 - there are few themes
    def look(self, key: str, code: str, line: str, own_line: str = "") -> TagLook:
        """The look of a tag.

        Args:
            key: its letter.
            code: its colour, #rrggbb.
            line: its line, where the colour is none of the swatches.
            own_line: the line that the codebook gives it, whatever its colour; empty: none.
        """
        swatch = _by_colour().get(code.lower()) if key != "?" else None
        style, width = line_of(swatch, line, own_line, is_high_contrast=self.is_high_contrast)
        inks = inks_of(code, ThemeGround(self._colours, self.is_dark, self.is_high_contrast))
        return TagLook(key, style, width, *(QColor(*colour) for colour in inks))

    def settled(self, look: TagLook) -> TagLook:
        """The look of a tag in a row that is done with: without its colour, and legible all the same."""
        return look._replace(ink=self.colour("muted"), tint=self.colour("surface"), strong_tint=self.colour("surface"))

    def tag_colour(self, code: str) -> QColor:
        """A tag's colour for icons and chips on the window's ground."""
        return QColor(*legible(Colour.of(code), self._colours["surface"], self._colours["paper"], least=AA_GRAPHIC))

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An icon of ``resources/icons`` in the colour of a role, greyed where it is disabled."""
        from analyst_app.ui.widgets.icons import icon  # not before the first paint

        return icon(name, self.colour(role).name(), self.colour("muted").name())

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


_CONTRAST = "high_contrast"
_FUSION_OUTLINE = 140
"""Percent by which Fusion's outlines are darker than the window."""
_OUTLINED = (
    (("QCheckBox", "QRadioButton"), "control"),
    (("QLineEdit", "QComboBox", "QAbstractSpinBox", "NoteField"), "control"),
)
"""Widgets whose outline is seen, by the colour's role."""
_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "hairline",
}


def theme(name: str) -> Theme:
    """The theme of a name; ``system`` is light, dark, or the system's own of high contrast: what it asks for."""
    if name == "system":
        from PySide6.QtCore import Qt  # see first_theme

        from analyst_app.ui.widgets.system_contrast import contrast_colours, system_palette, wants_contrast

        application = QGuiApplication.instance()
        if isinstance(application, QApplication) and wants_contrast():
            return _own_theme(tuple(contrast_colours(system_palette(application), resources.theme(_CONTRAST)).items()))
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
def _own_theme(data: tuple[tuple[str, Any], ...]) -> Theme:
    return Theme(_CONTRAST, dict(data))


@cache
def _theme(name: str) -> Theme:
    return Theme(name)


class Looks(QObject):
    """The colours and sizes that the window wears. What paints by itself takes this, and paints anew on ``changed``."""

    changed = Signal()
    """Others are worn; widgets of Qt's follow by themselves."""

    def __init__(self, colours: Theme, parent: QObject, worn: Sizes | None = None, face: str = "") -> None:
        super().__init__(parent)
        self._colours, self._sizes, self._face = colours, worn or sizes(), face
        self._has_sheet = False
        self.stamps: dict[tuple[object, ...], QPixmap] = {}
        """Small shapes that were painted in these colours and sizes, by all that makes them differ: see ``shapes``."""
        self._wear()

    @property
    def colours(self) -> Theme:
        """The theme that is worn."""
        return self._colours

    @property
    def sizes(self) -> Sizes:
        """The sizes that are worn."""
        return self._sizes

    @property
    def ring_width(self) -> int:
        """Width of the ring of the focus, pixels: in high contrast it is thicker than any other line."""
        return self._sizes.width("focus") + self._colours.is_high_contrast

    def wear(self, colours: Theme, worn: Sizes | None = None, face: str = "") -> None:
        """Wear other colours, sizes and another face of the window.

        Args:
            colours: the theme.
            worn: the sizes; None: the usual ones.
            face: a family; empty: the app's choice.
        """
        worn = worn or sizes()
        if (colours, worn, face) != (self._colours, self._sizes, self._face):
            self._colours, self._sizes, self._face = colours, worn, face
            self._wear()
            self.changed.emit()

    def put_on_face(self) -> None:
        """Give the window its face, in which its parts are measured: after the first frame, which needs none."""
        from analyst_app.ui.widgets.fonts import window_font

        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(window_font(self._sizes, self._face))
            # Qt tells windows later. Till then every part would be made, and measured, in the face before.
            application.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)

    def put_on_sheet(self) -> None:
        """Give Qt's own widgets their face and rounded shapes, too; with it, each part takes twice as long to make."""
        self._has_sheet = True
        application = QGuiApplication.instance()
        if not isinstance(application, QApplication):
            return
        if application.styleSheet():  # of a window before
            self._wear()
        else:  # the colours are on: to say them again has every widget ask for them
            self._put_on_sheet(application)

    def _wear(self) -> None:
        self.stamps.clear()
        application = QGuiApplication.instance()
        if not isinstance(application, QApplication):
            return
        if self._has_sheet and application.styleSheet():
            application.setStyleSheet("")  # to put a sheet in the place of another takes Qt three times as long
        self._colours.apply(application)
        if self._has_sheet:
            self._put_on_sheet(application)

    def _put_on_sheet(self, application: QApplication) -> None:
        from PySide6.QtCore import Qt

        from analyst_app.ui.widgets.fonts import window_font
        from analyst_app.ui.widgets.style_sheet import style_sheet  # not before the first paint

        application.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        font = window_font(self._sizes, self._face)
        if font != application.font():
            application.setFont(font)
        colours = self._colours
        sheet = style_sheet(colours.codes, self._sizes, is_high_contrast=colours.is_high_contrast)
        application.setStyleSheet(sheet)
