"""Reviewing an article by its name: it is opened, and its readings are compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.layer_ids import is_gold

if TYPE_CHECKING:
    from analyst_app.session.session import LayerInfo
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.review.folder_progress import FolderProgress
    from analyst_app.ui.review.open_review import OpenReview
    from analyst_app.ui.review.review_beginning import ReviewBeginning
    from analyst_app.ui.widgets.tasks import Tasks


class ArticleReview(QObject):
    """Leads to the review of any listed article.

    Args:
        progress: knows the articles by their names.
        opener: opens them.
        beginning: begins the review.
        bridge: says what is open.
        tasks: to read with.
    """

    failed = Signal(object)
    """The error by which the layers could not be found."""

    def __init__(
        self,
        progress: FolderProgress,
        opener: Opener,
        beginning: ReviewBeginning,
        bridge: SessionBridge,
        tasks: Tasks,
    ) -> None:
        super().__init__(beginning)
        self._progress, self._opener, self._beginning = progress, opener, beginning
        self._bridge, self._tasks = bridge, tasks
        self._wanted: Path | None = None
        self._pair: tuple[str, ...] | None = None
        """The layers that are compared there; None: the first two."""
        self._tag: str | None = None
        """The tag whose costliest differences are listed as soon as the review is there; empty: of all tags."""

        self._at: int | None = None
        """A place in the difference of that tag that is gone to; None: the first."""

    def begin(
        self, name: str, pair: tuple[str, ...] | None = None, tag: str | None = None, at: int | None = None
    ) -> None:
        """Open an article and compare its readings.

        Args:
            name: of the article.
            pair: which layers, two or more; None: the first two, finished ones before others.
            tag: list this tag's differences, the costliest first (empty: of all tags); None: all as they stand.
            at: go to the difference that holds this place, code points; None: to the first.
        """
        path = self._progress.path_of(name)
        if path is None:
            return
        self._beginning.leave_quietly()
        session = self._bridge.session
        self._wanted, self._pair, self._tag, self._at = path, pair, tag, at
        if session is not None and session.path == path:
            self._compare(path)
        else:
            self._opener.open_article(path, keys_wait=False)  # for a review, not to be read

    def title_of(self, name: str) -> str:
        """The title by which an article of a name is listed."""
        return self._progress.title_of(name)

    def go_on(self) -> None:
        """A layer is loaded: compare, if it is of the wanted article."""
        session = self._bridge.session
        if self._wanted is not None and session is not None and session.path == self._wanted:
            self._compare(self._wanted)

    def list_costliest(self, open_review: OpenReview) -> None:
        """List the costliest differences of the review that is shown now, if they were asked for."""
        tag, at, self._tag, self._at = self._tag, self._at, None, None
        from analyst_app.ui.review.listed_differences import place_at

        review = open_review.review
        if tag is not None and review is not None:
            review.show_only(tag=tag, by_cost=True)
            if review.places:
                found = place_at(review.board.rows, at) if at is not None else None
                review.go_to(found if found in review.places else review.places[0])

    # -- inside ----------------------------------------------------------------

    def _compare(self, path: Path) -> None:
        from analyst_app.corpus.shared_articles import apart_words
        from analyst_app.session.session import layers_of

        self._wanted, pair = None, self._pair
        if pair is not None:
            self._beginning.compare_all(pair)
            return

        def done(layers: list[LayerInfo]) -> None:
            told = {layer.layer_id: (layer.status, layer.marks) for layer in layers}
            apart = apart_words(told, {layer.layer_id: layer.reader for layer in layers})
            names = sorted(
                (layer.layer_id for layer in layers if not is_gold(layer.layer_id)),
                key=lambda layer: (layer in apart, layer),
            )
            if len(names) > 1:
                self._beginning.compare(names[0], names[1])

        self._tasks.run(layers_of, path, done=done, failed=self.failed.emit)
