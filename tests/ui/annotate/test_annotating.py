"""The gestures table, rule by rule: tagging, edge rules, changing, deleting.

Tests of ui.annotate.go_commands, ui.annotate.performing, ui.annotate.selecting and ui.panels.tool_bar.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from analyst_app.core import edits
from analyst_app.core.span import Span
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = (
    "Union and council at odds\n\n"
    "The union’s chair, Ada Brandt, has said “we will not leave the depot until every last locker is empty”. "
    "The council disputed that on Monday.\n\n"
    "“We lost the key,” Brandt’s deputy Omar Hall said, “and the spare one too.” Nobody laughed.\n"
)
QUOTE = "“we will not leave the depot until every last locker is empty”"


def said(person: Person) -> str:
    return person.label("key_hints")


def put(person: Person, tag: str, words: str, occurrence: int = 0, **values: object) -> str:
    """Tag words without a gesture; the annotation's id."""
    start = person.find(words, occurrence)
    annotation = edits.new_annotation(tag, Span(start, start + len(words)), values)
    assert person.bridge.do("put", edits.add(annotation))
    return annotation.id


def current_words(person: Person) -> str | None:
    current = person.bridge.current
    return current.span.of(person.view.text) if current is not None else None


def test_a_tag_key_tags_the_selection_makes_it_current_and_clears_the_selection(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.select("Omar Hall")
    person.keys("A")
    assert person.tagged == [("actor", "Omar Hall")]
    assert current_words(person) == "Omar Hall"
    assert person.view.selection is None


@pytest.mark.parametrize(
    ("key", "words", "tag", "unit"),
    [
        ("Q", "every last", "quote", QUOTE),
        ("C", "disputed", "claim", "The council disputed that on Monday"),
        ("A", "Omar", "actor", "Omar Hall"),
        ("X", "at odds", "skip", "Union and council at odds"),
        ("V", "has said", "cue", "said"),
    ],
)
def test_without_a_selection_a_key_tags_the_natural_unit_at_the_caret(
    open_text: OpenText, key: str, words: str, tag: str, unit: str
) -> None:
    person = open_text(DEPOT)
    person.caret(words)
    person.keys(key)
    assert (tag, unit) in person.tagged
    assert current_words(person) == unit


def test_a_bare_tag_key_never_changes_an_existing_annotation(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Omar Hall")
    before = person.annotations[0]
    person.click("Omar Hall")
    person.keys("Q")
    person.keys("C")
    assert before in person.annotations


def test_a_tag_button_tags_too(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.select("Omar Hall")
    button = person.window.findChild(QToolButton, "button_tag_actor")
    assert button is not None
    person.click_widget(button)
    assert person.tagged == [("actor", "Omar Hall")]
    assert person.focus is person.view


def test_a_tag_button_tags_the_natural_unit_too(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.caret("Omar")
    button = person.window.findChild(QToolButton, "button_tag_actor")
    assert button is not None
    person.click_widget(button)
    person.wait(lambda: person.tagged == [("actor", "Omar Hall")])


def test_a_double_click_on_a_tag_button_arms_it_until_esc(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.caret("Ada Brandt")
    button = person.window.findChild(QToolButton, "button_tag_actor")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    assert person.tagged == []
    person.select("Omar Hall")
    person.select("Ada Brandt")
    assert person.tagged == [("actor", "Ada Brandt"), ("actor", "Omar Hall")]
    person.view.setFocus()
    person.keys("Esc")
    person.select("Nobody")
    assert len(person.tagged) == 2


def test_edge_rules_are_applied_on_every_route_and_the_status_bar_says_so(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.select("Brandt’s")
    person.keys("A")
    assert ("actor", "Brandt") in person.tagged
    assert "ossessive" in said(person)
    person.select("we will not leave the depot until every last locker is empty")
    person.choose("tag.quote")
    assert ("quote", QUOTE) in person.tagged
    assert said(person) == "Quotation marks taken."


def test_several_marked_stretches_become_one_quote_each_in_one_undo_step(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.select("“We lost the key,” Brandt’s deputy Omar Hall said, “and the spare one too.”")
    person.keys("Q")
    assert person.tagged == [("quote", "“We lost the key,”"), ("quote", "“and the spare one too.”")]
    assert [link.role for link in person.bridge.session.store.links] == ["continues"]
    assert current_words(person) == "“We lost the key,”"
    person.keys("Ctrl+Z")
    assert person.tagged == []


def test_the_same_span_with_the_same_tag_is_refused_with_a_word(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Omar Hall")
    person.select("Omar Hall")
    person.keys("A")
    assert len(person.tagged) == 1
    assert said(person) == "That is tagged as Actor already."


def test_more_than_80_percent_overlap_with_the_same_tag_warns_with_a_word(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "claim", "The council disputed that on Monday")
    person.select("council disputed that on Monday")
    person.keys("C")
    assert len(person.tagged) == 2
    assert said(person).startswith("Overlaps another Claim by 89 %")


def test_shift_and_a_tag_key_retags_the_current_annotation_and_names_what_goes(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    annotation_id = put(person, "quote", "The council disputed that on Monday", mode="indirect")
    person.bridge.set_current(annotation_id)
    person.keys("Shift+C")
    assert person.tagged == [("claim", "The council disputed that on Monday")]
    assert said(person) == "Gone with the old tag: Mode = indirect."
    assert person.annotations[0].id == annotation_id


def test_digits_set_and_clear_values_and_0_clears_all(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.bridge.set_current(put(person, "claim", "The council disputed that on Monday"))
    person.keys("3 5")
    assert dict(person.annotations[0].attributes) == {"kind": "prediction", "hedged": True}
    person.keys("3")
    assert dict(person.annotations[0].attributes) == {"hedged": True}
    person.keys("1 0")
    assert person.annotations[0].attributes == ()


def test_digits_do_nothing_while_text_is_selected(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.bridge.set_current(put(person, "claim", "The council disputed that on Monday"))
    person.view.select(Span(0, 5))
    person.keys("3")
    assert person.annotations[0].attributes == ()


def test_delete_deletes_the_current_annotation(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Omar Hall")
    person.caret("Omar Hall")
    person.keys("Delete")
    assert person.tagged == []
    person.keys("Ctrl+Z")
    assert person.tagged == [("actor", "Omar Hall")]
    assert current_words(person) == "Omar Hall"


def test_with_a_selection_delete_acts_only_if_exactly_one_annotation_has_that_span(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Omar Hall")
    put(person, "actor", "Ada Brandt")
    start = person.find("Omar Hall")
    person.view.select(Span(start, start + 4))
    person.keys("Delete")
    assert len(person.tagged) == 2
    person.view.select(Span(start, start + 9))
    person.keys("Delete")
    assert person.tagged == [("actor", "Ada Brandt")]


def test_an_actors_links_move_to_another_mention_of_that_name(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    quote, actor, other = (
        put(person, "quote", QUOTE),
        put(person, "actor", "Ada Brandt"),
        put(person, "actor", "Brandt", 1),
    )
    store = person.bridge.session.store
    person.bridge.do("link", edits.link(store, "speaker", quote, actor))
    person.bridge.set_current(actor)
    person.keys("Delete")
    assert [link.to_id for link in store.links] == [other]
    assert said(person) == "Deleted “Ada Brandt”. 1 link moved to “Brandt”."
    person.keys("Ctrl+Z")
    assert [link.to_id for link in store.links] == [actor]


def test_clicking_into_an_annotation_makes_the_innermost_current_and_leaving_makes_none(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "claim", "The union’s chair, Ada Brandt, has said")
    put(person, "actor", "Ada Brandt")
    person.click("Ada Brandt")
    assert current_words(person) == "Ada Brandt"
    person.click("has said")
    assert current_words(person) == "The union’s chair, Ada Brandt, has said"
    person.click("disputed")
    assert current_words(person) is None


def test_n_and_p_go_to_the_next_and_previous_annotation(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Omar Hall")
    person.keys("N")
    assert current_words(person) == "Ada Brandt"
    person.keys("N")
    assert current_words(person) == "Omar Hall"
    person.keys("N")
    assert said(person) == "No annotation follows."
    person.keys("P")
    assert current_words(person) == "Ada Brandt"


def test_o_cycles_the_annotations_under_the_caret(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    for tag, words in (
        ("claim", "The union’s chair, Ada Brandt, has said"),
        ("actor", "Ada Brandt"),
        ("cue", "Brandt"),
    ):
        put(person, tag, words)
    person.caret("Brandt")
    assert current_words(person) == "Brandt"
    person.keys("O")
    assert current_words(person) == "Ada Brandt"
    assert said(person) == "Actor · 2 of 3 here"
    person.keys("O")
    assert current_words(person) == "The union’s chair, Ada Brandt, has said"
    person.keys("O")
    assert current_words(person) == "Brandt"


def test_u_selects_the_next_untagged_quotation_with_its_marks(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.wait(lambda: "U 3 left" in person.label("counts"))
    person.keys("U")
    assert person.view.selection.of(DEPOT) == QUOTE
    person.keys("Q")
    person.wait(lambda: "U 2 left" in person.label("counts"))
    person.keys("U")
    assert person.view.selection.of(DEPOT) == "“We lost the key,”"
    person.keys("U U")
    assert person.view.selection.of(DEPOT) == "“We lost the key,”"


def test_e_grows_to_the_next_rung_and_shift_e_shrinks_again(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.caret("locker")
    seen = []
    for _ in range(3):
        person.keys("E")
        seen.append((person.view.selection.of(DEPOT), said(person)))
    assert seen[0] == ("locker", "word · 1 word")
    assert seen[1][0] == QUOTE[1:-1]
    assert seen[2] == (QUOTE, "with the marks · 12 words")
    person.keys("Shift+E")
    assert person.view.selection.of(DEPOT) == QUOTE[1:-1]
    person.keys("Shift+E")
    assert person.view.selection.of(DEPOT) == "locker"


def test_j_and_k_select_the_next_and_previous_sentence(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.caret("Union and")
    person.keys("J J")
    assert person.view.selection.of(DEPOT) == "The council disputed that on Monday."
    person.keys("K")
    assert person.view.selection.of(DEPOT).startswith("The union’s chair")
    person.view.place_caret(0)
    person.keys("J")
    assert person.view.selection.of(DEPOT) == "Union and council at odds"


def test_esc_clears_the_selection_then_the_current_annotation(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Omar Hall")
    person.caret("Omar Hall")
    person.keys("Shift+Right")
    person.keys("Esc")
    assert person.view.selection is None
    assert current_words(person) == "Omar Hall"
    person.keys("Esc")
    assert current_words(person) is None


def test_a_key_that_begins_something_scrolls_to_what_is_off_the_screen_and_else_moves_nothing(
    open_text: OpenText,
) -> None:
    person = open_text(DEPOT + "\n\n".join(f"Paragraph {number} of many." for number in range(80)))
    person.bridge.set_current(put(person, "actor", "Omar Hall"))
    bar = person.view.verticalScrollBar()
    before = bar.value()
    person.keys("F2 Esc")
    assert bar.value() == before
    bar.setValue(bar.maximum())
    person.keys("F2 Esc")
    assert person.view.shows(person.annotations[0].span)


def test_esc_out_of_a_selection_elsewhere_leaves_what_was_current(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.bridge.set_current(put(person, "actor", "Omar Hall"))
    person.view.select(Span(0, 5))
    assert current_words(person) is None
    person.keys("Esc")
    assert current_words(person) is None
    person.keys("Delete")
    assert person.tagged == [("actor", "Omar Hall")]
    assert "No annotation is current" in said(person)


def test_undo_makes_what_it_restored_current(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Omar Hall")
    person.caret("Omar Hall")
    person.keys("3")
    person.caret("Nobody")
    assert current_words(person) is None
    person.keys("Ctrl+Z")
    assert current_words(person) == "Omar Hall"


def test_every_action_is_named_in_the_edit_menu(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.select("Omar Hall")
    person.keys("A")
    undo = person.actions.action("edit.undo")
    assert undo.text() == "&Undo Tag as Actor"
    person.keys("2")
    assert undo.text() == "&Undo Set Kind"
    person.keys("Delete")
    assert undo.text() == "&Undo Delete Actor"


def test_tag_keys_refuse_in_another_persons_layer(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.bridge.session.read_only = "this is bob’s layer"
    person.select("Omar Hall")
    person.keys("A")
    assert person.tagged == []
    assert "bob’s layer" in said(person)


def test_retagging_by_key_drops_and_names_a_value_of_another_type(open_text: OpenText, tmp_path: Path) -> None:
    tags = [
        {"id": "note", "name": "Note", "key": "T", "attributes": [{"id": "size", "type": "text"}]},
        {"id": "sum", "name": "Sum", "key": "Z", "attributes": [{"id": "size", "type": "number"}]},
    ]
    codebook = {"format": "media-codebook", "version": 1, "id": "typed", "name": "Typed", "tags": tags}
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    person = open_text(DEPOT)
    made = put(person, "note", "locker", size="abc")
    person.bridge.set_current(made)
    person.keys("Shift+Z")
    assert person.tagged == [("sum", "locker")]
    assert said(person) == "Gone with the old tag: size = abc."
    assert person.bridge.session is not None
    retagged = person.bridge.session.store.annotation(made)
    assert retagged is not None
    assert retagged.attributes == ()
    person.keys("Ctrl+Z")
    assert person.tagged == [("note", "locker")]


def test_a_triple_click_goes_by_the_language_that_a_person_noted(open_text: OpenText) -> None:
    # "Abs." is short for a paragraph in German, and the end of a sentence in English.
    person = open_text("The law is clear about this. It is Abs. Vier that the union asked for. Nobody laughed.\n")
    view, place = person.view, person.find("union")
    found = []
    for noted in ("", "de"):
        assert person.bridge.session is not None
        person.bridge.session.language = noted
        point = view.rect_of(place + 2).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        assert view.selection is not None
        found.append(view.selection.of(view.text))
    assert found == ["Vier that the union asked for.", "It is Abs. Vier that the union asked for."]


def test_words_of_a_quote_that_are_selected_before_l_are_the_person_meant(open_text: OpenText) -> None:
    person = open_text("“We, the depot council, will stay,” it says on the door.\n")
    quote = put(person, "quote", "“We, the depot council, will stay,”")
    person.select("the depot council")
    assert current_words(person) == "“We, the depot council, will stay,”"
    person.keys("L Enter", person.view)
    assert ("actor", "the depot council") in person.tagged
    assert person.bridge.session is not None
    assert [link.role for link in person.bridge.session.store.links_from(quote)] == ["speaker"]


def test_a_tag_makes_nothing_else_current_on_the_way(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "until")
    person.select("leave the depot until")
    told: list[str | None] = []
    person.bridge.current_changed.connect(lambda: told.append(current_words(person)))
    person.keys("C")
    assert told == ["leave the depot until"]
    assert person.view.selection is None
