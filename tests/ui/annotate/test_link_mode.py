"""Linking: L proposes, Enter accepts, and all that can happen between.

Tests of ui.annotate.link_candidates, ui.annotate.link_commands and ui.annotate.link_list.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu

from analyst_app.core import edits
from analyst_app.ui.annotate.link_list import LinkList
from analyst_app.ui.annotate.link_mode import LinkMode
from analyst_app.ui.commands.modes import ModeKeeper
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = (
    "Mayor Lena Ortiz met the union’s chair, Ada Brandt, on Monday.\n\n"
    "Ada Brandt has said “we will not leave the depot until every last locker is empty”. Rain fell.\n\n"
    "“We will see about that,” Ortiz replied.\n"
)
QUOTE = "“we will not leave the depot until every last locker is empty”"


def links(person: Person) -> list[tuple[str, str, str]]:
    store = person.bridge.session.store

    def words(annotation_id: str) -> str:
        found = store.annotation(annotation_id)
        return found.span.of(person.view.text) if found else "?"

    return sorted((link.role, words(link.from_id), words(link.to_id)) for link in store.links)


def speakers(person: Person) -> list[tuple[str, str, str]]:
    return [link for link in links(person) if link[0] == "speaker"]


def listed(person: Person) -> list[str]:
    rows = person.window.findChild(QListWidget, "link_candidates")
    assert rows is not None
    return [rows.item(row).text() for row in range(rows.count())]


def mode(person: Person) -> LinkMode:
    found = person.part(ModeKeeper).mode
    assert isinstance(found, LinkMode)
    return found


def begin(open_text: OpenText, *, tagged: bool = True) -> Person:
    person = open_text(TEXT)
    if tagged:
        put(person, "actor", "Lena Ortiz", kind="person")
        put(person, "actor", "Ada Brandt", kind="person")
        put(person, "actor", "Ada Brandt", 1, kind="person")
    person.bridge.set_current(put(person, "quote", QUOTE))
    return person


def test_l_on_a_quote_proposes_the_speaker_and_enter_accepts(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    assert person.label("mode_chip") == "LINK"
    assert listed(person)[0].startswith("1  Ada Brandt")
    person.keys("Enter")
    assert speakers(person) == [("speaker", QUOTE, "Ada Brandt")]
    assert person.label("mode_chip") == "READ"
    assert person.bridge.current.tag == "quote"


@pytest.mark.parametrize("key", ["Ctrl+Alt+1", "Ctrl+Alt+2", "Ctrl+Alt+3"])
def test_the_list_goes_when_a_pane_does(open_text: OpenText, key: str) -> None:
    person = begin(open_text)
    person.keys("L")
    assert person.part(LinkList).isVisible()
    person.keys(key)
    assert not person.part(LinkList).isVisible()
    assert person.label("mode_chip") == "READ"
    assert links(person) == []


def test_it_lists_people_not_mentions(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    assert sum("Ada Brandt" in line for line in listed(person)) == 1


def test_the_cue_is_made_when_the_proposal_is_accepted(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    assert "cue" not in dict(person.tagged)
    person.keys("Enter")
    assert ("cue", "said") in person.tagged
    assert ("cue", QUOTE, "said") in links(person)


def test_a_name_not_yet_tagged_is_tagged_and_linked_in_one_undo_step(open_text: OpenText) -> None:
    person = begin(open_text, tagged=False)
    person.keys("L Enter")
    assert ("actor", "Ada Brandt") in person.tagged
    assert speakers(person) == [("speaker", QUOTE, "Ada Brandt")]
    person.keys("Ctrl+Z")
    assert person.tagged == [("quote", QUOTE)]
    assert links(person) == []


def test_down_picks_another_person(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Down Enter")
    assert speakers(person) == [("speaker", QUOTE, "Lena Ortiz")]
    assert "cue" not in dict(person.tagged)


def test_a_digit_picks_another_person(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L 2 Enter")
    assert speakers(person) == [("speaker", QUOTE, "Lena Ortiz")]


def test_typing_letters_picks_another_person(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L O R T")
    assert mode(person).chosen.name == "Lena Ortiz"
    person.keys("Backspace Enter")
    assert speakers(person) == [("speaker", QUOTE, "Lena Ortiz")]


def test_arrows_change_the_role(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Right")
    assert mode(person).role.role == "addressee"
    person.keys("Left Left")
    assert mode(person).role.role == "via"
    person.keys("Right Right Enter")
    assert links(person)[0][0] == "addressee"


def test_0_says_not_stated(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L 0")
    quote = next(one for one in person.annotations if one.tag == "quote")
    assert quote.attribute("speaker_not_stated") is True
    assert person.label("mode_chip") == "READ"


def test_selecting_text_means_that_one(open_text: OpenText) -> None:
    person = begin(open_text, tagged=False)
    person.keys("L")
    person.select("Lena Ortiz")
    assert person.label("mode_chip") == "LINK"
    assert mode(person).chosen.name == "Lena Ortiz"
    person.keys("Enter")
    assert speakers(person) == [("speaker", QUOTE, "Lena Ortiz")]
    assert person.bridge.current.tag == "quote"
    assert person.view.selection is None


def test_clicking_someone_means_that_one(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    person.click("Lena Ortiz")
    assert mode(person).chosen.name == "Lena Ortiz"
    person.keys("Enter")
    assert speakers(person) == [("speaker", QUOTE, "Lena Ortiz")]


def test_esc_leaves_without_a_link(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Esc")
    assert person.label("mode_chip") == "READ"
    assert links(person) == []
    assert person.bridge.current.tag == "quote"


def test_shift_enter_accepts_and_stays_for_another(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Shift+Enter")
    assert person.label("mode_chip") == "LINK"
    assert not any("Ada Brandt  " in line and line.startswith("1") for line in listed(person))
    person.keys("Enter")
    assert len(speakers(person)) == 2


def test_no_command_acts_behind_the_list_by_key_or_menu(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    before = person.annotations
    for key in ("Ctrl+Z", "Delete", "Shift+C", "F2", "Ctrl+Enter"):
        person.keys(key)
        assert (person.label("mode_chip"), person.annotations) == ("LINK", before), key
    person.choose("edit.undo")
    assert (person.label("mode_chip"), person.annotations) == ("LINK", before)
    person.keys("Esc")
    person.choose("edit.undo")
    assert "quote" not in dict(person.tagged)


def test_l_on_an_actor_offers_the_nearest_quote_without_a_speaker(open_text: OpenText) -> None:
    person = begin(open_text)
    actor = [one for one in person.annotations if one.tag == "actor"][1]
    person.bridge.set_current(actor.id)
    person.keys("L")
    assert "no speaker yet" in listed(person)[0]
    person.keys("Enter")
    assert speakers(person) == [("speaker", QUOTE, "Ada Brandt")]


def test_l_on_an_actor_says_when_no_quote_is_left(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "actor", "Lena Ortiz"))
    person.keys("L")
    assert said(person) == "No quote near is without a speaker."


def test_l_on_a_part_that_continues_links_the_first_part(open_text: OpenText) -> None:
    person = begin(open_text)
    second = put(person, "quote", "“We will see about that,”")
    first = next(one for one in person.annotations if one.tag == "quote")
    person.bridge.do("join", edits.link(person.bridge.session.store, "continues", second, first.id))
    person.bridge.set_current(second)
    person.keys("L Enter")
    assert speakers(person) == [("speaker", QUOTE, "Ada Brandt")]


def test_a_proposal_is_framed_in_the_text(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    assert person.view.painter.overlays.proposal.of(TEXT) == "Ada Brandt"
    person.keys("Esc")
    assert person.view.painter.overlays.proposal is None


def test_shift_l_removes_the_link(open_text: OpenText) -> None:
    person = begin(open_text)
    store = person.bridge.session.store
    quote = next(one for one in person.annotations if one.tag == "quote")
    actor = next(one for one in person.annotations if one.tag == "actor")
    person.bridge.do("link", edits.link(store, "speaker", quote.id, actor.id))
    person.keys("Shift+L")
    assert links(person) == []
    assert said(person) == "Speaker link to “Lena Ortiz” removed."


def test_shift_l_asks_which_if_several(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Enter L Right Down Enter Shift+L")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if isinstance(action, QAction)]
    assert len(words) == 3
    menu.actions()[next(n for n, line in enumerate(words) if "speaker" in line)].trigger()
    menu.close()
    assert sorted(role for role, _, _ in links(person)) == ["addressee", "cue"]


def test_a_claim_is_linked_to_its_source(open_text: OpenText) -> None:
    person = begin(open_text)
    person.bridge.set_current(put(person, "claim", "we will not leave the depot"))
    person.keys("L")
    assert mode(person).role.role == "source"
    person.keys("Enter")
    assert ("source", "we will not leave the depot", "Ada Brandt") in links(person)


def test_l_on_a_tag_without_links_says_so(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "skip", TEXT.splitlines()[0]))
    person.keys("L")
    assert person.label("mode_chip") == "READ"
    assert said(person) == "A Skip has no links in this codebook."


def test_the_keys_shown_say_keep_replace_or_add(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L")
    assert mode(person).hints()[0] == "Enter accept"
    person.keys("Enter L")
    assert mode(person).hints()[:3] == ["Enter keep", "↑/↓ another", "Shift+Enter keep, add another"]
    person.keys("Down")
    assert mode(person).hints()[:3] == ["Enter replace", "↑/↓ another", "Shift+Enter add"]
    person.keys("Up Enter")
    assert said(person) == "The speaker stays “Ada Brandt”."


def test_in_another_role_it_shows_those_of_that_role(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("L Enter L Right")
    assert mode(person).hints()[0] == "Enter accept"
    person.keys("Down Enter L")
    assert (mode(person).chosen.shown, mode(person).chosen.why) == ("Ada Brandt", "the speaker now")
    assert len(links(person)) == 3


def test_selecting_text_frames_what_would_be_tagged(open_text: OpenText) -> None:
    person = begin(open_text, tagged=False)
    person.keys("L")
    person.select("the union’s")
    row = listed(person)[0]
    assert row.startswith(f"1  {person.view.painter.overlays.proposal.of(TEXT)}")


def test_a_click_beside_a_quote_asks_who_spoke(open_text: OpenText) -> None:
    person = begin(open_text)
    quote = person.bridge.current
    person.keys("Esc")
    person.view.speaker_clicked.emit(quote.id)
    assert person.label("mode_chip") == "LINK"
    assert person.bridge.current.id == quote.id


def test_on_a_read_only_layer_a_click_beside_a_quote_proposes_nobody(open_text: OpenText) -> None:
    person = begin(open_text)
    quote = next(one for one in person.annotations if one.tag == "quote")
    person.bridge.session.read_only = "this is bob’s layer"
    person.view.speaker_clicked.emit(quote.id)
    assert person.label("mode_chip") == "READ"
    assert said(person) == "Read-only: this is bob’s layer. Save a copy to change it."


def test_another_role_begins_with_whom_it_has_also_after_one_was_added(open_text: OpenText) -> None:
    person = begin(open_text)
    store = person.bridge.session.store
    quote, ortiz = person.bridge.current, next(one for one in person.annotations if one.span.of(TEXT) == "Lena Ortiz")
    assert person.bridge.do("link", edits.link(store, "addressee", quote.id, ortiz.id))
    person.keys("L Shift+Enter Right")
    assert "Lena Ortiz" in listed(person)[0]
    assert "the addressee now" in listed(person)[0]
    person.keys("Enter")
    assert [link for link in links(person) if link[0] == "addressee"] == [("addressee", QUOTE, "Lena Ortiz")]


def put_beside(person: Person, width: int, height: int) -> QRect:
    """Begin to link the first quote in a window of a size; where the list stands in the window, its shadow left out."""
    person.window.resize(width, height)
    QTest.qWait(50)
    person.bridge.set_current(put(person, "quote", QUOTE))
    person.view.setFocus()
    person.keys("L")
    found = person.part(LinkList)
    return found.geometry().adjusted(found.shadow, found.shadow, -found.shadow, -found.shadow)


def place_in_window(person: Person, position: int) -> QRect:
    rect = person.view.rect_of(position)
    return QRect(person.view.viewport().mapTo(person.window, rect.topLeft()), rect.size())


def test_the_list_stands_beside_the_column_and_covers_no_text(open_text: OpenText) -> None:
    person = open_text(TEXT)
    place = put_beside(person, 1280, 720)
    column = person.view.document().documentLayout()
    right = person.view.viewport().mapTo(person.window, QPoint(round(column.left + column.width), 0)).x()
    assert (place.width(), place.left()) == (252, right + 10)
    assert abs(place.top() - place_in_window(person, person.find(QUOTE)).top()) <= 1
    assert person.window.rect().contains(place)
    rows = person.part(LinkList).listed
    assert rows.visualItemRect(rows.item(0)).height() == 28


def test_at_most_five_rows_are_seen_and_the_chosen_one_is_among_them(open_text: OpenText) -> None:
    names = ("Mara Lund", "Tom Weir", "Ines Cole", "Olga Price", "Paul Stone", "Rita Marsh", "Hugh Frost", "Vera Lane")
    person = open_text(TEXT + "\n".join(f"{name} was there." for name in names))
    for name in names:
        put(person, "actor", name)
    place = put_beside(person, 1280, 720)
    rows = person.part(LinkList).listed
    assert rows.count() > 5
    assert rows.height() == 5 * 28
    assert place.height() <= 5 * 28 + 40
    person.keys("Up")
    last = rows.visualItemRect(rows.item(rows.currentRow()))
    assert rows.viewport().rect().contains(last.adjusted(0, 1, 0, -1))


@pytest.mark.parametrize("height", [600, 360])
def test_without_room_beside_it_covers_at_most_three_lines_and_not_the_sentence(
    open_text: OpenText, height: int
) -> None:
    person = open_text(TEXT)
    place = put_beside(person, 700, height)
    assert place.height() <= 4 * 27, "it cannot touch more than three lines of 27 pixels and the room round them"
    start = person.view.text.index("Ada Brandt has said")
    end = person.find(QUOTE) + len(QUOTE) + 1
    for position in range(start, end):
        assert not place.intersects(place_in_window(person, position)), person.view.text[position]


@pytest.mark.parametrize("sizes", [((1440, 900), (640, 360)), ((640, 360), (1440, 900)), ((900, 600), (700, 360))])
def test_the_list_stays_beside_its_words_in_a_window_of_another_size(
    open_text: OpenText, sizes: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    person = open_text(TEXT)
    put_beside(person, *sizes[0])
    person.window.resize(*sizes[1])
    QTest.qWait(50)
    found = person.part(LinkList)
    place = found.geometry().adjusted(found.shadow, found.shadow, -found.shadow, -found.shadow)
    assert found.isVisible()
    assert person.window.rect().contains(place)
    for position in range(person.find(QUOTE), person.find(QUOTE) + len(QUOTE)):
        words = place_in_window(person, position)
        assert person.window.rect().contains(words)
        assert not place.intersects(words), person.view.text[position]
    person.keys("Esc")
    again = put_beside(person, *sizes[1])
    assert place == again


def test_no_offer_lies_over_the_words_while_somebody_is_chosen(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.strip.offer("captions", "5 lines look like captions or repeats.", [("Skip", lambda: None)])
    put_beside(person, 640, 360)
    assert not person.strip.isVisible()
    person.keys("Esc")
    assert person.strip.isVisible()
