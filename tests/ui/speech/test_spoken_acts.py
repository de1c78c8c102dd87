"""What a screen reader is told of each gesture: one sentence each, written here first.

Tests of ui.speech.announcer, ui.speech.layer_words, ui.speech.crossing, ui.speech.where_am_i and
ui.furnishing.speech_parts, too.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from analyst_app.core.span import Span
from tests.hearing import Listener
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n\nRain fell.\n"


@pytest.fixture
def person(open_text: OpenText, listener: Listener) -> Person:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    QApplication.processEvents()
    listener.heard()
    return person


def tag(person: Person, listener: Listener, words: str, key: str) -> list[str]:
    """Put the caret into words, press a tag key, and hear what follows from the key."""
    person.caret(words)
    listener.heard()
    person.keys(key)
    return listener.heard()


def test_a_tag_key_tells_tag_length_and_words(person: Person, listener: Listener) -> None:
    assert tag(person, listener, "Ada Brandt", "A") == ["Actor made, 2 words, Ada Brandt."]


def test_a_quote_tells_too_that_nobody_said_it_and_how_many_are_left(person: Person, listener: Listener) -> None:
    (said,) = tag(person, listener, "not leave", "Q")
    assert said == "Quote made, 4 words, no speaker, 1 left, “We will not leave,”."


def test_the_speaker_of_a_quote_is_proposed_and_its_acceptance_told(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    tag(person, listener, "not leave", "Q")
    person.keys("L")
    (said,) = listener.heard()
    assert said.startswith("Linking. Speaker: Ada Brandt")
    assert said.endswith("1 of 1.")
    person.keys("Enter")
    (said,) = listener.heard()
    assert said == "Speaker: “Ada Brandt”."


def test_n_and_p_tell_the_annotation_that_they_go_to(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    tag(person, listener, "not leave", "Q")
    person.keys("Ctrl+Home")
    listener.heard()
    person.keys("N")
    assert listener.heard() == ["Actor, Ada Brandt, paragraph 2."]
    person.keys("N")
    assert listener.heard() == ["Quote, “We will not leave,”, no speaker, direct, paragraph 2."]
    person.keys("P")
    assert listener.heard() == ["Actor, Ada Brandt, paragraph 2."]
    person.keys("P")
    assert listener.heard() == ["No annotation stands before."]
    assert listener.urgent[-1] == "No annotation stands before."


def test_undo_and_redo_tell_what_was_taken_back(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("Ctrl+Z")
    assert listener.heard() == ["Undone: Tag as Actor. Ada Brandt."]
    person.keys("Ctrl+Shift+Z")
    assert listener.heard() == ["Done again: Tag as Actor. Ada Brandt."]


def test_an_edge_step_tells_which_edge_and_where(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("F2")
    assert listener.heard() == ["Moving edges. Last edge between Brandt and said, 2 words."]
    person.keys("Ctrl+Right")
    assert listener.heard() == ["Last edge between said and the, 3 words."]
    person.keys("F2")
    assert listener.heard() == ["First edge between depot and Ada, 3 words."]
    person.keys("Enter")
    assert listener.heard() == ["Edges kept, 3 words, Ada Brandt said."]


def test_edges_that_are_put_back_tell_that_nothing_was_done(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("F2 Ctrl+Right")
    listener.heard()
    person.keys("Esc")
    assert listener.heard() == ["Reading."]


def test_a_digit_tells_the_value_once(person: Person, listener: Listener) -> None:
    tag(person, listener, "not leave", "Q")
    person.keys("3")
    assert listener.heard() == ["Mode: indirect."]


def test_delete_tells_what_is_gone(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("Delete")
    assert listener.heard() == ["Deleted “Ada Brandt”. Actor."]


def test_the_number_of_matches_is_told(person: Person, listener: Listener) -> None:
    person.keys("Ctrl+F")
    listener.heard()
    person.type("depot")
    person.wait(lambda: "2 found" in person.label("find_count"))
    QApplication.processEvents()
    assert listener.heard()[-1] == "2 found."


def test_saved_is_told_once_and_not_saved_breaks_in(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("Ctrl+S")
    person.wait_saved()
    QApplication.processEvents()
    said = [words for words in listener.heard() if words.startswith("Saved")]
    assert len(said) == 1


def test_a_message_is_told(person: Person, listener: Listener) -> None:
    person.bars.show_bar("test", "The folder is gone.")
    QApplication.processEvents()
    assert listener.heard() == ["The folder is gone."]


def test_the_caret_tells_what_it_goes_into_and_out_of(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.view.select(Span(11, 55))
    person.keys("C")
    person.keys("Esc Ctrl+Home")
    listener.heard()
    person.view.place_caret(13)
    QApplication.processEvents()
    assert listener.heard() == ["In Claim. In Actor."]
    person.view.place_caret(40)
    QApplication.processEvents()
    assert listener.heard() == ["Out of Actor."]
    person.view.place_caret(0)
    QApplication.processEvents()
    assert listener.heard() == ["Out of Claim."]


def detail(person: Person, level: int) -> None:
    keeper = person.window.prepare().preferences
    keeper.take(keeper.preferences._replace(speech_detail=level))


def test_the_caret_crosses_in_silence_where_only_outcomes_are_wanted(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("Ctrl+Home")
    detail(person, 0)
    listener.heard()
    person.view.place_caret(13)
    QApplication.processEvents()
    assert listener.heard() == []
    person.keys("Delete")
    assert listener.heard() == ["Deleted “Ada Brandt”. Actor."]


def test_with_full_detail_the_values_are_told(person: Person, listener: Listener) -> None:
    tag(person, listener, "not leave", "Q")
    detail(person, 2)
    person.keys("Ctrl+Home")
    listener.heard()
    person.caret("not leave")
    assert listener.heard() == ["In Quote, no speaker, Mode: direct."]


def test_nothing_is_done_while_nobody_listens(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    monkeypatch.setattr("analyst_app.ui.speech.layer_words.LayerWords", lambda session: made.append(session))
    monkeypatch.setattr("analyst_app.ui.speech.announcer.QAccessibleAnnouncementEvent", lambda *_: made.append(_))
    person = open_text(TEXT)
    person.caret("Ada Brandt")
    person.keys("A N Ctrl+Z")
    assert made == []


def test_where_am_i_tells_tags_speaker_values_and_paragraph_to_ear_and_eye(person: Person, listener: Listener) -> None:
    tag(person, listener, "not leave", "Q")
    person.keys("F8")
    said = "Paragraph 2. Quote, “We will not leave,”, no speaker, Mode: direct."
    assert listener.heard() == [said]
    assert person.label("key_hints") == said
    person.caret("Rain")
    listener.heard()
    person.keys("F8")
    assert listener.heard() == ["Paragraph 3. No annotation is here."]


def test_a_note_is_told_once_it_is_kept(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("M")
    assert "Writing a note." in listener.heard()
    person.type("who is she?")
    assert listener.heard() == []
    person.keys("Esc")
    QApplication.processEvents()
    assert listener.heard() == ["Note kept."]
    person.keys("F8")
    assert listener.heard() == ["Paragraph 2. Actor, Ada Brandt, Naming: named, note: who is she?"]


def test_another_tag_is_told(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    person.keys("Shift+C")
    assert listener.heard() == ["Claim now. Gone with the old tag: Naming = named."]


def test_a_refusal_is_told_at_once(person: Person, listener: Listener) -> None:
    tag(person, listener, "Ada Brandt", "A")
    assert tag(person, listener, "Ada Brandt", "A") == ["That is tagged as Actor already."]
    assert listener.urgent[-1] == "That is tagged as Actor already."


def test_a_suggestion_is_told_and_what_accepting_it_made(person: Person, listener: Listener) -> None:
    person.keys("Ctrl+Home U")
    said = " ".join(listener.heard())
    assert "Suggestion" in said
    assert said.count("Quote") >= 1
    person.keys("Enter")
    (said,) = [words for words in listener.heard() if "made" in words]
    assert said.startswith("Quote made, ")
    assert "speaker Ada Brandt" in said


def test_j_tells_no_word_of_its_own_for_the_reader_tells_the_selection(person: Person, listener: Listener) -> None:
    person.keys("Ctrl+Home J")
    assert listener.heard() == []
    person.keys("E")
    assert len(listener.heard()) <= 1
