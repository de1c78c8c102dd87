"""View ▸ Suggestions, and taking all above a score at once.

Tests of ui.suggest.accept_all_dialog and ui.suggest.left_ghosts, too.
"""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.sealing import says_sealed
from analyst_app.ui.corpus.live_codebook import LiveCodebook
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.suggest.accept_all_dialog import AcceptAllDialog
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.ui.suggest.test_suggest_mode import FIRST, LAST, TERM, TEXT, made, shown
from tests.workflows.person import Person


def boxes(person: Person) -> list[str]:
    return [mark.span.of(person.view.text) for mark in person.view._frame._guests[0].others]


def begin(open_text: OpenText, *, is_on: bool = True) -> Person:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    if is_on:
        person.actions.trigger("view.suggestions")
        person.wait(lambda: bool(boxes(person)))
    return person


def dialog(person: Person) -> AcceptAllDialog:
    person.wait(lambda: person.window.findChild(AcceptAllDialog) is not None)
    found = person.window.findChild(AcceptAllDialog)
    assert found is not None
    return found


def test_it_is_off_until_asked_for_and_shows_all(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    assert boxes(person) == []
    assert not person.actions.action("view.suggestions").isChecked()
    person.actions.trigger("view.suggestions")
    person.wait(lambda: bool(boxes(person)))
    assert boxes(person) == [FIRST, TERM, LAST]
    assert made(person) == {}
    person.view.grab()
    person.actions.trigger("view.suggestions")
    assert boxes(person) == []


def test_what_is_made_or_let_go_is_shown_no_more_and_undo_brings_it_back(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U Enter")
    assert boxes(person) == [TERM, LAST]
    person.keys("U Delete")
    assert boxes(person) == [LAST]
    person.keys("Ctrl+Z Ctrl+Z")
    assert boxes(person) == [FIRST, TERM, LAST]


def test_all_above_a_score_is_asked_for_first_and_one_undo(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    assert asked.table.rowCount() == 2
    assert "2 of 3 suggestions" in asked.counts.text()
    assert made(person) == {}
    asked.least.setValue(0.0)
    assert asked.table.rowCount() == 3
    button = asked.findChild(QPushButton, "accept_these")
    assert button is not None
    assert button.text() == "Accept 3 suggestions"
    button.click()
    person.wait(lambda: bool(made(person)))
    assert made(person)["quote"] == [FIRST, TERM, LAST]
    assert made(person)["actor"] == ["Ada Brandt", "Lena Ortiz"]
    person.keys("Ctrl+Z")
    assert made(person) == {}


def test_accepting_that_is_stopped_makes_nothing(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    person.tasks.work_begun.connect(lambda work: work.stop())
    asked.button.click()
    person.wait(lambda: person.label("key_hints") == "Stopped: nothing was accepted.")
    assert made(person) == {}


def test_enter_after_a_score_takes_the_number_and_makes_nothing(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    person.wait(asked.isVisible)
    assert not asked.button.isDefault()
    asked.least.setFocus()
    asked.least.selectAll()
    QTest.keyClicks(asked.least, "0.02")
    QTest.keyClick(asked.least, Qt.Key.Key_Return)
    person.wait(lambda: person.is_idle)
    assert asked.isVisible()
    assert asked.table.rowCount() == 3
    assert made(person) == {}
    asked.button.setFocus()
    QTest.keyClick(asked.button, Qt.Key.Key_Return)
    person.wait(lambda: bool(made(person)))
    assert made(person)["quote"] == [FIRST, TERM, LAST]


def test_an_answer_that_comes_late_takes_no_keys(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    person.keys("Ctrl+Home U")
    person.wait(lambda: person.is_idle)
    assert person.window.findChild(AcceptAllDialog) is None
    assert "3 suggestions are found" in person.label("key_hints")
    person.keys("Enter")
    assert made(person)["quote"] == [FIRST]
    person.actions.trigger("suggest.accept_all")
    assert dialog(person).table.rowCount() == 1


def test_a_codebook_that_says_sealed_from_now_on_ends_all_of_it(open_text: OpenText) -> None:
    person = begin(open_text)
    person.keys("U")
    assert shown(person) == FIRST
    data = resources.built_in_codebook() | {"sealed": True}
    (person.bridge.session.path.parent / "codebook.json").write_text(json.dumps(data), "utf-8")
    person.part(LiveCodebook).look()
    person.wait(lambda: says_sealed(person.bridge.session.codebook.raw))
    assert shown(person) == ""
    assert boxes(person) == []
    person.keys("U")
    assert shown(person) == ""
    assert person.bridge.selection is not None, "U goes there as before"


def test_a_dialog_that_is_open_when_the_corpus_is_sealed_makes_nothing(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    data = resources.built_in_codebook() | {"sealed": True}
    (person.bridge.session.path.parent / "codebook.json").write_text(json.dumps(data), "utf-8")
    person.part(LiveCodebook).look()
    person.wait(lambda: says_sealed(person.bridge.session.codebook.raw))
    asked.button.click()
    person.wait(lambda: person.is_idle)
    assert made(person) == {}
    assert "read blind" in person.label("key_hints")


def test_leaving_the_dialog_makes_nothing(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    asked.least.setValue(1.0)
    assert not asked.button.isEnabled()
    asked.reject()
    person.wait(lambda: person.is_idle)
    assert made(person) == {}


def test_a_layer_that_changed_meanwhile_takes_nothing(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    asked.button.click()
    put(person, "claim", "The board met")
    person.wait(lambda: person.is_idle)
    assert made(person) == {"claim": ["The board met"]}
    assert "changed meanwhile" in person.label("key_hints")


def test_none_left_is_said(open_text: OpenText) -> None:
    person = begin(open_text, is_on=False)
    person.keys("U Enter U Enter U Enter")
    person.actions.trigger("suggest.accept_all")
    person.wait(lambda: "No suggestion is left" in person.label("key_hints"))
    assert person.window.findChild(AcceptAllDialog) is None


BOATS = "“We have no boats,”"
REPEATED = f"{BOATS} said Marta Quill on Monday at the quay.\n\n"
MIXED = (
    f"{REPEATED}The ferry was late again and nobody came to the quay.\n\n{REPEATED}"
    "Omar Hall said that the harbour would stay. She called it a “gift”.\n\nPhoto: “a blue door”, by R. Lund\n"
)


def walked(person: Person, key: str, most: int) -> list[str]:
    """Where the key goes, until it comes back."""
    found: list[str] = []
    for _ in range(most):
        person.keys(key)
        place = str(person.bridge.selection)
        if place in found:
            return found
        found.append(place)
    return found


def test_u_view_and_the_preview_show_the_same(open_text: OpenText) -> None:
    person = open_text(MIXED)
    person.wait(lambda: person.is_idle)
    person.keys("Ctrl+Home")
    by_keys = walked(person, "U", 9) + walked(person, "N", 9)
    person.keys("Esc")
    person.actions.trigger("view.suggestions")
    person.wait(lambda: bool(boxes(person)))
    assert boxes(person) == [BOATS, BOATS, "the harbour would stay", "“gift”", "“a blue door”"]
    assert sorted(set(by_keys)) == sorted(str(mark.span) for mark in person.view._frame._guests[0].others)
    assert person.part(StatusBar).untagged == 5
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    asked.least.setValue(0.0)
    assert [shown_cell(asked, row, 2) for row in range(asked.table.rowCount())] == boxes(person)


def shown_cell(asked: AcceptAllDialog, row: int, column: int) -> str:
    item = asked.table.item(row, column)
    return item.text().strip("\u2068\u2069") if item is not None else ""


def test_what_stands_in_a_line_that_may_be_skipped_is_a_doubt_with_the_reason_and_comes_last(
    open_text: OpenText,
) -> None:
    person = open_text(MIXED)
    person.wait(lambda: person.is_idle)
    person.keys("Ctrl+Home U Enter U")
    assert shown(person) == "“gift”", "the repeat waits"
    person.keys("Enter U Enter U")
    assert shown(person) == BOATS
    assert "it stands in the article already · .30" in person.label("key_hints")
    person.keys("Esc")
    person.actions.trigger("suggest.accept_all")
    assert dialog(person).table.rowCount() == 0, "none of those that are left is as sure as .80"


def test_the_preview_asks_for_speakers_as_u_does(open_text: OpenText) -> None:
    """The analyst has said who the chair is; the text alone would give the role, or the person named last."""
    text = (
        "Ada Brandt met Omar Hall on Monday. “The quay will close,” the chair said.\n\n"
        "“It will open again,” the chair said.\n"
    )
    person = open_text(text)
    person.wait(lambda: person.is_idle)
    person.keys("U L")
    person.type("Omar")
    person.keys("Enter Ctrl+Home U")
    line = person.strip.words("suggestion")
    person.keys("Esc")
    person.actions.trigger("suggest.accept_all")
    asked = dialog(person)
    asked.least.setValue(0.0)
    assert asked.table.rowCount() == 1
    name = shown_cell(asked, 0, 3)
    assert f"→ \u2068{name}\u2069:" in line or f"→ {name}:" in line
    asked.button.click()
    person.wait(lambda: len(made(person)["quote"]) == 2)
    ends = {one.id: one.span.of(text) for one in person.bridge.session.store.annotations}
    speakers = [ends[link.to_id] for link in person.bridge.session.store.links if link.role == "speaker"]
    assert [name in one or one in name for one in speakers[-1:]] == [True]


@pytest.mark.parametrize("action", ["view.suggestions", "suggest.accept_all"])
def test_sealed_work_refuses_and_is_not_remembered_as_on(open_text: OpenText, action: str) -> None:
    person = begin(open_text)
    data = json.loads(json.dumps(resources.built_in_codebook())) | {"sealed": True}
    codebook = Codebook.from_data(data)
    person.bridge.session.use(codebook)
    person.bridge.codebook_changed.emit(codebook)
    person.wait(lambda: person.is_idle)
    assert boxes(person) == []
    assert not person.actions.action("view.suggestions").isChecked()
    person.actions.trigger(action)
    assert "read blind" in person.label("key_hints")
    assert not person.actions.action("view.suggestions").isChecked()
    person.keys("U")
    assert person.view._frame._guests[0].current is None
    assert "with marks" in person.label("key_hints")


def test_a_score_that_is_typed_takes_the_place_of_the_one_that_stands_there(open_text: OpenText) -> None:
    person = begin(open_text)
    person.actions.trigger("suggest.accept_all")
    person.wait(lambda: person.window.findChildren(AcceptAllDialog))
    asked = dialog(person)
    person.wait(asked.least.hasFocus)
    person.keys("0 . 5 Tab", asked.least)
    assert asked.least.value() == 0.5
    assert "Looking for suggestions" not in person.label("key_hints")
    asked.reject()
