"""The people of the open article, in the right column.

Tests of ui.people.tagged_people, too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from analyst_app.core import edits
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.sides.side_pages import SidePages
from analyst_app.ui.people.article_people import ArticlePeople
from analyst_app.ui.people.people_pane import PeoplePane
from tests.ui.annotate.test_annotating import current_words, put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = "Ada Brandt said “we stay”. Omar Hall laughed. “We go”, said Ada Brandt.\n"


def opened(open_text: OpenText) -> Person:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    ada = put(person, "actor", "Ada Brandt", kind="person")
    put(person, "actor", "Ada Brandt", 1)
    put(person, "actor", "Omar Hall")
    quote = put(person, "quote", "“we stay”")
    assert person.bridge.do("link", edits.link(person.bridge.session.store, "speaker", quote, ada))
    person.part(SidePages).tabs.setCurrentIndex(1)
    QTest.qWait(20)
    return person


def rows(person: Person) -> list[tuple[str, str, tuple[str, str]]]:
    return [(row.words, row.below, row.ends) for row in person.part(ArticlePeople).list.rows.rows]


def enter(person: Person, row: int) -> None:
    listed = person.part(ArticlePeople).list
    listed.setFocus()
    listed.setCurrentIndex(listed.rows.index(row))
    QTest.keyClick(listed, Qt.Key.Key_Return)


def test_each_is_listed_with_quotes_and_mentions(open_text: OpenText) -> None:
    person = opened(open_text)
    assert rows(person) == [
        ("Ada Brandt", "person", ("1 quote", "2 mentions")),
        ("Omar Hall", "", ("0 quotes", "1 mention")),
    ]
    person.part(ArticlePeople).list.grab()
    put(person, "actor", "Ada", 1)
    person.wait(lambda: len(rows(person)) == 3)


def test_enter_lists_what_one_says_and_goes_to_one_who_says_nothing(open_text: OpenText) -> None:
    person = opened(open_text)
    enter(person, 1)
    assert current_words(person) == "Omar Hall"
    assert person.focus is person.view
    enter(person, 0)
    speaker = person.part(AnnotationFilter).speaker
    assert speaker is not None
    assert speaker.name == "Ada Brandt"
    assert person.focus is person.part(AnnotationPanel).table


def test_all_of_the_folder_are_a_button_away(open_text: OpenText) -> None:
    person = opened(open_text)
    button = person.part(ArticlePeople).all
    assert button.text() == "All people of the folder  Ctrl+Alt+4"
    person.click_widget(button)
    assert person.part(PeoplePane).isVisible()


def test_where_nobody_is_tagged_it_says_so(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    person.part(SidePages).tabs.setCurrentIndex(1)
    QTest.qWait(20)
    assert person.part(ArticlePeople).empty.said == "Nobody is tagged in this article yet."
