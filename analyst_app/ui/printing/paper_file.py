"""A reading as PDF, by Qt's own writer. In a worker; it touches no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from analyst_app.core.bulk_work import bulk_work
from analyst_app.errors import SaveFailed
from analyst_app.export.engine import Cancelled
from analyst_app.export.report.html_page import GENERATOR
from analyst_app.export.report.open_reading import OpenReading, printed
from analyst_app.ui.printing.paper_pages import UNITS, PaperPages
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.long_work import LongWork

_RESOLUTION = 72 * UNITS
"""Dots per inch: one for each unit of the layout."""


def pages_of(opened: OpenReading, families: tuple[str, str], work: LongWork) -> PaperPages:
    """The pages of an open reading. Blocking.

    Args:
        opened: the article with its layer.
        families: of the faces with and without serifs.
        work: is told how far it is, and may stop it.

    Raises:
        Cancelled: the person stopped it.
    """

    def told(done: int, total: int) -> None:
        work.reach(done, 2 * total)
        if work.is_stopped:
            raise Cancelled

    with bulk_work(len(opened.annotations), stays=True):  # as long as somebody looks at them
        return PaperPages(printed(opened), families, progress=told)


def as_pdf(pages: PaperPages, work: LongWork) -> bytes:
    """Pages as the bytes of a PDF file. Blocking.

    Args:
        pages: laid out.
        work: is told how far it is, and may stop it.

    Raises:
        Cancelled: the person stopped it.
        SaveFailed: Qt could not write.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(pages.title)
    writer.setCreator(GENERATOR)
    painter = QPainter()
    if not painter.begin(writer):
        raise SaveFailed(tr("The PDF could not be made. Save the reading as a page (HTML) and print that."))
    try:
        for number in range(pages.count):
            if work.is_stopped:
                raise Cancelled
            if number:
                writer.newPage()
            pages.paint(painter, number)
            work.reach(pages.count + number, 2 * pages.count)
    finally:
        painter.end()
        buffer.close()
    return bytes(data.data())
