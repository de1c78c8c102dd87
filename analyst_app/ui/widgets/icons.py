"""Icons of our own: theme icons are missing on bare screens.

They are the SVG files of ``resources/icons``, whose lines are drawn in the
colour of the text.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from analyst_app import resources

_SIZES = (16, 20, 24, 32, 48, 64)


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
    data = QByteArray(source.replace(b"currentColor", colour.encode()))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())
