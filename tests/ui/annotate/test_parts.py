"""All gestures work with tags of any id, by what the codebook says they play; without a quotation none is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.rows.row_facts import RowFacts
from analyst_app.ui.panels.status_bar import StatusBar
from tests.frames import put_codebook, without_quotation
from tests.ui.annotate.test_annotating import put, said
from tests.ui.annotate.test_link_mode import links
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = (
    "Harbour opens again\n\nHarbour opens again\n\n"
    "Ada Brandt said “we will not leave the depot until every last locker is empty”. Rain fell on Brandt.\n\n"
    "“The harbour stays,” the council’s Omar Hall replied, and nobody in the long queue disputed it.\n"
)
FIRST, SECOND = "“we will not leave the depot until every last locker is empty”", "“The harbour stays,”"


@pytest.fixture
def person(open_text: OpenText, tmp_path: Path) -> Person:
    put_codebook(tmp_path)
    return open_text(TEXT)


def untagged(person: Person) -> int | None:
    found: int | None = person.part(StatusBar).untagged
    return found


def test_u_and_the_tags_key_take_the_quotations_one_by_one(person: Person) -> None:
    person.wait(lambda: untagged(person) == 2)
    assert "U 2 left" in person.label("counts")
    person.keys("U")
    assert person.view.selection is not None
    assert person.view.selection.of(TEXT) == FIRST
    person.keys("W")  # a tag with the edge rule of quotations that plays none
    assert untagged(person) == 2
    person.keys("Ctrl+Z U U Z")
    assert person.tagged == [("statement", FIRST)]
    assert person.annotations[0].attribute("mode") == "direct"
    assert untagged(person) == 1
    assert "Statement 1" in person.label("counts")
    assert "aside" not in person.label("counts")


def test_l_and_enter_link_the_speaker_and_tag_name_and_cue_as_the_codebook_calls_them(person: Person) -> None:
    person.select(FIRST)
    person.keys("Z L Enter")
    assert ("person", "Ada Brandt") in person.tagged
    assert ("verb", "said") in person.tagged
    assert links(person) == [("cue", FIRST, "said"), ("speaker", FIRST, "Ada Brandt")]


def test_s_tags_the_other_mentions_and_i_says_who_it_is(person: Person) -> None:
    person.bridge.set_current(put(person, "person", "Ada Brandt"))
    assert "S same name" in said(person)
    assert "I who" in said(person)
    person.keys("S Enter")
    assert person.tagged == [("person", "Ada Brandt"), ("person", "Brandt")]
    person.keys("I")
    field = person.window.findChild(QLineEdit, "identity_field")
    assert field is not None
    assert person.focus is field
    person.type("Ada Brandt")
    person.keys("Enter")
    assert "Ada Brandt" in [one.attribute("name") for one in person.annotations]


def test_lines_that_are_not_the_article_are_offered_and_greyed(person: Person) -> None:
    person.wait(lambda: person.strip.words("skip"))
    buttons = person.strip.findChildren(QPushButton)
    person.click_widget(next(button for button in buttons if button.text() == "Skip all"))
    assert person.tagged == [("aside", "Harbour opens again")]
    frame = person.view.frame()
    formats = [one.format.fontPointSize() for shown, _ in frame for one in shown.block.layout().formats()]
    assert formats == [19.5, 12], "of the title, and of the line that is not the article"
    assert all(not plan.fills for _, plan in frame)


def test_a_quotation_in_skipped_text_is_not_left(person: Person) -> None:
    person.wait(lambda: untagged(person) == 2)
    put(person, "aside", TEXT.splitlines()[6])
    assert untagged(person) == 1


def test_a_quote_of_nobody_says_so_in_its_row(person: Person) -> None:
    put(person, "statement", FIRST)
    assert facts(person).lacks_speaker


def test_without_a_quotation_none_is_told_of(open_text: OpenText, tmp_path: Path) -> None:
    put_codebook(tmp_path, without_quotation())
    person = open_text(TEXT)
    put(person, "quote", FIRST)
    assert untagged(person) is None
    assert "left" not in person.label("counts")
    person.keys("Ctrl+Z")
    assert "quotation" not in said(person)
    person.keys("U")
    assert said(person) == "No tag of this codebook is for quotations."
    assert person.view.selection is None
    put(person, "quote", FIRST)
    assert not facts(person).lacks_speaker
    assert person.strip.words("skip") == ""


def test_opening_such_an_article_after_another_takes_the_number_away(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text(TEXT)
    person.wait(lambda: untagged(person) == 2)
    (tmp_path / "other").mkdir()
    put_codebook(tmp_path / "other", without_quotation())
    (tmp_path / "other" / "b.txt").write_text(TEXT, "utf-8")
    person.opener.open_paths([tmp_path / "other" / "b.txt"])
    person.wait_open("b.txt")
    assert untagged(person) is None


def facts(person: Person) -> RowFacts:
    """What the first row of the list says."""
    found = person.part(AnnotationPanel).model.facts_at(0)
    assert found is not None
    return found
