"""A review of a text in which nothing is tagged, or nothing was found again, says what is so.

Tests of ui.review.differences.empty_words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, mark_done, put_layer, sidecar, spans

TEXT = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May.\n"
ANOTHER = "Nichts davon steht hier. Der Hafen bleibt leer, und keiner weiß, warum.\n"
TAGS = (("actor", 0, 10), ("quote", 16, 45), ("claim", 51, 80))


def read_by(folder: Path, **counts: int) -> Path:
    """An article and who is done with it, each with so many tags."""
    article = write(folder, "depot.txt", TEXT)
    for name, count in counts.items():
        put_layer(article, name, spans(name, *TAGS[:count]))
        mark_done(article, name)
    return article


def digests(article: Path, names: Sequence[str]) -> list[str]:
    return [hashlib.sha256(sidecar(article, name).read_bytes()).hexdigest() for name in names]


def all_three(person: Person) -> None:
    person.wait_open("depot.txt")
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
    person.keys("Alt+A", person.window.findChild(QWidget, "compare_dialog"))
    person.wait(lambda: person.review is not None, "the review")
    person.wait(lambda: person.is_idle)


def check(person: Person) -> None:
    person.wait_open("depot.txt")
    person.choose("review.check")
    person.wait(lambda: person.window.findChild(QWidget, "check_dialog"), "the dialog")
    person.keys("Enter", person.window.findChild(QWidget, "check_dialog"))
    person.wait(lambda: person.review is not None, "the review")
    person.wait(lambda: person.is_idle)


def test_two_who_have_lost_all_their_tags_are_not_said_to_agree(tmp_path: Path) -> None:
    article = read_by(tmp_path, alice=3, bob=1)
    before = digests(article, ("alice", "bob"))
    article.write_text(ANOTHER, "utf-8")

    def script(person: Person) -> None:
        begin(person)
        nothing = "There is nothing to compare: neither alice nor bob has a tag in this text."
        assert person.label("card_head") == nothing
        assert person.label("key_hints") == nothing
        head = person.window.findChild(QWidget, "card_head")
        left = person.window.findChild(QWidget, "card_left")
        assert 0 <= left.y() - head.geometry().bottom() < 2 * head.height(), "what is said stands together"
        assert person.label("card_left") == (
            "Not found in this text: 3 annotations of alice, 1 annotation of bob. They are kept and wait in each "
            "one’s layer: choose one in layer ▾, then Shift+U leads to them."
        )
        for key in ("1", "R", "N", "Ctrl+1", "B"):
            person.keys(key)
            assert not person.annotations

    at_the_window(article, "--annotator", "max", script=script)
    assert digests(article, ("alice", "bob")) == before
    assert not sidecar(article, "gold-max").exists()


@pytest.mark.parametrize("opened", ["max", "alice"])
def test_what_the_card_says_of_the_layer_holds_when_it_is_opened_there(tmp_path: Path, opened: str) -> None:
    """The place that is named: Shift+U in her own layer leads to what was not found."""
    article = read_by(tmp_path, alice=2, bob=0)
    article.write_text(ANOTHER, "utf-8")

    def script(person: Person) -> None:
        begin(person)
        assert "2 annotations of alice. They are kept and wait in that layer" in person.label("card_left")
        person.keys("Esc")
        person.wait(lambda: person.review is None and person.is_idle and person.bridge.session is not None, "the text")
        person.desk.show_layer("alice")
        person.wait(lambda: person.bridge.session and person.bridge.session.layer_id == "alice", "her layer")
        person.wait(lambda: person.is_idle)
        person.keys("Shift+U")
        assert person.window.findChild(QWidget, "unplaced_bar").isVisible()

    at_the_window(article, "--annotator", opened, script=script)


def test_of_three_of_whom_nobody_has_a_tag_all_are_named(tmp_path: Path) -> None:
    article = read_by(tmp_path, alice=0, bob=0, carl=0)

    def script(person: Person) -> None:
        all_three(person)
        assert person.label("card_head") == (
            "There is nothing to compare: none of alice, bob, carl has a tag in this text."
        )
        assert person.label("card_left") == ""

    at_the_window(article, "--annotator", "max", script=script)


def test_three_who_say_the_same_are_three(tmp_path: Path) -> None:
    article = read_by(tmp_path, alice=2, bob=2, carl=2)

    def script(person: Person) -> None:
        all_three(person)
        assert person.label("card_head") == "All 3 layers say the same."
        assert person.label("key_hints") == "Nothing is left to settle."

    at_the_window(article, "--annotator", "max", script=script)


def test_who_says_the_same_but_for_what_was_lost_is_told_so(tmp_path: Path) -> None:
    article = read_by(tmp_path, alice=3, bob=2)
    article.write_text(TEXT.replace("the harbour will close by May", "no ship was seen all week"), "utf-8")

    def script(person: Person) -> None:
        begin(person)
        assert person.label("card_head") == "The two layers say the same."
        assert person.label("card_left").startswith("Not found in this text: 1 annotation of alice.")

    at_the_window(article, "--annotator", "max", script=script)


@pytest.mark.parametrize(
    ("count", "head"),
    [
        (2, "There is nothing to check: no tag of alice was found in this text."),
        (0, "There is nothing to check: alice has no tag in this text."),
    ],
)
def test_a_check_without_a_tag_says_whether_there_was_one(tmp_path: Path, count: int, head: str) -> None:
    article = read_by(tmp_path, alice=count)
    article.write_text(ANOTHER, "utf-8")

    def script(person: Person) -> None:
        check(person)
        assert person.label("card_head") == person.label("key_hints") == head
        assert person.label("card_left").startswith("Not found in this text: 2 annotations of alice." if count else "")
        person.keys("1 Ctrl+1 R")
        assert not person.annotations

    at_the_window(article, "--annotator", "max", script=script)
