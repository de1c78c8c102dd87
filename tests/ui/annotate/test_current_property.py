"""Random gestures, and after each the rule of what is current: an oracle written from the product's sentences.

Tests of ui.annotate.performing and ui.files.session_bridge. The sentences: current is always the innermost annotation
that the caret stands in, or the one chosen in the table and revealed; leaving it by any way makes none; no command
changes what is not on the screen; undo makes what it restored current; with a selection Delete acts only if exactly
one annotation has that span.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTableView

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

GESTURES = 120
SEEDS = (1, 2, 3)
NAMES = ("Ada Brandt", "Omar Hall", "Lena Ortiz", "Vladimir Putin")


def article(chance: random.Random) -> str:
    """Names in quotations in sentences, over several screens."""
    paragraphs = ["The depot is to close"]
    for number in range(50):
        name, other = chance.sample(NAMES, 2)
        paragraphs.append(
            f"In week {number} {name} said “{other} will not leave before May”. The council of {other} disputed it."
        )
    return "\n\n".join(paragraphs) + "\n"


def layer(chance: random.Random, text: str) -> list[Annotation]:
    """Claims with quotes in them with names in those."""
    made = []
    for number in chance.sample(range(50), 24):
        at = text.index(f"In week {number} ")
        end = text.index(".", at)
        opening = text.index("“", at)
        made.append(edits.new_annotation("quote", Span(opening, end)))
        if chance.random() < 0.6:
            made.append(edits.new_annotation("claim", Span(at, end)))
        if chance.random() < 0.7:
            name = next(name for name in NAMES if text.startswith(name, opening + 1))
            made.append(edits.new_annotation("actor", Span(opening + 1, opening + 1 + len(name))))
    return made


class Sight:
    """The window as somebody sees it who knows nothing of how it is made."""

    def __init__(self, person: Person) -> None:
        view, viewport = person.view, person.view.viewport()
        self.first = view.position_at(QPoint(0, 0))
        self.last = view.position_at(QPoint(viewport.width() - 1, viewport.height() - 1))
        self.selection, self.caret = view.selection, view.caret
        self.current = person.bridge.current
        self.all = {one.id: one for one in person.annotations}
        self.only = person.part(AnnotationFilter).tags
        self.shown = [one for one in self.all.values() if self.only is None or one.tag in self.only]

    def shows(self, one: Annotation) -> bool:
        return one.start <= self.last and one.end >= self.first

    def innermost(self) -> set[str]:
        """Those that the caret stands in and that have none smaller in the same place; at its end only where alone."""
        low, high = self.selection or (self.caret, self.caret)
        held = [one for one in self.shown if one.start <= low and high <= one.end]
        held = [one for one in held if one.end > self.caret] or held
        least = min((one.end - one.start for one in held), default=0)
        return {one.id for one in held if one.end - one.start == least}

    @property
    def current_id(self) -> str:
        return self.current.id if self.current is not None else ""


def changed(before: Sight, after: Sight) -> list[Annotation]:
    """The annotations that are gone or others than before, as they were."""
    return [one for key, one in before.all.items() if after.all.get(key) != one]


class Hand:
    """Makes one random gesture after another, and says which rule each falls under."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person, self.chance = person, chance
        table = person.window.findChild(QTableView, "annotation_table")
        assert table is not None
        self.table = table

    def keys(self, *spelled: str) -> None:
        self.person.keys(self.chance.choice(spelled), self.person.view)

    def move(self) -> None:
        self.keys("Left", "Right", "Up", "Down", "PgUp", "PgDown", "Home", "End", "Ctrl+Left", "Ctrl+Right")

    def select(self) -> None:
        self.keys("J", "K", "E", "Shift+Right", "Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Left", "J E", "U")

    def click(self) -> None:
        point = QPoint(self.chance.randrange(40, self.person.view.viewport().width() - 60), self.chance.randrange(400))
        self.person.view.set_ends(self.person.view.ends._replace(anchor=self.person.view.caret))
        self.person.view.place_caret(self.person.view.position_at(point))
        self.person.view.selection_changed.emit()

    def select_one(self) -> None:
        """Exactly the words of an annotation."""
        if self.person.annotations:
            self.person.view.select(self.chance.choice(self.person.annotations).span)

    def find(self) -> None:
        self.keys("Ctrl+F")
        self.person.type(self.chance.choice(("week 3", "council", "Hall", "nowhere")))
        self.person.keys(self.chance.choice(("Enter Esc", "Enter Enter Esc", "Esc", "Enter Esc Esc")))

    def scroll(self) -> None:
        bar = self.person.view.verticalScrollBar()
        bar.setValue(self.chance.randint(bar.minimum(), bar.maximum()))

    def go(self) -> None:
        self.keys("N", "P", "O", ".", ",")

    def show_only(self) -> None:
        """View ▸ Show only, or the table's filter."""
        tags = self.chance.choice((None, None, {"quote"}, {"claim", "actor"}, {"cue"}))
        self.person.part(AnnotationFilter).show_only(tags)

    def choose_row(self) -> None:
        rows = self.table.model().rowCount()
        if rows:
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.model().index(self.chance.randrange(rows), 1))
            self.table.clicked.emit(self.table.currentIndex())

    def escape(self) -> None:
        self.keys("Esc")

    def tag(self) -> None:
        self.keys("C", "Q", "A", "V", "X")

    def change(self) -> None:
        self.keys("Shift+C", "Shift+Q", "Shift+A", "1", "2", "3", "0")

    def delete(self) -> None:
        self.keys("Delete")

    def edges(self) -> None:
        self.keys("F2 Left Enter", "F2 F2 Right Enter", "F2 Left Esc", "] Ctrl+Left Enter", "[ E Enter")

    def undo(self) -> None:
        self.keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z")

    def merge(self) -> None:
        """What a colleague's sync brings: one annotation gone, another moved."""
        session = self.person.bridge.session
        assert session is not None
        if len(session.store) > 2:
            gone, moved = self.chance.sample(list(session.store.annotations), 2)
            session.do("elsewhere", edits.remove(session.store, [gone]))
            session.do("elsewhere", edits.resize(moved, Span(moved.start, moved.end + 1)))


def check(name: str, before: Sight, after: Sight) -> None:
    """The rule, gesture by gesture."""
    current, others = after.current, changed(before, after)
    stands_in = current is None or (current.start <= after.caret <= current.end)
    assert stands_in, "the caret stands elsewhere than what is current"
    assert current is None or after.only is None or current.tag in after.only, "what is not shown is current"
    if after.selection is not None and current is not None:
        assert current.start <= after.selection.start
        assert after.selection.end <= current.end
    if name in ("move", "select", "click", "select_one", "find") and (before.caret, before.selection) != (
        after.caret,
        after.selection,
    ):
        innermost = after.innermost()
        assert after.current_id in innermost if innermost else current is None
    if name in ("go", "choose_row") and after.current_id != before.current_id:
        assert current is not None
        assert after.shows(current)
    if name == "escape":
        expected = after.innermost() if before.selection is not None else {""}
        assert (after.current_id in expected) if expected else current is None
    if name in ("move", "select", "click", "select_one", "find", "scroll", "go", "choose_row", "escape", "show_only"):
        assert after.all == before.all, "looking changed something"
    if name in ("tag", "change", "delete", "edges"):
        assert len(others) <= 1
        for one in others:
            # F2 scrolls to what it takes before the edge is moved; the others must have had it before them.
            assert before.shows(one) or name == "edges", "what nobody saw was changed"
    if name == "tag":
        assert not others, "a bare tag key changed an existing annotation"
        fresh = set(after.all) - set(before.all)
        assert not fresh or after.current_id in fresh
        assert not fresh or before.first <= before.caret <= before.last + 1 or before.selection is not None
    if name in ("change", "edges") and others:
        meant = {before.current_id} if before.current is not None else before.innermost()
        assert {one.id for one in others} <= meant
    if name == "delete":
        same = [one for one in before.shown if before.selection == one.span]
        meant = same if before.selection is not None else [before.current]
        assert not others or (others == meant and current is None)
        if before.current is not None and before.selection is None and before.shows(before.current):
            assert others == [before.current] or not _well_seen(before)
    if name == "undo":
        back = [key for key, one in after.all.items() if before.all.get(key) != one]
        assert not back or (after.current_id in back and current is not None and after.shows(current))
    if name == "merge" and others:
        assert after.current_id in (before.current_id, "")


def _well_seen(before: Sight) -> bool:
    """More than a line's edge of the current annotation is on the screen."""
    return before.current is not None and before.first + 90 <= before.current.start <= before.last - 90


@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_gesture_what_is_current_is_what_the_caret_stands_in_or_the_table_shows(
    open_text: OpenText, seed: int
) -> None:
    chance = random.Random(seed)
    text = article(chance)
    person = open_text(text)
    person.window.resize(1100, 620)
    for one in layer(chance, text):
        assert person.bridge.do("put", edits.add(one))
    hand = Hand(person, chance)
    ways: tuple[Callable[[], None], ...] = (
        *(hand.move, hand.select, hand.click, hand.select_one, hand.find, hand.scroll, hand.go, hand.choose_row),
        hand.show_only,
        *(hand.escape, hand.tag, hand.change, hand.delete, hand.edges, hand.undo, hand.merge, hand.delete, hand.change),
    )
    done: list[str] = []
    for _ in range(GESTURES):
        way = chance.choice(ways)
        before = Sight(person)
        way()
        after = Sight(person)
        done.append(way.__name__)
        try:
            check(way.__name__, before, after)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {_told(done)}: {error}") from error
    assert set(done) == {one.__name__ for one in ways}


def _told(done: Iterable[str]) -> str:
    return " · ".join(list(done)[-6:])
