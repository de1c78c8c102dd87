"""The preferences' page: it covers the window, and all that is changed on it takes effect at once.

Tests of ui.commands.preferences.preferences_page, ui.commands.preferences.preference_form,
ui.commands.preferences.forms, ui.commands.preferences.face_row, ui.commands.preferences.key_fields,
ui.commands.preferences.live_sentence,
ui.commands.page_mode, ui.frame.page_title and ui.frame.page_list.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from analyst_app.preferences import Preferences, load_preferences, preferences_file, save_preferences
from analyst_app.ui.commands.key_groups import key_groups
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.commands.preferences.preferences_page import PreferencesPage
from analyst_app.ui.widgets.theme import Looks, theme
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay at the depot”, and the union agreed.\n"
PARTS = ["Reading", "Look", "Keys", "Saving", "Review", "Privacy"]


def opened(person: Person, part: str = "Reading") -> PreferencesPage:
    person.choose("file.preferences")
    page = person.part(PreferencesPage)
    page.pages.setCurrentRow(PARTS.index(part))
    return page


def test_it_has_the_six_parts_and_esc_leads_back_to_where_the_caret_was(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.caret("union")
    before = person.view.caret
    page = opened(person)
    assert [page.pages.item(row).text() for row in range(page.pages.count())] == PARTS
    assert page.isVisible()
    assert page.isAncestorOf(person.window.focusWidget())
    person.keys("Esc", page.pages)
    assert not page.isVisible()
    assert person.view.hasFocus()
    assert person.view.caret == before


def test_colours_and_density_are_worn_as_soon_as_they_are_chosen(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Look")
    for name, setting, value in (
        ("preference_theme_dark", "theme", "dark"),
        ("preference_density_compact", "density", "compact"),
    ):
        page.findChild(QAbstractButton, name).click()
        assert getattr(person.part(PreferenceKeeper).preferences, setting) == value
    assert person.part(Looks).colours is theme("dark")
    assert person.part(Looks).sizes.density == "compact"
    assert page.isVisible()


def test_the_live_sentence_and_the_article_take_the_size_at_once(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person)
    before = page.sentence.heightForWidth(400)
    page.findChild(QDoubleSpinBox, "preference_font_size").setValue(20)
    assert person.view.font().pointSizeF() == 20
    assert page.sentence.heightForWidth(400) > before
    page.findChild(QSpinBox, "preference_column_width").setValue(60)
    assert person.part(PreferenceKeeper).preferences.column_width == 60


@pytest.mark.parametrize("part", ["Reading", "Look", "Privacy"])
def test_a_part_is_set_as_at_first_and_the_others_stay(open_text: OpenText, part: str) -> None:
    person = open_text(TEXT)
    keeper = person.part(PreferenceKeeper)
    page = opened(person, part)
    reset = page.findChild(QPushButton, f"preferences_reset_{part.lower()}")
    assert not reset.isEnabled(), "all is as at first"
    changed = {"Reading": {"font_size": 20}, "Look": {"theme": "dark"}, "Privacy": {"keep_text": False}}
    for settings in changed.values():
        keeper.take(keeper.preferences._replace(**settings))
    reset.click()
    for name, settings in changed.items():
        for setting, value in settings.items():
            is_changed = getattr(keeper.preferences, setting) == value
            assert is_changed is (name != part), setting


def test_what_is_changed_elsewhere_is_shown(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Reading")
    numbers = page.findChild(QCheckBox, "preference_paragraph_numbers")
    assert numbers.isChecked()
    keeper = person.part(PreferenceKeeper)
    keeper.take(keeper.preferences._replace(paragraph_numbers=False, font="DejaVu Sans"))
    assert not numbers.isChecked()
    assert page.forms[0].face.faces.currentFont().family() == QFont("DejaVu Sans").family()
    assert keeper.preferences.font == "DejaVu Sans"


def test_another_name_is_another_layer_once_it_is_written(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Saving")
    named: list[str] = []
    page.named.connect(named.append)
    field = page.findChild(QLineEdit, "annotator_field")
    field.setFocus()
    person.type("Jane Smith")
    assert named == []
    assert "jane-smith" in page.saving_form._said.text()
    person.keys("Enter", field)
    assert named == ["jane-smith"]
    assert person.part(PreferenceKeeper).preferences.annotator == "Jane Smith"
    field.setText("")
    field.setModified(False)
    keeper = person.part(PreferenceKeeper)
    keeper.take(keeper.preferences._replace(annotator="Max"))  # the strip of the first save does so
    assert field.text() == "Max"


def test_a_key_that_cannot_be_is_said_and_not_taken(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Keys")
    table, keeper = page.keys_form.table, person.part(PreferenceKeeper)
    row = list(person.actions.rows).index("go.next")
    table.item(row, 1).setText("Q")
    assert "Q is given to two actions" in page.keys_form.problem.text()
    assert "go.next" not in keeper.preferences.keys
    table.item(row, 1).setText("F7")
    assert not page.keys_form.problem.isVisible()
    assert keeper.preferences.keys == {"go.next": "F7"}
    page.keys_form.reset.click()
    assert keeper.preferences.keys == {}
    assert table.item(row, 1).text() == "N"


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_wider_than_the_form_on_a_small_screen(open_text: OpenText, part: str) -> None:
    person = open_text(TEXT)
    person.window.resize(640, 360)
    page = opened(person, part)
    person.wait(lambda: page.width() == person.window.width())
    form = page.forms[PARTS.index(part)]
    for field in form.findChildren(QAbstractButton):
        if field.isVisible():
            left = field.mapTo(page, field.rect().topLeft()).x()
            assert left + field.width() <= page.width(), field.objectName()


def test_a_key_is_written_by_typing_on_its_row(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Keys")
    table, row = page.keys_form.table, list(person.actions.rows).index("go.next")
    table.setFocus()
    table.setCurrentCell(row, 1)
    person.keys("Y", table)
    assert person.window.focusWidget().text().upper() == "Y", "the letter is written, and does nothing else"
    person.keys("Enter", person.window.focusWidget())
    assert person.part(PreferenceKeeper).preferences.keys == {"go.next": "Y"}
    assert page.isVisible()


@pytest.mark.parametrize("page_id", ["file.preferences", "corpus.codebook"])
def test_no_command_changes_the_article_that_a_page_covers(open_text: OpenText, page_id: str) -> None:
    person = open_text(TEXT)
    person.select("union")
    person.keys("A")
    made = person.annotations
    person.choose(page_id)
    person.wait(lambda: person.part(ModeKeeper).name == "EDIT", "the page")
    for action_id in ("edit.undo", "edit.delete", "corpus.done", "annotate.edges", "retag.claim", "tag.claim"):
        person.choose(action_id)
        assert person.annotations == made, action_id
        assert person.part(ModeKeeper).name == "EDIT", action_id
        assert person.bridge.session.store.layer.status != "done"


def test_two_actions_on_one_key_in_the_file_are_told_in_the_page_the_sheet_and_a_message(open_text: OpenText) -> None:
    person = open_text(TEXT)
    keeper = person.part(PreferenceKeeper)
    keeper.take(keeper.preferences._replace(keys={"go.next": "L", "tag.of-another-codebook": "F9"}))
    told = "L is the key of two actions: it means “Next annotation”, not “Link…”."
    assert told in person.bars.findChild(QWidget, "bar_keys").findChild(QLabel).text().replace("\u200b", "")
    page = opened(person, "Keys")
    assert told in page.keys_form.problem.text()
    lines = [line for group in key_groups(person.actions) for line in group.lines]
    assert [line.said for line in lines if "L means" in line.told] == ["L means “Next annotation”"]
    row = list(person.actions.rows).index("go.next")
    page.keys_form.table.item(row, 1).setText("F7")
    assert keeper.preferences.keys == {"go.next": "F7", "tag.of-another-codebook": "F9"}, "no other key is lost"
    assert not page.keys_form.problem.text()
    person.wait(lambda: person.bars.findChild(QWidget, "bar_keys") is None, "the message goes")


def test_ctrl_z_takes_the_last_change_of_the_page_back_and_nothing_of_the_article(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("union")
    person.keys("A")
    made, keeper = person.annotations, person.part(PreferenceKeeper)
    page = opened(person, "Look")
    assert not page.back_step.isEnabled()
    page.findChild(QAbstractButton, "preference_theme_dark").click()
    page.pages.setCurrentRow(PARTS.index("Reading"))
    for size in (20, 21, 22):
        page.findChild(QDoubleSpinBox, "preference_font_size").setValue(size)
    person.keys("Ctrl+Z", page.pages)
    assert (keeper.preferences.font_size, keeper.preferences.theme) == (0, "dark"), "the steps to a number are one"
    person.keys("Ctrl+Z", page.pages)
    assert keeper.preferences.theme == "system"
    assert not page.back_step.isEnabled()
    person.keys("Ctrl+Z", page.pages)
    assert person.annotations == made


def test_ctrl_z_in_a_field_is_the_fields_while_it_has_something_to_undo(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page, keeper = opened(person, "Look"), person.part(PreferenceKeeper)
    page.findChild(QAbstractButton, "preference_theme_dark").click()
    page.pages.setCurrentRow(PARTS.index("Saving"))
    field = page.findChild(QLineEdit, "annotator_field")
    field.setFocus()
    person.type("Jane")
    person.keys("Ctrl+Z", field)
    assert (field.text(), keeper.preferences.theme) == ("", "dark")
    person.keys("Ctrl+Z", field)
    assert keeper.preferences.theme == "system"


def test_the_distance_of_lines_is_worn_by_the_article_at_once(open_text: OpenText) -> None:
    person = open_text(TEXT * 9)
    page = opened(person)
    spacing = page.findChild(QDoubleSpinBox, "preference_line_spacing")
    assert spacing.value() == 1.5
    end = len(TEXT) * 9 - 1
    tall, wide = person.place(end).y() - person.place(0).y(), page.sentence.heightForWidth(300)
    spacing.setValue(2)
    assert person.part(PreferenceKeeper).preferences.line_spacing == 2
    assert person.place(end).y() - person.place(0).y() > tall
    assert page.sentence.heightForWidth(300) > wide
    spacing.setValue(1.5)
    assert person.part(PreferenceKeeper).preferences.line_spacing == 0, "the usual one follows the density"


def test_language_and_detail_of_speech_are_chosen_by_keys(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page, keeper = opened(person, "Look"), person.part(PreferenceKeeper)
    languages = page.findChild(QComboBox, "preference_language")
    assert [languages.itemText(row) for row in range(2)] == ["as the system", "English"]
    languages.setFocus()
    person.keys("Down", languages)
    assert keeper.preferences.language == "en"
    page.findChild(QAbstractButton, "preference_speech_detail_2").click()
    assert keeper.preferences.speech_detail == 2
    keeper.take(keeper.preferences._replace(language="pt"))
    assert languages.currentText() == "pt", "a language of which the catalogue is gone is shown all the same"


def test_only_what_was_changed_is_written(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Look")
    file = preferences_file()
    save_preferences(Preferences(annotator="Jane", column_width=90))  # by another window, meanwhile
    file.write_text(file.read_text(encoding="utf-8").replace("{", '{\n "of_tomorrow": 1,', 1), encoding="utf-8")
    for theme_ in ("light", "dark"):
        page.findChild(QAbstractButton, f"preference_theme_{theme_}").click()
    person.wait(lambda: load_preferences()[0].theme == "dark", "it is written")
    found = load_preferences()[0]
    assert (found.annotator, found.column_width, found.unknown) == ("Jane", 90, {"of_tomorrow": 1})


def test_a_file_that_holds_no_preferences_is_left_alone_with_a_word(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page = opened(person, "Look")
    preferences_file().parent.mkdir(parents=True, exist_ok=True)
    preferences_file().write_text('{"annotator": "Jane",', encoding="utf-8")
    page.findChild(QAbstractButton, "preference_theme_dark").click()
    person.wait(lambda: person.bars.findChild(QWidget, "bar_preferences"), "the word")
    assert preferences_file().read_text(encoding="utf-8") == '{"annotator": "Jane",'


def test_a_key_is_found_taken_by_pressing_it_and_usual_again(open_text: OpenText) -> None:
    person = open_text(TEXT)
    page, keeper = opened(person, "Keys"), person.part(PreferenceKeeper)
    form = page.keys_form

    def seen() -> list[str]:
        rows = [form.table.item(row, 0) for row in range(form.table.rowCount()) if not form.table.isRowHidden(row)]
        return [item.data(Qt.ItemDataRole.UserRole) for item in rows]

    form.words.setFocus()
    person.keys("Ctrl+S", form.words)
    assert (form.words.text(), seen()) == ("Ctrl+S", ["file.save"])
    form.words.clear()
    person.type("next annotation")
    assert "go.next" in seen()
    assert "file.save" not in seen()
    form.table.setCurrentCell(list(person.actions.rows).index("go.next"), 1)
    form.capture.setFocus()
    person.keys("Space", form.capture)
    person.keys("Esc", form.capture)
    assert page.isVisible(), "Esc ends the waiting, and leaves the page open"
    for pressed in ("Space", "Ctrl+Alt+J"):
        person.keys(pressed, form.capture)
    assert keeper.preferences.keys == {"go.next": "Ctrl+Alt+J"}
    person.keys("Space", form.capture)
    person.keys("Ctrl+S", form.capture)
    assert "Ctrl+S is given to two actions" in form.problem.text()
    assert keeper.preferences.keys == {"go.next": "Ctrl+Alt+J"}
    form.usual.click()
    assert keeper.preferences.keys == {}
    assert not form.usual.isEnabled()
    assert not form.problem.isVisible()


def test_the_lines_under_annotations_get_as_thick_as_is_chosen(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("union")
    person.keys("A")
    person.keys("Esc")

    def thickness() -> float:
        person.view.grab()
        plans = list(person.view.painter._plans.values())
        return max(rect.height() for plan in plans for stroke in plan.strokes for rect in stroke.rects)

    usual, letters = thickness(), person.view.font().pointSizeF()
    page = opened(person)
    for weight, more in ((2, 1), (3, 2), (1, 0)):
        page.findChild(QAbstractButton, f"preference_lane_weight_{weight}").click()
        assert thickness() == usual + more
    assert person.view.font().pointSizeF() == letters
