"""The hint line names the keys that are valid now, where the focus is.

Tests of ui.panels.following and ui.widgets.focus_places.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.following import HintLine
from analyst_app.ui.panels.hints import counts, first_keys
from analyst_app.ui.panels.note_field import NoteField
from analyst_app.ui.panels.sides.side_pages import SidePages
from analyst_app.ui.panels.status_bar import StatusBar
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window

TEXT = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"
WALKED = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def test_in_the_find_bar_the_hints_are_the_find_bars(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+F")
    assert said(person) == "Enter next  ·  Shift+Enter or Shift+F3 back  ·  Esc back to the text"
    assert person.label("mode_chip") == "FIND"
    person.type("Ada")
    person.keys("Enter")
    assert said(person).startswith("Enter next")
    person.keys("Esc")
    assert person.label("mode_chip") == "READ"
    assert "A Actor" in said(person)


def test_a_large_codebook_is_not_read_out_to_a_person_who_begins() -> None:
    data = resources.built_in_codebook()
    assert first_keys(Codebook.from_data(data)) == "Select words, then: C Claim · Q Quote · A Actor"
    letters = "BDFGHRTWYZ"
    more = [
        {"id": f"t{key.lower()}", "name": f"Frame {key}" + " of it" * 9, "key": key, "colour": "#777777"}
        for key in letters
    ]
    words = first_keys(Codebook.from_data({**data, "tags": [*data["tags"], *more]}))
    assert words.startswith("Select words, then: C Claim · Q Quote · A Actor · B Frame B of it")
    assert words.endswith(". All tags are under Annotate.")
    assert len(words) < 140
    without = [{name: value for name, value in tag.items() if name != "key"} for tag in more]
    assert (
        first_keys(Codebook.from_data({**data, "tags": without})) == "Select words, then choose a tag under Annotate."
    )


def test_in_lists_and_filters_letters_are_no_commands_and_the_hints_say_so(open_text: OpenText) -> None:
    person = open_text(TEXT)
    put(person, "actor", "Ada Brandt")
    for field, chip, first in (
        (person.part(ArticleList).view, "LIST", "Enter open"),
        (person.part(AnnotationPanel).words, "FILTER", "Esc back to the text"),
    ):
        field.setFocus()
        assert (person.label("mode_chip"), said(person).partition("  ·")[0]) == (chip, first)
        person.keys("Esc")
        assert person.focus is person.view
        assert person.label("mode_chip") == "READ"
    person.keys("N Enter")
    assert person.label("mode_chip") == "VALUES"
    person.keys("Esc")
    assert person.focus is person.view


def test_a_link_of_a_quote_can_be_not_stated_and_the_hint_says_so(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.bridge.set_current(put(person, "quote", "“we will not leave”"))
    person.keys("L")
    assert "0 not stated" in said(person)


def test_on_a_read_only_layer_the_reason_comes_first_and_no_hint_promises_a_change(open_text: OpenText) -> None:
    person = open_text(TEXT)
    session = person.bridge.session
    actor, quote = put(person, "actor", "Ada Brandt"), put(person, "quote", "“we will not leave”")
    person.bridge.set_current(None)
    session.read_only = "this is bob’s layer"
    for current in (None, actor, quote):
        for key in ("S", "I", "Shift+L", "L", "Q", "Shift+C", "Delete", "F2", "1", "0"):
            person.bridge.set_current(current)
            person.part(StatusBar).say("")
            person.keys(key)
            assert said(person) == "Read-only: this is bob’s layer. Save a copy to change it.", (current, key)
            assert person.part(ModeKeeper).mode is None
    person.part(StatusBar).forget_word()
    person.part(HintLine).show_hints()
    for word in ("Delete", "edges", "speaker", "mode"):
        assert word not in said(person)


def test_a_thousand_tags_make_the_window_no_wider_and_each_can_still_be_chosen(
    open_text: OpenText, tmp_path: Path
) -> None:
    """The numbers of a thousand tags in one line once made a window of 63,379 pixels, and a picture of 200 MB."""
    tags = [{"id": f"t{number}", "name": f"Tag {number}"} for number in range(1_000)]
    book = {"format": "media-codebook", "id": "x", "name": "X", "version": 1, "tags": tags}
    (tmp_path / "codebook.json").write_text(json.dumps(book))
    person = open_text(TEXT)
    assert person.window.minimumSizeHint().width() < 1_100
    assert person.label("counts") == "", "nothing is tagged yet"
    person.select("Ada Brandt")
    person.choose("tag.t999")
    assert person.tagged == [("t999", "Ada Brandt")]
    assert person.label("counts") == "Tag 999 1"


def test_of_very_many_tags_in_use_those_with_the_most_are_counted_and_names_are_as_they_are_written() -> None:
    tags = [{"id": f"t{number}", "name": f"Thema {number}"} for number in range(20)]
    codebook = Codebook.from_data({"format": "media-codebook", "id": "x", "name": "X", "version": 1, "tags": tags})
    assert counts({"t3": 1, "t5": 1200}, codebook) == "Thema 3 1  Thema 5 1,200"
    assert counts({f"t{number}": number for number in range(20)}, codebook).endswith("Thema 19 19  + 7 other tags")


def test_a_tag_is_written_as_the_codebook_writes_it(open_text: OpenText, tmp_path: Path) -> None:
    book = json.loads(json.dumps(resources.built_in_codebook()))
    book["tags"][0]["name"] = "Nicht geprüfte BEHAUPTUNG"
    (tmp_path / "codebook.json").write_text(json.dumps(book), "utf-8")
    person = open_text(TEXT)
    person.select("Ada Brandt")
    assert "C Nicht geprüfte BEHAUPTUNG" in said(person)
    person.keys("C")
    assert person.label("counts").startswith("Nicht geprüfte BEHAUPTUNG 1")
    assert "Type" in said(person) or "Kind" in said(person)


def test_where_nothing_is_open_nothing_is_read(open_text: OpenText) -> None:
    person = open_text(TEXT)
    assert person.label("mode_chip") == "READ"
    person.choose("file.start")
    person.wait(lambda: person.bridge.session is None)
    person.wait(lambda: person.label("mode_chip") == "START")
    person.view.setFocus()
    person.wait(lambda: person.label("mode_chip") == "")
    person.wait(lambda: person.part(StatusBar).mode_chip.width() == 0)


def test_numbers_and_keys_stay_while_the_next_article_opens(open_text: OpenText) -> None:
    person = open_text("The union said “We shall strike in May” on Monday, and it will.")
    person.select("strike")
    person.keys("C")
    person.wait(lambda: "Claim 1" in person.label("counts") and "left" in person.label("counts"), "all counted")
    shown = person.label("counts"), person.label("key_hints")
    session = person.bridge.session
    person.bridge.show(None)
    QTest.qWait(20)
    assert (person.label("counts"), person.label("key_hints")) == shown
    person.bridge.show(session)
    person.wait(lambda: person.label("counts") == shown[0], "it is open again, and counted")
    person.bridge.show(None)
    person.wait(lambda: not person.label("counts") and person.label("key_hints") != shown[1], "nothing is open")


def test_the_chip_and_its_keys_agree_wherever_the_keyboard_is(open_text: OpenText) -> None:
    """READ is said where letters are commands, and Esc leads back from wherever the keys say so."""
    person = open_text(WALKED)
    person.window.resize(1440, 900)
    for tag, words in (("actor", "Ada Brandt"), ("cue", "said"), ("quote", "“we stay”")):
        put(person, tag, words)
    person.bars.show_bar("x", "A word", [("Do it", lambda: None)])
    chips = {}
    for page in range(3):
        person.part(SidePages).tabs.setCurrentIndex(page)
        QTest.qWait(200)
        for widget in person.window.findChildren(QWidget):
            if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()):
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if person.focus is not widget or isinstance(widget, QLineEdit | NoteField):
                continue
            name, chip = widget.objectName(), person.label("mode_chip")
            chips[name] = chip
            keys = person.label("key_hints")
            person.view.place_caret(0)
            before = person.bridge.selection
            person.keys("U")
            assert (person.bridge.selection != before) == (chip == "READ"), name
            if chip != "READ" and keys.endswith("Esc back to the text"):
                widget.setFocus()
                person.keys("Esc")
                assert person.focus is person.view, name
    assert chips["article_people_all"] == chips["annotations_hidden"] == chips["article_sort"] == "BUTTON"
    assert chips["annotation_tag_filter"] == "FILTER"
    assert chips["article_view"] == chips["annotation_table"] == "READ"


def test_the_start_page_says_its_own_keys() -> None:
    def script(person: Person) -> None:
        assert person.focus.objectName() == "start_file_open_folder"
        assert person.label("mode_chip") == "START"
        assert person.label("key_hints").startswith("Enter open")

    at_the_window(script=script)
