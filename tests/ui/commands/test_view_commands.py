"""The View menu's choices of colours and density: worn at once, kept, and checked in the menu."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.widgets.theme import Looks, theme
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


def menu_words(person: Person, name: str) -> list[str]:
    (menu,) = [
        action.menu()
        for action in person.window.findChild(object, "menu_view").actions()
        if action.menu() is not None and action.text().replace("&", "") == name
    ]
    return [action.text().replace("&", "") for action in menu.actions()]


def test_the_menu_offers_colours_and_densities(open_text: OpenText) -> None:
    person = open_text("Depot to close\n")
    assert menu_words(person, "Colours") == ["Light", "Dark", "High contrast", "High contrast, light", "As the system"]
    assert menu_words(person, "Density") == ["Comfortable", "Compact"]


@pytest.mark.parametrize("name", ["dark", "high_contrast", "high_contrast_light", "light"])
def test_a_theme_is_worn_at_once_and_kept(open_text: OpenText, name: str) -> None:
    person = open_text("Depot to close\n")
    person.choose(f"view.theme_{name}")
    assert person.part(Looks).colours is theme(name)
    assert QApplication.palette().window().color() == theme(name).colour("surface")
    assert person.part(PreferenceKeeper).preferences.theme == name
    checked = [
        one
        for one in ("light", "dark", "high_contrast", "high_contrast_light", "system")
        if is_checked(person, f"theme_{one}")
    ]
    assert checked == [name]


def test_a_density_is_worn_at_once_and_kept(open_text: OpenText) -> None:
    person = open_text("Depot to close\n")
    person.choose("view.density_compact")
    assert person.part(Looks).sizes.density == "compact"
    assert person.part(PreferenceKeeper).preferences.density == "compact"
    assert is_checked(person, "density_compact")
    assert not is_checked(person, "density_comfortable")


def is_checked(person: Person, name: str) -> bool:
    return person.actions.action(f"view.{name}").isChecked()
