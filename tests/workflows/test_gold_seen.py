"""Gold is seen while it is made: its lane, the list, gold alone, and what a third reader's card tells.

Tests of ui.review.gold.fate_signs, ui.review.gold.fates, ui.review.gold.gold_lines, ui.review.gold.gold_sight.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from analyst_app.ui.review.differences.difference_model import DifferenceModel
from analyst_app.ui.review.gold.gold_marks import GoldMarks
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, spans
from tests.workflows.test_check_one import begin_check, select_in_review

TEXT = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May.\n"
QUOTE = TEXT.index("“"), TEXT.index("”") + 1
CLAIM = TEXT.index("the harbour"), TEXT.index(".\n")


def fates(person: Person) -> dict[str, str]:
    found = GoldMarks(person.review).touching(0, len(TEXT))
    return {TEXT[mark.span.start : mark.span.end]: mark.fate for mark in found}


def signs(person: Person) -> dict[str, str | None]:
    model = DifferenceModel(person.review)
    lines = [model.line(row) for row in range(model.rowCount())]
    return {line.words: line.fate for line in lines}


def test_each_decision_has_its_fate_in_the_lane_and_in_the_list(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("actor", 0, 10), ("cue", 11, 15), ("quote", *QUOTE), ("claim", *CLAIM)))

    def script(person: Person) -> None:
        begin_check(person)
        assert fates(person) == {}
        person.keys("1 R Enter F2 Left Enter")
        select_in_review(person, "depot")
        person.keys("A")
        quote = TEXT[slice(*QUOTE)]
        told = {"Ada Brandt": "taken", "said": "rejected", quote[:-1]: "corrected", "depot": "added"}
        assert fates(person) == told
        listed = {"Ada Brandt": "taken", "said": "rejected", quote: "corrected", TEXT[slice(*CLAIM)]: None}
        listed["depot"] = "added"
        assert signs(person) == listed
        person.keys("Ctrl+Z Ctrl+Z Ctrl+Z")
        assert fates(person) == {"Ada Brandt": "taken"}

    at_the_window(article, "--annotator", "max", script=script)


def test_both_readings_are_both(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("quote", *QUOTE), ("claim", *CLAIM)))
    put_layer(article, "bob", spans("bob", ("quote", QUOTE[0], QUOTE[1] - 10)))

    def script(person: Person) -> None:
        begin(person)
        person.keys("B B")
        claim = TEXT[slice(*CLAIM)]
        assert fates(person).pop(claim) == "taken", "there is but one"
        assert sorted(fates(person).values()) == ["both", "both", "taken"]
        assert sorted(filter(None, signs(person).values())) == ["both", "taken"]

    at_the_window(article, "--annotator", "max", script=script)


def painted(person: Person) -> list[str]:
    """The words of what is painted as annotations in the text of the review."""
    layer = person.review_text.painter._layers.first
    return [TEXT[one.start : one.end] for one in layer.store.annotations]


def test_gold_is_shown_alone_by_s_follows_each_decision_and_s_brings_the_readings_back(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("actor", 0, 10), ("quote", *QUOTE), ("claim", *CLAIM)))

    def script(person: Person) -> None:
        begin_check(person)
        person.keys("1")
        assert len(painted(person)) == 3
        person.keys("S")
        assert painted(person) == ["Ada Brandt"]
        assert "G gold" in person.label("review_legend")
        assert "S shows the readings again" in person.label("key_hints")
        person.keys("1")
        assert painted(person) == ["Ada Brandt", TEXT[slice(*QUOTE)]]
        person.keys("Ctrl+Z")
        assert painted(person) == ["Ada Brandt"]
        person.keys("S")
        assert len(painted(person)) == 3
        assert "A alice" in person.label("review_legend")

    at_the_window(article, "--annotator", "max", script=script)


def choose_layers(person: Person, a: str, b: str) -> None:
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the dialog")
    dialog = person.window.findChild(QWidget, "compare_dialog")
    for box, layer in zip(dialog.findChildren(QComboBox), (a, b), strict=True):
        box.setCurrentIndex(box.findData(layer))
    person.keys("Enter", dialog)
    person.wait(lambda: person.review is not None and person.review.layers == (a, b), "the review")
    person.wait(lambda: person.is_idle)


def test_a_third_readers_card_shows_gold_and_all_who_spoke(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    end = TEXT.index(" the depot”")
    for layer, edge in (("alice", QUOTE[1]), ("bob", end), ("carl", end - 6)):
        put_layer(article, layer, spans(layer, ("quote", QUOTE[0], edge)))

    def between_two(person: Person) -> None:
        person.wait_open("depot.txt")
        choose_layers(person, "alice", "bob")
        assert person.label("card_gold") == ""
        person.keys("2")
        person.wait_saved()

    def with_the_third(person: Person) -> None:
        person.wait_open("depot.txt")
        choose_layers(person, "alice", "carl")
        told = person.label("card_gold").splitlines()
        assert told[0] == "In gold: " + TEXT[QUOTE[0] : end] + " (Quote)"
        assert "bob " + TEXT[QUOTE[0] : end] + " (Quote) ✓" in told[1]
        assert "alice “" in told[1]
        assert fates(person) == {}, "the decision is to be made anew"
        person.keys("1")
        person.keys("P N")
        assert "carl “" in person.label("card_gold")

    at_the_window(article, "--annotator", "max", script=between_two)
    at_the_window(article, "--annotator", "max", script=with_the_third)
