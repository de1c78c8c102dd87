"""Random keys in a review: every decision that gold gets has a press of its own.

A press on all that are alike names their count before, and what comes along with a decision is counted in the answer.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from analyst_app.core.annotation import Link
from analyst_app.review.decisions import Decision, Ruling, decisions_in
from analyst_app.ui.commands.popups import popup_has_keyboard
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, spans

SAID = "Ada Brandt said “we will not leave the depot”, and the depot closes in May. "
TEXT = "".join(f"{SAID}{number}\n" for number in range(10, 30))
LINE = len(SAID) + 3
KEYS = (
    *("1", "2", "2", "B", "R", "N", "N", "P", "Ctrl+1", "Ctrl+2", "Ctrl+R", "3", "Enter", "Shift+Q", "Shift+1"),
    *("X", "V", "K", "C", "Delete", "Delete", "Ctrl+Z", "Ctrl+Z"),
)
"""``Shift+1`` is how a French keyboard types 1: it decides one difference."""
DECIDING = {"1", "2", "B", "3", "Enter", "Shift+Q", "Shift+1", "Ctrl+1", "Ctrl+2"}
"""Keys by which something can be decided: R and Ctrl+R only ask, which a digit or Enter answers."""
PRESSES = 150


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Each line has a quote with its actor and cue in one layer, and a claim that both have in part of the lines."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    hers, his, links = [], [], []
    claim = SAID.index("the depot closes")
    for number in range(20):
        start = number * LINE
        quote, actor, cue = (
            ("quote", start + 16, start + 46),
            ("actor", start, start + 10),
            ("cue", start + 11, start + 15),
        )
        links += [("speaker", len(hers), len(hers) + 1), ("cue", len(hers), len(hers) + 2)]
        hers += [quote, actor, cue]
        if number % 3:
            his.append(("quote", quote[1] + 1, quote[2] - 1))
        (hers if number % 2 else his).append(("claim", start + claim, start + claim + 16))
    made = [Link(f"l{n}", role, f"alice-{one}", f"alice-{two}") for n, (role, one, two) in enumerate(links)]
    put_layer(path, "alice", spans("alice", *hers), made)
    put_layer(path, "bob", spans("bob", *his))
    return path


class Ledger:
    """Presses keys and looks after each at what gold has got by it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.known: dict[str, set[str]] = {}
        """What every decision that a press made said, by its id."""
        self.told: list[str] = []
        self.by_press = self.in_bulk = self.along = 0
        person.bridge.said.connect(self.told.append)

    def settling(self) -> dict[str, Decision]:
        gold = self.person.review.board.review.gold
        return {one.id: one for one in decisions_in(gold.entries("decisions")) if one.is_settling}

    def press(self, key: str, *, again: bool = False) -> None:
        """Press a key, or let it be repeated as if it were held, and judge what came of it."""
        before, named = self.settling(), self.named()
        self.told.clear()
        self.repeat(key) if again else self.person.keys(key)
        self.person.wait(lambda: self.person.is_idle)
        new = [one for one in self.settling().values() if before.get(one.id) != one]
        if key == "Ctrl+Z":
            assert all(repr(one) in self.known[one.id] for one in new)
            return
        taken = [one for one in new if one.along and one.verdict == "take"]
        dropped = [one for one in new if one.along and one.verdict == "reject"]
        own = [one for one in new if one not in taken and one not in dropped]
        if again:
            assert new == []
        assert not own or key in DECIDING, key
        assert {one.along for one in (*taken, *dropped)} <= {one.id for one in own}
        if len(own) > 1:
            assert named == len(own), key
            self.in_bulk += 1
        elif not own and new:  # an actor or a cue that is decided for itself
            assert max(named, 1) == len(new), key
            taken = []
        for count, words in ((len(taken), "taken"), (len(dropped), "dropped")):
            assert (f", {count} {words} with it" in " ".join(self.told)) == (count > 0), (key, self.told)
        for one in new:
            self.known.setdefault(one.id, set()).add(repr(one))
        self.by_press, self.along = self.by_press + (len(own) == 1), self.along + len(taken) + len(dropped)

    def named(self) -> int:
        """The count that the window names at this moment for the press that comes; 1 if it names none."""
        shown = self.person.label("pick_question" if popup_has_keyboard() else "key_hints")
        found = re.match(r"Why are these (\d+) |(\d+) alike", shown)
        return int(found[1] or found[2]) if found else 1

    def repeat(self, key: str) -> None:
        name = key.split("+")[-1]
        code = {"Enter": Qt.Key.Key_Return, "Delete": Qt.Key.Key_Delete}.get(name) or Qt.Key(ord(name))
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if "Ctrl" in key else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if "Shift" in key else Qt.KeyboardModifier.NoModifier
        text = name if len(name) == 1 else ""
        event = QKeyEvent(QEvent.Type.KeyPress, code, held, text, autorep=True)
        QApplication.sendEvent(self.person.focus, event)
        QApplication.processEvents()


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 6, 8])
def test_every_decision_has_a_press_of_its_own_or_came_with_one_that_named_it(article: Path, seed: int) -> None:
    def script(person: Person) -> None:
        begin(person)
        random, ledger = Random(seed), Ledger(person)
        for key in "NN1":  # a quote, with its actor and cue
            ledger.press(key)
        for _ in range(PRESSES):
            key = random.choice(KEYS)
            ledger.press(key)
            if key.startswith("Ctrl+") and key != "Ctrl+Z" and random.random() < 0.6:
                ledger.press(key)
            if random.random() < 0.3 and key != "Ctrl+Z":
                ledger.press(key, again=True)
        assert min(ledger.by_press, ledger.in_bulk, ledger.along) > 0, (ledger.by_press, ledger.in_bulk, ledger.along)

    at_the_window(article, "--annotator", "carol", script=script)


def test_a_reason_rejects_nothing_where_gold_has_changed_since_it_was_asked_for(article: Path) -> None:
    """A colleague's decisions that come by a sync make another number alike than the question named."""

    def script(person: Person) -> None:
        begin(person)
        review, ledger = person.review, Ledger(person)
        person.keys("Ctrl+R Ctrl+R")
        named, alike = ledger.named(), review.alike()
        assert named == len(alike) > 2
        assert person.bridge.do("by a sync", review.board.review.decide(alike[-2:], Ruling("take", review.layers[:1])))
        before = ledger.settling()
        person.keys("1")
        person.wait(lambda: person.is_idle)
        assert ledger.settling() == before
        assert "Gold has changed meanwhile" in person.label("key_hints")
        person.keys("Ctrl+R Ctrl+R")
        assert ledger.named() == len(review.alike())
        person.keys("1")
        person.wait(lambda: len(ledger.settling()) > len(before))

    at_the_window(article, "--annotator", "carol", script=script)


def test_where_no_other_article_waits_keys_decide_at_once_again(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        before = len(person.review.waiting())
        person.keys("Ctrl+Shift+N")
        person.wait(lambda: "Nothing else waits" in person.label("key_hints"))
        person.keys("1")
        assert len(person.review.waiting()) < before, person.label("key_hints")

    at_the_window(article, "--annotator", "carol", script=script)
