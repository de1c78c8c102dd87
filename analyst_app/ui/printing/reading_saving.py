"""File ▸ Save reading as…: the open reading as a page (HTML), as paper (PDF) or as a document (DOCX)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from analyst_app.export.engine import Cancelled
from analyst_app.export.report.open_reading import DOCUMENT, PAGE, PAPER, OpenReading, document_of, page_of, save_file
from analyst_app.session.faults import reason
from analyst_app.ui.printing.paper_file import as_pdf, pages_of
from analyst_app.ui.widgets.fonts import READING, WINDOW, load
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.saved_file import saved_file, shown_folder
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


def opened_in(session: Session, folder: Path | None) -> OpenReading:
    """The open reading as values, with what is not saved yet.

    Args:
        session: the open one.
        folder: the opened folder.
    """
    store = session.store
    entries = [one for section in ("decisions", "replies") for one in store.entries(section)]
    codebook = session.codebook
    begun = session.codebook_use.begun
    return OpenReading(
        session.path, folder, session.document, codebook, session.layer_id, tuple(store.annotations),
        tuple(store.links), store.layer, tuple(store.unplaced), tuple(entries),
        (("id", codebook.id), ("version", codebook.version if begun is None else begun)), session.reviewer,
    )  # fmt: skip


def families() -> tuple[str, str]:
    """The families of the faces with and without serifs, made known to Qt."""
    return load(READING) or "serif", load(WINDOW) or "sans-serif"


def printing_work() -> LongWork:
    """The progress of laying out and painting pages."""
    return LongWork(marked("Making the pages: {done} of {total} steps"), marked("Making the pages…"))


class ReadingSaving(QObject):
    """Asks where to, and writes in a worker.

    Args:
        bridge: has the open session; says what was saved.
        workplace: has the opened folder.
        bars: tell why it could not be.
        tasks: to work with.
        parent: the window.
    """

    def __init__(
        self, bridge: SessionBridge, workplace: Workplace, bars: MessageBars, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._workplace, self._bars, self._tasks, self._window = bridge, workplace, bars, tasks, parent
        self._path = Path()

    def ask(self, ending: str = PAGE) -> None:
        """Ask for a file, and write it.

        Args:
            ending: of the name that is offered.
        """
        session = self._bridge.session
        if session is None:
            return
        kinds = {PAGE: tr("Page for a browser"), PAPER: tr("Paper"), DOCUMENT: tr("Document with comments")}
        usual = shown_folder(session.path.parent) / f"{session.path.stem}{ending}"
        path = saved_file(self._window, tr("Save reading as"), usual, kinds)
        if path is not None:
            self._save(session, path)

    def _save(self, session: Session, path: Path) -> None:
        self._path = path
        work = printing_work()
        opened = opened_in(session, self._workplace.folder)
        made = partial(_saved, document_of if path.suffix.lower() == DOCUMENT else page_of, opened, path)
        if path.suffix.lower() == PAPER:
            made = partial(_paper_saved, opened, path, families(), work)
        self._tasks.run(made, done=self._tell, failed=self._refuse, must_end=True, work=work)

    def _tell(self, path: Path) -> None:
        self._bridge.say(tr("Saved: {name}", name=shown_name(path.name)))

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._bridge.say(tr("Cancelled; nothing was written."))
            return
        self._bars.show_bar("saving", reason(error, self._path))


def _saved(bytes_of: Callable[[OpenReading], bytes], opened: OpenReading, path: Path) -> Path:
    save_file(path, bytes_of(opened))
    return path


def _paper_saved(opened: OpenReading, path: Path, faces: tuple[str, str], work: LongWork) -> Path:
    pages = pages_of(opened, faces, work)
    try:
        save_file(path, as_pdf(pages, work))
    finally:
        pages.let_go()
    return path
