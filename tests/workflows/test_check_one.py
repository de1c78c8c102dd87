"""One colleague's reading checked by keys, through the real window.

Tests of review.one_reading, ui.review.checking.check_round, ui.review.checking.check_session,
ui.review.checking.drawn_checks and ui.review.checking.reading_question.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTreeWidget, QWidget

from analyst_app.core.annotation import Link
from analyst_app.review.one_reading import Sampling
from analyst_app.ui.article.selection_gestures import Selection
from analyst_app.ui.review.checking.reading_question import ReadingDialog
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.queue_dialog import QueueDialog
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import mark_done, put_layer, sidecar, spans, waiting

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
COUNT = 20
SIZE = len(SENTENCE)
QUOTE = SENTENCE.index("“"), SENTENCE.index("”") + 1
CLAIM = SENTENCE.index("the harbour"), SENTENCE.index(". ")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Twenty sentences; alice has tagged actor, quote and claim in each, sixty tags in all, and linked nothing."""
    article = write(tmp_path, "depot.txt", SENTENCE * COUNT)
    items = [
        (tag, n * SIZE + start, n * SIZE + end)
        for n in range(COUNT)
        for tag, start, end in (("actor", 0, 10), ("quote", *QUOTE), ("claim", *CLAIM))
    ]
    put_layer(article, "alice", spans("alice", *items))
    return article


def begin_check(person: Person, name: str = "depot.txt") -> None:
    person.wait_open(name)
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(QWidget, "check_dialog"), "the dialog")
    person.keys("Enter", person.window.findChild(QWidget, "check_dialog"))
    person.wait(lambda: person.review is not None, "the review")
    person.wait(lambda: person.is_idle)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_sixty_right_tags_take_at_most_sixty_two_keys(article: Path) -> None:
    before = digest(sidecar(article, "alice"))

    def script(person: Person) -> None:
        begin_check(person)  # two keys
        assert waiting(person) == 60
        assert not sidecar(article, "gold-max").exists()
        for left in range(59, -1, -1):
            person.keys("1")
            assert waiting(person) == left
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert digest(sidecar(article, "alice")) == before
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    assert gold["reviewer"] == "max"
    assert len(gold["annotations"]) == 60
    assert [one["verdict"] for one in gold["decisions"]] == ["take"] * 60
    assert all(one["taken"] == ["alice"] for one in gold["decisions"])
    assert not any("reason" in one and one["reason"] for one in gold["decisions"])


def test_looking_decides_nothing_and_the_rest_is_right_in_one_step(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("N N 1 N R 1")
        assert waiting(person) == 58
        person.keys("Ctrl+1")
        assert waiting(person) == 58
        assert "58 tags wait" in person.label("key_hints")
        person.keys("Esc")
        assert person.review is not None
        person.keys("Ctrl+1 Ctrl+1")
        assert waiting(person) == 0
        person.keys("Ctrl+Z")
        assert waiting(person) == 58

    at_the_window(article, "--annotator", "max", script=script)


def added(article: Path) -> list[dict]:
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    return [one for one in gold["annotations"] if not one.get("origins")]


def select_in_review(person: Person, words: str) -> None:
    start = person.review_text.text.index(words)
    person.review_text.set_ends(Selection(start, start + len(words)))
    person.review_text.setFocus()


def test_ten_corrections_take_at_most_thirty_five_keys(tmp_path: Path) -> None:
    """Three wrong tags, two edges, two values, two speakers, and a tag too many."""
    article = write(tmp_path, "depot.txt", "".join(SENTENCE.replace("Brandt", f"{one}randt") for one in "ABCDEFGHIJ"))
    actors = [("actor", n * SIZE, n * SIZE + 10) for n in range(10)]
    quotes = [("quote", n * SIZE + QUOTE[0], n * SIZE + QUOTE[1]) for n in range(10)]
    links = [Link(f"l{n}", "speaker", f"alice-{n}", f"alice-{10 + (n + 1) % 10}") for n in (7, 8)]
    put_layer(article, "alice", spans("alice", *quotes, *actors), links)
    before = digest(sidecar(article, "alice"))
    keys = 0

    def press(person: Person, spelled: str) -> None:
        nonlocal keys
        keys += len(spelled.split())
        person.keys(spelled)

    def script(person: Person) -> None:
        begin_check(person)
        person.review.show_only(tag="quote")
        for spelled in ("Shift+C", "Shift+C", "Shift+C", "F2 Left Enter", "F2 Left Enter"):
            press(person, spelled)
        for spelled in ("Alt+2", "Alt+2", "L 1", "L 0", "R 1"):
            press(person, spelled)
        assert not person.review.waiting()
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert keys <= 35
    assert digest(sidecar(article, "alice")) == before
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    made = {one["origins"][0]: one for one in gold["annotations"]}
    assert [made[f"alice:alice-{n}"]["tag"] for n in range(3)] == ["claim"] * 3
    assert [made[f"alice:alice-{n}"]["end"] for n in (3, 4)] == [n * SIZE + QUOTE[1] - 1 for n in (3, 4)]
    assert all(made[f"alice:alice-{n}"].get("attributes") for n in (5, 6))
    speakers = {link["from"]: link["to"] for link in gold["links"]}
    right = made["alice:alice-7"]["id"]
    named = next(one for one in gold["annotations"] if one["id"] == speakers[right])
    assert (named["tag"], named["start"]) == ("actor", 7 * SIZE)
    assert made["alice:alice-8"]["id"] not in speakers
    assert "alice:alice-9" not in made


def test_what_she_missed_is_added_by_a_tag_key_and_undone(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        select_in_review(person, "said")
        person.keys("C")
        assert [(one.tag, one.start) for one in person.annotations] == [("claim", SENTENCE.index("said"))]
        assert waiting(person) == 60
        person.keys("Ctrl+Z")
        assert not person.annotations
        select_in_review(person, "said")
        person.keys("C 1")
        assert waiting(person) == 60, "what was added is looked at first"
        person.keys("1")
        assert waiting(person) == 59
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    (one,) = added(article)
    assert (one["tag"], one["start"], one["end"]) == ("claim", SENTENCE.index("said"), SENTENCE.index("said") + 4)


def test_a_bare_tag_key_corrects_the_tag_that_is_looked_at_where_no_words_are_selected(article: Path) -> None:
    def script(person: Person) -> None:
        begin_check(person)
        person.keys("A")
        assert "It is tagged Actor already: 1 confirms it." in person.label("key_hints")
        assert waiting(person) == 60
        person.keys("C")
        assert waiting(person) == 59
        assert [(one.tag, one.start, one.end) for one in person.annotations] == [("claim", 0, 10)]
        person.keys("Ctrl+Z")
        assert (waiting(person), person.annotations) == (60, [])
        person.keys("N Q 1")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    assert [one["verdict"] for one in gold["decisions"]] == ["take"]


def test_what_was_added_comes_back_to_her_and_what_she_contests_comes_back_to_him(article: Path) -> None:
    before = digest(sidecar(article, "alice"))

    def check(person: Person) -> None:
        begin_check(person)
        for words, key in (("said", "C"), ("harbour", "A")):
            select_in_review(person, words)
            person.keys(key)
        person.wait_saved()

    def hear(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        person.wait(lambda: person.label("mode_chip") == "RETURNED", "the decisions")
        assert person.label("returned_head").startswith("1 of 2 decisions")
        assert person.label("returned_before") == "nothing: you had not tagged it"
        assert person.label("returned_now") == "Claim: said"
        assert person.label("returned_why") == "max added it\nClaim: A statement one could accept or dispute."
        person.keys("A")
        assert ("claim", "said") in person.tagged
        assert person.label("returned_now").startswith("Actor: harbour")
        person.keys("C")
        person.type("a place")
        person.keys("Enter", person.focus)
        assert ("actor", "harbour") not in person.tagged
        person.wait_saved()

    def decide(person: Person) -> None:
        begin_check(person)
        states = [row.state for row in person.review.board.rows]
        assert (states.count("contested"), states.count("settled"), states.count("open")) == (1, 1, 60)
        person.review.go_to(states.index("contested"))
        person.keys("R 1")
        assert ("actor", "harbour") not in person.tagged
        person.wait_saved()

    def hear_again(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        assert not person.bars.words("returned")
        assert ("claim", "said") in person.tagged

    at_the_window(article, "--annotator", "max", script=check)
    assert digest(sidecar(article, "alice")) == before
    at_the_window(article, "--annotator", "alice", script=hear)
    hers = digest(sidecar(article, "alice"))
    at_the_window(article, "--annotator", "max", script=decide)
    at_the_window(article, "--annotator", "alice", script=hear_again)
    assert digest(sidecar(article, "alice")) == hers


def test_articles_that_a_seed_draws_are_checked_one_after_another(tmp_path: Path) -> None:
    """Ten articles that alice has read, and one that she has not: one of every five is two, the same each time."""
    for n in range(10):
        put_layer(write(tmp_path, f"{n:02}.txt", SENTENCE), "alice", spans("alice", ("claim", *CLAIM)))
    write(tmp_path, "unread.txt", SENTENCE)
    names = Sampling(5, seed=3).of([f"{n:02}.txt" for n in range(10)])

    def script(person: Person) -> None:
        person.wait_open("00.txt")
        person.choose("review.check")
        person.wait(lambda: person.window.findChild(ReadingDialog), "the dialog")
        dialog = person.window.findChild(ReadingDialog)
        dialog.articles.setCurrentIndex(dialog.articles.findData(5))
        dialog.seed.setValue(3)
        assert "same seed" in person.label("check_words")
        person.keys("Enter", dialog)
        for name in names:
            person.wait(lambda name=name: person.review is not None and person.bridge.session.path.name == name, name)
            person.wait(lambda: person.is_idle)
            assert waiting(person) == 1
            person.wait(lambda: not person.part(OpenReview).why_still)  # nobody decides what she has not looked at
            person.keys("1 Ctrl+Shift+N")
        person.wait(lambda: "Nothing of alice is left" in person.label("key_hints"), "the end")
        assert "2 of 10 articles" in person.label("key_hints")
        for _ in range(2):
            person.keys("Ctrl+Shift+N")
            person.wait(lambda: person.is_idle)
            assert "Nothing of alice is left to check. 2 of 10 articles" in person.label("key_hints")
            assert person.bridge.session.path.name == names[-1], "the sample is not left without a word"
        person.wait(lambda: not person.autosave.unsaved)

    at_the_window(tmp_path, "--annotator", "max", script=script)
    assert sorted(one.name.split(".gold")[0] for one in tmp_path.glob("*gold-max*")) == names


def test_the_queue_lists_who_has_read_alone_and_draws_by_a_seed_there_too(tmp_path: Path) -> None:
    """Ten articles that alice alone has done, one that two have, one that she has only begun."""
    for n in range(10):
        article = write(tmp_path, f"{n:02}.txt", SENTENCE)
        put_layer(article, "alice", spans("alice", ("claim", *CLAIM), ("actor", 0, 10)))
        mark_done(article, "alice")
    both, begun = write(tmp_path, "both.txt", SENTENCE), write(tmp_path, "begun.txt", SENTENCE)
    for layer, start in (("alice", 0), ("bob", 1)):
        put_layer(both, layer, spans(layer, ("actor", start, 10)))
        mark_done(both, layer)
    put_layer(begun, "alice", spans("alice", ("actor", 0, 10)))
    names = Sampling(5, seed=3).of([f"{n:02}.txt" for n in range(10)] + ["both.txt", "begun.txt"])
    drawn = [name for name in names if name[0] != "b"]

    def listed(person: Person) -> list[tuple[str, str, str]]:
        tree = person.window.findChild(QTreeWidget, "queue_table")
        items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        return [(one.data(0, Qt.ItemDataRole.UserRole)[0], one.text(1), one.text(2)) for one in items]

    def script(person: Person) -> None:
        person.wait_open("00.txt")
        person.choose("review.queue")
        person.wait(lambda: person.window.findChild(QueueDialog), "the queue")
        dialog = person.window.findChild(QueueDialog)
        assert listed(person) == [
            ("both.txt", "alice, bob", "1"),
            *((f"{n:02}.txt", "alice alone", "2") for n in range(10)),
        ]
        assert "20 tags of only readers to check." in person.label("review_overview")
        assert "alice (in progress: 1)" in dialog.unfinished.text()
        dialog.drawn.steps.setCurrentIndex(dialog.drawn.steps.findData(5))
        dialog.drawn.seed.setValue(3)
        assert [row[0] for row in listed(person)] == ["both.txt", *drawn]
        person.keys("Down Enter", dialog.list)
        for name in drawn:
            person.wait(lambda name=name: person.review is not None and person.bridge.session.path.name == name, name)
            person.wait(lambda: person.is_idle)
            assert (person.review.layers, waiting(person)) == (("alice", ""), 2)
            person.wait(lambda: not person.part(OpenReview).why_still)
            person.keys("1 1 Ctrl+Shift+N")
        person.wait(lambda: person.review is not None and person.bridge.session.path == both, "the comparison")

    at_the_window(tmp_path, "--annotator", "max", script=script)
    assert sorted(one.name.split(".gold")[0] for one in tmp_path.glob("*gold-max*")) == drawn


def test_she_hears_of_it_and_accepts(article: Path) -> None:
    def check(person: Person) -> None:
        begin_check(person)
        person.keys("1 Shift+C R 1")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=check)

    def hear(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        person.wait(lambda: person.label("mode_chip") == "RETURNED", "the decisions")
        assert person.label("returned_head").startswith("1 of 2 decisions, 1 as you had it")
        person.keys("A A")
        person.wait_saved()
        assert [one.id for one in person.annotations if one.tag == "claim"][:1] == ["alice-1"]
        assert len(person.annotations) == 59

    at_the_window(article, "--annotator", "alice", script=hear)


def test_the_menu_names_her_and_two_can_be_compared_all_the_same(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        action = person.window.findChild(QAction, "review.check")
        person.wait(lambda: "alice" in action.text(), "her name")
        person.keys("Ctrl+Shift+C")
        person.wait(lambda: person.window.findChild(ReadingDialog), "the dialog")
        person.window.findChild(QWidget, "check_two").click()
        person.wait(lambda: person.window.findChild(QWidget, "compare_dialog"), "the other dialog")

    at_the_window(article, "--annotator", "max", script=script)
