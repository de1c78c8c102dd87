"""Bars and questions about articles that could not be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import EncodingUnknown, TooLarge
from analyst_app.session.faults import reason
from analyst_app.ui.files.opening import Order
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.encoding_dialog import Sample
    from analyst_app.ui.widgets.message import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks


class OpenFailures(QObject):
    """Says what failed, and offers a way to open it all the same, or to check the files."""

    check_wanted = Signal(object)
    """The files of an article are to be checked: its Path."""

    def __init__(self, desk: Desk, bars: MessageBars, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bars, self._tasks, self._window = desk, bars, tasks, parent
        desk.failed.connect(self._on_failed)

    def _on_failed(self, order: Order, error: Exception) -> None:
        if isinstance(error, EncodingUnknown):
            self._ask_for_encoding(order, str(error))
        elif isinstance(error, TooLarge):
            anyway = Order(order.path, order.layer_id, order.encoding, large=True)
            self._bars.show_bar("open", str(error), [("Open anyway", lambda: self._desk.open(anyway))])
        else:
            words = str(error) if isinstance(error, OSError) else reason(error, order.path)
            check = (tr("Check…"), lambda: self.check_wanted.emit(order.path))
            self._bars.show_bar("open", words, [check] if not isinstance(error, OSError) else [])

    def _ask_for_encoding(self, order: Order, words: str) -> None:
        """Ask for the encoding of an article, then open it."""
        from analyst_app.ui.files.encoding_dialog import EncodingDialog, read_sample

        def done(sample: Sample) -> None:
            if self._desk.order is None:
                dialog = EncodingDialog(order.path.name, words, sample, self._window)
                dialog.chosen.connect(lambda encoding: self._open_in(order, encoding))
                dialog.open()

        self._tasks.run(
            read_sample, order.path, done=done, failed=lambda error: self._bars.show_bar("open", str(error))
        )

    def _open_in(self, order: Order, encoding: str) -> None:
        """Open an article in an encoding, and note the choice beside it, so that colleagues decode alike."""
        from analyst_app.session.article_text import choose_encoding

        self._desk.open(order._replace(encoding=encoding))
        self._tasks.run(choose_encoding, order.path, encoding, failed=self._say_not_kept, must_end=True)

    def _say_not_kept(self, error: Exception) -> None:
        self._bars.show_bar("encoding", f"The encoding could not be noted beside the article: {error}")
