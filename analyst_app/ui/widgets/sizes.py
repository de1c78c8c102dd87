"""The sizes of the window: spacing, radii, type and heights, as ``resources/themes/sizes.json`` gives them.

Pixels are logical ones at 96 dpi. A density is a few of them anew.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from analyst_app import resources

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

COMFORTABLE, COMPACT = "comfortable", "compact"
_USUAL = 100
_OF_THE_SCREEN = ("window_least", "focus", "scroll_room")
"""Widths that do not grow with the words: they would leave no room on a small screen, or hide what they ring."""
_MOST_KEPT = 2_000
"""Widths of words kept for one size of the type."""


_USUAL_POINTS = {"win32": (9.0, 9.0), "darwin": (13.0, 13.0)}
"""Least and most points of the system's own type where nobody has changed them."""
_USUAL_ELSEWHERE = (9.0, 12.0)
"""The same of Linux, where each desktop has its own."""
_SYSTEM_PERCENT = (80, 200)


class Sizes(NamedTuple):
    """The sizes of one density."""

    density: str
    """COMFORTABLE or COMPACT."""
    points: float
    """Of the window's type."""
    pitch: float
    """Distance of two lines of the article, in sizes of its type."""
    article_lines: int
    """Lines of a row in the list of articles: its title, and what is known of it."""
    added: int
    """Added to the height of a row, pixels."""
    percent: int = 100
    """Of the interface: what has words or is pressed is so much larger."""

    def space(self, step: int) -> int:
        """One of the spaces between things, pixels; 0 is the smallest."""
        return self._of_percent(resources.sizes()["spacing"][step])

    def radius(self, name: str) -> int:
        """The radius of a chip, control, row, card or popup, pixels."""
        value: int = resources.sizes()["radii"][name]
        return value

    def height(self, name: str) -> int:
        """The height of a component, pixels; of a row, as the density has it."""
        value: int = resources.sizes()["heights"][name]
        if name == "window_least":
            return value
        return self._of_percent(value + self.added if "row" in name else value)

    def width(self, name: str) -> int:
        """The width of a component, pixels."""
        value: int = resources.sizes()["widths"][name]
        return value if name in _OF_THE_SCREEN else self._of_percent(value)

    def line(self, name: str) -> int:
        """The height of a line of one of the type's sizes, pixels."""
        return self._of_percent(resources.sizes()["type"][name]["line"])

    def reading(self, name: str) -> float:
        """A size of the reading column, as the data names it."""
        value: float = resources.sizes()["reading"][name]
        return value

    def gutter(self, name: str) -> int:
        """The width of what stands beside the reading column, pixels."""
        return self._of_percent(resources.sizes()["gutters"][name])

    def _of_percent(self, pixels: int) -> int:
        return pixels if self.percent == _USUAL else round(pixels * self.percent / _USUAL)

    def share(self, name: str) -> float:
        """A share of one, such as how thick a scrim is."""
        value: float = resources.sizes()["shares"][name]
        return value

    def font(self, name: str = "body") -> QFont:
        """The window's type in one of its sizes: body, secondary, cap, card_head, page_title or empty."""
        return QFont(self._face(name).font)  # whoever asks may make it bold

    def metrics(self, name: str = "body") -> QFontMetricsF:
        """The metrics of one of the type's sizes."""
        return self._face(name).metrics

    def advance(self, name: str, words: str) -> float:
        """The width of a few words in one of the type's sizes, pixels; what is asked often is measured once."""
        face = self._face(name)
        width = face.advances.get(words)
        if width is None:
            if len(face.advances) >= _MOST_KEPT:
                face.advances.clear()
            width = face.advances[words] = face.metrics.horizontalAdvance(words)
        return width

    def cut(self, name: str, words: str, width: float, *, in_middle: bool = False) -> str:
        """Words on one line, with an ellipsis where they are wider than a width.

        Args:
            name: of the type.
            words: they.
            width: pixels.
            in_middle: True: both ends are kept, for names that begin alike.
        """
        face = self._face(name)
        if self.advance(name, words) <= width:
            return words
        from PySide6.QtCore import Qt  # the first frame does without its enumerations

        way = Qt.TextElideMode.ElideMiddle if in_middle else Qt.TextElideMode.ElideRight
        return face.metrics.elidedText(words, way, width)

    def _face(self, name: str) -> _Face:
        face = _FACES.made.get((self.points, self.percent, name))
        if face is None:
            base, row = _FACES.base(), resources.sizes()["type"][name]
            font = QFont(base)
            points = row["points"] + self.points - resources.sizes()["type"]["body"]["points"]
            font.setPointSizeF(points * self.percent / _USUAL)
            font.setWeight(QFont.Weight(row.get("weight", QFont.Weight.Normal)))
            face = _FACES.made[self.points, self.percent, name] = _Face(font, QFontMetricsF(font), {})
        return face


class _Face(NamedTuple):
    """A size of the type, made once."""

    font: QFont
    metrics: QFontMetricsF
    advances: dict[str, float]
    """Widths by words, pixels."""


class _Faces:
    """The sizes of the type on one font of the application: all are made anew when that is another."""

    def __init__(self) -> None:
        self.made: dict[tuple[float, int, str], _Face] = {}
        self.edition = 0
        self._heard: QCoreApplication | None = None

    def base(self) -> QFont:
        """The font of the application, to which a listener is lent: to compare it at each word costs more than all."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication) and application is not self._heard:
            self._heard = application
            application.fontChanged.connect(self._forget)
        return QGuiApplication.font()

    def _forget(self) -> None:
        self.made.clear()
        self.edition += 1


_FACES = _Faces()


def type_edition() -> int:
    """Another number as soon as the type has another face: what was measured or painted in it is of no use then."""
    return _FACES.edition


def system_percent() -> int:
    """The size of the system's own type, percent of what is usual there, in steps of five."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    small, large = _USUAL_POINTS.get(sys.platform, _USUAL_ELSEWHERE)
    if points <= 0 or small <= points <= large:
        return _USUAL
    least, most = _SYSTEM_PERCENT
    return min(most, max(least, 5 * round(20 * points / (small if points < small else large))))


@cache
def sizes(density: str = COMFORTABLE, percent: int = _USUAL) -> Sizes:
    """The sizes of a density.

    Args:
        density: COMFORTABLE or COMPACT.
        percent: of the interface.
    """
    row = resources.sizes()["densities"][density]
    return Sizes(density, row["points"], row["pitch"], row["article_lines"], row["row"], percent)
