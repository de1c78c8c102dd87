"""The faces that ship with the app: Noto Serif for reading, Inter for the window on Linux.

Both are under the SIL Open Font License; its text lies beside the files. They are
loaded after the first frame, for which a face of the system will do.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

from analyst_app import resources

if TYPE_CHECKING:
    from analyst_app.ui.widgets.sizes import Sizes

READING, WINDOW = "noto_serif", "inter"
_FILES = {READING: ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"), WINDOW: ("Inter-Regular.otf", "Inter-SemiBold.otf")}
_TABULAR = "tnum"
"""Figures of one width, as OpenType names them."""


@cache
def load(face: str) -> str:
    """The family of a face, which is made known to Qt once."""
    family = ""
    for name in _FILES[face]:
        file = resources.font(name)
        if isinstance(file, bytes):
            number = QFontDatabase.addApplicationFontFromData(file)
        else:
            number = QFontDatabase.addApplicationFont(file)
        families = QFontDatabase.applicationFontFamilies(number)
        family = family or next(iter(families), "")
    return family


def window_font(sizes: Sizes, face: str = "") -> QFont:
    """The face of the window in its usual size: the system's on Windows and macOS, else Inter.

    Args:
        sizes: that are worn.
        face: a family that goes before it; empty: none.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform not in ("win32", "darwin"):
        font = QFont([load(WINDOW), font.family()])
    if face:
        font.setFamilies([face, *font.families()])
    font.setPointSizeF(sizes.points * sizes.percent / 100)
    return with_even_figures(font)


def with_even_figures(font: QFont) -> QFont:
    """A font, its figures of one width. What inherits a font gets them, too: that it has them spares it a change."""
    if hasattr(font, "setFeature"):  # since Qt 6.7
        font.setFeature(QFont.Tag(_TABULAR), 1)
    return font
