"""The buttons of the tag bar: 32 high, cut where there is no room, raised and with Esc while armed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.bar_button import BarButton, FieldButton, PersonButton, TagButton
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[QWidget]:
    bar = QWidget()
    yield bar
    bar.deleteLater()
    QCoreApplication.sendPostedEvents(bar, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def looks(bar: QWidget) -> Looks:
    return Looks(Theme("light"), bar)


def claim(looks: Looks, bar: QWidget, name: str = "Claim") -> TagButton:
    button = TagButton(looks, bar)
    button.setCheckable(True)
    button.show_tag("C", "#b45309", name)
    button.resize(button.sizeHint())
    return button


def colours_of(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_button_is_32_high_and_wide_enough_for_its_words(looks: Looks, bar: QWidget) -> None:
    button = claim(looks, bar)
    assert button.sizeHint().height() == 32
    assert button.sizeHint().width() > button.words_width + 20


def test_a_name_of_200_characters_makes_no_wide_button(looks: Looks, bar: QWidget) -> None:
    assert claim(looks, bar, "n" * 200).sizeHint().width() < 260


def test_arming_a_tag_raises_its_button_and_changes_no_width(looks: Looks, bar: QWidget) -> None:
    button = claim(looks, bar)
    button.show_count(7)
    before = button.sizeHint()
    edge = looks.colours.colour("control").name()
    assert edge not in colours_of(button)
    button.setChecked(True)
    assert edge in colours_of(button)
    assert looks.colours.colour("raised").name() in colours_of(button)
    assert button.sizeHint() == before


def test_a_count_up_to_99_changes_no_width(looks: Looks, bar: QWidget) -> None:
    button = claim(looks, bar)
    before = button.sizeHint()
    button.show_count(99)
    assert button.sizeHint() == before


def test_a_button_wears_other_colours_at_once(looks: Looks, bar: QWidget) -> None:
    button = FieldButton(looks, bar, "find")
    button.show_words("Search or run")
    button.show_keys(("Ctrl", "K"))
    button.resize(button.sizeHint())
    assert looks.colours.colour("raised").name() in colours_of(button)
    looks.wear(Theme("dark"))
    assert looks.colours.colour("raised").name() in colours_of(button)


@pytest.mark.parametrize("kind", [BarButton, PersonButton, FieldButton])
def test_without_room_for_words_the_mark_stands_alone(looks: Looks, bar: QWidget, kind: type[BarButton]) -> None:
    button = kind(looks, bar) if kind is PersonButton else kind(looks, bar, "link")
    button.show_words("Link")
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    button.resize(button.minimumSizeHint())
    assert len(colours_of(button)) > 2
