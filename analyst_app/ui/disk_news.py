"""Bars about what happens on disk beside the open article, and what loading found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.ui.message import shown_name
from analyst_app.ui.watch import Seen, Watch, stamp

if TYPE_CHECKING:
    from analyst_app.corpus import FoundCodebook
    from analyst_app.session import Session
    from analyst_app.ui.main_window import MainWindow


class DiskNews:
    """Tells, and offers what to do about it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._told: set[tuple[str, object]] = set()
        self._codebook_stamp: tuple[int, int] | None = None
        self.watch = Watch(window.bridge, window.tasks, window)
        self.watch.seen.connect(self._on_seen)
        self.watch.folder_changed.connect(window.folder.rescan)
        window.desk.loaded.connect(self._on_loaded)

    def look(self) -> None:
        """Look at the files now."""
        self.watch.look()

    # -- what loading found ----------------------------------------------------------

    def _on_loaded(self, session: Session, found: FoundCodebook) -> None:
        window = self._window
        self._told = set()
        self.watch.codebook_path = found.path
        self._codebook_stamp = stamp(found.path)
        folder = window.desk.folder
        self.watch.watch([session.path.parent] if folder is None else [folder, session.path.parent])
        if found.problem:
            self._tell_codebook(found)
        if session.problems:
            window.bars.show_bar("problems", "\n".join(session.problems[:5]))

    def _tell_codebook(self, found: FoundCodebook) -> None:
        window, order = self._window, self._window.desk.order
        if order is None:
            return
        words = f"{found.problem} " + (
            "The last good one is used." if found.is_last_good else "Until it is mended this article is read-only."
        )
        built_in = replace(order, built_in=True)
        window.bars.show_bar("codebook", words, [("Use the built-in codebook", lambda: window.desk.open(built_in))])

    # -- what changed since ------------------------------------------------------------

    def _on_seen(self, session: Session, seen: Seen) -> None:
        if seen.source != "same":
            self._once("source", seen.source, lambda: self._tell_source(session, seen.source))
        for copy in seen.copies:
            self._once("copy", copy, lambda copy=copy: self._tell_copy(session, copy))
        if seen.sidecar_changed and session.is_saved:
            self._take_in(session)
        if seen.codebook is not None and seen.codebook != self._codebook_stamp:
            self._once("codebook_changed", seen.codebook, self._tell_new_codebook)

    def _once(self, matter: str, fact: object, tell: object) -> None:
        if (matter, fact) not in self._told and callable(tell):
            self._told.add((matter, fact))
            tell()

    def _tell_source(self, session: Session, state: str) -> None:
        name = shown_name(session.path.name)
        if state == "gone":
            words = f"{name} is gone from its folder. What is shown is the text that was opened."
            self._window.bars.show_bar("source", words)
        else:
            words = f"{name} was changed by another program. Reload finds the places of your tags in the new text."
            self._window.bars.show_bar("source", words, [("Reload", self._window.desk.reload)])

    def _tell_new_codebook(self) -> None:
        words = "The codebook was changed. Reload to use it."
        self._window.bars.show_bar("codebook", words, [("Reload", self._window.desk.reload)])

    def _tell_copy(self, session: Session, copy: Path) -> None:
        words = f"{shown_name(copy.name)} looks like a conflict copy that a sync program made of your tags."
        self._window.bars.show_bar("copy", words, [("Merge", lambda: self._merge(session, copy))])

    def _merge(self, session: Session, copy: Path) -> None:
        """Merge a conflict copy into the open layer."""
        raise NotImplementedError

    def _take_in(self, session: Session) -> None:
        """Take in what another writer saved."""
        self._window.autosave.saver(session).save(looks=True)
