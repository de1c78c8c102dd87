"""S: a person's mentions, listed with the words round them, then tagged in one step.

Tests of ui.annotate.floating_list, ui.annotate.mention_list and ui.annotate.same_mode.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QMenu

from analyst_app.core import edits
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt spoke. Then Brandt left, and Brandt’s deputy Omar Hall stayed. Ada Brandt came back.\n"


def begin(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person", name="Ada Brandt"))
    person.keys("S")
    return person


def hits(person: Person) -> list[str]:
    return [span.of(TEXT) for span in person.view.painter.overlays.hits]


def test_s_previews_all_mentions_of_the_name(open_text: OpenText) -> None:
    person = begin(open_text)
    assert hits(person) == ["Brandt", "Brandt", "Ada Brandt"]
    assert len(person.tagged) == 1
    assert person.label("mode_chip") == "SAME"
    assert said(person).startswith("Enter tag 3 mentions of “Ada Brandt”")


def test_enter_tags_them_in_one_undo_step(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Enter")
    assert [words for _, words in person.tagged] == ["Ada Brandt", "Brandt", "Brandt", "Ada Brandt"]
    assert {one.attribute("name") for one in person.annotations} == {"Ada Brandt"}
    assert hits(person) == []
    person.keys("Ctrl+Z")
    assert len(person.tagged) == 1


def test_esc_tags_none(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Esc")
    assert len(person.tagged) == 1
    assert hits(person) == []
    assert person.label("mode_chip") == "READ"


def test_when_all_are_tagged_it_says_so(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("S Enter S")
    assert len(person.tagged) == 4
    assert said(person) == "Every mention of “Ada Brandt” is tagged."


def test_no_command_acts_behind_the_list(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Delete C Shift+Q 1 S")
    assert person.label("mode_chip") == "SAME"
    assert len(person.tagged) == 1
    assert said(person) == "The list has the keys: Enter takes what is chosen, Esc leaves."


def test_only_names_have_mentions(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "claim", "Omar Hall stayed"))
    person.keys("S")
    assert person.label("mode_chip") == "READ"


def test_in_a_long_article_all_are_found_in_the_end(open_text: OpenText) -> None:
    person = open_text(TEXT + "it was the line of words\n" * 12_000 + "Ada Brandt\n")
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("S")
    person.wait(lambda: len(hits(person)) == 4)
    assert "looking on" not in said(person)


def test_a_click_on_the_lists_title_is_no_click_on_the_words_behind(open_text: OpenText) -> None:
    person = begin(open_text)
    caret = person.view.caret
    title = person.window.findChild(QLabel, "mention_title")
    assert title is not None
    QTest.mouseClick(title, Qt.MouseButton.LeftButton, pos=QPoint(150, 5))
    assert (person.view.caret, person.label("mode_chip")) == (caret, "SAME")


LONG = "Ada Brandt spoke.\n" + "it was the line of words\n" * 43_000 + "Ada Brandt\n"
"""The next mention lies more than one portion away."""


@pytest.mark.parametrize(("key", "mode"), [("Delete", "READ"), ("F2", "EDGE"), ("Right", "READ")])
def test_a_list_that_comes_late_interrupts_nothing(open_text: OpenText, key: str, mode: str) -> None:
    person = open_text(LONG)
    name = put(person, "actor", "Ada Brandt")
    person.view.place_caret(person.find("Brandt spoke") + len("Brandt"))
    person.bridge.set_current(name)
    person.keys(f"S {key}")
    person.wait(lambda: person.is_idle)
    assert person.label("mode_chip") == mode
    assert hits(person) == []


def model_of(person: Person) -> QAbstractItemModel:
    return person.window.findChildren(QAbstractItemView, "mentions")[-1].model()


def count(person: Person) -> int:
    """The number of rows; to read all of them each time that one waits took most of the time that was waited."""
    return model_of(person).rowCount()


def rows(person: Person) -> list[tuple[str, bool]]:
    model = model_of(person)
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(str(one.data()), one.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked) for one in indexes]


def test_the_list_has_the_words_round_each_mention(open_text: OpenText) -> None:
    person = begin(open_text)
    assert [words for words, _ in rows(person)] == [
        "Ada Brandt spoke. Then [Brandt] left, and Brandt’s deputy Omar…",
        "…spoke. Then Brandt left, and [Brandt]’s deputy Omar Hall stayed. Ada…",
        "…deputy Omar Hall stayed. [Ada Brandt] came back.",
    ]


def test_space_leaves_one_out_and_takes_it_in_again(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Down Space")
    assert [is_in for _, is_in in rows(person)] == [True, False, True]
    assert len(hits(person)) == 2
    person.keys("Space Space Enter")
    assert [words for _, words in person.tagged] == ["Ada Brandt", "Brandt", "Ada Brandt"]


def test_with_all_left_out_enter_says_so(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("Space Down Space Down Space Enter")
    assert said(person) == "All mentions are left out. Space takes one in."
    assert len(person.tagged) == 1


def test_the_scroll_bar_shows_them_and_then_what_it_showed_before(open_text: OpenText) -> None:
    person = begin(open_text)
    assert list(person.view.marks.shown) == [one.start for one in person.view.painter.overlays.hits]
    person.keys("Esc")
    assert list(person.view.marks.shown) == []


def test_a_mention_that_lacks_the_name_gets_it_in_the_same_step(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Ada Brandt", 1)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person", name="Ada Brandt"))
    person.keys("S")
    assert rows(person)[-1][0].endswith("tagged; gets name and kind")
    person.keys("Enter")
    assert {(one.attribute("name"), one.attribute("kind")) for one in person.annotations} == {("Ada Brandt", "person")}
    person.keys("Ctrl+Z")
    assert len(person.tagged) == 2
    assert person.annotations[-1].attribute("name") is None


MANY = "Ada Brandt spoke. Then Brandt left.\n" * 1_500
"""So many mentions that they are found in about sixty portions."""


def begin_with_many(open_text: OpenText) -> Person:
    person = open_text(MANY)
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("S")
    assert 0 < count(person) < 300
    assert "looking on…" in said(person)
    return person


def test_enter_before_the_end_tags_what_the_whole_article_has_in_one_step(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    person.keys("Down Space Enter")  # the second one is left out
    assert said(person).startswith("Tags them when all are found")
    person.wait(lambda: person.label("mode_chip") == "READ")
    assert len(person.tagged) == 2_999
    assert [words for _, words in person.tagged][:3] == ["Ada Brandt", "Brandt", "Brandt"]
    person.keys("Ctrl+Z")
    assert len(person.tagged) == 1


def test_the_list_grows_to_its_end_and_keeps_what_was_chosen_and_left_out(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    person.keys("Down Space")
    before = rows(person)
    person.wait(lambda: "looking on" not in said(person))
    assert count(person) == 2_999
    assert rows(person)[1] == before[1]
    assert not rows(person)[1][1]
    assert len(hits(person)) == len(person.view.marks.shown) - 1 == 2_998


@pytest.mark.parametrize("keys", ["Esc", "Enter Esc"])
def test_esc_ends_the_search_too(open_text: OpenText, keys: str) -> None:
    person = begin_with_many(open_text)
    person.keys(keys)
    assert person.label("mode_chip") == "READ"
    for _ in range(100):
        person.wait(lambda: person.is_idle)
    assert (len(person.tagged), hits(person), person.label("mode_chip")) == (1, [], "READ")


def test_two_people_of_one_name_found_late_are_asked_about(open_text: OpenText) -> None:
    far = "it was the line of words\n" * 33_000
    person = open_text("Brandt left.\nBrandt came.\n" + far + "Ada Brandt met Karl Brandt.\n")
    person.bridge.set_current(put(person, "actor", "Brandt"))
    person.keys("S Enter")
    person.wait(lambda: person.window.findChild(QMenu, "namesakes_menu") is not None)
    assert len(person.tagged) == 1
    menu = person.window.findChild(QMenu, "namesakes_menu")
    assert menu is not None
    assert [one.text() for one in menu.actions()][1:] == ["&1 Ada Brandt", "&2 Karl Brandt"]
    menu.actions()[1].trigger()
    menu.close()
    person.wait(lambda: person.label("mode_chip") == "SAME" and "looking on" not in said(person))
    assert [(words.count("[Ada Brandt]"), is_in) for words, is_in in rows(person)] == [(0, False), (1, True)]


def test_what_a_colleague_tags_meanwhile_is_listed_no_more(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    put(person, "actor", "Ada Brandt", 1)
    person.wait(lambda: "looking on" not in said(person))
    assert count(person) == 2_998


def chosen(person: Person) -> str:
    index = person.window.findChildren(QAbstractItemView, "mentions")[-1].currentIndex()
    return str(index.data())


def test_the_chosen_mention_stays_chosen_when_the_list_begins_anew(open_text: OpenText) -> None:
    numbered = "".join(f"Ada Brandt is {number:04}.\n" for number in range(1_500))
    person = open_text(numbered)
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("S")
    person.wait(lambda: "looking on" not in said(person))
    person.keys("End Up")
    assert "is 1498" in chosen(person)
    put(person, "actor", "Ada Brandt", 3)  # a colleague's
    person.wait(lambda: "looking on" not in said(person) and count(person) == 1_498)
    assert "is 1498" in chosen(person)


def test_tags_that_a_merge_interrupts_are_made_for_what_is_there_then(open_text: OpenText) -> None:
    person = open_text(MANY)
    named = put(person, "actor", "Ada Brandt", 5)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person", name="Ada Brandt"))
    person.keys("S")
    person.wait(lambda: "looking on" not in said(person))
    person.keys("Enter")
    assert said(person).startswith("Tagging")
    store = person.bridge.session.store
    assert person.bridge.do("noted elsewhere", edits.set_note(store.annotation(named), "a colleague’s"))
    person.wait(lambda: person.label("mode_chip") == "READ")
    assert len(person.tagged) == 3_000
    assert {one.attribute("name") for one in person.annotations} == {"Ada Brandt"}
    assert store.annotation(named).note == "a colleague’s"


def test_the_mention_itself_may_be_changed_by_a_colleague_meanwhile(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Ada Brandt", 1, kind="person")
    person.bridge.set_current(put(person, "actor", "Ada Brandt", name="Ada Brandt"))
    person.keys("S")
    assert person.bridge.do("noted elsewhere", edits.set_note(person.bridge.current, "a colleague’s"))
    person.keys("Enter")
    person.wait(lambda: person.label("mode_chip") == "READ")
    assert len(person.tagged) == 4
    assert {(one.attribute("name"), one.attribute("kind")) for one in person.annotations} == {("Ada Brandt", "person")}
    assert person.bridge.current.note == "a colleague’s"


def test_the_list_goes_with_the_mention_that_it_is_about(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    assert person.bridge.do("removed elsewhere", edits.remove(person.bridge.session.store, [person.bridge.current]))
    assert person.label("mode_chip") == "READ"
    assert hits(person) == []


def test_undo_takes_back_an_enter_that_waits_until_all_is_found(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    person.keys("Enter")
    assert said(person).startswith("Tags them when all are found")
    person.keys("Ctrl+Z")
    person.wait(lambda: count(person) == 2_999 and person.is_idle)
    assert (person.label("mode_chip"), len(person.tagged)) == ("SAME", 1)
    person.keys("Enter")
    person.wait(lambda: person.label("mode_chip") == "READ")
    assert len(person.tagged) == 3_000


def test_undo_while_it_tags_leaves_no_tag(open_text: OpenText) -> None:
    person = begin_with_many(open_text)
    person.wait(lambda: "looking on" not in said(person))
    person.keys("Enter")
    assert said(person).startswith("Tagging")
    person.keys("Ctrl+Z")
    person.wait(lambda: person.is_idle)
    assert (person.label("mode_chip"), len(person.tagged)) == ("SAME", 1)
    person.keys("Esc Ctrl+Z")
    assert person.tagged == []


def test_a_list_that_grows_is_seen_whole(open_text: OpenText) -> None:
    person = open_text("It rained.\n" * 12 + MANY)
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.view.reveal(person.bridge.current.span)
    person.keys("S")
    person.wait(lambda: "looking on" not in said(person))
    found = person.window.findChildren(QFrame, "mention_list")[-1]
    assert person.view.viewport().rect().contains(found.geometry())
    assert not found.geometry().intersects(person.view.rect_of(person.bridge.current.start))
