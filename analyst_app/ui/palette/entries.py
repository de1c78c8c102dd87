"""The things that the palette finds: commands, tags, people and articles, each as one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.excerpts import line_of
from analyst_app.ui.palette.letter_search import FIRST, Names
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.articles import ListedArticle
    from analyst_app.ui.commands.action_set import ActionSet

COMMANDS, TAGS, PEOPLE, ARTICLES = "command", "tag", "person", "article"
_LEFT_OUT = ("palette", "attribute")
"""The palette itself, and values, whose names hang on the annotation: the inspector has them."""

_LONGEST = 60
"""Characters of a group's name."""


class Findable(NamedTuple):
    """One line of the palette."""

    kind: str
    """COMMANDS, TAGS, PEOPLE or ARTICLES."""
    id: str
    """Of the action, the person or the article's path."""
    words: str
    more: str = ""
    """Stands after the words, fainter: a submenu, a role, a file's name."""
    aside: str = ""
    """Stands at the end of the line: the outlet of an article."""
    key: str = ""
    """As the actions table spells it."""
    reason: str = ""
    """Says why it does nothing now; empty: it does."""

    @property
    def mark(self) -> str:
        """The mark that it is remembered under."""
        return f"{self.kind}:{self.id}"


class Shelf:
    """All things of one kind, and the names that they are found by.

    Args:
        count: how many there are.
        entry: makes the line of one of them.
        names: finds them.
        places: their places by the mark that they are remembered under.
    """

    def __init__(self, count: int, entry: Callable[[int], Findable], names: Names, places: dict[str, int]) -> None:
        self.count, self.entry, self.names, self.places = count, entry, names, places
        self.by_key: dict[str, int] = {}
        """The place of what a letter stands for, whatever its name is: a tag's key."""

    def find(self, typed: str, most: int) -> list[tuple[int, int]]:
        """The things in whose names what was typed is found, or whose letter it is: in which way, and their places.

        Args:
            typed: letters, of one word or several.
            most: how many are wanted.
        """
        hits = self.names.find(typed, most)
        meant = self.by_key.get(typed.strip().upper())
        if meant is None:
            return hits
        return [(FIRST, meant), *(hit for hit in hits if hit[1] != meant)]


def shelf(entries: Sequence[Findable]) -> Shelf:
    """A shelf of things that are few."""
    names = Names([f"{entry.words} {entry.more}" for entry in entries], scatters=True)
    made = Shelf(len(entries), entries.__getitem__, names, {entry.mark: n for n, entry in enumerate(entries)})
    made.by_key = {entry.key: n for n, entry in enumerate(entries) if entry.kind == TAGS and len(entry.key) == 1}
    return made


def articles_shelf(articles: Sequence[ListedArticle]) -> Shelf:
    """In a worker: a shelf of articles, of which there may be ten thousand: a line is made when it is shown."""
    names = Names([f"{article.shown_title} {article.name}" for article in articles])
    places = {f"{ARTICLES}:{article.path}": n for n, article in enumerate(articles)}
    return Shelf(len(articles), lambda place: _of_article(articles[place]), names, places)


def _of_article(article: ListedArticle) -> Findable:
    aside = " · ".join(visible(words) for words in (article.outlet, article.date) if words)
    return Findable(ARTICLES, str(article.path), visible(article.shown_title), visible(article.name), aside)


def path_of(entry: Findable) -> Path:
    """The file of an article's line."""
    return Path(entry.id)


def _group_of(action_id: str, codebook: Codebook | None) -> str:
    """The names of the groups that the tag of a command stands in: tags of several groups may have one name."""
    kind, _, tag_id = action_id.partition(".")
    if codebook is None or kind not in ("tag", "retag"):
        return ""
    return " / ".join(visible(line_of(name, _LONGEST)) for name in codebook.path_of(tag_id)[:-1])


def commands(actions: ActionSet) -> Iterator[Findable]:
    """The commands and tags in the order of the menus; of those that can do nothing now, the reason is told."""
    for row in actions.rows.values():
        if row.id.partition(".")[0] in _LEFT_OUT or not actions.is_registered(row):
            continue
        is_tag = row.id.startswith("tag.")
        _, _, submenu = row.menu.removeprefix("-").partition("/")
        keys = actions.keys_of(row)
        yield Findable(
            TAGS if is_tag else COMMANDS,
            row.id,
            visible(row.shown),
            " · ".join(filter(None, (tr(submenu) if submenu else "", _group_of(row.id, actions.codebook)))),
            key=keys[0] if keys else "",
            reason=actions.why_off(row),
        )
