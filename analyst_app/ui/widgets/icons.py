"""Icons of our own: theme icons are missing on bare screens.

They are the SVG files of ``resources/icons``, whose lines are drawn in the
colour of the text.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QIcon, QPixmap

from analyst_app import resources

_SIZES = (16, 20, 24, 32, 48, 64)
_DRAWN = b'width="24" height="24"'
"""The size that each of them says."""


@cache
def icon(name: str, colour: str, faint: str) -> QIcon:
    """An icon in a colour (``#rrggbb``), and in a fainter one where it is disabled."""
    made, source = QIcon(), resources.icon(name)
    for mode, code in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faint)):
        for size in _SIZES:
            made.addPixmap(svg_pixmap(source, size, code), mode)
    return made


def svg_pixmap(source: bytes, size: int, colour: str) -> QPixmap:
    """A picture of an SVG whose ``currentColor`` is the colour given, ``size`` pixels square."""
    # Drawn in its own size: to scale it takes QImageReader and QImage, with 50 names of PySide's.
    drawing = source.replace(_DRAWN, b'width="%d" height="%d"' % (size, size), 1)
    pixmap = QPixmap()
    pixmap.loadFromData(drawing.replace(b"currentColor", colour.encode()), "svg")
    return pixmap
