"""What becomes of decisions when colleagues go on: by keys, through the real window.

Tests of ui.review.review_course, ui.review.review_news and ui.review.review_opening.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.core.annotation import Link
from analyst_app.ui.files.disk_watch import DiskWatch
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_opening import progress_of
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, delete, put_layer, sidecar, spans, waiting

TEXT = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. Nobody else agreed.\n"
QUOTE = ("quote", TEXT.index("“"), TEXT.index("”") + 1)
CLAIM = ("claim", TEXT.index("the harbour"), TEXT.index(". Nobody"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Alice's quote with its speaker and her claim are taken by max; then she deletes quote and claim."""
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(
        article, "alice", spans("alice", QUOTE, CLAIM, ("actor", 0, 10)), [Link("l", "speaker", "alice-0", "alice-2")]
    )
    put_layer(article, "bob", spans("bob", ("actor", 0, 10), ("actor", 93, 99)))

    def settle(person: Person) -> None:
        begin(person)
        assert person.review.layers == ("alice", "bob")
        person.keys("1 1 2")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=settle)
    delete(article, "alice", "alice-0", "alice-1")
    return article


def chip(person: Person) -> str:
    return str(person.window.findChild(object, "chip_only_gold").text())


def gold_of(article: Path) -> list[str]:
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    return [one["tag"] for one in gold["annotations"]]


def test_what_only_gold_has_comes_back_is_kept_or_removed_by_keys_and_stays_settled(article: Path) -> None:
    before = {layer: sidecar(article, layer).read_bytes() for layer in ("alice", "bob", "gold-max")}
    assert progress_of(article, article.parent, "max").waiting == 2

    def look(person: Person) -> None:
        begin(person)
        assert waiting(person) == 2
        assert chip(person) == "Only gold 2"
        review = person.review
        assert "alice has deleted it since" in person.label("card_decision")
        assert "“we will not leave the depot”" in person.label("card_a")
        assert person.label("key_hints").startswith("2 differences") or "1 keep" in person.label("key_hints")
        person.keys("N")
        assert review.row.difference.tag == "claim"
        person.keys("P 1")
        assert review.row.difference.tag == "claim"
        person.keys("R 3")
        assert waiting(person) == 0
        assert chip(person) == "Only gold 0/2"
        assert {one.tag for one in person.annotations} == {"actor", "quote"}
        person.keys("Ctrl+Z")
        assert review.row.difference.tag == "claim"
        assert waiting(person) == 1
        person.keys("Ctrl+Z")
        assert review.row.difference.tag == "quote"
        assert waiting(person) == 2
        person.choose("review.keep")
        person.keys("R 3")
        assert waiting(person) == 0
        person.wait_saved()

    def again(person: Person) -> None:
        begin(person)
        assert waiting(person) == 0
        assert chip(person) == "Only gold 0/1"

    at_the_window(article, "--annotator", "max", script=look)
    assert sorted(gold_of(article)) == ["actor", "actor", "quote"]
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    assert [link["role"] for link in gold["links"]] == ["speaker"]
    assert {one["verdict"]: one.get("reason") for one in gold["decisions"] if not one["origins"][0]["digest"]} == {
        "own": None,
        "reject": "too_narrow",
    }
    assert all(sidecar(article, layer).read_bytes() == before[layer] for layer in ("alice", "bob"))
    assert progress_of(article, article.parent, "max").waiting == 0
    at_the_window(article, "--annotator", "max", script=again)


def test_undoing_what_was_decided_about_it_leaves_the_same_bytes(article: Path) -> None:
    before = sidecar(article, "gold-max").read_bytes()

    def script(person: Person) -> None:
        begin(person)
        person.autosave.saver(person.bridge.session).hold("for the test")
        person.keys("1 R 2 Ctrl+Z Ctrl+Z")
        assert waiting(person) == 2
        person.autosave.saver(person.bridge.session).release()
        person.wait(lambda: not person.autosave.unsaved)

    at_the_window(article, "--annotator", "max", script=script)
    assert sidecar(article, "gold-max").read_bytes() == before


def test_what_only_gold_has_is_removed_alike_after_a_preview_and_names_stay_hidden(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(ReviewBeginning).compare("alice", "bob", True)
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.is_idle)
        shown = [person.label(name) for name in ("card_head", "card_where", "card_a", "card_b", "card_decision")]
        assert not any("alice" in words or "bob" in words for words in shown)
        assert "has deleted it since" in person.label("card_decision")
        person.keys("Ctrl+R Ctrl+R 2")
        assert waiting(person) == 1
        assert "1 difference settled alike · 1 left" in person.label("key_hints")
        assert person.review.row.difference.tag == "claim"
        person.keys("Ctrl+Z")
        assert waiting(person) == 2

    at_the_window(article, "--annotator", "max", script=script)


def test_the_colleague_hears_that_hers_was_kept_and_takes_it_back_by_keys(article: Path) -> None:
    def keep(person: Person) -> None:
        begin(person)
        person.keys("1 R 2")
        person.wait_saved()

    def hear(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert (
            person.bars.words("returned") == "max has decided on 1 tag of yours. max has taken 1 tag that you have not."
        )
        person.choose("review.returned")
        person.keys("A")
        assert ("quote", "“we will not leave the depot”") in person.tagged
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=keep)
    at_the_window(article, "--annotator", "alice", script=hear)


def test_what_a_colleague_saves_during_the_review_comes_into_the_queue_with_a_word(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        review = person.review
        person.keys("1 R 2")
        person.keys("P")
        place = review.row.difference.start
        assert waiting(person) == 0
        person.wait_saved()
        delete(article, "bob", "bob-0")
        person.part(DiskWatch).look()  # the window gets the focus
        person.wait(lambda: person.review is not review, "the review anew")
        assert waiting(person) == 1
        assert "The tags of bob have changed on disk · 1 to settle" in person.label("key_hints")
        anew = person.review
        assert anew.row.difference.start == place
        while anew.row.state not in ("open", "changed"):
            person.keys("N")
        assert "bob has deleted it since" in person.label("card_decision")
        person.keys("1")
        assert waiting(person) == 0
        person.keys("Ctrl+Z Ctrl+Z")
        assert waiting(person) == 2
        person.keys("Ctrl+Y Ctrl+Y M")
        anew = person.review
        person.type("half a sentence")
        put_layer(article, "alice", spans("more", ("claim", 0, 20)))
        person.part(DiskWatch).look()
        person.wait(lambda: person.is_idle)
        assert person.review is anew
        person.keys("Enter")
        assert anew.row.decision.comment == "half a sentence"
        person.wait(lambda: person.review is not anew, "what came meanwhile")
        assert waiting(person) == 1

    at_the_window(article, "--annotator", "max", script=script)


def test_her_own_layer_is_not_told_as_changed_when_she_compares_it_just_after_tagging(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "bob", spans("bob", ("actor", 0, 10), CLAIM))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("U Enter")
        assert len(person.annotations) == 3
        begin(person)
        first = person.review
        person.part(DiskWatch).look()
        person.wait(lambda: person.is_idle)
        assert person.review is first
        assert "have changed on disk" not in person.label("key_hints")

    at_the_window(article, "--annotator", "alice", script=script)


def test_she_is_not_told_of_her_own_decisions(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", QUOTE, CLAIM))
    put_layer(article, "bob", spans("bob", ("actor", 0, 10)))

    def settle(person: Person) -> None:
        begin(person)
        person.keys("R 1 1 2")
        person.wait_saved()

    def look(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        assert person.bars.words("returned") == ""

    at_the_window(article, "--annotator", "alice", script=settle)
    at_the_window(article, "--annotator", "alice", script=look)
