"""A renamed article offers both its layer and its last unsaved work: whatever is pressed first, the layer is the same.

Tests of ui.corpus.stray_offer and ui.files.left_offers together.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFrame, QToolButton

from analyst_app.session import journal
from tests.faults import failing_disk
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate
from tests.workflows.person import Person, at_the_window, saved
from tests.workflows.test_bring_back import block, offer, sidecar, tag

FIRST = "First take the layer of depot.txt, or close that bar: this work may have been done on it."
WHOLE = [
    ("actor", "Lena Ortiz"),
    ("quote", "“the harbour is safe”"),
    ("quote", "“the harbour is safe”"),
    ("claim", "the ferry will be late"),
    ("actor", "Critics"),
]
"""The five tags of the layer with the work: Ada Brandt's was taken away, and Critics was tagged."""


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """An article whose layer is left behind under its old name, and whose last work is in the journal only."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = folder / "depot.txt"
    article.write_text(HARBOUR, "utf-8")
    layer = annotate(article, *HARBOUR_TAGS, state=tmp_path)
    aside = tmp_path / "aside.json"

    def killed(person: Person) -> None:
        person.wait_open("depot.txt")
        layer.rename(aside)
        block(article)
        person.click("Ada Brandt")
        person.keys("Delete")
        tag(person, "Critics")
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    at_the_window(article, "--annotator", "alice", script=killed)
    sidecar(article).rmdir()
    aside.rename(layer)
    return article.rename(folder / "depot2.txt")


def _both_offered(person: Person) -> None:
    person.wait_open("depot2.txt")
    person.wait(lambda: "A layer of depot.txt (alice) belongs to this text" in person.bars.words("stray"), "the layer")
    offer(person)


def _take(person: Person) -> None:
    person.click_widget(person.button("Take it"))
    person.wait(lambda: person.bridge.session is not None and len(person.annotations) == len(HARBOUR_TAGS), "taken")
    person.wait(lambda: FIRST not in offer(person), "nothing is left to be taken")


def _close_stray(person: Person) -> None:
    _close(person, "bar_stray")


def _close(person: Person, name: str) -> None:
    """Click the cross of a bar: it is the last of its buttons."""
    bar = person.window.findChild(QFrame, name)
    assert bar is not None
    person.click_widget([one for one in bar.findChildren(QToolButton) if not one.objectName()][-1])


def _words(article: Path) -> list[tuple[str, str]]:
    return sorted((one["tag"], one["exact"]) for one in saved(article)["annotations"])


@pytest.mark.parametrize("pressed_first", ["Bring back", "Take it"])
def test_the_layer_comes_first_and_the_work_then_whatever_is_pressed_first(renamed: Path, pressed_first: str) -> None:
    def script(person: Person) -> None:
        _both_offered(person)
        person.wait(lambda: offer(person).endswith(FIRST), "the work waits for the layer")
        if pressed_first == "Bring back":
            person.click_widget(person.button("Bring back"))
            assert offer(person).endswith(FIRST)
            assert person.annotations == []
        _take(person)
        person.click_widget(person.button("Bring back"))
        assert len(person.tagged) == len(WHOLE)
        person.wait_saved()

    at_the_window(renamed, "--annotator", "alice", script=script)
    assert _words(renamed) == sorted(WHOLE)
    assert not sidecar(renamed.with_name("depot.txt")).exists()


def test_a_layer_that_could_not_be_taken_is_still_offered_and_the_work_still_waits(
    renamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", real)  # put back after the test, whatever becomes of it

    def script(person: Person) -> None:
        _both_offered(person)
        person.wait(lambda: offer(person).endswith(FIRST), "the work waits for the layer")
        failing_disk.strike("full", renamed)
        person.click_widget(person.button("Take it"))
        person.wait(lambda: "the disk is full" in person.bars.words("stray_taken"), "the reason")
        assert "A layer of depot.txt (alice) belongs to this text" in person.bars.words("stray")
        _close(person, "bar_stray_taken")
        assert offer(person).endswith(FIRST)
        person.click_widget(person.button("Bring back"))
        assert person.annotations == []
        os.write = real
        _take(person)
        person.click_widget(person.button("Bring back"))
        person.wait_saved()

    at_the_window(renamed, "--annotator", "alice", script=script)
    assert _words(renamed) == sorted(WHOLE)


def test_who_closes_the_offer_of_the_layer_has_the_work_alone_and_the_layer_later(renamed: Path) -> None:
    def script(person: Person) -> None:
        _both_offered(person)
        person.wait(lambda: offer(person).endswith(FIRST))
        _close_stray(person)
        assert FIRST not in offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Critics")]
        tag(person, "Lena Ortiz")
        person.wait_saved()

    def later(person: Person) -> None:
        person.wait_open("depot2.txt")
        person.wait(lambda: "which has one of alice already" in person.bars.words("stray"))
        person.click_widget(person.button("Merge it"))
        person.wait(lambda: len(person.annotations) == len(WHOLE) + 1, "merged")
        person.wait_saved()

    at_the_window(renamed, "--annotator", "alice", script=script)
    at_the_window(renamed, "--annotator", "alice", script=later)
    assert _words(renamed) == sorted([*WHOLE, ("actor", "Ada Brandt")])


def test_work_that_is_wanted_while_the_folder_is_still_looked_through_waits_for_the_answer(renamed: Path) -> None:
    answers: list[Any] = []

    def script(person: Person) -> None:
        from analyst_app.ui.corpus.stray_offer import StrayOffer
        from analyst_app.ui.files.left_offers import LeftOffers

        offers, strays = person.part(LeftOffers), person.part(StrayOffer)
        strays.waits.disconnect(offers.wait_for)
        strays.waits.connect(lambda *answer: answers.append(answer))
        _both_offered(person)
        person.wait(lambda: answers, "the folder was looked through")
        person.click_widget(person.button("Bring back"))
        assert person.annotations == []
        offers.wait_for(*answers[0])
        assert person.annotations == []
        assert offer(person).endswith(FIRST)
        offers.wait_for(answers[0][0], "")
        assert FIRST not in offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Critics")]
        person.wait_saved()

    at_the_window(renamed, "--annotator", "alice", script=script)
