"""Bars about what happens on disk beside the open article, and what loading found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import AnalystError
from analyst_app.ui.files.watch import Seen, Watch
from analyst_app.ui.widgets.message import shown_name

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.corpus.articles import FoundCodebook
    from analyst_app.session.session import Session
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.main_window import MainWindow

_MOST_SENTENCES = 5


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

    def _on_loaded(self, loaded: Loaded) -> None:
        window, session, found = self._window, loaded.session, loaded.found
        self._told = set()
        self.watch.codebook_path, self._codebook_stamp = found.path, found.stamp
        folder = window.desk.folder
        self.watch.watch([session.path.parent] if folder is None else [folder, session.path.parent])
        if found.problem:
            self._tell_codebook(found)
        if session.is_damaged:
            self._tell_damage(session)
        elif session.problems:
            window.bars.show_bar("problems", _in_short(session.problems))
        self.watch.look()

    def _tell_damage(self, session: Session) -> None:
        words = f"{session.read_only}. It stays as it is until you say otherwise; a repaired copy keeps it beside."
        self._window.bars.show_bar("damaged", words, [("Write a repaired copy", lambda: self._repair(session))])

    def _repair(self, session: Session) -> None:
        from analyst_app.session.layer_files import write_repaired

        window = self._window

        def done(kept: Path) -> None:
            window.bars.show_bar("damaged", f"Repaired. The damaged file is kept as {shown_name(kept.name)}.")
            window.desk.reload()

        window.tasks.run(write_repaired, session, done=done, failed=self._fail, must_end=True)

    def _tell_codebook(self, found: FoundCodebook) -> None:
        window, order = self._window, self._window.desk.order
        if order is None:
            return
        words = f"{found.problem} " + (
            "The last good one is used." if found.is_last_good else "Until it is mended this article is read-only."
        )
        built_in = order._replace(built_in=True)
        window.bars.show_bar("codebook", words, [("Use the built-in codebook", lambda: window.desk.open(built_in))])

    # -- what changed since ------------------------------------------------------------

    def _on_seen(self, session: Session, seen: Seen) -> None:
        if seen.source != "same":
            self._once("source", seen.source, lambda: self._tell_source(session, seen.source))
        for copy in seen.copies:
            self._once("copy", copy, partial(self._look_at_copy, session, copy))
        if seen.sidecar_changed and session.read_only and not session.is_damaged:
            self._once("layer", seen.sidecar_changed, self._tell_layer)
        elif seen.sidecar_changed and session.is_saved and not session.read_only:
            self._take_in(session)
        if seen.codebook is not None and seen.codebook != self._codebook_stamp:
            self._once("codebook_changed", seen.codebook, self._tell_new_codebook)

    def _once(self, matter: str, fact: object, tell: Callable[[], object]) -> None:
        if (matter, fact) not in self._told:
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

    def _tell_layer(self) -> None:
        self._window.bars.show_bar("layer", "This layer was changed on disk.", [("Reload", self._window.desk.reload)])

    def _look_at_copy(self, session: Session, copy: Path) -> None:
        """Tell of a conflict copy if it holds anything new."""
        from analyst_app.session.layer_files import news_in_copy

        def tell(change: Change) -> None:
            if change and session is self._window.bridge.session:
                name = shown_name(copy.name)
                words = f"{name} looks like a conflict copy of your tags, made by a program that syncs folders."
                self._window.bars.show_bar("copy", words, [("Merge", lambda: self._merge(session, copy))])

        self._window.tasks.run(news_in_copy, session, copy, done=tell, failed=self._fail)

    def _merge(self, session: Session, copy: Path) -> None:
        """Merge a conflict copy into the open layer, as one step that can be undone."""
        from analyst_app.session.layer_files import news_in_copy

        window = self._window

        def done(change: Change) -> None:
            if session is window.bridge.session and window.bridge.do("Merge conflict copy", change):
                count = len({record.id for record in (*change.removed, *change.added)})
                window.bridge.say(f"Merged {count} from {shown_name(copy.name)}.")

        window.desk.when_saved(
            lambda: window.tasks.run(news_in_copy, session, copy, done=done, failed=self._fail),
        )

    def _take_in(self, session: Session) -> None:
        """Take in what another writer saved."""
        self._window.autosave.saver(session).save(looks=True)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError):
            raise error
        self._window.bars.show_bar("disk", str(error))


def _in_short(sentences: Sequence[str]) -> str:
    """The first few sentences, and how many more there are."""
    more = len(sentences) - _MOST_SENTENCES
    return "\n".join(sentences[:_MOST_SENTENCES]) + (f"\n… and {more} more" if more > 0 else "")
