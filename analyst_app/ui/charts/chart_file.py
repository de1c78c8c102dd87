"""A chart as a file: SVG for print, PNG for slides."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from analyst_app.ui.charts.chart_painter import ChartPainter

_WIDTH, _PIXELS = 760, 2
"""Pixels of a picture's width, and how many of a PNG's stand for each, to be sharp in print."""


def write_chart(drawing: ChartPainter, title: str, path: Path) -> bool:
    """Write a chart; the name's end says of which kind.

    Args:
        drawing: draws it, with its title.
        title: of the picture.
        path: ends in ``.svg`` or ``.png``.

    Returns:
        False if the file could not be written.
    """
    width, height = map(ceil, drawing.size(_WIDTH))
    return (_as_png if path.suffix.lower() == ".png" else _as_svg)(drawing, title, path, width, height)


def _as_svg(drawing: ChartPainter, title: str, path: Path, width: int, height: int) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    drawing.draw(painter, _WIDTH)
    return painter.end()


def _as_png(drawing: ChartPainter, title: str, path: Path, width: int, height: int) -> bool:
    image = QImage(width * _PIXELS, height * _PIXELS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_PIXELS)
    image.setText("Title", title)
    painter = QPainter(image)
    drawing.draw(painter, _WIDTH)
    painter.end()
    return image.save(str(path))
