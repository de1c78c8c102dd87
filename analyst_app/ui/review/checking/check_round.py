"""A round of checks: the articles of the folder in which one reader is checked, one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.review.one_reading import Sampling
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.review.folder_progress import FolderProgress
    from analyst_app.ui.widgets.tasks import Tasks


class CheckRound(QObject):
    """Draws the articles and goes through them.

    Args:
        progress: knows the articles of the folder by name.
        workplace: says who the reviewer is, and what may be seen.
        desk: saves first.
        bridge: where it is said.
        tasks: to look through the folder with.
    """

    wanted = Signal(str, object)
    """An article is to be checked: its name, and the pair of layers, the second nobody's."""
    failed = Signal(object)
    """The error by which the articles could not be looked through."""

    def __init__(
        self, progress: FolderProgress, workplace: Workplace, desk: Desk, bridge: SessionBridge, tasks: Tasks
    ) -> None:
        super().__init__(progress)
        self._progress, self._workplace, self._desk, self._bridge = progress, workplace, desk, bridge
        self._tasks = tasks
        self._layer = ""
        self._left: list[str] = []
        """Names of the articles that are still to come."""
        self._drawn: frozenset[str] = frozenset()
        """Names of all that were drawn."""
        self._folder: Path | None = None
        self._words = ""

    @property
    def is_on(self) -> bool:
        """True while a reader is gone through, and after it while one of the articles that were drawn is open."""
        if not self._layer or self._folder != self._workplace.folder:
            return False
        order = self._desk.order
        return bool(self._left) or (order is not None and self._progress.name_of(order.path) in self._drawn)

    @property
    def words(self) -> str:
        """The draw, in a sentence."""
        return self._words

    def begin(self, layer: str, draw: Sampling) -> None:
        """Draw the articles, and check the first that has something open.

        Args:
            layer: of the reader.
            draw: which of the articles that she has read.
        """
        from analyst_app.ui.review.review_opening import is_to_check, read_by

        paths = self._progress.paths
        annotator, seal = self._workplace.annotator, self._workplace.seal()
        work = LongWork(marked("Looking at {done} of {total} articles"), marked("Drawing articles…"))

        def find() -> tuple[int, list[str], list[str]]:
            work.expect(len(paths))
            read: dict[str, Path] = {}
            for name, path in paths.items():
                if work.is_stopped:
                    return 0, [], []
                if read_by(path, layer, seal):
                    read[name] = path
                work.count()
            drawn = draw.of(list(read))
            return len(read), drawn, [name for name in drawn if is_to_check(read[name], layer, annotator)]

        def done(found: tuple[int, list[str], list[str]]) -> None:
            count, drawn, left = found
            self._layer, self._left, self._words = layer, left, draw.words(count)
            self._drawn, self._folder = frozenset(drawn), self._workplace.folder
            if not count:
                self.stop()
                self._bridge.say(tr("{name} has read no article of this folder that can be checked.", name=layer))
            else:
                self.go_on()

        self._desk.when_saved(lambda: self._tasks.run(find, done=done, failed=self.failed.emit, work=work))

    def go_on(self) -> bool:
        """Check the next article; after the last one say that the round is over, as often as it is asked.

        Returns:
            True if there is a next one.
        """
        from analyst_app.review.one_reading import NOBODY

        if self._left:
            self.wanted.emit(self._left.pop(0), (self._layer, NOBODY))
            return True
        told = tr("Nothing of {name} is left to check. {drawn}", name=self._layer, drawn=self._words)
        self._bridge.say(f"{told} {tr('Review ▸ Articles to review… goes on with others.')}")
        return False

    def stop(self) -> None:
        """Go through nobody: something else is reviewed."""
        self._layer, self._left, self._words, self._drawn = "", [], "", frozenset()
