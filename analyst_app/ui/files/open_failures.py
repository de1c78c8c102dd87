"""Bars and questions about articles that could not be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, EncodingUnknown, TooLarge, sentence
from analyst_app.session import border
from analyst_app.session.faults import reason
from analyst_app.ui.files.opening import Order
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.encoding_dialog import Sample
    from analyst_app.ui.widgets.message import BarChoice
    from analyst_app.ui.widgets.tasks import Tasks


class LinkOffer(QObject):
    """Says that a link leads out of the opened folder, and offers to allow the folder that it leads to.

    Args:
        bars: show it.
        tasks: to remember the permission with.
        parent: the window.
    """

    allowed = Signal()
    """A folder outside was allowed."""

    def __init__(self, bars: MessageBars, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bars, self._tasks = bars, tasks

    def show(
        self, matter: str, words: str, folder: str, again: Callable[[], object], more: Sequence[BarChoice] = ()
    ) -> None:
        """Show a bar.

        Args:
            matter: names the bar.
            words: say where the link leads.
            folder: may be allowed; empty: nothing may.
            again: called when it is allowed, to open what was not.
            more: other choices.
        """
        if not folder:
            self._bars.show_bar(matter, words, more)
            return

        def done(_: object) -> None:
            self.allowed.emit()
            again()

        def failed(error: Exception) -> None:
            if not isinstance(error, AnalystError):
                raise error
            self.show(matter, str(error), folder, again)

        def allow() -> None:
            self._tasks.run(border.allow, folder, done=done, failed=failed, must_end=True)

        self._bars.show_bar(matter, words, [(tr("Allow {folder}", folder=shown_name(folder)), allow), *more])


class OpenFailures(QObject):
    """Says what failed, and offers a way to open it all the same, or to check the files."""

    check_wanted = Signal(object)
    """The files of an article are to be checked: its Path."""

    def __init__(self, desk: Desk, bars: MessageBars, tasks: Tasks, links: LinkOffer, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bars, self._tasks, self._links, self._window = desk, bars, tasks, links, parent
        desk.failed.connect(self._on_failed)

    def _on_failed(self, order: Order, error: Exception) -> None:
        check = (tr("Check…"), lambda: self.check_wanted.emit(order.path))
        if isinstance(error, EncodingUnknown):
            self._ask_for_encoding(order, str(error))
        elif isinstance(error, TooLarge):
            anyway = Order(order.path, order.layer_id, order.encoding, large=True)
            self._bars.show_bar("open", str(error), [(tr("Open anyway"), lambda: self._desk.open(anyway))])
        elif folder := border.folder_to_allow(error):
            self._links.show("open", str(error), folder, lambda: self._desk.open(order), [check])
        else:
            words = sentence(error) if isinstance(error, OSError) else reason(error, order.path)
            self._bars.show_bar("open", words, [] if isinstance(error, FileNotFoundError) else [check])

    def _ask_for_encoding(self, order: Order, words: str) -> None:
        """Ask for the encoding of an article, then open it."""
        from analyst_app.ui.files.encoding_dialog import EncodingDialog, read_sample

        def done(sample: Sample) -> None:
            if self._desk.order is None:
                dialog = EncodingDialog(order.path.name, words, sample, self._window)
                dialog.chosen.connect(lambda encoding: self._open_in(order, encoding))
                dialog.rejected.connect(self._desk.open_last)
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
        self._bars.show_bar("encoding", tr("The encoding could not be noted beside the article: {why}", why=error))
