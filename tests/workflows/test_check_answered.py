"""What a check says comes back in true words, and the reviewer's question is asked, through the real window.

Tests of review.returned.return_to_sender, ui.review.returned.returned_words, ui.review.returned.returned_commands and
ui.review.returned.returned_news.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.person import Person, at_the_window
from tests.workflows.test_check_one import begin_check, digest
from tests.workflows.test_reading_units import article, gold, sidecar  # noqa: F401 - the fixture


def comment(person: Person, words: str) -> None:
    person.keys("M")
    person.type(words)
    person.keys("Enter")


def hear(person: Person) -> None:
    person.wait_open("depot.txt")
    person.wait(lambda: person.is_idle)
    person.choose("review.returned")
    person.wait(lambda: person.label("mode_chip") == "RETURNED", "the decisions")


@pytest.fixture
def asked(article: Path) -> Path:  # noqa: F811
    """Max confirms her quote with a question beside it, and rejects her claim."""

    def check(person: Person) -> None:
        begin_check(person)
        comment(person, "why no kind?")
        person.keys("1 R 1")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=check)
    return article


def test_a_question_beside_a_confirmed_tag_waits_for_her_and_no_other_reading_is_told(asked: Path) -> None:
    before = digest(sidecar(asked, "gold-max"))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "max has decided on 1 tag of yours. max asks about 1 tag of yours."
        hear(person)
        assert person.label("returned_head").endswith("waits for your answer")
        assert person.label("returned_why") == "max confirmed it"
        assert person.label("returned_said") == "max: why no kind?\nThread open"
        person.keys("N A")
        assert person.label("returned_said").startswith("max: why"), "the question is next, it is not passed over"
        comment(person, "it has none")
        assert person.label("key_hints").startswith("All decisions are answered.")
        assert person.label("returned_head").endswith("· answered")
        person.wait_saved()

    def again(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        assert not person.bars.words("returned")

    at_the_window(asked, "--annotator", "alice", script=script)
    at_the_window(asked, "--annotator", "alice", script=again)
    assert digest(sidecar(asked, "gold-max")) == before


def test_words_alone_answer_a_rejection_which_can_still_be_accepted(asked: Path) -> None:
    def script(person: Person) -> None:
        hear(person)
        person.keys("N")
        comment(person, "is it none?")
        assert person.label("returned_head").endswith("· answered")
        assert person.label("key_hints").startswith("Your answer is kept. A accepts the decision")
        person.wait_saved()

    def again(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "max asks about 1 tag of yours."
        hear(person)
        person.keys("N A")
        assert ("claim", "The harbour will close by May") not in person.tagged

    at_the_window(asked, "--annotator", "alice", script=script)
    at_the_window(asked, "--annotator", "alice", script=again)


def test_what_was_said_of_an_answer_goes_with_the_next_key_and_with_the_mode(asked: Path) -> None:
    def script(person: Person) -> None:
        hear(person)
        person.keys("N A Ctrl+Z")
        assert person.label("key_hints").startswith("Undone: Accept the decision")
        person.keys("A")
        assert "Undone" not in person.label("key_hints")
        person.keys("P A")
        assert person.label("key_hints").startswith("You have accepted this already.")
        person.keys("Esc")
        assert "accepted" not in person.label("key_hints")

    at_the_window(asked, "--annotator", "alice", script=script)


def test_whom_the_reviewer_gives_right_reads_that_it_was_confirmed(asked: Path) -> None:
    def contest(person: Person) -> None:
        hear(person)
        person.keys("N C")
        person.type("it is one")
        person.keys("Enter")
        person.wait_saved()

    def settle(person: Person) -> None:
        begin_check(person)
        person.keys("1")
        person.wait_saved()

    def hear_again(person: Person) -> None:
        hear(person)
        person.keys("N")
        assert person.label("returned_why") == "max confirmed it"
        assert person.label("returned_before") == person.label("returned_now")

    at_the_window(asked, "--annotator", "alice", script=contest)
    at_the_window(asked, "--annotator", "max", script=settle)
    at_the_window(asked, "--annotator", "alice", script=hear_again)


def test_what_is_still_open_counts_on_neither_side_of_the_agreement(article: Path) -> None:  # noqa: F811
    """Of five tags two are decided, the quote with all of its reading, and one is rejected: F1 = 2 · 4 / (5 + 4)."""

    def f1(person: Person) -> float | None:
        person.wait(lambda: not person.review.board.is_behind and person.is_idle, "the figures")
        return person.review.board.after[0].agreement.overall().figures["f1_exact"].value

    def script(person: Person) -> None:
        begin_check(person)
        assert f1(person) is None
        person.keys("1")
        assert f1(person) == 1.0
        person.keys("R 1")
        assert f1(person) == pytest.approx(2 * 3 / (4 + 3)), "three that are no helpers are right, and one is not"
        person.keys("Ctrl+Z")
        assert f1(person) == 1.0
        person.keys("Ctrl+Z")
        assert f1(person) is None
        person.window.findChild(object, "agreement_button").click()
        tree = person.window.findChild(object, "agreement_figures")
        assert tree.topLevelItem(0).text(0) == "alice and gold, of what is decided"

    at_the_window(article, "--annotator", "max", script=script)
