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

READING, WINDOW = "NotoSerif", "Inter"
"""Beginnings of the files' names."""
_FILES = {READING: ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"), WINDOW: ("Inter-Regular.otf", "Inter-SemiBold.otf")}
_TABULAR = "tnum"
"""Figures of one width, as OpenType names them."""


@cache
def load(face: str) -> None:
    """Make a face known to Qt, once."""
    for name in _FILES[face]:
        file = resources.font(name)
        if isinstance(file, bytes):
            QFontDatabase.addApplicationFontFromData(file)
        else:
            QFontDatabase.addApplicationFont(file)


def window_font(sizes: Sizes) -> QFont:
    """The face of the window in its usual size: the system's on Windows and macOS, else Inter."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform not in ("win32", "darwin"):
        load(WINDOW)
        font = QFont([WINDOW, font.family()])
    font.setPointSizeF(sizes.points)
    if hasattr(font, "setFeature"):  # since Qt 6.7
        font.setFeature(QFont.Tag(_TABULAR), 1)
    return font
