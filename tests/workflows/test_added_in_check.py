"""What a reviewer adds in a check has a row and a card: it gets a speaker, a value, other edges, or goes again.

Tests of review.additions, review.adrift, ui.review.checking.check_session and ui.review.corrections.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import put_layer, sidecar, spans, waiting
from tests.workflows.test_check_answered import comment, hear
from tests.workflows.test_check_one import begin_check, digest, select_in_review
from tests.workflows.test_reading_units import listed

TEXT = "Ada Brandt said “we will not leave the depot”. She went on: “Not this year.” The harbour will close by May.\n"
ADA, SAID = (0, 10), (11, 15)
QUOTE = TEXT.index("“we"), TEXT.index("”.") + 1
MORE = TEXT.index("“Not"), TEXT.index(" The harbour")
CLAIM = TEXT.index("The harbour"), TEXT.index(".\n")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Alice has a name, a cue and a claim, and neither of the two quotes."""
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("actor", *ADA), ("cue", *SAID), ("claim", *CLAIM)))
    return article


def words(span: tuple[int, int]) -> str:
    return TEXT[slice(*span)]


def looked_at(person: Person) -> tuple[str, str]:
    difference = person.review.row.difference
    return difference.tag, TEXT[difference.start : difference.end]


def stored(article: Path) -> dict:
    return json.loads(sidecar(article, "gold-max").read_text("utf-8"))


def test_an_added_quote_gets_its_mode_its_speaker_and_other_edges_by_keys(article: Path) -> None:
    before = digest(sidecar(article, "alice"))

    def script(person: Person) -> None:
        begin_check(person)
        assert waiting(person) == 3
        select_in_review(person, words(QUOTE))
        person.keys("Q")
        assert looked_at(person) == ("quote", words(QUOTE))
        assert person.label("card_head") == "Added"
        assert "Quote added by max" in person.label("card_where")
        assert waiting(person) == 3
        assert person.review.tally() == "0 of 3 tags checked"
        person.keys("Alt+3 L 1 F2 Right Enter")
        assert looked_at(person)[0] == "quote", "it stays the one that is looked at"
        person.keys("F2 Left Enter")
        assert looked_at(person) == ("quote", words(QUOTE))
        assert person.label("key_hints").startswith("Correct the edges")
        person.keys("1")
        assert looked_at(person) == ("claim", words(CLAIM)), "the name came along as the speaker"
        person.keys("1 1")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert digest(sidecar(article, "alice")) == before
    data = stored(article)
    (added,) = [one for one in data["annotations"] if one["tag"] == "quote"]
    (ada,) = [one for one in data["annotations"] if one["tag"] == "actor"]
    assert (added["start"], added["end"], added["attributes"]) == (*QUOTE, {"mode": "indirect"})
    assert [(one["role"], one["from"], one["to"]) for one in data["links"]] == [("speaker", added["id"], ada["id"])]
    decision = next(one for one in data["decisions"] if added["id"] in one["gold"])
    assert (decision["origins"][0]["digest"], decision["origins"][0]["end"]) == ("", QUOTE[1])

    def accept(person: Person) -> None:
        hear(person)
        assert person.label("returned_why").startswith("max added it")
        assert person.label("returned_now") == f"Quote: {words(QUOTE)} (indirect)"
        person.keys("A")
        assert ("quote", words(QUOTE)) in person.tagged
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=accept)
    hers = json.loads(sidecar(article, "alice").read_text("utf-8"))
    assert [one["role"] for one in hers["links"]] == ["speaker"]


def test_a_click_goes_to_what_was_added_and_keys_act_on_that_alone(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("1")
        select_in_review(person, words(MORE))
        person.keys("Q")
        assert looked_at(person) == ("quote", words(MORE))
        person.keys("1")
        assert looked_at(person) == ("cue", words(SAID)), "back to where it was added"
        person.keys("1")
        person.review.go_to(person.review.places[0])
        person.window.findChild(object, "review_view").look_at(MORE[0] + 3)
        assert looked_at(person) == ("quote", words(MORE))
        assert "added" in listed(person) or person.review.counts()["added"] == (1, 0)
        person.keys("Delete")
        assert person.label("key_hints").startswith("The decision is taken back.")
        assert sorted(one.tag for one in person.annotations) == ["actor", "cue"]
        assert (waiting(person), "added" in person.review.counts()) == (1, False)
        person.keys("Ctrl+Z")
        assert looked_at(person) == ("quote", words(MORE))
        person.keys("R")
        assert person.popup == "", "nobody has heard of it: no reason is asked"
        assert sorted(one.tag for one in person.annotations) == ["actor", "cue"]

    at_the_window(article, "--annotator", "max", script=script)


def test_it_is_there_when_the_check_is_opened_again_and_can_be_corrected_then(article: Path) -> None:
    def add(person: Person) -> None:
        begin_check(person)
        select_in_review(person, words(QUOTE))
        person.keys("Q Ctrl+1 Ctrl+1")
        assert waiting(person) == 0
        person.wait_saved()

    def correct(person: Person) -> None:
        begin_check(person)
        assert "Every tag of alice is checked." in person.label("key_hints")
        assert len(person.review.places) == 4
        person.window.findChild(object, "review_view").look_at(QUOTE[0] + 3)
        assert looked_at(person) == ("quote", words(QUOTE))
        person.keys("Shift+C")
        assert looked_at(person)[0] == "claim"
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=add)
    at_the_window(article, "--annotator", "max", script=correct)
    assert sorted(one["tag"] for one in stored(article)["annotations"]) == ["actor", "claim", "claim", "cue"]
    made = [one for one in stored(article)["decisions"] if one["origins"][0]["digest"] == ""]
    assert [(one["verdict"], one["origins"][0]["tag"]) for one in made] == [("own", "claim")]


def test_what_she_contests_of_it_is_counted_by_itself_and_no_key_is_offered_that_does_nothing(article: Path) -> None:
    def add(person: Person) -> None:
        begin_check(person)
        select_in_review(person, words(QUOTE))
        person.keys("Q Ctrl+1 Ctrl+1")
        person.wait_saved()

    def contest(person: Person) -> None:
        hear(person)
        person.keys("C")
        person.type("too much")
        person.keys("Enter")
        person.wait_saved()

    def decide(person: Person) -> None:
        begin_check(person)
        assert "Every tag of alice is checked. alice contests 1 that was added." in person.label("key_hints")
        assert looked_at(person) == ("quote", words(QUOTE))
        assert person.label("card_head") == "Added"
        assert "deleted" not in person.label("card_where")
        assert "Ctrl+1" not in person.label("card_where")
        assert person.label("card_decision") == "contested (added)"
        person.keys("Alt+3")
        assert (waiting(person), looked_at(person)[0]) == (0, "quote")
        person.wait_saved()

    def hear_again(person: Person) -> None:
        hear(person)
        assert person.label("returned_now") == f"Quote: {words(QUOTE)} (indirect)"
        assert person.label("returned_head").endswith("waits for your answer")

    at_the_window(article, "--annotator", "max", script=add)
    at_the_window(article, "--annotator", "alice", script=contest)
    at_the_window(article, "--annotator", "max", script=decide)
    at_the_window(article, "--annotator", "alice", script=hear_again)


def test_a_comment_of_hers_and_what_was_added_do_not_get_mixed_up(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        select_in_review(person, words(QUOTE))
        person.keys("Q")
        comment(person, "you left it out")
        assert looked_at(person) == ("quote", words(QUOTE))
        assert "you left it out" in person.label("card_thread")
        person.keys("Delete")
        assert not person.bridge.session.store.entries("decisions")

    at_the_window(article, "--annotator", "max", script=script)


def test_where_only_what_she_contests_is_open_no_key_is_offered_for_the_rest(article: Path) -> None:
    def check(person: Person) -> None:
        begin_check(person)
        assert "the rest is right: Ctrl+1 twice" in person.label("card_where")
        person.keys("R 1 R 1 1")
        person.wait_saved()

    def contest(person: Person) -> None:
        hear(person)
        for _ in range(2):
            person.keys("C")
            person.type("it is one")
            person.keys("Enter")
        person.wait_saved()

    def decide(person: Person) -> None:
        begin_check(person)
        assert waiting(person) == 2
        assert "Ctrl+1" not in person.label("card_where")
        assert "Ctrl+1" not in person.label("key_hints")
        person.keys("Ctrl+1")
        assert "decided one by one" in person.label("key_hints")
        person.keys("1 1")
        assert waiting(person) == 0

    at_the_window(article, "--annotator", "max", script=check)
    at_the_window(article, "--annotator", "alice", script=contest)
    at_the_window(article, "--annotator", "max", script=decide)
