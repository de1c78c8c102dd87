"""The preferences' page: it covers the window, and all that is changed on it takes effect at once.

Tests of ui.commands.preferences.preferences_page, ui.commands.preferences.preference_form,
ui.commands.preferences.forms, ui.commands.preferences.live_sentence, ui.commands.page_mode, ui.frame.page_title and
ui.frame.page_list.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

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
    assert page.forms[0].font_box.currentFont().family() == QFont("DejaVu Sans").family()
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
