"""A reading that was decided as a unit comes back as one, with its reason, and is answered by one key.

Tests of review.returned.returned_course, review.returned.return_to_sender and ui.review.returned.returned_words.
"""

from __future__ import annotations

from pathlib import Path

from tests.workflows.person import Person, at_the_window
from tests.workflows.test_check_one import begin_check, select_in_review
from tests.workflows.test_reading_units import article as article
from tests.workflows.test_returned import replies, show_returned

BEFORE = [
    ("actor", "Ada Brandt"),
    ("cue", "said"),
    ("quote", "“we will not leave the depot”"),
    ("quote", "“Not this year.”"),
    ("claim", "The harbour will close by May"),
]


def rejects_the_quotation(person: Person) -> None:
    """R with the first reason; the claim is confirmed, and something is added."""
    begin_check(person)
    person.keys("R 2 1")
    select_in_review(person, "depot")
    person.keys("A")
    person.wait_saved()


def test_a_rejected_quotation_comes_back_as_one_decision_and_one_key_follows_it(article: Path) -> None:
    at_the_window(article, "--annotator", "max", script=rejects_the_quotation)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "max has decided on 4 tags of yours. max has added 1 tag to yours."
        assert sorted(person.tagged) == sorted(BEFORE)
        person.choose("review.returned")
        assert person.label("returned_head") == "1 of 2 decisions, 1 as you had it · waits for your answer"
        assert person.label("returned_before") == "Quote: “we will not leave the depot”"
        why = person.label("returned_why").splitlines()
        assert why[0].startswith("max rejected it: "), "the quote first, with its reason"
        assert why[-1] == "With it goes: Actor: Ada Brandt | Cue: said | Quote: “Not this year.”"
        person.keys("A")
        assert person.tagged == [("claim", "The harbour will close by May")]
        assert person.label("returned_before") == "nothing: you had not tagged it"
        person.keys("Ctrl+Z")
        assert sorted(person.tagged) == sorted(BEFORE)
        person.keys("A A")
        assert ("actor", "depot") in person.tagged
        assert set(replies(person)) == {"accept"}
        assert "All decisions are answered" in person.label("key_hints")
        person.keys("Esc")
        assert not person.bars.words("returned")

    at_the_window(article, "--annotator", "alice", script=script)


def test_she_contests_the_quotation_and_what_went_along_asks_nothing_more(article: Path) -> None:
    at_the_window(article, "--annotator", "max", script=rejects_the_quotation)

    def script(person: Person) -> None:
        show_returned(person)
        person.keys("C")
        person.type("She says it")
        person.keys("Enter")
        assert replies(person) == ["contest"]
        assert person.label("returned_head").startswith("2 of 2 decisions")
        person.keys("A Esc")
        assert not person.bars.words("returned"), "nothing waits for her"
        assert len(person.tagged) == 6

    at_the_window(article, "--annotator", "alice", script=script)

    def settles(person: Person) -> None:
        begin_check(person)
        assert person.review.row.state == "contested"
        person.keys("1")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=settles)
