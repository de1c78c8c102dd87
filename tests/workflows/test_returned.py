"""Decisions come back to the colleague in her own article: a mode with a few keys, a card, and her text as it is.

Tests of ui.commands.action_set, ui.review.returned.returned_commands, ui.review.returned.returned_mode,
ui.review.returned.returned_card, ui.review.returned.returned_sight, ui.review.returned.returned_news and
ui.review.returned.before_painter.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from analyst_app.core.span import Span
from analyst_app.ui.annotate.several_commands import SeveralCommands
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.review.returned.returned_commands import ReturnedCommands
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, sidecar, spans
from tests.workflows.test_review_seen import TEXT, claims, paragraph

FIRST = "Esc first: the decisions on your tags are shown. A accepts, C contests, M answers, N and P go on."


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """Max has taken Bob's edges of Alice's first claim, rejected her second as too wide, and kept her third."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1, 2, 40)))
    bob = claims("bob", (1, 40))
    put_layer(path, "bob", [one._replace(end=one.end + 5) for one in bob])

    def script(person: Person) -> None:
        begin(person)
        person.keys("2 R 2 1")
        person.wait_saved()

    at_the_window(path, "--annotator", "max", script=script)
    return path


def show_returned(person: Person) -> None:
    person.wait_open("depot.txt")
    person.wait(lambda: person.bars.words("returned"), "the bar")
    person.choose("review.returned")


def card(person: Person) -> FloatingCard:
    found = person.window.findChild(FloatingCard, "returned_card")
    assert found is not None
    return found


def covered(person: Person) -> QRect:
    """The rectangle of the card, in the viewport."""
    shown = card(person)
    inner = shown.rect().adjusted(shown.shadow, shown.shadow, -shown.shadow, -shown.shadow)
    return QRect(person.view.viewport().mapFromGlobal(shown.mapToGlobal(inner.topLeft())), inner.size())


def lines(person: Person, span: Span) -> QRect:
    first, last = person.view.rect_of(span.start), person.view.rect_of(span.end)
    return QRect(QPoint(0, first.top()), QPoint(person.view.viewport().width(), last.bottom()))


def replies(person: Person) -> list[str]:
    entries = person.bridge.session.store.entries("replies")
    return [dict(one.body)["answer"] for one in entries]


def test_the_article_stays_and_the_card_says_what_was_what_is_now_and_why(decided: Path) -> None:
    untouched = {layer: sidecar(decided, layer).read_bytes() for layer in ("bob", "gold-max")}

    def script(person: Person) -> None:
        show_returned(person)
        assert person.view.isVisible()
        assert person.focus is person.view
        assert (person.label("mode_chip"), person.bridge.current) == ("RETURNED", None)
        assert person.label("key_hints").startswith("A accept  ·  C contest  ·  M answer")
        assert person.label("returned_head") == "1 of 2 decisions, 1 as you had it · waits for your answer"
        start = paragraph(1)
        assert person.label("returned_before") == f"Claim: {TEXT[start : start + 20]}"
        assert person.label("returned_now") == f"Claim: {TEXT[start : start + 25]}"
        assert person.label("returned_why").splitlines() == [
            "max took another reading",
            "Claim: The sentence without its attribution, outer quotation marks and final stop. Split only where the "
            "parts could be true separately; never two sentences. Questions are not claims.",
        ]
        person.keys("N")
        assert person.label("returned_head") == "2 of 2 decisions, 1 as you had it · waits for your answer"
        assert person.label("returned_now") == "nothing: it was rejected"
        assert person.label("returned_why").splitlines()[0] == "max rejected it: too wide"
        sight = person.part(ReturnedCommands)._sight
        assert sight.before.going == [Span(paragraph(2), paragraph(2) + 20)], "all her words are stroked through"
        person.keys("N")
        assert person.label("returned_head").startswith("1 of 2"), "what she had is passed over"
        assert [mark.span for mark in [sight.now.current] if mark] == [Span(start, start + 25)]
        person.keys("P P")
        assert person.label("returned_head").startswith("1 of 2")

    at_the_window(decided, "--annotator", "alice", script=script)
    assert {layer: sidecar(decided, layer).read_bytes() for layer in untouched} == untouched


def test_accept_is_one_step_that_edit_names_and_undo_comes_back_to_it(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        before = person.annotations
        person.keys("A")
        store, history = person.bridge.session.store, person.bridge.session.history
        assert store.annotation("alice-0").end == paragraph(1) + 25
        assert history.undo_label == "Accept the decision"
        assert person.label("returned_head").startswith("2 of 2"), "the next that waits"
        person.keys("Enter")
        assert store.annotation("alice-1") is None
        assert "All decisions are answered" in person.label("key_hints")
        assert person.label("returned_head") == "2 of 2 decisions, 1 as you had it · accepted"
        assert person.label("returned_before").startswith("Claim: Paragraph 2"), "as it was judged"
        for key in ("A", "Enter"):
            person.keys(key)
            assert person.label("key_hints") == "You have accepted this already."
        assert replies(person) == ["accept", "accept"]
        person.keys("Ctrl+Z")
        assert (person.label("mode_chip"), len(replies(person))) == ("RETURNED", 1)
        assert person.label("returned_head").startswith("2 of 2")
        person.keys("Ctrl+Z")
        assert person.label("returned_head").startswith("1 of 2")
        assert (person.annotations, replies(person)) == (before, [])
        person.keys("Ctrl+Y")
        assert replies(person) == ["accept"]

    at_the_window(decided, "--annotator", "alice", script=script)


def test_contest_and_answer_ask_for_words_and_keep_what_is_typed(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        before = person.annotations
        person.keys("C")
        assert (person.focus.objectName(), person.label("mode_chip")) == ("reply_field", "REPLY")
        person.type("no")
        person.keys("Esc")
        assert (person.focus, replies(person)) == (person.view, [])
        assert person.label("mode_chip") == "RETURNED"
        person.keys("C")
        person.type("the stop belongs to it")
        person.view.setFocus()
        person.keys("N")
        assert person.focus.objectName() == "reply_field", "typed words are neither lost nor given to another decision"
        assert person.label("returned_head").startswith("1 of 2")
        person.keys("Enter")
        assert (replies(person), person.annotations) == (["contest"], before)
        assert person.bridge.session.history.undo_label == "Contest the decision"
        assert person.label("returned_head").startswith("2 of 2")
        person.keys("P")
        assert person.label("returned_head").endswith("contested")
        assert "you contested: the stop belongs to it" in person.label("returned_said")
        person.keys("M")
        person.type("and so says the book")
        person.keys("Enter")
        assert replies(person) == ["contest", "comment"]
        assert person.label("returned_said").splitlines()[-2:] == [
            "you commented: and so says the book",
            "Thread open",
        ]
        head = person.window.findChild(QLabel, "returned_head")
        assert head.fontMetrics().horizontalAdvance(f"{head.text()}, 14 as you had it · waits") < head.width()
        person.choose("review.returned_resolve")
        assert person.label("returned_said").endswith("Thread resolved")
        person.keys("Ctrl+Z Ctrl+Z Ctrl+Z")
        assert replies(person) == []
        person.wait_saved()

    at_the_window(decided, "--annotator", "alice", script=script)


def test_a_key_that_would_tag_or_change_something_says_esc_first(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        before = person.annotations
        for key in ("Q", "V", "X", "Shift+C", "F2", "1", "0", "Delete", "L", "U", "E", "]", "Ctrl+Return"):
            person.bridge.say("")
            person.keys(key)
            assert person.label("key_hints") == FIRST, key
        person.window.findChild(QWidget, "annotation_table").setFocus()
        person.keys("Q")
        assert person.label("key_hints") == FIRST
        person.view.setFocus()
        person.choose("tag.quote")
        assert person.label("key_hints") == FIRST
        assert (person.annotations, person.label("mode_chip")) == (before, "RETURNED")
        person.select("Paragraph 3")
        assert person.bridge.current is None
        person.keys("Q")
        assert person.annotations == before
        person.keys("Esc")
        assert (person.label("mode_chip"), card(person).isVisible()) == ("READ", False)
        assert person.view.caret == paragraph(1)
        assert "max has decided on 2 tags of yours" in person.bars.words("returned")
        person.caret("Paragraph 3")
        person.keys("C")
        assert len(person.annotations) == len(before) + 1, "tags as ever"

    at_the_window(decided, "--annotator", "alice", script=script)


def leaves(menu: QMenu) -> list[QAction]:
    """The entries of a menu and of those under it."""
    found: list[QAction] = []
    for action in menu.actions():
        under = action.menu()
        found += leaves(under) if isinstance(under, QMenu) else [action]
    return found


def test_the_menu_of_several_rows_changes_nothing_that_the_keys_would_not(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        panel, before = person.part(AnnotationPanel), person.annotations
        panel.table.setFocus()
        panel.table.selectAll()
        chosen = panel.chosen
        assert len(chosen) == 3
        entries = leaves(person.part(SeveralCommands).menu_for(chosen))
        assert {"Check-worthy", "To Cue", "Delete 3 annotations"} <= {
            one.text().replace("&", "").split("\t")[0] for one in entries
        }
        for entry in entries:
            if entry.isEnabled() and not entry.isSeparator():
                person.bridge.say("")
                entry.trigger()
                assert (person.annotations, person.label("key_hints")) == (before, FIRST), entry.text()

    at_the_window(decided, "--annotator", "alice", script=script)


def test_an_armed_tag_tags_nothing_while_decisions_are_shown(decided: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        from analyst_app.ui.panels.tool_bar import ToolBar

        tool_bar = person.part(ToolBar)
        tool_bar.arm("quote")
        person.choose("review.returned")
        assert tool_bar.armed_tag == ""
        tool_bar.arm("quote")
        before = person.annotations
        person.select("Paragraph 3")
        assert (tool_bar.armed_tag, person.annotations) == ("", before)

    at_the_window(decided, "--annotator", "alice", script=script)


def test_by_mouse_buttons_answer_and_a_click_into_a_decisions_words_goes_to_it(decided: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.click_widget(person.button("Look"))
        assert person.label("returned_head").startswith("1 of 2")
        person.click("Paragraph 2")
        assert person.label("returned_head").startswith("2 of 2")
        assert person.bridge.current is None
        person.click_widget(person.window.findChild(QAbstractButton, "returned_next"))
        assert person.label("returned_head").startswith("1 of 2")
        assert person.focus is person.view
        person.click_widget(person.window.findChild(QAbstractButton, "returned_accept"))
        assert replies(person) == ["accept"]
        person.click_widget(person.window.findChild(QAbstractButton, "returned_contest"))
        person.type("why?")
        person.keys("Enter")
        assert replies(person) == ["accept", "contest"]
        person.click_widget(person.window.findChild(QAbstractButton, "returned_leave"))
        assert person.label("mode_chip") == "READ"

    at_the_window(decided, "--annotator", "alice", script=script)


@pytest.mark.parametrize("size", [(640, 360), (900, 700), (1440, 900)])
def test_the_card_covers_no_word_that_it_is_about(decided: Path, size: tuple[int, int]) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.window.resize(*size)
        person.wait(lambda: person.window.width() == size[0])
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        for number in (1, 2, 1):
            place = Span(paragraph(number), paragraph(number) + 25)
            person.wait(lambda: card(person).isVisible(), "the card")
            person.wait(lambda place=place: person.view.shows(place), "the words")
            assert not lines(person, place).intersects(covered(person)), number
            accept = person.window.findChild(QAbstractButton, "returned_accept")
            assert accept.visibleRegion().boundingRect() == accept.rect(), "the button is there, whole"
            person.keys("N")
        person.keys("C")
        assert person.focus.objectName() == "reply_field"
        field = person.focus
        assert field.visibleRegion().boundingRect() == field.rect()

    at_the_window(decided, "--annotator", "alice", script=script)


def test_where_nothing_is_to_be_answered_a_sentence_says_so(tmp_path: Path) -> None:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1,)))
    put_layer(path, "bob", [one._replace(end=one.end + 5) for one in claims("bob", (1,))])

    def nobody(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        person.choose("review.returned")
        assert person.label("key_hints") == (
            "Nobody has decided anything about your tags in this article. There is nothing to answer."
        )
        assert person.label("mode_chip") == "READ"

    def keep(person: Person) -> None:
        begin(person)
        person.keys("1")
        person.wait_saved()

    def kept(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        person.choose("review.returned")
        assert person.label("key_hints") == (
            "1 decision, and it leaves your tag as you had it: there is nothing to answer."
        )
        assert (person.label("mode_chip"), person.bars.words("returned")) == ("READ", "")

    at_the_window(path, "--annotator", "alice", script=nobody)
    at_the_window(path, "--annotator", "max", script=keep)
    at_the_window(path, "--annotator", "alice", script=kept)


def test_in_an_arabic_article_her_words_keep_their_own_order(tmp_path: Path) -> None:
    said = "قال الوزير إن المصنع سيغلق أبوابه غدا. "
    path = tmp_path / "depot.txt"
    path.write_text(said * 12, "utf-8")
    put_layer(path, "alice", spans("alice", ("claim", len(said), len(said) + 20)))
    put_layer(path, "bob", spans("bob", ("claim", len(said) + 5, len(said) + 20)))

    def settle(person: Person) -> None:
        begin(person)
        person.keys("2")
        person.wait_saved()

    def script(person: Person) -> None:
        show_returned(person)
        words = person.label("returned_before")
        assert words == f"Claim: \N{FIRST STRONG ISOLATE}{said[:20].strip()}\N{POP DIRECTIONAL ISOLATE}"
        sight = person.part(ReturnedCommands)._sight
        assert sight.before.going == [Span(len(said), len(said) + 5)]
        assert not lines(person, Span(len(said), len(said) + 20)).intersects(covered(person))
        person.keys("A")
        assert person.annotations[0].start == len(said) + 5

    at_the_window(path, "--annotator", "max", script=settle)
    at_the_window(path, "--annotator", "alice", script=script)


def test_of_two_reviewers_she_contests_one_and_follows_the_other(tmp_path: Path) -> None:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1,)))
    put_layer(path, "bob", [one._replace(end=one.end + 5) for one in claims("bob", (1,))])

    def settle(key: str) -> object:
        def script(person: Person) -> None:
            begin(person)
            person.keys(key)
            person.wait_saved()

        return script

    def script(person: Person) -> None:
        show_returned(person)
        assert person.label("returned_head").startswith("1 of 2 decisions")
        assert person.label("returned_why").startswith("max took another reading")
        person.keys("C")
        person.type("not so")
        person.keys("Enter")
        assert person.label("returned_why").startswith("nora rejected it")
        assert person.label("returned_head").endswith("waits for your answer")
        person.keys("A")
        assert person.annotations == []
        person.wait_saved()

    at_the_window(path, "--annotator", "max", script=settle("2"))
    at_the_window(path, "--annotator", "nora", script=settle("R 1"))
    at_the_window(path, "--annotator", "alice", script=script)
    stored = json.loads(sidecar(path, "alice").read_text("utf-8"))["replies"]
    assert sorted((one["answer"], one["by"]) for one in stored) == [("accept", "nora"), ("contest", "max")]


def test_f6_leads_to_the_panes_and_the_keys_still_answer(decided: Path) -> None:
    """F6 left the mode without a word, and Delete in the table took her tag away."""

    def script(person: Person) -> None:
        show_returned(person)
        table = person.part(AnnotationPanel).table
        for _ in range(8):
            person.keys("F6")
            if person.focus is table:
                break
        assert person.focus is table
        assert person.label("mode_chip") == "RETURNED"
        before = person.tagged
        person.keys("Delete")
        assert person.tagged == before
        assert person.label("key_hints") == FIRST
        person.keys("A")
        assert replies(person) == ["accept"]
        assert person.label("mode_chip") == "RETURNED"

    at_the_window(decided, "--annotator", "alice", script=script)


def test_a_command_that_leaves_the_decisions_leaves_the_way_back_in_a_bar(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        assert not person.bars.words("returned")
        person.choose("select.grow")
        assert person.label("mode_chip") != "RETURNED"
        assert person.bars.words("returned") == "max has decided on 2 tags of yours."

    at_the_window(decided, "--annotator", "alice", script=script)


def test_a_rejected_tag_that_is_not_looked_at_is_rimmed_and_struck_through_too(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        sight = person.part(ReturnedCommands)._sight
        rejected = Span(paragraph(2), paragraph(2) + 20)
        assert sight.before.places == [Span(paragraph(1), paragraph(1) + 20)], "the first is looked at"
        assert sight.before.seen(paragraph(2), paragraph(3)) == ([rejected], [rejected])
        kept = sight.before.seen(paragraph(40), len(TEXT))
        assert kept == ([], []), "what is left as she had it is not marked"
        person.keys("N A")
        assert sight.before.seen(paragraph(2), paragraph(3)) == ([], []), "it is gone"

    at_the_window(decided, "--annotator", "alice", script=script)
