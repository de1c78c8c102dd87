"""Puts what is known of the open article above its title: at rest, or at once if it was seen before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.article.heading_line import ArticleHeading
from analyst_app.ui.panels.articles.article_words import shown_date, shown_line
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

_PORTION = 65_536
"""Characters whose words are counted in one go: other threads have to wait for so long."""
_KEPT = 1_000
"""Headings that are kept."""
_LONGEST_WORD = 12
"""Characters a word on average: in texts of longer ones, words are not told by spaces."""


class HeadingKeeper(QObject):
    """Keeps the heading of the article that is shown.

    Args:
        view: shows it.
        bridge: says when another session is shown.
        tasks: reads the facts in a worker.
        parent: the window.
    """

    def __init__(self, view: ArticleView, bridge: SessionBridge, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._bridge, self._tasks = view, bridge, tasks
        self._seen: dict[Path, ArticleHeading] = {}
        """As they were when last seen: painted with the text, where reading them takes one more paint."""
        bridge.opened.connect(self.renew)

    def recall(self, order: Order) -> None:
        """Show the heading that an article had when it was last seen; ``renew`` puts it right."""
        if order.path in self._seen:
            self._view.show_heading(self._seen[order.path])

    def renew(self) -> None:
        """Read the facts of the open article, now that they may be others."""
        session = self._bridge.session
        if session is None:
            self._view.show_heading(ArticleHeading())
            return
        path, text = session.path, session.document.text

        def show(heading: ArticleHeading) -> None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            self._seen[path] = heading
            if self._view.text == text:
                self._view.show_heading(heading)

        # Facts that cannot be read are told of where they are opened and where the folder is checked.
        self._tasks.run_at_rest(self, heading_of, path, text, done=show, failed=lambda error: None)


def heading_of(path: Path, text: str) -> ArticleHeading:
    """The heading of an article: what its facts say, and the number of its words."""
    from analyst_app.corpus.facts import read_facts

    facts = read_facts(path)
    known = [shown_date(facts.date), shown_line(facts.author)]
    count = words_of(text)
    if count * _LONGEST_WORD > len(text):
        known.append(tr("{n} word|{n} words", count))
    return ArticleHeading(shown_line(facts.outlet), tuple(words for words in known if words))


def words_of(text: str) -> int:
    """The number of words that spaces and line ends part."""
    count = start = 0
    while start < len(text):
        end = start + _PORTION
        while end < len(text) and not text[end - 1].isspace():
            end += 1
        count += len(text[start:end].split())
        start = end
    return count
