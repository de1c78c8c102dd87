"""The people of the open article: how often each is mentioned and quoted; Enter lists what one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from analyst_app.core.excerpts import line_of
from analyst_app.ui.panels.sides.side_list import SideList, SideRow
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.message import shown_words
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.people.tagged_people import TaggedPerson
    from analyst_app.ui.widgets.theme import Looks

_REST = 150
"""Milliseconds after a change until people are counted anew."""
_WORDS = 200


class ArticlePeople(QWidget):
    """Counts while it is seen.

    Args:
        bridge: the open session.
        keeper: has the team's list.
        looks: colours and sizes.
        key: that opens the list of all people of the folder.
    """

    mention_wanted = Signal(str)
    """The annotation of this id is to be gone to."""
    said_by_wanted = Signal(object)
    """All that a person says is to be listed; an annotation of her."""
    all_wanted = Signal()
    """All people of the folder are to be shown."""
    left = Signal()
    """The focus belongs to the text again."""

    def __init__(self, bridge: SessionBridge, keeper: PeopleKeeper, looks: Looks, key: str) -> None:
        super().__init__()
        self._bridge, self._keeper = bridge, keeper
        self._people: dict[str, TaggedPerson] = {}
        self._quotes: dict[str, int] = {}
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self._count)
        self.list = SideList("article_people", tr("People"), looks, dict)
        self.empty = EmptyNote("article_people_empty", self.list, looks)
        self.all = QPushButton(tr("All people of the folder  {key}", key=key))
        self.all.setObjectName("article_people_all")
        self.all.setProperty("role", "link")
        self.all.setAutoDefault(False)
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.all)
        self.list.chosen.connect(self._choose)
        self.list.left.connect(self.left)
        self.all.clicked.connect(self.all_wanted)
        bridge.changed.connect(lambda _: self._count_soon())
        for happening in (bridge.opened, bridge.codebook_changed, keeper.changed):
            happening.connect(self._count_soon)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _count_soon(self, _: object = None) -> None:
        if self.isVisible():
            self._soon.start()

    def _count(self) -> None:
        from analyst_app.ui.people.tagged_people import quotes_by_mention, tagged_people  # the rules of names

        session = self._bridge.session
        self._people = tagged_people(session, self._keeper.known)
        self._quotes = quotes_by_mention(session) if session is not None else {}
        self.list.show_rows([self._row(key, person) for key, person in self._people.items()])
        is_empty = session is not None and not self._people
        self.empty.say(tr("Nobody is tagged in this article yet.") if is_empty else "")

    def _row(self, key: str, person: TaggedPerson) -> SideRow:
        kinds = (str(one.attribute("kind") or "") for one in person.mentions)
        kind = (person.person.kind if person.person is not None else "") or next(filter(None, kinds), "")
        below = " · ".join(filter(None, (kind, person.role)))
        quotes = self._said(person)
        ends = tr("{n} quote|{n} quotes", quotes), tr("{n} mention|{n} mentions", len(person.mentions))
        return SideRow(key, shown_words(line_of(person.name, _WORDS)), shown_words(line_of(below, _WORDS)), ends)

    def _said(self, person: TaggedPerson) -> int:
        return sum(self._quotes.get(one.id, 0) for one in person.mentions)

    def _choose(self, key: str) -> None:
        """List what a person says, or go to the first mention of one who says nothing."""
        person = self._people[key]
        if self._said(person):
            self.said_by_wanted.emit(person.mentions[0])
        else:
            self.mention_wanted.emit(person.mentions[0].id)
