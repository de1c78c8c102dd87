"""All that the palette can find just now, by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analyst_app.ui.annotate.performing import NONE_CURRENT
from analyst_app.ui.palette.entries import COMMANDS, PEOPLE, TAGS, Findable, Shelf, commands, shelf
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.articles import ListedArticle
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.people.tagged_people import TaggedPerson


class Shelves:
    """Puts things on shelves anew each time the palette is opened.

    Args:
        actions: the commands and tags.
        articles: gives the articles that are listed.
        people: has the team's list.
        bridge: has the open article with the people in it.
    """

    def __init__(
        self,
        actions: ActionSet,
        articles: Callable[[], Sequence[ListedArticle]],
        people: PeopleKeeper,
        bridge: SessionBridge,
    ) -> None:
        self._actions, self._articles, self._people, self._bridge = actions, articles, people, bridge
        self._listed: dict[str, TaggedPerson] = {}

    def filled(self) -> dict[str, Shelf]:
        """The commands, tags and people, which are few; articles are put in order in a worker.

        They stand in this order where nothing speaks for another; with words selected, the tags are first.
        """
        from analyst_app.ui.palette.listed_people import entry_of, listed_people  # the rules of names: not at the start

        rows = [self._told(row) for row in commands(self._actions)]
        people = listed_people(self._bridge.session, self._people.known)
        self._listed = {person.key: person for person in people}
        kinds = (TAGS, COMMANDS) if self._bridge.selection is not None else (COMMANDS, TAGS)
        filled = {kind: shelf([row for row in rows if row.kind == kind]) for kind in kinds}
        return {**filled, PEOPLE: shelf([entry_of(person) for person in people])}

    def _told(self, row: Findable) -> Findable:
        """A line with the reason why it does nothing, if that hangs on what is current."""
        is_off = row.id.startswith("retag.") and self._bridge.current is None and not self._actions.is_reviewing
        return row._replace(reason=tr(NONE_CURRENT)) if is_off and not row.reason else row

    @property
    def articles(self) -> tuple[ListedArticle, ...]:
        """The articles as they are listed now."""
        return tuple(self._articles())

    def person(self, person_id: str) -> TaggedPerson:
        """The person of a line that was put on a shelf last."""
        return self._listed[person_id]
