"""Going to the next and the previous article of the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.article_list import ArticleList


class ArticleSteps(QObject):
    """Counts from the open article, or from the one that could not be opened last."""

    wanted = Signal(object)
    """The Path of the article to open."""

    def __init__(self, actions: ActionSet, article_list: ArticleList, desk: Desk, bridge: SessionBridge) -> None:
        super().__init__(article_list)
        self._list, self._desk, self._bridge = article_list, desk, bridge
        self._failed: Path | None = None
        actions.register("corpus.next", lambda: self._step(1))
        actions.register("corpus.previous", lambda: self._step(-1))
        desk.failed.connect(self._on_failed)
        desk.text_shown.connect(self._on_text)

    def _on_failed(self, order: Order, error: Exception) -> None:
        self._failed = order.path

    def _on_text(self) -> None:
        self._failed = None

    def _step(self, step: int) -> None:
        order = self._desk.order
        here = self._failed or (order.path if order is not None else None)
        path = self._list.neighbour(here, step)
        if path is not None:
            self.wanted.emit(path)
        elif not self._list.articles:
            self._bridge.say(tr("No articles are listed."))
        else:
            self._bridge.say(tr("This is the last article.") if step > 0 else tr("This is the first article."))
