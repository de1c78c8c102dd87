"""The bar that offers an article the layers that were left behind when it was renamed or moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.left_behind import Stray
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.message import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks

MATTER = "stray"


class StrayOffer(QObject):
    """Looks for such layers in a worker; only a person's word takes them, and puts them back.

    Args:
        desk: says which article is open.
        bars: shows the offer, which stays until it is answered.
        tasks: to look and to move with.
        workplace: says which folder is open.
    """

    def __init__(self, desk: Desk, bars: MessageBars, tasks: Tasks, workplace: Workplace) -> None:
        super().__init__(desk)
        self._desk, self._bars, self._tasks, self._workplace = desk, bars, tasks, workplace
        self._taken: tuple[Stray, Path] | None = None
        desk.loaded.connect(self._on_loaded)

    def _on_loaded(self, loaded: Loaded) -> None:
        from analyst_app.corpus.left_behind import left_behind

        session = loaded.session
        taken, self._taken = self._taken, None
        if taken is not None and taken[0].article == session.path:
            self._tell_taken(*taken)
            return

        def done(strays: list[Stray]) -> None:
            if strays and self._is_open(session.path):
                self._offer(session.path, strays[0])

        self._tasks.run(left_behind, session.path, self._workplace.folder, session.document.sha256, done=done)

    def _is_open(self, path: Path) -> bool:
        return self._desk.order is not None and self._desk.order.path == path

    def _offer(self, path: Path, stray: Stray) -> None:
        words = tr(
            "A layer of {name} ({layers}) belongs to this text: its article was renamed or moved."
            "|{n} layers of {name} ({layers}) belong to this text: their article was renamed or moved.",
            len(stray.layers),
            name=shown_name(stray.article.name),
            layers=", ".join(stray.layers),
        )
        take_it = tr("Take it|Take them", len(stray.layers))
        self._bars.show_bar(MATTER, words, [(take_it, lambda: self._move(stray, path, back=stray.article))])

    def _tell_taken(self, stray: Stray, back: Path) -> None:
        words = tr("Taken from {name}: {layers}.", name=shown_name(back.name), layers=", ".join(stray.layers))
        self._bars.show_bar(MATTER, words, [(tr("Put back"), lambda: self._move(stray, back, back=None))])

    def _move(self, stray: Stray, to: Path, *, back: Path | None) -> None:
        from analyst_app.corpus.left_behind import take

        def done(moved: Stray) -> None:
            self._taken = (moved, back) if back is not None else None
            self._desk.reload()

        def move() -> None:
            self._tasks.run(take, stray, to, done=done, failed=lambda error: self._bars.show_bar(MATTER, str(error)))

        self._desk.when_saved(move)
