"""Passages of other articles: going there, and tagging many at once, one undo step an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.errors import AnalystError

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.corpus.concordance import Hit
    from analyst_app.session.session import Session
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.main_window import MainWindow


class Passages(QObject):
    """Shows and tags passages anywhere in the corpus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: tuple[Path, Span, str] | None = None
        window.desk.loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)

    # -- going there -------------------------------------------------------------------

    def show(self, path: Path, span: Span, words: str = "") -> None:
        """Open an article if need be, and select a passage in it.

        Args:
            path: of the article.
            span: code points.
            words: what stood there; if it moved, its nearest place is taken.
        """
        window = self._window
        self._wanted = (path, span, words)
        session = window.bridge.session
        if session is not None and session.path == path:
            self._select()
        else:
            window.file_commands.open_article(path)

    def _on_loaded(self, loaded: Loaded) -> None:
        if self._wanted is not None and loaded.session is self._window.bridge.session:
            self._select()

    def _select(self) -> None:
        session, wanted = self._window.bridge.session, self._wanted
        if session is None or wanted is None or session.path != wanted[0]:
            return
        self._wanted = None
        span = _place(session.document.text, wanted[1], wanted[2])
        if span is None:
            self._window.bridge.say("The article has changed: the passage is no longer there.")
            return
        self._window.view.select(span)
        self._window.view.reveal(span)
        self._window.view.setFocus()

    # -- tagging -----------------------------------------------------------------------

    def tag(self, folder: Path, hits: Sequence[Hit], tag_id: str, say: Callable[[str], object]) -> None:
        """Tag passages, one undo step an article; ``say`` is told the sum at the end."""
        by_article: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_article[hit.article].append(hit)

        def change(session: Session, here: list[Hit]) -> Change:
            return _tagging(session, here, tag_id)

        label = f"Tag {len(hits)} hits of a search as {tag_id}"
        jobs = {folder / name: partial(change, here=here) for name, here in by_article.items()}
        self.change(label, jobs, say, "tagged")

    def change(
        self,
        label: str,
        jobs: Mapping[Path, Callable[[Session], Change]],
        say: Callable[[str], object],
        done_word: str,
    ) -> None:
        """Change the annotator's own layer of several articles, one undo step each.

        Args:
            label: of each step.
            jobs: what to do, by article.
            say: told how it goes, and the sum at the end.
            done_word: what the annotations are then, for the sum: ``tagged``.
        """
        waiting = set(jobs)
        counts = {"made": 0, "articles": 0}
        problems: list[str] = []

        def end(path: Path) -> None:
            waiting.discard(path)
            if waiting:
                say(f"{len(jobs) - len(waiting)} of {len(jobs)} articles…")
                return
            words = f"{counts['made']} annotations {done_word} in {counts['articles']} articles."
            say(" ".join([words, *problems[:3]]))
            self._window.corpus.refresh()

        def act(path: Path, session: Session) -> None:
            try:
                made = self._apply(session, label, jobs[path](session))
                counts["made"] += made
                counts["articles"] += bool(made)
            except AnalystError as error:
                problems.append(f"{path.name}: {error}")
            end(path)

        def failed(path: Path, error: Exception) -> None:
            if not isinstance(error, AnalystError | OSError):
                raise error
            problems.append(f"{path.name}: {error}")
            end(path)

        if not jobs:
            say("There is nothing to do.")
        for path in jobs:
            self._window.desk.work_on(path, partial(act, path), partial(failed, path))

    def _apply(self, session: Session, label: str, change: Change) -> int:
        """Make a change; through the bridge where the article is shown. How many records it put in."""
        if not change:
            return 0
        if session is not self._window.bridge.session:
            session.do(label, change)
        elif not self._window.bridge.do(label, change):
            return 0
        return len(change.added)


def _tagging(session: Session, hits: Sequence[Hit], tag_id: str) -> Change:
    """The change that tags passages which do not have the tag yet."""
    spans = []
    for hit in hits:
        span = _place(session.document.text, hit.span, hit.text)
        if span is not None and not any(
            found.tag == tag_id and found.span == span for found in session.store.touching(span.start, span.end)
        ):
            spans.append(span)
    return edits.tag_spans(tag_id, dict.fromkeys(spans))


def _place(text: str, span: Span, words: str) -> Span | None:
    """Where words stand, nearest to where they stood; None if they are gone."""
    if not words or span.of(text) == words:
        return span if span.end <= len(text) else None
    after, before = text.find(words, span.start), text.rfind(words, 0, span.start + len(words))
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - span.start))
    return Span(start, start + len(words))
