"""File ▸ Print: the pages as they will come out, and the way to a printer or to a PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.export.engine import Cancelled
from analyst_app.session.faults import reason
from analyst_app.ui.printing.page_area import PageArea, PageView
from analyst_app.ui.printing.paper_file import pages_of
from analyst_app.ui.printing.reading_saving import families, printing_work
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel, plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from analyst_app.export.report.open_reading import OpenReading
    from analyst_app.ui.printing.paper_pages import PaperPages
    from analyst_app.ui.widgets.tasks import Tasks

_LOOK = 100
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ZOOMS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Underscore: -1,
    Qt.Key.Key_0: 0,
}
"""Keys that make the page larger or smaller, with and without Ctrl; 0: as it fits."""


class _PageNumber(QSpinBox):
    """The number of a page; the keys of pages turn them one by one, and Return is the dialog's."""

    turned = Signal(int)
    """A key of pages: 1 on, -1 back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key in _RETURNS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PrintDialog(QDialog):
    """Shows the pages of a reading before they are printed.

    Args:
        opened: the reading.
        tasks: to work with.
        parent: the window.
    """

    pdf_wanted = Signal()
    """The person would rather have a PDF file."""
    said = Signal(str)
    """A word for the status bar."""

    def __init__(self, opened: OpenReading, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_dialog")
        self.setWindowTitle(tr("Print {name} · {layer}", name=opened.path.name, layer=opened.layer_id))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 560, 760)
        self._path: Path = opened.path
        self._tasks = tasks
        self._pages: PaperPages | None = None
        self._work = printing_work()
        self._printing: _Printing | None = None
        self._make(has_printer=_has_printer())
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._show_progress)
        self._timer.start()
        tasks.run(
            partial(pages_of, opened, families(), self._work), done=self._show, failed=self._refuse, work=self._work
        )

    def _make(self, *, has_printer: bool) -> None:
        self.page = PageView()
        self.area = PageArea(self.page, self)
        self.number = _PageNumber(self)
        self.number.setObjectName("print_number")
        self.number.setAccessibleName(tr("Page"))
        self.number.setMinimum(1)
        self.number.setEnabled(False)
        self.number.valueChanged.connect(self._go)
        self.number.turned.connect(self._go_on)
        self.words = PlainLabel("", self)
        self.words.setObjectName("print_words")
        self.words.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        buttons = QDialogButtonBox(self)
        self.print = QPushButton(tr("Print…"), self)
        self.print.setObjectName("print_go")
        self.pdf = QPushButton(tr("Save as PDF…"), self)
        self.pdf.setObjectName("print_pdf")
        self.leave = QPushButton(tr("Close"), self)
        buttons.addButton(self.print, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.pdf, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        self._has_printer = has_printer
        self.print.setEnabled(False)
        (self.print if has_printer else self.pdf).setDefault(True)
        self.print.clicked.connect(self._ask_printer)
        self.pdf.clicked.connect(self._leave_for_pdf)
        self.leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(PlainLabel(tr("Page"), self))
        row.addWidget(self.number)
        row.addWidget(self.words, 1)
        row.addWidget(self._zoom("−", tr("Smaller"), tr("Smaller (−)"), -1))
        row.addWidget(self._zoom("+", tr("Larger"), tr("Larger (+)"), 1))
        column = QVBoxLayout(self)
        column.addWidget(self.area, 1)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(buttons)

    def _show(self, pages: PaperPages) -> None:
        self._timer.stop()
        self.bar.hide()
        self._pages = pages
        self.number.setEnabled(True)
        self.number.setMaximum(pages.count)
        self.print.setEnabled(self._has_printer)
        counted = tr("{n} page|{n} pages", pages.count)
        none = tr("No printer is set up on this machine: save the pages as PDF, and print that where there is one.")
        self.words.setText(counted if self._has_printer else f"{counted}. {none}")
        self.page.show_page(pages, 0)
        (self.print if self._has_printer else self.pdf).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down go through the pages, Home and End to the first and last, + and - change their size."""
        key = Qt.Key(event.key())
        if key in _TURNS:
            self._go_on(_TURNS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.number.setValue(1 if key == Qt.Key.Key_Home else self.number.maximum())
        elif key in _ZOOMS:
            self.area.zoom(_ZOOMS[key])
        elif key in _RETURNS and self.number.hasFocus():
            self.number.selectAll()  # the page is shown; the number was meant, and no button
        else:
            super().keyPressEvent(event)

    def _go_on(self, steps: int) -> None:
        """Go on within the page, and to the next one at its end."""
        if self.area.go_on(steps):
            return
        before = self.number.value()
        self.number.stepBy(steps)
        if self.number.value() != before:
            self.area.begin(at_end=steps < 0)

    def _zoom(self, sign: str, name: str, tip: str, steps: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(plain_tip(tip))
        button.clicked.connect(lambda: self.area.zoom(steps))
        return button

    def _go(self, number: int) -> None:
        if self._pages is not None:
            self.page.show_page(self._pages, number - 1)

    def _refuse(self, error: Exception) -> None:
        self._timer.stop()
        if not isinstance(error, Cancelled):
            self.words.setText(reason(error, self._path))

    def _show_progress(self) -> None:
        self.bar.setValue(round(100 * self._work.share))
        self.words.setText(self._work.words)

    def _leave_for_pdf(self) -> None:
        self.reject()
        self.pdf_wanted.emit()

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        assert self._pages is not None  # noqa: S101 - the button waits for the pages
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._pages.title)
        printer.setFullPage(True)
        asked = QPrintDialog(printer, self)
        asked.setMinMax(1, self._pages.count)
        if asked.exec():  # Qt's stubs know no open() without a slot by name
            self._print_on(printer)

    def _print_on(self, printer: QPrinter) -> None:
        assert self._pages is not None  # noqa: S101 - as above
        self.print.setEnabled(False)
        self.bar.show()
        self._printing = _Printing(self._pages, printer, self)
        self._printing.went_on.connect(self._tell_printing)
        self._printing.ended.connect(self._end_printing)
        self._printing.begin()

    def _tell_printing(self, done: int, total: int) -> None:
        self.bar.setValue(round(100 * done / total))
        self.words.setText(tr("Page {done} of {total} is on its way to the printer", done=done, total=total))

    def _end_printing(self, is_whole: bool) -> None:
        self._printing = None
        self.said.emit(tr("Sent to the printer.") if is_whole else tr("The printer did not take the pages."))
        self.accept()

    def done(self, result: int) -> None:
        """Close; nothing is laid out or printed any more."""
        self._timer.stop()
        self._work.stop()
        if self._printing is not None:
            self._printing.stop()
        self.page.forget()
        if self._pages is not None:
            self._tasks.run(self._pages.let_go)
            self._pages = None
        super().done(result)


class _Printing(QWidget):
    """Sends page after page, and lets the window live between two."""

    went_on = Signal(int, int)
    """So many pages of how many are sent."""
    ended = Signal(bool)
    """All is sent; False: the printer refused."""

    def __init__(self, pages: PaperPages, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._pages, self._printer, self._painter = pages, printer, QPainter()
        first, last = printer.fromPage() or 1, printer.toPage() or pages.count
        self._numbers = list(range(first - 1, min(last, pages.count)))
        self._at = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Send the first page soon."""
        if not self._painter.begin(self._printer):
            self.ended.emit(False)
            return
        self._timer.start()

    def stop(self) -> None:
        """Send no more."""
        self._timer.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _next(self) -> None:
        if self._at:
            self._printer.newPage()
        dots = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        width, height = self._pages.size
        scale = min(dots.width() / width, dots.height() / height)
        self._painter.save()
        self._painter.scale(scale, scale)
        self._pages.paint(self._painter, self._numbers[self._at])
        self._painter.restore()
        self._at += 1
        self.went_on.emit(self._at, len(self._numbers))
        if self._at == len(self._numbers):
            self._timer.stop()
            self._painter.end()
            self.ended.emit(True)


def _has_printer() -> bool:
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())
