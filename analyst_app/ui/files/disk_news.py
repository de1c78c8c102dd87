"""Bars about what changes on disk beside the open article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.session.earlier_saves import KeptBefore
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.disk_watch import DiskWatch, Seen
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class DiskNews(QObject):
    """Tells what has changed, and offers what to do about it."""

    layer_gone = Signal(object, bool)
    """A Session of which the layer's file is gone, or there again."""
    again_wanted = Signal(object)
    """The layer of a Session, whose file is gone, is to be written again."""
    layer_written = Signal(object)
    """Another writer saved the layer of a Session that has nothing unsaved."""
    kept = Signal(object, object)
    """A Session that a conflict copy was merged into, and the full save that was kept before."""

    def __init__(
        self,
        watch: DiskWatch,
        desk: Desk,
        bridge: SessionBridge,
        bars: MessageBars,
        tasks: Tasks,
    ) -> None:
        super().__init__(bars)
        self._watch, self._desk, self._bridge, self._bars, self._tasks = watch, desk, bridge, bars, tasks
        self._told: set[tuple[str, object]] = set()
        self._read_anew: set[Path] = set()
        """Layers behind links that were read once more; one that is refused again is left."""
        watch.seen.connect(self._on_seen)
        desk.loaded.connect(self._on_loaded)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._told = set()
        if not loaded.session.is_elsewhere:
            self._read_anew.discard(loaded.session.sidecar)
        self._watch.follow(loaded.session.path)
        self._watch.look_at_rest()

    def _on_seen(self, session: Session, seen: Seen) -> None:
        if seen.source != "same":
            self._once("source", seen.source, lambda: self._tell_source(session, seen.source))
        elif self._told & {("source", "gone"), ("source", "changed")}:
            self._told -= {("source", "gone"), ("source", "changed")}
            self._bars.hide_bar("source")
        for copy in seen.copies:
            self._once("copy", copy, partial(self._look_at_copy, session, copy))
        is_gone = seen.is_gone and not session.read_only
        self._tell_gone(session, is_gone=is_gone and session.is_saved)
        if not is_gone:
            self._look_at_layer(session, seen)

    def _look_at_layer(self, session: Session, seen: Seen) -> None:
        if session.is_elsewhere:
            if seen.sidecar_changed and session.leads_to and session.sidecar not in self._read_anew:
                self._read_anew.add(session.sidecar)
                self._desk.reload()  # it was not read before: the link is allowed now, or is a file now
        elif seen.sidecar_changed and session.read_only and not session.is_damaged:
            self._once("layer", seen.sidecar_changed, self._tell_layer)
        elif seen.sidecar_changed and session.is_saved and not session.read_only:
            self.layer_written.emit(session)

    def _once(self, matter: str, fact: object, tell: Callable[[], object]) -> None:
        if (matter, fact) not in self._told:
            self._told.add((matter, fact))
            tell()

    def _tell_gone(self, session: Session, *, is_gone: bool) -> None:
        """Say that what is shown is in no file; it is written again when she says so, or goes on."""
        self.layer_gone.emit(session, is_gone)
        if not is_gone:
            self._told.discard(("gone", session.sidecar))
            self._bars.hide_bar("gone")
        elif session.store.annotations:
            count = len(session.store.annotations)
            words = tr(
                "{name} is gone from its folder. The annotation that is shown is in no file now."
                "|{name} is gone from its folder. The {n} annotations that are shown are in no file now.",
                count,
                name=session.sidecar.name,
            )
            again = (tr("Write it again"), lambda: self.again_wanted.emit(session))
            self._once("gone", session.sidecar, lambda: self._bars.show_bar("gone", words, [again]))

    def _tell_source(self, session: Session, state: str) -> None:
        name = shown_name(session.path.name)
        if state == "gone":
            words = tr("{name} is gone from its folder. What is shown is the text that was opened.", name=name)
            self._bars.show_bar("source", words)
        else:
            words = tr(
                "{name} was changed by another program. Reload finds the places of your tags in the new text.",
                name=name,
            )
            self._bars.show_bar("source", words, [(tr("Reload"), self._desk.reload)])

    def _tell_layer(self) -> None:
        self._bars.show_bar("layer", tr("This layer was changed on disk."), [(tr("Reload"), self._desk.reload)])

    def _look_at_copy(self, session: Session, copy: Path) -> None:
        """Tell of a conflict copy if it holds anything new."""
        from analyst_app.session.layer_files import news_in_copy

        def tell(change: Change) -> None:
            if change and session is self._bridge.session:
                name = shown_name(copy.name)
                words = tr(
                    "{name} looks like a conflict copy of your tags, made by a program that syncs folders.", name=name
                )
                self._bars.show_bar("copy", words, [(tr("Merge"), lambda: self._merge(session, copy))])

        self._tasks.run(news_in_copy, session, copy, done=tell, failed=lambda error: self._fail(session, error))

    def _merge(self, session: Session, copy: Path) -> None:
        """Merge a conflict copy into the open layer, as one step that can be undone."""
        from analyst_app.session.layer_files import merge_copy

        def done(merged: tuple[Change, KeptBefore | None]) -> None:
            change, kept = merged
            if session is self._bridge.session and self._bridge.do(tr("Merge conflict copy"), change):
                count = len({record.id for record in (*change.removed, *change.added)})
                self._bridge.say(tr("Merged {count} from {copy}.", count=count, copy=shown_name(copy.name)))
                if kept is not None:
                    self.kept.emit(session, kept)

        self._desk.when_saved(
            lambda: self._tasks.run(
                merge_copy, session, copy, done=done, failed=lambda error: self._fail(session, error)
            ),
        )

    def _fail(self, session: Session, error: Exception) -> None:
        self._bars.report("disk", error, session.path)
