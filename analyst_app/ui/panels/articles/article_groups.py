"""The order in which articles are listed, the groups they stand in, and which of them are found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analyst_app.corpus.articles import ListedArticle
from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.ui.panels.articles.article_words import STATUSES, readers
from analyst_app.wording import marked, tr

ORDERS = {
    "name": marked("Folder and name"),
    "title": marked("Title"),
    "outlet": marked("Outlet"),
    "date": marked("Date"),
    "progress": marked("Status"),
    "annotations": marked("Number of tags"),
}
"""The orders of ``corpus.listing`` as the menu names them; the first is the usual one."""
BY_FOLDER = "name"
_BEGUN = 1 / 12
"""Share of a ring that is seen where anything is begun, and that stays open until all is done."""


class ArticleEntry:
    """An article in the list, and what is known of it beside its line in the index."""

    __slots__ = ("_counted", "article", "group", "hides_readers", "left", "whole", "words")

    def __init__(self, article: ListedArticle) -> None:
        self.hides_readers = False
        """True if she is not told who else reads it until she is done: all do where it is for calibration."""
        self.renew(article)
        self.group: ArticleGroup | None = None
        """Under whose head it stands."""
        self.left: int | None = None
        """Number of quotations that are not tagged; None: not known."""
        self.whole: int | None = None
        """Number of all quotations; None: not known."""
        self._counted: int | None = None
        """Number of annotations that it had when its quotations were counted."""

    def renew(self, article: ListedArticle) -> None:
        """Be another state of the article."""
        self.article = article
        others = () if self._is_alone else article.others
        facts = (article.title, article.heading, article.outlet, article.name, article.date, *others)
        self.words = "\n".join(facts).casefold()
        """All that it is found by, in small letters."""

    @property
    def _is_alone(self) -> bool:
        return self.hides_readers and self.article.status != "done"

    @property
    def readers(self) -> list[str]:
        """The other people who have a layer on it, as far as she is told of them."""
        return [] if self._is_alone else readers(self.article)

    def hide_readers(self, hides: bool) -> None:
        """Tell of nobody else until she is done, or of all."""
        if hides != self.hides_readers:
            self.hides_readers = hides
            self.renew(self.article)

    def stand_under(self, group: ArticleGroup | None) -> None:
        """Belong to a group, or to none."""
        self.group = group

    @property
    def wants_count(self) -> bool:
        """True if it is begun, and its quotations have not been counted as it is now."""
        return self.article.status == "in_progress" and self._counted != self.article.count

    def note_count(self, left: int | None, whole: int | None) -> None:
        """Know how many quotations are not tagged, and how many there are; None: that cannot be told."""
        self.left, self.whole, self._counted = left, whole, self.article.count

    @property
    def share(self) -> float | None:
        """Its progress, 0 to 1: of a begun article the share of its quotations that is tagged; None: not begun."""
        if self.article.count is None:
            return None
        if self.article.status == "done":
            return 1.0
        if self.left is None or self.whole is None:
            return _BEGUN
        share = 1 - self.left / max(self.left, self.whole) if self.left else 1.0
        return min(max(share, _BEGUN), 1 - _BEGUN)


class ArticleGroup:
    """Articles that stand together under a head."""

    __slots__ = ("key", "lines", "name")

    def __init__(self, key: str, name: str) -> None:
        self.key, self.name = key, name
        self.lines: list[ArticleEntry] = []

    @property
    def done(self) -> int:
        """The number of its articles that are done."""
        return sum(line.article.status == "done" for line in self.lines)


def in_order(lines: Sequence[ArticleEntry], by: str) -> list[ArticleEntry]:
    """The lines in one of the ``ORDERS``.

    Args:
        lines: as the folder has them, which is the usual order.
        by: the order.
    """
    if by == BY_FOLDER:
        return list(lines)
    from analyst_app.corpus.listing import ordered  # a worker has listed the folder by then

    by_article = {id(line.article): line for line in lines}
    return [by_article[id(article)] for article in ordered([line.article for line in lines], by)]


def next_first(lines: Sequence[ArticleEntry], own: Mapping[str, str], is_open: Path | None) -> list[ArticleEntry]:
    """The lines of a person's own articles: the open one, what is begun, what is not by its last day, what is done.

    The open one stays on top though it is done, so that the step to the next leads to the next.

    Args:
        lines: in another order, which stands among those that are alike.
        own: by article as ``key_of`` spells it, the day by which it is to be done; empty: none.
        is_open: path of the open article.
    """
    turns = {"": 2, "done": 3}

    def turn(line: ArticleEntry) -> tuple[int, bool, str]:
        day = own[key_of(line.article.name)]
        if line.article.path == is_open:
            return (0, False, "")
        return (turns.get(line.article.status, 1), not day, day)

    return sorted((line for line in lines if key_of(line.article.name) in own), key=turn)


def having(words: Sequence[str], lines: Sequence[ArticleEntry]) -> Sequence[ArticleEntry]:
    """The lines that have all the words, small letters, in title, outlet, name, date or the names of readers."""
    for word in words:
        lines = [line for line in lines if word in line.words]
    return lines


def in_groups(lines: Sequence[ArticleEntry], by: str) -> list[ArticleGroup]:
    """The groups of lines that are in order; none where the order has no groups, or all would be in one folder.

    Args:
        lines: in that order.
        by: one of the ``ORDERS``.
    """
    for line in lines:
        line.stand_under(None)
    if by not in _KEYS or (by == BY_FOLDER and not any("/" in line.article.name for line in lines)):
        return []
    key_of, name_of = _KEYS[by]
    groups: dict[str, ArticleGroup] = {}
    for line in lines:
        key = key_of(line.article)
        if key not in groups:
            groups[key] = ArticleGroup(key, name_of(line.article))
        groups[key].lines.append(line)
        line.stand_under(groups[key])
    return list(groups.values())


def _folder(article: ListedArticle) -> str:
    return article.name.rpartition("/")[0]


_KEYS: dict[str, tuple[Callable[[ListedArticle], str], Callable[[ListedArticle], str]]] = {
    BY_FOLDER: (_folder, lambda article: _folder(article) or article.path.parent.name),
    "outlet": (lambda article: article.outlet.casefold(), lambda article: article.outlet or tr("No outlet")),
    "progress": (
        lambda article: article.status if article.status in ("", "done") else "in_progress",
        lambda article: tr(STATUSES.get(article.status, STATUSES["in_progress"])),
    ),
}
"""By order that has groups: what tells them apart, and the name of an article's group."""
