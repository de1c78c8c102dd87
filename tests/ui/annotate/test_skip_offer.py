"""Lines that are not the article: offered, reviewed, skipped.

Tests of ui.annotate.skip_review, too.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from analyst_app.ui.annotate.skip_review import SkipReview
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = (
    "Harbour opens again\n\nHarbour opens again\n\n"
    "The harbour opened on Monday, the council said, and nobody disputed it.\n\n"
    "Photo: R. Lund/Agency\n\n"
    "It had been closed for weeks, and the ferries went round the island.\n"
)
OFFER = "2 lines look like captions or repeats."


def offered(person: Person) -> None:
    person.wait(lambda: person.strip.words("skip") == OFFER)


def button(person: Person, words: str) -> QAbstractButton:
    found = [one for one in person.strip.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
    assert found
    return found[0]


def test_the_first_time_an_article_is_opened_lines_are_offered(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    assert person.tagged == []


def test_skip_all_tags_them_with_their_kind_in_one_undo_step(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    person.click_widget(button(person, "Skip all"))
    assert person.tagged == [("skip", "Harbour opens again"), ("skip", "Photo: R. Lund/Agency")]
    assert [one.attribute("kind") for one in person.annotations] == ["repeat", "caption"]
    assert said(person) == "2 lines skipped."
    assert person.focus is person.view
    person.keys("Ctrl+Z")
    assert person.tagged == []


def test_review_shows_each_line_and_skips_those_ticked(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    person.click_widget(button(person, "Review"))
    review = person.window.findChild(SkipReview)
    assert review is not None
    assert len(person.view.painter.overlays.hits) == 2
    review.lines.item(0).setCheckState(Qt.CheckState.Unchecked)
    review.accept()
    assert person.tagged == [("skip", "Photo: R. Lund/Agency")]
    assert list(person.view.painter.overlays.hits) == []


def test_the_offer_stays_until_it_is_answered(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    put(person, "claim", "The harbour opened on Monday")
    person.keys("Ctrl+Z")
    put(person, "claim", "the ferries went round the island")
    person.wait_saved()
    offered(person)
    person.click_widget(button(person, "Review"))
    review = person.window.findChild(SkipReview)
    assert review is not None
    review.reject()
    offered(person)
    person.click_widget(button(person, "✕"))
    assert person.strip.words("skip") == ""
    assert person.strip.isHidden()


def test_the_offer_waits_while_another_article_is_read(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    put(person, "claim", "The harbour opened on Monday")
    person.wait_saved()
    here = person.bridge.session.path
    other = here.with_name("other.txt")
    other.write_text("Nothing is to be left out here, for it is all text.\n", "utf-8")
    person.opener.open_paths([other])
    person.wait_open("other.txt")
    assert person.strip.words("skip") == ""
    person.opener.open_paths([here])
    person.wait_open(here.name)
    offered(person)


def test_lines_that_are_skipped_one_by_one_leave_the_offer(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    put(person, "skip", "Photo: R. Lund/Agency")
    person.wait(lambda: person.strip.words("skip") == "1 line looks like a caption or repeat.")
    person.keys("Ctrl+Z")
    offered(person)
    put(person, "skip", "Photo: R. Lund/Agency")
    put(person, "skip", "Harbour opens again", 1)
    assert person.strip.words("skip") == ""


def test_on_demand_it_says_when_there_is_nothing(open_text: OpenText) -> None:
    person = open_text("Only one line of words stands here, and it is text.\n")
    person.choose("annotate.skip")
    person.wait(lambda: said(person) == "No line looks like a caption or repeat.")
    assert person.strip.words("skip") == ""


def test_skipped_lines_are_not_offered_again(open_text: OpenText) -> None:
    person = open_text(TEXT)
    offered(person)
    person.click_widget(button(person, "Skip all"))
    person.choose("annotate.skip")
    person.wait(lambda: said(person) == "No line looks like a caption or repeat.")


NOTED = (
    "Depot vote\n\nThe council voted on Tuesday to close the old depot by May, after six hours of debate.\n\n"
    "Lockers in the old depot, where dockers keep their clothes.\n\n"
    "It had been closed for weeks, and the ferries went round the island.\n"
)


def test_zones_in_the_facts_are_offered_and_only_a_person_tags_them(open_text: OpenText, tmp_path: Path) -> None:
    caption = "Lockers in the old depot, where dockers keep their clothes."
    start = NOTED.index(caption)
    right = {"start": start, "end": start + len(caption), "kind": "caption"}
    wrong = [
        {"start": -3, "end": 4},
        {"start": 5, "end": 9999},
        {"start": "1", "end": 2},
        {"start": 10, "end": 12, "kind": [1]},
    ]
    (tmp_path / "article.txt.source.json").write_text(json.dumps({"zones": [*wrong, right]}), encoding="utf-8")
    person = open_text(NOTED)
    person.wait(lambda: person.strip.words("skip") == "1 line looks like a caption or repeat.")
    assert person.tagged == []
    person.click_widget(button(person, "Skip all"))
    assert person.tagged == [("skip", caption)]
    assert person.annotations[0].attribute("kind") == "caption"


def test_a_line_that_the_facts_name_is_offered_once(open_text: OpenText, tmp_path: Path) -> None:
    start = TEXT.index("Photo: ")
    zone = {"start": start, "end": start + len("Photo: R. Lund/Agency"), "kind": "caption"}
    (tmp_path / "article.txt.source.json").write_text(json.dumps({"zones": [zone]}), encoding="utf-8")
    offered(open_text(TEXT))
