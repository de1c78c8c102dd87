"""Three readers of an article reviewed at once, by keys, through the real window.

Tests of ui.review.several.painted_readings, ui.review.several.several_acts, ui.review.several.several_hints,
ui.review.several.several_session, ui.review.several.shown_voices and ui.review.several.voice_contents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from analyst_app.resources import built_in_codebook
from analyst_app.ui.review.review_view import ReviewView
from analyst_app.ui.review.several.several_session import SeveralSession
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import put_layer, sidecar, spans, waiting

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
COUNT = 20
SIZE = len(SENTENCE)
QUOTE = SENTENCE.index("“"), SENTENCE.index("”") + 1
CLAIM = SENTENCE.index("the harbour"), SENTENCE.index(". ")
NAMES = ("alice", "bob", "carl")


def read_by(article: Path, *, odd: Callable[[int], int]) -> Path:
    """Twenty sentences; of each, all have the actor; one reader's quote and claim are other than the two others'.

    Args:
        article: its path.
        odd: number of the reader whose tags differ in a sentence.
    """
    for reader, name in enumerate(NAMES):
        items = []
        for n in range(COUNT):
            cut = 1 if odd(n) == reader else 0
            items += [
                ("actor", n * SIZE, n * SIZE + 10),
                ("quote", n * SIZE + QUOTE[0] + cut, n * SIZE + QUOTE[1] - cut),
                ("claim", n * SIZE + CLAIM[0] + 4 * cut, n * SIZE + CLAIM[1]),
            ]
        put_layer(article, name, spans(name, *items))
    return article


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return read_by(write(tmp_path, "depot.txt", SENTENCE * COUNT), odd=lambda n: n % 3)


def want_majority(folder: Path) -> None:
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook() | {"majority": True}), "utf-8")


class Keys:
    """Presses keys and counts them."""

    def __init__(self, person: Person) -> None:
        self.person, self.count = person, 0

    def __call__(self, spelled: str, target: QWidget | None = None) -> None:
        self.count += len(spelled.split())
        self.person.keys(spelled, target)


def begin(person: Person, press: Keys | None = None) -> Keys:
    """Two keys: the question, and its answer for all three."""
    press = press or Keys(person)
    person.wait_open("depot.txt")
    press("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
    press("Alt+A", person.window.findChild(QWidget, "compare_dialog"))
    person.wait(lambda: isinstance(person.review, SeveralSession), "the review")
    person.wait(lambda: person.is_idle)
    return press


def digests(article: Path) -> list[str]:
    return [hashlib.sha256(sidecar(article, name).read_bytes()).hexdigest() for name in NAMES]


def gold_of(article: Path) -> dict:
    return json.loads(sidecar(article, "gold-max").read_text("utf-8"))


def test_forty_differences_of_three_take_at_most_forty_five_keys(article: Path) -> None:
    before = digests(article)

    def script(person: Person) -> None:
        press = begin(person)
        assert waiting(person) == 40
        assert not sidecar(article, "gold-max").exists()
        while waiting(person):
            press("2" if person.review.place % 2 else "1")
        assert press.count <= 45
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert digests(article) == before
    gold = gold_of(article)
    assert len(gold["annotations"]) == 60
    assert len(gold["decisions"]) == 40
    assert all(len(one["origins"]) == 3 and one["verdict"] == "take" for one in gold["decisions"])
    assert {len(one["taken"]) for one in gold["decisions"]} == {1, 2}


def test_one_key_accepts_what_most_say_of_all_that_is_listed_and_undo_takes_it_back(article: Path) -> None:
    want_majority(article.parent)

    def script(person: Person) -> None:
        press = begin(person)
        press("Enter")
        assert waiting(person) == 39
        press("Shift+Enter")
        assert waiting(person) == 39
        assert "What most say in 39 differences." in person.label("key_hints")
        press("Shift+Enter")
        assert waiting(person) == 0
        assert press.count <= 45
        person.keys("Ctrl+Z")
        assert waiting(person) == 39
        person.keys("Ctrl+Shift+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    gold = gold_of(article)
    assert len(gold["decisions"]) == 40
    assert all(len(one["taken"]) == 2 for one in gold["decisions"])
    quotes = {one["end"] - one["start"] for one in gold["annotations"] if one["tag"] == "quote"}
    assert quotes == {QUOTE[1] - QUOTE[0]}
    assert not any(one.get("reason") for one in gold["decisions"])


def test_without_a_word_of_the_codebook_no_majority_is_proposed(article: Path) -> None:
    def script(person: Person) -> None:
        press = begin(person)
        press("Enter")
        assert '"majority": true' in person.label("key_hints")
        press("Shift+Enter")
        assert waiting(person) == 40
        assert "Enter" not in person.part(ReviewView).card.columns.a.text()

    at_the_window(article, "--annotator", "max", script=script)


def test_alike_never_mixes_who_is_on_which_side(article: Path) -> None:
    def script(person: Person) -> None:
        press = begin(person)
        odd = {n: n % 3 for n in range(COUNT)}
        press("Ctrl+1")
        told = person.label("key_hints")
        assert told.startswith("7 alike"), told
        assert sum(reader == 0 for reader in odd.values()) == 7
        press("Ctrl+1")
        assert waiting(person) == 33
        press("Ctrl+5")
        assert "There is no reader E here: the readers are A, B, C." in person.label("key_hints")
        press("4")
        assert "There is no reader D here" in person.label("key_hints")
        assert waiting(person) == 33

    at_the_window(article, "--annotator", "max", script=script)
