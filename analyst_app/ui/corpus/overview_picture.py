"""A table of the overview as a picture: SVG for print, PNG for slides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget

from analyst_app.corpus.overview import Cell, Table
from analyst_app.ui.panels.figures_table import TableModel, column_widths, draw_cell
from analyst_app.wording import tr

_MOST_ROWS = 500
"""Rows of a picture; a longer table is cut there, and the picture says so."""
_PIXELS = 2
"""A PNG has so many pixels to each of the window's, to be sharp in print."""


def write_picture(table: Table, path: Path, widget: QWidget) -> bool:
    """Write a table as a picture; the name's end says of which kind.

    Args:
        table: what is drawn.
        path: ends in ``.svg`` or ``.png``.
        widget: whose font and colours are used.

    Returns:
        False if the file could not be written.
    """
    model = TableModel(table, widget)
    width, height = _picture_size(model, widget)
    write = _as_png if path.suffix.lower() == ".png" else _as_svg
    is_written = write(model, widget, path, width, height)
    model.deleteLater()
    return is_written


def _picture_size(model: TableModel, widget: QWidget) -> tuple[int, int]:
    line = widget.fontMetrics().height() + 8
    return sum(column_widths(model, widget, _MOST_ROWS)) + 20, (min(len(model.table.rows), _MOST_ROWS) + 3) * line


def _draw(painter: QPainter, model: TableModel, widget: QWidget, width: int, height: int) -> None:
    """The whole table: title, heads, rows."""
    palette, line = widget.palette(), widget.fontMetrics().height() + 8
    painter.fillRect(QRect(0, 0, width, height), palette.color(QPalette.ColorRole.Base))
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    title, rows = model.table.title, len(model.table.rows)
    if rows > _MOST_ROWS:
        title = tr("{title} (the first {shown} of {rows})", title=title, shown=_MOST_ROWS, rows=rows)
    painter.drawText(QRect(10, 0, width - 20, line), int(Qt.AlignmentFlag.AlignVCenter), title)
    left = 10
    for column, wide in enumerate(column_widths(model, widget, _MOST_ROWS)):
        draw_cell(painter, QRect(left, line, wide, line), Cell(model.table.columns[column]), 0, palette)
        for row in range(min(len(model.table.rows), _MOST_ROWS)):
            index = model.index(row, column)
            greatest = model.greatest(column)
            draw_cell(painter, QRect(left, (row + 2) * line, wide, line), model.cell(index), greatest, palette)
        left += wide


def _as_svg(model: TableModel, widget: QWidget, path: Path, width: int, height: int) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(model.table.title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.setFont(widget.font())
    _draw(painter, model, widget, width, height)
    return painter.end()


def _as_png(model: TableModel, widget: QWidget, path: Path, width: int, height: int) -> bool:
    image = QImage(width * _PIXELS, height * _PIXELS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_PIXELS)
    painter = QPainter(image)
    painter.setFont(widget.font())
    _draw(painter, model, widget, width, height)
    painter.end()
    return image.save(str(path))
