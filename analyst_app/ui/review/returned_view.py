"""The decisions on one's own tags, to be followed or contested by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.excerpts import line_of
from analyst_app.core.rejection import USUAL_REASONS
from analyst_app.core.roles import value_name
from analyst_app.review.reasons import reason_words
from analyst_app.review.replies import reply_words
from analyst_app.ui.commands.keys import KeyReader
from analyst_app.ui.panels.asked_line import AskedLine
from analyst_app.ui.review.differences.key_button import KeyButton
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.review.replies import Reply
    from analyst_app.review.return_to_sender import Returned
    from analyst_app.ui.widgets.theme import Looks

_COLUMNS = ("yours", "decided", "why", "your answer")
_KEYS = {
    "A": "accept",
    "1": "accept",
    "C": "contest",
    "2": "contest",
    "M": "comment",
    "X": "resolve",
    "N": "next",
    "P": "previous",
}
_BUTTONS = (
    ("accept", "Accept: mine follows", "A"),
    ("contest", "Contest…", "C"),
    ("comment", "Comment…", "M"),
    ("resolve", "Resolved", "X"),
)
_ANSWERS = {"accept": "accepted", "contest": "contested", "comment": "commented"}
_LONGEST = 300
_MOVING = frozenset(("next", "previous"))
"""Words of keys that go on while they are held."""
_STRETCH, _FIT = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents


class _List(QTreeWidget):
    """The list. Letters are commands."""

    commanded = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = KeyReader()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._reader.read(event)
        word = _KEYS.get(key.letter or (str(key.digit) if key.digit is not None else "")) if key.is_bare else None
        if key.name in ("Esc", "Enter"):
            word = "leave" if key.name == "Esc" else "accept"
        if word is not None and (word in _MOVING or not key.is_repeat):
            self.commanded.emit(word)
        elif word is None:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._reader.release(event)
        super().keyReleaseEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here."""


class ReturnedView(QWidget):
    """The page. What is chosen is told by ``answered``; what follows is done elsewhere.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    answered = Signal(str, object, str)
    """accept, contest, comment or resolve; the Returned; the words."""
    left = Signal()
    looked_at = Signal(object)
    """A Returned is the current one."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("returned_view")
        self._looks = looks
        self._text = ""
        self._codebook: Codebook | None = None
        self._items: list[Returned] = []
        self._asked = ""
        self._asked_of: Returned | None = None
        self._stays = False
        self.head = PlainLabel("", self)
        self.head.setObjectName("returned_head")
        self.list = _List(self)
        self.setFocusProxy(self.list)
        self.list.setObjectName("returned_table")
        self.list.setAccessibleName("Decisions on your tags")
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(len(_COLUMNS))
        self.list.setHeaderLabels(list(_COLUMNS))
        header = self.list.header()
        header.setStretchLastSection(False)
        for number, mode in enumerate((_STRETCH, _STRETCH, _FIT, _FIT)):
            header.setSectionResizeMode(number, mode)
        self.list.commanded.connect(self.command)
        self.list.currentItemChanged.connect(lambda: self._show_current())
        self.card = PlainLabel("", self)
        self.card.setObjectName("returned_card")
        self.card.setWordWrap(True)
        self.card.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.card.setMargin(looks.sizes.space(2))
        self.field = AskedLine(self)
        self.field.setObjectName("reply_field")
        self.field.left.connect(self._stop_asking)
        self.field.gone.connect(lambda is_typed: self.field.setVisible(is_typed))
        self.field.returnPressed.connect(self._on_return)
        column = QVBoxLayout(self)
        edge = looks.sizes.space(2)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(looks.sizes.space(1))
        self.head.setFont(looks.sizes.font("card_head"))
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(_scrolled(self.card, self), 1)
        column.addWidget(self.field)
        column.addWidget(self._buttons())

    def show_returned(
        self, items: Sequence[Returned], text: str, codebook: Codebook | None, *, is_answer: bool = True
    ) -> None:
        """List decisions; the first that waits for an answer is current, or the next after the current one.

        Args:
            items: all of them.
            text: of the article.
            codebook: for the names of tags.
            is_answer: whether this follows an answer; else what has become
                another (by undo) is current.
        """
        current, before = self.current, {one.decision.id: one for one in self._items}
        self._items, self._text, self._codebook = list(items), text, codebook
        self.list.clear()
        for one in self._items:
            QTreeWidgetItem(self.list, list(self._cells(one)))
        waiting = sum(one.is_waiting for one in self._items)
        every = len(self._items)
        self.head.setText(
            tr(
                "{waiting} of {n} decision waits for your answer.|{waiting} of {n} decisions wait for your answer.",
                every,
                waiting=waiting,
            )
        )
        places = [n for n, one in enumerate(self._items) if one.is_waiting]
        here = next((n for n, one in enumerate(self._items) if current and one.decision.id == current.decision.id), -1)
        place = next((n for n in places if n > here), places[0] if places else max(0, here))
        if self._stays and here >= 0:
            place = here
        if not is_answer and before:
            place = _restored(before, self._items, max(0, here))
        self._go_to(place)
        self._show_current()

    @property
    def current(self) -> Returned | None:
        """The decision that is looked at."""
        number = self.list.indexOfTopLevelItem(item) if (item := self.list.currentItem()) is not None else -1
        return self._items[number] if 0 <= number < len(self._items) else None

    def command(self, word: str) -> None:
        """Do what a key or button means."""
        current = self.current
        if word == "leave":
            self.left.emit()
        elif word in ("next", "previous"):
            self._step(1 if word == "next" else -1)
        elif current is None:
            return
        elif word == "accept" or (word == "contest" and not current.decision.is_settling):
            self.answered.emit(word, current, "")
        elif word == "resolve":
            self._stays = True  # what is resolved is looked at still, so that the key can open it again
            self.answered.emit("resolve", current, "")
            self._stays = False
        else:
            self._asked, self._asked_of = word, current
            self.field.ask(tr("Why do you contest it?") if word == "contest" else tr("Your comment"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- inside ----------------------------------------------------------------

    def _buttons(self) -> QWidget:
        buttons = QWidget(self)
        row = FlowLayout(buttons)
        for word, words, key in _BUTTONS:
            button = KeyButton(f"returned_{word}", self._looks, buttons)
            button.show_words(tr(words), key)
            button.clicked.connect(lambda checked=False, word=word: self.command(word))
            row.addWidget(button)
        return buttons

    def _on_return(self) -> None:
        asked_of, words, asked = self._asked_of, self.field.text().strip(), self._asked
        self._stop_asking()
        if asked_of is not None:
            self.answered.emit(asked, asked_of, words)

    def _stop_asking(self) -> None:
        self.field.setVisible(False)
        self.list.setFocus()

    def _step(self, step: int) -> None:
        count = self.list.topLevelItemCount()
        item = self.list.currentItem()
        here = self.list.indexOfTopLevelItem(item) if item is not None else -1
        if count:
            self._go_to((here + step) % count)

    def _go_to(self, number: int) -> None:
        item = self.list.topLevelItem(number)
        if item is not None:
            self.list.setCurrentItem(item)

    def _show_current(self) -> None:
        one = self.current
        if one is None:
            self.card.setText("Nobody has decided anything about your tags here.")
            return
        decision = one.decision
        yours, decided = self._both(one)
        lines = [f"yours: {yours}", f"{decision.by} decided: {decided}"]
        lines += [f"{decision.by}: {line_of(decision.comment, _LONGEST)}"] if decision.comment else []
        lines += [f"you {reply_words(reply)}: {line_of(reply.comment, _LONGEST)}".rstrip(": ") for reply in one.replies]
        if one.has_thread:
            lines.append("Thread resolved  ·  X opens it again" if one.is_resolved else "Thread open  ·  X resolves it")
        self.card.setText("\n".join(lines))
        self.looked_at.emit(one)

    def _cells(self, one: Returned) -> tuple[str, ...]:
        unanswered = "" if one.is_waiting or not one.is_taken else "as you had it"
        answer = _ANSWERS[one.answer] if one.answer else unanswered
        return (*self._both(one), self._reason(one), answer)

    def _reason(self, one: Returned) -> str:
        listed = self._codebook.reasons_for(one.own[0].tag) if self._codebook is not None and one.own else USUAL_REASONS
        return reason_words(one.decision, listed)

    def _both(self, one: Returned) -> tuple[str, str]:
        """Hers and what was decided, in words; with their links where nothing else differs."""
        yours, decided = self._told(one.own), self._decided(one)
        if yours != decided or one.own_links == one.gold_links:
            return yours, decided
        return f"{yours} · {self._links(one, one.own_links)}", f"{decided} · {self._links(one, one.gold_links)}"

    def _links(self, one: Returned, links: Sequence[tuple[str, str]]) -> str:
        tag = self._codebook.tag(one.own[0].tag) if self._codebook is not None and one.own else None
        names = {role.role: role.name for role in tag.links} if tag is not None else {}
        told = [tr("{role} → {words}", role=names.get(role, role), words=line_of(words, 60)) for role, words in links]
        return ", ".join(told) or tr("no link")

    def _decided(self, one: Returned) -> str:
        if one.decision.verdict == "discuss":
            return "not decided yet"
        return self._told(one.gold) if one.gold else "rejected"

    def _told(self, annotations: Sequence[Annotation]) -> str:
        told = []
        for one in annotations:
            tag = self._codebook.tag(one.tag) if self._codebook is not None else None
            values = ", ".join(
                value_name(tag.attribute(name) if tag else None, value) for name, value in one.attributes
            )
            words = line_of(self._text[one.start : one.end], 80)
            told.append(f"{tag.name if tag else one.tag}: {words}" + (f" ({values})" if values else ""))
        return " | ".join(told) or "nothing"


def _restored(before: Mapping[str, Returned], items: Sequence[Returned], here: int) -> int:
    """The decision that is another than before: the one answered counts first; else the current one."""
    changed = [number for number, one in enumerate(items) if before.get(one.decision.id) != one]
    answered = [number for number in changed if _replies(before, items[number]) != items[number].replies]
    return next(iter((*answered, *changed)), here)


def _replies(before: Mapping[str, Returned], one: Returned) -> tuple[Reply, ...]:
    held = before.get(one.decision.id)
    return held.replies if held is not None else ()


def _scrolled(card: QWidget, parent: QWidget) -> QScrollArea:
    """A card in a room of its own: a long thread pushes nothing off the screen."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setProperty("role", "card")
    area.viewport().setAutoFillBackground(False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(card)
    card.setAutoFillBackground(False)  # setWidget turns it on
    return area
