"""The form of a tag: what a person does in it is what codebook.json says, and nothing else is touched.

Tests of ``ui.codebook.tag_form``, ``ui.codebook.attribute_cards``, ``ui.codebook.attribute_menu``,
``ui.codebook.value_rows``, ``ui.codebook.role_rows``, ``ui.codebook.example_rows``, ``ui.codebook.colour_choice``,
``ui.codebook.growing_text``, ``ui.codebook.attribute_digits`` and ``ui.codebook.card_order``.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QToolButton, QWidget

from analyst_app.resources import built_in_codebook
from analyst_app.ui.codebook.attribute_cards import AttributeCard
from analyst_app.ui.codebook.card_order import Handle, LandingLine, moved
from analyst_app.ui.codebook.codebook_page import CodebookPage
from analyst_app.ui.codebook.growing_text import GrowingText
from analyst_app.ui.codebook.key_capture import KeyCapture
from analyst_app.ui.codebook.value_rows import ValueRow
from analyst_app.ui.widgets.plain_label import PlainLabel
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

FRAME: dict[str, Any] = {
    "id": "frame", "name": "Frame", "key": "F", "colour": "#be185d", "definition": "The light.", "mine": 7,
    "attributes": [
        {"id": "scope", "name": "Scope", "type": "choice", "mine": True, "values": [
            {"id": "local", "name": "local", "digit": 1, "definition": "one town"},
            {"id": "national", "name": "national", "digit": 2},
        ]},
        {"id": "loaded", "name": "Loaded", "type": "flag", "digit": 4},
    ],
    "links": [{"role": "about", "name": "about", "to": ["actor"]}],
}  # fmt: skip

GAP = 4
"""Pixels between two of them, at most."""
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Editor:
    """The page in front of a person."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.choose("corpus.codebook")
        person.wait(lambda: person.window.findChild(CodebookPage) is not None and person.is_idle)
        self.page = person.part(CodebookPage)
        self.page.tags.choose("frame")

    @property
    def tag(self) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.page.draft.raw["tags"] if one["id"] == self.page.tag_id)
        return found

    def find(self, kind: type[Any], name: str) -> Any:
        found = [one for one in self.page.findChildren(kind, name) if one.isVisibleTo(self.page)]
        assert found, name
        return found[-1]

    def type(self, name: str, words: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)

    def push(self, name: str) -> None:
        self.find(QPushButton, name).click()

    def choose(self, name: str, data: object) -> None:
        combo: QComboBox = self.find(QComboBox, name)
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())

    def rule(self, attribute: str, *words: str) -> None:
        """Choose an entry in an attribute's menu."""
        menu = self.find(QToolButton, f"attribute_{attribute}_more").menu()
        for word in words[:-1]:
            menu = next(one for one in menu.actions() if one.text() == word).menu()
        action: QAction = next(one for one in menu.actions() if one.text() == words[-1])
        action.trigger()

    def said(self, field: str) -> str:
        label = self.page.findChild(QWidget, f"codebook_wrong_{field}")
        return label.text() if label is not None and label.isVisibleTo(self.page) else ""  # type: ignore[attr-defined]


@pytest.fixture
def editor(open_text: OpenText, tmp_path: Path) -> Iterator[Editor]:
    book = built_in_codebook()
    book["tags"].append(copy.deepcopy(FRAME))
    (tmp_path / "codebook.json").write_text(json.dumps(book), "utf-8")
    editor = Editor(open_text("Ada Brandt said “we stay”.\n"))
    yield editor
    for page in editor.person.window.findChildren(CodebookPage):
        page.draft.take(page.draft.file, page.draft.file.raw)
        page.close()


def test_a_tag_that_is_only_shown_is_not_changed(editor: Editor) -> None:
    for tag_id in editor.page.tags.ids():
        editor.page.tags.choose(tag_id)
    assert not editor.page.is_dirty


def test_the_plain_fields_are_written_under_their_keys(editor: Editor) -> None:
    editor.type("codebook_name", "Angle")
    definition: QPlainTextEdit = editor.find(QPlainTextEdit, "codebook_definition")
    definition.setPlainText("How it is put.")
    editor.choose("codebook_edge_rule", "clause")
    editor.choose("codebook_line", "dotted")
    editor.choose("codebook_under", "claim")
    editor.choose("codebook_plays", "claim")
    assert editor.tag == FRAME | {
        "name": "Angle",
        "definition": "How it is put.",
        "edge_rule": "clause",
        "line": "dotted",
        "under": "claim",
        "plays": "claim",
    }
    editor.choose("codebook_line", "")
    editor.choose("codebook_under", "")
    editor.choose("codebook_plays", "")
    assert editor.tag == FRAME | {"name": "Angle", "definition": "How it is put.", "edge_rule": "clause"}


def test_a_swatch_and_a_colour_of_ones_own_are_written_and_one_that_is_none_is_told_beside_the_field(
    editor: Editor,
) -> None:
    swatches = editor.page.form.colours.swatches
    QTest.keyClick(swatches, Qt.Key.Key_Right)
    assert editor.tag["colour"] == "#7c3aed"
    editor.type("codebook_colour", "#12345")
    assert "#rrggbb" in editor.said("colour")
    assert not editor.page.save.isEnabled()
    editor.type("codebook_colour", "#123456")
    assert editor.tag["colour"] == "#123456"
    assert editor.said("colour") == ""
    assert editor.page.save.isEnabled()


def test_the_rule_that_needs_a_quotation_is_refused_beside_its_field(editor: Editor) -> None:
    editor.choose("codebook_edge_rule", "reported")
    assert "for a tag that plays quotation" in editor.said("edge_rule")
    assert editor.tag == FRAME


def test_a_key_is_pressed_and_what_is_taken_or_kept_for_commands_is_refused(editor: Editor) -> None:
    key: KeyCapture = editor.find(KeyCapture, "codebook_key")
    said = editor.page.form.key_said
    refused = {
        "C": "C is the key of Claim.",
        "R": "The key R decides in a review.",
        "U": "U is the key of a command.",
    }
    for letter, words in refused.items():
        QTest.keyClick(key, letter.lower())
        assert said.text().startswith(words)
        assert key.text() == "F"
    QTest.keyClick(key, "w")
    assert said.text() == "W is free."
    assert editor.tag == FRAME | {"key": "W"}
    QTest.keyClick(key, Qt.Key.Key_Backspace)
    assert editor.tag == FRAME | {"key": ""}


def test_a_value_is_added_named_given_a_digit_and_taken_out(editor: Editor) -> None:
    editor.push("attribute_scope_add_value")
    editor.type("attribute_scope_2_name", "The world")
    editor.type("attribute_scope_2_meaning", "more than one country")
    scope = editor.tag["attributes"][0]
    assert scope == FRAME["attributes"][0] | {
        "values": [
            *FRAME["attributes"][0]["values"],
            {"id": "the_world", "name": "The world", "digit": 3, "definition": "more than one country"},
        ]
    }
    QTest.keyClick(editor.find(KeyCapture, "attribute_scope_2_digit"), "5")
    assert editor.tag["attributes"][0]["values"][2]["digit"] == 5
    editor.find(QToolButton, "attribute_scope_2_remove").click()
    assert editor.tag == FRAME


def test_a_digit_that_is_taken_is_refused_at_its_card_and_nothing_is_changed(editor: Editor) -> None:
    before = copy.deepcopy(editor.tag)
    for name, digit, holder in (
        ("attribute_scope_0_digit", "2", "national"),
        ("attribute_scope_1_digit", "4", "Loaded"),
        ("attribute_loaded_digit", "1", "local"),
    ):
        cap: KeyCapture = editor.find(KeyCapture, name)
        shown = cap.text()
        QTest.keyClick(cap, digit)
        card = name.removeprefix("attribute_").split("_", maxsplit=1)[0]
        said = editor.find(PlainLabel, f"attribute_{card}_digit_said").text()
        assert said.startswith(f"{digit} is the digit of {holder}."), name
        assert cap.text() == shown
    assert editor.tag == before
    assert not editor.page.is_dirty
    QTest.keyClick(editor.find(KeyCapture, "attribute_scope_0_digit"), "3")
    assert editor.tag["attributes"][0]["values"][0]["digit"] == 3
    assert not editor.page.findChildren(PlainLabel, "attribute_scope_digit_said")[-1].text()
    QTest.keyClick(editor.find(KeyCapture, "attribute_scope_0_digit"), "3")
    assert not editor.page.findChildren(PlainLabel, "attribute_scope_digit_said")[-1].text()


def test_why_a_digit_is_refused_is_scrolled_into_sight(editor: Editor) -> None:
    editor.person.window.resize(1280, 480)
    for _ in range(4):
        editor.push("attribute_scope_add_value")
    cap: KeyCapture = editor.find(KeyCapture, "attribute_scope_0_digit")
    cap.setFocus()
    QTest.qWait(20)
    QTest.keyClick(cap, "2")
    said = editor.find(PlainLabel, "attribute_scope_digit_said")
    editor.person.wait(lambda: said.visibleRegion().boundingRect() == said.rect(), "the sentence is seen")


def test_a_choice_that_is_refused_goes_back_and_what_follows_is_possible(editor: Editor) -> None:
    editor.choose("codebook_edge_rule", "reported")
    assert editor.find(QComboBox, "codebook_edge_rule").currentData() == "none"
    assert "for a tag that plays quotation" in editor.said("edge_rule")
    editor.choose("codebook_under", "claim")
    assert editor.tag == FRAME | {"under": "claim"}
    assert editor.page.save.isEnabled()


def test_undo_takes_back_only_what_cannot_be_saved(editor: Editor) -> None:
    editor.type("codebook_name", "Angle")
    editor.type("codebook_colour", "#12")
    editor.page.undo()
    assert editor.tag == FRAME | {"name": "Angle"}
    assert editor.find(QLineEdit, "codebook_colour").text() == FRAME["colour"]
    editor.page.undo()
    assert editor.tag == FRAME


def test_a_line_shows_where_a_card_or_a_value_will_stand(editor: Editor) -> None:
    for kind in (AttributeCard, ValueRow):
        cards = editor.page.form.attributes.cards
        like = cards if kind is AttributeCard else cards[0].findChildren(ValueRow)
        handle = like[1].findChild(Handle)
        line = like[0].parentWidget().findChild(LandingLine, options=DIRECT)
        assert line is not None
        assert not line.isVisible()
        handle.dragged.emit(like[0].mapToGlobal(like[0].rect().topLeft()).y())
        assert line.isVisible()
        assert abs(line.geometry().center().y() - like[0].geometry().top()) <= GAP
        handle.dragged.emit(like[1].mapToGlobal(like[1].rect().bottomLeft()).y())
        assert abs(line.geometry().center().y() - like[1].geometry().bottom()) <= GAP
        handle.dropped.emit(like[1].mapToGlobal(like[1].rect().center()).y() + 1)
        assert not line.isVisible()
        assert editor.tag == FRAME


def test_a_definition_of_one_long_word_is_seen_whole(editor: Editor) -> None:
    definition = editor.find(GrowingText, "codebook_definition")
    definition.setPlainText("w" * 200)
    QTest.qWait(20)
    lines = definition.document().size().height()
    assert lines > 1
    assert definition.viewport().height() >= lines * definition.fontMetrics().lineSpacing()


def test_a_name_that_is_changed_keeps_the_id_that_the_file_has(editor: Editor) -> None:
    editor.type("attribute_scope_0_name", "regional")
    editor.type("attribute_scope_label", "Reach")
    scope = editor.tag["attributes"][0]
    assert (scope["id"], scope["name"], scope["mine"]) == ("scope", "Reach", True)
    assert scope["values"][0] == {"id": "local", "name": "regional", "digit": 1, "definition": "one town"}


def test_an_attribute_is_added_with_an_id_of_its_name_and_another_type(editor: Editor) -> None:
    editor.push("codebook_attributes_add")
    editor.type("attribute_new_attribute_label", "Heard live")
    assert editor.tag["attributes"][2] == {"id": "heard_live", "name": "Heard live", "type": "flag"}
    buttons = [one for one in editor.page.findChildren(QRadioButton, "type_choice") if one.isVisibleTo(editor.page)]
    buttons[2].click()
    assert editor.tag["attributes"][2]["values"] == [{"id": "value_1", "name": "value 1", "digit": 3}]


def test_the_rules_of_an_attribute_are_written_and_said(editor: Editor) -> None:
    editor.rule("loaded", "Required")
    editor.rule("loaded", "Asked for only if", "Scope", "local")
    editor.rule("scope", "Several values at once")
    scope, loaded = editor.tag["attributes"]
    assert loaded == {
        "id": "loaded", "name": "Loaded", "type": "flag", "digit": 4, "required": True, "when": {"scope": ["local"]},
    }  # fmt: skip
    assert scope == FRAME["attributes"][0] | {"several": True}
    assert editor.page.form.attributes.cards[1].rules.text() == "required · asked for only if Scope is local"
    editor.rule("loaded", "Asked for only if", "Scope", "local")
    editor.rule("loaded", "Required")
    assert editor.tag["attributes"][1] == FRAME["attributes"][1]


def test_attributes_and_values_are_put_in_another_order(editor: Editor) -> None:
    editor.page.form.attributes.cards[1].step_wanted.emit(-1)
    assert [one["id"] for one in editor.tag["attributes"]] == ["loaded", "scope"]
    editor.page.form.attributes.cards[0].step_wanted.emit(1)
    assert editor.tag == FRAME
    assert [moved([{"n": 1}, {"n": 2}, {"n": 3}], 0, there)[0]["n"] for there in (0, 1, 2, 3)] == [1, 1, 2, 2]


def test_a_link_role_is_added_named_and_led_to_tags_of_a_list(editor: Editor) -> None:
    editor.push("codebook_links_add")
    editor.type("link_1_name", "put by")
    menu = editor.find(QPushButton, "link_1_to").menu()
    next(one for one in menu.actions() if one.text() == "Quote").trigger()
    menu = editor.find(QPushButton, "link_1_to").menu()
    next(one for one in menu.actions() if one.text() == "Claim").trigger()
    assert editor.tag["links"] == [
        *FRAME["links"],
        {"role": "put_by", "name": "put by", "to": ["claim", "quote"]},
    ]


def test_the_selection_becomes_an_example_with_its_place(editor: Editor) -> None:
    editor.person.select("we stay")
    editor.push("codebook_add_examples")
    assert editor.tag["examples"] == [
        {"text": "Ada Brandt said “[we stay]”.", "article": "article.txt", "start": 17, "end": 24}
    ]


def test_without_a_selection_the_page_steps_aside_and_takes_the_one_that_is_made_then(editor: Editor) -> None:
    editor.type("codebook_name", "Angle")
    editor.push("codebook_add_counterexamples")
    assert not editor.page.isVisible()
    editor.person.select("Ada Brandt")
    editor.person.choose("corpus.codebook")
    assert editor.page.isVisible()
    assert editor.tag["name"] == "Angle"
    assert [one["text"] for one in editor.tag["counterexamples"]] == ["[Ada Brandt] said “we stay”."]
