"""Notices what changes on disk beside the open article: its source, its layer, conflict copies, new articles.

A watch on a file goes deaf after an atomic replace and one on a folder misses
writes in place, so both are watched, the files anew after each look; and files
are looked at (stat and hash, in a worker) whenever the window gets the focus.
Sub-folders are not watched: the folder counts as changed when a person comes
back from another program.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from analyst_app.corpus import articles

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_REST = 300
"""Milliseconds that a folder must be quiet before it is looked at."""


class Seen(NamedTuple):
    """The findings of a look at the disk."""

    source: str
    """same, changed or gone."""
    sidecar_changed: bool
    is_gone: bool
    """The layer's file is not there any more."""
    copies: tuple[Path, ...]
    """Conflict copies of the layer that a sync tool left."""
    codebook: Path | None
    """The file of the codebook that applies now; None: the built-in one does."""
    stamp: tuple[int, int] | None
    """Time and size of that file."""
    people: Path | None
    """The file of the team's people that applies now; None: there is none."""


class DiskWatch(QObject):
    """Looks at the files of the open article.

    Args:
        bridge: says which article is open.
        tasks: to look with.
        workplace: says which folder is open.
        parent: the window.
    """

    seen = Signal(object, object)
    """A Session, and what was Seen of it."""
    folder_changed = Signal()
    """Something came, went or changed in the opened folder, or may have while another program was used."""

    def __init__(self, bridge: SessionBridge, tasks: Tasks, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._tasks, self._workplace = bridge, tasks, workplace
        self._looking = False
        self._again = False
        self._beside: tuple[Path | None, ...] = ()
        """The files of the team that apply to the open article: some editors write them in place."""
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._quiet)
        self._was_away = False
        if isinstance(application := QGuiApplication.instance(), QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def follow(self, article: Path) -> None:
        """Watch an open article's folder and those above it up to the opened one, instead of those before."""
        folder, place = self._workplace.folder, article.parent
        if folder is None or not place.is_relative_to(folder):
            self._watch([place] if folder is None else [folder, place])
            return
        self._watch([place, *[above for above in place.parents if above.is_relative_to(folder)]])

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Hear that a person went to another program, or came back; the program's own dialogs are neither."""
        is_here = state == Qt.ApplicationState.ApplicationActive
        if is_here and self._was_away:
            self.folder_changed.emit()
        self._was_away = not is_here

    def _watch(self, folders: list[Path]) -> None:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(lambda: self._timer.start())
            self._watcher.fileChanged.connect(lambda: self._timer.start())
        wanted = {str(folder) for folder in folders}
        watched = set(self._watcher.directories())
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def _watch_files(self, session: Session) -> None:
        """Watch the open article's files; those that were replaced meanwhile are watched anew."""
        if self._watcher is None:
            return
        files = (session.path, session.sidecar, *self._beside)
        wanted = {str(file) for file in files if file is not None and os.path.exists(file)}  # noqa: PTH110 - says no where a name is too long
        watched = set(self._watcher.files())
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def look(self) -> None:
        """Look at the files now, in a worker."""
        session = self._bridge.session
        if session is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._tasks.run(
            _look,
            session,
            self._workplace.folder,
            done=lambda seen: self._done(session, seen),
            failed=lambda error: self._done(session, None),
        )

    def look_at_rest(self) -> None:
        """Look at the files of a layer that was just loaded, once the window has come to rest."""
        session = self._bridge.session
        if session is not None:
            self._tasks.run_at_rest(
                self,
                _look,
                session,
                self._workplace.folder,
                done=lambda seen: self._tell(session, seen),
                failed=lambda error: None,
            )

    def _quiet(self) -> None:
        self.look()
        self.folder_changed.emit()

    def _done(self, session: Session, seen: Seen | None) -> None:
        self._looking = False
        if seen is not None:
            self._tell(session, seen)
        if self._again:
            self._again = False
            self.look()

    def _tell(self, session: Session, seen: Seen) -> None:
        if session is self._bridge.session:
            self._beside = (seen.codebook, seen.people)
            self._watch_files(session)
            self.seen.emit(session, seen)


def _look(session: Session, folder: Path | None) -> Seen:
    """In a worker: stat and hash."""
    from analyst_app.session.session import conflict_copies

    codebook = articles.codebook_file(session.path, folder)
    return Seen(
        session.source_state(),
        session.sidecar_changed(),
        session.is_gone(),
        tuple(conflict_copies(session.path, session.layer_id)),
        codebook,
        articles.stamp(codebook),
        articles.people_path(session.path, folder),
    )
