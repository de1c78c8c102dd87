"""What a colleague's file says at any length is shown cut, so that no key waits for it.

Tests of review.reasons, ui.widgets.plain_label and ui.review.returned.returned_words: reasons, comments, values and
notes of a million characters each.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, mark_done, put_layer, sidecar
from tests.workflows.test_review_seen import TEXT, claims

MILLION = 1_000_000
PATIENT = 1.0
"""Seconds for a key on a busy machine, with what the test itself waits; uncut it took seven."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    for layer, places in (("alice", (1, 2)), ("bob", (30,))):
        put_layer(path, layer, claims(layer, places))
        mark_done(path, layer)
    return path


def lengthen(article: Path) -> None:
    """Decide by hand as max, then make every text in the gold as long as a book."""
    gold = sidecar(article, "gold-max")
    held = json.loads(gold.read_text("utf-8"))
    for decision in held["decisions"]:
        decision["reason"], decision["comment"] = "x" * MILLION, "y " * MILLION
    for one in held["annotations"]:
        one["note"], one["attributes"] = "n" * MILLION, {"kind": "k" * MILLION}
    gold.write_text(json.dumps(held), "utf-8")


def pressed(person: Person, key: str) -> float:
    began = time.monotonic()
    person.keys(key)
    return time.monotonic() - began


def test_no_key_of_a_review_waits_for_texts_of_a_million_characters(article: Path) -> None:
    def decides(person: Person) -> None:
        begin(person)
        person.keys("1 1")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=decides)
    lengthen(article)

    def looks(person: Person) -> None:
        begin(person)
        assert [key for key in ("N", "N", "P", "R") if pressed(person, key) > PATIENT] == []
        person.keys("Esc Esc")

    at_the_window(article, "--annotator", "max", script=looks)

    def answers(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        person.choose("review.returned")
        assert [key for key in ("N", "P", "N") if pressed(person, key) > PATIENT] == []
        shown = person.window.findChild(QLabel, "returned_why").text()
        assert "xxx…" in shown
        assert len(shown) < 1_000
        person.keys("Esc")

    at_the_window(article, "--annotator", "alice", script=answers)
