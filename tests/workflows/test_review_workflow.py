"""Two readings settled by keys, through the real window.

Tests of corpus.other_layers, session.layer_names, ui.furnishing.review_parts, ui.review.compare_dialog,
ui.review.drawing_up, ui.review.folder_progress, ui.review.open_review, ui.review.queue_dialog,
ui.review.review_beginning, ui.review.review_commands, ui.review.review_queue and ui.review.rule_notes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QCheckBox, QWidget

from analyst_app.core.annotation import Link
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.review.decisions import Decision, decisions_in
from analyst_app.ui.files.dropping import Dropping
from analyst_app.ui.files.layer_switch import LayerSwitch
from analyst_app.ui.review.differences.difference_model import COLUMNS, KIND
from analyst_app.ui.review.returned.returned_commands import ReturnedCommands
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_opening import progress_of
from analyst_app.ui.review.review_session import ReviewSession
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans, waiting

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
COUNT = 40


def decisions(review: ReviewSession) -> list[Decision]:
    return decisions_in(review.board.review.gold.entries("decisions"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Forty sentences: in each, the edges of the quote differ and both share the actor."""
    article = write(tmp_path, "depot.txt", SENTENCE * COUNT)
    size = len(SENTENCE)
    quote, name = SENTENCE.index("“"), SENTENCE.index("”") + 1
    a = [("quote", n * size + quote, n * size + name) for n in range(COUNT)]
    b = [("quote", n * size + quote + 1, n * size + name - 1) for n in range(COUNT)]
    actors = [("actor", n * size, n * size + 10) for n in range(COUNT)]
    put_layer(article, "alice", spans("alice", *a, *actors), [Link("l0", "speaker", "alice-0", "alice-40")])
    put_layer(article, "bob", spans("bob", *b, *actors))
    return article


def as_it_lies(file: Path) -> tuple[bytes, int, int]:
    """Content, file number and time: another one, even of the same bytes, is seen."""
    return file.read_bytes(), file.stat().st_ino, file.stat().st_mtime_ns


def test_forty_differences_are_settled_in_at_most_two_keys_each(article: Path) -> None:
    before = [as_it_lies(sidecar(article, layer)) for layer in ("alice", "bob")]
    keys = ["1", "2", "B", "R 1", "1", "1", "2", "1", "R 1", "1"] * (COUNT // 10)

    def script(person: Person) -> None:
        begin(person)
        assert waiting(person) == COUNT
        assert not sidecar(article, "gold-max").exists()
        for left, key in enumerate(keys, 1):
            person.keys(key)
            assert waiting(person) == COUNT - left
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert [as_it_lies(sidecar(article, layer)) for layer in ("alice", "bob")] == before
    gold = json.loads(sidecar(article, "gold-max").read_text("utf-8"))
    assert gold["reviewer"] == "max"
    assert len(gold["decisions"]) == COUNT
    assert {one["verdict"] for one in gold["decisions"]} == {"take", "both", "reject"}
    assert all(one["reason"] for one in gold["decisions"] if one["verdict"] == "reject")
    assert sum(one["tag"] == "actor" for one in gold["annotations"]) == COUNT
    assert sum(one["tag"] == "quote" for one in gold["annotations"]) == 28 + 2 * 4
    assert all(one["origins"] for one in gold["annotations"])


def test_undoing_everything_leaves_gold_as_it_was_before(article: Path) -> None:
    gold = put_layer(article, "gold-max", spans("mine", ("claim", 0, 20)))
    before = gold.read_bytes()

    def script(person: Person) -> None:
        begin(person)
        person.autosave.saver(person.bridge.session).hold("for the test")
        person.keys("1 2 R 1 Ctrl+1 Ctrl+1")
        assert waiting(person) == 0
        assert len(person.annotations) > COUNT
        person.keys("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z")
        assert waiting(person) == COUNT
        assert [(one.id, one.tag) for one in person.annotations] == [("mine-0", "claim")]
        person.autosave.saver(person.bridge.session).release()
        person.wait(lambda: not person.autosave.unsaved)

    at_the_window(article, "--annotator", "max", script=script)
    assert gold.read_bytes() == before


def test_all_alike_are_previewed_then_settled_in_one_step(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("N Ctrl+2")
        assert waiting(person) == COUNT
        assert "alike" in person.label("key_hints")
        person.keys("Esc")
        assert waiting(person) == COUNT
        person.keys("Ctrl+2 Ctrl+2")
        assert waiting(person) == 0
        person.keys("Ctrl+Z")
        assert waiting(person) == COUNT

    at_the_window(article, "--annotator", "max", script=script)


def test_many_alike_are_drawn_up_beside_the_window_and_keys_wait_for_them(tmp_path: Path) -> None:
    many, size = 250, len(SENTENCE)
    article = write(tmp_path, "depot.txt", SENTENCE * many)
    put_layer(article, "alice", spans("alice", *(("claim", n * size, n * size + 40) for n in range(many))))
    put_layer(article, "bob", spans("bob", ("claim", 60, 70)))

    def script(person: Person) -> None:
        begin(person)
        review = person.review
        person.keys("1 N Ctrl+1")  # over what only bob has
        person.wait(lambda: review.board.after and person.is_idle, "the figures")
        left, drawn = len(review.board.rows.waiting), []  # of alice, and the one of bob
        beside = review._beside

        def seen(draw: Callable[[], Change], done: Callable[[Change], object]) -> None:
            drawn.append(left)
            beside(draw, done)
            assert waiting(person) == left
            person.actions.trigger("edit.undo")
            assert waiting(person) == left

        review._beside = seen
        person.keys("Ctrl+1")
        person.wait(lambda: person.is_idle, "both steps")
        assert drawn == [left]
        assert waiting(person) == left
        assert person.bridge.session.history.redo_label.endswith("alike)")
        review._beside = beside
        person.keys("Ctrl+1 Ctrl+1")
        person.wait(lambda: waiting(person) == 1, "all settled of alice")
        person.wait(lambda: person.is_idle)
        person.keys("1")
        assert waiting(person) == 0
        person.wait(lambda: person.is_idle and not review.board.is_behind, "the figures")
        assert review.board.after[0].agreement.overall().figures["f1_exact"].value > 0.9

    at_the_window(article, "--annotator", "max", script=script)


def test_edges_tags_values_reasons_and_comments_by_keys(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        session = person.bridge.session
        review = person.review
        person.keys("F2 Left Enter")
        quote = next(one for one in session.store.annotations if one.tag == "quote")
        assert quote.end == SENTENCE.index("”")
        assert review.board.rows[0].decision is None or waiting(person) == COUNT - 1
        person.keys("Shift+C")
        assert session.store.tags["claim"] == 1
        person.keys("Alt+4")
        assert sum(dict(one.attributes).get("mode") == "term" for one in session.store.annotations) == 1
        person.keys("R 3")
        assert [one.reason for one in decisions(review) if one.verdict == "reject"] == ["too_narrow"]
        person.keys("M")
        person.type("what do we do here?")
        person.keys("Enter")
        assert waiting(person) == COUNT - 4
        assert any(one.comment == "what do we do here?" for one in decisions(review))
        person.keys("N P")
        person.choose("review.keep")
        person.keys("Esc")
        person.wait(lambda: person.review is None)
        person.wait_open("depot.txt")
        assert person.bridge.session.layer_id == "max"

    at_the_window(article, "--annotator", "max", script=script)


def test_leaving_a_review_leads_back_to_the_caret_and_what_was_chosen(article: Path) -> None:
    put_layer(
        article, "max", spans("max", *(("claim", n * len(SENTENCE), n * len(SENTENCE) + 80) for n in range(COUNT)))
    )

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        chosen = person.annotations[30]
        person.bridge.set_current(chosen.id, reveal=True)
        caret = person.view.caret
        begin(person)
        person.keys("N N Esc")
        person.wait(lambda: person.review is None)
        person.wait_open("depot.txt")
        assert person.view.caret == caret
        assert person.bridge.current is not None
        assert person.bridge.current.id == chosen.id
        assert person.focus is person.view

    at_the_window(article, "--annotator", "max", script=script)


def settled_against_alice(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("Ctrl+2 Ctrl+2")
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)


def test_the_colleague_follows_one_decision_and_contests_another_by_keys(article: Path) -> None:
    settled_against_alice(article)
    untouched = [as_it_lies(sidecar(article, layer)) for layer in ("gold-max", "bob")]

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert "max has decided on 40 tags of yours" in person.bars.words("returned")
        person.choose("review.returned")
        assert person.focus is person.view
        person.keys("A")
        quote = next(one for one in person.annotations if one.id == "alice-0")
        assert quote.start == SENTENCE.index("“") + 1
        person.keys("C")
        person.type("the marks belong to it")
        person.keys("Enter")
        course = person.part(ReturnedCommands).course
        assert (course.waiting, course.current.own[0].id) == (38, "alice-2")
        person.keys("Ctrl+Z")  # what it restored is looked at, not what waits next
        assert course.current.own[0].id == "alice-1"
        person.keys("Ctrl+Z")
        assert (course.waiting, course.current.own[0].id) == (40, "alice-0")
        assert person.label("returned_head").startswith("1 of 40 decisions")
        assert next(one for one in person.annotations if one.id == "alice-0").start == SENTENCE.index("“")
        person.keys("Ctrl+Shift+Z Ctrl+Shift+Z Esc")
        assert person.focus is person.view
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert [as_it_lies(sidecar(article, layer)) for layer in ("gold-max", "bob")] == untouched
    answers = {one["answer"] for one in json.loads(sidecar(article, "alice").read_text("utf-8"))["replies"]}
    assert answers == {"accept", "contest"}

    def back(person: Person) -> None:
        begin(person)
        assert waiting(person) == 1
        review = person.review
        assert review.row.state == "contested"
        assert "the marks belong to it" in person.label("card_thread")
        person.keys("1")
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=back)


def test_the_queue_leads_from_article_to_article(article: Path) -> None:
    other = write(article.parent, "harbour.txt", SENTENCE)
    put_layer(other, "alice", spans("alice", ("quote", 16, 48)))
    put_layer(other, "bob", spans("bob", ("claim", 16, 48)))
    write(article.parent, "alone.txt", SENTENCE)
    torn = write(article.parent, "torn.txt", SENTENCE)
    for layer in ("alice", "bob"):
        put_layer(torn, layer, spans(layer, ("claim", 0, 9)))
    sidecar(torn, "bob").write_bytes(b"{")

    def script(person: Person) -> None:
        person.wait_open("alone.txt")
        person.choose("review.queue")
        person.wait(lambda: person.window.findChild(object, "review_queue"), "the queue")
        dialog = person.window.findChild(object, "review_queue")
        assert "75% read by two or more" in dialog.words.text()
        assert "1 article cannot be compared" in dialog.words.text()
        assert [dialog.list.topLevelItem(n).text(2) for n in range(2)] == ["40", "1"]
        person.keys("Down Enter", dialog.list)
        person.wait(lambda: person.review is not None, "the review")
        assert person.bridge.session.path == other
        person.keys("1")
        assert waiting(person) == 0
        person.keys("Ctrl+Shift+N")
        person.wait(lambda: person.bridge.session and person.bridge.session.path == article)
        person.wait(lambda: person.review is not None, "the next review")
        assert waiting(person) == COUNT

    at_the_window(article.parent, "--annotator", "max", script=script)


def test_in_a_narrow_window_the_decisions_stay_in_sight(article: Path) -> None:
    def fits(table: QAbstractScrollArea) -> bool:
        return table.horizontalScrollBar().maximum() == 0

    def review(person: Person) -> None:
        begin(person)
        person.window.resize(900, 700)
        person.wait(lambda: person.window.width() == 900)
        table = person.window.findChild(QAbstractScrollArea, "difference_table")
        person.wait(lambda: fits(table))
        assert [n for n in range(len(COLUMNS)) if not table.isColumnHidden(n)] == [KIND], "one column is painted whole"
        card = person.window.findChild(QWidget, "card_take_b_button")
        assert card.visibleRegion().boundingRect() == card.rect(), "nothing of it is cut"
        person.keys("2 R 1")
        person.wait_saved()

    def returned(person: Person) -> None:
        person.wait_open("depot.txt")
        person.window.resize(900, 700)
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        assert person.bars.words("returned") == ""
        assert person.label("mode_chip") == "RETURNED"
        assert "C contest" in person.label("key_hints")
        person.keys("A")
        assert person.label("returned_head").startswith("2 of 2")
        person.keys("Esc")
        assert "1 tag" in person.bars.words("returned")

    at_the_window(article, "--annotator", "max", script=review)
    at_the_window(article, "--annotator", "alice", script=returned)


def test_three_readers_are_a_row_for_all_and_by_a_tick_one_for_every_two(article: Path) -> None:
    size = len(SENTENCE)
    put_layer(article, "carl", spans("carl", ("quote", 16, 48), ("actor", 0, 10), ("claim", size, size + 10)))

    def rows(person: Person) -> list[tuple[str, str]]:
        person.choose("review.queue")
        person.wait(lambda: person.window.findChild(object, "review_queue"), "the queue")
        tree = person.window.findChild(object, "queue_table")
        assert [tree.topLevelItem(n).text(1) for n in range(tree.topLevelItemCount())] == ["alice, bob, carl"]
        person.keys("Space", person.window.findChild(QCheckBox, "queue_twos"))
        found = [
            (item.text(1), item.text(2)) for n in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(n))
        ]
        return sorted(found)

    def pair(person: Person) -> tuple[str, str] | None:
        review = person.review
        return review.layers if review is not None else None

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        found = rows(person)
        together = ("alice, bob, carl", next(count for names, count in found if names == "alice, bob, carl"))
        assert [names for names, _ in found if names != together[0]] == ["alice, bob", "alice, carl", "bob, carl"]
        assert found[0] == ("alice, bob", str(COUNT))
        found.remove(together)
        tree = person.window.findChild(object, "queue_table")
        assert "1 article, 100% read by two or more" in person.label("review_overview")
        assert f"{together[1]} to settle" in person.label("review_overview"), "each difference of the three once"
        assert tree.topLevelItem(0).text(1) == together[0], "it has the most to settle"
        wanted = [tree.topLevelItem(n).text(1) for n in range(1, 4)]
        person.keys("Down Down Enter", tree)
        person.wait(lambda: pair(person) == tuple(wanted[1].split(", ")), "the second pair")
        person.keys("Ctrl+Shift+N")
        person.wait(lambda: pair(person) == tuple(wanted[2].split(", ")), "the third")
        person.keys("Ctrl+Shift+N")
        person.wait(lambda: pair(person) == tuple(wanted[0].split(", ")), "round to the first")
        person.keys("Esc")
        person.wait(lambda: person.review is None and person.is_idle, "the article")
        rows(person)
        person.keys("Enter", person.window.findChild(object, "queue_table"))
        person.wait(lambda: pair(person) == ("alice", "bob", "carl"), "all at once")
        person.wait(lambda: person.is_idle)
        assert str(len(person.review.waiting())) == together[1]
        while person.review.waiting():
            person.keys("1")
        person.wait_saved()
        person.keys("Ctrl+Shift+N")
        person.wait(lambda: "Nothing else waits for a review." in person.label("key_hints"), "no pair is left")

    at_the_window(article.parent, "--annotator", "max", script=script)


def test_a_file_dropped_on_the_window_is_compared_and_another_text_is_said(article: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "post"
    elsewhere.mkdir()
    older = write(elsewhere, "old.txt", "OLD. " + SENTENCE * 3)
    put_layer(older, "carol", spans("carol", ("actor", 5, 15), ("claim", 60, 70)))
    file = elsewhere / "letter.txt.carol.annotations.json"
    sidecar(older, "carol").rename(file)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(Dropping).take([file])
        person.wait(lambda: person.review is not None, "the review")
        assert "made on another text" in person.bars.words("review_carol")
        assert person.review.layers == ("alice", "carol")

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_sealed_corpus_shows_others_layers_only_when_the_article_is_done(article: Path) -> None:
    codebook = built_in_codebook() | {"sealed": True}
    (article.parent / "codebook.json").write_text(json.dumps(codebook), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        person.part(ReviewBeginning).compare("alice", "bob")
        assert "read blind" in person.label("key_hints")
        person.part(LayerSwitch).show("bob")
        assert person.bridge.session.layer_id == "alice"
        person.part(Dropping).take([sidecar(article, "bob")])
        person.wait(lambda: person.is_idle)
        assert person.review is None
        assert "read blind" in person.label("key_hints")
        person.keys("Ctrl+Enter")
        person.part(ReviewBeginning).compare("alice", "bob")
        person.wait(lambda: person.review is not None, "the review")

    at_the_window(article, "--annotator", "alice", script=script)


def test_blind_names_side_by_side_rules_and_the_agreement(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(ReviewBeginning).compare("alice", "bob", True)
        person.wait(lambda: person.review is not None, "the review")
        person.wait(lambda: person.review.board.after, "the figures")
        page = person.window.findChild(object, "review_view")
        shown = [person.label(name) for name in ("review_legend", "card_a", "card_b", "card_decision")]
        assert not any("alice" in words or "bob" in words for words in shown)
        person.choose("review.side_by_side")
        assert page.other.isVisible()
        person.choose("review.side_by_side")
        assert not page.other.isVisible()
        panel = person.window.findChild(object, "agreement_panel")
        person.click_widget(person.button("Agreement"))
        person.wait(lambda: panel.tree.topLevelItemCount() == 3, "the figures in the panel")
        before = panel.tree.topLevelItem(0)
        overall = before.child(before.childCount() - 1)
        assert overall.text(2) == "0.50"
        panel.tree.itemClicked.emit(overall, 4)
        assert "Cohen 1960" in person.label("agreement_words")
        gold = panel.tree.topLevelItem(1)
        person.keys("1")
        assert gold.child(gold.childCount() - 1).text(2) != "–"
        person.choose("review.rule")
        person.type("The comma before the mark stays in")
        person.keys("Enter")
        person.wait(lambda: (article.parent / "codebook.json").exists(), "the codebook")
        person.wait(lambda: person.is_idle)

    at_the_window(article, "--annotator", "max", script=script)
    codebook = json.loads((article.parent / "codebook.json").read_text("utf-8"))
    assert next(tag for tag in codebook["tags"] if tag["id"] == "quote")["edges"].endswith("the mark stays in.")


def test_a_thread_is_resolved_and_opened_again_by_both_by_keys_and_counted(article: Path) -> None:
    def ask(person: Person) -> None:
        begin(person)
        review = person.review
        person.choose("review.resolve")
        assert decisions(review) == []
        person.keys("2 P M")
        person.type("why the marks?")
        person.keys("Enter")
        assert "Thread open" in person.label("card_thread")
        person.choose("review.resolve")
        assert "Thread resolved" in person.label("card_thread")
        person.keys("Ctrl+Z")
        assert "Thread open" in person.label("card_thread")
        person.wait_saved()

    def settle(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        assert "Thread open" in person.label("returned_said")
        person.choose("review.returned_resolve")
        assert "Thread resolved" in person.label("returned_said")
        person.keys("Ctrl+Z")
        assert "Thread open" in person.label("returned_said")
        person.click_widget(person.window.findChild(QWidget, "returned_resolve"))
        person.wait_saved()

    def look(person: Person) -> None:
        begin(person)
        review = person.review
        while review.place != review.places[0]:
            person.keys("P")
        assert "alice resolves" in person.label("card_thread")
        assert "Thread resolved" in person.label("card_thread")

    at_the_window(article, "--annotator", "max", script=ask)
    assert progress_of(article, article.parent, "max").threads == 1
    at_the_window(article, "--annotator", "alice", script=settle)
    assert progress_of(article, article.parent, "max").threads == 0
    at_the_window(article, "--annotator", "max", script=look)
